"""Changes and conflicts in words for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.changes.change import Change, ChangeKind
from kdcl.changes.merging import Conflict
from kdcl.changes.nodes import is_list, is_record, iter_parts, known_by
from kdcl.figures.form import SchoolDataForm
from kdcl.law import Level
from kdcl.messages import Message, WordedEnum, message
from kdcl.place_names import name_place, name_step
from kdcl.school import SelfAssessment

_SHOWN: Final = 120
"""Characters of a text that are shown; the whole of it stands in the change itself."""


def describe_change(change: Change, old: SelfAssessment, new: SelfAssessment, form: SchoolDataForm) -> Message:
    """Return a change as a sentence: the place in words, and what stood and stands there.

    Args:
        change: one of those that `diff` found between the two files.
        old: the old file.
        new: the new file.
        form: the form of the figures, for the names of rows and tables.
    """
    owner = new if change.kind is ChangeKind.ADDED else old
    place = name_place(change.place, owner, form)
    match change.kind:
        case ChangeKind.RENUMBERED:
            pairs = tuple(f"{each.old} -> {each.new}" for entry in change.after for each in entry.changes)
            return message("codes renumbered: {pairs}", pairs=pairs)
        case ChangeKind.REORDERED:
            return message("{place}: put in another order", place=place)
        case ChangeKind.ADDED:
            return message("{place}: added: {after}", place=place, after=show(change.after))
        case ChangeKind.REMOVED:
            return message("{place}: removed: {before}", place=place, before=show(change.before))
        case _:
            return message(
                "{place}: {before} -> {after}", place=place, before=show(change.before), after=show(change.after)
            )


def describe_conflict(conflict: Conflict, ours: SelfAssessment, form: SchoolDataForm) -> Message:
    """Return a conflict as a sentence: the place in words, and what each side has there."""
    return message(
        "{place}: here {ours}, there {theirs}",
        place=name_place(conflict.place, ours, form),
        ours=show(conflict.ours),
        theirs=show(conflict.theirs),
    )


def show(value: Any) -> Message | Any:  # noqa: ANN401 - any fact
    """Return what a sentence says of a fact: a text in quotes, shortened; of a fact with parts, what it is known by."""
    match value:
        case None | "":
            return message("nothing")
        case WordedEnum():
            return value.label
        case str():
            return f"“{value}”" if len(value) <= _SHOWN else f"“{value[:_SHOWN]}…”"
        case tuple():
            return tuple(show(item) for item in value)
        case _ if is_record(value):
            known = known_by(value)
            if known is value or known is None:
                known = next((text for text in attrs.astuple(value, recurse=False) if type(text) is str and text), "")
            parts = known if isinstance(known, tuple) else (known,)
            return tuple(show(part) for part in parts if part not in {None, ""}) or message("nothing")
        case _:
            return value


def describe_fact(fact: Any) -> tuple[Message, ...]:  # noqa: ANN401 - any fact
    """Return all that a fact says, a line for each thing; of one with parts each part has its name."""
    return tuple(_iter_lines(fact, ()))


def _iter_lines(fact: Any, names: tuple[Message, ...]) -> Iterator[Message]:  # noqa: ANN401 - any fact
    if fact is None or fact in ("", ()):
        return
    if is_record(fact):
        for name, part in iter_parts(fact):
            yield from _iter_lines(part, (*names, name_step(name)))
    elif is_list(fact) and any(map(is_record, fact)):
        for number, item in enumerate(fact):
            yield from _iter_lines(item, (*names, name_step(number)))
    else:
        value = fact.label if isinstance(fact, WordedEnum) else fact
        if isinstance(fact, Level):
            value = message("Level {level}", level=fact)
        yield message("{name}: {value}", name=names, value=value) if names else message("{value}", value=value)
