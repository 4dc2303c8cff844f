"""GitHub-flavoured Markdown (``.md``): every text escaped, headings with anchors, contents as a list of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kdcl.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.renderers.inline import anchor, at_line_start, inline, link
from kdcl.renderers.soundness import require_sound

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
        headings = document.headings()
        sections = ("\n\n".join(_iter_parts(section, headings)) for section in document.sections)
        return ("\n\n---\n\n".join(filter(None, sections)) + "\n").encode()


def _iter_parts(section: Section, headings: tuple[Heading, ...]) -> Iterator[str]:
    yield from filter(None, (_block(block, headings) for block in section.blocks))


def _block(block: Block, headings: tuple[Heading, ...]) -> str:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading():
            return _heading(block)
        case Table():
            return _table(block)
        case PageBreak():
            return ""
        case TableOfContents():
            return _contents(block, headings)
        case TwoColumnHead():
            return _lines((_paragraphs(block.left), _paragraphs(block.right)), ())
        case _:
            return _signatures(block)


def _paragraph(paragraph: Paragraph) -> str:
    text = at_line_start(_content(paragraph))
    return text if paragraph.bookmark is None else anchor(paragraph.bookmark) + text


def _content(paragraph: Paragraph) -> str:
    runs = paragraph.runs
    if paragraph.style in _BOLD_STYLES:
        runs = tuple(attrs.evolve(run, bold=True) for run in runs)
    return inline(runs)


def _heading(heading: Heading) -> str:
    marks = "#" * min(heading.level, DEEPEST_HEADING)
    return f"{marks} {anchor(heading.bookmark)}{inline((Run(heading.text),))}"


def _contents(contents: TableOfContents, headings: tuple[Heading, ...]) -> str:
    """Return a nested list of links; an entry is indented by the entries above it, never more than one step at once."""
    lines = [inline((Run(contents.content_label, bold=True),)), ""]
    above: list[int] = []
    for heading in headings:
        if heading.is_listed and heading.level <= contents.depth:
            above = [level for level in above if level < heading.level]
            lines.append(f"{'  ' * len(above)}- {link(inline((Run(heading.text),)), heading.bookmark)}")
            above.append(heading.level)
    return "\n".join(lines).strip()


def _signatures(block: SignatureBlock) -> str:
    names = tuple(inline((Run(name, bold=True),)) for name in (block.left_name, block.right_name))
    return _lines((_paragraphs(block.left), _paragraphs(block.right)), (("", ""), names))


def _paragraphs(paragraphs: Iterable[Paragraph]) -> str:
    """Return paragraphs as one line, for a cell."""
    return "<br>".join(filter(None, map(_in_cell, paragraphs)))


def _in_cell(paragraph: Paragraph) -> str:
    content = _content(paragraph)
    return content if paragraph.bookmark is None else anchor(paragraph.bookmark) + content


def _table(table: Table) -> str:
    """Return the table; a span leaves the cells empty that it covers. A table without header gets an empty one."""
    reach = [0] * len(table.widths)
    rows = [_spread(row, reach) for row in table.rows]
    if not table.header_rows:
        rows.insert(0, ("",) * len(table.widths))
    return _lines(rows[0], rows[1:]) if rows else ""


def _spread(row: Row, reach: list[int]) -> tuple[str, ...]:
    """Return the row's text for each column, empty where a span covers it; remember the spans that reach down."""
    texts, cells, column = [""] * len(reach), iter(row.cells), 0
    while column < len(reach):
        if reach[column]:
            reach[column] -= 1
            column += 1
        else:
            cell: Cell = next(cells)
            texts[column] = _paragraphs(cell.paragraphs)
            reach[column : column + cell.columns] = [cell.rows - 1] * cell.columns
            column += cell.columns
    return tuple(texts)


def _lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (header, ("---",) * len(header), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
