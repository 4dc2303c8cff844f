"""Part I laid out for one school: its tables with their rows and columns, as the pages and the workbook have them."""

from __future__ import annotations

import attrs

from kdcl.figures.form import FormGroup, FormRow, FormTable, ValueKind
from kdcl.figures.reckoning import Figures
from kdcl.years import SchoolYear


@attrs.frozen(kw_only=True)
class LaidTable:
    """A table for a school.

    Attributes:
        table: the table of the form.
        rows: the rows that the school is asked for.
        columns: its columns as a file names them: those of the form, or school years.
    """

    table: FormTable
    rows: tuple[FormRow, ...]
    columns: tuple[str, ...]

    @property
    def is_asked(self) -> bool:
        """Whether it asks anything of the school, and not only for what follows."""
        return any(not row.value.is_derived for row in self.rows)

    def kind_of(self, row: FormRow, column: str) -> ValueKind:
        """Return what stands in a cell."""
        return self.table.kind_of(row, column) or ValueKind.TEXT


@attrs.frozen(kw_only=True)
class LaidGroup:
    """Tables under one title."""

    group: FormGroup
    tables: tuple[LaidTable, ...]


def lay_out(figures: Figures, years: tuple[SchoolYear, ...] | None = None) -> tuple[LaidGroup, ...]:
    """Return the groups of the form laid out for a school, those of supplements too.

    Args:
        figures: the school.
        years: the school years asked for; the five that the report covers where none are given.
    """
    named = tuple(map(str, years or figures.years))
    return tuple(
        LaidGroup(group=group, tables=tuple(_lay_out(figures, table, named) for table in group.tables))
        for group in figures.form.groups
    )


def _lay_out(figures: Figures, table: FormTable, years: tuple[str, ...]) -> LaidTable:
    columns = tuple(column.id for column in table.columns) or years
    return LaidTable(table=table, rows=figures.rows(table), columns=columns)
