"""External assessment (đánh giá ngoài): the second half of the guidance.

The facts of a team's file, the steps a case may take, its periods in working days, what the school claimed against
what the team found, and the checks of the file. What is known of the rules, and how surely, is in
``docs/analysis/external-assessment.md`` and in the framework's file ``external.toml``.
"""

from kdcl.law import Route, Step
from kdcl.school.external import (
    AnswerPoint,
    EvidenceRequest,
    ExternalAssessment,
    ExternalReport,
    FileStudy,
    Interview,
    Observation,
    PlannedWork,
    PointOutcome,
    PreliminaryReport,
    Recognition,
    RequestKind,
    SchoolAnswer,
    SpellingSlip,
    StandardRemark,
    StepTaken,
    Survey,
    Team,
    TeamDecision,
    TeamMember,
    TeamRole,
    TeamSheet,
    TypingSlip,
)
from kdcl.standards.external import EXTERNAL, ExternalRules

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
