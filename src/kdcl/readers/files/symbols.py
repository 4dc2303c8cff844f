"""Signs of symbol fonts as the characters that look like them: ticks and boxes of Wingdings, Webdings and Symbol.

A symbol font has its signs at the places of letters; Word writes them as symbols, as private characters (U+F0xx), or as
those letters in that font. What has no counterpart here stays as it was typed.
"""

from __future__ import annotations

import re
from typing import Final

_WINGDINGS: Final = {
    0x6C: "\u25cf", 0x6E: "\u25a0", 0x6F: "\u2610", 0x71: "\u2610", 0x72: "\u2610", 0x78: "\u2612", 0xA1: "\u25cb",
    0xA8: "\u2610", 0xFB: "\u2717", 0xFC: "\u2713", 0xFD: "\u2612", 0xFE: "\u2611",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "\u2717", 0x50: "\u2713", 0x51: "\u2612", 0x52: "\u2611", 0x53: "\u2612", 0x54: "\u2612", 0xA3: "\u2610",
}  # fmt: skip
_WEBDINGS: Final = {0x61: "\u2713", 0x63: "\u2610", 0x67: "\u25a0", 0x72: "\u2717"}
_SYMBOL: Final = {0xB4: "\u00d7", 0xD6: "\u221a", 0xB7: "\u2022"}
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings2": _WINGDINGS_2,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
_ANY: Final = {0xD6: "\u221a"} | _WINGDINGS_2 | _WINGDINGS
"""Signs of a font that is not named: where two fonts differ, those of the commonest."""
_FIRST: Final = 0xF000
_PRIVATE: Final = re.compile("[\uf020-\uf0ff]")


def is_symbol_font(font: str) -> bool:
    """Whether a font has signs at the places of letters."""
    return font.strip().lower() in _FONTS


def read_symbol(code: int, font: str) -> str:
    """Return the character that looks like a sign of a symbol font, or the one with this number where none does."""
    signs = _FONTS.get(font.strip().lower(), _ANY)
    found = signs.get(code - _FIRST if code >= _FIRST else code)
    return chr(code) if found is None else found


def read_text(text: str, font: str) -> str:
    """Return a text with the signs of symbol fonts in it as characters that look like them.

    Args:
        text: the text as it is stored.
        font: its font, or an empty text.
    """
    if font and is_symbol_font(font):
        return "".join(read_symbol(ord(sign), font) for sign in text)
    if text.isascii() or not _PRIVATE.search(text):
        return text
    return _PRIVATE.sub(lambda sign: read_symbol(ord(sign[0]), font), text)
