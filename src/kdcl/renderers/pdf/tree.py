"""A document as plain data for the engine that sets it: lists and texts, which nothing can take for anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Section,
    SignatureBlock,
    Slot,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.bars import TONES
from kdcl.blocks.drawing import draw
from kdcl.blocks.plots import WIDTH
from kdcl.blocks.walk import iter_blocks, iter_bookmarks
from kdcl.renderers import words
from kdcl.renderers.keeping import (
    MILLIMETRES_OF_TEXT,
    centred,
    fit_widths,
    heads_rows,
    is_low,
    iter_kept,
    keeps_last_row,
    name_lines,
    repeats_header,
    stays_whole,
)
from kdcl.renderers.languages import find_other_language
from kdcl.renderers.pdf.long_words import part_long_words
from kdcl.renderers.remarks import Remarks
from kdcl.renderers.unbroken import split_numbers
from kdcl.text.characters import LINE_BREAK

_LANGUAGE: Final = re.compile(r"[a-z]{2,3}\b")
_TAB: Final = "\N{NO-BREAK SPACE}" * 4
"""What a tab becomes: no typeface has a sign for it."""

_POINTS: Final = 14
_POINTS_IN_CELLS: Final = 13
_POINTS_OF_STYLES: Final = {ParagraphStyle.COVER_TITLE: 20, ParagraphStyle.SIGN: 44}
"""How large text is set: the program of the engine has the same."""

_ROOM_IN_CELLS: Final = 3
"""The room beside the text of a ruled cell, in millimetres."""

_Data = dict[str, Any]


def compose_data(document: Document, typefaces: tuple[str, ...]) -> str:
    """Return what the engine is told of a document, as JSON.

    Args:
        document: the document.
        typefaces: the typefaces that signs are taken from, best first.
    """
    writer = _Writer.of(document, typefaces)
    sections = [writer.section(section) for section in document.sections]
    translator = words.find_translator(document.language)
    # Typst takes the letters of a language alone, without a region behind them
    language = _LANGUAGE.match(document.language)
    return json.dumps(
        {
            "title": document.title,
            "author": document.author,
            "subject": document.subject,
            "language": language[0] if language else "en",
            "typefaces": typefaces,
            "sections": sections,
            "remarks": [writer.lines(text) for text in writer.remarks.texts],
            "words": {"remarks": words.REMARKS.render(translator), "back": words.BACK.render(translator)},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


@attrs.frozen(kw_only=True)
class _Writer:
    """Writes the blocks of one document as data.

    Attributes:
        names: the number of each of the document's bookmarks.
        depths: how deep each heading stands below others, by its bookmark: no step is left out, as readers by ear want.
        listed: the bookmarks of the headings that the contents list.
        entries: how deep each of these stands, and its text.
        typeface: the typeface of words in drawings.
        language: the language of the document.
        text_width: the width of the text on the pages of a section, in millimetres.
        line_width: the width of the lines where text is being written: of the page, or of a column.
        points: the size of what is written there.
        remarks: the comments met so far.
    """

    names: Mapping[str, int]
    depths: Mapping[str, int]
    listed: frozenset[str]
    entries: tuple[tuple[int, str | list[str]], ...]
    typeface: str
    language: str
    text_width: float = MILLIMETRES_OF_TEXT
    line_width: float = MILLIMETRES_OF_TEXT
    points: int = _POINTS
    remarks: Remarks = attrs.field(factory=Remarks)

    @classmethod
    def of(cls, document: Document, typefaces: tuple[str, ...]) -> _Writer:
        """Return the writer for a document."""
        headings = document.headings()
        contents = [block.depth for block, _ in iter_blocks(document) if isinstance(block, TableOfContents)]
        deepest = max(contents, default=3)
        listed, depths = [each for each in headings if each.is_listed and each.level <= deepest], _find_depths(headings)
        return cls(
            names={name: number for number, (name, _) in enumerate(iter_bookmarks(document))},
            depths=depths,
            listed=frozenset(each.bookmark for each in listed),
            entries=tuple((depths[each.bookmark], _split_lines(each.text)) for each in listed),
            typeface=typefaces[0],
            language=document.language,
        )

    def section(self, section: Section) -> _Data:
        """Return a section."""
        width = section.setup.text_width
        return attrs.evolve(self, text_width=width, line_width=width).pages(section)

    def pages(self, section: Section) -> _Data:
        """Return a section whose width of text is known."""
        setup = section.setup
        return {
            "margin": attrs.asdict(setup.laid_margins),
            "lying": setup.orientation is Orientation.LANDSCAPE,
            "framed": setup.is_framed,
            "numbered": setup.is_numbered,
            "place": setup.number_place.value,
            "first-numbered": setup.is_first_numbered,
            "anew": setup.begins_numbers,
            "centred": setup.is_centred,
            "cover": section.is_cover,
            "blocks": [self.block(block) for block in iter_kept(section.blocks)],
        }

    def block(self, block: Block) -> _Data:  # noqa: PLR0911 - one for each kind of block
        """Return a block."""
        match block:
            case Paragraph():
                return {"kind": "paragraph", **self._paragraph(block)}
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case Picture():
                return self._picture(block)
            case PageBreak():
                return {"kind": "break"}
            case TableOfContents():
                labels = {"content": self.lines(block.content_label), "page": self.lines(block.page_label)}
                return {"kind": "contents", **labels, "entries": self.entries}
            case TwoColumnHead():
                left, right = self.columns(40, 60)
                return {"kind": "head", "rows": [[left.paragraphs(a), right.paragraphs(b)] for a, b in block.beside]}
            case _:
                return self._signatures(block)

    def lines(self, text: str) -> str | list[str]:
        """Return a text, or its lines where it has more than one."""
        return _split_lines(self.parted(text, self.points))

    def parted(self, text: str, points: int) -> str:
        """Return a text whose long words may end a line inside."""
        return part_long_words(text.replace("\t", _TAB), self.line_width, points)

    def is_foreign(self, text: str) -> bool:
        """Return whether a text is in another language than the document."""
        return find_other_language(text, self.language) is not None

    def column(self, width: float) -> _Writer:
        """Return the writer of smaller text in a column of this width."""
        return attrs.evolve(self, line_width=width, points=_POINTS_IN_CELLS)

    def columns(self, *shares: int) -> Iterator[_Writer]:
        """Yield the writers of columns beside each other."""
        return (self.column(self.text_width * share / sum(shares)) for share in shares)

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> list[_Data]:
        return [self._paragraph(paragraph) for paragraph in paragraphs]

    def _paragraph(self, paragraph: Paragraph) -> _Data:
        """Return a paragraph; what is as usual is left out, since the engine has to read all of it."""
        points = _POINTS_OF_STYLES.get(paragraph.style, self.points)
        return _without_usual(
            style=paragraph.style.value,
            runs=[item for run in paragraph.runs for item in self._runs(run, points)],
            align=paragraph.align and paragraph.align.value,
            name=None if paragraph.bookmark is None else self.names[paragraph.bookmark],
            length=paragraph.length or None,
            above=paragraph.space_before or None,
            kept=paragraph.keep_with_next or None,
            marks=list(self.remarks.number(paragraph)) or None,
        )

    def _runs(self, run: Run, points: int) -> Iterator[str | list[Any]]:
        """Yield a run as its text, or with its look and its target where it has any: numbers of documents on their own.

        The look is 1 for bold, 2 for italic, 4 for underlined, 8 for what is kept on a line and 16 for Vietnamese in a
        document in another language, or their sum.
        """
        target = run.address if run.link is None else self.names[run.link]
        look = run.bold + 2 * run.italic + 4 * run.underlined + 16 * self.is_foreign(run.text)
        for place, piece in enumerate(split_numbers(self.parted(run.text, points))):
            text = _split_lines(piece)
            if place % 2:
                yield [text, look + 8, target]
            elif piece:
                yield text if target is None and not look and isinstance(text, str) else [text, look, target]

    def _heading(self, heading: Heading) -> _Data:
        return _without_usual(
            kind="heading",
            level=heading.level,
            depth=self.depths[heading.bookmark],
            listed=heading.bookmark in self.listed,
            text=self.lines(heading.text),
            name=self.names[heading.bookmark],
            foreign=self.is_foreign(heading.text) or None,
            align=heading.align and heading.align.value,
            marks=list(self.remarks.number(heading)) or None,
        )

    def _table(self, table: Table) -> _Data:
        heads = table.header_rows
        widths = fit_widths(table, self.text_width)
        rows = [
            self._row(table, slots, widths, is_head=number < heads, is_parted=not is_low(table, row, slots))
            for number, (row, slots) in enumerate(zip(table.rows, table.grid().rows, strict=True))
        ]
        if table.is_ruled:
            rows = [
                [{"band": cells[0]}] if heads <= number < len(rows) - 1 and heads_rows(row) else cells
                for number, (row, cells) in enumerate(zip(table.rows, rows, strict=True))
            ]
        is_whole, is_kept = stays_whole(table), keeps_last_row(table)
        # the last row is set apart to stay with what is below, unless a cell from above reaches into it
        is_apart = is_kept and not is_whole and len(rows) > heads + 1
        is_apart = is_apart and not any(slot.is_continued for slot in table.grid().rows[-1])
        tail = rows.pop() if is_apart else []
        return {
            "kind": "table",
            "widths": widths,
            "ruled": table.is_ruled,
            "whole": is_whole,
            "kept": is_kept and is_whole,
            "repeats": repeats_header(table),
            "head": [cell for row in rows[:heads] for cell in row],
            "cells": [cell for row in rows[heads:] for cell in row],
            "tail": tail,
        }

    def _row(
        self, table: Table, slots: tuple[Slot, ...], widths: tuple[int, ...], *, is_head: bool, is_parted: bool
    ) -> list[_Data]:
        """Return the cells of a row, but for those that go on from a row above."""
        millimetres, room = self.text_width / sum(widths), _ROOM_IN_CELLS if table.is_ruled else 0
        return [
            self.column(sum(widths[slot.column : slot.column + slot.cell.columns]) * millimetres - room).cell(
                slot.cell, is_head=is_head, is_parted=is_parted
            )
            for slot in slots
            if not slot.is_continued
        ]

    def cell(self, cell: Cell, *, is_head: bool, is_parted: bool) -> _Data:
        return _without_usual(
            paragraphs=self.paragraphs(cell.paragraphs),
            columns=cell.columns if cell.columns > 1 else None,
            rows=cell.rows if cell.rows > 1 else None,
            shaded=cell.is_shaded or None,
            ground=TONES[cell.tone] if cell.tone else None,
            head=is_head or None,
            parted=is_parted or None,
        )

    def _picture(self, picture: Picture) -> _Data:
        height = round(WIDTH * picture.height / picture.width)
        drawing = draw(picture.plot, picture.alternative, height=height, typeface=self.typeface)
        return {"kind": "picture", "drawing": drawing, "width": picture.width, "words": picture.alternative}

    def _signatures(self, block: SignatureBlock) -> _Data:
        left, right = self.columns(50, 50)
        data = {
            "kind": "signatures",
            "left": left.paragraphs(centred(block.left) if block.left_name else block.left),
            "right": right.paragraphs(centred(block.right)),
            "space": block.space,
        }
        if block.left_name:
            return data | {"names": left.paragraphs(name_lines(block.left_name, block.right_name))}
        return data | {"name": right.paragraphs(name_lines(block.right_name))[0]}


def _without_usual(**facts: Any) -> _Data:  # noqa: ANN401 - data of any kind
    """Return facts without those that are None, since the engine takes what it is not told as usual."""
    return {name: fact for name, fact in facts.items() if fact is not None}


def _find_depths(headings: Iterable[Heading]) -> Mapping[str, int]:
    """Return how deep each heading stands below those above it, from 1."""
    depths, above = {}, list[int]()
    for heading in headings:
        above = [*(level for level in above if level < heading.level), heading.level]
        depths[heading.bookmark] = len(above)
    return depths


def _split_lines(text: str) -> str | list[str]:
    """Return a text, or its lines where it has more than one."""
    return LINE_BREAK.split(text) if "\n" in text or "\r" in text else text
