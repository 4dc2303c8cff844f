"""Checks of the plan: its calendar, its timetable, its legal grounds, and of the opinions on the draft."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Final

from kdcl.checks._rulebook import Case, Check, Finding, Place, Severity
from kdcl.codes import CriterionCode
from kdcl.law import InstitutionType, LegalDocument, find_document, find_successors
from kdcl.messages import Message, message
from kdcl.planning.calendar import DateRange, iter_weeks
from kdcl.planning.times import WrittenTime, find_weeks_period, read_time
from kdcl.school import LegalGround, SelfAssessment, TimetableRow
from kdcl.standards.legal import DOCUMENTS

_CALENDAR = "plan.timetable.calendar"
_WEEK_DAYS = 7


def _calendar(case: Case) -> Iterator[Finding]:
    calendar = case.assessment.plan.timetable.calendar
    if calendar.first_monday is not None and calendar.first_monday.weekday():
        monday = calendar.first_monday - dt.timedelta(days=calendar.first_monday.weekday())
        yield Finding(
            message=message("{day} is not a Monday", day=calendar.first_monday),
            place=Place(path=f"{_CALENDAR}.first_monday"),
            fix=message("write the Monday of week 1, such as {monday}", monday=monday),
        )
    if not 1 <= calendar.days_per_week <= _WEEK_DAYS:
        yield Finding(
            message=message("a week cannot have {days} school days", days=calendar.days_per_week),
            place=Place(path=f"{_CALENDAR}.days_per_week"),
            fix=message("write a number from 1 to 7, such as 6"),
        )
    for index, part in enumerate(calendar.breaks):
        if part.last_day is not None and part.last_day < part.first_day:
            yield _turned_round(f"{_CALENDAR}.breaks[{index}].last_day", part.first_day, part.last_day)


def _turned_round(path: str, first: dt.date, last: dt.date) -> Finding:
    return Finding(
        message=message("it ends on {last}, before it begins on {first}", first=first, last=last),
        place=Place(path=path),
        fix=message("correct one of the two days"),
    )


def _time_turned_round(case: Case) -> Iterator[Finding]:
    times = [(path, row.first_day, row.last_day) for path, row in _iter_rows(case)]
    for number, sheet in enumerate(case.assessment.sheets):
        for place, item in enumerate(sheet.improvements):
            times.append((f"sheets[{number}].improvements[{place}]", item.first_day, item.last_day))
    for path, first, last in times:
        if first is not None and last is not None and last < first:
            yield _turned_round(f"{path}.last_day", first, last)


def _mistyped(case: Case) -> Iterator[Finding]:
    for path, row in _iter_rows(case):
        for date in _read(case, row).dates:
            if date.problem is not None:
                yield Finding(
                    message=message("{text} is no date: {problem}", text=repr(date.text), problem=date.problem),
                    place=Place(path=f"{path}.written", start=date.start, end=date.end),
                    fix=None if date.repair is None else message("write {date}", date=_slashed(date.repair)),
                )


def _unknown_week(case: Case) -> Iterator[Finding]:
    calendar = case.assessment.plan.timetable.calendar
    last = max((week.number for week in iter_weeks(calendar)), default=None)
    for path, row in _iter_rows(case):
        for name, numbers in (("weeks", row.weeks), ("written", _read(case, row).weeks)):
            unknown = tuple(number for number in numbers if last is not None and not 1 <= number <= last)
            if unknown:
                yield Finding(
                    message=message(
                        "the calendar has no school week {weeks}; its weeks are 1 to {last}", weeks=unknown, last=last
                    ),
                    place=Place(path=f"{path}.{name}"),
                    fix=message("correct the number, or the first Monday and the breaks"),
                )


def _contradictions(case: Case) -> Iterator[Finding]:
    """Every way in which a row states its time must give the same days; months must hold them."""
    for path, row in _iter_rows(case):
        stated = list(_iter_stated(case, row))
        for first, second in itertools.pairwise(stated):
            if _contradict(first, second):
                yield Finding(
                    message=message("{one}, but {other}", one=_say(*first), other=_say(*second)),
                    place=Place(path=path),
                    fix=message("correct one of the two, or the breaks of the calendar"),
                )


_Stated = tuple[str, Message, DateRange]


def _iter_stated(case: Case, row: TimetableRow) -> Iterator[_Stated]:
    calendar, written = case.assessment.plan.timetable.calendar, _read(case, row)
    if (weeks := find_weeks_period(row.weeks, calendar)) is not None:
        yield "weeks", message("school weeks {weeks}", weeks=row.weeks), weeks
    if (weeks := find_weeks_period(written.weeks, calendar)) is not None:
        yield "weeks", message("the words for school weeks {weeks}", weeks=written.weeks), weeks
    if row.first_day is not None and row.last_day is not None:
        yield "days", message("the days stated"), DateRange(row.first_day, row.last_day)
    if written.period is not None:
        yield "days", message("the dates in words"), written.period
    if row.months:
        period = DateRange(min(row.months).first_day, max(row.months).last_day)
        named = tuple(f"{month.month}/{month.year}" for month in row.months)
        yield "months", message("months {months}", months=named), period


def _contradict(first: _Stated, second: _Stated) -> bool:
    if second[0] == "months":
        return first[2].first_day not in second[2] or first[2].last_day not in second[2]
    return first[2] != second[2]


def _say(_: str, name: Message, period: DateRange) -> Message:
    first, last = _slashed(period.first_day), _slashed(period.last_day)
    return message("{name} are {first} to {last}", name=name, first=first, last=last)


def _slashed(day: dt.date) -> str:
    return day.strftime("%d/%m/%Y")


def _iter_rows(case: Case) -> Iterator[tuple[str, TimetableRow]]:
    timetable = case.assessment.plan.timetable
    for name, rows in (("weeks", timetable.weeks), ("months", timetable.months)):
        for index, row in enumerate(rows):
            yield f"plan.timetable.{name}[{index}]", row


def _read(case: Case, row: TimetableRow) -> WrittenTime:
    start = case.assessment.school_year.start
    return read_time(row.written, years=(start, start + 1))


def _grounds(case: Case) -> Iterator[Finding]:
    """A ground is judged only where both the paper's day and the document's time are known."""
    plan, decision = case.assessment.plan, case.assessment.council.decision
    institution = case.framework.institution
    for place, paper in (("plan", plan), ("council.decision", decision)):
        for index, ground in enumerate(paper.grounds):
            document = _find_known(case, ground)
            if document is None or paper.date is None or document.is_in_force(paper.date, institution) is not False:
                continue
            yield Finding(
                message=message("{number} did not apply on {date}", number=document.number, date=paper.date),
                place=Place(path=f"{place}.grounds[{index}].number"),
                fix=_succeed(document, paper.date, institution),
            )


def _find_known(case: Case, ground: LegalGround) -> LegalDocument | None:
    documents = case.framework.part(DOCUMENTS)
    return None if ground.number is None else find_document(documents, ground.number)


def _succeed(document: LegalDocument, day: dt.date, institution: InstitutionType) -> Message | None:
    successors = find_successors(document, institution)
    ended = document.find_end(institution)
    if not successors or ended is None or day < ended:
        return None
    return message("cite what replaced it: {numbers}", numbers=successors)


def _unknown_criterion(case: Case) -> Iterator[Finding]:
    for path, code in _iter_planned(case.assessment):
        if code not in case.framework:
            yield Finding(
                message=message("{framework} has no criterion {code}", framework=case.framework.id, code=code),
                place=Place(path=path),
                fix=message("correct the number"),
            )


def _iter_planned(assessment: SelfAssessment) -> Iterator[tuple[str, CriterionCode]]:
    """Yield every criterion that groups, plan and opinions name, with its place."""
    for index, group in enumerate(assessment.council.groups):
        yield from ((f"council.groups[{index}].criteria[{number}]", code) for number, code in enumerate(group.criteria))
    named = {
        "plan.resources": [row.criterion for row in assessment.plan.resources],
        "plan.expected_evidence": [row.criterion for row in assessment.plan.expected_evidence],
        "opinions": [opinion.criterion for opinion in assessment.opinions],
    }
    for path, codes in named.items():
        yield from ((f"{path}[{index}].criterion", code) for index, code in enumerate(codes) if code is not None)


def _undecided(case: Case) -> Iterator[Finding]:
    if case.assessment.signature.date is None:
        return
    for index, opinion in enumerate(case.assessment.opinions):
        if opinion.outcome is None:
            yield Finding(
                message=message("the report is signed, but nothing is decided on this opinion"),
                place=Place(path=f"opinions[{index}].outcome"),
                fix=message("write what was decided"),
            )


_TIMETABLE = message("the timetable of the self-assessment plan")

CHECKS: Final = (
    Check(
        id="calendar-unsound",
        severity=Severity.ERROR,
        title=message("A school calendar whose weeks cannot be numbered as it says"),
        source=None,
        reads=("plan",),
        function=_calendar,
    ),
    Check(
        id="time-turned-round",
        severity=Severity.ERROR,
        title=message("A time that ends before it begins"),
        source=None,
        reads=("plan", "sheets"),
        function=_time_turned_round,
    ),
    Check(
        id="date-mistyped",
        severity=Severity.ERROR,
        title=message("A date in the timetable that is typed wrongly"),
        source=_TIMETABLE,
        reads=("plan", "school_year"),
        function=_mistyped,
    ),
    Check(
        id="week-unknown",
        severity=Severity.ERROR,
        title=message("A school week that the calendar does not have"),
        source=_TIMETABLE,
        reads=("plan",),
        function=_unknown_week,
    ),
    Check(
        id="times-contradict",
        severity=Severity.ERROR,
        title=message("A row of the timetable whose weeks, months and dates do not agree"),
        source=_TIMETABLE,
        reads=("plan", "school_year"),
        function=_contradictions,
    ),
    Check(
        id="ground-not-in-force",
        severity=Severity.NOTE,
        title=message("A legal ground that did not apply on the day of the plan or decision"),
        source=message("the dates of the legal documents"),
        reads=("plan", "council"),
        function=_grounds,
    ),
    Check(
        id="planned-criterion-unknown",
        severity=Severity.ERROR,
        title=message("A group, plan or opinion that names a criterion the framework does not have"),
        source=message("the numbering of the circular"),
        reads=("council", "plan", "opinions"),
        function=_unknown_criterion,
    ),
    Check(
        id="opinion-undecided",
        severity=Severity.WARNING,
        title=message("An opinion on the draft of a signed report on which nothing is decided"),
        source=None,
        reads=("opinions", "signature"),
        function=_undecided,
    ),
)
