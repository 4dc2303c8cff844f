"""The sheets of the workbook whose lines are fixed: the school, the papers, the ratings, the texts of the sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

import attrs

from kdcl.codes import CriterionCode
from kdcl.figures.form_file import FORM
from kdcl.forms.workbook.cells import TEXT, BookKind, Choice, Fact, kind_of
from kdcl.forms.workbook.lists import ASSESSMENT, PLAN, SCHOOL, Area
from kdcl.forms.workbook.model import BookCell, BookLine, Column, Sheet
from kdcl.law import Criterion, Framework
from kdcl.locale import Locale
from kdcl.messages import BilingualText, Message, message
from kdcl.office.grid import column_letters
from kdcl.place_names import name_field
from kdcl.places import ROOT, Place, resolve
from kdcl.school import (
    AssessmentPlan,
    Claims,
    CouncilDecision,
    CriterionSheet,
    PaperLayout,
    Rating,
    School,
    SchoolCalendar,
    SelfAssessment,
    Signature,
    StandardSummary,
)
from kdcl.text.folding import begin_large

VALUE: Final = "value"
_TOLD: Final = "told"
_HINT: Final = message("Fill in the white cells. What is emptied is taken away; what is left as it is changes nothing.")
TICK: Final = Choice(words=((True, message("yes")),))
RATING: Final = Choice(words=tuple((rating, rating.label) for rating in Rating))
_ABOUT: Final = "about"
_VERDICT: Final = "verdict"
_FIRST_OF_GRID: Final = 4
"""The column of the first indicator: behind the hidden one, the criterion's number and its title."""

_SCHOOL_PARTS: Final = (
    (message("School"), ROOT.at("school"), School, (
        "name", "former_name", "authority", "place", "province", "district", "commune", "principal", "telephone", "fax",
        "website", "national_standard", "founded", "sites", "category", "region",
    )),
    (message("Report"), ROOT, SelfAssessment, ("introduction", "conclusion")),
    (message("Claims"), ROOT.at("claims"), Claims, ("level", "indicators_met", "criteria_met")),
    (message("Signature"), ROOT.at("signature"), Signature, ("role", "name", "date")),
    (message("Looks of the papers"), ROOT.at("layout"), PaperLayout, ("rules", "title_rule", "default_texts")),
    (message("The file itself"), ROOT, SelfAssessment, ("note",)),
)  # fmt: skip
_PLAN_PARTS: Final = (
    (message("Decision on the council"), ROOT.at("council", "decision"), CouncilDecision, ("number", "date")),
    (message("Self-assessment plan"), ROOT.at("plan"), AssessmentPlan, ("number", "date", "scope", "target_level")),
    (message("School calendar"), ROOT.at("plan", "timetable", "calendar"), SchoolCalendar, (
        "first_monday", "days_per_week",
    )),
)  # fmt: skip
_SHEET_PARTS: Final = (
    ("strengths", message("2. Strengths")),
    ("weaknesses", message("3. Weaknesses")),
    ("improvement_plan", message("4. Quality improvement plan")),
    ("stated_verdict", message("5. Self-assessment")),
)
_STANDARD_PARTS: Final = (
    ("opening", message("Opening")),
    ("strengths", message("Strengths:")),
    ("weaknesses", message("Weaknesses:")),
)

_Key = TypeVar("_Key", CriterionCode, int)

_HEADS: Final = {
    "evidence": message("expected evidence"),
    "weeks": message("weeks"),
    "months": message("months of the years"),
    "text": message("content"),
}
"""What stands above columns and beside cells, where the name of the fact says something else."""


