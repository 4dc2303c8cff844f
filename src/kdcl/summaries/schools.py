"""What is known of schools without their names: of one, and of those that no group tells apart."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import attrs

from kdcl.measures import Judgement, Verdict
from kdcl.messages import WordedEnum, message

LEVELS: Final = 4
"""No level, and the levels 1 to 3."""


class By(WordedEnum):
    """What schools are told apart by."""

    KIND = "kind", message("kind of school")
    REGION = "region", message("region")
    YEAR = "year", message("school year")


@attrs.frozen(kw_only=True)
class MeasureResult:
    """What the figures of one school say of a measure.

    Attributes:
        indicator: the indicator that asks for it.
        metric: what is measured.
        verdict: what the figures say.
        value: the value of the worst year, exact; None where it is not known.
    """

    indicator: str
    metric: str
    verdict: Verdict
    value: Fraction | None

    @classmethod
    def of(cls, judgement: Judgement) -> MeasureResult:
        """Return what a judgement says."""
        return cls(
            indicator=str(judgement.measure.indicator),
            metric=judgement.measure.metric,
            verdict=judgement.verdict,
            value=judgement.value,
        )


@attrs.frozen(kw_only=True)
class SchoolResult:
    """What is known of one school, without its name.

    Attributes:
        framework: the framework's id.
        category: the group of secondary schools, a value of `kdcl.law.SchoolCategory`, or empty.
        region: the region, a value of `kdcl.law.Region`, or empty.
        year: the school year.
        level: the level that follows from its ratings; None for none.
        not_met: the criteria that are not met.
        open: the criteria that are open.
        measures: what its figures say.
    """

    framework: str
    category: str = ""
    region: str = ""
    year: str = ""
    level: int | None
    not_met: tuple[str, ...]
    open: tuple[str, ...]
    measures: tuple[MeasureResult, ...] = ()

    def key(self, by: By) -> tuple[str, ...]:
        """Return the group it is in."""
        return AlikeSchools.of(self).key(by)


@attrs.frozen(kw_only=True)
class AlikeSchools:
    """Schools that no group tells apart, counted.

    Attributes:
        framework: their framework's id.
        category: their group of secondary schools, or empty.
        region: their region, or empty.
        year: their school year.
        levels: how many of them have no level, level 1, 2 and 3.
        not_met: how many do not meet a criterion, by its number; criteria that nobody fails may be left out.
        open: how many have not assessed it whole, likewise.
        measures: what their figures say.
    """

    framework: str
    category: str = ""
    region: str = ""
    year: str = ""
    levels: tuple[int, ...]
    not_met: Mapping[str, int]
    open: Mapping[str, int]
    measures: tuple[MeasureResult, ...] = ()

    @classmethod
    def of(cls, school: SchoolResult) -> AlikeSchools:
        """Return one school as a count of one."""
        return cls(
            framework=school.framework,
            category=school.category,
            region=school.region,
            year=school.year,
            levels=tuple(int((school.level or 0) == level) for level in range(LEVELS)),
            not_met=dict.fromkeys(school.not_met, 1),
            open=dict.fromkeys(school.open, 1),
            measures=school.measures,
        )

    @property
    def total(self) -> int:
        """How many schools there are."""
        return sum(self.levels)

    def key(self, by: By) -> tuple[str, ...]:
        """Return the group they are in."""
        return (self.framework, self.category) if by is By.KIND else (self.region if by is By.REGION else self.year,)
