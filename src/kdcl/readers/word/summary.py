"""Reads the summary of results (bảng tổng hợp): for each criterion, a mark below "met" or "not met".

Which cell names the criterion is told by its own word or by the head of its column: a column that only counts rows
never does. A row that is not taken comes back, and a finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark, mark_cells
from kdcl.readers.vocabulary.headings import find_standard
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.marks import ReportMark, choose, head_verdict, read_mark
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.summary_columns import (
    ColumnGroup,
    choose_own,
    find_groups,
    is_headed_otherwise,
    takes_back,
)
from kdcl.readers.word.tables import HEAD_ROWS, Head, TableKind, find_head_in_row
from kdcl.readers.word.verdict_words import get_hopes
from kdcl.school import Rating
from kdcl.text.folding import fold_case
from kdcl.text.phrases import is_blank


@attrs.define(kw_only=True)
class SummaryMark:
    """What the summary says of a criterion.

    Attributes:
        rating: the verdict; None where it is not clear.
        lines: what says so.
        place: where.
    """

    rating: Rating | None
    lines: list[Line]
    place: Place

    def withdraw(self) -> None:
        """Hand back what it says."""
        mark(self.lines, None)


Marks = dict[tuple[int, int], SummaryMark]


def read_summary(outline: Outline, framework: Framework, findings: list[Finding]) -> Marks:
    """Return the marks of the summary of results, by standard and criterion."""
    reader = _SummaryReader(findings=findings)
    for head, table, section in outline.tables:
        if head.kind is TableKind.SUMMARY:
            # A table of what the school registers for looks like the summary; only its heading tells.
            is_hoped = section.heading is not None and get_hopes().search(fold_case(section.heading.text)) is not None
            _SummaryTable(reader, section.standard, is_hoped=is_hoped).read(head, table)
    reader.tell_unmarked()
    known = {(criterion.code.standard, criterion.code.criterion) for criterion in framework.criteria}
    for (standard, number), found in list(reader.marks.items()):
        if (standard, number) not in known:
            what = message(
                "the framework has no criterion {code}; its mark in the summary is kept apart",
                code=f"{standard}.{number}",
            )
            reader.add(what, found.place)
            found.withdraw()
            del reader.marks[standard, number]
    return reader.marks


@attrs.define(kw_only=True)
class _SummaryReader:
    findings: list[Finding]
    marks: Marks = attrs.field(factory=dict)
    unmarked: list[str] = attrs.field(factory=list)

    def add(self, what: Message, place: Place = ROOT, texts: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(kind=FindingKind.VERDICT, message=what, place=place, texts=texts))

    def tell_unmarked(self) -> None:
        if self.unmarked:
            self.add(message("the summary has no mark for the criteria: {codes}", codes=tuple(self.unmarked)))

    def take(self, key: tuple[int, int], rating: Rating | None, lines: list[Line]) -> None:
        """Note a mark; of two that differ neither holds."""
        if any(line.is_unsettled for line in lines):
            self.add(
                message("the mark of criterion {code} in the summary is not clear", code=f"{key[0]}.{key[1]}"),
                lines[0].place,
            )
            rating = None
        new = SummaryMark(rating=rating, lines=lines, place=lines[0].place)
        known = self.marks.setdefault(key, new)
        if known is not new:
            if known.rating is not rating:
                what = message("the summary says two things of criterion {code}", code=f"{key[0]}.{key[1]}")
                self.add(what, new.place)
                known.rating = None
            known.lines = [*known.lines, *lines]
        if known.rating is None:
            known.withdraw()


class _SummaryTable:
    """Reads one table: bands that name a standard, heads, and rows of criteria with a mark beside each."""

    def __init__(self, reader: _SummaryReader, standard: int, *, is_hoped: bool) -> None:
        self._reader = reader
        self._is_hoped = is_hoped
        self._bands = [(0, standard)]
        self._groups: list[ColumnGroup] = []
        self._left: list[list[Line]] = []
        self._above: dict[int, tuple[int, int]] = {}

    def read(self, head: Head, table: FileTable) -> None:
        """Read the rows, and report what was not taken."""
        for place, row in enumerate(table.rows):
            is_results = place == head.row and head.columns["met"] == head.columns["not_met"]
            if found := head if is_results else find_head_in_row(row, place):
                heads = table.rows[max(0, place - HEAD_ROWS + 1) : place + 1]
                own = () if self._is_hoped else choose_own(find_groups(found, heads), heads)
                self._groups = [group for group in own if not is_headed_otherwise(group, heads)]
                mark_cells(row, Use.FORM)
            elif place <= head.row:
                bands = _find_bands(row)
                self._take_bands(bands)
                mark_cells(row, Use.HEADING if bands else Use.FORM)
            else:
                self._read_row(row)
        if self._left:
            what = message("rows of the summary were not understood and are kept apart: {count}", count=len(self._left))
            texts = tuple(" | ".join(line.text for line in lines) for lines in self._left[:_MOST_SHOWN])
            self._reader.add(what, self._left[0][0].place, texts)

    def _take_bands(self, bands: list[tuple[int, int]]) -> None:
        if bands:
            # Columns that count the rows may stand left of the first band, which holds for them too.
            self._bands = [(0, bands[0][1]), *bands[1:]]

    def _standard_at(self, column: int) -> int:
        """Return the standard whose band stands above a column: it reaches to the next band."""
        return next(standard for first, standard in reversed(self._bands) if first <= column)

    def _read_row(self, row: list[FileCell]) -> None:
        bands = _find_bands(row)
        if bands and self._is_band(row):
            self._take_bands(bands)
            mark_cells(row, Use.HEADING)
            return
        is_left = not self._groups
        for place, group in enumerate(self._groups):
            end = (
                self._groups[place + 1].first
                if place + 1 < len(self._groups)
                else max((cell.column + 1 for cell in row), default=0)
            )
            own = [cell for cell in row if group.first <= cell.column < end]
            is_left |= not self._read_group(group, own)
        lines = [line for cell in row for line in cell.lines if line.use is None and not is_blank(line.folded)]
        if lines and is_left:
            self._left.append(lines)

    def _is_band(self, row: list[FileCell]) -> bool:
        """Whether a row names standards and nothing else, so that it stands above its criteria."""
        return all(
            all(map(find_standard, cell.lines))
            or any(_is_room(cell, group) or cell.column == group.names.get("title") for group in self._groups)
            for cell in row
        )

    def _read_group(self, group: ColumnGroup, row: list[FileCell]) -> bool:
        """Read the columns of one group, and return whether everything in them was taken."""
        if _is_total(row):
            mark_cells(row, Use.TOTAL)
            return True
        standard = self._find_standard(group, row)
        named = _find_criterion(group, row)
        cells = {cell.column: cell for cell in row}
        below = {Rating.MET: cells.get(group.met), Rating.NOT_MET: cells.get(group.not_met)}
        marks = {
            rating: ReportMark.NONE if cell is None else read_mark(cell.shown, rating) for rating, cell in below.items()
        }
        rating = choose(marks[Rating.MET], marks[Rating.NOT_MET])
        if group.met == group.not_met and (result := cells.get(group.met)) is not None and result.lines:
            rating = head_verdict(result)  # the verdict itself stands there, and not a mark
        if named is None or not (standard or named[1]):
            letter = next((cell for cell in row if cell.column < group.met and _INDICATOR.fullmatch(cell.folded)), None)
            if letter is not None and rating in (Rating.NOT_MET, None):
                self._doubt(group, letter.lines[0].place, row)
            is_empty = rating is False and all(_is_room(cell, group) for cell in row)
            if is_empty:
                mark_cells(row, Use.FORM)
            return is_empty
        cell, own_standard, number = named
        if rating and takes_back(group, row, rating):
            rating = None
        key = self._above[group.first] = own_standard or standard, number
        used = [cell, *(part for part in below.values() if part is not None)]
        used += [part for part in row if part.column in (group.names.get("number"), group.names.get("standard"))]
        mark_cells(used, Use.FACT)
        lines = [line for part in used for line in part.lines]
        if rating is False:
            self._reader.unmarked.append(f"{key[0]}.{key[1]}")
        elif rating is None:
            what = message("the mark of criterion {code} in the summary is not clear", code=f"{key[0]}.{key[1]}")
            if marks[Rating.MET] is marks[Rating.NOT_MET] is ReportMark.YES:
                what = message("the summary marks criterion {code} as met and as not met", code=f"{key[0]}.{key[1]}")
            self._reader.add(what, lines[0].place, tuple(part.text for part in used if part.text))
            self._reader.take(key, None, lines)
        else:
            self._reader.take(key, rating, lines)
        _mark_rest(group, row)
        return all(line.use is not None for part in row for line in part.lines) or rating is None

    def _doubt(self, group: ColumnGroup, place: Place, row: list[FileCell]) -> None:
        """Take back that the criterion above is met: an indicator below it is not, or that is not clear."""
        key = self._above.get(group.first)
        known = self._reader.marks.get(key) if key else None
        if key and known and known.rating is Rating.MET:
            what = message(
                "the summary marks criterion {code} as met, but not each of the indicators below it",
                code=f"{key[0]}.{key[1]}",
            )
            self._reader.add(what, place, tuple(cell.text for cell in row if cell.text))
            known.rating = None
            known.withdraw()

    def _find_standard(self, group: ColumnGroup, row: list[FileCell]) -> int:
        """Return the standard that a row belongs to: its own column's, which holds for the rows below, or a band's."""
        for cell in row:
            if cell.column >= group.met:
                continue
            own = next((found.number for line in cell.lines if (found := find_standard(line))), 0)
            if not own and cell.column == group.names.get("standard") and (alone := _NUMBER.fullmatch(cell.folded)):
                own = int(alone[1])
            if own:
                mark(cell.lines, Use.HEADING)
                before = [band for band in self._bands if band[0] < group.first]
                self._bands = [*before, (group.first, own), *(band for band in self._bands if band[0] > group.met)]
        return self._standard_at(group.met)


_MOST_SHOWN = 10
_ALONE = re.compile(r"\W*0?(\d{1,2})(?:\s*[.:)/-].*|\W*)", re.DOTALL)
# "TC" is short for "standard" and for "criterion"; the head of the column tells which.
_NUMBER = re.compile(r"\W*(?:tc\s*)?0?(\d{1,2})\W*")
_INDICATOR = re.compile(r"\W*(?:chi so\s*)?[a-h]\W*")
"""What an indicator's row has below that of its criterion: the letter alone."""
_COUNTED = re.compile(r"\W*(?:\d{1,3}|[ivx]{1,4}|[a-h])\W*")


