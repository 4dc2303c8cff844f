"""Reads lists of evidence: Excel workbooks, and tables in Word files.

Which layouts are understood is in ``docs/analysis/evidence-lists.md``. Nothing is dropped silently: what could not be
read comes back as findings with its place and its texts.
"""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.office.grid import Grid
from kdcl.office.kinds import WEB_KINDS, find_kind
from kdcl.office.limits import Limits
from kdcl.office.opening import open_office_file
from kdcl.office.package import read_file
from kdcl.office.workbook import Workbook, read_workbook
from kdcl.places import ROOT, Place
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import Body, Line, Table
from kdcl.readers.files.document import read_document
from kdcl.readers.lists.head import ListHead, find_list_head
from kdcl.readers.lists.result import EvidenceListRead, ListFindingKind
from kdcl.readers.lists.rows import ListReader
from kdcl.readers.lists.word_tables import build_grid

_WORD_SUFFIXES = {".doc", ".docx", ".docm", ".dotx", ".rtf"}


def read_evidence_list(path: str | os.PathLike[str], *, limits: Limits | None = None) -> EvidenceListRead:
    """Return the evidence (danh mục mã minh chứng) that an Excel workbook or a Word file lists.

    Every sheet or table that has the columns of an evidence list is read; the others are reported. Rows that could not
    be read are reported with what stands in them.

    Args:
        path: a workbook (``.xlsx``) or a Word file (``.docx``); old ones (``.xls``, ``.doc``) need LibreOffice.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        OldFormatError: the file is in the format of before 2007, and LibreOffice is not installed.
        UnreadableFileError: the file cannot be read, is damaged or unsafe, or holds no evidence list.
    """
    data, source = read_file(path, limits), str(path)
    findings: list[Finding] = []
    if find_kind(data) in WEB_KINDS:
        grids = _read_document(*read_document(data, source, limits), findings)
    else:
        suffix = "docx" if Path(path).suffix.lower() in _WORD_SUFFIXES else "xlsx"
        package, notes = open_office_file(data, source, suffix, limits)
        if any(name.startswith("word/") for name in package.names):
            grids = _read_document(read_body(package), notes, findings)
        else:
            grids = _read_sheets(read_workbook(package), notes, findings)
    reader = ListReader(findings=findings)
    _read_grids(reader, grids, source)
    return EvidenceListRead(evidence=reader.evidence, findings=tuple(reader.findings))


def _read_sheets(workbook: Workbook, notes: tuple[Message, ...], findings: list[Finding]) -> tuple[Grid, ...]:
    findings += [_finding(ListFindingKind.CONVERTED_FILE, note, ROOT) for note in notes]
    findings += [_finding(ListFindingKind.NOT_READ, note, ROOT) for note in workbook.notes]
    return workbook.grids


def _read_document(body: Body, notes: tuple[Message, ...], findings: list[Finding]) -> tuple[Grid, ...]:
    findings += [_finding(ListFindingKind.CONVERTED_FILE, note, ROOT) for note in notes]
    findings += [_finding(ListFindingKind.NOT_READ, note, ROOT) for note in body.notes]
    lines = tuple(item.text for item in body.items if isinstance(item, Line))
    if lines:
        what = message("text outside of tables is not read")
        findings.append(_finding(ListFindingKind.OUTSIDE_LIST, what, ROOT, lines))
    return tuple(build_grid(item) for item in body.items if isinstance(item, Table))


def _read_grids(reader: ListReader, grids: tuple[Grid, ...], source: str) -> None:
    head: ListHead | None = None
    for grid in grids:
        _report_comments(reader, grid)
        found = find_list_head(grid) or _go_on(grid, head)
        if found is None:
            _report_ignored(reader, grid)
            continue
        reader.findings += [_finding(ListFindingKind.NOT_READ, note, grid.place) for note in grid.notes]
        reader.read(grid, found)
        head = found
    if head is None:
        raise UnreadableFileError(
            source,
            message("no table has the columns of an evidence list"),
            message("give the columns with the code and with the name of the evidence a head, as in the official list"),
        )


def _go_on(grid: Grid, head: ListHead | None) -> ListHead | None:
    """Return the head for a table in Word that goes on with the list of the one before it."""
    if grid.is_sheet or head is None:
        return None
    going_on = attrs.evolve(head, first_row=0, last_row=0, unknown={})
    trial = ListReader()
    trial.read(grid, going_on)
    return going_on if trial.evidence else None


def _report_comments(reader: ListReader, grid: Grid) -> None:
    if grid.comments:
        what = message("comments on cells have no place in a list: {count}", count=len(grid.comments))
        texts = tuple(f"{address}: {text}" for address, text in grid.comments.items())
        reader.findings.append(_finding(ListFindingKind.NOT_READ, what, grid.place, texts))


def _report_ignored(reader: ListReader, grid: Grid) -> None:
    if grid.rows:
        count = sum(map(len, grid.rows.values()))
        what = message("this is no evidence list and is not read; cells that hold something: {count}", count=count)
        reader.findings.append(_finding(ListFindingKind.IGNORED_TABLE, what, grid.place))


def _finding(kind: ListFindingKind, what: Message, place: Place, texts: tuple[str, ...] = ()) -> Finding:
    return Finding(kind=kind, message=what, place=place, texts=texts)
