"""Small charts of trends as SVG text, for pages and notebooks: the same text for the same figures.

A chart says everything it shows in words too (title and description), and tells years that do not meet the number asked
for from those that do by shape, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape
from typing import Final

import attrs

from kdcl.measures import Trend, TrendPoint, trend_rows
from kdcl.measures.numbers import amount, joined
from kdcl.messages import ENGLISH, Message, Translator, message

__all__ = ["Chart", "build_chart"]

_WIDTH: Final = 480
_HEIGHT: Final = 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 16, 44, 40
_INK, _LINE, _WRONG = "#1f2937", "#1d4ed8", "#b91c1c"


@attrs.frozen
class Chart:
    """A chart; notebooks show it, and its text can be written to a file or set into a page."""

    svg: str

    def _repr_svg_(self) -> str:
        """Return the picture, as notebooks ask for it."""
        return self.svg


def build_chart(trend: Trend, translator: Translator = ENGLISH) -> Chart:
    """Return the chart of a trend: its values over the school years, and the number asked for as a dashed line.

    Args:
        trend: the values.
        translator: the language of the words in it.
    """
    return Chart("\n".join(_iter_lines(trend, translator)) + "\n")


def _iter_lines(trend: Trend, translator: Translator) -> Iterator[str]:
    title = _words(trend.title, translator)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        'role="img" font-family="sans-serif" font-size="12">'
    )
    yield f"<title>{title}</title>"
    yield f"<desc>{_words(_description(trend), translator)}</desc>"
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    yield f'<text x="{_LEFT}" y="20" fill="{_INK}" font-weight="bold">{title}</text>'
    scale = _Scale.of(trend)
    if trend.judgement.threshold is not None:
        height = scale.height(trend.judgement.threshold)
        yield (
            f'<line x1="{_LEFT}" y1="{height}" x2="{_WIDTH - _RIGHT}" y2="{height}" stroke="{_INK}" '
            'stroke-dasharray="6 4"/>'
        )
    yield from _iter_paths(trend, scale)
    for place, point in enumerate(trend.points):
        yield from _iter_point(trend, point, scale.across(place), scale, translator)
    yield "</svg>"


def _description(trend: Trend) -> Message:
    rows = tuple(message("{year}: {value} ({side})", year=y, value=v, side=s) for y, v, s in trend_rows(trend))
    return joined(rows)


def _words(words: Message, translator: Translator) -> str:
    return escape(words.render(translator))


@attrs.frozen
class _Scale:
    """Where values and years stand in the picture, in whole points."""

    lowest: Fraction
    highest: Fraction
    count: int

    @classmethod
    def of(cls, trend: Trend) -> _Scale:
        """Return the scale that has room for every value and the number asked for."""
        known = [point.value for point in trend.points if point.value is not None]
        if trend.judgement.threshold is not None:
            known.append(trend.judgement.threshold)
        return cls(min(known, default=Fraction()), max(known, default=Fraction()), len(trend.points))

    def height(self, value: Fraction) -> int:
        """Return how far from the top a value stands."""
        room = _HEIGHT - _TOP - _BOTTOM
        if self.highest == self.lowest:
            return _TOP + room // 2
        return _TOP + round(room * (self.highest - value) / (self.highest - self.lowest))

    def across(self, place: int) -> int:
        """Return how far from the left a year stands."""
        room = _WIDTH - _LEFT - _RIGHT
        return _LEFT + room * (2 * place + 1) // (2 * self.count)


def _iter_paths(trend: Trend, scale: _Scale) -> Iterator[str]:
    """Iterate over the lines between values of years that follow each other; a missing year leaves a gap."""
    run: list[str] = []
    for place, point in enumerate((*trend.points, None)):
        if point is not None and point.value is not None:
            run.append(f"{scale.across(place)},{scale.height(point.value)}")
        else:
            if len(run) > 1:
                yield f'<polyline points="{" ".join(run)}" fill="none" stroke="{_LINE}" stroke-width="2"/>'
            run = []


def _iter_point(trend: Trend, point: TrendPoint, across: int, scale: _Scale, translator: Translator) -> Iterator[str]:
    """Iterate over the mark, the value and the year of a point: a circle where it is met, a cross where it is not."""
    middle = f'text-anchor="middle" fill="{_INK}"'
    yield f'<text x="{across}" y="{_HEIGHT - 14}" {middle}>{point.year}</text>'
    if point.value is None:
        return
    height = scale.height(point.value)
    if point.is_met is False:
        cross = f"M{across - 5} {height - 5}l10 10m0 -10l-10 10"
        yield f'<path d="{cross}" stroke="{_WRONG}" stroke-width="3"/>'
    else:
        yield f'<circle cx="{across}" cy="{height}" r="4" fill="{_LINE}"/>'
    shown = _words(amount(point.value, trend.scale, trend.judgement.threshold), translator)
    yield f'<text x="{across}" y="{height - 10}" {middle}>{shown}</text>'
