"""From cattrs' nested errors to a flat list of problems, and from a damaged tree to what can still be read of it."""

from __future__ import annotations

import copy
import difflib
import functools
from collections.abc import Iterator, Mapping
from typing import Any, Final, Generic, TypeVar, cast

import attrs
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError, IterableValidationNote

from kdcl.convert._converter import Refused, repair, structure_facts
from kdcl.convert._json import UNREADABLE, show
from kdcl.figures.form import SchoolDataForm
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, message
from kdcl.places import Place, Step, Steps
from kdcl.school import ExternalAssessment, SelfAssessment

_Facts = TypeVar("_Facts", SelfAssessment, ExternalAssessment)

_PLACEHOLDERS: Final[Mapping[type, Mapping[Step, Any]]] = {
    SelfAssessment: {
        "framework": "",
        "school": {},
        "school_year": "1000-1001",
        **dict.fromkeys(("name", "text", "short", "meaning"), ""),
    },
    ExternalAssessment: {
        "school_year": "1000-1001",
        **dict.fromkeys(("framework", "school", "name", "text", "what", "author", "where", "found"), ""),
    },
}
"""What stands for a required fact that could not be read, where losing all that is around it would cost more."""

Removed = dict[Steps, tuple[int, ...]]
"""The items left out of lists: the list's path in the file, and the numbers its lost items have there."""


@attrs.frozen
class Fault:
    """A place that cannot be read.

    Attributes:
        steps: the place.
        message: what is wrong.
        is_missing: nothing stands there, but must.
        meant: the known key that an unknown one probably means.
        is_unknown: the key itself is not known, whatever stands there.
    """

    steps: Steps
    message: Message
    is_missing: bool = False
    meant: str | None = None
    is_unknown: bool = False

    @property
    def finding(self) -> Finding:
        """The fault as it is reported."""
        return refuse(Place(self.steps), self.message, UNREADABLE)

    @property
    def lost(self) -> tuple[Place, ...]:
        """The places of which nothing is known now: this one, and the one that an unknown key probably means."""
        meant = () if self.meant is None else (Place((*self.steps[:-1], self.meant)),)
        return (Place(self.steps), *meant)


@attrs.frozen
class Salvage(Generic[_Facts]):
    """What could be read.

    Attributes:
        facts: the rest of the file, once everything unreadable is left out.
        faults: what was left out.
        removed: the items left out of lists.
    """

    facts: _Facts
    faults: tuple[Fault, ...]
    removed: Removed


def salvage(tree: dict[str, Any], cls: type[_Facts], form: SchoolDataForm | None = None) -> Salvage[_Facts]:
    """Return what can be read of the tree, which is used up; its figures are held against a form where there is one.

    Each round structures what is left and takes out what was refused. What a later round misses was taken out by an
    earlier one, so it is no new fault. Every round makes the tree smaller or puts a placeholder in, so they end.
    """
    faults: list[Fault] = []
    removed: Removed = {}
    while True:
        try:
            return Salvage(structure_facts(tree, cls, form), tuple(faults), removed)
        except (Refused, ExceptionGroup) as error:
            found = _without_echoes(_iter_faults(error, ()))
        fresh = [fault for fault in found if not (faults and fault.is_missing)]
        faults += [attrs.evolve(fault, steps=locate(fault.steps, removed)) for fault in fresh]
        removed = _take_out(tree, found, removed, cls)


def locate(steps: Steps, removed: Removed) -> Steps:
    """Return the place in the file of a place in what was salvaged from it."""
    located: Steps = ()
    for step in steps:
        if isinstance(step, int):
            for gone in removed.get(located, ()):
                step += gone <= step  # noqa: PLW2901 - the number moves up past each item that is gone
        located = (*located, step)
    return located


def find_salvaged(steps: Steps, removed: Removed) -> Steps | None:
    """Return where a place in the file stands in what was salvaged from it; None where it was left out."""
    found: Steps = ()
    for number, step in enumerate(steps):
        if isinstance(step, int):
            gone = removed.get(steps[:number], ())
            if step in gone:
                return None
            found = (*found, step - sum(item < step for item in gone))
        else:
            found = (*found, step)
    return found


