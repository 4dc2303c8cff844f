"""The official wording of standards, criteria and indicators, read from a user's own copy of letter 46 or the circular.

Understood are Word files (.docx) and plain texts that go through the law in its order: the part on primary schools and
the part on secondary schools, in them ``Tiêu chuẩn n``, ``n.`` and ``a)``, typed by hand or numbered by Word, in
paragraphs or tables; of letter 46 also what each indicator asks. Every line is held against the framework one by one;
what is missing, doubled, empty, out of order or not understood is a finding (``docs/analysis/wording.md``).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.readers.wording.findings import WordingComparison
from kdcl.readers.wording.lines import WordingLine, read_lines
from kdcl.readers.wording.marks import find_document_number, mark_line
from kdcl.readers.wording.outline import WordingOutline
from kdcl.wording import Wording, WordingSource

_HEAD = 40
"""The number of a legal document stands in its first lines."""


@attrs.frozen(kw_only=True)
class WordingRead:
    """What was read from a file.

    Attributes:
        wording: the official wording, as much of it as was found.
        findings: everything that does not agree with the structure of the frameworks; by framework, in the file's
            order.
    """

    wording: Wording
    findings: tuple[Finding, ...]


def read_wording(path: str | os.PathLike[str], frameworks: Iterable[Framework]) -> WordingRead:
    """Return the official wording that a file has for these frameworks, with everything that is not in order.

    Args:
        path: a copy of letter 46 or of the circular: a plain text or a Word file (.docx, and .doc where LibreOffice is
            installed).
        frameworks: the frameworks that are wanted, one of each institution type; other parts of the file are left
            alone. Where only one is wanted, the heading of its part may be absent.

    Raises:
        UnreadableFileError: the file cannot be read, is neither a Word file nor a text, or is unsafe.
    """
    asked = {framework.institution: framework for framework in frameworks}
    file = Path(path)
    lines = read_lines(file)
    outline = WordingOutline(tuple(mark_line(line) for line in lines.lines), asked)
    source = WordingSource(file=file.name, document=_find_document(lines.lines))
    compared = [
        WordingComparison(
            framework,
            [part for part in outline.parts if part.framework is framework and part.children],
            lines,
            has_checks=outline.has_checks,
            is_alone=len(asked) == 1,
        )
        for framework in asked.values()
    ]
    found = (comparison.wording(source) for comparison in compared)
    return WordingRead(
        wording=Wording(frameworks=tuple(part for part in found if part is not None)),
        findings=tuple(
            finding
            for comparison in compared
            for finding in sorted(comparison.findings, key=lambda finding: finding.place.position)
        ),
    )


def _find_document(lines: Sequence[WordingLine]) -> str | None:
    found = (find_document_number(line) for line in lines[:_HEAD])
    return next((number for number in found if number is not None), None)
