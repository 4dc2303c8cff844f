"""The drawing of any plot as SVG text."""

from __future__ import annotations

from kdcl.blocks.bars import BarPlot, draw_bars
from kdcl.blocks.plots import HEIGHT, Plot, draw_svg


def draw(plot: Plot | BarPlot, description: str, *, height: int = HEIGHT, typeface: str = "sans-serif") -> str:
    """Return a plot of either kind as SVG text that ends with a line feed: the same text for the same plot.

    Args:
        plot: the plot.
        description: all that it shows in words, for those who cannot see it.
        height: its height, as wide as `kdcl.blocks.plots.WIDTH`.
        typeface: the typeface of all its words.
    """
    drawing = draw_bars if isinstance(plot, BarPlot) else draw_svg
    return drawing(plot, description, height=height, typeface=typeface)  # type: ignore[arg-type] # each gets its own
