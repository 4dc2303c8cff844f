"""The Word renderer: facts of its XML, read back by an XML parser and by python-docx."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drawing import examples
from kdcl import renderers
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
from kdcl.renderers.bookmarks import build_bookmarks
from kdcl.renderers.docx import FIXED_TIME, DocxRenderer, find_page_numbers
from kdcl.renderers.docx.tables import share_width
from kdcl.renderers.keeping import LONGEST_UNPARTED_ROW
from kdcl.text.line_widths import bold_width, break_lines, regular_width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {"w": W[1:-1]}
PLAIN = ParagraphStyle.PLAIN


def paragraph(
    text: str = "",
    style: ParagraphStyle = ParagraphStyle.BODY,
    *,
    align: Align | None = None,
    bookmark: str | None = None,
    space_before: float = 0,
) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), style=style, align=align, bookmark=bookmark, space_before=space_before)


def cell(text: str = "", columns: int = 1, rows: int = 1, *, is_shaded: bool = False) -> Cell:
    """Return a cell of one paragraph."""
    return Cell(paragraphs=(paragraph(text, PLAIN),), columns=columns, rows=rows, is_shaded=is_shaded)


def report() -> Document:
    """Return a small document with a block of every kind."""
    cover = (
        paragraph("Authority", ParagraphStyle.COVER_AUTHORITY),
        Paragraph(runs=(), style=ParagraphStyle.RULE),
        paragraph("Report", ParagraphStyle.COVER_TITLE, space_before=40),
        paragraph("School year", PLAIN, space_before=5),
        paragraph("Place", ParagraphStyle.COVER_FOOT),
    )
    table = Table(
        widths=(1, 2, 3),
        header_rows=1,
        rows=(
            Row((cell("No"), cell("Code"), cell("Name"))),
            Row((cell("Band", columns=3, is_shaded=True),)),
            Row((cell("1", rows=3, is_shaded=True), cell("wide", columns=2, rows=2))),
            Row(()),
            Row((cell("b"), Cell(paragraphs=()))),
            Row(
                (Cell(paragraphs=(paragraph("[H1-1-01-01]", PLAIN, bookmark="evidence 1"),)), cell(), cell("x" * 9999))
            ),
        ),
    )
    body: tuple[Block, ...] = (
        PageBreak(),
        Heading(text="Contents", level=1, bookmark="contents", is_listed=False),
        TableOfContents(content_label="Content", page_label="Page"),
        PageBreak(),
        Heading(text="Part I", level=1, bookmark="part-1"),
        Heading(text="Standard 1", level=2, bookmark="standard.1", align=Align.LEFT),
        Heading(text="Too deep", level=4, bookmark="deep"),
        Paragraph(
            runs=(
                Run("See ", italic=True),
                Run("[H1-1-01-01]", bold=True, link="evidence 1"),
                Run(" and\tso\non", underlined=True),
            ),
            align=Align.LEFT,
            space_before=3,
            keep_with_next=True,
        ),
        PageBreak(),
        table,
        Table(widths=(1,), rows=(Row((cell("unruled"),)),), is_ruled=False),
        SignatureBlock(right=(paragraph("Principal", PLAIN),), right_name="Nguyễn Văn A", space=20),
    )
    annex: tuple[Block, ...] = (
        TwoColumnHead(left=(paragraph("School", PLAIN),), right=(paragraph("State", PLAIN),)),
        TableOfContents(content_label="Content", page_label="Page"),
        SignatureBlock(
            left=(paragraph("Chair", PLAIN, align=Align.LEFT),),
            right=(paragraph("Secretary", PLAIN),),
            left_name="A",
            right_name="B",
        ),
        PageBreak(),
    )
    return Document(
        title="Report 2017",
        author="A school",
        subject="Self-assessment",
        language="vi",
        sections=(
            Section(blocks=cover, setup=PageSetup(is_framed=True, is_numbered=False)),
            Section(blocks=body),
            Section(blocks=annex, setup=PageSetup(orientation=Orientation.LANDSCAPE, is_centred=True)),
        ),
    )


def document_of(*blocks: Block, language: str = "vi", setup: PageSetup | None = None) -> Document:
    """Return a document of one section."""
    section = Section(blocks=blocks, setup=setup or PageSetup())
    return Document(title="T", author="A", subject="S", language=language, sections=(section,))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def find(element: etree._Element, path: str) -> list[etree._Element]:
    """Return the elements on a path."""
    return element.findall(path, NAMESPACES)


def values(element: etree._Element, path: str, name: str = "val") -> list[str | None]:
    """Return an attribute of the elements on a path."""
    return [found.get(W + name) for found in find(element, path)]


def text_of(element: etree._Element) -> str:
    """Return the text of an element."""
    return "".join(found.text or "" for found in element.iter(W + "t")).replace("\N{NO-BREAK SPACE}", "")


def styled(element: etree._Element, style: str) -> list[etree._Element]:
    """Return the paragraphs of a style."""
    return [found for found in element.iter(W + "p") if values(found, "w:pPr/w:pStyle") == [style]]


@pytest.fixture(scope="module")
def body() -> etree._Element:
    """Return the body of the small document."""
    return part(DocxRenderer().render(report()))


class TestSameBytes:
    """The same document gives the same bytes: no clock, no chance, no machine in the file."""

    def test_twice(self) -> None:
        """Two renders are equal."""
        assert DocxRenderer().render(report()) == DocxRenderer().render(report())

    def test_other_process(self) -> None:
        """Another process in another time zone with another hash seed writes the same bytes."""
        code = (
            "import hashlib, test_renderer_docx as t; from kdcl.renderers import render; "
            "print(hashlib.sha256(render(t.report(), 'docx')).hexdigest())"
        )
        paths = os.pathsep.join([str(Path(renderers.__file__).parents[2]), str(Path(__file__).parent)])
        environment = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONPATH": paths}
        command = [sys.executable, "-c", code]
        printed = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)  # noqa: S603 - our own code
        assert printed.stdout.strip() == hashlib.sha256(DocxRenderer().render(report())).hexdigest()

    def test_entries(self) -> None:
        """The package's entries are in order, of one date, and of no operating system."""
        with zipfile.ZipFile(io.BytesIO(DocxRenderer().render(report()))) as package:
            entries = package.infolist()
        assert entries[0].filename == "[Content_Types].xml"
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}


