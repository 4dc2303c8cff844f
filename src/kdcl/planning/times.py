"""The time of a row of a timetable, in whichever way the school states it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kdcl.planning.calendar import SchoolWeek, iter_weeks
from kdcl.school import SchoolCalendar, TimetableRow
from kdcl.text.dates import DateRange
from kdcl.text.times import read_time


def find_period(row: TimetableRow, calendar: SchoolCalendar, *, years: Collection[int] = ()) -> DateRange | None:
    """Return the days of a row, from whatever it states first: days, weeks, months, words; None where it states none.

    Of words, dates go before weeks and weeks before months. Weeks that the calendar does not have say nothing.

    Args:
        row: the row.
        calendar: what the numbers of weeks follow from.
        years: the years that dates in words can mean; see `kdcl.text.dates.find_dates`.
    """
    if (day := row.first_day or row.last_day) is not None:
        return DateRange(day, row.last_day or day)
    if (found := find_weeks_period(row.weeks, calendar)) is not None:
        return found
    if row.months:
        return DateRange(min(row.months).first_day, max(row.months).last_day)
    written = read_time(row.written, years=years)
    return written.period or find_weeks_period(written.weeks, calendar) or written.months_period


def find_weeks_period(numbers: Iterable[int], calendar: SchoolCalendar) -> DateRange | None:
    """Return the days from the first of these weeks to the last, or None where the calendar has none of them."""
    wanted = set(numbers)
    weeks: list[SchoolWeek] = [week for week in iter_weeks(calendar) if week.number in wanted] if wanted else []
    return DateRange(weeks[0].first_day, weeks[-1].last_day) if weeks else None