def _iter_faults(error: Exception, steps: Steps) -> Iterator[Fault]:
    match error:
        case ClassValidationError() | IterableValidationError():
            for inner, step in _iter_inner(error):
                yield from _iter_faults(inner, (*steps, *step))
        case ForbiddenExtraKeysError():
            known = tuple(field.name for field in attrs.fields(error.cl))
            yield from (_unknown_key(key, known, steps) for key in sorted(error.extra_fields))
        case Refused(parts=parts) if parts:
            yield from (Fault((*steps, *inner), reason) for inner, reason in parts.items())
        case Refused():
            yield Fault(steps, error.message)
        case _:
            yield Fault(steps, message("this is missing; a file cannot do without it"), is_missing=True)


def _iter_inner(error: ClassValidationError | IterableValidationError) -> Iterator[tuple[Exception, Steps]]:
    """Yield each error inside with the step that leads to it; an error of the object itself has none."""
    noted, others = error.group_exceptions()
    for inner, note in noted:
        yield inner, (note.index if isinstance(note, IterableValidationNote) else note.name,)
    yield from ((inner, ()) for inner in others)


def _unknown_key(key: str, known: tuple[str, ...], steps: Steps) -> Fault:
    meant = next(iter(difflib.get_close_matches(key, known, n=1)), None)
    place = (*steps, key)
    reason = (
        message("the key {key} is not known; known here are: {known}", key=show(key), known=known)
        if meant is None
        else message("the key {key} is not known; did you mean {meant}?", key=show(key), meant=meant)
    )
    return Fault(place, reason, meant=meant, is_unknown=True)


def _without_echoes(faults: Iterator[Fault]) -> list[Fault]:
    """Return the faults without the missing keys that are only misspelt: one mistake, one finding."""
    kept = list(faults)
    misspelt = {(*fault.steps[:-1], fault.meant) for fault in kept if fault.meant is not None}
    return [fault for fault in kept if not (fault.is_missing and fault.steps in misspelt)]


def _take_out(tree: dict[str, Any], faults: list[Fault], removed: Removed, cls: type[object]) -> Removed:
    """Take what is at fault out of the tree, and return the items removed from lists so far."""
    items = {steps for fault in faults if (steps := _replace(tree, fault, cls)) is not None}
    gone = {steps: locate(steps, removed) for steps in items}
    for steps in sorted(items, key=_order, reverse=True):
        del _find(tree, steps[:-1])[steps[-1]]
    counted = dict(removed)
    for *parent, index in gone.values():
        # An item of a list is reached by its number.
        numbers = (*counted.get(tuple(parent), ()), cast("int", index))
        counted[tuple(parent)] = tuple(sorted(numbers))
    return counted


def _replace(tree: dict[str, Any], fault: Fault, cls: type[object]) -> Steps | None:
    """Take a fault out of its object; return the list item that has to go instead where that cannot be done."""
    *parents, last = fault.steps
    placeholders = _PLACEHOLDERS[ExternalAssessment if parents[:1] == ["external"] else cls]
    owner = _find(tree, tuple(parents))
    if isinstance(owner, list):
        return fault.steps
    if not fault.is_missing:
        value = owner.pop(last)
        # A key that is not known here is no code to be repaired, and a code refused as it is would be refused again:
        # either would come back in every round.
        code = repair(value) if last == "code" and not fault.is_unknown else None
        if code is not None and str(code) != value:
            owner[last] = str(code)
    elif last in placeholders:
        owner[last] = copy.copy(placeholders[last])
    else:
        return tuple(parents)
    return None


def _find(tree: Any, steps: Steps) -> Any:  # noqa: ANN401 - JSON has no one type
    return functools.reduce(lambda owner, step: owner[step], steps, tree)


def _order(steps: Steps) -> list[tuple[int, str]]:
    """Order places so that, from the back, taking one out never moves those still to come."""
    return [(step, "") if isinstance(step, int) else (0, str(step)) for step in steps]
