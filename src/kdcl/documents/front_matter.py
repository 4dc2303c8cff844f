"""What stands before the parts of the report: cover, council list, contents, abbreviations."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import (
    Align,
    Block,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Run,
    Section,
    TableOfContents,
)
from kdcl.documents import labels
from kdcl.documents.administrative import SIGNATURE, lowered, rule
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import build_members_table
from kdcl.documents.typesetting import (
    SCHOOL,
    SCHOOL_YEAR,
    fact_cells,
    numbered_row,
    on_new_page,
    part_heading,
    ruled_table,
)
from kdcl.messages import message
from kdcl.places import ROOT, Place

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
    yield _place_and_year(composition)


def _inner_cover(composition: Composition) -> Iterator[Block]:
    yield from _issuer(composition)
    yield lowered(_cover_line(composition.text(labels.REPORT_TITLE), ParagraphStyle.COVER_TITLE), 12)
    yield _cover_line(composition.year_title, ParagraphStyle.PLAIN, bold=True, source=SCHOOL_YEAR)
    yield part_heading(composition.text(labels.COUNCIL), "council", is_listed=False)
    yield build_members_table(composition, is_signed=True)
    yield lowered(_place_and_year(composition), 10)


def _issuer(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the parent authority and, in bold above a short rule, the school: both in capitals."""
    school = composition.assessment.school
    style = ParagraphStyle.COVER_AUTHORITY
    yield _cover_line(school.authority.upper() or "…" * 12, style, source=SCHOOL.at("authority"))
    yield _cover_line(school.name.upper(), style, bold=True, source=SCHOOL.at("name"))
    yield rule()


def _cover_line(text: str, style: ParagraphStyle, *, bold: bool = False, source: Place | None = None) -> Paragraph:
    return Paragraph(runs=(Run(text, bold=bold),), style=style, align=Align.CENTER, source=source)


def _place_and_year(composition: Composition) -> Paragraph:
    signed = composition.assessment.signature.date
    school = composition.assessment.school
    name = "province" if school.province else "place"
    place = getattr(school, name) or "…………"
    text = composition.text(message("{place} - {year}", place=place, year=signed.year if signed else "20…"))
    source = SIGNATURE.at("date") if signed else SCHOOL.at(name)
    return _cover_line(text, ParagraphStyle.COVER_FOOT, source=source)


def build_contents(composition: Composition) -> Iterator[Block]:
    """Iterate over the table of contents (mục lục) under its heading."""
    yield part_heading(composition.text(message("CONTENTS")), "contents", is_listed=False)
    yield TableOfContents(
        content_label=composition.text(labels.CONTENT), page_label=composition.text(message("Page")), depth=4
    )


def build_abbreviations(composition: Composition) -> Iterator[Block]:
    """Iterate over the list of abbreviations (danh mục chữ viết tắt) on a page of its own."""
    head = (message("Number"), message("Abbreviation"), message("Meaning"))
    rows = tuple(
        numbered_row(number + 1, *fact_cells(each, ROOT.at("abbreviations", number), "short", "meaning"))
        for number, each in enumerate(composition.assessment.abbreviations)
    )
    table = ruled_table((13, 25, 62), map(composition.text, head), rows, blanks=_EMPTY_ABBREVIATIONS)
    return on_new_page((part_heading(composition.text(message("LIST OF ABBREVIATIONS")), "abbreviations"), table))
