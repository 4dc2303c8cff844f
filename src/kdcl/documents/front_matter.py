"""What stands before the parts of the report: cover, council list, contents, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import (
    Align,
    Block,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Section,
    TableOfContents,
)
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import build_members_table
from kdcl.documents.typesetting import cell, centred_cell, empty_rows, on_new_page, part_heading, ruled_table
from kdcl.messages import message

_COVER = PageSetup(is_framed=True, is_numbered=False)
_INNER_COVER = PageSetup(is_numbered=False)
_EMPTY_ABBREVIATIONS = 8


def build_covers(composition: Composition) -> tuple[Section, Section]:
    """Return the framed cover, and the inner cover with the council list (danh sách và chữ ký thành viên hội đồng)."""
    return (
        Section(blocks=tuple(_cover(composition)), setup=_COVER),
        Section(blocks=tuple(_inner_cover(composition)), setup=_INNER_COVER),
    )


def _cover(composition: Composition) -> Iterator[Block]:
    yield from _issuer(composition)
    yield _cover_line(composition.text(labels.REPORT_TITLE), ParagraphStyle.COVER_TITLE)
    yield _cover_line(composition.year_title, ParagraphStyle.PLAIN, bold=True)
    yield _cover_line(_place_and_year(composition), ParagraphStyle.COVER_FOOT)


def _inner_cover(composition: Composition) -> Iterator[Block]:
    yield from _issuer(composition)
    yield _cover_line(composition.text(labels.REPORT_TITLE), ParagraphStyle.COVER_TITLE, space_before=12)
    yield part_heading(composition.text(labels.COUNCIL), "council", is_listed=False)
    yield build_members_table(composition, is_signed=True)
    yield _cover_line(_place_and_year(composition), ParagraphStyle.COVER_FOOT, space_before=10)


def _issuer(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the parent authority and, in bold above a short rule, the school: both in capitals."""
    school = composition.assessment.school
    yield _cover_line(school.authority.upper() or "…" * 12, ParagraphStyle.COVER_AUTHORITY)
    yield _cover_line(school.name.upper(), ParagraphStyle.COVER_AUTHORITY, bold=True)
    yield Paragraph(runs=(), style=ParagraphStyle.RULE)


def _cover_line(text: str, style: ParagraphStyle, *, bold: bool = False, space_before: float = 0) -> Paragraph:
    return Paragraph(runs=(Run(text, bold=bold),), style=style, align=Align.CENTER, space_before=space_before)


def _place_and_year(composition: Composition) -> str:
    signed = composition.assessment.signature.date
    place = composition.assessment.school.place or "…………"
    return composition.text(message("{place}, year {year}", place=place, year=signed.year if signed else "…"))


def build_contents(composition: Composition) -> Iterator[Block]:
    """Iterate over the table of contents (mục lục) under its heading."""
    yield part_heading(composition.text(labels.CONTENTS), "contents", is_listed=False)
    yield TableOfContents(
        content_label=composition.text(labels.CONTENT), page_label=composition.text(labels.PAGE), depth=4
    )


def build_abbreviations(composition: Composition) -> Iterator[Block]:
    """Iterate over the list of abbreviations (danh mục chữ viết tắt) on a page of its own."""
    head = (labels.SERIAL_NUMBER, labels.ABBREVIATION, labels.MEANING)
    rows = tuple(
        Row((centred_cell(str(number)), cell(abbreviation.short), cell(abbreviation.meaning)))
        for number, abbreviation in enumerate(composition.assessment.abbreviations, start=1)
    )
    table = ruled_table((13, 25, 62), map(composition.text, head), rows or empty_rows(len(head), _EMPTY_ABBREVIATIONS))
    return on_new_page((part_heading(composition.text(labels.ABBREVIATIONS), "abbreviations"), table))
