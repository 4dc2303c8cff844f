"""A workbook through XlsxWriter: the cells of ours, finished, with their looks, spans and widths."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

Sheet = dict[str, Any]
"""A sheet: its name, its cells with the number of their look, its spans, its widths and its heights."""


def list_sheets(data: bytes) -> tuple[list[Sheet], list[dict[str, Any]]]:
    """Return the sheets of a workbook and its looks, as XlsxWriter wants them."""
    book = load_workbook(io.BytesIO(data))
    looks: dict[str, tuple[int, dict[str, Any]]] = {}
    sheets: list[Sheet] = []
    cell: Any
    for sheet in book.worksheets:
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None or cell.has_style:
                    number, _ = looks.setdefault(str(cell.style), (len(looks), _look_of(cell)))
                    cells.append((cell.row - 1, cell.column - 1, cell.value, number))
        sheets.append(
            {
                "name": sheet.title,
                "cells": cells,
                "merged": [
                    (each.min_row - 1, each.min_col - 1, each.max_row - 1, each.max_col - 1)
                    for each in sheet.merged_cells.ranges
                ],
                "heights": {row - 1: found.height for row, found in sheet.row_dimensions.items() if found.height},
                "widths": {ord(name) - ord("A"): found.width for name, found in sheet.column_dimensions.items()},
                "links": [
                    (link.ref, f"internal:{link.location}")
                    for row in sheet.iter_rows()
                    for cell in row
                    if (link := getattr(cell, "hyperlink", None)) is not None and link.location
                ],
            }
        )
    return sheets, [look for _, look in looks.values()]


def write_book(sheets: list[Sheet], looks: list[dict[str, Any]]) -> bytes:
    """Return the same cells as a workbook of XlsxWriter's."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False})
    formats = [book.add_format(look) for look in looks]
    for each in sheets:
        sheet = book.add_worksheet(each["name"])
        for column, width in each["widths"].items():
            sheet.set_column(column, column, width)
        for row, height in each["heights"].items():
            sheet.set_row(row, height)
        for span in each["merged"]:
            sheet.merge_range(*span, "")
        for row, column, value, look in each["cells"]:
            if value is None:
                sheet.write_blank(row, column, None, formats[look])
            elif isinstance(value, str):
                sheet.write_string(row, column, value, formats[look])
            else:
                sheet.write_number(row, column, value, formats[look])
        texts = {(row, column): (value, look) for row, column, value, look in each["cells"]}
        for reference, target in each["links"]:
            row, column = int(reference[1:]) - 1, ord(reference[0]) - ord("A")
            value, look = texts[row, column]
            sheet.write_url(row, column, target, formats[look], value)
    book.close()
    return file.getvalue()


def list_values(data: bytes) -> list[list[list[object]]]:
    """Return the values of every cell of every sheet."""
    book = load_workbook(io.BytesIO(data))
    return [[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets]


def _look_of(cell: Any) -> dict[str, Any]:  # noqa: ANN401 - a cell of openpyxl, merged or not
    look: dict[str, Any] = {
        "font_name": cell.font.name,
        "font_size": cell.font.sz,
        "bold": bool(cell.font.b),
        "italic": bool(cell.font.i),
        "text_wrap": True,
        "align": cell.alignment.horizontal or "left",
        "valign": "vcenter" if cell.alignment.vertical == "center" else "top",
        "indent": int(cell.alignment.indent or 0),
        "num_format": cell.number_format,
        "border": 1 if cell.border.left is not None and cell.border.left.style else 0,
    }
    if cell.fill.fill_type == "solid":
        look["bg_color"] = f"#{str(cell.fill.fgColor.rgb)[-6:]}"
    return look
