"""How the files of every built-in renderer are read back."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from kdcl.testing import Links

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class _Page(HTMLParser):
    """Gathers what a reader of a page sees, and what it links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.anchors: list[str] = []
        self.targets: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        self.is_hidden = tag in {"style", "title"} or self.is_hidden
        self.anchors += [found["id"] or ""] if "id" in found else []
        href = found.get("href") or ""
        self.targets += [unquote(href[1:])] if href.startswith("#") else []

    def handle_endtag(self, tag: str) -> None:
        self.is_hidden = self.is_hidden and tag not in {"style", "title"}

    def handle_data(self, data: str) -> None:
        self.texts += [] if self.is_hidden else [data]


def read_page(markup: str) -> _Page:
    """Return a page that was read by a parser of HTML."""
    page = _Page()
    page.feed(markup)
    page.close()
    return page


def read_html(data: bytes) -> str:
    """Return the text of a web page."""
    return "".join(read_page(data.decode()).texts)


def read_html_links(data: bytes) -> Links:
    """Return the links of a web page."""
    page = read_page(data.decode())
    return Links(anchors=tuple(page.anchors), targets=tuple(page.targets))


def read_markdown(data: bytes) -> str:
    """Return the text of Markdown, as its readers show it."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [inner for token in parser.parse(data.decode()) for inner in (token.children or [token])]
    return "".join(token.content if token.type == "text" else "\n" * (token.type == "softbreak") for token in tokens)


def read_markdown_links(data: bytes) -> Links:
    """Return the links of Markdown."""
    return read_html_links(MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode()).encode())


def read_parts(data: bytes) -> dict[str, etree._Element]:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}


def read_docx(data: bytes) -> str:
    """Return the text of a Word file, comments too."""
    parts = read_parts(data)
    texts = []
    for name in ("word/document.xml", "word/comments.xml"):
        if name in parts:
            texts += [found.text or "" for found in parts[name].iter(WORD + "t")]
            texts += [found.get("descr") or "" for found in parts[name].iter(DRAWING + "docPr")]
            texts.append("\n")
    return "".join(texts)


def read_docx_links(data: bytes) -> Links:
    """Return the bookmarks of a Word file and what leads to them."""
    body = read_parts(data)["word/document.xml"]
    pages = [found.text or "" for found in body.iter(WORD + "instrText")]
    return Links(
        anchors=tuple(found.get(WORD + "name") or "" for found in body.iter(WORD + "bookmarkStart")),
        targets=(
            *(found.get(WORD + "anchor") or "" for found in body.iter(WORD + "hyperlink")),
            *(page.split()[1] for page in pages if "PAGEREF" in page),
        ),
    )


def read_xlsx(data: bytes) -> str:
    """Return the text of a workbook, column by column, since long texts go on in the row below."""
    texts = []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for column in sheet.iter_cols():
            for cell in column:
                if isinstance(cell.value, (int, float)):
                    decimals = len(cell.number_format.partition(".")[2])
                    texts.append(f"{cell.value:.{decimals}f}".replace(".", ","))
                texts.append(cell.value if isinstance(cell.value, str) else "")
                texts.append(cell.comment.text if cell.comment is not None else "")
    return re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", "".join(texts))


def read_xlsx_links(data: bytes) -> Links:
    """Return every cell of a workbook, and the cells that links lead to."""
    anchors, targets = [], []
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        name = sheet.title.replace("'", "''")
        for cell in (cell for row in sheet.iter_rows(max_row=sheet.max_row, max_col=sheet.max_column) for cell in row):
            anchors.append(f"'{name}'!{cell.coordinate}")
            if cell.hyperlink is not None:
                targets.append(cell.hyperlink.location or "")
    return Links(anchors=tuple(anchors), targets=tuple(targets))


def read_pdf(data: bytes) -> str:
    """Return the text of a PDF file, and the words of its pictures; what only says where a line may end is left out."""
    texts = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage().get_text_range()
            texts.append("".join(each for each in text if unicodedata.category(each) != "Cf"))
    return "\n".join((*texts, *(words for kind, words in read_pdf_tags(data) if kind == "Figure")))


def read_pdf_tags(data: bytes) -> list[tuple[str, str]]:
    """Return the tags of a PDF file in the order of reading, each with its description; those over two pages twice."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [tag for page in pdf for tag in _iter_page_tags(page)]


def _iter_page_tags(page: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - pypdfium2 has no types
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for number in range(max(pdfium.FPDF_StructTree_CountChildren(tree), 0)):
        yield from _iter_tags(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number))
    pdfium.FPDF_StructTree_Close(tree)


def _iter_tags(element: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - see above
    yield _told(pdfium.FPDF_StructElement_GetType, element), _told(pdfium.FPDF_StructElement_GetAltText, element)
    for number in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _iter_tags(child)


def _told(ask: Callable[..., int], element: Any) -> str:  # noqa: ANN401 - see above
    length = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    ask(element, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def read_pdf_links(data: bytes) -> Links:
    """Return the pages of a PDF file, and the pages that its links lead to."""
    with pypdfium2.PdfDocument(data) as pdf:
        targets = [str(page) for number in range(len(pdf)) for page in _iter_targets(pdf, number)]
        return Links(anchors=tuple(map(str, range(len(pdf)))), targets=tuple(targets))


def _iter_targets(pdf: Any, number: int) -> Iterator[int]:  # noqa: ANN401 - see above
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    page = pdf[number]
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        target = pdfium.FPDFLink_GetDest(pdf.raw, link)
        if target:
            yield pdfium.FPDFDest_GetDestPageIndex(pdf.raw, target)
