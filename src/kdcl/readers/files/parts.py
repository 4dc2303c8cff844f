"""The parts of a Word file that hold text, and where the links in them lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.package import Package
from kdcl.readers.files import markup
from kdcl.readers.files.markup import W

_EMBEDDED = frozenset({"package", "oleObject"})
"""The kinds of relations to files of other programs that stand in the document as objects."""


@attrs.frozen(kw_only=True)
class Parts:
    """The parts of a Word file.

    Attributes:
        document: the root of the main part.
        addresses: where its links lead outside of the file, by their ids.
        styles, numbering, footnotes, endnotes, comments: the roots of the parts beside it, or None.
        margins: the roots of its headers and footers.
        diagrams: the roots of the data of its diagrams.
        embedded: how many files are embedded in it.
    """

    document: etree._Element
    addresses: Mapping[str, str]
    styles: etree._Element | None
    numbering: etree._Element | None
    footnotes: etree._Element | None
    endnotes: etree._Element | None
    comments: etree._Element | None
    margins: tuple[etree._Element, ...]
    diagrams: tuple[etree._Element, ...]
    embedded: int


def find_parts(package: Package) -> Parts:
    """Return the parts of a Word file.

    Raises:
        UnreadableFileError: the package is no Word document, or is damaged or unsafe.
    """
    name = find_main_part(package)
    root = package.read_xml(name)
    if root.tag != f"{W}document":
        raise _no_document(package.source, is_strict=root.tag == f"{markup.STRICT}document")
    folder = posixpath.dirname(name)
    beside = {
        part: package.find_xml(posixpath.join(folder, f"{part}.xml"))
        for part in ("styles", "numbering", "footnotes", "endnotes", "comments")
    }
    addresses: dict[str, str] = {}
    margins, diagrams, embedded = [], [], 0
    for number, kind, target, is_outside in _iter_relations(package, name):
        if kind == "hyperlink" and is_outside:
            addresses[number] = target
        elif kind in ("header", "footer"):
            margins.append(package.find_xml(posixpath.normpath(posixpath.join(folder, target))))
        elif kind == "diagramData":
            diagrams.append(package.find_xml(posixpath.normpath(posixpath.join(folder, target))))
        embedded += kind in _EMBEDDED
    return Parts(
        document=root,
        addresses=addresses,
        margins=tuple(margin for margin in margins if margin is not None),
        diagrams=tuple(diagram for diagram in diagrams if diagram is not None),
        embedded=embedded,
        **beside,
    )


def _iter_relations(package: Package, name: str) -> Iterator[tuple[str, str, str, bool]]:
    """Iterate over what a part refers to: its id, its kind, its target, and whether that is outside of the file."""
    folder, file = posixpath.split(name)
    relations = package.find_xml(posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if relations is None else relations.iterfind(f"{markup.RELATIONSHIPS}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        yield relation.get("Id", ""), kind, target, relation.get("TargetMode") == "External"


def find_main_part(package: Package) -> str:
    """Return the name of the part that is the document itself.

    Raises:
        UnreadableFileError: there is none.
    """
    relationships = package.find_xml("_rels/.rels")
    if relationships is not None:
        for relationship in relationships.iterfind(f"{markup.RELATIONSHIPS}Relationship"):
            if relationship.get("Type", "").endswith("/officeDocument"):
                name = posixpath.normpath(relationship.get("Target", "").lstrip("/"))
                if name in package.names:
                    return name
    if "word/document.xml" not in package.names:
        raise _no_document(package.source, is_strict=False)
    return "word/document.xml"


def _no_document(source: str, *, is_strict: bool) -> UnreadableFileError:
    if is_strict:
        reason = message("the file is a Word document of the strict kind, which this reader does not know")
        return UnreadableFileError(source, reason, message("save it as an ordinary Word document (.docx)"))
    return UnreadableFileError(
        source, message("the file holds no Word document"), message("give a report saved as a Word document (.docx)")
    )
