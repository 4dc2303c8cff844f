"""A made-up school that has set up its council, made its plan and heard opinions, all in plain letters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs

from kdcl.blocks import Document, SignatureBlock, Table, TwoColumnHead
from kdcl.codes import CriterionCode
from kdcl.convert import load
from kdcl.law import LegalNumber, Level
from kdcl.school import (
    ArticleAddition,
    AssessmentPlan,
    Box,
    CalendarMonth,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
    CriterionSheet,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    ImprovementStatus,
    LegalGround,
    Opinion,
    OpinionOutcome,
    PlannedActivity,
    ResourceRow,
    SchoolCalendar,
    Secretariat,
    SelfAssessment,
    Timetable,
    TimetableRow,
    Training,
    WorkingGroup,
)
from kdcl.standards import get_framework
from reports import build_empty, build_full, iter_blocks, paragraph_text, table_texts

PRIMARY = get_framework("tt42-2012/primary")
EMPTY = build_empty(PRIMARY)
STANDARD_2 = tuple(c.code for c in PRIMARY.criteria if c.code.standard == 2)

COUNCIL = Council(
    members=(
        CouncilMember(name="A. Chair", position="Principal", duty="Leads", role=CouncilRole.CHAIR),
        CouncilMember(name="B. Vice", position="Vice-principal", role=CouncilRole.VICE_CHAIR),
        CouncilMember(
            name="C. Writer", position="Teacher", duty="secretary of the COUNCIL", role=CouncilRole.SECRETARY
        ),
        CouncilMember(name="D. Member", position="Teacher", duty="Collects"),
    ),
    secretariat=Secretariat(members=(GroupMember(name="C. Writer", position="Teacher", duty="Writes"),)),
    groups=(
        WorkingGroup(
            name="Group 1",
            leader="B. Vice",
            members=(GroupMember(name="B. Vice", duty="Guides"), GroupMember(name="E. Helper")),
            criteria=(CriterionCode(1, 1), *STANDARD_2),
        ),
        WorkingGroup(name="", leader="F. Forgotten", criteria=(CriterionCode(1, 1),)),
    ),
    decision=CouncilDecision(
        number=LegalNumber(11, None, ("QD", "SH")),
        date=dt.date(2016, 9, 5),
        grounds=(LegalGround(number=LegalNumber(42, 2012, ("TT", "BGDĐT"))), LegalGround(subject="the office's wish")),
        additions=(ArticleAddition(article=2, text="It meets monthly."), ArticleAddition(article=4, text="More.")),
        recipients=("The office;", "Archive"),
    ),
)
PLAN = AssessmentPlan(
    number=LegalNumber(12, None, ("KH", "SH")),
    date=dt.date(2016, 9, 6),
    advantages=("Enough rooms",),
    difficulties=("Little time",),
    purpose=("To improve", "To register"),
    scope="The whole school",
    requirements=("Be honest",),
    key_tasks=("Assess",),
    tasks=("Write",),
    targets=("A report",),
    target_level=Level.TWO,
    actions=("Meet",),
    trainings=(Training(time="September", participants="All", content="Codes"),),
    resources=(
        ResourceRow(standard=2, activities="Copying", resources="Paper", time="May", note="cheap"),
        ResourceRow(activities="Meeting"),
        ResourceRow(criterion=CriterionCode(1, 3), activities="Asking"),
    ),
    expected_evidence=(
        ExpectedEvidenceRow(
            criterion=CriterionCode(1, 1),
            evidence="Minutes",
            place="Office",
            collectors="Group 1",
            time="May",
            cost="0",
        ),
        ExpectedEvidenceRow(criterion=CriterionCode(1, 1), evidence="Lists", note="both"),
        ExpectedEvidenceRow(evidence="The law"),
        ExpectedEvidenceRow(standard=3, evidence="Maps"),
        ExpectedEvidenceRow(criterion=CriterionCode(9, 9), evidence="Stray"),
    ),
    timetable=Timetable(
        calendar=SchoolCalendar(first_monday=dt.date(2016, 8, 22)),
        weeks=(
            TimetableRow(weeks=(5,), activities=(PlannedActivity(text="Decide", responsible="Principal"),)),
            TimetableRow(weeks=(6, 7), activities=(PlannedActivity(text="Teach"), PlannedActivity(text="Tell"))),
            TimetableRow(written="Week 8 (from 10//10/2016)"),
            TimetableRow(first_day=dt.date(2016, 10, 17)),
            TimetableRow(),
        ),
        months=(
            TimetableRow(months=(CalendarMonth(2017, 1), CalendarMonth(2017, 2))),
            TimetableRow(months=(CalendarMonth(2017, 3),), last_day=dt.date(2017, 3, 9)),
        ),
    ),
    carrying_out=("The chair leads",),
    recipients=("The office", "Archive."),
)
IMPROVEMENTS = (
    ImprovementItem(
        what="Buy books",
        responsible="Librarian",
        resources="Money",
        first_day=dt.date(2017, 3, 1),
        last_day=dt.date(2017, 10, 7),
        expected_result="More books",
        status=ImprovementStatus.UNDER_WAY,
    ),
    ImprovementItem(what="Paint walls", last_day=dt.date(2017, 12, 31)),
)
OPINIONS = (
    Opinion(
        text="Say more",
        source="Parents",
        criterion=CriterionCode(1, 2),
        part="Strengths",
        received_on=dt.date(2017, 2, 5),
        outcome=OpinionOutcome.ACCEPTED,
        reason="More is said",
    ),
    Opinion(text="Say less", source="Teachers", criterion=CriterionCode(1, 3), outcome=OpinionOutcome.PARTLY_ACCEPTED),
    Opinion(text="Say nothing", part="Part I", outcome=OpinionOutcome.DECLINED),
    Opinion(text="Hm"),
)


def build_planned(**changes: Any) -> SelfAssessment:  # noqa: ANN401 - any field
    """Return a self-assessment with council, plan, improvements and opinions, or with other facts in their place."""
    full = build_full(PRIMARY)
    sheets = tuple(_improved(sheet) for sheet in full.sheets if sheet.criterion != CriterionCode(1, 3))
    facts = {"council": COUNCIL, "plan": PLAN, "sheets": sheets, "opinions": OPINIONS, **changes}
    return attrs.evolve(full, **facts)


def build_whole() -> SelfAssessment:
    """Return a self-assessment with every kind of fact in it."""
    data = load(Path(__file__).parent.parent / "examples" / "primary-2017.json").data
    planned = build_planned()
    evidence = (attrs.evolve(planned.evidence[0], collector="Librarian"), *planned.evidence[1:])
    boxes = (Box(number=1, title="First box", place="Room 1"),)
    return attrs.evolve(planned, evidence=evidence, boxes=boxes, data=data)


def _improved(sheet: CriterionSheet) -> CriterionSheet:
    is_first = sheet.criterion == CriterionCode(1, 1)
    return attrs.evolve(sheet, improvements=IMPROVEMENTS, improvement_plan="") if is_first else sheet


WHOLE = build_whole()


def tables(document: Document) -> list[list[list[str]]]:
    """Return the texts of every table of a document."""
    return [table_texts(block) for block in iter_blocks(document) if isinstance(block, Table)]


def head_texts(document: Document) -> tuple[list[str], list[str]]:
    """Return what stands on the left and on the right of the two-column head, rules left out."""
    head = next(block for block in iter_blocks(document) if isinstance(block, TwoColumnHead))
    left, right = (list(filter(None, map(paragraph_text, side))) for side in (head.left, head.right))
    return left, right


def foot(document: Document) -> SignatureBlock:
    """Return the last signature block of a document."""
    return [block for block in iter_blocks(document) if isinstance(block, SignatureBlock)][-1]


def foot_texts(document: Document) -> tuple[list[str], list[str]]:
    """Return what stands on the left and on the right of the signature, with the names."""
    block = foot(document)
    left, right = (list(map(paragraph_text, side)) for side in (block.left, block.right))
    return [*left, block.left_name], [*right, block.right_name]
