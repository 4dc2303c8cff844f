"""Numbers as people type them: Vietnamese and English marks, groups of thousands, percent signs.

A number that has two readings has none: ``1.234`` is 1,234 in one hand and one and a quarter in another, and only the
cell it stands in can tell (``docs/analysis/text.md``).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import attrs

from kdcl.messages import Message, message

MOST_DIGITS: Final = 15
"""Digits before the decimal sign: what a spreadsheet still keeps exactly."""
MOST_DECIMALS: Final = 12
_SHOWN: Final = 40

_ASCII = str.maketrans(
    {
        **{0xFF10 + digit: str(digit) for digit in range(10)},
        **dict.fromkeys((0xFF0E,), "."),
        **dict.fromkeys((0xFF0C,), ","),
        **dict.fromkeys((0xFF05, 0x66A), "%"),
        **dict.fromkeys((0x2212, 0xFF0D, 0x2010, 0x2011, 0x2013), "-"),
        0xFF0B: "+",
    }
)
_NUMBER = re.compile(r"(?P<sign>[-+]?) ?(?P<body>[0-9](?:[0-9., ]*[0-9])?)(?P<percent> ?%)?")
_DECIMAL_SIGNS: Final = {"vi": ",", "en": "."}
# No group of thousands begins with a zero, so that 0.125 has one reading.
_BODIES: Final = {
    sign: re.compile(
        rf"(?P<whole>[0-9]+|[1-9][0-9]{{0,2}}(?:[{group}][0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:[ ][0-9]{{3}})+)"
        rf"(?:[{sign}](?P<decimals>[0-9]+))?"
    )
    for sign, group in ((",", "."), (".", ","))
}


@attrs.frozen(kw_only=True)
class WrittenNumber:
    """A number as it was written.

    Attributes:
        value: the number; whole where it has no decimals but zeros.
        is_percent: whether a percent sign stands behind it; the value is then the number before the sign.
    """

    value: int | Decimal
    is_percent: bool


def read_number(text: str, *, is_whole: bool = False, language: str | None = None) -> WrittenNumber | Message:
    """Return the number that a text writes, or why none can be read from it.

    Thousands may be grouped by points, commas or blanks of any kind, and the decimal sign be a comma or a point, as far
    as one reading alone is left: ``1.234,5`` and ``1,234.5`` say the same, ``1.234`` alone may be two numbers.

    Args:
        text: what stands in a cell or field, and nothing beside the number.
        is_whole: whether only a whole number can be meant; a group of three behind a point is then thousands.
        language: whose marks are used, where that is known, as in papers of this library: "vi" or "en".

    >>> read_number("1.234,5 %"), read_number("1.234", is_whole=True).value
    (WrittenNumber(value=Decimal('1234.5'), is_percent=True), 1234)
    >>> str(read_number("1.234"))
    "'1.234' may be 1234 or 1.234; write it without groups of thousands"
    """
    shown = repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
    found = _NUMBER.fullmatch(" ".join(text.translate(_ASCII).split()))
    if found is None:
        return message("{value} is no number; write digits alone", value=shown)
    signs = (_DECIMAL_SIGNS[language],) if language else tuple(_BODIES)
    forms = [form for sign in signs if (form := _BODIES[sign].fullmatch(found["body"]))]
    if any(_is_long(form) for form in forms):
        return message("{value} has more digits than any figure of a school", value=shown)
    if is_whole and "," not in found["body"]:
        forms = forms[:1]  # people and rooms come in whole numbers: a point can only be that of thousands
    values = tuple(dict.fromkeys(_find_value(found["sign"], form) for form in forms))
    match values:
        case (value,) if is_whole and isinstance(value, Decimal):
            return message("{value} is no whole number", value=shown)
        case (value,):
            return WrittenNumber(value=value, is_percent=found["percent"] is not None)
        case (first, second):
            return message(
                "{value} may be {first} or {second}; write it without groups of thousands",
                value=shown,
                first=f"{first:f}" if isinstance(first, Decimal) else first,
                second=f"{second:f}" if isinstance(second, Decimal) else second,
            )
        case _:
            return message(
                "{value} is no number; groups of thousands have three digits, and one decimal sign stands behind them",
                value=shown,
            )


def exact_number(value: float) -> int | Decimal:
    """Return the number that a spreadsheet shows for a binary fraction: the shortest one that stands for it.

    Args:
        value: any finite number.

    >>> exact_number(0.1), exact_number(12.0)
    (Decimal('0.1'), 12)
    """
    return _tidy(round(Decimal(repr(value)), MOST_DECIMALS))


def _is_long(form: re.Match[str]) -> bool:
    whole = sum(sign.isdigit() for sign in form["whole"])
    return whole > MOST_DIGITS or len(form["decimals"] or "") > MOST_DECIMALS


def _find_value(sign: str, form: re.Match[str]) -> int | Decimal:
    whole = re.sub("[., ]", "", form["whole"])
    return _tidy(Decimal(f"{sign}{whole}.{form['decimals'] or 0}"))


def _tidy(exact: Decimal) -> int | Decimal:
    """Return a whole number as an int, and any other without zeros at its end."""
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()
