"""Word documents (``.docx``), from a hand-written template and a body composed as markup in one pass."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

import attrs
import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from kdcl.documents.blocks import Document, TableOfContents
from kdcl.renderers.docx import pagination
from kdcl.renderers.docx.body import body_markup
from kdcl.renderers.docx.template import build_template
from kdcl.renderers.packages import settle_package
from kdcl.renderers.soundness import require_sound
from kdcl.renderers.walk import iter_blocks

__all__ = ["FIXED_TIME", "DocxRenderer", "find_page_numbers"]

FIXED_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx takes times without zone and writes them as UTC
"""When every file says it was made and changed: its bytes depend on its content only."""

_LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
_LONGEST_PROPERTY = 255


@attrs.frozen(kw_only=True)
class DocxRenderer:
    """Renders Word documents.

    Attributes:
        page_numbers: the pages of bookmarks, when they are known from elsewhere; they stand in the table of contents.
            Without them Word is asked to fill them in when it opens the file.
    """

    page_numbers: Mapping[str, int] = attrs.field(factory=dict)
    name: str = attrs.field(default="docx", init=False)
    suffix: str = attrs.field(default=".docx", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as the bytes of a Word file: the same bytes for the same document.

        Raises:
            DocumentError: the document cannot be rendered.
        """
        require_sound(document)
        language = _LANGUAGE_TAGS.get(document.language, document.language)
        has_contents = any(isinstance(block, TableOfContents) for block, _ in iter_blocks(document))
        template = build_template(language, updates_fields=has_contents and not self.page_numbers)
        word = docx.Document(io.BytesIO(template))
        _set_body(word, body_markup(document, self.page_numbers))
        _set_properties(word, document, language)
        buffer = io.BytesIO()
        word.save(buffer)
        return settle_package(buffer.getvalue())


def find_page_numbers(document: Document) -> Mapping[str, int] | None:
    """Return the page of each bookmark as LibreOffice sets the document, or None where it is not installed or fails.

    ``DocxRenderer(page_numbers=...)`` takes them::

        pages = find_page_numbers(document) or {}
        data = DocxRenderer(page_numbers=pages).render(document)

    Raises:
        DocumentError: the document cannot be rendered.
    """
    return pagination.find_page_numbers(document, DocxRenderer().render(document))


def _set_body(word: WordDocument, markup: str) -> None:
    word.element.replace(word.element.body, parse_xml(markup))


def _set_properties(word: WordDocument, document: Document, language: str) -> None:
    properties = word.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.subject[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:_LONGEST_PROPERTY]
    properties.language = language
    properties.created = properties.modified = FIXED_TIME
    properties.revision = 1
