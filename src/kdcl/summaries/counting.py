"""Counts schools by level, criterion and measure."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import attrgetter, methodcaller
from typing import Final, TypeVar

import attrs

from kdcl.law import Framework
from kdcl.measures import Verdict
from kdcl.summaries.schools import AlikeSchools, By, MeasureResult, SchoolResult

FEWEST: Final = 5
"""Groups of fewer schools are not counted."""
_QUARTERS: Final = 4
_Key = TypeVar("_Key", str, tuple[str, ...])


@attrs.frozen(kw_only=True)
class LevelCounts:
    """How many schools of a group are at each level.

    Attributes:
        by: what the group is told apart by.
        key: the group: framework and category for a kind, else one text, empty where a school does not state it.
        schools: how many schools have no level, level 1, 2 and 3.
    """

    by: By
    key: tuple[str, ...]
    schools: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many schools there are in the group."""
        return sum(self.schools)


@attrs.frozen(kw_only=True)
class CriterionCounts:
    """How many schools of a group meet a criterion.

    Attributes:
        framework: the framework's id.
        criterion: its number.
        by: what the group is told apart by; None for all schools under the framework.
        key: the group, empty for all.
        met: how many schools meet it.
        not_met: how many do not.
        open: how many have not assessed it whole.
    """

    framework: str
    criterion: str
    by: By | None = None
    key: str = ""
    met: int
    not_met: int
    open: int

    @property
    def total(self) -> int:
        """How many schools there are in the group."""
        return self.met + self.not_met + self.open


@attrs.frozen(kw_only=True)
class MeasureCounts:
    """What the figures of the schools under a framework say of a measure.

    Attributes:
        framework: the framework's id.
        indicator: the indicator that asks for it.
        metric: what is measured.
        met: how many schools meet it.
        not_met: how many do not.
        not_judged: how many have not stated what it takes.
        quartiles: a quarter of the known values is at most the first, half of them at most the second, three quarters
            at most the third; None where too few are known to tell.
    """

    framework: str
    indicator: str
    metric: str
    met: int
    not_met: int
    not_judged: int
    quartiles: tuple[Fraction, Fraction, Fraction] | None


@attrs.frozen(kw_only=True)
class SchoolsSummary:
    """What many schools come to.

    Attributes:
        schools: how many there are.
        fewest: how many schools a group has at least.
        left_out: how many groups had fewer.
        levels: counts by level.
        criteria: counts by criterion, in the law's order.
        measures: counts by measure, in the law's order.
    """

    schools: int
    fewest: int
    left_out: int
    levels: tuple[LevelCounts, ...]
    criteria: tuple[CriterionCounts, ...]
    measures: tuple[MeasureCounts, ...] = ()

    def levels_by(self, by: By) -> tuple[LevelCounts, ...]:
        """Return the counts by level of the groups that are told apart by one thing."""
        return tuple(each for each in self.levels if each.by is by)

    def most_failed(self, framework: str, count: int) -> tuple[CriterionCounts, ...]:
        """Return the criteria that most schools under a framework do not meet, those nobody fails left out."""
        whole = [each for each in self.criteria if each.framework == framework and each.by is None and each.not_met]
        return tuple(sorted(whole, key=lambda each: -Fraction(each.not_met, each.total))[:count])


def summarise(
    results: Iterable[SchoolResult], frameworks: Mapping[str, Framework], *, fewest: int = FEWEST
) -> SchoolsSummary:
    """Return what the results of some schools come to.

    Args:
        results: one for each school and school year.
        frameworks: the frameworks of the schools, by their ids.
        fewest: how many schools a group has at least; 1 tells all.
    """
    return summarise_counts(map(AlikeSchools.of, results), frameworks, fewest=fewest)


