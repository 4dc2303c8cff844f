"""The numbered weeks of a school year.

A school week runs from Monday to Saturday, or to the day that the school's calendar says. A week all of whose days lie
in breaks is not counted; in one that a break only touches, the first and last day move.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from kdcl.errors import UnknownWeekError
from kdcl.school import SchoolCalendar
from kdcl.text.dates import DateRange

WEEKS_IN_A_YEAR: Final = 53
"""Calendar weeks after which a school year is over, counted or not."""

_WEEK: Final = dt.timedelta(days=7)


@attrs.frozen(order=True)
class SchoolWeek:
    """A numbered week of a school year, from its first to its last school day."""

    number: int
    first_day: dt.date
    last_day: dt.date

    @property
    def period(self) -> DateRange:
        """Its days."""
        return DateRange(self.first_day, self.last_day)


def iter_weeks(calendar: SchoolCalendar) -> Iterator[SchoolWeek]:
    """Yield the counted weeks of one school year in order; none where the calendar has no first Monday.

    A first Monday that is another day of the week stands for the Monday of its week.
    """
    number = 0
    for monday in _iter_mondays(calendar):
        days = [day for day in _iter_days(calendar, monday) if not _is_off(calendar, day)]
        if days:
            number += 1
            yield SchoolWeek(number, days[0], days[-1])


def get_week(calendar: SchoolCalendar, number: int) -> SchoolWeek:
    """Return the school week of a number.

    Raises:
        UnknownWeekError: the school year has no week of this number.

    >>> calendar = SchoolCalendar(first_monday=dt.date(2017, 8, 21))
    >>> str(get_week(calendar, 5).first_day)
    '2017-09-18'
    """
    last = 0
    for week in iter_weeks(calendar):
        if week.number == number:
            return week
        last = week.number
    raise UnknownWeekError(number, last)


def find_week(calendar: SchoolCalendar, day: dt.date) -> SchoolWeek | None:
    """Return the counted week that a day belongs to, or None where it is in none.

    A Sunday and a single day off belong to the week they are in, as long as that week is counted.
    """
    monday = day - dt.timedelta(days=day.weekday())
    for week in iter_weeks(calendar):
        if week.first_day - dt.timedelta(days=week.first_day.weekday()) == monday:
            return week
    return None


def _iter_mondays(calendar: SchoolCalendar) -> Iterator[dt.date]:
    if calendar.first_monday is None:
        return
    monday = calendar.first_monday - dt.timedelta(days=calendar.first_monday.weekday())
    for _ in range(WEEKS_IN_A_YEAR):
        if dt.date.max - monday < 2 * _WEEK:
            return
        yield monday
        monday += _WEEK


def _iter_days(calendar: SchoolCalendar, monday: dt.date) -> Iterator[dt.date]:
    for offset in range(min(max(calendar.days_per_week, 1), 7)):
        yield monday + dt.timedelta(days=offset)


def _is_off(calendar: SchoolCalendar, day: dt.date) -> bool:
    return any(part.first_day <= day <= (part.last_day or part.first_day) for part in calendar.breaks)
