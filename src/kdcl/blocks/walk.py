"""The one walk over a document's tree: every block, every paragraph, every bookmark, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks.paragraphs import Heading, Paragraph
from kdcl.blocks.tables import Table
from kdcl.blocks.tree import Block, Document, SignatureBlock, TwoColumnHead
from kdcl.places import ROOT, Place


def iter_blocks(document: Document) -> Iterator[tuple[Block, Place]]:
    """Yield every block in order with its place in the tree."""
    for section_number, section in enumerate(document.sections):
        above = ROOT.at("sections", section_number)
        for number, block in enumerate(section.blocks):
            yield block, above.at("blocks", number)


def iter_paragraphs(document: Document) -> Iterator[tuple[Paragraph | Heading, Place]]:
    """Yield every paragraph and heading in order, those inside tables too, each with its place in the tree."""
    for block, place in iter_blocks(document):
        yield from _within(block, place)


def list_paragraphs(document: Document) -> tuple[Paragraph | Heading, ...]:
    """Return every paragraph and heading in the order in which they are read."""
    return tuple(paragraph for paragraph, _ in iter_paragraphs(document))


def _within(block: Block, place: Place) -> Iterator[tuple[Paragraph | Heading, Place]]:
    match block:
        case Paragraph() | Heading():
            yield block, place
        case TwoColumnHead() | SignatureBlock():
            yield from _each(block.left, place, "left")
            yield from _each(block.right, place, "right")
        case Table():
            for row_number, row in enumerate(block.rows):
                within = place.at("rows", row_number)
                for number, cell in enumerate(row.cells):
                    yield from _each(cell.paragraphs, within.at("cells", number), "paragraphs")
        case _:
            pass


def _each(paragraphs: tuple[Paragraph, ...], above: Place, field: str) -> Iterator[tuple[Paragraph, Place]]:
    for number, paragraph in enumerate(paragraphs):
        yield paragraph, above.at(field, number)


def iter_bookmarks(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield every bookmark in order, with the place of the paragraph or heading that carries it."""
    for paragraph, place in iter_paragraphs(document):
        if paragraph.bookmark is not None:
            yield paragraph.bookmark, place
