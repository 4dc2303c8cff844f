"""Places of a school's file in words for people: which criterion, which row of which table, which line of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kdcl.figures.form import FormTable, SchoolDataForm
from kdcl.figures.reckoning import known_rows
from kdcl.messages import BilingualText, Message, message
from kdcl.place_names import _fields
from kdcl.place_names._fields import say_names
from kdcl.place_names.external import FIELD_NAMES as TEAM_FIELD_NAMES
from kdcl.place_names.external import iter_external_names
from kdcl.places import Place, Step, Steps, resolve
from kdcl.school import SelfAssessment

_ITEMS: Final[Mapping[Step, int]] = {
    "current_state": 1,
    "strengths": 2,
    "weaknesses": 3,
    "improvement_plan": 4,
    "improvements": 4,
    "stated_verdict": 5,
}
"""The numbers that the items have on the printed sheet of a criterion."""

_OWN_NAMES: Final[Mapping[Step, Message]] = {
    "sheets": message("criterion sheets"),
    "standards": message("standards"),
    "evidence": message("list of evidence"),
    "ratings": message("ratings of the indicators"),
    "data": message("Part I"),
}


def name_place(place: Place, assessment: SelfAssessment, form: SchoolDataForm) -> Message:
    """Return a place of a school's file in words, from the outside in: ``Criterion 1.1, item 1, indicator c``.

    A place that the file does not have is named as far as it goes, and for the rest as it is written.

    Args:
        place: the place.
        assessment: the facts of the file.
        form: the form of the figures.
    """
    return say_names(_iter_names(_with_number(place.steps, assessment), assessment, form), place)


_KEYS: Final[Mapping[Step, str]] = {"sheets": "criterion", "standards": "standard", "evidence": "code"}
"""By which part forms and exceptions name the items of these lists, however they have moved."""


def _with_number(steps: Steps, assessment: SelfAssessment) -> Steps:
    """Return the way to a fact with the number of an item that is named by its key, if the file has it."""
    match steps:
        case (str(name), str(key), *rest) if name in _KEYS:
            items = enumerate(getattr(assessment, name))
            return next(((name, n, *rest) for n, item in items if str(getattr(item, _KEYS[name])) == key), steps)
        case _:
            return steps


def _iter_names(steps: Steps, assessment: SelfAssessment, form: SchoolDataForm) -> Iterator[Message]:
    match steps:
        case ("sheets", int(number), *rest) if number < len(assessment.sheets):
            yield message("Criterion {code}", code=assessment.sheets[number].criterion)
            yield from _iter_item_names(tuple(rest), Place(steps), assessment)
        case ("sheets", str(key), *rest):  # one that nobody has begun
            yield message("Criterion {code}", code=key)
            yield from _iter_item_names(tuple(rest), Place(("sheets", len(assessment.sheets), *rest)), assessment)
        case ("standards", int(number), *rest) if number < len(assessment.standards):
            yield message("Standard {number}", number=assessment.standards[number].standard)
            yield from _iter_plain_names(step for step in rest if step != "standard")
        case ("evidence", int(number), *rest):
            yield _OWN_NAMES["evidence"]
            yield message("row {n}", n=number + 1)
            yield from _iter_plain_names(step for step in rest if step != "code")
        case ("ratings", str(code)):
            yield message("Indicator {code}", code=code)
        case ("data", *rest):
            yield _OWN_NAMES["data"]
            yield from _iter_figure_names(tuple(rest), form)
        case ("external", *rest):
            yield name_field("external")
            if assessment.external is not None:
                yield from iter_external_names(tuple(rest), assessment.external)
        case (first, *rest) if not isinstance(first, int):
            yield _OWN_NAMES.get(first) or name_step(first)
            yield from _iter_plain_names(rest)
        case _:
            yield from _iter_plain_names(steps)


def _iter_item_names(rest: Steps, place: Place, assessment: SelfAssessment) -> Iterator[Message]:
    """Yield the item of a criterion's sheet, and in it the indicator that a paragraph speaks of, or its number."""
    if rest[:1] in {(), ("criterion",)}:
        return
    if rest[0] not in _ITEMS:
        yield from _iter_plain_names(rest)
        return
    yield message("item {number}", number=_ITEMS[rest[0]])
    match rest:
        case ("current_state", str(key)):
            yield message("indicator {letter}", letter=key)
        case ("current_state", int(number), *_) if place.steps[1] in range(len(assessment.sheets)):
            sheet = place.steps[:2]
            paragraphs = resolve(Place((*sheet, "current_state")), assessment)
            letter = paragraphs[number].indicator if number < len(paragraphs) else None
            if letter is not None:
                yield message("indicator {letter}", letter=letter)
            if sum(paragraph.indicator == letter for paragraph in paragraphs) != 1 or letter is None:
                yield message("paragraph {n}", n=number + 1)
        case (_, int(number), *inner):
            yield message("row {n}", n=number + 1)
            yield from _iter_plain_names(inner)
        case _:
            pass


def _iter_figure_names(rest: Steps, form: SchoolDataForm) -> Iterator[Message]:
    """Yield table, row and column of a figure as the form names them."""
    table = form.find_table(str(rest[0])) if rest else None
    if table is None:
        yield from _iter_plain_names(rest)
        return
    yield message("table {n}", n=_number_of(table, form))
    if len(rest) > 1:
        row = known_rows(form)[table.id].get(str(rest[1]))
        yield message("row {n}", n=rest[1] if row is None else row.bare_label)
    if len(rest) > 2:  # noqa: PLR2004 - table, row and column
        column = next((column for column in table.columns if column.id == rest[2]), None)
        if column is not None:
            yield message("column {n}", n=column.label)
        else:
            yield message("year {year}", year=rest[2])


def _number_of(table: FormTable, form: SchoolDataForm) -> BilingualText:
    """Return the number of a table in the form, with the letter of its title where several stand under one number."""
    number = next(str(n) for n, group in enumerate(form.groups, start=1) if table in group.tables)
    title = table.title or BilingualText(vi="", en="")
    return BilingualText(vi=number + _letter_of(title.vi), en=number + _letter_of(title.en))


def _letter_of(title: str) -> str:
    letter, bracket, _ = title.partition(")")
    return letter if bracket and len(letter) == 1 else ""


def _iter_plain_names(steps: Iterable[Step]) -> Iterator[Message]:
    yield from map(name_step, steps)


def name_step(step: Step) -> Message:
    """Return what people call one step of a place: the name of a fact, or which of several it is."""
    return _fields.name_step(step, _fields.FIELD_NAMES, TEAM_FIELD_NAMES)


def name_field(name: str) -> Message:
    """Return what people call a fact of a school's or a team's file; its name there where nothing else is known."""
    return name_step(name)
