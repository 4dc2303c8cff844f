"""The body of a Word file as lines and tables, in the order of reading: what a person sees with all changes accepted.

Insertions stand, deletions are gone; text in content controls, links, fields and text boxes counts like any other. A
note stands below the paragraph that refers to it. What nobody sees there (headers and footers, hidden text, comments,
where links lead) is kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.package import Package
from kdcl.readers.files import markup
from kdcl.readers.files.broken_codes import join_codes
from kdcl.readers.files.content import ApartKind, Body, FileCell, FileTable, Line, TableCell, iter_lines, iter_not_read
from kdcl.readers.files.inline import InlineReader, chosen, is_prompt, read_taken
from kdcl.readers.files.lines import LineMaker
from kdcl.readers.files.markup import W, find_value
from kdcl.readers.files.numbering import Numbering
from kdcl.readers.files.parts import Parts, find_parts
from kdcl.readers.files.styles import Look, Looks

DEEPEST = 120
"""How deep elements may stand in each other; a real report needs about 40."""

# Word has a style for each level of a table of contents and names it in English, whatever its own language.
_CONTENTS_STYLE = re.compile("toc [0-9]").fullmatch


def read_body(package: Package) -> Body:
    """Return the body of a Word file.

    Raises:
        UnreadableFileError: the package is no Word document, or is damaged or unsafe.
    """
    parts = find_parts(package)
    return _Reader(parts, package.source).read()


def number_paragraphs(package: Package) -> tuple[int | None, ...]:
    """Return for each paragraph of the main part, in the order of its bytes, the number that its lines have.

    None stands for those that are not read: in rows that a tracked change took away, and in second renderings.

    Raises:
        UnreadableFileError: as `read_body`.
    """
    parts = find_parts(package)
    reader = _Reader(parts, package.source)
    numbers: dict[etree._Element, int] = {}
    reader.numbers = numbers
    reader.read()
    return tuple(numbers.get(element) for element in parts.document.iter(markup.PARAGRAPH))


class _Reader:
    """Walks the elements of a document once, in order."""

    def __init__(self, parts: Parts, source: str) -> None:
        self._parts = parts
        self._source = source
        self._numbering = Numbering(parts.numbering, parts.styles)
        notes = (parts.footnotes, parts.endnotes)
        self._looks = looks = Looks(parts.styles, parts.document, *notes, parts.comments, *parts.margins)
        self._inline = InlineReader(looks, parts.addresses, self._deeper)
        self._lines = LineMaker(parts.document)
        self._notes_by_id = dict(_iter_notes(parts))
        self.numbers: dict[etree._Element, int] | None = None
        self._paragraphs = self._tables = self._contents_depth = 0
        self._pending: list[tuple[str, Look]] = []
        self._waiting: list[tuple[str, str]] = []
        self._embedded = parts.embedded
        self._prompts = 0
        self._is_pending_unsettled = False
        self._apart: dict[ApartKind, list[Line]] = {}

    def read(self) -> Body:
        """Return the body."""
        items = self._blocks(self._parts.document, None, 0)
        # Notes that a paragraph refers to stand there by now; nothing refers to these.
        for note in self._notes_by_id.values():
            self._keep_apart(ApartKind.NOTE, iter_lines(self._blocks(note, None, 0)))
        for margin in self._parts.margins:
            self._keep_apart(ApartKind.HEADER, iter_lines(self._blocks(margin, None, 0)))
        self._keep_apart(ApartKind.DIAGRAM, self._iter_diagrams())
        comments = self._parts.comments
        if comments is not None:
            self._keep_apart(ApartKind.COMMENT, iter_lines(self._blocks(comments, None, 0)))
        return Body(items=join_codes(items), notes=tuple(self._iter_not_read()), apart=self._apart)

    def _iter_not_read(self) -> Iterator[Message]:
        for _ in range(self._embedded):
            yield message("another file is embedded in this one; it is not read")
        comments = self._parts.comments
        if comments is not None and len(comments):
            yield message("comments in the margin are kept apart: {count}", count=len(comments))
        yield from iter_not_read(self._inline.pictures, self._lines.refused)

    def _iter_diagrams(self) -> Iterator[Line]:
        for diagram in self._parts.diagrams:
            for paragraph in diagram.iter(markup.DIAGRAM_PARAGRAPH):
                text = "".join(part.text or "" for part in paragraph.iter(markup.DIAGRAM_TEXT))
                line = self._lines.make_plain(text, self._paragraphs, None)
                if line.text:
                    yield line

    def _keep_apart(self, kind: ApartKind, lines: Iterator[Line]) -> None:
        if kept := list(lines):
            self._apart.setdefault(kind, []).extend(kept)

    def _blocks(self, parent: etree._Element, cell: TableCell | None, depth: int) -> list[Line | FileTable]:
        items: list[Line | FileTable] = []
        self._fill(items, parent, cell, self._deeper(depth))
        # A paragraph whose end was deleted may be the last one of a cell or of the file: none takes its text.
        if self._pending:
            items += self._made([], Line(number=self._paragraphs, text="", cell=cell), parent, "")
        return items

    def _fill(self, items: list[Line | FileTable], parent: etree._Element, cell: TableCell | None, depth: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == markup.PARAGRAPH:
                items += self._paragraph(child, cell, depth)
            elif tag == markup.TABLE:
                items.append(self._table(child, depth))
                # Notes of cells wait for the end of the table: in a cell they would be read as what its head names.
                if self._waiting and cell is None:
                    items += self._take_notes(None, depth)
            elif tag == markup.CONTENT_CONTROL:
                is_contents = _is_contents_control(child)
                shows_prompt = is_prompt(child)
                self._contents_depth += is_contents
                self._prompts += shows_prompt
                self._fill(items, child, cell, self._deeper(depth))
                self._prompts -= shows_prompt
                self._contents_depth -= is_contents
            elif tag == markup.ALTERNATIVE:
                self._fill(items, chosen(child), cell, self._deeper(depth))
            elif tag == markup.EMBEDDED:
                self._embedded += 1
            elif tag not in markup.NOT_TEXT:
                self._fill(items, child, cell, self._deeper(depth))
            elif tag in markup.TAKEN_AWAY:
                self._keep_taken(read_taken(child), self._paragraphs, cell)

    def _paragraph(self, element: etree._Element, cell: TableCell | None, depth: int) -> list[Line | FileTable]:
        self._paragraphs += 1
        number = self._paragraphs
        if self.numbers is not None:
            self.numbers[element] = number
        properties = element.find(markup.PARAGRAPH_PROPERTIES)
        style = label = ""
        is_joined = False
        if properties is not None:
            style = find_value(properties, "pStyle")
            label = self._numbering.next_label(style, properties.find(f"{W}numPr"))
            looks = properties.find(markup.RUN_PROPERTIES)
            # Word marks the deleted end of a paragraph among the looks of its mark, and not around the paragraph.
            is_joined = looks is not None and looks.find(f"{W}del") is not None
        inline = self._inline
        inline.is_contents = inline.is_in_contents_field or self._contents_depth > 0
        pieces = inline.read(element, style, depth)
        if pieces.links:
            links = [self._lines.make_plain(address, number, cell) for address in pieces.links]
            self._keep_apart(ApartKind.LINK, iter([line for line in links if line.text]))
        self._keep_taken(pieces.taken, number, cell)
        self._waiting += pieces.notes
        is_unsettled = bool(pieces.taken) or pieces.has_prompt or self._prompts > 0
        if is_joined:
            self._pending += pieces.texts
            self._is_pending_unsettled |= is_unsettled
            return []
        # Asked again: the field may have begun in this paragraph, which has the first entry.
        is_contents = inline.is_contents or inline.is_in_contents_field
        is_contents |= _CONTENTS_STYLE(self._numbering.style_name(style)) is not None
        start = Line(number=number, text="", label=label, cell=cell, is_contents=is_contents, is_unsettled=is_unsettled)
        items: list[Line | FileTable] = [*self._made(pieces.texts, start, element, style)]
        # A text box floats on the page; it is read below the paragraph that it hangs on.
        for box in pieces.boxes:
            items += self._blocks(box, cell, depth)
        if self._waiting and cell is None:
            items += self._take_notes(number, depth)
        return items

    def _made(self, texts: list[tuple[str, Look]], start: Line, element: etree._Element, style: str) -> list[Line]:
        """Return texts as lines, behind those of the paragraphs whose ends a tracked change took away."""
        if self._pending:
            texts = [*self._pending, *texts]
            self._pending.clear()
        start.is_unsettled |= self._is_pending_unsettled
        self._is_pending_unsettled = False
        shown, hidden = self._lines.make(texts, start, lambda: self._looks.iter_old_fonts(element, style))
        self._keep_apart(ApartKind.HIDDEN, iter(hidden))
        return shown

    def _keep_taken(self, texts: list[str], number: int, cell: TableCell | None) -> None:
        self._keep_apart(ApartKind.TRACKED, (self._lines.make_plain(text, number, cell) for text in texts))

    def _take_notes(self, number: int | None, depth: int) -> list[Line | FileTable]:
        """Return the notes that were referred to: part of the paragraph with the reference, or below the table."""
        items: list[Line | FileTable] = []
        waiting, self._waiting = self._waiting, []
        for key in waiting:
            note = self._notes_by_id.pop(key, None)
            if note is not None:
                items += self._blocks(note, None, depth)
        if number is not None:
            for line in iter_lines(items):
                line.number = number
        return items

    def _table(self, element: etree._Element, depth: int) -> FileTable:
        self._tables += 1
        number = self._tables
        rows: list[list[FileCell]] = []
        for row in self._children(element, markup.ROW, self._deeper(depth)):
            properties = row.find(markup.ROW_PROPERTIES)
            # A deleted row stays in its table until somebody accepts the change.
            if properties is not None and properties.find(f"{W}del") is not None:
                for paragraph in row.iter(markup.PARAGRAPH):
                    self._keep_taken(read_taken(paragraph), self._paragraphs, None)
            else:
                cells = self._row(row, properties, (number, len(rows) + 1), depth)
                if properties is not None and properties.find(f"{W}hidden") is not None:
                    self._keep_apart(ApartKind.HIDDEN, (line for cell in cells for line in cell.lines))
                    continue
                rows.append(cells)
        return FileTable(number=number, rows=rows)

    def _row(
        self, row: etree._Element, properties: etree._Element | None, place: tuple[int, int], depth: int
    ) -> list[FileCell]:
        cells: list[FileCell] = []
        # Word lets a row begin behind the first columns of its table, where no cell is
        column = 0 if properties is None else _count(find_value(properties, "gridBefore"), 0)
        for element in self._children(row, markup.CELL, depth):
            columns, is_continued = _cell_shape(element)
            items = self._blocks(element, (*place, column + 1), depth)
            cells.append(FileCell(column=column, columns=columns, items=items, is_continued=is_continued))
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


def _iter_notes(parts: Parts) -> Iterator[tuple[tuple[str, str], etree._Element]]:
    """Iterate over the notes by what refers to them; their separators are none."""
    for kind, root in (("footnotes", parts.footnotes), ("endnotes", parts.endnotes)):
        for place, note in enumerate(() if root is None else root):
            if note.get(f"{W}type", "normal") == "normal":
                yield (kind, note.get(f"{W}id", f"without id {place}")), note


def _cell_shape(element: etree._Element) -> tuple[int, bool]:
    properties = element.find(markup.CELL_PROPERTIES)
    if properties is None:
        return 1, False
    merge = properties.find(f"{W}vMerge")
    # without a value, `w:vMerge` goes on with the cell above: only the first of merged cells says "restart"
    is_continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return _count(find_value(properties, "gridSpan"), 1), is_continued


def _count(text: str, least: int) -> int:
    return max(least, int(text)) if re.fullmatch("[0-9]{1,3}", text) else least


def _is_contents_control(element: etree._Element) -> bool:
    # the name of the gallery is English in a Vietnamese Word too
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
