"""The numbers that Word prints before paragraphs by itself: they are in no text, only in the rules of the lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

import attrs
from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = {"w": WORD}
_MOST = 10_000
"""No list of a law counts further; what claims to is damaged."""


@attrs.frozen
class _Level:
    """How one level of a list is numbered."""

    style: str
    text: str
    start: int

    def label(self, counts: dict[int, int]) -> str:
        """Return what is printed before a paragraph."""
        if self.style == "bullet":
            return "-"
        return re.sub("%([1-9])", lambda found: self._figure(counts.get(int(found[1]) - 1, 1)), self.text)

    def _figure(self, count: int) -> str:
        if self.style in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (count - 1) % 26)
            return letter if self.style == "lowerLetter" else letter.upper()
        return str(count)


@attrs.define
class Numbering:
    """The lists of a Word file, and how far each has counted."""

    _lists: dict[str, str]
    _levels: dict[tuple[str, int], _Level]
    _styles: dict[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = attrs.field(factory=dict)

    @classmethod
    def build(cls, numbering: etree._Element | None, styles: etree._Element | None) -> Self:
        """Return the lists that the parts of a Word file define; none where a part is missing."""
        lists = _children(numbering, "w:num")
        return cls(
            {_value(entry, "@w:numId"): _value(entry, "w:abstractNumId/@w:val") for entry in lists},
            {
                (_value(entry, "@w:abstractNumId"), _whole(level, "@w:ilvl")): _Level(
                    _value(level, "w:numFmt/@w:val"), _value(level, "w:lvlText/@w:val"), _whole(level, "w:start/@w:val")
                )
                for entry in _children(numbering, "w:abstractNum")
                for level in _children(entry, "w:lvl")
            },
            {
                _value(style, "@w:styleId"): place
                for style in _children(styles, "w:style")
                if (place := _find_place(style)) is not None
            },
        )

    def count(self, paragraph: etree._Element) -> str:
        """Return what Word prints before this paragraph, the next one in the file; empty where it prints nothing."""
        place = _find_place(paragraph) or self._styles.get(_value(paragraph, "w:pPr/w:pStyle/@w:val"))
        if place is None:
            return ""
        name = self._lists.get(place[0], "")
        level = self._levels.get((name, place[1]))
        if level is None:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[place[1]] = counts.get(place[1], level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > place[1]]:
            del counts[deeper]
        return level.label(counts)


def _find_place(element: etree._Element) -> tuple[str, int] | None:
    """Return the list and the level that a paragraph or a style names."""
    name = _value(element, "w:pPr/w:numPr/w:numId/@w:val")
    return (name, _whole(element, "w:pPr/w:numPr/w:ilvl/@w:val")) if name else None


def _children(element: etree._Element | None, path: str) -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterfind(path, _NAMES)


def _value(element: etree._Element, path: str) -> str:
    place, _, name = path.rpartition("/")
    found = element.find(place, _NAMES) if place else element
    return "" if found is None else found.get(name.replace("@w:", f"{{{WORD}}}"), "")


def _whole(element: etree._Element, path: str) -> int:
    """Return a small whole number, or 0 where there is none."""
    text = _value(element, path)
    return min(int(text), _MOST) if re.fullmatch("[0-9]{1,9}", text) else 0
