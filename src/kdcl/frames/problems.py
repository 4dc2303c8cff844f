"""What in a table of schools cannot be counted, as a table: nothing is dropped, and nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import narwhals as nw

from kdcl.frames.counting import as_text, has_text, is_blank, is_named
from kdcl.frames.levels import PREFIX
from kdcl.frames.native import Table, build_beside, open_table, unpivot
from kdcl.frames.plan import Names, Plan, build_plans, column_names, find_indicator_columns, is_long
from kdcl.law import Framework
from kdcl.messages import WordedEnum, message
from kdcl.school import Rating

_ROWS: Final = "rows"
_KIND: Final = "problem"
_KNOWN: Final = f"{PREFIX}known"
_RATED: Final = f"{PREFIX}rated"
_UNSOUND: Final = f"{PREFIX}unsound"


class TableProblem(WordedEnum):
    """Why something in a table of schools cannot be counted."""

    UNNAMED_SCHOOL = "unnamed_school", message("the row names no school")
    UNKNOWN_FRAMEWORK = "unknown_framework", message("the framework is none of those given")
    UNKNOWN_INDICATOR = "unknown_indicator", message("the framework has no such indicator")
    UNKNOWN_RATING = "unknown_rating", message("this is no rating; write met or not_met, or leave it empty")
    REPEATED_RATING = "repeated_rating", message("the indicator is rated more than once; keep one")
    REPEATED_SCHOOL = "repeated_school", message("the school has more than one row; each was scored by itself")


def find_table_problems(
    table: Any,  # noqa: ANN401 - a table of any library
    frameworks: Framework | Iterable[Framework],
    names: Names | None = None,
) -> Any:  # noqa: ANN401 - a table of the same library
    """Return a table of the same engine of what in a table of schools cannot be counted; what was lazy stays lazy.

    Its columns are the framework's, where there is one, and the school's; ``indicator`` and ``rating`` as they stand,
    null where the problem is not one of an indicator; ``problem``, a value of `TableProblem`; and ``rows``, how many
    rows of the table have it.

    Args:
        table: a table as for `score_schools`.
        frameworks: as there.
        names: as there.

    Raises:
        FrameError: it is no table, or lacks a column.
        FrameworkError: no level rules are known for a framework.
    """
    columns = names or Names()
    plans = build_plans(frameworks, columns)
    opened = open_table(table)
    long = is_long(column_names(opened), columns)
    named = is_named(opened, columns.school)
    known = nw.lit(True)  # noqa: FBT003 - as a column
    if columns.framework is not None:
        known = nw.col(columns.framework).is_in([plan.framework.id for plan in plans]).fill_null(False)  # noqa: FBT003
    parts = [_count(opened.filter(~named), columns, TableProblem.UNNAMED_SCHOOL)]
    if columns.framework is not None:
        parts.append(_count(opened.filter(named & ~known), columns, TableProblem.UNKNOWN_FRAMEWORK))
    ours = opened.filter(named & known)
    if not long:
        repeated = _count(ours, columns, TableProblem.REPEATED_SCHOOL)
        parts.append(repeated.filter(nw.col(_ROWS) > 1))
    rows = ours if long else melt(ours, columns).filter(~is_blank(columns.rating))  # an empty cell says nothing
    marked = _mark(rows, plans, columns)
    parts.append(_list_unsound(marked.filter(nw.col(_UNSOUND)), columns))
    if long:
        twice = marked.filter(nw.col(_RATED))
        repeated = _count(twice, columns, TableProblem.REPEATED_RATING, by_indicator=True)
        parts.append(repeated.filter(nw.col(_ROWS) > 1))
    return nw.concat(parts, how="vertical").to_native()  # type: ignore[type-var] # all are of one engine


def melt_ratings(
    table: Any,  # noqa: ANN401 - a table of any library
    names: Names | None = None,
) -> Any:  # noqa: ANN401 - a table of the same library
    """Return the long table of a wide one, of the same engine: a row for each school and column of an indicator.

    Raises:
        FrameError: it is no table, or lacks a column.
    """
    columns = names or Names()
    opened = open_table(table)
    if is_long(column_names(opened), columns):
        return table
    return melt(opened, columns).to_native()


def melt(table: Table, names: Names, kept: Sequence[str] = ()) -> Table:
    """Return the long table of a wide one, with some of its other columns; indicators are named as the law does."""
    found = find_indicator_columns(column_names(table))
    long = unpivot(as_text(table, found), list(found), list(kept) or names.keys, (names.indicator, names.rating))
    return long.with_columns(nw.col(names.indicator).str.replace_all("_", ".", literal=True))


def _mark(table: Table, plans: Sequence[Plan], names: Names) -> Table:
    """Return the rows of named schools, each with whether its indicator is known and rated, or makes no sense."""
    known = [(plan.framework.id, str(indicator.code)) for plan in plans for indicator in plan.framework.indicators]
    small: dict[str, list[str]] = {names.indicator: [code for _, code in known]}
    if names.framework is not None:
        small[names.framework] = [framework for framework, _ in known]
    table = as_text(table, [names.indicator, names.rating]).select(*names.keys, names.indicator, names.rating)
    # A text may be coded in several ways in one engine, and engines join only what is coded alike.
    table = table.with_columns(nw.col(name).cast(nw.String) for name in small)
    beside = build_beside(table, {**small, _KNOWN: [1] * len(known)})
    joined: Table = table.join(beside, on=list(small), how="left")  # type: ignore[arg-type] # both are of one engine
    is_known = ~nw.col(_KNOWN).is_null()
    is_told = has_text(names.rating, Rating.MET) | has_text(names.rating, Rating.NOT_MET)
    is_empty = is_blank(names.rating)
    return joined.with_columns(
        is_known.alias(_KNOWN),
        (is_told & is_known).alias(_RATED),
        ((is_known & ~is_told & ~is_empty) | (~is_known & ~(is_empty & is_blank(names.indicator)))).alias(_UNSOUND),
    )


def _count(table: Table, names: Names, problem: TableProblem, *, by_indicator: bool = False) -> Table:
    """Return the schools of some rows, or their indicators, and how many rows of each there are."""
    keys = [*names.keys, names.indicator] if by_indicator else names.keys
    counted: Table = table.group_by(*keys).agg(nw.len().alias(_ROWS))
    indicator = nw.col(names.indicator).cast(nw.String) if by_indicator else nw.lit(None, dtype=nw.String)
    return counted.select(
        *names.keys,
        indicator.alias(names.indicator),
        nw.lit(None, dtype=nw.String).alias(names.rating),
        nw.lit(problem.value).alias(_KIND),
        nw.col(_ROWS).cast(nw.Int64),
    )


def _list_unsound(table: Table, names: Names) -> Table:
    """Return the rows whose indicator or rating cannot be counted, as they stand."""
    kind = (
        nw.when(nw.col(_KNOWN))
        .then(nw.lit(TableProblem.UNKNOWN_RATING.value))
        .otherwise(nw.lit(TableProblem.UNKNOWN_INDICATOR.value))
    )
    return table.select(
        *names.keys,
        nw.col(names.indicator).cast(nw.String),
        nw.col(names.rating).cast(nw.String),
        kind.alias(_KIND),
        nw.lit(1, dtype=nw.Int64).alias(_ROWS),
    )
