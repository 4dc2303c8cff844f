"""What no line may end in: codes of evidence, numbers of documents, and school years."""

from __future__ import annotations

import re
from typing import Final

_CODE: Final = r"H[1-9][0-9]?(?:-[0-9]{1,9}){3}"
_NUMBER: Final = r"[0-9]{1,7}(?:/(?:19|20)[0-9]{2})?/[^\W\d_][^\W_]*(?:[-&][^\W_]+)*"
_YEARS: Final = r"(?<![\w-])(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}(?![\w-])"
_UNBROKEN: Final = re.compile(f"({_CODE}|{_NUMBER}|{_YEARS})")


def split_unbroken(text: str) -> list[str]:
    """Return the pieces of a text: every second one, from the second on, is to be kept on a line.

    >>> split_unbroken("theo Công văn 46/KTKĐCLGD-KĐPT [H1-1-01-02]")
    ['theo Công văn ', '46/KTKĐCLGD-KĐPT', ' [', 'H1-1-01-02', ']']
    """
    return _UNBROKEN.split(text) if "-" in text or "/" in text else [text]


def split_numbers(text: str) -> list[str]:
    """Return the pieces of a text, every second one the number of a document; codes are left in.

    >>> split_numbers("[H1-1-01-02] theo 46/KTKĐCLGD-KĐPT")
    ['[H1-1-01-02] theo ', '46/KTKĐCLGD-KĐPT', '']
    """
    pieces = split_unbroken(text) if "/" in text else [text]
    split = [pieces[0]]
    for unbroken, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        if "/" in unbroken:
            split += [unbroken, behind]
        else:
            split[-1] += unbroken + behind
    return split
