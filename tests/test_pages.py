"""The pages of every example, looked at as whoever signs them would: nothing parted, alone or squeezed."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

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
)
from kdcl.convert import load
from kdcl.convert.external import load_external
from kdcl.documents import available_documents, get_document
from kdcl.documents.external import EXTERNAL_PAPERS
from kdcl.office.libreoffice import converted
from kdcl.renderers import render
from kdcl.renderers.keeping import fit_widths, is_low, iter_kept, keeps_last_row, repeats_header, stays_whole
from kdcl.standards import get_framework
from page_faults import (
    POINTS_OF_MILLIMETRE,
    Line,
    Page,
    find_broken_codes,
    find_dots_alone,
    find_heading_at_foot,
    find_narrow_columns,
    find_outside,
    iter_faults,
    iter_tight_columns,
    read_pages,
)

EXAMPLES = Path(__file__).parents[1] / "examples"
LONG = {"report", "sheets"}
"""Documents of many pages, looked at for the two examples that have something in them."""


def build(example: str, kind: str) -> Document:
    """Return a document of an example."""
    assessment = load(EXAMPLES / f"{example}.json")
    return get_document(kind).build(assessment, get_framework(assessment.framework), language="vi")


def document_of(*blocks: Block) -> Document:
    """Return a document of one section."""
    return Document(title="T", author="", subject="", language="vi", sections=(Section(blocks=blocks),))


def paragraph(text: str, style: ParagraphStyle = ParagraphStyle.PLAIN) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), style=style)


def row(*texts: str) -> Row:
    """Return a row of plain cells."""
    return Row(tuple(Cell(paragraphs=(paragraph(text),)) for text in texts))


class TestExamples:
    """No page of an example has a fault that a reader would see."""

    @pytest.mark.parametrize(
        "example",
        [
            "plan-2017",
            *(
                pytest.param(name, marks=pytest.mark.big)
                for name in ("lower-secondary-2017", "primary-2017", "secondary-data-2017")
            ),
        ],
    )
    def test_pdf(self, example: str) -> None:
        """Every document as PDF."""
        is_full = example == "primary-2017"
        kinds = [kind for kind in available_documents() if is_full or kind not in LONG]
        documents = {kind: build(example, kind) for kind in kinds}
        found = {kind: [*iter_faults(render(document, "pdf"), document)] for kind, document in documents.items()}
        assert {kind: faults for kind, faults in found.items() if faults} == {}

    @pytest.mark.big
    def test_blank_report(self) -> None:
        """The report of which nothing is written yet: lines to write on fill their pages."""
        document = build("secondary-data-2017", "report")
        assert [*iter_faults(render(document, "pdf"), document)] == []

    def test_external_papers(self) -> None:
        """Every paper of a team that assesses from outside."""
        case, school = load_external(EXAMPLES / "external" / "case-2018.json"), load(EXAMPLES / "primary-2017.json")
        papers = {form.id: form.build(case, get_framework(case.framework), school) for form in EXTERNAL_PAPERS}
        found = {
            kind: [*iter_faults(render(document, "pdf"), document), *iter_tight_columns(document)]
            for kind, document in papers.items()
        }
        assert {kind: faults for kind, faults in found.items() if faults} == {}

    @pytest.mark.parametrize("example", ["lower-secondary-2017", "plan-2017", "primary-2017", "secondary-data-2017"])
    def test_columns_in_word(self, example: str) -> None:
        """No word of a table is wider than its column: Word would part it anywhere, codes too."""
        found = {kind: [*iter_tight_columns(build(example, kind))] for kind in available_documents()}
        assert {kind: faults for kind, faults in found.items() if faults} == {}

    @pytest.mark.big
    def test_word(self, libreoffice: str) -> None:
        """The report as Word, as LibreOffice sets it."""
        document = build("primary-2017", "report")
        with converted(libreoffice, render(document, "docx"), ".docx", "pdf", seconds=120) as made:
            assert [*iter_faults(made.read_bytes(), document)] == []

    @pytest.mark.big
    def test_contents_in_word(self, libreoffice: str) -> None:
        """The contents of the other reports, as LibreOffice sets them: every entry has words before its dots."""
        examples = ("lower-secondary-2017", "plan-2017", "secondary-data-2017")
        listed = TableOfContents(content_label="C", page_label="P", depth=4)
        headings = [
            attrs.evolve(heading, bookmark=f"{example}-{heading.bookmark}")
            for example in examples
            for heading in build(example, "report").headings()
        ]
        data = render(document_of(listed, *headings), "docx")
        with converted(libreoffice, data, ".docx", "pdf", seconds=120) as made:
            pages = read_pages(made.read_bytes())
        rows = [line for page in pages for line in page.lines if line.text.endswith("....")]
        assert len(rows) > 2 * sum(heading.is_listed for heading in headings) / 3
        assert [fault for page in pages for fault in find_dots_alone(page)] == []


class TestFaults:
    """The look at pages finds what it is there to find."""

    def page(self, *lines: Line) -> Page:
        """Return an upright page with these lines."""
        return Page(number=1, width=595, height=842, lines=lines)

    def line(self, text: str, bottom: float = 100, left: float = 90, right: float = 140) -> Line:
        """Return a line."""
        return Line(bottom - 12, left, bottom, right, text)

    def test_heading_at_foot(self) -> None:
        """A heading that is the last line, but for one high up on a page that is left bare on purpose."""
        assert [*find_heading_at_foot(self.page(self.line("Part A", 700)), {"parta"})] == [
            "heading at the foot: Part A"
        ]
        assert [*find_heading_at_foot(self.page(self.line("Part A")), {"parta"})] == []

    def test_outside(self) -> None:
        """A line that ends in the margin on the right, or below."""
        lines = (self.line("wide", right=580), self.line("low", 830), self.line("fits"))
        assert [fault[-4:].strip() for fault in find_outside(self.page(*lines), 30)] == ["wide", "low"]

    def test_broken_codes(self) -> None:
        """A bracket with the beginning of a code at the end of a line."""
        lines = (self.line("as in [H1-1-"), self.line("as in [H1-1-01-02]"), self.line("[an aside"))
        assert len([*find_broken_codes(self.page(*lines))]) == 1

    def test_narrow_columns(self) -> None:
        """Four words below each other in one cell; not four rows, and not four figures."""
        close = [self.line(word, 100 + 15 * place) for place, word in enumerate(("one", "word", "each", "line"))]
        apart = [self.line(word, 100 + 25 * place) for place, word in enumerate(("one", "word", "each", "line"))]
        figures = [self.line(word, 100 + 15 * place) for place, word in enumerate("1234")]
        assert [*find_narrow_columns(self.page(*close))] == ["one word a line: one / word / each / line"]
        assert [*find_narrow_columns(self.page(*apart))] == [*find_narrow_columns(self.page(*figures))] == []

    def test_cut_off(self) -> None:
        """The last line of a part that opens a page, while what it is about stands on the page before."""
        item = paragraph("5. Met", ParagraphStyle.ITEM)
        printed = document_of(
            Heading(text="A", level=1, bookmark="a"),
            *(paragraph(f"line {number}") for number in range(12)),
            PageBreak(),
            item,
            Heading(text="B", level=1, bookmark="b"),
            *(paragraph(f"line {number}") for number in range(20)),
        )
        wanted = [*printed.sections[0].blocks]
        wanted.remove(PageBreak())
        document = attrs.evolve(printed, sections=(Section(blocks=tuple(wanted)),))
        assert [*iter_faults(render(printed, "pdf"), document)] == [
            "page 2: cut off from what is above: 5. Met",
            "half bare: pages 1",
        ]
        assert [*iter_faults(render(printed, "pdf"), printed)] == []

    def test_tight_columns(self) -> None:
        """A code in a column that Word would make too narrow for it, on a page that is wide or not."""
        table = Table(widths=(3, 17), rows=(row("[H1-1-01-01]", "a name"),))
        said = ["wider than its column: [H1-1-01-01]"]
        assert [*iter_tight_columns(document_of(table))] == said
        assert [*iter_tight_columns(document_of(attrs.evolve(table, widths=(4, 16))))] == []

    def test_dots_alone(self) -> None:
        """A row of the contents of which the words stand a line above."""
        lines = (self.line("........ 12"), self.line("Part A ..... 12", 120), self.line("12", 140))
        assert [*find_dots_alone(self.page(*lines))] == ["dots alone: ........ 12"]

    def test_dots_alone_in_word(self) -> None:
        """LibreOffice writes words, dots and page apart; dots with words on their line are none alone."""
        dots, page = self.line("................", 117, 120), self.line("7", 118, 400)
        above, beside = self.line("Criterion 1: a long title", 100), self.line("Criterion", 119, 90, 119)
        assert [*find_dots_alone(self.page(above, dots, page))] == ["dots alone: ............"]
        assert [*find_dots_alone(self.page(above, beside, dots, page))] == []
        assert [*find_dots_alone(self.page(above, self.line("\N{HORIZONTAL ELLIPSIS}" * 20, 117)))] == []

    def test_lone_pages_and_parted_signatures(self) -> None:
        """A page of two lines among others, and a name that stands on no page with its office."""
        lines = tuple(paragraph(f"line {number}") for number in range(20))
        signed = SignatureBlock(right=(paragraph("Office"),), right_name="Name")
        printed = render(document_of(*lines, PageBreak(), paragraph("alone")), "pdf")
        assert [*iter_faults(printed, document_of(signed))] == ["page 2: nearly empty: alone", "signature parted: Name"]
        cover = document_of(paragraph("alone", ParagraphStyle.COVER_TITLE))
        assert [*iter_faults(printed, cover)] == []


class TestKeeping:
    """What paper keeps together, and how wide columns are."""

    def test_item_that_ends_a_part(self) -> None:
        """It may end a page: what follows it begins the next part, whose heading stays with its first lines."""
        item, heading = paragraph("5. Met", ParagraphStyle.ITEM), Heading(text="B", level=1, bookmark="b")
        lines = tuple(attrs.evolve(paragraph(f"line {place}"), keep_with_next=True) for place in range(20))
        above = tuple(paragraph(f"above {place}") for place in range(25))
        for block, page in ((item, 0), (attrs.evolve(item, keep_with_next=True), 1)):
            pages = read_pages(render(document_of(*above, block, heading, *lines, paragraph("end")), "pdf"))
            assert ["5.met" in each.text for each in pages].index(True) == page

    def test_rows_to_write_in(self) -> None:
        """A row without a word is as high as one with a word, so that somebody can fill it in by hand."""
        heights = []
        for text in ("", "x"):
            table = Table(widths=(1, 1), rows=(row(text, text),) * 8)
            (page,) = read_pages(render(document_of(table, paragraph("below")), "pdf"))
            heights.append(page.lines[-1].bottom)
        assert heights[0] == pytest.approx(heights[1], abs=0.5)

    def test_lines_to_write_on(self) -> None:
        """A line of dots reaches across the page, whatever typeface its dots are of; fewer dots stay as they are."""
        document = document_of(paragraph("\N{HORIZONTAL ELLIPSIS}" * 32), paragraph("\N{HORIZONTAL ELLIPSIS}" * 12))
        (page,) = read_pages(render(document, "pdf"))
        whole, part = page.lines
        assert whole.right > page.width - 15 * POINTS_OF_MILLIMETRE - 5
        assert part.right < page.width / 2

    def test_room_above_what_begins_a_cell(self) -> None:
        """It is kept: the first line of a label does not touch the edge."""
        tops = []
        for room in (0, 4):
            begun = (attrs.evolve(paragraph("x"), space_before=room), paragraph("y"))
            table = Table(widths=(1,), rows=(Row((Cell(paragraphs=begun),)),))
            tops.append(read_pages(render(document_of(table), "pdf"))[0].lines[0].top)
        assert tops[1] - tops[0] == pytest.approx(4 * POINTS_OF_MILLIMETRE, abs=0.5)

    def test_recipients_beside_the_signature(self) -> None:
        """A longer list of recipients does not move the name away from the office."""
        distances = []
        for count in (1, 6):
            left = tuple(paragraph(f"- to {place}", ParagraphStyle.RECIPIENT) for place in range(count))
            signed = SignatureBlock(left=left, right=(paragraph("Office"),), right_name="Name")
            bottoms = {line.text: line.bottom for line in read_pages(render(document_of(signed), "pdf"))[0].lines}
            distances.append(bottoms["Name"] - bottoms["Office"])
        assert distances[0] == pytest.approx(distances[1], abs=0.5)

    def test_last_paragraphs(self) -> None:
        """Whoever signs does not sign a bare page, and no last paragraph stands alone; a table keeps what it has."""
        signed = SignatureBlock(right_name="Name")
        blocks = (
            paragraph("a"),
            paragraph("b"),
            signed,
            paragraph("c"),
            paragraph("d"),
            paragraph("e"),
            paragraph("f"),
        )
        kept = [block.keep_with_next for block in iter_kept(blocks) if isinstance(block, Paragraph)]
        assert kept == [True, True, False, True, True, False]
        already = attrs.evolve(paragraph("a"), keep_with_next=True)
        assert [*iter_kept((already, signed))] == [already, signed]
        ends = iter_kept((paragraph("a"), paragraph("b"), paragraph("c"), signed))
        assert [each.keep_with_next for each in ends if isinstance(each, Paragraph)] == [False, True, True]
        full = paragraph("says much " * 25)
        ends = iter_kept((paragraph("a"), full, signed))
        assert [each.keep_with_next for each in ends if isinstance(each, Paragraph)] == [False, True]
        caption, table = paragraph("c", ParagraphStyle.CAPTION), Table(widths=(1,), rows=())
        heading = Heading(text="h", level=1, bookmark="h")
        assert [*iter_kept((table, signed, heading, caption))] == [table, signed, heading, caption]

    def test_table_above_a_line_and_a_signature(self) -> None:
        """One line below a table does not stand alone with the signature: the last row goes with it."""
        signed = SignatureBlock(right=(paragraph("office"),), right_name="Name")
        for count in range(30, 46, 5):
            table = Table(widths=(1, 1), rows=tuple(row(f"row {place}.", "x") for place in range(count)))
            last = read_pages(render(document_of(table, paragraph("counted"), signed), "pdf"))[-1].text
            assert all(word in last for word in (f"row{count - 1}.", "counted", "office", "name"))

    def test_table_above_signature(self) -> None:
        """The last row of a table goes with the signature below it, or the whole table where it is low."""
        signed = SignatureBlock(right=(paragraph("office"),), right_name="Name")
        low = Table(widths=(1, 1), rows=(row("head", "of"), *(row(f"row {place}", "x") for place in range(8))))
        assert keeps_last_row(next(table for table in iter_kept((low, signed)) if isinstance(table, Table)))
        assert not keeps_last_row(low)
        assert not keeps_last_row(Table(widths=(1,), rows=()))
        high = Table(widths=(1, 1), rows=(row("head", "of"),), header_rows=1)
        for count in range(28, 46, 3):
            rows = (row("head", "of"), *(row(f"row {place}.", "x") for place in range(count)))
            high = attrs.evolve(high, rows=rows)
            last = read_pages(render(document_of(high, signed), "pdf"))[-1].text
            assert all(word in last for word in (f"row{count - 1}.", "office", "name"))
        reaching = Cell(paragraphs=(paragraph("from above"),), rows=2)
        rows = (*high.rows, Row((reaching, Cell(paragraphs=(paragraph("y"),)))), row("z"))
        whole = "".join(
            page.text for page in read_pages(render(document_of(attrs.evolve(high, rows=rows), signed), "pdf"))
        )
        assert "fromabove" in whole
        assert whole.endswith("name")

    def test_row_that_heads_others(self) -> None:
        """A shaded row across a table is never the last one on its page, wherever the page ends."""
        title = attrs.evolve(paragraph("band."), keep_with_next=True)
        band = Row((Cell(paragraphs=(title,), columns=2, is_shaded=True),))
        for count in range(30, 45, 2):
            rows = (row("head", "of"), *(row("x", "y"),) * count, band, *(row("below", "z"),) * 3)
            pages = read_pages(render(document_of(Table(widths=(1, 1), rows=rows, header_rows=1)), "pdf"))
            assert all("band.belowz" in page.text for page in pages if "band." in page.text)
            assert "band." in "".join(page.text for page in pages)

    def test_low_and_high(self) -> None:
        """A table of few lines stays whole, a header of few is repeated, a row of few is not parted."""
        low = Table(widths=(1, 3), rows=(row("a", "b"),) * 16, header_rows=1)
        assert stays_whole(low)
        assert repeats_header(low)
        assert not stays_whole(attrs.evolve(low, rows=(row("a", "b"),) * 17))
        high = attrs.evolve(low, rows=(row("word " * 100, "b"), row("a", "b\nc")))
        assert not stays_whole(high)
        assert not repeats_header(high)
        assert [is_low(high, each, slots) for each, slots in zip(high.rows, high.grid().rows, strict=True)] == [
            False,
            True,
        ]

    def test_widths(self) -> None:
        """A column of text too narrow for two words takes from those with room; other tables are left as they are."""
        narrow = Table(widths=(5, 1, 1), rows=(row("name", "12", "says a few words"), row("name", "3", "more")))
        first, second, third = fit_widths(narrow, 165)
        assert third / (first + second + third) > 1 / 7
        assert round(72 * third / (first + second + third)) >= 13
        spanning = attrs.evolve(narrow, rows=(Row((Cell(paragraphs=(paragraph("says a few words"),), columns=3),)),))
        assert fit_widths(spanning, 165) == narrow.widths
        full = attrs.evolve(narrow, widths=(1,) * 12, rows=(row(*("says a few words",) * 12),))
        assert fit_widths(full, 165) == full.widths
