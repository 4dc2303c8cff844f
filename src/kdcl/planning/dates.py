"""Dates as people type them: read where they are sound, and mended where only one day can be meant."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator

import attrs

from kdcl.messages import Message, message

_TYPED = re.compile(r"(?<![0-9/])([0-9]{1,2})(\s*[-./]+\s*)([0-9]{1,2})(\s*[-./]+\s*)([0-9]{2,6})(?![0-9])")
_YEAR_DIGITS = 4


@attrs.frozen(kw_only=True)
class WrittenDate:
    """A date found in a text: ``source[start:end]`` is how it is written there.

    Attributes:
        start: its first character, counted from 0.
        end: the character after its last one.
        text: how it is written.
        day: the day, where it is written soundly; None where it is not.
        problem: what is wrong with it; None where nothing is.
        repair: the one day that can be meant; None where nothing is wrong, or several days or none can be meant.
    """

    start: int
    end: int
    text: str
    day: dt.date | None
    problem: Message | None = None
    repair: dt.date | None = None

    @property
    def meant(self) -> dt.date | None:
        """The day as written, or else the one it is taken to mean."""
        return self.day or self.repair


def find_dates(text: str, *, years: Collection[int] = ()) -> tuple[WrittenDate, ...]:
    """Return every date in the text, day before month, in order.

    Args:
        text: any text.
        years: the years that can be meant, such as the two of a school year. Without them every year is taken as it is
            written, and one that cannot be read has no repair.

    >>> [str(date.meant) for date in find_dates("18//9/2017 - 09/10/20017", years=(2017, 2018))]
    ['2017-09-18', '2017-10-09']
    """
    return tuple(_iter_dates(text, years))


def _iter_dates(text: str, years: Collection[int]) -> Iterator[WrittenDate]:
    for found in _TYPED.finditer(text):
        day, first_mark, month, second_mark, year = found.groups()
        problem = _find_problem((first_mark, second_mark), year, years)
        meant = _find_day(int(day), int(month), year, years)
        if meant is None and problem is None:
            problem = message("there is no such day")
        yield WrittenDate(
            start=found.start(),
            end=found.end(),
            text=found.group(),
            day=meant if problem is None else None,
            problem=problem,
            repair=None if problem is None else meant,
        )


def _find_problem(marks: tuple[str, str], year: str, years: Collection[int]) -> Message | None:
    if len(year) != _YEAR_DIGITS:
        return message("the year {year} has not four digits", year=year)
    if years and int(year) not in years:
        return message("the year {year} is not one of the school year", year=year)
    for mark in marks:
        if len(mark) != 1:
            return message("{mark} stands where one slash belongs", mark=repr(mark))
    return None


def _find_day(day: int, month: int, year: str, years: Collection[int]) -> dt.date | None:
    """Return the day, its year mended where exactly one can be meant."""
    is_sound = len(year) == _YEAR_DIGITS and (not years or int(year) in years)
    near = {int(year)} if is_sound else {each for each in years if _is_near(year, each)}
    if len(near) != 1:
        return None
    try:
        return dt.date(near.pop(), month, day)
    except ValueError:
        return None


def _is_near(typed: str, year: int) -> bool:
    """Whether a typed year is this one, its last two digits, or one slip of the finger away from it."""
    wanted = str(year)
    if typed in (wanted, wanted[2:]):
        return True
    if len(typed) == len(wanted):
        differing = [place for place in range(len(wanted)) if typed[place] != wanted[place]]
        return len(differing) == 1 or _is_swap(typed, wanted, differing)
    longer, shorter = sorted((typed, wanted), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _is_swap(typed: str, wanted: str, differing: list[int]) -> bool:
    """Whether the texts differ by two neighbours that changed places."""
    return len(differing) == 2 and typed[differing[0]] == wanted[differing[1]] and sorted(typed) == sorted(wanted)  # noqa: PLR2004 - a pair
