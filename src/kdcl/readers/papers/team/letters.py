"""Reads the letters and decisions of a case: intake, team, working plan, the school's answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs

from kdcl.documents.external import labels
from kdcl.external import (
    AnswerPoint,
    ExternalAssessment,
    PlannedWork,
    PointOutcome,
    SchoolAnswer,
    StepTaken,
    Team,
    TeamDecision,
    TeamMember,
    TeamRole,
)
from kdcl.law import Step
from kdcl.messages import Message, message
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.grounds import read_grounds
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.facts import find_criterion_code, read_criteria, read_days, read_role
from kdcl.readers.papers.team.head import TeamHead, read_issuer
from kdcl.readers.papers.team.labelled import ReadRow, capture, is_room, iter_rows, says
from kdcl.readers.word.lines import take_text
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.school_facts import find_school_year

_INTAKE: Final[Mapping[Step | None, Message]] = {
    None: labels.INTAKE_CHECKED,
    Step.RETURNED: labels.INTAKE_RETURNED,
    Step.FORWARDED: labels.INTAKE_FORWARDED,
    Step.ACCEPTED: labels.INTAKE_ACCEPTED,
}
_ARTICLE: Final = re.compile(r"\W*(?:dieu|article)\s+\d+\s*[.:]\s*")


def read_intake_letter(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return the step that the letter tells the school of, with its number, day, and what is missing."""
    _read_issuer_above_number(page, head)
    for line in page.lines:
        if line.use is None and (stated := capture(line, message("To: {addressee}"))) is not None:
            head.name, line.use = head.name or stated["addressee"], Use.FACT
        for step, label in _INTAKE.items():
            if line.use is None and (stated := capture(line, label)) is not None:
                line.use = Use.FACT
                head.name, head.year = stated["school"] or head.name, head.year or find_school_year(line)
                if step is None:
                    return attrs.evolve(external, team=_issued_by(external.team, head))
                note = _read_note(page, line) if step is Step.RETURNED else ""
                taken = StepTaken(step=step, date=head.date, number=head.number, note=note)
                return attrs.evolve(external, steps=(taken,), team=_issued_by(external.team, head))
    return external


def _read_note(page: Page, after: Line) -> str:
    lines = [item for item in page.items if isinstance(item, Line) and item.use is None]
    return take_text(line for line in lines if line.number > after.number)


def _issued_by(team: Team, head: TeamHead) -> Team:
    return attrs.evolve(team, decision=attrs.evolve(team.decision, issuer=head.issuer))


def _read_issuer_above_number(page: Page, head: TeamHead) -> None:
    """Read the first line of the column that has the paper's number; it says who issues the paper."""
    for table in page.tables:
        lines = [line for row in table.rows for cell in row if cell.column == 0 for line in cell.lines]
        if lines and lines[0].use is None and any(capture(each, message("No.: {number}")) for each in lines[1:]):
            read_issuer(head, lines[0])
            return


def read_team_decision(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return the decision that appoints the team, and its members."""
    _read_issuer_above_number(page, head)
    for line in page.lines:
        if line.use is not None or (article := _ARTICLE.match(line.folded)) is None:
            continue
        stated = capture(line.text[article.end() :], labels.TEAM_ARTICLE)
        if stated is not None:
            head.name, line.use = stated["school"], Use.FACT
    decision = TeamDecision(
        number=head.number,
        date=head.date,
        issuer=head.issuer,
        signer=head.foot.name_of("principal"),
        grounds=read_grounds(page.lines),
        recipients=tuple(head.foot.recipients),
    )
    members = [
        TeamMember(
            name=row["name"],
            position=row["position"],
            workplace=row["workplace"],
            role=_role(page, row),
        )
        for row in iter_rows(page.tables, labels.MEMBER_COLUMNS, "name")
    ]
    return attrs.evolve(external, team=Team(members=tuple(members), decision=decision))


def _role(page: Page, row: ReadRow) -> TeamRole | None:
    role = read_role(row["role"])
    if role is None:
        _refuse(page, row, "role")
    return role


def _refuse(page: Page, row: ReadRow, name: str) -> None:
    """Hand a cell back that cannot be read, with a finding; one in which nothing stands is none."""
    if row[name] and (line := row.hand_back(name)) is not None:
        page.note(FindingKind.PAPER, message("this cannot be read here: {text}", text=row[name]), line.place)


def read_working_plan(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return the members with their criteria, and the rows of the plan."""
    members = [_assigned(page, row) for row in iter_rows(page.tables, labels.ASSIGNED_COLUMNS, "name")]
    plan = [_work(page, row) for row in iter_rows(page.tables, labels.WORK_COLUMNS, "what")]
    for line in page.lines:
        if line.use is None and any(says(line, label) for label in (labels.PLAN_MEMBERS, labels.PLAN_WORK)):
            line.use = Use.FORM
    known = {member.name for member in members}
    members += [leader for leader in head.leaders if leader.name not in known]
    return attrs.evolve(external, team=attrs.evolve(external.team, members=tuple(members), plan=tuple(plan)))


def _assigned(page: Page, row: ReadRow) -> TeamMember:
    line = next(iter(row.cells["criteria"].lines), Line(number=0, text=""))
    criteria = read_criteria(page, row["criteria"], line)
    return TeamMember(name=row["name"], role=_role(page, row), criteria=criteria)


def _work(page: Page, row: ReadRow) -> PlannedWork:
    first, last = read_days(row["days"]) or (None, None)
    if first is last is None:
        _refuse(page, row, "days")
    return PlannedWork(
        what=row["what"],
        first_day=first,
        last_day=None if last == first else last,
        responsible=row["responsible"],
        note=row["note"],
    )


def read_school_answer(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return what the school objects to, with what the team decided, or that it agrees, and what else it says."""
    points = [_point(page, row) for row in iter_rows(page.tables, labels.ANSWER_COLUMNS, "text")]
    begun: Line | None = None
    for line in page.lines:
        if line.use is None and any(says(line, label) for label in (labels.OBJECTS, labels.AGREES)):
            begun, line.use = line, Use.FORM
        elif line.use is None and says(line, labels.ANSWERED_TO):
            line.use = Use.FORM
    rest = [item for item in page.items if isinstance(item, Line) and item.use is None]
    text = "" if begun is None else take_text(line for line in rest if line.number > begun.number)
    answer = SchoolAnswer(number=head.number, date=head.date, points=tuple(points), text=text)
    return attrs.evolve(external, answer=answer)


def _point(page: Page, row: ReadRow) -> AnswerPoint:
    criterion = find_criterion_code(row["criterion"], page.framework)
    if criterion is None:
        _refuse(page, row, "criterion")
    decided, _, reason = row["reason"].partition(": ")
    outcome = next((each for each in PointOutcome if says(decided, each.label)), None)
    if outcome is None:
        reason = row["reason"]
    return AnswerPoint(
        text=row["text"],
        criterion=criterion,
        outcome=outcome,
        reason="" if is_room(reason) else reason,
    )
