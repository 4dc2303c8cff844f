"""Judging: a measure of the law held against a school's figures, year by year and in all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

import attrs

from kdcl.figures import Figures
from kdcl.figures.changes import row_words
from kdcl.figures.metrics import Measured, Metric, PointReading
from kdcl.figures.metrics_file import METRICS
from kdcl.law import Citation, Comparison, Framework, Measure, Period, Status
from kdcl.measures.numbers import amount, joined, measured_words
from kdcl.measures.readings import Readings
from kdcl.measures.verdicts import Verdict, YearJudgement
from kdcl.measures.wording import say_source
from kdcl.messages import Message, message
from kdcl.school import DataPlace, SchoolYear
from kdcl.shown import SelfDescribing, SelfDescription

SHIPPED = Readings()


@attrs.frozen(kw_only=True)
class Judgement(SelfDescribing):
    """A measure held against a school's figures.

    Attributes:
        measure: the measure.
        metric: the name of the metric it was judged by, which a reading may have changed.
        definition: that metric; None where the law has none of this name.
        threshold: the number asked for, exact; None where nothing is asked of the school or it cannot be chosen.
        years: the verdict of each school year judged, first to last; empty where the measure as a whole is not
            applicable or cannot be judged.
        verdict: the verdict in all: met only when every year that counts is.
        reason: why, in words.
        reading: the reading of an open point that it was judged by; None where nothing is open.
        citation: the indicator's place in the circular; None where no framework was given.
    """

    measure: Measure
    metric: str
    definition: Metric | None
    threshold: Fraction | None
    years: tuple[YearJudgement, ...]
    verdict: Verdict
    reason: Message
    reading: Message | None
    citation: Citation | None

    def describe(self) -> SelfDescription:
        """Return the verdict, why, what every year says, and what makes it doubtful."""
        return SelfDescription(
            title=message("{title}: {verdict}", title=self.title, verdict=self.verdict.words),
            rows=tuple((each.year, each.verdict.words) for each in self.years),
            notes=(self.reason, *self.doubts),
        )

    @property
    def title(self) -> Message:
        """What is measured, in words."""
        return message("{metric}", metric=self.metric if self.definition is None else self.definition.title)

    @property
    def scale(self) -> int:
        """100 for shares in percent, 1 for other values."""
        return 1 if self.definition is None else self.definition.scale

    @property
    def status(self) -> Status:
        """How sure the number asked for is."""
        return self.measure.status

    @property
    def source(self) -> Message:
        """Where the number asked for stands: in the circular's own text, or in the letter that explains it."""
        return say_source(self.measure.letter)

    @property
    def doubts(self) -> tuple[Message, ...]:
        """Why a judgement of not met need not be what the law says; empty where the circular itself leaves no doubt."""
        return tuple(self._iter_doubts())

    def _iter_doubts(self) -> Iterator[Message]:
        if self.measure.letter is not None:
            yield message(
                "the number stands in official letter {letter} alone, which itself says not to apply it mechanically",
                letter=self.measure.letter,
            )
        if self.reading is not None:
            yield self.reading
        if self.measure.reading is not None:
            yield message("{reading}", reading=self.measure.reading)
        if self.measure.period_status is not Status.VERIFIED and not self._is_never_met:
            yield message("it is read as asked of every year, which the text does not say")
        if self.status is not Status.VERIFIED:
            yield message("the number was not read in the law itself")

    @property
    def _is_never_met(self) -> bool:
        """Whether every year that is over is known and not met, so that no reading of the period makes it met."""
        return all(year.verdict in {Verdict.NOT_MET, Verdict.NOT_APPLICABLE} for year in self.years)

    @property
    def worst(self) -> YearJudgement | None:
        """The year with the smallest margin; None where no value is known."""
        known = [year for year in self.years if year.measured is not None]
        return min(known, key=lambda year: self.margin_of(year) or Fraction()) if known else None

    @property
    def value(self) -> Fraction | None:
        """The value of the worst year, exact and in the measure's unit; None where no value is known."""
        return None if self.worst is None or self.worst.measured is None else self.worst.measured.value

    @property
    def margin(self) -> Fraction | None:
        """How far the worst year is on the right side of the threshold; below 0 it is on the wrong one."""
        return None if self.worst is None else self.margin_of(self.worst)

    @property
    def breaking_years(self) -> tuple[SchoolYear, ...]:
        """The school years that do not meet the measure."""
        return tuple(year.year for year in self.years if year.verdict is Verdict.NOT_MET)

    def margin_of(self, year: YearJudgement) -> Fraction | None:
        """Return how far a year is on the right side of the threshold; None where value or threshold is not known."""
        if year.measured is None or self.threshold is None:
            return None
        return self.measure.comparison.margin(year.measured.value, self.threshold)


