"""Walks over a document's tree, for renderers of every kind."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.documents.blocks import Block, Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead
from kdcl.places import ROOT, Place


def iter_blocks(document: Document) -> Iterator[tuple[Block, Place]]:
    """Yield every block in order with its place in the tree."""
    for section_number, section in enumerate(document.sections):
        for block_number, block in enumerate(section.blocks):
            yield block, ROOT.at("sections", section_number, "blocks", block_number)


def iter_paragraphs(document: Document) -> Iterator[tuple[Paragraph | Heading, Place]]:
    """Yield every paragraph and heading in order, those inside tables too, each with its place in the tree."""
    for block, place in iter_blocks(document):
        yield from _within(block, place)


def _within(block: Block, place: Place) -> Iterator[tuple[Paragraph | Heading, Place]]:
    match block:
        case Paragraph() | Heading():
            yield block, place
        case TwoColumnHead() | SignatureBlock():
            for side, paragraphs in (("left", block.left), ("right", block.right)):
                yield from ((paragraph, place.at(side, number)) for number, paragraph in enumerate(paragraphs))
        case Table():
            for row_number, row in enumerate(block.rows):
                for cell_number, cell in enumerate(row.cells):
                    inside = place.at("rows", row_number, "cells", cell_number, "paragraphs")
                    yield from ((paragraph, inside.at(n)) for n, paragraph in enumerate(cell.paragraphs))
        case _:
            pass


def iter_bookmarks(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield every bookmark in order, with the place of the paragraph or heading that carries it."""
    for paragraph, place in iter_paragraphs(document):
        if paragraph.bookmark is not None:
            yield paragraph.bookmark, place
