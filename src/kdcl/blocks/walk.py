"""The one walk over a document's tree: every block, every paragraph, every bookmark, in the order of reading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kdcl.blocks.paragraphs import Heading, Paragraph
from kdcl.blocks.tables import Table
from kdcl.blocks.tree import Block, Document, SignatureBlock, TwoColumnHead
from kdcl.places import ROOT, Place


class Branch(NamedTuple):
    """Where something hangs in the tree; its place is made only when somebody asks, mostly when something is wrong.

    Attributes:
        above: what it hangs on; None at the document itself.
        field: the field that holds it.
        number: its place in that field, from 0.
    """

    above: Branch | None
    field: str
    number: int

    @property
    def place(self) -> Place:
        """The place, such as ``sections[0].blocks[3]``."""
        above = ROOT if self.above is None else self.above.place
        return above.at(self.field, self.number)


def iter_blocks(document: Document) -> Iterator[tuple[Block, Branch]]:
    """Yield every block in order, and where it hangs in the tree."""
    for section_number, section in enumerate(document.sections):
        above = Branch(None, "sections", section_number)
        for number, block in enumerate(section.blocks):
            yield block, Branch(above, "blocks", number)


def iter_paragraphs(document: Document) -> Iterator[tuple[Paragraph | Heading, Branch]]:
    """Yield every paragraph and heading in order, those inside tables too, and where each hangs in the tree."""
    for block, branch in iter_blocks(document):
        yield from _within(block, branch)


def list_paragraphs(document: Document) -> tuple[Paragraph | Heading, ...]:
    """Return every paragraph and heading in the order in which they are read."""
    return tuple(paragraph for paragraph, _ in iter_paragraphs(document))


def _within(block: Block, branch: Branch) -> Iterator[tuple[Paragraph | Heading, Branch]]:
    match block:
        case Paragraph() | Heading():
            yield block, branch
        case TwoColumnHead() | SignatureBlock():
            yield from _each(block.left, branch, "left")
            yield from _each(block.right, branch, "right")
        case Table():
            for row_number, row in enumerate(block.rows):
                within = Branch(branch, "rows", row_number)
                for number, cell in enumerate(row.cells):
                    yield from _each(cell.paragraphs, Branch(within, "cells", number), "paragraphs")
        case _:
            pass


def _each(paragraphs: tuple[Paragraph, ...], above: Branch, field: str) -> Iterator[tuple[Paragraph, Branch]]:
    for number, paragraph in enumerate(paragraphs):
        yield paragraph, Branch(above, field, number)


def iter_bookmarks(document: Document) -> Iterator[tuple[str, Branch]]:
    """Yield every bookmark in order, and where the paragraph or heading that carries it hangs in the tree."""
    for paragraph, branch in iter_paragraphs(document):
        if paragraph.bookmark is not None:
            yield paragraph.bookmark, branch
