"""Plain text (``.txt``): lines of at most 100 columns, for a mail, a terminal or a screen reader.

A table is a box where each of its texts fits on one line, and a list of rows otherwise: every line of a text stays in
one piece, so that it can be searched and copied. Links have no place here and are left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import attrs

from kdcl.blocks import (
    Align,
    Block,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.soundness import require_sound
from kdcl.messages import Translator
from kdcl.renderers import words
from kdcl.renderers.remarks import Remarks
from kdcl.renderers.text.lines import LINE_WIDTH, pad, split_lines, width_of, wrap
from kdcl.renderers.text.tables import LaidText, table_lines

__all__ = ["TextRenderer"]

_RULE = "─" * 20
_UNDERLINES = {1: "=", 2: "-"}
_SECTION_END = "─" * LINE_WIDTH
_CENTRED = frozenset(
    {ParagraphStyle.COVER_AUTHORITY, ParagraphStyle.COVER_TITLE, ParagraphStyle.COVER_FOOT, ParagraphStyle.SIGN}
)
_GAP = 4


@attrs.frozen(kw_only=True)
class TextRenderer:
    """Renders plain text."""

    name: str = attrs.field(default="text", init=False)
    suffix: str = attrs.field(default=".txt", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as UTF-8 text that ends with a line feed.

        Raises:
            DocumentError: the document cannot be rendered.
        """
        require_sound(document)
        writer = _Writer(headings=document.headings(), translator=words.find_translator(document.language))
        parts = [writer.section(section) for section in document.sections]
        parts.append(writer.remark_lines())
        sections = ("\n".join(lines) for lines in parts if lines)
        return (f"\n\n{_SECTION_END}\n\n".join(sections) + "\n").encode()


@attrs.frozen(kw_only=True)
class _Writer:
    """Writes the lines of one document."""

    headings: tuple[Heading, ...]
    translator: Translator
    remarks: Remarks = attrs.field(factory=Remarks)

    def section(self, section: Section) -> list[str]:
        """Return the lines of a section, with an empty line between blocks."""
        lines: list[str] = []
        for block in section.blocks:
            found = [line.rstrip() for line in self._block(block)]
            if found:
                lines.extend(["", *found] if lines else found)
        return lines

    def _block(self, block: Block) -> Iterable[str]:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case Table():
                return table_lines(LaidText.of(block, self._texts))
            case Picture():
                return (line for text in split_lines(block.alternative) for line in wrap(text, LINE_WIDTH))
            case PageBreak():
                return ()
            case TableOfContents():
                return self._contents(block)
            case TwoColumnHead():
                rows = (_side_by_side(self._texts(left), self._texts(right)) for left, right in block.beside)
                return itertools.chain.from_iterable(rows)
            case _:
                return self._signatures(block)

    def _texts(self, paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
        """Return the lines of paragraphs before they are wrapped."""
        found: list[str] = []
        for paragraph in paragraphs:
            if paragraph.style is ParagraphStyle.RULE:
                found.append(_RULE)
            found.extend(filter(str.strip, split_lines(paragraph.text + self._marks(paragraph))))
        return tuple(found)

    def _marks(self, paragraph: Paragraph | Heading) -> str:
        word = words.REMARK.render(self.translator)
        return "".join(f" [{word} {number}]" for number in self.remarks.number(paragraph))

    def _paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        align = paragraph.align or (Align.CENTER if paragraph.style in _CENTRED else Align.LEFT)
        if paragraph.style is ParagraphStyle.RULE:
            align = Align.CENTER
        for text in self._texts((paragraph,)):
            yield from (pad(line, LINE_WIDTH, align) for line in wrap(text, LINE_WIDTH))

    def _heading(self, heading: Heading) -> Iterator[str]:
        lines = [line for text in split_lines(heading.text + self._marks(heading)) for line in wrap(text, LINE_WIDTH)]
        yield from lines
        if heading.level in _UNDERLINES:
            yield _UNDERLINES[heading.level] * max(map(width_of, lines), default=0)

    def _contents(self, contents: TableOfContents) -> Iterator[str]:
        yield from wrap(contents.content_label, LINE_WIDTH)
        for heading in self.headings:
            if heading.is_listed and heading.level <= contents.depth:
                indent = "  " * heading.level
                for text in split_lines(heading.text):
                    yield from (indent + line for line in wrap(text, LINE_WIDTH - len(indent)))

    def _signatures(self, block: SignatureBlock) -> Iterator[str]:
        yield from _side_by_side(self._texts(block.left), self._texts(block.right))
        yield from ("", "", "")
        yield from _side_by_side(split_lines(block.left_name), split_lines(block.right_name))

    def remark_lines(self) -> list[str]:
        """Return the list of all remarks, or nothing."""
        if not self.remarks.texts:
            return []
        lines = [words.REMARKS.render(self.translator)]
        for number, remark in enumerate(self.remarks.texts, start=1):
            for text in split_lines(f"[{number}] {remark}"):
                lines.extend(wrap(text, LINE_WIDTH))
        return lines


def _side_by_side(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[str]:
    """Yield two columns, or one below the other where a text is too long for its column."""
    width = (LINE_WIDTH - _GAP) // 2
    if any(width_of(text) > width for text in (*left, *right)):
        for text in (*left, *right):
            yield from wrap(text, LINE_WIDTH)
        return
    for number in range(max(len(left), len(right))):
        sides = (pad(side[number] if number < len(side) else "", width, Align.CENTER) for side in (left, right))
        yield (" " * _GAP).join(sides)
