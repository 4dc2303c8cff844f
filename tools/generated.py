"""Pages that a tool writes: brought up to date, or only held against what they are to say."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path


def keep_pages(pages: Mapping[str, Path], write: Callable[[str, str], str]) -> int:
    """Write the pages and return 0; with ``--check`` write nothing, and return 1 if one is out of date.

    Args:
        pages: the page of each language.
        write: given the text of a page and its language, returns the text that it should have.
    """
    is_checking, is_current = "--check" in sys.argv, True
    for language, page in pages.items():
        text = page.read_text("utf-8")
        written = write(text, language)
        is_current &= text == written
        if not is_checking:
            page.write_text(written, "utf-8")
    return 0 if is_current or not is_checking else 1


def below(mark: str, render: Callable[[str], str]) -> Callable[[str, str], str]:
    """Return what writes a page anew below a mark; what people wrote above it stays."""

    def write(text: str, language: str) -> str:
        head, found, _ = text.partition(mark)
        return head + found + render(language)

    return write
