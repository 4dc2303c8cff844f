"""A school's data in a JSON file: tables, rows and columns as the form declares them, every flaw named with its cell.

The file is held against the whole form, whatever the school: which of the rows are asked of this school is the business
of the checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import attrs

from kdcl.errors import CodeError
from kdcl.figures.cells import LARGEST, PERCENT, is_exact, read_plain
from kdcl.figures.data import Figure, SchoolData
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.reckoning import known_rows
from kdcl.messages import Message, message
from kdcl.years import SchoolYear

Flaws = dict[tuple[str, ...], Message]
"""What is wrong, by the steps that lead to it."""

Show = Callable[[object], Any]
"""Returns what a message says of a value of the file."""


def read_figures(tables: Mapping[str, Any], form: SchoolDataForm | None, show: Show) -> tuple[SchoolData, Flaws]:
    """Return the figures that can be read, and what is wrong with the others by their places.

    Without a form, which is so where the framework of a file is not known, figures are what they look like.
    """
    flaws: Flaws = {}
    read: dict[str, dict[str, dict[str, Figure]]] = {}
    held = _Tables(show=show, flaws=flaws)
    for steps, kind, value in held.iter_any_cells(tables) if form is None else held.iter_cells(tables, form):
        figure = read_plain(value, kind, show(value))
        if isinstance(figure, Message):
            flaws[steps] = figure
        else:
            table, row, column = steps
            read.setdefault(table, {}).setdefault(row, {})[column] = figure
    return SchoolData(read), flaws


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
    """Return the JSON Schema of a school's data."""
    known = known_rows(form)
    rows = {
        table.id: {key: _row_schema(table, row.value) for key, row in known[table.id].items()} for table in form.tables
    }
    return {**_CLOSED, "properties": {table: {**_CLOSED, "properties": held} for table, held in rows.items()}}


_CLOSED = {"type": "object", "additionalProperties": False}
_YEAR_PATTERN = "^[12][0-9]{3}-[12][0-9]{3}$"
_COUNT_SCHEMA = {"type": "integer", "minimum": 0, "maximum": LARGEST}
_EXACT_SCHEMA = {"anyOf": [_COUNT_SCHEMA, {"type": "string", "pattern": "^(0|[1-9][0-9]{0,14})([.][0-9]{1,12})?$"}]}
_PERCENT_PATTERN = "^(100([.]0{1,12})?|[1-9]?[0-9]([.][0-9]{1,12})?)$"
_SCHEMAS = {
    ValueKind.PERCENT: {
        "anyOf": [{**_COUNT_SCHEMA, "maximum": PERCENT}, {"type": "string", "pattern": _PERCENT_PATTERN}]
    },
    ValueKind.TEXT: {"type": "string"},
    ValueKind.COUNT: _COUNT_SCHEMA,
    ValueKind.TOTAL: _COUNT_SCHEMA,
}


def _row_schema(table: FormTable, kind: ValueKind) -> dict[str, Any]:
    if not table.columns:
        return {**_CLOSED, "patternProperties": {_YEAR_PATTERN: _SCHEMAS.get(kind, _EXACT_SCHEMA)}}
    kinds = {column.id: kind if column.value is ValueKind.COUNT else column.value for column in table.columns}
    properties = {column: _SCHEMAS.get(kind, _EXACT_SCHEMA) for column, kind in kinds.items()}
    return {**_CLOSED, "properties": properties}


_Cells = Iterator[tuple[tuple[str, str, str], ValueKind, object]]


@attrs.frozen(kw_only=True)
class _Tables:
    """The tables of a file while they are held against the form."""

    show: Show
    flaws: Flaws

    def iter_any_cells(self, tables: Mapping[str, Any]) -> _Cells:
        """Iterate over all cells, each with the kind that its value looks like."""
        for table, rows in tables.items():
            for row, cells in self._iter_object(rows, (table,)):
                for column, value in self._iter_object(cells, (table, row)):
                    is_words = type(value) is str and not is_exact(value)
                    yield (table, row, column), ValueKind.TEXT if is_words else ValueKind.DECIMAL, value

    def iter_cells(self, tables: Mapping[str, Any], form: SchoolDataForm) -> _Cells:
        """Iterate over the cells that the form knows, and add the others to the flaws."""
        known = known_rows(form)
        for table_id, rows in tables.items():
            table = form.find_table(table_id)
            if table is None:
                self.flaws[table_id,] = message(
                    "the form has no table {table}; known are: {known}", table=self.show(table_id), known=(*known,)
                )
                continue
            for row_key, cells in self._iter_object(rows, (table_id,)):
                row = known[table_id].get(row_key)
                if row is None:
                    self.flaws[table_id, row_key] = message(
                        "table {table} has no row {row}; known are: {known}",
                        table=table_id,
                        row=self.show(row_key),
                        known=(*known[table_id],),
                    )
                    continue
                for column, value in self._iter_object(cells, (table_id, row_key)):
                    found = self._column_kind(table, row, column)
                    if isinstance(found, Message):
                        self.flaws[table_id, row_key, column] = found
                    else:
                        yield (table_id, row_key, column), found, value

    def _iter_object(self, value: object, steps: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict):
            yield from value.items()
        else:
            self.flaws[steps] = message(
                "{value} is not an object; write {{ }} with keys and values", value=self.show(value)
            )

    def _column_kind(self, table: FormTable, row: FormRow, column: str) -> ValueKind | Message:
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
            column=self.show(column),
            known=tuple(known.id for known in table.columns),
        )
