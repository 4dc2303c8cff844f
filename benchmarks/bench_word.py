"""The report as a Word file, against the same content put in through python-docx's ``table.cell()``."""

from __future__ import annotations

import io

import docx

from kdcl.documents.report import build_report
from kdcl.renderers import get_renderer
from kdcl.school import Evidence, SelfAssessment
from material import build_assessment, build_framework
from timing import Comparison, call_of


def compare_word(rounds: int) -> Comparison:
    """Compare the report of over 90 pages with the same sheets and the same list written cell by cell."""
    framework = build_framework()
    assessment = build_assessment(framework)
    renderer = get_renderer("docx")
    return Comparison(
        what=f"Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence",
        peer="python-docx, table.cell()",
        ours=call_of(lambda: renderer.render(build_report(assessment, framework))),
        theirs=call_of(lambda: write_cell_by_cell(assessment)),
        bound=1 / 30,
        rounds=rounds,
        seconds=1.0,
    )


def write_cell_by_cell(assessment: SelfAssessment) -> bytes:
    """Return a Word file with the same sheets and the same list, written as python-docx's own guide shows."""
    document = docx.Document()
    for sheet in assessment.sheets:
        document.add_heading(str(sheet.criterion), level=2)
        items = (
            *(part.text for part in sheet.current_state),
            sheet.strengths,
            sheet.weaknesses,
            sheet.improvement_plan,
        )
        for item in items:
            document.add_paragraph(item)
    table = document.add_table(rows=len(assessment.evidence), cols=6)
    for row, evidence in enumerate(assessment.evidence):
        for column, text in enumerate(list_row(row + 1, evidence)):
            table.cell(row, column).text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def list_row(number: int, evidence: Evidence) -> tuple[str, ...]:
    """Return the six columns of the list of evidence."""
    return str(number), str(evidence.code), evidence.name, evidence.reference, evidence.issuer, evidence.note
