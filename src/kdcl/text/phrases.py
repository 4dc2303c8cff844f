"""Phrases as patterns for folded text, however many blanks stand in them; and text that only leaves room."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kdcl.text.folding import fold

_GAPS = re.compile(r"\s*([/,:])\s*|\s+")
_BLANK = re.compile(r"[\s._/:;,*\-\u2500-\u257f|]*")


def phrases_pattern(phrases: Iterable[str]) -> str:
    """Return a pattern for any of these phrases in a folded text, as a group that captures nothing.

    >>> re.fullmatch(phrases_pattern(["S\u1ed1 l\u1edbp"]), "so   lop") is not None
    True
    """
    longest_first = sorted({fold(phrase) for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(_flexible(phrase) for phrase in longest_first)})"


def is_blank(text: str) -> bool:
    """Whether a folded text is only dots, rules and dashes: room to be filled in."""
    return _BLANK.fullmatch(text) is not None


def _flexible(phrase: str) -> str:
    """Return a pattern for a phrase in which blanks may be of any number, and stand around signs or not."""
    parts = _GAPS.split(phrase)
    return "".join(
        re.escape(part) if place % 2 == 0 else (rf"\s*{re.escape(part)}\s*" if part else r"\s+")
        for place, part in enumerate(parts)
    )
