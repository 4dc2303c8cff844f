"""The names of `kdcl.blocks` where version 0.1 had them; see ``docs/compatibility.md``."""

from __future__ import annotations

from kdcl.blocks import (
    MILLIMETRES_OF_A4,
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Margins,
    Orientation,
    PageBreak,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)

__all__ = [
    "MILLIMETRES_OF_A4",
    "Align",
    "Block",
    "Cell",
    "Document",
    "Heading",
    "Margins",
    "Orientation",
    "PageBreak",
    "PageSetup",
    "Paragraph",
    "ParagraphStyle",
    "Picture",
    "Row",
    "Run",
    "Section",
    "SignatureBlock",
    "Table",
    "TableOfContents",
    "TwoColumnHead",
]
