"""Stacked bars: counts of a few kinds for each of some groups, as plain facts, and their drawing as SVG text.

The kinds are told apart by how dark they are, so that they differ in print without colour and for every eye, and each
part carries its number where it has room for it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from typing import Final

import attrs

from kdcl.blocks.plots import INK, LINE_HEIGHT, WIDTH, set_drawing, wrap_title

TONES: Final = ("#ffffff", "#dce9f5", "#a9cce8", "#6ba6d6", "#1f5f9e")
"""Grounds from none to the darkest; letters on all but the last are dark (`INK`), and white there."""
_DARK: Final = 4

_LEFT, _RIGHT, _TOP, _BOTTOM = 150, 16, 40, 30
_LETTERS_OF_LABEL = 24
_LOWEST_BAR = 24
_LETTER = 7.0
_BOX = 11


@attrs.frozen(kw_only=True)
class BarPart:
    """A kind that is counted.

    Attributes:
        name: what it is.
        values: how many there are in each bar, none below 0.
        tone: how dark it is, a place in `TONES` from 1.
    """

    name: str
    values: tuple[int, ...]
    tone: int


@attrs.frozen(kw_only=True)
class BarPlot:
    """Bars one below the other, each as long as its whole.

    Attributes:
        title: what is shown.
        labels: what each bar is of, first to last.
        parts: the kinds, in the order in which they stand in a bar; each has a value for every bar.
    """

    title: str
    labels: tuple[str, ...]
    parts: tuple[BarPart, ...]

    @property
    def longest(self) -> int:
        """The whole of the longest bar, at least 1."""
        return (
            max((sum(part.values[place] for part in self.parts) for place in range(len(self.labels))), default=0) or 1
        )

    @property
    def texts(self) -> tuple[tuple[str, tuple[str | int, ...]], ...]:
        """All texts, each with the steps that lead to it."""
        return (
            (self.title, ("title",)),
            *((label, ("labels", place)) for place, label in enumerate(self.labels)),
            *((part.name, ("parts", place, "name")) for place, part in enumerate(self.parts)),
        )

    def title_lines(self, letters: int = 68) -> tuple[str, ...]:
        """Return the title in two lines at most, cut where it is longer."""
        return wrap_title(self.title, letters)


def draw_bars(plot: BarPlot, description: str, *, height: int, typeface: str = "sans-serif") -> str:
    """Return bars as SVG text that ends with a line feed: the same text for the same plot.

    Args:
        plot: the plot.
        description: all that it shows in words, for those who cannot see it.
        height: its height, for a width of `WIDTH`; what is too low for its bars is made higher.
        typeface: the typeface of all its words.
    """
    top = _TOP + LINE_HEIGHT * max(len(plot.title_lines()) - 1, 0)
    step = max((height - top - _BOTTOM) // max(len(plot.labels), 1), _LOWEST_BAR)
    bars = _Bars(top, step, len(plot.labels))
    return set_drawing(plot.title, description, bars.end + _BOTTOM, typeface, _iter_marks(plot, bars))


@attrs.frozen
class _Bars:
    """Where bars stand."""

    top: int
    step: int
    count: int

    @property
    def end(self) -> int:
        """How far down the last bar ends."""
        return self.top + self.step * self.count


def _iter_marks(plot: BarPlot, bars: _Bars) -> Iterator[str]:
    for place, label in enumerate(plot.labels):
        middle = bars.top + bars.step * place + bars.step // 2
        shown = textwrap.shorten(label, _LETTERS_OF_LABEL, placeholder=" …")
        yield f'<text x="{_LEFT - 8}" y="{middle + 4}" text-anchor="end" fill="{INK}">{escape(shown)}</text>'
        yield from _iter_bar(plot, place, middle, bars.step * 7 // 10)
    yield from _iter_legend(plot, bars.end + 18)


def _iter_bar(plot: BarPlot, place: int, middle: int, thick: int) -> Iterator[str]:
    room, before = WIDTH - _LEFT - _RIGHT, 0
    for part in plot.parts:
        value = part.values[place]
        left, right = (_LEFT + room * count // plot.longest for count in (before, before + value))
        before += value
        if not value:
            continue
        yield (
            f'<rect x="{left}" y="{middle - thick // 2}" width="{right - left}" height="{thick}" '
            f'fill="{TONES[part.tone]}" stroke="{INK}" stroke-width="0.6"/>'
        )
        if right - left >= _LETTER * len(str(value)) + 2:
            across = (left + right) // 2
            fill = letters_on(part.tone)
            yield f'<text x="{across}" y="{middle + 4}" text-anchor="middle" fill="{fill}">{value}</text>'


def letters_on(tone: int) -> str:
    """Return the colour of letters on a ground."""
    return TONES[0] if tone >= _DARK else INK


def _iter_legend(plot: BarPlot, down: int) -> Iterator[str]:
    """Iterate over the names of the parts in one row, each behind a box of its ground."""
    names = [" ".join(part.name.split()) for part in plot.parts]
    wanted = [_BOX + 16 + _LETTER * len(name) for name in names]
    share = min(1.0, (WIDTH - 32) / (sum(wanted) or 1))
    left = 16
    for part, name, room in zip(plot.parts, names, wanted, strict=True):
        yield (
            f'<rect x="{left}" y="{down - _BOX + 1}" width="{_BOX}" height="{_BOX}" '
            f'fill="{TONES[part.tone]}" stroke="{INK}" stroke-width="0.6"/>'
        )
        shown = textwrap.shorten(name, max(int((room * share - _BOX - 8) / _LETTER), 4), placeholder="…")
        yield f'<text x="{left + _BOX + 5}" y="{down}" fill="{INK}">{escape(shown)}</text>'
        left += round(room * share)
