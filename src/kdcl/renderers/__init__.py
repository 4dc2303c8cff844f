"""Renderers: documents turned into the bytes of a file, in formats found by name or by file suffix.

``docx``, ``html``, ``markdown``, ``pdf``, ``text`` and ``xlsx`` are built in and imported when they are first asked
for. A mail (`kdcl.renderers.mail`) and a calendar (`kdcl.renderers.schedule`) are made of more, or of less, than a
document; they have functions of their own. Other packages add renderers through the entry point group
``kdcl.renderers``: the entry point's name is the renderer's, its object a class or function that takes no arguments and
returns a `Renderer`. Built-in names and suffixes cannot be taken over.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Protocol, cast

import attrs

from kdcl.blocks import Document
from kdcl.blocks.soundness import require_sound
from kdcl.errors import DocumentError, UnknownRendererError
from kdcl.files import write_file
from kdcl.messages import Message, message
from kdcl.plugins import Enclosure, PluginGroup

__all__ = [
    "ENTRY_POINT_GROUP",
    "PLUGINS",
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
    "docx": (".docx", "DocxRenderer"),
    "html": (".html", "HtmlRenderer"),
    "markdown": (".md", "MarkdownRenderer"),
    "pdf": (".pdf", "PdfRenderer"),
    "text": (".txt", "TextRenderer"),
    "xlsx": (".xlsx", "XlsxRenderer"),
}
"""The suffix and the class of each, which stands in the module of its name."""


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


def _settle(_: str, found: object) -> Renderer | Message:
    """Return the renderer that an entry point's class or function makes."""
    renderer = cast("Callable[[], Any]", found)()
    if isinstance(getattr(renderer, "suffix", None), str) and callable(getattr(renderer, "render", None)):
        return cast("Renderer", renderer)
    return message("it makes no renderer: that has a name, a suffix and a method render")


@attrs.frozen
class _ForeignRenderer:
    """A renderer of another package, whose failures are told as that package's."""

    name: str
    suffix: str
    _renderer: Renderer
    _enclosure: Enclosure

    def render(self, document: Document) -> bytes:
        """Return the document as a file's bytes."""
        data = self._enclosure.call(lambda: self._renderer.render(document), passing=(DocumentError,))
        self._enclosure.require(data, bytes)
        return data


PLUGINS: Final[PluginGroup[Renderer]] = PluginGroup(
    name=ENTRY_POINT_GROUP,
    settle=_settle,
    built_in=lambda: _BUILT_IN,
    enclose=lambda renderer, enclosure: _ForeignRenderer(enclosure.name, renderer.suffix, renderer, enclosure),
)
"""The renderers of other packages."""


def available_renderers() -> tuple[str, ...]:
    """Return the names of all renderers: the built-in ones first, then those of other packages, in order of name."""
    return (*_BUILT_IN, *sorted(PLUGINS.offers()))


def get_renderer(name: str) -> Renderer:
    """Return the renderer of this name.

    Raises:
        UnknownRendererError: there is none.
        PluginError: another package adds it, and it is broken.
    """
    if name in _BUILT_IN:
        _, renderer = _BUILT_IN[name]
        return cast("Renderer", getattr(import_module(f"kdcl.renderers.{name}"), renderer)())
    if name not in PLUGINS.offers():
        raise UnknownRendererError(name, available_renderers())
    return PLUGINS.load(name)


def find_renderer(path: str | os.PathLike[str]) -> Renderer | None:
    """Return the renderer whose suffix the path has, or None."""
    suffix = Path(path).suffix.lower()
    for name, (own, _) in _BUILT_IN.items():
        if own == suffix:
            return get_renderer(name)
    return next((renderer for renderer in PLUGINS.load_all().values() if renderer.suffix == suffix), None)


def render(document: Document, name: str | Renderer) -> bytes:
    """Return the document as bytes of a format: the one door through which every renderer gets sound documents only.

    Args:
        document: the document; it is checked here, also for a renderer that forgets to.
        name: the name of the renderer, or the renderer itself.

    Raises:
        UnknownRendererError: no renderer has this name.
        DocumentError: the document cannot be rendered.
        PluginError: the renderer is another package's, and fails.
        TypeError: the order is another one, or no document is given.
    """
    if not isinstance(document, Document):
        given = "a name" if isinstance(document, str) else type(document).__name__
        raise TypeError(f"render(document, name) takes a Document first, not {given}: make one with build_report")
    renderer = get_renderer(name) if isinstance(name, str) else name
    require_sound(document)
    return renderer.render(document)
