"""The body of a Word document: sections of blocks, composed as text in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from kdcl.blocks import (
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
from kdcl.blocks.walk import iter_bookmarks
from kdcl.renderers.bookmarks import build_bookmarks
from kdcl.renderers.docx.comments import Comments
from kdcl.renderers.docx.contents import ContentsWriter
from kdcl.renderers.docx.markup import NAMESPACES
from kdcl.renderers.docx.paragraphs import ParagraphWriter, rule_indent, spacer_markup
from kdcl.renderers.docx.pictures import Pictures
from kdcl.renderers.docx.sections import Surroundings, build_page, section_markup
from kdcl.renderers.docx.tables import TableWriter
from kdcl.renderers.keeping import iter_kept

_TABULAR = Table | TwoColumnHead | SignatureBlock
"""Blocks that are tables in Word: they cannot begin a page themselves, and two in a row would become one."""


def body_markup(
    document: Document,
    page_numbers: Mapping[str, int],
    comments: Comments,
    pictures: Pictures,
    surroundings: Surroundings,
) -> str:
    """Return the body element of the document.

    Args:
        document: the document.
        page_numbers: the pages that are known, by the document's bookmarks.
        comments: takes the comments that are met.
        pictures: takes the pictures that are met.
        surroundings: the headers and footers that sections have.
    """
    bookmarks = build_bookmarks(name for name, _ in iter_bookmarks(document))
    headings = document.headings()
    last = len(document.sections) - 1
    paragraphs = ParagraphWriter(bookmarks=bookmarks, comments=comments, language=document.language)
    letterhead = next((number for number, section in enumerate(document.sections) if not section.setup.is_framed), None)
    parts = [f"<w:body {NAMESPACES}>"]
    for number, section in enumerate(document.sections):
        writer = _SectionWriter.of(section, paragraphs, pictures, headings, page_numbers)
        parts.extend(writer.iter_markup(section))
        properties = section_markup(section.setup, surroundings, is_first=number == letterhead)
        # the last section's properties stand in the body itself, those of the others in their last paragraph
        parts.append(spacer_markup() + properties if number == last else spacer_markup(section=properties))
    return "".join((*parts, "</w:body>"))


@attrs.frozen(kw_only=True)
class _SectionWriter:
    """Writes the blocks of one section."""

    paragraphs: ParagraphWriter
    tables: TableWriter
    contents: ContentsWriter
    pictures: Pictures
    text_width: int

    @classmethod
    def of(
        cls,
        section: Section,
        paragraphs: ParagraphWriter,
        pictures: Pictures,
        headings: tuple[Heading, ...],
        page_numbers: Mapping[str, int],
    ) -> _SectionWriter:
        """Return the writer for the section's measures."""
        text_width = build_page(section.setup).text_width
        return cls(
            paragraphs=paragraphs,
            tables=TableWriter(paragraphs=paragraphs, text_width=text_width),
            contents=ContentsWriter(
                headings=headings,
                bookmarks=paragraphs.bookmarks,
                page_numbers=page_numbers,
                text_width=text_width,
                language=paragraphs.language,
            ),
            pictures=pictures,
            text_width=text_width,
        )

    def iter_markup(self, section: Section) -> Iterator[str]:
        """Yield the section's blocks; a page break begins a page with the block behind it."""
        frames = _cover_frames(section, self.text_width) if section.is_cover else ("",) * len(section.blocks)
        begins_page = follows_table = False
        previous_frame = ""
        for block, frame in zip(iter_kept(section.blocks), frames, strict=True):
            is_table = isinstance(block, _TABULAR)
            if is_table and (begins_page or follows_table):
                yield spacer_markup(begins_page=begins_page, is_kept=isinstance(block, SignatureBlock))
                begins_page = False
            if frame and isinstance(block, Paragraph):
                # the frame places what it holds; room above its first paragraph would move it
                room = block.space_before if frame == previous_frame else 0
                yield self.paragraphs.paragraph(block, frame=frame, space_before=room)
            else:
                yield self._block(block, begins_page=begins_page)
            begins_page = isinstance(block, PageBreak)
            follows_table, previous_frame = is_table, frame

    def _block(self, block: Block, *, begins_page: bool) -> str:  # noqa: PLR0911 - one for each kind of block
        match block:
            case PageBreak():
                return ""
            case Paragraph():
                indent = rule_indent(block, self.text_width) if block.length else 0
                return self.paragraphs.paragraph(block, begins_page=begins_page, indent=indent)
            case Heading():
                return self.paragraphs.heading(block, begins_page=begins_page)
            case TableOfContents():
                return self.contents.contents(block, begins_page=begins_page)
            case Picture():
                return self.pictures.picture(block, self.text_width, begins_page=begins_page)
            case Table():
                return self.tables.table(block)
            case TwoColumnHead():
                return self.tables.head(block)
            case _:
                return self.tables.signatures(block)


def _cover_frames(section: Section, width: int) -> tuple[str, ...]:
    """Return for each paragraph of a cover the frame that holds it at its height, or an empty text for the flow.

    So who issues it stands at the top, the title in the middle, place and year at the foot. LibreOffice does not know
    Word's vertical alignment of pages; both know frames.
    """
    place, frames = "", list[str]()
    for block in section.blocks:
        style = block.style if isinstance(block, Paragraph) else None
        if style is ParagraphStyle.COVER_FOOT:
            place = "bottom"
        elif style is ParagraphStyle.COVER_TITLE:
            place = place or "center"
        frame = (
            f'<w:framePr w:w="{width}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" '
            f'w:yAlign="{place}"/>'
        )
        frames.append(frame if place else "")
    return tuple(frames)
