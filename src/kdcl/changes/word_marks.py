"""Which words of a text changed: two texts in stretches, each marked where the other text does not have it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

import attrs

_WORD: Final = re.compile(r"\[[^\[\]]{1,40}\]|\w+|\s+|[^\w\s]")
"""A code with its brackets is one word: a code half marked says nothing."""
_MOST_WORDS: Final = 1500
"""Words between the first and the last change that are held one against another; the work grows with their square, and
no item of a sheet is that long."""


@attrs.frozen
class Stretch:
    """A part of a text.

    Attributes:
        text: the words, with the blanks between them.
        is_changed: whether the other text lacks them here.
    """

    text: str
    is_changed: bool


def mark_words(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Return both texts in stretches; what is not marked is the same in both, and each joined is the text again.

    Blanks alone between two changed words are marked with them, so that a new sentence is one mark.

    >>> before, after = mark_words("Trường có 20 lớp.", "Trường có 22 lớp.")
    >>> [stretch.text for stretch in after if stretch.is_changed]
    ['22']
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    start = _count_same(old, new)
    end = _count_same(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    kept_old, kept_new = _find_kept(inner_old, inner_new)
    return (
        _join(old, {*range(start), *(start + n for n in kept_old), *range(len(old) - end, len(old))}),
        _join(new, {*range(start), *(start + n for n in kept_new), *range(len(new) - end, len(new))}),
    )


def _count_same(one: list[str], other: list[str]) -> int:
    """Return with how many words that are the same both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (first, second) in pairs if first != second), min(len(one), len(other)))


def _find_kept(old: list[str], new: list[str]) -> tuple[list[int], list[int]]:
    """Return the numbers of the words that both have in the same order, in each; none where there are too many."""
    kept_old: list[int] = []
    kept_new: list[int] = []
    if max(len(old), len(new)) > _MOST_WORDS:
        return kept_old, kept_new
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if any(not word.isspace() for word in old[block.a : block.a + block.size]):
            kept_old += range(block.a, block.a + block.size)
            kept_new += range(block.b, block.b + block.size)
    return kept_old, kept_new


def _join(words: Iterable[str], kept: set[int]) -> tuple[Stretch, ...]:
    numbered = groupby(enumerate(words), key=lambda pair: pair[0] not in kept)
    return tuple(Stretch("".join(word for _, word in group), is_changed) for is_changed, group in numbered)
