"""The parts of a Word file that hold text, and where the links in them lead."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

import attrs
from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.package import Package
from kdcl.office.parts import iter_relations
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
    # names of parts are free, and relations alone tell what a part is; usual names stand in for those that are missing
    relations = list(iter_relations(package, name))
    named = {kind: target for _, kind, target in relations}
    beside = {
        part: package.find_xml(named.get(part, posixpath.join(posixpath.dirname(name), f"{part}.xml")))
        for part in ("styles", "numbering", "footnotes", "endnotes", "comments")
    }

    def read(*kinds: str) -> tuple[etree._Element, ...]:
        found = (package.find_xml(target) for _, kind, target in relations if kind in kinds)
        return tuple(part for part in found if part is not None)

    return Parts(
        document=root,
        addresses={
            number: target for number, kind, target in relations if kind == "hyperlink" and target not in package.names
        },
        margins=read("header", "footer"),
        diagrams=read("diagramData"),
        embedded=sum(kind in _EMBEDDED for _, kind, _ in relations),
        **beside,
    )


def find_main_part(package: Package) -> str:
    """Return the name of the part that is the document itself.

    Raises:
        UnreadableFileError: there is none.
    """
    named = (target for _, kind, target in iter_relations(package, "") if kind == "officeDocument")
    name = next((target for target in named if target in package.names), "word/document.xml")
    if name not in package.names:
        raise _no_document(package.source, is_strict=False)
    return name


def _no_document(source: str, *, is_strict: bool) -> UnreadableFileError:
    if is_strict:
        reason = message("the file is a Word document of the strict kind, which this reader does not know")
        return UnreadableFileError(source, reason, message("save it as an ordinary Word document (.docx)"))
    return UnreadableFileError(
        source, message("the file holds no Word document"), message("give a report saved as a Word document (.docx)")
    )
