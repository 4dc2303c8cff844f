"""The differences between two files of a school, as changes that lead from one to the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar, overload

import attrs

from kdcl.changes.alignment import align
from kdcl.changes.change import Change, ChangeKind, Changes
from kdcl.changes.frameworks import FrameworkChanges, diff_frameworks
from kdcl.changes.nodes import is_list, is_mapping, is_record, iter_parts, keys_of, with_keys
from kdcl.changes.renumbering import find_later_renumberings, renumber
from kdcl.law import Framework
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment

Facts = TypeVar("Facts")


@overload
def diff(old: Framework, new: Framework) -> FrameworkChanges: ...  # type: ignore[overload-overlap] # frameworks are no facts of a school
@overload
def diff(old: Facts, new: Facts) -> Changes: ...
def diff(old: Any, new: Any) -> Changes | FrameworkChanges:
    """Return the changes that lead from one file to another, in the order of the file.

    Of two frameworks it is what became of each item; `diff_frameworks` takes a crosswalk too.

    Applying them to the old file gives the new one, to the byte. Where the new file's log tells of renumberings that
    the old one does not have, codes are followed through them: a renumbering is one change, and not one for each text.

    Args:
        old: a self-assessment, or any facts of one, or a framework.
        new: facts of the same kind.

    Raises:
        TypeError: the two are not of the same kind.
    """
    if isinstance(old, Framework) and isinstance(new, Framework):
        return diff_frameworks(old, new)
    if isinstance(old, str):
        raise TypeError(f"diff(old, new) takes files or frameworks, not {old!r}: load it, or get it, first")
    if type(old) is not type(new):
        raise TypeError(f"{type(old).__name__} and {type(new).__name__} cannot be compared; give two of the same kind")
    return Changes(_iter_changes(old, new))


def _iter_changes(old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 - any facts
    if isinstance(old, SelfAssessment) and (later := find_later_renumberings(old, new)):
        place = ROOT.at("renumberings")
        yield Change(kind=ChangeKind.RENUMBERED, place=place, new_place=place, after=later)
        old = renumber(old, later)
    yield from _compare(ROOT, ROOT, old, new)


def _compare(place: Place, new_place: Place, old: Any, new: Any) -> Iterator[Change]:  # noqa: ANN401 - any fact
    if old == new:
        return
    if type(old) is type(new) and is_record(old):
        for name, one in iter_parts(old):
            yield from _compare(place.at(name), new_place.at(name), one, getattr(new, name))
    elif is_list(old):
        yield from _compare_lists(place, new_place, old, new)
    elif is_mapping(old):
        before, after = keys_of(old), keys_of(new)
        for key in sorted(before.keys() | after.keys(), key=lambda steps: [str(step) for step in steps]):
            if before.get(key) != after.get(key):
                yield _leaf(place.at(*key), new_place.at(*key), before.get(key), after.get(key))
    else:
        yield Change(kind=ChangeKind.CHANGED, place=place, new_place=new_place, before=old, after=new)


def _leaf(place: Place, new_place: Place, before: object, after: object) -> Change:
    kind = ChangeKind.ADDED if before is None else ChangeKind.REMOVED if after is None else ChangeKind.CHANGED
    where = None if after is None else new_place
    return Change(kind=kind, place=place, new_place=where, before=before, after=after)


def _compare_lists(place: Place, new_place: Place, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    alignment = align(old, new)
    for number in alignment.removed:
        yield Change(kind=ChangeKind.REMOVED, place=place.at(number), new_place=None, before=old[number])
    kept = tuple(number for number in alignment.pairs if number is not None)
    if any(before > after for before, after in pairwise(kept)):
        yield Change(
            kind=ChangeKind.REORDERED, place=place, new_place=new_place, before=tuple(sorted(kept)), after=kept
        )
    where = alignment.old_to_new
    for number in sorted(kept):
        yield from _compare(place.at(number), new_place.at(where[number]), old[number], new[where[number]])
    for number, origin in enumerate(alignment.pairs):
        if origin is None:
            yield Change(
                kind=ChangeKind.ADDED, place=place.at(number), new_place=new_place.at(number), after=new[number]
            )


def apply(changes: tuple[Change, ...], old: Facts) -> Facts:
    """Return the file that the changes of `diff` lead to.

    Raises:
        ValueError: the changes are not of this file: what they say stood there does not.
    """
    rest = list(changes)
    facts: Any = old
    if rest and rest[0].kind is ChangeKind.RENUMBERED:
        facts = renumber(facts, rest.pop(0).after)
    return _rebuild(facts, [(change.place.steps, change) for change in rest])  # type: ignore[no-any-return] # what is exchanged below the root leaves its type as it is


_Pending = list[tuple[tuple[Any, ...], Change]]
_REMEDY = "apply changes to the file they were made from"


def _rebuild(value: Any, pending: _Pending) -> Any:  # noqa: ANN401 - any fact
    """Return a value with the changes below it made; each comes with the steps that are still to go."""
    if not pending:
        return value
    if len(pending) == 1 and not pending[0][0] and pending[0][1].kind is ChangeKind.CHANGED:
        return _exchange(value, pending[0][1])
    if is_list(value):
        return _rebuild_list(value, pending)
    if is_mapping(value):
        values = dict(keys_of(value))
        for steps, change in pending:
            _exchange(values.pop(steps, None), change)
            if change.after is not None:
                values[steps] = change.after
        return with_keys(value, values)
    return attrs.evolve(
        value, **{name: _rebuild(getattr(value, name), inner) for name, inner in _group(pending).items()}
    )


def _rebuild_list(items: tuple[Any, ...], pending: _Pending) -> tuple[Any, ...]:
    inner: _Pending = []
    added: dict[int, Any] = {}
    removed: set[int] = set()
    order: tuple[int, ...] | None = None
    for steps, change in pending:
        if not steps:
            order = change.after
        elif len(steps) == 1 and change.kind is ChangeKind.ADDED:
            added[steps[0]] = change.after
        elif len(steps) == 1 and change.kind is ChangeKind.REMOVED:
            _exchange(items[steps[0]] if steps[0] < len(items) else None, change)
            removed.add(steps[0])
        else:
            inner.append((steps, change))
    below = _group(inner)
    kept = tuple(number for number in range(len(items)) if number not in removed)
    survivors = kept if order is None else order
    size = len(kept) + len(added)
    if sorted(survivors) != list(kept) or not below.keys() <= set(kept) or not added.keys() <= set(range(size)):
        place = pending[0][1].place
        raise ValueError(f"{place}: a list of {len(items)} items stands there; {_REMEDY}")
    built = iter([_rebuild(items[number], below.get(number, [])) for number in survivors])
    return tuple(added[number] if number in added else next(built) for number in range(size))


def _group(pending: _Pending) -> dict[Any, _Pending]:
    grouped: dict[Any, _Pending] = {}
    for (first, *rest), change in pending:
        grouped.setdefault(first, []).append((tuple(rest), change))
    return grouped


def _exchange(value: object, change: Change) -> object:
    if value != change.before:
        raise ValueError(f"{change.place}: {change.before!r} was expected, {value!r} stands there; {_REMEDY}")
    return change.after
