"""Where the ratings of a school stand in a table: which columns, which indicators, and how a long table packs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import CodeError, FrameError
from kdcl.frames.levels import LevelColumns
from kdcl.frames.native import Table
from kdcl.frames.steps import build_steps
from kdcl.law import Framework
from kdcl.messages import message

_EXACT_BITS: Final = 53
"""Bits of a packed number: sums of a school's rows stay exact where an engine divides in floating point."""


@attrs.frozen(kw_only=True)
class Names:
    """The columns of a table.

    Attributes:
        school: names the school, or its number in a register.
        framework: has the framework's id; None where all schools are under the same framework.
        year: has the school year; None where every school is in the table for one year.
        indicator: has the indicator of a row of a long table.
        rating: has its rating.
    """

    school: str = "school"
    framework: str | None = None
    year: str | None = None
    indicator: str = "indicator"
    rating: str = "rating"

    @property
    def keys(self) -> list[str]:
        """The columns that tell a school, and a year of it."""
        return [name for name in (self.framework, self.school, self.year) if name is not None]


@attrs.frozen(kw_only=True)
class PackedCriterion:
    """Where a criterion stands in the packed numbers of a long table.

    Attributes:
        code: the criterion.
        word: which number.
        shift: its first bit.
        size: how many indicators it has, one bit each.
    """

    code: CriterionCode
    word: int
    shift: int
    size: int


@attrs.frozen(kw_only=True)
class Plan:
    """How schools under one framework are scored.

    Attributes:
        framework: the framework.
        columns: builds the columns of the verdicts.
        packed: where each criterion stands in packed numbers.
        half: how many bits of a packed number are for what is rated; those above are for what is met.
    """

    framework: Framework
    columns: LevelColumns
    packed: tuple[PackedCriterion, ...]
    half: int

    @property
    def words(self) -> int:
        """How many packed numbers there are."""
        return 1 + self.packed[-1].word

    @property
    def indicators_total(self) -> int:
        """How many indicators the framework has."""
        return len(self.framework.indicators)

    def iter_weights(self) -> Iterator[tuple[IndicatorCode, int, int]]:
        """Iterate over the indicators, each with its number and with its power of two in the half of what is rated."""
        for place, criterion in zip(self.packed, self.framework.criteria, strict=True):
            for bit, indicator in enumerate(criterion.indicators):
                yield indicator.code, place.word, 1 << (place.shift + bit)


def build_plans(frameworks: Framework | Iterable[Framework], names: Names) -> tuple[Plan, ...]:
    """Return how schools under each framework are scored.

    Raises:
        FrameError: there are several frameworks and no column that says which, or none at all.
        FrameworkError: no level rules are known for one of them.
    """
    given = (frameworks,) if isinstance(frameworks, Framework) else tuple(frameworks)
    if not given:
        raise FrameError("frameworks", message("there is none; give those of the schools"))
    if len(given) > 1 and names.framework is None:
        raise FrameError(
            "framework", message("several frameworks were given; name the column that says whose is which")
        )
    return tuple(map(_build_plan, given))


def _build_plan(framework: Framework) -> Plan:
    half = _EXACT_BITS // 2
    # As many rows as there are indicators, all of the highest power, must not run over into the other half.
    packed = tuple(_pack(framework, half - len(framework.indicators).bit_length()))
    return Plan(framework=framework, columns=LevelColumns(steps=build_steps(framework)), packed=packed, half=half)


def _pack(framework: Framework, bits: int) -> Iterator[PackedCriterion]:
    word = used = 0
    for criterion in framework.criteria:
        size = len(criterion.indicators)
        if used + size > bits:
            word, used = word + 1, 0
        yield PackedCriterion(code=criterion.code, word=word, shift=used, size=size)
        used += size


def require_columns(columns: Sequence[str], names: Iterable[str]) -> None:
    """Refuse a table that lacks a column.

    Raises:
        FrameError: a column is missing.
    """
    for name in names:
        if name not in columns:
            raise FrameError(name, message("the table has no such column; it has: {columns}", columns=tuple(columns)))


def is_long(columns: Sequence[str], names: Names) -> bool:
    """Return whether a table has a row for each rating; otherwise it has a column for each indicator.

    Raises:
        FrameError: a column is missing.
    """
    found = frozenset(columns)
    long = names.indicator in found and names.rating in found
    require_columns(columns, names.keys)
    if not long and not find_indicator_columns(columns):
        raise FrameError(
            names.indicator,
            message(
                "the table has neither the columns {indicator} and {rating} nor a column for each indicator, such as "
                "1.3.a or 1_3_a",
                indicator=names.indicator,
                rating=names.rating,
            ),
        )
    return long


def find_indicator_columns(columns: Sequence[str]) -> dict[str, IndicatorCode]:
    """Return the columns of a wide table that are named like indicators: ``1.3.a``, ``1_3_a``.

    Raises:
        FrameError: two columns stand for the same indicator.
    """
    found: dict[str, IndicatorCode] = {}
    for name in columns:
        try:
            code = IndicatorCode.parse(name.replace("_", "."))
        except CodeError:
            continue
        if code in found.values():
            raise FrameError(name, message("another column stands for the same indicator; keep one"))
        found[name] = code
    return found


def column_names(table: Table) -> list[str]:
    """Return the names of a table's columns; nothing of its rows is read."""
    return list(table.collect_schema().names())
