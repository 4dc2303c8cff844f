"""External assessment (đánh giá ngoài): the second half of the guidance.

The facts of a team's file, the steps a case may take, its periods in working days, what the school claimed against
what the team found, and the checks of the file. What is known of the rules, and how surely, is in
``docs/analysis/external-assessment.md`` and in the framework's file ``external.toml``.
"""

from kdcl.external.assessment import ExternalAssessment
from kdcl.external.outcome import (
    AnswerPoint,
    ExternalReport,
    PointOutcome,
    Recognition,
    SchoolAnswer,
    StepTaken,
    Survey,
)
from kdcl.external.study import (
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
from kdcl.external.team import PlannedWork, Team, TeamDecision, TeamMember, TeamRole
from kdcl.standards.external import EXTERNAL, ExternalRules, Route, Step

__all__ = [
    "EXTERNAL",
    "AnswerPoint",
    "EvidenceRequest",
    "ExternalAssessment",
    "ExternalReport",
    "ExternalRules",
    "FileStudy",
    "Interview",
    "Observation",
    "PlannedWork",
    "PointOutcome",
    "PreliminaryReport",
    "Recognition",
    "RequestKind",
    "Route",
    "SchoolAnswer",
    "SpellingSlip",
    "StandardRemark",
    "Step",
    "StepTaken",
    "Survey",
    "Team",
    "TeamDecision",
    "TeamMember",
    "TeamRole",
    "TeamSheet",
    "TypingSlip",
]
