"""The numeric requirements of indicators as data."""

from __future__ import annotations

import enum

import attrs

from kdcl.codes import IndicatorCode
from kdcl.law.documents import Status
from kdcl.law.numbers import LegalNumber
from kdcl.law.schools import Region, SchoolCategory


class Comparison(enum.StrEnum):
    """How a measured value is held against its threshold."""

    AT_LEAST = ">="
    AT_MOST = "<="


class Period(enum.StrEnum):
    """When a measure must hold."""

    EACH_YEAR = "year"
    NOW = "now"
    FIVE_YEARS = "five_years"


@attrs.frozen(kw_only=True)
class Threshold:
    """A number of the law, exact, with the schools it is meant for.

    Attributes:
        value: the number as the law writes it, in the measure's unit, as a decimal text such as ``"1.20"``.
        category: the group of schools, or None for every one.
        region: the region, or None for every one.
    """

    value: str
    category: SchoolCategory | None
    region: Region | None


@attrs.frozen(kw_only=True)
class Measure:
    """A numeric requirement of an indicator.

    Attributes:
        indicator: the indicator that asks for it.
        metric: what is measured, a name of this library.
        unit: the unit of the value; ``"%"`` is a share of `population`.
        population: what the share is taken of; None for other units.
        comparison: whether the threshold is a floor or a ceiling.
        thresholds: the numbers; the most specific one that fits a school applies.
        condition: the facts of a school under which the measure applies, as names and values.
        period: when it must hold.
        letter: the letter that adds the number; None where it stands in the text of the indicator itself.
        note: what is open or particular; None where nothing is. In English only.
        status: how sure the numbers are.
    """

    indicator: IndicatorCode
    metric: str
    unit: str
    population: str | None
    comparison: Comparison
    thresholds: tuple[Threshold, ...]
    condition: tuple[tuple[str, int], ...]
    period: Period
    letter: LegalNumber | None
    note: str | None
    status: Status
