"""Reads lists of evidence: Excel workbooks, separated values, and tables in Word files.

Which layouts are understood is in ``docs/analysis/evidence-lists.md``. Nothing is dropped silently: what could not be
read comes back as findings with its place and its texts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.office.grid import Grid
from kdcl.office.kinds import WEB_KINDS, find_kind
from kdcl.office.limits import Limits, get_limits
from kdcl.office.opening import open_office_file
from kdcl.office.own_forms import refuse_form, refuse_form_workbook
from kdcl.office.package import read_file
from kdcl.office.separated import SEPARATED, read_separated
from kdcl.office.workbook import read_workbook
from kdcl.places import ROOT, Place
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import Body, FileTable, Line
from kdcl.readers.files.document import read_document
from kdcl.readers.lists.guessing import describe_missing, guess_head, holds_codes
from kdcl.readers.lists.head import ListHead, iter_list_heads
from kdcl.readers.lists.result import EvidenceListRead, ListFindingKind
from kdcl.readers.lists.rows import ListReader
from kdcl.readers.lists.word_tables import build_grid
from kdcl.text.encodings import find_legacy_encoding

_WORD_SUFFIXES = {".doc", ".docx", ".docm", ".dotx", ".rtf"}


def read_evidence_list(path: str | os.PathLike[str], *, limits: Limits | None = None) -> EvidenceListRead:
    """Return the evidence (danh mục mã minh chứng) that an Excel workbook or a Word file lists.

    Every sheet or table that has the columns of an evidence list is read; the others are reported. Rows that could not
    be read are reported with what stands in them.

    Args:
        path: a workbook (``.xlsx``), separated values (``.csv``, ``.tsv``) or a Word file (``.docx``); old ones
            (``.xls``, ``.doc``) need LibreOffice.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        OldFormatError: the file is in the format of before 2007, and LibreOffice is not installed.
        UnreadableFileError: the file cannot be read, is damaged or unsafe, or holds no evidence list.
    """
    data, source = read_file(path, limits), str(path)
    body: Body | None = None
    grids: tuple[Grid, ...] = ()
    notes: tuple[Message, ...] = ()
    not_read: tuple[Message, ...] = ()
    # The suffix tells nothing: school software writes web pages under the names of Word and Excel files.
    if find_kind(data) in WEB_KINDS:
        body, notes = read_document(data, source, limits)
    elif Path(path).suffix.lower() in SEPARATED:
        grids = (read_separated(data, source, limits or get_limits()),)
    else:
        suffix = "docx" if Path(path).suffix.lower() in _WORD_SUFFIXES else "xlsx"
        package, notes = open_office_file(data, source, suffix, limits)
        if any(name.startswith("word/") for name in package.names):
            refuse_form(package)
            body = read_body(package)
        else:
            workbook = read_workbook(package)
            grids, not_read = workbook.grids, workbook.notes
            refuse_form_workbook(grids, source)
    if body is not None:
        grids = tuple(build_grid(item) for item in body.items if isinstance(item, FileTable))
        not_read = body.notes
    findings = [_finding(ListFindingKind.CONVERTED_FILE, note, ROOT) for note in notes]
    findings += [_finding(ListFindingKind.NOT_READ, note, ROOT) for note in not_read]
    reader = ListReader(findings=findings)
    first = len(findings)
    others = _read_grids(reader, grids, source)
    if body is not None and (outside := (*_iter_lines(body), *(text for grid in others for text in _texts(grid)))):
        what = message("the rest of the file is not read; only the list is: paragraphs {count}", count=len(outside))
        findings.insert(first, _finding(ListFindingKind.OUTSIDE_LIST, what, ROOT, outside))
    return EvidenceListRead(evidence=reader.evidence, findings=tuple(findings))


def _read_grids(reader: ListReader, grids: tuple[Grid, ...], source: str) -> tuple[Grid, ...]:
    """Read those tables that are lists, and return the others; other sheets are reported where they stand."""
    heads = _find_heads(grids)
    if not any(heads):
        raise _no_list(grids, source)
    above: ListHead | None = None
    others: list[Grid] = []
    for grid, own in zip(grids, heads, strict=True):
        _report_comments(reader, grid)
        found = own or _go_on(grid, above)
        if found is None:
            others.append(grid)
            _report_ignored(reader, grid)
            continue
        reader.findings += [_finding(ListFindingKind.NOT_READ, note, grid.place) for note in grid.notes]
        reader.findings += _iter_guesses(grid, found)
        reader.read(grid, found)
        above = found
    return tuple(others)


def _find_heads(grids: tuple[Grid, ...]) -> list[ListHead | None]:
    """Return the head of each table that is a list by its heads; where none is, by what stands in its columns."""
    heads = [next(iter_list_heads(grid), None) for grid in grids]
    if any(heads):
        return [
            head if head is None or holds_codes(grid, head) else guess_head(grid) or head
            for grid, head in zip(grids, heads, strict=True)
        ]
    return [guess_head(grid) for grid in grids]


def _no_list(grids: tuple[Grid, ...], source: str) -> UnreadableFileError:
    encoding = find_legacy_encoding("\n".join(text for grid in grids for text in _texts(grid)))
    remedy = message("give the columns with the code and with the name of the evidence a head, as in the official list")
    return UnreadableFileError(source, describe_missing(grids), remedy if encoding is None else encoding.remedy)


def _iter_guesses(grid: Grid, head: ListHead) -> Iterator[Finding]:
    for name, text in head.guessed.items():
        place = grid.place_of(max(head.last_row, 1), head.columns[name][0])
        yield _finding(ListFindingKind.HEAD_GUESSED, _tell_guess(name, text), place)


def _tell_guess(name: str, text: str) -> Message:
    head = message("the column {head}", head=repr(text)) if text else message("a column without a head")
    if name == "evidence_code":
        return message("{column} was read as that of the codes: it holds nothing else", column=head)
    return message("{column} was read as that of the names: it holds the longest texts", column=head)


def _go_on(grid: Grid, head: ListHead | None) -> ListHead | None:
    """Return the head for a table in Word that goes on with the list of the one before it."""
    # Word files that were converted have a table for each page, and a head on the first; a sheet is no page.
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
    if grid.is_sheet and (texts := _texts(grid)):
        what = message("this is no evidence list and is not read; cells that hold something: {count}", count=len(texts))
        reader.findings.append(_finding(ListFindingKind.IGNORED_TABLE, what, grid.place, texts))


def _texts(grid: Grid) -> tuple[str, ...]:
    return tuple(cell.text for _, row in sorted(grid.rows.items()) for _, cell in sorted(row.items()))


def _iter_lines(body: Body) -> Iterator[str]:
    kept = (line for lines in body.apart.values() for line in lines)
    return (item.text for item in (*body.items, *kept) if isinstance(item, Line))


def _finding(kind: ListFindingKind, what: Message, place: Place, texts: tuple[str, ...] = ()) -> Finding:
    return Finding(kind=kind, message=what, place=place, texts=texts)
