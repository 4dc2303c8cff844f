"""The facts that a form asks for, named so that they are found again however lists have moved meanwhile.

A field is a `Place` in which items of lists are named by what they are known by instead of their number:
``sheets."1.3".strengths``, ``standards."2".opening``, ``ratings.1.3.a``, or a whole fact such as ``evidence``.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from kdcl.changes.nodes import is_mapping, keys_of, known_by, with_keys
from kdcl.codes import CriterionCode
from kdcl.places import Place, Step
from kdcl.school import CriterionSheet, School, SelfAssessment, StandardSummary

_BLANKS: Final[Mapping[str, tuple[Callable[[str], Any], Callable[[Any], Any]]]] = {
    "sheets": (lambda key: CriterionSheet(criterion=CriterionCode.parse(key)), lambda item: item.criterion),
    "standards": (lambda key: StandardSummary(standard=int(key)), lambda item: item.standard),
}
"""The lists whose items can be named: what an item is before anything is written, and what orders the list."""


def get_fact(assessment: SelfAssessment, field: Place) -> Any:  # noqa: ANN401 - any fact
    """Return what stands in a field; of a sheet that nobody has begun, what an empty one has.

    Raises:
        KeyError, ValueError: the field names no fact of a school's file.
    """
    value: Any = assessment
    steps = field.steps
    while steps:
        if is_mapping(value):
            return keys_of(value).get(steps)
        name, *rest = steps
        value = _get_part(value, name)
        if rest and type(value) is tuple:
            value = _find_item(value, name, str(rest.pop(0)))[1]
        steps = tuple(rest)
    return value


def with_fact(assessment: SelfAssessment, field: Place, fact: Any) -> SelfAssessment:  # noqa: ANN401 - any fact
    """Return the self-assessment with a fact in a field; a sheet that nobody has begun is begun where it has one.

    Raises:
        KeyError, ValueError: the field names no fact of a school's file.
    """
    if get_fact(assessment, field) == fact:
        return assessment
    return _put(assessment, field.steps, fact)  # type: ignore[no-any-return] # a fact put into a school's file leaves it one


def _put(value: Any, steps: tuple[Step, ...], fact: Any) -> Any:  # noqa: ANN401 - any fact
    if not steps:
        return fact
    if is_mapping(value):
        values = {**keys_of(value), steps: fact}
        return with_keys(value, {key: each for key, each in values.items() if each is not None})
    name, *rest = steps
    part = _get_part(value, name)
    if rest and type(part) is tuple:
        number, item = _find_item(part, name, str(rest[0]))
        changed = _put(item, tuple(rest[1:]), fact)
        if number is None:
            return attrs.evolve(value, **{str(name): with_item(str(name), part, changed)})
        return attrs.evolve(value, **{str(name): (*part[:number], changed, *part[number + 1 :])})
    return attrs.evolve(value, **{str(name): _put(part, tuple(rest), fact)})


def _get_part(value: Any, name: Step) -> Any:  # noqa: ANN401 - any fact
    if not attrs.has(type(value)) or name not in attrs.fields_dict(type(value)):
        raise KeyError(name)
    return getattr(value, str(name))


def _find_item(items: tuple[Any, ...], name: Step, key: str) -> tuple[int | None, Any]:
    """Return the number and the item known by a key; None and a blank one where there is none."""
    for number, item in enumerate(items):
        if str(known_by(item)) == key:
            return number, item
    return None, begin_item(str(name), key)


def begin_item(name: str, key: str) -> Any:  # noqa: ANN401 - any fact
    """Return an item of a list before anything is written."""
    blank, _ = _BLANKS[name]
    return blank(key)


def with_item(name: str, items: tuple[Any, ...], item: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any fact
    """Return a list with one item more, at its place in the order of the law."""
    _, order = _BLANKS[name]
    number = bisect.bisect([order(each) for each in items], order(item))
    return (*items[:number], item, *items[number:])


def take_part(assessment: SelfAssessment, fields: tuple[Place, ...]) -> SelfAssessment:
    """Return a file with nothing but some fields of a school's file, and whose it is."""
    whose = School(name=assessment.school.name)
    part = SelfAssessment(framework=assessment.framework, school=whose, school_year=assessment.school_year)
    return lay_over(part, assessment, fields)


def lay_over(assessment: SelfAssessment, other: SelfAssessment, fields: tuple[Place, ...]) -> SelfAssessment:
    """Return a school's file with some fields as another file has them."""
    for field in fields:
        assessment = with_fact(assessment, field, get_fact(other, field))
    return assessment
