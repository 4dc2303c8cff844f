"""The names that links lead to in Word files and web pages, made from the document's own bookmarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import attrs

LONGEST_NAME = 40
"""Word cuts or refuses longer bookmark names."""

_UNUSABLE = re.compile(r"[^0-9A-Za-z_]+")


@attrs.frozen
class Bookmark:
    """A bookmark as a file knows it: a number and a name that every program takes."""

    number: int
    name: str


def build_bookmarks(names: Iterable[str]) -> Mapping[str, Bookmark]:
    """Return the file's bookmark for each of the document's: letters, digits and low lines only, no two alike.

    Word does not tell capitals from small letters here, so names that differ only in case are told apart by a number.
    """
    taken: set[str] = set()
    bookmarks: dict[str, Bookmark] = {}
    for number, name in enumerate(names, start=1):
        usable = _free_name(_UNUSABLE.sub("_", name), taken)
        taken.add(usable.lower())
        bookmarks[name] = Bookmark(number, usable)
    return bookmarks


def _free_name(wanted: str, taken: set[str]) -> str:
    # Word's bookmarks begin with a letter; with a low line in front they are hidden
    stem = wanted if wanted[:1].isalpha() else f"b{wanted}"
    name, count = stem[:LONGEST_NAME], 1
    while name.lower() in taken:
        count += 1
        ending = f"_{count}"
        name = stem[: LONGEST_NAME - len(ending)] + ending
    return name
