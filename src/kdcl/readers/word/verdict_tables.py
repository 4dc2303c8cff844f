"""Reads the tables under the fifth item: verdicts or marks, by indicators in rows or in columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark, mark_cells
from kdcl.readers.vocabulary.words import folded_words, phrase_pattern
from kdcl.readers.word.marks import ReportMark, choose, find_short_verdict, head_verdict, read_mark
from kdcl.readers.word.statements import Nature, ReportStatement, is_prompt, read_statements
from kdcl.readers.word.verdict_words import get_hopes
from kdcl.school import Rating
from kdcl.text.folding import fold, fold_case
from kdcl.text.phrases import is_blank

if TYPE_CHECKING:
    from kdcl.readers.word.verdicts import VerdictReader


@attrs.define
class _Marks:
    """What stands for one indicator, or for the criterion, below or beside each verdict."""

    by_rating: dict[Rating, list[ReportMark]] = attrs.field(factory=dict)
    cells: list[FileCell] = attrs.field(factory=list)
    stated: list[ReportStatement] = attrs.field(factory=list)

    def conclude(self, letter: str) -> list[ReportStatement]:
        """Return the statements that follow; none where nothing is marked."""
        met, not_met = (_one(self.by_rating.get(rating, [])) for rating in (Rating.MET, Rating.NOT_MET))
        chosen = choose(met, not_met)
        if chosen is False:
            return self.stated
        if chosen is None:
            return [ReportStatement(letter, Nature.UNCLEAR)]
        return [*self.stated, ReportStatement(letter, Nature.PLAIN, chosen)]


def _one(marks: list[ReportMark]) -> ReportMark:
    given = set(marks) - {ReportMark.NONE}
    return given.pop() if len(given) == 1 else ReportMark.UNKNOWN if given else ReportMark.NONE


@attrs.define
class VerdictTableReader:
    """Reads a table whose head names indicators, or verdicts, or which has no head.

    Attributes:
        reader: what is told the statements.
        letters: the indicators by their columns, below a head that names them.
        ratings: the verdicts by their columns, below a head that names them.
        marks: what stands for each indicator.
        is_hoped: whether the head says that the verdicts are hoped for, or were those of another time.
    """

    reader: VerdictReader
    letters: dict[int, str] = attrs.field(factory=dict)
    ratings: dict[int, Rating] = attrs.field(factory=dict)
    marks: dict[str, _Marks] = attrs.field(factory=dict)
    is_hoped: bool = False

    def read(self, table: FileTable) -> None:
        """Read the rows, then say what follows from the marks."""
        above = False
        for row in table.rows:
            above |= any(get_hopes().search(fold_case(cell.text)) for cell in row)
            if headed := _headed_columns(row):
                self._close()
                self.letters, self.ratings = headed, {}
                self.is_hoped, above = above, False
                mark_cells(row, Use.FORM)
            elif self.letters:
                self._read_below_letters(row)
            elif stated := headed_ratings(row):
                self.ratings = stated
                self.is_hoped, above = above, False
                mark_cells(row, Use.FORM)
            elif self.ratings:
                self._read_below_ratings(row)
            else:
                self._read_row(row)
        self._close()

    def _close(self) -> None:
        for letter, marks in self.marks.items():
            lines = [line for cell in marks.cells for line in cell.lines]
            for statement in marks.conclude(letter):
                self._add(statement, lines)
        self.marks = {}

    def _read_below_letters(self, row: list[FileCell]) -> None:
        """Read a row below letters: each cell has its verdict, or a mark of the verdict at the row's head."""
        below = [cell for cell in row if cell.column in self.letters and cell.lines]
        if below and all(is_prompt(cell.shown) for cell in below):
            mark_cells(row, Use.FORM)
            return
        has_plus = any(_SIGNS.get(cell.folded.strip(" ()")) is Rating.MET for cell in below)
        head = next(
            (rating for cell in row if cell.column not in self.letters and (rating := head_verdict(cell))), None
        )
        for cell in row:
            if cell.column not in self.letters:
                is_head = head_verdict(cell) is not None or is_blank(cell.folded)
                mark(cell.lines, Use.FORM if is_head else None)
            else:
                self._read_cell(cell, self.letters[cell.column], head, has_plus=has_plus)

    def _read_cell(self, cell: FileCell, letter: str, head: Rating | None, *, has_plus: bool) -> None:
        marks = self.marks.setdefault(letter, _Marks())
        marks.cells.append(cell)
        mark(cell.lines, Use.FACT)
        own, rest = _own_verdict(cell)
        if own is not None:
            marks.by_rating.setdefault(own, []).append(read_mark(rest, own) if rest is not None else ReportMark.YES)
        elif head is not None:
            marks.by_rating.setdefault(head, []).append(read_mark(cell.shown, head))
        elif has_plus and (sign := _SIGNS.get(cell.folded.strip(" ()"))) is not None:
            marks.stated.append(ReportStatement(letter, Nature.PLAIN, sign))
        elif not is_blank(cell.folded):
            said = read_statements(cell.shown, letter, self.reader.code, self.reader.letters)
            marks.stated += said.statements
            if not said.statements or said.has_other_text:
                marks.stated.append(ReportStatement(letter, Nature.UNCLEAR))

    def _read_below_ratings(self, row: list[FileCell]) -> None:
        """Read a row that begins with an indicator, or the criterion, and has a mark below a verdict."""
        subjects = [subject for cell in row if (subject := _subject(cell)) is not None]
        below = {self.ratings[cell.column]: cell for cell in row if cell.column in self.ratings}
        marked = {rating: read_mark(cell.shown, rating) for rating, cell in below.items()}
        chosen = choose(marked.get(Rating.MET, ReportMark.NONE), marked.get(Rating.NOT_MET, ReportMark.NONE))
        lines = [line for cell in row for line in cell.lines]
        if chosen is False:
            return
        if len(subjects) != 1 or chosen is None:
            self.reader.add(ReportStatement(subjects[0] if len(subjects) == 1 else "", Nature.UNCLEAR), lines)
            return
        mark_cells([cell for cell in row if cell in below.values() or _subject(cell) is not None], Use.FACT)
        self._add(ReportStatement(subjects[0], Nature.PLAIN, chosen), lines)

    def _add(self, statement: ReportStatement, lines: list[Line]) -> None:
        """Note a statement; below words that say what is hoped for, or was, none is plain."""
        if self.is_hoped:
            statement = attrs.evolve(statement, nature=Nature.UNCLEAR)
        self.reader.add(statement, lines)

    def _read_row(self, row: list[FileCell]) -> None:
        lines = [line for cell in row for line in cell.lines]
        if not lines:
            return
        # A label and its verdict in two cells read like a line with a colon between them.
        text = ": ".join(line.shown for line in lines)
        joined = Line(number=lines[0].number, text=text, label=lines[0].label, cell=lines[0].cell)
        said = self.reader.read_text(joined, lines)
        if said.is_label:
            mark(lines, Use.FORM)
        elif not said.has_other_text:
            mark(lines, Use.FACT)


