"""Reads the tables of Part I: figures by the rows and columns that the form declares."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs

from kdcl.figures.cells import read_figure
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.reckoning import agrees
from kdcl.law import InstitutionType
from kdcl.messages import Message, message
from kdcl.readers.files.content import Cell, Use
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import column_pattern
from kdcl.readers.word.figure_labels import match_rows, printed_tables
from kdcl.readers.word.figure_tables import FigurePart, filled, is_known_head, iter_figure_parts
from kdcl.readers.word.lines import is_blank, mark
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind, ReadFinding
from kdcl.school import DataPlace, Figure, SchoolData, SchoolYear

_FEWEST_ROWS = 2
"""Rows of the form that a table without a head must have, to be one of its tables."""


@attrs.define(kw_only=True)
class FigureReader:
    """Reads figures.

    Attributes:
        form: the form that declares the tables.
        institution: the type of institution, which decides what some rows are called.
        findings: what was noticed.
        handled: the cells of tables with figures, whatever became of them.
        years: the school years that heads name.
    """

    form: SchoolDataForm
    institution: InstitutionType
    findings: list[ReadFinding]
    handled: set[Cell] = attrs.field(factory=set, init=False)
    years: set[SchoolYear] = attrs.field(factory=set, init=False)
    _figures: dict[DataPlace, Figure] = attrs.field(factory=dict, init=False)
    _met: set[DataPlace] = attrs.field(factory=set, init=False)
    _ratios: list[tuple[DataPlace, FormRow, int | Decimal, Cell]] = attrs.field(factory=list, init=False)

    def read(self, outline: Outline) -> SchoolData:
        """Return the figures of Part I; what does not fit is left without a use, and a finding says why."""
        sections = outline.find_sections(Kind.SCHOOL_DATA)
        parts = [part for section in sections for part in iter_figure_parts(section, self.form) if part.rows]
        self.years = {SchoolYear.parse(year) for part in parts for year in part.years}
        spans = {part.years for part in parts if part.years}
        span = next(iter(spans)) if len(spans) == 1 else ()
        for part in parts:
            self._read_part(part, span)
        for ratio in self._ratios:
            self._compare(*ratio)
        return SchoolData().with_figures(self._figures)

    def _note(self, cell: Cell, what: Message) -> None:
        self.findings.append(ReadFinding(kind=FindingKind.FIGURE, message=what, paragraph=cell.lines[0].number))

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
        self, part: FigurePart, labels: list[Cell | None]
    ) -> tuple[FormTable | None, list[FormRow | None]]:
        """Return the table of the form that has most of the rows, and the rows; the title decides between equals."""
        texts = [label.folded if label else "" for label in labels]
        matches: list[tuple[tuple[int, bool], FormTable, list[FormRow | None]]] = []
        for table in printed_tables(self.form):
            if bool(table.columns) == part.is_named:
                rows = match_rows(table, self.institution, texts)
                matches.append(((sum(map(bool, rows)), table in part.titled), table, rows))
        best = max((rank for rank, _, _ in matches), default=(0, False))
        chosen = [(table, rows) for rank, table, rows in matches if rank == best]
        return chosen[0] if best[0] and len(chosen) == 1 else (None, [None] * len(texts))

    def _read_head(self, part: FigurePart) -> None:
        first = min(part.columns, default=0)
        for cell in (cell for row in part.head for cell in row):
            is_number = column_pattern("number").fullmatch(cell.folded) is not None
            if is_known_head(cell, part) or (cell.column < first and is_number):
                mark(cell.lines, Use.FORM)
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
                    mark(cell.lines, Use.FORM)
                else:
                    self._read_cell(row, row.known, cell)

    def _read_cell(self, row: _Row, known: FormRow, cell: Cell) -> None:
        covered = range(cell.column, cell.column + cell.columns)
        columns = [column for place, column in row.part.columns.items() if place in covered]
        if len(columns) != 1 or cell.column in row.continued:
            self._note(cell, message("it is not clear which row and column {value} belongs to", value=repr(cell.text)))
            return
        place = DataPlace(row.table.id, known.key, columns[0])
        kind = row.table.kind_of(known, columns[0]) or ValueKind.TEXT
        figure = read_figure(cell.text, kind)
        if isinstance(figure, Message):
            self._note(cell, figure)
        elif place in self._met:
            self._note(cell, message("this figure stands twice; the first one is kept"))
        else:
            self._met.add(place)
            self._take(place, known, figure, cell)

    def _take(self, place: DataPlace, known: FormRow, figure: Figure, cell: Cell) -> None:
        """Take a figure; a ratio is held against its parts once all of them are read."""
        if known.value is ValueKind.RATIO and not isinstance(figure, str):
            self._ratios.append((place, known, figure, cell))
        else:
            self._figures[place] = figure
            mark(cell.lines, Use.FACT)

    def _compare(self, place: DataPlace, known: FormRow, stated: int | Decimal, cell: Cell) -> None:
        part, whole = (self._find(name, place.column) for name in known.parts)
        if isinstance(part, int) and isinstance(whole, int) and whole and agrees(stated, Fraction(part, whole)):
            mark(cell.lines, Use.FORM)
        else:
            self._note(
                cell, message("{value} does not follow from the figures; ratios are not kept", value=repr(cell.text))
            )

    def _find(self, name: str, column: str) -> Figure | None:
        table, _, row = name.partition(".")
        return self._figures.get(DataPlace(table, row, column))


@attrs.frozen
class _Row:
    """A row of a table, with what is known of it, and the columns in which the row below goes on with its cells."""

    part: FigurePart
    table: FormTable
    cells: list[Cell]
    label: Cell | None
    known: FormRow | None
    continued: set[int]


def _find_label(row: list[Cell], columns: dict[int, str]) -> Cell | None:
    """Return the cell that names the row, or None where none does or several may."""
    named = [cell for cell in filled(row) if any(letter.isalpha() for letter in cell.folded)]
    if not columns:
        return named[0] if named else None
    before = [cell for cell in named if cell.column < min(columns)]
    return before[0] if len(before) == 1 else None


def _columns_by_position(part: FigurePart, labels: list[Cell | None], span: tuple[str, ...]) -> dict[int, str]:
    """Return the school years of columns that do not name them; nothing where it is not clear which is which."""
    behind = {
        tuple(cell.column for cell in row if label is None or cell.column > label.column)
        for row, label in zip(part.rows, labels, strict=True)
    }
    columns = next(iter(behind))
    is_clear = len(behind) == 1 and len(columns) == len(span)
    return dict(zip(columns, span, strict=True)) if is_clear else {}
