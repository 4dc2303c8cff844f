"""From a file's bytes to TOML's own values, numbers as they are written, and how an error tells of such a value."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Final

from kdcl._compiled import read_compiled
from kdcl.errors import FrameworkFileError
from kdcl.findings import refuse
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place, in_file

_PACKAGE: Final = Path(__file__).parent


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
        raise _failure(file, ROOT, problem) from error

    def parse(data: bytes) -> dict[str, Any]:
        return _parse(file, _decode(file, data))

    # What the package ships is kept compiled; beside a user's own file nothing is written.
    is_shipped = isinstance(file, Path) and file.is_relative_to(_PACKAGE)
    return read_compiled(str(file), content, parse) if is_shipped else parse(content)


def _decode(file: Traversable, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = message("the text is not UTF-8; save the file with the encoding UTF-8")
        raise _failure(file, in_file(line=line), problem) from error


def _parse(file: Traversable, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=DecimalText)
    except (ValueError, RecursionError) as error:
        reason, _, rest = str(error).partition(" (at ")
        # tomllib names line and column in its sentence alone; the end of the file has neither.
        told = re.fullmatch(r"line ([0-9]+), column ([0-9]+)\)", rest)
        place = ROOT if told is None else in_file(line=int(told[1]), column=int(told[2]))
        problem = message(
            "this is not valid TOML ({reason}); correct it here or just before", reason=reason.rstrip(".")
        )
        raise _failure(file, place, problem) from error


def _failure(file: Traversable, place: Place, problem: Message) -> FrameworkFileError:
    return FrameworkFileError(str(file), (refuse(place, problem),))


def iter_decomposed(content: dict[str, Any]) -> Iterator[Place]:
    """Iterate over the places of the keys and texts that are not in Unicode NFC."""
    for steps, text in _iter_texts(content, ()):
        if not unicodedata.is_normalized("NFC", text):
            yield functools.reduce(Place.at, steps, ROOT)


def _iter_texts(value: object, steps: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    # A place is built only for what is refused: the law of the package has thousands of texts, read at each start.
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*steps, key), key
            yield from _iter_texts(part, (*steps, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _iter_texts(part, (*steps, number))
    elif isinstance(value, str):
        yield steps, value


KINDS: dict[type[object], Message] = {
    str: message("a text"),
    int: message("a whole number"),
    bool: message("true or false"),
    list: message("a list"),
    dict: message("a table"),
    dt.date: message("a date"),
    dt.datetime: message("a date with a time"),
    dt.time: message("a time"),
    DecimalText: message("a number with a fraction"),
}


def shown(value: object) -> object:
    """Return how an error shows a value: scalars as TOML writes them, tables and lists by a word."""
    match value:
        case DecimalText():
            return str(value)
        case bool():
            return str(value).lower()
        case dict() | list():
            return message("this")
        case str():
            return repr(value)
        case _:
            return value
