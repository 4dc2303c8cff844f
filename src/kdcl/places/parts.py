"""The steps that lead to a place; those into files of other programs are parts."""

from __future__ import annotations

from typing import Final

import attrs

from kdcl.messages import Message, WordedEnum, message


class PartKind(WordedEnum):
    """What a part of another program's file is; its value is the word that stands in the text of a place."""

    FILE = "file", message("{n}")
    SHEET = "sheet", message("sheet {n}")
    CELL = "cell", message("cell {n}")
    TABLE = "table", message("table {n}")
    ROW = "row", message("row {n}")
    COLUMN = "column", message("column {n}")
    PARAGRAPH = "paragraph", message("paragraph {n}")
    LINE = "line", message("line {n}")
    PAGE = "page", message("page {n}")
    HEADER = "header", message("header {n}")
    FOOTER = "footer", message("footer {n}")
    FOOTNOTE = "footnote", message("footnote {n}")
    ENDNOTE = "endnote", message("endnote {n}")
    COMMENT = "comment", message("comment {n}")

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
        return message(self.kind.words.template, n=repr(self.value) if self.kind is PartKind.SHEET else self.value)


Step = str | int | Part
"""A name of a fact or a key (in a file both are keys of an object), a number in a list from 0, or a part."""

Steps = tuple[Step, ...]
