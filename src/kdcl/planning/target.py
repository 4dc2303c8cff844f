"""The level that a plan sets out to reach against the level that the ratings amount to."""

from __future__ import annotations

import attrs

from kdcl.law import Framework, Level
from kdcl.school import SelfAssessment
from kdcl.school.held_against import framework_for
from kdcl.scoring import bounds, score


@attrs.frozen(kw_only=True)
class TargetOutcome:
    """A target held against the score.

    Attributes:
        target: the level that the plan sets out to reach; None where it names none.
        reached: the level by the ratings so far.
        certain: the level that holds whatever the unread rules say.
        possible: the highest level that the open indicators leave possible.
    """

    target: Level | None
    reached: Level | None
    certain: Level | None
    possible: Level | None

    @property
    def is_reached(self) -> bool | None:
        """Whether the target is reached; None where there is no target."""
        return None if self.target is None else (self.reached or 0) >= self.target

    @property
    def is_possible(self) -> bool | None:
        """Whether the target is reached or can still be; None where there is no target."""
        return None if self.target is None else (self.possible or 0) >= self.target


def compare_target(assessment: SelfAssessment, framework: Framework | None = None) -> TargetOutcome:
    """Return the plan's target level held against the score of the ratings.

    Raises:
        RatingsError: a rated indicator is not in the framework.
        FrameworkError: no level rules are known for the framework.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "compare_target(assessment, framework)")
    current = score(assessment.ratings, framework)
    return TargetOutcome(
        target=assessment.plan.target_level,
        reached=current.level,
        certain=current.certain_level,
        possible=bounds(assessment.ratings, framework).highest,
    )
