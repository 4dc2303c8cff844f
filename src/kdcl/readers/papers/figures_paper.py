"""Reads the paper that holds figures against the numbers of the law: computed, so that only its head has facts."""

from __future__ import annotations

from kdcl.readers.files.content import Use, mark_unread
from kdcl.readers.papers.foot import Foot
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.page import Page, opening
from kdcl.readers.papers.start import start
from kdcl.readers.vocabulary.tables import name_columns
from kdcl.school import SelfAssessment


def read_figures_paper(page: Page) -> SelfAssessment:
    """Return the school and the school year; what is computed counts, and what somebody wrote beside it is left."""
    head = read_head(page)
    measures: set[str] = set()
    for table in page.tables:
        named = name_columns(table, "figure_columns", ("measure", "asked", "verdict"))
        if named is None:
            continue
        measures |= {row.cells["measure"].folded for row in named.iter_named() if "measure" in row.cells}
        mark_unread(table.lines, Use.TOTAL)
    indicators = {str(indicator.code) for indicator in page.framework.indicators}
    is_below = False
    for line in page.lines:
        if line.use is not None:
            continue
        is_below |= opening("figure_lines", "unmeasured").fullmatch(line.folded) is not None
        begins = any(opening("figure_lines", name).match(line.folded) for name in ("words", "indicator", "unmeasured"))
        measure = line.folded.partition(": ")[0]
        if begins or measure in measures or (is_below and measure in indicators):
            line.use = Use.TOTAL
    return start(page, head, Foot())
