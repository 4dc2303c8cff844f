"""Reads two lists of a report: the council, and the abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kdcl.readers.files.content import FileCell, FileTable, Line, Use, mark_cells
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import column_pattern, folded_words
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.tables import Head, TableKind, find_head_in_row
from kdcl.school import Abbreviation, Council, CouncilMember
from kdcl.school.duties import find_role
from kdcl.text.phrases import is_blank

_LONGEST_ABBREVIATION = 30
_LONGEST_LINE = 300
# A dash parts them only between blanks: abbreviations have dashes of their own.
_PAIR = re.compile(
    r"(?:\d{1,3}[.)]?\s+)?(?P<short>\S[^:=\t]*?)(?<!\s)\s*(?:[:=\t]|\s[-\u2013\u2014]\s)\s*(?P<meaning>\S.*)"
)


def _iter_rows(head: Head, table: FileTable) -> Iterator[list[FileCell]]:
    """Iterate over the rows below the head; the head, wherever it is repeated, belongs to the form."""
    for place, row in enumerate(table.rows):
        if place <= head.row or find_head_in_row(row, place):
            mark_cells(row, Use.FORM)
        else:
            yield row


def _text(cells: dict[int, FileCell], column: int | None) -> str:
    cell = None if column is None else cells.get(column)
    return "" if cell is None or is_blank(cell.folded) else cell.text


def read_council(outline: Outline) -> Council:
    """Return the council list; where a report has it more than once, the first one."""
    members: list[CouncilMember] = []
    # The list comes again as annex of the decision; that one comes back unplaced.
    for head, table in outline.find_tables(TableKind.COUNCIL)[:1]:
        columns = {name: places[0] for name, places in head.columns.items()}
        for row in _iter_rows(head, table):
            cells = {cell.column: cell for cell in row}
            name, position, duty = (_text(cells, columns.get(part)) for part in ("full_name", "position", "duty"))
            used = [columns.get(part) for part in ("full_name", "position", "duty", "signature", "number")]
            if name:
                members.append(CouncilMember(name=name, position=position, duty=duty, role=find_role(duty)))
                mark_cells([cell for cell in row if cell.column in used], Use.FACT)
            else:
                _mark_numbers(row)
    return Council(members=tuple(members))


def _mark_numbers(row: list[FileCell]) -> None:
    """Mark the numbers of rows that nobody filled in."""
    mark_cells((cell for cell in row if is_blank(cell.folded) or cell.text.strip(" .").isdigit()), Use.FORM)


def read_abbreviations(outline: Outline) -> tuple[Abbreviation, ...]:
    """Return the abbreviations, from tables or from lines such as ``TH: ...``."""
    found: list[Abbreviation] = []
    for head, table in outline.find_tables(TableKind.ABBREVIATIONS):
        # The list may be set in two halves side by side, each with its own heads.
        pairs = list(zip(head.columns["abbreviation"], head.columns["meaning"], strict=False))
        for row in _iter_rows(head, table):
            found += _iter_pairs(row, pairs, set(head.columns.get("number", ())))
    for section in outline.find_sections(Kind.ABBREVIATIONS):
        for table in (item for item in section.items if isinstance(item, FileTable)):
            found += _read_unheaded(table)
        for line in (item for item in section.items if isinstance(item, Line)):
            pair = _PAIR.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None
            if is_blank(line.folded):
                line.use = Use.FORM
            elif pair and len(pair["short"]) <= _LONGEST_ABBREVIATION:
                found.append(Abbreviation(short=pair["short"], meaning=pair["meaning"]))
                line.use = Use.FACT
    return tuple(found)


def _read_unheaded(table: FileTable) -> Iterator[Abbreviation]:
    """Read a table below the heading of the list whose heads nobody knows: columns in pairs, the shorter one first.

    A row whose short cell cannot be an abbreviation is left; the first one belongs to the form if it speaks of them.
    """
    rows = [[cell for cell in row if not _counts_rows(cell)] for row in table.rows]
    widths = [sum(len(row[place].text) for row in rows if place < len(row)) for place in range(2)]
    is_turned = widths[0] > widths[1]
    for place, (row, whole) in enumerate(zip(rows, table.rows, strict=True)):
        pairs = list(zip(row[is_turned::2], row[not is_turned :: 2], strict=False))
        if place == 0 and pairs and all(_is_head_of_list(short, meaning) for short, meaning in pairs):
            mark_cells(whole, Use.FORM)
            continue
        for short, meaning in pairs:
            if _is_short(short.text) and not is_blank(meaning.folded):
                yield Abbreviation(short=short.text, meaning=meaning.text)
                mark_cells([short, meaning, *(cell for cell in whole if _counts_rows(cell))], Use.FACT)
        mark_cells([cell for cell in whole if is_blank(cell.folded)], Use.FORM)


_abbreviating = folded_words(r"\b{abbreviating}\b")
_SHORT = re.compile(r"[^\s:;]{1,12}(?:[\s-][^\s:;]{1,8}){0,2}", re.DOTALL)
_SIGNS_OF_SHORT = "./&-"


def _is_short(text: str) -> bool:
    """Whether a text can be an abbreviation: short, with capitals or marks that no word has."""
    is_word = text[:1].isupper() and text[1:].islower() and text.isalpha()
    has_sign = any(letter.isupper() or letter in _SIGNS_OF_SHORT for letter in text)
    return has_sign and not is_word and _SHORT.fullmatch(text) is not None


def _counts_rows(cell: FileCell) -> bool:
    head = column_pattern("number").fullmatch(cell.folded)
    return bool(cell.folded) and (head is not None or cell.folded.strip(" .").isdigit())


def _is_head_of_list(short: FileCell, meaning: FileCell) -> bool:
    return any(_abbreviating().search(cell.folded) for cell in (short, meaning))


def _iter_pairs(row: list[FileCell], pairs: list[tuple[int, int]], numbers: set[int]) -> Iterator[Abbreviation]:
    cells = {cell.column: cell for cell in row}
    is_used = False
    for short_column, meaning_column in pairs:
        short, meaning = _text(cells, short_column), _text(cells, meaning_column)
        if short and meaning:
            yield Abbreviation(short=short, meaning=meaning)
            mark_cells([cells[short_column], cells[meaning_column]], Use.FACT)
            is_used = True
    if is_used:
        mark_cells([cell for cell in row if cell.column in numbers], Use.FACT)
    else:
        _mark_numbers(row)
