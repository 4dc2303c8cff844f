"""Self-assessments that a check of council or plan finds wrong, and ones in which it finds nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import LegalNumber
from kdcl.school import (
    AssessmentPlan,
    Break,
    CalendarMonth,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
    CriterionSheet,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    LegalGround,
    Opinion,
    OpinionOutcome,
    ResourceRow,
    School,
    SchoolCalendar,
    SchoolYear,
    Secretariat,
    SelfAssessment,
    Signature,
    Timetable,
    TimetableRow,
    WorkingGroup,
)
from kdcl.standards import get_framework

PRIMARY = get_framework("tt42-2012/primary")
CODES = tuple(criterion.code for criterion in PRIMARY.criteria)
DAY = dt.date
CALENDAR = SchoolCalendar(
    first_monday=DAY(2017, 8, 21),
    breaks=(
        Break(first_day=DAY(2017, 12, 25), last_day=DAY(2017, 12, 30)),
        Break(first_day=DAY(2018, 1, 1)),
        Break(first_day=DAY(2018, 2, 12), last_day=DAY(2018, 2, 24)),
    ),
)
_ROLES = (CouncilRole.CHAIR, CouncilRole.VICE_CHAIR, CouncilRole.SECRETARY, CouncilRole.MEMBER, CouncilRole.MEMBER)
_POSTS = ("Hiệu trưởng", "Bí thư chi bộ, Phó Hiệu trưởng", "Tổ trưởng", "", "")


def build(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment that states these facts alone."""
    base = SelfAssessment(framework=PRIMARY.id, school=School(name="A"), school_year=SchoolYear(2017))
    return attrs.evolve(base, **facts)


def members(*roles: CouncilRole, posts: tuple[str, ...] = _POSTS) -> tuple[CouncilMember, ...]:
    """Return council members called A, B, ... in these roles."""
    named = zip("ABCDE", roles, posts, strict=True)
    return tuple(CouncilMember(name=name, role=role, position=post) for name, role, post in named)


def people(names: str) -> tuple[GroupMember, ...]:
    """Return people with names of one letter."""
    return tuple(GroupMember(name=name) for name in names)


