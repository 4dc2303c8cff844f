"""Concludes the ratings of indicators from what the sheets and the summary of a report state."""

from __future__ import annotations

import re

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.findings import Finding
from kdcl.law import Criterion, Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.readers.files.content import Cell, Table, Use
from kdcl.readers.vocabulary.headings import find_standard
from kdcl.readers.vocabulary.words import phrase_pattern
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.sheets import ReadSheet
from kdcl.readers.word.tables import Head, TableKind, find_head_in_row
from kdcl.readers.word.verdicts import is_mark
from kdcl.school import CriterionSheet, Rating, Ratings

_CRITERION = r"\W*(?:{word}\s*)?(\d{{1,2}})(?:\.(\d{{1,2}}))?\W*"


def read_summary(outline: Outline, findings: list[Finding]) -> dict[tuple[int, int], Rating]:
    """Return the marks of the summary of results, by standard and criterion."""
    marks: dict[tuple[int, int], Rating] = {}
    unmarked: list[str] = []
    for head, table, section in outline.tables:
        if head.kind is TableKind.SUMMARY:
            _SummaryTable(marks, findings, unmarked, section.standard).read(head, table)
    if unmarked:
        what = message("the summary has no mark for the criteria: {codes}", codes=tuple(unmarked))
        findings.append(Finding(kind=FindingKind.VERDICT, message=what))
    return marks


class _SummaryTable:
    """Reads one table: bands that name a standard, heads, and rows of criteria with a mark beside each."""

    def __init__(
        self,
        marks: dict[tuple[int, int], Rating],
        findings: list[Finding],
        unmarked: list[str],
        standard: int,
    ) -> None:
        self._marks = marks
        self._unmarked = unmarked
        self._findings = findings
        self._bands = [(0, standard)]
        self._groups: list[tuple[int, int, int]] = []

    def read(self, head: Head, table: Table) -> None:
        """Read the rows, and report criteria without a mark."""
        for place, row in enumerate(table.rows):
            if found := find_head_in_row(row, place):
                self._groups = _groups(found)
                _use(row, Use.FORM)
            elif bands := _find_bands(row):
                self._bands = [(0, bands[0][1]), *bands[1:]]
                _use(row, Use.HEADING)
            elif place > head.row:
                self._read_row(row)
            else:
                _use(row, Use.FORM)

    def _standard_at(self, column: int) -> int:
        """Return the standard whose band stands above a column: it reaches to the next band."""
        return next(standard for first, standard in reversed(self._bands) if first <= column)

    def _read_row(self, row: list[Cell]) -> None:
        cells = {cell.column: cell for cell in row}
        for first, met, not_met in self._groups:
            named = next(
                ((cell, found) for cell in row if first <= cell.column < met and (found := _criterion(cell))), None
            )
            if named is None:
                continue
            cell, (standard, number) = named
            self._take(cell, standard or self._standard_at(cell.column), number, cells.get(met), cells.get(not_met))

    def _take(self, cell: Cell, standard: int, number: int, met: Cell | None, not_met: Cell | None) -> None:
        marked = {
            rating
            for rating, marked in ((Rating.MET, met), (Rating.NOT_MET, not_met))
            if marked is not None and is_mark(marked.folded)
        }
        for part in (cell, met, not_met):
            _use([] if part is None else [part], Use.FACT)
        if len(marked) == 1:
            self._marks[standard, number] = marked.pop()
        elif marked:
            what = message("the summary marks criterion {code} as met and as not met", code=f"{standard}.{number}")
            self._findings.append(Finding(kind=FindingKind.VERDICT, message=what, place=cell.lines[0].place))
        else:
            self._unmarked.append(f"{standard}.{number}")


def _find_bands(row: list[Cell]) -> list[tuple[int, int]]:
    """Return the standards that a row names, with the columns where their names begin."""
    return [(cell.column, found.number) for cell in row for line in cell.lines if (found := find_standard(line))]


