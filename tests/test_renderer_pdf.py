"""PDF: what stands on its pages, what its tags say, and that no text of a school is ever taken for anything else."""

from __future__ import annotations

import io
import re
import sys
from fractions import Fraction

import attrs
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

import renderings
from drawing import examples
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
    Picture,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.plots import Plot, PlotPoint
from kdcl.errors import DocumentError, MissingExtraError, UnknownTypefaceError
from kdcl.renderers import find_renderer, render
from kdcl.renderers.pdf import PdfRenderer, engine
from kdcl.renderers.pdf.tree import compose_data

LETTERS = "Trường Tiểu học Ví Dụ: ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲÝỶỸỴ đĐ"
HOSTILE = (
    '#panic("x")',
    "#import",
    "$x$",
    "= A",
    '"',
    '"]',
    "\\",
    "\\u{41}",
    "<b1>",
    "@b1",
    "`x`",
    "//",
    "/*",
    "#{",
    "]",
)
SHOWN = st.text(st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x17F), min_size=1, max_size=12)


def document_of(*blocks: Block, setup: PageSetup | None = None, title: str = "Title", language: str = "vi") -> Document:
    """Return a document of one section."""
    section = Section(blocks=blocks, setup=setup or PageSetup())
    return Document(title=title, author="School", subject="Subject", language=language, sections=(section,))


def paragraph(text: str = "x", style: ParagraphStyle = ParagraphStyle.PLAIN) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), style=style)


def heading(text: str, level: int = 1, *, is_listed: bool = True) -> Heading:
    """Return a heading that is called as it says."""
    return Heading(text=text, level=level, bookmark=text, is_listed=is_listed)


def cell(text: str = "", columns: int = 1, rows: int = 1, *, is_shaded: bool = False) -> Cell:
    """Return a cell of one paragraph."""
    return Cell(paragraphs=(paragraph(text),), columns=columns, rows=rows, is_shaded=is_shaded)


def set_of(*blocks: Block, title: str = "Title") -> bytes:
    """Return these blocks as a PDF file."""
    return render(document_of(*blocks, title=title), "pdf")


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in pdf]


