"""The count: which indicators and criteria are met, not met and open."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import RatingsError, UnknownItemError
from kdcl.findings import refuse
from kdcl.law import Framework
from kdcl.messages import Share, message
from kdcl.places import ROOT
from kdcl.school import Rating, Ratings


@attrs.frozen(kw_only=True)
class CriterionScore:
    """The count of one criterion.

    Attributes:
        code: the criterion.
        indicators_total: how many indicators it has.
        not_met: its indicators that are not met.
        open: its indicators that are not assessed.
    """

    code: CriterionCode
    indicators_total: int
    not_met: tuple[IndicatorCode, ...]
    open: tuple[IndicatorCode, ...]

    @property
    def verdict(self) -> Rating | None:
        """Met exactly when all indicators are met, not met as soon as one is not, None while it is open."""
        if self.not_met:
            return Rating.NOT_MET
        return None if self.open else Rating.MET

    @property
    def indicators_met(self) -> int:
        """How many of its indicators are met."""
        return self.indicators_total - len(self.not_met) - len(self.open)

    @property
    def indicators_not_met(self) -> int:
        """How many of its indicators are not met."""
        return len(self.not_met)

    @property
    def indicators_open(self) -> int:
        """How many of its indicators are not assessed."""
        return len(self.open)


class Counts:
    """The sums over the criteria in `criteria`, the same for a standard and for the whole."""

    criteria: tuple[CriterionScore, ...]

    @property
    def indicators_total(self) -> int:
        """How many indicators there are."""
        return sum(criterion.indicators_total for criterion in self.criteria)

    @property
    def indicators_met(self) -> int:
        """How many indicators are met."""
        return sum(criterion.indicators_met for criterion in self.criteria)

    @property
    def indicators_not_met(self) -> int:
        """How many indicators are not met."""
        return sum(len(criterion.not_met) for criterion in self.criteria)

    @property
    def indicators_open(self) -> int:
        """How many indicators are not assessed."""
        return sum(len(criterion.open) for criterion in self.criteria)

    @property
    def criteria_total(self) -> int:
        """How many criteria there are."""
        return len(self.criteria)

    @property
    def criteria_met(self) -> int:
        """How many criteria are met."""
        return sum(not criterion.not_met and not criterion.open for criterion in self.criteria)

    @property
    def criteria_not_met(self) -> int:
        """How many criteria are not met."""
        return len(self.not_met)

    @property
    def criteria_open(self) -> int:
        """How many criteria are open: none of their indicators fails, and some are not assessed."""
        return len(self.open)

    @property
    def not_met(self) -> tuple[CriterionCode, ...]:
        """The criteria that are not met."""
        return tuple(criterion.code for criterion in self.criteria if criterion.verdict is Rating.NOT_MET)

    @property
    def open(self) -> tuple[CriterionCode, ...]:
        """The criteria that are open."""
        return tuple(criterion.code for criterion in self.criteria if criterion.verdict is None)

    @property
    def criteria_share(self) -> Share:
        """The criteria met, of all criteria."""
        return Share(self.criteria_met, self.criteria_total)

    @property
    def indicators_share(self) -> Share:
        """The indicators met, of all indicators."""
        return Share(self.indicators_met, self.indicators_total)


@attrs.frozen(kw_only=True)
class StandardScore(Counts):
    """The count of one standard.

    Attributes:
        number: the standard.
        criteria: its criteria in order.
    """

    number: int
    criteria: tuple[CriterionScore, ...]


@attrs.frozen(kw_only=True)
class Tally(Counts):
    """The count of a whole framework.

    Attributes:
        framework: the framework's id.
        criteria: every criterion in the law's order.
    """

    framework: str
    criteria: tuple[CriterionScore, ...]

    @functools.cached_property
    def standards(self) -> tuple[StandardScore, ...]:
        """The counts standard by standard."""
        numbers = dict.fromkeys(criterion.code.standard for criterion in self.criteria)
        return tuple(
            StandardScore(number=number, criteria=tuple(c for c in self.criteria if c.code.standard == number))
            for number in numbers
        )

    @functools.cached_property
    def met(self) -> frozenset[CriterionCode]:
        """The criteria that are met, as a set."""
        return frozenset(c.code for c in self.criteria if not c.not_met and not c.open)

    @functools.cached_property
    def partly_met(self) -> tuple[CriterionCode, ...]:
        """The criteria not met of which some indicators are: here it matters what makes a criterion met."""
        return tuple(c.code for c in self.criteria if c.indicators_met and (c.not_met or c.open))

    @functools.cached_property
    def _by_code(self) -> dict[CriterionCode, CriterionScore]:
        return {criterion.code: criterion for criterion in self.criteria}

    def get_criterion(self, code: CriterionCode | str) -> CriterionScore:
        """Return the count of one criterion.

        Raises:
            UnknownItemError: the framework has no such criterion.
        """
        wanted = CriterionCode.parse(code) if isinstance(code, str) else code
        try:
            return self._by_code[wanted]
        except KeyError:
            raise UnknownItemError(str(code), self.framework) from None


def tally_criteria(ratings: Ratings, framework: Framework) -> tuple[CriterionScore, ...]:
    """Return the count of every criterion in the law's order.

    Raises:
        RatingsError: an indicator is rated that the framework does not have.
    """
    by_code = ratings.by_code
    rated: Sequence[Rating | None]
    if tuple(by_code) == tuple(indicator.code for indicator in framework.indicators):
        rated = tuple(by_code.values())  # all are rated, in this order: half the time of looking up each
    else:
        rated = [by_code.get(indicator.code) for indicator in framework.indicators]
        if len(rated) - rated.count(None) != len(ratings):
            raise _unknown_indicators(framework, ratings)
    counted: list[CriterionScore] = []
    start = 0
    for criterion in framework.criteria:
        total = len(criterion.indicators)
        said = rated[start : start + total]
        start += total
        if said.count(Rating.MET) == total:
            counted.append(_count_met(criterion.code, total))
            continue
        pairs = tuple(zip(criterion.indicators, said, strict=True))
        failed = tuple(indicator.code for indicator, rating in pairs if rating is Rating.NOT_MET)
        unrated = tuple(indicator.code for indicator, rating in pairs if rating is None)
        counted.append(CriterionScore(code=criterion.code, indicators_total=total, not_met=failed, open=unrated))
    return tuple(counted)


@functools.lru_cache(maxsize=4096)
def _count_met(code: CriterionCode, total: int) -> CriterionScore:
    """Return the count of a criterion that is met, as most are; kept, as it is the same for every school."""
    return CriterionScore(code=code, indicators_total=total, not_met=(), open=())


def _unknown_indicators(framework: Framework, ratings: Mapping[IndicatorCode, Rating]) -> RatingsError:
    problem = message("the framework has no such indicator; remove it or correct its number")
    return RatingsError(
        framework.id, tuple(refuse(ROOT.at("ratings", str(code)), problem) for code in ratings if code not in framework)
    )
