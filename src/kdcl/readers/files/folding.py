"""Text made comparable: without accents, in small letters, with one kind of blank, dash and quotation mark.

A folded text is exactly as long as the text it was made of, so that a place found in one is a place in the other.
"""

from __future__ import annotations

import unicodedata

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
_LETTERS = {0x111: "d", 0x110: "d", 0x2026: "."}


class _Folds(dict[int, str]):
    """The folded form of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = " " if character.isspace() else _DASHES.get(character) or _LETTERS.get(code)
        if folded is None:
            plain = unicodedata.normalize("NFD", character)[0].lower()
            folded = plain if len(plain) == 1 else character
        self[code] = folded
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text in NFC without accents and in small letters, as long as the text itself.

    >>> fold("Ti\u00eau ch\u00ed 1")
    'tieu chi 1'
    """
    return text.translate(_FOLDS)
