"""Codes, numbers and school years stay on a line in every format, and are read back as they were written."""

from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.blocks import Cell, Document, Heading, PageSetup, Paragraph, ParagraphStyle, Row, Run, Section, Table
from kdcl.codes import EvidenceCode, find_codes
from kdcl.law import LegalNumber
from kdcl.renderers import render
from kdcl.renderers.docx.lines import find_in_pages
from kdcl.renderers.docx.markup import text_markup
from kdcl.renderers.pdf.long_words import part_long_words
from kdcl.renderers.pdf.tree import compose_data
from kdcl.renderers.unbroken import split_unbroken
from kdcl.text.line_widths import bold_width
from page_faults import read_pages, squeeze

PATH = "D:\\minh-chung\\nam-hoc-2017-2018\\Q" + "uyetdinhthanhlaphoidong" * 3 + ".pdf"


def document_of(*blocks: Paragraph | Heading | Table) -> Document:
    """Return a document of one section."""
    section = Section(blocks=blocks, setup=PageSetup())
    return Document(title="T", author="", subject="", language="vi", sections=(section,))


def paragraph(text: str, *, link: str | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text, bold=link is not None, link=link),), style=ParagraphStyle.PLAIN)


class TestSplit:
    """What is kept on a line is found by how it is written."""

    @pytest.mark.parametrize(
        ("text", "kept"),
        [
            ("theo 46/KTKĐCLGD-KĐPT;", ["46/KTKĐCLGD-KĐPT"]),
            ("42/2012/TT-BGDĐT, 12/KH-THVD", ["42/2012/TT-BGDĐT", "12/KH-THVD"]),
            ("[H1-1-01-02]; [H12-1-01-02; 05]", ["H1-1-01-02", "H12-1-01-02"]),
            ("ngày 05/3/2018, 31/20 lớp, năm học 2017-2018", ["2017-2018"]),
            ("so-2017-2018.pdf, 12017-2018, 2017 - 2018", []),
            ("không có gì", []),
        ],
    )
    def test_found(self, text: str, kept: list[str]) -> None:
        """Codes, numbers and school years, and neither dates nor shares nor parts of words; nothing is lost."""
        pieces = split_unbroken(text)
        assert pieces[1::2] == kept
        assert "".join(pieces) == text

    @given(st.builds(EvidenceCode, *(st.integers(1, 9),) * 2, st.integers(1, 12), st.integers(1, 999)))
    def test_every_code(self, code: EvidenceCode) -> None:
        """A code as it is printed is kept whole but for its brackets, at which no line ends anyway."""
        assert split_unbroken(f"x {code}.")[1] == str(code)[1:-1]

    @given(
        st.builds(
            LegalNumber,
            st.integers(1, 9999),
            st.none() | st.integers(1990, 2030),
            st.lists(st.sampled_from(("TT", "BGDĐT", "KTKĐCLGD", "UBND", "GD&ĐT")), min_size=1, max_size=3).map(tuple),
        )
    )
    def test_every_number(self, number: LegalNumber) -> None:
        """A number is kept whole."""
        assert split_unbroken(f"số {number} ngày")[1] == str(number)


class TestWord:
    """Word's own hyphen that holds a line together: an element, not another sign."""

    def test_markup(self) -> None:
        """The hyphens of what is kept on a line, and no others."""
        made = text_markup("2017-2018 [H1-1-01-02]\n46/AB-C")
        assert made.count("<w:noBreakHyphen/>") == 5
        assert "2018 [H1<" in made
        assert text_markup("a-b") == '<w:t xml:space="preserve">a-b</w:t>'

    @given(st.text(st.sampled_from("H1-02/[]; ĐA\n"), max_size=30))
    def test_read_back(self, text: str) -> None:
        """Whatever reads the file finds the same text."""
        made = docx.Document(io.BytesIO(render(document_of(paragraph(f"x{text}[H1-1-01-02]")), "docx")))
        (read,) = [each.text for each in made.paragraphs if each.text.startswith("x")]
        assert read == f"x{text}[H1-1-01-02]"
        assert str(find_codes(read)[-1].code) == "[H1-1-01-02]"

    def test_places(self) -> None:
        """LibreOffice writes a sign of its own into its pages, which is no other text."""
        assert find_in_pages(["as in [H1\u20111\u201101\u201102]"], [("[H1-1-01-02]", 0)]) == ((1, 1),)


class TestPage:
    """A span that does not wrap."""

    def test_spans(self) -> None:
        """In text, links and headings; the text itself is the same."""
        heading = Heading(text="42/2012/TT-BGDĐT", level=1, bookmark="h")
        page = render(document_of(heading, paragraph("a [H1-1-01-02] & b", link="h")), "html").decode()
        assert 'a [<span class="whole">H1-1-01-02</span>] &amp; b' in page
        assert page.count('<span class="whole">42/2012/TT-BGDĐT</span>') == 2
        assert ".whole { white-space: nowrap }" in page


class TestPdf:
    """Numbers are set in a box of their own; words too wide for their line may end it inside."""

    def test_number(self) -> None:
        """Wherever it comes to stand in a line, and in headings; links and codes are as they were."""
        number = "46/KTKĐCLGD-KĐPT"
        texts = ["a" * count + f" {number} [H1-1-01-02]" for count in range(44, 66, 3)]
        heading = Heading(text=texts[0], level=1, bookmark="h")
        document = document_of(*map(paragraph, texts), heading)
        lines = [line.text for page in read_pages(render(document, "pdf")) for line in page.lines]
        assert sum(number in line for line in lines) == len(texts) + 1
        linked = document_of(Heading(text="h", level=1, bookmark="h"), paragraph(f"a {number}", link="h"))
        assert '"runs":[["a ",1,0],["46/KTKĐCLGD-KĐPT",9,0]]' in compose_data(linked, ("x",))

    def test_long_words_stay_in_their_column(self) -> None:
        """A path in a narrow column stands in lines of it, as Word sets it, and its neighbour stands beside it."""
        cells = tuple(Cell(paragraphs=(paragraph(text),)) for text in (PATH, "W" * 60, "46/KTKĐCLGD-KĐPT beside"))
        table = Table(widths=(3, 3, 3), rows=(Row(cells),))
        (page,) = read_pages(render(document_of(table), "pdf"))
        edges = [(30 + 55 * column) * 72 / 25.4 for column in range(4)]
        for line in page.lines:
            column = max(number for number, edge in enumerate(edges) if edge < line.left)
            assert line.right < edges[column + 1]
        assert page.text.count("w") == 60
        assert any(squeeze(line.text) == "46/ktkđclgd-kđpt" for line in page.lines)

    @given(st.text(min_size=1, max_size=60), st.integers(3, 60))
    def test_nothing_is_lost(self, text: str, width: int) -> None:
        """The places where a line may end are all that is added, and what fits is left as it is."""
        made = part_long_words(text, width, 13)
        assert made.replace("\u200b", "") == text.replace("\u200b", "")
        if bold_width(text, 13) <= width:
            assert made == text

    def test_where_words_are_parted(self) -> None:
        """Behind a mark first; between letters where a part does not fit; an accent stays with its letter."""
        assert part_long_words("ab/cdef-gh ijkl", 11, 13) == "ab/\u200bcdef-\u200bgh ijkl"
        assert part_long_words(
            "abcd/e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302e\u0302", 20, 13
        ) == ("abcd/\u200b" + "\u200b".join(["e\u0302"] * 10))
