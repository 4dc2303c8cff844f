"""Walks over a document's tree, for renderers of every kind."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks.tree import Block, Document, Heading, Paragraph, SignatureBlock, Table, TwoColumnHead


def iter_blocks(document: Document) -> Iterator[tuple[Block, str]]:
    """Yield every block in order with its path in the tree."""
    for section_number, section in enumerate(document.sections):
        for block_number, block in enumerate(section.blocks):
            yield block, f"sections[{section_number}].blocks[{block_number}]"


def iter_paragraphs(document: Document) -> Iterator[tuple[Paragraph | Heading, str]]:
    """Yield every paragraph and heading in order, those inside tables too, each with its path in the tree."""
    for block, path in iter_blocks(document):
        yield from _within(block, path)


def _within(block: Block, path: str) -> Iterator[tuple[Paragraph | Heading, str]]:
    match block:
        case Paragraph() | Heading():
            yield block, path
        case TwoColumnHead() | SignatureBlock():
            for side, paragraphs in (("left", block.left), ("right", block.right)):
                yield from ((paragraph, f"{path}.{side}[{number}]") for number, paragraph in enumerate(paragraphs))
        case Table():
            for row_number, row in enumerate(block.rows):
                for cell_number, cell in enumerate(row.cells):
                    place = f"{path}.rows[{row_number}].cells[{cell_number}]"
                    yield from ((paragraph, f"{place}.paragraphs[{n}]") for n, paragraph in enumerate(cell.paragraphs))
        case _:
            pass


def iter_bookmarks(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every bookmark in order, with the path of the paragraph or heading that carries it."""
    for paragraph, path in iter_paragraphs(document):
        if paragraph.bookmark is not None:
            yield paragraph.bookmark, path
