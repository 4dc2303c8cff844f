"""Reads the external assessment report (Annex XIII), and the table self / external that it has in it."""

from __future__ import annotations

from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents.external import labels
from kdcl.external import ExternalAssessment, ExternalReport, FileStudy
from kdcl.messages import Message
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.comparison import ComparisonReader
from kdcl.readers.papers.team.criteria import SheetsReader, criterion_heads, read_standard_remarks
from kdcl.readers.papers.team.facts import read_criteria
from kdcl.readers.papers.team.head import TeamHead
from kdcl.readers.papers.team.labelled import Find, LabelledPart, split, take_list
from kdcl.readers.word.lines import take_text
from kdcl.school import Ratings

_TEXTS: Final = {
    "introduction": labels.REPORT_INTRODUCTION,
    "process": labels.REPORT_PROCESS,
    "structure": labels.REPORT_STRUCTURE,
    "coverage": labels.REPORT_COVERAGE,
    "remarks": labels.REPORT_REMARKS,
    "conclusion": labels.REPORT_CONCLUSION,
}
_OTHERS: Final = {
    "one": labels.REPORT_PART_ONE,
    "two": labels.REPORT_PART_TWO,
    "three": labels.REPORT_PART_THREE,
    "result": labels.REPORT_RESULT,
    "weak": labels.REPORT_WEAK,
    "table": labels.REPORT_TABLE,
    "recommendations": labels.REPORT_RECOMMENDATIONS,
}


def read_external_report(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return overview, sheets with verdicts, what is said of standards, conclusion and recommendations."""
    facts: dict[str, Any] = {"date": head.date}
    weak: tuple[CriterionCode, ...] = ()
    sheets = SheetsReader(page)
    comparison = ComparisonReader(page)
    remarks = external.standards
    for part in split(page.items, {**_TEXTS, **_OTHERS}):
        if part.key in _TEXTS:
            facts[part.key] = take_text(part.lines)
        elif part.key == "weak":
            weak = _read_weak(page, part)
        elif part.key == "table":
            comparison.read(part.items)
        elif part.key == "recommendations":
            facts["recommendations"] = take_list(part.lines)
        elif part.key == "two":
            heads: dict[str, Message | Find] = {"remark": labels.STANDARD_REMARK, **criterion_heads(page.framework)}
            parts = split(part.items, heads, repeated=True)
            for each in parts:
                sheets.read(each)
            remarks = read_standard_remarks(parts)
    comparison.hold_against(sheets.ratings)
    return attrs.evolve(
        external,
        report=ExternalReport(**facts),
        study=FileStudy(assessed_in_part=weak),
        sheets=comparison.merged_with(sheets.sheets),
        ratings=Ratings(sheets.ratings),
        requests=tuple(comparison.requests),
        standards=remarks,
        team=attrs.evolve(external.team, members=head.leaders),
    )


def _read_weak(page: Page, part: LabelledPart) -> tuple[CriterionCode, ...]:
    return next((read_criteria(page, line.text, line) for line in part.lines), ())
