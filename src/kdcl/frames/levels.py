"""Levels, bounds and flags of a table of schools, from the counts of criteria: comparisons of whole numbers alone."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs
import narwhals as nw

from kdcl.frames.steps import Condition, Group, Lists, Ranges, Steps
from kdcl.law import Level
from kdcl.scoring import Basis

PREFIX: Final = "kdcl_"
"""Begins the names of columns that are only on the way."""
COUNT: Final = nw.Int16
"""The type of counts on the way: engines hold many columns of them at once."""
_NAMES: Final = {Basis.ASSUMED: "", Basis.CERTAIN: "certain_", Basis.SUPPORTED: "supported_"}


def sum_of(parts: Iterable[nw.Expr]) -> nw.Expr:
    """Return the sum of columns, 0 without any."""
    return functools.reduce(operator.add, parts, nw.lit(0))


def all_of(parts: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether all conditions hold."""
    return functools.reduce(operator.and_, parts, nw.lit(True))  # noqa: FBT003 - a truth value as a column


def any_of(parts: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether a condition holds."""
    return functools.reduce(operator.or_, parts, nw.lit(False))  # noqa: FBT003 - a truth value as a column


def group_column(kind: str, place: int) -> str:
    """Return the column that counts criteria of a group: ``failed``, ``open`` or ``untouched`` ones."""
    return f"{PREFIX}{kind}_{place}"


@attrs.frozen(kw_only=True)
class LevelColumns:
    """Builds the columns of a table from its counts.

    The table has ``criteria_met`` and ``criteria_open``, `PREFIX` + ``widest`` (criteria of which some indicator is
    met), and for each group of required criteria those failed, open and untouched (without an indicator met).

    Attributes:
        steps: the answers of the level rules.
    """

    steps: Steps

    def levels(self) -> dict[str, nw.Expr]:
        """Return the columns of the levels for what is met so far; 0 is no level."""
        return {
            f"{name}level": self._height(basis, nw.col("criteria_met"), self._met_lists(("failed", "open")))
            for basis, name in _NAMES.items()
        }

    def bounds(self) -> dict[str, nw.Expr]:
        """Return the columns of the lowest and the highest level that the open indicators leave possible; 0 is none."""
        columns: dict[str, nw.Expr] = {}
        for basis, name in _NAMES.items():
            columns[f"{name}lowest"] = self._count(~any_of(self._sinking(basis, level)) for level in self.steps.levels)
            columns[f"{name}highest"] = self._count(any_of(self._rising(basis, level)) for level in self.steps.levels)
        return columns

    def flags(self) -> dict[str, nw.Expr]:
        """Return the columns that say which caveats a reader of the level must know; they need those of the levels."""
        lists = self._met_lists(("failed", "open"))
        met = nw.col("criteria_met")
        unread = self._exactly(self.steps.unread, met, lists)
        by_reading = self._exactly(self.steps.by_reading, met, lists)
        by_criterion = nw.lit(False)  # noqa: FBT003 - a truth value as a column
        if not self.steps.is_criterion_rule_read:
            widest = self._height(Basis.ASSUMED, nw.col(f"{PREFIX}widest"), self._met_lists(("untouched",)))
            by_criterion = widest != nw.col("level")
        return {
            "is_by_assumption": (nw.col("level") != nw.col("certain_level"))
            | (nw.col("supported_level") != nw.col("certain_level")),
            "is_by_unread_rule": unread,
            "is_by_reading": by_reading,
            "is_by_criterion_rule": by_criterion,
        }

    def _met_lists(self, missing: Sequence[str]) -> dict[Level, nw.Expr]:
        """Return whether the list of each level is met: no criterion of it is in what is missing."""
        return {
            level: all_of(
                nw.col(group_column(kind, place)) == 0 for place, _ in self._requiring(level) for kind in missing
            )
            for level in self.steps.levels
        }

    def _requiring(self, level: Level) -> list[tuple[int, Group]]:
        return [(place, group) for place, group in enumerate(self.steps.groups) if level in group.levels]

    def _height(self, basis: Basis, count: nw.Expr, lists: dict[Level, nw.Expr]) -> nw.Expr:
        return self._count(
            any_of(
                all_of([self._within(condition.counts, count, count), *(lists[each] for each in condition.lists)])
                for condition in self.steps.reaching(basis, level)
            )
            for level in self.steps.levels
        )

    @staticmethod
    def _count(reached: Iterable[nw.Expr]) -> nw.Expr:
        """Return the highest level: each is reached only where those below it are."""
        return sum_of(each.cast(COUNT) for each in reached)

    def _within(self, ranges: Ranges, lowest: nw.Expr, highest: nw.Expr) -> nw.Expr:
        """Return whether a number from lowest to highest is in one of the ranges."""
        parts: list[nw.Expr] = []
        for first, last in ranges:
            ends = [highest >= first] if first else []
            ends += [lowest <= last] if last < self.steps.total else []
            parts.append(all_of(ends))
        return any_of(parts)

    def _rising(self, basis: Basis, level: Level) -> Iterator[nw.Expr]:
        """Iterate over ways to reach a level by completing what is open.

        For a list to be met, all that is open in it has to be; of the rest, as many as one likes.
        """
        met, open_ = nw.col("criteria_met"), nw.col("criteria_open")
        for condition in self.steps.reaching(basis, level):
            needed = [place for place, group in enumerate(self.steps.groups) if group.levels & condition.lists]
            possible = [nw.col(group_column("failed", place)) == 0 for place in needed]
            at_least = met + sum_of(nw.col(group_column("open", place)) for place in needed)
            yield all_of([self._within(condition.counts, at_least, met + open_), *possible])

    def _sinking(self, basis: Basis, level: Level) -> Iterator[nw.Expr]:
        """Iterate over ways to miss a level: lists that fail already, or of which something open is left unmet."""
        met, open_ = nw.col("criteria_met"), nw.col("criteria_open")
        for condition in self.steps.missing(basis, level):
            broken = [each for each in self.steps.levels if each not in condition.lists]
            for left in self._choices(broken):
                touched: Lists = frozenset[Level]().union(*(self.steps.groups[place].levels for place in left))
                parts = [nw.col(group_column("open", place)) > 0 for place in left]
                parts += [self._fails(each) for each in broken if each not in touched]
                parts.append(self._within(condition.counts, met, met + open_ - len(left)))
                yield all_of(parts)

    def _choices(self, broken: list[Level]) -> Iterator[tuple[int, ...]]:
        """Iterate over groups of which one open criterion each is left unmet: each has to break a list by itself."""
        useful = [place for place, group in enumerate(self.steps.groups) if group.levels & frozenset(broken)]
        for size in range(len(broken) + 1):
            yield from itertools.combinations(useful, size)

    def _fails(self, level: Level) -> nw.Expr:
        return any_of(nw.col(group_column("failed", place)) > 0 for place, _ in self._requiring(level))

    def _exactly(self, conditions: Iterable[Condition], count: nw.Expr, lists: dict[Level, nw.Expr]) -> nw.Expr:
        return any_of(
            all_of(
                [
                    self._within(condition.counts, count, count),
                    *(met if level in condition.lists else ~met for level, met in lists.items()),
                ]
            )
            for condition in conditions
        )
