"""Tables: rows of cells that may span rows and columns, and the one grid that they make."""

from __future__ import annotations

import functools
from decimal import Decimal

import attrs

from kdcl.blocks.paragraphs import Paragraph
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place


@attrs.frozen(kw_only=True)
class Cell:
    """A cell of a table.

    Attributes:
        paragraphs: what it holds.
        columns: how many columns it spans.
        rows: how many rows it spans; the rows below leave its place out.
        is_shaded: whether it has a light background, as bands have.
        tone: how dark its ground is for what it says, as in a heat map: 0 for none, up to 3, so that letters stay
            readable.
        number: the number that its text writes, for formats that reckon with numbers; None where it is text alone, or
            where the text says all: ``1.234`` is a number in one cell and a code in another.
    """

    paragraphs: tuple[Paragraph, ...]
    columns: int = 1
    rows: int = 1
    is_shaded: bool = False
    tone: int = 0
    number: int | Decimal | None = None

    @property
    def source(self) -> Place | None:
        """The first fact that its paragraphs print, as a place in the school's file; None where they print none."""
        return next((paragraph.source for paragraph in self.paragraphs if paragraph.source is not None), None)


@attrs.frozen
class Row:
    """A row of a table: as many cells as fill its columns, less what spans reach into it."""

    cells: tuple[Cell, ...]

    def with_next(self) -> Row:
        """Return the row kept on the page of what is below it."""
        kept = (tuple(attrs.evolve(each, keep_with_next=True) for each in cell.paragraphs) for cell in self.cells)
        return Row(tuple(attrs.evolve(cell, paragraphs=each) for cell, each in zip(self.cells, kept, strict=True)))


@attrs.frozen(kw_only=True)
class Table:
    """A table.

    Attributes:
        widths: the width of each column, as shares of the whole.
        rows: all rows; the first `header_rows` are repeated on each page.
        header_rows: how many rows are headers.
        is_ruled: whether lines are drawn.
    """

    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    header_rows: int = 0
    is_ruled: bool = True

    def with_next(self) -> Table:
        """Return the table with its last row kept on the page of what is below it."""
        return attrs.evolve(self, rows=(*self.rows[:-1], *(row.with_next() for row in self.rows[-1:])))

    def grid(self) -> TableGrid:
        """Return the table laid out: every row from the first column to the last, with what reaches in from above."""
        return self._grid

    @functools.cached_property
    def _grid(self) -> TableGrid:
        return _lay_out(self)


@attrs.frozen
class Slot:
    """A place in a table's grid.

    Attributes:
        column: its first column, from 0.
        cell: the cell that fills it, as many columns wide as that spans.
        is_continued: whether the cell begins in a row above and reaches in; its text stands there.
    """

    column: int
    cell: Cell
    is_continued: bool = False


@attrs.frozen
class TableGrid:
    """A table laid out.

    Attributes:
        rows: every row from its first column to its last; none where the cells do not fit.
        problem: why the cells do not fit, with its place in the table; None where they do.
    """

    rows: tuple[tuple[Slot, ...], ...]
    problem: Finding | None = None


@attrs.define
class _Layout:
    """Lays row after row; `reaching` has the cells that reach into the next, by column, with the rows they go on."""

    width: int
    reaching: dict[int, tuple[Cell, int]] = attrs.field(factory=dict)

    def lay(self, cells: tuple[Cell, ...]) -> tuple[Slot, ...] | None:
        """Return the row's slots, or None where the cells do not fit."""
        slots: list[Slot] = []
        reaching: dict[int, tuple[Cell, int]] = {}
        column, waiting = 0, iter(cells)
        while column < self.width:
            above = self.reaching.get(column)
            cell, rows = above or (next(waiting, None), 0)
            if cell is None or (above is None and not self._is_free(cell, column)):
                return None
            slots.append(Slot(column, cell, above is not None))
            rows = (rows or cell.rows) - 1
            if rows:
                reaching[column] = (cell, rows)
            column += cell.columns
        if next(waiting, None) is not None:
            return None
        self.reaching = reaching
        return tuple(slots)

    def _is_free(self, cell: Cell, column: int) -> bool:
        """Whether the cell has a size, and no cell from above and no end of the table stands in its columns."""
        end = column + cell.columns
        if cell.columns < 1 or cell.rows < 1 or end > self.width:
            return False
        return not self.reaching or self.reaching.keys().isdisjoint(range(column, end))

    def misfit(self, cells: tuple[Cell, ...]) -> Message:
        """Return why the cells do not fit."""
        free = self.width - sum(cell.columns for cell, _ in self.reaching.values())
        wanted = sum(cell.columns for cell in cells)
        if wanted != free or any(min(cell.columns, cell.rows) < 1 for cell in cells):
            return message("the cells fill {wanted} columns, {free} are free", wanted=wanted, free=free)
        return message("a cell spans columns that a cell above parts; put the cells otherwise")


def _lay_out(table: Table) -> TableGrid:
    if min(table.widths, default=0) <= 0:
        return TableGrid((), refuse(ROOT, message("column widths must be above 0; give one for each column")))
    layout = _Layout(len(table.widths))
    rows: list[tuple[Slot, ...]] = []
    for number, row in enumerate(table.rows):
        slots = layout.lay(row.cells)
        if slots is None:
            return TableGrid((), refuse(ROOT.at("rows", number), layout.misfit(row.cells)))
        rows.append(slots)
    if layout.reaching:
        return TableGrid((), refuse(ROOT, message("a cell spans more rows than the table has; shorten its span")))
    return TableGrid(tuple(rows))
