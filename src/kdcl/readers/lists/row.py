"""A row of an evidence list, its cells by the names of their columns."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import attrs

from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, Grid, GridCell
from kdcl.places import Place
from kdcl.readers.files.content import Line
from kdcl.readers.lists.codes import ReadCode, read_code, read_parts
from kdcl.readers.lists.head import CODE_PARTS, ListHead
from kdcl.readers.lists.result import ListFindingKind
from kdcl.readers.vocabulary.headings import find_criterion, find_standard

_LONGEST_BAND = 300


@attrs.define(kw_only=True)
class ListRow:
    """A row below the head.

    Attributes:
        grid: the table.
        head: its head.
        number: the row.
        cells: what it holds, by column.
    """

    grid: Grid
    head: ListHead
    number: int
    cells: Mapping[int, GridCell]

    @property
    def place(self) -> Place:
        """The place of the row."""
        return self.grid.place_of(self.number)

    def place_of(self, name: str) -> Place:
        """Return the place of the cell in the column of this name; of the row where there is no such column."""
        columns = self.head.columns.get(name)
        return self.grid.place_of(self.number, columns[0]) if columns else self.place

    @functools.cached_property
    def texts(self) -> tuple[str, ...]:
        """What the row says."""
        return tuple(self.cells[column].text for column in sorted(self.cells) if self.cells[column].text)

    @functools.cached_property
    def is_blank(self) -> bool:
        """Whether nothing stands in it but a number that was given in advance."""
        said = ((column, cell) for column, cell in self.cells.items() if column in self.head.named)
        return all(self.head.is_number(column, cell.text) for column, cell in said)

    @property
    def numbers(self) -> frozenset[int]:
        """The columns in which something only counts the row."""
        return frozenset(column for column, cell in self.cells.items() if self.head.is_number(column, cell.text))

    @property
    def known(self) -> frozenset[int]:
        """The columns whose cells are read or count the row."""
        return self.numbers | (self.head.named & set(self.cells))

    @property
    def code_column(self) -> int:
        """The first column of the code."""
        return self.head.code_columns[0]

    @property
    def has_inherited_code(self) -> bool:
        """Whether the code is that of a row above, in one cell that covers both."""
        return self.head.code_columns[-1] not in self.cells and (
            (self.number, self.head.code_columns[-1]) in self.grid.inherited
        )

    def find(self, column: int) -> GridCell | None:
        """Return a cell that can be read, or the one above that covers its place."""
        cell = self.cells.get(column) or self.grid.inherited.get((self.number, column))
        return None if cell is None or cell.kind is CellKind.ERROR or not cell.text else cell

    def text(self, name: str) -> str:
        """Return what the columns of a name say."""
        found = (self.find(column) for column in self.head.columns.get(name, ()))
        return ", ".join(cell.text for cell in found if cell is not None)

    def own_text(self, name: str) -> str:
        """Return what the columns of a name say in this row itself, and not in one that covers it from above."""
        found = (self.cells.get(column) for column in self.head.columns.get(name, ()))
        return ", ".join(cell.text for cell in found if cell is not None)

    def address(self, name: str) -> str:
        """Return where a click on the cell leads to."""
        found = (self.cells.get(column) for column in self.head.columns.get(name, ()))
        return next((cell.link for cell in found if cell is not None and cell.link), "")

    def read_code(self) -> ReadCode | None:
        """Return what was made of the code; None where there is none."""
        if "evidence_code" in self.head.columns:
            cell = self.find(self.code_column)
            return None if cell is None else read_code(cell)
        found = {name: self.find(self.head.columns[name][0]) for name in CODE_PARTS}
        cells = {name: cell for name, cell in found.items() if cell is not None}
        if set(cells) == {"box"}:  # a whole code in a column that is as wide as four, or beside three empty ones
            return read_code(cells["box"])
        return read_parts(cells) if cells else None

    @functools.cached_property
    def has_code(self) -> bool:
        """Whether a code can be read in it."""
        read = self.read_code()
        return read is not None and read.code is not None

    def iter_remarks(self) -> Iterator[Finding]:
        """Iterate over what is to be said of single cells."""
        for column, cell in sorted(self.cells.items()):
            if column in self.head.named:
                for kind, what in _iter_cell_remarks(cell):
                    place = self.grid.place_of(self.number, column)
                    yield Finding(kind=kind, message=what, place=place)


def _iter_cell_remarks(cell: GridCell) -> Iterator[tuple[ListFindingKind, Message]]:
    if cell.kind is CellKind.ERROR:
        what = message("the cell shows {text}, which cannot be read; it counts as empty", text=repr(cell.text))
        yield ListFindingKind.ERROR_VALUE, what
    elif cell.is_formula and not cell.text:
        what = message("a formula stands here and shows nothing; open the file in Excel and save it, or type the text")
        yield ListFindingKind.NO_VALUE, what
    elif cell.is_formula:
        what = message("a formula stands here; what it last showed was read: {text}", text=repr(cell.text))
        yield ListFindingKind.FORMULA, what
    if cell.refused:
        what = message("characters that no text may hold were replaced by a mark: {count}", count=cell.refused)
        yield ListFindingKind.CHARACTERS, what


def counts_columns(cells: Mapping[int, GridCell]) -> bool:
    """Whether a row only numbers the columns, as some forms do below the head."""
    numbers = [cells[column].text.strip("() ") for column in sorted(cells)]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]  # noqa: PLR2004 - a number and a code make no row of numbers


def find_band(row: ListRow) -> int | None:
    """Return the number of the standard if the row is the heading of one, 0 for that of a criterion, or None."""
    if len(set(row.texts)) not in {1, 2} or row.has_code:  # a number may stand before the heading
        return None
    return find_band_number(row.texts[-1])


def find_band_number(text: str) -> int | None:
    """Return the number of the standard whose heading a text is, 0 for a criterion's heading, or None."""
    if len(text) > _LONGEST_BAND:
        return None
    line = Line(number=1, text=" ".join(text.split()))
    if standard := find_standard(line):
        return standard.number
    return 0 if find_criterion(line) else None
