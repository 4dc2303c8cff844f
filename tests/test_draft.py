"""Documents made from documents: links back from rows, the draft with findings, the official copy without them."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FrameType

import attrs
import pytest
from hypothesis import given

from kdcl.blocks import (
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TwoColumnHead,
)
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.checks import Issue, Place, Severity, check
from kdcl.documents import DOCUMENTS, DocumentForm
from kdcl.documents.draft import build_draft, without_comments
from kdcl.documents.links_back import with_links_back
from kdcl.documents.report import build_report
from kdcl.documents.summary_sheet import build_summary
from kdcl.evidence.texts import with_changes
from kdcl.messages import message
from kdcl.places import UnknownPlaceError, resolve
from kdcl.renderers import require_sound
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework
from kdcl.testing import documents
from papers import PRIMARY, WHOLE
from reports import build_full

SECONDARY = get_framework("tt42-2012/secondary")


ISSUES = tuple(
    Issue(kind="some-check", message=message("wrong"), place=Place.parse(path))
    for path in ("sheets[20].strengths:1-2", "ratings.5.1.a", "conclusion", "evidence[9].name", "school.features[0]")
)


def count_calls(action: Callable[[], object]) -> int:
    """Return how many functions are called, those of Python itself too."""
    calls = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(before)
    return calls


def mark(place: Place, text: str) -> str:
    """Return a text of a school with a sign that no word of the library has; numbers and letters stay what they are."""
    return text if {"number", "indicator"}.intersection(place.steps) else f"¤{text}"


def find_value(place: Place, assessment: SelfAssessment) -> object:
    """Return the fact at a place, or None where the file has none."""
    try:
        return resolve(place, assessment)
    except UnknownPlaceError:
        return None


def document_of(*paragraphs: Paragraph | Heading) -> Document:
    """Return a document of these paragraphs."""
    return Document(title="", author="", subject="", language="en", sections=(Section(blocks=paragraphs),))


def row(bookmark: str | None, *runs: Run) -> Paragraph:
    """Return a paragraph with a bookmark."""
    return Paragraph(runs=runs, bookmark=bookmark)


def issue(path: str, start: int | None = None, *, fix: bool = False) -> Issue:
    """Return an issue at a place of a file."""
    return Issue(
        kind="some-check",
        severity=Severity.WARNING,
        message=message("something is wrong"),
        place=Place(Place.parse(path).steps, None if start is None else (start, start)),
        citation=None,
        fix=message("mend it") if fix else None,
    )


def commented(document: Document) -> dict[str, tuple[str, ...]]:
    """Return the comments of a document by the text they stand at."""
    return {
        paragraph.text if isinstance(paragraph, Heading) else "".join(run.text for run in paragraph.runs): (
            paragraph.comments
        )
        for paragraph in list_paragraphs(document)
        if paragraph.comments
    }


class TestRewriting:
    """Every paragraph is met once, in the order of reading, and nothing else changes."""

    @given(documents())
    def test_nothing_changed_is_nothing_changed(self, document: Document) -> None:
        """A change that changes nothing gives the same document."""
        assert with_paragraphs(document, lambda paragraph: paragraph) == document

    def test_every_place(self) -> None:
        """Paragraphs are found in heads, tables and signature blocks too."""
        found = [row(None, Run(str(number))) for number in range(7)]
        blocks = (
            TwoColumnHead(left=(found[0],), right=(found[1],)),
            found[2],
            PageBreak(),
            Table(widths=(1,), rows=(Row((Cell(paragraphs=(found[3], found[4])),)),)),
            SignatureBlock(left=(found[5],), right=(found[6],)),
        )
        document = Document(title="", author="", subject="", language="en", sections=(Section(blocks=blocks),))
        assert list(list_paragraphs(document)) == found


class TestLinksBack:
    """A row that the text cites leads back to the place that cites it first."""

    def test_first_citation(self) -> None:
        """Of two citations the first is led to; it gets a name, and keeps one that it has."""
        text = (row(None, Run("a", link="x"), Run("b", link="y")), row("named", Run("c", link="x"), Run("d", link="z")))
        rows = (row("x", Run("1")), row("y", Run("2")), row("z", Run("3")), row("w", Run("4")))
        found = list_paragraphs(with_links_back(document_of(*text, *rows)))
        assert [paragraph.bookmark for paragraph in found] == ["cited_x", "named", "x", "y", "z", "w"]
        links = [[run.link for run in paragraph.runs] for paragraph in found[2:] if isinstance(paragraph, Paragraph)]
        assert links == [["cited_x"], ["cited_x"], ["named"], [None]]

    def test_names_are_told_apart(self) -> None:
        """A name that is taken gets a number; a run that leads elsewhere goes on leading there."""
        found = list_paragraphs(
            with_links_back(
                document_of(
                    row(None, Run("a", link="x")), row("cited_x"), row("cited_x_2"), row("x", Run("1", link="cited_x"))
                )
            )
        )
        assert found[0].bookmark == "cited_x_3"
        assert isinstance(found[3], Paragraph)
        assert found[3].runs == (Run("1", link="cited_x"),)

    def test_headings_and_oneself(self) -> None:
        """A heading leads nowhere, and a paragraph does not lead to itself."""
        document = document_of(
            Heading(text="A", level=1, bookmark="h"), row(None, Run("a", link="h")), row("x", Run("b", link="x"))
        )
        assert with_links_back(document) == document

    @given(documents())
    def test_it_stays_sound(self, document: Document) -> None:
        """Any document with links back is sound, and doing it again changes nothing of its names."""
        found = with_links_back(document)
        require_sound(found)
        names = [paragraph.bookmark for paragraph in list_paragraphs(found)]
        assert [paragraph.bookmark for paragraph in list_paragraphs(with_links_back(found))] == names

    def test_the_report_has_them(self) -> None:
        """Each row of the evidence list that is cited leads to the text."""
        report = build_report(build_full(SECONDARY), SECONDARY)
        rows = [
            paragraph
            for paragraph in list_paragraphs(report)
            if isinstance(paragraph, Paragraph) and (paragraph.bookmark or "").startswith("evidence_")
        ]
        assert len(rows) == len(SECONDARY.criteria)
        links = {paragraph.bookmark: {run.link for run in paragraph.runs} for paragraph in rows}
        cited = {f"evidence_{standard}_{standard}_1_1" for standard in range(1, 6)}
        assert links == {name: {f"cited_{name}" if name in cited else None} for name in links}


class TestDraft:
    """Findings stand as comments where they were found; the official copy has none."""

    assessment = attrs.evolve(build_full(SECONDARY, not_met=("1.1.a",)), introduction="First line\n\nSecond line")
    report = build_report(assessment, SECONDARY, language="en")

    def draft(self, *issues: Issue) -> dict[str, tuple[str, ...]]:
        """Return the comments of the draft with these issues."""
        return commented(build_draft(self.report, self.assessment, issues))

    def test_paragraph(self) -> None:
        """An issue of a text stands at the paragraph that prints the line meant."""
        assert self.draft(issue("introduction", 13)) == {"Second line": ("Something is wrong",)}
        assert self.draft(issue("introduction")) == {"First line": ("Something is wrong",)}
        assert list(self.draft(issue("sheets[1].strengths", 3))) == ["Strength of 1.2"]
        assert list(self.draft(issue("standards[0].opening"))) == ["Opening 1"]
        assert list(self.draft(issue("sheets[0].current_state[0].text"))) == ["State of 1.1 [H1-1-01-01]."]

    def test_heading(self) -> None:
        """An issue of no text stands at the heading of what it is about; of nothing printed, at the beginning."""
        assert list(self.draft(issue("sheets[0]"))) == [
            next(h.text for h in self.report.headings() if h.bookmark == "criterion_1_1")
        ]
        assert list(self.draft(issue("evidence[0].code"))) == [str(self.assessment.evidence[0].code)]
        assert list(self.draft(issue("claims.criteria_met"))) == ["SUMMARY OF SELF-ASSESSMENT RESULTS"]
        first = list_paragraphs(build_draft(self.report, self.assessment, (issue("$"),)))[0]
        assert first.comments
        assert self.draft(issue("boxes[0].title")) == self.draft(issue("council.members[0]")) == self.draft(issue("$"))

    def test_text_that_is_not_printed(self) -> None:
        """A text that the document does not print has its issue at the heading."""
        other = attrs.evolve(self.assessment, introduction="\n", conclusion="elsewhere\n\n")
        report = build_report(other, SECONDARY, language="en")
        found = commented(build_draft(report, other, (issue("introduction", 0), issue("conclusion", 10))))
        assert list(found) == ["I. INTRODUCTION", "III. GENERAL CONCLUSION"]

    def test_facts_of_other_kinds(self) -> None:
        """A rating, a figure, a date or a name has its issue where the report prints it, not only at a heading."""
        assert list(self.draft(issue("ratings.1.1.b"))) == ["5. Self-assessment of the criterion: Not met"]
        assert list(self.draft(issue("claims.level"))) == ["Level claimed by the school: level 3"]
        assert list(self.draft(issue("school.principal"))) == [self.assessment.school.principal]
        assert list(self.draft(issue("council.members[0].position"))) == [self.assessment.council.members[0].position]
        assert list(self.draft(issue("evidence[2].name"))) == [self.assessment.evidence[2].name]
        assert list(self.draft(issue("abbreviations[0].meaning"))) == [self.assessment.abbreviations[0].meaning]

    def test_what_is_printed_twice(self) -> None:
        """Of several places the one below the heading of the fact has the issue: the rating's, not the summary's."""
        summary = build_summary(self.assessment, SECONDARY, language="en")
        cells = list_paragraphs(build_draft(summary, self.assessment, (issue("ratings.1.1.b"),)))
        (marked,) = (number for number, paragraph in enumerate(cells) if paragraph.comments)
        before = cells[marked - 1]
        assert isinstance(before, Paragraph)
        assert before.runs == (Run("1"),)

    @pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
    def test_every_text_has_a_source(self, form: DocumentForm) -> None:
        """Each paragraph that prints a text of the school says which fact it prints, and it is that text."""
        marked = with_changes(WHOLE, mark, {})
        document = form.build(marked, PRIMARY, language="en")
        for paragraph in list_paragraphs(document):
            text = paragraph.text if isinstance(paragraph, Heading) else "".join(run.text for run in paragraph.runs)
            assert paragraph.source is not None or "¤" not in text, text
            if paragraph.source is not None:
                assert paragraph.source.steps[0] in (form.reads or ()), paragraph.source
                printed = find_value(paragraph.source, marked)
                assert type(printed) is not str or printed.casefold() in text.casefold()

    def test_it_is_linear(self) -> None:
        """An issue is looked up: it costs a few calls, far less than a look at every paragraph."""
        draft = functools.partial(build_draft, self.report, self.assessment)
        few, many = (count_calls(functools.partial(draft, ISSUES * count)) for count in (10, 60))
        assert (many - few) / (50 * len(ISSUES)) < len(list_paragraphs(self.report)) / 5

    def test_fix_and_order(self) -> None:
        """What to do stands behind what is wrong; several comments stand in order."""
        found = self.draft(issue("claims.level", fix=True), issue("claims.level"))
        assert list(found.values()) == [
            ("Something is wrong; mend it", "Something is wrong"),
        ]

    def test_official_copy(self) -> None:
        """The report has no comment, and the draft without its comments is the report."""
        issues = check(self.assessment, SECONDARY)
        assert issues
        assert not commented(self.report)
        assert without_comments(build_draft(self.report, self.assessment, issues)) == self.report
