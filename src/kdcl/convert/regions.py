"""Where in the text of a JSON file a value stands: lines and columns, for editors and code hosts."""

from __future__ import annotations

import functools
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from kdcl.places import Place

Steps: TypeAlias = tuple[Any, ...]
Region: TypeAlias = Mapping[str, int]

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*+"')
_PLAIN: Final = re.compile(r"[^\s,\]}]+")


def find_regions(file: str) -> Callable[[Place], Region | None]:
    """Return what gives the lines and columns of a place in a JSON file, or None where the file has no such place.

    Lines and columns count from 1, and the end is behind the last character, as SARIF has them. Of a text with escapes
    the whole is given, also where only some of its characters are meant. The file is read when it is first asked for.
    """

    @functools.cache
    def known() -> tuple[str, Mapping[Steps, tuple[int, int]]]:
        try:
            text = Path(file).read_bytes().decode("utf-8-sig")
            return text, dict(_iter_spans(text))
        except (OSError, ValueError, IndexError):  # no JSON file: of a report nobody counts lines
            return "", {}

    def find(place: Place) -> Region | None:
        text, spans = known()
        if (span := spans.get(place.steps)) is None:
            return None
        start, end = span
        if place.start is not None and place.end is not None and "\\" not in text[start:end]:
            start, end = start + 1 + place.start, start + 1 + place.end
        lines = _line_starts(text)
        first, last = bisect_right(lines, start), bisect_right(lines, end)
        return {
            "startLine": first,
            "startColumn": start - lines[first - 1] + 1,
            "endLine": last,
            "endColumn": end - lines[last - 1] + 1,
        }

    return find


@functools.lru_cache(maxsize=1)
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _iter_spans(text: str) -> Iterator[tuple[Steps, tuple[int, int]]]:
    """Iterate over the values of a JSON text: the steps that lead to each, where it begins, and where it ends.

    Brackets are kept on a list of their own, so that no depth is too deep.

    Raises:
        ValueError: it is no JSON text.
        IndexError: it ends too early.
    """
    steps: list[str | int] = []
    begun: list[int] = []
    here = _skip(text, 0)
    while True:
        if text[here] in "{[" and text[_skip(text, here + 1)] not in "}]":
            begun.append(here)
            steps.append(0)
            here = _skip(text, here + 1)
            if text[begun[-1]] == "{":
                steps[-1], here = _key(text, here)
            continue
        end = _end_of_value(text, here)
        yield tuple(steps), (here, end)
        here = _skip(text, end)
        while begun and text[here] in "}]":
            steps.pop()
            yield tuple(steps), (begun.pop(), here + 1)
            here = _skip(text, here + 1)
        if not begun:
            return
        here = _skip(text, here + 1)  # behind the comma
        last = steps[-1]
        if isinstance(last, int):
            steps[-1] = last + 1
        else:
            steps[-1], here = _key(text, here)


def _key(text: str, here: int) -> tuple[str, int]:
    """Return the key that stands here, and where its value begins."""
    end = _end_of_value(text, here)
    return json.loads(text[here:end]), _skip(text, _skip(text, end) + 1)


def _end_of_value(text: str, here: int) -> int:
    """Return where a text, a number, a word or an empty bracket ends."""
    if text[here] in "{[":
        return _skip(text, here + 1) + 1
    found = (_TEXT if text[here] == '"' else _PLAIN).match(text, here)
    if found is None:
        raise ValueError(here)
    return found.end()


def _skip(text: str, here: int) -> int:
    found = _BLANK.match(text, here)
    return here if found is None else found.end()
