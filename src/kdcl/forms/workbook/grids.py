"""The sheets of a workbook that came back: which sheet of the form each is, its columns and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from kdcl.findings import Finding
from kdcl.forms.state import FormState
from kdcl.forms.workbook.model import MARK, Sheet
from kdcl.locale import LANGUAGES
from kdcl.office.grid import Grid, GridCell
from kdcl.office.own_forms import WORKBOOK_FORM, WORKBOOK_KEY
from kdcl.places import Place

HEAD_KEY: Final = "@head"


@attrs.frozen(kw_only=True)
class ReturnedLine:
    """A line that came back.

    Attributes:
        row: its row in the sheet.
        key: its hidden name; empty where it has none.
        cells: what stands in it by the columns' keys; empty cells are not there.
    """

    row: int
    key: str
    cells: Mapping[str, GridCell]

    def has_any(self, columns: Iterable[str]) -> bool:
        """Whether anything stands in one of these columns; a formula without a value is something too."""
        return any(column in self.cells for column in columns)

    def text(self, column: str) -> str:
        """Return what a cell shows; nothing where it is empty."""
        return self.cells[column].text if column in self.cells else ""


@attrs.frozen(kw_only=True)
class ReturnedSheet:
    """A sheet of the form that came back.

    Attributes:
        grid: the sheet as it is.
        sheet: the sheet as it was sent.
        row: the row of the hidden names.
        key_column: the column of the lines' hidden names.
        columns: the number of each column that came back, by its key.
        lines: the lines below, in their order.
    """

    grid: Grid
    sheet: Sheet
    row: int
    key_column: int
    columns: Mapping[str, int]
    lines: tuple[ReturnedLine, ...]

    def place_of(self, line: ReturnedLine, column: str = "") -> Place:
        """Return the cell of a line, or the line."""
        return self.grid.place_of(line.row, self.columns.get(column))


def find_state(grids: Iterable[Grid]) -> tuple[FormState, str] | Finding | None:
    """Return what a workbook knows of itself and its language; the finding why that cannot be read; None if nothing."""
    for grid in grids:
        pairs = [_pair(row) for row in grid.rows.values()]
        if (WORKBOOK_KEY, WORKBOOK_FORM) in pairs:
            packed = "".join(text for key, text in pairs if key == "state")
            language = next((text for key, text in pairs if key == "language" and text in LANGUAGES), LANGUAGES[0])
            state = FormState.unpack(packed)
            return state if isinstance(state, Finding) else (state, language)
    return None


def _pair(row: Mapping[int, GridCell]) -> tuple[str, str]:
    first, second = row.get(1), row.get(2)
    return first.text if first else "", second.text if second else ""


def is_state(grid: Grid) -> bool:
    """Whether a sheet is the hidden one."""
    return any(_pair(row)[0] == WORKBOOK_KEY for row in grid.rows.values())


def find_sheet(grid: Grid, sheets: Mapping[str, Sheet]) -> ReturnedSheet | None:
    """Return which sheet of the form a sheet is, wherever its columns were moved to; None where it is none."""
    for number, row in grid.rows.items():
        for column, cell in row.items():
            sheet = sheets.get(cell.text.removeprefix(MARK)) if cell.text.startswith(MARK) else None
            if sheet is not None:
                known = {each.key for each in sheet.columns}
                places = {each.text: place for place, each in row.items() if place != column and each.text in known}
                lines = tuple(_iter_lines(grid, number, column, places))
                return ReturnedSheet(grid=grid, sheet=sheet, row=number, key_column=column, columns=places, lines=lines)
    return None


def _iter_lines(grid: Grid, above: int, key_column: int, columns: Mapping[str, int]) -> Iterator[ReturnedLine]:
    for number, row in grid.rows.items():
        key = row[key_column].text if key_column in row else ""
        if number > above and key != HEAD_KEY:
            cells = {name: row[place] for name, place in columns.items() if place in row}
            yield ReturnedLine(row=number, key=key, cells=cells)
