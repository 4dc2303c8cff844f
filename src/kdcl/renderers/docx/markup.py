"""WordprocessingML as text: lengths, escaping, runs and paragraph properties.

A whole body is composed as text and parsed once; creating it element by element would cost several times as much.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import attrs

from kdcl.blocks import Align, Run
from kdcl.renderers.bookmarks import Bookmark
from kdcl.renderers.languages import find_other_language
from kdcl.renderers.unbroken import split_unbroken
from kdcl.text.characters import LINE_BREAK

TWIPS_OF_MILLIMETRE = 1440 / 25.4
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}
"""The tags that Word has for the languages of documents."""
# "both" is Word's name for justified text
JUSTIFICATIONS = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.JUSTIFY: "both"}

_TABS_AND_BREAKS = re.compile(rf"(\t|{LINE_BREAK.pattern})")
_UNBROKEN_HYPHEN = "<w:noBreakHyphen/>"
# inside w:t a tab or a line feed is a blank to Word
_TAG_OF = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>", "\r\n": "<w:br/>"}


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's unit."""
    return round(millimetres * TWIPS_OF_MILLIMETRE)


def text_markup(text: str) -> str:
    """Return the content of a run: its text, with tabs and line feeds as Word's own elements.

    Hyphens of codes and of numbers of documents are Word's own for those that hold a line together. They are elements
    and no other sign, so that whatever reads the file finds the hyphen that was written.
    """
    if not _TABS_AND_BREAKS.search(text):
        return _kept(text)
    pieces = _TABS_AND_BREAKS.split(text)
    return "".join(_TAG_OF.get(piece) or _kept(piece) for piece in pieces if piece)


def _kept(text: str) -> str:
    if "-" not in text:
        return _plain(text)
    pieces = split_unbroken(text)
    parts = [pieces[0]]
    for unbroken, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        first, *others = unbroken.split("-")
        parts[-1] += first
        parts += others
        parts[-1] += behind
    return _UNBROKEN_HYPHEN.join(_plain(part) if part or len(parts) == 1 else "" for part in parts)


def _plain(text: str) -> str:
    # else Word drops the blanks at both ends of a run
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def run_markup(run: Run, *, anchor: str | None = None, language: str = "") -> str:
    """Return a run; with an anchor, wrapped in a link to that bookmark.

    Args:
        run: the run.
        anchor: the name of the bookmark it leads to.
        language: the language of the document, where the run may be in another one.
    """
    markup = f"<w:r>{_run_properties(run, language)}{text_markup(run.text)}</w:r>"
    if anchor is None:
        return markup
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{markup}</w:hyperlink>'


def _run_properties(run: Run, language: str) -> str:
    # in the schema's order; bCs and iCs say the same for complex scripts, which Word keeps apart
    look = "<w:b/><w:bCs/>" if run.bold else ""
    look += "<w:i/><w:iCs/>" if run.italic else ""
    look += '<w:u w:val="single"/>' if run.underlined else ""
    other = find_other_language(run.text, language)
    look += f'<w:lang w:val="{LANGUAGE_TAGS[other]}"/>' if other else ""
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def field_begin_markup(instruction: str, *, is_open_to_libreoffice: bool = False) -> str:
    """Return the beginning of a field, up to its result.

    A tab before the instruction is white space to Word. LibreOffice does not recognise the field then, so it shows
    what is inside as text with fields of its own, which it computes.
    """
    white_space = "<w:r><w:tab/></w:r>" if is_open_to_libreoffice else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{white_space}'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end_markup() -> str:
    """Return the end of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field_markup(instruction: str, result: str = "") -> str:
    """Return a field with the result that is shown until it is updated."""
    shown = f"<w:r>{_plain(result)}</w:r>" if result else ""
    return field_begin_markup(instruction) + shown + field_end_markup()


def address_markup(run: Run, address: str, *, language: str = "") -> str:
    """Return a run that leads out of the document, as a field: a relationship would have to be kept for each."""
    return field_begin_markup(f'HYPERLINK "{address}"') + run_markup(run, language=language) + field_end_markup()


@attrs.frozen(kw_only=True)
class ParagraphProperties:
    """How one paragraph departs from its style.

    Attributes:
        style: the style's id.
        align: where its text stands, or None for the style's own.
        space_before: empty room above in millimetres, or 0 for the style's own.
        indent: room on both sides in twips, or 0 for the style's own.
        reaches_margin: goes on to the right margin, whatever its style says.
        keep_with_next: not parted from the block below.
        ends_part: may be parted from the block below, whatever its style says.
        begins_page: begins a new page.
        frame: a frame that takes it out of the flow, or empty.
        tabs: its own tab stops, or empty.
        section: the section that ends with it, or empty.
    """

    style: str
    align: Align | None = None
    space_before: float = 0
    indent: int = 0
    reaches_margin: bool = False
    keep_with_next: bool = False
    ends_part: bool = False
    begins_page: bool = False
    frame: str = ""
    tabs: str = ""
    section: str = ""

    @property
    def markup(self) -> str:
        """The properties, in the order the schema wants."""
        parts = [f'<w:pPr><w:pStyle w:val="{self.style}"/>']
        if self.keep_with_next:
            parts.append("<w:keepNext/>")
        elif self.ends_part:
            # what a style says is undone only outright; leaving it out lets the style speak
            parts.append('<w:keepNext w:val="false"/>')
        if self.begins_page:
            parts.append("<w:pageBreakBefore/>")
        parts.append(self.frame + self.tabs)
        if self.space_before:
            parts.append(f'<w:spacing w:before="{twips(self.space_before)}"/>')
        if self.indent:
            parts.append(f'<w:ind w:left="{self.indent}" w:right="{self.indent}"/>')
        elif self.reaches_margin:
            parts.append('<w:ind w:right="0"/>')
        if self.align is not None:
            parts.append(f'<w:jc w:val="{JUSTIFICATIONS[self.align]}"/>')
        parts.append(f"{self.section}</w:pPr>")
        return "".join(parts)


def paragraph_markup(properties: ParagraphProperties, content: str) -> str:
    """Return a paragraph of properties and content."""
    return f"<w:p>{properties.markup}{content}</w:p>"


def bookmark_markup(bookmark: Bookmark, content: str) -> str:
    """Return the content with the bookmark around it."""
    return (
        f'<w:bookmarkStart w:id="{bookmark.number}" w:name="{bookmark.name}"/>{content}'
        f'<w:bookmarkEnd w:id="{bookmark.number}"/>'
    )
