"""Builds the sheets of criteria, and what is said of standards, out of the parts of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.codes import find_codes
from kdcl.findings import Finding
from kdcl.law import Criterion, Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.readers.files.content import FileTable, Line, Use, mark
from kdcl.readers.vocabulary.headings import speaks_of_verdict
from kdcl.readers.vocabulary.items import Item, find_item
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.improvements import take_improvements
from kdcl.readers.word.lines import find_letter, is_total, iter_texts, take_text
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.sections import ReportSection, Zone
from kdcl.readers.word.verdicts import VerdictReader, Verdicts
from kdcl.school import CriterionSheet, StandardSummary, StateParagraph

_FEWEST_ITEMS = 3
"""So many headings of items make a sheet; fewer may be a list in a text."""
_LONGEST_REQUIREMENT = 700
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/])")


@attrs.define(eq=False, kw_only=True)
class Occurrence:
    """One place in the report where a criterion is written about: its title, and its items in order."""

    title: ReportSection
    items: list[ReportSection] = attrs.field(factory=list)


def find_occurrences(outline: Outline) -> dict[tuple[int, int], list[Occurrence]]:
    """Return where each criterion is written about, by standard and criterion."""
    found: dict[tuple[int, int], list[Occurrence]] = {}
    for section in outline.sections:
        key = section.standard, section.criterion
        if section.kind is Zone.CRITERION:
            found.setdefault(key, []).append(Occurrence(title=section))
        elif section.kind is Zone.ITEM:
            if _begins_anew(found[key][-1], section):
                title = ReportSection(kind=Zone.CRITERION, standard=section.standard, criterion=section.criterion)
                found[key].append(Occurrence(title=title))
            found[key][-1].items.append(section)
    return found


def _begins_anew(last: Occurrence, section: ReportSection) -> bool:
    """Whether an item opens the sheet of another criterion, whose heading nobody knows.

    So does the first item behind the last one; but not behind a line that names an indicator.
    """
    if section.item is not Item.CURRENT_STATE or not last.items or last.items[-1].item is not Item.VERDICT:
        return False
    lines = last.items[-1].lines
    is_of_indicator = bool(lines) and (find_letter(lines[-1]) is not None or _indicator().match(lines[-1].folded))
    return any(other.item is Item.CURRENT_STATE for other in last.items) and not is_of_indicator


_indicator = folded_words(r"\W*{indicator}\b")


@attrs.define(kw_only=True)
class ReadSheet:
    """The sheet of a criterion, and what stands under its fifth item."""

    sheet: CriterionSheet
    verdicts: Verdicts
    place: Place


@attrs.define(kw_only=True)
class CriterionSheetReader:
    """Reads the sheets of the criteria of a framework.

    Attributes:
        framework: the framework.
        findings: what was noticed.
    """

    framework: Framework
    findings: list[Finding] = attrs.field(factory=list)

    def read(self, outline: Outline) -> list[ReadSheet]:
        """Return the sheets in the framework's order."""
        occurrences = find_occurrences(outline)
        sheets = []
        for criterion in self.framework.criteria:
            key = criterion.code.standard, criterion.code.criterion
            if found := occurrences.pop(key, None):
                sheets.append(self._read_criterion(criterion, found))
        for (standard, number), unknown in occurrences.items():
            what = message("the framework has no criterion {code}; its text is kept apart", code=f"{standard}.{number}")
            for occurrence in unknown:
                self._drop(occurrence, what)
        return sheets

    def _read_criterion(self, criterion: Criterion, found: list[Occurrence]) -> ReadSheet:
        # A heading without items repeats the criterion: in a table of contents that nothing marks, or before a verdict.
        chosen = next((occurrence for occurrence in found if occurrence.items), found[0])
        others = []
        for other in found:
            if other is chosen:
                continue
            if other.title.heading is None and other.items:
                what = message(
                    "behind criterion {code} stands the sheet of another one, whose heading cannot be read; it is kept "
                    "apart: write its number",
                    code=criterion.code,
                )
                self._drop(other, what)
            elif other.items:
                others.append(_read_verdicts(criterion, other))
                what = message("criterion {code} is written twice; the first text holds", code=criterion.code)
                self._drop(other, what)
            else:
                heading = other.title.heading
                is_said = heading is not None and speaks_of_verdict(heading)
                mark(filter(None, [heading]), None if is_said else Use.CONTENTS)
        read = self._read_sheet(criterion, chosen)
        if any(_differ(read.verdicts, other) for other in others):
            what = message(
                "the texts of criterion {code} say different things of it; rate it yourself", code=criterion.code
            )
            self._add(FindingKind.VERDICT, what, read.place)
            read.verdicts.leave_open()
            read.sheet = attrs.evolve(read.sheet, stated_verdict=None)
        return read

    def _drop(self, occurrence: Occurrence, what: Message) -> None:
        heading = occurrence.title.heading or occurrence.items[0].heading
        for section in (occurrence.title, *occurrence.items):
            mark((line for line in (section.heading, *section.lines) if line is not None), None)
        self._add(FindingKind.CRITERION, what, ROOT if heading is None else heading.place)

    def _read_sheet(self, criterion: Criterion, occurrence: Occurrence) -> ReadSheet:
        items: dict[Item | None, list[Line | FileTable]] = {item: [] for item in Item}
        for section in occurrence.items:
            items[section.item] += section.items
        place = ROOT if occurrence.title.heading is None else occurrence.title.heading.place
        self._report_items(criterion, occurrence, place)
        has_state = any(section.item is Item.CURRENT_STATE for section in occurrence.items)
        items[Item.CURRENT_STATE][:0] = _use_title(occurrence.title, criterion, has_state=has_state)
        verdicts = VerdictReader.of(criterion).read(items[Item.VERDICT])
        improvements, plan = take_improvements(items[Item.IMPROVEMENT_PLAN], self.findings)
        sheet = CriterionSheet(
            criterion=criterion.code,
            current_state=_read_state(items[Item.CURRENT_STATE], criterion),
            strengths=take_text(items[Item.STRENGTHS]),
            weaknesses=take_text(items[Item.WEAKNESSES]),
            improvement_plan=take_text(plan),
            improvements=improvements,
            stated_verdict=verdicts.criterion,
        )
        return ReadSheet(sheet=sheet, verdicts=verdicts, place=place)

    def _report_items(self, criterion: Criterion, occurrence: Occurrence, place: Place) -> None:
        present = {section.item for section in occurrence.items}
        missing = tuple(item.words for item in Item if item not in present)
        if missing:
            what = message("criterion {code} has no heading of: {items}", code=criterion.code, items=missing)
            self._add(FindingKind.ITEM, what, place)

    def _add(self, kind: FindingKind, what: Message, place: Place) -> None:
        self.findings.append(Finding(kind=kind, message=what, place=place))


