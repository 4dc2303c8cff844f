"""Workbooks (``.xlsx``): each ruled table of a document as a sheet of its own, the text between them on the first.

Needs openpyxl, which the extra ``excel`` brings. Whole numbers are numbers, everything else is text; nothing that a
school writes ever becomes a formula. Header rows are frozen, repeated in print and have filters; pages lie.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

import attrs

from kdcl.blocks import Document
from kdcl.blocks.soundness import require_sound
from kdcl.errors import MissingExtraError

__all__ = ["XlsxRenderer"]


@attrs.frozen(kw_only=True)
class XlsxRenderer:
    """Renders workbooks."""

    name: str = attrs.field(default="xlsx", init=False)
    suffix: str = attrs.field(default=".xlsx", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as the bytes of a workbook: the same bytes for the same document.

        Raises:
            DocumentError: the document cannot be rendered.
            MissingExtraError: openpyxl is not installed.
        """
        require_sound(document)
        try:
            workbook = import_module("kdcl.renderers.xlsx.workbook")
        except ImportError as error:
            raise MissingExtraError("openpyxl", "excel") from error
        return cast("bytes", workbook.render_workbook(document))
