"""Counts the criteria of each school: from a column for each indicator, or from a row for each rating."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import narwhals as nw

from kdcl.codes import IndicatorCode
from kdcl.frames.levels import COUNT, PREFIX, all_of, any_of, group_column, sum_of
from kdcl.frames.native import Table, build_beside, is_lazy_polars
from kdcl.frames.plan import Names, Plan, column_names
from kdcl.school import Rating

SOUND: Final = "is_scored"
"""Whether everything that the table says of a school could be counted; otherwise it has no verdict."""

_ROWS: Final = f"{PREFIX}rows"
_COUNTED: Final = ("rated", "met")
"""What is packed of a school: which of its indicators are rated, and which are met."""

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
        sum_of(nw.col(name).cast(COUNT) for name in met.values()).alias("indicators_met"),
        sum_of(nw.col(name).cast(COUNT) for name in failed.values()).alias("indicators_not_met"),
    ]
    return table.select(*kept, SOUND, *counts, *marks)


def _weights_beside(table: Table, plans: Sequence[Plan], names: Names, words: Sequence[int]) -> Table:
    """Return the small table of what a row of a long table adds to its school, in the engine of that table.

    It has every pair of an indicator and a rating that can be counted, the empty ones among them, which add nothing.
    """
    rows = [
        (plan.framework.id, str(code), rating, word, weight + (weight << plan.half) * (rating == Rating.MET))
        for plan in plans
        for code, word, weight in plan.iter_weights()
        for rating in (Rating.MET.value, Rating.NOT_MET.value, "")
        if word in words
    ]
    rows += [(plan.framework.id, "", "", words[0], 0) for plan in plans]
    keys = {names.indicator: [row[1] for row in rows], names.rating: [row[2] for row in rows]}
    if names.framework is not None:
        keys[names.framework] = [row[0] for row in rows]
    added = {
        _word("packed", place): [weight if rating and word == place else 0 for _, _, rating, word, weight in rows]
        for place in words
    }
    return build_beside(table, {**keys, **added, _ROWS: [int(rating != "") for _, _, rating, _, _ in rows]})


def pack_long(table: Table, plans: Sequence[Plan], names: Names, beside: Sequence[str] = (), passes: int = 1) -> Table:
    """Return one row for each school of a long table, with its ratings as packed numbers.

    Each rated indicator adds a power of two of its own, and one that is met another one far above it, so that one join
    with a small table and one grouping are enough for everything: where the bits of the sum are as many as the rows, no
    indicator is rated twice, and the bits are those that are rated. A row that cannot be counted is in no pair of the
    small table; it adds more rows than any framework has indicators.

    Args:
        table: the long table.
        plans: how schools under each framework are scored.
        names: the columns.
        beside: columns that say the same in every row of a school: the highest of their values stays under the column's
            name, the lowest under that of `least_column`.
        passes: how often a lazy table of Polars is read, each time for some of the packed numbers. Its grouping keeps
            what it sums of every row where a school's rows lie apart: a row should bring one number, not all.
    """
    words = range(max(plan.words for plan in plans))
    count = min(passes, len(words)) if is_lazy_polars(table) else 1
    if count == 1:
        return _pack_words(table, plans, names, beside, words)
    shares = [words[start::count] for start in range(count)]
    parts: list[Table] = []
    others = nw.lit(False)  # noqa: FBT003 - as a column
    for share in shares:
        mine = any_of(_is_of(table, plan, names, share) for plan in plans)
        # What belongs to no number, such as an unknown indicator, comes with the last.
        rows = table.filter(mine if share is not shares[-1] else ~others)
        others |= mine.fill_null(False)  # noqa: FBT003 - as a column
        packed = _pack_words(rows, plans, names, beside, share)
        parts.append(
            packed.select(
                *names.keys,
                *beside,
                *map(least_column, beside),
                nw.col(_ROWS).cast(nw.Int64),
                *(
                    (nw.col(_word("packed", word)) if word in share else nw.lit(0, dtype=nw.Int64)).alias(
                        _word("packed", word)
                    )
                    for word in words
                ),
            )
        )
    joined: Table = nw.concat(parts, how="vertical")  # type: ignore[type-var] # all are of one engine
    return _sum_packed(joined, names, beside, [_ROWS, *(_word("packed", word) for word in words)])


def _is_of(table: Table, plan: Plan, names: Names, words: Sequence[int]) -> nw.Expr:
    """Return whether a row rates an indicator that stands in one of some packed numbers."""
    schema = table.collect_schema()

    def text(name: str) -> nw.Expr:
        # Of a plain column the engine may know for many rows at once that none is meant, and leaves them unread.
        return nw.col(name) if schema[name] == nw.String else nw.col(name).cast(nw.String)

    is_mine = text(names.indicator).is_in([str(code) for code, word, _ in plan.iter_weights() if word in words])
    return is_mine if names.framework is None else is_mine & (text(names.framework) == plan.framework.id)


def _pack_words(
    table: Table, plans: Sequence[Plan], names: Names, beside: Sequence[str], words: Sequence[int]
) -> Table:
    on = (
        [names.indicator, names.rating] if names.framework is None else [names.framework, names.indicator, names.rating]
    )
    # A text may be coded in several ways in one engine; engines join only what is coded alike, and no nulls.
    text = [nw.col(name).cast(nw.String).fill_null("") for name in (names.indicator, names.rating)]
    if names.framework is not None:
        text.append(nw.col(names.framework).cast(nw.String))  # null stays null: it is told as it stands
    weights = _weights_beside(table, plans, names, words)
    keys = [name for name in names.keys if name not in on]
    joined: Table = table.select(*keys, *beside, *text).join(weights, on=on, how="left")  # type: ignore[arg-type] # both are of one engine
    beyond = 1 + max(plan.indicators_total for plan in plans)
    # In passes a narrow count is worth it; it runs over at twenty million rows of one school that cannot be counted.
    narrow = len(words) < max(plan.words for plan in plans)
    joined = joined.with_columns(nw.col(_ROWS).fill_null(beyond).cast(nw.Int32 if narrow else nw.Int64))
    return _sum_packed(joined, names, beside, [_ROWS, *(_word("packed", word) for word in words)])


def _sum_packed(table: Table, names: Names, beside: Sequence[str], summed: Sequence[str]) -> Table:
    least = [name if name in column_names(table) else None for name in map(least_column, beside)]
    grouped: Table = table.group_by(*names.keys).agg(
        *(nw.col(name).sum() for name in summed),
        *(nw.col(name).max() for name in beside),
        *(nw.col(found or name).min().alias(least_column(name)) for name, found in zip(beside, least, strict=True)),
    )
    return grouped.with_columns(nw.col(_ROWS).cast(nw.Int64))


def count_long(packed: Table, plan: Plan, kept: Sequence[str], names: Names) -> Table:
    """Return packed schools of one framework with their counts, and with some columns as they are."""
    rows = nw.col(_ROWS)
    # More rows than indicators: one is rated twice or cannot be counted, whatever the sums say; they may have run over.
    is_possible = rows <= plan.indicators_total
    zero = nw.lit(0, dtype=nw.Int64)
    whole = {word: nw.col(_word("packed", word)) for word in range(plan.words)}
    table = packed.with_columns(
        nw.when(is_possible).then(each).otherwise(zero).cast(nw.Int64).alias(_word("packed", word))
        for word, each in whole.items()
    )
    table = table.with_columns((each // (1 << plan.half)).alias(_word("met", word)) for word, each in whole.items())
    table = table.with_columns(
        (each - nw.col(_word("met", word)) * (1 << plan.half)).alias(_word("rated", word))
        for word, each in whole.items()
    )
    table = table.with_columns(
        *(
            _bits(kind, place.word, place.shift, place.size).alias(f"{PREFIX}{kind}_bits_{number}")
            for number, place in enumerate(plan.packed)
            for kind in _COUNTED
        )
    )
    rated_total, met_total = (
        sum_of(
            _count_bits(nw.col(f"{PREFIX}{kind}_bits_{number}"), place.size) for number, place in enumerate(plan.packed)
        )
        for kind in _COUNTED
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
        *kept,
        (is_possible & (rated_total == rows) & is_named(packed, names.school)).alias(SOUND),
        met_total.alias("indicators_met"),
        (rows - met_total).alias("indicators_not_met"),
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
        return sum_of(nw.col(_mark(kind, place)).cast(COUNT) for place in places)

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


def list_marks(plan: Plan) -> list[str]:
    """Return the columns that say of each criterion, in the law's order, whether it is met, and whether it fails."""
    return [_mark(kind, place) for place in range(len(plan.framework.criteria)) for kind in ("met", "failed")]


def least_column(name: str) -> str:
    """Return the column of the lowest value of a column that says the same in every row of a school."""
    return f"{PREFIX}least_{name}"


def _word(kind: str, word: int) -> str:
    return f"{PREFIX}{kind}_word_{word}"


def _mark(kind: str, place: int) -> str:
    return f"{PREFIX}{kind}_mark_{place}"
