"""The one cattrs converter: between a school's facts and the plain values that JSON can hold.

The model classes know nothing of it. It is strict: no key is dropped, no text is split into letters, no ``true`` counts
as 1, and every refusal is a `Refused` with a message, gathered by cattrs with its place.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs
from cattrs import Converter
from cattrs.errors import IterableValidationError, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.convert._json import show
from kdcl.errors import CodeError, RatingsError
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.plain import plain_tables, read_figures
from kdcl.law import DocumentKind, LegalNumber, Level, Region, Route, SchoolCategory, Step
from kdcl.messages import Message, message
from kdcl.school import (
    CalendarMonth,
    CouncilRole,
    EvidenceStatus,
    ImprovementStatus,
    OpinionOutcome,
    Rating,
    Ratings,
    SchoolData,
    SchoolFeature,
    SchoolYear,
    SelfAssessment,
)
from kdcl.school.external import ExternalAssessment, PointOutcome, RequestKind, TeamRole
from kdcl.typed import Within

_PERHAPS_EXTERNAL: Any = ExternalAssessment | None
_Hook = Callable[[Any, Any], Any]
_T = TypeVar("_T")


class Refused(ValueError):  # noqa: N818 - it never leaves this package; it is the word the code needs
    """A value cannot be read; `parts` names the places inside it where only these are at fault."""

    def __init__(self, message: Message, parts: Mapping[tuple[str, ...], Message] | None = None) -> None:
        """Keep what is wrong."""
        super().__init__(message)
        self.message = message
        self.parts = dict(parts or {})


def structure_facts(value: object, cls: type[_T], form: SchoolDataForm | None) -> _T:
    """Return the facts of a class that plain values hold, their figures held against a form where there is one.

    Raises:
        Refused | ClassValidationError: something cannot be read; all such places at once.
    """
    return _build_reader(form).structure(value, cls)


def unstructure_fact(fact: object) -> Any:  # noqa: ANN401 - JSON has no one type
    """Return any fact of a file as plain values, defaults left out."""
    return _build_writer(omits_defaults=True).unstructure(fact)


def unstructure_facts(facts: SelfAssessment | ExternalAssessment, *, with_defaults: bool) -> dict[str, Any]:
    """Return the facts of a file as plain values, with or without what is at its default."""
    plain: dict[str, Any] = _build_writer(omits_defaults=not with_defaults).unstructure(facts)
    return plain


def _text(value: Any, _: Any) -> str:  # noqa: ANN401 - JSON has no one type
    if type(value) is str:
        return value
    raise Refused(message("{value} is not a text; write it in double quotes", value=show(value)))


def _number(value: Any, _: Any) -> int:  # noqa: ANN401 - JSON has no one type
    if type(value) is int:
        return value
    raise Refused(message("{value} is not a whole number; write digits without quotes", value=show(value)))


def _number_within(limits: Within, value: Any, cls: Any) -> int | None:  # noqa: ANN401 - JSON has no one type
    """Return a number of a range; None too, where the field takes it."""
    if value is None and cls is not int:
        return None
    number = _number(value, int)
    if limits.holds(number):
        return number
    facts = {"value": show(value), "least": limits.least, "most": limits.most}
    if limits.most is None:
        raise Refused(message("{value} is out of range; write a whole number from {least} on", **facts))
    raise Refused(message("{value} is out of range; write a whole number from {least} to {most}", **facts))


def _level(value: Any, _: Any) -> Level:  # noqa: ANN401 - JSON has no one type
    if type(value) is int and value in tuple(Level):
        return Level(value)
    raise Refused(message("{value} is not a level; write 1, 2 or 3 without quotes", value=show(value)))


def _date(value: Any, _: Any) -> dt.date:  # noqa: ANN401 - JSON has no one type
    try:
        day = dt.date.fromisoformat(_text(value, str))
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise Refused(message("{value} is not a date; write year-month-day, as in 2018-02-05", value=show(value)))
    return day


def _choice(cls: type[enum.StrEnum]) -> _Hook:
    members = {member.value: member for member in cls}

    def structure(value: Any, _: Any) -> enum.StrEnum:  # noqa: ANN401 - JSON has no one type
        if type(value) is str and value in members:
            return members[value]
        raise Refused(message("{value} is not known here; write one of: {known}", value=show(value), known=(*members,)))

    return structure


def _parsed(parse: Callable[[str], _T]) -> _Hook:
    def structure(value: Any, _: Any) -> _T:  # noqa: ANN401 - JSON has no one type
        try:
            return parse(_text(value, str))
        except CodeError as error:
            raise Refused(error.message) from None

    return structure


def _evidence_code(value: Any, _: Any) -> EvidenceCode:  # noqa: ANN401 - JSON has no one type
    text = _text(value, str)
    try:
        return EvidenceCode.parse(text)
    except CodeError as error:
        problem = error.message
    if (repaired := repair(text)) is None:
        raise Refused(problem)
    raise Refused(message("{problem}; it seems to mean {code}", problem=problem, code=repaired))


def repair(text: object) -> EvidenceCode | None:
    """Return the evidence code that a badly written one means, or None."""
    try:
        return EvidenceCode.normalize(text) if isinstance(text, str) else None
    except CodeError:
        return None


def _ratings(value: Any, _: Any) -> Ratings:  # noqa: ANN401 - JSON has no one type
    _refuse_other_than(dict, value)
    wrong: dict[tuple[str, ...], Message] = {
        (key,): message("{value} is no rating; write met or not_met, or leave the indicator out", value=show(rating))
        for key, rating in value.items()
        if type(rating) is not str
    }
    try:
        ratings = Ratings({key: rating for key, rating in value.items() if (key,) not in wrong}, is_strict=True)
    except RatingsError as error:
        wrong |= {(str(problem.place.steps[-1]),): problem.message for problem in error.problems}
        raise Refused(_SOME_RATINGS, wrong) from None
    if wrong:
        raise Refused(_SOME_RATINGS, wrong)
    return ratings


_SOME_RATINGS = message("some ratings cannot be read")


def _data(form: SchoolDataForm | None) -> _Hook:
    def structure(value: Any, _: Any) -> SchoolData:  # noqa: ANN401 - JSON has no one type
        _refuse_other_than(dict, value)
        data, flaws = read_figures(value, form, show)
        if flaws:
            raise Refused(message("some figures cannot be read"), flaws)
        return data

    return structure


def _refuse_other_than(kind: type, value: object) -> None:
    if type(value) is kind:
        return
    if kind is dict:
        raise Refused(message("{value} is not an object; write {{ }} with keys and values", value=show(value)))
    raise Refused(message("{value} is not a list; write it in square brackets", value=show(value)))


def _tuple(converter: Converter, cls: Any) -> _Hook:  # noqa: ANN401 - a generic alias
    (kind, _) = typing.get_args(cls)
    hook = converter.get_structure_hook(kind)

    def structure(value: Any, _: Any) -> tuple[Any, ...]:  # noqa: ANN401 - JSON has no one type
        _refuse_other_than(list, value)
        try:
            return tuple([hook(item, kind) for item in value])
        except (Refused, ExceptionGroup):
            raise _all_errors(value, hook, kind, cls) from None

    return structure


def _all_errors(items: list[Any], hook: _Hook, kind: Any, cls: Any) -> IterableValidationError:  # noqa: ANN401 - types
    errors: list[Exception] = []
    for index, item in enumerate(items):
        try:
            hook(item, kind)
        except (Refused, ExceptionGroup) as error:
            error.add_note(IterableValidationNote("", index, kind))
            errors.append(error)
    return IterableValidationError("", errors, cls)


def _class(converter: Converter, cls: Any) -> _Hook:  # noqa: ANN401 - any attrs class
    attrs.resolve_types(cls)
    ranged: dict[str, Any] = {
        field.name: override(struct_hook=functools.partial(_number_within, field.validator))
        for field in attrs.fields(cls)
        if isinstance(field.validator, Within)
    }
    inner = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **ranged)

    def structure(value: Any, _: Any) -> Any:  # noqa: ANN401 - any attrs class
        if type(value) is not dict:
            _refuse_other_than(dict, value)
        return inner(value, cls)

    return structure


@functools.lru_cache(maxsize=8)
def _build_reader(form: SchoolDataForm | None) -> Converter:
    """Return what reads files; it is made for the form that their figures are held against."""
    converter = Converter(detailed_validation=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: _class(converter, cls))
    converter.register_structure_hook_factory(
        lambda cls: getattr(typing.get_origin(cls), "__name__", "") == "tuple", lambda cls: _tuple(converter, cls)
    )
    planning = (CouncilRole, DocumentKind, ImprovementStatus, OpinionOutcome)
    outside = (PointOutcome, RequestKind, Route, Step, TeamRole)
    for choice in (EvidenceStatus, Rating, Region, SchoolCategory, SchoolFeature, *planning, *outside):
        # One by one: they are texts too, and cattrs would take the hook of texts for a kind it was not told of.
        converter.register_structure_hook(choice, _choice(choice))
    for plain, hook in ((str, _text), (int, _number), (Level, _level), (dt.date, _date)):
        converter.register_structure_hook(plain, hook)
    converter.register_structure_hook(Ratings, _ratings)
    converter.register_structure_hook(SchoolData, _data(form))
    # Most files of schools have none: what reads its facts is made where the first one is met.
    converter.register_structure_hook(
        _PERHAPS_EXTERNAL,
        lambda value, _: None if value is None else converter.structure(value, ExternalAssessment),
    )
    converter.register_structure_hook(EvidenceCode, _evidence_code)
    for code in (CalendarMonth, CriterionCode, LegalNumber, SchoolYear):
        converter.register_structure_hook(code, _parsed(code.parse))
    return converter


@functools.cache
def _build_writer(*, omits_defaults: bool) -> Converter:
    """Return what makes plain values of facts, with or without what is at its default."""
    converter = Converter(detailed_validation=True)
    converter.register_unstructure_hook_factory(
        attrs.has, lambda cls: make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=omits_defaults)
    )
    for written in (CalendarMonth, CriterionCode, EvidenceCode, LegalNumber, SchoolYear):
        converter.register_unstructure_hook(written, str)
    converter.register_unstructure_hook(dt.date, dt.date.isoformat)
    converter.register_unstructure_hook(
        Ratings, lambda ratings: {str(code): rating.value for code, rating in ratings.items()}
    )
    converter.register_unstructure_hook(SchoolData, plain_tables)
    converter.register_unstructure_hook(
        _PERHAPS_EXTERNAL,
        lambda value: None if value is None else converter.unstructure(value, ExternalAssessment),
    )
    return converter
