"""What the parts of a package have in common: local names, relationships, addresses, texts of several looks."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from kdcl.office.package import Package

Position = tuple[int, int]
"""Row and column, each counted from 1."""

_RELATIONSHIP_ID: Final = re.compile(r"\{http://[^}]*/relationships\}id")
_ADDRESS: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_COLUMN: Final = re.compile(r"\$?([A-Z]{1,3})\$?")
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")


class _Locals(dict[str, str]):
    """The local name of each tag, taken apart when it is first met: files write them in several namespaces."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


LOCALS: Final = _Locals()


def find_all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Iterate over the elements of a local name, at any depth."""
    return root.iter(f"{{*}}{name}")


def relation_of(element: etree._Element) -> str:
    """Return the id of the relationship that an element names, or an empty text."""
    return next((str(value) for key, value in element.items() if _RELATIONSHIP_ID.fullmatch(str(key))), "")


def iter_relations(package: Package, name: str) -> Iterator[tuple[str, str, str]]:
    """Iterate over what a part is related to: id, kind and target; targets outside are left as they are.

    Damaged files have one id twice, or none: whoever looks for texts looks at each.
    """
    folder, _, base = name.rpartition("/")
    root = package.find_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    for item in () if root is None else find_all(root, "Relationship"):
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if item.get("TargetMode") != "External":
            # a target counts from the folder of its part, or from the package where it begins with a stroke
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield item.get("Id", ""), kind, target


def find_targets(package: Package, name: str) -> Mapping[str, tuple[str, str]]:
    """Return by id the kind and the target of what a part is related to."""
    return {number: (kind, target) for number, kind, target in iter_relations(package, name)}


def rich_text(item: etree._Element) -> str:
    """Return the text of a cell of several looks, without the hints on pronunciation."""
    if len(item) == 1 and LOCALS[item[0].tag] == "t":  # most cells have one look
        return unescape(item[0].text or "")
    parts = (part.text or "" for part in find_all(item, "t") if LOCALS[_parent(part).tag] != "rPh")
    return unescape("".join(parts))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def unescape(text: str) -> str:
    """Return a text in which Excel wrote characters that XML cannot hold by their numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def whole(text: str | None) -> int:
    """Return a number of up to seven digits, or 0 for anything else."""
    return int(text) if text and len(text) <= 7 and text.isascii() and text.isdigit() else 0  # noqa: PLR2004 - a million rows


@functools.lru_cache(maxsize=20_000)  # as many as there are names of columns
def column_number(letters: str) -> int:
    """Return the number of a column from its letters, or 0 where they name none.

    >>> column_number("AB")
    28
    """
    found = _COLUMN.fullmatch(letters)
    number = 0
    for letter in "" if found is None else found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def find_place(address: str) -> Position | None:
    """Return row and column of an address such as ``B3``."""
    found = _ADDRESS.fullmatch(address)
    return None if found is None else (int(found[2]), column_number(found[1]))


def find_area(address: str) -> tuple[Position, Position] | None:
    """Return the first and the last place of an area such as ``B3:E4``; a single address is an area too."""
    first, _, last = address.partition(":")
    start, end = find_place(first), find_place(last or first)
    return None if start is None or end is None else (start, end)
