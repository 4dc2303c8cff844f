"""PDF (``.pdf``): pages that look the same everywhere, tagged for those who hear them, set by Typst.

Needs the package ``typst``, which the extra ``pdf`` brings: the engine is in its wheel, and typefaces with all
Vietnamese letters are too, so nothing has to be installed on the machine. Files keep to PDF/A-2a, for archives, and to
PDF/UA-1, for accessibility. What a school writes goes to the engine as data and is never part of a program.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

import attrs

from kdcl.blocks import Document
from kdcl.blocks.soundness import require_sound
from kdcl.errors import MissingExtraError

__all__ = ["PdfRenderer"]


@attrs.frozen(kw_only=True)
class PdfRenderer:
    """Renders PDF files.

    Attributes:
        typeface: a typeface that is installed on the machine, such as ``"Times New Roman"``; then the pages depend on
            the machine. None takes the one that comes with the engine, which gives the same bytes everywhere.
    """

    typeface: str | None = None
    name: str = attrs.field(default="pdf", init=False)
    suffix: str = attrs.field(default=".pdf", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as the bytes of a PDF file: the same bytes for the same document.

        A document without a title keeps to PDF/A-2a alone. A sign that none of the engine's typefaces has is taken
        from those of the machine; where they have none either, the file keeps to neither standard.

        Raises:
            DocumentError: the document cannot be rendered.
            MissingExtraError: typst is not installed.
            UnknownTypefaceError: no typeface of this name is installed.
        """
        require_sound(document)
        try:
            engine = import_module("kdcl.renderers.pdf.engine")
        except ImportError as error:
            raise MissingExtraError("typst", "pdf") from error
        return cast("bytes", engine.set_pages(document, self.typeface))
