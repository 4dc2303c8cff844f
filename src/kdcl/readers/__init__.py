"""Reads files that other programs made: self-assessment reports in Word.

Nothing that stands in such a file is dropped silently: what has no place in a `kdcl.school.SelfAssessment` is handed
back with its place (``docs/analysis/readers-word.md``).
"""

from __future__ import annotations

from kdcl.readers.result import FindingKind, ReadFinding, ReadParagraph, ReadReport, Use
from kdcl.readers.word import read_report

__all__ = ["FindingKind", "ReadFinding", "ReadParagraph", "ReadReport", "Use", "read_report"]
