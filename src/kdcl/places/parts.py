"""The steps that lead to a place; those into files of other programs are parts."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

import attrs

from kdcl.messages import Message, message


class PartKind(enum.StrEnum):
    """What a part of another program's file is; its value is the word that stands in the text of a place."""

    FILE = "file"
    SHEET = "sheet"
    CELL = "cell"
    TABLE = "table"
    ROW = "row"
    COLUMN = "column"
    PARAGRAPH = "paragraph"
    LINE = "line"
    PAGE = "page"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"

    @property
    def is_named(self) -> bool:
        """Whether such parts have names; all others have numbers, counted from 1."""
        return self in _NAMED


_NAMED: Final = frozenset({PartKind.FILE, PartKind.SHEET, PartKind.CELL})


@attrs.frozen
class Part:
    """A step into another program's file.

    Attributes:
        kind: what it is.
        value: its name, or its number counted from 1.
    """

    kind: PartKind
    value: int | str = attrs.field()

    @value.validator
    def _check_value(self, _: object, value: int | str) -> None:
        if isinstance(value, str) is not self.kind.is_named:
            wanted = "a name" if self.kind.is_named else "a number"
            raise TypeError(f"a {self.kind} has {wanted}, not {value!r}")

    @property
    def in_words(self) -> Message:
        """The part in words."""
        return message(_WORDS[self.kind].template, n=repr(self.value) if self.kind is PartKind.SHEET else self.value)


_WORDS: Final[Mapping[PartKind, Message]] = {
    PartKind.FILE: message("{n}"),
    PartKind.SHEET: message("sheet {n}"),
    PartKind.CELL: message("cell {n}"),
    PartKind.TABLE: message("table {n}"),
    PartKind.ROW: message("row {n}"),
    PartKind.COLUMN: message("column {n}"),
    PartKind.PARAGRAPH: message("paragraph {n}"),
    PartKind.LINE: message("line {n}"),
    PartKind.PAGE: message("page {n}"),
    PartKind.HEADER: message("header {n}"),
    PartKind.FOOTER: message("footer {n}"),
    PartKind.FOOTNOTE: message("footnote {n}"),
    PartKind.ENDNOTE: message("endnote {n}"),
    PartKind.COMMENT: message("comment {n}"),
}

Step = str | int | Part
"""A name of a fact or a key (in a file both are keys of an object), a number in a list from 0, or a part."""

Steps = tuple[Step, ...]
