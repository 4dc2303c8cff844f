"""Texts of a workbook that came back which stand outside the form: each is handed back, and nothing of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from kdcl.findings import Finding, Severity
from kdcl.forms.state import FormState
from kdcl.forms.workbook.cells import shown
from kdcl.forms.workbook.layout import BookLayout
from kdcl.forms.workbook.model import BookCell
from kdcl.messages import message
from kdcl.office.grid import Grid, GridCell
from kdcl.places import Place, in_file

OUTSIDE: Final = "outside"
"""The kind of the finding that a text stands outside the form: it is handed back, and nothing of it is taken."""


def list_own_texts(state: FormState, layout: BookLayout) -> frozenset[str]:
    """Return every text that the form itself prints, or that was sent in it."""
    lines = [line for sheet in layout.sheets for line in sheet.lines]
    cells = {shown(cell.text) for line in lines for cell in line.cells.values()}
    return frozenset(cells | {shown(text) for text in state.frame} | {line.key for line in lines})


def iter_outside(
    grids: Iterable[Grid], own: frozenset[str], is_read: Callable[[Grid, int, int], bool]
) -> Iterator[Finding]:
    """Iterate over every text that is neither the form's own nor in a cell that was read.

    Args:
        grids: the sheets.
        own: what `list_own_texts` gives.
        is_read: whether a cell of a sheet was read, by its row and column.
    """
    for grid in grids:
        for number, row in grid.rows.items():
            for column, cell in row.items():
                if cell.text not in own and not cell.is_formula and cell.text and not is_read(grid, number, column):
                    yield _outside(grid.place_of(number, column), cell.text)
        for address, text in grid.comments.items():
            yield _outside(in_file(sheet=grid.name, cell=address), text)


def find_typed_over(typed: GridCell | None, locked: BookCell, place: Place) -> Finding | None:
    """Return what somebody typed over a locked cell, also where the form prints the same words elsewhere."""
    if typed is None or typed.is_formula or typed.text in {"", shown(locked.text)}:
        return None
    found = _outside(place, typed.text)
    if locked.formula:
        what = message("this was typed over a formula; what belongs here follows from other cells, so it is not taken")
        found = attrs.evolve(found, message=what)
    return found


def _outside(place: Place, text: str) -> Finding:
    what = message("this stands outside the form; it is handed back, and nothing of it is taken")
    return Finding(kind=OUTSIDE, message=what, place=place, severity=Severity.WARNING, texts=(text,))
