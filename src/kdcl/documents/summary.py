"""The summary of results (bảng tổng hợp kết quả tự đánh giá), which is also mailed to the district office alone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import attrs

from kdcl.blocks import Cell, Paragraph, Row, Table
from kdcl.documents import labels
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.typesetting import band_row, centred_cell, header_cell, line
from kdcl.law import Criterion, Standard
from kdcl.places import Place
from kdcl.school import Rating

_MARK = "X"
_WIDTHS = (16, 14, 20, 16, 14, 20)


def build_summary_table(composition: Composition) -> Table:
    """Return the table: for each standard a band and its criteria in two halves, the first half rounded up.

    A criterion that is not assessed has no mark.
    """
    rows = [row for standard in composition.framework for row in _standard_rows(composition, standard)]
    return Table(widths=_WIDTHS, rows=tuple(rows))


def build_summary_totals(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the lines below the table: indicators and criteria met, and how many are not assessed."""
    score = composition.score
    for sentence, count, total in (
        (labels.INDICATOR_COUNTS[0], score.indicators_met, score.indicators_total),
        (labels.CRITERION_COUNTS[0], score.criteria_met, score.criteria_total),
    ):
        text = composition.text(composition.share(sentence, count, total))
        yield attrs.evolve(line(text, bold=True, source=RATINGS), space_before=2)
    if count := score.criteria_open:
        template = composition.locale.ngettext(
            "{count} criterion is not assessed yet", "{count} criteria are not assessed yet", count
        )
        yield line(template.format(count=count), italic=True, source=RATINGS)


def _standard_rows(composition: Composition, standard: Standard) -> Iterator[Row]:
    yield band_row(composition.standard_title(standard), len(_WIDTHS))
    head = tuple(header_cell(composition.text(label)) for label in (labels.CRITERION, labels.MET, labels.NOT_MET))
    yield Row(head * 2)
    half = (len(standard.criteria) + 1) // 2
    left, right = standard.criteria[:half], standard.criteria[half:]
    for pair in itertools.zip_longest(left, right):
        yield Row(tuple(cell for criterion in pair for cell in _criterion_cells(composition, criterion)))


def _criterion_cells(composition: Composition, criterion: Criterion | None) -> Iterator[Cell]:
    if criterion is None:
        yield from (centred_cell(),) * 3
        return
    verdict = composition.score.get_criterion(criterion.code).verdict
    yield centred_cell(str(criterion.code.criterion))
    yield from verdict_cells(verdict, RATINGS.at(str(criterion.code)))


def verdict_cells(verdict: Rating | None, source: Place) -> tuple[Cell, Cell]:
    """Return the cells below met (đạt) and not met (không đạt), one of them marked unless it is open.

    Args:
        verdict: what holds.
        source: where the school's file says it, or has the ratings from which it follows.
    """
    met, not_met = (centred_cell(_MARK if verdict is each else "", source) for each in (Rating.MET, Rating.NOT_MET))
    return met, not_met
