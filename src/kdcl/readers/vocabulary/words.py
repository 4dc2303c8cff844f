"""The words of reports, from ``words.toml``, as patterns for folded text."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

from kdcl.text.phrases import phrases_pattern


@functools.cache
def _phrases() -> Mapping[str, Mapping[str, list[str]]]:
    text = files("kdcl.readers.vocabulary").joinpath("words.toml").read_text("utf-8")
    return MappingProxyType(tomllib.loads(text))


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


@functools.cache
def column_pattern(name: str) -> re.Pattern[str]:
    """Return a pattern for the whole head of a column."""
    return re.compile(rf"[^\w]*{phrase_pattern('columns', name)}\s*(?:\(.*\))?[^\w]*")
