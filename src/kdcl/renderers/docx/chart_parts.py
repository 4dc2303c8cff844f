"""What charts of Word's own are made of, whatever they show."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final
from xml.sax.saxutils import escape

from kdcl.blocks.plots import INK
from kdcl.renderers.docx.styles import TYPEFACE

# of English Metric Units, in which drawings are measured
_UNITS_OF_POINT: Final = 12_700
LONGEST_WORD: Final = 24
"""Letters of a word below a mark."""
# in hundredths of a point, as drawings have it, where running text has halves
_FONT_SIZE: Final = 900
LETTERS: Final = "".join(f'<a:{script} typeface="{TYPEFACE}"/>' for script in ("latin", "ea", "cs"))
"""The typeface of the document; without it Word and LibreOffice each take one of their own."""


def name_markup(title: str) -> str:
    """Return the name of a series."""
    # literal, as all that a chart here says: there is no workbook behind it that cells could be named of
    return f"<c:tx><c:v>{escape(title)}</c:v></c:tx>"


def labels_markup(labels: Sequence[str]) -> str:
    """Return what stands at each place of the axis."""
    points = "".join(
        f"<c:pt idx='{place}'><c:v>{escape(short(label))}</c:v></c:pt>" for place, label in enumerate(labels)
    )
    return f"<c:cat><c:strLit><c:ptCount val='{len(labels)}'/>{points}</c:strLit></c:cat>"


def values_markup(values: Sequence[Fraction | int | None]) -> str:
    """Return the values of a series; None leaves a gap."""
    points = "".join(
        f"<c:pt idx='{place}'><c:v>{float(value)!r}</c:v></c:pt>"
        for place, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val='{len(values)}'/>{points}"
        "</c:numLit></c:val>"
    )


def words_markup(colour: str = INK) -> str:
    """Return how the words of an axis, a legend or labels look."""
    return (
        # the schema wants a body and a paragraph also where nothing but letters is described
        f"<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz='{_FONT_SIZE}'><a:solidFill>{colour_markup(colour)}</a:solidFill>"
        f"{LETTERS}</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def axes_markup(*, orientation: str, places: str, values: str, highest: str, lowest: str) -> str:
    """Return the axes: labels beside the places; the scale of values is not drawn, as each value is written.

    Args:
        orientation: in which order the places stand, as charts say it.
        places: the side of the places, by its first letter.
        values: the side of the scale.
        highest: the end of the scale.
        lowest: its beginning.
    """
    return (
        f"<c:catAx><c:axId val='1'/><c:scaling><c:orientation val='{orientation}'/></c:scaling><c:delete val='0'/>"
        f"<c:axPos val='{places}'/><c:majorTickMark val='none'/><c:minorTickMark val='none'/>"
        # "low" keeps the words at the edge of the picture, also where the axis itself stands at 0 between the values
        f"<c:tickLblPos val='low'/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{words_markup()}<c:crossAx val='2'/>"
        "</c:catAx><c:valAx><c:axId val='2'/><c:scaling><c:orientation val='minMax'/>"
        # the largest before the smallest, as the schema has them
        f"<c:max val='{highest}'/><c:min val='{lowest}'/></c:scaling>"
        # an axis that is not drawn has to be there: it holds the ends of the scale, and the schema wants both
        f"<c:delete val='1'/><c:axPos val='{values}'/><c:crossAx val='1'/></c:valAx>"
    )


def rich_paragraph(text: str, *, bold: bool = False) -> str:
    """Return a paragraph of a title or a label."""
    properties = f"sz='{_FONT_SIZE}' b='{int(bold)}'"
    fill = f"<a:solidFill>{colour_markup(INK)}</a:solidFill>{LETTERS}"
    return (
        f"<a:p><a:pPr><a:defRPr {properties}/></a:pPr>"
        f"<a:r><a:rPr {properties}>{fill}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>"
    )


def line_markup(colour: str, points: float, *, dash: str = "solid") -> str:
    """Return how a line looks."""
    width = round(points * _UNITS_OF_POINT)
    fill = f"<a:solidFill>{colour_markup(colour)}</a:solidFill>"
    return f"<a:ln w='{width}'>{fill}<a:prstDash val='{dash}'/></a:ln>"


def colour_markup(colour: str) -> str:
    """Return a colour."""
    # six digits alone: the sign before them is that of web pages
    return f"<a:srgbClr val='{colour.removeprefix('#').upper()}'/>"


def short(text: str) -> str:
    """Return a text on one line that fits below a mark."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_WORD else f"{text[: LONGEST_WORD - 1]}…"
