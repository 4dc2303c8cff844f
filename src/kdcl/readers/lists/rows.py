"""Reads the rows of an evidence list, from a sheet or from a table in Word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

import attrs

from kdcl.codes import EvidenceCode
from kdcl.messages import Message, message
from kdcl.readers.files.folding import fold
from kdcl.readers.lists.codes import ReadCode
from kdcl.readers.lists.grid import Grid
from kdcl.readers.lists.head import ListHead, is_head
from kdcl.readers.lists.result import ListFinding, ListFindingKind
from kdcl.readers.lists.row import ListRow, counts_columns, find_band, find_band_number
from kdcl.readers.vocabulary.words import phrase_patterns
from kdcl.school import Evidence, EvidencePiece, EvidenceStatus

_DATE = re.compile(r"(?<![0-9])([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?![0-9])")
_MOST_DATES = 2
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LONGEST_LINK = 2000


@attrs.define(kw_only=True)
class ListReader:
    """Reads lists one after the other, and notices what repeats.

    Attributes:
        findings: what was noticed.
    """

    findings: list[ListFinding] = attrs.field(factory=list)
    _evidence: list[Evidence] = attrs.field(factory=list, init=False)
    _first: dict[tuple[int, int, int], tuple[Evidence, Message]] = attrs.field(factory=dict, init=False)
    _by_code: dict[EvidenceCode, list[Evidence]] = attrs.field(factory=dict, init=False)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence read so far."""
        return tuple(self._evidence)

    def read(self, grid: Grid, head: ListHead) -> None:
        """Read the rows below the head of a table."""
        self._report_outside(grid, head)
        standard: int | None = None
        for number in sorted(grid.rows):
            cells = grid.rows[number]
            if number <= head.last_row or is_head(cells, head) or counts_columns(cells):
                continue
            row = ListRow(grid=grid, head=head, number=number, cells=cells)
            if (band := find_band(row)) is not None:
                standard = band or standard
            elif not row.is_blank:
                self.findings += row.iter_remarks()
                self._read_row(row, standard)

    def _report_outside(self, grid: Grid, head: ListHead) -> None:
        rows = sorted(grid.rows.items())
        above = tuple(cell.text for number, row in rows if number < head.first_row for cell in row.values())
        if above:
            self._add(ListFindingKind.OUTSIDE_LIST, message("text above the list is not read"), grid.place, above)
        for column, text in head.unknown.items():
            found = [row.get(column) for number, row in rows if number > head.last_row]
            texts = tuple(cell.text for cell in found if cell is not None)
            what = message("the column {head} is not read: its head is unknown, or is there twice", head=repr(text))
            self._add(ListFindingKind.UNKNOWN_COLUMN, what, grid.place_of(head.last_row, column), texts)
        named = {column for columns in head.columns.values() for column in columns} | set(head.unknown)
        beside = [
            (grid.place_of(number, column), cell.text)
            for number, row in rows
            for column, cell in row.items()
            if number > head.last_row and column not in named and not find_band_number(cell.text)
        ]
        if beside:
            what = message("text in columns without a head is not read")
            self._add(ListFindingKind.OUTSIDE_LIST, what, beside[0][0], tuple(text for _, text in beside))

    def _read_row(self, row: ListRow, standard: int | None) -> None:
        read = row.read_code()
        if read is None:
            what = message("the row has no code; it was left out: write its code")
            self._add(ListFindingKind.NO_CODE, what, row.place, row.texts)
            return
        if read.kind is not None and read.message is not None:
            left_out = () if read.code else row.texts
            self._add(read.kind, read.message, row.grid.place_of(row.number, row.code_column), left_out)
        if read.code is None:
            return
        if row.has_inherited_code and self._join(read.code, row):
            return
        self._keep(self._build(row, read, read.code), row, standard)

    def _build(self, row: ListRow, read: ReadCode, code: EvidenceCode) -> Evidence:
        name, note = row.text("evidence_name"), row.text("note")
        if read.rest and not name:
            name = read.rest
        elif read.rest:
            note = "; ".join(filter(None, (note, read.rest)))
        if not name:
            what = message("evidence {code} has no name; write what it is", code=code)
            self._add(ListFindingKind.NO_NAME, what, row.place)
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

    def _keep(self, item: Evidence, row: ListRow, standard: int | None) -> None:
        code = item.code
        place = (code.standard, code.criterion, code.number)
        first, first_place = self._first.setdefault(place, (item, row.place))
        same = self._by_code.setdefault(code, [])
        if item in same:
            what = message("the row says the same as one above; it was left out")
            self._add(ListFindingKind.REPEATED_ROW, what, row.place, row.texts)
            return
        if same:
            what = message(
                "{code} stands also at {place}, with other words; give one of them another code",
                code=code,
                place=first_place,
            )
            self._add(ListFindingKind.DUPLICATE_CODE, what, row.place)
        elif first.code != code:
            what = message(
                "{code} differs from {other} at {place} in the box only; correct the one that is wrong",
                code=code,
                other=first.code,
                place=first_place,
            )
            self._add(ListFindingKind.OTHER_BOX, what, row.place)
        if standard is not None and standard != code.standard:
            what = message("{code} stands under the heading of standard {standard}", code=code, standard=standard)
            self._add(ListFindingKind.OTHER_STANDARD, what, row.place)
        same.append(item)
        self._evidence.append(item)

    def _join(self, code: EvidenceCode, row: ListRow) -> bool:
        """Add a row whose code is that of the row above, as one cell, to the physical items of that code."""
        if not self._evidence or self._evidence[-1].code != code:
            return False
        last = self._evidence.pop()
        name = row.text("evidence_name")
        note = "; ".join(text for text in (name if name != last.name else "", row.text("note")) if text)
        piece = EvidencePiece(reference=row.text("evidence_reference"), note=note, link=self._read_link(row))
        pieces = last.pieces or (EvidencePiece(reference=last.reference, link=last.link),)
        self._evidence.append(attrs.evolve(last, pieces=(*pieces, piece)))
        what = message("several rows share the code {code}; they were read as its items", code=code)
        self._add(ListFindingKind.JOINED_ROWS, what, row.place)
        return True

    def _read_days(self, row: ListRow) -> tuple[dt.date, ...]:
        text = row.text("collecting")
        try:
            days = tuple(dt.date(int(year), int(month), int(day)) for day, month, year in _DATE.findall(text))
        except ValueError:
            days = ()
        if text and not 0 < len(days) <= _MOST_DATES:
            what = message("{text} is neither one day nor two; write them as in 05/09/2016", text=repr(text))
            self._add(ListFindingKind.BAD_DATE, what, row.place_of("collecting"), (text,))
            return ()
        return days

    def _read_status(self, row: ListRow) -> EvidenceStatus | None:
        text = row.text("status")
        for name, pattern in phrase_patterns("statuses").items():
            if re.fullmatch(rf"\W*{pattern}\W*", fold(text)):
                return EvidenceStatus(name)
        if text:
            what = message("{text} is no status that is known", text=repr(text))
            self._add(ListFindingKind.UNKNOWN_STATUS, what, row.place_of("status"), (text,))
        return None

    def _read_link(self, row: ListRow) -> str:
        """Return the link of a row: the address behind a cell before its text, in its own column or at the name."""
        link, text = row.address("link"), row.text("link")
        link = link or text or row.address("evidence_name")
        if not link or _is_safe_link(link):
            return link
        what = message("the link leads out of the school's own folder; write a path below it, or a web address")
        self._add(ListFindingKind.UNSAFE_LINK, what, row.place_of("link"), (link,))
        return ""

    def _add(self, kind: ListFindingKind, what: Message, place: Message, texts: Iterable[str] = ()) -> None:
        self.findings.append(ListFinding(kind=kind, message=what, place=place, texts=tuple(texts)))


def _is_safe_link(link: str) -> bool:
    """Whether a link is a web address, or a path that stays below the folder it starts from."""
    if len(link) > _LONGEST_LINK or any(letter < " " or letter == "\ufffd" for letter in link):
        return False
    if re.match(r"https?://[^/\\\s]", link, re.IGNORECASE):
        return True
    parts = re.split(r"[/\\]", link)
    return not _SCHEME.match(link) and parts[0] != "" and ".." not in (part.strip() for part in parts)