def outline_of(data: bytes) -> list[tuple[int, str]]:
    """Return the outline beside the pages: how deep each entry is and what it says."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [(entry.level, entry.get_title()) for entry in pdf.get_toc()]


def kept_standards(data: bytes) -> set[str]:
    """Return which standards a file says it keeps to."""
    claims = ((b"<pdfaid:part>2", "PDF/A-2"), (b"<pdfuaid:part>1", "PDF/UA-1"))
    return {name for mark, name in claims if mark in data}


class TestFile:
    """A file keeps to the standards for archives and for accessibility, and is the same each time."""

    def test_standards(self) -> None:
        """A usual document keeps to PDF/A-2a and PDF/UA-1, with its title, its author and its language."""
        data = set_of(heading("A"), paragraph(f"{LETTERS} ☐ ☒ ✓ ≥ – “ ” …"))
        assert kept_standards(data) == {"PDF/A-2", "PDF/UA-1"}
        with pypdfium2.PdfDocument(data) as pdf:
            told = pdf.get_metadata_dict()
        assert (told["Title"], told["Author"], told["Subject"]) == ("Title", "School", "Subject")
        assert told["CreationDate"] == "D:20000101000000Z"
        assert b"/Lang (vi)" in data or b"/Lang(vi)" in data

    def test_letters(self) -> None:
        """Every Vietnamese letter and the signs of the forms are read back as they were written."""
        text = f"{LETTERS} ☐ ☒ ✓ ≥"
        assert text in " ".join(pages_of(set_of(paragraph(text)))[0].split())

    def test_machine_and_standards_are_done_without_last(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What the engine fails at is tried with the machine's typefaces, then without standards, then with its own."""
        tried: list[tuple[bool, bool]] = []

        def fail(data: str, standards: list[str], *, has_machine_fonts: bool) -> bytes:
            tried.append((bool(standards), has_machine_fonts))
            if len(tried) < 4:
                raise typst.TypstError(data, "")
            return b"made"

        monkeypatch.setattr(engine, "compile_pages", fail)
        assert engine.set_pages(document_of(paragraph())) == b"made"
        assert tried == [(True, False), (True, True), (False, True), (False, False)]

    def test_an_engine_that_stumbles_has_failed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What its shaping raises then is no `Exception`, and is told like every other failure of it."""

        class PanicException(BaseException):
            pass

        class Stumbling:
            def __init__(self, *_: object, **__: object) -> None:
                pass

            def compile(self, **_: object) -> bytes:
                raise PanicException("glyph")

        monkeypatch.setattr(typst, "Compiler", Stumbling)
        with pytest.raises(typst.TypstError, match="glyph"):
            engine.compile_pages("{}", [], has_machine_fonts=True)

    def test_what_is_no_failure_of_the_engine_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Somebody who stops the command is not told that a typeface is missing."""

        class Stopped:
            def __init__(self, *_: object, **__: object) -> None:
                pass

            def compile(self, **_: object) -> bytes:
                raise KeyboardInterrupt

        monkeypatch.setattr(typst, "Compiler", Stopped)
        with pytest.raises(KeyboardInterrupt):
            engine.compile_pages("{}", [], has_machine_fonts=False)

    @pytest.mark.parametrize(
        ("text", "title", "kept"),
        [
            ("x", "", {"PDF/A-2"}),
            ("\ue000", "Title", set()),
            ("\U0010fffd", "Title", set()),
        ],
    )
    def test_without_standards(self, text: str, title: str, kept: set[str]) -> None:
        """Without a title, or with a sign that no typeface has, less is claimed, and the pages are set all the same."""
        data = set_of(paragraph(f"before {text} behind"), title=title)
        assert kept_standards(data) == kept
        assert "before" in pages_of(data)[0]
        assert "behind" in pages_of(data)[0]

    @pytest.mark.parametrize(("language", "told"), [("vi", "vi"), ("en-GB", "en"), ("?", "en")])
    def test_language(self, language: str, told: str) -> None:
        """The language is told without its region, and English where it is none."""
        assert f'"language":"{told}"' in compose_data(document_of(language=language), ("A",))

    def test_typeface(self) -> None:
        """A typeface of the machine can be chosen; one that it does not have is refused with those it has."""
        with_serifs, without = (
            set_of(paragraph()),
            PdfRenderer(typeface="DejaVu Sans Mono").render(document_of(paragraph())),
        )
        assert b"DejaVuSansMono" in without
        assert b"DejaVuSansMono" not in with_serifs
        with pytest.raises(UnknownTypefaceError, match="no installed typeface is called 'None Such'"):
            PdfRenderer(typeface="None Such").render(document_of())

    def test_without_the_engine(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without the extra the remedy is told."""
        monkeypatch.setitem(sys.modules, "typst", None)
        monkeypatch.delitem(sys.modules, "kdcl.renderers.pdf.engine", raising=False)
        with pytest.raises(MissingExtraError, match=r"typst.*pip install 'kdcl\[pdf\]'"):
            set_of(paragraph())

    def test_unsound(self) -> None:
        """What no file can hold is refused before the engine is asked."""
        with pytest.raises(DocumentError):
            PdfRenderer().render(document_of(paragraph("\x00")))

    def test_found_by_suffix(self) -> None:
        """A path that ends in .pdf asks for it."""
        assert find_renderer("Report.PDF") == PdfRenderer()


class TestText:
    """What a school writes is text: it is given to the engine as data, so that it can never be markup."""

    @examples(6)
    @given(st.lists(st.one_of(st.sampled_from(HOSTILE), SHOWN), min_size=1, max_size=5).map(" ".join))
    def test_never_markup(self, text: str) -> None:
        """Whatever is written in any field is printed letter by letter, in one paragraph of one page."""
        cells = Table(widths=(1, 1), rows=(Row((cell(text), cell("x"))),))
        data = set_of(paragraph(text), cells, SignatureBlock(right_name=text), title=text)
        printed = "".join("".join(pages_of(data)).split())
        assert printed.count("".join(text.split())) == 3
        assert [kind for kind, _ in renderings.read_pdf_tags(data) if kind in {"H1", "Figure", "Formula", "Link"}] == []

    def test_looks(self) -> None:
        """Bold, italic and underlined words are set so, alone and together."""
        runs = tuple(
            Run("x", bold=bool(look & 1), italic=bool(look & 2), underlined=bool(look & 4)) for look in range(8)
        )
        data = set_of(Paragraph(runs=runs))
        names = {name.decode() for name in re.findall(rb"\+LibertinusSerif-([A-Za-z]+)", data)}
        assert names == {"Regular", "Bold", "Italic", "BoldItalic"}
        assert pages_of(data)[0].split("\n")[0] == "x" * 8

    def test_line_breaks_and_tabs(self) -> None:
        """Line ends of every kind break the line, and a tab is room between words."""
        data = set_of(paragraph("one\r\ntwo\rthree\nfour\tfive"))
        assert pages_of(data)[0].split()[:5] == ["one", "two", "three", "four", "five"]
        assert "four    five" in pages_of(data)[0].replace("\xa0", " ")

    def test_long_word(self) -> None:
        """A word that is longer than a line is parted, and none of it leaves the page."""
        data = set_of(paragraph("x" * 500))
        with pypdfium2.PdfDocument(data) as pdf:
            text = pdf[0].get_textpage()
            boxes = [text.get_charbox(number) for number in range(text.count_chars())]
        assert pages_of(data)[0].count("x") == 500
        assert max(right for _, _, right, _ in boxes) < 210 * 72 / 25.4

    def test_links(self) -> None:
        """Links lead inside the file and out of it."""
        blocks = (
            Paragraph(runs=(Run("inside", link="there"), Run("web", bold=True, address="https://example.com/a"))),
            PageBreak(),
            Paragraph(runs=(Run("target"),), bookmark="there"),
        )
        data = set_of(*blocks)
        assert renderings.read_pdf_links(data).targets == ("1",)
        assert b"https://example.com/a" in data


class TestStructure:
    """A file says what its parts are, for those who hear it and those who look for a place in it."""

    def test_tags(self) -> None:
        """Headings, tables with header cells, contents and pictures are tagged; a picture tells its words."""
        plot = Plot(title="T", points=(PlotPoint(label="a", value=Fraction(1), shown="1"),), threshold=Fraction(2))
        table = Table(widths=(1, 2), rows=(Row((cell("h"), cell("i"))), Row((cell("a"), cell("b")))), header_rows=1)
        data = set_of(
            TableOfContents(content_label="Contents", page_label="Page"),
            heading("A"),
            table,
            Picture(plot=plot, alternative="all it shows"),
        )
        tags = renderings.read_pdf_tags(data)
        kinds = [kind for kind, _ in tags]
        assert {"TOC", "TOCI", "H1", "Table", "TH", "TD", "Figure", "Link"} <= set(kinds)
        assert (kinds.count("TH"), kinds.count("TD")) == (2, 2)
        assert ("Figure", "all it shows") in tags

    def test_depths(self) -> None:
        """No step of the headings is left out in the tags, whatever levels the document has; looks keep the level."""
        data = set_of(heading("A", 2), heading("B", 5), heading("C", 3), heading("D", 1), heading("E", 9))
        kinds = [kind for kind, _ in renderings.read_pdf_tags(data)]
        assert [kind for kind in kinds if kind.startswith("H")] == ["H1", "H2", "H2", "H1", "H2"]
        assert kept_standards(data) == {"PDF/A-2", "PDF/UA-1"}

    def test_outline_and_contents(self) -> None:
        """Contents and outline list the same headings; each entry of the contents has the page where its heading is."""
        blocks: list[Block] = [TableOfContents(content_label="Contents", page_label="Page", depth=2)]
        for number in range(1, 6):
            long = f"Chapter {number} " + "which is told at some length " * (number % 3 * 2)
            blocks += [PageBreak(), heading(long.strip()), heading(f"Part {number}", 2), heading(f"Deep {number}", 3)]
        blocks.append(heading("Hidden", 1, is_listed=False))
        data = set_of(*blocks)
        first, *others = pages_of(data)
        lines = re.findall(r"(Chapter|Part) (\d)\b[^.]*?[.\u2060 \n]*?(\d)(?=\n|$)", first.replace("\xa0", " "))
        assert [(kind, number, page) for kind, number, page in lines] == [
            (kind, str(number), str(number + 1)) for number in range(1, 6) for kind in ("Chapter", "Part")
        ]
        assert [text.split("\n")[0][:9] for text in others] == [f"Chapter {number}" for number in range(1, 6)]
        assert [level for level, _ in outline_of(data)] == [0, 1] * 5
        assert "Hidden" not in first

    def test_comments(self) -> None:
        """Remarks on a draft are numbered and stand at the end, with links both ways; contents do not repeat them."""
        remarked = attrs.evolve(heading("A"), comments=("about A",))
        data = set_of(
            TableOfContents(content_label="Contents", page_label="Page"),
            remarked,
            Paragraph(runs=(Run("text"),), comments=("one\ntwo", "three")),
        )
        text = "\n".join(pages_of(data))
        assert text.count("[1]") == text.count("[2]") == text.count("[3]") == 1
        assert re.search(r"1\. about A[\s\S]*2\. one\s+two[\s\S]*3\. three", text)
        assert len(renderings.read_pdf_links(data).targets) >= 7


class TestPages:
    """Pages stand as their sections say."""

    def test_setups(self) -> None:
        """Upright and lying pages, framed covers and numbers follow the setup of their section."""
        cover = (
            paragraph("authority", ParagraphStyle.COVER_AUTHORITY),
            paragraph("title", ParagraphStyle.COVER_TITLE),
            paragraph("year", ParagraphStyle.COVER_TITLE),
            paragraph("foot", ParagraphStyle.COVER_FOOT),
            paragraph("below", ParagraphStyle.COVER_FOOT),
        )
        sections = (
            Section(blocks=cover, setup=PageSetup(is_framed=True, is_numbered=False)),
            Section(blocks=cover[:2], setup=PageSetup(is_framed=True, is_numbered=False)),
            Section(blocks=(heading("within a frame"),), setup=PageSetup(is_framed=True)),
            Section(blocks=(paragraph("lying"),), setup=PageSetup(orientation=Orientation.LANDSCAPE)),
            Section(blocks=(paragraph("centred"),), setup=PageSetup(is_centred=True, margins=Margins(left=50))),
        )
        data = render(attrs.evolve(document_of(), sections=sections), "pdf")
        with pypdfium2.PdfDocument(data) as pdf:
            sizes = [tuple(map(round, page.get_size())) for page in pdf]
            heights = [page.get_textpage().get_charbox(0)[1] for page in pdf]
        upright, lying = (595, 842), (842, 595)
        assert sizes == [upright, upright, upright, lying, upright]
        texts = pages_of(data)
        assert [text.split()[0] for text in texts] == ["AUTHORITY", "AUTHORITY", "within", "lying", "centred"]
        assert [text.split()[-1] for text in texts] == ["BELOW", "TITLE", "3", "4", "5"]
        assert heights[4] < 500 < heights[2]

    def test_long_tables(self) -> None:
        """Header rows are repeated on each page, merged cells and bands too; a header too high to repeat is not."""
        rows = (
            Row((cell("band", 3, is_shaded=True),)),
            Row((cell("x", 1, 2), cell("y", 2))),
            Row((cell("u"), cell("v"))),
        )
        many = tuple(Row((cell(str(number)), cell("b", 2))) for number in range(120))
        table = Table(widths=(1, 1, 2), rows=(Row((cell("head"), cell("of", 2))), *rows, *many), header_rows=1)
        texts = pages_of(set_of(table))
        assert len(texts) > 2
        assert all(text.startswith("head of") for text in texts)
        high = attrs.evolve(table, rows=(Row((cell("long " * 200), cell("of", 2))), *many))
        assert "long" not in pages_of(set_of(high))[-1]

    def test_low_tables_stay_whole(self) -> None:
        """A low table is not parted, and its caption stays with it; a table without rules is set in the same grid."""
        lines = tuple(paragraph(f"line {number}") for number in range(33))
        rows = tuple(Row((cell(f"row {number}"), cell())) for number in range(8))
        for is_ruled in (True, False):
            table = Table(widths=(1, 1), rows=rows, header_rows=1, is_ruled=is_ruled)
            first, second = pages_of(set_of(*lines, paragraph("caption", ParagraphStyle.CAPTION), table))
            assert "caption" not in first
            assert [f"row {number}" in second for number in range(8)] == [True] * 8

    def test_signatures_stay_whole(self) -> None:
        """A signature block is never parted, and takes the paragraph above it to its page."""
        signatures = SignatureBlock(
            left=(paragraph("left"),), right=(paragraph("office"),), left_name="Left Name", right_name="Right Name"
        )
        for count in range(26, 40, 3):
            lines = tuple(paragraph(f"line {number:02}") for number in range(count))
            last = pages_of(set_of(*lines, paragraph("closing"), signatures))[-1]
            assert all(word in last for word in ("closing", "left", "office", "Left Name", "Right Name"))

    def test_headings_stay_with_text(self) -> None:
        """No heading stands at the foot of a page."""
        for count in range(34, 46):
            lines = tuple(paragraph(f"line {number:02}") for number in range(count))
            for above in pages_of(set_of(*lines, heading("Heading", 2), paragraph("text below")))[:-1]:
                assert "Heading" not in above or "text below" in above

    def test_heads_and_places(self) -> None:
        """Heads have two columns and rules; paragraphs stand where they are told to."""
        head = TwoColumnHead(
            left=(paragraph("issuer"), Paragraph(runs=(), style=ParagraphStyle.RULE)),
            right=(paragraph("motto"), paragraph("text on a rule", ParagraphStyle.RULE)),
        )
        aligned = tuple(attrs.evolve(paragraph(f"at {align}", ParagraphStyle.BODY), align=align) for align in Align)
        sign = attrs.evolve(paragraph("7", ParagraphStyle.SIGN), space_before=4, bookmark="seven")
        data = set_of(head, *aligned, sign, attrs.evolve(heading("Right"), align=Align.RIGHT), Paragraph(runs=()))
        with pypdfium2.PdfDocument(data) as pdf:
            text = pdf[0].get_textpage()
            content = text.get_text_range()
            lefts = {align: text.get_charbox(content.index(f"at {align}"))[0] for align in Align}
        assert lefts[Align.LEFT] < lefts[Align.JUSTIFY] < lefts[Align.CENTER] < lefts[Align.RIGHT]
        assert "text on a rule" in content

    def test_cells(self) -> None:
        """Cells hold nothing, one paragraph where it is told to stand, or many with names and room."""
        many = Cell(paragraphs=(paragraph("first"), attrs.evolve(paragraph("second"), bookmark="name", space_before=3)))
        right = Cell(paragraphs=(attrs.evolve(paragraph("right"), align=Align.RIGHT),))
        table = Table(widths=(1, 1, 1), rows=(Row((Cell(paragraphs=()), right, many)),))
        assert pages_of(set_of(table))[0].split() == ["right", "first", "second", "1"]

    def test_written_to_a_file(self) -> None:
        """The bytes are a whole file."""
        data = set_of()
        assert io.BytesIO(data).read(5) == b"%PDF-"
        assert data.rstrip().endswith(b"%%EOF")
