"""Stacked bars and toned cells: told apart without colour, whole in words, the same text each time."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from kdcl.blocks import Cell, Document, Paragraph, Picture, Row, Run, Section, Table
from kdcl.blocks.bars import TONES, BarPart, BarPlot
from kdcl.blocks.drawing import draw
from kdcl.charts import Chart
from kdcl.renderers import get_renderer

SVG = "{http://www.w3.org/2000/svg}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PLOT = BarPlot(
    title="Schools <by> level",
    labels=("primary", "secondary", "empty"),
    parts=(BarPart(name="none", values=(3, 0, 0), tone=1), BarPart(name="level 3", values=(400, 1, 0), tone=4)),
)


def parse(svg: str) -> ET.Element:
    """Return the picture as a tree."""
    return ET.fromstring(svg)  # noqa: S314 - a text that this test has just had made


def render(name: str, *blocks: Picture | Table) -> bytes:
    """Return some blocks as a file."""
    document = Document(title="A", author="", subject="", language="en", sections=(Section(blocks=blocks),))
    return get_renderer(name).render(document)


class TestDrawing:
    """The picture itself."""

    def test_each_part_that_there_is_has_a_box(self) -> None:
        """Two parts of the first bar, one of the second, the two of the legend and the ground of all."""
        picture = parse(draw(PLOT, "words"))
        assert picture.findtext(f"{SVG}desc") == "words"
        fills = [box.get("fill") for box in picture.findall(f"{SVG}rect")]
        assert fills == ["#ffffff", TONES[1], TONES[4], TONES[4], TONES[1], TONES[4]]

    def test_numbers_stand_where_there_is_room(self) -> None:
        """Three of four hundred is too narrow for its number; the legend names what it is."""
        texts = [text.text for text in parse(draw(PLOT, "words")).findall(f"{SVG}text")]
        assert texts == ["Schools <by> level", "primary", "400", "secondary", "empty", "none", "level 3"]

    def test_letters_can_be_read_on_every_ground(self) -> None:
        """White ones on the darkest ground alone."""
        fills = {text.text: text.get("fill") for text in parse(draw(PLOT, "words")).findall(f"{SVG}text")}
        assert fills["400"] == "#ffffff"
        assert fills["primary"] != "#ffffff"

    @pytest.mark.parametrize("tones", [(one, other) for one in range(5) for other in range(one)])
    def test_grounds_differ_without_colour(self, tones: tuple[int, int]) -> None:
        """Each is clearly darker than the one before, in light as the eye weighs it."""
        darker, lighter = (weigh(TONES[tone]) for tone in tones)
        assert lighter / darker > 1.2

    def test_no_bars(self) -> None:
        """Nothing to show is a picture all the same, in Word too."""
        empty = BarPlot(title="", labels=(), parts=())
        assert empty.longest == 1
        assert len(parse(draw(empty, "words")).findall(f"{SVG}rect")) == 1
        assert render("docx", Picture(plot=empty, alternative="none"))

    def test_the_line_of_trends_is_drawn_as_well(self) -> None:
        """A notebook shows whichever it is."""
        assert Chart.of(PLOT, "words").svg == draw(PLOT, "words")


def weigh(colour: str) -> float:
    """Return how light a colour is, with the room light of WCAG's contrast."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05


class TestWord:
    """Word has a chart of its own."""

    def test_a_chart_with_all_values(self) -> None:
        """A series for each part, with its name and its values; labels of nothing are left out."""
        data = render("docx", Picture(plot=PLOT, alternative="words"))
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = next(name for name in package.namelist() if "/charts/" in name and name.endswith(".xml"))
            chart = ET.fromstring(package.read(name))  # noqa: S314 - a file that this test has just had made
        series = chart.findall(f".//{CHART}ser")
        assert [each.findtext(f"{CHART}tx/{CHART}v") for each in series] == ["none", "level 3"]
        values = [[value.text for value in each.findall(f"{CHART}val//{CHART}v")] for each in series]
        assert values == [["3.0", "0.0", "0.0"], ["400.0", "1.0", "0.0"]]
        assert chart.find(f".//{CHART}legend") is not None


class TestTonedCells:
    """A heat map is a table whose grounds say how much; the number stands in each cell."""

    TABLE = Table(
        widths=(1, 1),
        rows=(
            Row((Cell(paragraphs=(Paragraph(runs=(Run("0"),)),)), Cell(paragraphs=(), tone=3, rows=2))),
            Row((Cell(paragraphs=(), is_shaded=True, tone=1),)),
        ),
    )

    def test_in_a_workbook(self) -> None:
        """A ground that is shaded already stays as it is."""
        sheet = openpyxl.load_workbook(io.BytesIO(render("xlsx", self.TABLE))).worksheets[1]
        assert sheet["B1"].fill.fgColor.rgb.endswith(TONES[3][1:].upper())
        assert sheet["A2"].fill.fgColor.rgb.endswith("E7E6E6")
        assert sheet["A1"].fill.fill_type is None

    def test_in_word_and_on_a_page(self) -> None:
        """The cell that reaches into the next row keeps its ground there."""
        with zipfile.ZipFile(io.BytesIO(render("docx", self.TABLE))) as package:
            assert package.read("word/document.xml").decode().count(TONES[3][1:].upper()) == 2
        assert 'class="tone-3"' in render("html", self.TABLE).decode()

    def test_in_a_pdf(self) -> None:
        """The engine takes it."""
        pytest.importorskip("typst")
        assert render("pdf", self.TABLE).startswith(b"%PDF")
