"""Documents made from documents: every paragraph changed, wherever it stands."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TypeVar, cast

import attrs

from kdcl.blocks.paragraphs import Heading, Paragraph
from kdcl.blocks.tables import Cell, Row, Table
from kdcl.blocks.tree import Block, Document, Section, SignatureBlock, TwoColumnHead

_Part = TypeVar("_Part")

Change = Callable[[Paragraph | Heading], Paragraph | Heading]
"""Returns what stands in a paragraph's place: a paragraph for a paragraph, a heading for a heading."""


def with_paragraphs(document: Document, change: Change) -> Document:
    """Return the document with every paragraph and heading changed, in the order in which they are read.

    What holds nothing that changed is the same object as before.
    """
    sections = _each(document.sections, lambda section: _section(section, change))
    return document if sections is document.sections else attrs.evolve(document, sections=sections)


def _each(parts: tuple[_Part, ...], change: Callable[[_Part], _Part]) -> tuple[_Part, ...]:
    """Return the parts changed, or the tuple itself where none is another object than before."""
    changed = tuple(map(change, parts))
    return parts if all(map(operator.is_, parts, changed)) else changed


def _section(section: Section, change: Change) -> Section:
    blocks = _each(section.blocks, lambda block: _block(block, change))
    return section if blocks is section.blocks else attrs.evolve(section, blocks=blocks)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph() | Heading():
            return change(block)
        case Table():
            rows = _each(block.rows, lambda row: _row(row, change))
            return block if rows is block.rows else attrs.evolve(block, rows=rows)
        case TwoColumnHead() | SignatureBlock():
            left, right = _paragraphs(block.left, change), _paragraphs(block.right, change)
            is_same = left is block.left and right is block.right
            return block if is_same else attrs.evolve(block, left=left, right=right)
        case _:
            return block


def _row(row: Row, change: Change) -> Row:
    cells = _each(row.cells, lambda cell: _cell(cell, change))
    return row if cells is row.cells else Row(cells)


def _cell(cell: Cell, change: Change) -> Cell:
    paragraphs = _paragraphs(cell.paragraphs, change)
    return cell if paragraphs is cell.paragraphs else attrs.evolve(cell, paragraphs=paragraphs)


def _paragraphs(paragraphs: tuple[Paragraph, ...], change: Change) -> tuple[Paragraph, ...]:
    return _each(paragraphs, cast("Callable[[Paragraph], Paragraph]", change))
