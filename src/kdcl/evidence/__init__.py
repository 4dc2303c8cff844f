"""Evidence (minh chứng) kept exact: the register of codes, renumbering with all prose, boxes, and coverage.

Everything here is a pure function of a self-assessment and gives a new one back. The rules it rests on, with a worked
example of each, are in ``docs/analysis/evidence.md``.
"""

from kdcl.evidence.boxes import BoxContents, ListedPiece, list_boxes, list_pieces
from kdcl.evidence.citations import CitationIndex, CodeUse, Reuse, index_citations
from kdcl.evidence.citing import list_cited
from kdcl.evidence.coverage import (
    Coverage,
    CoverageTable,
    IndicatorCoverage,
    Match,
    Outcome,
    SuggestionCoverage,
    Suggestions,
    UnprovenStatement,
    coverage,
    find_unproven,
)
from kdcl.evidence.plans import (
    plan_boxes,
    plan_by_first_citation,
    plan_closing_gaps,
    plan_moving_misplaced,
    plan_moving_to_box,
)
from kdcl.evidence.register import BoxPolicy, EvidenceRegister, GapPolicy, Misplaced, find_misplaced
from kdcl.evidence.renumbering import apply_renumbering, plan_renumbering, revert_renumbering
from kdcl.evidence.rewriting import Repair, iter_repairs, repair_codes
from kdcl.evidence.statements import Statement, iter_statements

__all__ = [
    "BoxContents",
    "BoxPolicy",
    "CitationIndex",
    "CodeUse",
    "Coverage",
    "CoverageTable",
    "EvidenceRegister",
    "GapPolicy",
    "IndicatorCoverage",
    "ListedPiece",
    "Match",
    "Misplaced",
    "Outcome",
    "Repair",
    "Reuse",
    "Statement",
    "SuggestionCoverage",
    "Suggestions",
    "UnprovenStatement",
    "apply_renumbering",
    "coverage",
    "find_misplaced",
    "find_unproven",
    "index_citations",
    "iter_repairs",
    "iter_statements",
    "list_boxes",
    "list_cited",
    "list_pieces",
    "plan_boxes",
    "plan_by_first_citation",
    "plan_closing_gaps",
    "plan_moving_misplaced",
    "plan_moving_to_box",
    "plan_renumbering",
    "repair_codes",
    "revert_renumbering",
]
