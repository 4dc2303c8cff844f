"""What the school claimed against what the team found: by indicator, by criterion, and the level."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.changes import diff
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law import Framework, Level
from kdcl.messages import Message, message
from kdcl.school import Rating, Ratings, SelfAssessment
from kdcl.school.external import ExternalAssessment
from kdcl.school.held_against import framework_for
from kdcl.scoring import Reason, Score, score
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class IndicatorDifference:
    """An indicator on which school and team differ.

    Attributes:
        indicator: the indicator.
        claimed: what the school says; None where it did not assess it.
        found: what the team says; None where it has no verdict yet.
    """

    indicator: IndicatorCode
    claimed: Rating | None
    found: Rating | None


@attrs.frozen(kw_only=True)
@typed
class CriterionComparison:
    """A criterion as the school and the team see it.

    Attributes:
        criterion: the criterion.
        claimed: the verdict that follows from the school's ratings; None while it is open.
        found: the verdict that follows from the team's; None while it is open.
        differences: its indicators on which they differ.
        reasons: what the team wrote that bears on them; empty where it wrote nothing, or where they agree.
    """

    criterion: CriterionCode
    claimed: Rating | None
    found: Rating | None
    differences: tuple[IndicatorDifference, ...]
    reasons: tuple[Message, ...]

    @property
    def is_same(self) -> bool:
        """Whether they agree on every indicator."""
        return not self.differences


@attrs.frozen(kw_only=True)
@typed
class ClaimComparison:
    """What the school claimed against what the team found.

    Attributes:
        claimed: the score of the school's ratings.
        found: the score of the team's.
        criteria: every criterion in the law's order.
        claimed_level: the level that the school itself says it reached; None where it says none.
    """

    claimed: Score
    found: Score
    criteria: tuple[CriterionComparison, ...]
    claimed_level: Level | None

    @property
    def differing(self) -> tuple[CriterionComparison, ...]:
        """The criteria on which they differ in any indicator."""
        return tuple(each for each in self.criteria if not each.is_same)

    @property
    def level_reasons(self) -> tuple[Reason, ...]:
        """Why the levels that the school's ratings reach and the team's do not are not reached; lowest first."""
        lost = range((self.found.level or 0) + 1, (self.claimed.level or 0) + 1)
        return tuple(reason for number, reason in enumerate(self.found.reasons, start=1) if number in lost)


def score_team(external: ExternalAssessment, framework: Framework | None = None) -> Score:
    """Return what the team's verdicts amount to, by the same rules as the school's.

    Raises:
        RatingsError: a verdict is on an indicator that the framework does not have.
    """
    framework = framework_for(external, framework, ExternalAssessment, "score_team(external, framework)")
    return score(external.ratings, framework)


def compare(
    external: ExternalAssessment, assessment: SelfAssessment, framework: Framework | None = None
) -> ClaimComparison:
    """Return the school's self-assessment and the team's verdicts side by side.

    Raises:
        RatingsError: a rating or a verdict is on an indicator that the framework does not have.
    """
    framework = framework_for(external, framework, ExternalAssessment, "compare(external, assessment, framework)")
    claimed, found = score(assessment.ratings, framework), score_team(external, framework)
    differences = tuple(_iter_differences(assessment.ratings, external.ratings))
    criteria: list[CriterionComparison] = []
    for one, other in zip(claimed.criteria, found.criteria, strict=True):
        own = tuple(each for each in differences if each.indicator.criterion_code == one.code)
        criteria.append(
            CriterionComparison(
                criterion=one.code,
                claimed=one.verdict,
                found=other.verdict,
                differences=own,
                reasons=tuple(_iter_reasons(external, one.code)) if own else (),
            )
        )
    return ClaimComparison(
        claimed=claimed, found=found, criteria=tuple(criteria), claimed_level=assessment.claims.level
    )


def _iter_differences(claimed: Ratings, found: Ratings) -> Iterator[IndicatorDifference]:
    for change in sorted(diff(claimed, found), key=lambda change: IndicatorCode.parse(str(change.place.steps[-1]))):
        yield IndicatorDifference(
            indicator=IndicatorCode.parse(str(change.place.steps[-1])), claimed=change.before, found=change.after
        )


def _iter_reasons(external: ExternalAssessment, criterion: CriterionCode) -> Iterator[Message]:
    sheet = external.find_sheet(criterion)
    if sheet is not None:
        for label, text in (
            (message("remark"), sheet.remark),
            (message("weaknesses"), sheet.weaknesses),
            (message("unclear points"), sheet.unclear),
        ):
            if text.strip():
                yield message("{label}: {text}", label=label, text=text.strip())
    for request in external.requests:
        if request.criterion == criterion and request.is_open:
            what = request.code or request.what or message("evidence")
            yield message("evidence {kind}, not answered: {what}", kind=request.kind.words, what=what)
