"""A language as one value: what documents and messages are handed to be rendered with.

Vietnamese offices write ``ngày 05 tháng 02 năm 2018``: a leading zero stands before days below 10 and before the
months 1 and 2 only, so that no digit can be added in front of them (``docs/analysis/language.md``).
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import attrs

from kdcl.locale.catalogue import Catalogue
from kdcl.messages import message, render_fact
from kdcl.text.dates import month_number, numeric_date


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


@attrs.frozen(eq=False)
class Locale:
    """A language; it is a `kdcl.messages.Translator`.

    Attributes:
        language: its code, ``"vi"`` or ``"en"``.
        catalogue: its wording.
    """

    language: str
    catalogue: Catalogue = attrs.field(repr=False)

    def gettext(self, template: str, /) -> str:
        """Return the template in this language."""
        return self.catalogue.find_text(template)

    def ngettext(self, one: str, many: str, number: int, /) -> str:
        """Return the template for one thing or for several, in this language."""
        return self.catalogue.find_counted(one, many, number)

    def text(self, fact: Any, /) -> str:  # noqa: ANN401 - messages take facts of any type
        """Return a message, a bilingual text, a date, a tuple of these or anything else as text in this language."""
        return render_fact(fact, self)

    def date(self, day: dt.date, /) -> str:
        """Return the date as administrative documents write it."""
        words = date_words(day, self.language)
        return self.text(message("{day} {month} {year}", day=words.day, month=words.month, year=words.year))

    def short_date(self, day: dt.date, /) -> str:
        """Return the date as cells of a table have it: ``09/3/2014`` in Vietnamese, ``9 March 2014`` in English."""
        if self.language == "vi":
            return numeric_date(day)
        words = date_words(day, self.language)
        return f"{words.day} {words.month} {words.year}"

    def place_and_date(self, place: str, day: dt.date | None, /) -> str:
        """Return the line above a signature; dots stand where place or date is not known yet."""
        date = message("date: …………") if day is None else day
        return self.text(message("{place}, {date}", place=place or "…………", date=date))

    def number(self, number: int | Decimal, /) -> str:
        """Return the number with this language's decimal sign and groups, all its digits kept."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - many commands print no number with groups

        return format_decimal(number, locale=self.language, decimal_quantization=False)

    def percent(self, numerator: int, denominator: int, /) -> str:
        """Return the share in percent, rounded half up to two decimals; zeros at the end are dropped.

        Raises:
            ZeroDivisionError: a share of nothing is no number.
        """
        hundredths = (20_000 * numerator + denominator) // (2 * denominator)
        return f"{self.number(Decimal(hundredths).scaleb(-2))}%"
