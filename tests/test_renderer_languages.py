"""What a school wrote in Vietnamese is so in an English copy too: to spell-checkers and to those who hear it."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from kdcl.blocks import Document, Heading, Paragraph, ParagraphStyle, Run, Section, SignatureBlock, TableOfContents
from kdcl.renderers import render
from kdcl.renderers.languages import find_other_language
from kdcl.renderers.pdf.tree import compose_data

NAME = "Trường Tiểu học Ví Dụ"


def document(language: str) -> Document:
    """Return a document in which every other text is in Vietnamese."""
    blocks = (
        TableOfContents(content_label="Content", page_label="Page"),
        Heading(text=NAME, level=1, bookmark="a"),
        Heading(text="Results", level=1, bookmark="b"),
        Paragraph(runs=(Run("School: "), Run(NAME, bold=True, link="a")), style=ParagraphStyle.PLAIN),
        Paragraph(runs=(Run("số 46/KTKĐCLGD-KĐPT", address="https://example.org"),), style=ParagraphStyle.PLAIN),
        SignatureBlock(right_name="Nguyễn Văn A"),
    )
    return Document(title="T", author="", subject="", language=language, sections=(Section(blocks=blocks),))


def body_of(language: str) -> str:
    """Return the body of its Word file."""
    with zipfile.ZipFile(io.BytesIO(render(document(language), "docx"))) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize(
    ("text", "language", "other"),
    [
        (NAME, "en", "vi"),
        (NAME, "en-GB", "vi"),
        (NAME, "vi", None),
        ("≥ 35 – “met”", "en", None),
        ("School", "en", None),
        (NAME, "", None),
    ],
)
def test_found(text: str, language: str, other: str | None) -> None:
    """A letter that English does not have, in an English document; signs are no letters."""
    assert find_other_language(text, language) == other


def test_word() -> None:
    """Each run says its language where it is another one: in text, links, headings, contents and names."""
    made = body_of("en")
    assert made.count('<w:lang w:val="vi-VN"/>') == 5
    assert f'<w:b/><w:bCs/><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve">{NAME}' in made
    assert "<w:lang" not in body_of("vi")


def test_page() -> None:
    """Each such text stands in a span with its language."""
    page = render(document("en"), "html").decode()
    assert f'<strong><span lang="vi">{NAME}</span></strong>' in page
    assert page.count('<span lang="vi">') == 6
    assert '<span lang="vi">' not in render(document("vi"), "html").decode()


def test_pdf() -> None:
    """The engine is told so, and says it in the file beside the language of the document."""
    blocks = json.loads(compose_data(document("en"), ("x",)))["sections"][0]["blocks"]
    assert [block.get("foreign", False) for block in blocks[1:3]] == [True, False]
    assert blocks[3]["runs"] == ["School: ", [NAME, 17, 0]]
    assert [run[1] for run in blocks[4]["runs"]] == [16, 24]
    english, vietnamese = (render(document(language), "pdf") for language in ("en", "vi"))
    assert set(re.findall(rb"/Lang ?\((..)\)", english)) == {b"en", b"vi"}
    assert set(re.findall(rb"/Lang ?\((..)\)", vietnamese)) == {b"vi"}
