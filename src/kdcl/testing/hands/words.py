"""The words that hands write, read from ``words.toml``."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))


def words(table: str, name: str) -> tuple[str, ...]:
    """Return all the ways to write something."""
    ways: list[str] = _tables()[table][name]
    return tuple(ways)


def word(table: str, name: str) -> str:
    """Return the one way to write something."""
    text: str = _tables()[table][name]
    return text
