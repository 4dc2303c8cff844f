"""What paper keeps together: tables that may stay whole, and what stands above a signature."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Paragraph, Row, SignatureBlock, Slot, Table

LINES_OF_WHOLE_TABLE = 16
"""About a third of a page: a table that is no higher is not parted; a higher one would leave much of a page bare."""

LONGEST_UNPARTED_ROW = 600
"""Characters in one cell up to which its row is kept on one page."""

LINES_OF_REPEATED_HEADER = 12
"""Up to this height header rows are repeated: higher ones would leave no room for what they head."""

_LINES_OF_UNPARTED_ROW = 24
_LETTERS_OF_LINE = 72
"""Letters of 13 points in a line as wide as an upright page."""


def iter_kept(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks, a paragraph above a signature kept with it: nobody signs a page that says nothing."""
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(block, Paragraph) and isinstance(following, SignatureBlock) and not block.keep_with_next:
            yield attrs.evolve(block, keep_with_next=True)
        else:
            yield block


def stays_whole(table: Table) -> bool:
    """Return whether a table is so low that no page break parts it."""
    if len(table.rows) > LINES_OF_WHOLE_TABLE:
        return False
    return sum(count_lines(table, slots) for slots in table.grid().rows) <= LINES_OF_WHOLE_TABLE


def repeats_header(table: Table) -> bool:
    """Return whether the header rows are so low that each page repeats them."""
    return (
        sum(count_lines(table, slots) for slots in table.grid().rows[: table.header_rows]) <= LINES_OF_REPEATED_HEADER
    )


def is_short(row: Row) -> bool:
    """Return whether each cell of a row says so little that its row is kept on one page."""
    return all(
        sum(len(run.text) for paragraph in cell.paragraphs for run in paragraph.runs) <= LONGEST_UNPARTED_ROW
        for cell in row.cells
    )


def is_low(table: Table, row: Row, slots: tuple[Slot, ...]) -> bool:
    """Return whether a row is kept on one page: its cells say little, and none of them is a narrow, high one."""
    return is_short(row) and count_lines(table, slots) <= _LINES_OF_UNPARTED_ROW


def count_lines(table: Table, slots: tuple[Slot, ...]) -> int:
    """Return about how many lines of text a row is high; cells that go on in the rows below are left out."""
    whole, lines = sum(table.widths), 1
    for slot in slots:
        if not slot.is_continued and slot.cell.rows == 1:
            share = sum(table.widths[slot.column : slot.column + slot.cell.columns]) / whole
            lines = max(lines, sum(_lines_of(paragraph, share) for paragraph in slot.cell.paragraphs))
    return lines


def _lines_of(paragraph: Paragraph, share: float) -> int:
    text = "".join(run.text for run in paragraph.runs)
    letters = max(int(_LETTERS_OF_LINE * share), 1)
    return sum(len(line) // letters + 1 for line in text.split("\n"))
