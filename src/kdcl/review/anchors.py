"""From a place in a school's facts back to the paragraph of the Word file that it was read from.

Facts know nothing of the file they came from. What a text says leads back to its paragraph; a rating to item 5 of its
criterion; a piece of evidence to the row with its code. Where nothing does, the heading of the criterion or the first
line of the part stands for it, and the comment names the place in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Self

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode, find_codes
from kdcl.places import PartKind, Place, UnknownPlaceError, resolve
from kdcl.places.parts import Steps
from kdcl.readers import ReadParagraph, ReadReport
from kdcl.school import SelfAssessment
from kdcl.text.folding import fold, run_together

_LEAST = 12
"""Characters of a paragraph that have to stand in a text, so that its being there is no chance."""
_LONGEST_VERDICT = 200
_SECTIONS: Final[Mapping[str, str]] = {
    "abbreviations": "the list of abbreviations",
    "claims": "the general conclusion",
    "conclusion": "the general conclusion",
    "council": "the council list",
    "data": "Part I",
    "evidence": "the evidence list",
    "introduction": "the introduction",
    "ratings": "the summary of results",
    "school": "the cover",
    "school_year": "the cover",
    "signature": "the general conclusion",
}
"""The parts of a report in which facts stand, by their names in English."""


@attrs.frozen
class Anchor:
    """Where a comment is put: the number of the paragraph, and whether it is the place itself or only near it."""

    paragraph: int
    is_exact: bool


@attrs.frozen
class Anchors:
    """The paragraphs of a report by what was read from them.

    Attributes:
        assessment: the facts.
        paragraphs: the paragraphs with text, in the order of the file.
        parts: the paragraphs of each part of the report, by its name in English.
        by_text: the first paragraph of each text.
        by_code: the first row of a table with each code.
    """

    assessment: SelfAssessment
    paragraphs: tuple[ReadParagraph, ...]
    parts: Mapping[str, tuple[ReadParagraph, ...]]
    by_text: Mapping[str, int]
    by_code: Mapping[EvidenceCode, int]

    @classmethod
    def of(cls, report: ReadReport, assessment: SelfAssessment) -> Self:
        """Return the index of a report; the assessment may know more than the report says."""
        parts: dict[str, list[ReadParagraph]] = {}
        by_text: dict[str, int] = {}
        by_code: dict[EvidenceCode, int] = {}
        for paragraph in report.paragraphs:
            parts.setdefault(str(paragraph.section), []).append(paragraph)
            by_text.setdefault(paragraph.text, paragraph.number)
            if paragraph.cell is not None:
                for found in find_codes(paragraph.text):
                    by_code.setdefault(found.code, paragraph.number)
        return cls(assessment, report.paragraphs, {name: tuple(part) for name, part in parts.items()}, by_text, by_code)

    def find(self, place: Place) -> Anchor:
        """Return where a comment on a place is put: in a file, the paragraph it names; in facts, where they stand."""
        if isinstance(number := place.find_part(PartKind.PARAGRAPH), int):
            return Anchor(number, is_exact=True)
        if not place.steps:
            return Anchor(self._first(), is_exact=True)
        part = self._find_part(place.steps)
        number = self._find_exactly(place, part)
        if number is not None:
            return Anchor(number, is_exact=True)
        return Anchor(part[0].number if part else self._first(), is_exact=False)

    def _first(self) -> int:
        return self.paragraphs[0].number if self.paragraphs else 1

    def _find_part(self, steps: Steps) -> tuple[ReadParagraph, ...]:
        """Return the part of the report that a place in the facts lies in; nothing where that cannot be told."""
        facts = self.assessment
        match steps:
            case ("sheets", int(number), *_) if number < len(facts.sheets):
                return self._part_of(facts.sheets[number].criterion)
            case ("ratings", str(key), *_) if (code := IndicatorCode.find(key)) is not None:
                return self._part_of(code.criterion_code) or self.parts.get(_SECTIONS["ratings"], ())
            case ("standards", int(number), *_) if number < len(facts.standards):
                return self.parts.get(f"standard {facts.standards[number].standard}", ())
            case (str(name), *_):
                return self.parts.get(_SECTIONS.get(name, ""), ())
            case _:
                return ()

    def _part_of(self, criterion: CriterionCode) -> tuple[ReadParagraph, ...]:
        return self.parts.get(f"criterion {criterion}", ())

    def _find_exactly(self, place: Place, part: tuple[ReadParagraph, ...]) -> int | None:
        match place.steps:
            case ("ratings", str(key), *_) if (code := IndicatorCode.find(key)) is not None:
                return _find_verdict(code.letter, part)
            case ("evidence", int(number), *_) if number < len(self.assessment.evidence):
                return self.by_code.get(self.assessment.evidence[number].code)
            case _:
                return self._find_text(place, part)

    def _find_text(self, place: Place, part: tuple[ReadParagraph, ...]) -> int | None:
        """Return the paragraph that says what a text says at a place: in its own part of the report, else anywhere."""
        try:
            said = resolve(place.whole, self.assessment)
        except UnknownPlaceError:
            return None
        if not isinstance(said, str) or not said:
            return None
        start = said.rfind("\n", 0, place.start or 0) + 1
        line = said[start:].partition("\n")[0].strip()
        plain = run_together(line)
        here = next((paragraph.number for paragraph in part if paragraph.text == line), None)
        if here is not None:
            return here
        for paragraph in part:
            text = run_together(paragraph.text)
            if (len(plain) >= _LEAST and plain in text) or (len(text) >= _LEAST and text in plain):
                return paragraph.number
        return self.by_text.get(line)


def _find_verdict(letter: str, part: tuple[ReadParagraph, ...]) -> int | None:
    """Return the last line of a criterion that names an indicator and a verdict: that of item 5."""
    pattern = re.compile(rf"\b{letter}\b\W.{{0,80}}\bdat\b", re.DOTALL)
    found = [
        paragraph.number
        for paragraph in part
        if len(paragraph.text) <= _LONGEST_VERDICT and pattern.search(fold(paragraph.text))
    ]
    return found[-1] if found else None