def _read_verdicts(criterion: Criterion, occurrence: Occurrence) -> Verdicts:
    items = [item for section in occurrence.items if section.item is Item.VERDICT for item in section.items]
    return VerdictReader.of(criterion).read(items)


def _differ(first: Verdicts, second: Verdicts) -> bool:
    """Whether two texts on one criterion say different things; one that says nothing of it differs from none."""
    return bool(second.lines) and (first.criterion, first.indicators) != (second.criterion, second.indicators)


def _use_title(title: ReportSection, criterion: Criterion, *, has_state: bool) -> list[Line | FileTable]:
    """Mark what restates the law under the title of a criterion, and return what is text of the school.

    The law is restated by indicator: behind their letters, or in as many lines as there are indicators. Where the
    current state has a heading of its own, a line above it that is neither is handed back; without such a heading it
    is the current state, and lines with letters are the law only where other text follows.
    """
    first_text = len(title.items)
    for place, item in enumerate(title.items):
        if isinstance(item, FileTable) or len(item.text) > _LONGEST_REQUIREMENT or _is_of_school(item.text):
            first_text = place
            break
    above = [item for item in title.items[:first_text] if isinstance(item, Line)]
    behind = title.items[first_text:]
    restated = _find_restated(above, len(criterion.indicators), has_state=has_state)
    others: list[Line | FileTable] = [line for line in above if line not in restated]
    if not has_state and not others and not behind:
        return list(above)
    mark(restated, Use.REQUIREMENT)
    return behind if has_state else [*others, *behind]


def _is_of_school(text: str) -> bool:
    """Whether a text names evidence or a year: the law's requirements do not."""
    return bool(find_codes(text)) or _YEAR.search(text) is not None


def _find_restated(lines: list[Line], indicators: int, *, has_state: bool) -> list[Line]:
    """Return the lines that restate the law: those with letters and what goes on behind them, or one for each."""
    restated: list[Line] = []
    for line in lines:
        # A requirement may run over lines: the next opens with a small letter, or follows one without an end.
        goes_on = bool(restated) and (line.text[:1].islower() or not restated[-1].text.endswith((".", ";")))
        if find_letter(line) is not None or (has_state and goes_on):
            restated.append(line)
    if not restated and has_state and len(lines) == indicators:
        return lines
    return restated


