"""Working days: counted from a day that is not one of them itself, without weekends and without days off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from kdcl.errors import MissingExtraError
from kdcl.typed import typed

_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)


def _as_set(days: Iterable[dt.date]) -> frozenset[dt.date]:
    return frozenset(days)


@attrs.frozen(kw_only=True)
@typed
class WorkCalendar:
    """Which days offices work on.

    That they rest on Saturdays and Sundays is this library's reading; it was not read in the guidance.

    Attributes:
        days_off: days on which they do not work though they are no weekend.
        days_on: days of a weekend on which they work, to make up for others.

    >>> str(WorkCalendar().add(dt.date(2018, 1, 5), 1))
    '2018-01-08'
    """

    days_off: frozenset[dt.date] = attrs.field(default=frozenset(), converter=_as_set)
    days_on: frozenset[dt.date] = attrs.field(default=frozenset(), converter=_as_set)

    def is_working(self, day: dt.date) -> bool:
        """Whether offices work on a day."""
        return day in self.days_on or (day.weekday() < _SATURDAY and day not in self.days_off)

    def add(self, day: dt.date, count: int) -> dt.date:
        """Return the last of so many working days after a day; the last day there is where they do not end before."""
        last = day
        while count > 0 and last < dt.date.max:
            last += _DAY
            count -= self.is_working(last)
        return last

    def count(self, first: dt.date, last: dt.date) -> int:
        """Return how many working days there are after one day, up to another and with it; 0 where it is earlier."""
        span = (last - first).days
        return sum(self.is_working(first + number * _DAY) for number in range(1, span + 1))


def get_public_holidays(first_year: int, last_year: int) -> tuple[dt.date, ...]:
    """Return the public holidays of Viet Nam from one year to another, as the package ``holidays`` knows them.

    It knows neither the days that the government moves each year nor those of one province: look at what it gives.

    Raises:
        MissingExtraError: the package is not installed (extra ``holidays``).
    """
    try:
        import holidays  # noqa: PLC0415 - an optional dependency, needed here alone
    except ImportError:
        raise MissingExtraError("holidays", "holidays") from None
    return tuple(sorted(holidays.country_holidays("VN", years=range(first_year, last_year + 1))))
