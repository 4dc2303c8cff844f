"""Reads improvements item by item: the table below item 4 of a sheet, and the rows of a follow-up table."""

from __future__ import annotations

import attrs

from kdcl.findings import Finding
from kdcl.messages import message
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.vocabulary.tables import NamedRow, name_columns
from kdcl.readers.vocabulary.words import find_entry, folded_words
from kdcl.readers.word.result import FindingKind
from kdcl.school import ImprovementItem, ImprovementStatus
from kdcl.text.dates import find_dates
from kdcl.text.folding import fold
from kdcl.text.phrases import is_blank

_PAIR = 2
_times = folded_words(r"\b{paper_lines.time}\b|\bto\b|\bfrom\b|\bby\b")
_until = folded_words(r"\W*{paper_lines.until}\b")


def take_improvements(
    items: list[Line | FileTable], findings: list[Finding]
) -> tuple[tuple[ImprovementItem, ...], list[Line | FileTable]]:
    """Return the improvements in the tables of item 4, and what else stands there.

    Args:
        items: the lines and tables of item 4.
        findings: what was noticed; it is added to.
    """
    taken: list[ImprovementItem] = []
    rest: list[Line | FileTable] = []
    for item in items:
        named = None
        if isinstance(item, FileTable):
            named = name_columns(item, "improvement_columns", ("what", "responsible", "time"))
        if named is None:
            rest.append(item)
            continue
        taken += [made for row in named.iter_named() if (made := read_improvement(row, findings)) is not None]
    return tuple(taken), rest


def read_improvement(row: NamedRow, findings: list[Finding]) -> ImprovementItem | None:
    """Return the improvement of a row, or None where nobody filled it in; what is noticed is added to the findings."""
    what = row.take("what")
    if not what:
        return None
    item = ImprovementItem(
        what=what,
        responsible=row.take("responsible"),
        resources=row.take("resources"),
        expected_result=row.take("expected_result"),
    )
    return _with_status(_with_days(item, row, findings), row, findings)


def _with_days(item: ImprovementItem, row: NamedRow, findings: list[Finding]) -> ImprovementItem:
    """Return the item with its days; words that are no days stay without a use, and are told."""
    cell = row.cells.get("time")
    if cell is None or is_blank(cell.folded):
        return item
    dates = find_dates(cell.text)
    days = [date.day for date in dates]
    rest = cell.text
    for date in reversed(dates):
        rest = rest[: date.start] + rest[date.end :]
    words = _times().sub("", fold(rest))
    if None in days or not 1 <= len(days) <= _PAIR or any(map(str.isalpha, words)):
        _note(row, "time", findings)
        return item
    row.mark("time", Use.FACT)
    is_end = len(days) == 1 and _until().match(cell.folded)
    return attrs.evolve(
        item, first_day=None if is_end else days[0], last_day=days[-1] if is_end or len(days) > 1 else None
    )


def _with_status(item: ImprovementItem, row: NamedRow, findings: list[Finding]) -> ImprovementItem:
    cell = row.cells.get("status")
    if cell is None or is_blank(cell.folded):
        return item
    if (name := find_entry("improvement_statuses", cell.folded)) is not None:
        row.mark("status", Use.FACT)
        return attrs.evolve(item, status=ImprovementStatus(name))
    _note(row, "status", findings)
    return item


def _note(row: NamedRow, name: str, findings: list[Finding]) -> None:
    cell = row.cells[name]
    what = message("this cannot be taken as it is written: {text}", text=cell.text)
    findings.append(Finding(kind=FindingKind.ITEM, message=what, place=cell.lines[0].place))
