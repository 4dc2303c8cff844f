"""How wide a line of text is in the typeface of the papers, so that a rule below it can be as long as a part of it."""

from __future__ import annotations

import unicodedata
from typing import Final

_MILLIMETRES_OF_A_POINT: Final = 25.4 / 72
_BY_WIDTH: Final = (
    (220, "|"),
    (250, " ,.\u00a0"),
    (278, "'/\\il"),
    (333, "!()-:;[]`fjt"),
    (389, "Is"),
    (444, "cerz"),
    (500, "#$*0123456789?J_agovxy\u2013\u201c\u201d"),
    (556, "Sbdhknpqu"),
    (556, "\u0111"),
    (556, "\u01a1"),
    (600, "\u01b0"),
    (611, "FP"),
    (667, "BELTZ"),
    (722, "ACDNRUVXYw"),
    (722, "\u0110"),
    (778, "GHKOQ"),
    (778, "\u01a0"),
    (796, "\u01af"),
    (833, "&m"),
    (944, "M"),
    (1000, "%W\u2026"),
)
"""Thousandths of the size for the letters of the bold face, accents left away; others are taken for 600."""
_WIDTHS: Final = {letter: width for width, letters in _BY_WIDTH for letter in letters}
_OTHER: Final = 600
_HORN: Final = "\u031b"
_HORNED: Final = {"o": "\u01a1", "u": "\u01b0", "O": "\u01a0", "U": "\u01af"}


def bold_width(text: str, points: float) -> float:
    """Return how wide a line is in bold Times New Roman or a typeface of its measures, in millimetres.

    >>> round(bold_width("Độc lập - Tự do - Hạnh phúc", 13))
    56
    """
    return sum(map(_width, unicodedata.normalize("NFC", text))) * points / 1000 * _MILLIMETRES_OF_A_POINT


def _width(letter: str) -> int:
    parts = unicodedata.normalize("NFD", letter)
    return _WIDTHS.get(_HORNED.get(parts[0], "") if _HORN in parts else parts[0], _OTHER)
