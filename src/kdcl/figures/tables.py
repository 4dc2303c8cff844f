"""Reads the tables of Part I: figures by the rows and columns that the form declares."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

import attrs

from kdcl.figures.cells import read_figure
from kdcl.figures.data import DataPlace, Figure, SchoolData
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.labels import is_numbering, match_rows, printed_tables
from kdcl.figures.reckoning import agrees
from kdcl.figures.table_parts import (
    FigureCell,
    FigureItem,
    FigurePart,
    FigureRow,
    filled,
    is_known_head,
    iter_figure_parts,
)
from kdcl.law import InstitutionType
from kdcl.messages import Message, message
from kdcl.text.phrases import is_blank
from kdcl.years import SchoolYear

_FEWEST_ROWS = 2
"""Rows of the form that a table without a head must have, to be one of its tables."""


@attrs.define(kw_only=True)
class TableReader:
    """Reads tables of Part I, of whatever file.

    Attributes:
        form: the form that declares the tables.
        institution: the type of institution, which decides what some rows are called.
        notes: what was noticed, each with its cell.
        handled: the cells of tables with figures, whatever became of them.
        used: the cells that need no more attention, and whether their figure was taken.
        places: the cell that each figure was taken from.
        years: the school years that heads name.
    """

    form: SchoolDataForm
    institution: InstitutionType
    notes: list[tuple[FigureCell, Message]] = attrs.field(factory=list, init=False)
    handled: set[FigureCell] = attrs.field(factory=set, init=False)
    used: dict[FigureCell, bool] = attrs.field(factory=dict, init=False)
    places: dict[DataPlace, FigureCell] = attrs.field(factory=dict, init=False)
    years: set[SchoolYear] = attrs.field(factory=set, init=False)
    _figures: dict[DataPlace, Figure] = attrs.field(factory=dict, init=False)
    _ratios: list[tuple[DataPlace, FormRow, int | Decimal, FigureCell]] = attrs.field(factory=list, init=False)

    def read(self, items: Iterable[FigureItem]) -> SchoolData:
        """Return the figures of lines and tables; what does not fit is left unused, and a note says why."""
        parts = [part for part in iter_figure_parts(items, self.form) if part.rows]
        self.years = {SchoolYear.parse(year) for part in parts for year in part.years}
        spans = {part.years for part in parts if part.years}
        # Years are lent to tables that name none only where all others name the same ones.
        span = next(iter(spans)) if len(spans) == 1 else ()
        for part in parts:
            self._read_part(part, span)
        for ratio in self._ratios:
            self._compare(*ratio)
        return SchoolData().with_figures(self._figures)

    def _note(self, cell: FigureCell, what: Message) -> None:
        self.notes.append((cell, what))

    def _read_part(self, part: FigurePart, span: tuple[str, ...]) -> None:
        labels = [_find_label(row, part.columns) for row in part.rows]
        table, rows = self._choose_table(part, labels)
        if not part.columns and (not part.titled or sum(map(bool, rows)) < _FEWEST_ROWS):
            return
        self.handled |= {cell for row in (*part.head, *part.rows) for cell in row}
        if table is None:
            self._note_table(part, message("it is not clear which table of Part I this is; write its title above it"))
            return
        self._read_head(part)
        if not part.columns:
            part.columns = _columns_by_position(part, labels, span)
            what = message("the columns name no school years; write them above the columns")
            if part.columns:
                what = message(
                    "the columns name no school years; those of the other tables were taken, {first} to {last}",
                    first=span[0],
                    last=span[-1],
                )
            self._note_table(part, what)
        if part.columns:
            for place, (row, label, known) in enumerate(zip(part.rows, labels, rows, strict=True)):
                below = part.rows[place + 1] if place + 1 < len(part.rows) else []
                self._read_row(_Row(part, table, row, label, known, {c.column for c in below if c.is_continued}))

    def _note_table(self, part: FigurePart, what: Message) -> None:
        cells = [cell for row in (*part.head, *part.rows) for cell in filled(row)]
        for cell in cells[:1]:
            self._note(cell, what)

    def _choose_table(
        self, part: FigurePart, labels: list[FigureCell | None]
    ) -> tuple[FormTable | None, list[FormRow | None]]:
        """Return the table of the form that has most of the rows, and the rows; the title decides between equals."""
        texts = [label.folded if label else "" for label in labels]
        matches: list[tuple[tuple[int, bool], FormTable, list[FormRow | None]]] = []
        for table in printed_tables(self.form):
            if bool(table.columns) == part.is_named:
                rows = match_rows(self.form, table, self.institution, texts)
                matches.append(((sum(map(bool, rows)), table in part.titled), table, rows))
        best = max((rank for rank, _, _ in matches), default=(0, False))
        chosen = [(table, rows) for rank, table, rows in matches if rank == best]
        return chosen[0] if best[0] and len(chosen) == 1 else (None, [None] * len(texts))

    def _read_head(self, part: FigurePart) -> None:
        first = min(part.columns, default=0)
        for cell in (cell for row in part.head for cell in row):
            if is_known_head(cell, part) or (cell.column < first and is_numbering(self.form, cell.folded)):
                self.used[cell] = False
            else:
                self._note(cell, message("the table has no column {column}", column=repr(cell.text)))

    def _read_row(self, row: _Row) -> None:
        cells = filled(row.cells)
        if row.label is None:
            for cell in cells[:1]:
                self._note(cell, message("it is not clear which row {value} belongs to", value=repr(cell.text)))
        elif row.known is None:
            self._note(row.label, message("the form has no row {label} here", label=repr(row.label.text)))
        else:
            first = min(row.part.columns)
            for cell in row.cells:
                if cell is row.label or cell.column < first or is_blank(cell.folded):
                    self.used[cell] = False
                else:
                    self._read_cell(row, row.known, cell)

    def _read_cell(self, row: _Row, known: FormRow, cell: FigureCell) -> None:
        covered = range(cell.column, cell.column + cell.columns)
        columns = [column for place, column in row.part.columns.items() if place in covered]
        if len(columns) != 1 or cell.column in row.continued:
            self._note(cell, message("it is not clear which row and column {value} belongs to", value=repr(cell.text)))
            return
        place = DataPlace(row.table.id, known.key, columns[0])
        kind = row.table.kind_of(known, columns[0]) or ValueKind.TEXT
        figure = read_figure(cell.text, kind, language=cell.language)
        if isinstance(figure, Message):
            self._note(cell, figure)
        elif place in self.places:
            self._note(cell, message("this figure stands twice; the first one is kept"))
        else:
            self.places[place] = cell
            self._take(place, known, figure, cell)

    def _take(self, place: DataPlace, known: FormRow, figure: Figure, cell: FigureCell) -> None:
        """Take a figure; a ratio is held against its parts once all of them are read."""
        if known.value is ValueKind.RATIO and not isinstance(figure, str):
            self._ratios.append((place, known, figure, cell))
        else:
            self._figures[place] = figure
            self.used[cell] = True

    def _compare(self, place: DataPlace, known: FormRow, stated: int | Decimal, cell: FigureCell) -> None:
        part, whole = (self._figures.get(DataPlace.of(name, place.column)) for name in known.parts)
        if isinstance(part, int) and isinstance(whole, int) and whole and agrees(stated, Fraction(part, whole)):
            self.used[cell] = False
        else:
            self._note(
                cell, message("{value} does not follow from the figures; ratios are not kept", value=repr(cell.text))
            )


@attrs.frozen
class _Row:
    """A row of a table, with what is known of it, and the columns in which the row below goes on with its cells."""

    part: FigurePart
    table: FormTable
    cells: FigureRow
    label: FigureCell | None
    known: FormRow | None
    continued: set[int]


def _find_label(row: FigureRow, columns: dict[int, str]) -> FigureCell | None:
    """Return the cell that names the row, or None where none does or several may."""
    named = [cell for cell in filled(row) if any(letter.isalpha() for letter in cell.folded)]
    if not columns:
        return named[0] if named else None
    before = [cell for cell in named if cell.column < min(columns)]
    return before[0] if len(before) == 1 else None


def _columns_by_position(part: FigurePart, labels: list[FigureCell | None], span: tuple[str, ...]) -> dict[int, str]:
    """Return the school years of columns that do not name them; nothing where it is not clear which is which."""
    behind = {
        tuple(cell.column for cell in row if label is None or cell.column > label.column)
        for row, label in zip(part.rows, labels, strict=True)
    }
    columns = next(iter(behind))
    is_clear = len(behind) == 1 and len(columns) == len(span)
    return dict(zip(columns, span, strict=True)) if is_clear else {}
