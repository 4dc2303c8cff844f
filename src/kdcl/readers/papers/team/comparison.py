"""Reads the table self-assessment / external assessment: what follows from verdicts, and what the team remarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.documents import labels as school_labels
from kdcl.documents.external import labels
from kdcl.errors import CodeError
from kdcl.external import EvidenceRequest, ExternalAssessment, RequestKind, TeamSheet
from kdcl.messages import Message, message
from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark_unread
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.facts import conclude, find_criterion_code
from kdcl.readers.papers.team.head import TeamHead
from kdcl.readers.papers.team.labelled import capture, read_labelled, says
from kdcl.readers.word.result import FindingKind
from kdcl.school import Rating

_COLUMNS: Final = 6
_TEXTS: Final[Mapping[str, Message]] = {
    "remark": message("remark"),
    "weaknesses": message("weaknesses"),
    "unclear": message("unclear points"),
}
"""What the team wrote that the table repeats, by the facts of its sheets."""

_NOT_ANSWERED: Final = message("evidence {kind}, not answered: {what}")


@attrs.define
class ComparisonReader:
    """Reads the table and the lines below it.

    The marks of a criterion follow from the verdicts on its indicators, which the table does not state: they are held
    against these where the paper has them too, and no verdict is concluded from them.

    Attributes:
        page: the paper.
        marks: the team's mark of each criterion, with the line it stands in.
        sheets: what the team wrote on criteria on which it differs.
        requests: evidence that was asked for and not answered.
    """

    page: Page
    marks: dict[CriterionCode, tuple[Rating, Line]] = attrs.field(factory=dict)
    sheets: dict[CriterionCode, dict[str, str]] = attrs.field(factory=dict)
    requests: list[EvidenceRequest] = attrs.field(factory=list)

    def read(self, items: Iterable[Line | FileTable]) -> None:
        """Read the tables and the totals among some lines."""
        for item in items:
            if isinstance(item, FileTable):
                self._read_table(item)
            elif item.use is None and any(
                (read_labelled(item, label)) is not None for label in (labels.SELF, labels.OUTSIDE)
            ):
                item.use = Use.TOTAL

    def _read_table(self, table: FileTable) -> None:
        head = {line.text for row in table.rows[:2] for cell in row for line in cell.lines}
        wanted = (labels.SELF, labels.OUTSIDE, school_labels.MET)
        if not all(any(says(text, label) for text in head) for label in wanted):
            return
        for row in table.rows[2:]:
            if len(row) == _COLUMNS and (code := find_criterion_code(row[0].text, self.page.framework)) is not None:
                self._read_row(code, row)

    def _read_row(self, code: CriterionCode, row: list[FileCell]) -> None:
        for cell in row[:5]:
            mark_unread(cell.lines, Use.TOTAL)
        for cell, rating in ((row[3], Rating.MET), (row[4], Rating.NOT_MET)):
            if cell.lines:
                self.marks[code] = (rating, cell.lines[0])
        self._read_reasons(code, row[5])

    def _read_reasons(self, code: CriterionCode, cell: FileCell) -> None:
        """Read the indicators that differ, which follow from the verdicts, and the texts behind their labels."""
        into: str | None = None
        for line in cell.lines:
            if (asked := capture(line, _NOT_ANSWERED)) is not None:
                self._read_request(code, asked, line)
                into = None
            elif (found := self._find_text(line)) is not None:
                into, text = found
                self.sheets.setdefault(code, {})[into] = text
                line.use = Use.FACT
            elif into is not None:
                self.sheets[code][into] += f"\n{line.text}"
                line.use = Use.FACT
            elif all(self._is_indicator(word) for word in line.text.split(",")):
                line.use = Use.TOTAL

    def _is_indicator(self, word: str) -> bool:
        return word.strip() in {str(indicator.code) for indicator in self.page.framework.indicators}

    @staticmethod
    def _find_text(line: Line) -> tuple[str, str] | None:
        for name, label in _TEXTS.items():
            if (text := read_labelled(line, label)) is not None:
                return name, text
        return None

    def _read_request(self, code: CriterionCode, asked: Mapping[str, str], line: Line) -> None:
        kind = next((kind for kind in RequestKind if says(asked["kind"], kind.words)), None)
        if kind is None:
            return
        what = "" if says(asked["what"], message("evidence")) else asked["what"]
        try:
            piece, what = EvidenceCode.parse(what), ""
        except CodeError:
            piece = None
        self.requests.append(EvidenceRequest(criterion=code, kind=kind, code=piece, what=what))
        line.use = Use.FACT

    def hold_against(self, ratings: Mapping[IndicatorCode, Rating]) -> None:
        """Note where a mark is another than follows from the verdicts on the indicators."""
        for code, (mark, line) in self.marks.items():
            if mark is not conclude(self.page.framework.get_criterion(code), ratings):
                line.use = None
                what = message(
                    "the mark at criterion {code} does not follow from the verdicts on its indicators", code=code
                )
                self.page.note(FindingKind.VERDICT, what, line.place)

    def merged_with(self, sheets: Iterable[TeamSheet]) -> tuple[TeamSheet, ...]:
        """Return sheets with what the table says on theirs, where they leave it empty; what differs is a finding."""
        known = {sheet.criterion: sheet for sheet in sheets}
        for code, texts in self.sheets.items():
            sheet = known.get(code, TeamSheet(criterion=code))
            empty: dict[str, Any] = {name: text for name, text in texts.items() if not getattr(sheet, name)}
            known[code] = attrs.evolve(sheet, **empty)
        return tuple(known[code] for code in sorted(known))


def read_comparison(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return what the team remarks; its verdicts on indicators are not in this table, and none is concluded from it."""
    reader = ComparisonReader(page)
    reader.read(page.items)
    if reader.marks:
        what = message(
            "this table states criteria only; the verdicts on indicators, from which they follow, are in the team's "
            "sheets or in the report"
        )
        page.note(FindingKind.VERDICT, what, next(iter(reader.marks.values()))[1].place)
    return attrs.evolve(
        external,
        sheets=reader.merged_with(()),
        requests=tuple(reader.requests),
        team=attrs.evolve(external.team, members=head.leaders),
    )
