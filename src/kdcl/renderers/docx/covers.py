"""Covers in Word: who issues it at the top, the title in the middle, place and year at the foot."""

from __future__ import annotations

from kdcl.blocks import Paragraph, ParagraphStyle, Section
from kdcl.renderers.docx.sections import build_page


def is_cover(section: Section) -> bool:
    """Whether the section is a framed page of paragraphs only, to be spread over the height of the page."""
    return section.setup.is_framed and all(isinstance(block, Paragraph) for block in section.blocks)


def build_cover_frames(section: Section) -> tuple[str, ...]:
    """Return for each paragraph of a cover the frame that holds it at its height, or an empty text for the flow.

    LibreOffice does not know Word's vertical alignment of pages; both know frames.
    """
    width = build_page(section.setup).text_width
    place = ""
    frames = []
    for block in section.blocks:
        style = block.style if isinstance(block, Paragraph) else None
        if style is ParagraphStyle.COVER_FOOT:
            place = "bottom"
        elif style is ParagraphStyle.COVER_TITLE:
            place = place or "center"
        frames.append(_frame_markup(width, place) if place else "")
    return tuple(frames)


def _frame_markup(width: int, place: str) -> str:
    return (
        f'<w:framePr w:w="{width}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" '
        f'w:yAlign="{place}"/>'
    )
