"""The page and line on which words come to stand, computed by LibreOffice where it is installed.

As with page numbers, these are LibreOffice's own line breaks; Word may break a line elsewhere.
"""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Sequence

from kdcl.office.libreoffice import ConversionError, converted, find_libreoffice, run_program

PageAndLine = tuple[int, int]
"""A page and a line on it, each counted from 1; lines without text do not count."""


def find_lines(
    word_file: bytes, words: Sequence[tuple[str, int]], *, timeout: float = 120
) -> tuple[PageAndLine | None, ...] | None:
    """Return where words stand in a Word file, or None where that cannot be found out.

    What is found once is told; of words that stand nowhere or twice, None: a wrong page is worse than none.

    Args:
        word_file: the file.
        words: each text as it stands in the file, and the character of it whose line is wanted, counted from 0.
        timeout: seconds that each of the two programs may take.
    """
    writer, reader = find_libreoffice(), shutil.which("pdftotext")
    if writer is None or reader is None:
        return None
    try:
        with converted(writer, word_file, ".docx", "pdf", seconds=timeout) as made:
            # -layout keeps columns of a table beside each other, as a reader counts lines
            printed = run_program([reader, "-layout", "-enc", "UTF-8", str(made), "-"], timeout)
    except (ConversionError, OSError, subprocess.SubprocessError):
        return None
    # pdftotext ends each page with a form feed
    return find_in_pages(printed.split("\f"), words)


def find_in_pages(pages: Sequence[str], words: Sequence[tuple[str, int]]) -> tuple[PageAndLine | None, ...]:
    """Return where words stand in the text of pages, however their lines are broken: blanks are not compared."""
    letters: list[str] = []
    places: list[PageAndLine] = []
    for page, text in enumerate(pages, start=1):
        lines = filter(None, map(_pressed, text.splitlines()))
        for number, line in enumerate(lines, start=1):
            letters.append(line)
            places += [(page, number)] * len(line)
    whole = "".join(letters)
    return tuple(_find(whole, places, text, at) for text, at in words)


def _pressed(text: str) -> str:
    """Return a text without blanks; LibreOffice has a sign of its own for hyphens that hold a line together."""
    return "".join(unicodedata.normalize("NFC", text).replace("\N{NON-BREAKING HYPHEN}", "-").split())


def _find(whole: str, places: Sequence[PageAndLine], text: str, at: int) -> PageAndLine | None:
    wanted = _pressed(text)
    first = whole.find(wanted) if wanted else -1
    if first < 0 or whole.find(wanted, first + 1) >= 0:
        return None
    return places[first + min(len(_pressed(text[:at])), len(wanted) - 1)]
