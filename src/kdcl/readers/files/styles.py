"""How text looks, as far as it says what the text is: hidden, struck through, in a symbol font, in an old encoding."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lxml import etree

from kdcl.readers.files.markup import RUN, RUN_PROPERTIES, STYLE_OF_RUN, W, find_value
from kdcl.readers.files.symbols import is_symbol_font
from kdcl.text.encodings import LegacyEncoding, find_font_encoding

_OFF = frozenset({"0", "false", "off", "none"})
_FONT = (f"{W}ascii", f"{W}hAnsi", f"{W}cs")
_HIDDEN, _FONTS = f"{W}vanish", f"{W}rFonts"
_STRUCK = (f"{W}strike", f"{W}dstrike")
_LOOKS = frozenset((_HIDDEN, *_STRUCK, _FONTS))


@attrs.frozen
class Look:
    """How a stretch of text looks.

    Attributes:
        is_hidden: whether nobody sees it.
        is_struck: whether it is struck through.
        font: the font that is given to it by itself or by its styles, or an empty text.
    """

    is_hidden: bool = False
    is_struck: bool = False
    font: str = ""


PLAIN = Look()


@attrs.frozen
class _Given:
    """What one set of properties gives; None where it says nothing."""

    hidden: bool | None = None
    struck: bool | None = None
    font: str = ""


_NOTHING = _Given()


class Looks:
    """Tells how runs look, from their own properties and their styles.

    Args:
        styles: the root of the styles part, or None where there is none.
        roots: the parts that are read: where none of them hides, strikes or changes fonts, nothing has to be asked.
    """

    def __init__(self, styles: etree._Element | None, *roots: etree._Element | None) -> None:
        """Read the styles, if they matter."""
        self._styles: dict[str, tuple[str, _Given]] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self._known: dict[str, _Given] = {"": _NOTHING}
        self._by_default = _NOTHING
        self._default = ""
        given = [root for root in (styles, *roots) if root is not None]
        self.is_plain: bool = not any(_matters(element) for root in given for element in root.iter(*_LOOKS))
        self._has_old_fonts = any(_is_old(element) for root in given for element in root.iter(_FONTS))
        if styles is not None and (self._has_old_fonts or not self.is_plain):
            self._styles = dict(_iter_styles(styles))
            # Most paragraphs name no style; Word then sets them in the default one.
            self._default = next(
                (
                    style.get(f"{W}styleId", "")
                    for style in styles.iterfind(f"{W}style")
                    if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") not in (None, *_OFF)
                ),
                "",
            )
            self._by_default = _read(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))

    def of(self, run: etree._Element, paragraph_style: str) -> Look:
        """Return how a run looks in a paragraph of a style; an empty text stands for none."""
        return PLAIN if self.is_plain else self._resolve(run.find(RUN_PROPERTIES), paragraph_style)

    def iter_old_fonts(self, paragraph: etree._Element, style: str) -> Iterator[LegacyEncoding]:
        """Iterate over the encodings from before Unicode that the fonts of a paragraph of this style are made for."""
        if self._has_old_fonts:
            for run in paragraph.iter(RUN):
                if encoding := find_font_encoding(self._resolve(run.find(RUN_PROPERTIES), style).font):
                    yield encoding

    def _resolve(self, properties: etree._Element | None, paragraph_style: str) -> Look:
        own, style = _read(properties), ""
        if properties is not None and (found := properties.find(f"{W}{STYLE_OF_RUN}")) is not None:
            style = found.get(f"{W}val", "")
        key = paragraph_style, style
        by_styles = self._looks.get(key)
        if by_styles is None:
            by_styles = self._looks[key] = self._by_styles(*key)
        if own is _NOTHING:
            return by_styles
        hidden = by_styles.is_hidden if own.hidden is None else own.hidden
        struck = by_styles.is_struck if own.struck is None else own.struck
        return Look(hidden, struck, own.font or by_styles.font)

    def _by_styles(self, paragraph_style: str, run_style: str) -> Look:
        """Return how a run looks by its styles.

        Hidden and struck are switches: given by both styles, they are off again (ISO/IEC 29500-1, 17.7.3).
        """
        paragraph, run = self._of_style(paragraph_style or self._default), self._of_style(run_style)
        return Look(
            bool(paragraph.hidden) != bool(run.hidden),
            bool(paragraph.struck) != bool(run.struck),
            run.font or paragraph.font or self._by_default.font,
        )

    def _of_style(self, style: str) -> _Given:
        """Return what a style gives by itself and by those it is based on; each is looked at once."""
        chain: dict[str, _Given] = {}
        name = style
        while name not in self._known and name not in chain and name in self._styles:
            parent, chain[name] = self._styles[name]
            name = parent
        found = self._known.get(name, _NOTHING)
        for known, own in reversed(chain.items()):
            found = _Given(
                found.hidden if own.hidden is None else own.hidden,
                found.struck if own.struck is None else own.struck,
                own.font or found.font,
            )
            self._known[known] = found
        return found


def _iter_styles(root: etree._Element) -> Iterator[tuple[str, tuple[str, _Given]]]:
    for element in root.iterfind(f"{W}style"):
        yield element.get(f"{W}styleId", ""), (find_value(element, "basedOn"), _read(element.find(f"{W}rPr")))


def _read(properties: etree._Element | None) -> _Given:
    given = () if properties is None else [child for child in properties if child.tag in _LOOKS]
    if not given:
        return _NOTHING
    hidden = struck = None
    font = ""
    for child in given:
        if child.tag == _HIDDEN:
            hidden = child.get(f"{W}val", "true") not in _OFF
        elif child.tag == _FONTS:
            font = _font(child)
        else:  # once or twice: Word has an element for each, and one may take back what the style gives
            struck = bool(struck) or child.get(f"{W}val", "true") not in _OFF
    return _Given(hidden, struck, font)


def _font(fonts: etree._Element) -> str:
    return next((name for key in _FONT if (name := fonts.get(key))), "")


def _matters(element: etree._Element) -> bool:
    """Whether an element hides or strikes text, or sets it in a font that has signs for letters."""
    return element.tag != _FONTS or is_symbol_font(_font(element))


def _is_old(fonts: etree._Element) -> bool:
    return find_font_encoding(_font(fonts)) is not None
