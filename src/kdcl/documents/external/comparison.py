"""The table of the school's own results beside those of the team."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Cell, Row, Table
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import body, date_line, lowered
from kdcl.documents.composition import RATINGS
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.summary import verdict_cells
from kdcl.documents.typesetting import band_row, centred_cell, header_cell, line
from kdcl.external.comparing import ClaimComparison, CriterionComparison, compare
from kdcl.messages import Message, message
from kdcl.scoring import Score

_WIDTHS = (12, 9, 11, 9, 11, 48)


def iter_comparison(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the table self-assessment / external assessment of every criterion, with the totals and levels."""
    yield from paper.opening(labels.COMPARISON, "comparison")
    yield from iter_results(paper)
    yield paper.signature(date_line(paper.composition, None, None))


def iter_results(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the table and the lines below it; without the school's file its columns stay empty."""
    compared = compare(paper.external, paper.composition.assessment, paper.framework)
    yield _build_table(paper, compared)
    for label, computed in ((labels.SELF, compared.claimed), (labels.OUTSIDE, compared.found)):
        if label is labels.OUTSIDE or paper.assessment is not None:
            yield lowered(body(paper.text(message("{label}: {text}", label=label, text=_totals(paper, computed)))), 2)


def _totals(paper: TeamPaper, computed: Score) -> Message:
    locale = paper.composition.locale
    share = locale.percent(computed.criteria_met, computed.criteria_total)
    return message(
        "criteria met {met}/{total}, that is {share}; {level}",
        met=computed.criteria_met,
        total=computed.criteria_total,
        share=share,
        level=computed.in_words,
    )


def _build_table(paper: TeamPaper, compared: ClaimComparison) -> Table:
    by_code = {each.criterion: each for each in compared.criteria}
    upper = Row(
        (
            header_cell(paper.text(school_labels.CRITERION), rows=2),
            header_cell(paper.text(labels.SELF), columns=2),
            header_cell(paper.text(labels.OUTSIDE), columns=2),
            header_cell(paper.text(message("What the team remarks")), rows=2),
        )
    )
    halves = tuple(header_cell(paper.text(label)) for label in (school_labels.MET, school_labels.NOT_MET)) * 2
    rows = [upper, Row(halves)]
    for standard in paper.framework:
        rows.append(band_row(paper.composition.standard_title(standard), len(_WIDTHS)))
        rows += [_criterion_row(paper, by_code[criterion.code]) for criterion in standard.criteria]
    return Table(widths=_WIDTHS, rows=tuple(rows), header_rows=2)


def _criterion_row(paper: TeamPaper, compared: CriterionComparison) -> Row:
    source = RATINGS.at(str(compared.criterion))
    told = _say_differences(paper, compared) if paper.assessment is not None and compared.differences else ("",)
    return Row(
        (
            centred_cell(str(compared.criterion)),
            *(verdict_cells(compared.claimed, source) if paper.assessment is not None else (centred_cell(),) * 2),
            *verdict_cells(compared.found, source),
            Cell(paragraphs=tuple(line(text) for text in told)),
        )
    )


def _say_differences(paper: TeamPaper, compared: CriterionComparison) -> tuple[str, ...]:
    """Return the indicators on which they differ, and each reason as a line of its own."""
    indicators = ", ".join(str(each.indicator) for each in compared.differences)
    return (indicators, *map(paper.composition.begun, compared.reasons))
