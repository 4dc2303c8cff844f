"""What is worked out of a document before its data are written: widths of pages, depths of headings, lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kdcl.blocks import MILLIMETRES_OF_A4, Heading, Orientation, PageSetup

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def find_text_width(setup: PageSetup) -> float:
    """Return the width of the text of a page in millimetres."""
    width, height = MILLIMETRES_OF_A4
    margins = setup.margins
    if setup.orientation is Orientation.LANDSCAPE:
        return height - margins.top - margins.bottom
    return width - margins.left - margins.right


def find_depths(headings: Iterable[Heading]) -> Mapping[str, int]:
    """Return how deep each heading stands below those above it, from 1."""
    depths, above = {}, list[int]()
    for heading in headings:
        above = [*(level for level in above if level < heading.level), heading.level]
        depths[heading.bookmark] = len(above)
    return depths


def split_lines(text: str) -> str | list[str]:
    """Return a text, or its lines where it has more than one."""
    return _LINE_END.split(text) if "\n" in text or "\r" in text else text
