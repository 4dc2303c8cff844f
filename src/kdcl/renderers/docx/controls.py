"""Content controls in Word: places that people fill in, known by their tags."""

from __future__ import annotations

import zlib
from xml.sax.saxutils import escape

from kdcl.blocks import Control

# what escape() leaves alone, and what would end an attribute
_QUOTES = {'"': "&quot;"}
# Word reads the number as one of 32 bits with a sign.
_LARGEST_ID = 0x7FFFFFFF


def control_markup(control: Control, content: str) -> str:
    """Return a content control that cannot be deleted, with its content; with none, the prompt that typing replaces.

    It stands inside its paragraph: of controls around paragraphs LibreOffice keeps the first paragraph alone.
    """
    prompt = (
        # grey by itself and by no style: a prompt with a style is one that Word put there (`kdcl.forms.word_files`)
        f'<w:r><w:rPr><w:color w:val="808080"/></w:rPr><w:t xml:space="preserve">{escape(control.prompt)}</w:t></w:r>'
    )
    return (
        # in the schema's order: title, tag, number, lock, prompt, kind
        f"<w:sdt><w:sdtPr><w:alias w:val={_quoted(control.title)}/><w:tag w:val={_quoted(control.tag)}/>"
        f'<w:id w:val="{_number(control.tag)}"/><w:lock w:val="sdtLocked"/>'
        f"{'' if content else '<w:showingPlcHdr/>'}{_kind_markup(control)}</w:sdtPr>"
        f"<w:sdtContent>{content or prompt}</w:sdtContent></w:sdt>"
    )


def _kind_markup(control: Control) -> str:
    if not control.choices:
        return ""  # of plain text LibreOffice 7.4 loses the line breaks
    items = (f"<w:listItem w:displayText={_quoted(each)} w:value={_quoted(each)}/>" for each in control.choices)
    return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"


def _quoted(text: str) -> str:
    return f'"{escape(text, _QUOTES)}"'


def _number(tag: str) -> int:
    """Return the number that Word asks for: another one for each control, and the same whenever it is written."""
    return zlib.crc32(tag.encode()) & _LARGEST_ID or 1
