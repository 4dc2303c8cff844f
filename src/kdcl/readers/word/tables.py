"""Tells tables that hold data from tables that only lay a page out, and finds the columns of those with data."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping

import attrs

from kdcl.readers.files.content import FileCell, FileTable, Line
from kdcl.readers.lists.guessing import guess_head
from kdcl.readers.lists.head import find_list_columns
from kdcl.readers.lists.word_tables import build_cells, build_grid
from kdcl.readers.vocabulary.headings import (
    Kind,
    find_criterion,
    find_kind,
    find_standard,
    find_standard_conclusion,
)
from kdcl.readers.vocabulary.items import Item, find_item
from kdcl.readers.vocabulary.words import column_pattern, folded_words
from kdcl.readers.word.marks import head_verdict

HEAD_ROWS = 4
"""A table's head is looked for in so many rows: a title, a band and two rows of heads may come first."""


class TableKind(enum.Enum):
    """The tables of a report that hold data in columns of their own."""

    COUNCIL = ("full_name", "position", "duty")
    ABBREVIATIONS = ("abbreviation", "meaning")
    SUMMARY = ("met", "not_met")
    EVIDENCE = ("evidence_code", "evidence_name")


@attrs.frozen(kw_only=True)
class Head:
    """The head of a table with data.

    Attributes:
        kind: what the table holds.
        row: the row of the heads, counted from 0.
        columns: for each name of a column, the grid columns that carry it, in order.
    """

    kind: TableKind
    row: int
    columns: Mapping[str, tuple[int, ...]]


def find_head(table: FileTable) -> Head | None:
    """Return the head of a table with data, or None where it is none of the report's tables."""
    for place, row in enumerate(table.rows[:HEAD_ROWS]):
        if head := find_head_in_row(row, place):
            return head
    return _find_results(table)


def _find_results(table: FileTable) -> Head | None:
    """Return the head of a summary that has the verdicts themselves in one column, or None."""
    for place, row in enumerate(table.rows[:HEAD_ROWS]):
        columns = _columns(row, ("summary_criterion", "summary_result"))
        if "summary_criterion" not in columns or len(columns.get("summary_result", ())) != 1:
            continue
        (result,) = columns["summary_result"]
        below = [cell for other in table.rows[place + 1 :] for cell in other if cell.column == result and cell.lines]
        plain = [cell for cell in below if _opens_with_verdict(cell)]
        # Some cells may be in doubt; where most are no verdict, the column is about something else.
        if below and len(plain) * 3 >= len(below) * 2:
            return Head(kind=TableKind.SUMMARY, row=place, columns={"met": (result,), "not_met": (result,)})
    return None


_verdict = folded_words(r"\W*(?:{met}|{not_met})\b")


def _opens_with_verdict(cell: FileCell) -> bool:
    """Whether a cell states a verdict, or opens with one that what follows may take back."""
    return head_verdict(cell) is not None or _verdict().match(cell.folded) is not None


def find_head_in_row(row: list[FileCell], place: int) -> Head | None:
    """Return the head that a row is, or None."""
    for kind, find in _FINDERS:
        if columns := find(row):
            return Head(kind=kind, row=place, columns=columns)
    return None


def _columns(row: list[FileCell], names: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for cell in row:
        for name in names:
            if cell.folded and column_pattern(name).fullmatch(cell.folded):
                columns[name] = (*columns.get(name, ()), cell.column)
                break
    return columns


def _council(row: list[FileCell]) -> dict[str, tuple[int, ...]]:
    columns = _columns(row, ("full_name", "position", "duty", "signature", "number"))
    return columns if "full_name" in columns and ("duty" in columns or "position" in columns) else {}


def _abbreviations(row: list[FileCell]) -> dict[str, tuple[int, ...]]:
    columns = _columns(row, ("abbreviation", "meaning", "number"))
    return columns if "abbreviation" in columns and "meaning" in columns else {}


def _summary(row: list[FileCell]) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for cell in row:
        if (rating := head_verdict(cell)) is not None:
            columns[rating.value] = (*columns.get(rating.value, ()), cell.column)
        elif re.search(r"\d", cell.folded) and not all(map(find_standard, cell.lines)):
            return {}  # a row of a criterion with two verdicts on it
    complete = len(columns.get("met", ())) == len(columns.get("not_met", ())) > 0
    return columns if complete else {}


def _evidence(row: list[FileCell]) -> Mapping[str, tuple[int, ...]]:
    return find_list_columns(build_cells(row))


_FINDERS = (
    (TableKind.EVIDENCE, _evidence),
    (TableKind.COUNCIL, _council),
    (TableKind.ABBREVIATIONS, _abbreviations),
    (TableKind.SUMMARY, _summary),
)


def is_layout(table: FileTable) -> bool:
    """Whether a table lays out a page: it holds headings of the report, or nothing but one column."""
    return all(len(row) <= 1 for row in table.rows) or any(map(_is_heading, table.lines))


def _is_heading(line: Line) -> bool:
    # "Self-assessment" heads columns too, here and as an item, so it tells nothing of the table.
    if (part := find_kind(line)) and part.kind is not Kind.ASSESSMENT:
        return True
    if (item := find_item(line)) and item.item is not Item.VERDICT:
        return True
    return any(find(line) is not None for find in (find_standard, find_criterion, find_standard_conclusion))


def lists_codes(table: FileTable) -> bool:
    """Whether a table is an evidence list by what stands in it: a column of nothing but codes, and text beside."""
    return guess_head(build_grid(table)) is not None and not holds_items(table)


def holds_items(table: FileTable) -> bool:
    """Whether items of criteria stand in a table, so that it cannot be a table with data as a whole.

    One heading alone may be an entry, as a list of abbreviations has "self-assessment".
    """
    items = {found.item for line in table.lines if (found := find_item(line))}
    return len(items - {Item.VERDICT}) > 1


def opens_anything(table: FileTable) -> bool:
    """Whether a table holds a heading other than the name of a criterion, which a table of verdicts may have."""
    finders = (find_kind, find_standard, find_standard_conclusion, find_item)
    return any(find(line) is not None for line in table.lines for find in finders)


def iter_parts(table: FileTable) -> Iterator[tuple[Head | None, FileTable]]:
    """Iterate over the parts of a table that lays out a page: rows that belong to a table with data, and the others.

    Rows with data end before a row that opens a part of the report.
    """
    head: Head | None = None
    part: list[list[FileCell]] = []
    for row in table.rows:
        found = find_head_in_row(row, 0)
        is_other = found is not None and (head is None or found.kind is not head.kind)
        if part and (is_other or (head is not None and _opens_part(row))):
            # The name of a standard stands in the row above the head of its small table.
            band = [part.pop()] if found is not None and _is_band(part[-1]) else []
            yield head, FileTable(number=table.number, rows=part)
            head, part = None, band
        if is_other:
            head = found
        part.append(row)
    if part:
        yield head, FileTable(number=table.number, rows=part)


def _is_band(row: list[FileCell]) -> bool:
    """Whether a row names standards and nothing else."""
    lines = [line for cell in row for line in cell.lines]
    return bool(lines) and all(find_standard(line) for line in lines)


def _opens_part(row: list[FileCell]) -> bool:
    """Whether a row opens a part of the report: a heading that has the row for itself, or an item."""
    cells = [cell for cell in row if cell.lines]
    if not cells:
        return False
    found = find_item(cells[0].lines[0])
    return (found is not None and found.item is not Item.VERDICT) or (
        len(cells) == 1 and find_kind(cells[0].lines[0]) is not None
    )
