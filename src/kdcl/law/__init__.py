"""The law as typed, frozen values: documents and citations, the framework's tree, level rules and measures.

Everything here is *given*: it is read from TOML by `kdcl.standards` and never computed. A fact that was not read in the
law itself says so in its `Status`, and a `Framework` that is empty, truncated or misnumbered cannot be built.
"""

from kdcl.law.framework import Framework
from kdcl.law.levels import LevelReading, LevelRule, LevelRules
from kdcl.law.measures import Comparison, Measure, Period, Threshold
from kdcl.law.terms import Citation, InstitutionType, LegalDocument, Level, Region, SchoolCategory, Status
from kdcl.law.tree import Criterion, Indicator, Standard, SuggestedEvidence

__all__ = [
    "Citation",
    "Comparison",
    "Criterion",
    "Framework",
    "Indicator",
    "InstitutionType",
    "LegalDocument",
    "Level",
    "LevelReading",
    "LevelRule",
    "LevelRules",
    "Measure",
    "Period",
    "Region",
    "SchoolCategory",
    "Standard",
    "Status",
    "SuggestedEvidence",
    "Threshold",
]
