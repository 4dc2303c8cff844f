"""The words that documents and rules are known by, from ``marks.toml``, as patterns for folded text."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from kdcl.text.folding import fold
from kdcl.text.phrases import phrases_pattern

_CIRCULAR = re.compile(r"(\d{1,4})/(\d{4})/TT-")
"""How the number of a circular begins, which people also write with its year apart."""


@functools.cache
def _marks() -> Mapping[str, Any]:
    text = files("kdcl.readers.recognising").joinpath("marks.toml").read_text("utf-8")
    return tomllib.loads(text)


@functools.cache
def title_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return a pattern for the beginning of a title of each kind of document; ``""`` stands for all others."""
    known = {**_marks()["titles"], "": _marks()["other_titles"]["words"]}
    lead = rf"[^\w(]*(?:{word_pattern('part')}\s+\w{{1,3}}\W+)?"
    return {name: re.compile(rf"{lead}(?P<title>{phrases_pattern(phrases)})(?!\w)") for name, phrases in known.items()}


@functools.cache
def stage_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return a pattern for each stage of education that the name of a school tells."""
    return {
        name: re.compile(rf"(?<!\w){phrases_pattern(phrases)}(?!\w)") for name, phrases in _marks()["stages"].items()
    }


@functools.cache
def school_pattern() -> re.Pattern[str]:
    """Return a pattern for the beginning of a school's name, or of a line that states it."""
    return re.compile(rf"[^\w(]*{phrases_pattern(_marks()['school']['opening'])}(?!\w)")


@functools.cache
def word_pattern(name: str) -> str:
    """Return a pattern for a word that another generation of rules uses."""
    return phrases_pattern(_marks()["words"][name])


@functools.cache
def number_patterns() -> Mapping[str, re.Pattern[str]]:
    """Return a pattern for the numbers that name the rules of others, by what they are for."""
    return {name: _numbers(numbers) for name, numbers in _marks()["numbers"].items()}


def number_apart(number: int, year: int) -> str:
    """Return a pattern for a circular whose number and year stand apart: "thông tư 17 ngày 22 tháng 8 năm 2018"."""
    return rf"\b(?:thong tu|tt)\s?(?:so\s)?0?{number}\s(?:[^.;]{{0,60}}?\b)?{year}(?!\d)"


def _numbers(numbers: list[str]) -> re.Pattern[str]:
    """Return a pattern for numbers of legal documents, with or without what stands behind their last slash."""
    parts = []
    for number in numbers:
        begin, _, end = number.rpartition("/")
        tail = rf"(?:\s*/\s*{re.escape(fold(end))})" + ("?" if "/" in begin else "")
        parts.append(re.escape(begin).replace("/", r"\s*/\s*") + tail)
    apart = [number_apart(int(found[1]), int(found[2])) for each in numbers if (found := _CIRCULAR.match(each))]
    return re.compile("|".join((rf"(?<![\d/])(?:{'|'.join(parts)})(?!\d)", *apart)))
