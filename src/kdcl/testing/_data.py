"""Strategies for the figures of Part I."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain

from hypothesis import strategies as st

from kdcl.figures.form import ValueKind
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.school import DataPlace, Figure, SchoolData, SchoolYear
from kdcl.testing._basics import FEW

_YEARS = (SchoolYear(2015), SchoolYear(2016))
_NOTES = ("", "=1+1", "đ<1>&", "a\n\tb")
_HUNDRED = 100
_SOME = 37
_Cell = tuple[DataPlace, ValueKind | None]


def school_data(framework: Framework, *, years: tuple[SchoolYear, ...] = _YEARS) -> st.SearchStrategy[SchoolData]:
    """Return figures in cells that the form asks of any school under a framework: sound, but free to contradict.

    Where the framework comes without a form, there are none.

    Args:
        framework: whose institution's rows are filled in.
        years: the school years that figures stand for.
    """
    tables = _tables(framework, years)
    everything = list(chain(*tables))
    if not everything:
        return st.just(SchoolData())
    drawn = st.tuples(st.sampled_from(everything), st.integers(0, 3000), st.sampled_from(_NOTES))
    scattered = st.lists(drawn, unique_by=lambda each: each[0], max_size=FEW * FEW)
    filled = st.sampled_from([everything, *(table for table in tables if table)])
    whole = st.builds(_fill, st.just(everything) | filled, st.integers(1, _HUNDRED))
    return (scattered | whole).map(lambda found: SchoolData().with_figures(dict(_figure(*each) for each in found)))


def fill_in(framework: Framework, last: SchoolYear) -> SchoolData:
    """Return figures in every cell of Part I for the two school years up to one: sums and shares that do not agree."""
    years = (SchoolYear(last.start - 1), last)
    cells = chain(*_tables(framework, years))
    return SchoolData().with_figures(dict(_figure(*each) for each in _fill(list(cells), _SOME)))


def _tables(framework: Framework, years: tuple[SchoolYear, ...]) -> list[list[_Cell]]:
    form = framework.part(FORM)
    return [
        [
            (DataPlace(table.id, row.key, column), table.kind_of(row, column))
            for row in table.rows_for(framework.institution, form.grades_of(framework.institution, None))
            for column in [column.id for column in table.columns] or map(str, years)
        ]
        for table in form.tables
    ]


def _fill(table: list[_Cell], seed: int) -> list[tuple[_Cell, int, str]]:
    """Return a table without an empty cell: its numbers follow from one, as hundreds of choices are slow to draw."""
    return [(cell, seed * (index + 1) % _HUNDRED, "") for index, cell in enumerate(table)]


def _figure(cell: tuple[DataPlace, ValueKind | None], number: int, note: str) -> tuple[DataPlace, Figure]:
    """Return a cell with what may stand in it, made of a number and a note."""
    place, kind = cell
    if kind is ValueKind.TEXT:
        return place, note
    if kind in {ValueKind.COUNT, ValueKind.TOTAL} or number <= _HUNDRED:
        return place, number
    return place, Decimal(number).scaleb(-2)
