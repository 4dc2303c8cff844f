"""The self-assessment plan."""

from __future__ import annotations

import attrs

from kdcl.law import Level


@attrs.frozen(kw_only=True)
class AssessmentPlan:
    """The self-assessment plan (kế hoạch tự đánh giá).

    Attributes:
        target_level: the level that the school sets out to reach.
    """

    target_level: Level | None = None
