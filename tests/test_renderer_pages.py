"""Web pages, plain text and workbooks: what their readers find in them beyond the text itself."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from decimal import Decimal

import attrs
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

import renderings
from kdcl.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Margins,
    Orientation,
    PageBreak,
    PageSetup,
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
from kdcl.documents.report import build_report
from kdcl.errors import MissingExtraError
from kdcl.figures.data import SchoolData
from kdcl.renderers.html import HtmlRenderer, Preview
from kdcl.renderers.text import TextRenderer
from kdcl.renderers.text.lines import pad, width_of, wrap
from kdcl.renderers.xlsx import XlsxRenderer
from kdcl.renderers.xlsx.values import SheetNumber, count_lines, find_number, parse_number, sheet_name, split_text
from kdcl.standards import get_framework
from reports import build_full

SECONDARY = get_framework("tt42-2012/secondary")

Elements = list[tuple[str, dict[str, str | None]]]


def paragraph(text: str = "", style: ParagraphStyle = ParagraphStyle.BODY, *, align: Align | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), style=style, align=align)


def cell(text: str = "", columns: int = 1, rows: int = 1, *, is_shaded: bool = False) -> Cell:
    """Return a cell of one paragraph."""
    return Cell(paragraphs=(paragraph(text),), columns=columns, rows=rows, is_shaded=is_shaded)


def row(*texts: str) -> Row:
    """Return a row of plain cells."""
    return Row(tuple(map(cell, texts)))


def document_of(*blocks: Block, setup: PageSetup | None = None, language: str = "en") -> Document:
    """Return a document of one section."""
    section = Section(blocks=blocks, setup=setup or PageSetup())
    return Document(title="Title", author="School", subject="Subject", language=language, sections=(section,))


def heading(text: str, level: int = 1) -> Heading:
    """Return a heading that is called as it says."""
    return Heading(text=text, level=level, bookmark=text)


def page_of(*blocks: Block, language: str = "en") -> str:
    """Return a web page of these blocks."""
    return HtmlRenderer().render(document_of(*blocks, language=language)).decode()


def elements_of(*blocks: Block) -> Elements:
    """Return the elements of a web page of these blocks."""
    return renderings.read_page(page_of(*blocks)).elements


def found(elements: Elements, name: str) -> list[dict[str, str | None]]:
    """Return the attributes of all elements of a name."""
    return [attributes for element, attributes in elements if element == name]


class TestPage:
    """A page can be read by eye, by ear and on paper, in the dark and without a network."""

    def test_landmarks(self) -> None:
        """The page says its language, has one main heading, a link past the navigation, and its landmarks."""
        elements = elements_of(heading("Part"), paragraph("text"))
        assert found(elements, "html") == [{"lang": "en"}]
        assert len(found(elements, "h1")) == len(found(elements, "nav")) == len(found(elements, "main")) == 1
        assert found(elements, "a")[0] == {"class": "skip", "href": "#main-text"}
        assert "Skip to the text" in page_of()

    @pytest.mark.parametrize(("language", "word"), [("vi", "Contents of the page"), ("fr", "Skip to the text")])
    def test_language_of_words(self, language: str, word: str) -> None:
        """The words of the page are in the document's language, and in English where that is not spoken."""
        assert (word in page_of(heading("A"), language=language)) is (language == "fr")

    def test_nothing_is_fetched(self) -> None:
        """No element names a place outside the page, and a policy forbids it."""
        page = page_of(heading("A"), paragraph("https://example.com"))
        outside = re.findall(r'(?:src|href|action|url)\s*[=(]\s*"?([^"\s>)]+)', page)
        assert all(target.startswith("#") for target in outside)
        assert "default-src 'none'" in page
        assert "@import" not in page
        assert "color-scheme: light dark" in page

    def test_headings(self) -> None:
        """Headings stand one level below the page's own; those that HTML lacks say their level."""
        elements = elements_of(heading("A"), heading("B", 5), attrs.evolve(heading("C", 9), align=Align.CENTER))
        levels = [element for element, _ in elements if re.fullmatch(r"h\d", element)]
        assert levels == ["h1", "h2", "h2", "h6", "h6"]
        assert found(elements, "h6")[1] == {"id": "C", "aria-level": "10", "class": "center"}

    def test_navigation(self) -> None:
        """The navigation nests as the headings do and leaves out what is not listed or too deep."""
        blocks = (
            heading("A", 3),
            heading("B"),
            heading("C", 3),
            heading("D", 2),
            heading("E"),
            heading("F", 4),
            attrs.evolve(heading("G"), is_listed=False),
        )
        navigation = re.findall(r"<nav.*?</nav>", page_of(*blocks))[0]
        listed = re.sub(r"<a [^>]*>|</a>|<h2.*</h2>|</?nav[^>]*>", "", navigation)
        assert listed == "<ul><li>A</li><li>B<ul><li>C</li><li>D</li></ul></li><li>E</li></ul>"
        assert "<nav" not in page_of(paragraph("x"))

    def test_tables(self) -> None:
        """Header cells say what they head, bands open groups, and the caption belongs to the table."""
        rows = (
            Row((cell("A", 2), cell("B"))),
            Row((cell("band", 3, is_shaded=True),)),
            row("1", "2", "3"),
            Row((cell("band", 3, is_shaded=True),)),
            Row((cell("x", 1, 2), cell("y", 2))),
            row("u", "v"),
        )
        table = Table(widths=(1, 1, 2), rows=rows, header_rows=1)
        elements = elements_of(paragraph("Caption", ParagraphStyle.CAPTION), table)
        heads = found(elements, "th")
        assert [head.get("scope") for head in heads] == ["colgroup", "col", "rowgroup", "rowgroup"]
        assert len(found(elements, "tbody")) == 2
        assert len(found(elements, "caption")) == 1
        assert {"rowspan": "2"} in found(elements, "td")
        assert [column["style"] for column in found(elements, "col")] == ["width:25%", "width:25%", "width:50%"]

    def test_names_of_tables(self) -> None:
        """A table without a caption is named by its heading; one without rules is for layout only."""
        plain = Table(widths=(1,), rows=(row("x"),))
        elements = elements_of(plain, heading("Head"), plain, attrs.evolve(plain, is_ruled=False, rows=()))
        assert found(elements, "table") == [{}, {"aria-labelledby": "Head"}, {"role": "presentation"}]
        assert [part.get("role") for part in found(elements, "div")] == [None, "region"]

    def test_caption_of_nothing(self) -> None:
        """A caption with no table below it is a paragraph."""
        elements = elements_of(paragraph("Caption", ParagraphStyle.CAPTION), paragraph("x"))
        assert found(elements, "p")[1] == {"class": "caption"}

    def test_paragraphs(self) -> None:
        """Style, align, room, names, looks and links are kept; a rule is a rule."""
        styled = Paragraph(
            runs=(Run("a\nb", bold=True, italic=True, underlined=True), Run("c", link="x y")),
            align=Align.RIGHT,
            bookmark="x y",
            space_before=2.5,
            keep_with_next=True,
        )
        page = page_of(styled, Paragraph(runs=(), style=ParagraphStyle.RULE), paragraph("r", ParagraphStyle.RULE))
        assert '<p id="x_y" class="body right kept" style="margin-top:2.5mm">' in page
        assert '<strong><em><u>a<br>b</u></em></strong><a href="#x_y">c</a>' in page
        assert "<hr>\n<hr><p>r</p>" in page

    def test_paper(self) -> None:
        """Each setup has its paper; a lying page turns its margins; only numbered pages are counted."""
        lying = PageSetup(orientation=Orientation.LANDSCAPE, is_numbered=False)
        document = document_of(paragraph("x"), setup=PageSetup(margins=Margins(left=10.5), is_framed=True))
        document = attrs.evolve(document, sections=(*document.sections, Section(blocks=(), setup=lying)))
        page = HtmlRenderer().render(document).decode()
        assert "@page paper-0 { size: A4 portrait; margin: 20mm 15mm 20mm 10.5mm; @bottom-center" in page
        assert "@page paper-1 { size: A4 landscape; margin: 30mm 20mm 15mm 20mm;  }" in page
        assert '<section class="paper paper-0 framed">' in page

    def test_other_blocks(self) -> None:
        """Page breaks, contents, heads and signatures have their elements."""
        head = TwoColumnHead(left=(paragraph("l"),), right=(paragraph("r"),))
        signatures = SignatureBlock(left=(paragraph("l"),), right=(paragraph("r"),), left_name="A", right_name="B")
        page = page_of(PageBreak(), TableOfContents(content_label="C", page_label="P"), head, signatures, heading("H"))
        assert '<div class="break">' in page
        assert '<div class="contents"><p class="caption">C</p><ul><li><a href="#H">H</a></li></ul></div>' in page
        assert '<div class="columns">' in page
        assert '<div class="signatures"><div class="signed">' in page

    def test_remarks(self) -> None:
        """Comments are numbered marks that lead to a list, which leads back."""
        page = page_of(Paragraph(runs=(Run("x"),), comments=("<one>", "two")))
        assert 'id="remark-2-mark" href="#remark-2" aria-label="Remark 2">[2]</a>' in page
        assert '<li id="remark-1">&lt;one&gt; <a href="#remark-1-mark"' in page

    def test_preview(self) -> None:
        """A notebook shows the page in a frame that runs nothing."""
        shown = Preview(document_of(paragraph('"<x>"')), height=300)._repr_html_()
        ((_, frame),) = renderings.read_page(shown).elements
        assert frame["title"] == "Title"
        assert "sandbox" in frame
        assert "height:300px" in (frame["style"] or "")
        assert "<nav" not in (frame["srcdoc"] or "")
        assert "&lt;x&gt;" in (frame["srcdoc"] or "")


