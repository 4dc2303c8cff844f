"""Reads the figure in a cell as schools type it: groups of thousands, decimal commas, percent signs."""

from __future__ import annotations

import re
from decimal import Decimal

from kdcl.figures.form import ValueKind
from kdcl.messages import Message, message
from kdcl.school import Figure

_WHOLE = re.compile(r"[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3}){1,4}")
_FRACTION = re.compile(r"(?P<whole>[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}(?=,))(?:[.,](?P<fraction>[0-9]{1,12}))?")
_HUNDRED = 100


def read_figure(text: str, kind: ValueKind) -> Figure | Message:
    """Return the figure that stands in a cell, or what is wrong with it.

    >>> read_figure("1.234", ValueKind.COUNT), read_figure("98,5 %", ValueKind.PERCENT)
    (1234, Decimal('98.5'))
    """
    if kind is ValueKind.TEXT:
        return text
    typed = " ".join(text.split())
    return _read_whole(typed) if kind in (ValueKind.COUNT, ValueKind.TOTAL) else _read_fraction(typed, kind)


def _read_whole(text: str) -> int | Message:
    if _WHOLE.fullmatch(text):
        return int(re.sub(r"[. ]", "", text))
    return message("{value} is no whole number", value=repr(text))


def _read_fraction(text: str, kind: ValueKind) -> int | Decimal | Message:
    number = text.removesuffix("%").rstrip() if kind is ValueKind.PERCENT else text
    found = _FRACTION.fullmatch(number)
    if found is None:
        return message("{value} is no number; write digits alone", value=repr(text))
    whole = int(found["whole"].replace(".", ""))
    exact = Decimal(f"{whole}.{found['fraction']}") if found["fraction"] else whole
    if kind is ValueKind.PERCENT and number == text and 0 < exact <= 1:
        return message("{value} may be a share of one or of a hundred; write a percent sign", value=repr(text))
    if kind is ValueKind.PERCENT and exact > _HUNDRED:
        return message("{value} is out of range", value=repr(text))
    return exact
