"""Pictures: one plot, drawn or told in every format."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import matplotlib as mpl
import pytest

import renderings
from kdcl.blocks import Document, PageBreak, Picture, Section, Table
from kdcl.blocks.plots import Plot, PlotPoint, draw_svg
from kdcl.renderers import render
from kdcl.renderers.docx.pictures import draw_png

SVG = "{http://www.w3.org/2000/svg}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
POINTS = (
    PlotPoint(label="2015-2016", value=Fraction(1), shown="1%"),
    PlotPoint(label="2016-2017", value=Fraction(3), shown="3%", is_wrong=True),
    PlotPoint(label="2017-2018", value=None),
)
PLOT = Plot(title="Repeating: at most 2%", points=POINTS, threshold=Fraction(2))
PICTURE = Picture(plot=PLOT, alternative='Chart: "1%" & <3%>\n2% at most')


def document_of(*blocks: Any) -> Document:  # noqa: ANN401 - blocks of any kind
    """Return a document of these blocks."""
    return Document(title="T", author="A", subject="S", language="en", sections=(Section(blocks=blocks),))


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the drawings in a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.endswith(".png")}


class TestPlot:
    """Where values stand, exactly."""

    def test_levels_are_shares_of_the_span(self) -> None:
        """The number asked for belongs to the span too; values all alike stand in the middle."""
        assert [PLOT.level(Fraction(value)) for value in (1, 2, 3)] == [0, Fraction(1, 2), 1]
        assert attrs.evolve(PLOT, points=POINTS[:1], threshold=None).level(Fraction(1)) == Fraction(1, 2)

    def test_a_value_alone_has_no_line(self) -> None:
        """Lines join values that follow each other."""
        assert list(PLOT.iter_lines()) == [((0, Fraction(0)), (1, Fraction(1)))]
        assert list(attrs.evolve(PLOT, points=POINTS[1:]).iter_lines()) == []

    def test_a_long_title_takes_two_lines_and_room_for_them(self) -> None:
        """What is longer still is cut; the title element has it whole."""
        plot = attrs.evolve(PLOT, title="word " * 60)
        picture = ET.fromstring(draw_svg(plot, "told"))  # noqa: S314 - a text that this test has just had made
        bold = [found.text or "" for found in picture.findall(f"{SVG}text") if found.get("font-weight") == "bold"]
        assert len(bold) == 2
        assert bold[1].endswith(" …")
        assert picture.findtext(f"{SVG}title") == plot.title
        assert picture.get("height") == str(220 + 16)

    def test_a_drawing_too_low_is_made_higher(self) -> None:
        """Else the marks would stand in the title."""
        picture = ET.fromstring(draw_svg(PLOT, "told", height=10))  # noqa: S314 - see above
        assert picture.get("height") == "140"


class TestFormats:
    """Whoever cannot see it is told, in every format."""

    def test_the_page_has_the_drawing_with_its_words(self) -> None:
        """Inside the page, as wide as asked for, and no program in it."""
        page = renderings.read_page(render(document_of(PICTURE), "html").decode())
        elements = dict(page.elements)
        assert elements["figure"] == {"class": "picture", "style": "width:140mm"}
        assert elements["svg"]["role"] == "img"
        assert {"title", "desc"} <= set(elements)
        assert "script" not in elements
        assert PICTURE.alternative in "".join(page.texts)

    @pytest.mark.parametrize("name", ["markdown", "text", "xlsx"])
    def test_where_nothing_can_be_drawn_the_words_are_printed(self, name: str) -> None:
        """As a line, or as a cell."""
        data = render(document_of(PICTURE), name)
        readers: dict[str, Callable[[bytes], str]] = {
            "markdown": renderings.read_markdown,
            "text": bytes.decode,
            "xlsx": renderings.read_xlsx,
        }
        assert "".join(PICTURE.alternative.split()) in "".join(readers[name](data).split())

    def test_word_has_the_drawing_with_its_words(self) -> None:
        """As a part that the body leads to; screen readers tell its description."""
        data = render(document_of(PICTURE), "docx")
        body = renderings.read_parts(data)["word/document.xml"]
        (words,) = [found.get("descr") for found in body.iter(renderings.DRAWING + "docPr")]
        assert words == PICTURE.alternative
        assert parts_of(data) == {"word/media/kdcl-chart-1.png": draw_png(PICTURE)}
        assert render(document_of(PICTURE), "docx") == data

    def test_pictures_that_look_alike_share_a_part(self) -> None:
        """Each has a number of its own."""
        other = attrs.evolve(PICTURE, plot=attrs.evolve(PLOT, threshold=None))
        data = render(document_of(PICTURE, other, PageBreak(), PICTURE), "docx")
        body = renderings.read_parts(data)["word/document.xml"]
        assert len(parts_of(data)) == 2
        assert [found.get("id") for found in body.iter(renderings.DRAWING + "docPr")] == ["1", "2", "3"]
        embedded = [found.get(R_EMBED) for found in body.iter(A + "blip")]
        assert embedded == ["rIdChart1", "rIdChart2", "rIdChart1"]
        assert len(list(body.iter(renderings.WORD + "pageBreakBefore"))) == 1

    def test_a_picture_wider_than_the_text_is_made_smaller(self) -> None:
        """In both directions alike."""
        data = render(document_of(attrs.evolve(PICTURE, width=280, height=140)), "docx")
        (extent,) = renderings.read_parts(data)["word/document.xml"].iter(renderings.DRAWING + "extent")
        width, height = (int(extent.get(name) or "") for name in ("cx", "cy"))
        assert width < 166 * 36_000
        assert abs(width - 2 * height) <= 1

    def test_without_matplotlib_word_prints_the_words(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is an extra, and its absence no error."""
        monkeypatch.setitem(sys.modules, "matplotlib", None)
        data = render(document_of(PICTURE), "docx")
        assert parts_of(data) == {}
        assert "".join(PICTURE.alternative.split()) in "".join(renderings.read_docx(data).split())


