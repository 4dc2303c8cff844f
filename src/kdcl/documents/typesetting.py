"""Small pieces that every form is set from: paragraphs, cells, rows, and the blanks that a pen fills in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import attrs

from kdcl.blocks import (
    Align,
    Block,
    Cell,
    Heading,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Table,
    TwoColumnHead,
)
from kdcl.codes import CriterionCode, EvidenceCode, find_codes, find_homes
from kdcl.documents.looks import PaperLooks
from kdcl.places import ROOT, Place
from kdcl.school import School

SCHOOL, SCHOOL_YEAR = ROOT.at("school"), ROOT.at("school_year")
"""Where the facts that every paper names stand in a school's file."""

DOTTED_LINE = "…" * 32
"""A line of dots across an upright page, at the size of running text."""

_LONGEST_KEPT_SPAN = 6
"""Rows that share a cell up to which they are kept on one page."""

_INNER_DASH = re.compile(r"\s*[-+*\u2022\u2013\u2014]")
"""What an entry below another one begins with."""

TICKED, UNTICKED = "☒", "☐"


def line(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Align | None = None,
    source: Place | None = None,
) -> Paragraph:
    """Return a paragraph without indent, in one look."""
    run = Run(text, bold=bold, italic=italic)
    return Paragraph(runs=(run,), style=ParagraphStyle.PLAIN, align=align, source=source)


def labelled_line(label: str, value: str, source: Place | None = None) -> Paragraph:
    """Return a label and its value, or dots where there is none."""
    runs = (Run(f"{label}: "), Run(value or "…" * 12, bold=bool(value)))
    return Paragraph(runs=runs, style=ParagraphStyle.PLAIN, source=source)


def iter_issuer(school: School, looks: PaperLooks) -> Iterator[Paragraph]:
    """Iterate over who issues a paper that stays in the school: authority and school, in capitals, no name broken."""
    if school.authority:
        authority = looks.issuer_name(school.authority, is_authority=True)
        yield line(authority, align=Align.CENTER, source=SCHOOL.at("authority"))
    yield line(looks.issuer_name(school.name), bold=True, align=Align.CENTER, source=SCHOOL.at("name"))


def issuer_head(school: School, year: str, looks: PaperLooks) -> TwoColumnHead:
    """Return the head of a paper that stays in the school: authority and school on the left, the year on the right."""
    rule = Paragraph(runs=(), style=ParagraphStyle.RULE)
    right = (line(year, align=Align.RIGHT, source=SCHOOL_YEAR),)
    return TwoColumnHead(left=(*iter_issuer(school, looks), rule), right=right)


def item_heading(text: str) -> Paragraph:
    """Return the heading of an item; it stays with what follows."""
    return Paragraph(runs=(Run(text, bold=True),), style=ParagraphStyle.ITEM, keep_with_next=True)


def part_heading(text: str, bookmark: str, *, is_listed: bool = True) -> Heading:
    """Return the centred heading of a part."""
    return Heading(text=text, level=1, bookmark=bookmark, align=Align.CENTER, is_listed=is_listed)


def dotted_lines(count: int) -> tuple[Paragraph, ...]:
    """Return lines of dots to be filled in by hand."""
    return (line(DOTTED_LINE),) * count


def criterion_bookmark(code: CriterionCode) -> str:
    """Return the name of the bookmark at the heading of a criterion."""
    return f"criterion_{code.standard}_{code.criterion}"


def evidence_bookmark(code: EvidenceCode) -> str:
    """Return the name of the bookmark at the row of a code in the evidence list."""
    return f"evidence_{code.box}_{code.standard}_{code.criterion}_{code.number}"


def cited_runs(text: str, listed: frozenset[EvidenceCode]) -> Iterator[Run]:
    """Iterate over the runs of a text as the school wrote it: evidence codes bold, those listed linked to their row."""
    end = 0
    for found in find_codes(text, find_homes(listed)):
        if end < found.start:
            yield Run(text[end : found.start])
        link = evidence_bookmark(found.code) if found.code in listed else None
        yield Run(found.text, bold=True, link=link)
        end = found.end
    if end < len(text):
        yield Run(text[end:])


def prose(
    text: str, listed: frozenset[EvidenceCode], source: Place | None, *, blanks: int = 2
) -> tuple[Paragraph, ...]:
    """Return a school's text as paragraphs, one for each of its lines, or dotted lines where it wrote nothing.

    Args:
        text: the text.
        listed: the codes that have a row to be led to.
        source: where the text stands in the school's file.
        blanks: how many dotted lines stand for an empty text.
    """
    return tuple(_iter_lines(text, listed, source)) or dotted_lines(blanks)