_SIGNS = {"+": Rating.MET, "-": Rating.NOT_MET}
"""Signs in the place of verdicts; a dash is one only in a row that has a plus."""


def headed_ratings(row: list[FileCell]) -> dict[int, Rating]:
    """Return the verdicts that head columns, where both do."""
    ratings = {cell.column: rating for cell in row if (rating := head_verdict(cell)) is not None}
    return ratings if len(set(ratings.values())) > 1 and len(row) > len(ratings) else {}


def _own_verdict(cell: FileCell) -> tuple[Rating | None, str | None]:
    """Return the verdict that a cell names, and the mark around it; None where it has neither mark nor room for one."""
    shown = fold(cell.shown)
    for rating in Rating:
        word = phrase_pattern("phrases", rating.value)
        if found := re.fullmatch(rf"(\W*){word}\b\s*(:?)(\W*\w?\W*)", shown):
            around = f"{found[1]}{found[3]}".strip(" .,\t\n")
            return rating, around if around or found[2] else None
    return None, None


_indicator = folded_words(r"\W*(?:{indicator}\s*)?([a-h])\W*")
_criterion = folded_words(r"\W*{criterion}[\s\d.:]*")


def _subject(cell: FileCell) -> str | None:
    """Return the letter of the indicator that a cell names, an empty letter for the criterion, None for neither."""
    if find_short_verdict(cell.text) is not None:
        return None  # without its stroke, the short form of "met" reads like the letter of an indicator
    if found := _indicator().fullmatch(cell.folded):
        return found[1]
    return "" if _criterion().fullmatch(cell.folded) else None


def _headed_columns(row: list[FileCell]) -> dict[int, str]:
    """Return the letters that head columns; an empty letter stands for the criterion."""
    columns = {cell.column: subject for cell in row if (subject := _subject(cell)) is not None}
    return columns if sum(map(bool, columns.values())) > 1 else {}
