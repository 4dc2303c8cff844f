"""The pages on which bookmarks come to stand, computed by LibreOffice where it is installed.

The numbers hold for LibreOffice's own line breaks; Word may break a line otherwise and then shows its own numbers when
its fields are updated. So they are never computed unasked, and a file without them is the same on every machine.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping

from kdcl.blocks import Document
from kdcl.blocks.walk import iter_bookmarks
from kdcl.office.libreoffice import ConversionError, converted, find_libreoffice, run_program
from kdcl.renderers.bookmarks import build_bookmarks

# Only when it is asked to does LibreOffice name the places of bookmarks in a PDF.
_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
# pdfinfo prints the page, how it is shown, in brackets, and the name in quotation marks.
_DESTINATION = re.compile(r'^[ \t]*(\d+)[ \t]+\[[^\n\]]*\][ \t]+"(.*)"[ \t\r]*$', re.MULTILINE)
_ENCODED = re.compile(r"[^0-9A-Za-z]")


def find_page_numbers(document: Document, word_file: bytes, *, timeout: float = 120) -> Mapping[str, int] | None:
    """Return the page of each of the document's bookmarks in its Word file, or None where that cannot be found out.

    Args:
        document: the document.
        word_file: the same document as a Word file.
        timeout: seconds that each of the two programs may take.
    """
    writer, reader = find_libreoffice(), shutil.which("pdfinfo")
    if writer is None or reader is None:
        return None
    try:
        with converted(writer, word_file, ".docx", _EXPORT, seconds=timeout) as made:
            listed = run_program([reader, "-dests", str(made)], timeout)
    except (ConversionError, OSError, subprocess.SubprocessError):
        return None
    return _page_numbers(document, listed)


def _page_numbers(document: Document, listed: str) -> Mapping[str, int]:
    pages = {name: int(page) for page, name in _DESTINATION.findall(listed)}
    bookmarks = build_bookmarks(name for name, _ in iter_bookmarks(document))
    encoded = {name: _destination_name(bookmark.name) for name, bookmark in bookmarks.items()}
    return {name: pages[destination] for name, destination in encoded.items() if destination in pages}


def _destination_name(name: str) -> str:
    """Return the name as LibreOffice writes it into a PDF: every other character as its hexadecimal number."""
    return _ENCODED.sub(lambda found: f"{ord(found[0]):X}", name)
