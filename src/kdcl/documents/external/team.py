"""The decision that appoints the team, with the list of its members, and the team's working plan.

Their wording was not read; what they state are facts of the circular and of papers of the time.
"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Paragraph, Row, Run, Section
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import (
    archive,
    build_head,
    build_signature,
    build_title,
    centred,
    date_line,
    iter_grounds,
    list_recipients,
    lowered,
    office_line,
)
from kdcl.documents.annexes import build_annex_head
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TEAM, TeamPaper
from kdcl.documents.looks import find_looks
from kdcl.documents.typesetting import (
    cell,
    fact_cells,
    item_heading,
    numbered_row,
    ruled_table,
)
from kdcl.external import PlannedWork, TeamMember
from kdcl.messages import message

_DECISION = TEAM.at("decision")
_EMPTY_ROWS = 7


def iter_team_decision(paper: TeamPaper) -> Iterator[Block | Section]:
    """Iterate over the decision of the director that appoints the team, and the list of its members, an annex."""
    yield from _iter_decision(paper)
    yield paper.apart(_iter_list(paper))


def _iter_decision(paper: TeamPaper) -> Iterator[Block]:
    decision = paper.external.team.decision
    looks = find_looks(paper.composition, decision.date)
    yield build_head(
        paper.composition,
        looks=looks,
        office=paper.office_lines(looks),
        number=decision.number,
        blank=school_labels.DECISION_NUMBER_BLANK,
        date=decision.date,
        source=_DECISION,
    )
    about = centred(paper.text(message("on setting up the external assessment team")), bold=True)
    yield from build_title(paper.composition, school_labels.COUNCIL_DECISION, about, bookmark="decision", looks=looks)
    yield lowered(office_line(paper.composition, labels.DIRECTOR))
    yield from iter_grounds(
        paper.composition, decision.grounds, _DECISION.at("grounds"), looks, has_blank=decision.number is None
    )
    yield centred(paper.text(school_labels.DECIDES), bold=True)
    for number, text in enumerate(_iter_articles(paper), start=1):
        title = paper.text(message("Article {number}.", number=number))
        yield Paragraph(runs=(Run(title, bold=True), Run(f" {text}")), keep_with_next=number > 2)  # noqa: PLR2004 - the last one
    recipients = list_recipients(decision.recipients, _DECISION.at("recipients")) or (archive(paper.composition),)
    yield build_signature(
        paper.composition, (office_line(paper.composition, labels.DIRECTOR),), decision.signer, recipients
    )


def _iter_articles(paper: TeamPaper) -> Iterator[str]:
    count = len(paper.external.team.members) or "……"
    yield paper.text(message(labels.TEAM_ARTICLE.template, school=paper.external.school, count=count))
    yield paper.text(
        message("The team assesses the school from outside as prescribed, and is dissolved when this is done.")
    )
    yield paper.text(
        message("The members of the team and the school concerned carry out this decision from the day it is signed.")
    )


def _iter_list(paper: TeamPaper) -> Iterator[Block]:
    decision = paper.external.team.decision
    attached = message(
        "(Attached to Decision {number}, {date}, of the {office} of {school})",
        number=message("No. {number}", number=decision.number or "……………"),
        date=decision.date or message("date: …………"),
        office=paper.text(labels.DIRECTOR).capitalize(),
        school=decision.issuer or "…" * 12,
    )
    yield from build_annex_head(
        paper.composition, labels.TEAM_LIST, attached, number=None, bookmark="team_list", source=_DECISION
    )
    head = labels.MEMBER_COLUMNS.values()
    rows = (_member_row(paper, number, member) for number, member in enumerate(paper.external.team.members))
    yield ruled_table((8, 27, 22, 25, 18), map(paper.text, head), rows, blanks=_EMPTY_ROWS)


def _member_row(paper: TeamPaper, number: int, member: TeamMember) -> Row:
    source = TEAM.at("members", number)
    role = "" if member.role is None else paper.text(member.role.label)
    return numbered_row(
        number + 1, *fact_cells(member, source, "name", "position", "workplace"), cell(role, source=source.at("role"))
    )


def iter_working_plan(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the working plan of the team: its members with their criteria, and what is done when and by whom."""
    yield from paper.opening(labels.WORKING_PLAN, "working_plan")
    yield item_heading(paper.text(labels.PLAN_MEMBERS))
    head = labels.ASSIGNED_COLUMNS.values()
    members = [_assigned_row(paper, number, each) for number, each in enumerate(paper.external.team.members)]
    yield ruled_table((8, 32, 25, 35), map(paper.text, head), members, blanks=_EMPTY_ROWS)
    yield item_heading(paper.text(labels.PLAN_WORK))
    columns = labels.WORK_COLUMNS.values()
    rows = [_work_row(paper, number, each) for number, each in enumerate(paper.external.team.plan)]
    yield ruled_table((8, 37, 22, 20, 13), map(paper.text, columns), rows, blanks=_EMPTY_ROWS)
    yield paper.signature(date_line(paper.composition, None, None))


def _assigned_row(paper: TeamPaper, number: int, member: TeamMember) -> Row:
    source = TEAM.at("members", number)
    return numbered_row(
        number + 1,
        cell(member.name, source=source.at("name")),
        cell("" if member.role is None else paper.text(member.role.label), source=source.at("role")),
        cell(", ".join(map(str, member.criteria)), source=source.at("criteria")),
    )


def _work_row(paper: TeamPaper, number: int, work: PlannedWork) -> Row:
    source = TEAM.at("plan", number)
    days = paper.composition.days_text(work.first_day, work.last_day)
    return numbered_row(
        number + 1,
        cell(work.what, source=source.at("what")),
        cell(days, source=source.at("first_day")),
        *fact_cells(work, source, "responsible", "note"),
    )
