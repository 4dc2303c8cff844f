"""Tables in Word, written row by row: a look-up of single cells would cost the square of the table's size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

import attrs

from kdcl.blocks import (
    Cell,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
    Slot,
    Table,
    TwoColumnHead,
)
from kdcl.blocks.bars import TONES
from kdcl.renderers.docx.markup import twips
from kdcl.renderers.docx.paragraphs import STYLES_IN_CELLS, STYLES_IN_HEADS, ParagraphWriter, rule_indent, spacer_markup
from kdcl.renderers.docx.styles import RULE_INDENT, TEXT_WIDTH
from kdcl.renderers.keeping import centred, fit_widths, is_short, name_lines, stays_whole

# "clear" shows the fill; "solid" would cover it with the colour of the pattern.
_BAND = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
# sz counts eighths of a point
_RULES = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_NO_PADDING = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
_SHARES_OF_HEAD = (40, 60)
_SHARES_OF_SIGNATURES = (50, 50)


def share_width(width: int, shares: tuple[int, ...]) -> tuple[int, ...]:
    """Return whole widths in the proportion of the shares whose sum is exactly the width."""
    edges = [width * edge // sum(shares) for edge in accumulate(shares, initial=0)]
    return tuple(right - left for left, right in pairwise(edges))


@attrs.frozen(kw_only=True)
class TableWriter:
    """Writes tables of exactly the width of the text."""

    paragraphs: ParagraphWriter
    text_width: int

    def table(self, table: Table) -> str:
        """Return a table with its header rows repeated on each page."""
        widths = share_width(self.text_width, fit_widths(table, self.text_width / twips(1)))
        kept = len(table.rows) - 1 if stays_whole(table) else table.header_rows
        rows = [
            _row_markup(
                "".join(self._cells(slots, widths, is_header=number < table.header_rows, is_kept=number < kept)),
                is_header=number < table.header_rows,
                is_unparted=is_short(row),
            )
            for number, (row, slots) in enumerate(zip(table.rows, table.grid().rows, strict=True))
        ]
        return _table_markup(widths, "".join(rows), is_ruled=table.is_ruled)

    def head(self, head: TwoColumnHead) -> str:
        """Return the head of an administrative document, which stays with the block below."""
        widths = share_width(self.text_width, _SHARES_OF_HEAD)
        rows = "".join(self._pair(left, right, widths) for left, right in head.beside)
        return _table_markup(widths, rows, is_ruled=False)

    def _rule_indent(self, rule: Paragraph, width: int) -> int:
        """Return the room beside a rule in a column; one without a length is as long as on an upright page."""
        if rule.length:
            return rule_indent(rule, width)
        return RULE_INDENT + (width - width * TEXT_WIDTH // self.text_width) // 2

    def signatures(self, block: SignatureBlock) -> str:
        """Return a signature block, which is never parted: offices, room for signature and stamp, names."""
        widths = share_width(self.text_width, _SHARES_OF_SIGNATURES)
        room = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{twips(block.space)}" w:hRule="exact"/></w:trPr>'
        # recipients stand beside the whole of the signature, so a long list of them does not part office and name
        begins, goes_on = ("", "") if block.left_name else ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
        nothing = self._empty(is_kept=True)
        empty = _cell_markup(widths[0], nothing, goes_on) + _cell_markup(widths[1], nothing)
        left = centred(block.left) if block.left_name else block.left
        rows = self._pair(left, centred(block.right), widths, reach=begins)
        rows += f"<w:tr>{room}{empty}</w:tr>"
        # all rows stay with what is below, the last one too: only then LibreOffice does not part the table
        if block.left_name or block.right_name:  # a name that is not known is written into the room above
            rows += self._pair(name_lines(block.left_name), name_lines(block.right_name), widths, reach=goes_on)
        return _table_markup(widths, rows, is_ruled=False)

    def _pair(
        self,
        left: tuple[Paragraph, ...],
        right: tuple[Paragraph, ...],
        widths: tuple[int, ...],
        reach: str = "",
    ) -> str:
        """Return a row of two cells; the left one may reach over rows, as its properties say."""
        # an empty side holds a kept paragraph too: by the first cell LibreOffice tells whether it may part a table
        cells = (
            _cell_markup(
                width,
                "".join(self._in_head(each, width) for each in side or (Paragraph(runs=()),)),
                properties,
            )
            for width, side, properties in zip(widths, (left, right), (reach, ""), strict=True)
        )
        return _row_markup("".join(cells), is_header=False, is_unparted=True)

    def _in_head(self, paragraph: Paragraph, width: int) -> str:
        is_rule = paragraph.style is ParagraphStyle.RULE and (paragraph.length or self.text_width != TEXT_WIDTH)
        indent = self._rule_indent(paragraph, width) if is_rule else 0
        return self.paragraphs.paragraph(paragraph, STYLES_IN_HEADS, keep_with_next=True, indent=indent)

    def _empty(self, *, is_kept: bool) -> str:
        return self.paragraphs.paragraph(Paragraph(runs=()), STYLES_IN_HEADS, keep_with_next=is_kept)

    def _cells(
        self, slots: tuple[Slot, ...], widths: tuple[int, ...], *, is_header: bool, is_kept: bool
    ) -> Iterator[str]:
        for slot in slots:
            cell = slot.cell
            width = sum(widths[slot.column : slot.column + cell.columns])
            if slot.is_continued:  # Word wants an empty cell in every row that a cell reaches into
                properties = _span_markup(cell.columns) + "<w:vMerge/>" + _ground(cell)
                yield _cell_markup(width, self._empty(is_kept=is_kept), properties)
            else:
                yield self._cell(cell, width, is_header=is_header, is_kept=is_kept)

    def _cell(self, cell: Cell, width: int, *, is_header: bool, is_kept: bool) -> str:
        properties = _span_markup(cell.columns)
        properties += '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
        properties += _ground(cell)
        # the schema's order: gridSpan, vMerge, shd, vAlign
        properties += '<w:vAlign w:val="center"/>' if is_header else ""
        departures = {"keep_with_next": True} if is_kept else {}
        content = (self.paragraphs.paragraph(paragraph, STYLES_IN_CELLS, **departures) for paragraph in cell.paragraphs)
        return _cell_markup(width, "".join(content), properties)


def _ground(cell: Cell) -> str:
    if cell.is_shaded or not cell.tone:
        return _BAND if cell.is_shaded else ""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{TONES[cell.tone].removeprefix("#").upper()}"/>'


def _span_markup(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def _cell_markup(width: int, content: str, properties: str = "") -> str:
    # a cell without a paragraph at its end is damaged to Word
    content = content or spacer_markup()
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _row_markup(cells: str, *, is_header: bool, is_unparted: bool) -> str:
    # Word repeats such rows only where they are the first of the table
    properties = ("<w:cantSplit/>" if is_unparted else "") + ("<w:tblHeader/>" if is_header else "")
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _table_markup(widths: tuple[int, ...], rows: str, *, is_ruled: bool) -> str:
    borders = f"<w:tblBorders>{_RULES}</w:tblBorders>" if is_ruled else ""
    padding = "" if is_ruled else _NO_PADDING
    # LibreOffice goes by the widths of the grid, Word by those of the cells
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        # fixed: else programs widen columns by what stands in them; width, rules, layout, padding is the schema's order
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f"{padding}</w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
