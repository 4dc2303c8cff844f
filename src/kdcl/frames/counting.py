"""Counts the criteria of each school: from a column for each indicator, or from a row for each rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import narwhals as nw

from kdcl.codes import IndicatorCode
from kdcl.frames.levels import PREFIX, all_of, any_of, group_column, sum_of
from kdcl.frames.native import Table, build_beside
from kdcl.frames.plan import Names, Plan
from kdcl.school import Rating

SOUND: Final = "is_scored"
"""Whether everything that the table says of a school could be counted; otherwise it has no verdict."""

_TEXTS: Final = (nw.String, nw.Categorical, nw.Enum)


def is_blank(name: str) -> nw.Expr:
    """Return whether a cell of text says nothing, so that an indicator is open."""
    return nw.col(name).is_null() | (nw.col(name) == "").fill_null(True)  # noqa: FBT003 - null is blank


def has_text(name: str, text: str) -> nw.Expr:
    """Return whether a cell has this text; an empty cell has not."""
    return (nw.col(name) == text).fill_null(False)  # noqa: FBT003 - a truth value as a column


def is_named(table: Table, name: str) -> nw.Expr:
    """Return whether a school has a name, or a number."""
    return ~is_blank(name) if _is_text(table, name) else ~nw.col(name).is_null()


def _is_text(table: Table, name: str) -> bool:
    return isinstance(table.collect_schema()[name], _TEXTS)


def as_text(table: Table, names: Iterable[str]) -> Table:
    """Return the table with some columns as text: an empty one may be of any type."""
    others = [name for name in names if not _is_text(table, name)]
    return table.with_columns(nw.col(name).cast(nw.String) for name in others) if others else table


def count_wide(table: Table, plan: Plan, names: Names, columns: Mapping[str, IndicatorCode]) -> Table:
    """Return a wide table with the counts of each school; the columns of indicators are no longer in it."""
    by_code = {code: name for name, code in columns.items()}
    met: dict[IndicatorCode, str] = {}
    failed: dict[IndicatorCode, str] = {}
    readings: list[nw.Expr] = []
    table = as_text(table, columns)
    unsound: list[nw.Expr] = [~is_named(table, names.school)]
    for code, name in by_code.items():
        if code not in plan.framework:
            unsound.append(~is_blank(name))
            continue
        met[code], failed[code] = f"{PREFIX}m_{len(met)}", f"{PREFIX}n_{len(met)}"
        readings += [
            has_text(name, Rating.MET).alias(met[code]),
            has_text(name, Rating.NOT_MET).alias(failed[code]),
        ]
        unsound.append(~(is_blank(name) | has_text(name, Rating.MET) | has_text(name, Rating.NOT_MET)))
    kept = [name for name in table.collect_schema().names() if name not in columns]
    table = table.select(*kept, *readings, (~any_of(unsound)).alias(SOUND))
    marks: list[nw.Expr] = []
    for place, criterion in enumerate(plan.framework.criteria):
        codes = [indicator.code for indicator in criterion.indicators]
        is_whole = all(code in met for code in codes)
        all_met = all_of(nw.col(met[code]) for code in codes) if is_whole else all_of(()) & ~all_of(())
        marks += [
            all_met.alias(_mark("met", place)),
            any_of(nw.col(failed[code]) for code in codes if code in met).alias(_mark("failed", place)),
            (~any_of(nw.col(met[code]) for code in codes if code in met)).alias(_mark("untouched", place)),
        ]
    counts = [
        sum_of(nw.col(name).cast(nw.Int64) for name in met.values()).alias("indicators_met"),
        sum_of(nw.col(name).cast(nw.Int64) for name in failed.values()).alias("indicators_not_met"),
    ]
    return table.select(*kept, SOUND, *counts, *marks)


def weights_beside(table: Table, plans: Sequence[Plan], names: Names) -> Table:
    """Return the small table of weights in the engine of a table: one power of two for each indicator."""
    rows = [(plan.framework.id, *weight) for plan in plans for weight in plan.iter_weights()]
    keys: dict[str, list[str]] = {names.indicator: [str(code) for _, code, _, _ in rows]}
    if names.framework is not None:
        keys[names.framework] = [framework for framework, _, _, _ in rows]
    return build_beside(
        table,
        {
            **keys,
            **{
                _word("weight", word): [weight if place == word else 0 for _, _, place, weight in rows]
                for word in range(max(plan.words for plan in plans))
            },
        },
    )


def with_weights(table: Table, plans: Sequence[Plan], names: Names) -> Table:
    """Return the rows of a long table, each with the weights of its indicator, and with what is said in it."""
    named = is_named(table, names.school)
    table = as_text(table, [names.indicator, names.rating]).select(*names.keys, names.indicator, names.rating)
    weights = weights_beside(table, plans, names)
    on = [names.indicator] if names.framework is None else [names.framework, names.indicator]
    # A text may be coded in several ways in one engine, and engines join only what is coded alike.
    text = [nw.col(name).cast(nw.String) for name in on]
    joined: Table = table.with_columns(*text).join(weights, on=on, how="left")  # type: ignore[arg-type] # both are of one engine
    first = _word("weight", 0)
    joined = joined.with_columns(
        has_text(names.rating, Rating.MET).alias(f"{PREFIX}met"),
        has_text(names.rating, Rating.NOT_MET).alias(f"{PREFIX}not_met"),
        is_blank(names.rating).alias(f"{PREFIX}blank"),
        (~nw.col(first).is_null()).alias(f"{PREFIX}known"),
    )
    told, known = nw.col(f"{PREFIX}met") | nw.col(f"{PREFIX}not_met"), nw.col(f"{PREFIX}known")
    return joined.with_columns(
        (told & known & named).alias(f"{PREFIX}rated"),
        (
            (known & ~told & ~nw.col(f"{PREFIX}blank"))
            | (~known & ~(nw.col(f"{PREFIX}blank") & is_blank(names.indicator)))
            | ~named
        ).alias(f"{PREFIX}unsound"),
    )


def pack_long(table: Table, plans: Sequence[Plan], names: Names) -> Table:
    """Return one row for each school of a long table, with its ratings as packed numbers.

    Each rated indicator adds a power of two of its own, so that one grouping is enough for everything: where the bits
    of the sum are as many as the rows, no indicator is rated twice, and the bits are those that are rated.
    """
    rated = nw.col(f"{PREFIX}rated")
    words = range(max(plan.words for plan in plans))
    pieces = [rated.cast(nw.Int64).alias(f"{PREFIX}rows"), nw.col(f"{PREFIX}unsound").cast(nw.Int64)]
    pieces.append((rated & nw.col(f"{PREFIX}met")).cast(nw.Int64).alias("indicators_met"))
    for word in words:
        weight = nw.col(_word("weight", word)).fill_null(0).cast(nw.Int64)
        zero = nw.lit(0, dtype=nw.Int64)
        pieces += [
            nw.when(rated).then(weight).otherwise(zero).alias(_word("rated", word)),
            nw.when(rated & nw.col(f"{PREFIX}met")).then(weight).otherwise(zero).alias(_word("met", word)),
        ]
    rows = with_weights(table, plans, names).select(*names.keys, *pieces)
    summed = [f"{PREFIX}rows", f"{PREFIX}unsound", "indicators_met"]
    summed += [_word(kind, word) for kind in ("rated", "met") for word in words]
    grouped: Table = rows.group_by(*names.keys).agg(*(nw.col(name).sum() for name in summed))
    return grouped.with_columns(
        nw.col(name).cast(nw.Int64) for name in (f"{PREFIX}rows", f"{PREFIX}unsound", "indicators_met")
    )


def count_long(packed: Table, plan: Plan, names: Names) -> Table:
    """Return packed schools of one framework with their counts."""
    rows = nw.col(f"{PREFIX}rows")
    # More rows than indicators: one is rated twice, whatever the sums, which may have run over, say.
    is_possible = rows <= plan.indicators_total
    zero = nw.lit(0, dtype=nw.Int64)
    table = packed.with_columns(
        nw.when(is_possible).then(nw.col(_word(kind, word))).otherwise(zero).cast(nw.Int64).alias(_word(kind, word))
        for kind in ("rated", "met")
        for word in range(plan.words)
    )
    table = table.with_columns(
        *(
            _bits(kind, place.word, place.shift, place.size).alias(f"{PREFIX}{kind}_bits_{number}")
            for number, place in enumerate(plan.packed)
            for kind in ("rated", "met")
        )
    )
    bits = sum_of(
        _count_bits(nw.col(f"{PREFIX}rated_bits_{number}"), place.size) for number, place in enumerate(plan.packed)
    )
    marks: list[nw.Expr] = []
    for number, place in enumerate(plan.packed):
        met, rated = nw.col(f"{PREFIX}met_bits_{number}"), nw.col(f"{PREFIX}rated_bits_{number}")
        marks += [
            (met == (1 << place.size) - 1).alias(_mark("met", number)),
            (rated != met).alias(_mark("failed", number)),
            (met == 0).alias(_mark("untouched", number)),
        ]
    return table.select(
        *names.keys,
        (is_possible & (bits == rows) & (nw.col(f"{PREFIX}unsound") == 0)).alias(SOUND),
        "indicators_met",
        (rows - nw.col("indicators_met")).alias("indicators_not_met"),
        *marks,
    )


def _bits(kind: str, word: int, shift: int, size: int) -> nw.Expr:
    """Return the bits of one criterion; no engine is asked for a remainder, which some do not have."""
    packed = nw.col(_word(kind, word))
    above = packed // (1 << (shift + size))
    return packed // (1 << shift) - above * (1 << size) if shift else packed - above * (1 << size)


def _count_bits(bits: nw.Expr, size: int) -> nw.Expr:
    return bits - sum_of(bits // (1 << place) for place in range(1, size))


def add_up(table: Table, plan: Plan, kept: Sequence[str]) -> Table:
    """Return the table with criteria added up: all of them, and those that the same levels require."""
    number = {criterion.code: place for place, criterion in enumerate(plan.framework.criteria)}

    def total(kind: str, places: Sequence[int]) -> nw.Expr:
        return sum_of(nw.col(_mark(kind, place)).cast(nw.Int64) for place in places)

    every = list(number.values())
    sums = [
        total("met", every).alias("criteria_met"),
        total("failed", every).alias("criteria_not_met"),
        (nw.lit(len(every)) - total("untouched", every)).alias(f"{PREFIX}widest"),
    ]
    for place, group in enumerate(plan.columns.steps.groups):
        places = [number[code] for code in group.criteria]
        failed = total("failed", places)
        sums += [
            failed.alias(group_column("failed", place)),
            (nw.lit(len(places)) - total("met", places) - failed).alias(group_column("open", place)),
            total("untouched", places).alias(group_column("untouched", place)),
        ]
    table = table.select(*kept, SOUND, "indicators_met", "indicators_not_met", *sums)
    return table.with_columns(
        (nw.lit(len(every)) - nw.col("criteria_met") - nw.col("criteria_not_met")).alias("criteria_open"),
        (nw.lit(plan.indicators_total) - nw.col("indicators_met") - nw.col("indicators_not_met")).alias(
            "indicators_open"
        ),
    )


def _word(kind: str, word: int) -> str:
    return f"{PREFIX}{kind}_word_{word}"


def _mark(kind: str, place: int) -> str:
    return f"{PREFIX}{kind}_mark_{place}"
