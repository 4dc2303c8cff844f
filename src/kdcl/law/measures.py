"""The numeric requirements of indicators as data."""

from __future__ import annotations

import enum
from collections.abc import Collection
from fractions import Fraction

import attrs

from kdcl.codes import IndicatorCode
from kdcl.law.documents import Status
from kdcl.law.numbers import LegalNumber
from kdcl.law.schools import Region, SchoolCategory
from kdcl.messages import BilingualText
from kdcl.typed import typed


class Comparison(enum.StrEnum):
    """How a measured value is held against its threshold."""

    AT_LEAST = ">="
    AT_MOST = "<="

    def margin(self, value: Fraction, threshold: Fraction) -> Fraction:
        """Return how far a value is on the right side of its threshold; below 0 it is on the wrong one."""
        return value - threshold if self is Comparison.AT_LEAST else threshold - value


class Period(enum.StrEnum):
    """When a measure must hold."""

    EACH_YEAR = "year"
    NOW = "now"
    FIVE_YEARS = "five_years"


@attrs.frozen(kw_only=True)
@typed
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
@typed
class Exemption:
    """Schools that a measure asks nothing of.

    Attributes:
        categories: the groups of schools.
        features: boxes of Part I that such a school has ticked, values of `kdcl.school.SchoolFeature`.
        possible_features: boxes that such a school may have ticked, and others too: what it lacks is not judged then.
        reason: why nothing is asked of them.
        status: how sure it is that nothing is.
    """

    categories: tuple[SchoolCategory, ...]
    features: tuple[str, ...]
    possible_features: tuple[str, ...]
    reason: BilingualText
    status: Status

    def covers(self, category: SchoolCategory | None, features: Collection[str]) -> bool:
        """Whether a school of this category and with these boxes ticked is exempt."""
        return category in self.categories or any(feature in features for feature in self.features)

    def may_cover(self, features: Collection[str]) -> bool:
        """Whether a school with these boxes ticked may be exempt, which they alone do not tell."""
        return any(feature in features for feature in self.possible_features)


@attrs.frozen(kw_only=True)
@typed
class Unmeasured:
    """What an indicator with numbers or frequencies asks for and no figure of the file is held against, and why.

    Attributes:
        indicator: the indicator that asks for it.
        requirement: what is asked.
        because: why it is not judged.
        of_other_schools: whether it is asked only of schools of which the numbers of the indicator ask nothing; else
            the figures are a part of the indicator, and this is of the rest.
        letter: the letter that asks for it; None where the text of the indicator itself does.
        status: how sure it is.
    """

    indicator: IndicatorCode
    requirement: BilingualText
    because: BilingualText
    of_other_schools: bool
    letter: LegalNumber | None
    status: Status


@attrs.frozen(kw_only=True)
@typed
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
        decides: whether a school that does not reach it does not meet it; a norm to compare with decides nothing.
        enough: the number from which on it is met, where the file does not tell which of several numbers is asked of a
            school and the threshold is the lowest of them; None where reaching the threshold is enough.
        exemption: the schools that it asks nothing of; None where there are none.
        period: when it must hold.
        period_status: how sure the period is; a period of every year that the text does not state is inferred.
        letter: the letter that adds the number; None where it stands in the text of the indicator itself.
        reading: what is read into the text where it is open, which is inferred; None where nothing is.
        note: what is open or particular; None where nothing is.
        status: how sure the numbers are.
    """

    indicator: IndicatorCode
    metric: str
    unit: str
    population: str | None
    comparison: Comparison
    thresholds: tuple[Threshold, ...]
    condition: tuple[tuple[str, int], ...]
    decides: bool
    enough: str | None
    exemption: Exemption | None
    period: Period
    period_status: Status
    letter: LegalNumber | None
    reading: BilingualText | None
    note: BilingualText | None
    status: Status