def judge(
    measure: Measure, figures: Figures, readings: Readings = SHIPPED, framework: Framework | None = None
) -> Judgement:
    """Return what a school's figures say of a measure.

    The threshold is chosen by the school's category and region, and by the conditions of the measure. A school year
    counts where its figures are due (`Metric.is_due`); one whose figures are missing cannot be judged, and then the
    measure is not met in all, but left open, unless another year does not meet it.

    Args:
        measure: the requirement.
        figures: the school's figures, with its category, region and the school year assessed.
        readings: how the law is read where it is open.
        framework: where the indicator's citation is taken from.
    """
    citation = None if framework is None else framework.get_indicator(measure.indicator).citation
    metrics = figures.law.part(METRICS)
    point = metrics.find_open_point(measure.metric)
    reading = None if point is None or point.category not in {None, figures.category} else readings.choose(point)
    metric = metrics.get((reading and reading.metric) or measure.metric)
    found = (
        _find_exemption(measure, figures, reading)
        or _find_obstacle(measure, figures, metric)
        or _find_threshold(measure, figures, reading)
    )
    years: tuple[YearJudgement, ...] = ()
    if metric is not None and isinstance(found, Fraction):
        asked = (figures.year,) if measure.period is Period.NOW else figures.years
        years = tuple(_judge_year(measure, metric, figures, year, found) for year in asked)
    verdict, reason = _in_all(years, figures) if isinstance(found, Fraction) else found
    if verdict is Verdict.NOT_MET and measure.exemption and measure.exemption.may_cover(figures.features):
        verdict = Verdict.NOT_JUDGED
        reason = message(
            "{compared}; whether the school is one of which nothing is asked, its form does not tell ({reason})",
            compared=reason,
            reason=measure.exemption.reason,
        )
    elif verdict in {Verdict.MET, Verdict.NOT_MET} and _may_be_exempt_by_category(measure, figures):
        verdict = Verdict.NOT_JUDGED
        reason = message(
            "{compared}; the school's category is not stated, and of some nothing is asked ({reason})",
            compared=reason,
            reason=measure.exemption and measure.exemption.reason,
        )
    return Judgement(
        measure=measure,
        metric=measure.metric if metric is None else metric.name,
        definition=metric,
        threshold=found if isinstance(found, Fraction) else None,
        years=years,
        verdict=verdict,
        reason=reason,
        reading=None if reading is None else message("{reading}", reading=reading.says),
        citation=citation,
    )


_Outcome = tuple[Verdict, Message]


def _find_threshold(measure: Measure, figures: Figures, reading: PointReading | None) -> Fraction | _Outcome:
    """Return the number asked of this school, or why there is none."""
    category, stated = figures.category, {threshold.category for threshold in measure.thresholds}
    if reading is not None and reading.category is not None and not stated & {None, category}:
        category = reading.category
    by_category = stated != {None}
    if by_category and category is None:
        return Verdict.NOT_JUDGED, message("the school's category is not stated, and the number depends on it")
    fitting = [threshold for threshold in measure.thresholds if threshold.category in {None, category}]
    if not fitting:
        return Verdict.NOT_APPLICABLE, message("nothing is stated for schools of this category")
    found = {
        Fraction(threshold.value)
        for threshold in fitting
        if figures.region is None or threshold.region in {None, figures.region}
    }
    if len(found) != 1:
        return Verdict.NOT_JUDGED, message("the school's region is not stated, and the number depends on it")
    return found.pop()


def _find_exemption(measure: Measure, figures: Figures, reading: PointReading | None) -> _Outcome | None:
    """Return that nothing is asked of this school and why, unless a reading counts it as another category."""
    exemption = measure.exemption
    category = figures.category if reading is None or reading.category is None else reading.category
    if exemption is None or not exemption.covers(category, figures.features):
        return None
    return Verdict.NOT_APPLICABLE, message("{reason}", reason=exemption.reason)


def _may_be_exempt_by_category(measure: Measure, figures: Figures) -> bool:
    """Whether nothing would be asked of a school of some category, and this one's is not stated."""
    return figures.category is None and measure.exemption is not None and bool(measure.exemption.categories)


