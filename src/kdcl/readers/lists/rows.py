"""Reads the rows of an evidence list, from a sheet or from a table in Word."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from kdcl.codes import EvidenceCode
from kdcl.findings import Finding
from kdcl.messages import Message, message
from kdcl.office.grid import Grid
from kdcl.places import Place
from kdcl.readers.files.content import Use
from kdcl.readers.lists.codes import ReadCode
from kdcl.readers.lists.head import ListHead, is_head
from kdcl.readers.lists.legacy import without_legacy
from kdcl.readers.lists.result import ListFindingKind
from kdcl.readers.lists.row import ListRow, counts_columns, find_band, find_band_number
from kdcl.readers.lists.values import Doubt, ReadLink, is_total, read_days, read_link, read_status
from kdcl.school import Evidence, EvidencePiece

_MOST_DATES = 2

CellUses = dict[tuple[int, int], Use]
"""What became of the cells of a table, by row and column; those that are absent were left out."""

_BESIDE_PIECES = (
    "evidence_name", "evidence_issuer", "holder", "collector", "collecting", "status", "collected", "expected", "note",
)  # fmt: skip
"""What a physical item has no place for but its note."""


@attrs.define(kw_only=True)
class ListReader:
    """Reads lists one after the other, and notices what repeats.

    Attributes:
        findings: what was noticed.
        is_report: whether the lists stand in a report: there any row without a code goes on with the evidence above
            it, and a row without a name lists nothing.
    """

    findings: list[Finding] = attrs.field(factory=list)
    is_report: bool = False
    _evidence: list[Evidence] = attrs.field(factory=list, init=False)
    _first: dict[tuple[int, int, int], tuple[EvidenceCode, ListRow]] = attrs.field(factory=dict, init=False)
    _by_code: dict[EvidenceCode, list[Evidence]] = attrs.field(factory=dict, init=False)
    _rows: dict[EvidenceCode, ListRow] = attrs.field(factory=dict, init=False)
    _above: ListRow | None = attrs.field(default=None, init=False)
    _uses: CellUses = attrs.field(factory=dict, init=False)
    _has_legacy: bool = attrs.field(default=False, init=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence read so far."""
        return tuple(self._evidence)

    def read(self, grid: Grid, head: ListHead) -> CellUses:
        """Read the rows of a table, and return what became of its cells."""
        self._uses = {}
        grid, legacy = without_legacy(grid, head.last_row)
        if legacy is not None:
            self.findings.append(legacy)
        self._has_legacy = legacy is not None
        self._report_outside(grid, head)
        standard: int | None = None
        for number in sorted(grid.rows):
            row = ListRow(grid=grid, head=head, number=number, cells=grid.rows[number])
            if number < head.first_row:
                continue
            if number <= head.last_row or is_head(row.cells, head) or counts_columns(row.cells):
                self._use(row, Use.FORM, row.cells)
            elif (band := find_band(row)) is not None:
                standard = band or standard
                self._use(row, Use.HEADING, row.cells)
            elif row.is_blank:
                self._use(row, Use.FORM, row.numbers)
            else:
                self.findings += row.iter_remarks()
                self._above = row if self._read_row(row, standard) else None
        return self._uses

    def _use(self, row: ListRow, use: Use, columns: Iterable[int]) -> None:
        for column in columns:
            self._uses[row.number, column] = use

    def _report_outside(self, grid: Grid, head: ListHead) -> None:
        rows = sorted(grid.rows.items())
        above = tuple(cell.text for number, row in rows if number < head.first_row for cell in row.values())
        if above:
            self._add(ListFindingKind.OUTSIDE_LIST, message("text above the list is not read"), grid.place, above)
        body = [(number, row) for number, row in rows if number > head.last_row]
        for column, text in head.unknown.items():
            texts = [row[column].text for _, row in body if column in row]
            what = message("the column {head} is not read: its head is unknown, or is there twice", head=repr(text))
            self._add(ListFindingKind.UNKNOWN_COLUMN, what, grid.place_of(head.last_row, column), texts)
        beside = {
            (number, column): cell.text
            for number, row in body
            for column, cell in row.items()
            if column not in head.named and column not in head.unknown and not find_band_number(cell.text)
        }
        if beside:
            what = message("text in columns without a head is not read")
            self._add(ListFindingKind.OUTSIDE_LIST, what, grid.place_of(*next(iter(beside))), beside.values())

    def _read_row(self, row: ListRow, standard: int | None) -> bool:
        """Read a row, and return whether it was kept."""
        read = row.read_code()
        if read is None:
            return self._go_on(row)
        if read.kind is not None and read.message is not None:
            left_out = () if read.code else row.texts
            self._add(read.kind, read.message, row.grid.place_of(row.number, row.code_column), left_out)
        if read.code is None:
            return False
        above = self._above
        if above is not None and row.has_inherited_code and self._evidence[-1].code == read.code:
            self._join(row, above, len(self._evidence) - 1)
            return True
        if self.is_report and not (read.rest or row.text("evidence_name")):
            what = message("evidence {code} has no name; the row was left out", code=read.code)
            self._add(ListFindingKind.NO_NAME, what, row.place, row.texts)
            return False
        self._use(row, Use.FACT, row.known)
        return self._keep(self._build(row, read, read.code), row, standard, read.rest)

    def _build(self, row: ListRow, read: ReadCode, code: EvidenceCode) -> Evidence:
        name, link = row.text("evidence_name"), self._read_link(row)
        notes = [row.text("note"), *self._list_old_codes(row), *link.beside]
        if read.rest and not name:
            name = read.rest
        elif read.rest:
            notes.append(read.rest)
        if not name and not self._has_legacy:
            what = message("evidence {code} has no name; write what it is", code=code)
            self._add(ListFindingKind.NO_NAME, what, row.place)
        days, no_day = read_days(row)
        status, no_status = read_status(row)
        for doubt in (no_day, no_status):
            self._leave_out(doubt, row)
        return Evidence(
            code=code,
            name=name,
            reference=row.text("evidence_reference"),
            issuer=row.text("evidence_issuer"),
            note="; ".join(filter(None, notes)),
            holder=row.text("holder"),
            collector=row.text("collector"),
            collected_from=days[0] if days else None,
            collected_to=days[-1] if len(days) == _MOST_DATES else None,
            status=status,
            link=link.address,
        )

    def _list_old_codes(self, row: ListRow) -> list[str]:
        """Return the codes of before, each behind the head of its column: facts have no place for them but the note."""
        columns = row.head.columns.get("old_code", ())
        found = ((row.head_text(column), row.find(column)) for column in columns)
        return [f"{head}: {cell.text}" for head, cell in found if cell is not None]

    def _read_link(self, row: ListRow) -> ReadLink:
        link = read_link(row)
        self._leave_out(link.doubt, row)
        return link

    def _go_on(self, row: ListRow) -> bool:
        """Add a row without a code to the evidence above it, where that can be meant."""
        if self._above is None or not (self.is_report or (row.goes_on and not is_total(row.text("evidence_name")))):
            what = message("the row has no code; it was left out: write its code")
            self._add(ListFindingKind.NO_CODE, what, row.place, row.texts)
            return False
        last = self._evidence[-1]
        others = ("note", "collecting", "status", "collected", "expected", "link", "old_code")
        self._evidence[-1] = attrs.evolve(
            last,
            name=_below(last.name, row.own_text("evidence_name")),
            reference=_below(last.reference, row.own_text("evidence_reference")),
            issuer=_below(last.issuer, row.own_text("evidence_issuer")),
            note=_below(last.note, *map(row.own_text, others), *row.addresses),
            holder=_below(last.holder, row.own_text("holder")),
            collector=_below(last.collector, row.own_text("collector")),
        )
        self._use(row, Use.FACT, row.known)
        if not self.is_report:
            what = message("the row has no code; it goes on with {code} above it", code=last.code)
            self._add(ListFindingKind.CONTINUED_ROW, what, row.place)
        return True

    def _keep(self, item: Evidence, row: ListRow, standard: int | None, rest: str) -> bool:
        """Keep a piece of evidence, and return whether it was not listed word for word before."""
        same = self._by_code.setdefault(item.code, [])
        if item in same:
            what = message("the row says the same as one above; it was left out")
            self._add(ListFindingKind.REPEATED_ROW, what, row.place, row.texts)
            return False
        if same:
            # The template of the official software has one code on several rows: one piece with several papers.
            same.append(item)
            first = self._rows[item.code]
            place = next(i for i, kept in enumerate(self._evidence) if kept.code == item.code)
            self._join(row, first, place, beside=rest)
            return True
        self._report_conflicts(item, row, standard)
        same.append(item)
        self._rows[item.code] = row
        self._evidence.append(item)
        return True

    def _report_conflicts(self, item: Evidence, row: ListRow, standard: int | None) -> None:
        """Report a code that differs from another in its box only, or stands in the wrong place."""
        code = item.code
        first, above = self._first.setdefault((code.standard, code.criterion, code.number), (code, row))
        if first != code:
            what = message(
                "{code} differs from {other} at {place} in the box only; correct the one that is wrong",
                code=code,
                other=first,
                place=above.place.in_words,
            )
            self._add(ListFindingKind.OTHER_BOX, what, row.place)
        if standard is not None and standard != code.standard:
            what = message("{code} stands under the heading of standard {standard}", code=code, standard=standard)
            self._add(ListFindingKind.OTHER_STANDARD, what, row.place)

    def _join(self, row: ListRow, above: ListRow, index: int, beside: str = "") -> None:
        """Add a row to the physical items of the piece of its code, which stands at an index and began in a row above.

        What a physical item has no place for goes into its note, where it differs from the row above.
        """
        self._use(row, Use.FACT, row.known)
        last = self._evidence[index]
        texts = {name: row.text(name) for name in _BESIDE_PIECES}
        differing = (text for name, text in texts.items() if text and (name == "note" or text != above.text(name)))
        link = self._read_link(row)
        note = "; ".join(filter(None, (beside, *differing, *self._list_old_codes(row), *link.beside)))
        piece = EvidencePiece(reference=row.text("evidence_reference"), note=note, link=link.address)
        pieces = last.pieces or (EvidencePiece(reference=last.reference, link=last.link),)
        self._evidence[index] = attrs.evolve(last, pieces=(*pieces, piece))
        what = message("several rows share the code {code}; they were read as its items", code=last.code)
        self._add(ListFindingKind.JOINED_ROWS, what, row.place)

    def _leave_out(self, doubt: Doubt | None, row: ListRow) -> None:
        """Report the text of a cell that cannot be taken."""
        if doubt is None:
            return
        for column in row.head.columns.get(doubt.name, ()):
            self._uses.pop((row.number, column), None)
        self._add(doubt.kind, doubt.message, row.place_of(doubt.name), (doubt.text,))

    def _add(self, kind: ListFindingKind, what: Message, place: Place, texts: Iterable[str] = ()) -> None:
        self.findings.append(Finding(kind=kind, message=what, place=place, texts=tuple(texts)))


def _below(*texts: str) -> str:
    return "\n".join(filter(None, texts))
