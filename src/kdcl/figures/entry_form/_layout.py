"""What writer and reader of the entry form agree on: where the names of tables, columns and rows stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.errors import MissingExtraError
from kdcl.figures import Figures
from kdcl.figures.form import FormGroup
from kdcl.figures.layout import LaidGroup, LaidTable, lay_out
from kdcl.messages import message
from kdcl.years import SchoolYear

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
class Block(LaidTable):
    """A table in a sheet.

    Attributes:
        line: the line of its hidden names; title and head stand above, the rows below.
    """

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
class EntrySheet:
    """A sheet with the tables of a group."""

    group: FormGroup
    blocks: tuple[Block, ...]


def build_sheets(figures: Figures, years: tuple[SchoolYear, ...] | None) -> tuple[EntrySheet, ...]:
    """Return the sheets of a school's entry form; groups and tables that ask nothing of it are left out."""
    sheets = (EntrySheet(group=laid.group, blocks=tuple(_iter_blocks(laid))) for laid in lay_out(figures, years))
    return tuple(sheet for sheet in sheets if sheet.blocks)


def _iter_blocks(laid: LaidGroup) -> Iterator[Block]:
    line = 5
    for table in laid.tables:
        if table.is_asked:
            yield Block(table=table.table, rows=table.rows, columns=table.columns, line=line)
            line += len(table.rows) + 4
