"""The one grammar of places: from steps to text and back."""

from __future__ import annotations

import json
import re
from typing import Final

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message
from kdcl.places.parts import Part, PartKind, Step, Steps

_CODED: Final = "ratings"
"""Below this name codes such as 1.3.a are keys, and are written without quotes, as people read them."""

_MOST_DIGITS: Final = 15
_VALUE: Final = r"'(?:[^']|'')*'|[\w./-]+"
_PLAIN_VALUE: Final = re.compile(r"[\w./-]+")
_PLAIN_KEY: Final = re.compile(r"[\w-]+")
_QUOTED_KEY: Final = re.compile(r'"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"')
_CODE: Final = re.compile(r"[0-9][\w-]*(?:\.[\w-]+)*")
_CELL: Final = re.compile(r"[A-Z]+[0-9]+")
_INDEX: Final = re.compile(rf"\[([0-9]{{1,{_MOST_DIGITS}}})\]")
_SPAN: Final = re.compile(rf":([0-9]{{1,{_MOST_DIGITS}}})-([0-9]{{1,{_MOST_DIGITS}}})\Z")
_PART: Final = re.compile(rf"({'|'.join(PartKind)}) ({_VALUE})")
_SHEET_CELL: Final = re.compile(rf"({_VALUE})!({_CELL.pattern})")


def write_steps(steps: Steps) -> str:
    """Return the text of steps."""
    pieces: list[str] = []
    before: Step | None = None
    for number, step in enumerate(steps):
        if isinstance(step, Part):
            if pieces:
                pieces.append("!" if _is_on_sheet(step, before) else ", ")
            pieces.append(_write_part(step, before, steps[number + 1 : number + 2]))
        elif isinstance(step, int):
            pieces.append(f", [{step}]" if isinstance(before, Part) else f"[{step}]")
        else:
            if pieces:
                pieces.append(", " if isinstance(before, Part) else ".")
            pieces.append(_write_key(step, before, steps[number + 1 : number + 2]))
        before = step
    return "".join(pieces) or "$"


def _write_part(part: Part, before: Step | None, following: Steps) -> str:
    value = str(part.value)
    if _is_on_sheet(part, before):
        return value
    if not _PLAIN_VALUE.fullmatch(value):
        value = "'" + value.replace("'", "''") + "'"
    is_abbreviated = any(isinstance(step, Part) and _is_on_sheet(step, part) for step in following)
    return value if is_abbreviated else f"{part.kind} {value}"


def _is_on_sheet(part: Part, before: Step | None) -> bool:
    """Whether a part is a cell right after its sheet, so that both are written as Excel does."""
    is_after_sheet = isinstance(before, Part) and before.kind is PartKind.SHEET
    return is_after_sheet and part.kind is PartKind.CELL and _CELL.fullmatch(str(part.value)) is not None


def _write_key(key: str, before: Step | None, following: Steps) -> str:
    is_plain = _PLAIN_KEY.fullmatch(key) is not None
    if before == _CODED and key[:1].isdecimal() and key.isascii():
        # The reader takes all that looks like a code here, so nothing that continues one may follow.
        is_plain = _CODE.fullmatch(key) is not None and not any(isinstance(step, str) for step in following)
    return key if is_plain else json.dumps(key, ensure_ascii=False)


@attrs.frozen(str=False)
class PlaceError(KdclError, ValueError):
    """A text stands for no place.

    Attributes:
        text: the text.
        position: where reading it failed, counted in characters from 0.
    """

    text: str
    position: int

    @property
    def message(self) -> Message:
        """The text, the position and an example."""
        return message(
            "{text} is no place from character {position} on; write one as in {example}",
            text=repr(self.text),
            position=self.position + 1,
            example="sheets[3].current_state[1].text:5-9",
        )


class Reader:
    """Reads the text of a place from left to right."""

    def __init__(self, text: str) -> None:
        """Begin at the first character."""
        self.text = text
        self.position: int = 0
        self.steps: list[Step] = []

    def read(self) -> tuple[Steps, tuple[int, int] | None]:
        """Return the steps and the span.

        Raises:
            PlaceError: the text stands for none.
        """
        if self.text.startswith("$"):
            self.position = 1
        else:
            self._read_begun()
        while self.position < len(self.text):
            if found := self._take(_SPAN):
                return tuple(self.steps), (int(found[1]) - 1, int(found[2]))
            if not self.steps:
                raise self._refuse()
            if self.text.startswith(", ", self.position):
                self.position += 2
                self._read_begun()
            elif self.text.startswith(".", self.position):
                self.position += 1
                self._read_key()
            else:
                self._read_index()
        return tuple(self.steps), None

    def _read_begun(self) -> None:
        """Read what stands at the beginning or behind a comma: a part, a cell on its sheet, a number or a key."""
        if found := self._take(_SHEET_CELL):
            self.steps += [Part(PartKind.SHEET, _read_value(found[1])), Part(PartKind.CELL, found[2])]
        elif found := self._take(_PART):
            self.steps.append(self._read_part(PartKind(found[1]), found[2]))
        elif self.text.startswith("[", self.position):
            self._read_index()
        else:
            self._read_key()

    def _read_part(self, kind: PartKind, value: str) -> Part:
        if kind.is_named:
            return Part(kind, _read_value(value))
        if value.isdecimal() and len(value) <= _MOST_DIGITS:
            return Part(kind, int(value))
        raise self._refuse()

    def _read_key(self) -> None:
        if found := self._take(_QUOTED_KEY):
            self.steps.append(json.loads(found[0], strict=False))
        elif self.steps[-1:] == [_CODED] and (found := self._take(_CODE)):
            self.steps.append(found[0])
        else:
            self.steps.append(self._require(_PLAIN_KEY)[0])

    def _read_index(self) -> None:
        self.steps.append(int(self._require(_INDEX)[1]))

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found is not None:
            self.position = found.end()
        return found

    def _require(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = self._take(pattern)
        if found is None:
            raise self._refuse()
        return found

    def _refuse(self) -> PlaceError:
        return PlaceError(self.text, self.position)


def _read_value(written: str) -> str:
    return written[1:-1].replace("''", "'") if written.startswith("'") else written
