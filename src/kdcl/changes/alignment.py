"""Which items of two lists are the same item."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

import attrs

from kdcl.changes.nodes import known_by


@attrs.frozen
class Alignment:
    """Which items of an old list are in a new one.

    Attributes:
        pairs: for each item of the new list the number of the same item in the old one; None where it is added.
        removed: the numbers of old items that the new list does not have.
    """

    pairs: tuple[int | None, ...]
    removed: tuple[int, ...]

    @property
    def old_to_new(self) -> dict[int, int]:
        """The number in the new list of each old item that is kept."""
        return {old: new for new, old in enumerate(self.pairs) if old is not None}


def align(old: Sequence[object], new: Sequence[object]) -> Alignment:
    """Return which items of two lists are the same.

    Items are the same where they are equal; else where they are known by the same; else where they are the only ones
    left between two neighbours that are the same, and equally many: a name that was corrected is still the same member.
    Each item is used once, so that doubled items stay as many as they are.
    """
    pairs: list[int | None] = [None] * len(new)
    free = set(range(len(old)))
    for key in (lambda item: item, known_by):
        waiting: defaultdict[object, deque[int]] = defaultdict(deque)
        for number in sorted(free):
            waiting[key(old[number])].append(number)
        for place, item in enumerate(new):
            if pairs[place] is None and waiting[key(item)]:
                pairs[place] = waiting[key(item)].popleft()
                free.discard(pairs[place])
    _pair_between(pairs, free, old, new)
    return Alignment(tuple(pairs), tuple(sorted(free)))


def _pair_between(pairs: list[int | None], free: set[int], old: Sequence[object], new: Sequence[object]) -> None:
    """Pair what is left over between the same neighbours, where as many of the same kinds are left on both sides."""
    place = 0
    while place < len(pairs):
        if pairs[place] is not None:
            place += 1
            continue
        end = place
        while end < len(pairs) and pairs[end] is None:
            end += 1
        before = pairs[place - 1] if place else None
        first = 0 if before is None else before + 1
        last = first
        while last in free:
            last += 1
        follows = pairs[end] if end < len(pairs) else len(old)
        if last == follows and list(map(type, old[first:last])) == list(map(type, new[place:end])):
            pairs[place:end] = range(first, last)
            free.difference_update(range(first, last))
        place = end
