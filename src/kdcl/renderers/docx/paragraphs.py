"""Paragraphs and headings in Word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from kdcl.blocks import Heading, Paragraph, ParagraphStyle, Run
from kdcl.renderers.bookmarks import Bookmark
from kdcl.renderers.docx.comments import Comments
from kdcl.renderers.docx.controls import control_markup
from kdcl.renderers.docx.markup import (
    ParagraphProperties,
    address_markup,
    bookmark_markup,
    paragraph_markup,
    run_markup,
    twips,
)

STYLES = {
    ParagraphStyle.BODY: "Body",
    ParagraphStyle.PLAIN: "Plain",
    ParagraphStyle.ITEM: "Item",
    ParagraphStyle.COVER_AUTHORITY: "CoverAuthority",
    ParagraphStyle.COVER_TITLE: "CoverTitle",
    ParagraphStyle.COVER_FOOT: "CoverFoot",
    ParagraphStyle.CAPTION: "Caption",
    ParagraphStyle.SIGN: "Sign",
    ParagraphStyle.RULE: "Rule",
    ParagraphStyle.RECIPIENTS: "Recipients",
    ParagraphStyle.RECIPIENT: "Recipient",
}
"""The id of Word's style for each neutral one."""

STYLES_IN_CELLS = {
    **STYLES,
    ParagraphStyle.BODY: "Cell",
    ParagraphStyle.PLAIN: "Cell",
    ParagraphStyle.RULE: "RuleInColumn",
}
"""The same inside ruled tables, where text is smaller and never indented."""

STYLES_IN_HEADS = {**STYLES_IN_CELLS, ParagraphStyle.BODY: "Head", ParagraphStyle.PLAIN: "Head"}
"""The same in the two-column head and the signature block."""


@attrs.frozen(kw_only=True)
class ParagraphWriter:
    """Writes paragraphs and headings.

    Attributes:
        bookmarks: where links lead to, in the whole document.
        comments: the comments met so far.
        language: the language of the document.
    """

    bookmarks: Mapping[str, Bookmark]
    comments: Comments
    language: str

    def paragraph(
        self,
        paragraph: Paragraph,
        styles: Mapping[ParagraphStyle, str] = STYLES,
        **departures: Any,  # noqa: ANN401 - fields of ParagraphProperties, each of its own type
    ) -> str:
        """Return a paragraph; the departures replace its own properties."""
        own: dict[str, Any] = {
            "style": styles[paragraph.style],
            "align": paragraph.align,
            "space_before": paragraph.space_before,
            "keep_with_next": paragraph.keep_with_next,
            "ends_part": paragraph.style is ParagraphStyle.ITEM,
        }
        properties = ParagraphProperties(**own | departures)
        content = "".join(map(self._run, paragraph.runs))
        if paragraph.control is not None:
            content = control_markup(paragraph.control, content)
        content = self.comments.around(content, paragraph.comments)
        return self._bookmarked(properties, content, paragraph.bookmark)

    def heading(self, heading: Heading, **departures: Any) -> str:  # noqa: ANN401 - see `paragraph`
        """Return a heading; one that the contents leave out has a style that Word's own contents leave out too."""
        style = f"Heading{heading.level}" + ("" if heading.is_listed else "Unlisted")
        own: dict[str, Any] = {"style": style, "align": heading.align}
        properties = ParagraphProperties(**own | departures)
        content = self.comments.around(run_markup(Run(heading.text), language=self.language), heading.comments)
        return self._bookmarked(properties, content, heading.bookmark)

    def _run(self, run: Run) -> str:
        if run.link is None and run.address is not None:
            return address_markup(run, run.address, language=self.language)
        anchor = None if run.link is None else self.bookmarks[run.link].name
        return run_markup(run, anchor=anchor, language=self.language)

    def _bookmarked(self, properties: ParagraphProperties, content: str, name: str | None) -> str:
        if name is not None:
            content = bookmark_markup(self.bookmarks[name], content)
        return paragraph_markup(properties, content)


def rule_indent(rule: Paragraph, width: int) -> int:
    """Return the room in twips on both sides of a rule of its own length in a column of a width."""
    return max(0, (width - twips(rule.length)) // 2)


def spacer_markup(*, begins_page: bool = False, is_kept: bool = False, section: str = "") -> str:
    """Return a paragraph that takes next to no room: Word needs one between tables and at the end of a section."""
    properties = ParagraphProperties(style="Spacer", begins_page=begins_page, keep_with_next=is_kept, section=section)
    return paragraph_markup(properties, "")
