"""Pictures in Word: charts drawn by matplotlib as PNG, each a part of its own that is there once.

Older editions of Word show no SVG. Without matplotlib, which the extra ``charts`` brings, the words of a picture stand
in its place.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import attrs

from kdcl.blocks import Align, Picture, Run
from kdcl.blocks.plots import INK, LINE_COLOUR, WRONG_COLOUR, Plot
from kdcl.renderers.docx.markup import ParagraphProperties, paragraph_markup, run_markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DOTS_PER_INCH = 200
"""Dots of a drawing: sharp on paper, and some thirty kilobytes a chart."""

_MILLIMETRES_OF_INCH = 25.4
_UNITS_OF_TWIP = 635
_UNITS_OF_MILLIMETRE = 36_000
_ROOM_ABOVE = 2
_LONGEST_WORD = 24
_WHITE_SPACE = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_MILLIMETRES_OF_LETTER = 2.1
_LINE_HEIGHT = 4.5
_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMESPACES = (
    f'xmlns:wp="{_NAMESPACE}/wordprocessingDrawing" xmlns:a="{_NAMESPACE}/main" xmlns:pic="{_NAMESPACE}/picture"'
)


@attrs.define
class Pictures:
    """The pictures met so far; those that look alike share a part.

    Attributes:
        parts: the relationship that leads to each drawing.
    """

    parts: dict[bytes, str] = attrs.field(factory=dict)
    _numbers: Iterator[int] = attrs.field(factory=lambda: count(1), init=False)

    def picture(self, picture: Picture, text_width: int, *, begins_page: bool = False) -> str:
        """Return a paragraph with the drawing, no wider than the text, or with the words where it cannot be drawn.

        Args:
            picture: the picture.
            text_width: the width of the text in twips.
            begins_page: whether it begins a new page.
        """
        drawing = draw_png(picture)
        if drawing is None:
            words = run_markup(Run(picture.alternative, italic=True))
            return paragraph_markup(ParagraphProperties(style="Plain", begins_page=begins_page), words)
        relation = self.parts.setdefault(drawing, f"rIdChart{len(self.parts) + 1}")
        properties = ParagraphProperties(
            style="Plain", align=Align.CENTER, space_before=_ROOM_ABOVE, begins_page=begins_page
        )
        return paragraph_markup(properties, _drawing_markup(picture, relation, next(self._numbers), text_width))


def draw_png(picture: Picture) -> bytes | None:
    """Return the drawing of a picture, the same bytes each time; None where matplotlib is not installed."""
    try:
        import matplotlib as mpl  # noqa: PLC0415 - an extra, and slow to import
        from matplotlib.figure import Figure  # noqa: PLC0415 - see above
    except ModuleNotFoundError:
        return None
    buffer = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcdefaults()  # else a reader's own settings would change the bytes
        mpl.rcParams["text.parse_math"] = False
        warnings.simplefilter("ignore")  # a letter that the font lacks becomes a box; the words have it
        size = (picture.width / _MILLIMETRES_OF_INCH, picture.height / _MILLIMETRES_OF_INCH)
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH)
        _draw(figure.add_axes((0.02, 0, 0.96, 1)), picture)
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _draw(axes: Axes, picture: Picture) -> None:
    """Draw a plot: places from 0, levels from 0 to 1, room above for the title and below for the labels."""
    plot = picture.plot
    title = plot.title_lines(max(int(picture.width / _MILLIMETRES_OF_LETTER), _LONGEST_WORD))
    above, below = _LINE_HEIGHT * (len(title) + 1.2), _LINE_HEIGHT * 1.5
    level = 1 / max(picture.height - above - below, _LINE_HEIGHT)  # what a millimetre is on the scale of levels
    axes.set_axis_off()
    axes.set_xlim(-0.5, max(len(plot.points), 1) - 0.5)
    axes.set_ylim(-below * level, 1 + above * level)
    axes.text(0, 1, "\n".join(title), transform=axes.transAxes, va="top", fontsize=9, fontweight="bold", color=INK)
    if plot.threshold is not None:
        axes.axhline(float(plot.level(plot.threshold)), color=INK, linewidth=1, linestyle=(0, (6, 4)))
    for steps in plot.iter_lines():
        axes.plot([place for place, _ in steps], [float(level) for _, level in steps], color=LINE_COLOUR, linewidth=1.6)
    _draw_points(axes, plot, lowest=-below * level, room=_ROOM_ABOVE * level)


def _draw_points(axes: Axes, plot: Plot, *, lowest: float, room: float) -> None:
    """Draw marks with their values, and the labels at the foot."""
    for place, point in enumerate(plot.points):
        axes.text(place, lowest, _short(point.label), ha="center", va="bottom", fontsize=9, color=INK)
        if point.value is None:
            continue
        level = float(plot.level(point.value))
        mark = ("x", WRONG_COLOUR, 7.0, 2.4) if point.is_wrong else ("o", LINE_COLOUR, 5.0, 1.0)
        shape, colour, size, thickness = mark
        axes.plot([place], [level], shape, color=colour, markersize=size, markeredgewidth=thickness)
        axes.text(place, level + room, _short(point.shown), ha="center", va="bottom", fontsize=9, color=INK)


def _short(text: str) -> str:
    """Return a text on one line that fits below a mark."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_WORD else f"{text[: _LONGEST_WORD - 1]}…"


def _drawing_markup(picture: Picture, relation: str, number: int, text_width: int) -> str:
    """Return a run with the drawing, its words as the description that screen readers tell."""
    wanted, room = picture.width * _UNITS_OF_MILLIMETRE, text_width * _UNITS_OF_TWIP
    share = min(1.0, room / wanted)
    width, height = round(wanted * share), round(picture.height * _UNITS_OF_MILLIMETRE * share)
    extent = f'cx="{width}" cy="{height}"'
    name = f'id="{number}" name="Chart {number}"'
    shape = (
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    words = quoteattr(picture.alternative, _WHITE_SPACE)
    return (
        f'<w:r><w:drawing><wp:inline {_NAMESPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr {name} descr={words}/><wp:cNvGraphicFramePr/><a:graphic>"
        f'<a:graphicData uri="{_NAMESPACE}/picture">{shape}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
