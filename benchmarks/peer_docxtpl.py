"""The report through docxtpl: a template of loops over the blocks, filled with the very texts of our report."""

from __future__ import annotations

import io

import docx
from docxtpl import DocxTemplate

from contents import Content


def build_template() -> bytes:
    """Return a template that prints each block as a paragraph, a heading or a table."""
    document = docx.Document()
    for line in (
        "{%p for b in blocks %}",
        "{%p if b.kind == 'text' %}",
        "{{ b.text }}",
        "{%p elif b.kind == 'head' %}",
    ):
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


def fill(template: bytes, content: Content) -> bytes:
    """Return the template filled in."""
    document = DocxTemplate(io.BytesIO(template))
    document.render({"blocks": content}, autoescape=True)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
