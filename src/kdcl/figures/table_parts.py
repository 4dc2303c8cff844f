"""Cuts the tables of Part I where a new title or head begins, and reads what the heads name: years or columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from kdcl.figures.form import FormTable, SchoolDataForm
from kdcl.figures.labels import (
    bare_label,
    column_labels,
    find_titled,
    is_form_label,
    is_head_word,
    printed_tables,
)
from kdcl.text.phrases import is_blank
from kdcl.years import SchoolYear

_YEAR = re.compile(r"\W*+(?:(?:nam(?:\s+hoc)?|nh)\W*+)?((?:19|20)\d\d)\s*[-/]\s*((?:19|20)?\d\d)\W*")
_CENTURY = 100


@attrs.frozen(eq=False, kw_only=True)
class FigureCell:
    """A cell of a table, whatever file the table stands in.

    Attributes:
        column: the first column that it covers.
        columns: how many it covers.
        text: what it shows.
        folded: the text without accents, in small letters.
        is_continued: whether it goes on with the cell above it.
        language: whose decimal sign is used in it: "en" where a program wrote its number, None where a person did.
        source: the cell of the file, for whoever asks.
    """

    column: int
    columns: int = 1
    text: str
    folded: str
    is_continued: bool = False
    language: str | None = None
    source: Any


FigureRow = list[FigureCell]
FigureItem = str | list[FigureRow]
"""What Part I is made of: a folded line, which may be a title, or the rows of a table."""


@attrs.define(eq=False, kw_only=True)
class FigurePart:
    """Rows below one head.

    Attributes:
        form: the form.
        titled: the tables of the form that the title before it names.
        head: the rows of the head.
        columns: what each column stands for, by its place: a school year or a column of the form.
        is_named: whether they are columns of the form.
        rows: the rows below the head.
    """

    form: SchoolDataForm
    titled: tuple[FormTable, ...] = ()
    head: list[FigureRow] = attrs.field(factory=list)
    columns: dict[int, str] = attrs.field(factory=dict)
    is_named: bool = False
    rows: list[FigureRow] = attrs.field(factory=list)

    @property
    def years(self) -> tuple[str, ...]:
        """The school years that its columns stand for."""
        return () if self.is_named else tuple(self.columns.values())


def iter_figure_parts(items: Iterable[FigureItem], form: SchoolDataForm) -> Iterator[FigurePart]:
    """Iterate over the parts of the tables of Part I, those that hold no figures too."""
    titled: tuple[FormTable, ...] = ()
    for item in items:
        if isinstance(item, str):
            # Other lines may stand between a title and its table.
            titled = find_titled(form, item) or titled
        else:
            parts = list(_cut(item, FigurePart(form=form, titled=titled)))
            titled = parts[-1].titled
            yield from parts


def _cut(rows: list[FigureRow], part: FigurePart) -> Iterator[FigurePart]:
    form = part.form
    for row in rows:
        columns, is_named = _read_head(row, form)
        title = _find_title(row, form)
        if part.rows and (columns or title):
            yield part
            part = FigurePart(form=form, titled=part.titled)
        if columns or title or _is_head(row, form):
            part.head.append(row)
            part.titled = title or _corner(row, columns, form) or part.titled
            part.columns |= columns
            part.is_named |= is_named
        else:
            part.rows.append(row)
    yield part


def filled(row: FigureRow) -> FigureRow:
    """Return the cells of a row in which something stands."""
    return [cell for cell in row if not is_blank(cell.folded)]


def _find_title(row: FigureRow, form: SchoolDataForm) -> tuple[FormTable, ...]:
    """Return the tables that a row names which holds nothing else."""
    cells = filled(row)
    return find_titled(form, cells[0].folded) if len(cells) == 1 else ()


def _corner(row: FigureRow, columns: dict[int, str], form: SchoolDataForm) -> tuple[FormTable, ...]:
    """Return the tables that the corner of a head names."""
    first = min(columns, default=0)
    return next((found for cell in row if cell.column < first and (found := find_titled(form, cell.folded))), ())


def _is_head(row: FigureRow, form: SchoolDataForm) -> bool:
    cells = filled(row)
    return bool(cells) and all(is_head_word(form, cell.folded) for cell in cells)


def _read_head(row: FigureRow, form: SchoolDataForm) -> tuple[dict[int, str], bool]:
    """Return what the cells of a head stand for, by their place, and whether they are columns of the form."""
    years: dict[int, str] = {}
    for cell in row:
        if (year := find_year(cell.folded)) and str(year) not in years.values():
            years[cell.column] = str(year)
    if years:
        return years, False
    for table in printed_tables(form):
        labels = column_labels(form, table)
        bare = {cell.column: bare_label(form.spelling, cell.folded) for cell in row}
        named = {column: labels[label] for column, label in bare.items() if label in labels}
        if len(set(named.values())) == len(named) > 1:
            return named, True
    return {}, False


def find_year(folded: str) -> SchoolYear | None:
    """Return the school year that the head of a column names, or None."""
    found = _YEAR.fullmatch(folded)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    # The second year is often shortened, as in 2013-14.
    return SchoolYear(start) if end in (start + 1, (start + 1) % _CENTURY) else None


def is_known_head(cell: FigureCell, part: FigurePart) -> bool:
    """Whether a cell of a head names a column, belongs to the form, or is blank."""
    return (
        cell.column in part.columns
        or is_blank(cell.folded)
        or is_head_word(part.form, cell.folded)
        or (is_form_label(part.form, cell.folded) and find_year(cell.folded) is None)
    )
