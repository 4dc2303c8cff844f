"""Words of the encodings before Unicode: told from Unicode text, named with a remedy, and never changed.

Until about 2005 Vietnamese was typed in fonts that put its letters where other fonts have signs: in TCVN 5712 (also
called TCVN3 or ABC, the fonts ``.VnTime``) or VNI (the fonts ``VNI-Times``). Copied into another font such words
read like ``tr\u00ad\u00eang``. Which letters they stand for is known only with their font: nothing is converted.
"""

from __future__ import annotations

import enum
import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib.resources import files

import attrs

from kdcl.messages import Message, message


class LegacyEncoding(enum.Enum):
    """An encoding of Vietnamese from before Unicode."""

    TCVN3 = "TCVN3 (ABC)"
    """Fonts such as .VnTime."""
    VNI = "VNI"
    """Fonts such as VNI-Times."""

    @property
    def remedy(self) -> Message:
        """What makes its words readable."""
        return message(
            "the text is in the old encoding {encoding}; convert the file to Unicode with a converter such as UniKey, "
            "and give it a Unicode font",
            encoding=self.value,
        )


def find_font_encoding(font: str) -> LegacyEncoding | None:
    """Return the old encoding that text in a font of this name has, or None for any other font.

    >>> find_font_encoding(".VnTimeH"), find_font_encoding("Times New Roman")
    (<LegacyEncoding.TCVN3: 'TCVN3 (ABC)'>, None)
    """
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return LegacyEncoding.TCVN3
    return LegacyEncoding.VNI if name.startswith(("vni-", "vni ")) else None


def find_legacy_encoding(text: str) -> LegacyEncoding | None:
    """Return the old encoding whose words stand in a text, or None.

    A word counts where it holds a sign that no Vietnamese word in Unicode has, and is a Vietnamese syllable once its
    signs are taken for the letters of the encoding. One sign in one word may be chance (a micrometre, a foreign name);
    two are none.

    >>> find_legacy_encoding("Nh\u00b5 tr\u00ad\u00eang"), find_legacy_encoding("N\u0103m 2017 \u00a9")
    (<LegacyEncoding.TCVN3: 'TCVN3 (ABC)'>, None)
    """
    if not _TELLING.search(text):
        return None
    spelling = _get_spelling()
    words = {word for word in _WORD.findall(text) if len(word) <= _LONGEST_WORD and _TELLING.search(word)}
    signs = {
        encoding: sum(not sign.isascii() for word in words if spelling.is_syllable(read(word)) for sign in word)
        for encoding, read in ((LegacyEncoding.TCVN3, spelling.read_tcvn3), (LegacyEncoding.VNI, spelling.read_vni))
    }
    likeliest = max(signs, key=lambda encoding: signs[encoding])
    return likeliest if signs[likeliest] > 1 else None


def has_legacy_words(text: str) -> bool:
    """Whether words of an old encoding stand in a text."""
    return find_legacy_encoding(text) is not None


_LONGEST_WORD = 14
# Every sign of Latin-1 that the old encodings use for letters; those in _TELLING are no letters of Vietnamese.
_WORD = re.compile("[\\w\u00a1-\u00bf\u00d7\u00f7]+")
_TELLING = re.compile("[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00dc\u00de-\u00df"
                      "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]")  # fmt: skip

_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


@attrs.frozen
class _Spelling:
    """How the encodings spell, and what a syllable is made of: read when the first suspicious text is met."""

    tcvn3: Mapping[int, int]
    vni_signs: Mapping[int, int]
    vni_pairs: Mapping[str, str]
    vni_pair: re.Pattern[str]
    syllable: re.Pattern[str]

    def read_tcvn3(self, word: str) -> str:
        return word.translate(self.tcvn3).lower()

    def read_vni(self, word: str) -> str:
        return self.vni_pair.sub(lambda found: self.vni_pairs[found[0]], word.lower()).translate(self.vni_signs)

    def is_syllable(self, word: str) -> bool:
        """Whether letters are a Vietnamese syllable: what may begin and end one, vowels between, at most one tone."""
        apart = unicodedata.normalize("NFD", word)
        tones = sum(apart.count(tone) for tone in _TONE_MARKS)
        toneless = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONE_MARKS))
        return tones <= 1 and len(toneless) > 1 and self.syllable.fullmatch(toneless) is not None


@functools.cache
def _get_spelling() -> _Spelling:
    read = tomllib.loads((files("kdcl.text") / "encodings.toml").read_text("utf-8"))
    vni, syllable = read["vni"], read["syllable"]
    return _Spelling(
        tcvn3=str.maketrans(read["tcvn3"]["signs"], read["tcvn3"]["letters"]),
        vni_signs=str.maketrans(vni["signs"]),
        vni_pairs=vni["pairs"],
        vni_pair=re.compile("|".join(vni["pairs"])),
        syllable=re.compile(f"{syllable['beginning']}{syllable['vowels']}{syllable['end']}"),
    )
