"""The words that documents and rules are known by, from ``marks.toml``, as patterns for folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping

from kdcl.readers.vocabulary.words import GetPattern, folded_words, phrase_list, phrase_patterns, words_of_each
from kdcl.text.folding import fold

_CIRCULAR = re.compile(r"(\d{1,4})/(\d{4})/TT-")
"""How the number of a circular begins, which people also write with its year apart."""

title_patterns: Callable[[], Mapping[str, re.Pattern[str]]] = words_of_each(
    "titles", r"[^\w(]*(?:{words.part}\s+\w{1,3}\W+)?(?P<title>{})(?!\w)"
)
"""The beginning of a title of each kind of document; ``""`` stands for all others."""

stage_patterns: Callable[[], Mapping[str, re.Pattern[str]]] = words_of_each("stages", r"(?<!\w){}(?!\w)")
"""Each stage of education that the name of a school tells."""

school_pattern: GetPattern = folded_words(r"[^\w(]*{school.opening}(?!\w)")
"""The beginning of a school's name, or of a line that states it."""


@functools.cache
def number_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return a pattern for the numbers that name the rules of others, by what they are for."""
    return {name: _numbers(phrase_list("numbers", name)) for name in phrase_patterns("numbers")}


def number_apart(number: int, year: int) -> str:
    """Return a pattern for a circular whose number and year stand apart: "thông tư 17 ngày 22 tháng 8 năm 2018"."""
    return rf"\b(?:thong tu|tt)\s?(?:so\s)?0?{number}\s(?:[^.;]{{0,60}}?\b)?{year}(?!\d)"


def _numbers(numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for numbers of legal documents, with or without what stands behind their last slash."""
    parts = []
    for number in numbers:
        begin, _, end = number.rpartition("/")
        tail = rf"(?:\s*/\s*{re.escape(fold(end))})" + ("?" if "/" in begin else "")
        parts.append(re.escape(begin).replace("/", r"\s*/\s*") + tail)
    apart = [number_apart(int(found[1]), int(found[2])) for each in numbers if (found := _CIRCULAR.match(each))]
    return re.compile("|".join((rf"(?<![\d/])(?:{'|'.join(parts)})(?!\d)", *apart)))
