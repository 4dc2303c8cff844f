"""Web pages (``.html``): one file that needs nothing else, for reading, for hearing and for printing.

The page has landmarks, a link past the navigation, headings in order, tables with captions and header cells, and no
meaning in colour alone. It follows the reader's light or dark setting and prints on A4 with the document's own
margins. Nothing is loaded: a content policy inside the page forbids it.
"""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

import attrs

from kdcl.blocks import Document
from kdcl.blocks.soundness import require_sound
from kdcl.renderers import words
from kdcl.renderers.html.content import PageWriter
from kdcl.renderers.html.pages import build_page_rules

__all__ = ["HtmlRenderer", "Preview"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@attrs.frozen(kw_only=True)
class HtmlRenderer:
    """Renders web pages.

    Attributes:
        has_navigation: whether the page has a heading of its own and a navigation; the body of a mail has none.
    """

    has_navigation: bool = True
    name: str = attrs.field(default="html", init=False)
    suffix: str = attrs.field(default=".html", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as one page in UTF-8.

        Raises:
            DocumentError: the document cannot be rendered.
        """
        require_sound(document)
        translator = words.find_translator(document.language)
        writer = PageWriter.of(document, translator)
        main = writer.main(document)
        skip = f'<a class="skip" href="#main-text">{escape(words.SKIP.render(translator))}</a>\n'
        body = f"<body>\n{main}"
        if self.has_navigation:
            body = f'<body class="has-nav">\n{skip}{_header(document)}{writer.navigation()}{main}'
        language = escape(document.language)
        page = f'<!DOCTYPE html>\n<html lang="{language}">\n{_head(document)}\n{body}\n</body>\n</html>\n'
        return page.encode()


@attrs.frozen
class Preview:
    """A document as a notebook shows it: the web page in a frame of its own, so that its look stays inside.

    Attributes:
        document: the document.
        height: the height of the frame in pixels of the page.
    """

    document: Document
    height: int = 600

    def _repr_html_(self) -> str:
        """Return the frame."""
        page = escape(HtmlRenderer(has_navigation=False).render(self.document).decode())
        title = escape(self.document.title)
        look = f"width:100%;height:{self.height}px;border:1px solid"
        # a sandbox: whatever the page held, it could not act in the notebook
        return f'<iframe sandbox title="{title}" srcdoc="{page}" style="{look}"></iframe>'


def _head(document: Document) -> str:
    return (
        # browsers look for the encoding in the first 1,024 bytes alone
        '<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>{escape(document.title)}</title>\n'
        f'<meta name="author" content="{escape(document.author)}">\n'
        f'<meta name="description" content="{escape(document.subject)}">\n'
        f"<style>\n{_style()}{build_page_rules(document)}</style>\n</head>"
    )


def _header(document: Document) -> str:
    about = " · ".join(escape(text) for text in (document.author, document.subject) if text)
    return f'<header class="page-head"><h1>{escape(document.title)}</h1>\n<p>{about}</p></header>\n'


@cache
def _style() -> str:
    return files("kdcl.renderers.html").joinpath("page.css").read_text("utf-8")
