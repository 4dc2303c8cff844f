"""The mark of a text that was written in an earlier year: ``«2016-2017» Trường có ...``.

It is part of the text, so that it is seen in every program and on every paper, and it is made of signs that no school
begins a text with. Whoever has revised the text takes the mark off; a check finds those that are left.
"""

from __future__ import annotations

import re
from typing import Final

from kdcl.years import SchoolYear

_MARK: Final = re.compile(r"«([12][0-9]{3})-[12][0-9]{3}» ?")


def mark_year(text: str, year: SchoolYear) -> str:
    """Return a text marked as of a year; an empty text, and one that is marked already, stays as it is."""
    return text if not text.strip() or _MARK.match(text) else f"«{year}» {text}"


def find_year_mark(text: str) -> SchoolYear | None:
    """Return the year that a text is marked with, or None."""
    found = _MARK.match(text)
    return SchoolYear(int(found[1])) if found else None


def without_year_mark(text: str) -> str:
    """Return a text without the mark."""
    return _MARK.sub("", text, count=1) if _MARK.match(text) else text
