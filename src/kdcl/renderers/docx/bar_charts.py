"""Stacked bars as a chart of Word's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.blocks.bars import TONES, BarPlot, letters_on
from kdcl.blocks.plots import INK
from kdcl.renderers.docx.chart_parts import (
    axes_markup,
    colour_markup,
    labels_markup,
    line_markup,
    name_markup,
    values_markup,
    words_markup,
)

LEGEND: Final = f"<c:legend><c:legendPos val='b'/><c:overlay val='0'/>{words_markup()}</c:legend>"
"""What says which ground is of which part."""

_HIDDEN: Final = "".join(
    # all six, in the schema's order: LibreOffice shows whatever part of a label is left out
    f"<c:show{name} val='{int(name == 'Val')}'/>"
    for name in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


def bars_markup(plot: BarPlot) -> str:
    """Return the chart of bars with its axes: the first bar on top, every part with its number."""
    return (
        "<c:barChart><c:barDir val='bar'/><c:grouping val='stacked'/><c:varyColors val='0'/>"
        f"{''.join(_iter_series(plot))}"
        # only an overlap of 100 puts stacked parts on one line; the axes come last and are known by their numbers
        "<c:gapWidth val='40'/><c:overlap val='100'/><c:axId val='1'/><c:axId val='2'/></c:barChart>"
        # charts count the bars from the foot up; turned round, the first one stands on top
        f"{axes_markup(orientation='maxMin', places='l', values='b', highest=str(plot.longest), lowest='0')}"
    )


def _iter_series(plot: BarPlot) -> Iterator[str]:
    if not plot.labels:
        return  # Word takes a series without points for damaged
    for place, part in enumerate(plot.parts):
        # The format says nothing of 0: a label on a part that is not there would stand on its neighbour.
        labels = (
            f"<c:dLbls><c:numFmt formatCode='#,##0;;' sourceLinked='0'/>{words_markup(letters_on(part.tone))}"
            f"{_HIDDEN}</c:dLbls>"
        )
        fill = f"<a:solidFill>{colour_markup(TONES[part.tone])}</a:solidFill>{line_markup(INK, 0.5)}"
        yield (
            f"<c:ser><c:idx val='{place}'/><c:order val='{place}'/>{name_markup(part.name)}"
            f"<c:spPr>{fill}</c:spPr><c:invertIfNegative val='0'/>{labels}{labels_markup(plot.labels)}"
            f"{values_markup(part.values)}</c:ser>"
        )
