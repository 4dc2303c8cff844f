"""A table as rows and columns of what its cells show, whichever program made it."""

from __future__ import annotations

import enum
from collections.abc import Mapping

import attrs

from kdcl.messages import Message
from kdcl.places import Part, PartKind, Place, in_file
from kdcl.text.characters import clean
from kdcl.text.folding import fold

_LETTERS = 26


class CellKind(enum.Enum):
    """What a cell held before it became text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    """A formula that could not be computed, or a value that no calendar has."""


@attrs.frozen(kw_only=True)
class GridCell:
    """A cell that holds something.

    Attributes:
        text: what it shows, in NFC and without blanks at its ends.
        kind: what it held.
        is_formula: whether a formula computed it; only what it last showed is known.
        link: the address that a click on it leads to.
        refused: how many characters were replaced because no text may hold them.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    is_formula: bool = False
    link: str = ""
    refused: int = 0

    @property
    def folded(self) -> str:
        """The text without accents, in small letters, with single blanks."""
        return " ".join(fold(self.text).split())


@attrs.frozen(kw_only=True)
class Grid:
    """A table.

    Attributes:
        name: the sheet, or the number of the table in a Word file.
        rows: by number from 1 the rows that hold something; in each by number from 1 the cells that do.
        inherited: for places inside cells merged downwards, the cell that they are part of.
        spans: how many columns those cells cover that cover more than one.
        comments: what people wrote in the margin of a cell, by its address.
        is_sheet: whether it is the sheet of a workbook.
        notes: what of it is not read, or is read although nobody sees it.
    """

    name: str
    rows: Mapping[int, Mapping[int, GridCell]]
    inherited: Mapping[tuple[int, int], GridCell] = attrs.field(factory=dict)
    spans: Mapping[tuple[int, int], int] = attrs.field(factory=dict)
    comments: Mapping[str, str] = attrs.field(factory=dict)
    is_sheet: bool = True
    notes: tuple[Message, ...] = ()

    @property
    def place(self) -> Place:
        """The sheet or the table."""
        return in_file(sheet=self.name) if self.is_sheet else in_file(table=int(self.name))

    def place_of(self, row: int, column: int | None = None) -> Place:
        """Return the place of a row or, by its address, of a cell."""
        if column is None:
            return self.place.at(Part(PartKind.ROW, row))
        if self.is_sheet:
            return in_file(sheet=self.name, cell=f"{column_letters(column)}{row}")
        return self.place.at(*in_file(row=row, column=column).steps)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    >>> column_letters(28)
    'AB'
    """
    letters = ""
    while column:
        # there is no letter for nothing: Z is followed by AA
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def clean_cell(text: str) -> tuple[str, int]:
    """Return the text of a cell as it is kept, and how many characters that no text may hold were replaced."""
    text, refused = clean(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
    return text.strip(), refused
