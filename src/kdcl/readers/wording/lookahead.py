"""What follows each line of a file: found once, from the end, so that no file can make reading slow."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from kdcl.readers.wording.marks import Mark, MarkKind


@attrs.frozen
class Following:
    """What follows a line.

    Attributes:
        head: the next heading of any kind but that of suggested evidence.
        inner: the next heading of any kind.
        after_head: what kind of heading follows `head`.
        standard: the number of the next standard of the same part.
        criterion: the number of the next criterion of the same standard that has indicators.
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


def look_ahead(marks: Sequence[Mark], *, has_checks: bool) -> tuple[Following, ...]:
    """Return for each line what follows it.

    Args:
        marks: the lines with what they are.
        has_checks: whether the file has headings of what indicators ask.
    """
    found: list[Following] = []
    following = Following()
    for mark in reversed(marks):
        found.append(following)
        following = _before(mark, following, has_checks=has_checks)
    return tuple(reversed(found))


def _before(mark: Mark, following: Following, *, has_checks: bool) -> Following:
    """Return what follows the line before this mark."""
    numbers: dict[str, int | None] = {}
    match mark.kind:
        case MarkKind.TEXT:
            return following
        case MarkKind.EVIDENCE:
            return attrs.evolve(following, inner=mark)
        case MarkKind.PART:
            numbers = {"standard": None, "criterion": None}
        case MarkKind.BREAK:
            numbers = {"criterion": None}
        case MarkKind.STANDARD:
            numbers = {"standard": mark.number, "criterion": None}
        case MarkKind.CRITERION if _has_indicators(following.inner, has_checks=has_checks):
            numbers = {"criterion": mark.number}
        case _:
            pass
    after_head = following.inner.kind if following.inner else None
    return attrs.evolve(following, head=mark, inner=mark, after_head=after_head, **numbers)


def _has_indicators(inner: Mark | None, *, has_checks: bool) -> bool:
    """Whether a numbered line that this heading follows is a criterion, even if its indicator a is lost."""
    if inner is None or inner.kind is not MarkKind.INDICATOR:
        return inner is not None and inner.kind is MarkKind.CHECKS
    return inner.number == 1 or not has_checks
