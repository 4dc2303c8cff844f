"""Pictures: one plot, drawn or told in every format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from fractions import Fraction
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import pytest

import renderings
from kdcl.blocks import Document, PageBreak, Picture, Section, Table
from kdcl.blocks.plots import Plot, PlotPoint, draw_svg
from kdcl.renderers import render
from kdcl.renderers.docx.pictures import chart_markup

SVG = "{http://www.w3.org/2000/svg}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
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
    """Return the charts in a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if "/charts/" in name}


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

    def test_word_has_the_chart_with_its_words(self) -> None:
        """As a part that the body leads to; screen readers tell its description."""
        data = render(document_of(PICTURE), "docx")
        body = renderings.read_parts(data)["word/document.xml"]
        (words,) = [found.get("descr") for found in body.iter(renderings.DRAWING + "docPr")]
        assert words == PICTURE.alternative
        assert parts_of(data) == {"word/charts/kdcl-chart-1.xml": chart_markup(PICTURE)}
        assert render(document_of(PICTURE), "docx") == data

    def test_each_picture_has_a_chart_of_its_own(self) -> None:
        """Word takes a file in which two drawings lead to one chart for damaged."""
        data = render(document_of(PICTURE, PageBreak(), PICTURE), "docx")
        body = renderings.read_parts(data)["word/document.xml"]
        assert len(parts_of(data)) == 2
        assert [found.get("id") for found in body.iter(renderings.DRAWING + "docPr")] == ["1", "2"]
        assert [found.get(R_ID) for found in body.iter(C + "chart")] == ["rIdChart1", "rIdChart2"]
        assert len(list(body.iter(renderings.WORD + "pageBreakBefore"))) == 1

    def test_a_picture_wider_than_the_text_is_made_smaller(self) -> None:
        """In both directions alike."""
        data = render(document_of(attrs.evolve(PICTURE, width=280, height=140)), "docx")
        (extent,) = renderings.read_parts(data)["word/document.xml"].iter(renderings.DRAWING + "extent")
        width, height = (int(extent.get(name) or "") for name in ("cx", "cy"))
        assert width < 166 * 36_000
        assert abs(width - 2 * height) <= 1


class TestChart:
    """The chart for Word says what the plot says."""

    @staticmethod
    def read(plot: Plot) -> ET.Element:
        """Return the chart of a plot."""
        return ET.fromstring(chart_markup(attrs.evolve(PICTURE, plot=plot)))  # noqa: S314 - see above

    def test_values_and_labels_stand_at_their_places(self) -> None:
        """Real numbers, so that they can be copied; what is not known is a gap."""
        values, threshold = self.read(PLOT).iter(f"{C}ser")
        assert [found.text for found in values.findall(f"{C}val//{C}v")] == ["1.0", "3.0"]
        assert [found.get("idx") for found in values.findall(f"{C}val//{C}pt")] == ["0", "1"]
        assert [found.text for found in values.findall(f"{C}cat//{C}v")] == ["2015-2016", "2016-2017", "2017-2018"]
        assert [found.text for found in threshold.findall(f"{C}val//{C}v")] == ["2.0"] * 3
        assert "".join(values.itertext()).startswith(PLOT.title)

    def test_values_are_written_in_words(self) -> None:
        """In the language of the document, above their marks."""
        labels = self.read(PLOT).findall(f".//{C}dLbl")
        assert ["".join(label.itertext()) for label in labels] == ["1%", "3%"]

    def test_no_words_are_crossed_by_the_number_asked_for(self) -> None:
        """What stands right below the dashed line has its words below its mark in Word, and above the line in SVG."""
        points = tuple(PlotPoint(label=str(value), value=Fraction(value), shown=f"at {value}") for value in (0, 8, 10))
        plot = attrs.evolve(PLOT, points=points, threshold=Fraction(9))
        places = [found.get("val") for found in self.read(plot).iter(f"{C}dLblPos")]
        assert places == ["t", "b", "t"]
        without = self.read(attrs.evolve(plot, threshold=None)).iter(f"{C}dLblPos")
        assert [found.get("val") for found in without] == ["t"] * 3
        drawn = ET.fromstring(draw_svg(plot, "told"))  # noqa: S314 - see above
        dashed = next(int(line.get("y1", "")) for line in drawn.iter(f"{SVG}line"))
        heights = {text.text: int(text.get("y", "")) for text in drawn.iter(f"{SVG}text")}
        assert heights["at 8"] == dashed - 4
        assert heights["at 0"] > dashed + 12

    def test_one_typeface(self) -> None:
        """All words of a chart are in the typeface of the document."""
        named = {found.get("typeface") for found in self.read(PLOT).iter() if "typeface" in found.attrib}
        assert named == {"Times New Roman"}
        assert 'font-family="A &amp; B"' in draw_svg(PLOT, "told", typeface="A & B")

    def test_what_is_wrong_has_another_shape(self) -> None:
        """A cross instead of a circle: colour alone tells nothing."""
        marks = self.read(PLOT).findall(f".//{C}dPt/{C}marker/{C}symbol")
        assert [mark.get("val") for mark in marks] == ["circle", "x"]

    def test_all_values_are_inside_the_axes(self) -> None:
        """With room above for what is written there, also where all are alike."""
        for plot in (PLOT, attrs.evolve(PLOT, points=POINTS[:1], threshold=None)):
            root = self.read(plot)
            least, most = (float(root.find(f".//{C}{name}").get("val", "")) for name in ("min", "max"))  # type: ignore[union-attr] # there is one
            values = [float(found.text or "") for found in root.findall(f".//{C}val//{C}v")]
            assert least < min(values) <= max(values) < most

    @pytest.mark.parametrize("text", ["$x_{$", "\U0001f3eb", "long " * 100, "a\tb\nc", "<&>'\"]]>", ""])
    def test_any_text_can_stand_in_it(self, text: str) -> None:
        """Signs of markup are signs; long texts are cut to a line."""
        root = self.read(Plot(title=text, points=(PlotPoint(label=text, value=Fraction(1), shown=text),)))
        (label,) = [found.text or "" for found in root.findall(f".//{C}cat//{C}v")]
        assert len(label) <= 24
        assert label.rstrip("…") == " ".join(text.split())[: len(label.rstrip("…"))]

    def test_a_plot_of_nothing_can_be_drawn(self) -> None:
        """A title alone, or not even that."""
        assert not self.read(Plot(title="", points=())).findall(f".//{C}ser")
        assert len(self.read(Plot(title="a", points=())).findall(f".//{C}title")) == 1


class TestTableBeside:
    """A picture never stands in a table's place."""

    def test_a_table_behind_it_stays_a_table(self) -> None:
        """In Word and in the page."""
        document = document_of(PICTURE, Table(widths=(1,), rows=()), PICTURE)
        assert len(parts_of(render(document, "docx"))) == 2
        assert render(document, "html").count(b"<svg") == 2
