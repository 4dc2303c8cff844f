"""Cells of a workbook and tables made of them."""

from __future__ import annotations

import attrs
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kdcl.blocks import Align, Cell, Run, Table
from kdcl.renderers.xlsx.looks import CellLook, CellLooks
from kdcl.renderers.xlsx.values import (
    LONGEST_TEXT,
    count_lines,
    find_number,
    looks_like_formula,
    split_text,
)

_WIDTH_OF_ALL = 130
_NARROWEST = 6
_LETTERS_IN_UNIT = 1.1
"""Letters of the usual size in one unit of a column's width."""
_USUAL_SIZE = 12
_LINE_SPACING = 1.3
_HIGHEST = 409
"""Points that a row is high at most."""


@attrs.frozen
class CellPlace:
    """A cell of a sheet.

    Attributes:
        sheet: the sheet.
        row: its row, from 1.
        column: its column, from 1.
        width: the width of the columns it spans.
    """

    sheet: Worksheet
    row: int
    column: int
    width: float

    @property
    def cell(self) -> SheetCell | MergedCell:
        """The cell itself."""
        return self.sheet.cell(self.row, self.column)


@attrs.frozen(kw_only=True)
class CellWriter:
    """Writes cells and remembers what is linked.

    Attributes:
        looks: the workbook's looks.
        language: the document's language, which says how numbers are written.
        author: who comments are by.
        places: the location of each bookmark.
        links: the cells that lead to a bookmark.
    """

    looks: CellLooks
    language: str
    author: str
    places: dict[str, str] = attrs.field(factory=dict)
    links: list[tuple[SheetCell | MergedCell, str]] = attrs.field(factory=list)

    def location(self, cell: SheetCell | MergedCell) -> str:
        """Return how a link names a cell."""
        return f"{quote_sheetname(cell.parent.title)}!{cell.coordinate}"

    def write_text(self, place: CellPlace, text: str, look: CellLook, *, longest: int = LONGEST_TEXT) -> int:
        """Write a text downwards from a place and return how many rows it took: one, unless it is very long."""
        pieces = split_text(text, longest)
        for number, piece in enumerate(pieces):
            cell = place.sheet.cell(place.row + number, place.column)
            cell.style = self.looks.name(look)
            if piece:
                cell.value = piece
                cell.data_type = "s"  # else what begins with an equals sign would be a formula
                if looks_like_formula(piece):
                    cell.quotePrefix = True
            _heighten(place, place.row + number, piece, look)
        return len(pieces)

    def mark(
        self,
        cell: SheetCell | MergedCell,
        *,
        bookmark: str | None,
        comments: tuple[str, ...],
        runs: tuple[Run, ...] = (),
    ) -> None:
        """Give a cell what it is called, what is said of it, and the first link of its text: it can have one only."""
        if bookmark is not None:
            self.places[bookmark] = self.location(cell)
        if comments:
            cell.comment = Comment("\n\n".join(comments), self.author)
        link = next((run.link for run in runs if run.link is not None), None)
        address = next((run.address for run in runs if run.address is not None), None)
        if link is not None:
            self.links.append((cell, link))
        elif address is not None:
            # openpyxl fills in the cell's own address
            cell.hyperlink = Hyperlink(ref="", target=address)


def fill_table(sheet: Worksheet, table: Table, writer: CellWriter) -> None:
    """Write a table from the first row on: headers frozen, repeated in print and with filters."""
    widths = _set_widths(sheet, table.widths)
    starts: list[int] = []
    spans: list[tuple[int, int, Cell]] = []
    row = 1
    for number, slots in enumerate(table.grid().rows):
        starts.append(row)
        height = 1
        for slot in slots:
            if slot.is_continued:
                continue
            cell, column = slot.cell, slot.column + 1
            look = _look(cell, is_header=number < table.header_rows)
            width = sum(widths[slot.column : slot.column + cell.columns])
            taken = _write(CellPlace(sheet, row, column, width), cell, look, writer)
            height = max(height, taken)
            if taken == 1 and (cell.columns > 1 or cell.rows > 1):  # merged, a longer text would lose its rest
                spans.append((number, column, cell))
        row += height
    starts.append(row)
    for number, column, cell in spans:
        sheet.merge_cells(
            start_row=starts[number],
            end_row=starts[number + cell.rows] - 1,
            start_column=column,
            end_column=column + cell.columns - 1,
        )
    if table.header_rows:
        _freeze(sheet, starts[table.header_rows], row - 1, len(table.widths))


def _look(cell: Cell, *, is_header: bool) -> CellLook:
    runs = [run for paragraph in cell.paragraphs for run in paragraph.runs]
    align = next((paragraph.align for paragraph in cell.paragraphs if paragraph.align), None)
    return CellLook(
        is_bold=is_header or (bool(runs) and all(run.bold for run in runs)),
        is_ruled=True,
        is_shaded=is_header or cell.is_shaded,
        tone=cell.tone,
        is_header=is_header,
        align=align or Align.LEFT,
    )


def _write(place: CellPlace, cell: Cell, look: CellLook, writer: CellWriter) -> int:
    """Write a cell and return how many rows it took."""
    text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
    number = None if look.is_header else find_number(cell.number, text, writer.language)
    height = 1
    if number is None:
        height = writer.write_text(place, text, look)
    else:
        place.cell.style = writer.looks.name(attrs.evolve(look, number_format=number.format))
        place.cell.value = number.value
    for paragraph in cell.paragraphs:
        if paragraph.bookmark is not None:
            writer.places[paragraph.bookmark] = writer.location(place.cell)
    comments = tuple(comment for paragraph in cell.paragraphs for comment in paragraph.comments)
    runs = tuple(run for paragraph in cell.paragraphs for run in paragraph.runs)
    writer.mark(place.cell, bookmark=None, comments=comments, runs=runs)
    return height


def _heighten(place: CellPlace, row: int, text: str, look: CellLook) -> None:
    """Make a row as high as the text needs; programs that open the file do not all find that out themselves."""
    lines = count_lines(text, place.width * _LETTERS_IN_UNIT * _USUAL_SIZE / look.size)
    needed = min(round(lines * look.size * _LINE_SPACING + 2, 1), _HIGHEST)
    dimension = place.sheet.row_dimensions[row]
    if needed > (dimension.height or 0):
        dimension.height = needed


def _set_widths(sheet: Worksheet, shares: tuple[int, ...]) -> tuple[float, ...]:
    """Give the columns their shares of a page's width, and return how wide each is."""
    widths = tuple(max(round(_WIDTH_OF_ALL * share / sum(shares), 1), _NARROWEST) for share in shares)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    return widths


def _freeze(sheet: Worksheet, first: int, last: int, columns: int) -> None:
    """Freeze the rows above the first and give the lowest of them filters."""
    sheet.freeze_panes = f"A{first}"
    sheet.print_title_rows = f"1:{first - 1}"
    sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(columns)}{max(last, first - 1)}"