def _find_obstacle(measure: Measure, figures: Figures, metric: Metric | None) -> _Outcome | None:
    """Return why a measure asks nothing of this school or cannot be judged at all, or None."""
    if metric is None:
        return Verdict.NOT_JUDGED, message("the library has no metric {metric}", metric=measure.metric)
    if measure.period is Period.FIVE_YEARS:
        return Verdict.NOT_JUDGED, message("no rule says how the figures of five years are put together")
    if (objection := metric.find_objection(figures)) is not None:
        return Verdict.NOT_APPLICABLE, message("{reason}", reason=objection)
    for name, wanted in measure.condition:
        row = row_words(DataPlace("now", name, "value"), figures.form)
        found = figures.find(f"now.{name}", "value")
        if found is None:
            return Verdict.NOT_JUDGED, message("missing: {missing}", missing=row)
        if found != wanted:
            return Verdict.NOT_APPLICABLE, message(
                "it is asked of other schools: “{row}” is not {value}", row=row, value=wanted
            )
    return None


def _judge_year(
    measure: Measure, metric: Metric, figures: Figures, year: SchoolYear, threshold: Fraction
) -> YearJudgement:
    missing: tuple[DataPlace, ...] = ()
    measured = metric.measure(figures, year)
    if not metric.is_due(figures, year):
        verdict, reason = Verdict.NOT_APPLICABLE, message("{year}: not known before the year ends", year=year)
    elif measured is None:
        missing = metric.missing(figures, year)
        verdict, reason = Verdict.NOT_JUDGED, _open_words(metric, figures, year, missing)
    else:
        is_met = measure.comparison.margin(measured.value, threshold) >= 0
        reason = _compared_words(measure, measured, threshold, year, is_met=is_met)
        verdict = Verdict.MET if is_met else Verdict.NOT_MET
        if not is_met and not measure.decides:
            verdict = Verdict.NOT_JUDGED
            reason = message(
                "{compared}; this is a norm to compare with, no minimum, and decides nothing", compared=reason
            )
        elif is_met and not _is_enough(measure, measured.value):
            verdict = Verdict.NOT_JUDGED
            reason = message(
                "{compared}; whether more is asked of this school, its file does not tell", compared=reason
            )
    return YearJudgement(year=year, measured=measured, verdict=verdict, missing=missing, reason=reason)


def _is_enough(measure: Measure, value: Fraction) -> bool:
    """Whether a value that reaches the threshold is enough, whichever of several numbers is asked of the school."""
    return measure.enough is None or measure.comparison.margin(value, Fraction(measure.enough)) >= 0


def _open_words(metric: Metric, figures: Figures, year: SchoolYear, missing: tuple[DataPlace, ...]) -> Message:
    """Return why a year has no value."""
    if not metric.places(figures, year):
        return message("{year}: this school's form does not ask for the figures", year=year)
    if not missing:
        return message("{year}: a share of nothing is no number", year=year)
    return _missing_words((year,), _rows(missing, figures))


def _compared_words(
    measure: Measure, measured: Measured, threshold: Fraction, year: SchoolYear, *, is_met: bool
) -> Message:
    """Return the comparison in words, such as ``2016-2017: 38.89% (140 of 360) < 40%``."""
    at_least = measure.comparison is Comparison.AT_LEAST
    sign = {(True, True): "≥", (True, False): "<", (False, True): "≤", (False, False): ">"}[at_least, is_met]
    return message(
        "{year}: {value} {sign} {threshold}",
        year=year,
        value=measured_words(measured, threshold),
        sign=sign,
        threshold=amount(threshold, measured.scale),
    )


def _in_all(years: tuple[YearJudgement, ...], figures: Figures) -> _Outcome:
    """Return the verdict of all years: one that is not met decides, then one that is missing."""
    for verdict in (Verdict.NOT_MET, Verdict.NOT_JUDGED, Verdict.MET):
        if told := [year for year in years if year.verdict is verdict]:
            return verdict, joined(tuple(_iter_reasons(told, figures)))
    return Verdict.NOT_JUDGED, message("no school year is over yet")


def _iter_reasons(years: list[YearJudgement], figures: Figures) -> Iterator[Message]:
    """Iterate over the reasons of years; years in which the same rows are missing are told together."""
    for rows, group in itertools.groupby(years, key=lambda year: _rows(year.missing, figures)):
        if rows:
            yield _missing_words(tuple(year.year for year in group), rows)
        else:
            yield from (year.reason for year in group)


def _rows(missing: tuple[DataPlace, ...], figures: Figures) -> tuple[Message, ...]:
    return tuple(row_words(place, figures.form) for place in missing)


def _missing_words(years: tuple[SchoolYear, ...], rows: tuple[Message, ...]) -> Message:
    return message("{years}: missing: {missing}", years=years, missing=rows)
