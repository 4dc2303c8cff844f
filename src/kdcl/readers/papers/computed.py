"""Reads papers that follow from other facts, so that only their heads have some: on the work, and on the figures."""

from __future__ import annotations

import itertools

import attrs

from kdcl.readers.files.content import Line, Use, mark_unread
from kdcl.readers.papers.foot import Foot, read_foot
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.page import Page, opening, whole
from kdcl.readers.papers.start import start
from kdcl.readers.recognising.marks import title_patterns
from kdcl.readers.recognising.result import PaperKind
from kdcl.readers.vocabulary.tables import name_columns
from kdcl.readers.word.school_facts import find_school_year
from kdcl.school import SelfAssessment
from kdcl.text.folding import fold


def read_work_paper(page: Page) -> SelfAssessment:
    """Return the school, the school year and who signs; what follows from other facts counts, anything else is left."""
    head = read_head(page)
    for table in page.tables:
        if name_columns(table, "work_columns", ("time",)) is not None:
            mark_unread(table.lines, Use.TOTAL)
    apart = [line for line in page.lines if line.cell is None]
    if not head.name and apart:
        head.name = apart[0].text
    mark_unread((line for line in apart if _is_printed(line, head.name)), Use.TOTAL)
    for name, year in itertools.pairwise(apart):  # above the school year of each page stands whose it is
        if name.use is None and find_school_year(year) is not None:
            name.use = Use.TOTAL
    foot = read_foot(page, offices=("chair",))
    return attrs.evolve(start(page, head, foot), council=foot.council)


def _is_printed(line: Line, school: str) -> bool:
    """Whether a line is one that every such paper prints."""
    if fold(line.text) == fold(school) or find_school_year(line) is not None:
        return True
    is_counted = opening("work_lines", "counted").match(line.folded) is not None and line.text[-1:].isdecimal()
    is_of_idle = opening("work_lines", "idle").match(line.folded) is not None  # people of the council
    is_title = title_patterns()[str(PaperKind.MEMBER_PAGES)].fullmatch(line.folded) is not None
    return is_counted or is_of_idle or is_title or whole("work_lines", "words").fullmatch(line.folded) is not None


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
