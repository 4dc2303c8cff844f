"""Reads files that other programs made: reports and wordings in Word, lists of evidence in Excel or Word.

Nothing that stands in such a file is dropped silently: what has no place in the result is handed back with its place.
Behind the public names are five rooms:

- `kdcl.readers.word` reads self-assessment reports,
- `kdcl.readers.lists` reads evidence lists,
- `kdcl.readers.wording` reads the official wording of the law,
- `kdcl.readers.vocabulary` has the words that schools use for headings and columns,
- `kdcl.readers.files` opens files safely and gives their text.
"""

from __future__ import annotations

from kdcl.readers.files.package import Limits
from kdcl.readers.lists.reading import read_evidence_list
from kdcl.readers.lists.result import EvidenceListRead, ListFinding, ListFindingKind
from kdcl.readers.lists.workbook import CellLimits
from kdcl.readers.word.reading import read_report
from kdcl.readers.word.result import FindingKind, ReadFinding, ReadParagraph, ReadReport, Use
from kdcl.readers.wording.findings import WordingFinding, WordingFindingKind
from kdcl.readers.wording.reading import WordingRead, read_wording

__all__ = [
    "CellLimits",
    "EvidenceListRead",
    "FindingKind",
    "Limits",
    "ListFinding",
    "ListFindingKind",
    "ReadFinding",
    "ReadParagraph",
    "ReadReport",
    "Use",
    "WordingFinding",
    "WordingFindingKind",
    "WordingRead",
    "read_evidence_list",
    "read_report",
    "read_wording",
]
