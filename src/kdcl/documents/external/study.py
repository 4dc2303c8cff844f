"""The report on the study of the file (báo cáo kết quả nghiên cứu hồ sơ đánh giá), Annex X."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Row, Table
from kdcl.codes import CriterionCode
from kdcl.documents.administrative import body, date_line
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.typesetting import cell, centred_cell, item_heading, numbered_row, ruled_table
from kdcl.external import FileStudy, Interview, PreliminaryReport, RequestKind
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place

_STUDY = ROOT.at("study")
_INTERVIEW_WIDTHS = (7, 12, 12, 22, 12, 35)
_EMPTY_ROWS = 4


def iter_file_study(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the report on the study of the file, items 1 to 7, signed by the leader."""
    study = paper.external.study
    yield from paper.opening(labels.FILE_STUDY, "file_study")
    yield from paper.item(labels.STUDY_FORM, study.form, _STUDY.at("form"))
    yield from paper.item(labels.STUDY_CONTENT, study.content, _STUDY.at("content"))
    yield item_heading(paper.text(labels.STUDY_CRITERIA))
    yield from iter_criteria_lines(paper, study, _STUDY)
    for heading, kind in ((labels.STUDY_CHECK, RequestKind.CHECK), (labels.STUDY_ADD, RequestKind.ADD)):
        yield item_heading(paper.text(heading))
        yield paper.requests_table(kind)
    yield item_heading(paper.text(labels.STUDY_INTERVIEWS))
    yield _interviews_table(paper)
    yield from paper.item_list(
        labels.STUDY_SIGHTS,
        tuple(_say_sight(paper, each.what, each.criterion) for each in paper.external.observations),
        ROOT.at("observations"),
    )
    yield paper.signature(date_line(paper.composition, study.date, _STUDY))


def iter_criteria_lines(paper: TeamPaper, facts: FileStudy | PreliminaryReport, source: Place) -> Iterator[Block]:
    """Iterate over the lines a), b), c): criteria not assessed, assessed wrongly, not fully assessed."""
    for name, label in labels.CRITERIA_LISTS.items():
        said = message(label.template, criteria=getattr(facts, name) or labels.NOT_WRITTEN)
        yield body(paper.text(said), source=source.at(name))


def _say_sight(paper: TeamPaper, what: str, criterion: CriterionCode | None) -> str:
    said: Message | str = what
    if criterion is not None:
        said = message("{what} (criterion {code})", what=what, code=criterion)
    return paper.text(said)


def _interviews_table(paper: TeamPaper) -> Table:
    head = labels.INTERVIEW_COLUMNS.values()
    rows = [_interview_row(number, each) for number, each in enumerate(paper.external.interviews)]
    return ruled_table(_INTERVIEW_WIDTHS, map(paper.text, head), rows, blanks=_EMPTY_ROWS)


def _interview_row(number: int, interview: Interview) -> Row:
    source = ROOT.at("interviews", number)
    return numbered_row(
        number + 1,
        centred_cell(str(interview.criterion.standard)),
        centred_cell(str(interview.criterion), source.at("criterion")),
        cell(interview.whom, source=source.at("whom")),
        centred_cell("" if interview.count is None else str(interview.count), source.at("count")),
        cell(interview.content, source=source.at("content")),
    )
