"""Labels of our own papers as they are met in a file: in either language, whatever their accents and capitals."""

from __future__ import annotations

import functools
import itertools
import re
import string
from collections.abc import Callable, Iterable, Iterator, Mapping

import attrs

from kdcl.locale import get_locale
from kdcl.messages import Message
from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark, mark_cells
from kdcl.readers.papers.page import has_dash, without_bullet
from kdcl.readers.word.lines import take_text
from kdcl.text.folding import fold
from kdcl.text.phrases import is_blank

LANGUAGES = ("vi", "en")

Find = Callable[[Line], Mapping[str, str] | None]
"""Given a line, returns what a heading states, or None where it is no heading."""


@functools.cache
def _patterns(template: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(get_locale(language).gettext(template)), re.DOTALL) for language in LANGUAGES)


def _pattern(words: str) -> str:
    parts = []
    for literal, name, _, _ in string.Formatter().parse(words):
        # Blanks may be doubled or broken into lines in a paper that somebody worked on.
        parts.append(re.sub(r"(?:\\\s)+", r"\\s+", re.escape(fold(literal))))
        if name is not None:
            parts.append(f"(?P<{name}>.*?)")
    return rf"\s*{''.join(parts)}\s*"


def capture(line: Line | str, label: Message) -> dict[str, str] | None:
    """Return what stands in a line or a text in the places of a label, or None where it is not this label."""
    line = Line(number=0, text=line) if isinstance(line, str) else line
    for pattern in _patterns(label.template):
        if (found := pattern.fullmatch(line.folded)) is not None:
            return {name: line.text[found.start(name) : found.end(name)].strip() for name in found.groupdict()}
    return None


def says(line: Line | str, label: Message) -> bool:
    """Whether a line or a text is this label and nothing else."""
    return capture(line, label) is not None


def read_labelled(line: Line, label: Message) -> str | None:
    """Return what stands behind a label and its colon, empty where dots do; None where the line has another label."""
    head, colon, rest = line.text.partition(":")
    if not colon or not says(head, label):
        return None
    line.use = Use.FORM if is_room(rest) else Use.FACT
    return "" if is_room(rest) else rest.strip()


def is_room(text: str) -> bool:
    """Whether a text is only dots: room to be filled in."""
    return is_blank(fold(text))


@attrs.define(eq=False)
class LabelledPart:
    """A part of a paper.

    Attributes:
        key: which heading it has; empty for what stands before the first.
        facts: what the heading states.
        items: what stands below it.
    """

    key: str
    facts: Mapping[str, str] = attrs.field(factory=dict)
    items: list[Line | FileTable] = attrs.field(factory=list)

    @property
    def tables(self) -> list[FileTable]:
        """The tables in it."""
        return [item for item in self.items if isinstance(item, FileTable)]

    @property
    def lines(self) -> list[Line]:
        """The lines in it that nobody has read, outside tables."""
        return [item for item in self.items if isinstance(item, Line) and item.use is None]


def split(
    items: Iterable[Line | FileTable], heads: Mapping[str, Message | Find], *, repeated: bool = False
) -> list[LabelledPart]:
    """Return a paper by its headings, which are marked as such; the first part is what stands before them.

    Args:
        items: its lines and tables.
        heads: the label of each heading, or what finds it.
        repeated: whether a heading may come again; elsewhere its words are text where they do, so that none is lost.
    """
    parts = [LabelledPart("")]
    waiting = dict(heads)
    for item in items:
        if isinstance(item, Line) and item.use is None:
            found = ((key, facts) for key, head in waiting.items() if (facts := _find(head, item)) is not None)
            if (first := next(found, None)) is not None:
                item.use = Use.HEADING
                if not repeated:
                    del waiting[first[0]]
                parts.append(LabelledPart(*first))
                continue
        parts[-1].items.append(item)
    return parts


def _find(head: Message | Find, line: Line) -> Mapping[str, str] | None:
    return capture(line, head) if isinstance(head, Message) else head(line)


def take_list(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return entries behind dashes, each with the lines that go on below it, and mark them."""
    entries: list[str] = []
    for line in lines:
        line.use = Use.FACT
        if has_dash(line):
            entries.append(without_bullet(line.text) if line.text[:1] in "-+*" else line.text)
        elif entries:
            entries[-1] += f"\n{line.text}"
        else:
            line.use = None
    return tuple(entries)


def join_paragraphs(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Return each paragraph as one text with its lines."""
    grouped: dict[int, list[Line]] = {}
    for line in lines:
        grouped.setdefault(line.number, []).append(line)
    return [("\n".join(line.text for line in each), each) for each in grouped.values()]


@attrs.frozen
class ReadRow:
    """A row of a table.

    Attributes:
        texts: what stands in its cells, by the names of their columns.
        cells: the cells, by the same names.
    """

    texts: Mapping[str, str]
    cells: Mapping[str, FileCell]

    def __getitem__(self, name: str) -> str:
        """Return the text of a cell."""
        return self.texts[name]

    def hand_back(self, *names: str) -> Line | None:
        """Leave cells without a use, all of the row where none is named; return the first line in them."""
        lines = [line for name in names or self.cells for line in self.cells[name].lines]
        mark(lines, None)
        return next(iter(lines), None)


def iter_rows(tables: Iterable[FileTable], columns: Mapping[str, Message], *needed: str) -> Iterator[ReadRow]:
    """Iterate over the rows of tables that have something in one of some columns; others are handed back."""
    for row in itertools.chain.from_iterable(_read_rows(table, columns) for table in tables):
        if any(row[name] for name in needed):
            yield row
        else:
            row.hand_back()


def _read_rows(table: FileTable, columns: Mapping[str, Message]) -> list[ReadRow]:
    """Return the rows of a table whose heads are these labels, by the names of its columns; none of another table.

    Cells are marked as facts, and those with dots or nothing as room to write.
    """
    head = table.rows[0] if table.rows else []
    if len(head) != len(columns) or not all(
        says(" ".join(line.text for line in cell.lines), label)
        for cell, label in zip(head, columns.values(), strict=True)
    ):
        return []
    mark_cells(head, Use.FORM)
    rows = []
    for row in table.rows[1:]:
        if len(row) == len(columns):  # one whose cells somebody joined is handed back
            cells = dict(zip(columns, row, strict=True))
            rows.append(ReadRow({name: take_text(cell.lines) for name, cell in cells.items()}, cells))
    return rows
