"""Renderers: documents turned into the bytes of a file, in formats found by name or by file suffix.

``docx``, ``html``, ``markdown``, ``pdf``, ``text`` and ``xlsx`` are built in and imported when they are first asked
for. A mail (`kdcl.renderers.mail`) and a calendar (`kdcl.renderers.schedule`) are made of more, or of less, than a
document; they have functions of their own. Other packages add renderers through the entry point group
``kdcl.renderers``: the entry point's name is the renderer's, its object a class or function that takes no arguments and
returns a `Renderer`. Built-in names and suffixes cannot be taken over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, cast

from kdcl.blocks import Document
from kdcl.blocks.soundness import require_sound
from kdcl.errors import UnknownRendererError
from kdcl.files import write_file

__all__ = [
    "ENTRY_POINT_GROUP",
    "Renderer",
    "available_renderers",
    "find_renderer",
    "get_renderer",
    "render",
    "require_sound",
    "write_file",
]

ENTRY_POINT_GROUP = "kdcl.renderers"

_BUILT_IN = {
    "docx": ("kdcl.renderers.docx", "DocxRenderer"),
    "html": ("kdcl.renderers.html", "HtmlRenderer"),
    "markdown": ("kdcl.renderers.markdown", "MarkdownRenderer"),
    "pdf": ("kdcl.renderers.pdf", "PdfRenderer"),
    "text": ("kdcl.renderers.text", "TextRenderer"),
    "xlsx": ("kdcl.renderers.xlsx", "XlsxRenderer"),
}
_BUILT_IN_SUFFIXES = {
    ".docx": "docx",
    ".html": "html",
    ".md": "markdown",
    ".pdf": "pdf",
    ".txt": "text",
    ".xlsx": "xlsx",
}


class Renderer(Protocol):
    """Turns documents into the bytes of one file format."""

    @property
    def name(self) -> str:
        """The name it is asked for by, such as ``"docx"``."""

    @property
    def suffix(self) -> str:
        """The suffix of its files with the dot, in small letters, such as ``".docx"``."""

    def render(self, document: Document) -> bytes:
        """Return the document as a file's bytes: the same bytes for the same document.

        Raises:
            DocumentError: the document cannot be rendered; see `require_sound`.
        """


def available_renderers() -> tuple[str, ...]:
    """Return the names of all renderers: the built-in ones first, then those of other packages, in order of name."""
    return (*_BUILT_IN, *sorted(_foreign_entry_points()))


def get_renderer(name: str) -> Renderer:
    """Return the renderer of this name.

    Raises:
        UnknownRendererError: there is none.
    """
    if name in _BUILT_IN:
        module, renderer = _BUILT_IN[name]
        return cast("Renderer", getattr(import_module(module), renderer)())
    entry_point = _foreign_entry_points().get(name)
    if entry_point is None:
        raise UnknownRendererError(name, available_renderers())
    return cast("Renderer", entry_point.load()())


def find_renderer(path: str | os.PathLike[str]) -> Renderer | None:
    """Return the renderer whose suffix the path has, or None."""
    suffix = Path(path).suffix.lower()
    if suffix in _BUILT_IN_SUFFIXES:
        return get_renderer(_BUILT_IN_SUFFIXES[suffix])
    return next((renderer for renderer in _iter_foreign() if renderer.suffix == suffix), None)


def render(document: Document, name: str | Renderer) -> bytes:
    """Return the document as bytes of a format: the one door through which every renderer gets sound documents only.

    Args:
        document: the document; it is checked here, also for a renderer that forgets to.
        name: the name of the renderer, or the renderer itself.

    Raises:
        UnknownRendererError: no renderer has this name.
        DocumentError: the document cannot be rendered.
    """
    renderer = get_renderer(name) if isinstance(name, str) else name
    require_sound(document)
    return renderer.render(document)


def _foreign_entry_points() -> dict[str, EntryPoint]:
    """Return the entry points of other packages; the first of a name wins, a built-in one always."""
    found: dict[str, EntryPoint] = {}
    for entry_point in entry_points(group=ENTRY_POINT_GROUP):
        if entry_point.name not in _BUILT_IN:
            found.setdefault(entry_point.name, entry_point)
    return found


def _iter_foreign() -> Iterator[Renderer]:
    for name in sorted(_foreign_entry_points()):
        yield get_renderer(name)
