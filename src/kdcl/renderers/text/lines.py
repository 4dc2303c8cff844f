"""Lines of text measured in the columns that they take on a screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from kdcl.blocks import Align
from kdcl.text.characters import LINE_BREAK

LINE_WIDTH = 100
"""Columns of a line."""

_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_WIDE = frozenset({"W", "F"})


def split_lines(text: str) -> tuple[str, ...]:
    """Return the lines that the school's own line ends make, with blanks for tabs."""
    return tuple(LINE_BREAK.split(text.replace("\t", "    ")))


def width_of(text: str) -> int:
    """Return how many columns a text takes: none for a mark upon a letter, two for a letter of East Asia."""
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield lines of at most this width, broken at blanks; a word that is too long is broken where it must be."""
    line: list[str] = []
    taken = 0
    for word in text.split():
        for piece, wanted in _pieces(word, width):
            if line and taken + 1 + wanted > width:
                yield " ".join(line)
                line, taken = [], 0
            taken += wanted + bool(line)
            line.append(piece)
    if line:
        yield " ".join(line)


_width_of_word = lru_cache(maxsize=4096)(width_of)  # a report has a hundred thousand words, and a few hundred different


def _pieces(word: str, width: int) -> Iterator[tuple[str, int]]:
    """Yield a word in pieces that fit, each with its width; a mark stays with its letter."""
    whole = _width_of_word(word)
    if whole <= width:
        yield word, whole
        return
    start = taken = 0
    for place, character in enumerate(word):
        wanted = _width(character)
        if taken + wanted > width:
            yield word[start:place], taken
            start, taken = place, 0
        taken += wanted
    yield word[start:], taken


def pad(text: str, width: int, align: Align | None) -> str:
    """Return a text with blanks to its left and right, so that it takes this width."""
    room = max(width - width_of(text), 0)
    before = {Align.CENTER: room // 2, Align.RIGHT: room}.get(align or Align.LEFT, 0)
    return " " * before + text + " " * (room - before)
