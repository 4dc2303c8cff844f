"""The Markdown renderer: read back by a Markdown parser, what a school writes is text and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from drawing import examples
from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.renderers import render
from kdcl.renderers.inline import inline

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def rendered(*sections: tuple[Block, ...]) -> str:
    """Return a document of these sections as Markdown."""
    document = Document(
        title="T", author="A", subject="S", language="vi", sections=tuple(Section(blocks=blocks) for blocks in sections)
    )
    return render(document, "markdown").decode()


def paragraph(text: str, style: ParagraphStyle = ParagraphStyle.BODY, bookmark: str | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), style=style, bookmark=bookmark)


def cell(text: str = "", columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of one paragraph."""
    return Cell(paragraphs=(paragraph(text),), columns=columns, rows=rows)


def parsed(markdown: str) -> list[Token]:
    """Return all tokens of a Markdown text, inline ones in their place."""
    return [inner for token in PARSER.parse(markdown) for inner in (token.children or [token])]


def text_of(markdown: str) -> str:
    """Return the text that a reader of the Markdown sees, with single blanks."""
    return squeezed("".join(map(shown, parsed(markdown))))


def shown(token: Token) -> str:
    """Return what a reader sees of a token."""
    if token.type in {"softbreak", "hardbreak"} or (token.type, token.content) == ("html_inline", "<br>"):
        return "\n"
    return token.content if token.type == "text" else ""


def squeezed(text: str) -> str:
    """Return the text with every stretch of white space as one blank: Markdown knows no more."""
    return re.sub(r"\s+", " ", text).strip()


ANY_TEXT = st.text(
    alphabet=st.sampled_from("ab1.)(-+*_`~#|<>[]!&=:;\\\"'{}$ \t\nđ")
    | st.characters(categories=["L", "M", "N", "P", "S", "Zs"]),
    max_size=40,
)


class TestText:
    """Nothing that a school writes is taken for markup."""

    @pytest.mark.parametrize(
        ("text", "markdown"),
        [
            ("a*b_c`d", r"a\*b\_c\`d"),
            ("[H1-1-01-01]", r"\[H1-1-01-01\]"),
            ("<script>", r"\<script\>"),
            ("a|b # c ~ d & e $", r"a\|b \# c \~ d \& e \$"),
            ("C:\\x", r"C:\\x"),
            ("- item", r"\- item"),
            ("+ item", r"\+ item"),
            ("# head", r"\# head"),
            ("1. item", r"1\. item"),
            ("12) item", r"12\) item"),
            ("=== rule", r"\=== rule"),
            ("    code", "code"),
            ("one\ntwo\r\nthree", "one<br>two<br>three"),
            ("1.5 lớp", r"1\.5 lớp"),
        ],
    )
    def test_escaped(self, text: str, markdown: str) -> None:
        """Each mark of Markdown is escaped where it would count."""
        assert rendered((paragraph(text),)) == markdown + "\n"

    @examples(120)
    @given(ANY_TEXT)
    def test_round_trip(self, text: str) -> None:
        """A Markdown reader shows the text that was written, in paragraphs and in headings."""
        assert text_of(rendered((paragraph(text),))) == squeezed(text)
        heading = Heading(text=text, level=2, bookmark="h")
        assert text_of(rendered((heading,))) == squeezed(text)

    @examples(80)
    @example("<br>")
    @given(ANY_TEXT)
    def test_cells(self, text: str) -> None:
        """A cell holds its text and does not break the table."""
        markdown = rendered((Table(widths=(1, 1), rows=(Row((cell(text), cell("end"))),)),))
        assert [token.type for token in PARSER.parse(markdown)].count("td_open") == 2
        assert text_of(markdown).removesuffix("end").strip() == squeezed(text)

    @examples(120)
    @given(st.lists(st.tuples(ANY_TEXT, st.booleans(), st.booleans(), st.booleans(), st.booleans()), max_size=5))
    def test_looks(self, stretches: list[tuple[str, bool, bool, bool, bool]]) -> None:
        """Whatever looks follow each other, no star or tag of them is ever shown as text."""
        runs = tuple(
            Run(text, bold=bold, italic=italic, underlined=underlined, link="h" if linked else None)
            for text, bold, italic, underlined, linked in stretches
        )
        target = Heading(text="", level=1, bookmark="h")
        markdown = rendered((Paragraph(runs=runs), target))
        assert text_of(markdown) == squeezed("".join(run.text for run in runs))


