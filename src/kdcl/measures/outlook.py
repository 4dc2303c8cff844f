"""What if, and trends: how much is lacking for a measure, and how its value moved over the years."""

from __future__ import annotations

import math
from fractions import Fraction

import attrs

from kdcl.figures import Figures
from kdcl.figures.cells import PERCENT
from kdcl.law import Comparison
from kdcl.measures.judging import Judgement
from kdcl.measures.numbers import amount
from kdcl.measures.verdicts import Verdict
from kdcl.messages import Message, message
from kdcl.school import SchoolYear


@attrs.frozen(kw_only=True)
class Shortfall:
    """What lacks for a measure in its worst year.

    Attributes:
        judgement: the judgement.
        year: the worst school year.
        changed: how many of those counted in the whole would have to change sides, the whole staying as it is: so many
            more teachers above the standard, so many fewer students repeating. For an absolute value, by how much it
            would have to change.
        joined: how many who count would have to join, the whole growing with them; None where no number of them is
            enough, where the value is absolute, or where less is asked for instead of more.
    """

    judgement: Judgement
    year: SchoolYear
    changed: int | Fraction
    joined: int | None


def find_shortfall(judgement: Judgement) -> Shortfall | None:
    """Return what lacks for a measure in its worst year, or None where it is met or not judged.

    The numbers are the smallest that are enough; a share that is an area is told in whole units, rounded up.
    """
    worst, threshold = judgement.worst, judgement.threshold
    if judgement.verdict is not Verdict.NOT_MET or worst is None or worst.measured is None or threshold is None:
        return None
    part, whole = worst.measured.part, worst.measured.whole
    more = judgement.measure.comparison is Comparison.AT_LEAST
    if whole is None:
        return Shortfall(judgement=judgement, year=worst.year, changed=abs(threshold - part), joined=None)
    rate = threshold / worst.measured.scale
    lacking = rate * whole - part
    can_be_joined = more and worst.measured.scale == PERCENT and rate < 1
    joined = math.ceil(lacking / (1 - rate)) if can_be_joined else None
    return Shortfall(judgement=judgement, year=worst.year, changed=math.ceil(abs(lacking)), joined=joined)


@attrs.frozen(kw_only=True)
class TrendPoint:
    """The value of a metric in one school year.

    Attributes:
        year: the school year.
        value: the exact value; None where it is not known.
        is_met: whether it is on the right side of the threshold; None where value or threshold is not known.
    """

    year: SchoolYear
    value: Fraction | None
    is_met: bool | None


@attrs.frozen(kw_only=True)
class Trend:
    """The values of a measure over school years.

    Attributes:
        judgement: what the values are held against.
        points: one for each school year, first to last.
    """

    judgement: Judgement
    points: tuple[TrendPoint, ...]

    @property
    def scale(self) -> int:
        """100 for shares in percent, 1 for other values."""
        return self.judgement.scale

    @property
    def title(self) -> Message:
        """What is measured, with the number asked for where there is one."""
        threshold = self.judgement.threshold
        if threshold is None:
            return self.judgement.title
        words = amount(threshold, self.scale)
        if self.judgement.measure.comparison is Comparison.AT_LEAST:
            return message("{title}: at least {threshold}", title=self.judgement.title, threshold=words)
        return message("{title}: at most {threshold}", title=self.judgement.title, threshold=words)


def get_trend(judgement: Judgement, figures: Figures, years: tuple[SchoolYear, ...] | None = None) -> Trend:
    """Return the values of a judged measure over school years.

    Args:
        judgement: the judgement, whose threshold and metric hold for all the years.
        figures: the school's figures.
        years: the school years; where none are given, the five that the report covers.

    Raises:
        KeyError: the library has no such metric.
    """
    metric, threshold = judgement.definition, judgement.threshold
    if metric is None:
        raise KeyError(judgement.metric)
    points = []
    for year in years or figures.years:
        value = metric(figures, year)
        comparison = judgement.measure.comparison
        is_met = None if value is None or threshold is None else comparison.margin(value, threshold) >= 0
        points.append(TrendPoint(year=year, value=value, is_met=is_met))
    return Trend(judgement=judgement, points=tuple(points))


def trend_rows(trend: Trend) -> tuple[tuple[Message, Message, Message], ...]:
    """Return the trend as rows of a table: school year, value, and on which side of the threshold it is."""
    return tuple(
        (
            message("{year}", year=point.year),
            _NOT_KNOWN if point.value is None else amount(point.value, trend.scale, trend.judgement.threshold),
            _SIDES[point.is_met],
        )
        for point in trend.points
    )


_NOT_KNOWN = message("not known")
_SIDES = {True: Verdict.MET.words, False: Verdict.NOT_MET.words, None: message("not judged")}
