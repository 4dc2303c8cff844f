"""Reads the lists of a report: council, abbreviations, evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from kdcl.codes import EvidenceCode, find_unboxed_codes
from kdcl.errors import CodeError
from kdcl.messages import Message, message
from kdcl.readers.files.content import Cell, Line, Table, Use
from kdcl.readers.vocabulary.headings import Kind, find_criterion, find_standard
from kdcl.readers.word.lines import is_blank
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind, ReadFinding
from kdcl.readers.word.tables import Head, TableKind, find_head_in_row
from kdcl.school import Abbreviation, Council, CouncilMember, Evidence

_LONGEST_ABBREVIATION = 30
_LONGEST_LINE = 300
_PAIR = re.compile(r"(?:\d{1,3}[.)]?\s+)?(?P<short>\S[^:=\t]*?)\s*(?:[:=\t]|\s[-\u2013\u2014]\s)\s*(?P<meaning>\S.*)")


def _mark(cells: list[Cell], use: Use) -> None:
    for cell in cells:
        for line in cell.lines:
            line.use = use


def _iter_rows(head: Head, table: Table) -> Iterator[list[Cell]]:
    """Iterate over the rows below the head; the head, wherever it is repeated, belongs to the form."""
    for place, row in enumerate(table.rows):
        if place <= head.row or find_head_in_row(row, place):
            _mark(row, Use.FORM)
        else:
            yield row


def _text(cells: dict[int, Cell], column: int | None) -> str:
    cell = None if column is None else cells.get(column)
    return "" if cell is None or is_blank(cell.folded) else cell.text


def read_council(outline: Outline) -> Council:
    """Return the council list; where a report has it more than once, the first one."""
    members: list[CouncilMember] = []
    for head, table in outline.find_tables(TableKind.COUNCIL)[:1]:
        columns = {name: places[0] for name, places in head.columns.items()}
        for row in _iter_rows(head, table):
            cells = {cell.column: cell for cell in row}
            name, position, duty = (_text(cells, columns.get(part)) for part in ("full_name", "position", "duty"))
            used = [columns.get(part) for part in ("full_name", "position", "duty", "signature", "number")]
            if name:
                members.append(CouncilMember(name=name, position=position, duty=duty))
                _mark([cell for cell in row if cell.column in used], Use.FACT)
            else:
                _mark_numbers(row)
    return Council(members=tuple(members))


def _mark_numbers(row: list[Cell]) -> None:
    """Mark the numbers of rows that nobody filled in."""
    for cell in row:
        if is_blank(cell.folded) or cell.text.strip(" .").isdigit():
            _mark([cell], Use.FORM)


def read_abbreviations(outline: Outline) -> tuple[Abbreviation, ...]:
    """Return the abbreviations, from tables or from lines such as ``TH: ...``."""
    found: list[Abbreviation] = []
    for head, table in outline.find_tables(TableKind.ABBREVIATIONS):
        pairs = list(zip(head.columns["abbreviation"], head.columns["meaning"], strict=False))
        for row in _iter_rows(head, table):
            found += _iter_pairs(row, pairs, set(head.columns.get("number", ())))
    for section in outline.find_sections(Kind.ABBREVIATIONS):
        for line in (item for item in section.items if isinstance(item, Line)):
            pair = _PAIR.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
            if is_blank(line.folded):
                line.use = Use.FORM
            elif pair and len(pair["short"]) <= _LONGEST_ABBREVIATION:
                found.append(Abbreviation(short=pair["short"], meaning=pair["meaning"]))
                line.use = Use.FACT
    return tuple(found)


def _iter_pairs(row: list[Cell], pairs: list[tuple[int, int]], numbers: set[int]) -> Iterator[Abbreviation]:
    cells = {cell.column: cell for cell in row}
    is_used = False
    for short_column, meaning_column in pairs:
        short, meaning = _text(cells, short_column), _text(cells, meaning_column)
        if short and meaning:
            yield Abbreviation(short=short, meaning=meaning)
            _mark([cells[short_column], cells[meaning_column]], Use.FACT)
            is_used = True
    if is_used:
        _mark([cell for cell in row if cell.column in numbers], Use.FACT)
    else:
        _mark_numbers(row)


@attrs.define(kw_only=True)
class EvidenceReader:
    """Reads evidence lists, in one code column or in four.

    Attributes:
        findings: what was noticed.
    """

    findings: list[ReadFinding]
    _evidence: list[Evidence] = attrs.field(factory=list, init=False)

    def read(self, tables: list[tuple[Head, Table]]) -> tuple[Evidence, ...]:
        """Return the evidence of the tables, in their order."""
        for head, table in tables:
            columns = {name: places[0] for name, places in head.columns.items()}
            for row in _iter_rows(head, table):
                self._read_row(row, columns)
        return tuple(self._evidence)

    def _read_row(self, row: list[Cell], columns: dict[str, int]) -> None:
        cells = {cell.column: cell for cell in row}
        lines = [line for cell in row for line in cell.lines]
        code_text = self._code_text(cells, columns)
        name, reference, issuer, note = (
            _text(cells, columns.get(part))
            for part in ("evidence_name", "evidence_reference", "evidence_issuer", "note")
        )
        known = [cell for cell in row if cell.column in columns.values() or cell.column < min(columns.values())]
        if not code_text and not name:
            self._read_band(row, lines)
        elif not code_text:
            self._go_on(known, lines, (name, reference, issuer, note))
        elif (code := self._parse(code_text, lines)) and name:
            self._evidence.append(Evidence(code=code, name=name, reference=reference, issuer=issuer, note=note))
            _mark(known, Use.FACT)
        elif code:
            self._add(message("evidence {code} has no name; the row was left out", code=code), lines)

    def _code_text(self, cells: dict[int, Cell], columns: dict[str, int]) -> str:
        if "evidence_code" in columns:
            return _text(cells, columns["evidence_code"])
        parts = [
            _text(cells, columns[name]) for name in ("box", "standard_number", "criterion_number", "evidence_number")
        ]
        if not all(parts):
            return "".join(parts)
        return "H" + "-".join(re.sub(r"^\D+", "", part) for part in parts)

    def _parse(self, text: str, lines: list[Line]) -> EvidenceCode | None:
        try:
            return EvidenceCode.normalize(text)
        except CodeError as error:
            unboxed = find_unboxed_codes(text)
            if len(unboxed) == 1 and unboxed[0].text == text.strip():
                what = message(
                    "{text} names no box; it was read as {code}: check the box", text=text, code=unboxed[0].code
                )
                self._add(what, lines)
                return unboxed[0].code
            self._add(message("a row of the evidence list was left out: {reason}", reason=error.message), lines)
            return None

    def _read_band(self, row: list[Cell], lines: list[Line]) -> None:
        """Mark a row that only names a standard or criterion, or that nobody filled in."""
        if lines and (find_standard(lines[0]) or find_criterion(lines[0])):
            _mark(row, Use.HEADING)
        else:
            _mark_numbers(row)

    def _go_on(self, known: list[Cell], lines: list[Line], parts: tuple[str, str, str, str]) -> None:
        """Add a row without a code to the one above: several papers under one code."""
        if len(lines) == 1 and (find_standard(lines[0]) or find_criterion(lines[0])):
            _mark(known, Use.HEADING)
            return
        if not self._evidence:
            self._add(message("a row of the evidence list has no code; it was left out"), lines)
            return
        last = self._evidence[-1]
        name, reference, issuer, note = (
            "\n".join(filter(None, pair))
            for pair in zip((last.name, last.reference, last.issuer, last.note), parts, strict=True)
        )
        self._evidence[-1] = attrs.evolve(last, name=name, reference=reference, issuer=issuer, note=note)
        _mark(known, Use.FACT)

    def _add(self, what: Message, lines: list[Line]) -> None:
        self.findings.append(ReadFinding(kind=FindingKind.EVIDENCE, message=what, paragraph=lines[0].number))
