"""The body of a Word file as lines and tables, in the order of reading: what a person sees with all changes accepted.

Insertions stand, deletions are gone; text in content controls, links, fields and text boxes counts like any other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.package import Package
from kdcl.readers.files import markup
from kdcl.readers.files.content import Body, Cell, Line, Table, TableCell
from kdcl.readers.files.markup import W, find_value
from kdcl.readers.files.numbering import Numbering
from kdcl.text.characters import clean

DEEPEST = 120
"""How deep elements may stand in each other; a real report needs about 40."""

_CONTENTS_STYLE = re.compile("toc [0-9]").fullmatch
_CONTENTS_FIELD = re.compile(r"\s*TOC\b").match


def read_body(package: Package) -> Body:
    """Return the body of a Word file; footnotes and endnotes stand at its end.

    Raises:
        UnreadableFileError: the package is no Word document, or is damaged or unsafe.
    """
    name = find_main_part(package)
    root = package.read_xml(name)
    if root.tag != f"{W}document":
        raise _no_document(package.source, is_strict=root.tag == f"{markup.STRICT}document")
    folder = posixpath.dirname(name)
    styles, numbering, footnotes, endnotes, comments = (
        package.find_xml(posixpath.join(folder, f"{part}.xml"))
        for part in ("styles", "numbering", "footnotes", "endnotes", "comments")
    )
    reader = _Reader(Numbering(numbering, styles), package.source)
    items = reader.read(root)
    for notes in (footnotes, endnotes):
        for note in () if notes is None else notes:
            if note.get(f"{W}type", "normal") == "normal":
                items += reader.read(note)
    if comments is not None and len(comments):
        reader.note(message("comments in the margin are not read: {count}", count=len(comments)))
    return Body(items=items, notes=reader.finish())


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


class _Reader:
    """Walks the elements of a document once, in order."""

    def __init__(self, numbering: Numbering, source: str) -> None:
        self._numbering = numbering
        self._source = source
        self._paragraphs = self._tables = self._pictures = self._refused = 0
        self._contents_depth = 0
        self._is_contents = False
        self._fields: list[bool] = []
        self._pending: list[str] = []
        self._notes: list[Message] = []

    def read(self, root: etree._Element) -> list[Line | Table]:
        """Return the lines and tables in an element."""
        return self._blocks(root, None, 0)

    def note(self, what: Message) -> None:
        """Note something that is not read."""
        self._notes.append(what)

    def finish(self) -> tuple[Message, ...]:
        """Return what was not read."""
        if self._pictures:
            self.note(message("pictures are not read: {count}; type in what they show", count=self._pictures))
        if self._refused:
            self.note(message("characters that no text may hold were replaced by a mark: {count}", count=self._refused))
        return tuple(self._notes)

    def _blocks(self, parent: etree._Element, cell: TableCell | None, depth: int) -> list[Line | Table]:
        items: list[Line | Table] = []
        self._fill(items, parent, cell, self._deeper(depth))
        if self._pending:
            items += self._lines(self._joined(""), "", cell)
        return items

    def _fill(self, items: list[Line | Table], parent: etree._Element, cell: TableCell | None, depth: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == markup.PARAGRAPH:
                items += self._paragraph(child, cell, depth)
            elif tag == markup.TABLE:
                items.append(self._table(child, depth))
            elif tag == markup.CONTENT_CONTROL:
                is_contents = _is_contents_control(child)
                self._contents_depth += is_contents
                self._fill(items, child, cell, self._deeper(depth))
                self._contents_depth -= is_contents
            elif tag == markup.ALTERNATIVE:
                self._fill(items, _chosen(child), cell, self._deeper(depth))
            elif tag == markup.EMBEDDED:
                self.note(message("another file is embedded in this one; it is not read"))
            elif tag not in markup.NOT_TEXT:
                self._fill(items, child, cell, self._deeper(depth))

    def _paragraph(self, element: etree._Element, cell: TableCell | None, depth: int) -> list[Line | Table]:
        self._paragraphs += 1
        properties = element.find(markup.PARAGRAPH_PROPERTIES)
        style = label = ""
        is_joined = False
        if properties is not None:
            style = find_value(properties, "pStyle")
            label = self._numbering.next_label(style, properties.find(f"{W}numPr"))
            is_joined = properties.find(f"{W}rPr/{W}del") is not None
        self._is_contents = any(self._fields) or self._contents_depth > 0
        parts: list[str] = []
        boxes: list[etree._Element] = []
        self._inline(element, parts, boxes, depth)
        if is_joined:
            self._pending += parts
            return []
        text = self._joined("".join(parts))
        is_contents = self._is_contents or any(self._fields)
        is_contents |= _CONTENTS_STYLE(self._numbering.style_name(style)) is not None
        items: list[Line | Table] = [*self._lines(text, label, cell, is_contents=is_contents)]
        for box in boxes:
            items += self._blocks(box, cell, depth)
        return items

    def _joined(self, text: str) -> str:
        """Return a text behind those of the paragraphs whose ends a tracked change took away."""
        if self._pending:
            text = "".join((*self._pending, text))
            self._pending.clear()
        return text

    def _lines(self, text: str, label: str, cell: TableCell | None, *, is_contents: bool = False) -> Iterator[Line]:
        for part in self._cleaned(text).split("\n"):
            if stripped := part.strip():
                yield Line(number=self._paragraphs, text=stripped, label=label, cell=cell, is_contents=is_contents)
                label = ""

    def _cleaned(self, text: str) -> str:
        if text.isascii():
            return text
        text, refused = clean(text)
        self._refused += refused
        return text

    def _inline(self, parent: etree._Element, parts: list[str], boxes: list[etree._Element], depth: int) -> None:
        depth = self._deeper(depth)
        for child in parent:
            tag = child.tag
            if tag in markup.WRITTEN:
                parts.append(markup.WRITTEN[tag](child))
            elif tag in markup.FIELD_PARTS:
                self._field(child)
            elif tag == markup.SIMPLE_FIELD:
                self._is_contents |= _CONTENTS_FIELD(child.get(f"{W}instr", "")) is not None
                self._inline(child, parts, boxes, depth)
            elif tag == markup.TEXT_BOX:
                boxes.append(child)
            elif tag == markup.ALTERNATIVE:
                self._inline(_chosen(child), parts, boxes, depth)
            elif tag not in markup.NOT_TEXT:
                self._pictures += tag in markup.PICTURES
                self._inline(child, parts, boxes, depth)

    def _field(self, element: etree._Element) -> None:
        """Follow where fields begin and end: one that makes a table of contents covers many paragraphs."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "end" and self._fields:
            self._fields.pop()
        elif element.tag == markup.FIELD_CODE and self._fields and _CONTENTS_FIELD(element.text or ""):
            self._fields[-1] = True

    def _table(self, element: etree._Element, depth: int) -> Table:
        self._tables += 1
        number = self._tables
        rows: list[list[Cell]] = []
        for row in self._children(element, markup.ROW, self._deeper(depth)):
            properties = row.find(markup.ROW_PROPERTIES)
            if properties is None or properties.find(f"{W}del") is None:
                rows.append(self._row(row, properties, (number, len(rows) + 1), depth))
        return Table(number=number, rows=rows)

    def _row(
        self, row: etree._Element, properties: etree._Element | None, place: tuple[int, int], depth: int
    ) -> list[Cell]:
        cells: list[Cell] = []
        column = 0 if properties is None else _count(find_value(properties, "gridBefore"), 0)
        for element in self._children(row, markup.CELL, depth):
            columns, is_continued = _cell_shape(element)
            items = self._blocks(element, (*place, column + 1), depth)
            cells.append(Cell(column=column, columns=columns, items=items, is_continued=is_continued))
            column += columns
        return cells

    def _children(self, parent: etree._Element, wanted: str, depth: int) -> Iterator[etree._Element]:
        """Iterate over the rows of a table or the cells of a row, also those in content controls."""
        for child in parent:
            if child.tag == wanted:
                yield child
            elif child.tag not in markup.NOT_TEXT:
                yield from self._children(child, wanted, self._deeper(depth))

    def _deeper(self, depth: int) -> int:
        if depth >= DEEPEST:
            raise UnreadableFileError(
                self._source,
                message("its elements stand in each other more than {limit} deep", limit=DEEPEST),
                message("no Word program writes that; do not trust this file"),
            )
        return depth + 1


def _cell_shape(element: etree._Element) -> tuple[int, bool]:
    properties = element.find(markup.CELL_PROPERTIES)
    if properties is None:
        return 1, False
    merge = properties.find(f"{W}vMerge")
    is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return _count(find_value(properties, "gridSpan"), 1), is_continued


def _count(text: str, least: int) -> int:
    return max(least, int(text)) if re.fullmatch("[0-9]{1,3}", text) else least


def _chosen(element: etree._Element) -> etree._Element:
    """Return the one of several renderings that Word itself would show, or the element where it has none."""
    for tag in (markup.CHOICE, markup.FALLBACK):
        if (found := element.find(tag)) is not None:
            return found
    return element


def _is_contents_control(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
