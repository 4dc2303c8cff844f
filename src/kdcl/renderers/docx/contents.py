"""The table of contents in Word: pre-built entries, each with its page as a field of its own.

Why the field's instruction begins with a tab, and why long entries have line ends of their own, is told in
``docs/analysis/word-output.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import attrs

from kdcl.blocks import Heading, Run, TableOfContents
from kdcl.renderers.bookmarks import Bookmark
from kdcl.renderers.docx.markup import (
    TWIPS_OF_MILLIMETRE,
    ParagraphProperties,
    field_begin_markup,
    field_end_markup,
    field_markup,
    paragraph_markup,
    run_markup,
)
from kdcl.renderers.docx.styles import CONTENTS_ROOM, CONTENTS_STEP, TEXT_POINTS, TEXT_WIDTH
from kdcl.text.line_widths import bold_width, break_lines, regular_width

_HEAD, _END = "ContentsHead", "Spacer"
_OWN_LINES = frozenset({_HEAD, _END})
"""Styles of lines that are no entries."""

_GAP = "\t\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
"""Between an entry and its page: so they do not touch where an entry reaches the end of its line."""


@attrs.frozen(kw_only=True)
class ContentsWriter:
    """Writes tables of contents.

    Attributes:
        headings: the headings of the whole document.
        bookmarks: Word's bookmark for each of the document's.
        page_numbers: the pages that are known, by the document's bookmarks.
        text_width: the width of the text in twips; page numbers end there.
        language: the language of the document.
    """

    headings: tuple[Heading, ...]
    bookmarks: Mapping[str, Bookmark]
    page_numbers: Mapping[str, int]
    text_width: int
    language: str

    def contents(self, contents: TableOfContents, *, begins_page: bool = False) -> str:
        """Return the head line, and the field with an entry for each listed heading."""
        labels = (Run(contents.content_label), Run("\t"), Run(contents.page_label))
        head = self._line(_HEAD, "".join(map(run_markup, labels)), begins_page=begins_page)
        # \o lists Word's headings, \h makes links of entries, \z hides pages in the view of web pages, \u takes outline
        # levels; where pages are known there is nothing that LibreOffice would have to compute
        begin = field_begin_markup(
            f'TOC \\o "1-{contents.depth}" \\h \\z \\u', is_open_to_libreoffice=not self.page_numbers
        )
        listed = [heading for heading in self.headings if heading.is_listed and heading.level <= contents.depth]
        lines = [
            # Word puts the beginning of the field into the first entry and its end into a line below, and replaces what
            # lies between
            self._line(f"TOC{heading.level}", ("" if number else begin) + self._entry(heading))
            for number, heading in enumerate(listed)
        ]
        end = ("" if listed else begin) + field_end_markup()
        return "".join((head, *lines, self._line(_END, end)))

    def _entry(self, heading: Heading) -> str:
        name = self.bookmarks[heading.bookmark].name
        page = field_markup(f"PAGEREF {name} \\h", str(self.page_numbers.get(heading.bookmark, "")))
        label = run_markup(Run(self._text(heading)), language=self.language) + run_markup(Run(_GAP))
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{label}{page}</w:hyperlink>'

    def _text(self, heading: Heading) -> str:
        """Return the text of an entry, with line ends where it would otherwise leave no room for dots and page.

        A row that begins with its dots is what both programs make of an entry that fills its line. A right indent is
        no way out here: LibreOffice cuts off what stands behind it.
        """
        room = self.text_width / TWIPS_OF_MILLIMETRE - CONTENTS_STEP * (heading.level - 1) - CONTENTS_ROOM
        width = bold_width if heading.level == 1 else regular_width
        return break_lines(heading.text, room, partial(width, points=TEXT_POINTS))

    def _line(self, style: str, content: str, *, begins_page: bool = False) -> str:
        """Return a line; on pages of another width than the style knows, its page column is moved."""
        tabs = ""
        if self.text_width != TEXT_WIDTH and style != _END:
            leader = "none" if style == _HEAD else "dot"
            tabs = (
                # tab stops add to those of the style: one that is not wanted has to be cleared by its place
                f'<w:tabs><w:tab w:val="clear" w:pos="{TEXT_WIDTH}"/>'
                f'<w:tab w:val="right" w:leader="{leader}" w:pos="{self.text_width}"/></w:tabs>'
            )
        properties = ParagraphProperties(
            style=style, begins_page=begins_page, tabs=tabs, reaches_margin=style not in _OWN_LINES
        )
        return paragraph_markup(properties, content)
