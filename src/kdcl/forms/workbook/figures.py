"""The figures in a workbook that came back, held against those that were sent."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from kdcl.figures import Figures
from kdcl.figures.entry_form import DataFormResult
from kdcl.figures.layout import lay_out
from kdcl.findings import Finding
from kdcl.forms.workbook.cells import shown
from kdcl.places import Place
from kdcl.school import DataPlace, Figure, SchoolData
from kdcl.text.numbers import MOST_DECIMALS

_EXACT = Decimal(10) ** -9
"""The share of a number that programs may lose when they save it: they count in binary fractions."""


@attrs.frozen(kw_only=True)
class TakenFigures:
    """What became of the figures.

    Attributes:
        data: the figures as they came back.
        changed: what was changed; None where a figure was taken away.
        addresses: the cell of each figure.
        problems: what could not be read.
        unseen: how many figures that were sent did not come back; they stay.
    """

    data: SchoolData
    changed: Mapping[DataPlace, Figure | None]
    addresses: Mapping[DataPlace, Place]
    problems: tuple[Finding, ...]
    unseen: int


def take_figures(figures: Figures, result: DataFormResult | None) -> TakenFigures:
    """Return what became of the figures that were sent.

    A cell that was filled and is empty takes its figure away: unlike the entry form by itself, the workbook knows what
    was in it.
    """
    result = result or DataFormResult(data=SchoolData())
    sent = figures.data
    changed: dict[DataPlace, Figure | None] = {
        place: figure for place, figure in result.data.items() if not _is_same(sent.get(place), figure)
    }
    for place in (*result.empty, *result.removed):
        if _text(sent.get(place)):
            changed[place] = None
    stated = {
        (table.table.id, row.key, column)
        for group in lay_out(figures)
        for table in group.tables
        if table.is_asked
        for row in table.rows
        for column in table.columns
        if not table.kind_of(row, column).is_derived
    }
    unseen = sum(tuple(place) in stated and place not in result.addresses for place in sent)
    return TakenFigures(
        data=sent.with_figures(changed), changed=changed, addresses=result.addresses, problems=result.problems,
        unseen=unseen,
    )  # fmt: skip


def _text(figure: Figure | None) -> str:
    return "" if figure is None else shown(str(figure))


def _is_same(sent: Figure | None, read: Figure) -> bool:
    if isinstance(sent, str) or isinstance(read, str) or sent is None:
        return sent is not None and _text(sent) == _text(read)
    exact, other = Decimal(sent), Decimal(read)
    # what is read from a workbook has no more decimals than that
    return exact == other or abs(exact - other) <= abs(exact) * _EXACT or round(exact, MOST_DECIMALS) == other
