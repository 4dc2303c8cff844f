"""Scores every school of a table, by the same rules as one school's file, with the work done by the table's engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, Self

import attrs
import narwhals as nw

from kdcl.codes import IndicatorCode
from kdcl.errors import FrameError
from kdcl.frames.counting import SOUND, add_up, count_long, count_wide, least_column, list_marks, pack_long
from kdcl.frames.native import Table, open_table, with_whole_numbers
from kdcl.frames.plan import Names, Plan, build_plans, column_names, find_indicator_columns, is_long
from kdcl.law import Framework
from kdcl.messages import message

_LEVELS: Final = ("level", "certain_level", "supported_level")
_BOUNDS: Final = (
    "lowest", "highest", "certain_lowest", "certain_highest", "supported_lowest", "supported_highest"
)  # fmt: skip
_COUNTS: Final = (
    "indicators_met", "indicators_not_met", "indicators_open", "indicators_total",
    "criteria_met", "criteria_not_met", "criteria_open", "criteria_total",
)  # fmt: skip
_SHARES: Final = ("indicators_share", "criteria_share")
_FLAGS: Final = ("is_by_assumption", "is_by_unread_rule", "is_by_reading", "is_by_criterion_rule", "has_unverified")
_WHOLE: Final = (*_LEVELS, *_BOUNDS, *_COUNTS)
PASSES: Final = 6
"""In how many passes a long parquet file is best read: one for each packed number of a framework of 108 indicators."""
VERDICT_COLUMNS: Final = (SOUND, *_LEVELS, *_BOUNDS, *_COUNTS, *_SHARES, *_FLAGS)
"""The columns of verdicts, in order."""


def score_schools(
    table: Any,  # noqa: ANN401 - a table of any library
    frameworks: Framework | Iterable[Framework],
    names: Names | None = None,
    *,
    passes: int = 1,
) -> Any:  # noqa: ANN401 - a table of the same library
    """Return a table of the same engine with the score of every school; what was lazy stays lazy.

    A long table has a row for each rating and gives a row for each school. A wide table has a row for each school and a
    column for each indicator, named ``1.3.a`` or ``1_3_a``; its other columns stay. Ratings are ``met`` and
    ``not_met``; an empty cell or a row that is not there is an open indicator.

    The columns are those of `VERDICT_COLUMNS`: levels and bounds as `kdcl.score` and `kdcl.bounds` give them, null for
    no level; counts; shares as fractions of 1, for show alone; and which caveats there are. A school of which something
    cannot be counted (`find_table_problems` says what) keeps its row, with ``is_scored`` false and nothing else.

    Args:
        table: a table of Polars, pandas, PyArrow, DuckDB, Dask, PySpark, or another that narwhals knows.
        frameworks: the framework of all schools, under its own level rules or yours; or those that occur.
        names: the columns; with several frameworks, one of them has the id of each school's.
        passes: how often a lazy long table of Polars is read. With `PASSES`, a parquet file in which the rows of a
            school lie far apart takes a sixth of the memory, but a text is read six times. Other tables are read once.

    Raises:
        FrameError: it is no table, or lacks a column.
        FrameworkError: no level rules are known for a framework.
    """
    columns = names or Names()
    plans = build_plans(frameworks, columns)
    scoring = Scoring.of(open_table(table), plans, columns, passes=passes)
    parts = [scoring.score(plan) for plan in plans]
    if columns.framework is not None:
        parts.append(scoring.leave_open())
    joined: Table = parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical")  # type: ignore[type-var] # all are of one engine
    return with_whole_numbers(joined, _WHOLE).to_native()


@attrs.frozen(kw_only=True)
class Scoring:
    """Scores a table, framework by framework.

    Attributes:
        source: the wide table as it is, or the schools of a long one packed.
        plans: how schools under each framework are scored.
        names: the columns.
        indicators: the columns of indicators of a wide table; None of a long one.
        kept: the columns that stay beside the verdicts.
    """

    source: Table
    plans: tuple[Plan, ...]
    names: Names
    indicators: dict[str, IndicatorCode] | None
    kept: tuple[str, ...]

    @classmethod
    def of(
        cls, table: Table, plans: tuple[Plan, ...], names: Names, beside: Sequence[str] = (), *, passes: int = 1
    ) -> Self:
        """Return what scores a table.

        Args:
            table: a long or a wide one.
            plans: how schools under each framework are scored.
            names: the columns.
            beside: columns of a long table that say the same in every row of a school; they stay.
            passes: how often a lazy long table of Polars is read.

        Raises:
            FrameError: the table lacks a column, or has one of a verdict's name.
        """
        present = column_names(table)
        indicators = None if is_long(present, names) else find_indicator_columns(present)
        if indicators is None:
            kept = tuple(dict.fromkeys([*names.keys, *beside]))
        else:
            kept = tuple(name for name in present if name not in indicators)
        if taken := [name for name in kept if name in VERDICT_COLUMNS]:
            raise FrameError(taken[0], message("the table has a column of this name already; rename it"))
        if indicators is None:
            others = [name for name in kept if name not in names.keys]
            table = pack_long(table, plans, names, others, passes)
            kept = (*kept, *map(least_column, others))
        return cls(source=table, plans=plans, names=names, indicators=indicators, kept=kept)

    def score(self, plan: Plan, *, has_marks: bool = False) -> Table:
        """Return the schools under one framework with their verdicts, and with the marks of criteria if asked for."""
        mine = self.source
        if self.names.framework is not None:
            mine = mine.filter((nw.col(self.names.framework) == plan.framework.id).fill_null(False))  # noqa: FBT003 - as a column
        if self.indicators is None:
            counted = count_long(mine, plan, self.kept, self.names)
        else:
            counted = count_wide(mine, plan, self.names, self.indicators)
        kept = [*self.kept, *(list_marks(plan) if has_marks else ())]
        return _judge(add_up(counted, plan, kept), plan, kept)

    def leave_open(self) -> Table:
        """Return the schools of unknown frameworks without verdicts."""
        known = nw.col(str(self.names.framework)).is_in([plan.framework.id for plan in self.plans])
        return self.source.filter(~known.fill_null(False)).select(  # noqa: FBT003 - as a column
            *self.kept,
            nw.lit(False).alias(SOUND),  # noqa: FBT003 - as a column
            *(nw.lit(None, dtype=nw.Int64).alias(name) for name in (*_LEVELS, *_BOUNDS, *_COUNTS)),
            *(nw.lit(None, dtype=nw.Float64).alias(name) for name in _SHARES),
            *(nw.lit(None, dtype=nw.Boolean).alias(name) for name in _FLAGS),
        )


def _judge(table: Table, plan: Plan, kept: Sequence[str]) -> Table:
    columns = plan.columns
    table = table.with_columns(*(expression.alias(name) for name, expression in columns.levels().items()))
    table = table.with_columns(
        *(expression.alias(name) for name, expression in (columns.bounds() | columns.flags()).items()),
        nw.lit(plan.indicators_total).alias("indicators_total"),
        nw.lit(len(plan.framework.criteria)).alias("criteria_total"),
    )
    table = table.with_columns(
        (
            nw.col("is_by_unread_rule")
            | nw.col("is_by_reading")
            | nw.col("is_by_criterion_rule")
            | ((nw.col("level") > 0) & nw.lit(not columns.steps.is_criterion_rule_read))
        ).alias("has_unverified"),
        *(
            (nw.col(f"{what}_met").cast(nw.Float64) / nw.col(f"{what}_total").cast(nw.Float64)).alias(f"{what}_share")
            for what in ("indicators", "criteria")
        ),
    )
    sound = nw.col(SOUND)
    levels = (*_LEVELS, *_BOUNDS)
    return table.select(
        *kept,
        SOUND,
        *(nw.when(sound & (nw.col(name) > 0)).then(nw.col(name).cast(nw.Int64)).alias(name) for name in levels),
        *(nw.when(sound).then(nw.col(name).cast(nw.Int64)).alias(name) for name in _COUNTS),
        *(nw.when(sound).then(nw.col(name)).alias(name) for name in (*_SHARES, *_FLAGS)),
    )
