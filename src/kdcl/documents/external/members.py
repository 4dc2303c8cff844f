"""What members write: preliminary reports (báo cáo sơ bộ, Annex VII) and remarks on the criteria (Annex VIII)."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Row, Section
from kdcl.documents.administrative import build_title, date_line
from kdcl.documents.external import labels
from kdcl.documents.external.paper import OPEN, TeamPaper
from kdcl.documents.external.study import iter_criteria_lines
from kdcl.documents.typesetting import (
    fact_cells,
    item_heading,
    labelled_line,
    ruled_table,
)
from kdcl.external import PreliminaryReport, RequestKind
from kdcl.law import Criterion
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place

_EMPTY_ROWS = 3


def iter_preliminary_reports(paper: TeamPaper) -> Iterator[Block | Section]:
    """Iterate over the report of each member, each with pages of its own; an empty form where nobody wrote one."""
    for number, report in enumerate(paper.external.preliminary_reports or (PreliminaryReport(author=""),)):
        form = _iter_report(paper, number, report)
        if number:
            yield paper.apart(form)
        else:
            yield from form


def _iter_report(paper: TeamPaper, number: int, report: PreliminaryReport) -> Iterator[Block]:
    place = ROOT.at("preliminary_reports", number)
    yield paper.head()
    yield from build_title(
        paper.composition, labels.PRELIMINARY_REPORT, paper.school_line(), bookmark=f"preliminary_report_{number + 1}"
    )
    yield from _iter_writer(paper, report, place)
    yield item_heading(paper.text(labels.MEMBER_FORM))
    yield from paper.item(labels.MEMBER_STRUCTURE, report.structure, place.at("structure"), blanks=1)
    yield from paper.item(labels.MEMBER_STYLE, report.style, place.at("style"), blanks=1)
    yield from _iter_slips(paper, report, place)
    yield from paper.item(labels.MEMBER_FIGURES, report.figures, place.at("figures"), blanks=1)
    yield item_heading(paper.text(labels.MEMBER_CONTENT))
    for name, heading in labels.MEMBER_CONTENTS.items():
        yield from paper.item(heading, getattr(report, name), place.at(name), blanks=1)
    yield item_heading(paper.text(labels.MEMBER_CRITERIA))
    yield from iter_criteria_lines(paper, report, place)
    yield from paper.item(labels.MEMBER_DISCUSS, report.to_discuss, place.at("to_discuss"), blanks=1)
    yield paper.signature_of(date_line(paper.composition, report.date, place), labels.WRITER, report.author)


def _iter_writer(paper: TeamPaper, report: PreliminaryReport, place: Place) -> Iterator[Block]:
    """Iterate over the writer's name, workplace, telephone and mail, as far as the list of the team has them."""
    members = paper.external.team.members
    known = [index for index, each in enumerate(members) if each.name == report.author]
    number = known[0] if len(known) == 1 else None  # of two members of one name, nobody says which wrote it
    yield labelled_line(paper.text(labels.WRITER), report.author, place.at("author"))
    for name, label in labels.CONTACTS.items():
        value = "" if number is None else getattr(members[number], name)
        source = None if number is None else ROOT.at("team", "members", number, name)
        yield labelled_line(paper.text(label), value, source)


def _iter_slips(paper: TeamPaper, report: PreliminaryReport, place: Place) -> Iterator[Block]:
    for heading, columns, name in (
        (labels.MEMBER_SPELLING, labels.SPELLING_COLUMNS, "spelling"),
        (labels.MEMBER_TYPING, labels.TYPING_COLUMNS, "typing"),
    ):
        yield item_heading(paper.text(heading))
        slips = enumerate(getattr(report, name))
        rows = [Row(tuple(fact_cells(slip, place.at(name, row), *columns))) for row, slip in slips]
        head = map(paper.text, columns.values())
        yield ruled_table((20, 40, 40), head, rows, blanks=_EMPTY_ROWS)


def iter_criteria_remarks(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the remarks on every criterion: remarks and surveys, evidence to check and to add, interviews."""
    yield from paper.opening(labels.CRITERIA_REMARKS, "criteria_remarks")
    for standard in paper.framework.standards:
        yield paper.standard_heading(standard.number)
        for criterion in standard.criteria:
            yield from _iter_criterion(paper, criterion)
    yield paper.signature(date_line(paper.composition, None, None))


def _iter_criterion(paper: TeamPaper, criterion: Criterion) -> Iterator[Block]:
    sheet, place = paper.sheet_of(criterion.code)
    external = paper.external
    yield paper.criterion_heading(criterion.code)
    yield from paper.item(labels.REMARK, sheet.remark, place.at("remark"), blanks=1)
    for heading, kind in ((labels.TO_CHECK, RequestKind.CHECK), (labels.TO_ADD, RequestKind.ADD)):
        asked = [each for each in external.requests if each.criterion == criterion.code and each.kind is kind]
        told = tuple(_join(paper, each.code or "", each.what) for each in asked)
        yield from _iter_list(paper, heading, told)
    interviews = [each for each in external.interviews if each.criterion == criterion.code]
    yield from _iter_list(
        paper, labels.INTERVIEWS, tuple(_join(paper, each.whom or OPEN, each.content) for each in interviews)
    )


def _iter_list(paper: TeamPaper, heading: Message, told: tuple[str, ...]) -> Iterator[Block]:
    """Iterate over a list that is left out where it is empty: most criteria ask for nothing."""
    if told:
        yield from paper.item_list(heading, told, None)


def _join(paper: TeamPaper, *parts: object) -> str:
    return ": ".join(text for part in parts if (text := paper.text(message("{part}", part=part))))
