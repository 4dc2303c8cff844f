"""The words of reports and other papers, and what both are known by, as patterns for folded text."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias

from kdcl.text.folding import fold, fold_case
from kdcl.text.phrases import phrases_pattern

GetPattern: TypeAlias = Callable[[], re.Pattern[str]]
"""Gives a pattern, which is compiled when it is first wanted."""


@functools.cache
def _phrases() -> Mapping[str, Mapping[str, list[str]]]:
    room = files("kdcl.readers.vocabulary")
    tables: dict[str, Mapping[str, list[str]]] = {}
    for name in ("words.toml", "papers.toml", "marks.toml"):
        tables |= tomllib.loads(room.joinpath(name).read_text("utf-8"))
    return MappingProxyType(tables)


@functools.cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType(
        {
            table: {name: phrases_pattern(phrases) for name, phrases in named.items()}
            for table, named in _phrases().items()
        }
    )


def phrase_pattern(table: str, name: str) -> str:
    """Return a pattern for any of the phrases of this name, as a group that captures nothing."""
    return _tables()[table][name]


def phrase_patterns(table: str) -> Mapping[str, str]:
    """Return the patterns of a table by name."""
    return _tables()[table]


def phrase_list(table: str, name: str) -> tuple[str, ...]:
    """Return the phrases of this name as they are written down, in their order."""
    return tuple(_phrases()[table][name])


@functools.cache
def exact_pattern(table: str, name: str) -> str:
    """Return a pattern for any of the phrases in small letters with their accents, or all without (``fold_case``).

    Without accents, "has" reads like "mostly" and "for" like "waiting for": where a word decides a rating, they count.
    Words of verdicts are few, and typed without accents they are no others.
    """
    phrases = {fold_case(phrase) for phrase in _phrases()[table][name]}
    if name in _PLAIN_TOO:
        phrases |= {fold(phrase) for phrase in phrases}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(_BLANKS.join(map(re.escape, phrase.split())) for phrase in longest_first)})"


def folded_words(template: str, flags: int = 0) -> GetPattern:
    """Return what gives the pattern that a template makes for folded text; it is compiled when it is first wanted.

    A name in braces stands for any of the phrases of this name: ``{level}`` for those of the table ``phrases``,
    ``{paper_lines.article}`` for those of another table.
    """
    return _filled(template, phrase_pattern, flags)


def exact_words(template: str, flags: int = 0) -> GetPattern:
    """Return the same for text in small letters with its accents (`exact_pattern`)."""
    return _filled(template, exact_pattern, flags)


def words_of_each(table: str, template: str, flags: int = 0) -> Callable[[], Mapping[str, re.Pattern[str]]]:
    """Return what gives for each name of a table the pattern of a template, in which ``{}`` stands for its phrases."""

    @functools.cache
    def patterns() -> Mapping[str, re.Pattern[str]]:
        around = _fill(template, phrase_pattern)
        return {name: re.compile(around.replace("{}", words), flags) for name, words in _tables()[table].items()}

    return patterns


@functools.cache
def _whole_entries(table: str) -> Mapping[str, re.Pattern[str]]:
    return words_of_each(table, r"\W*{}\W*")()


def find_entry(table: str, folded: str) -> str | None:
    """Return the name in a table whose phrase a folded text is, but for signs around it; None for none."""
    return next((name for name, pattern in _whole_entries(table).items() if pattern.fullmatch(folded)), None)


def _filled(template: str, find: Callable[[str, str], str], flags: int) -> GetPattern:
    @functools.cache
    def pattern() -> re.Pattern[str]:
        return re.compile(_fill(template, find), flags)

    return pattern


def _fill(template: str, find: Callable[[str, str], str]) -> str:
    return _NAME.sub(lambda name: find(name["table"] or "phrases", name["name"]), template)


_NAME = re.compile(r"\{(?:(?P<table>[a-z_]+)\.)?(?P<name>[a-z_]+)\}")
_BLANKS = r"\s+"
_PLAIN_TOO = frozenset({"met", "not_met", "open", "indicator", "criterion"})


@functools.cache
def column_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for the whole head of a column."""
    return re.compile(rf"[^\w]*{phrase_pattern('columns', name)}\s*(?:\(.*\))?[^\w]*")
