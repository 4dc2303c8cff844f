"""Puts codes together that a line end cut in two, as text copied from a PDF has them."""

from __future__ import annotations

import re

import attrs

from kdcl.codes import find_codes
from kdcl.readers.files.content import FileTable, Line

_DASH = r"\-\u2010-\u2015."
_OPENED = re.compile(rf"\[(?:\s*[Hh])?[\s\d{_DASH}]*\Z")
_CUT = re.compile(r"[Hh]\s*\d[\s\d.\u2010-\u2015-]*[\u2010-\u2015-]\s*\Z")
_CLOSES = re.compile(rf"\s*(?:[{_DASH}]\s*)?(?:[Hh]\s*)?\d[\s\d{_DASH}]*\]")
_GOES_ON = re.compile(r"\s*\d")
_LONGEST = 24
"""How far before a line's end a code may begin that is cut there."""
OPEN_BRACKET = re.compile(rf"\[\s*[Hh]\s*\d[^\[\]]{{0,{_LONGEST}}}\Z")


def join_codes(items: list[Line | FileTable]) -> list[Line | FileTable]:
    """Return lines and tables, where a code goes on in the next line as one line of both."""
    joined: list[Line | FileTable] = []
    for item in items:
        if isinstance(item, FileTable):
            for row in item.rows:
                for cell in row:
                    cell.items[:] = join_codes(cell.items)
            joined.append(item)
        elif joined and isinstance(last := joined[-1], Line) and _belong_together(last, item):
            joined[-1] = attrs.evolve(last, text=last.text + item.text)
        else:
            joined.append(item)
    return joined


def _belong_together(first: Line, second: Line) -> bool:
    end = first.text[-_LONGEST:]
    goes_on = (_OPENED.search(end) and _CLOSES.match(second.text)) or (_CUT.search(end) and _GOES_ON.match(second.text))
    # A line with a number of its own begins something new.
    if second.label or not goes_on:
        return False
    both = end + second.text[:_LONGEST]
    # Many lines end in a dash or a number; a code was cut only where both lines make one across the end.
    return any(found.start < len(end) < found.end for found in find_codes(both))
