"""Where a link may lead outside the document: to a web page, or to a file beside it; to nothing that acts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from kdcl.text.characters import is_line

_WEB: Final = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_LONGEST: Final = 2000
"""Characters of an address that every program opens."""
_SAFE: Final = "/-._~!$&'()*+,;=@:%?#[]"
"""What stays as it is in the address of a web page, which is an address already."""


def find_address(text: str) -> str | None:
    """Return what a typed link leads to, ready to be put into any format; None where it is no address to open.

    An address is one of ``http`` or ``https``, or the path of a file below the document's own folder, whose letters
    are encoded as in web pages. What could act or reach elsewhere is none: other schemes, the root of a disk, another
    machine, a way upwards.

    >>> find_address("scans/Sổ 1.pdf")
    'scans/S%E1%BB%95%201.pdf'
    >>> find_address("javascript:alert(1)") is None
    True
    """
    typed = text.strip()
    if not typed or not is_line(typed) or len(typed) > _LONGEST:
        return None
    if _WEB.fullmatch(typed):
        return quote(typed, safe=_SAFE)
    # Windows writes paths with backslashes, which no link has
    path = PurePosixPath(typed.replace("\\", "/"))
    is_inside = not path.is_absolute() and ".." not in path.parts and ":" not in typed
    return quote(str(path)) if is_inside and path.suffix and path.name else None


def leads_to_web(text: str) -> bool:
    """Whether a typed link leads to a page of the web, and not to a file."""
    return (find_address(text) or "").casefold().startswith("http")


def is_address(text: str) -> bool:
    """Whether a text is an address as `find_address` returns one."""
    return find_address(text if _WEB.fullmatch(text) else unquote(text)) == text
