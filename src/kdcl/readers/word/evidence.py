"""Reads the evidence lists of a report: the reader of lists reads them, and here every line gets its use."""

from __future__ import annotations

import attrs

from kdcl.findings import Finding
from kdcl.office.grid import Grid
from kdcl.places import PartKind
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.lists.head import ListHead, iter_list_heads
from kdcl.readers.lists.result import ListFindingKind
from kdcl.readers.lists.rows import CellUses, ListReader
from kdcl.readers.lists.word_tables import build_grid
from kdcl.readers.vocabulary.headings import find_kind, find_standard
from kdcl.readers.word.result import FindingKind
from kdcl.school import Evidence
from kdcl.text.phrases import is_blank

_SAID_ELSEWHERE = {ListFindingKind.CONVERTED_CODE, ListFindingKind.OUTSIDE_LIST}
"""A code that is only spelled in another way is no news in a report; text outside a list comes back unplaced."""


def read_evidence(tables: list[FileTable], findings: list[Finding]) -> tuple[Evidence, ...]:
    """Return the evidence that the lists of a report name, in their order."""
    reader = ListReader(is_report=True)
    for table in tables:
        grid = _build_grid(table)
        head = next(iter_list_heads(grid))
        known = len(reader.findings)
        _mark(table, head, reader.read(grid, head))
        findings += [
            _translate(finding, table) for finding in reader.findings[known:] if finding.kind not in _SAID_ELSEWHERE
        ]
    return reader.evidence


def _build_grid(table: FileTable) -> Grid:
    """Return a table as a grid in which room to be filled in holds nothing."""
    grid = build_grid(table)
    filled = {
        number: {column: cell for column, cell in row.items() if not is_blank(cell.folded)}
        for number, row in grid.rows.items()
    }
    return attrs.evolve(grid, rows={number: row for number, row in filled.items() if row})


def _mark(table: FileTable, head: ListHead, uses: CellUses) -> None:
    for number, row in enumerate(table.rows, start=1):
        for cell in row:
            for line in cell.lines:
                line.use = uses.get((number, cell.column + 1))
                if is_blank(cell.folded):
                    line.use = Use.FORM
                elif number < head.first_row and _is_heading(line):
                    line.use = Use.HEADING


def _is_heading(line: Line) -> bool:
    return find_kind(line) is not None or find_standard(line) is not None


def _translate(finding: Finding, table: FileTable) -> Finding:
    """Return a finding of a list as one of the report: with the paragraph of its cell, else the first of its row."""
    row, column = finding.place.find_part(PartKind.ROW), finding.place.find_part(PartKind.COLUMN)
    cells = table.rows[row - 1] if isinstance(row, int) else table.rows[0]
    own = [line for cell in cells if cell.column + 1 == column for line in cell.lines]
    line = next(iter(own or [line for cell in cells for line in cell.lines]))
    return attrs.evolve(finding, kind=FindingKind.EVIDENCE, place=line.place)
