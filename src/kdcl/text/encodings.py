"""Words of the encodings before Unicode: told from Unicode text, named with a remedy, and never changed.

Until about 2005 Vietnamese was typed in fonts that put its letters where other fonts have signs: in TCVN 5712 (also
called TCVN3 or ABC, the fonts ``.VnTime``) or VNI (the fonts ``VNI-Times``). Copied into another font such words
read like ``tr\u00ad\u00eang``. Which letters they stand for is known only with their font: nothing is converted.
"""

from __future__ import annotations

import enum
import re
import unicodedata
from collections.abc import Callable

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
    words = {word for word in _WORD.findall(text) if len(word) <= _LONGEST_WORD and _TELLING.search(word)}
    most, encoding = max(
        (
            (sum(map(_count_signs, filter(_is_syllable_in(read), words))), encoding)
            for encoding, read in ((LegacyEncoding.TCVN3, _read_tcvn3), (LegacyEncoding.VNI, _read_vni))
        ),
        key=lambda pair: pair[0],
    )
    return encoding if most > 1 else None


def has_legacy_words(text: str) -> bool:
    """Whether words of an old encoding stand in a text."""
    return find_legacy_encoding(text) is not None


_LONGEST_WORD = 14
# Every sign of Latin-1 that the old encodings use for letters; those in _TELLING are no letters of Vietnamese.
_WORD = re.compile("[\\w\u00a1-\u00bf\u00d7\u00f7]+")
_TELLING = re.compile("[\u00a1-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00dc\u00de-\u00df"
                      "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe]")  # fmt: skip

_TCVN3_SIGNS = (
    "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae"
    "\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6\u00c7\u00c8\u00c9\u00ca\u00cb"
    "\u00cc\u00ce\u00cf\u00d0\u00d1\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de"
    "\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee"
    "\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe"
)
_TCVN3_LETTERS = (
    "\u0102\u00c2\u00ca\u00d4\u01a0\u01af\u0110\u0103\u00e2\u00ea\u00f4\u01a1\u01b0\u0111"
    "\u00e0\u1ea3\u00e3\u00e1\u1ea1\u1eb1\u1eb3\u1eb5\u1eaf\u1eb7\u1ea7\u1ea9\u1eab\u1ea5\u1ead"
    "\u00e8\u1ebb\u1ebd\u00e9\u1eb9\u1ec1\u1ec3\u1ec5\u1ebf\u1ec7\u00ec\u1ec9\u0129\u00ed\u1ecb"
    "\u00f2\u1ecf\u00f5\u00f3\u1ecd\u1ed3\u1ed5\u1ed7\u1ed1\u1ed9\u1edd\u1edf\u1ee1\u1edb\u1ee3"
    "\u00f9\u1ee7\u0169\u00fa\u1ee5\u1eeb\u1eed\u1eef\u1ee9\u1ef1\u1ef3\u1ef7\u1ef9\u00fd\u1ef5"
)
_TCVN3 = str.maketrans(_TCVN3_SIGNS, _TCVN3_LETTERS)

# In VNI most marks are letters of their own behind the vowel, as in the typed form of each pair here; a few letters
# have one sign.
_TONES = {"\u00f8": "\u0300", "\u00f9": "\u0301", "\u00fb": "\u0309", "\u00f5": "\u0303", "\u00ef": "\u0323"}
_CIRCUMFLEX = {"\u00e2": "", "\u00e0": "\u0300", "\u00e1": "\u0301", "\u00e5": "\u0309", "\u00e3": "\u0303",
               "\u00e4": "\u0323"}  # fmt: skip
_BREVE = {"\u00ea": "", "\u00e8": "\u0300", "\u00e9": "\u0301", "\u00fa": "\u0309", "\u00fc": "\u0303",
          "\u00eb": "\u0323"}  # fmt: skip
_VNI_PAIRS = {
    **{f"{vowel}{sign}": vowel + mark for vowel in "aeiouy\u00f4\u00f6" for sign, mark in _TONES.items()},
    **{f"{vowel}{sign}": f"{vowel}\u0302{mark}" for vowel in "aeo" for sign, mark in _CIRCUMFLEX.items()},
    **{f"a{sign}": f"a\u0306{mark}" for sign, mark in _BREVE.items()},
}
_VNI_SIGNS = {"\u00f6": "\u01b0", "\u00f4": "\u01a1", "\u00f1": "\u0111", "\u00e6": "\u1ec9", "\u00f3": "\u0129",
              "\u00f2": "\u1ecb", "\u00ee": "\u1ef5"}  # fmt: skip
_VNI_PAIR = re.compile("|".join(_VNI_PAIRS))
_VNI = str.maketrans(_VNI_SIGNS)

_SYLLABLE = re.compile(
    "(?:ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx\u0111])?"
    "(?:ai|ao|au|ay|a|\u0103|\u00e2[uy]?|eo?|\u00eau?|ia|i\u00eau?|iu|i|oa[ioy]?|o\u0103|oeo?|oi|oo|o|\u00f4i?|"
    "\u01a1i?|ua|u\u00e2y?|u\u00ea|ui|u\u00f4i?|u\u01a1|uy\u00ea|uy[au]?|u|\u01b0[aiu]|\u01b0\u01a1[iu]?|\u01b0|y\u00eau?|y)"
    "(?:ch|nh|ng|[cmnpt])?"
)
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def _count_signs(word: str) -> int:
    return sum(not sign.isascii() for sign in word)


def _is_syllable_in(read: Callable[[str], str]) -> Callable[[str], bool]:
    return lambda word: _is_syllable(read(word))


def _read_tcvn3(word: str) -> str:
    return word.translate(_TCVN3).lower()


def _read_vni(word: str) -> str:
    return _VNI_PAIR.sub(lambda found: _VNI_PAIRS[found[0]], word.lower()).translate(_VNI)


def _is_syllable(word: str) -> bool:
    """Whether letters are a Vietnamese syllable: what may begin and end one, vowels between, and one tone at most."""
    apart = unicodedata.normalize("NFD", word)
    tones = sum(apart.count(tone) for tone in _TONE_MARKS)
    toneless = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in _TONE_MARKS))
    return tones <= 1 and len(toneless) > 1 and _SYLLABLE.fullmatch(toneless) is not None