def text_of(*blocks: Block) -> str:
    """Return the plain text of these blocks."""
    return TextRenderer().render(document_of(*blocks)).decode()


class TestText:
    """Lines of 100 columns, boxes that fit, and lists where they do not."""

    def test_wrapped(self) -> None:
        """No line is wider than 100 columns as a screen shows them."""
        lines = text_of(paragraph("đường " * 100 + "\u5b57" * 200 + " " + "x" * 250)).splitlines()
        assert max(map(width_of, lines)) == 100
        assert len(lines) > 8

    def test_widths(self) -> None:
        """Marks take no room, letters of East Asia take two."""
        assert (width_of("e\u0301\u200b"), width_of("\u5b57\uff21"), width_of("abc")) == (1, 4, 3)
        assert list(wrap("e\u0301" * 3, 2)) == ["e\u0301e\u0301", "e\u0301"]
        assert list(wrap("  ", 5)) == []
        assert [pad("a", 4, align) for align in (Align.CENTER, Align.RIGHT, None)] == [" a  ", "   a", "a   "]

    def test_headings_and_align(self) -> None:
        """The first two levels are underlined; covers and aligned paragraphs stand where they belong."""
        text = text_of(
            heading("Part"),
            heading("Sub", 2),
            heading("Deep", 3),
            paragraph("R", align=Align.RIGHT),
            paragraph("T", ParagraphStyle.COVER_TITLE),
            Paragraph(runs=(), style=ParagraphStyle.RULE),
            PageBreak(),
            paragraph(""),
        )
        assert text.startswith(
            "Part\n====\n\nSub\n---\n\nDeep\n\n" + " " * 99 + "R\n\n" + " " * 49 + "T\n\n" + " " * 40
        )
        assert text.endswith("─" * 20 + "\n")

    def test_contents(self) -> None:
        """Contents are indented by level."""
        contents = TableOfContents(content_label="Content", page_label="Page", depth=2)
        hidden = attrs.evolve(heading("H"), is_listed=False)
        text = text_of(contents, heading("A"), heading("B", 2), heading("C", 3), hidden)
        assert text.startswith("Content\n  A\n    B\n\nA\n=\n")

    def test_box(self) -> None:
        """A table whose texts fit is a box; headers are parted by a double rule, spans keep their room."""
        table = Table(
            widths=(1, 1, 1),
            header_rows=1,
            rows=(
                row("A", "B", "C"),
                Row((cell("a rather wide band", 3),)),
                Row((cell("x", 1, 2), Cell(paragraphs=(paragraph("1"), paragraph("2"))), Cell(paragraphs=()))),
                row("3\t4", ""),
            ),
        )
        assert text_of(table).splitlines() == [
            "┌───┬────────┬───────┐",
            "│ A │ B      │ C     │",
            "╞═══╪════════╪═══════╡",
            "│ a rather wide band │",
            "├───┼────────┼───────┤",
            "│ x │ 1      │       │",
            "│   │ 2      │       │",
            "├───┼────────┼───────┤",
            "│   │ 3    4 │       │",
            "└───┴────────┴───────┘",
        ]

    def test_box_of_nothing(self) -> None:
        """A row without text is a line to write on; a table without rows is nothing."""
        assert text_of(Table(widths=(1,), rows=(Row((Cell(paragraphs=()),)),))) == "┌───┐\n│   │\n└───┘\n"
        assert text_of(Table(widths=(1,), rows=())) == "\n"

    def test_list(self) -> None:
        """A table that is too wide is a list: each text behind what its column is called."""
        table = Table(
            widths=(1, 1, 1),
            header_rows=2,
            rows=(
                Row((cell("Title", 3),)),
                Row((cell("No"), cell("Name", 2))),
                Row((cell("1"), cell("long " * 30, 2))),
                Row((cell("2"), Cell(paragraphs=(paragraph("a"), paragraph("b"))), cell(""))),
                Row((cell("band", 3),)),
            ),
        )
        wrapped = list(wrap("long " * 30, 98))
        assert text_of(table).splitlines() == [
            "Title",
            "",
            "No: 1",
            "Name:",
            *(f"  {line}" for line in wrapped),
            "",
            "No: 2",
            "Name: a",
            "  b",
            "Name:",
            "",
            "  band",
        ]

    def test_list_of_headers(self) -> None:
        """A header that no row begins with stands above."""
        table = Table(widths=(1, 1), header_rows=1, rows=(row("x" * 60, "y" * 60),))
        assert text_of(table).splitlines() == ["x" * 60, "y" * 60]

    def test_side_by_side(self) -> None:
        """Heads and signatures stand side by side where they fit, else one below the other."""
        head = TwoColumnHead(left=(paragraph("School"), paragraph("No")), right=(paragraph("State"),))
        first, second = text_of(head).splitlines()
        assert first.split() == ["School", "State"]
        assert second.split() == ["No"]
        long = TwoColumnHead(left=(paragraph("l" * 60),), right=(paragraph("State"),))
        assert text_of(long).splitlines() == ["l" * 60, "State"]
        signed = text_of(SignatureBlock(right=(paragraph("Principal"),), right_name="A")).splitlines()
        assert [line.strip() for line in signed] == ["Principal", "", "", "", "A"]

    def test_remarks(self) -> None:
        """Comments are numbered marks and a list at the end."""
        text = text_of(Paragraph(runs=(Run("x"),), comments=("one", "two")), heading("H"))
        assert text.startswith("x [Remark 1] [Remark 2]\n")
        assert text.endswith("Remarks on the draft\n[1] one\n[2] two\n")


