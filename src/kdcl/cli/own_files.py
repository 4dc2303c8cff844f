"""Whether a file is still as kdcl wrote it, told from the file itself: what a person changed since is never replaced.

Word and Excel put the true day into a package when they save it, and who signs or marks a PDF adds to its end. A web
page and a Markdown text end with a comment of ours that holds the hash of all before it, which no reader shows. Other
texts and tables have no place for such a mark: of them nothing can be known.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from kdcl.errors import KdclError
from kdcl.office.package import Package

_UNTOUCHED: Final = b"2000-01-01T00:00:00Z</dcterms:modified>"
"""The day that every package of ours was last changed on."""
_MARK: Final = "<!-- kdcl sha256: {digest} -->\n"
_MARKED: Final = re.compile(rb"<!-- kdcl sha256: ([0-9a-f]{64}) -->")
_MARKDOWN: Final = {".md", ".markdown"}
_PAGE: Final = re.compile(rb"\s*<(?:!doctype\s+)?html", re.IGNORECASE)
_PDF_END: Final = re.compile(rb"/ID\[\([\w+/=]{24}\)\([\w+/=]{24}\)\]>>\s+startxref\s+\d+\s+%%EOF\s*\Z")
"""How the engine ends a PDF; another program that saves it anew writes its own end."""


def with_mark(data: bytes, path: str) -> bytes:
    """Return what is written for the data: a web page and a Markdown text with the mark, anything else as it is."""
    if not _PAGE.match(data) and Path(path).suffix.lower() not in _MARKDOWN:
        return data
    whole = data if data.endswith(b"\n") else data + b"\n"
    return whole + _MARK.format(digest=hashlib.sha256(whole).hexdigest()).encode()


def is_untouched(data: bytes) -> bool:
    """Whether the content of a file is as kdcl wrote it; False where it cannot be told."""
    if data.startswith(b"PK"):
        try:
            return _UNTOUCHED in Package(data, "").read("docProps/core.xml")
        except KdclError:
            return False
    if data.startswith(b"%PDF"):
        return data.count(b"startxref") == 1 and _PDF_END.search(data) is not None
    before, _, mark = data.removesuffix(b"\n").rpartition(b"\n")
    found = _MARKED.fullmatch(mark)
    return found is not None and hashlib.sha256(before + b"\n").hexdigest().encode() == found[1]


def has_mark(data: bytes) -> bool:
    """Whether a file has a mark of ours, wherever it stands by now."""
    return _MARKED.search(data) is not None