class TestProperties:
    """The file says what it is, whose, and in which language."""

    def test_core(self) -> None:
        """Title, author, subject and language are the document's; its times are fixed."""
        found = docx.Document(io.BytesIO(DocxRenderer().render(report()))).core_properties
        assert (found.title, found.author, found.subject) == ("Report 2017", "A school", "Self-assessment")
        assert found.language == "vi-VN"
        assert found.created.replace(tzinfo=None) == found.modified.replace(tzinfo=None) == FIXED_TIME

    @pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("en", "en-GB"), ("fr", "fr")])
    def test_language(self, language: str, tag: str) -> None:
        """The language is set for all scripts, so that Word proofreads in it."""
        data = DocxRenderer().render(document_of(language=language))
        found = find(part(data, "word/styles.xml"), "w:docDefaults//w:lang")
        assert [dict(one.attrib) for one in found] == [{W + "val": tag, W + "eastAsia": tag, W + "bidi": tag}]

    @pytest.mark.parametrize(
        ("blocks", "pages", "updates"),
        [
            ((), {}, False),
            ((TableOfContents(content_label="", page_label=""),), {}, True),
            ((TableOfContents(content_label="", page_label=""),), {"x": 1}, False),
        ],
    )
    def test_updates(self, blocks: tuple[Block, ...], pages: dict[str, int], updates: bool) -> None:
        """Word is asked to fill in fields only where contents stand whose pages are not known."""
        data = DocxRenderer(page_numbers=pages).render(document_of(*blocks))
        assert bool(find(part(data, "word/settings.xml"), "w:updateFields")) is updates


