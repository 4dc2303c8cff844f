"""Checks of the plan: its calendar, its timetable, its legal grounds, and of the opinions on the draft."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Final

from kdcl.checks._rulebook import Case, check
from kdcl.codes import CriterionCode
from kdcl.findings import Finding, Severity
from kdcl.law import InstitutionType, LegalDocument, find_document, find_successors
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.planning.calendar import iter_weeks
from kdcl.planning.times import find_weeks_period
from kdcl.school import SelfAssessment, TimetableRow
from kdcl.standards.legal import DOCUMENTS
from kdcl.text.dates import DateRange, month_number, numeric_date
from kdcl.text.times import WrittenTime, read_time

_TIMETABLE = message("the timetable of the self-assessment plan")
_CALENDAR: Final = ROOT.at("plan", "timetable", "calendar")
_WEEK_DAYS = 7


@check(
    "calendar-unsound",
    Severity.ERROR,
    message("A school calendar whose weeks cannot be numbered as it says"),
    source=None,
    reads=("plan",),
)
def _calendar(case: Case) -> Iterator[Finding]:
    calendar = case.assessment.plan.timetable.calendar
    if calendar.first_monday is not None and calendar.first_monday.weekday():
        monday = calendar.first_monday - dt.timedelta(days=calendar.first_monday.weekday())
        yield Finding(
            message=message("{day} is not a Monday", day=calendar.first_monday),
            place=_CALENDAR.at("first_monday"),
            fix=message("write the Monday of week 1, such as {monday}", monday=monday),
        )
    if not 1 <= calendar.days_per_week <= _WEEK_DAYS:
        yield Finding(
            message=message("a week cannot have {days} school days", days=calendar.days_per_week),
            place=_CALENDAR.at("days_per_week"),
            fix=message("write a number from 1 to 7, such as 6"),
        )
    for index, part in enumerate(calendar.breaks):
        if part.last_day is not None and part.last_day < part.first_day:
            yield _turned_round(_CALENDAR.at("breaks", index, "last_day"), part.first_day, part.last_day)


def _turned_round(place: Place, first: dt.date, last: dt.date) -> Finding:
    return Finding(
        message=message("it ends on {last}, before it begins on {first}", first=first, last=last),
        place=place,
        fix=message("correct one of the two days"),
    )


@check(
    "time-turned-round",
    Severity.ERROR,
    message("A time that ends before it begins"),
    source=None,
    reads=("plan", "sheets"),
)
def _time_turned_round(case: Case) -> Iterator[Finding]:
    times = [(place, row.first_day, row.last_day) for place, row in _iter_rows(case)]
    for number, sheet in enumerate(case.assessment.sheets):
        for position, item in enumerate(sheet.improvements):
            times.append((ROOT.at("sheets", number, "improvements", position), item.first_day, item.last_day))
    for place, first, last in times:
        if first is not None and last is not None and last < first:
            yield _turned_round(place.at("last_day"), first, last)


@check(
    "date-mistyped",
    Severity.ERROR,
    message("A date in the timetable that is typed wrongly"),
    source=_TIMETABLE,
    reads=("plan", "school_year"),
)
def _mistyped(case: Case) -> Iterator[Finding]:
    for place, row in _iter_rows(case):
        for date in _read(case, row).dates:
            if date.problem is not None:
                yield Finding(
                    message=message("{text} is no date: {problem}", text=repr(date.text), problem=date.problem),
                    place=place.at("written").with_span(date.start, date.end),
                    fix=None if date.repair is None else message("write {date}", date=numeric_date(date.repair)),
                )


@check(
    "year-in-two-digits",
    Severity.NOTE,
    message("A date in the timetable with two digits for its year"),
    source=_TIMETABLE,
    reads=("plan", "school_year"),
)
def _short_year(case: Case) -> Iterator[Finding]:
    for place, row in _iter_rows(case):
        for date in _read(case, row).dates:
            if date.note is not None and date.day is not None:
                written = numeric_date(date.day)
                yield Finding(
                    message=message(
                        "{text} was read as {date}: {note}", text=repr(date.text), date=written, note=date.note
                    ),
                    place=place.at("written").with_span(date.start, date.end),
                    fix=message("write {date}", date=written),
                )


@check(
    "week-unknown",
    Severity.ERROR,
    message("A school week that the calendar does not have"),
    source=_TIMETABLE,
    reads=("plan",),
)
def _unknown_week(case: Case) -> Iterator[Finding]:
    calendar = case.assessment.plan.timetable.calendar
    last = max((week.number for week in iter_weeks(calendar)), default=None)
    for place, row in _iter_rows(case):
        for name, numbers in (("weeks", row.weeks), ("written", _read(case, row).weeks)):
            unknown = tuple(number for number in numbers if last is not None and not 1 <= number <= last)
            if unknown:
                yield Finding(
                    message=message(
                        "the calendar has no school week {weeks}; its weeks are 1 to {last}", weeks=unknown, last=last
                    ),
                    place=place.at(name),
                    fix=message("correct the number, or the first Monday and the breaks"),
                )


@check(
    "times-contradict",
    Severity.ERROR,
    message("A row of the timetable whose weeks, months and dates do not agree"),
    source=_TIMETABLE,
    reads=("plan", "school_year"),
)
def _contradictions(case: Case) -> Iterator[Finding]:
    """Every way in which a row states its time must give the same days; months must hold them.

    Where no row has words whose weeks agree with their dates, the plan counts weeks of its own: those say nothing.
    """
    counts_own = not any(_agrees(case, row) for _, row in _iter_rows(case))
    for place, row in _iter_rows(case):
        stated = [each for each in _iter_stated(case, row) if not (counts_own and each[0] == "words")]
        for first, second in itertools.pairwise(stated):
            if _contradict(first, second):
                yield Finding(
                    message=message("{one}, but {other}", one=_say(*first), other=_say(*second)),
                    place=place,
                    fix=message("correct one of the two, or the breaks of the calendar"),
                )


_Stated = tuple[str, Message, DateRange]


def _iter_stated(case: Case, row: TimetableRow) -> Iterator[_Stated]:
    calendar, written = case.assessment.plan.timetable.calendar, _read(case, row)
    if (weeks := find_weeks_period(row.weeks, calendar)) is not None:
        yield "weeks", message("school weeks {weeks}", weeks=row.weeks), weeks
    if (weeks := find_weeks_period(written.weeks, calendar)) is not None:
        yield "words", message("the words for school weeks {weeks}", weeks=written.weeks), weeks
    if row.first_day is not None and row.last_day is not None:
        yield "days", message("the days stated"), DateRange(row.first_day, row.last_day)
    if written.period is not None:
        yield "days", message("the dates in words"), written.period
    if row.months:
        period = DateRange(min(row.months).first_day, max(row.months).last_day)
        named = tuple(f"{month_number(month.month)}/{month.year}" for month in row.months)
        yield "months", message("months {months}", months=named), period


def _agrees(case: Case, row: TimetableRow) -> bool:
    """Whether the words of a row name weeks and dates that are the same days, or weeks and no dates."""
    written = _read(case, row)
    weeks = find_weeks_period(written.weeks, case.assessment.plan.timetable.calendar)
    return weeks is not None and written.period in {None, weeks}


def _contradict(first: _Stated, second: _Stated) -> bool:
    if second[0] == "months":
        return first[2].first_day not in second[2] or first[2].last_day not in second[2]
    return first[2] != second[2]


def _say(_: str, name: Message, period: DateRange) -> Message:
    first, last = numeric_date(period.first_day), numeric_date(period.last_day)
    return message("{name} are {first} to {last}", name=name, first=first, last=last)


def _iter_rows(case: Case) -> Iterator[tuple[Place, TimetableRow]]:
    timetable = case.assessment.plan.timetable
    for name, rows in timetable.tables:
        for index, row in enumerate(rows):
            yield ROOT.at("plan", "timetable", name, index), row


def _read(case: Case, row: TimetableRow) -> WrittenTime:
    start = case.assessment.school_year.start
    # A year in two digits, or with a slip, can only mean one of these.
    return read_time(row.written, years=(start, start + 1))


@check(
    "ground-not-in-force",
    Severity.NOTE,
    message("A legal ground that did not apply on the day of the plan or decision"),
    source=message("the dates of the legal documents"),
    reads=("plan", "council"),
)
def _grounds(case: Case) -> Iterator[Finding]:
    """A ground is judged only where both the paper's day and the document's time are known."""
    plan, decision = case.assessment.plan, case.assessment.council.decision
    institution, documents = case.framework.institution, case.framework.part(DOCUMENTS)
    for place, paper in ((ROOT.at("plan"), plan), (ROOT.at("council", "decision"), decision)):
        for index, ground in enumerate(paper.grounds):
            document = None if ground.number is None else find_document(documents, ground.number)
            if document is None or paper.date is None or document.is_in_force(paper.date, institution) is not False:
                continue
            yield Finding(
                message=message("{number} did not apply on {date}", number=document.number, date=paper.date),
                place=place.at("grounds", index, "number"),
                fix=_succeed(document, paper.date, institution),
            )


def _succeed(document: LegalDocument, day: dt.date, institution: InstitutionType) -> Message | None:
    successors = find_successors(document, institution)
    ended = document.find_end(institution)
    if not successors or ended is None or day < ended:
        return None
    return message("cite what replaced it: {numbers}", numbers=successors)


@check(
    "planned-criterion-unknown",
    Severity.ERROR,
    message("A group, plan or opinion that names a criterion the framework does not have"),
    source=message("the numbering of the circular"),
    reads=("council", "plan", "opinions"),
)
def _unknown_criterion(case: Case) -> Iterator[Finding]:
    for place, code in _iter_planned(case.assessment):
        if code not in case.framework:
            yield Finding(
                message=message("{framework} has no criterion {code}", framework=case.framework.id, code=code),
                place=place,
                fix=message("correct the number"),
            )


def _iter_planned(assessment: SelfAssessment) -> Iterator[tuple[Place, CriterionCode]]:
    """Yield every criterion that groups, plan and opinions name, with its place."""
    for index, group in enumerate(assessment.council.groups):
        given = ROOT.at("council", "groups", index, "criteria")
        yield from ((given.at(number), code) for number, code in enumerate(group.criteria))
    named = {
        ROOT.at("plan", "resources"): [row.criterion for row in assessment.plan.resources],
        ROOT.at("plan", "expected_evidence"): [row.criterion for row in assessment.plan.expected_evidence],
        ROOT.at("opinions"): [opinion.criterion for opinion in assessment.opinions],
    }
    for place, codes in named.items():
        yield from ((place.at(index, "criterion"), code) for index, code in enumerate(codes) if code is not None)


@check(
    "opinion-undecided",
    Severity.WARNING,
    message("An opinion on the draft of a signed report on which nothing is decided"),
    source=None,
    reads=("opinions", "signature"),
)
def _undecided(case: Case) -> Iterator[Finding]:
    if case.assessment.signature.date is None:
        return
    for index, opinion in enumerate(case.assessment.opinions):
        if opinion.outcome is None:
            yield Finding(
                message=message("the report is signed, but nothing is decided on this opinion"),
                place=ROOT.at("opinions", index, "outcome"),
                fix=message("write what was decided"),
            )
