"""GitHub-flavoured Markdown (``.md``): every text escaped, headings with anchors, contents as a list of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kdcl.blocks import (
    Block,
    Document,
    Heading,
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
from kdcl.blocks.soundness import require_sound
from kdcl.messages import Translator
from kdcl.renderers import words
from kdcl.renderers.inline import anchor, at_line_start, inline, link
from kdcl.renderers.remarks import Remarks

DEEPEST_HEADING = 6
"""Markdown has no deeper headings; those that are deeper become these."""

_BOLD_STYLES = frozenset(
    {
        ParagraphStyle.ITEM,
        ParagraphStyle.CAPTION,
        ParagraphStyle.COVER_TITLE,
        ParagraphStyle.COVER_FOOT,
        ParagraphStyle.SIGN,
    }
)


@attrs.frozen(kw_only=True)
class MarkdownRenderer:
    """Renders GitHub-flavoured Markdown."""

    name: str = attrs.field(default="markdown", init=False)
    suffix: str = attrs.field(default=".md", init=False)

    def render(self, document: Document) -> bytes:
        """Return the document as UTF-8 text that ends with a line feed.

        Raises:
            DocumentError: the document cannot be rendered.
        """
        require_sound(document)
        writer = _Writer(headings=document.headings(), translator=words.find_translator(document.language))
        sections = ["\n\n".join(writer.iter_parts(section)) for section in document.sections]
        # without the empty line above it, a rule makes a heading of the text before
        return ("\n\n---\n\n".join(filter(None, (*sections, writer.remark_list()))) + "\n").encode()


@attrs.frozen(kw_only=True)
class _Writer:
    """Writes the blocks of one document."""

    headings: tuple[Heading, ...]
    translator: Translator
    remarks: Remarks = attrs.field(factory=Remarks)

    def iter_parts(self, section: Section) -> Iterator[str]:
        """Yield the blocks of a section that leave something to read."""
        yield from filter(None, (self._block(block) for block in section.blocks))

    def _block(self, block: Block) -> str:  # noqa: PLR0911 - one for each kind of block
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case Table():
                return self._table(block)
            case Picture():
                return inline((Run(block.alternative, italic=True),))
            case PageBreak():
                return ""
            case TableOfContents():
                return self._contents(block)
            case TwoColumnHead():
                return _lines((self._paragraphs(block.left), self._paragraphs(block.right)), ())
            case _:
                return self._signatures(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = at_line_start(self._content(paragraph))
        return text if paragraph.bookmark is None else anchor(paragraph.bookmark) + text

    def _content(self, paragraph: Paragraph) -> str:
        runs = paragraph.runs
        if paragraph.style in _BOLD_STYLES:
            runs = tuple(attrs.evolve(run, bold=True) for run in runs)
        return inline(runs) + self._marks(paragraph)

    def _heading(self, heading: Heading) -> str:
        marks = "#" * min(heading.level, DEEPEST_HEADING)
        return f"{marks} {anchor(heading.bookmark)}{inline((Run(heading.text),))}{self._marks(heading)}"

    def _contents(self, contents: TableOfContents) -> str:
        """Return a nested list of links; an entry is indented by the entries above it, one step at most."""
        lines = [inline((Run(contents.content_label, bold=True),)), ""]
        above: list[int] = []
        for heading in self.headings:
            if heading.is_listed and heading.level <= contents.depth:
                above = [level for level in above if level < heading.level]
                lines.append(f"{'  ' * len(above)}- {link(inline((Run(heading.text),)), heading.bookmark)}")
                above.append(heading.level)
        return "\n".join(lines).strip()

    def _signatures(self, block: SignatureBlock) -> str:
        names = tuple(inline((Run(name, bold=True),)) for name in (block.left_name, block.right_name))
        return _lines((self._paragraphs(block.left), self._paragraphs(block.right)), (("", ""), names))

    def _paragraphs(self, paragraphs: Iterable[Paragraph]) -> str:
        """Return paragraphs as one line, for a cell."""
        return "<br>".join(filter(None, map(self._in_cell, paragraphs)))

    def _in_cell(self, paragraph: Paragraph) -> str:
        content = self._content(paragraph)
        return content if paragraph.bookmark is None else anchor(paragraph.bookmark) + content

    def _table(self, table: Table) -> str:
        """Return the table; a span leaves the cells empty that it covers. A table without header gets an empty one."""
        rows = [tuple(self._spread(slots)) for slots in table.grid().rows]
        if not table.header_rows:
            rows.insert(0, ("",) * len(table.widths))
        return _lines(rows[0], rows[1:]) if rows else ""

    def _spread(self, slots: tuple[Slot, ...]) -> Iterator[str]:
        """Yield a text for each column of a row, empty where a cell reaches in from the left or from above."""
        for slot in slots:
            yield "" if slot.is_continued else self._paragraphs(slot.cell.paragraphs)
            yield from ("",) * (slot.cell.columns - 1)

    def _marks(self, paragraph: Paragraph | Heading) -> str:
        """Return the marks of a paragraph's comments, each leading to its remark."""
        return "".join(
            f'<a id="remark-{number}-mark"></a><sup>[{number}](#remark-{number})</sup>'
            for number in self.remarks.number(paragraph)
        )

    def remark_list(self) -> str:
        """Return the list of all remarks, each leading back to its mark, or nothing."""
        if not self.remarks.texts:
            return ""
        lines = [inline((Run(words.REMARKS.render(self.translator), bold=True),)), ""]
        lines += (
            f'{number}. <a id="remark-{number}"></a>{inline((Run(text),))} [↩](#remark-{number}-mark)'
            for number, text in enumerate(self.remarks.texts, start=1)
        )
        return "\n".join(lines)


def _lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (header, ("---",) * len(header), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