class TestTypeface:
    """Times New Roman 14 [P], in all four font slots, in no colour."""

    def test_slots(self) -> None:
        """Every statement on fonts names the one typeface in all four slots, and no theme."""
        styles = part(DocxRenderer().render(report()), "word/styles.xml")
        slots = ("ascii", "hAnsi", "eastAsia", "cs")
        fonts = [dict(found.attrib) for found in styles.iter(W + "rFonts")]
        assert fonts == [{W + slot: "Times New Roman" for slot in slots}] * 2
        assert values(styles, "w:docDefaults//w:sz") == values(styles, "w:docDefaults//w:szCs") == ["28"]
        assert not list(styles.iter(W + "color"))

    def test_no_font_elsewhere(self, body: etree._Element) -> None:
        """No text departs from the styles' typeface."""
        assert not list(body.iter(W + "rFonts"))

    def test_styles_exist(self, body: etree._Element) -> None:
        """Every style that is used is defined, once."""
        styles = part(DocxRenderer().render(report()), "word/styles.xml")
        known = values(styles, "w:style", "styleId")
        assert len(known) == len(set(known))
        assert set(values(body, ".//w:pStyle")) <= set(known)


class TestPages:
    """A4, margins 30, 15, 20 and 20 mm [P]; covers framed and without number; evidence lists lying."""

    def test_sizes(self, body: etree._Element) -> None:
        """Each section has its page size in twips."""
        sizes = [tuple(found.get(W + name) for name in ("w", "h", "orient")) for found in body.iter(W + "pgSz")]
        assert sizes == [("11906", "16838", None)] * 2 + [("16838", "11906", "landscape")]

    def test_margins(self, body: etree._Element) -> None:
        """The bound edge is the left one of upright pages and the upper one of lying pages."""
        sides = ("left", "right", "top", "bottom")
        margins = [tuple(found.get(W + side) for side in sides) for found in body.iter(W + "pgMar")]
        assert margins == [("1701", "850", "1134", "1134")] * 2 + [("1134", "1134", "1701", "850")]

    def test_own_margins(self) -> None:
        """The margins of a setup are taken."""
        setup = PageSetup(margins=Margins(left=10, right=10, top=10, bottom=10))
        found = part(DocxRenderer().render(document_of(setup=setup)))
        assert values(found, ".//w:pgMar", "left") == ["567"]
        assert values(found, ".//w:pgMar", "footer") == ["283"]

    def test_frame(self, body: etree._Element) -> None:
        """A framed section has a line on all four sides, the others none."""
        first, second, third = body.iter(W + "sectPr")
        assert {line.tag.removeprefix(W) for line in find(first, "w:pgBorders/*")} == {"top", "left", "bottom", "right"}
        assert not find(second, "w:pgBorders")
        assert values(third, "w:vAlign") == ["center"]

    def test_numbers(self) -> None:
        """The page number stands in the footer of numbered sections; covers have an empty footer."""
        data = DocxRenderer().render(report())
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target") for relation in relations}
        used = [
            targets[found.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
            for found in part(data).iter(W + "footerReference")
        ]
        assert used == ["footer2.xml", "footer1.xml", "footer1.xml"]
        assert [found.text for found in part(data, "word/footer1.xml").iter(W + "instrText")] == [" PAGE "]
        assert not list(part(data, "word/footer2.xml").iter(W + "r"))

    def test_cover(self, body: etree._Element) -> None:
        """On a cover the title is held in the middle and the place at the foot; the issuer flows at the top."""
        paragraphs = list(body.iter(W + "p"))[:5]
        assert [values(found, "w:pPr/w:framePr", "yAlign") for found in paragraphs] == [
            [],
            [],
            ["center"],
            ["center"],
            ["bottom"],
        ]
        room = [values(found, "w:pPr/w:spacing", "before") for found in paragraphs]
        assert room == [[], [], [], ["283"], []]

    def test_cover_with_table(self) -> None:
        """A framed page that holds more than paragraphs flows."""
        table = Table(widths=(1,), rows=(Row((cell("x"),)),))
        blocks = (paragraph("Report", ParagraphStyle.COVER_TITLE), table)
        found = part(DocxRenderer().render(document_of(*blocks, setup=PageSetup(is_framed=True))))
        assert not list(found.iter(W + "framePr"))

    def test_page_breaks(self, body: etree._Element) -> None:
        """A page break is carried by the block behind it; a table has a paragraph before it that carries it."""
        breaking = [found for found in body.iter(W + "p") if find(found, "w:pPr/w:pageBreakBefore")]
        assert [text_of(found) for found in breaking] == ["Contents", "Part I", ""]
        following = breaking[2].getnext()
        assert following is not None
        assert following.tag == W + "tbl"

    def test_tables_apart(self, body: etree._Element) -> None:
        """Two tables in a row do not become one."""
        tags = [child.tag for child in find(body, "w:body/*")]
        assert (W + "tbl", W + "tbl") not in list(pairwise(tags))
        assert tags[-2:] == [W + "p", W + "sectPr"]


class TestParagraphs:
    """What the tree says of a paragraph stands in its properties; the rest is left to its style."""

    def test_properties(self, body: etree._Element) -> None:
        """Align, room and keeping are taken, in the schema's order."""
        found = next(one for one in styled(body, "Body") if text_of(one).startswith("See"))
        tags = [child.tag.removeprefix(W) for child in find(found, "w:pPr/*")]
        assert tags == ["pStyle", "keepNext", "spacing", "jc"]
        assert values(found, "w:pPr/w:spacing", "before") == ["170"]

    def test_runs(self, body: etree._Element) -> None:
        """Looks are set for Latin and complex scripts; tabs and line feeds are elements."""
        found = next(one for one in styled(body, "Body") if text_of(one).startswith("See"))
        looks = [[child.tag.removeprefix(W) for child in find(run, "w:rPr/*")] for run in found.iter(W + "r")]
        assert looks == [["i", "iCs"], ["b", "bCs"], ["u"]]
        assert len(list(found.iter(W + "tab"))) == len(list(found.iter(W + "br"))) == 1

    def test_headings(self, body: etree._Element) -> None:
        """Headings have Word's own styles; those left out of the contents have a style without outline level."""
        assert [text_of(found) for found in styled(body, "Heading1")] == ["Part I"]
        assert [text_of(found) for found in styled(body, "Heading1Unlisted")] == ["Contents"]
        styles = part(DocxRenderer().render(report()), "word/styles.xml")
        levels = {found.get(W + "styleId"): values(found, "w:pPr/w:outlineLvl") for found in find(styles, "w:style")}
        assert (levels["Heading1"], levels["Heading4"], levels["Heading1Unlisted"]) == (["0"], ["3"], [])
        names = [style.name for style in docx.Document(io.BytesIO(DocxRenderer().render(report()))).styles]
        assert {"Heading 1", "Heading 4", "toc 1", "Caption", "Footer"} <= set(names)

    def test_no_orphans(self) -> None:
        """Headings, items and captions stay with what follows; paragraphs leave no single line behind."""
        styles = part(DocxRenderer().render(report()), "word/styles.xml")
        kept = {found.get(W + "styleId") for found in find(styles, "w:style") if find(found, "w:pPr/w:keepNext")}
        assert {"Heading1", "Heading4", "Item", "Caption", "ContentsHead"} <= kept
        assert find(styles, "w:style[@w:styleId='Normal']/w:pPr/w:widowControl")

    def test_item_that_ends_a_part(self) -> None:
        """It departs from its style, so that it is not drawn to the next part's page."""
        item = paragraph("5. Met", ParagraphStyle.ITEM)
        kept = Paragraph(runs=item.runs, style=item.style, keep_with_next=True)
        body = part(DocxRenderer().render(document_of(kept, item, Heading(text="B", level=1, bookmark="b"))))
        assert values(body, "w:body/w:p/w:pPr/w:keepNext") == [None, "false"]


class TestLinks:
    """Every link and page field leads to a bookmark that is there once."""

    def test_targets(self, body: etree._Element) -> None:
        """Names and numbers of bookmarks are unique, and all targets exist."""
        names = values(body, ".//w:bookmarkStart", "name")
        numbers = values(body, ".//w:bookmarkStart", "id")
        assert len(names) == len(set(names)) == 5
        assert numbers == values(body, ".//w:bookmarkEnd", "id")
        assert len(numbers) == len(set(numbers))
        instructions = [found.text or "" for found in body.iter(W + "instrText")]
        pages = [text.split()[1] for text in instructions if "PAGEREF" in text]
        anchors = values(body, ".//w:hyperlink", "anchor")
        assert pages
        assert {*pages, *anchors} <= set(names)

    @given(st.lists(st.text(max_size=60), unique=True, max_size=20))
    def test_names(self, wanted: list[str]) -> None:
        """Any names become names that Word takes: at most 40 letters, digits or low lines, and no two alike."""
        found = build_bookmarks(wanted)
        names = [bookmark.name for bookmark in found.values()]
        assert list(found) == wanted
        assert len({name.lower() for name in names}) == len(names)
        for name in names:
            assert name.isascii()
            assert name.isidentifier()
            assert name[0].isalpha()
            assert len(name) <= 40

    def test_case(self) -> None:
        """Names that differ only in what Word does not tell apart get a number."""
        names = [bookmark.name for bookmark in build_bookmarks(["a.b", "A-B", "a b", "x" * 41, "x" * 40]).values()]
        assert names == ["a_b", "A_B_2", "a_b_3", "x" * 40, "x" * 38 + "_2"]


class TestContents:
    """The table of contents is a field of Word with pre-built entries, each with its page as a field."""

    def test_entries(self, body: etree._Element) -> None:
        """Listed headings down to the wanted depth are entries; the head line names both columns."""
        entries = [text_of(found) for level in (1, 2, 3, 4) for found in styled(body, f"TOC{level}")]
        assert entries == ["Part I", "Part I", "Standard 1", "Standard 1"]
        assert [text_of(found) for found in styled(body, "ContentsHead")] == ["ContentPage"] * 2

    def test_field(self, body: etree._Element) -> None:
        """The fields are closed, nested rightly, and say what Word shall list."""
        kinds = values(body, ".//w:fldChar", "fldCharType")
        assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 6
        instructions = [found.text for found in body.iter(W + "instrText")]
        assert instructions.count(' TOC \\o "1-3" \\h \\z \\u ') == 2

    def test_unknown_pages(self, body: etree._Element) -> None:
        """Where no page is known none is shown, and a tab opens the field to LibreOffice, which computes them."""
        entry = styled(body, "TOC1")[0]
        assert [child.tag.removeprefix(W) for run in find(entry, "w:r") for child in run] == [
            "fldChar",
            "tab",
            "instrText",
            "fldChar",
        ]

    def test_known_pages(self) -> None:
        """Known pages stand in the entries."""
        found = part(DocxRenderer(page_numbers={"part-1": 7}).render(report()))
        assert [text_of(one) for one in styled(found, "TOC1")] == ["Part I7"] * 2
        assert [text_of(one) for one in styled(found, "TOC2")] == ["Standard 1"] * 2
        assert not find(styled(found, "TOC1")[0], "w:r/w:tab")

    def test_width(self, body: etree._Element) -> None:
        """On lying pages the page column stands at their right margin."""
        upright, lying = styled(body, "TOC1")
        assert not find(upright, "w:pPr/w:tabs")
        assert values(lying, "w:pPr/w:tabs/w:tab", "pos") == ["9355", "14570"]

    def test_long_entries(self) -> None:
        """An entry that would leave no room for dots and page ends its lines itself; the heading stays as written."""
        text = "Criterion " + "word " * 30 + "end"
        headings = (
            Heading(text=text, level=1, bookmark="a"),
            Heading(text=text, level=4, bookmark="b"),
            Heading(text="Short", level=2, bookmark="c"),
        )
        contents = TableOfContents(content_label="A", page_label="B", depth=4)
        found = part(DocxRenderer().render(document_of(contents, *headings)))
        for style, level, measure in (("TOC1", 1, bold_width), ("TOC4", 4, regular_width)):
            lines = _lines(styled(found, style)[0])
            assert " ".join(lines) == text
            room = 165 - 5 * (level - 1) - 15
            assert all(measure(line, 14) <= room for line in lines)
            assert all(measure(f"{line} word", 14) > room for line in lines[:-1])
        assert _lines(styled(found, "TOC2")[0]) == ["Short"]
        assert not list(styled(found, "Heading1")[0].iter(W + "br"))

    def test_line_ends(self) -> None:
        """Line ends that are there stay, and a word wider than a line has one of its own."""
        assert break_lines("aa bb\ncc dddddddd e", 5, len) == "aa bb\ncc\ndddddddd\ne"

    def test_room_on_the_right(self, body: etree._Element) -> None:
        """Entries go on to the margin; contents that Word lists anew leave room there by their styles."""
        assert values(styled(body, "TOC1")[0], "w:pPr/w:ind", "right") == ["0"]
        styles = part(DocxRenderer().render(report()), "word/styles.xml")
        listed = [found for found in styles.iter(W + "style") if (found.get(W + "styleId") or "").startswith("TOC")]
        assert {values(found, "w:pPr/w:ind", "right")[0] for found in listed} == {"850"}

    def test_no_headings(self) -> None:
        """Contents of nothing are an empty field, closed."""
        found = part(DocxRenderer().render(document_of(TableOfContents(content_label="A", page_label="B"))))
        assert values(found, ".//w:fldChar", "fldCharType") == ["begin", "separate", "end"]


def _lines(entry: etree._Element) -> list[str]:
    """Return the lines of an entry of the contents, without its page."""
    label = find(entry, "w:hyperlink/w:r")[0]
    return "".join("\n" if child.tag == W + "br" else child.text or "" for child in label).split("\n")


class TestTables:
    """Tables have exact widths, headers that repeat, and rows that are not parted where they are short."""

    def test_widths(self, body: etree._Element) -> None:
        """The columns fill the width of the text exactly, in their proportion, and so does every row."""
        table = find(body, ".//w:tbl")[0]
        assert values(table, "w:tblPr/w:tblLayout", "type") == ["fixed"]
        widths = [int(width or 0) for width in values(table, "w:tblGrid/w:gridCol", "w")]
        assert sum(widths) == 9355 == int(values(table, "w:tblPr/w:tblW", "w")[0] or 0)
        for row in find(table, "w:tr"):
            assert sum(int(width or 0) for width in values(row, "w:tc/w:tcPr/w:tcW", "w")) == 9355

    @given(st.integers(1, 20_000), st.lists(st.integers(1, 1000), min_size=1, max_size=30))
    def test_shares(self, width: int, shares: list[int]) -> None:
        """Shares add up to the width, and each is at most one unit from its due."""
        found = share_width(width, tuple(shares))
        assert sum(found) == width
        assert all(abs(got - width * share / sum(shares)) <= 1 for got, share in zip(found, shares, strict=True))

    def test_headers(self, body: etree._Element) -> None:
        """Header rows repeat on each page and their text stands in the middle."""
        rows = find(body, ".//w:tbl")[0].findall("w:tr", NAMESPACES)
        assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [True] + [False] * 5
        assert values(rows[0], "w:tc/w:tcPr/w:vAlign") == ["center"] * 3

    def test_unparted(self, body: etree._Element) -> None:
        """A short row stays on one page; a long one may be parted."""
        rows = find(body, ".//w:tbl")[0].findall("w:tr", NAMESPACES)
        assert len("x" * 9999) > LONGEST_UNPARTED_ROW
        assert [bool(find(row, "w:trPr/w:cantSplit")) for row in rows] == [True] * 5 + [False]

    def test_spans(self, body: etree._Element) -> None:
        """Spans reach over columns and rows; bands and what continues them are shaded."""
        rows = find(body, ".//w:tbl")[0].findall("w:tr", NAMESPACES)
        assert values(rows[1], ".//w:gridSpan") == ["3"]
        assert len(find(rows[1], ".//w:shd")) == 1
        assert values(rows[2], ".//w:vMerge") == ["restart", "restart"]
        assert [values(cell_, "w:tcPr/w:vMerge") for cell_ in find(rows[3], "w:tc")] == [[None], [None]]
        assert values(rows[3], ".//w:gridSpan") == ["2"]
        assert [values(cell_, "w:tcPr/w:vMerge") for cell_ in find(rows[4], "w:tc")] == [[None], [], []]
        assert len(find(rows[4], ".//w:shd")) == 1

    def test_every_cell_has_a_paragraph(self, body: etree._Element) -> None:
        """A cell without a paragraph would make Word repair the file."""
        assert all(child[-1].tag == W + "p" for child in body.iter(W + "tc"))

    def test_rules(self, body: etree._Element) -> None:
        """Only ruled tables have lines."""
        ruled = [bool(find(table, "w:tblPr/w:tblBorders")) for table in find(body, ".//w:tbl")]
        assert ruled == [True, False, False, False, False]

    def test_signatures(self, body: etree._Element) -> None:
        """A signature block stays together, leaves exact room, and centres whoever signs."""
        single, double = find(body, ".//w:tbl")[2], find(body, ".//w:tbl")[4]
        assert values(single, "w:tr/w:trPr/w:trHeight") == ["1134"]
        assert values(single, "w:tr/w:trPr/w:trHeight", "hRule") == ["exact"]
        assert len(find(single, "w:tr/w:trPr/w:cantSplit")) == 3
        rows = find(single, "w:tr")
        assert all(find(found, "w:pPr/w:keepNext") for row in rows for found in find(row, "w:tc/w:p"))
        assert text_of(single) == "PrincipalNguyễn Văn A"
        assert values(double, "w:tr/w:tc/w:p/w:pPr/w:jc") == ["left", "center", "center", "center"]

    def test_recipients_reach_down_beside_the_signature(self, body: etree._Element) -> None:
        """A cell over all rows: a long list of them does not part office and name; a second signature has its own."""
        single, double = find(body, ".//w:tbl")[2], find(body, ".//w:tbl")[4]
        assert [len(find(row, "w:tc/w:tcPr/w:vMerge")) for row in find(single, "w:tr")] == [1, 1, 1]
        assert not find(double, ".//w:vMerge")

    def test_signature_below_a_table(self) -> None:
        """What stands between the two is kept with the signature, and so is the last row of the table."""
        table = Table(widths=(1,), rows=(Row((Cell(paragraphs=(paragraph("x"),)),)),) * 3)
        signed = SignatureBlock(right=(paragraph("Principal"),), right_name="N")
        body = part(DocxRenderer().render(document_of(table, signed)))
        between = find(body, "w:body/w:p")[0]
        assert values(between, "w:pPr/w:pStyle") == ["Spacer"]
        kept = [bool(find(each, "w:pPr/w:keepNext")) for each in (*find(body, ".//w:tc/w:p"), between)]
        assert kept == [True] * len(kept)

    def test_head(self, body: etree._Element) -> None:
        """The two-column head stays with what follows."""
        head = find(body, ".//w:tbl")[3]
        assert text_of(head) == "SchoolState"
        assert len(find(head, ".//w:keepNext")) == 2


SAFE_TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=[chr(c) for c in range(0xFDD0, 0xFDF0)])
    | st.sampled_from("\t\n")
).filter(lambda text: not {"\ufffe", "\uffff"} & set(text))


