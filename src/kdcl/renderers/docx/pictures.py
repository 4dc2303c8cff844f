"""Pictures in Word: charts of Word's own, drawn by Word itself in the typeface of the document.

Such a chart is some kilobytes of markup: sharp at any size, the same bytes on every machine, and no picture engine is
needed. Word shows it since 2007 and LibreOffice as well; its numbers can be copied out of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import quoteattr

import attrs

from kdcl.blocks import Align, Picture
from kdcl.blocks.bars import BarPlot
from kdcl.blocks.plots import INK, LINE_COLOUR, WRONG_COLOUR, Plot, PlotPoint
from kdcl.renderers.docx.bar_charts import LEGEND, bars_markup
from kdcl.renderers.docx.chart_parts import (
    LONGEST_WORD,
    axes_markup,
    colour_markup,
    labels_markup,
    line_markup,
    name_markup,
    rich_paragraph,
    short,
    values_markup,
)
from kdcl.renderers.docx.markup import ParagraphProperties, paragraph_markup

# both in English Metric Units, 914,400 to an inch, in which drawings are measured
_UNITS_OF_TWIP: Final = 635
_UNITS_OF_MILLIMETRE: Final = 36_000
_ROOM_ABOVE: Final = 2
# readers of XML make a blank of a line end in an attribute that is not written by its number
_WHITE_SPACE: Final = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_MILLIMETRES_OF_LETTER: Final = 2.1
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES: Final = f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:c="{_DRAWING}/chart"'
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEIGHT_OF_LABEL: Final = Fraction(1, 3)
"""The share of the span of values, at most, that a label takes above its mark."""

_SMALL: Final = Fraction(1, 5)
"""The share of the span of values that stays free below them; above them twice as much, for what is written there."""


@attrs.define
class Pictures:
    """The pictures met so far.

    Attributes:
        charts: the markup of the chart of each, by the relationship that leads to it. None is shared by two pictures:
            Word takes a file in which two drawings lead to one chart for damaged.
    """

    charts: dict[str, bytes] = attrs.field(factory=dict)

    def picture(self, picture: Picture, text_width: int, *, begins_page: bool = False) -> str:
        """Return a paragraph with the drawing, no wider than the text.

        Args:
            picture: the picture.
            text_width: the width of the text in twips.
            begins_page: whether it begins a new page.
        """
        number = len(self.charts) + 1
        relation = f"rIdChart{number}"
        self.charts[relation] = chart_markup(picture)
        properties = ParagraphProperties(
            style="Plain", align=Align.CENTER, space_before=_ROOM_ABOVE, begins_page=begins_page
        )
        return paragraph_markup(properties, _drawing_markup(picture, relation, number, text_width))


def chart_markup(picture: Picture) -> bytes:
    """Return the part of a package that is the chart of a picture: the same bytes for the same picture."""
    plot = picture.plot
    letters = max(int(picture.width / _MILLIMETRES_OF_LETTER), LONGEST_WORD)
    title = "".join(rich_paragraph(line, bold=True) for line in plot.title_lines(letters))
    heading = (
        f"<c:title><c:tx><c:rich><a:bodyPr/>{title}</c:rich></c:tx><c:overlay val='0'/></c:title>" if title else ""
    )
    area = bars_markup(plot) if isinstance(plot, BarPlot) else _lines_markup(plot)
    legend = LEGEND if isinstance(plot, BarPlot) else ""
    chart = (
        # else the name of the only series becomes the title where there is none
        f"<c:chart>{heading}<c:autoTitleDeleted val='{int(not title)}'/>"
        f"<c:plotArea><c:layout/>{area}</c:plotArea>{legend}"
        # "gap": by the schema a missing value is 0 otherwise, and a year without figures would fall to the foot
        "<c:plotVisOnly val='1'/><c:dispBlanksAs val='gap'/></c:chart>"
    )
    return (
        f'{_DECLARATION}<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{_RELATIONS}">'
        # left out, Office rounds the corners of the picture
        f"<c:roundedCorners val='0'/>{chart}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    ).encode()


def _lines_markup(plot: Plot) -> str:
    """Return the chart of values in a row, with its axes."""
    return (
        f"<c:lineChart><c:grouping val='standard'/><c:varyColors val='0'/>{''.join(_iter_series(plot))}"
        f"<c:marker val='1'/><c:axId val='1'/><c:axId val='2'/></c:lineChart>{_axes_markup(plot)}"
    )


def _iter_series(plot: Plot) -> Iterator[str]:
    """Iterate over the series: the values with their marks, and the number asked for as a dashed line."""
    if not plot.points:
        return  # Word takes a series without points for damaged
    marks = "".join(
        # bubble3D says nothing of a line; Word writes it behind the mark, and so does the schema's order
        f"<c:dPt><c:idx val='{place}'/>{_mark_markup(point)}<c:bubble3D val='0'/></c:dPt>"
        for place, point in enumerate(plot.points)
        if point.value is not None
    )
    labels = "".join(
        f"<c:dLbl><c:idx val='{place}'/><c:tx><c:rich><a:bodyPr/>{rich_paragraph(short(point.shown))}</c:rich></c:tx>"
        f"<c:dLblPos val='{_label_place(plot, point.value)}'/>{_SHOWN}</c:dLbl>"
        for place, point in enumerate(plot.points)
        if point.value is not None and point.shown.strip()
    )
    places = labels_markup([point.label for point in plot.points])
    values = values_markup([point.value for point in plot.points])
    yield (
        f"<c:ser><c:idx val='0'/><c:order val='0'/>{name_markup(plot.title)}"
        f"<c:spPr>{line_markup(LINE_COLOUR, 1.6)}</c:spPr><c:marker><c:symbol val='circle'/></c:marker>{marks}"
        f"<c:dLbls>{labels}{_HIDDEN}</c:dLbls>{places}{values}<c:smooth val='0'/></c:ser>"
    )
    if plot.threshold is not None:
        values = values_markup([plot.threshold] * len(plot.points))
        yield (
            f"<c:ser><c:idx val='1'/><c:order val='1'/><c:spPr>{line_markup(INK, 1, dash='dash')}</c:spPr>"
            f"<c:marker><c:symbol val='none'/></c:marker>{places}{values}<c:smooth val='0'/></c:ser>"
        )


def _label_place(plot: Plot, value: Fraction) -> str:
    """Return where the words of a mark stand: above it, or below where the dashed line would cross them."""
    if plot.threshold is None:
        return "t"
    above = plot.level(plot.threshold) - plot.level(value)
    return "b" if 0 < above <= _HEIGHT_OF_LABEL else "t"


_FLAGS: Final = "".join(f"<c:show{name} val='0'/>" for name in ("CatName", "SerName", "Percent", "BubbleSize"))
_SHOWN: Final = f"<c:showLegendKey val='0'/><c:showVal val='1'/>{_FLAGS}"
_HIDDEN: Final = f"<c:showLegendKey val='0'/><c:showVal val='0'/>{_FLAGS}"
"""Which parts of a label are printed: the text that stands in it, or nothing."""


def _mark_markup(point: PlotPoint) -> str:
    """Return the mark of a point: a circle, or a cross where it is wrong."""
    if point.is_wrong:
        return (
            "<c:marker><c:symbol val='x'/><c:size val='8'/>"
            f"<c:spPr><a:noFill/>{line_markup(WRONG_COLOUR, 2.4)}</c:spPr></c:marker>"
        )
    fill = f"<a:solidFill>{colour_markup(LINE_COLOUR)}</a:solidFill>"
    return f"<c:marker><c:symbol val='circle'/><c:size val='6'/><c:spPr>{fill}</c:spPr></c:marker>"


def _axes_markup(plot: Plot) -> str:
    """Return the axes, with some room below and above what is known."""
    known = [point.value for point in plot.points if point.value is not None]
    known += [] if plot.threshold is None else [plot.threshold]
    lowest, highest = (min(known), max(known)) if known else (Fraction(0), Fraction(1))
    room = (highest - lowest or Fraction(1)) * _SMALL
    ends = {"highest": repr(float(highest + 2 * room)), "lowest": repr(float(lowest - room))}
    return axes_markup(orientation="minMax", places="b", values="l", **ends)


def _drawing_markup(picture: Picture, relation: str, number: int, text_width: int) -> str:
    """Return a run with the drawing, its words as the description that screen readers tell."""
    wanted, room = picture.width * _UNITS_OF_MILLIMETRE, text_width * _UNITS_OF_TWIP
    share = min(1.0, room / wanted)
    width, height = round(wanted * share), round(picture.height * _UNITS_OF_MILLIMETRE * share)
    words = quoteattr(picture.alternative, _WHITE_SPACE)
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}" descr={words}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWING}/chart"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
