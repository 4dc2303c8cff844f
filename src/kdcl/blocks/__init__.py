"""The neutral tree of a document: blocks, the grid of a table, the walk over them, and what has to hold in it.

Documents compose the tree and renderers turn it into bytes; it knows nothing of either.
"""

from __future__ import annotations

from kdcl.blocks.paragraphs import Align, Control, Heading, Paragraph, ParagraphStyle, Run
from kdcl.blocks.tables import Cell, Row, Slot, Table, TableGrid
from kdcl.blocks.tree import (
    MILLIMETRES_OF_A4,
    Block,
    Document,
    Margins,
    NumberPlace,
    Orientation,
    PageBreak,
    PageSetup,
    Picture,
    Section,
    SignatureBlock,
    TableOfContents,
    TwoColumnHead,
)

__all__ = [
    "MILLIMETRES_OF_A4",
    "Align",
    "Block",
    "Cell",
    "Control",
    "Document",
    "Heading",
    "Margins",
    "NumberPlace",
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
    "Slot",
    "Table",
    "TableGrid",
    "TableOfContents",
    "TwoColumnHead",
]
