"""What many schools come to: how many at each level, and which criteria fail; counts alone, never a school's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import narwhals as nw

from kdcl.errors import FrameError
from kdcl.frames.counting import SOUND, has_text
from kdcl.frames.native import Table, build_beside, open_table
from kdcl.frames.plan import Names, column_names, is_long, require_columns
from kdcl.frames.problems import melt
from kdcl.frames.scores import score_schools
from kdcl.law import Framework
from kdcl.measures import Verdict
from kdcl.messages import message
from kdcl.school import Rating
from kdcl.summaries import FEWEST

_ONE: Final = "kdcl_one"
_OF_MEASURES: Final = ("indicator", "metric")
_QUARTILES: Final = {"lower_quartile": 0.25, "median": 0.5, "upper_quartile": 0.75}


def summarise_levels(scored: Any, by: Sequence[str] = (), *, fewest: int = FEWEST) -> Any:  # noqa: ANN401 - tables of any library
    """Return how many schools are at each level, as a table of the same engine; what was lazy stays lazy.

    Its columns are those of `by`, ``level`` (null for none), ``schools``, and ``schools_total`` of the group. Schools
    without a verdict are not in it. Groups with fewer schools than `fewest` are left out.

    Args:
        scored: what `score_schools` gave, with columns of your own joined to it.
        by: columns to tell apart by: the type of school, the region, the school year.
        fewest: how many schools a group has at least; 1 tells all.

    Raises:
        FrameError: it is no table, or lacks a column.
    """
    table = open_table(scored)
    require_columns(column_names(table), [*by, "level", SOUND])
    sound = table.filter(nw.col(SOUND)).with_columns(nw.lit(1).alias("schools"))
    counted = _sum(sound, [*by, "level"], ["schools"])
    totals = _sum(sound.with_columns(nw.lit(1).alias("schools_total")), by, ["schools_total"])
    joined = _join(counted, totals, by)
    kept = joined.filter(nw.col("schools_total") >= fewest)
    return kept.select(*by, "level", "schools", "schools_total").to_native()


def summarise_criteria(
    table: Any,  # noqa: ANN401 - a table of any library
    framework: Framework,
    by: Sequence[str] = (),
    names: Names | None = None,
    *,
    fewest: int = FEWEST,
) -> Any:  # noqa: ANN401 - a table of the same library
    """Return how many schools meet and fail each criterion, as a table of the same engine; what was lazy stays lazy.

    Its columns are those of `by`, ``criterion``, and ``met``, ``not_met``, ``open`` and ``schools_total``, which count
    schools. Schools without a verdict are not in it. Groups with fewer schools than `fewest` are left out.

    Args:
        table: a long or a wide table as for `score_schools`, with all schools under one framework.
        framework: the framework.
        by: further columns to tell apart by; in a long table they say the same in every row of a school.
        names: the columns.
        fewest: how many schools a group has at least; 1 tells all.

    Raises:
        FrameError: it is no table, or lacks a column.
        FrameworkError: no level rules are known for the framework.
    """
    columns = names or Names()
    opened = open_table(table)
    require_columns(column_names(opened), by)
    own = list(dict.fromkeys([*columns.keys, *by]))
    long = opened if is_long(column_names(opened), columns) else melt(opened, columns, own)
    scored = open_table(score_schools(table, framework, names))
    sound = scored.filter(nw.col(SOUND)).select(*columns.keys)
    rows = _join(long, sound, columns.keys)
    codes = [(str(each.code), str(each.code.criterion_code)) for each in framework.indicators]
    sizes = [len(framework.get_criterion(criterion).indicators) for _, criterion in codes]
    small = build_beside(
        opened,
        {columns.indicator: [code for code, _ in codes], "criterion": [each for _, each in codes], "size": sizes},
    )
    told = rows.with_columns(nw.col(columns.indicator).cast(nw.String)).join(small, on=columns.indicator, how="inner")  # type: ignore[arg-type] # both are of one engine
    marked = told.with_columns(
        has_text(columns.rating, Rating.MET).cast(nw.Int64).alias("met"),
        has_text(columns.rating, Rating.NOT_MET).cast(nw.Int64).alias("not_met"),
    )
    of_school = _sum(marked, [*own, "criterion", "size"], ["met", "not_met"])
    verdicts = of_school.with_columns(
        (nw.col("met") == nw.col("size")).cast(nw.Int64).alias("met"),
        (nw.col("not_met") > 0).cast(nw.Int64).alias("not_met"),
    )
    counted = _sum(verdicts, [*by, "criterion"], ["met", "not_met"])
    each_school = rows.select(*own).unique().with_columns(nw.lit(1).alias("schools_total"))
    joined = _join(counted, _sum(each_school, by, ["schools_total"]), by)
    kept = joined.filter(nw.col("schools_total") >= fewest)
    return kept.select(
        *by,
        "criterion",
        "met",
        "not_met",
        (nw.col("schools_total") - nw.col("met") - nw.col("not_met")).alias("open"),
        "schools_total",
    ).to_native()


def summarise_measures(table: Any, by: Sequence[str] = (), *, fewest: int = FEWEST) -> Any:  # noqa: ANN401 - tables of any library
    """Return how many schools meet each measure and how their values lie, as a table of the same engine.

    Its columns are those of `by`, ``indicator``, ``metric``, ``met``, ``not_met`` and ``not_judged``, which count
    schools, ``values``, how many values are known, and ``lower_quartile``, ``median`` and ``upper_quartile`` of them:
    numbers for show, null where fewer than `fewest` are known. The lowest and the highest are not told: each is one
    school's. What was lazy stays lazy.

    Args:
        table: a row for each school and measure with the columns ``indicator``, ``metric``, ``verdict`` and ``number``,
            as ``kdcl batch table measures`` writes it, with columns of your own joined to it.
        by: columns to tell apart by.
        fewest: how many schools a group has at least; 1 tells all.

    Raises:
        FrameError: it is no table, lacks a column, or is of an engine without quantiles of groups (PyArrow, Dask).
    """
    opened = open_table(table)
    require_columns(column_names(opened), [*by, *_OF_MEASURES, "verdict", "number"])
    if opened.implementation.is_pyarrow() or opened.implementation.is_dask():
        raise FrameError(
            str(opened.implementation),
            message("tables of this engine know no quantiles of groups; give one of Polars, pandas, DuckDB or PySpark"),
        )
    verdicts = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_JUDGED)
    counts = [verdict.value for verdict in verdicts]
    marked = opened.with_columns(
        *(has_text("verdict", verdict).cast(nw.Int64).alias(verdict.value) for verdict in verdicts),
        (~nw.col("number").is_null()).cast(nw.Int64).alias("values"),
    )
    keys = [*by, *_OF_MEASURES]
    quartiles = {
        name: nw.col("number").quantile(share, interpolation="linear").alias(name) for name, share in _QUARTILES.items()
    }
    counted: Table = marked.group_by(*keys).agg(
        *(nw.col(name).sum() for name in (*counts, "values")), *quartiles.values()
    )
    told = counted.filter(nw.sum_horizontal(*counts) >= fewest)
    is_enough = nw.col("values") >= fewest
    return told.select(
        *keys,
        *(nw.col(name).cast(nw.Int64) for name in (*counts, "values")),
        *(nw.when(is_enough).then(nw.col(name)).alias(name) for name in quartiles),
    ).to_native()


def _sum(table: Table, keys: Sequence[str], names: Sequence[str]) -> Table:
    """Return sums by the keys; without keys, those of the whole table in one row."""
    keyed = table if keys else table.with_columns(nw.lit("").alias(_ONE))
    grouped: Table = keyed.group_by(*(keys or [_ONE])).agg(*(nw.col(name).sum() for name in names))
    return grouped.select(*keys, *(nw.col(name).cast(nw.Int64) for name in names))


def _join(table: Table, other: Table, on: Sequence[str]) -> Table:
    """Return the table with the remaining columns of another one; an empty key is a key like any other."""
    keys = [f"kdcl_key_{place}" for place in range(len(on))] or [_ONE]
    texts = [nw.col(name).cast(nw.String).fill_null("") for name in on] or [nw.lit("")]
    coded = [text.alias(key) for key, text in zip(keys, texts, strict=True)]
    rest = [name for name in column_names(other) if name not in on]
    joined: Table = table.with_columns(*coded).join(other.select(*coded, *rest), on=keys, how="inner")  # type: ignore[arg-type] # both are of one engine
    return joined
