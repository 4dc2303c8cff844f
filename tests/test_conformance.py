"""Every built-in renderer passes the suite that others are given, and the suite finds what it is there to find."""

from __future__ import annotations

import renderings
from kdcl.renderers.docx import DocxRenderer
from kdcl.renderers.html import HtmlRenderer
from kdcl.renderers.markdown import MarkdownRenderer
from kdcl.renderers.text import TextRenderer
from kdcl.renderers.xlsx import XlsxRenderer
from kdcl.testing import Links, RendererConformance


class TestDocx(RendererConformance):
    """Word."""

    renderer = DocxRenderer()

    def read_text(self, data: bytes) -> str:
        """Read the body and the comments."""
        return renderings.read_docx(data)

    def read_links(self, data: bytes) -> Links:
        """Read bookmarks, links and page fields."""
        return renderings.read_docx_links(data)


class TestHtml(RendererConformance):
    """Web pages."""

    renderer = HtmlRenderer()

    def read_text(self, data: bytes) -> str:
        """Read what a browser shows."""
        return renderings.read_html(data)

    def read_links(self, data: bytes) -> Links:
        """Read ids and links."""
        return renderings.read_html_links(data)


class TestMarkdown(RendererConformance):
    """Markdown."""

    renderer = MarkdownRenderer()

    def read_text(self, data: bytes) -> str:
        """Read what a reader of Markdown shows."""
        return renderings.read_markdown(data)

    def read_links(self, data: bytes) -> Links:
        """Read anchors and links."""
        return renderings.read_markdown_links(data)


class TestText(RendererConformance):
    """Plain text, which has no links."""

    renderer = TextRenderer()

    def read_text(self, data: bytes) -> str:
        """Read it as it is."""
        return data.decode()


class TestXlsx(RendererConformance):
    """Workbooks."""

    renderer = XlsxRenderer()

    def read_text(self, data: bytes) -> str:
        """Read cells and comments."""
        return renderings.read_xlsx(data)

    def read_links(self, data: bytes) -> Links:
        """Read cells and what leads to them."""
        return renderings.read_xlsx_links(data)
