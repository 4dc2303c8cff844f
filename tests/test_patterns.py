"""Every regular expression on people's text takes work in proportion to it: steps are counted, no clock takes part."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest

from drawing import count
from hostile_texts import hostile_texts
from patterns import Pattern, collect
from steps import Matcher, TooManyStepsError

SIZES = (12, 24, 48)
LONGER = (96, 192, 384)
MOST = 2.2
"""How much more may be done for twice the text."""

FEW = 60
"""Steps that say nothing of growth yet."""


@pytest.fixture(autouse=True)
def _depth() -> Iterator[None]:
    """Let the matcher, which calls itself for each repetition, go as deep as the longest text."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


def grows_too_fast(matcher: Matcher, texts: tuple[str, ...], *, is_searched: bool) -> bool:
    """Whether each doubling of a text more than doubles the steps; texts hold whole pieces, so lengths are compared.

    A doubling that does not ends the question: the longer texts, which cost most, are gone through for few patterns.
    """
    counted = ((matcher.count(text, is_searched=is_searched), len(text)) for text in texts)
    try:
        return all(
            (after - FEW) * length > MOST / 2 * before * longer
            for (before, length), (after, longer) in pairwise(counted)
        )
    except TooManyStepsError:
        return True


def find_worst(matcher: Matcher, *, is_searched: bool) -> str:
    """Return a text on which the work grows too fast; empty where there is none."""
    seen: set[str] = set()
    is_doubtful = False
    for texts in zip(*(hostile_texts(matcher, size) for size in SIZES), strict=True):
        if texts[-1] not in seen:
            is_doubtful |= grows_too_fast(matcher, texts, is_searched=is_searched)
        seen.add(texts[-1])
    # What only looks steep while texts are shorter than its bounded repetitions is looked at again.
    for texts in zip(*(hostile_texts(matcher, size) for size in LONGER), strict=True) if is_doubtful else ():
        if grows_too_fast(matcher, texts, is_searched=is_searched):
            return str(texts[0])
    return ""


def list_shapes() -> list[Pattern]:
    """Return one pattern of each shape: those that differ in their letters only take the same steps.

    A quick run looks at each fourth of them.
    """
    shapes = {(Matcher(found.pattern, found.flags).shape, found.is_searched): found for found in collect()}
    return list(shapes.values())[:: len(shapes) // count(len(shapes))]


class TestPatterns:
    """Doubling a text doubles the steps of each pattern, whatever the text."""

    def test_every_pattern(self) -> None:
        """Runs of what each repetition takes, near misses and repeated beginnings: three doublings, none too steep."""
        steep = {
            found.where: worst
            for found in list_shapes()
            if (worst := find_worst(Matcher(found.pattern, found.flags), is_searched=found.is_searched))
        }
        assert not steep

    def test_all_are_found(self) -> None:
        """Those that modules hold, alone, bound or in tables; those that functions make; those written in calls."""
        where = {found.where for found in collect()}
        assert {"kdcl.codes.values._OFFICIAL", "kdcl.readers.vocabulary.headings._kinds"} <= where
        assert "kdcl.readers.word.conclusion._role" in where  # declared by the words in it
        assert any(name.startswith("kdcl.readers.files.numbering:") for name in where)
        assert len(where) > 150


class TestMatcher:
    """The counting matcher goes the ways of Python's own, or its counts would mean nothing."""

    @pytest.mark.parametrize(
        ("pattern", "first", "piece"),
        [
            (r"\s*\n\s*", "", " "),
            (r"[0-9]+/", "", "1"),
            (r"(?:a+)+b", "", "a"),
            (r".*x.*y", "", "x"),
            (r"\[\s*x?\s*\]", "[", " "),
        ],
    )
    def test_steep_ones_are_told(self, pattern: str, first: str, piece: str) -> None:
        """Each is known to take the square of its text, or more."""
        matcher = Matcher(pattern, 0)
        assert find_worst(matcher, is_searched=True)
        texts = (first + piece * 40, first + piece * 80, first + piece * 160)
        assert grows_too_fast(matcher, texts, is_searched=True)

    @pytest.mark.parametrize("pattern", [r"(?<!\s)\s+", r"(?<![0-9])[0-9]+/", r"(?<!a)a++b", r"[^\W\d]+(?:-[^\W\d]+)*"])
    def test_flat_ones_are_not(self, pattern: str) -> None:
        """What begins at one place only, or gives nothing back, goes once through the text."""
        assert find_worst(Matcher(pattern, 0), is_searched=True) == ""

    @pytest.mark.parametrize(
        "pattern",
        [r"(a|ab)(c|bcd)(d*)", r"(?P<x>a)?(?(x)b|c)", r"(a+?)b\1", r"(?<=a)b(?!c)", r"(?>a+)b|x{2,3}", r"^a.$"],
    )
    @pytest.mark.parametrize("text", ["abcd", "ab", "c", "aab", "aabaab", "abc", "xxx", "a\n", "ax", ""])
    def test_it_agrees_with_python(self, pattern: str, text: str) -> None:
        """It finds a match at the beginning exactly where `re` does."""
        assert Matcher(pattern, 0, is_whole=True).matches(text) is (re.compile(pattern).match(text) is not None)