def book_of(*blocks: Block, language: str = "vi") -> Workbook:
    """Return the workbook of these blocks, read back."""
    return load_workbook(io.BytesIO(XlsxRenderer().render(document_of(*blocks, language=language))))


class TestWorkbook:
    """Each table is a sheet with real types, filters and a frozen header; the text is on the first sheet."""

    table = Table(
        widths=(1, 3),
        header_rows=1,
        rows=(row("No", "Name"), row("1", "=1+1"), row("12,50", "0123"), row("-4", "1.10"), row("9" * 16, "x\ny")),
    )

    def test_types(self) -> None:
        """Whole numbers and Vietnamese decimals are numbers; codes, zeros in front and formulas are text."""
        sheet = book_of(heading("List"), self.table).worksheets[1]
        assert [[one.value for one in line] for line in sheet.iter_rows(min_row=2)] == [
            [1, "=1+1"],
            [12.5, "0123"],
            [-4, "1.10"],
            ["9" * 16, "x\ny"],
        ]
        assert sheet["B2"].data_type == "s"
        assert sheet["B2"].quotePrefix
        assert sheet["A3"].number_format == "0.00"

    def test_large_figures(self) -> None:
        """A figure of 1,000 and more of Part I is a number, shown in groups as its reader's language has them."""
        figures = {"pupils": {"grade_6": {"2015-2016": 999, "2016-2017": 1234}}}
        assessment = attrs.evolve(build_full(SECONDARY), data=SchoolData(figures))
        for language in ("vi", "en"):
            data = XlsxRenderer().render(build_report(assessment, SECONDARY, language=language))
            sheets = load_workbook(io.BytesIO(data)).worksheets
            cells = [one for sheet in sheets for line in sheet.iter_rows() for one in line]
            shown = {(one.value, one.number_format) for one in cells if one.data_type == "n"}
            assert {(1234, "#,##0"), (999, "0")} <= shown

    def test_no_formula_anywhere(self) -> None:
        """No part of the package holds an element of a formula."""
        data = XlsxRenderer().render(document_of(paragraph("=1+1"), heading("=A1"), self.table))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sheets = [package.read(name) for name in package.namelist() if "worksheets/" in name]
        assert sheets
        assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)

    def test_sheet(self) -> None:
        """The header is frozen, filtered, repeated in print; pages lie and are as wide as the paper."""
        book = book_of(heading("List"), self.table)
        sheet = book.worksheets[1]
        assert (book.sheetnames, sheet.freeze_panes, sheet.auto_filter.ref) == (["Văn bản", "List"], "A2", "A1:B5")
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert book.active is sheet

    def test_without_header(self) -> None:
        """A table without a header has nothing to freeze; two tables open with the text."""
        plain = Table(widths=(1, 1), rows=(Row((cell("band", 2, is_shaded=True),)), row("a", "b")))
        book = book_of(paragraph("Cap", ParagraphStyle.CAPTION), plain, plain, language="en")
        assert book.sheetnames == ["Text", "Cap", "Cap (2)"]
        assert book.active is book.worksheets[0]
        assert book.worksheets[1].freeze_panes is None
        assert [str(span) for span in book.worksheets[1].merged_cells.ranges] == ["A1:B1"]

    def test_spans(self) -> None:
        """Spans are merged; a cell whose text goes on below is not."""
        table = Table(widths=(1, 1), rows=(Row((cell("a", 1, 2), cell("b"))), row("c"), Row((cell("x" * 40_000, 2),))))
        sheet = book_of(table).worksheets[1]
        assert [str(span) for span in sheet.merged_cells.ranges] == ["A1:A2"]
        assert "".join(str(sheet.cell(number, 1).value) for number in (3, 4)) == "x" * 40_000

    def test_text_sheet(self) -> None:
        """Text, contents, heads and signatures stand on the first sheet; layout tables too; nothing empty does."""
        blocks = (
            TwoColumnHead(left=(paragraph("l"),), right=(paragraph("r"),)),
            TableOfContents(content_label="C", page_label="P", depth=1),
            heading("H"),
            heading("Deep", 2),
            paragraph(""),
            PageBreak(),
            Table(widths=(1,), rows=(row("layout"),), is_ruled=False),
            SignatureBlock(right=(paragraph("Principal"),), right_name="N"),
            Paragraph(runs=(Run("see", link="H"), Run("x", link="Deep")), comments=("one", "two")),
        )
        sheet = book_of(*blocks).worksheets[0]
        texts = [one.value for (one,) in sheet.iter_rows()]
        assert texts == ["l", "r", "C", "H", "H", "Deep", "layout", "Principal", "N", "seex"]
        assert sheet["A4"].hyperlink.location == sheet["A10"].hyperlink.location == "'Văn bản'!A5"
        assert sheet["A10"].comment.text == "one\n\ntwo"

    def test_no_clock(self) -> None:
        """The file carries fixed times, and its entries are in order of name."""
        data = XlsxRenderer().render(document_of())
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.namelist() == sorted(package.namelist())
            assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")
            assert {entry.date_time[0] for entry in package.infolist()} == {1980}

    def test_missing_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without openpyxl the extra that brings it is named."""
        monkeypatch.delitem(sys.modules, "kdcl.renderers.xlsx.workbook", raising=False)
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(MissingExtraError, match=r"kdcl\[excel\]"):
            XlsxRenderer().render(document_of())


class TestValues:
    """What a cell can hold."""

    @pytest.mark.parametrize("text", ["", "-0", "01", "1.5", "1e5", "1" * 16, " 1", "\u0661", "1,", ",5", "-"])
    def test_no_number(self, text: str) -> None:
        """What is not surely a number is text."""
        assert parse_number(text, "vi") is None

    def test_numbers(self) -> None:
        """Whole numbers in every language, a comma in Vietnamese alone."""
        assert [parse_number(text, "en") for text in ("0", "-5", "1,5")] == [0, -5, None]
        assert parse_number("-0,5", "vi") == -0.5
        assert find_number(None, "1,25", "vi") == SheetNumber(1.25, "0.00")
        assert find_number(None, "7", "vi") == SheetNumber(7, "0")
        assert find_number(None, "1.234", "vi") is None

    def test_stated_numbers(self) -> None:
        """What a document states is a number, however its text is written; from 1,000 on it is shown in groups."""
        assert find_number(1234, "1.234", "vi") == SheetNumber(1234, "#,##0")
        assert find_number(-12345, "-12,345", "en") == SheetNumber(-12345, "#,##0")
        assert find_number(Decimal("1234.5"), "1.234,5", "vi") == SheetNumber(1234.5, "#,##0.0")
        assert find_number(Decimal("0.25"), "0,25", "vi") == SheetNumber(0.25, "0.00")
        assert find_number(999, "999", "vi") == SheetNumber(999, "0")
        assert find_number(Decimal("1.5E+3"), "1.500", "vi") == SheetNumber(1500, "#,##0")

    def test_pieces(self) -> None:
        """Long texts are cut behind a blank, never inside a character; escapes are escaped and still fit."""
        assert split_text("") == ("",)
        assert split_text("aaa bbb ccc", 8) == ("aaa bbb ", "ccc")
        assert split_text("\U0001f3eb" * 5, 4) == ("\U0001f3eb" * 2, "\U0001f3eb" * 2, "\U0001f3eb")
        assert split_text("_x0041_") == ("_x005F_x0041_",)
        assert max(map(len, split_text("_x0041_" * 10_000))) <= 32_767
        assert "".join(split_text("a b " * 30_000)) == "a b " * 30_000

    def test_lines(self) -> None:
        """Lines are counted by the width of the column, at least one for each line end."""
        assert (count_lines("", 10), count_lines("x" * 25, 10), count_lines("a\nb", 10), count_lines("ab", 0)) == (
            1,
            3,
            2,
            2,
        )

    def test_sheet_names(self) -> None:
        """Names are short, unlike each other, and without what a workbook refuses."""
        assert sheet_name("a/b:c*?[d]\\'", (), "T") == "a b c d"
        assert sheet_name("''", (), "T") == "T"
        assert sheet_name("History", (), "T") == "History (2)"
        assert sheet_name("x" * 40, ("X" * 31,), "T") == "x" * 27 + " (2)"
        assert len(sheet_name("\U0001f3eb" * 40, (), "T")) == 15
