"""Strategies for what a school plans: council, plan, timetable, improvements, opinions."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from kdcl.law import DocumentKind, Framework, Level
from kdcl.school import (
    AcceptedFinding,
    ArticleAddition,
    AssessmentPlan,
    Break,
    CalendarMonth,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
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
    Timetable,
    TimetableRow,
    Training,
    WorkingGroup,
)
from kdcl.testing._basics import (
    SHORT,
    criterion_codes,
    days,
    few_criterion_codes,
    legal_numbers,
    perhaps,
    standards,
    texts,
    tuples,
)


def school_calendars() -> st.SearchStrategy[SchoolCalendar]:
    """Return calendars of one school year whose first Monday is one, with any breaks in it."""
    mondays = st.integers(0, 2000).map(lambda weeks: dt.date(2000, 1, 3) + dt.timedelta(weeks=weeks))
    spans = tuples(st.tuples(st.integers(-10, 380), st.none() | st.integers(-2, 40), SHORT))

    def build(monday: dt.date, spans: tuple[tuple[int, int | None, str], ...], days_per_week: int) -> SchoolCalendar:
        firsts = [monday + dt.timedelta(days=offset) for offset, _, _ in spans]
        breaks = tuple(
            Break(first_day=first, last_day=None if length is None else first + dt.timedelta(days=length), name=name)
            for first, (_, length, name) in zip(firsts, spans, strict=True)
        )
        return SchoolCalendar(first_monday=monday, breaks=breaks, days_per_week=days_per_week)

    return st.builds(build, mondays, spans, st.sampled_from([5, 6, 7]))


def councils(framework: Framework) -> st.SearchStrategy[Council]:
    """Return councils with groups and a decision."""
    short = SHORT
    people = tuples(st.builds(GroupMember, name=texts(), position=short, duty=short))
    roles = st.sampled_from([None, *CouncilRole])
    groups = st.builds(
        WorkingGroup, name=short, leader=short, members=people, criteria=tuples(few_criterion_codes(framework))
    )
    return st.builds(
        Council,
        members=tuples(st.builds(CouncilMember, name=texts(), position=short, duty=short, role=roles)),
        secretariat=st.builds(Secretariat, members=people),
        groups=tuples(groups),
        decision=st.builds(
            CouncilDecision,
            number=st.none() | legal_numbers(),
            date=st.none() | days(),
            grounds=tuples(_grounds()),
            additions=tuples(st.builds(ArticleAddition, article=st.integers(1, 4), text=short)),
            recipients=tuples(short),
        ),
    )


def _grounds() -> st.SearchStrategy[LegalGround]:
    short = SHORT
    kinds = st.none() | st.sampled_from(DocumentKind)
    return st.builds(
        LegalGround,
        number=st.none() | legal_numbers(),
        kind=kinds,
        issuer=short,
        date=st.none() | days(),
        subject=short,
    )


def improvements() -> st.SearchStrategy[ImprovementItem]:
    """Return items of an improvement plan."""
    short, day = SHORT, st.none() | days()
    return st.builds(
        ImprovementItem,
        what=texts(),
        responsible=short,
        resources=short,
        first_day=day,
        last_day=day,
        expected_result=short,
        status=st.sampled_from(ImprovementStatus),
    )


def plans(framework: Framework) -> st.SearchStrategy[AssessmentPlan]:
    """Return self-assessment plans."""
    short, lists = SHORT, perhaps((), tuples(SHORT))
    item = {
        "standard": st.none() | standards(framework),
        "criterion": st.none() | criterion_codes(framework),
        "time": short,
        "note": short,
    }
    evidence = dict.fromkeys(("evidence", "place", "collectors", "cost"), short)
    names = ("advantages", "difficulties", "purpose", "requirements", "key_tasks", "tasks", "targets", "actions")
    return st.builds(
        AssessmentPlan,
        number=st.none() | legal_numbers(),
        date=st.none() | days(),
        grounds=tuples(_grounds()),
        scope=short,
        target_level=st.none() | st.sampled_from(Level),
        trainings=tuples(st.builds(Training, time=short, participants=short, content=short)),
        resources=tuples(st.builds(ResourceRow, activities=short, resources=short, **item)),
        expected_evidence=tuples(st.builds(ExpectedEvidenceRow, **evidence, **item)),
        timetable=_timetables(),
        **dict.fromkeys((*names, "carrying_out", "recipients"), lists),
    )


def _timetables() -> st.SearchStrategy[Timetable]:
    short, day = SHORT, st.none() | days()
    rows = tuples(
        st.builds(
            TimetableRow,
            activities=tuples(st.builds(PlannedActivity, text=texts(), responsible=short, done_on=day)),
            weeks=tuples(st.integers(-1, 60)),
            months=tuples(st.builds(CalendarMonth, st.integers(1000, 9998), st.integers(1, 12))),
            first_day=day,
            last_day=day,
            written=texts() | st.just("18//9/2017 - 09/10/20017"),
        )
    )
    calendars = school_calendars() | st.just(SchoolCalendar())
    return st.builds(Timetable, calendar=calendars, weeks=rows, months=rows, stages=rows)


def exceptions() -> st.SearchStrategy[AcceptedFinding]:
    """Return findings that a council accepts."""
    short = SHORT
    return st.builds(
        AcceptedFinding,
        check=short,
        place=short,
        sentence=texts(),
        accepted_by=short,
        accepted_on=days(),
        reason=texts(),
        until=days(),
    )


def opinions(framework: Framework) -> st.SearchStrategy[Opinion]:
    """Return opinions on a draft."""
    short = SHORT
    return st.builds(
        Opinion,
        text=texts(),
        source=short,
        criterion=st.none() | criterion_codes(framework),
        part=short,
        received_on=st.none() | days(),
        outcome=st.sampled_from([None, *OpinionOutcome]),
        reason=short,
    )
