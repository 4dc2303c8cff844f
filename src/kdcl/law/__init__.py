"""The law as typed, frozen values: documents and citations, the framework's tree, level rules and measures.

Everything here is *given*: it is read from TOML by `kdcl.standards` and never computed. A fact that was not read in the
law itself says so in its `Status`, and a `Framework` that is empty, truncated or misnumbered cannot be built.
"""

from kdcl.law.documents import (
    Cessation,
    Citation,
    LegalDocument,
    Status,
    find_document,
    find_successors,
    find_weakest,
    in_force,
)
from kdcl.law.framework import Framework
from kdcl.law.items import Criterion, Indicator, Standard, SuggestedEvidence
from kdcl.law.levels import Level, LevelReading, LevelRule, LevelRules
from kdcl.law.measures import Comparison, Exemption, Measure, Period, Threshold, Unmeasured
from kdcl.law.numbers import DocumentKind, LegalNumber
from kdcl.law.schools import InstitutionType, Region, SchoolCategory
from kdcl.law.shared import LawPart, SharedLaw
from kdcl.law.steps import Route, Step

__all__ = [
    "Cessation",
    "Citation",
    "Comparison",
    "Criterion",
    "DocumentKind",
    "Exemption",
    "Framework",
    "Indicator",
    "InstitutionType",
    "LawPart",
    "LegalDocument",
    "LegalNumber",
    "Level",
    "LevelReading",
    "LevelRule",
    "LevelRules",
    "Measure",
    "Period",
    "Region",
    "Route",
    "SchoolCategory",
    "SharedLaw",
    "Standard",
    "Status",
    "Step",
    "SuggestedEvidence",
    "Threshold",
    "Unmeasured",
    "find_document",
    "find_successors",
    "find_weakest",
    "in_force",
]
