"""What is wrong with rendered pages, found by where their words stand: what a reader would see at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs
import pypdfium2

from kdcl.blocks import (
    MILLIMETRES_OF_A4,
    Document,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    SignatureBlock,
    Table,
)
from kdcl.blocks.walk import iter_blocks, list_paragraphs
from kdcl.renderers.keeping import fit_widths, heads_rows

POINTS_OF_MILLIMETRE = 72 / 25.4
LINES_OF_NEARLY_EMPTY_PAGE = 3
WORDS_BELOW_EACH_OTHER = 4
"""So many lines of one word each in one cell are a column that is too narrow."""

_HANGING = 5
"""Points that the blank behind the last word of a line may stand in the margin."""
_PITCH_IN_CELL = 15.6
"""Points between two lines of one cell at most; two rows are farther apart."""

_BROKEN_CODE = re.compile(r"\[[HhĐđ]\d[^\]]{,9}$|\b\d+/(?:\d{4}/)?(?:[^\W\d]+-)*$")
_DOTS_ALONE = re.compile(r"[.\s\u2060]{6,}\d*")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"\S*[^\W\d_]{2}\S*")
"""One word of letters; figures and boxes to tick stand below each other in any table."""


@attrs.frozen(order=True)
class Line:
    """A stretch of text on a page, from the top downwards, in points."""

    top: float
    left: float
    bottom: float
    right: float
    text: str


@attrs.frozen(kw_only=True)
class Page:
    """A page: its size, its lines from the top, and its number among all."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """All its text, without blanks."""
        return squeeze("".join(line.text for line in self.lines))


def squeeze(text: str) -> str:
    """Return a text in small letters without blanks and signs that only tell where lines may end."""
    return re.sub(r"[\s\u2060\u200b\xa0]+", "", text).lower()


def read_pages(data: bytes) -> tuple[Page, ...]:
    """Return the pages of a PDF file; the number of a page is none of its lines."""
    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(_read_page(page, number) for number, page in enumerate(pdf, start=1))


def _read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    stretches = []
    for place in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(place)
        said = text.get_text_bounded(left, bottom, right, top).strip()
        if said:
            stretches.append(Line(height - top, left, height - bottom, right, said))
    kept = [line for line in stretches if not _is_page_number(line, height)]
    return Page(number=number, width=width, height=height, lines=tuple(_joined(kept)))


def _is_page_number(line: Line, height: float) -> bool:
    is_outside = line.top > height - 19 * POINTS_OF_MILLIMETRE or line.bottom < 19 * POINTS_OF_MILLIMETRE
    return is_outside and bool(_NUMBER.fullmatch(line.text))


def _joined(stretches: list[Line]) -> Iterator[Line]:
    """Yield lines: stretches that follow each other closely at one height, such as words in another look."""
    waiting: list[Line] = []
    for line in sorted(stretches, key=lambda line: line.left):
        beside = next((each for each in waiting if _is_beside(line, each)), None)
        if beside is None:
            waiting.append(line)
        else:
            waiting[waiting.index(beside)] = attrs.evolve(
                beside,
                top=min(beside.top, line.top),
                right=line.right,
                bottom=max(beside.bottom, line.bottom),
                text=f"{beside.text} {line.text}",
            )
    return iter(sorted(waiting))


def _is_beside(line: Line, before: Line) -> bool:
    """Whether a stretch goes on right behind another; a hyphen of another typeface is less high than the line."""
    middle = (line.top + line.bottom) / 2
    is_level = before.top < middle < before.bottom or line.top < (before.top + before.bottom) / 2 < line.bottom
    return is_level and -2 < line.left - before.right < 8


def iter_faults(data: bytes, document: Document) -> Iterator[str]:
    """Iterate over what is wrong with the pages of a document, each with its page."""
    pages = read_pages(data)
    kept = {squeeze(text) for text in _iter_kept(document)}
    ends = {squeeze(text) for text in _iter_ends(document)}
    margin = min(
        min(attrs.astuple(section.setup.margins)) * POINTS_OF_MILLIMETRE - _HANGING for section in document.sections
    )
    for page in pages:
        faults = (*find_heading_at_foot(page, kept), *find_outside(page, margin), *find_broken_codes(page))
        for fault in (*faults, *find_narrow_columns(page), *find_dots_alone(page)):
            yield f"page {page.number}: {fault}"
        yield from (f"page {page.number}: {fault}" for fault in find_cut_off(page, ends))
    yield from _iter_bare_pages(pages, document)
    yield from _iter_lone_pages(pages, document)
    yield from _iter_parted_signatures(pages, document)


def _iter_kept(document: Document) -> Iterator[str]:
    """Yield the texts that stay with what is below them."""
    for block in list_paragraphs(document):
        if not isinstance(block, Paragraph):
            yield block.text
        elif block.style is ParagraphStyle.CAPTION or (block.style is ParagraphStyle.ITEM and block.keep_with_next):
            yield "".join(run.text for run in block.runs)
    for table in (block for block, _ in iter_blocks(document) if isinstance(block, Table)):
        for row in filter(heads_rows, table.rows):
            yield "".join(run.text for paragraph in row.cells[0].paragraphs for run in paragraph.runs)


def find_heading_at_foot(page: Page, kept: set[str]) -> Iterator[str]:
    """Yield the last line of a page where it heads what is on the next."""
    last = page.lines[-1] if page.lines else None
    if last is not None and last.bottom > page.height / 2 and squeeze(last.text) in kept:
        yield f"heading at the foot: {last.text}"


def _iter_ends(document: Document) -> Iterator[str]:
    """Yield the texts of items that end a part: the next heading follows, or one paragraph and the next heading."""
    blocks = [block for block, _ in iter_blocks(document)]
    for above, block, below, last in zip(blocks, blocks[1:], blocks[2:], blocks[3:], strict=False):
        is_end = isinstance(below, Heading) or (isinstance(below, Paragraph) and isinstance(last, Heading))
        is_end = is_end and not isinstance(above, Heading | PageBreak)
        if is_end and isinstance(block, Paragraph) and block.style is ParagraphStyle.ITEM:
            yield "".join(run.text for run in block.runs)


def find_cut_off(page: Page, ends: set[str]) -> Iterator[str]:
    """Yield the first line of a page where it is the end of what stands on the page before."""
    first = page.lines[0] if page.lines else None
    if first is not None and squeeze(first.text) in ends:
        yield f"cut off from what is above: {first.text}"


def _iter_bare_pages(pages: tuple[Page, ...], document: Document) -> Iterator[str]:
    """Yield pages that are half bare though another one follows, where there are more of them than wanted breaks."""
    bare = [page for page in pages[:-1] if max((line.bottom for line in page.lines), default=0) < page.height / 2]
    breaks = sum(isinstance(block, PageBreak) for block, _ in iter_blocks(document))
    if len(bare) > len(document.sections) - 1 + breaks:
        yield f"half bare: pages {', '.join(str(page.number) for page in bare)}"


def find_outside(page: Page, margin: float) -> Iterator[str]:
    """Yield lines that stand in the margins of a page: more than fits on it."""
    for line in page.lines:
        if min(line.left, page.width - line.right, page.height - line.bottom) < margin:
            yield f"outside of the margins: {line.text[:40]}"


def find_broken_codes(page: Page) -> Iterator[str]:
    """Yield lines that end inside a code, or inside the number of a document."""
    for line in page.lines:
        if _BROKEN_CODE.search(line.text):
            yield f"a code is broken: {line.text[-40:]}"


def find_narrow_columns(page: Page) -> Iterator[str]:
    """Yield lines of one word each that stand below each other in one cell."""
    told: set[Line] = set()
    for first in page.lines:
        run = [first]
        while below := next((line for line in page.lines if _is_right_below(line, run[-1])), None):
            run.append(below)
        is_narrow = len(run) >= WORDS_BELOW_EACH_OTHER and all(_WORD.fullmatch(line.text) for line in run)
        if is_narrow and told.isdisjoint(run):
            yield f"one word a line: {' / '.join(line.text for line in run)}"
            told.update(run)


def _is_right_below(line: Line, above: Line) -> bool:
    """Whether a line is the next one in the cell of another: a line lower, and in the same column."""
    return 5 < line.bottom - above.bottom < _PITCH_IN_CELL and line.left < above.right and above.left < line.right


def find_dots_alone(page: Page) -> Iterator[str]:
    """Yield rows of the contents that have lost their words to the line above."""
    for line in page.lines:
        if _DOTS_ALONE.fullmatch(line.text) and not any(_is_level(word, line) for word in page.lines):
            yield f"dots alone: {line.text[-12:]}"


def _is_level(word: Line, dots: Line) -> bool:
    """Whether a stretch that has letters stands on the line of some dots, which are at its foot."""
    has_letters = any(letter.isalpha() for letter in word.text)
    return has_letters and word.left < dots.right and word.top < dots.bottom - 1 <= word.bottom + 3


def _iter_lone_pages(pages: tuple[Page, ...], document: Document) -> Iterator[str]:
    """Yield pages that say next to nothing, but for covers and sheets of their own that are to be taken out."""
    sheets = {
        squeeze("".join(run.text for block in section.blocks if isinstance(block, Paragraph) for run in block.runs))
        for section in document.sections
    }
    covers = {
        squeeze(run.text)
        for block in list_paragraphs(document)
        if isinstance(block, Paragraph) and block.style in {ParagraphStyle.COVER_TITLE, ParagraphStyle.SIGN}
        for run in block.runs
    }
    for page in pages if len(pages) > 1 else ():
        is_wanted = page.text in sheets or any(squeeze(line.text) in covers for line in page.lines)
        if len(page.lines) <= LINES_OF_NEARLY_EMPTY_PAGE and not is_wanted:
            yield f"page {page.number}: nearly empty: {' / '.join(line.text[:30] for line in page.lines)}"


def _iter_parted_signatures(pages: tuple[Page, ...], document: Document) -> Iterator[str]:
    """Yield signature blocks whose office and name stand on no page together."""
    for block, _ in iter_blocks(document):
        if isinstance(block, SignatureBlock) and block.right_name and block.right:
            office = squeeze("".join(run.text for run in block.right[-1].runs))
            name = squeeze(block.right_name)
            if not any(office in page.text and name in page.text for page in pages):
                yield f"signature parted: {block.right_name}"


_EM_OF_CELLS = 13 / POINTS_OF_MILLIMETRE
"""A em of the letters in cells, in millimetres."""
_ROOM_IN_WORD = 3.8
"""Millimetres of a cell that Word keeps free beside its text."""


def iter_tight_columns(document: Document) -> Iterator[str]:
    """Iterate over the words that are wider than their column of a table in Word, which parts them anywhere."""
    for section in document.sections:
        margins, setup = section.setup.margins, section.setup
        page = MILLIMETRES_OF_A4[setup.orientation is Orientation.LANDSCAPE]
        told = set[str]()
        for table in (block for block in section.blocks if isinstance(block, Table) and block.is_ruled):
            widths = fit_widths(table, page - margins.left - margins.right)
            share = (page - margins.left - margins.right) / sum(widths)
            for slots in table.grid().rows:
                for slot in slots:
                    room = share * sum(widths[slot.column : slot.column + slot.cell.columns]) - _ROOM_IN_WORD
                    for paragraph in slot.cell.paragraphs:
                        is_bold = any(run.bold for run in paragraph.runs)
                        words = "".join(run.text for run in paragraph.runs).split()
                        told |= {word for word in words if _width_of(word, is_bold=is_bold) > room}
        yield from (f"wider than its column: {word}" for word in sorted(told))


def _width_of(word: str, *, is_bold: bool) -> float:
    """Return about how wide a word is in a cell, in millimetres, in the letters that Word has everywhere."""
    ems = sum(
        0.72 if sign.isupper() else 0.34 if sign in "-[]().,;:ijlt" else 0.8 if sign in "mw" else 0.48 for sign in word
    )
    return ems * _EM_OF_CELLS * (1.05 if is_bold else 1)
