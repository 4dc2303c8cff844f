"""Documents made from documents: every paragraph changed, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from kdcl.blocks.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Row,
    Section,
    SignatureBlock,
    Table,
    TwoColumnHead,
)

Change = Callable[[Paragraph | Heading], Paragraph | Heading]
"""Returns what stands in a paragraph's place: a paragraph for a paragraph, a heading for a heading."""


def list_paragraphs(document: Document) -> tuple[Paragraph | Heading, ...]:
    """Return every paragraph and heading in the order in which they are read."""
    found: list[Paragraph | Heading] = []

    def note(paragraph: Paragraph | Heading) -> Paragraph | Heading:
        found.append(paragraph)
        return paragraph

    with_paragraphs(document, note)
    return tuple(found)


def with_paragraphs(document: Document, change: Change) -> Document:
    """Return the document with every paragraph and heading changed, in the order in which they are read."""
    return attrs.evolve(document, sections=tuple(_section(section, change) for section in document.sections))


def _section(section: Section, change: Change) -> Section:
    return attrs.evolve(section, blocks=tuple(_block(block, change) for block in section.blocks))


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph() | Heading():
            return change(block)
        case Table():
            return attrs.evolve(block, rows=tuple(_row(row, change) for row in block.rows))
        case TwoColumnHead() | SignatureBlock():
            return attrs.evolve(block, left=_paragraphs(block.left, change), right=_paragraphs(block.right, change))
        case _:
            return block


def _row(row: Row, change: Change) -> Row:
    return Row(tuple(_cell(cell, change) for cell in row.cells))


def _cell(cell: Cell, change: Change) -> Cell:
    return attrs.evolve(cell, paragraphs=_paragraphs(cell.paragraphs, change))


def _paragraphs(paragraphs: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    changed = (change(paragraph) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in changed if isinstance(paragraph, Paragraph))
