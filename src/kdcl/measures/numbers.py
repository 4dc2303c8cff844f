"""Exact numbers in words: rounded only where they are printed, and never across the threshold they are held against."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kdcl.figures.cells import PERCENT
from kdcl.figures.metrics import Measured
from kdcl.messages import Message, Quantity, message

_DIGITS = 2
_MOST_DIGITS = 12


def number(value: Fraction, beside: Fraction | None = None) -> Message:
    """Return a number of 0 or more in words, rounded half up to two digits; zeros at the end are dropped.

    Where rounding would make it equal to another number that it is not equal to, it keeps as many digits as tell them
    apart: 39.999 beside 40 stays 39.999.

    >>> str(number(Fraction(2, 3))), str(number(Fraction(39999, 1000), Fraction(40))), str(number(Fraction(40)))
    ('0.67', '39.999', '40')
    """
    digits = _DIGITS
    while digits < _MOST_DIGITS and value != beside and _round(value, digits) == beside:
        digits += 1
    exact = Decimal(int(_round(value, digits) * 10**digits)).scaleb(-digits)
    whole = int(exact)
    return message("{number}", number=Quantity(whole if whole == exact else exact.normalize()))


def amount(value: Fraction, scale: int, beside: Fraction | None = None) -> Message:
    """Return a number in words, with the sign of percent where the scale asks for it."""
    words = number(value, beside)
    return message("{number}%", number=words) if scale == PERCENT else words


def measured_words(measured: Measured, threshold: Fraction | None) -> Message:
    """Return a measured value in words, with the numbers it was computed from."""
    value = amount(measured.value, measured.scale, threshold)
    if measured.whole is None:
        return value
    return message("{value} ({part} of {whole})", value=value, part=number(measured.part), whole=number(measured.whole))


def joined(words: tuple[Message, ...]) -> Message:
    """Return messages one after the other; semicolons part them, since numbers may have commas.

    >>> str(joined((message("one"), message("two"))))
    'one; two'
    """
    first, *others = words
    for other in others:
        first = message("{one}; {other}", one=first, other=other)
    return first


def _round(value: Fraction, digits: int) -> Fraction:
    unit = 10**digits
    return Fraction((2 * value * unit + 1) // 2, unit)
