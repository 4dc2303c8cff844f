"""A school's data in a file: tables, rows and columns as the form declares them, every flaw named with its cell.

The file is held against the whole form, whatever the school: which of the rows are asked of this school is the business
of the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kdcl.convert._json import show
from kdcl.errors import CodeError
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.reckoning import known_rows
from kdcl.messages import Message, message
from kdcl.school import Figure, SchoolData, SchoolYear

_Flaws = dict[tuple[str, ...], Message]
_DECIMAL = re.compile("(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,12})?").fullmatch
_LARGEST = 10**15 - 1
_HUNDRED = 100


def read_figures(tables: Mapping[str, Any], form: SchoolDataForm | None) -> tuple[SchoolData, _Flaws]:
    """Return the figures that can be read, and what is wrong with the others by their places.

    Without a form, which is so where the framework of a file is not known, figures are what they look like.
    """
    flaws: _Flaws = {}
    read: dict[str, dict[str, dict[str, Figure]]] = {}
    for steps, kind, value in _iter_cells(tables, form, flaws):
        figure = read_figure(value, kind)
        if isinstance(figure, Message):
            flaws[steps] = figure
        else:
            table, row, column = steps
            read.setdefault(table, {}).setdefault(row, {})[column] = figure
    return SchoolData(read), flaws


def read_figure(value: object, kind: ValueKind) -> Figure | Message:
    """Return the figure that a plain value stands for, or what is wrong with it."""
    if kind is ValueKind.TEXT:
        return value if type(value) is str else _no_text(value)
    if type(value) is not int and kind in {ValueKind.COUNT, ValueKind.TOTAL}:
        return _no_whole_number(value)
    if type(value) is not int and not (type(value) is str and _DECIMAL(value)):
        return _no_exact_number(value)
    figure = value if type(value) is int else Decimal(str(value))
    most = _HUNDRED if kind is ValueKind.PERCENT else _LARGEST
    return figure if 0 <= figure <= most else _out_of_range(value)


def plain_tables(data: SchoolData) -> dict[str, dict[str, dict[str, int | str]]]:
    """Return the figures as plain values: exact decimals are written as text."""
    return {
        table: {
            row: {column: f"{figure:f}" if isinstance(figure, Decimal) else figure for column, figure in cells.items()}
            for row, cells in rows.items()
        }
        for table, rows in data.tables.items()
    }


def data_schema(form: SchoolDataForm) -> dict[str, Any]:
    """Return the JSON Schema of a school's data by a form."""
    known = known_rows(form)
    return {"type": "object", "additionalProperties": False, "properties": {
        table.id: {
            "type": "object",
            "additionalProperties": False,
            "properties": {key: _row_schema(table, row.value) for key, row in known[table.id].items()},
        }
        for table in form.tables
    }}  # fmt: skip


_YEAR_PATTERN = "^[12][0-9]{3}-[12][0-9]{3}$"
_COUNT_SCHEMA = {"type": "integer", "minimum": 0, "maximum": _LARGEST}
_EXACT_SCHEMA = {"anyOf": [_COUNT_SCHEMA, {"type": "string", "pattern": "^(0|[1-9][0-9]{0,14})([.][0-9]{1,12})?$"}]}
_PERCENT_PATTERN = "^(100([.]0{1,12})?|[1-9]?[0-9]([.][0-9]{1,12})?)$"
_SCHEMAS = {
    ValueKind.PERCENT: {
        "anyOf": [{**_COUNT_SCHEMA, "maximum": _HUNDRED}, {"type": "string", "pattern": _PERCENT_PATTERN}]
    },
    ValueKind.TEXT: {"type": "string"},
    ValueKind.COUNT: _COUNT_SCHEMA,
    ValueKind.TOTAL: _COUNT_SCHEMA,
}


def _row_schema(table: FormTable, kind: ValueKind) -> dict[str, Any]:
    if not table.columns:
        cell = {"type": "object", "additionalProperties": False}
        return {**cell, "patternProperties": {_YEAR_PATTERN: _SCHEMAS.get(kind, _EXACT_SCHEMA)}}
    kinds = {column.id: kind if column.value is ValueKind.COUNT else column.value for column in table.columns}
    properties = {column: _SCHEMAS.get(kind, _EXACT_SCHEMA) for column, kind in kinds.items()}
    return {"type": "object", "additionalProperties": False, "properties": properties}


_Cells = Iterator[tuple[tuple[str, str, str], ValueKind, object]]


def _iter_cells(tables: Mapping[str, Any], form: SchoolDataForm | None, flaws: _Flaws) -> _Cells:
    """Iterate over the cells that the form knows, and add the others to the flaws."""
    if form is None:
        yield from _iter_any_cells(tables, flaws)
        return
    known = known_rows(form)
    for table_id, rows in tables.items():
        table = form.find_table(table_id)
        if table is None:
            flaws[table_id,] = message(
                "the form has no table {table}; known are: {known}", table=show(table_id), known=(*known,)
            )
            continue
        for row_key, cells in _iter_object(rows, (table_id,), flaws):
            row = known[table_id].get(row_key)
            if row is None:
                flaws[table_id, row_key] = message(
                    "table {table} has no row {row}; known are: {known}",
                    table=table_id,
                    row=show(row_key),
                    known=(*known[table_id],),
                )
                continue
            for column, value in _iter_object(cells, (table_id, row_key), flaws):
                found = _column_kind(table, row, column)
                if isinstance(found, Message):
                    flaws[table_id, row_key, column] = found
                else:
                    yield (table_id, row_key, column), found, value


def _iter_any_cells(tables: Mapping[str, Any], flaws: _Flaws) -> _Cells:
    """Iterate over all cells, each with the kind that its value looks like."""
    for table, rows in tables.items():
        for row, cells in _iter_object(rows, (table,), flaws):
            for column, value in _iter_object(cells, (table, row), flaws):
                is_words = type(value) is str and not _DECIMAL(value)
                yield (table, row, column), ValueKind.TEXT if is_words else ValueKind.DECIMAL, value


def _iter_object(value: object, steps: tuple[str, ...], flaws: _Flaws) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    else:
        flaws[steps] = message("{value} is not an object; write {{ }} with keys and values", value=show(value))


def _column_kind(table: FormTable, row: FormRow, column: str) -> ValueKind | Message:
    """Return what stands in a column of a row, or what is wrong with the column."""
    if not table.columns:
        try:
            SchoolYear.parse(column)
        except CodeError as error:
            return error.message
    kind = table.kind_of(row, column)
    if kind is not None:
        return kind
    return message(
        "table {table} has no column {column}; known are: {known}",
        table=table.id,
        column=show(column),
        known=tuple(known.id for known in table.columns),
    )


def _no_text(value: object) -> Message:
    return message("{value} is not a text; write it in double quotes", value=show(value))


def _out_of_range(value: object) -> Message:
    return message("{value} is out of range", value=show(value))


def _no_whole_number(value: object) -> Message:
    return message("{value} is not a whole number; write digits without quotes", value=show(value))


def _no_exact_number(value: object) -> Message:
    return message('{value} is not an exact number; write it in double quotes, as in "1.5"', value=show(value))
