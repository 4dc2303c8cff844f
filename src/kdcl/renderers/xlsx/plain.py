"""A table as one sheet, for people to sort and for programs to read: a row of heads, and cells as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from kdcl.renderers.xlsx.looks import CellLook, CellLooks
from kdcl.renderers.xlsx.values import looks_like_formula, split_text
from kdcl.renderers.xlsx.workbook import write_settled

_NARROWEST, _WIDEST = 9, 60
_ROWS_MEASURED: Final = 200


def render_plain(name: str, rows: Sequence[Sequence[str | float | None]]) -> bytes:
    """Return a table as the bytes of a workbook: the same bytes for the same table.

    Args:
        name: the name of its sheet.
        rows: the heads, then every row; a text is no longer than a cell holds.
    """
    workbook = Workbook()
    # openpyxl names itself otherwise
    workbook.properties.creator = ""
    sheet = workbook.worksheets[0]
    sheet.title = name
    looks = CellLooks(workbook=workbook)
    head, body = looks.name(CellLook(is_bold=True, is_shaded=True)), looks.name(CellLook())
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            if value is None:
                continue
            cell = sheet.cell(number, column)
            # before the prefix below: a named style given later takes it away again
            cell.style = head if number == 1 else body
            if isinstance(value, str):
                cell.value = split_text(value)[0]  # what reads as an escape is escaped
                cell.data_type = "s"
                cell.quotePrefix = looks_like_formula(value)
            else:
                cell.value = value
    for column, _ in enumerate(rows[0], start=1):
        longest = max(len(str(row[column - 1] or "")) for row in rows[:_ROWS_MEASURED])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    return write_settled(workbook)
