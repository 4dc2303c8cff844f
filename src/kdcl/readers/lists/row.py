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

    @property
    def goes_on(self) -> bool:
        """Whether it can go on with the row right above it: it has no number of its own, and a name or a reference."""
        columns = self.head.columns
        if self.number - 1 not in self.grid.rows or any(column in self.cells for column in columns.get("number", ())):
            return False
        texts = [self.own_text(name) for name in ("evidence_name", "evidence_reference")]
        first = min(self.head.named)
        return any(texts) and not any(column < first for column in self.cells)

    @functools.cached_property
    def is_blank(self) -> bool:
        """Whether nothing stands in it but a number that was given in advance."""
        named, counting = self.head.named, self.head.counting
        said = [column for column in self.cells if column in named]
        return all(column in counting and self.head.is_number(column, self.cells[column].text) for column in said)

    @property
    def numbers(self) -> frozenset[int]:
        """The columns in which something only counts the row."""
        counting = [column for column in self.head.counting if column in self.cells]
        return frozenset(column for column in counting if self.head.is_number(column, self.cells[column].text))

    @property
    def known(self) -> frozenset[int]:
        """The columns whose cells are read or count the row."""
        return self.numbers | self.head.named.intersection(self.cells)

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
        columns = self.head.columns.get(name)
        if columns is None:
            return ""
        if len(columns) == 1:
            found_one = self.find(columns[0])
            return "" if found_one is None else found_one.text
        found = (self.find(column) for column in columns)
        return ", ".join(cell.text for cell in found if cell is not None)

    def head_text(self, column: int) -> str:
        """Return what the head of a column says."""
        rows = (self.grid.rows.get(number, {}) for number in (self.head.last_row, self.head.first_row))
        cell = next((row[column] for row in rows if column in row), None)
        return "" if cell is None else " ".join(cell.text.split())

    def own_text(self, name: str) -> str:
        """Return what the columns of a name say in this row itself, and not in one that covers it from above."""
        found = (self.cells.get(column) for column in self.head.columns.get(name, ()))
        return ", ".join(cell.text for cell in found if cell is not None)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where clicks on its cells lead to, each once: that of the column of links first, then that of the name."""
        # A link to a place in the workbook itself leads nowhere outside.
        linked = [column for column, cell in self.cells.items() if cell.link and not cell.link.startswith("#")]
        if not linked:
            return ()
        ranks = {"link": 0, "evidence_name": 1}
        ordered = sorted(linked, key=lambda column: (ranks.get(self.head.names.get(column, ""), 2), column))
        return tuple(dict.fromkeys(self.cells[column].link for column in ordered))

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
        for column, cell in self.cells.items():
            if (cell.is_formula or cell.refused or cell.kind is CellKind.ERROR) and column in self.head.named:
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
    if len(cells) < 3:  # noqa: PLR2004 - a number and a code make no row of numbers
        return False
    numbers = [cells[column].text.strip("() ") for column in sorted(cells)]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]


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
