"""The pages on which bookmarks come to stand, computed by LibreOffice where it is installed.

The numbers hold for LibreOffice's own line breaks; Word may break a line otherwise and then shows its own numbers when
its fields are updated. So they are never computed unasked, and a file without them is the same on every machine.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kdcl.blocks import Document
from kdcl.blocks.walk import iter_bookmarks
from kdcl.renderers.bookmarks import build_bookmarks

_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_DESTINATION = re.compile(r'^\s*(\d+)\s+\[.*\]\s+"(.*)"\s*$', re.MULTILINE)
_ENCODED = re.compile(r"[^0-9A-Za-z]")


def find_page_numbers(document: Document, word_file: bytes, *, timeout: float = 120) -> Mapping[str, int] | None:
    """Return the page of each of the document's bookmarks in its Word file, or None where that cannot be found out.

    Args:
        document: the document.
        word_file: the same document as a Word file.
        timeout: seconds that each of the two programs may take.
    """
    writer, reader = shutil.which("soffice"), shutil.which("pdfinfo")
    if writer is None or reader is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "document.docx")
        source.write_bytes(word_file)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        convert = [writer, profile, "--headless", "--convert-to", _EXPORT, "--outdir", folder, str(source)]
        try:
            _run(convert, timeout)
            listed = _run([reader, "-dests", str(source.with_suffix(".pdf"))], timeout)
        except (OSError, subprocess.SubprocessError):
            return None
    return _page_numbers(document, listed)


def _run(command: list[str], timeout: float) -> str:
    run = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", timeout=timeout)  # noqa: S603 - a program found by name, with our own file
    return run.stdout


def _page_numbers(document: Document, listed: str) -> Mapping[str, int]:
    pages = {name: int(page) for page, name in _DESTINATION.findall(listed)}
    bookmarks = build_bookmarks(name for name, _ in iter_bookmarks(document))
    encoded = {name: _destination_name(bookmark.name) for name, bookmark in bookmarks.items()}
    return {name: pages[destination] for name, destination in encoded.items() if destination in pages}


def _destination_name(name: str) -> str:
    """Return the name as LibreOffice writes it into a PDF: every other character as its hexadecimal number."""
    return _ENCODED.sub(lambda found: f"{ord(found[0]):X}", name)
