"""Web pages as lines and tables: what school software writes under the names of Word and Excel files.

They are read directly, on every machine alike. LibreOffice could convert them, but it would take ``01`` for 1 and
``1-3`` for a date in a table. A page stands alone or in a web archive (MHT), as Word and browsers save it. Where links
lead, and remarks in the markup, which LibreOffice makes of comments, are kept apart.
"""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.limits import Limits
from kdcl.readers.files.content import ApartKind, Body, FileCell, FileTable, Line, TableCell, iter_not_read
from kdcl.readers.files.symbols import read_text
from kdcl.text.characters import clean

DEEPEST: Final = 200
"""How deep elements may stand in each other; a page that Word saved needs about 30."""
_MOST_BOUNDARIES: Final = 100
"""How many boundaries a web archive may name; one in another, each takes a level of the reader of mail."""
_WIDEST: Final = 1000
_CHARSET: Final = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\r\n\f]+")
_REMARK: Final[object] = etree.Comment
"""What lxml gives as the tag of a remark in the markup."""
_FONT: Final = re.compile(r"(?:^|;)\s{0,9}font-family\s{0,9}:([^;]{1,200})", re.IGNORECASE)
_OUTSIDE: Final = re.compile(r"[a-z][a-z0-9+.-]{1,20}:(?!\s{0,9}$)", re.IGNORECASE)
_RUNS: Final = re.compile(" {2,}")
_NOT_TEXT: Final = frozenset({"head", "script", "style", "template", "title", "xml"})
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p",
        "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_ROW_GROUPS: Final = frozenset({"tbody", "thead", "tfoot"})
_CELLS: Final = frozenset({"td", "th"})


def read_web_page(data: bytes, source: str, limits: Limits) -> Body:
    """Return the body of a web page or of a web archive.

    Args:
        data: the file.
        source: its name in errors.
        limits: what is read at most.

    Raises:
        LimitError: it asks for too much work.
        UnreadableFileError: it is cut off at its beginning, an archive without a page, or too deeply nested.
    """
    page, charset = (data, None) if find_kind(data) is not FileKind.WEB_ARCHIVE else _find_page(data, source)
    if len(page) > limits.part_bytes:
        reason = message("the page has more than {limit} bytes", limit=limits.part_bytes)
        raise limits.exceeded("part_bytes", source, reason)
    # Written anew in UTF-8: the parser would follow the name of an encoding in the page, however wrong.
    markup = _decode(page, charset).encode()
    if markup.count(b"<") + markup.count(b"=") > limits.tree_tags:
        reason = message("the page has more than {limit} tags", limit=limits.tree_tags)
        raise limits.exceeded("tree_tags", source, reason)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    root: etree._Element | None = etree.fromstring(markup, parser)
    if root is None:  # a page that was cut off within its first tag
        reason = message("the page is cut off before its first element ends")
        raise UnreadableFileError(source, reason, message("open it in Word and save it in today's format"))
    return _Reader(source, limits).read(root)


def _find_page(data: bytes, source: str) -> tuple[bytes, str | None]:
    """Return the first page in a web archive, and the encoding that the archive gives it."""
    if data.lower().count(b"boundary=") <= _MOST_BOUNDARIES:
        for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
            payload = part.get_payload(decode=True)
            if part.get_content_type() == "text/html" and isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    reason = message("the file is a web archive (MHT) without a page that can be read")
    raise UnreadableFileError(source, reason, message("open it in Word and save it in today's format"))


def _decode(page: bytes, charset: str | None) -> str:
    """Return the text of a page: in UTF-8 where it is UTF-8, else in the encoding that it names."""
    if page.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return page.decode("utf-16", "replace")
    # letters of another encoding are hardly ever sound UTF-8 by chance, so that holds before a name that says otherwise
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        found = _CHARSET.search(page)
        return page.decode(_known(charset) or _known(found and found[1].decode("ascii")) or "windows-1252", "replace")


def _known(charset: str | None) -> str | None:
    """Return an encoding if it is one of a byte to a character; others did not hold, or hide what they say."""
    known = re.fullmatch(r"(?:iso-?8859-[0-9]{1,2}|(?:windows|cp)-?12[0-9]{2})", charset or "", re.IGNORECASE)
    return charset if known else None


