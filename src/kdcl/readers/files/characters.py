"""Characters that a text may not hold, or that nobody sees."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> tuple[str, int]:
    """Return a text in NFC without what nobody sees, and how many characters that no text may hold were replaced."""
    return _REFUSED.subn("\ufffd", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
