"""The external assessment report (báo cáo đánh giá ngoài), Annex XIII."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Heading
from kdcl.documents.administrative import body, date_line
from kdcl.documents.external import labels
from kdcl.documents.external.comparison import iter_results
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.external.sheets import iter_sheet_items
from kdcl.documents.external.surveys import iter_standard_remark
from kdcl.documents.typesetting import item_heading, on_new_page
from kdcl.messages import message
from kdcl.places import ROOT

_REPORT = ROOT.at("report")


def iter_external_report(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the report of the team: overview, every criterion with its verdict, conclusion, recommendations."""
    yield from paper.opening(labels.EXTERNAL_REPORT, "external_report")
    yield from _iter_overview(paper)
    yield from _iter_criteria(paper)  # no new page: the overview often ends with a few lines on its last one
    yield from on_new_page(_iter_conclusion(paper))


def _iter_overview(paper: TeamPaper) -> Iterator[Block]:
    report = paper.external.report
    yield Heading(text=paper.text(labels.REPORT_PART_ONE), level=2, bookmark="part_one")
    yield from paper.item(labels.REPORT_INTRODUCTION, report.introduction, _REPORT.at("introduction"))
    yield from paper.item(labels.REPORT_PROCESS, report.process, _REPORT.at("process"))
    yield item_heading(paper.text(labels.REPORT_RESULT))
    yield from paper.item(labels.REPORT_STRUCTURE, report.structure, _REPORT.at("structure"))
    yield from paper.item(labels.REPORT_COVERAGE, report.coverage, _REPORT.at("coverage"))
    yield item_heading(paper.text(labels.REPORT_WEAK))
    weak = paper.external.study.assessed_in_part
    listed = message("{criteria}", criteria=weak or labels.NOT_WRITTEN)
    yield body(paper.composition.begun(listed), source=ROOT.at("study", "assessed_in_part"))
    yield item_heading(paper.text(labels.REPORT_TABLE))
    yield from iter_results(paper)
    yield from paper.item(labels.REPORT_REMARKS, report.remarks, _REPORT.at("remarks"))


def _iter_criteria(paper: TeamPaper) -> Iterator[Block]:
    yield Heading(text=paper.text(labels.REPORT_PART_TWO), level=2, bookmark="part_two")
    for standard in paper.framework.standards:
        yield paper.standard_heading(standard.number, level=3)
        for criterion in standard.criteria:
            yield paper.criterion_heading(criterion.code, level=4)
            yield from iter_sheet_items(paper, criterion)
        yield from iter_standard_remark(paper, standard.number)


def _iter_conclusion(paper: TeamPaper) -> Iterator[Block]:
    report = paper.external.report
    yield Heading(text=paper.text(labels.REPORT_PART_THREE), level=2, bookmark="part_three")
    yield from paper.item(labels.REPORT_CONCLUSION, report.conclusion, _REPORT.at("conclusion"))
    yield from paper.item_list(labels.REPORT_RECOMMENDATIONS, report.recommendations, _REPORT.at("recommendations"))
    yield paper.signature(date_line(paper.composition, report.date, _REPORT))
