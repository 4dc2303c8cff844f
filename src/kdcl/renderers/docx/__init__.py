"""Word documents (``.docx``), from a hand-written template and a body composed as markup in one pass."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Mapping

import attrs
import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from kdcl.blocks import Document, TableOfContents
from kdcl.blocks.soundness import require_sound
from kdcl.blocks.walk import iter_blocks
from kdcl.office.settling import settle_package
from kdcl.renderers.docx import pagination
from kdcl.renderers.docx.body import body_markup
from kdcl.renderers.docx.comments import Comments
from kdcl.renderers.docx.letterhead import Letterhead, open_letterhead
from kdcl.renderers.docx.markup import LANGUAGE_TAGS
from kdcl.renderers.docx.pictures import Pictures
from kdcl.renderers.docx.sections import Surroundings
from kdcl.renderers.docx.template import build_template

__all__ = ["FIXED_TIME", "DocxRenderer", "find_page_numbers"]

FIXED_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - python-docx takes times without zone and writes them as UTC
"""When every file says it was made and changed: its bytes depend on its content only."""

# python-docx refuses longer properties of a file.
_LONGEST_PROPERTY = 255


@attrs.frozen(kw_only=True)
class DocxRenderer:
    """Renders Word documents.

    Attributes:
        page_numbers: the pages of bookmarks, when they are known from elsewhere; they stand in the table of contents.
            Without them Word is asked to fill them in when it opens the file.
        template: a school's own Word file or its path: its styles, headers and footers are kept, what it lacks is
            added, its text is left out. Without it the library's own template is used.
    """

    page_numbers: Mapping[str, int] = attrs.field(factory=dict)
    template: bytes | str | os.PathLike[str] | None = None
    name: str = attrs.field(default="docx", init=False)
    suffix: str = attrs.field(default=".docx", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as the bytes of a Word file: the same bytes for the same document.

        Raises:
            DocumentError: the document cannot be rendered.
            TemplateFileError: the template is no Word file, or holds more than looks.
            UnreadableFileError: the template cannot be read, is damaged, or asks for too much work.
        """
        require_sound(document)
        language = LANGUAGE_TAGS.get(document.language, document.language)
        has_contents = any(isinstance(block, TableOfContents) for block, _ in iter_blocks(document))
        letterhead = self._open(language, updates_fields=has_contents and not self.page_numbers)
        word, comments = letterhead.word, Comments()
        pictures = Pictures()
        body = parse_xml(body_markup(document, self.page_numbers, comments, pictures, letterhead.surroundings))
        letterhead.rename_styles(body)
        # lxml moving the body to this tree looks each xml:space up in a list of all: with 6,000 rows that took 2.1 of
        # 3.1 seconds, and four times as long with twice as many. So it is put in once the package is written.
        place = etree.ProcessingInstruction("kdcl", "body")
        word.element.replace(word.element.body, place)
        if comments.texts:
            letterhead.add_part(
                "rIdComments",
                RELATIONSHIP_TYPE.COMMENTS,
                "/word/comments.xml",
                CONTENT_TYPE.WML_COMMENTS,
                comments.markup,
            )
        _add_pictures(word, pictures)
        _set_properties(word, document, language)
        buffer = io.BytesIO()
        word.save(buffer)
        pieces = {etree.tostring(place): _write_body(body, word.element.nsmap)}
        return settle_package(buffer.getvalue(), pieces=pieces)

    def _open(self, language: str, *, updates_fields: bool) -> Letterhead:
        """Return the school's template, or the library's own."""
        if self.template is not None:
            return open_letterhead(self.template, language, updates_fields=updates_fields)
        word = docx.Document(io.BytesIO(build_template(language, updates_fields=updates_fields)))
        return Letterhead(word=word, surroundings=Surroundings(), styles={})


def _write_body(body: etree._Element, around: Mapping[str | None, str]) -> bytes:
    """Return the body as it stands in a part, without declaring again what the part declares by the same prefix."""
    written = etree.tostring(body, encoding="UTF-8")
    if all(around.get(prefix) == address for prefix, address in body.nsmap.items()):
        head, end, rest = written.partition(b">")
        return (b"<w:body/" if head.endswith(b"/") else b"<w:body") + end + rest
    return written


def find_page_numbers(document: Document) -> Mapping[str, int] | None:
    """Return the page of each bookmark as LibreOffice sets the document, or None where it is not installed or fails.

    ``DocxRenderer(page_numbers=...)`` takes them::

        pages = find_page_numbers(document) or {}
        data = DocxRenderer(page_numbers=pages).render(document)

    Raises:
        DocumentError: the document cannot be rendered.
    """
    return pagination.find_page_numbers(document, DocxRenderer().render(document))


def _add_pictures(word: WordDocument, pictures: Pictures) -> None:
    for number, (relation, chart) in enumerate(pictures.charts.items(), start=1):
        name = PackURI(f"/word/charts/kdcl-chart-{number}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, chart, word.part.package)
        word.part.rels.add_relationship(RELATIONSHIP_TYPE.CHART, part, relation)


def _set_properties(word: WordDocument, document: Document, language: str) -> None:
    properties = word.core_properties
    properties.title = document.title[:_LONGEST_PROPERTY]
    properties.subject = document.subject[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = document.author[:_LONGEST_PROPERTY]
    properties.language = language
    properties.created = properties.modified = FIXED_TIME
    properties.revision = 1