class TestText:
    """What a school writes survives, whatever it is; nothing of it is taken for markup."""

    @examples(25)
    @given(SAFE_TEXT)
    def test_round_trip(self, text: str) -> None:
        """python-docx reads back the text that was written, in paragraphs, headings and cells."""
        table = Table(widths=(1,), rows=(Row((cell(text),)),))
        heading = Heading(text=text, level=1, bookmark=text or "empty")
        linked = Paragraph(runs=(Run(text, link=heading.bookmark), Run(text, bold=True)))
        found = docx.Document(io.BytesIO(DocxRenderer().render(document_of(heading, linked, table))))
        assert found.paragraphs[0].text == text
        assert found.paragraphs[1].text == text * 2
        assert found.tables[0].rows[0].cells[0].text == text

    @pytest.mark.parametrize(
        "text", ["</w:t><w:p/>", "&amp; <!-- ]]>", " two  blanks ", "=cmd", "a\u0301\u202e", "x" * 100_000]
    )
    def test_hostile(self, text: str) -> None:
        """Markup, blanks, formulas, marks of direction and very long texts are text."""
        found = docx.Document(io.BytesIO(DocxRenderer().render(document_of(paragraph(text)))))
        assert found.paragraphs[0].text == text

    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
    def test_line_ends(self, end: str) -> None:
        """Line ends of every system break the line once."""
        found = docx.Document(io.BytesIO(DocxRenderer().render(document_of(paragraph(f"a{end}b")))))
        assert found.paragraphs[0].text == "a\nb"

    def test_long_properties(self) -> None:
        """Word's properties hold 255 characters; a longer title is cut there, and only there."""
        document = Document(title="t" * 300, author="a" * 300, subject="s" * 300, language="en", sections=())
        found = docx.Document(io.BytesIO(DocxRenderer().render(document))).core_properties
        assert (len(found.title), len(found.author), len(found.subject)) == (255, 255, 255)


