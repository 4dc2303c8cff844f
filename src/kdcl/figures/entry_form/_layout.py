"""What writer and reader of the entry form agree on: where the names of tables, columns and rows stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.errors import MissingExtraError
from kdcl.figures import Figures
from kdcl.figures.form import FormGroup, FormRow, FormTable
from kdcl.messages import message

KEY_COLUMN: Final = 1
"""The hidden column that names what stands in a line: a row as ``pupils.grade_1``, or a table as ``#pupils``."""
LABEL_COLUMN: Final = 2
FIRST_COLUMN: Final = 3
TABLE_MARK: Final = "#"

REMOVAL: Final = message("delete")
"""The word that takes a figure away; an empty cell says nothing."""


Untyped = Any
"""What openpyxl hands out: it is optional, so its classes are not imported, and nothing of it leaves this room."""


def get_openpyxl() -> Untyped:
    """Return openpyxl.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import openpyxl  # noqa: PLC0415 - an optional dependency, needed here alone
    except ImportError:
        raise MissingExtraError("openpyxl", "excel") from None
    return openpyxl


@attrs.frozen(kw_only=True)
class Block:
    """A table in a sheet.

    Attributes:
        table: the table.
        rows: its rows for this school.
        columns: its columns as a file names them.
        line: the line of its hidden names; title and head stand above, the rows below.
    """

    table: FormTable
    rows: tuple[FormRow, ...]
    columns: tuple[str, ...]
    line: int

    @property
    def note_column(self) -> int:
        """The column of the explanations."""
        return FIRST_COLUMN + len(self.columns)

    def line_of(self, key: str) -> int:
        """Return the line of a row."""
        return self.line + 1 + [row.key for row in self.rows].index(key)

    def column_of(self, column: str) -> int:
        """Return the place of a column."""
        return FIRST_COLUMN + self.columns.index(column)


@attrs.frozen(kw_only=True)
class Sheet:
    """A sheet with the tables of a group."""

    group: FormGroup
    blocks: tuple[Block, ...]


def lay_out(figures: Figures, years: tuple[str, ...]) -> tuple[Sheet, ...]:
    """Return the sheets of a school's entry form; groups and tables that ask nothing of it are left out."""
    sheets = (Sheet(group=group, blocks=tuple(_iter_blocks(group, figures, years))) for group in figures.form.groups)
    return tuple(sheet for sheet in sheets if sheet.blocks)


def _iter_blocks(group: FormGroup, figures: Figures, years: tuple[str, ...]) -> Iterator[Block]:
    line = 5
    for table in group.tables:
        rows = figures.rows(table)
        if any(not row.value.is_derived for row in rows):
            columns = tuple(column.id for column in table.columns) or years
            yield Block(table=table, rows=rows, columns=columns, line=line)
            line += len(rows) + 4
