"""The tables of Word files as grids, so that a list is read the same way from Word and from Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kdcl.office.grid import Grid, GridCell, clean_cell
from kdcl.readers.files.content import FileCell, FileTable


def build_grid(table: FileTable) -> Grid:
    """Return a table of a Word file as a grid."""
    rows: dict[int, Mapping[int, GridCell]] = {}
    inherited: dict[tuple[int, int], GridCell] = {}
    spans: dict[tuple[int, int], int] = {}
    above: dict[int, GridCell] = {}
    for number, row in enumerate(table.rows, start=1):
        # Word keeps the text of cells merged downwards in the first alone; a code there is that of all their rows
        continued = {cell.column + 1 for cell in row if cell.is_continued}
        inherited |= {(number, column): above[column] for column in continued & set(above)}
        for cell in row:
            if not cell.is_continued:
                above.pop(cell.column + 1, None)
                spans[number, cell.column + 1] = cell.columns
        if cells := build_cells(row):
            rows[number] = cells
            above |= cells
    return Grid(name=str(table.number), rows=rows, inherited=inherited, spans=spans, is_sheet=False)


def build_cells(row: Iterable[FileCell]) -> dict[int, GridCell]:
    """Return those cells of a row of a Word file that begin in it and hold something, by column from 1."""
    cleaned = ((cell.column + 1, clean_cell(cell.text)) for cell in row if not cell.is_continued)
    return {column: GridCell(text=text, refused=refused) for column, (text, refused) in cleaned if text}
