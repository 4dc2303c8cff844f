"""Documents made from documents: links back from rows, the draft with findings, the official copy without them."""

from __future__ import annotations

import attrs
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
from kdcl.documents.draft import build_draft, without_comments
from kdcl.documents.links_back import with_links_back
from kdcl.documents.report import build_report
from kdcl.messages import message
from kdcl.renderers import require_sound
from kdcl.standards import get_framework
from kdcl.testing import documents
from reports import build_full

SECONDARY = get_framework("tt42-2012/secondary")


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
        assert self.draft(issue("introduction", 13)) == {"Second line": ("something is wrong (some-check)",)}
        assert self.draft(issue("introduction")) == {"First line": ("something is wrong (some-check)",)}
        assert list(self.draft(issue("sheets[1].strengths", 3))) == ["Strength of 1.2"]
        assert list(self.draft(issue("standards[0].opening"))) == ["Opening 1"]
        assert list(self.draft(issue("sheets[0].current_state[0].text"))) == ["State of 1.1 [H1-1-01-01]."]

    def test_heading(self) -> None:
        """An issue of no text stands at the heading of what it is about; of nothing printed, at the beginning."""
        assert list(self.draft(issue("sheets[0]"))) == [
            next(h.text for h in self.report.headings() if h.bookmark == "criterion_1_1")
        ]
        assert list(self.draft(issue("ratings.1.1.b"))) == list(self.draft(issue("sheets[0].criterion")))
        assert list(self.draft(issue("evidence[0].code"))) == [str(self.assessment.evidence[0].code)]
        assert list(self.draft(issue("claims.level"))) == ["SUMMARY OF SELF-ASSESSMENT RESULTS"]
        first = list_paragraphs(build_draft(self.report, self.assessment, (issue("$"),)))[0]
        assert first.comments
        assert (
            self.draft(issue("school.features[0]")) == self.draft(issue("council.members[0]")) == self.draft(issue("$"))
        )

    def test_text_that_is_not_printed(self) -> None:
        """A text that the document does not print has its issue at the heading."""
        other = attrs.evolve(self.assessment, introduction="\n", conclusion="elsewhere")
        found = commented(build_draft(self.report, other, (issue("introduction", 0), issue("conclusion"))))
        assert list(found) == ["I. INTRODUCTION", "III. GENERAL CONCLUSION"]

    def test_fix_and_order(self) -> None:
        """What to do stands behind what is wrong; several comments stand in order."""
        found = self.draft(issue("claims.level", fix=True), issue("claims.level"))
        assert list(found.values()) == [
            ("something is wrong; mend it (some-check)", "something is wrong (some-check)"),
        ]

    def test_official_copy(self) -> None:
        """The report has no comment, and the draft without its comments is the report."""
        issues = check(self.assessment, SECONDARY)
        assert issues
        assert not commented(self.report)
        assert without_comments(build_draft(self.report, self.assessment, issues)) == self.report
