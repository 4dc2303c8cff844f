"""Plots: values in a row held against a number, as plain facts, and their drawing as SVG text.

A plot knows nothing of schools and nothing of files. What is on the wrong side of the number is told from the rest by
shape, not by colour alone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import escape
from typing import Final

import attrs

WIDTH: Final = 480
HEIGHT: Final = 220
LINE_COLOUR, WRONG_COLOUR, INK = "#1d4ed8", "#b91c1c", "#1f2937"
"""The colours of a plot's line, of what is wrong, and of all words."""

_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 16, 44, 40
_LOWEST_HEIGHT = 140
_LETTERS_IN_LINE = 68
LINE_HEIGHT = 16
_LETTER_ROOM, _LETTER_HEIGHT = 10, 12


@attrs.frozen(kw_only=True)
class PlotPoint:
    """A place in the row.

    Attributes:
        label: what stands below it, such as a school year.
        value: the exact value; None where it is not known, which leaves a gap.
        shown: the value in words, above its mark.
        is_wrong: whether it is on the wrong side of the number asked for: a cross instead of a circle.
    """

    label: str
    value: Fraction | None
    shown: str = ""
    is_wrong: bool = False


@attrs.frozen(kw_only=True)
class Plot:
    """Values in a row.

    Attributes:
        title: what is shown.
        points: the places, first to last.
        threshold: the number asked for, drawn as a dashed line; None where there is none.
    """

    title: str
    points: tuple[PlotPoint, ...]
    threshold: Fraction | None = None

    @property
    def texts(self) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        """All texts, each with the steps that lead to it."""
        points = enumerate(self.points)
        return (
            (self.title, ("title",)),
            *((getattr(each, name), ("points", place, name)) for place, each in points for name in ("label", "shown")),
        )

    def level(self, value: Fraction) -> Fraction:
        """Return how high a value stands, from 0 for the lowest to 1; values that are all alike stand in the middle."""
        known = [point.value for point in self.points if point.value is not None]
        known += [] if self.threshold is None else [self.threshold]
        lowest, highest = min(known), max(known)
        return (value - lowest) / (highest - lowest) if highest > lowest else Fraction(1, 2)

    def iter_lines(self) -> Iterator[tuple[tuple[int, Fraction], ...]]:
        """Iterate over the lines between values that follow each other: the places on each, with their levels."""
        line: list[tuple[int, Fraction]] = []
        for place, value in enumerate((*(point.value for point in self.points), None)):
            if value is not None:
                line.append((place, self.level(value)))
                continue
            if len(line) > 1:
                yield tuple(line)
            line = []

    def title_lines(self, letters: int = _LETTERS_IN_LINE) -> tuple[str, ...]:
        """Return the title in two lines at most, cut where it is longer."""
        return wrap_title(self.title, letters)


def wrap_title(title: str, letters: int = _LETTERS_IN_LINE) -> tuple[str, ...]:
    """Return the title of a drawing in two lines at most, cut where it is longer."""
    return tuple(textwrap.wrap(title, letters, max_lines=2, placeholder=" …"))


def set_drawing(title: str, description: str, height: int, typeface: str, marks: Iterable[str]) -> str:
    """Return a drawing of the usual width: its words for those who cannot see it, its title, the marks that it is."""
    return "\n".join(_iter_markup(title, description, height, typeface, marks)) + "\n"


def _iter_markup(title: str, description: str, height: int, typeface: str, marks: Iterable[str]) -> Iterator[str]:
    yield (
        # a role: without it some screen readers tell every word of a drawing by itself
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" font-family="{escape(typeface)}" font-size="12">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f"<desc>{escape(description)}</desc>"
    yield f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>'
    for number, line in enumerate(wrap_title(title)):
        corner = f'x="{_LEFT}" y="{20 + number * LINE_HEIGHT}"'
        yield f'<text {corner} fill="{INK}" font-weight="bold">{escape(line)}</text>'
    yield from marks
    yield "</svg>"


def draw_svg(plot: Plot, description: str, *, height: int = HEIGHT, typeface: str = "sans-serif") -> str:
    """Return a plot as SVG text that ends with a line feed: the same text for the same plot.

    Args:
        plot: the plot.
        description: all that it shows in words, for those who cannot see it.
        height: its height, for a width of `WIDTH`; what is too low to hold anything is made higher.
        typeface: the typeface of all its words, such as that of the document around it.
    """
    canvas = _Canvas.of(plot, height)
    return set_drawing(plot.title, description, canvas.height, typeface, _iter_marks(plot, canvas))


@attrs.frozen
class _Canvas:
    """Where values and places stand in the picture, in whole points."""

    height: int
    top: int
    count: int

    @classmethod
    def of(cls, plot: Plot, height: int) -> _Canvas:
        """Return the canvas with room for the title above."""
        further_lines = max(len(plot.title_lines()) - 1, 0)
        top = _TOP + further_lines * LINE_HEIGHT
        return cls(max(height, _LOWEST_HEIGHT) + further_lines * LINE_HEIGHT, top, len(plot.points))

    def down(self, level: Fraction) -> int:
        """Return how far from the top a level stands."""
        return self.top + round((self.height - self.top - _BOTTOM) * (1 - level))

    def across(self, place: int) -> int:
        """Return how far from the left a place stands."""
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * (2 * place + 1) // (2 * self.count)


def _iter_marks(plot: Plot, canvas: _Canvas) -> Iterator[str]:
    if plot.threshold is not None:
        down = canvas.down(plot.level(plot.threshold))
        ends = f'x1="{_LEFT}" y1="{down}" x2="{WIDTH - _RIGHT}" y2="{down}"'
        yield f'<line {ends} stroke="{INK}" stroke-dasharray="6 4"/>'
    for steps in plot.iter_lines():
        corners = " ".join(f"{canvas.across(place)},{canvas.down(level)}" for place, level in steps)
        yield f'<polyline points="{corners}" fill="none" stroke="{LINE_COLOUR}" stroke-width="2"/>'
    for place, point in enumerate(plot.points):
        yield from _iter_point(plot, point, canvas.across(place), canvas)


def _iter_point(plot: Plot, point: PlotPoint, across: int, canvas: _Canvas) -> Iterator[str]:
    """Iterate over the label of a point, its mark and its value: a circle, or a cross where it is wrong."""
    middle = f'text-anchor="middle" fill="{INK}"'
    yield f'<text x="{across}" y="{canvas.height - 14}" {middle}>{escape(point.label)}</text>'
    if point.value is None:
        return
    down = canvas.down(plot.level(point.value))
    if point.is_wrong:
        cross = f"M{across - 5} {down - 5}l10 10m0 -10l-10 10"
        yield f'<path d="{cross}" stroke="{WRONG_COLOUR}" stroke-width="3"/>'
    else:
        yield f'<circle cx="{across}" cy="{down}" r="4" fill="{LINE_COLOUR}"/>'
    yield f'<text x="{across}" y="{_above(plot, down, canvas)}" {middle}>{escape(point.shown)}</text>'


def _above(plot: Plot, down: int, canvas: _Canvas) -> int:
    """Return where the words of a mark stand: above it, and above the dashed line where that would cross them."""
    usual = down - _LETTER_ROOM
    if plot.threshold is None:
        return usual
    dashed = canvas.down(plot.level(plot.threshold))
    return dashed - 4 if usual - _LETTER_HEIGHT <= dashed <= usual + 3 else usual