def _read_state(items: list[Line | FileTable], criterion: Criterion) -> tuple[StateParagraph, ...]:
    """Return the paragraphs of the current state, each with its indicator where that is clear.

    Letters are taken from labels that run on in order. Without labels they are taken from the order of the
    paragraphs, if these are exactly as many as the indicators.
    """
    known = [indicator.code.letter for indicator in criterion.indicators]
    texts: list[str] = []
    letters: list[str | None] = []
    last = 0
    label: str | None = None
    for text, lines, is_row in iter_texts(items):
        first = lines[0]
        if (found := find_letter(first)) and (not first.label or found[1] > 0) and found[1] >= len(first.text):
            label = found[0]
            mark(lines, Use.HEADING)
            continue
        mark(lines, Use.FACT)
        # A line break begins no paragraph, and a small table belongs to the text above it.
        if texts and (is_row or first.number == last):
            texts[-1] += f"\n{text}"
        else:
            texts.append(text)
            letters.append(found[0] if found else label)
            label = None
        last = first.number
    return _with_letters(texts, letters, known)


def _with_letters(texts: list[str], letters: list[str | None], known: list[str]) -> tuple[StateParagraph, ...]:
    stated = [letter for letter in letters if letter is not None]
    if stated and stated[0] == known[0] and stated == sorted(set(stated)) and set(stated) <= set(known):
        return tuple(
            StateParagraph(text=text, indicator=letter) for text, letter in zip(texts, _carried(letters), strict=True)
        )
    if not stated and len(texts) == len(known):
        return tuple(StateParagraph(text=text, indicator=letter) for text, letter in zip(texts, known, strict=True))
    return tuple(StateParagraph(text=text) for text in texts)


def _carried(letters: Iterable[str | None]) -> Iterable[str | None]:
    """Iterate over letters: a paragraph without one goes on with the indicator of the one before."""
    current: str | None = None
    for letter in letters:
        current = letter or current
        yield current


def _before_sheets(section: ReportSection, findings: list[Finding]) -> list[Line | FileTable]:
    """Return what stands under the heading of a standard before a sheet whose heading cannot be read begins."""
    found = [
        (place, line, named.item)
        for place, line in enumerate(section.items)
        if isinstance(line, Line) and (named := find_item(line)) is not None
    ]
    if len({item for _, _, item in found}) < _FEWEST_ITEMS or found[0][2] is not Item.CURRENT_STATE:
        return section.items
    first, heading, _ = found[0]
    what = message(
        "under standard {number} stands the sheet of a criterion whose heading cannot be read; it is kept apart: write "
        "its number",
        number=section.standard,
    )
    findings.append(Finding(kind=FindingKind.CRITERION, message=what, place=heading.place))
    # The line above the first item is what is left of the criterion's heading.
    return section.items[: max(0, first - 1)]


def read_standards(outline: Outline, framework: Framework, findings: list[Finding]) -> tuple[StandardSummary, ...]:
    """Return what the report says of standards as a whole; what says nothing is left out."""
    summaries = []
    known = {standard.number for standard in framework}
    for number in sorted({section.standard for section in outline.sections} & known):
        parts = [section for section in outline.sections if section.standard == number and not section.criterion]
        opening = [
            item for section in parts if section.kind is Zone.STANDARD for item in _before_sheets(section, findings)
        ]
        conclusions = [section for section in parts if section.kind is Zone.CONCLUSION]
        strengths = _take_part(conclusions, Item.STRENGTHS)
        weaknesses = _take_part(conclusions, Item.WEAKNESSES)
        if unnamed := _take_part(conclusions, None):
            strengths = "\n".join(filter(None, (unnamed, strengths)))
            heading = next(section.heading for section in conclusions)
            what = message(
                "the conclusion on standard {number} has text under neither strengths nor weaknesses; it is kept with "
                "the strengths: move what is weak",
                number=number,
            )
            place = ROOT if heading is None else heading.place
            findings.append(Finding(kind=FindingKind.ITEM, message=what, place=place))
        summary = StandardSummary(
            standard=number, opening=take_text(opening), strengths=strengths, weaknesses=weaknesses
        )
        if summary != StandardSummary(standard=number):
            summaries.append(summary)
    return tuple(summaries)


def _take_part(conclusions: list[ReportSection], item: Item | None) -> str:
    kept: list[Line | FileTable] = []
    for section in conclusions:
        for part in section.items if section.item is item else ():
            if isinstance(part, Line) and (is_total(part) or _is_count(part)):
                part.use = Use.TOTAL
            else:
                kept.append(part)
    return take_text(kept)


def _is_count(line: Line) -> bool:
    return re.fullmatch(r"\W*\d{1,3}\s*/\s*\d{1,3}\W*", line.folded) is not None