def council(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment with a sound council, or one with other facts where they are given."""
    return build(council=attrs.evolve(SOUND_COUNCIL, **facts))


def row(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment whose timetable has one row."""
    return timetable(weeks=(TimetableRow(**facts),))


def timetable(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment with a timetable in the calendar of 2017-2018."""
    return build(plan=AssessmentPlan(timetable=attrs.evolve(Timetable(calendar=CALENDAR), **facts)))


def calendar(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a self-assessment whose calendar has other facts."""
    return timetable(calendar=attrs.evolve(CALENDAR, **facts))


def grounds(day: dt.date | None, *numbers: str) -> SelfAssessment:
    """Return a self-assessment whose plan and decision of a day cite these documents."""
    cited = tuple(LegalGround(number=LegalNumber.parse(number)) for number in numbers)
    cited = (*cited, LegalGround(subject="a proposal"))
    decision = CouncilDecision(date=day, grounds=cited)
    return build(plan=AssessmentPlan(date=day, grounds=cited), council=Council(decision=decision))


SOUND_COUNCIL = Council(
    members=members(*_ROLES),
    secretariat=Secretariat(members=people("CX")),
    groups=(
        WorkingGroup(name="1", leader="B", members=people("BX"), criteria=CODES[:14]),
        WorkingGroup(name="2", leader=" d ", members=people("DEXYZ"), criteria=CODES[14:]),
    ),
)
WRONG = CriterionCode(9, 9)
TYPED = "Tuần 5 (Từ 18//9/2017 đến 23/9/2017)"
CIRCULAR = "42/2012/TT-BGDĐT"

FIRES = [
    ("council-roles", council(members=members(*_ROLES[1:], CouncilRole.MEMBER)), ["council.members"]),
    ("council-roles", council(members=members(*_ROLES[:1] * 5)), ["council.members"] * 3),
    (
        "council-posts",
        council(members=members(*_ROLES, posts=("Phó Hiệu trưởng", "Hiệu trưởng", "", "", ""))),
        ["council.members[0].position", "council.members[1].position"],
    ),
    (
        "council-posts",
        council(members=members(*_ROLES, posts=("Vice-Principal", "HT-BTCB", "Giáo viên", "", ""))),
        [f"council.members[{index}].position" for index in range(3)],
    ),
    (
        "chair-is-not-principal",
        attrs.evolve(council(), school=School(name="A", principal="Nguyễn Văn A")),
        ["council.members[0].name"],
    ),
    ("group-size", council(secretariat=Secretariat(members=people("ABCD"))), ["council.secretariat.members"]),
    (
        "group-size",
        council(groups=(WorkingGroup(name="1", members=people("A")), WorkingGroup(name="2", members=people("ABCDEF")))),
        ["council.groups[0].members", "council.groups[1].members"],
    ),
    (
        "group-leader",
        council(
            groups=(
                WorkingGroup(name="1", leader="A", members=people("BX")),
                WorkingGroup(name="2", leader="X", members=people("BX")),
            )
        ),
        ["council.groups[0].leader", "council.groups[1].leader"],
    ),
    (
        "criterion-not-given",
        council(groups=(WorkingGroup(name="1", criteria=CODES[1:]),)),
        ["council.groups"],
    ),
    (
        "criterion-given-twice",
        council(groups=(WorkingGroup(name="1", criteria=CODES), WorkingGroup(name="2", criteria=CODES[:2]))),
        ["council.groups"] * 2,
    ),
    (
        "calendar-unsound",
        calendar(first_monday=DAY(2017, 8, 22), days_per_week=8),
        ["plan.timetable.calendar.first_monday", "plan.timetable.calendar.days_per_week"],
    ),
    (
        "calendar-unsound",
        calendar(breaks=(Break(first_day=DAY(2018, 1, 2), last_day=DAY(2018, 1, 1)),)),
        ["plan.timetable.calendar.breaks[0].last_day"],
    ),
    (
        "time-turned-round",
        row(first_day=DAY(2018, 1, 2), last_day=DAY(2018, 1, 1)),
        ["plan.timetable.weeks[0].last_day"],
    ),
    (
        "time-turned-round",
        build(
            sheets=(
                CriterionSheet(
                    criterion=CODES[0],
                    improvements=(
                        ImprovementItem(what="a", first_day=DAY(2018, 1, 2), last_day=DAY(2018, 1, 1)),
                        ImprovementItem(what="b", first_day=DAY(2018, 1, 2)),
                    ),
                ),
            )
        ),
        ["sheets[0].improvements[0].last_day"],
    ),
    ("date-mistyped", row(written=TYPED), ["plan.timetable.weeks[0].written:12-21"]),
    (
        "date-mistyped",
        timetable(months=(TimetableRow(written="31/11/2017"),)),
        ["plan.timetable.months[0].written:1-10"],
    ),
    (
        "year-in-two-digits",
        row(written="Từ 26/10/17 đến 14/11/2017"),
        ["plan.timetable.weeks[0].written:4-11"],
    ),
    (
        "week-unknown",
        row(weeks=(1, 60), written="Tuần 0"),
        ["plan.timetable.weeks[0].weeks", "plan.timetable.weeks[0].written"],
    ),
    (
        "times-contradict",
        row(weeks=(19,), first_day=DAY(2018, 1, 1), last_day=DAY(2018, 1, 6)),
        ["plan.timetable.weeks[0]"],
    ),
    ("times-contradict", row(weeks=(5,), written="Tuần 6 (25/9/2017 - 30/9/2017)"), ["plan.timetable.weeks[0]"]),
    ("times-contradict", row(weeks=(6,), months=(CalendarMonth(2017, 10),)), ["plan.timetable.weeks[0]"]),
    (
        "ground-not-in-force",
        grounds(DAY(2018, 11, 1), CIRCULAR, "01/2000/TT-A"),
        ["plan.grounds[0].number", "council.decision.grounds[0].number"],
    ),
    (
        "ground-not-in-force",
        grounds(DAY(2012, 11, 30), CIRCULAR),
        ["plan.grounds[0].number", "council.decision.grounds[0].number"],
    ),
    (
        "ground-not-in-force",
        grounds(DAY(2017, 11, 30), "430/KTKĐCLGD-KĐPT"),
        ["plan.grounds[0].number", "council.decision.grounds[0].number"],
    ),
    (
        "planned-criterion-unknown",
        build(
            council=Council(groups=(WorkingGroup(name="1", criteria=(CODES[0], WRONG)),)),
            plan=AssessmentPlan(
                resources=(ResourceRow(), ResourceRow(criterion=WRONG)),
                expected_evidence=(ExpectedEvidenceRow(criterion=WRONG),),
            ),
            opinions=(Opinion(text="a", criterion=WRONG),),
        ),
        [
            "council.groups[0].criteria[1]",
            "plan.resources[1].criterion",
            "plan.expected_evidence[0].criterion",
            "opinions[0].criterion",
        ],
    ),
    (
        "opinion-undecided",
        build(
            signature=Signature(date=DAY(2018, 3, 30)),
            opinions=(Opinion(text="a", outcome=OpinionOutcome.ACCEPTED), Opinion(text="b")),
        ),
        ["opinions[1].outcome"],
    ),
]

SILENT = [
    *((name, council()) for name in ("council-roles", "council-posts", "group-size", "group-leader")),
    *((name, council()) for name in ("criterion-not-given", "criterion-given-twice")),
    *(
        ("council-posts", council(members=members(*_ROLES, posts=(*posts, "", ""))))
        for posts in (
            ("HT – BTCB", "P.HT - CTCĐ", "Giáo viên, thư ký Hội đồng trường"),
            ("Hiệu trưởng-Bí thư chi bộ", "Hiệu phó", "Tổ trưởng tổ Văn phòng"),
            ("Principal", "Vice-Principal", "Giáo viên kiêm TKHĐ"),
            ("BTCB kiêm Hiệu trưởng", "Phó HT", "TTCM"),
        )
    ),
    ("council-roles", build(council=Council(members=(CouncilMember(name="A"),)))),
    ("chair-is-not-principal", attrs.evolve(council(), school=School(name="A", principal=" a"))),
    ("chair-is-not-principal", council()),
    ("group-size", build()),
    ("group-leader", build(council=Council(groups=(WorkingGroup(name="1", leader="A"),)))),
    ("group-leader", council(groups=(WorkingGroup(name="1"),))),
    ("criterion-not-given", council(groups=(WorkingGroup(name="1"),))),
    ("calendar-unsound", calendar()),
    ("calendar-unsound", build()),
    ("time-turned-round", row(first_day=DAY(2018, 1, 1), last_day=DAY(2018, 1, 1))),
    ("date-mistyped", row(written="Tuần 5 (từ 18/9/2017 đến 23/9/2017)")),
    ("year-in-two-digits", row(written="26/10/2017 - 14/11/17/18, 13/07 - 14/08")),
    ("week-unknown", row(weeks=(1, 29))),
    ("week-unknown", build(plan=AssessmentPlan(timetable=Timetable(weeks=(TimetableRow(weeks=(60,)),))))),
    ("times-contradict", row(weeks=(5,), written=TYPED, months=(CalendarMonth(2017, 9),))),
    ("times-contradict", row(written="Tuần 1 (từ ngày 25/9/2017 đến ngày 30/9/2017)")),
    ("times-contradict", row(weeks=(19, 20), first_day=DAY(2018, 1, 2), last_day=DAY(2018, 1, 13))),
    ("ground-not-in-force", grounds(DAY(2017, 9, 18), CIRCULAR)),
    ("ground-not-in-force", grounds(None, CIRCULAR)),
    ("planned-criterion-unknown", council()),
    ("opinion-undecided", build(opinions=(Opinion(text="a"),))),
    (
        "opinion-undecided",
        build(
            signature=Signature(date=DAY(2018, 3, 30)), opinions=(Opinion(text="a", outcome=OpinionOutcome.DECLINED),)
        ),
    ),
]
