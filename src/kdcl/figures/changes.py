"""What differs between the figures of a file and figures that come in: one change for each cell, in people's words."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from kdcl.figures.data import DataPlace, Figure, SchoolData, find_year
from kdcl.figures.form import FormTable, SchoolDataForm
from kdcl.figures.reckoning import known_rows
from kdcl.messages import Message, message


@attrs.frozen(kw_only=True)
class FigureChange:
    """A cell in which another figure stands than before.

    Attributes:
        place: the cell.
        before: what stood in it; None where nothing did.
        after: what stands in it now; None where the figure is taken away.
    """

    place: DataPlace
    before: Figure | None
    after: Figure | None

    @property
    def in_words(self) -> Message:
        """What was changed, without the place."""
        if self.before is None:
            return message("{after} is new", after=self.after)
        if self.after is None:
            return message("{before} is taken away", before=self.before)
        return message("{before} becomes {after}", before=self.before, after=self.after)


def find_changes(known: SchoolData, coming: Mapping[DataPlace, Figure | None]) -> tuple[FigureChange, ...]:
    """Return what would change if figures were put into data; what is the same number is no change.

    Args:
        known: the data.
        coming: the figures by their cells; None takes a figure away. Cells that are not named stay as they are.
    """
    cells = ((place, known.get(place), after) for place, after in coming.items())
    return tuple(FigureChange(place=place, before=old, after=new) for place, old, new in cells if old != new)


def apply_changes(known: SchoolData, changes: tuple[FigureChange, ...]) -> SchoolData:
    """Return data with the changes made."""
    return known.with_figures({change.place: change.after for change in changes})


def place_words(place: DataPlace, form: SchoolDataForm) -> Message:
    """Return a cell as a person names it: title, row, and school year or column; its path where the form has none."""
    table, row = form.find_table(place.table), known_rows(form).get(place.table, {}).get(place.row)
    if table is None or row is None:
        return message("{place}", place=str(place))
    facts = {"table": _title(table, form), "row": row.bare_label}
    year = find_year(place.column)
    if year is not None:
        return message("{table}, row {row}, school year {year}", **facts, year=year)
    labels = {column.id: column.label for column in table.columns}
    return message("{table}, row {row}, column {column}", **facts, column=labels.get(place.column, place.column))


def row_words(place: DataPlace, form: SchoolDataForm) -> Message:
    """Return the row of a cell as a person names it, with the column where that is no school year or single figure."""
    table, row = form.find_table(place.table), known_rows(form).get(place.table, {}).get(place.row)
    if table is None or row is None:
        return message("{place}", place=str(place))
    label = row.bare_label
    columns = {column.id: column.label for column in table.columns}
    if place.column not in columns or len(columns) == 1:
        return message("{row}", row=label)
    return message("{row} ({column})", row=label, column=columns[place.column])


def _title(table: FormTable, form: SchoolDataForm) -> Message:
    group = next(group for group in form.groups if table in group.tables)
    if table.title is None:
        return message("{group}", group=group.title)
    return message("{group}, {table}", group=group.title, table=table.title)