class TestDrawing:
    """The drawing for Word."""

    def test_it_is_as_large_as_asked_for(self) -> None:
        """At the dots per inch of paper."""
        drawing = draw_png(attrs.evolve(PICTURE, width=127, height=50.8)) or b""
        assert drawing[:8] == b"\x89PNG\r\n\x1a\n"
        assert [int.from_bytes(drawing[start : start + 4], "big") for start in (16, 20)] == [1000, 400]

    def test_nothing_tells_when_or_by_what_it_was_made(self) -> None:
        """The bytes depend on the plot alone, not on a reader's settings either, which stay as they are."""
        first = draw_png(PICTURE) or b""
        assert b"tEXt" not in first
        with mpl.rc_context({"lines.linewidth": 9, "figure.facecolor": "red"}):
            assert draw_png(PICTURE) == first
            assert mpl.rcParams["lines.linewidth"] == 9

    @pytest.mark.parametrize("text", ["$x_{$", "\U0001f3eb", "long " * 100, "a\tb\nc"])
    def test_any_text_can_be_drawn(self, text: str) -> None:
        """Signs of formulas are signs, letters that the font lacks are no warning, long texts are cut."""
        points = (PlotPoint(label=text, value=Fraction(1), shown=text),)
        assert draw_png(attrs.evolve(PICTURE, plot=Plot(title=text, points=points)))

    def test_a_plot_of_nothing_can_be_drawn(self) -> None:
        """A title alone."""
        assert draw_png(attrs.evolve(PICTURE, plot=Plot(title="", points=())))


class TestTableBeside:
    """A picture never stands in a table's place."""

    def test_a_table_behind_it_stays_a_table(self) -> None:
        """In Word and in the page."""
        document = document_of(PICTURE, Table(widths=(1,), rows=()), PICTURE)
        assert len(parts_of(render(document, "docx"))) == 1
        assert render(document, "html").count(b"<svg") == 2
