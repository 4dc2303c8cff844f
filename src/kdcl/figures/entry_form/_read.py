"""The entry form read back: figures by the hidden names beside them, and a finding for each cell that cannot be read.

A workbook may come from anywhere: it is opened through the same door as every other, which refuses what is unsafe or
larger than any form, and its cells are read as a person sees them.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.figures.cells import read_figure
from kdcl.figures.changes import FigureChange, find_changes
from kdcl.figures.data import DataPlace, Figure, SchoolData, find_year
from kdcl.figures.entry_form._layout import FIRST_COLUMN, KEY_COLUMN, REMOVAL, TABLE_MARK
from kdcl.figures.entry_form._texts import own_texts
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.form_file import FORM
from kdcl.figures.reckoning import known_rows
from kdcl.findings import Finding, refuse
from kdcl.law import Framework
from kdcl.locale import LANGUAGES, get_locale
from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, Grid, GridCell
from kdcl.office.limits import Limits
from kdcl.office.opening import open_office_file
from kdcl.office.package import read_file
from kdcl.office.workbook import read_workbook
from kdcl.places import Place
from kdcl.text.folding import fold

NO_VALUE: Final = message("a formula stands here whose value is not known; open the file in Excel and save it")


@attrs.frozen(kw_only=True)
class DataFormResult:
    """What a filled-in entry form holds.

    Attributes:
        data: the figures that can be read.
        removed: the cells that are marked to be taken away.
        empty: the cells to be filled in that are empty; they say nothing.
        problems: a finding for every cell that cannot be read, its place being sheet and cell.
        addresses: sheet and cell of every cell of the form that is to be filled in or that holds a figure.
    """

    data: SchoolData
    removed: tuple[DataPlace, ...] = ()
    empty: tuple[DataPlace, ...] = ()
    problems: tuple[Finding, ...] = ()
    addresses: Mapping[DataPlace, Place] = attrs.field(factory=dict, eq=False, repr=False)

    def changes(self, known: SchoolData) -> tuple[FigureChange, ...]:
        """Return what the form changes in a school's data: what it states otherwise, and what is marked.

        A cell that is empty or cannot be read changes nothing. `kdcl.figures.changes.apply_changes` makes the changes.
        """
        return find_changes(known, {**self.data, **dict.fromkeys(self.removed)})


def read_data_form(
    source: str | os.PathLike[str] | bytes, framework: Framework, *, limits: Limits | None = None
) -> DataFormResult:
    """Return the figures of a filled-in entry form, with a finding for each cell that cannot be read.

    Sheets, lines and columns are known by the hidden names that the form carries, so they may be moved and renamed.
    Numbers may be typed as text, with groups of thousands, a decimal comma or a percent sign; a cell that Excel shows
    in percent counts as what it shows. A formula in a cell to be filled in counts as the value that Excel last
    computed. What stands in the locked cell of a total is taken only where somebody has put a number in its place; the
    checks compare it. A figure is taken away only by the word that the form's first sheet names.

    Args:
        source: the file's name, or its bytes.
        framework: whose form was filled in.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        LimitError: the file asks for too much work.
        UnreadableFileError: it is no workbook, cannot be opened, or holds no table of the form.
    """
    name = "bytes" if isinstance(source, bytes) else os.fspath(source)
    data = source if isinstance(source, bytes) else read_file(name, limits)
    package, _ = open_office_file(data, name, "xlsx", limits)
    result = read_form_sheets(read_workbook(package).grids, framework, has_others=False)
    if result is None:
        reason = message("no table of the entry form is in this workbook")
        raise UnreadableFileError(name, reason, message("fill in the form itself"))
    return result


def read_form_sheets(grids: Iterable[Grid], framework: Framework, *, has_others: bool = True) -> DataFormResult | None:
    """Return the figures of the sheets of an entry form, or None where no table of the form is on them.

    Args:
        grids: the sheets.
        framework: whose form was filled in.
        has_others: whether what stands beside the form's cells is somebody else's to look at, as in a workbook that
            holds more; else each text there is a finding.
    """
    form = framework.part(FORM)
    reader = _Reader(form=form, own_texts=None if has_others else own_texts(form))
    for grid in grids:
        reader.read_sheet(grid)
    return reader.result() if reader.found else None


@functools.cache
def _removal_words() -> frozenset[str]:
    """Return the word that takes a figure away, folded, in every language that forms are written in."""
    return frozenset(fold(get_locale(language).text(REMOVAL)) for language in LANGUAGES)


@attrs.define(kw_only=True)
class _Reader:
    """What is gathered while the sheets of a workbook are read."""

    form: SchoolDataForm
    own_texts: frozenset[str] | None
    found: bool = False
    _figures: dict[DataPlace, Figure] = attrs.field(factory=dict, init=False)
    _met: dict[DataPlace, Place] = attrs.field(factory=dict, init=False)
    _removed: list[DataPlace] = attrs.field(factory=list, init=False)
    _empty: dict[DataPlace, Place] = attrs.field(factory=dict, init=False)
    _problems: list[Finding] = attrs.field(factory=list, init=False)

    def result(self) -> DataFormResult:
        """Return what was gathered."""
        return DataFormResult(
            data=SchoolData().with_figures(self._figures),
            removed=tuple(self._removed),
            empty=tuple(place for place in self._empty if place not in self._met),
            problems=tuple(self._problems),
            addresses={**self._empty, **self._met},
        )

    def read_sheet(self, grid: Grid) -> None:
        """Read a sheet; a line without a hidden name is none of the form."""
        table: FormTable | None = None
        columns: dict[int, str] = {}
        for number, line in grid.rows.items():
            key = line[KEY_COLUMN].text if KEY_COLUMN in line else ""
            if key.startswith(TABLE_MARK):
                table = self.form.find_table(key.removeprefix(TABLE_MARK))
                columns = self._read_columns(grid.place_of(number), table, line)
                self._note_others(grid, number, [place for place in line if place < FIRST_COLUMN])
                continue
            name, _, row = key.partition(".")
            known = known_rows(self.form).get(name, {}).get(row)
            if table is not None and name == table.id and known is not None:
                for place, column in columns.items():
                    address = grid.place_of(number, place)
                    self._read_cell(address, table, known, column, line.get(place))
                self._note_others(grid, number, line.keys() - columns.keys())
            elif key:
                address = grid.place_of(number, KEY_COLUMN)
                texts = (cell.text for place, cell in sorted(line.items()) if place != KEY_COLUMN)
                self._note(address, message("the form has no line {key} here", key=repr(key)), *texts)
            else:
                self._note_others(grid, number, line)

    def _note_others(self, grid: Grid, number: int, places: Iterable[int]) -> None:
        """Note what people wrote in cells of a line that the form does not ask for."""
        if self.own_texts is None:
            return
        for place in sorted(set(places) - {KEY_COLUMN}):
            cell = grid.rows[number][place]
            if cell.text.strip() and cell.folded not in self.own_texts and find_year(cell.text) is None:
                what = message("beside the form's cells stands: {text}", text=cell.text)
                self._note(grid.place_of(number, place), what, cell.text)

    def _read_columns(self, address: Place, table: FormTable | None, line: Mapping[int, GridCell]) -> dict[int, str]:
        """Return the columns of a table by their place in a line."""
        if table is None:
            self._note(address, message("the form has no such table"))
            return {}
        self.found = True
        columns: dict[int, str] = {}
        for place, cell in line.items():
            if place < FIRST_COLUMN:
                continue
            if _is_column(table, cell.text):
                columns[place] = cell.text
            else:
                self._note(address, message("the table has no column {column}", column=repr(cell.text)))
        return columns

    def _read_cell(self, address: Place, table: FormTable, row: FormRow, column: str, cell: GridCell | None) -> None:
        place = DataPlace(table.id, row.key, column)
        kind = table.kind_of(row, column) or ValueKind.TEXT
        if cell is None:
            if not kind.is_derived:
                self._empty.setdefault(place, address)
        elif not (kind.is_derived and cell.is_formula):
            self._take(address, place, kind, cell)

    def _take(self, address: Place, place: DataPlace, kind: ValueKind, cell: GridCell) -> None:
        """Take what stands in a cell; the first of two cells for one figure counts."""
        if place in self._met:
            what = message("this figure stands twice in the workbook; the first one is kept")
            self._note(address, what, cell.text)
            return
        self._met[place] = address
        if cell.folded in _removal_words():
            self._removed.append(place)
            return
        figure = _read_value(cell, kind)
        if isinstance(figure, Message):
            self._note(address, figure, cell.text)
        else:
            self._figures[place] = figure

    def _note(self, address: Place, problem: Message, *texts: str) -> None:
        self._problems.append(attrs.evolve(refuse(address, problem), texts=tuple(filter(None, texts))))


def _read_value(cell: GridCell, kind: ValueKind) -> Figure | Message:
    """Return the figure in a cell of a sheet, or what is wrong with it."""
    if cell.is_formula and not cell.text:
        # openpyxl and other programs write a formula without its value; only one that computes puts it in
        return NO_VALUE
    if cell.kind is CellKind.ERROR:
        return message("{value} is no number; write digits alone", value=repr(cell.text))
    if cell.refused:
        return message("the text holds a character that no document can print; type it again")
    # a workbook stores its numbers with a point, whatever language shows them; only typed text may have a comma
    return read_figure(cell.text, kind, language="en" if cell.kind is CellKind.NUMBER else None)


def _is_column(table: FormTable, name: str) -> bool:
    return any(column.id == name for column in table.columns) if table.columns else find_year(name) is not None
