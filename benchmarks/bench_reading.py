"""A report read back from Word, against python-docx only opening the file and walking its paragraphs and cells."""

from __future__ import annotations

import pathlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import docx

from kdcl.documents.report import build_report
from kdcl.readers import read_report
from kdcl.renderers import get_renderer
from material import build_assessment, build_framework
from timing import Comparison, call_of


@contextmanager
def reading_comparisons(rounds: int = 5) -> Iterator[list[Comparison]]:
    """Give the comparison of reading the report of about 90 pages; its file is there as long as this lasts."""
    framework = build_framework()
    assessment = build_assessment(framework)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "report.docx")
        path.write_bytes(get_renderer("docx").render(build_report(assessment, framework)))
        comparison = Comparison(
            what=f"read a Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence",
            peer="python-docx, open and walk",
            ours=call_of(lambda: read_report(path)),
            theirs=call_of(lambda: walk(path)),
            bound=2,
            rounds=rounds,
        )
        yield [comparison]


def walk(path: pathlib.Path) -> int:
    """Open a Word file as python-docx's own guide shows, and return how much text its paragraphs and cells hold."""
    document = docx.Document(str(path))
    length = sum(len(paragraph.text) for paragraph in document.paragraphs)
    return length + sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)