def _iter_lines(
    text: str, listed: frozenset[EvidenceCode], source: Place | None, lead: str = ""
) -> Iterator[Paragraph]:
    end = 0
    for whole in text.splitlines(keepends=True) or ("",):
        start, end = end, end + len(whole)
        part = "".join(whole.splitlines())
        shown = f"{lead}{part}" if start == 0 else part
        if shown.strip():
            place = source if len(part) == len(text) or source is None else source.with_span(start, start + len(part))
            yield Paragraph(runs=tuple(cited_runs(shown, listed)), source=place)


def prose_list(
    texts: tuple[str, ...],
    listed: frozenset[EvidenceCode],
    source: Place | None,
    *,
    blanks: int = 2,
    is_numbered: bool = False,
) -> tuple[Paragraph, ...]:
    """Return a list of texts; dotted lines where there is none.

    A single text of one line stands as it is, others behind dashes. Where a text has entries behind dashes of its own,
    or where it is asked for, they stand behind numbers: whoever reads the list must see which dash is below which
    entry.

    Args:
        texts: the texts.
        listed: the codes that have a row to be led to.
        source: where the list stands in the school's file; None where it does not.
        blanks: how many dotted lines stand for an empty list.
        is_numbered: whether several texts stand behind numbers in any case.
    """
    has_inner = any(_INNER_DASH.match(line) for text in texts for line in text.splitlines()[1:])
    is_single = len(texts) == 1 and len(texts[0].splitlines()) == 1
    leads = [_lead(number, is_single, has_inner or is_numbered) for number in range(len(texts))]
    places = [None if source is None else source.at(number) for number in range(len(texts))]
    parts = zip(texts, places, leads, strict=True)
    each = (_iter_lines(text, listed, place, lead) for text, place, lead in parts)
    return tuple(itertools.chain.from_iterable(each)) or dotted_lines(blanks)


def _lead(number: int, is_single: bool, is_numbered: bool) -> str:  # noqa: FBT001 - one use, beside it
    if is_single:
        return ""
    return f"{number + 1}. " if is_numbered else "- "


def cell(  # noqa: PLR0913 - the few things in which cells differ
    text: str = "",
    *,
    bold: bool = False,
    align: Align | None = None,
    columns: int = 1,
    rows: int = 1,
    source: Place | None = None,
) -> Cell:
    """Return a cell of one paragraph."""
    return Cell(paragraphs=(line(text, bold=bold, align=align, source=source),), columns=columns, rows=rows)


def fact_cells(fact: object, source: Place, *names: str) -> Iterator[Cell]:
    """Iterate over cells that print texts of a fact.

    Args:
        fact: the fact.
        source: where it stands in the school's file.
        names: the names of its texts.
    """
    yield from (cell(getattr(fact, name), source=source.at(name)) for name in names)


def header_cell(text: str, *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell of a table's head: bold and centred."""
    return cell(text, bold=True, align=Align.CENTER, columns=columns, rows=rows)


def centred_cell(text: str = "", source: Place | None = None) -> Cell:
    """Return a cell with its text in the middle: marks and numbers."""
    return cell(text, align=Align.CENTER, source=source)


def ruled_table(widths: tuple[int, ...], head: Iterable[str], rows: Iterable[Row]) -> Table:
    """Return a table whose one header row is repeated on each page."""
    header = Row(tuple(header_cell(text) for text in head))
    return Table(widths=widths, rows=(header, *rows), header_rows=1)


def empty_rows(columns: int, count: int) -> tuple[Row, ...]:
    """Return rows to be filled in by hand."""
    return (Row((cell(),) * columns),) * count


def on_new_page(blocks: Iterable[Block]) -> Iterator[Block]:
    """Iterate over the blocks, the first of them on a new page."""
    yield PageBreak()
    yield from blocks


def band_row(title: str, columns: int) -> Row:
    """Return a shaded row across a table: a title, kept with the first row that belongs to it."""
    return Row((Cell(paragraphs=(line(title, bold=True),), columns=columns, is_shaded=True),)).with_next()


def spanned_rows(first: Cell, bodies: Sequence[tuple[Cell, ...]], columns: int) -> Iterator[Row]:
    """Iterate over rows that share their first cell, or one row to be filled in where there is none.

    Args:
        first: the cell that spans all of them.
        bodies: the other cells of each row.
        columns: how many other columns there are.
    """
    rows = bodies or ((cell(),) * columns,)
    is_kept = len(rows) <= _LONGEST_KEPT_SPAN
    for place, others in enumerate(rows):
        leading = (attrs.evolve(first, rows=len(rows)),) if place == 0 else ()
        row = Row((*leading, *others))
        yield row.with_next() if is_kept and place < len(rows) - 1 else row


def kept_block(block: Paragraph | Table) -> Paragraph | Table:
    """Return the block, its last row where it is a table, kept with what follows."""
    return attrs.evolve(block, keep_with_next=True) if isinstance(block, Paragraph) else block.with_next()


def kept_with_next(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs, the last of them kept with what follows: so that no signature stands alone on its page."""
    known = tuple(paragraphs)
    return (*known[:-1], *(attrs.evolve(each, keep_with_next=True) for each in known[-1:]))
