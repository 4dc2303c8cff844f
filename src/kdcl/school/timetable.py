"""The timetable of a plan: the school's weeks, its breaks, and what is done when."""

from __future__ import annotations

import datetime as dt
import re
from typing import Self

import attrs

from kdcl.codes.values import whole_number
from kdcl.errors import CodeError
from kdcl.messages import message
from kdcl.typed import typed

_MONTH_REMEDY = message("write year and month, as in 2018-03")


@attrs.frozen(order=True)
class CalendarMonth:
    """A month of a year, written ``2018-03``."""

    # a day after the last month has a year of four digits too
    year: int = attrs.field(validator=whole_number(1000, 9998, message("a year has four digits"), _MONTH_REMEDY))
    month: int = attrs.field(validator=whole_number(1, 12, message("months are numbered from 1 to 12"), _MONTH_REMEDY))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written as ``2018-03``.

        Raises:
            CodeError: the text is written in any other way, or there is no such month.
        """
        if (found := re.fullmatch("([1-9][0-9]{3})-([0-9]{2})", text)) is None:
            raise CodeError(text, 0, message("this is no month of a year"), _MONTH_REMEDY)
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year + self.month // 12, self.month % 12 + 1, 1) - dt.timedelta(days=1)

    def __str__(self) -> str:
        """Return ``2018-03``."""
        return f"{self.year}-{self.month:02}"


@attrs.frozen(kw_only=True)
@typed
class Break:
    """Days without school, from the first to the last (nghỉ).

    Attributes:
        first_day: the first day off.
        last_day: the last day off; None where it is a single day.
        name: what it is for.
    """

    first_day: dt.date
    last_day: dt.date | None = None
    name: str = ""


@attrs.frozen(kw_only=True)
@typed
class SchoolCalendar:
    """What the numbering of a school's weeks follows from.

    Attributes:
        first_monday: the Monday of week 1; None where the school has not said it.
        breaks: the days without school.
        days_per_week: the days of a school week from Monday: 6 to Saturday, 5 to Friday.
    """

    first_monday: dt.date | None = None
    breaks: tuple[Break, ...] = ()
    days_per_week: int = 6


@attrs.frozen(kw_only=True)
@typed
class PlannedActivity:
    """Something that is to be done.

    Attributes:
        text: what.
        responsible: the role or group that does it.
        done_on: the day it was done; None while it is not.
    """

    text: str
    responsible: str = ""
    done_on: dt.date | None = None


@attrs.frozen(kw_only=True)
@typed
class TimetableRow:
    """A row of a timetable: a time, in any of the ways a school states it, and what is done in it.

    Where it is stated in several ways, days go before weeks, weeks before months, and these before what is written.

    Attributes:
        activities: what is done.
        weeks: the numbers of the school weeks.
        months: the months.
        first_day: the first day.
        last_day: the last day.
        written: the time in the school's own words, with weeks and dates as they are typed.
    """

    activities: tuple[PlannedActivity, ...] = ()
    weeks: tuple[int, ...] = ()
    months: tuple[CalendarMonth, ...] = ()
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    written: str = ""


@attrs.frozen(kw_only=True)
@typed
class Timetable:
    """The plan's timetable (thời gian biểu).

    Attributes:
        calendar: what the numbers of the weeks follow from.
        weeks: the table by weeks.
        months: the table by months.
        stages: what the part on how the plan is carried out has by months (tổ chức thực hiện); plans of a year's
            accreditation work have it beside the calendar by months.
    """

    calendar: SchoolCalendar = attrs.field(factory=SchoolCalendar)
    weeks: tuple[TimetableRow, ...] = ()
    months: tuple[TimetableRow, ...] = ()
    stages: tuple[TimetableRow, ...] = ()

    @property
    def tables(self) -> tuple[tuple[str, tuple[TimetableRow, ...]], ...]:
        """The rows of each table by its name, the most exact ones first."""
        return ("weeks", self.weeks), ("months", self.months), ("stages", self.stages)
