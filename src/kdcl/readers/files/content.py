"""What a foreign file holds, as the readers see it: lines, and tables of cells."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterable, Iterator

import attrs

from kdcl.messages import Message, WordedEnum, message
from kdcl.places import Place, in_file
from kdcl.text.encodings import LegacyEncoding
from kdcl.text.folding import fold

TableCell = tuple[int, int, int]
"""The table, its row and its column, each counted from 1."""

_UNKNOWN = message("the report")


class Use(enum.StrEnum):
    """What became of a paragraph of the file."""

    FACT = "fact"
    """It is in the self-assessment: as text, or as the value it states."""
    HEADING = "heading"
    """It is a heading that says what follows, or names a standard or criterion."""
    FORM = "form"
    """It belongs to the printed form: labels, column heads, blanks to fill in, places for signatures."""
    REQUIREMENT = "requirement"
    """It restates what the law asks: the indicators under the title of a criterion."""
    CONTENTS = "contents"
    """It is a line of the table of contents."""
    TOTAL = "total"
    """It counts what is met; counts are read as claims or follow from the ratings."""


@attrs.define(eq=False, kw_only=True)
class Line:
    """A line of a paragraph that is not empty.

    Attributes:
        number: the paragraph, counted from 1.
        text: what is typed, without blanks at its ends.
        label: the number that Word prints before it.
        cell: table, row and column it stands in.
        is_contents: whether the file marks it as a line of the table of contents.
        struck: where in the text something is struck through, from and to.
        encoding: the encoding from before Unicode that its letters are in; they are kept as they are.
        is_unsettled: whether its paragraph holds what nobody has decided on yet, so that no verdict is read from it:
            text that a tracked change takes away, hidden text, or the prompt of a content control.
        use: what became of it, once that is known.
        section: the part of the report it stands in, once that is known.
    """

    number: int
    text: str
    label: str = ""
    cell: TableCell | None = None
    is_contents: bool = False
    struck: tuple[tuple[int, int], ...] = ()
    encoding: LegacyEncoding | None = None
    is_unsettled: bool = False
    use: Use | None = None
    section: Message = _UNKNOWN

    @functools.cached_property
    def folded(self) -> str:
        """The text without accents, in small letters; as long as the text itself."""
        return fold(self.text)

    @functools.cached_property
    def shown(self) -> str:
        """The text with blanks for what is struck through; as long as the text itself."""
        shown = self.text
        for start, end in self.struck:
            shown = f"{shown[:start]}{' ' * (end - start)}{shown[end:]}"
        return shown

    @property
    def place(self) -> Place:
        """Where it stands: the paragraph, and in a table its cell."""
        return place_of(self.number, self.cell)

    @functools.cached_property
    def labelled(self) -> str:
        """The folded text behind its label."""
        return f"{fold(self.label)} {self.folded}" if self.label else self.folded


@attrs.define(eq=False, kw_only=True)
class FileCell:
    """A cell: the first column it covers, how many it covers, and what stands in it."""

    column: int
    columns: int
    items: list[Line | FileTable]
    is_continued: bool = False

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in it, those of tables in it too."""
        return tuple(iter_lines(self.items))

    @functools.cached_property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @functools.cached_property
    def shown(self) -> str:
        """Its lines side by side, without what is struck through."""
        return " ".join(line.shown for line in self.lines)

    @functools.cached_property
    def folded(self) -> str:
        """Its folded text, its lines side by side."""
        return " ".join(line.folded for line in self.lines)


@attrs.define(eq=False, kw_only=True)
class FileTable:
    """A table, by rows."""

    number: int
    rows: list[list[FileCell]]

    @functools.cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines in it, row by row."""
        return tuple(line for row in self.rows for cell in row for line in cell.lines)


def place_of(paragraph: int, cell: TableCell | None) -> Place:
    """Return the place of a paragraph, and of the cell it stands in."""
    place = in_file(paragraph=paragraph)
    if cell is None:
        return place
    table, row, column = cell
    return place.at(*in_file(table=table, row=row, column=column).steps)


class ApartKind(WordedEnum):
    """Text that a person does not see where the report is read, and that is therefore no part of it."""

    HEADER = "header", message("headers and footers")
    HIDDEN = "hidden", message("hidden text")
    TRACKED = "tracked", message("text that tracked changes take away")
    DIAGRAM = "diagram", message("text in diagrams")
    COMMENT = "comment", message("comments in the margin")
    LINK = "link", message("addresses that links lead to")
    NOTE = "note", message("notes that nothing refers to")
    OLD_ENCODING = "old_encoding", message("text in an old encoding")


@attrs.define(kw_only=True)
class Body:
    """What a Word file or a web page holds.

    Attributes:
        items: its lines and tables, in the order of reading.
        notes: what of it is not read.
        apart: text that stands beside it or cannot be read, by its kind.
    """

    items: list[Line | FileTable]
    notes: tuple[Message, ...]
    apart: dict[ApartKind, list[Line]] = attrs.field(factory=dict)


def iter_not_read(pictures: int, refused: int) -> Iterator[Message]:
    """Iterate over what there is to say of pictures, and of characters that no text may hold, where there are any."""
    if pictures:
        yield message("pictures are not read: {count}; type in what they show", count=pictures)
    if refused:
        yield message("characters that no text may hold were replaced by a mark: {count}", count=refused)


def mark(lines: Iterable[Line], use: Use | None) -> None:
    """Say what became of lines."""
    for line in lines:
        line.use = use


def mark_cells(cells: Iterable[FileCell], use: Use | None) -> None:
    """Say what became of the lines of cells."""
    for cell in cells:
        mark(cell.lines, use)


def mark_unread(lines: Iterable[Line], use: Use) -> None:
    """Say what became of those lines of which nothing is said yet."""
    mark((line for line in lines if line.use is None), use)


def iter_lines(items: list[Line | FileTable]) -> Iterator[Line]:
    """Iterate over the lines, those in tables too."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            yield from item.lines
