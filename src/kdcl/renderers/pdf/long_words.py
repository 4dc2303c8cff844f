"""Words that are wider than the line they stand on: the engine never parts them by itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kdcl.text.line_widths import bold_width

_MAY_BREAK: Final = "\N{ZERO WIDTH SPACE}"
"""A place where a line may end; it is no sign, and reading back does not find it."""

_WIDEST_LETTER: Final = bold_width("W", 1)
_PARTS: Final = re.compile(r"[^-/\\_.,;:@&=?]*[-/\\_.,;:@&=?]|[^-/\\_.,;:@&=?]+")
"""What lies between two marks behind which a reader expects an address or a path to go on below."""


def part_long_words(text: str, width: float, points: float) -> str:
    """Return a text whose words may end a line inside where they are wider than a whole one.

    They do so behind a mark; a part that is still too wide does so between any two letters, as in Word.

    Args:
        text: the text.
        width: the width of the lines, in millimetres.
        points: the size of the letters.
    """
    fitting = max(int(width / (_WIDEST_LETTER * points)), 1)
    if len(text) <= fitting:
        return text
    return re.sub(rf"\S{{{fitting + 1},}}", lambda word: _parted(word[0], width, points), text)


def _parted(word: str, width: float, points: float) -> str:
    if bold_width(word, points) <= width:
        return word
    parts = (part if bold_width(part, points) <= width else _loosened(part) for part in _PARTS.findall(word))
    return _MAY_BREAK.join(parts)


def _loosened(part: str) -> str:
    """Return a part with a place to end a line before each letter; accents stored apart stay with theirs."""
    return part[:1] + "".join(each if unicodedata.combining(each) else _MAY_BREAK + each for each in part[1:])
