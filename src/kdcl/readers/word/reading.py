"""Reads a self-assessment report (báo cáo tự đánh giá) that was written in Word.

The printed form of the report is what is expected, not one school's way of typing it: which layouts are understood, and
what is concluded from what, is written down in ``docs/analysis/readers-word.md``.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable

import attrs

from kdcl.codes import find_codes
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.office.limits import Limits
from kdcl.office.package import read_file
from kdcl.places import ROOT, Place
from kdcl.readers.files.content import Body, Line
from kdcl.readers.files.document import read_document
from kdcl.readers.recognising.result import FileRecognition, PaperKind
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.apart import Apart, iter_apart_findings
from kdcl.readers.word.conclusion import Conclusion, mark_form_lines, read_conclusion
from kdcl.readers.word.evidence import read_evidence
from kdcl.readers.word.figures import read_figures
from kdcl.readers.word.front_lists import read_abbreviations, read_council
from kdcl.readers.word.lines import take_text
from kdcl.readers.word.outline import Outline, build_outline
from kdcl.readers.word.ratings import RatingReader
from kdcl.readers.word.recognition import recognise, settle_framework
from kdcl.readers.word.result import FindingKind, ReadParagraph, ReadReport
from kdcl.readers.word.school_facts import (
    FIRST_YEAR,
    Cover,
    build_school,
    find_school_year,
    guess_school_year,
    read_cover,
    read_school_facts,
    read_sheet_heads,
)
from kdcl.readers.word.sections import Zone
from kdcl.readers.word.sheets import CriterionSheetReader, read_standards
from kdcl.readers.word.summary import read_summary
from kdcl.readers.word.tables import TableKind
from kdcl.school import SchoolYear, SelfAssessment

_year_named = folded_words("{school_year}")
_FRONT = (Zone.COVER, Kind.REPORT, Kind.COUNCIL)


def read_report(
    path: str | os.PathLike[str], framework: Framework | None = None, *, limits: Limits | None = None
) -> ReadReport:
    """Return what a report says, what was noticed in reading it, and every paragraph with what became of it.

    A file of before 2007 is converted by LibreOffice first, where that is installed; a web page under the name of a
    Word file is read as it is.

    Args:
        path: the Word file.
        framework: the framework the report was made under; without it, the one whose criteria the report has.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        UnreadableFileError: the file cannot be read, is no Word document, is damaged or unsafe, holds no report, or
            one that was made under rules of others.
        FrameworkNotAvailableError: the report is one of a continuing-education centre, and no framework was given.
    """
    body, notes = read_document(read_file(path, limits), str(path), limits)
    outline = build_outline(body)
    recognition = recognise(outline, kind=PaperKind.REPORT, framework=framework)
    return read_outline(
        outline,
        settle_framework(recognition, str(path), outline.apart.encoding),
        note_opening(body, notes, recognition),
    )


def note_opening(body: Body, notes: tuple[Message, ...], recognition: FileRecognition) -> list[Finding]:
    """Return what there is to say of a document before it is read: how it was opened, what it is, what is not read."""
    findings = [Finding(kind=FindingKind.CONVERTED, message=note) for note in notes]
    findings += recognition.iter_findings(FindingKind.KIND, FindingKind.FRAMEWORK)
    findings += [Finding(kind=FindingKind.NOT_READ, message=note) for note in body.notes]
    return findings


def read_outline(  # noqa: PLR0913 - what tells documents with parts of a report apart
    outline: Outline,
    framework: Framework,
    findings: list[Finding],
    *,
    kind: PaperKind = PaperKind.REPORT,
    carry_over: bool = False,
    finish: Finish | None = None,
) -> ReadReport:
    """Return what a document with the parts of a report says.

    Args:
        outline: its parts.
        framework: the framework it is read under.
        findings: what was noticed before.
        kind: which of the parts of a report it has; what others lack is not asked of it.
        carry_over: whether it was made under rules of others, so that nothing in it is rated and only what does not
            depend on them is taken.
        finish: what takes from the lines that are left what a report does not have.
    """
    reading = _Reading(outline=outline, framework=framework, findings=findings, kind=kind, carry_over=carry_over)
    return reading.build(finish)


Finish = Callable[[Outline, SelfAssessment, list[Finding]], SelfAssessment]
"""Completes what was read of a document that has only some parts of a report."""


@attrs.define(kw_only=True)
class _Reading:
    """Puts together what the parts of a report say."""

    outline: Outline
    framework: Framework
    findings: list[Finding]
    kind: PaperKind
    carry_over: bool
    guessed: list[Place] = attrs.field(factory=list, init=False)

    def build(self, finish: Finish | None) -> ReadReport:
        """Return the report."""
        assessment = self._carry_over() if self.carry_over else self._read()
        if finish is not None:
            assessment = finish(self.outline, assessment, self.findings)
        mark_form_lines(self.outline.lines)
        found = (*self.findings, *self.outline.findings)
        return build_result(assessment, self.outline.lines, self.outline.apart, found, self.guessed)

    def _carry_over(self) -> SelfAssessment:
        """Return what does not depend on the rules that a report was made under."""
        outline, framework = self.outline, self.framework
        cover = read_cover(outline)
        school = build_school(read_school_facts(outline, (), framework.part(FORM)), cover, "")
        return SelfAssessment(
            framework=framework.id,
            school=school,
            school_year=self._find_school_year(cover, Conclusion(), set()),
            evidence=read_evidence([table for _, table in outline.find_tables(TableKind.EVIDENCE)], self.findings),
            council=read_council(outline),
            abbreviations=read_abbreviations(outline),
            introduction=self._read_introduction(),
        )

    def _read_introduction(self) -> str:
        return take_text(item for section in self.outline.find_sections(Kind.INTRODUCTION) for item in section.items)

    def _read(self) -> SelfAssessment:
        outline, framework = self.outline, self.framework
        marks = read_summary(outline, framework, self.findings)
        sheets = CriterionSheetReader(framework=framework, findings=self.findings).read(outline)
        ratings, complete = RatingReader(
            framework=framework, marks=marks, findings=self.findings, is_whole=self.kind is PaperKind.REPORT
        ).read(sheets)
        cover = read_cover(outline)
        read_sheet_heads(outline, cover)
        form = framework.part(FORM)
        data, handled, years = read_figures(outline, form, framework.institution, self.findings)
        facts = read_school_facts(outline, handled, form)
        conclusion = read_conclusion(outline, self.findings)
        school = build_school(facts, cover, conclusion.place)
        if not school.name:
            self._guess(message("the name of the school was not found; write it down"))
        return SelfAssessment(
            framework=framework.id,
            school=school,
            data=data,
            school_year=self._find_school_year(cover, conclusion, years),
            ratings=ratings,
            sheets=complete,
            standards=read_standards(outline, framework, self.findings),
            evidence=read_evidence([table for _, table in outline.find_tables(TableKind.EVIDENCE)], self.findings),
            council=read_council(outline),
            abbreviations=read_abbreviations(outline),
            introduction=self._read_introduction(),
            conclusion=conclusion.text,
            claims=conclusion.claims,
            signature=attrs.evolve(conclusion.signature, date=conclusion.signature.date or cover.date),
        )

    def _find_school_year(self, cover: Cover, conclusion: Conclusion, years_of_data: set[SchoolYear]) -> SchoolYear:
        """Return the school year of the cover, else the last of Part I, else the one named most, else a guess."""
        front = [section for section in self.outline.sections if section.kind in _FRONT]
        stated = [year for section in front for line in section.lines if (year := find_school_year(line))]
        if self.kind is not PaperKind.REPORT:
            stated += [year for line in self.outline.lines if (year := _find_year_alone(line))]
        if stated:
            return stated[0]
        if years_of_data:
            # The tables of Part I go back several years; the report is on the last of them.
            return max(years_of_data)
        self.guessed.append(ROOT.at("school_year"))
        signed = conclusion.signature.date
        written = cover.year if signed is None else signed.year
        circular = self.framework.circular
        began = next((day.year for day in (circular.in_force, circular.issued) if day), FIRST_YEAR)
        # A report is signed in the calendar year in which its school year ended.
        year, what = guess_school_year(self.outline.lines, (written or began) - 1, written)
        self._guess(what)
        return year

    def _guess(self, what: Message) -> None:
        self.findings.append(Finding(kind=FindingKind.SCHOOL, message=what))


def _find_year_alone(line: Line) -> SchoolYear | None:
    """Return the school year of a line that says nothing else, as below a title."""
    year = find_school_year(line)
    letters = sum(map(str.isalpha, _year_named().sub("", line.folded)))
    return year if letters == 0 else None


def build_result(
    assessment: SelfAssessment,
    lines: list[Line],
    apart: Apart,
    findings: Iterable[Finding],
    guessed: Iterable[Place],
) -> ReadReport:
    """Return the result of reading, with a finding for each stretch of text that has no place.

    Args:
        assessment: the facts.
        lines: the lines that were read, in order.
        apart: what was kept apart from them.
        findings: what was noticed.
        guessed: where the facts have what the file does not say.
    """
    paragraphs = tuple(map(_as_paragraph, lines))
    stretches = itertools.groupby(paragraphs, key=lambda paragraph: (paragraph.use is None, paragraph.section))
    unplaced = [_unplaced(section, list(stretch)) for (is_unplaced, section), stretch in stretches if is_unplaced]
    every = (*findings, *iter_apart_findings(apart, lines), *unplaced)
    return ReadReport(
        assessment=assessment,
        findings=tuple(sorted(every, key=lambda finding: finding.place.position)),
        paragraphs=(*paragraphs, *(attrs.evolve(_as_paragraph(line), is_apart=True) for line in apart)),
        guessed=tuple(guessed),
    )


def _unplaced(section: Message, stretch: list[ReadParagraph]) -> Finding:
    first, last = stretch[0].number, stretch[-1].number
    count = len({paragraph.number for paragraph in stretch})
    what = message(
        "in {section}, text without a place in the self-assessment: paragraphs {first} to {last}, of which {count} "
        "have text; it is kept apart",
        section=section,
        first=first,
        last=last,
        count=count,
    )
    if codes := sum(len(find_codes(paragraph.text)) for paragraph in stretch):
        what = message("{finding}; evidence codes in it: {count}", finding=what, count=codes)
    return Finding(kind=FindingKind.UNPLACED, message=what, place=stretch[0].place)


def _as_paragraph(line: Line) -> ReadParagraph:
    return ReadParagraph(
        number=line.number, text=line.text, cell=line.cell, section=line.section, use=line.use, is_apart=False
    )
