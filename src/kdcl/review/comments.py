"""The part that the comments of a Word file stand in: made, or added to, and made known to the package."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape

from kdcl.office.package import Package
from kdcl.office.parts import find_targets
from kdcl.review.edits import AUTHOR
from kdcl.text.characters import drop_refused

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ID: Final = re.compile(rb"""id\s*=\s*["']([0-9]{1,9})["']""")
_ROOT: Final = re.compile(rb"<([^\s/<>?!]++)[^<>]*>")


def find_comments_part(package: Package, main_part: str) -> str | None:
    """Return the name of the part with the comments of a file, or None where it has none."""
    targets = find_targets(package, main_part).values()
    return next((target for kind, target in targets if kind == "comments" and target in package.names), None)


def find_free_id(data: bytes) -> int:
    """Return a number above all by which a part numbers anything."""
    return max((int(found[1]) for found in _ID.finditer(data)), default=-1) + 1


def add_comments(package: Package, main_part: str, comments: Mapping[int, Iterable[str]]) -> dict[str, bytes]:
    """Return the parts that change or come to a file with these comments, by name.

    Args:
        package: the file.
        main_part: its part with the document itself.
        comments: the lines of each comment, by the number it has in the text.
    """
    written = "".join(_comment(number, lines) for number, lines in comments.items())
    name = find_comments_part(package, main_part)
    if name is not None:
        return {name: _before_end(package.read(name), written)}
    folder, _, base = main_part.rpartition("/")
    name = _find_free_name(package, posixpath.join(folder, "comments"))
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    empty = f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'.encode()
    known = package.read(relations) if relations in package.names else empty
    identity = f"kdcl{find_free_id(known)}"
    relation = (
        f'<Relationship xmlns="{_RELATIONSHIPS}" Id="{identity}" Type="{_KIND}" Target="{posixpath.basename(name)}"/>'
    )
    # with the namespace on it: the file may have given it a prefix
    override = f'<Override xmlns="{_TYPES}" PartName="/{name}" ContentType="{_CONTENT}"/>'
    types = "[Content_Types].xml"
    return {
        types: _before_end(package.read(types), override),
        relations: _before_end(known, relation),
        name: f'{_DECLARATION}<w:comments xmlns:w="{_WORD}">{written}</w:comments>'.encode(),
    }


def _find_free_name(package: Package, stem: str) -> str:
    names = itertools.chain([f"{stem}.xml"], (f"{stem}{number}.xml" for number in itertools.count(2)))
    return next(name for name in names if name not in package.names)


def _before_end(data: bytes, markup: str) -> bytes:
    """Return a part with something more at the end of its outermost element."""
    # ASCII is the same in every encoding that a part may be in
    new = markup.encode("ascii", "xmlcharrefreplace")
    # by the last end tag: blanks or remarks may stand behind it, and the part stays byte for byte as it was
    end = data.rfind(b"</")
    root = next(found for found in _ROOT.finditer(data))
    if root[0].endswith(b"/>"):  # it held nothing so far
        return data[: root.end() - 2] + b">" + new + b"</" + root[1] + b">" + data[root.end() :]
    return data[:end] + new + data[end:]


def _comment(number: int, lines: Iterable[str]) -> str:
    """Return a comment; its looks need no style, for the file may have none for it."""
    paragraphs = "".join(
        f'<w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr>{"" if place else "<w:annotationRef/>"}'
        f'<w:t xml:space="preserve">{escape(drop_refused(line))}</w:t></w:r></w:p>'
        for place, line in enumerate(lines)
    )
    return (
        f'<w:comment xmlns:w="{_WORD}" w:id="{number}" w:author="{AUTHOR}" w:initials="{AUTHOR[:1]}">'
        f"{paragraphs}</w:comment>"
    )
