"""The facts of one school's self-assessment, as the school states them.

Nothing here is computed: no level, no total, no criterion verdict. What follows from the facts is the business of
`kdcl.scoring`; what contradicts itself in them, of `kdcl.checks`. Optional facts that a school has not written down are
empty, and documents print their empty form.
"""

from kdcl.figures.data import DataPlace, Figure, SchoolData, find_year
from kdcl.school.assessment import (
    Abbreviation,
    AcceptedFinding,
    Claims,
    Opinion,
    OpinionOutcome,
    PaperLayout,
    SelfAssessment,
    Signature,
    Wish,
)
from kdcl.school.council import (
    ArticleAddition,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
    GroupMember,
    Secretariat,
    WorkingGroup,
)
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
from kdcl.school.external import ExternalAssessment
from kdcl.school.grounds import LegalGround
from kdcl.school.identity import School, SchoolFeature
from kdcl.school.plan import AssessmentPlan, ExpectedEvidenceRow, ResourceRow, Training
from kdcl.school.ratings import Rating, RatingLike, Ratings, RatingsLike
from kdcl.school.sheets import (
    CriterionSheet,
    ImprovementItem,
    ImprovementStatus,
    StandardSummary,
    StateParagraph,
)
from kdcl.school.timetable import (
    Break,
    CalendarMonth,
    PlannedActivity,
    SchoolCalendar,
    Timetable,
    TimetableRow,
)
from kdcl.years import SchoolYear

__all__ = [
    "Abbreviation",
    "AcceptedFinding",
    "ArticleAddition",
    "AssessmentPlan",
    "Box",
    "Break",
    "CalendarMonth",
    "Claims",
    "CodeChange",
    "Council",
    "CouncilDecision",
    "CouncilMember",
    "CouncilRole",
    "CriterionSheet",
    "DataPlace",
    "Evidence",
    "EvidencePiece",
    "EvidenceStatus",
    "ExpectedEvidenceRow",
    "ExternalAssessment",
    "Figure",
    "GroupMember",
    "ImprovementItem",
    "ImprovementStatus",
    "LegalGround",
    "Opinion",
    "OpinionOutcome",
    "PaperLayout",
    "PlannedActivity",
    "Rating",
    "RatingLike",
    "Ratings",
    "RatingsLike",
    "Renumbering",
    "ReplacedEvidence",
    "ResourceRow",
    "RetypedCode",
    "School",
    "SchoolCalendar",
    "SchoolData",
    "SchoolFeature",
    "SchoolYear",
    "Secretariat",
    "SelfAssessment",
    "Signature",
    "StandardSummary",
    "StateParagraph",
    "Timetable",
    "TimetableRow",
    "Training",
    "Wish",
    "WorkingGroup",
    "find_year",
]