def summarise_counts(
    counts: Iterable[AlikeSchools], frameworks: Mapping[str, Framework], *, fewest: int = FEWEST
) -> SchoolsSummary:
    """Return what schools come to of which only counts are known, as `kdcl.frames.count_alike` makes them.

    Args:
        counts: the schools, however they are split.
        frameworks: the frameworks of the schools, by their ids.
        fewest: how many schools a group has at least; 1 tells all.
    """
    schools = tuple(counts)
    levels, left_out = list[LevelCounts](), 0
    for by in By:
        groups = _split(schools, methodcaller("key", by))
        if len(groups) > 1 or by is By.KIND:  # what is the same for all schools tells nothing apart, the kind excepted
            large = {key: group for key, group in groups.items() if _total(group) >= fewest}
            levels += (_count_levels(by, key, group) for key, group in large.items())
            left_out += len(groups) - len(large)
    told = [
        (frameworks[key], group)
        for key, group in _split(schools, attrgetter("framework")).items()
        if _total(group) >= fewest
    ]
    return SchoolsSummary(
        schools=_total(schools),
        fewest=fewest,
        left_out=left_out,
        levels=tuple(levels),
        criteria=tuple(each for framework, group in told for each in _iter_criteria(framework, group, fewest)),
        measures=tuple(each for framework, group in told for each in _iter_measures(framework, group, fewest)),
    )


def _count_levels(by: By, key: tuple[str, ...], group: Iterable[AlikeSchools]) -> LevelCounts:
    counted = zip(*(each.levels for each in group), strict=True)
    return LevelCounts(by=by, key=key, schools=tuple(map(sum, counted)))


def _total(schools: Iterable[AlikeSchools]) -> int:
    return sum(each.total for each in schools)


def _split(schools: Iterable[AlikeSchools], key: Callable[[AlikeSchools], _Key]) -> dict[_Key, list[AlikeSchools]]:
    """Return the groups in the order of their keys."""
    groups: dict[_Key, list[AlikeSchools]] = {}
    for school in schools:
        groups.setdefault(key(school), []).append(school)
    return dict(sorted(groups.items()))


def _iter_criteria(framework: Framework, schools: list[AlikeSchools], fewest: int) -> Iterator[CriterionCounts]:
    groups: list[tuple[By | None, str, list[AlikeSchools]]] = [(None, "", schools)]
    for by in (By.REGION, By.YEAR):
        found = _split(schools, methodcaller("key", by))
        if len(found) > 1:
            groups += [(by, key, group) for (key,), group in found.items() if _total(group) >= fewest]
    for by_what, key, group in groups:
        failed, left, total = Counter[str](), Counter[str](), _total(group)
        for each in group:
            failed.update(each.not_met)
            left.update(each.open)
        for code in (str(criterion.code) for criterion in framework.criteria):
            yield CriterionCounts(
                framework=framework.id,
                criterion=code,
                by=by_what,
                key=key,
                met=total - failed[code] - left[code],
                not_met=failed[code],
                open=left[code],
            )


def _iter_measures(framework: Framework, schools: list[AlikeSchools], fewest: int) -> Iterator[MeasureCounts]:
    """Iterate over the measures that any of the schools was held against."""
    found: dict[tuple[str, str], list[MeasureResult]] = {}
    for school in schools:
        for result in school.measures:
            found.setdefault((result.indicator, result.metric), []).append(result)
    for indicator, metric in dict.fromkeys((str(each.indicator), each.metric) for each in framework.measures):
        results = found.get((indicator, metric), [])
        verdicts = Counter(result.verdict for result in results)
        values = sorted(result.value for result in results if result.value is not None)
        if verdicts[Verdict.MET] or verdicts[Verdict.NOT_MET]:
            yield MeasureCounts(
                framework=framework.id,
                indicator=indicator,
                metric=metric,
                met=verdicts[Verdict.MET],
                not_met=verdicts[Verdict.NOT_MET],
                not_judged=verdicts[Verdict.NOT_JUDGED],
                quartiles=find_quartiles(values) if len(values) >= max(fewest, 1) else None,
            )


def find_quartiles(values: Sequence[Fraction]) -> tuple[Fraction, Fraction, Fraction]:
    """Return the quartiles of one value or more, exact: between two values, as far from each as its share asks.

    >>> [str(each) for each in find_quartiles([Fraction(1), Fraction(2), Fraction(4)])]
    ['3/2', '2', '3']
    """
    if len(values) == 1:
        return values[0], values[0], values[0]
    lower, middle, upper = statistics.quantiles(values, n=_QUARTERS, method="inclusive")
    return lower, middle, upper
