"""The one reader of a figure in a cell, whatever the cell stands in: a Word table, a sheet, a line, a JSON file.

People type figures with groups of thousands, decimal commas and percent signs (`read_figure`); programs store them in
one notation (`read_plain`). Both end in the same question: whether the number can stand in such a cell.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from kdcl.figures.data import Figure
from kdcl.figures.form import ValueKind
from kdcl.messages import Message, message
from kdcl.text.characters import find_refused
from kdcl.text.numbers import read_number

LARGEST: Final = 10**15 - 1
"""The largest figure: what a spreadsheet still keeps exactly."""
PERCENT: Final = 100
_EXACT = re.compile("(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,12})?").fullmatch


def read_figure(text: str, kind: ValueKind, *, language: str | None = None) -> Figure | Message:
    """Return the figure that stands in a cell, or what is wrong with it.

    Args:
        text: what the cell shows.
        kind: what may stand in it.
        language: whose decimal sign is used, where that is known: "en" where a program wrote the number.

    >>> read_figure("1.234", ValueKind.COUNT), read_figure("98,5 %", ValueKind.PERCENT)
    (1234, Decimal('98.5'))
    """
    if kind is ValueKind.TEXT:
        words = unicodedata.normalize("NFC", text)
        return find_refused(words) or words
    number = read_number(text, is_whole=kind in {ValueKind.COUNT, ValueKind.TOTAL}, language=language)
    if isinstance(number, Message):
        return number
    shown = repr(" ".join(text.split()))
    if number.is_percent and kind is not ValueKind.PERCENT:
        return message("{value} is a share in percent, and the figure asked for is none; write the figure", value=shown)
    if kind is ValueKind.PERCENT and not number.is_percent and 0 < number.value <= 1:
        return message("{value} may be a share of one or of a hundred; write a percent sign", value=shown)
    return _fit(number.value, kind, shown)


def read_plain(value: object, kind: ValueKind, shown: object) -> Figure | Message:
    """Return the figure that a plain value of a JSON file stands for, or what is wrong with it.

    Counts are numbers there, exact decimals text with a point, words text.

    Args:
        value: the value.
        kind: what may stand in the cell.
        shown: what a message says of the value.
    """
    if kind is ValueKind.TEXT:
        return value if type(value) is str else message("{value} is not a text; write it in double quotes", value=shown)
    if type(value) is int:
        return _fit(value, kind, shown)
    if kind in {ValueKind.COUNT, ValueKind.TOTAL}:
        return message("{value} is not a whole number; write digits without quotes", value=shown)
    if type(value) is str and is_exact(value):
        return _fit(Decimal(value), kind, shown)
    return message('{value} is not an exact number; write it in double quotes, as in "1.5"', value=shown)


def is_exact(text: str) -> bool:
    """Whether a text is an exact number as a JSON file writes it.

    >>> is_exact("98.5"), is_exact("98,5")
    (True, False)
    """
    return _EXACT(text) is not None


def _fit(number: int | Decimal, kind: ValueKind, shown: object) -> Figure | Message:
    """Return a number that can stand in a cell, or say that it cannot."""
    most = PERCENT if kind is ValueKind.PERCENT else LARGEST
    return number if 0 <= number <= most else message("{value} is out of range", value=shown)
