"""Documents made from documents: every paragraph changed, wherever it stands."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from kdcl.blocks.paragraphs import Heading, Paragraph
from kdcl.blocks.tables import Cell, Row, Table
from kdcl.blocks.tree import Block, Document, Section, SignatureBlock, TwoColumnHead

_Part = TypeVar("_Part", bound=Document | Section | Row | Cell | Table | TwoColumnHead | SignatureBlock)

Change = Callable[[Paragraph | Heading], Paragraph | Heading]
"""Returns what stands in a paragraph's place: a paragraph for a paragraph, a heading for a heading."""


def with_paragraphs(document: Document, change: Change) -> Document:
    """Return the document with every paragraph and heading changed, in the order in which they are read.

    What holds nothing that changed is the same object as before.
    """
    return _with(document, "sections", lambda section: _with(section, "blocks", lambda block: _block(block, change)))


def _with(part: _Part, field: str, change: Callable[[Any], object]) -> _Part:
    """Return the part with all that one of its fields holds changed; the part itself where nothing is changed."""
    held = getattr(part, field)
    changed: Any = tuple(map(change, held))
    return part if all(map(operator.is_, held, changed)) else attrs.evolve(part, **{field: changed})


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph() | Heading():
            return change(block)
        case Table():
            return _with(block, "rows", lambda row: _with(row, "cells", lambda cell: _with(cell, "paragraphs", change)))
        case TwoColumnHead() | SignatureBlock():
            return _with(_with(block, "left", change), "right", change)
        case _:
            return block
