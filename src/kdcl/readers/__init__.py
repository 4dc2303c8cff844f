"""Reads files that other programs made: self-assessment reports in Word, lists of evidence in Excel.

Nothing that stands in such a file is dropped silently: what has no place in a `kdcl.school.SelfAssessment` is handed
back with its place (``docs/analysis/readers-word.md``, ``docs/analysis/evidence-lists.md``).
"""

from __future__ import annotations

from kdcl.readers.excel import read_evidence_list
from kdcl.readers.list_result import EvidenceListRead, ListFinding, ListFindingKind
from kdcl.readers.result import FindingKind, ReadFinding, ReadParagraph, ReadReport, Use
from kdcl.readers.word import read_report

__all__ = [
    "EvidenceListRead",
    "FindingKind",
    "ListFinding",
    "ListFindingKind",
    "ReadFinding",
    "ReadParagraph",
    "ReadReport",
    "Use",
    "read_evidence_list",
    "read_report",
]
