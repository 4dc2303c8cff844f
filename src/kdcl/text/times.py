"""Times in words: the school weeks, months and dates that a text names."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterator

import attrs

from kdcl.text.dates import DateRange, WrittenDate, find_dates
from kdcl.text.folding import fold

# All of this looks at folded text: letters without their accents, which people leave out, and one kind of dash. The
# word between two weeks of a range begins with a letter that has none of its own, so any letter will do.
_RANGE = r"(?:-|\wen|to)"
_LIST = r"(?:[,;&+]|va|and)"
# Dates stand behind the weeks: a number with a stroke or point and another number behind it begins one.
_WEEK = r"[0-9]{1,2}(?![0-9]|\s*[./]\s*[0-9]|-[0-9]+-[0-9])"
_WEEKS = re.compile(
    rf"\b(?:tuan|weeks?)\b[\s:]*(?P<weeks>{_WEEK}(?:\s*(?:{_RANGE}|{_LIST})\s*{_WEEK}){{0,40}}+)(?!\s+(?:cua\s+)?thang\b)"
)
_MONTH = r"[0-9]{1,2}(?![0-9])"
_MONTHS = re.compile(
    rf"\b(?:thang|months?)\b[\s:]*(?P<months>{_MONTH}(?:\s*(?:{_RANGE}|{_LIST})\s*(?:thang\s+)?{_MONTH}){{0,12}})"
    r"\s*(?:[/.-]|(?:,\s*)?(?:nam|of))\s*(?P<year>[0-9]{4})(?![0-9]|[/.-][0-9])"
)
_MORE_MONTHS = re.compile(
    rf"\s{{0,3}}{_LIST}\s{{0,3}}(?P<months>{_MONTH})\s{{0,3}}[/.-]\s{{0,3}}(?P<year>[0-9]{{4}})(?![0-9]|[/.-][0-9])"
)
"""A month with a year of its own behind another one: ``thang 12/2017, 01/2018``."""
_STEP = re.compile(rf"(?<![^0-9])\s*+({_RANGE})?[^0-9]*?([0-9]{{1,2}})")
_MOST_WEEKS = 60
_LAST_MONTH = 12


@attrs.frozen(kw_only=True)
class WrittenTime:
    """What the words for a time say.

    Attributes:
        weeks: the numbers of school weeks, in the order in which they are written.
        dates: the dates, sound or not.
        months: the months that are named with their year; a week of a month is some time in it.
    """

    weeks: tuple[int, ...]
    dates: tuple[WrittenDate, ...]
    months: tuple[DateRange, ...] = ()

    @property
    def period(self) -> DateRange | None:
        """The days from the first date to the last; None where there is none, or one cannot be read."""
        days = [date.meant for date in self.dates]
        if not days or days[0] is None or days[-1] is None:
            return None
        return DateRange(days[0], days[-1])

    @property
    def months_period(self) -> DateRange | None:
        """The days from the first of the months to the last; None where none is named."""
        if not self.months:
            return None
        return DateRange(min(self.months).first_day, max(self.months).last_day)


def read_time(text: str, *, years: Collection[int] = ()) -> WrittenTime:
    """Return the weeks, months and dates that a text names.

    Weeks and months may be a list or a range, in Vietnamese or English, with or without accents. A week of a month
    (``tuan 4 thang 10/2015``) is no school week of that number.

    Args:
        text: the words, as they stand in a timetable.
        years: the years that can be meant; see `find_dates`.

    >>> read_time("Weeks 6, 7: 25/9/2017 - 07/10/2017").weeks
    (6, 7)
    """
    folded, dates = fold(text), find_dates(text, years=years)
    weeks = [number for found in _WEEKS.finditer(folded) for number in _iter_numbers(found["weeks"])]
    return WrittenTime(weeks=tuple(weeks), dates=dates, months=tuple(_iter_months(folded, dates)))


def _iter_months(folded: str, dates: tuple[WrittenDate, ...]) -> Iterator[DateRange]:
    """Yield the days of each month that is named outside the dates."""
    ends = {date.end for date in dates}
    for first in _MONTHS.finditer(folded):
        found: re.Match[str] | None = first
        while found is not None and found.end() not in ends:
            for month in _iter_numbers(found["months"]):
                if 1 <= month <= _LAST_MONTH and found["year"] >= "0001":
                    yield _month(int(found["year"]), month)
            found = _MORE_MONTHS.match(folded, found.end())


def _month(year: int, month: int) -> DateRange:
    return DateRange(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def _iter_numbers(text: str) -> Iterator[int]:
    last = None
    for mark, digits in _STEP.findall(text):
        number = int(digits)
        if mark and last is not None and last < number <= _MOST_WEEKS:
            yield from range(last + 1, number)
        yield number
        last = number
