"""The facts of an external assessment (đánh giá ngoài), as those who work on it state them.

Nothing here is computed: what follows from these facts is the business of `kdcl.external`.
"""

from kdcl.school.external.assessment import ExternalAssessment
from kdcl.school.external.outcome import (
    AnswerPoint,
    ExternalReport,
    PointOutcome,
    Recognition,
    SchoolAnswer,
    StepTaken,
    Survey,
)
from kdcl.school.external.study import (
    EvidenceRequest,
    FileStudy,
    Interview,
    Observation,
    PreliminaryReport,
    RequestKind,
    SpellingSlip,
    StandardRemark,
    TeamSheet,
    TypingSlip,
)
from kdcl.school.external.team import PlannedWork, Team, TeamDecision, TeamMember, TeamRole

__all__ = [
    "AnswerPoint",
    "EvidenceRequest",
    "ExternalAssessment",
    "ExternalReport",
    "FileStudy",
    "Interview",
    "Observation",
    "PlannedWork",
    "PointOutcome",
    "PreliminaryReport",
    "Recognition",
    "RequestKind",
    "SchoolAnswer",
    "SpellingSlip",
    "StandardRemark",
    "StepTaken",
    "Survey",
    "Team",
    "TeamDecision",
    "TeamMember",
    "TeamRole",
    "TeamSheet",
    "TypingSlip",
]
