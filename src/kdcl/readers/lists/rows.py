"""Reads the rows of an evidence list, from a sheet or from a table in Word."""

from __future__ import annotations

import datetime as dt
import re
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
from kdcl.readers.lists.result import ListFindingKind
from kdcl.readers.lists.row import ListRow, counts_columns, find_band, find_band_number
from kdcl.readers.vocabulary.words import phrase_patterns
from kdcl.school import Evidence, EvidencePiece, EvidenceStatus
from kdcl.text.dates import find_dates
from kdcl.text.folding import fold

_MOST_DATES = 2
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LONGEST_LINK = 2000


CellUses = dict[tuple[int, int], Use]
"""What became of the cells of a table, by row and column; those that are absent were left out."""

_BESIDE_PIECES = ("evidence_name", "evidence_issuer", "holder", "collector", "collecting", "status", "note")
"""What a physical item has no place for but its note."""


@attrs.define(kw_only=True)
class ListReader:
    """Reads lists one after the other, and notices what repeats.

    Attributes:
        findings: what was noticed.
        is_report: whether the lists stand in a report: there a row without a code goes on with the evidence above it,
            and a row without a name lists nothing.
    """

    findings: list[Finding] = attrs.field(factory=list)
    is_report: bool = False
    _evidence: list[Evidence] = attrs.field(factory=list, init=False)
    _first: dict[tuple[int, int, int], tuple[Evidence, Place]] = attrs.field(factory=dict, init=False)
    _by_code: dict[EvidenceCode, list[Evidence]] = attrs.field(factory=dict, init=False)
    _rows: dict[EvidenceCode, ListRow] = attrs.field(factory=dict, init=False)
    _above: ListRow | None = attrs.field(default=None, init=False)
    _uses: CellUses = attrs.field(factory=dict, init=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence read so far."""
        return tuple(self._evidence)

    def read(self, grid: Grid, head: ListHead) -> CellUses:
        """Read the rows of a table, and return what became of its cells."""
        self._uses = {}
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
        self._uses.update({(row.number, column): use for column in columns})

    def _report_outside(self, grid: Grid, head: ListHead) -> None:
        rows = sorted(grid.rows.items())
        above = tuple(cell.text for number, row in rows if number < head.first_row for cell in row.values())
        if above:
            self.findings.append(
                Finding(
                    kind=ListFindingKind.OUTSIDE_LIST,
                    message=message("text above the list is not read"),
                    place=grid.place,
                    texts=above,
                )
            )
        body = [(number, row) for number, row in rows if number > head.last_row]
        for column, text in head.unknown.items():
            texts = [row[column].text for _, row in body if column in row]
            what = message("the column {head} is not read: its head is unknown, or is there twice", head=repr(text))
            self._add(ListFindingKind.UNKNOWN_COLUMN, what, grid, (head.last_row, column), texts)
        beside = {
            (number, column): cell.text
            for number, row in body
            for column, cell in row.items()
            if column not in head.named and column not in head.unknown and not find_band_number(cell.text)
        }
        if beside:
            what = message("text in columns without a head is not read")
            self._add(ListFindingKind.OUTSIDE_LIST, what, grid, next(iter(beside)), beside.values())

    def _read_row(self, row: ListRow, standard: int | None) -> bool:
        """Read a row, and return whether it was kept."""
        read = row.read_code()
        if read is None:
            return self._go_on(row)
        if read.kind is not None and read.message is not None:
            left_out = () if read.code else row.texts
            self._add(read.kind, read.message, row.grid, (row.number, row.code_column), left_out)
        if read.code is None:
            return False
        above = self._above
        if above is not None and row.has_inherited_code and self._evidence[-1].code == read.code:
            self._join(row, above, len(self._evidence) - 1)
            return True
        if self.is_report and not (read.rest or row.text("evidence_name")):
            what = message("evidence {code} has no name; the row was left out", code=read.code)
            self._add_row(ListFindingKind.NO_NAME, what, row, row.texts)
            return False
        self._use(row, Use.FACT, row.known)
        return self._keep(self._build(row, read, read.code), row, standard, read.rest)

    def _build(self, row: ListRow, read: ReadCode, code: EvidenceCode) -> Evidence:
        name, note = row.text("evidence_name"), row.text("note")
        if read.rest and not name:
            name = read.rest
        elif read.rest:
            note = "; ".join(filter(None, (note, read.rest)))
        if not name:
            what = message("evidence {code} has no name; write what it is", code=code)
            self._add_row(ListFindingKind.NO_NAME, what, row)
        days = self._read_days(row)
        return Evidence(
            code=code,
            name=name,
            reference=row.text("evidence_reference"),
            issuer=row.text("evidence_issuer"),
            note=note,
            holder=row.text("holder"),
            collector=row.text("collector"),
            collected_from=days[0] if days else None,
            collected_to=days[-1] if len(days) == _MOST_DATES else None,
            status=self._read_status(row),
            link=self._read_link(row),
        )

    def _go_on(self, row: ListRow) -> bool:
        """Add a row without a code to the evidence above it, where a list may have such rows."""
        if not self.is_report or self._above is None:
            what = message("the row has no code; it was left out: write its code")
            self._add_row(ListFindingKind.NO_CODE, what, row, row.texts)
            return False
        last = self._evidence[-1]
        self._evidence[-1] = attrs.evolve(
            last,
            name=_below(last.name, row.own_text("evidence_name")),
            reference=_below(last.reference, row.own_text("evidence_reference")),
            issuer=_below(last.issuer, row.own_text("evidence_issuer")),
            note=_below(last.note, *map(row.own_text, ("note", "collecting", "status", "link"))),
            holder=_below(last.holder, row.own_text("holder")),
            collector=_below(last.collector, row.own_text("collector")),
        )
        self._use(row, Use.FACT, row.known)
        return True

    def _keep(self, item: Evidence, row: ListRow, standard: int | None, rest: str) -> bool:
        """Keep a piece of evidence, and return whether it was not listed word for word before."""
        same = self._by_code.setdefault(item.code, [])
        if item in same:
            what = message("the row says the same as one above; it was left out")
            self._add_row(ListFindingKind.REPEATED_ROW, what, row, row.texts)
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
        first, place = self._first.setdefault((code.standard, code.criterion, code.number), (item, row.place))
        if first.code != code:
            what = message(
                "{code} differs from {other} at {place} in the box only; correct the one that is wrong",
                code=code,
                other=first.code,
                place=place.in_words,
            )
            self._add_row(ListFindingKind.OTHER_BOX, what, row)
        if standard is not None and standard != code.standard:
            what = message("{code} stands under the heading of standard {standard}", code=code, standard=standard)
            self._add_row(ListFindingKind.OTHER_STANDARD, what, row)

    def _join(self, row: ListRow, above: ListRow, index: int, beside: str = "") -> None:
        """Add a row to the physical items of the piece of its code, which stands at an index and began in a row above.

        What a physical item has no place for goes into its note, where it differs from the row above.
        """
        self._use(row, Use.FACT, row.known)
        last = self._evidence[index]
        texts = {name: row.text(name) for name in _BESIDE_PIECES}
        differing = (text for name, text in texts.items() if text and (name == "note" or text != above.text(name)))
        note = "; ".join(filter(None, (beside, *differing)))
        piece = EvidencePiece(reference=row.text("evidence_reference"), note=note, link=self._read_link(row))
        pieces = last.pieces or (EvidencePiece(reference=last.reference, link=last.link),)
        self._evidence[index] = attrs.evolve(last, pieces=(*pieces, piece))
        what = message("several rows share the code {code}; they were read as its items", code=last.code)
        self._add_row(ListFindingKind.JOINED_ROWS, what, row)

    def _read_days(self, row: ListRow) -> tuple[dt.date, ...]:
        text = row.text("collecting")
        found = find_dates(text)
        days = tuple(date.day for date in found if date.day is not None)
        if text and not 0 < len(days) == len(found) <= _MOST_DATES:
            what = message("{text} is neither one day nor two; write them as in 05/09/2016", text=repr(text))
            self._leave_out(ListFindingKind.BAD_DATE, what, row, "collecting", text)
            return ()
        return days

    def _read_status(self, row: ListRow) -> EvidenceStatus | None:
        text = row.text("status")
        for name, pattern in phrase_patterns("statuses").items():
            if re.fullmatch(rf"\W*{pattern}\W*", fold(text)):
                return EvidenceStatus(name)
        if text:
            what = message("{text} is no status that is known", text=repr(text))
            self._leave_out(ListFindingKind.UNKNOWN_STATUS, what, row, "status", text)
        return None

    def _read_link(self, row: ListRow) -> str:
        """Return the link of a row: the address behind a cell before its text, in its own column or at the name."""
        link, text = row.address("link"), row.text("link")
        link = link or text or row.address("evidence_name")
        if not link or _is_safe_link(link):
            return link
        what = message("the link leads out of the school's own folder; write a path below it, or a web address")
        self._leave_out(ListFindingKind.UNSAFE_LINK, what, row, "link", link)
        return ""

    def _leave_out(self, kind: ListFindingKind, what: Message, row: ListRow, name: str, text: str) -> None:
        """Report the text of a cell that cannot be taken."""
        for column in row.head.columns.get(name, ()):
            self._uses.pop((row.number, column), None)
        finding = Finding(kind=kind, message=what, place=row.place_of(name), texts=(text,))
        self.findings.append(finding)

    def _add_row(self, kind: ListFindingKind, what: Message, row: ListRow, texts: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(kind=kind, message=what, place=row.place, texts=texts))

    def _add(
        self, kind: ListFindingKind, what: Message, grid: Grid, place: tuple[int, int], texts: Iterable[str] = ()
    ) -> None:
        finding = Finding(kind=kind, message=what, place=grid.place_of(*place), texts=tuple(texts))
        self.findings.append(finding)


def _below(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def _is_safe_link(link: str) -> bool:
    """Whether a link is a web address, or a path that stays below the folder it starts from."""
    if len(link) > _LONGEST_LINK or any(letter < " " or letter == "\ufffd" for letter in link):
        return False
    if re.match(r"https?://[^/\\\s]", link, re.IGNORECASE):
        return True
    parts = re.split(r"[/\\]", link)
    return not _SCHEME.match(link) and parts[0] != "" and ".." not in (part.strip() for part in parts)
