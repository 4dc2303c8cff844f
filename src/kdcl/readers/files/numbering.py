"""The numbers that Word prints before paragraphs and does not store in them: ``1.``, ``a)``, ``II.``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
from lxml import etree

from kdcl.readers.files.markup import W, find_value

_LARGEST = 999
_DEEPEST = 9
"""How many levels a list has; Word knows no more, and made files have thousands."""
_LONGEST_TEXT = 255
"""How many letters the text of a level has; Word keeps no more, and prints them before every paragraph."""
_ROMAN = ((900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"))
_SMALL_ROMAN = ((5, "V"), (4, "IV"), (1, "I"))


@attrs.frozen(kw_only=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    shape: str
    text: str


@attrs.frozen(kw_only=True)
class _List:
    """A list: the definition that it counts by, and what it changes in it."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document; they must be given in order.

    Args:
        numbering: the root of the numbering part, or None where there is none.
        styles: the root of the styles part, or None where there is none.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read the definitions."""
        self._lists = {} if numbering is None else dict(_iter_lists(numbering))
        self._styles = {} if styles is None else dict(_iter_styles(styles))
        self._numbered: dict[str, tuple[str, int | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[str] = set()

    def style_name(self, style: str) -> str:
        """Return the name of a style in lower case; Word keeps it in English whatever its own language."""
        return self._styles[style].name if style in self._styles else style.lower()

    def next_label(self, style: str, properties: etree._Element | None) -> str:
        """Return the number that Word prints before the next paragraph, or an empty text.

        Args:
            style: the id of its style, or an empty text.
            properties: its own numbering properties, or None.
        """
        number, depth = self._numbered_as(style, properties)
        # A paragraph gives up the number of its style by naming list 0, which no file defines.
        known = self._lists.get(number)
        if known is None or depth not in known.levels:
            return ""
        # Lists of one definition count on from each other; one begins anew only where it says so itself.
        counts = self._counts.setdefault(known.definition, {})
        # The new beginning holds once: the paragraphs that follow name the same list.
        if number not in self._restarted:
            self._restarted.add(number)
            for level, start in known.starts.items():
                counts[level] = start - 1
        counts[depth] = counts.get(depth, known.levels[depth].start - 1) + 1
        # a number on a level begins those below it anew, as Word counts them
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return _label(known.levels, counts, depth)

    def _numbered_as(self, style: str, properties: etree._Element | None) -> tuple[str, int]:
        number, depth = ("", None) if properties is None else _read_properties(properties)
        # A paragraph may change the level alone and keep the list of its style, or the other way round.
        if not number or depth is None:
            inherited, inherited_depth = self._inherited(style)
            number, depth = number or inherited, inherited_depth if depth is None else depth
        return number, depth or 0

    def _inherited(self, style: str) -> tuple[str, int | None]:
        """Return list and level of a style: its own, or those of the styles that it is based on.

        Each style is looked at once, however long the chains are; one that leads back to itself ends there.
        """
        chain: dict[str, _Style] = {}
        while style in self._styles and style not in chain and style not in self._numbered:
            chain[style] = self._styles[style]
            style = self._styles[style].parent
        found = self._numbered.get(style, ("", None))
        for name, known in reversed(chain.items()):
            found = (known.number or found[0], found[1] if known.depth is None else known.depth)
            self._numbered[name] = found
        return found


@attrs.frozen(kw_only=True)
class _Style:
    name: str
    parent: str
    number: str
    depth: int | None


def _iter_styles(root: etree._Element) -> Iterator[tuple[str, _Style]]:
    for element in root.iterfind(f"{W}style"):
        properties = element.find(f"{W}pPr/{W}numPr")
        number, depth = ("", None) if properties is None else _read_properties(properties)
        name = find_value(element, "name").lower()
        parent = find_value(element, "basedOn")
        yield element.get(f"{W}styleId", ""), _Style(name=name, parent=parent, number=number, depth=depth)


def _read_properties(properties: etree._Element) -> tuple[str, int | None]:
    depth = find_value(properties, "ilvl")
    return find_value(properties, "numId"), _whole(depth, 0) if depth else None


def _iter_lists(root: etree._Element) -> Iterator[tuple[str, _List]]:
    definitions = {
        element.get(f"{W}abstractNumId", ""): dict(_iter_levels(element))
        for element in root.iterfind(f"{W}abstractNum")
    }
    for element in root.iterfind(f"{W}num"):
        definition = find_value(element, "abstractNumId")
        levels = definitions.get(definition, {})
        starts: dict[int, int] = {}
        for change in element.iterfind(f"{W}lvlOverride"):
            levels = levels | dict(_iter_levels(change))
            if start := find_value(change, "startOverride"):
                starts[_whole(change.get(f"{W}ilvl", ""), 0)] = _whole(start, 1)
        yield element.get(f"{W}numId", ""), _List(definition=definition, levels=levels, starts=starts)


def _iter_levels(element: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in element.iterfind(f"{W}lvl"):
        depth = _whole(level.get(f"{W}ilvl", ""), 0)
        if depth < _DEEPEST:
            yield (
                depth,
                _Level(
                    start=_whole(find_value(level, "start"), 1),
                    shape=find_value(level, "numFmt") or "decimal",
                    text=find_value(level, "lvlText")[:_LONGEST_TEXT],
                ),
            )


def _label(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    if levels[depth].shape in ("bullet", "none"):
        return ""

    def write(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        level = levels.get(place)
        return "" if level is None else _write(counts.get(place, level.start), level.shape)

    return re.sub(f"%([1-{_DEEPEST}])", write, levels[depth].text)


def _write(number: int, shape: str) -> str:
    if not 1 <= number <= _LARGEST:
        return str(number)
    match shape:
        case "lowerLetter" | "upperLetter":
            # Word goes on behind z with aa, bb, cc, where others have aa, ab, ac
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters if shape == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            roman = _roman(number)
            return roman.lower() if shape == "lowerRoman" else roman
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in (*_ROMAN, *_SMALL_ROMAN):
        written += sign * (number // value)
        number %= value
    return written


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,6}", text) else otherwise
