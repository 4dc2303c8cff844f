"""Figures in a file of a school's own: the entry form filled in, or five-year tables as schools publish them.

Tables in a workbook or in comma-separated values are read as those of a report are: by the titles, rows and school
years they name (`kdcl.figures.tables`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.figures.entry_form import NO_VALUE, DataFormResult, read_form_sheets
from kdcl.figures.form_file import FORM
from kdcl.figures.table_parts import FigureCell, FigureRow
from kdcl.figures.tables import TableReader
from kdcl.findings import Finding, Severity, refuse
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, Grid, GridCell, column_letters
from kdcl.office.limits import Limits, get_limits
from kdcl.office.opening import open_office_file
from kdcl.office.own_forms import refuse_form_workbook
from kdcl.office.package import read_file
from kdcl.office.separated import SEPARATED, read_separated
from kdcl.office.workbook import read_workbook
from kdcl.places import ROOT, Place, in_file
from kdcl.text.folding import fold

_KIND: Final = "figure"


def read_school_figures(
    path: str | os.PathLike[str], framework: Framework, *, limits: Limits | None = None
) -> DataFormResult:
    """Return the figures of a filled-in entry form, or of tables as a school publishes them.

    Every cell that could not be read is a finding, and so is what stands beside the tables.

    Args:
        path: a workbook, or a file of separated values in Unicode (``.csv``, ``.tsv``).
        framework: whose form declares the tables.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        LimitError: the file asks for too much work.
        UnreadableFileError: it cannot be opened, or holds no table of Part I.
    """
    limits, name = limits or get_limits(), os.fspath(path)
    data = read_file(name, limits)
    grids: tuple[Grid, ...]
    if Path(name).suffix.lower() in SEPARATED:
        grids = (read_separated(data, name, limits),)
    else:
        package, _ = open_office_file(data, name, "xlsx", limits)
        grids = read_workbook(package).grids
        refuse_form_workbook(grids, name)
    result = read_form_sheets(grids, framework, has_others=False) or _read_tables(grids, framework)
    if result is None:
        reason = message("no table of Part I was found in it")
        remedy = message("give the tables the titles, rows and school years of Part I, or fill in the entry form")
        raise UnreadableFileError(name, reason, remedy)
    return result


def _read_tables(grids: tuple[Grid, ...], framework: Framework) -> DataFormResult | None:
    """Return the figures of tables; None where no table of Part I is among them."""
    reader = TableReader(form=framework.part(FORM), institution=framework.institution)
    sheets = [(grid, list(_iter_rows(grid))) for grid in grids]
    # a sheet is a title and a table: schools name sheets after what stands on them
    data = reader.read(item for grid, rows in sheets for item in (fold(grid.name), rows))
    if not reader.handled:
        return None
    noted = {cell for cell, _ in reader.notes}
    problems = [
        attrs.evolve(refuse(cell.source, what, _KIND), texts=tuple(filter(None, (cell.text,))))
        for cell, what in reader.notes
    ]
    for grid, rows in sheets:
        problems += [_remark(grid, note) for note in grid.notes]
        problems += [refuse(place, NO_VALUE, _KIND) for place in _iter_without_value(grid)]
        beside = tuple(cell.text for row in rows for cell in row if cell not in reader.used and cell not in noted)
        if any(beside):
            problems.append(_remark(grid, message("this is no figure of Part I; it is not taken"), beside))
    places = {place: cell.source for place, cell in reader.places.items()}
    return DataFormResult(data=data, problems=tuple(problems), addresses=places)


def _remark(grid: Grid, what: Message, texts: tuple[str, ...] = ()) -> Finding:
    place = in_file(sheet=grid.name) if grid.is_sheet else ROOT
    return Finding(kind=_KIND, message=what, place=place, severity=Severity.NOTE, texts=tuple(filter(None, texts)))


def _iter_without_value(grid: Grid) -> Iterator[Place]:
    """Iterate over the cells whose formula was never computed."""
    for number, line in grid.rows.items():
        yield from (_place(grid, number, column) for column, cell in line.items() if cell.is_formula and not cell.text)


def _iter_rows(grid: Grid) -> Iterator[FigureRow]:
    continued: dict[int, list[int]] = {}
    for number, column in grid.inherited:
        continued.setdefault(number, []).append(column)
    for number, line in grid.rows.items():
        cells = [_cell(grid, number, column, cell) for column, cell in line.items()]
        for column in continued.get(number, ()):
            place = _place(grid, number, column)
            cells.append(FigureCell(column=column - 1, text="", folded="", is_continued=True, source=place))
        yield sorted(cells, key=lambda cell: cell.column)


def _cell(grid: Grid, number: int, column: int, cell: GridCell) -> FigureCell:
    return FigureCell(
        column=column - 1,
        columns=grid.spans.get((number, column), 1),
        text=cell.text,
        folded=cell.folded,
        language="en" if cell.kind is CellKind.NUMBER else None,
        source=_place(grid, number, column),
    )


def _place(grid: Grid, number: int, column: int) -> Place:
    if grid.is_sheet:
        return in_file(sheet=grid.name, cell=f"{column_letters(column)}{number}")
    return in_file(row=number, column=column)
