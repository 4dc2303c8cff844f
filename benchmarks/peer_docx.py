"""The report through docxtpl: a template of loops over the blocks, filled with the very texts of our report."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docxtpl import DocxTemplate

from kdcl.blocks import Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead
from kdcl.blocks.walk import iter_blocks

COLUMNS = 6


def build_template() -> bytes:
    """Return a template that prints each block as a paragraph, a heading or a table."""
    document = docx.Document()
    for line in ("{%p for b in blocks %}", "{%p if b.kind == 'text' %}", "{{ b.text }}", "{%p elif b.kind == 'head' %}"):
        document.add_paragraph(line)
    document.add_heading("{{ b.text }}", level=2)
    document.add_paragraph("{%p else %}")
    table = document.add_table(rows=3, cols=3)
    table.style = "Table Grid"
    table.cell(0, 0).text = "{%tr for row in b.rows %}"
    for place, text in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, place).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    for line in ("{%p endif %}", "{%p endfor %}"):
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def list_content(report: Document) -> list[dict[str, Any]]:
    """Return the blocks of a report as the template wants them: every text, none of the looks."""
    found: list[dict[str, Any]] = []
    for block, _ in iter_blocks(report):
        match block:
            case Heading():
                found.append({"kind": "head", "text": block.text})
            case Paragraph():
                found.append({"kind": "text", "text": text_of(block)})
            case Table():
                found.append({"kind": "table", "rows": [[cell_text(cell.paragraphs) for cell in row.cells] for row in block.rows]})
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


def fill(template: bytes, content: list[dict[str, Any]]) -> bytes:
    """Return the template filled in."""
    document = DocxTemplate(io.BytesIO(template))
    document.render({"blocks": content}, autoescape=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


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


def words_of(data: bytes) -> list[str]:
    """Return every word of a Word file's body, in order."""
    body = docx.Document(io.BytesIO(data)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return " ".join((node.text or "") if node.tag == name + "t" else " " for node in body.iter(name + "t", name + "br", name + "p", name + "tab")).split()
