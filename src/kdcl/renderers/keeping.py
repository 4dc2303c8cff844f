"""What paper keeps together: tables that may stay whole, and what stands above and in a signature."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import (
    MILLIMETRES_OF_A4,
    Align,
    Block,
    Margins,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    SignatureBlock,
    Slot,
    Table,
)

LINES_OF_WHOLE_TABLE = 16
"""About a third of a page: a table that is no higher is not parted; a higher one would leave much of a page bare."""

LONGEST_UNPARTED_ROW = 600
"""Characters in one cell up to which its row is kept on one page."""

LINES_OF_REPEATED_HEADER = 12
"""Up to this height header rows are repeated: higher ones would leave no room for what they head."""

_LINES_OF_UNPARTED_ROW = 24
_LAST_PARAGRAPHS = 2
"""So many paragraphs before the last one of a section go on with it to its page."""

_LETTERS_OF_BRIEF = 200
"""A paragraph above a signature with fewer says too little to stand alone with it on a page."""

_RUNNING = frozenset({ParagraphStyle.BODY, ParagraphStyle.PLAIN, ParagraphStyle.ITEM})

_FEWEST_LETTERS = 13
"""Letters of a line in a column of text: two short words; with fewer it would stand one word a line."""

_ROOM_BESIDE = 4
"""Letters that the room beside the text of a cell takes, and capitals more than small letters."""

_CAPITAL = 0.3
"""How much wider than a small letter a capital is, in letters."""

_ENOUGH_LETTERS = 16
"""Letters of a line that a column of text keeps when another one needs room."""

_WORDS_OF_TEXT = 4
"""So many words in a cell are text, which needs lines; fewer are a figure or a name."""

MILLIMETRES_OF_TEXT = MILLIMETRES_OF_A4[0] - Margins().left - Margins().right
"""The width of the text of an upright page."""

_LETTERS_OF_LINE = 72
"""Letters of 13 points in a line as wide as an upright page."""


def iter_kept(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield the blocks, what is right above a signature kept with it, and a section's last paragraphs with each other.

    So nobody signs a page that says nothing, or no more than a line, and no last page holds one paragraph alone.
    """
    last = len(blocks) - 1
    is_text = isinstance(blocks[-1], Paragraph) if blocks else False
    for number, block in enumerate(blocks):
        following, next_but_one = (*blocks[number + 1 : number + 3], None, None)[:2]
        is_signed = isinstance(following, SignatureBlock) or (
            isinstance(next_but_one, SignatureBlock)
            and isinstance(following, Paragraph)
            and len(following.text) < _LETTERS_OF_BRIEF
        )
        is_kept = is_signed or (is_text and number >= last - _LAST_PARAGRAPHS and isinstance(following, Paragraph))
        if is_kept and isinstance(block, Paragraph) and block.style in _RUNNING and not block.keep_with_next:
            yield attrs.evolve(block, keep_with_next=True)
        elif isinstance(block, Table) and is_signed:
            yield block.with_next()
        else:
            yield block


def centred(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Return paragraphs of a signature in the middle of their column, but for those that stand elsewhere."""
    return tuple(attrs.evolve(paragraph, align=paragraph.align or Align.CENTER) for paragraph in paragraphs)


def name_lines(*names: str) -> tuple[Paragraph, ...]:
    """Return the names below signatures, each as a line."""
    return centred(tuple(Paragraph(runs=(Run(name, bold=True),), style=ParagraphStyle.PLAIN) for name in names))


def heads_rows(row: Row) -> bool:
    """Return whether a row is one shaded cell that stays with the rows below it, which it heads."""
    return (
        len(row.cells) == 1 and row.cells[0].is_shaded and all(each.keep_with_next for each in row.cells[0].paragraphs)
    )


def keeps_last_row(table: Table) -> bool:
    """Return whether the last row of a table stays with what is below it."""
    paragraphs = [paragraph for cell in table.rows[-1].cells for paragraph in cell.paragraphs] if table.rows else []
    return bool(paragraphs) and all(paragraph.keep_with_next for paragraph in paragraphs)


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


def fit_widths(table: Table, text_width: float) -> tuple[int, ...]:
    """Return the widths of a table's columns as shares: those it asks for, unless one holds text one word a line.

    Such a column is widened at the cost of those that have room to spare: their paragraphs fit on a line, or their
    lines hold some words anyway.

    Args:
        table: the table.
        text_width: the width of the text on the page, in millimetres.
    """
    letters = [
        _LETTERS_OF_LINE * text_width / MILLIMETRES_OF_TEXT * width / sum(table.widths) for width in table.widths
    ]
    narrow = {place for place, each in enumerate(letters) if each < _FEWEST_LETTERS}
    starved = {place for place, text in _iter_texts(table, narrow) if len(text.split()) >= _WORDS_OF_TEXT}
    if not starved:
        return table.widths
    needs = [1.0] * len(letters)
    for place, text in _iter_texts(table, set(range(len(letters)))):
        longest = max((len(word) + _CAPITAL * sum(map(str.isupper, word)) for word in text.split()), default=0)
        needs[place] = max(needs[place], min(len(text), max(longest, _ENOUGH_LETTERS)) + _ROOM_BESIDE)
    spare = {place: each - need for place, (each, need) in enumerate(zip(letters, needs, strict=True)) if each > need}
    wanted = {place: _FEWEST_LETTERS - letters[place] for place in starved}
    if not spare:
        return table.widths
    given = min(1.0, sum(spare.values()) / sum(wanted.values()))
    taken = given * sum(wanted.values()) / sum(spare.values())
    shifts = {place: each * given for place, each in wanted.items()}
    shifts |= {place: -each * taken for place, each in spare.items()}
    return tuple(round(10 * (each + shifts.get(place, 0))) for place, each in enumerate(letters))


def _iter_texts(table: Table, columns: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs that stand in one of these columns alone, each with its column."""
    for slots in table.grid().rows:
        for slot in slots:
            if slot.column in columns and slot.cell.columns == 1 and not slot.is_continued:
                for paragraph in slot.cell.paragraphs:
                    yield slot.column, paragraph.text


def is_short(row: Row) -> bool:
    """Return whether each cell of a row says so little that its row is kept on one page."""
    return all(sum(len(paragraph.text) for paragraph in cell.paragraphs) <= LONGEST_UNPARTED_ROW for cell in row.cells)


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
    letters = max(int(_LETTERS_OF_LINE * share), 1)
    return sum(len(line) // letters + 1 for line in paragraph.text.split("\n"))
