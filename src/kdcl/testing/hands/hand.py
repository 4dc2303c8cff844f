"""Hands: the ways in which people write one and the same thing, each way with a name."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any

import attrs

from kdcl.testing.hands.words import words


class Layout(enum.StrEnum):
    """How the headings of standards and criteria are written."""

    COLON = "colon"
    """``Tiêu chí 1: title``"""
    FULL = "full"
    """``Tiêu chí 1.1. title``"""
    CAPITALS = "capitals"
    """``TIÊU CHÍ 1.1 title``"""
    BOLD = "bold"
    """Told from text by bold letters alone: ``Tiêu chí 1.1: title``"""
    STYLED = "styled"
    """In Word's heading styles."""
    COUNTED = "counted"
    """Numbered by Word: the file has the title alone."""
    ONE_TABLE = "one_table"
    """All in one table, a row for each line."""
    TWO_COLUMNS = "two_columns"
    """The items of a sheet in a table: headings on the left, texts on the right."""


class Items(enum.StrEnum):
    """How the headings of the five items of a sheet are written."""

    COLON = "colon"
    """``2. Điểm mạnh:``"""
    BARE = "bare"
    """``2. Điểm mạnh``"""
    STROKE = "stroke"
    """``2/ Điểm mạnh``"""
    UNNUMBERED = "unnumbered"
    """``Điểm mạnh:``"""
    BEHIND = "behind"
    """With words behind them: ``2. Điểm mạnh nổi bật``"""
    SAME_LINE = "same_line"
    """With the text on the same line: ``2. Điểm mạnh: ...``"""


class Order(enum.StrEnum):
    """In which order the items stand."""

    USUAL = "usual"
    SWAPPED = "swapped"
    """Weaknesses before strengths, under their right names."""


class Letters(enum.StrEnum):
    """How a paragraph of the current state says which indicator it is about."""

    LETTER = "letter"
    NAMED = "named"
    NONE = "none"


class ConclusionStyle(enum.StrEnum):
    """How the fifth item of a sheet is filled in."""

    LINE = "line"
    """One line on the criterion."""
    LETTER_LINES = "letter_lines"
    """A line for each indicator, and one on the criterion."""
    LETTER_TABLE = "letter_table"
    """A table headed by the indicators, with a verdict below each, and a line on the criterion."""
    MARK_TABLE = "mark_table"
    """A table headed by the two verdicts, with a mark in the row of each indicator and of the criterion."""
    BOXES = "boxes"
    """Both verdicts in one line, one of them marked."""


class VerdictMark(enum.StrEnum):
    """With what a verdict is marked."""

    SMALL_X = "x"
    CAPITAL_X = "X"
    TIMES = "\u00d7"
    TICK = "\u2713"
    CAPITAL_V = "V"
    SMALL_V = "v"
    ASTERISK = "*"
    PLUS = "(+)"
    BOX = "\u2612"
    SYMBOL = "symbol"
    """A ticked box of the font Wingdings, as a symbol."""
    PRIVATE = "private"
    """The same as a private character, as converters write it."""
    CONTROL = "control"
    """A content control to tick."""
    LEGACY = "legacy"
    """A check box of Word's old forms."""
    BRACKETS = "brackets"
    """``[x]`` beside ``[ ]``"""


class Summary(enum.StrEnum):
    """How the summary of results is laid out."""

    NONE = "none"
    PLAIN = "plain"
    """``Tiêu chí | Đạt | Không đạt``, below bands that name the standards."""
    ROW_NUMBERS = "row_numbers"
    """The same behind a column that counts rows."""
    STANDARD_COLUMN = "standard_column"
    """``Tiêu chuẩn | Tiêu chí | Đạt | Không đạt``; a standard is named in the first of its rows."""
    FULL_CODES = "full_codes"
    """Criteria as ``1.1``, without bands."""
    HALVES = "halves"
    """Two halves side by side, each with its standards in bands."""


class CodeStyle(enum.StrEnum):
    """How an evidence code is typed."""

    OFFICIAL = "[H{box}-{standard}-{criterion:02}-{number:02}]"
    POINTS = "[H{box}.{standard}.{criterion:02}.{number:02}]"
    SPACED = "[H{box} - {standard} - {criterion:02} - {number:02}]"
    INNER_BLANKS = "[ H{box}-{standard}-{criterion:02}-{number:02} ]"
    SMALL = "[h{box}-{standard}-{criterion:02}-{number:02}]"
    ROUND = "(H{box}-{standard}-{criterion:02}-{number:02})"
    EN_DASH = "[H{box}\u2013{standard}\u2013{criterion:02}\u2013{number:02}]"


class SpellingStyle(enum.StrEnum):
    """How the characters of a text come into the file."""

    PLAIN = "plain"
    DECOMPOSED = "decomposed"
    """Letters and accents apart, as some systems store them (NFD)."""
    ETH = "eth"
    """\u00d0 for \u0110, as some keyboards type it."""
    NO_BREAK = "no_break"
    """No-break spaces between words."""
    WIDE = "wide"
    """Two blanks between words, and blanks at the end of lines."""
    SPLIT = "split"
    """Every few characters in a run of their own."""
    SOFT = "soft"
    """Zero-width and soft hyphens within words, as pages of the web leave them."""


class AsidePlace(enum.StrEnum):
    """Where a text stands that is in no part of the report."""

    TEXT_BOX = "text_box"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    HIDDEN = "hidden"
    LINK = "link"
    """The words of a link, and where it leads."""
    INSERTED = "inserted"
    """A tracked insertion."""
    TCVN3 = "tcvn3"
    """A paragraph in a font of before Unicode."""


@attrs.frozen(kw_only=True)
class Hand:
    """One way to write a report: a choice for everything that people do differently.

    Attributes:
        layout: headings of standards and criteria.
        items: headings of the five items.
        order: order of the items.
        letters: labels of the current state's paragraphs.
        conclusion: how the fifth item is filled in.
        wording: which of the plain wordings a verdict in words has, by its number; counted round.
        mark: what marks a verdict.
        summary: the summary of results.
        notation: evidence codes.
        spelling: characters.
        day: which of the ways to write a day, by its number; counted round.
    """

    layout: Layout = Layout.COLON
    items: Items = Items.COLON
    order: Order = Order.USUAL
    letters: Letters = Letters.LETTER
    conclusion: ConclusionStyle = ConclusionStyle.LINE
    wording: int = 0
    mark: VerdictMark = VerdictMark.SMALL_X
    summary: Summary = Summary.NONE
    notation: CodeStyle = CodeStyle.OFFICIAL
    spelling: SpellingStyle = SpellingStyle.PLAIN
    day: int = 0


CHOICES: dict[str, tuple[Any, ...]] = {
    **{field.name: tuple(type(field.default)) for field in attrs.fields(Hand) if isinstance(field.default, enum.Enum)},
    "wording": tuple(range(len(words("verdicts", "met")))),
    "day": tuple(range(len(words("days", "forms")))),
}
"""What can be chosen for each attribute of a hand."""


def iter_hands() -> Iterator[Hand]:
    """Iterate over hands until each choice was made once; a mark in each of the places that marks stand in."""
    for name, options in CHOICES.items():
        for option in options:
            yield Hand(**{name: option})
    for mark in VerdictMark:
        yield Hand(mark=mark, conclusion=ConclusionStyle.MARK_TABLE)
        yield Hand(mark=mark, conclusion=ConclusionStyle.BOXES)
        yield Hand(mark=mark, summary=Summary.PLAIN)
    for wording in CHOICES["wording"]:
        yield Hand(wording=wording, conclusion=ConclusionStyle.LETTER_LINES)