@attrs.frozen
class FixedSheets:
    """Lays out the sheets with fixed lines for one school.

    Attributes:
        assessment: the school's file.
        framework: the framework it was made under.
        locale: the language of what is told.
    """

    assessment: SelfAssessment
    framework: Framework
    locale: Locale

    def school(self) -> Sheet:
        """Return the sheet of the school and the report."""
        lines = [*self._iter_parts(_SCHOOL_PARTS[:1]), *self._iter_features(), *self._iter_parts(_SCHOOL_PARTS[1:])]
        return self._pairs("school", message("School and report"), SCHOOL, lines)

    def papers(self) -> Sheet:
        """Return the sheet of what the plan and the decision state once."""
        return self._pairs("papers", message("Plan and decision"), PLAN, list(self._iter_parts(_PLAN_PARTS)))

    def _pairs(self, name: str, title: Message, area: Area, lines: list[BookLine]) -> Sheet:
        columns = (
            Column(key=_TOLD, head=self.locale.text(message("Fact")), width=42),
            Column(key=VALUE, head=self.locale.text(message("As it is")), width=95),
        )
        return Sheet(id=name, title=title, area=area, hint=_HINT, columns=columns, lines=tuple(lines))

    def _iter_parts(self, parts: tuple[tuple[Message, Place, type, tuple[str, ...]], ...]) -> Iterator[BookLine]:
        for title, owner, item, names in parts:
            yield self._head(str(owner) + names[0], title)
            facts = resolve(owner, self.assessment)
            for name in names:
                told = {_TOLD: self.head(name)}
                yield self._line(owner.at(name), told, kind_of(item, name), getattr(facts, name))

    def _iter_features(self) -> Iterator[BookLine]:
        ticked = self.assessment.school.features
        yield self._head("features", name_field("features"))
        for feature in self.framework.part(FORM).features:
            place = ROOT.at("school", "features", feature.id)
            told = {_TOLD: self.locale.text(feature.label)}
            yield self._line(place, told, TICK, True if feature.id in ticked else None)

    def ratings(self) -> Sheet:
        """Return the grid of ratings, with what follows for each criterion in locked cells."""
        letters = sorted({indicator.code.letter for indicator in self.framework.indicators})
        columns = (
            Column(key=_TOLD, head=self.locale.text(message("Criterion")), width=10),
            Column(key=_ABOUT, head=self.locale.text(message("Content")), width=70),
            *(Column(key=letter, head=letter, width=13, kind=RATING) for letter in letters),
            Column(key=_VERDICT, head=self.locale.text(message("The criterion as a whole")), width=16),
        )
        grid = (column_letters(_FIRST_OF_GRID), column_letters(_FIRST_OF_GRID + len(letters) - 1))
        lines = [line for standard in self.framework for line in self._iter_ratings(standard.criteria, grid)]
        heads = {standard.criteria[0].code: standard for standard in self.framework}
        told: list[BookLine] = []
        for line in lines:
            code = CriterionCode.parse(line.key.removeprefix("ratings "))
            if code in heads:
                title = message("Standard {number}: {title}", number=code.standard, title=heads[code].title)
                told.append(self._head(f"ratings {code.standard}", title))
            told.append(line)
        told += self._iter_totals(grid, column_letters(_FIRST_OF_GRID + len(letters)))
        return Sheet(
            id="ratings",
            title=message("Met or not met"),
            area=ASSESSMENT,
            hint=message("Choose Met or Not met for each indicator; leave what is not assessed yet empty."),
            columns=columns,
            lines=tuple(told),
        )

    def _iter_ratings(self, criteria: tuple[Criterion, ...], grid: tuple[str, str]) -> Iterator[BookLine]:
        met, not_met = RATING.options(self.locale)
        for criterion in criteria:
            row = f"{grid[0]}{{row}}:{grid[1]}{{row}}"
            count = len(criterion.indicators)
            cells = {
                _TOLD: BookCell(text=str(criterion.code)),
                _ABOUT: BookCell(text=self.locale.text(criterion.title)),
            }
            for indicator in criterion.indicators:
                place = ROOT.at("ratings", str(indicator.code))
                rating = self.assessment.ratings.get(indicator.code)
                cells[indicator.code.letter] = self._cell(place, RATING, rating)
            # functions are stored by their English names and with commas, whatever language Excel shows them in
            formula = f'=IF(COUNTIF({row},"{not_met}")>0,"{not_met}",IF(COUNTIF({row},"{met}")={count},"{met}",""))'
            cells[_VERDICT] = BookCell(text="", formula=formula)
            yield BookLine(key=f"ratings {criterion.code}", cells=cells)

    def _iter_totals(self, grid: tuple[str, str], verdict: str) -> Iterator[BookLine]:
        met, not_met = RATING.options(self.locale)
        whole, column = f"{grid[0]}{{top}}:{grid[1]}{{bottom}}", f"{verdict}{{top}}:{verdict}{{bottom}}"
        totals = (
            (message("Indicators met"), f'=COUNTIF({whole},"{met}")'),
            (message("Indicators not met"), f'=COUNTIF({whole},"{not_met}")'),
            (message("Criteria met"), f'=COUNTIF({column},"{met}")'),
            (message("Criteria not met"), f'=COUNTIF({column},"{not_met}")'),
        )
        for number, (title, formula) in enumerate(totals):
            cells = {_ABOUT: BookCell(text=self.locale.text(title)), _VERDICT: BookCell(text="", formula=formula)}
            yield BookLine(key=f"total {number}", cells=cells)

    def texts(self) -> Sheet:
        """Return the sheet of the texts of all criteria, one text in a line."""
        columns = (
            Column(key=_TOLD, head=self.locale.text(message("Criterion")), width=10),
            Column(key="item", head=self.locale.text(message("Item")), width=24),
            Column(key=_ABOUT, head=self.locale.text(message("What is asked")), width=38),
            Column(key=VALUE, head=self.locale.text(message("Text of the sheet")), width=85),
        )
        lines: list[BookLine] = []
        written = [sheet.criterion for sheet in self.assessment.sheets]
        for code, number in _in_order(written, (each.code for each in self.framework.criteria)):
            place = ROOT.at("sheets", str(code) if number is None else number)
            sheet = CriterionSheet(criterion=code) if number is None else self.assessment.sheets[number]
            lines += self._iter_texts(place, sheet)
        return Sheet(
            id="texts_of_sheets", title=message("Texts of the sheets"), area=ASSESSMENT, hint=_HINT, columns=columns,
            lines=tuple(lines),
        )  # fmt: skip

    def _iter_texts(self, place: Place, sheet: CriterionSheet) -> Iterator[BookLine]:
        criterion = self.framework.get_criterion(sheet.criterion) if sheet.criterion in self.framework else None
        title = message("Criterion {code}", code=sheet.criterion)
        if criterion is not None:
            title = message("Criterion {code}: {title}", code=sheet.criterion, title=criterion.title)
        yield self._head(f"{place}", title)
        asked = {each.code.letter: each.requirement for each in criterion.indicators} if criterion else {}
        told = {_TOLD: str(sheet.criterion)}
        paragraphs: list[tuple[str | None, int | str, str]] = [
            (each.indicator, number, each.text) for number, each in enumerate(sheet.current_state)
        ]
        written = {letter for letter, _, _ in paragraphs}
        paragraphs += [(letter, f"+{letter}", "") for letter in asked if letter not in written]
        for letter, step, text in sorted(paragraphs, key=lambda each: each[0] or ""):
            told_here = told | {"item": self._item(letter), _ABOUT: self.locale.text(asked.get(letter or "", ""))}
            where = place.at("current_state", step)
            yield self._line(where.at("text") if isinstance(step, int) else where, told_here, TEXT, text)
        for name, item in _SHEET_PARTS:
            kind = kind_of(CriterionSheet, name)
            yield self._line(place.at(name), told | {"item": self.locale.text(item)}, kind, getattr(sheet, name))

    def _item(self, letter: str | None) -> str:
        if letter is None:
            return self.locale.text(message("1. Current state"))
        return self.locale.text(message("1. Current state, indicator {letter}", letter=letter))

    def standards(self) -> Sheet:
        """Return the sheet of what the report says of whole standards."""
        columns = (
            Column(key=_TOLD, head=self.locale.text(message("Part")), width=24),
            Column(key=VALUE, head=self.locale.text(message("Text of the report")), width=110),
        )
        written = [each.standard for each in self.assessment.standards]
        lines: list[BookLine] = []
        for standard, number in _in_order(written, (each.number for each in self.framework)):
            place = ROOT.at("standards", str(standard) if number is None else number)
            facts = StandardSummary(standard=standard) if number is None else self.assessment.standards[number]
            lines += self._iter_standard(place, facts)
        return Sheet(
            id="standards", title=message("Standards as a whole"), area=ASSESSMENT, hint=_HINT, columns=columns,
            lines=tuple(lines),
        )  # fmt: skip

    def _iter_standard(self, place: Place, facts: StandardSummary) -> Iterator[BookLine]:
        title = message("Standard {number}", number=facts.standard)
        if facts.standard in self.framework:
            known = self.framework.get_standard(facts.standard).title
            title = message("Standard {number}: {title}", number=facts.standard, title=known)
        yield self._head(str(place), title)
        for name, item in _STANDARD_PARTS:
            told = {_TOLD: self.locale.text(item)}
            yield self._line(place.at(name), told, kind_of(StandardSummary, name), getattr(facts, name))

    def head(self, name: str) -> str:
        """Return what people call a part of a fact, as it stands above a column."""
        return begin_large(self.locale.text(_HEADS.get(name) or name_field(name)))

    def _head(self, key: str, title: Message | BilingualText) -> BookLine:
        return BookLine(key=f"head {key}", cells={_TOLD: BookCell(text=self.locale.text(title))}, is_head=True)

    def _line(self, place: Place, told: Mapping[str, str], kind: BookKind, value: Fact) -> BookLine:
        cells = {key: BookCell(text=text) for key, text in told.items()}
        return BookLine(key=str(place), cells=cells | {VALUE: self._cell(place, kind, value)})

    def _cell(self, place: Place, kind: BookKind, value: Fact) -> BookCell:
        return BookCell(text=kind.show(value, self.locale), kind=kind, value=value, place=place)


def _in_order(written: Sequence[_Key], asked: Iterable[_Key]) -> list[tuple[_Key, int | None]]:
    """Return what is written with its number in the file, and without one what is asked for beside it, in order."""
    numbered: list[tuple[_Key, int | None]] = [(key, number) for number, key in enumerate(written)]
    numbered += [(key, None) for key in asked if key not in written]
    numbered.sort(key=lambda each: (each[0], each[1] or 0))
    return numbered
