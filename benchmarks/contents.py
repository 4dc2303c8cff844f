"""What a report says, without its looks, and what an Office file is made of: what peers are given and held against."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from lxml import html

from kdcl.blocks import Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead
from kdcl.blocks.walk import iter_blocks, list_paragraphs

Content = list[dict[str, Any]]
"""The blocks of a report: heads, texts and tables."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def list_content(report: Document) -> Content:
    """Return the blocks of a report as a template wants them: every text, none of the looks."""
    found: Content = []
    for block, _ in iter_blocks(report):
        match block:
            case Heading():
                found.append({"kind": "head", "text": block.text})
            case Paragraph():
                found.append({"kind": "text", "text": text_of(block)})
            case Table():
                found.append(
                    {
                        "kind": "table",
                        "rows": [[cell_text(cell.paragraphs) for cell in row.cells] for row in block.rows],
                    }
                )
            case TwoColumnHead() | SignatureBlock():
                found.append({"kind": "table", "rows": [[cell_text(block.left), cell_text(block.right)]]})
            case _:
                pass
    return found


def text_of(paragraph: Paragraph) -> str:
    """Return the text of a paragraph."""
    return "".join(run.text for run in paragraph.runs)


def cell_text(paragraphs: tuple[Paragraph, ...]) -> str:
    """Return the text of a cell."""
    return "\n".join(map(text_of, paragraphs))


def texts_of(document: Document) -> Iterator[str]:
    """Iterate over the texts of a document's paragraphs."""
    for paragraph in list_paragraphs(document):
        yield paragraph.text if isinstance(paragraph, Heading) else text_of(paragraph)


def letters_in(content: Content) -> int:
    """Return how many letters the texts of a content have, blanks left out."""
    cells = [cell for block in content for row in block.get("rows", ()) for cell in row]
    texts = [block["text"] for block in content if "text" in block]
    return sum(len("".join(text.split())) for text in (*cells, *texts))


def letters_of_word(data: bytes) -> int:
    """Return how many letters the body of a Word file has, blanks left out."""
    body = docx.Document(io.BytesIO(data)).element.body
    return sum(len("".join((node.text or "").split())) for node in body.iter(f"{_WORD}t"))


def text_of_page(data: bytes) -> str:
    """Return all letters of a web page's main part, in order, without blanks."""
    main = html.fromstring(data).find(".//main")
    if main is None:
        raise ValueError("the page has no main part")
    return "".join("".join(map(str, main.itertext())).split())


def is_within(letters: bytes, others: bytes) -> bool:
    """Whether every word of a text stands in another text, marks left out, and at least as often."""
    found, all_found = ([*re.findall(r"[^\W_]+", text.decode())] for text in (letters, others))
    return not set(found) - set(all_found) and len(found) <= len(all_found)


def list_parts(data: bytes) -> list[tuple[str, bytes]]:
    """Return the parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(name, package.read(name)) for name in package.namelist()]


def zip_parts(parts: list[tuple[str, bytes]]) -> bytes:
    """Return the parts packed as Office files are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts:
            package.writestr(name, data)
    return file.getvalue()
