"""From a file's bytes to TOML's own values, with nothing lost on the way: numbers stay as they are written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import Any

from kdcl.errors import FrameworkFileError, Problem
from kdcl.messages import Message, message


class DecimalText(str):
    """A TOML number with a fraction, as it is written: ``1.20`` keeps its zero and stays exact."""

    __slots__ = ()


def parse_file(file: Traversable) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises:
        FrameworkFileError: it cannot be read, is not UTF-8 or is not TOML.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        problem = message(
            "the file cannot be read ({reason}); check its name and its access rights", reason=error.strerror
        )
        raise _failure(file, ".", problem) from error
    return _parse(file, _decode(file, content))


def _decode(file: Traversable, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = message("the text is not UTF-8; save the file with the encoding UTF-8")
        raise _failure(file, f"line {line}", problem) from error


def _parse(file: Traversable, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=DecimalText)
    except (ValueError, RecursionError) as error:
        reason, _, place = str(error).partition(" (at ")
        problem = message(
            "this is not valid TOML ({reason}); correct it here or just before", reason=reason.rstrip(".")
        )
        raise _failure(file, place.rstrip(")") or ".", problem) from error


def _failure(file: Traversable, path: str, problem: Message) -> FrameworkFileError:
    return FrameworkFileError(str(file), (Problem(path, problem),))


def join_path(path: str, key: str) -> str:
    """Return the path of a key below a path, quoted where TOML would quote it."""
    name = key if re.fullmatch("[A-Za-z0-9_-]+", key) else f'"{key}"'
    return f"{path}.{name}" if path else name


def iter_decomposed(content: dict[str, Any]) -> Iterator[str]:
    """Iterate over the paths of the keys and texts that are not in Unicode NFC."""
    return (path for path, text in _iter_texts(content, "") if not unicodedata.is_normalized("NFC", text))


def _iter_texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield join_path(path, key), key
            yield from _iter_texts(part, join_path(path, key))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _iter_texts(part, f"{path}[{place}]")
    elif isinstance(value, str):
        yield path, value
