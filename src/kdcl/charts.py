"""Small charts of trends, for documents, pages and notebooks: the same picture for the same figures.

A chart says everything it shows in words too (title and description), and tells years that do not meet the number asked
for from those that do by shape, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, cast

import attrs

from kdcl.blocks.bars import BarPlot
from kdcl.blocks.drawing import draw
from kdcl.blocks.plots import Plot, PlotPoint, draw_svg
from kdcl.errors import UnknownNameError
from kdcl.measures import Trend, TrendPoint, trend_rows
from kdcl.measures.numbers import amount, joined
from kdcl.messages import ENGLISH, Message, Translator, message
from kdcl.plugins import Enclosure, PluginGroup
from kdcl.text.folding import begin_large

__all__ = ["PLUGINS", "Chart", "DrawChart", "available_charts", "build_chart", "build_plot", "describe"]


@attrs.frozen
class Chart:
    """A chart; notebooks show it, and its text can be written to a file or set into a page."""

    svg: str

    @classmethod
    def of(cls, plot: Plot | BarPlot, words: str) -> Chart:
        """Return the chart of a plot; its words tell all that it shows to those who cannot see it."""
        return cls(draw(plot, words))

    def _repr_svg_(self) -> str:
        """Return the picture, as notebooks ask for it."""
        return self.svg


DrawChart: TypeAlias = Callable[[Plot, str], str]
"""Draws a plot as SVG; its words, which the picture must carry for whoever cannot see it, are the second argument."""

_LINE: Final = "line"


def _settle(_: str, found: object) -> DrawChart | Message:
    return cast("DrawChart", found) if callable(found) else message("it is no function that draws a plot")


def _enclose(function: DrawChart, enclosure: Enclosure) -> DrawChart:
    """Return the function such that its failures are told as those of the package it comes from."""

    def draw_enclosed(plot: Plot, words: str) -> str:
        drawn = enclosure.call(lambda: function(plot, words))
        enclosure.require(drawn, str)
        return drawn

    return draw_enclosed


PLUGINS: Final[PluginGroup[DrawChart]] = PluginGroup(
    name="kdcl.charts", settle=_settle, built_in=lambda: {_LINE}, enclose=_enclose
)
"""The kinds of charts of other packages: each entry point leads to a function that draws a plot as SVG."""


def available_charts() -> tuple[str, ...]:
    """Return the kinds of charts: the built-in one first, then those of other packages."""
    return (_LINE, *sorted(PLUGINS.offers()))


def build_chart(trend: Trend, translator: Translator = ENGLISH, *, kind: str = _LINE) -> Chart:
    """Return the chart of a trend: its values over the school years, and the number asked for as a dashed line.

    Args:
        trend: the values.
        translator: the language of the words in it.
        kind: the kind of chart; see `available_charts`.

    Raises:
        UnknownNameError: there is no chart of this kind.
        PluginError: another package adds it, and it is broken.
    """
    if kind not in available_charts():
        raise UnknownNameError(kind, available_charts())
    drawing = draw_svg if kind == _LINE else PLUGINS.load(kind)
    return Chart(drawing(build_plot(trend, translator), _values(trend).render(translator)))


def build_plot(trend: Trend, translator: Translator = ENGLISH) -> Plot:
    """Return the facts of the chart of a trend, for documents: each format draws them in its own way.

    Args:
        trend: the values.
        translator: the language of the words in it.
    """
    return Plot(
        title=begin_large(trend.title.render(translator)),
        points=tuple(_point(trend, point, translator) for point in trend.points),
        threshold=trend.judgement.threshold,
    )


def describe(trend: Trend) -> Message:
    """Return all that the chart of a trend shows in words: for whoever cannot see it."""
    return message("Chart: {title}. {values}", title=trend.title, values=_values(trend))


def _point(trend: Trend, point: TrendPoint, translator: Translator) -> PlotPoint:
    shown = ""
    if point.value is not None:
        shown = amount(point.value, trend.scale, trend.judgement.threshold).render(translator)
    return PlotPoint(label=str(point.year), value=point.value, shown=shown, is_wrong=point.is_met is False)


def _values(trend: Trend) -> Message:
    rows = tuple(message("{year}: {value} ({side})", year=y, value=v, side=s) for y, v, s in trend_rows(trend))
    return joined(rows)
