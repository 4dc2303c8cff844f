"""Numbers and shares as each language writes them; shares are exact until they are printed."""

from __future__ import annotations

from decimal import Decimal


def number_text(number: int | Decimal, language: str) -> str:
    """Return a number with the language's decimal sign and groups, all its digits kept.

    >>> number_text(Decimal("1234.50"), "vi"), number_text(Decimal("1234.50"), "en")
    ('1.234,5', '1,234.5')
    """
    from babel.numbers import format_decimal  # noqa: PLC0415 - many commands print no number with groups

    return format_decimal(number, locale=language, decimal_quantization=False)


def percent_text(numerator: int, denominator: int, language: str) -> str:
    """Return a share in percent, rounded half up to two decimals; zeros at the end are dropped.

    Raises:
        ZeroDivisionError: a share of nothing is no number.

    >>> percent_text(2, 3, "vi")
    '66,67%'
    """
    hundredths = (20_000 * numerator + denominator) // (2 * denominator)
    return f"{number_text(Decimal(hundredths).scaleb(-2), language)}%"
