"""Reads what papers of a team say criterion by criterion: sheets with verdicts (Annexes IX and XIII)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.documents.external import labels
from kdcl.external import ExternalAssessment, StandardRemark, TeamMember, TeamRole, TeamSheet
from kdcl.law import Criterion, Framework
from kdcl.messages import message
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.foot import read_foot
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.facts import conclude, find_criterion_code, read_verdict
from kdcl.readers.papers.team.head import OFFICES, TeamHead
from kdcl.readers.papers.team.labelled import Find, LabelledPart, capture, split
from kdcl.readers.vocabulary.headings import find_criterion, find_standard
from kdcl.readers.word.lines import take_text
from kdcl.readers.word.result import FindingKind
from kdcl.school import Rating, Ratings

CRITERION: Final = "criterion"
"""The key of a part with the heading of a criterion."""

_STANDARD: Final = "standard"
_VERDICT: Final = "verdict"
_CRITERION_TITLE: Final = message("Criterion {code}: {title}")
_STANDARD_TITLE: Final = message("Standard {number}: {title}")
_INDICATORS: Final = message("Indicators: {verdicts}")
_CRITERION_VERDICT: Final = message("Criterion {code}: {verdict}")


def criterion_heads(framework: Framework) -> Mapping[str, Find]:
    """Return what finds the headings of criteria and of standards: of schools' own, and ours in English."""
    titles = {*(each.title.en for each in framework.standards), *(each.title.en for each in framework.criteria)}

    seen: set[str] = set()

    def find(line: Line) -> dict[str, str] | None:
        if (stated := capture(line, _CRITERION_TITLE)) is not None and stated["title"] in titles:
            written = stated["code"]
        else:
            found = find_criterion(line)
            written = "" if found is None or not found.standard else f"{found.standard}.{found.number}"
        # What names the same criterion again is its verdict, or a sentence about it.
        if written in seen or find_criterion_code(written, framework) is None:
            return None
        seen.add(written)
        return {"code": written}

    def find_number(line: Line) -> dict[str, str] | None:
        if (stated := capture(line, _STANDARD_TITLE)) is not None and stated["title"] in titles:
            return {"number": stated["number"]}
        found = find_standard(line)
        return None if found is None or find_criterion(line) is not None else {"number": str(found.number)}

    return {CRITERION: find, _STANDARD: find_number}


def find_code(part: LabelledPart) -> CriterionCode | None:
    """Return the criterion that the heading of a part names."""
    return CriterionCode.parse(part.facts["code"]) if part.key == CRITERION else None


@attrs.define
class SheetsReader:
    """Reads sheets of criteria.

    Attributes:
        page: the paper.
        sheets: what stands on them.
        ratings: the verdicts on indicators.
    """

    page: Page
    sheets: list[TeamSheet] = attrs.field(factory=list)
    ratings: dict[IndicatorCode, Rating] = attrs.field(factory=dict)

    def read(self, part: LabelledPart) -> None:
        """Read the sheet of a criterion; a part of another kind is left."""
        code = find_code(part)
        if code is None:
            return
        foot = read_foot(attrs.evolve(self.page, items=[*part.tables]), offices=OFFICES, has_recipients=False)
        texts: dict[str, str] = {}
        for item in split(part.items, {**labels.SHEET_ITEMS, _VERDICT: labels.SHEET_VERDICT}):
            if not item.key:
                _mark_requirements(item.lines, self.page.framework.get_criterion(code))
            elif item.key in labels.SHEET_ITEMS:
                texts[item.key] = take_text(item.lines)
            else:
                self._read_verdicts(item, self.page.framework.get_criterion(code))
        sheet = TeamSheet(criterion=code, author=foot.name_of("writer"), **texts)
        if not sheet.is_empty or sheet.author:
            self.sheets.append(sheet)

    def _read_verdicts(self, part: LabelledPart, criterion: Criterion) -> None:
        for line in part.lines:
            if (stated := capture(line, _INDICATORS)) is not None:
                self._read_indicators(line, stated["verdicts"], criterion)
            elif (stated := capture(line, _CRITERION_VERDICT)) is not None:
                self._read_whole(line, stated["verdict"], criterion)

    def _read_indicators(self, line: Line, text: str, criterion: Criterion) -> None:
        """Read ``a) met; b) not met``; what is not plain is a finding, and the line is handed back."""
        read: dict[IndicatorCode, Rating] = {}
        for entry in text.split(";"):
            letter, _, verdict = entry.partition(")")
            indicator = next((each for each in criterion.indicators if each.code.letter == letter.strip()), None)
            try:
                rating = read_verdict(verdict)
            except ValueError:
                indicator, rating = None, None
            if indicator is None or indicator.code in read:
                what = message("this is no plain verdict of an indicator: {text}; it is left open", text=entry.strip())
                self.page.note(FindingKind.VERDICT, what, line.place)
                return
            if rating is not None:
                read[indicator.code] = rating
        self.ratings.update(read)
        line.use = Use.FACT

    def _read_whole(self, line: Line, text: str, criterion: Criterion) -> None:
        """Hold the verdict on the criterion against those on its indicators, from which it follows."""
        try:
            is_same = read_verdict(text) is conclude(criterion, self.ratings)
        except ValueError:
            is_same = False
        if is_same:
            line.use = Use.TOTAL
            return
        what = message(
            "the verdict on criterion {code} does not follow from those on its indicators", code=criterion.code
        )
        self.page.note(FindingKind.VERDICT, what, line.place)


def _mark_requirements(lines: list[Line], criterion: Criterion) -> None:
    """Mark what the law asks for, as it stands between the title of a criterion and the first item."""
    letters = [indicator.code.letter for indicator in criterion.indicators]
    for line in lines:
        if letters and line.folded.startswith(f"{letters[0]})"):
            letters.pop(0)
            line.use = Use.REQUIREMENT


def read_team_sheets(page: Page, external: ExternalAssessment, _: TeamHead) -> ExternalAssessment:
    """Return the team's sheets with their writers, the verdicts, and the leader."""
    reader = SheetsReader(page)
    for part in split(page.items, criterion_heads(page.framework), repeated=True):
        reader.read(part)
    leader = read_foot(page, offices=("team_leader",), has_recipients=False).name_of("team_leader")
    members = (TeamMember(name=leader, role=TeamRole.LEADER),) if leader else ()
    return attrs.evolve(
        external,
        sheets=tuple(reader.sheets),
        ratings=Ratings(reader.ratings),
        team=attrs.evolve(external.team, members=members),
    )


def read_standard_remarks(parts: list[LabelledPart]) -> tuple[StandardRemark, ...]:
    """Return what parts with the heading of a general assessment say of their standards."""
    return tuple(
        StandardRemark(standard=int(part.facts["number"]), text=text)
        for part in parts
        if part.key == "remark" and part.facts["number"].isdecimal() and (text := take_text(part.lines))
    )
