"""What follows each line of a file: found once, from the end, so that no file can make reading slow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs

from kdcl.readers.wording._marks import Mark, MarkKind

_OUTER = (MarkKind.PART, MarkKind.BREAK, MarkKind.STANDARD)
_HEADS = (*_OUTER, MarkKind.CRITERION, MarkKind.INDICATOR, MarkKind.CHECKS)


@attrs.frozen
class Following:
    """What follows a line.

    Attributes:
        head: the next heading of any kind but that of suggested evidence.
        inner: the next heading of any kind.
        after_head: what kind of heading follows `head`.
        standard: the number of the next standard of the same part.
        criterion: the number of the next criterion of the same standard that has an indicator a.
    """

    head: Mark | None = None
    inner: Mark | None = None
    after_head: MarkKind | None = None
    standard: int | None = None
    criterion: int | None = None

    @property
    def leads_to_a(self) -> bool:
        """Whether the next heading is that of an indicator a."""
        return self.head is not None and self.head.kind is MarkKind.INDICATOR and self.head.number == 1


def look_ahead(marks: Sequence[Mark]) -> tuple[Following, ...]:
    """Return for each line what follows it."""
    found: list[Following] = []
    following = Following()
    for mark in reversed(marks):
        found.append(following)
        following = _before(mark, following)
    return tuple(reversed(found))


def _before(mark: Mark, following: Following) -> Following:
    """Return what follows the line before this mark."""
    if mark.kind is MarkKind.TEXT:
        return following
    step = _STEPS.get(mark.kind)
    changed = attrs.evolve(following, inner=mark) if step is None else step(mark, following)
    if mark.kind not in _HEADS:
        return changed
    after_head = following.inner.kind if following.inner else None
    return attrs.evolve(changed, head=mark, inner=mark, after_head=after_head)


def _before_part(_: Mark, following: Following) -> Following:
    return attrs.evolve(following, standard=None, criterion=None)


def _before_break(_: Mark, following: Following) -> Following:
    return attrs.evolve(following, criterion=None)


def _before_standard(mark: Mark, following: Following) -> Following:
    return attrs.evolve(following, standard=mark.number, criterion=None)


def _before_criterion(mark: Mark, following: Following) -> Following:
    return attrs.evolve(following, criterion=mark.number) if following.leads_to_a else following


_STEPS: dict[MarkKind, Callable[[Mark, Following], Following]] = {
    MarkKind.PART: _before_part,
    MarkKind.BREAK: _before_break,
    MarkKind.STANDARD: _before_standard,
    MarkKind.CRITERION: _before_criterion,
}