class TestPagination:
    """Page numbers computed by LibreOffice, when it is there, can stand in the contents from the first."""

    def fake_programs(
        self, monkeypatch: pytest.MonkeyPatch, printed: str = "", failing: type[Exception] | None = None
    ) -> list[list[str]]:
        """Let programs be found and print this; return the commands that were run."""
        commands: list[list[str]] = []

        def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
            commands.append(command)
            if "--outdir" in command:
                made = Path(command[command.index("--outdir") + 1])
                made.mkdir()
                (made / "source.pdf").write_bytes(b"")
            if failing is not None:
                raise failing(*(["soffice", 1] if failing is not OSError else []))
            return subprocess.CompletedProcess(command, 0, printed, "")

        monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}")
        monkeypatch.setattr(subprocess, "run", run)
        return commands

    def test_found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The pages are read from the destinations of the PDF that LibreOffice writes."""
        printed = (
            "Page  Destination                 Name\n"
            '   3 [ XYZ  284  773 null      ] "contents"\n'
            '   4 [ XYZ  284  773 null      ] "part5F1"\n'
            '  12 [ XYZ  284  773 null      ] "evidence5F1"\n'
        )
        commands = self.fake_programs(monkeypatch, printed)
        assert find_page_numbers(report()) == {"contents": 3, "part-1": 4, "evidence 1": 12}
        assert [command[0] for command in commands] == ["/bin/soffice", "/bin/pdfinfo"]

    @pytest.mark.parametrize("missing", ["soffice", "pdfinfo"])
    def test_not_installed(self, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
        """Where a program is missing nothing is known."""
        lost = {missing, "libreoffice"}
        monkeypatch.setattr(shutil, "which", lambda name: None if name in lost else f"/bin/{name}")
        assert find_page_numbers(report()) is None

    @pytest.mark.parametrize("error", [OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired])
    def test_failing(self, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
        """Where a program fails nothing is known: a report never hangs on another program."""
        self.fake_programs(monkeypatch, failing=error)
        assert find_page_numbers(report()) is None

    @pytest.mark.big
    @pytest.mark.usefixtures("libreoffice")
    def test_real(self) -> None:
        """With the real programs every bookmark is found, on its page."""
        assert find_page_numbers(report()) == {
            "contents": 2,
            "part-1": 3,
            "standard.1": 3,
            "deep": 3,
            "evidence 1": 4,
        }
