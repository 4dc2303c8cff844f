"""How wide a line of text is in the typeface of the papers: how long the rule below it is, and where a line ends."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
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
_REGULAR_BY_WIDTH: Final = (
    (180, "'"),
    (200, "|"),
    (250, " ,.\u00a0"),
    (278, "/:;\\ijlt"),
    (333, "!()-I[]`fr"),
    (389, "Js"),
    (444, "?acez\u201c\u201d"),
    (500, "#$*0123456789_bdghknopquvxy\u2013"),
    (500, "\u0111"),
    (529, "\u01a1"),
    (542, "\u01b0"),
    (556, "FPS"),
    (611, "ELTZ"),
    (667, "BCR"),
    (722, "ADGHKNOQUVXYw"),
    (722, "\u0110"),
    (722, "\u01a0"),
    (776, "\u01af"),
    (778, "&m"),
    (833, "%"),
    (889, "M"),
    (944, "W"),
    (1000, "\u2026"),
)
"""The same for the upright face."""
_BOLD_WIDTHS: Final = {letter: width for width, letters in _BY_WIDTH for letter in letters}
_REGULAR_WIDTHS: Final = {letter: width for width, letters in _REGULAR_BY_WIDTH for letter in letters}
_OTHER: Final = 600
_HORN: Final = "\u031b"
_HORNED: Final = {"o": "\u01a1", "u": "\u01b0", "O": "\u01a0", "U": "\u01af"}


def bold_width(text: str, points: float) -> float:
    """Return how wide a line is in bold Times New Roman or a typeface of its measures, in millimetres.

    >>> round(bold_width("Độc lập - Tự do - Hạnh phúc", 13))
    56
    """
    return _line_width(text, points, _BOLD_WIDTHS)


def regular_width(text: str, points: float) -> float:
    """Return how wide a line is in upright Times New Roman or a typeface of its measures, in millimetres.

    >>> round(regular_width("Độc lập - Tự do - Hạnh phúc", 13))
    53
    """
    return _line_width(text, points, _REGULAR_WIDTHS)


def break_lines(text: str, width: float, measure: Callable[[str], float]) -> str:
    """Return a text with line ends at blanks in place of lines that are wider than they may be.

    A word that is wider than a line has one of its own.

    Args:
        text: the text; its own line ends stay.
        width: how wide a line may be.
        measure: how wide a text is, in the same unit.

    >>> break_lines("aa bb cc", 5, len).splitlines()
    ['aa bb', 'cc']
    """
    lines: list[str] = []
    for whole in text.split("\n"):
        line, *words = whole.split(" ")
        for word in words:
            longer = f"{line} {word}"
            if measure(longer) > width:
                lines.append(line)
                longer = word
            line = longer
        lines.append(line)
    return "\n".join(lines)


def _line_width(text: str, points: float, widths: Mapping[str, int]) -> float:
    letters = unicodedata.normalize("NFC", text)
    return sum(_width(letter, widths) for letter in letters) * points / 1000 * _MILLIMETRES_OF_A_POINT


def _width(letter: str, widths: Mapping[str, int]) -> int:
    parts = unicodedata.normalize("NFD", letter)
    return widths.get(_HORNED.get(parts[0], "") if _HORN in parts else parts[0], _OTHER)
