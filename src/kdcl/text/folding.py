"""Text made comparable: without accents, in small letters, with one kind of blank, dash and quotation mark.

A folded text is exactly as long as the text it was made of, so that a place found in one is a place in the other.

The Icelandic eth (U+00D0, U+00F0) stands in many files where the Vietnamese d with a stroke (U+0110, U+0111) belongs:
its capital looks the same, and older keyboards and fonts had no other. Both are one letter here.
"""

from __future__ import annotations

import unicodedata

_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-")
_LETTERS = {0x111: "d", 0x110: "d", 0xF0: "d", 0xD0: "d", 0x2026: "."}
_ETH = {0xF0: 0x111, 0xD0: 0x110}


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


def begin_large(text: str) -> str:
    """Return a text with a capital for its first letter: how a cell, a line or a sentence begins.

    >>> begin_large("\u0111\u00e3 xong")
    '\u0110\u00e3 xong'
    """
    return text[:1].upper() + text[1:]


def fold(text: str) -> str:
    """Return a text in NFC without accents and in small letters, as long as the text itself.

    >>> fold("Ti\u00eau ch\u00ed 1"), fold("\u00d0\u1ea1t")
    ('tieu chi 1', 'dat')
    """
    return text.translate(_FOLDS)


def compose(text: str) -> str:
    """Return a text composed (NFC), with the Vietnamese letter where an eth stands for it, and else as it is written.

    >>> compose("Q\u00d0-BGD\u00d0T") == "Q\u0110-BGD\u0110T"
    True
    """
    return unicodedata.normalize("NFC", text).translate(_ETH)


def fold_case(text: str) -> str:
    """Return a text composed (NFC) and in small letters, its accents kept, so that words are told apart and no more.

    >>> fold_case("\u00d0\u1ea0T") == fold_case("\u0111\u1ea1t")
    True
    """
    return compose(text).lower()


def run_together(text: str) -> str:
    """Return a text with one plain blank for every run of blanks, tabs and line ends, and none at its ends."""
    return " ".join(text.split())


def fold_name(text: str) -> str:
    """Return a name as it is compared: capitals and blanks do not count, accents tell people apart.

    >>> fold_name("NGUY\u1ec4N  V\u0102N A") == fold_name("Nguy\u1ec5n V\u0103n A")
    True
    """
    return fold_case(run_together(text))
