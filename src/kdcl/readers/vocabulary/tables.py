"""Tables of a paper by the heads of their columns: each row by the names of its columns."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from kdcl.readers.files.content import FileCell, FileTable, Use, mark, mark_cells
from kdcl.readers.vocabulary.headings import find_standard
from kdcl.readers.vocabulary.words import phrase_patterns
from kdcl.text.phrases import is_blank

_HEAD_ROWS = 3


@functools.cache
def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    return {
        # Heads say in brackets how the column is to be filled in.
        name: re.compile(rf"[^\w]*{pattern}\s*(?:\([^()]*\))?[^\w]*")
        for name, pattern in phrase_patterns(table).items()
    }


@attrs.define(eq=False)
class NamedRow:
    """A row of a table.

    Attributes:
        cells: its cells by the names of their columns; one that a cell above reaches into is not there.
        others: the cells below heads that say nothing.
    """

    cells: dict[str, FileCell]
    others: list[FileCell]

    def take(self, name: str) -> str:
        """Return the text of a cell and mark it as a fact; room to be filled in belongs to the form."""
        cell = self.cells.get(name)
        if cell is None or is_blank(cell.folded):
            self.mark(name, Use.FORM)
            return ""
        self.mark(name, Use.FACT)
        return cell.text

    def mark_blanks(self) -> None:
        """Mark the cells in which nothing is filled in as parts of the form."""
        for name, cell in self.cells.items():
            if is_blank(cell.folded):
                self.mark(name, Use.FORM)

    def mark(self, name: str, use: Use) -> None:
        """Say what became of a cell."""
        mark(self.cells[name].lines if name in self.cells else (), use)


@attrs.define(eq=False)
class NamedTable:
    """A table whose head was understood.

    Attributes:
        table: the table.
        columns: the first column of each name.
        first_row: the first row below the head.
    """

    table: FileTable
    columns: dict[str, int]
    first_row: int

    def iter_rows(self) -> Iterator[NamedRow | FileCell]:
        """Iterate over the rows below the head; a row of one cell across the table is given as that cell."""
        width = max((cell.column + cell.columns for row in self.table.rows for cell in row), default=0)
        names = {column: name for name, column in self.columns.items()}
        for row in self.table.rows[self.first_row :]:
            if len(row) == 1 and row[0].columns >= width > 1:
                yield row[0]
                continue
            cells = {names[cell.column]: cell for cell in row if cell.column in names and not cell.is_continued}
            named = NamedRow(cells, [cell for cell in row if cell.column not in names])
            if (number := cells.get("number")) is not None and number.text.strip(" .)").isdigit():
                named.mark("number", Use.FORM)
            yield named

    def iter_named(self) -> Iterator[NamedRow]:
        """Iterate over the rows with columns; a row across the table is a heading where it names a standard."""
        for row in self.iter_rows():
            if isinstance(row, NamedRow):
                yield row
            else:
                mark(filter(find_standard, row.lines), Use.HEADING)


def iter_named_rows(tables: Iterable[FileTable], words: str, required: tuple[str, ...]) -> Iterator[NamedRow]:
    """Iterate over the rows of those tables whose heads `name_columns` understands."""
    for table in tables:
        if named := name_columns(table, words, required):
            yield from named.iter_named()


def name_columns(table: FileTable, words: str, required: tuple[str, ...]) -> NamedTable | None:
    """Return a table by the heads of its columns, or None where those that are required are not all there.

    Args:
        table: the table.
        words: the table of ``papers.toml`` with the heads.
        required: the names of columns that have to be there.
    """
    for number, row in enumerate(table.rows[:_HEAD_ROWS]):
        columns: dict[str, int] = {}
        heads = []
        for cell in row:
            for name, pattern in _patterns(words).items():
                if name not in columns and cell.text and pattern.fullmatch(cell.folded):
                    columns[name] = cell.column
                    heads.append(cell)
                    break
        if all(name in columns for name in required):
            mark_cells(heads, Use.FORM)
            return NamedTable(table, columns, number + 1)
    return None
