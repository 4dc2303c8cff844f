"""Tables in plain text: a box where every text fits on a line of its column, otherwise a list of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

import attrs

from kdcl.blocks import Align, Paragraph, Slot, Table
from kdcl.renderers.text.lines import LINE_WIDTH, pad, width_of, wrap

_FRAME = 3
"""Columns that a rule between two cells takes with the blanks around it."""


@attrs.frozen(kw_only=True)
class _Cell:
    """A cell at its column: its lines, how many columns it spans, and where its text stands."""

    column: int
    columns: int
    lines: tuple[str, ...]
    align: Align | None


@attrs.frozen(kw_only=True)
class LaidText:
    """The lines of a table with every cell at its column; where a cell from above reaches in, an empty one stands."""

    columns: int
    header_rows: int
    rows: tuple[tuple[_Cell, ...], ...]

    @classmethod
    def of(cls, table: Table, read: Callable[[Iterable[Paragraph]], tuple[str, ...]]) -> LaidText:
        """Return the lines of a table; `read` returns the lines of a cell."""
        rows = tuple(tuple(_lay(slots, read)) for slots in table.grid().rows)
        return cls(columns=len(table.widths), header_rows=table.header_rows, rows=rows)


def table_lines(grid: LaidText) -> Iterator[str]:
    """Yield the lines of a table."""
    if not grid.rows:
        return iter(())
    widths = _fit(grid)
    total = sum(widths) + _FRAME * (grid.columns - 1) + 4
    return _box(grid, widths) if total <= LINE_WIDTH else _list(grid)


def _lay(slots: tuple[Slot, ...], read: Callable[[Iterable[Paragraph]], tuple[str, ...]]) -> Iterator[_Cell]:
    for slot in slots:
        cell = slot.cell
        if slot.is_continued:
            for column in range(slot.column, slot.column + cell.columns):
                yield _Cell(column=column, columns=1, lines=(), align=None)
        else:
            align = cell.paragraphs[0].align if cell.paragraphs else None
            yield _Cell(column=slot.column, columns=cell.columns, lines=read(cell.paragraphs), align=align)


def _fit(grid: LaidText) -> list[int]:
    """Return the width that each column needs; what a wide cell needs more is added to its last column."""
    widths = [1] * grid.columns
    cells = sorted((cell for row in grid.rows for cell in row), key=lambda cell: cell.columns)
    for cell in cells:
        end = cell.column + cell.columns
        inner = sum(widths[cell.column : end]) + _FRAME * (cell.columns - 1)
        widths[end - 1] += max(max(map(width_of, cell.lines), default=0) - inner, 0)
    return widths


def _box(grid: LaidText, widths: list[int]) -> Iterator[str]:
    yield _rule(widths, ("┌", "┬", "┐"), "─")
    for number, row in enumerate(grid.rows, start=1):
        for lines in zip_longest(*(cell.lines or ("",) for cell in row), fillvalue=""):
            yield f"│ {' │ '.join(_text(cell, line, widths) for cell, line in zip(row, lines, strict=True))} │"
        if number < len(grid.rows):
            yield _rule(widths, *((("╞", "╪", "╡"), "═") if number == grid.header_rows else (("├", "┼", "┤"), "─")))
    yield _rule(widths, ("└", "┴", "┘"), "─")


def _rule(widths: list[int], joints: tuple[str, str, str], line: str) -> str:
    left, middle, right = joints
    return left + middle.join(line * (width + 2) for width in widths) + right


def _text(cell: _Cell, line: str, widths: list[int]) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns]) + _FRAME * (cell.columns - 1)
    return pad(line, width, cell.align)


def _list(grid: LaidText) -> Iterator[str]:
    """Yield each row as lines that begin with what their column is called, and rows apart from each other."""
    body = grid.rows[grid.header_rows :]
    told = {cell.column for row in body for cell in row if cell.columns < grid.columns}
    for text in _untold_heads(grid, told):
        yield from wrap(text, LINE_WIDTH)
    heads = _heads(grid)
    for row in body:
        yield ""
        for cell in row:
            head = heads[cell.column] if cell.columns < grid.columns else ""
            for place, text in enumerate(cell.lines or ("",)):
                yield from _entry(head if place == 0 else "", text)


def _untold_heads(grid: LaidText, told: set[int]) -> Iterator[str]:
    """Yield the header texts that no row begins with: those over the whole width, or over columns without a cell."""
    for row in grid.rows[: grid.header_rows]:
        for cell in row:
            columns = range(cell.column, cell.column + cell.columns)
            if cell.columns == grid.columns or told.isdisjoint(columns):
                yield from cell.lines


def _entry(head: str, text: str) -> Iterator[str]:
    """Yield a label and its text: on one line where both fit, otherwise the text below."""
    if head and width_of(head) + 2 + width_of(text) <= LINE_WIDTH:
        yield f"{head}: {text}"
        return
    if head:
        yield from wrap(f"{head}:", LINE_WIDTH)
    yield from (f"  {line}" for line in wrap(text, LINE_WIDTH - 2))


def _heads(grid: LaidText) -> list[str]:
    """Return what each column is called: the texts of the header rows above it."""
    heads: list[list[str]] = [[] for _ in range(grid.columns)]
    for row in grid.rows[: grid.header_rows]:
        for cell in row:
            for column in range(cell.column, cell.column + cell.columns) if cell.columns < grid.columns else ():
                heads[column].extend(cell.lines)
    return [", ".join(parts) for parts in heads]
