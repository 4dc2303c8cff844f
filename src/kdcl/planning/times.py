"""The time of a row of a timetable, in whichever way the school states it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

import attrs

from kdcl.planning.calendar import DateRange, SchoolWeek, iter_weeks
from kdcl.planning.dates import WrittenDate, find_dates
from kdcl.school import SchoolCalendar, TimetableRow
from kdcl.text.folding import fold

# Letters are read without their accents, which people leave out; the word between two weeks of a range begins with a
# letter that has none of its own, so any letter will do.
_RANGE = r"(?:[-\u2010-\u2015]|\wen|to)"
_LIST = r"(?:[,;&+]|va|and)"
_WEEK = r"[0-9]{1,2}(?![0-9]|\s*[./]\s*[0-9]|-[0-9]+-[0-9])"
_WEEKS = re.compile(rf"\b(?:tuan|weeks?)\b[\s:]*({_WEEK}(?:\s*(?:{_RANGE}|{_LIST})\s*{_WEEK})*)")
_STEP = re.compile(rf"\s*({_RANGE})?[^0-9]*?([0-9]{{1,2}})")
_MOST_WEEKS = 60


@attrs.frozen(kw_only=True)
class WrittenTime:
    """What the words for a time say.

    Attributes:
        weeks: the numbers of school weeks, in the order in which they are written.
        dates: the dates, sound or not.
    """

    weeks: tuple[int, ...]
    dates: tuple[WrittenDate, ...]

    @property
    def period(self) -> DateRange | None:
        """The days from the first date to the last; None where there is none, or one cannot be read."""
        days = [date.meant for date in self.dates]
        if not days or days[0] is None or days[-1] is None:
            return None
        return DateRange(days[0], days[-1])


def read_time(text: str, *, years: Collection[int] = ()) -> WrittenTime:
    """Return the weeks and dates that a text names.

    Weeks may be a list or a range, in Vietnamese or English, with or without accents.

    Args:
        text: the words, as they stand in a timetable.
        years: the years that can be meant; see `find_dates`.

    >>> read_time("Weeks 6, 7: 25/9/2017 - 07/10/2017").weeks
    (6, 7)
    """
    weeks = [number for found in _WEEKS.finditer(fold(text)) for number in _iter_numbers(found[1])]
    return WrittenTime(weeks=tuple(weeks), dates=find_dates(text, years=years))


def find_period(row: TimetableRow, calendar: SchoolCalendar, *, years: Collection[int] = ()) -> DateRange | None:
    """Return the days of a row, from whatever it states first: days, weeks, months, words; None where it states none.

    Weeks that the calendar does not have say nothing.

    Args:
        row: the row.
        calendar: what the numbers of weeks follow from.
        years: the years that dates in words can mean; see `find_dates`.
    """
    if (day := row.first_day or row.last_day) is not None:
        return DateRange(day, row.last_day or day)
    if (found := find_weeks_period(row.weeks, calendar)) is not None:
        return found
    if row.months:
        return DateRange(min(row.months).first_day, max(row.months).last_day)
    written = read_time(row.written, years=years)
    return written.period or find_weeks_period(written.weeks, calendar)


def find_weeks_period(numbers: Iterable[int], calendar: SchoolCalendar) -> DateRange | None:
    """Return the days from the first of these weeks to the last, or None where the calendar has none of them."""
    wanted = set(numbers)
    weeks: list[SchoolWeek] = [week for week in iter_weeks(calendar) if week.number in wanted] if wanted else []
    return DateRange(weeks[0].first_day, weeks[-1].last_day) if weeks else None


def _iter_numbers(text: str) -> Iterator[int]:
    last = None
    for mark, digits in _STEP.findall(text):
        number = int(digits)
        if mark and last is not None and last < number <= _MOST_WEEKS:
            yield from range(last + 1, number)
        yield number
        last = number