class _Reader:
    """Walks a page once, in order."""

    def __init__(self, source: str, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._paragraphs = self._tables = self._pictures = self._refused = self._continued = 0
        self._text: list[str] = []
        self._label = self._font = ""
        self._apart: dict[ApartKind, list[Line]] = {}

    def read(self, root: etree._Element) -> Body:
        """Return the body of a page."""
        items = self._content(root, None, 0)
        return Body(items=items, notes=tuple(iter_not_read(self._pictures, self._refused)), apart=self._apart)

    def _content(self, parent: etree._Element, cell: TableCell | None, depth: int) -> list[Line | FileTable]:
        """Return the lines and tables in an element."""
        items: list[Line | FileTable] = []
        self._fill(items, parent, cell, depth)
        self._end_line(items, cell)
        return items

    def _fill(self, items: list[Line | FileTable], parent: etree._Element, cell: TableCell | None, depth: int) -> None:
        if depth >= DEEPEST:
            raise UnreadableFileError(
                self._source,
                message("its elements stand in each other more than {limit} deep", limit=DEEPEST),
                message("open it in Word or LibreOffice, save it again in today's format and try that copy"),
            )
        self._say(parent.text)
        number = 0
        for child in parent:
            tag = child.tag
            if tag is _REMARK:
                self._keep_remark(child.text, cell)
                self._say(child.tail)
                continue
            outer, self._font = self._font, _find_font(child) or self._font
            if tag == "a":
                self._keep_apart(ApartKind.LINK, _find_address(child), cell)
            # The browser counts the entries of a list; their numbers are not in the text.
            if tag == "li" and parent.tag == "ol":
                number += 1
                self._end_line(items, cell)
                self._label = f"{number}."
            if tag == "br":
                self._text.append("\n")
            elif tag == "table":
                self._end_line(items, cell)
                items += self._table(child, cell, depth + 1)
            elif tag in _BLOCKS:
                self._end_line(items, cell)
                self._fill(items, child, cell, depth + 1)
                self._end_line(items, cell)
            elif tag not in _NOT_TEXT:
                self._pictures += tag == "img"
                self._fill(items, child, cell, depth + 1)
            self._font = outer
            self._say(child.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(read_text(_BLANKS.sub(" ", text), self._font))

    def _keep_remark(self, text: str | None, cell: TableCell | None) -> None:
        """Keep what a person remarked; programs put markup and conditions into such places."""
        if text and "<" not in text and not text.lstrip().startswith("["):
            self._keep_apart(ApartKind.COMMENT, text, cell)

    def _keep_apart(self, kind: ApartKind, text: str, cell: TableCell | None) -> None:
        cleaned, refused = clean(_BLANKS.sub(" ", text))
        self._refused += refused
        if cleaned.strip():
            line = Line(number=self._paragraphs + 1, text=cleaned.strip(), cell=cell)
            self._apart.setdefault(kind, []).append(line)

    def _end_line(self, items: list[Line | FileTable], cell: TableCell | None) -> None:
        """End a paragraph: what was gathered becomes lines."""
        if not self._text:
            return
        text, refused = clean("".join(self._text))
        self._text.clear()
        self._refused += refused
        lines = [line for line in (_RUNS.sub(" ", line).strip() for line in text.split("\n")) if line]
        self._paragraphs += bool(lines)
        for line in lines:
            items.append(Line(number=self._paragraphs, text=line, label=self._label, cell=cell))
            self._label = ""

    def _table(self, element: etree._Element, cell: TableCell | None, depth: int) -> Iterator[Line | FileTable]:
        """Iterate over a table and, before it, what stands in it outside of its cells."""
        self._tables += 1
        number = self._tables
        outside: list[Line | FileTable] = []
        rows: list[list[FileCell]] = []
        hanging: dict[int, tuple[int, int]] = {}
        for row in self._rows(element, outside, cell, depth):
            rows.append(self._row(row, hanging, (number, len(rows) + 1), depth))
        yield from outside
        yield FileTable(number=number, rows=rows)

    def _rows(
        self, parent: etree._Element, outside: list[Line | FileTable], cell: TableCell | None, depth: int
    ) -> Iterator[etree._Element]:
        self._say(parent.text)
        for child in parent:
            self._end_line(outside, cell)
            if child.tag == "tr":
                yield child
            elif child.tag in _ROW_GROUPS:
                yield from self._rows(child, outside, cell, depth)
            elif child.tag is _REMARK:
                self._keep_remark(child.text, cell)
            else:
                self._fill(outside, child, cell, depth)
            self._say(child.tail)
        self._end_line(outside, cell)

    def _row(
        self, row: etree._Element, hanging: dict[int, tuple[int, int]], place: tuple[int, int], depth: int
    ) -> list[FileCell]:
        """Return the cells of a row; those that hang down into it from rows above stand among them.

        Args:
            row: the row.
            hanging: by their first column, how many columns such cells cover and how many rows more.
            place: the table and the row.
            depth: how deep the row stands.
        """
        cells = [
            FileCell(column=column, columns=columns, items=[], is_continued=True)
            for column, (columns, _) in sorted(hanging.items())
        ]
        self._continued += len(cells)
        if self._continued > self._limits.cells:
            reason = message("the page has more than {limit} cells in merged ones", limit=self._limits.cells)
            raise self._limits.exceeded("cells", self._source, reason)
        waiting = [(cell.column, cell.column + cell.columns) for cell in reversed(cells)]
        for column, (columns, left) in list(hanging.items()):
            hanging[column] = (columns, left - 1)
            if left == 1:
                del hanging[column]
        column = 0
        for element in row.iterchildren(*_CELLS):
            while waiting and waiting[-1][0] <= column:
                column = max(column, waiting.pop()[1])
            columns, more = _span(element, "colspan"), _span(element, "rowspan") - 1
            items = self._content(element, (*place, column + 1), depth + 1)
            cells.append(FileCell(column=column, columns=columns, items=items))
            if more:
                hanging[column] = (columns, more)
            column += columns
        return sorted(cells, key=lambda cell: cell.column)


def _span(element: etree._Element, name: str) -> int:
    text = (element.get(name) or "").strip()
    return min(max(int(text), 1), _WIDEST) if re.fullmatch("[0-9]{1,4}", text) else 1


def _find_font(element: etree._Element) -> str:
    """Return the first font that an element names, or an empty text."""
    named = element.get("face") or ""
    if not named and (found := _FONT.search(element.get("style") or "")):
        named = found[1]
    return named.partition(",")[0].strip(" \"'")


def _find_address(element: etree._Element) -> str:
    """Return where a link leads outside of the page, or an empty text."""
    address = (element.get("href") or "").strip()
    return address if _OUTSIDE.match(address) else ""
