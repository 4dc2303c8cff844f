"""Reads the papers that follow an assessment: opinions on the draft, and how far improvements have come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.messages import message
from kdcl.readers.files.content import Use
from kdcl.readers.papers.councils import find_criteria
from kdcl.readers.papers.foot import read_foot
from kdcl.readers.papers.head import read_head
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.start import start
from kdcl.readers.vocabulary.tables import NamedRow, iter_named_rows, name_columns
from kdcl.readers.vocabulary.words import find_entry, folded_words
from kdcl.readers.word.improvements import read_improvement
from kdcl.readers.word.result import FindingKind
from kdcl.school import Opinion, OpinionOutcome, SelfAssessment
from kdcl.school.sheets import CriterionSheet
from kdcl.text.dates import find_dates
from kdcl.text.folding import fold
from kdcl.text.phrases import is_blank


def read_opinions(page: Page) -> SelfAssessment:
    """Return the opinions of a summary of opinions."""
    head, foot = read_head(page), read_foot(page, offices=("principal", "chair", "secretary"), has_recipients=False)
    rows = iter_named_rows(page.tables, "opinion_columns", ("text",))
    opinions = tuple(made for row in rows if (made := _opinion(page, row)) is not None)
    return attrs.evolve(start(page, head, foot), opinions=opinions, council=foot.council)


def _opinion(page: Page, row: NamedRow) -> Opinion | None:
    text = row.take("text")
    if not text:
        row.mark_blanks()
        return None
    criterion, part = _subject(page, row)
    return Opinion(
        text=text,
        source=row.take("source"),
        criterion=criterion,
        part=part,
        received_on=_day(row),
        outcome=_outcome(page, row),
        reason=row.take("reason"),
    )


_criterion = folded_words(r"\W*{criterion}\s*\d+\.\d+\s*(?:;\s*|$)")


def _subject(page: Page, row: NamedRow) -> tuple[CriterionCode | None, str]:
    text = row.take("part")
    found = _criterion().match(fold(text))
    if found is None:
        return None, text
    codes = find_criteria(found[0], page.framework)
    return (codes[0], text[found.end() :]) if codes else (None, text)


def _day(row: NamedRow) -> dt.date | None:
    cell = row.cells.get("received_on")
    dates = find_dates(cell.text) if cell is not None else ()
    if len(dates) != 1 or dates[0].day is None or cell is None or cell.text.strip() != dates[0].text:
        return None
    row.mark("received_on", Use.FACT)
    return dates[0].day


def _outcome(page: Page, row: NamedRow) -> OpinionOutcome | None:
    """Return what was decided, where the words say it plainly."""
    cell = row.cells.get("outcome")
    if cell is None or is_blank(cell.folded):
        return None
    if (name := find_entry("outcomes", cell.folded)) is not None:
        row.mark("outcome", Use.FACT)
        return None if name == "undecided" else OpinionOutcome(name)
    page.note(FindingKind.PAPER, message("what was decided is not clear: {text}", text=cell.text), cell.lines[0].place)
    return None


def read_improvements(page: Page) -> SelfAssessment:
    """Return the improvements of a follow-up table, by the sheets of their criteria."""
    head, foot = read_head(page), read_foot(page, offices=("principal", "chair", "secretary"), has_recipients=False)
    sheets: dict[CriterionCode, CriterionSheet] = {}
    for table in page.tables:
        named = name_columns(table, "improvement_columns", ("criterion", "what"))
        if named is not None:
            _read_rows(page, named.iter_named(), sheets)
    return attrs.evolve(start(page, head, foot), sheets=tuple(sheets.values()), council=foot.council)


def _read_rows(page: Page, rows: Iterator[NamedRow], sheets: dict[CriterionCode, CriterionSheet]) -> None:
    current: CriterionCode | None = None
    for row in rows:
        if (cell := row.cells.get("criterion")) is not None and cell.text:
            # The cell of a criterion is merged over its improvements: rows below it have none of their own.
            codes = find_criteria(cell.folded, page.framework)
            current = codes[0] if len(codes) == 1 else None
            if current is not None:
                row.mark("criterion", Use.FACT)
        if current is None:
            continue
        sheet = sheets.get(current, CriterionSheet(criterion=current))
        what = row.cells.get("what")
        if what is not None and what.columns > 1:
            plan = "\n".join(filter(None, (sheet.improvement_plan, row.take("what"))))
            sheet = attrs.evolve(sheet, improvement_plan=plan)
        elif (item := read_improvement(row, page.findings)) is not None:
            sheet = attrs.evolve(sheet, improvements=(*sheet.improvements, item))
        if sheet != CriterionSheet(criterion=current):
            sheets[current] = sheet
