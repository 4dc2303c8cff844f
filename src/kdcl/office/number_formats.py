"""What numbers show in Excel: dates are numbers there, and only their format says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from kdcl.text.numbers import MOST_DECIMALS

# Built-in formats have a number and no text; those from 27 and from 50 on are the dates of East Asian Excel.
_DATES = {*range(14, 18), 22, *range(27, 32), 34, 35, 36, *range(50, 59)}
_SHARES = {9, 10}
_TIMES = {18, 19, 20, 21, 32, 33, 45, 46, 47}
_NOT_LETTERS = re.compile(r'"[^"]*(?:"|\Z)|\\.|_.|\*.|\[[^\]]*(?:\]|\Z)')
"""What a format quotes, escapes or brackets; an open one ends with the format, so that each letter is read once."""
_LAST_DAY = 2_958_465
"""The last of the year 9999."""
_FALSE_LEAP_DAY = 60
_ALL = re.compile("[ymdhs]")
_MINUTES_IN_A_DAY = 24 * 60


def find_format(identity: int, custom: Mapping[int, str]) -> str:
    """Return which of the letters y, m, d, h, s a number format shows, or a percent sign; empty for other numbers."""
    if identity in _TIMES:
        return "hm"
    if identity == 17:  # noqa: PLR2004 - the number of a built-in format
        return "ym"
    if identity in _DATES:
        return "ymd"
    # a format has up to four sections; the first one is for numbers above 0
    section = _NOT_LETTERS.sub("", custom.get(identity, "")).split(";")[0].lower()
    if identity in _SHARES or "%" in section:
        return "%"
    if "general" in section:
        return ""
    return "".join(dict.fromkeys(_ALL.findall(section)))


def number_text(value: float, *, is_share: bool = False) -> str:
    """Return a number as a person types it, with a point and without an exponent.

    Args:
        value: what the workbook stores.
        is_share: whether its format shows it in percent.

    >>> number_text(12.0), number_text(0.1 + 0.2), number_text(0.985, is_share=True)
    ('12', '0.3', '98.5%')
    """
    exact = Decimal(repr(value)) * (100 if is_share else 1)
    whole = exact.to_integral_value()
    shown = whole if exact == whole else round(exact, MOST_DECIMALS).normalize()
    return f"{shown:f}%" if is_share else f"{shown:f}"


def date_text(serial: float, letters: str, *, is_1904: bool) -> str | None:
    """Return the day that a serial number stands for, as day/month/year, or None where no calendar has it.

    Args:
        serial: days since the first day of the workbook's calendar.
        letters: which parts its format shows; a day that is not shown is not invented.
        is_1904: whether the calendar begins in 1904, as on old Macintosh computers.
    """
    if not 0 <= serial <= _LAST_DAY:
        return None
    days, minutes = divmod(round(serial * _MINUTES_IN_A_DAY), _MINUTES_IN_A_DAY)
    time = f"{minutes // 60:02}:{minutes % 60:02}"
    # m is the month or the minute: only a year or a day beside it tells which
    if not set(letters) & set("yd"):
        return time
    if is_1904:
        days += 1462  # the calendar of Excel for the Macintosh begins on 1 January 1904
    elif days <= _FALSE_LEAP_DAY:
        days += 1  # the calendar of 1900 has a 29 February that never was
    if days > _LAST_DAY:
        return None
    day = dt.date(1899, 12, 30) + dt.timedelta(days=days)
    if "y" in letters and "d" not in letters:
        return f"{day.month:02}/{day.year}" if "m" in letters else str(day.year)
    text = f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{text} {time}" if minutes and "h" in letters else text
