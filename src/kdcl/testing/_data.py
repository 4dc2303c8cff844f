"""Strategies for the figures of Part I."""

from __future__ import annotations

from hypothesis import strategies as st

from kdcl.law import Framework
from kdcl.school import DataPlace, Figure, SchoolData, SchoolYear
from kdcl.standards.school_data import ValueKind, get_school_data_form
from kdcl.testing._basics import FEW, texts

_YEARS = (SchoolYear(2015), SchoolYear(2016))


def school_data(framework: Framework, *, years: tuple[SchoolYear, ...] = _YEARS) -> st.SearchStrategy[SchoolData]:
    """Return figures in cells that the form asks of any school under a framework: sound, but free to contradict.

    Args:
        framework: whose institution's rows are filled in.
        years: the school years that figures stand for.
    """
    form = get_school_data_form()
    cells = [
        (DataPlace(table.id, row.key, column), table.kind_of(row, column))
        for table in form.tables
        for row in table.rows_for(framework.institution, form.grades_of(framework.institution, None))
        for column in [column.id for column in table.columns] or map(str, years)
    ]
    chosen = st.lists(st.sampled_from(cells), unique=True, max_size=FEW * FEW)
    figures = chosen.flatmap(lambda found: st.fixed_dictionaries({cell: _figures(kind) for cell, kind in found}))
    return figures.map(SchoolData().with_figures)


def _figures(kind: ValueKind | None) -> st.SearchStrategy[Figure]:
    counts = st.integers(0, 3000)
    if kind is ValueKind.TEXT:
        return texts(max_size=8)
    if kind in {ValueKind.COUNT, ValueKind.TOTAL}:
        return counts
    return st.integers(0, 100) | st.decimals(0, 100, places=2).map(abs)