def _groups(head: Head) -> list[tuple[int, int, int]]:
    """Return, for each group of columns, where it begins, where "met" and where "not met" are marked."""
    groups = []
    first = 0
    for met, not_met in zip(head.columns["met"], head.columns["not_met"], strict=True):
        groups.append((first, met, not_met))
        first = max(met, not_met) + 1
    return groups


def _criterion(cell: Cell) -> tuple[int, int] | None:
    word = phrase_pattern("phrases", "criterion")
    found = re.fullmatch(_CRITERION.format(word=word), cell.folded)
    if found is None:
        return None
    return (int(found[1]), int(found[2])) if found[2] else (0, int(found[1]))


def _use(row: list[Cell], use: Use) -> None:
    for cell in row:
        for line in cell.lines:
            line.use = use


@attrs.define(kw_only=True)
class RatingReader:
    """Concludes ratings: what is stated of an indicator holds; else what is stated of its criterion, if that decides.

    A criterion is met exactly when all its indicators are, so "met" rates them all. "Not met" says of none of them
    alone that it is not met, so they stay unrated.

    Attributes:
        framework: the framework.
        marks: the marks of the summary.
        findings: what was noticed.
    """

    framework: Framework
    marks: dict[tuple[int, int], Rating]
    findings: list[Finding]

    def read(self, sheets: list[ReadSheet]) -> tuple[Ratings, tuple[CriterionSheet, ...]]:
        """Return the ratings, and the sheets with the verdicts that the summary adds."""
        by_code = {read.sheet.criterion: read for read in sheets}
        ratings: dict[IndicatorCode, Rating] = {}
        complete = []
        open_codes = []
        for criterion in self.framework.criteria:
            read = by_code.get(criterion.code)
            verdict = self._verdict(criterion.code, read)
            stated = {} if read is None else read.verdicts.indicators
            ratings |= self._rate(criterion, verdict, stated, ROOT if read is None else read.place)
            if read is not None:
                complete.append(attrs.evolve(read.sheet, stated_verdict=verdict))
                if verdict is None and not stated and not read.verdicts.is_open:
                    open_codes.append(criterion.code)
            elif verdict is not None:
                complete.append(CriterionSheet(criterion=criterion.code, stated_verdict=verdict))
        if open_codes:
            self._add(message("no verdict was found on the criteria: {codes}", codes=tuple(open_codes)), ROOT)
        return Ratings(ratings), tuple(complete)

    def _verdict(self, code: CriterionCode, read: ReadSheet | None) -> Rating | None:
        marked = self.marks.get((code.standard, code.criterion))
        stated = None if read is None else read.verdicts.criterion
        place = ROOT if read is None else read.place
        if stated is not None and marked is not None and stated is not marked:
            what = message(
                "the sheet of criterion {code} and the summary contradict each other; the sheet holds", code=code
            )
            self._add(what, place)
        if read is not None and read.verdicts.is_unclear:
            self._add(message("criterion {code}: what the fifth item says is not clear", code=code), place)
        return stated or marked

    def _rate(
        self, criterion: Criterion, verdict: Rating | None, stated: dict[str, Rating], place: Place
    ) -> dict[IndicatorCode, Rating]:
        ratings = {
            indicator.code: stated[indicator.code.letter]
            for indicator in criterion.indicators
            if indicator.code.letter in stated
        }
        if verdict is Rating.MET:
            return {indicator.code: Rating.MET for indicator in criterion.indicators} | ratings
        if verdict is Rating.NOT_MET and Rating.NOT_MET not in ratings.values():
            what = message(
                "criterion {code} is stated as not met, but not by which of its indicators; rate them yourself",
                code=criterion.code,
            )
            self._add(what, place)
        return ratings

    def _add(self, what: Message, place: Place) -> None:
        self.findings.append(Finding(kind=FindingKind.VERDICT, message=what, place=place))