class TestLooks:
    """Emphasis is written by stars where readers take them so, else by HTML."""

    @pytest.mark.parametrize(
        ("runs", "markdown"),
        [
            ((Run("a", bold=True),), "**a**"),
            ((Run("a", italic=True),), "*a*"),
            ((Run("a", bold=True, italic=True),), "***a***"),
            ((Run("a", underlined=True),), "<ins>a</ins>"),
            ((Run("a", link="x y"),), "[a](#x%20y)"),
            ((Run("a", bold=True, link="x"),), "[**a**](#x)"),
            ((Run("so "), Run("[H1]", bold=True), Run(".")), r"so **\[H1\]**."),
            ((Run("so"), Run("[H1]", bold=True)), r"so<strong>\[H1\]</strong>"),
            ((Run("so"), Run("(a)", bold=True, italic=True)), "so<strong><em>(a)</em></strong>"),
            ((Run("a", bold=True), Run("b", italic=True)), "<strong>a</strong>*b*"),
            ((Run(" a ", bold=True), Run("b")), "**a** b"),
            ((Run("a", bold=True), Run("b", bold=True)), "**ab**"),
            ((Run("a"), Run(" ", bold=True), Run("b")), "a b"),
            ((Run(""), Run("", bold=True)), ""),
            ((Run("*"), Run("a", bold=True)), r"\*<strong>a</strong>"),
        ],
    )
    def test_markdown(self, runs: tuple[Run, ...], markdown: str) -> None:
        """Each look has its marks."""
        assert inline(runs) == markdown

    @pytest.mark.parametrize("style", [ParagraphStyle.ITEM, ParagraphStyle.CAPTION, ParagraphStyle.COVER_TITLE])
    def test_styles(self, style: ParagraphStyle) -> None:
        """Paragraphs that stand out are bold."""
        assert rendered((paragraph("a", style),)) == "**a**\n"


class TestStructure:
    """Headings have anchors, contents are links, sections are parted, tables are whole."""

    def test_headings(self) -> None:
        """A heading has its depth, six at most, and its anchor."""
        blocks = (Heading(text="A", level=1, bookmark='a"b'), Heading(text="B", level=9, bookmark="b"))
        assert rendered(blocks) == '# <a id="a&quot;b"></a>A\n\n###### <a id="b"></a>B\n'

    def test_contents(self) -> None:
        """Contents are a nested list; a step left out in the headings is left out in the list."""
        blocks = (
            TableOfContents(content_label="Content", page_label="Page"),
            Heading(text="Deep", level=3, bookmark="a"),
            Heading(text="Part", level=1, bookmark="b"),
            Heading(text="Inner", level=3, bookmark="c"),
            Heading(text="Hidden", level=1, bookmark="d", is_listed=False),
            Heading(text="Deeper", level=4, bookmark="e"),
        )
        expected = "**Content**\n\n- [Deep](#a)\n- [Part](#b)\n  - [Inner](#c)\n\n"
        assert rendered(blocks).startswith(expected)

    def test_sections(self) -> None:
        """Sections are parted by a rule; page breaks leave no trace; empty sections neither."""
        assert rendered((paragraph("a"), PageBreak()), (), (paragraph("b"),)) == "a\n\n---\n\nb\n"

    def test_empty(self) -> None:
        """A document of nothing is one line feed."""
        assert rendered() == "\n"

    def test_bookmarks(self) -> None:
        """Paragraphs with bookmarks can be linked to, in cells too."""
        inside = Cell(paragraphs=(paragraph("b", bookmark="y"),))
        blocks = (paragraph("a", bookmark="x"), Table(widths=(1,), rows=(Row((inside,)),)))
        assert rendered(blocks) == '<a id="x"></a>a\n\n|  |\n| --- |\n| <a id="y"></a>b |\n'

    def test_table(self) -> None:
        """The first header row is the table's; spans leave empty cells."""
        rows = (
            Row((cell("A", rows=2), cell("B", columns=2))),
            Row((cell("C"), cell("D"))),
            Row((Cell(paragraphs=(paragraph("1"), paragraph("2"))), cell(), cell("3"))),
        )
        table = Table(widths=(1, 1, 1), rows=rows, header_rows=2)
        assert rendered((table,)) == "| A | B |  |\n| --- | --- | --- |\n|  | C | D |\n| 1<br>2 |  | 3 |\n"

    @pytest.mark.parametrize("header_rows", [0, 1])
    def test_table_without_rows(self, header_rows: int) -> None:
        """A table without rows is an empty header, or nothing."""
        expected = "\n" if header_rows else "|  |\n| --- |\n"
        assert rendered((Table(widths=(1,), rows=(), header_rows=header_rows),)) == expected

    def test_head(self) -> None:
        """The two-column head is a table of two cells."""
        head = TwoColumnHead(left=(paragraph("School"), paragraph("No 1")), right=(paragraph("State"),))
        assert rendered((head,)) == "| School<br>No 1 | State |\n| --- | --- |\n"

    def test_signatures(self) -> None:
        """Offices stand above the names, with an empty row for the signatures."""
        block = SignatureBlock(left=(paragraph("To:"),), right=(paragraph("Principal"),), right_name="Nguyễn Văn A")
        assert rendered((block,)) == "| To: | Principal |\n| --- | --- |\n|  |  |\n|  | **Nguyễn Văn A** |\n"

    def test_same_bytes(self) -> None:
        """The same document gives the same text, in NFC as it was written, ending with one line feed."""
        blocks = (paragraph("Đạt"), Heading(text="B", level=1, bookmark="b"))
        assert rendered(blocks) == rendered(blocks)
        assert rendered(blocks).endswith("B\n")
