"""What a text may hold: the one definition for loaders, readers, checks, documents and renderers.

A text may hold every character but control characters other than tab and line ends, halves of characters
(surrogates), and what Unicode keeps for no character. XML, and with it Word and Excel, cannot hold most of these; the
others no program prints.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kdcl.messages import Message, message
from kdcl.text.encodings import has_legacy_words

_LAST_OF_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_REFUSED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_LAST_OF_PLANES}]")
# Text from Word and web pages has soft hyphens, blanks of no width and marks of direction inside words and codes.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_UNUSUAL = re.compile(f"[{_REFUSED.pattern[1:-1]}{_INVISIBLE.pattern[1:-1]}]")
_NOT_IN_A_LINE = re.compile(f"[{_REFUSED.pattern[1:-1]}\t\n\r\u2028\u2029]")
_LINE_END = re.compile("\r\n|[\n\r\f\v\u2028\u2029]")
LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
"""Where a text that is printed begins a new line; `split_lines` knows all that ends lines in foreign files."""

# In UTF-8 the controls U+0080 to U+009F, U+FDD0 to U+FDEF and the last two of each plane have bytes that hardly
# anything else in a Vietnamese text has; looking for bytes is many times as fast as looking at each character.
_RARE_BYTES = re.compile(b"\xc2[\x80-\x9f]|\xef\xb7[\x90-\xaf]")
_RARE = (b"\x7f", b"\xbf\xbe", b"\xbf\xbf")


def find_refused(text: str) -> Message | None:
    """Return what stands against the first character of a text that no text may hold, or None."""
    found = _REFUSED.search(text)
    if found is None:
        return None
    return message(
        "character {place} is U+{code}, which no printed text holds; remove it",
        place=found.start() + 1,
        code=f"{ord(found[0]):04X}",
    )


def drop_refused(text: str) -> str:
    """Return the text without the characters that no text may hold."""
    return _REFUSED.sub("", text)


def clean(text: str, *, is_legacy: bool = False) -> tuple[str, int]:
    """Return a text in NFC without what nobody sees, and how many characters that no text may hold were replaced.

    In words of an old encoding nothing is unseen: there, a soft hyphen is a letter (`kdcl.text.encodings`).

    Args:
        text: the text.
        is_legacy: whether it is known to be in an old encoding, by its font or by what stands around it.
    """
    kept = unicodedata.normalize("NFC", text)
    if _UNUSUAL.search(kept) is None:  # as in nearly every text
        return kept, 0
    kept, count = _REFUSED.subn("\ufffd", kept)
    if not is_legacy and _INVISIBLE.search(kept) and not has_legacy_words(kept):
        kept = unicodedata.normalize("NFC", _INVISIBLE.sub("", kept))  # what they kept apart may be one letter
    return kept, count


def is_surely_clean(text: str) -> bool:
    """Whether a long text is in NFC and holds nothing refused but perhaps control characters below the blank.

    It is quick, and may say no of a clean text; what it says yes of need not be looked at again.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return False
    return not (
        any(rare in data for rare in _RARE)
        or ((b"\xc2" in data or b"\xef\xb7" in data) and _RARE_BYTES.search(data))
        or not unicodedata.is_normalized("NFC", text)
    )


def is_line(text: str) -> bool:
    """Whether a text is one line: a name, an address, a subject; no tab, no line end, nothing that no text may hold."""
    return _NOT_IN_A_LINE.search(text) is None


def make_line(text: str, instead: str) -> str:
    """Return a text as one line, with another text for each character that none holds."""
    return _NOT_IN_A_LINE.sub(instead, text)


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, whichever program ended them."""
    return _LINE_END.split(text)
