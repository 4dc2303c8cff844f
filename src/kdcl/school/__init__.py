"""The facts of one school's self-assessment, as the school states them.

Nothing here is computed: no level, no total, no criterion verdict. What follows from the facts is the business of
`kdcl.scoring`; what contradicts itself in them, of `kdcl.checks`. Optional facts that a school has not written down are
empty, and documents print their empty form.
"""

from kdcl.school.assessment import Abbreviation, Claims, SelfAssessment, Signature
from kdcl.school.council import Council, CouncilMember
from kdcl.school.data import DataPlace, Figure, SchoolData, find_year
from kdcl.school.evidence import (
    Box,
    CodeChange,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    Renumbering,
    ReplacedEvidence,
    RetypedCode,
)
from kdcl.school.identity import School, SchoolFeature, SchoolYear
from kdcl.school.plan import AssessmentPlan
from kdcl.school.ratings import Rating, Ratings
from kdcl.school.sheets import CriterionSheet, StandardSummary, StateParagraph

__all__ = [
    "Abbreviation",
    "AssessmentPlan",
    "Box",
    "Claims",
    "CodeChange",
    "Council",
    "CouncilMember",
    "CriterionSheet",
    "DataPlace",
    "Evidence",
    "EvidencePiece",
    "EvidenceStatus",
    "Figure",
    "Rating",
    "Ratings",
    "Renumbering",
    "ReplacedEvidence",
    "RetypedCode",
    "School",
    "SchoolData",
    "SchoolFeature",
    "SchoolYear",
    "SelfAssessment",
    "Signature",
    "StandardSummary",
    "StateParagraph",
    "find_year",
]