def _find_bands(row: list[FileCell]) -> list[tuple[int, int]]:
    """Return the standards that a row names, with the columns where their names begin."""
    return [(cell.column, found.number) for cell in row for line in cell.lines if (found := find_standard(line))]


_named_in_words = folded_words(
    r"\W*(?:{standard}\s*(?P<before>\d{1,2})\s*+[-,.;:/]*\s*)?{criterion}\s*(?:so\s*)?(?P<one>\d{1,2})"
    r"(?:\s*\.\s*(?P<two>\d{1,2}))?(?!\d)(?:\W.*)?",
    re.DOTALL,
)
_NAMED_BY_CODE = re.compile(
    r"\W*(?:(?:tc|t\.?\s*chi)\s*)?(?P<one>\d{1,2})\s*\.\s*(?P<two>\d{1,2})(?!\d)(?:\W.*)?", re.DOTALL
)
_sum = folded_words(r"\W*{sum}\b")


def _find_criterion(group: ColumnGroup, row: list[FileCell]) -> tuple[FileCell, int, int] | None:
    """Return the cell that names a criterion, the standard that it names or 0, and the number; None for no cell."""
    left = [cell for cell in row if cell.column < group.met]
    for pattern in (_named_in_words(), _NAMED_BY_CODE):
        for cell in left:
            found = pattern.fullmatch(cell.folded)
            if found and cell.column not in (group.names.get("number"), group.names.get("standard")):
                before = int(found.groupdict().get("before") or 0)
                one, two = int(found["one"]), found["two"]
                return (cell, one, int(two)) if two else (cell, before, one)
    for cell in left:
        if _may_name(group, cell) and (found := _ALONE.fullmatch(cell.folded)):
            return cell, 0, int(found[1])
    return None


def _may_name(group: ColumnGroup, cell: FileCell) -> bool:
    """Whether a number alone in this cell is that of a criterion: below its head, or where no column has a head."""
    if "criterion" in group.names:
        return cell.column == group.names["criterion"]
    return not group.names


def _is_room(cell: FileCell, group: ColumnGroup) -> bool:
    """Whether a cell holds nothing, or only counts rows."""
    return is_blank(cell.folded) or (
        cell.column == group.names.get("number") and _COUNTED.fullmatch(cell.folded) is not None
    )


def _is_total(row: list[FileCell]) -> bool:
    """Whether a row adds up the rows above."""
    filled = [cell for cell in row if not is_blank(cell.folded)]
    return (
        bool(filled)
        and _sum().match(filled[0].folded) is not None
        and all(re.fullmatch(r"[\d\s/%.,()]*", cell.folded) for cell in filled[1:])
    )


def _mark_rest(group: ColumnGroup, row: Iterable[FileCell]) -> None:
    """Mark the title of a criterion, and room that is left open, in a row that was taken."""
    for cell in row:
        if cell.column == group.names.get("title"):
            mark(cell.lines, Use.HEADING)
        mark((line for line in cell.lines if is_blank(line.folded)), Use.FORM)
