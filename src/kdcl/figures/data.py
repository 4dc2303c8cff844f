"""The figures of Part I of the report, as the school states them."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kdcl.errors import CodeError, SchoolDataError
from kdcl.findings import Finding, refuse
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.years import SchoolYear

Figure = int | Decimal | str
"""What stands in a cell: a whole number, an exact number with a fraction, or words; never a binary fraction."""


class DataPlace(NamedTuple):
    """A cell of a school's data: ``pupils.grade_1.2016-2017``, or ``staff_now.teachers.female``."""

    table: str
    row: str
    column: str

    @classmethod
    def of(cls, row_name: str, column: object) -> DataPlace:
        """Return the cell in a column of a row that is named with its table: ``pupils.grade_1``."""
        table, _, row = row_name.partition(".")
        return cls(table, row, str(column))

    @property
    def row_name(self) -> str:
        """The row with its table: ``pupils.grade_1``."""
        return f"{self.table}.{self.row}"

    @property
    def in_file(self) -> Place:
        """The cell as a place in a school's file: ``data.pupils.grade_1.2016-2017``."""
        return ROOT.at("data", *self)

    def __str__(self) -> str:
        """Return the cell as a place in the data alone."""
        return str(ROOT.at(*self))


Tables = Mapping[str, Mapping[str, Mapping[str, Figure]]]
"""Figures by table, row and column; columns of school years are written ``2016-2017``."""


class SchoolData(Mapping[DataPlace, Figure]):
    """A school's data (cơ sở dữ liệu): the figures of its tables, over any span of school years; immutable.

    Only what the school states stands here. Totals and ratios follow from it (`kdcl.figures`); a total that a school
    writes down all the same is kept, and compared by the checks. Which tables, rows and columns there are is declared
    by the form (`kdcl.figures.form`).

    Raises:
        SchoolDataError: a figure is no whole number, exact decimal or text, or is negative; all of them at once.

    >>> data = SchoolData({"pupils": {"grade_1": {"2016-2017": 148}}})
    >>> data.find("pupils", "grade_1", SchoolYear(2016))
    148
    """

    def __init__(self, tables: Tables | None = None) -> None:
        """Take the figures in the order in which they are given."""
        figures: dict[DataPlace, Figure] = {}
        problems: list[Finding] = []
        for table, rows in (tables or {}).items():
            for row, cells in rows.items():
                for column, figure in cells.items():
                    place = DataPlace(table, row, column)
                    figures[place] = figure
                    if flaw := _flaw(figure):
                        problems.append(refuse(place.in_file, flaw))
        if problems:
            raise SchoolDataError(tuple(problems))
        self._figures = figures

    def __getitem__(self, place: DataPlace) -> Figure:
        """Return the figure in a cell.

        Raises:
            KeyError: the school states none.
        """
        return self._figures[place]

    def __iter__(self) -> Iterator[DataPlace]:
        """Iterate over the cells that the school has filled in, in their order."""
        return iter(self._figures)

    def __len__(self) -> int:
        """Return the number of cells that the school has filled in."""
        return len(self._figures)

    def find(self, table: str, row: str, column: str | SchoolYear) -> Figure | None:
        """Return the figure in a cell, or None where the school states none."""
        return self._figures.get(DataPlace(table, row, str(column)))

    def at_step(self, table: str) -> dict[str, dict[str, Figure]]:
        """Return the figures of a table by row and column: the first step of a place in the data.

        Raises:
            KeyError: the school states none.
        """
        return self.tables[table]

    @functools.cached_property
    def years(self) -> tuple[SchoolYear, ...]:
        """The school years that any figure stands for, first to last."""
        return tuple(sorted({year for place in self if (year := find_year(place.column)) is not None}))

    @property
    def tables(self) -> dict[str, dict[str, dict[str, Figure]]]:
        """The figures by table, row and column, as plain new dictionaries."""
        tables: dict[str, dict[str, dict[str, Figure]]] = {}
        for (table, row, column), figure in self._figures.items():
            tables.setdefault(table, {}).setdefault(row, {})[column] = figure
        return tables

    def with_figures(self, changes: Mapping[DataPlace, Figure | None]) -> SchoolData:
        """Return these data with the changes made; None takes a figure away."""
        tables = self.tables
        for (table, row, column), figure in changes.items():
            cells = tables.setdefault(table, {}).setdefault(row, {})
            if figure is None:
                cells.pop(column, None)
            else:
                cells[column] = figure
        return SchoolData(tables)

    def __reduce__(self) -> tuple[type[SchoolData], tuple[Tables]]:
        """Return what builds the same data again."""
        return SchoolData, (self.tables,)

    def __hash__(self) -> int:
        """Return a hash of all figures, whatever their order."""
        return hash(frozenset(self._figures.items()))

    def __repr__(self) -> str:
        """Return the tables as they are given."""
        return f"SchoolData({self.tables})"


def find_year(column: str) -> SchoolYear | None:
    """Return the school year that a column stands for, or None where it stands for something else."""
    try:
        return SchoolYear.parse(column)
    except CodeError:
        return None


def _flaw(figure: Figure) -> Message | None:
    """Return what stands against a figure, whatever its annotation promises."""
    if type(figure) not in {int, Decimal, str}:
        return message("{value} is no whole number, Decimal or text; give one of these", value=repr(figure))
    if isinstance(figure, str):
        return None
    if isinstance(figure, Decimal) and not figure.is_finite():
        return message("{value} is no finite number", value=str(figure))
    is_negative = figure.is_signed() if isinstance(figure, Decimal) else figure < 0
    return message("{value} is negative; a figure is 0 or more", value=figure) if is_negative else None
