"""Dates as each language's administration writes them.

Vietnamese offices write ``ngày 05 tháng 02 năm 2018``: a leading zero stands before days below 10 and before the
months 1 and 2 only, so that no digit can be added in front of them (``docs/analysis/language.md``).
"""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.text.dates import month_number


@attrs.frozen
class DateWords:
    """The parts of a date as a language writes them."""

    day: str
    month: str
    year: str


def date_words(day: dt.date, language: str) -> DateWords:
    """Return the parts of a date in a language.

    >>> date_words(dt.date(2014, 3, 9), "vi")
    DateWords(day='09', month='3', year='2014')
    """
    if language == "vi":
        return DateWords(f"{day.day:02}", month_number(day.month), f"{day.year:04}")
    from babel.dates import get_month_names  # noqa: PLC0415 - only English names its months

    return DateWords(str(day.day), get_month_names("wide", locale=language)[day.month], f"{day.year:04}")
