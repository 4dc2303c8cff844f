"""Changes and conflicts in words for people."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

from kdcl.changes.change import Change, ChangeKind
from kdcl.changes.difference import apply, diff
from kdcl.changes.merging import Conflict
from kdcl.changes.nodes import is_list, is_record, iter_parts, known_by
from kdcl.figures.form import SchoolDataForm
from kdcl.law import Level
from kdcl.messages import Message, WordedEnum, message
from kdcl.place_names import name_place, name_step
from kdcl.school import CriterionSheet, SelfAssessment, StandardSummary, StateParagraph
from kdcl.school.external import TeamSheet

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
    place = name_change(change, old, new, form)
    match change.kind:
        case ChangeKind.RENUMBERED:
            pairs = tuple(f"{each.old} -> {each.new}" for entry in change.after for each in entry.changes)
            return message("codes renumbered: {pairs}", pairs=pairs)
        case ChangeKind.REORDERED:
            return message("{place}: put in another order", place=place)
        case ChangeKind.ADDED:
            return message("{place}: added: {after}", place=place, after=show_whole(change.after))
        case ChangeKind.REMOVED:
            return message("{place}: removed: {before}", place=place, before=show_whole(change.before))
        case _:
            before, after = show_both(change.before, change.after)
            return message("{place}: {before} -> {after}", place=place, before=before, after=after)


def name_change(change: Change, old: SelfAssessment, new: SelfAssessment, form: SchoolDataForm) -> Message:
    """Return where a change is, in words: of what was added as the new file has it, else as the old one has it."""
    if change.kind is ChangeKind.ADDED and change.new_place is not None:
        return name_place(change.new_place, new, form)
    return name_place(change.place, old, form)


def describe_conflict(conflict: Conflict, merged: SelfAssessment, form: SchoolDataForm) -> Message:
    """Return a conflict as a sentence: the place in words, and what each side has there.

    Where one side took out what the other changed, the sentence says what was changed, and that it is kept.

    Args:
        conflict: one of those that `merge` found.
        merged: the file that it made.
        form: the form of the figures, for the names of rows and tables.
    """
    place = name_place(conflict.place, merged, form)
    if not conflict.is_removal:
        ours, theirs = map(_show_to_decide, (conflict.ours, conflict.theirs))
        return message("{place}: here {ours}, there {theirs}", place=place, ours=ours, theirs=theirs)
    is_ours = conflict.theirs is None
    changes = tuple(_iter_edits(conflict, conflict.ours if is_ours else conflict.theirs, merged, form))
    if is_ours:
        return message(
            "{place}: taken out there, changed here and therefore kept: {changes}", place=place, changes=changes
        )
    return message("{place}: taken out here, changed there and therefore kept: {changes}", place=place, changes=changes)


def _show_to_decide(value: Any) -> Message | Any:  # noqa: ANN401 - any fact
    """Return what a conflict says of one side: a text whole, since nothing else may keep the one that is not taken."""
    return f"“{value}”" if type(value) is str and value else show_whole(value)


def _iter_edits(conflict: Conflict, kept: Any, merged: SelfAssessment, form: SchoolDataForm) -> Iterator[Message]:  # noqa: ANN401 - any fact
    """Iterate over what was changed in something that the other side took out."""
    exchange = Change(
        kind=ChangeKind.CHANGED, place=conflict.place, new_place=conflict.place, before=kept, after=conflict.base
    )
    unchanged = apply((exchange,), merged)
    whole = name_place(conflict.place, merged, form)
    for change in diff(unchanged, merged):
        if (
            name_change(change, unchanged, merged, form) == whole
        ):  # a rating, or the text of a paragraph, named as it is
            before, after = show_both(change.before, change.after)
            yield message("{before} -> {after}", before=before, after=after)
        else:
            yield describe_change(change, unchanged, merged, form)


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
                known = next((part for _, part in iter_parts(value) if type(part) is str and part), "")
            parts = known if isinstance(known, tuple) else (known,)
            return tuple(show(part) for part in parts if part not in {None, ""}) or message("nothing")
        case _:
            return value


def show_both(one: Any, other: Any) -> tuple[Any, Any]:  # noqa: ANN401 - any fact
    """Return what a sentence says of two facts that differ; long texts are shown from a little before they do."""
    if type(one) is not str or type(other) is not str:
        return show_whole(one), show_whole(other)
    shared = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    start = one[: max(shared - _SHOWN // 3, 0)].rfind(" ") + 1 if max(len(one), len(other)) > _SHOWN else 0
    if not start:
        return show(one), show(other)
    return show(f"…{one[start:]}"), show(f"…{other[start:]}")


def show_whole(value: Any) -> Message | Any:  # noqa: ANN401 - any fact
    """Return what a sentence says of a fact that came or went: of one with parts all of them, texts shortened.

    What it is known by goes first and needs no name; where that is what its place is named by, it is left out.
    """
    if not is_record(value):
        return show(value)
    if isinstance(value, StateParagraph):
        return show(value.text)
    known = None if isinstance(value, _NAMED_BY_PLACE) else known_by(value)
    first = () if known is None or known is value else (show(value),)
    said = known if isinstance(known, tuple) else (known_by(value),)
    parts = ((name, part) for name, part in iter_parts(value) if part not in said)
    lines = (line for name, part in parts for line in _iter_lines(part, (name_step(name),), show))
    return (*first, *lines) or message("nothing")


_NAMED_BY_PLACE: Final = (CriterionSheet, StandardSummary, TeamSheet)
"""What a place is named by: nobody needs to be told again which criterion or standard it is."""


def describe_fact(fact: Any) -> tuple[Message, ...]:  # noqa: ANN401 - any fact
    """Return all that a fact says, a line for each thing; of one with parts each part has its name."""
    return tuple(_iter_lines(fact, (), lambda text: text))


def _iter_lines(
    fact: Any,  # noqa: ANN401 - any fact
    names: tuple[Message, ...],
    say: Callable[[Any], Any],
) -> Iterator[Message]:
    if fact is None or fact in ("", ()):
        return
    if isinstance(fact, StateParagraph) and fact.indicator is not None:
        names = (*names[:-1], message("indicator {letter}", letter=fact.indicator))
        yield from _iter_lines(fact.text, names, say)
    elif is_record(fact):
        for name, part in iter_parts(fact):
            yield from _iter_lines(part, (*names, name_step(name)), say)
    elif is_list(fact) and any(map(is_record, fact)):
        for number, item in enumerate(fact):
            yield from _iter_lines(item, (*names, name_step(number)), say)
    else:
        value = fact.label if isinstance(fact, WordedEnum) else say(fact)
        if isinstance(fact, Level):
            value = message("Level {level}", level=fact)
        yield message("{name}: {value}", name=names, value=value) if names else message("{value}", value=value)
