"""An officer's register of many cases as a document: one landscape table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kdcl.blocks import Block, Cell, Document, Margins, Orientation, PageSetup, Paragraph, Row, Section
from kdcl.documents import labels as school_labels
from kdcl.documents.external import labels
from kdcl.documents.typesetting import line, numbered_row, part_heading, ruled_table
from kdcl.external.register import REGISTER_HEAD, RegisterRow, UnreadRow
from kdcl.locale import Locale, get_locale
from kdcl.messages import message
from kdcl.text.folding import begin_large

_WIDTHS = (11, 36, 23, 26, 26, 22, 22, 16, 26, 26, 28, 15)
"""Millimetres between narrow margins: no day and no year is parted."""
_NARROW = Margins(left=10, right=10, top=10, bottom=10)
"""Twelve columns need all the page; this book is an officer's own and never bound."""
_LONGEST_WORD = 16
_MAY_BREAK = "\u200b"
"""A line may end here, and nothing is seen."""
_EMPTY_ROWS = 8


def build_register(rows: Iterable[RegisterRow | UnreadRow], *, language: str = "vi") -> Document:
    """Return the register with a row for each case, and for each file that could not be read, in the order given.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    known = get_locale(language)
    locale = _ShortDays(known.language, known.catalogue)
    head = (school_labels.NUMBER, *REGISTER_HEAD)
    rows = tuple(rows)
    told = [_build_row(locale, number, row) for number, row in enumerate(rows, start=1)]
    title = part_heading(locale.text(labels.REGISTER), "register")
    table = ruled_table(_WIDTHS, map(locale.text, head), told, blanks=_EMPTY_ROWS)
    blocks: tuple[Block, ...] = (title, table, *_build_sources(locale, rows))
    return Document(
        title=locale.text(labels.REGISTER),
        author="",
        subject=locale.text(labels.REGISTER),
        language=language,
        sections=(Section(blocks=blocks, setup=PageSetup(orientation=Orientation.LANDSCAPE, margins=_NARROW)),),
    )


def _build_sources(locale: Locale, rows: Iterable[RegisterRow | UnreadRow]) -> list[Paragraph]:
    """Return how sure the lengths of the periods in the table are."""
    periods = [each.period for row in rows if isinstance(row, RegisterRow) for each in row.open_deadlines]
    sources = dict.fromkeys(locale.text(period.clause) for period in periods)
    return [line(locale.text(message("Length of these periods: {source}", source=source))) for source in sources]


def _build_row(locale: Locale, number: int, row: RegisterRow | UnreadRow) -> Row:
    if isinstance(row, UnreadRow):
        # The reason may be long, so it has the whole width of the table: in one column it would fill pages.
        reason = locale.text(message("not read: {reason}", reason=row.reason))
        paragraphs = (line(_breakable(row.source), bold=True), *map(line, map(_breakable, reason.splitlines())))
        return numbered_row(number, Cell(paragraphs=paragraphs, columns=len(_WIDTHS) - 1))
    return numbered_row(number, *(_build_cell(locale, fact) for fact in row.cells))


def _build_cell(locale: Locale, fact: object) -> Cell:
    """Return the cell of a fact, each part of a list in a paragraph of its own."""
    parts = fact if isinstance(fact, tuple) else (fact,)
    texts = ("" if part is None else _breakable(begin_large(locale.text(part))) for part in parts or ("",))
    return Cell(paragraphs=tuple(line(text) for text in texts))


class _ShortDays(Locale):
    """A language in which days are in figures, also those inside sentences: columns are narrow."""

    def date(self, day: dt.date, /) -> str:
        """Return the date as cells of a table have it."""
        return self.short_date(day)


def _breakable(text: str) -> str:
    """Return a text in whose long words, such as names of files, a line may end behind some of the signs."""
    return " ".join(_break_word(word) if len(word) > _LONGEST_WORD else word for word in text.split(" "))


def _break_word(word: str) -> str:
    pieces = (word[first : first + _LONGEST_WORD] for first in range(0, len(word), _LONGEST_WORD))
    return _MAY_BREAK.join(pieces)
