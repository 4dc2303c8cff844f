"""Finds the head of an evidence list and says which column is which."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

import attrs

from kdcl.office.grid import Grid, GridCell
from kdcl.readers.vocabulary.words import phrase_pattern, phrase_patterns

HEAD_ROWS = 40
"""The head is looked for in so many rows that hold something: the name of the school and a title may come first."""

CODE_PARTS = ("box", "standard_number", "criterion_number", "evidence_number")
_SEVERAL = ("evidence_reference",)
"""Heads that may be there twice: number and date often have a column each."""
_NAMES = (
    "evidence_reference",
    "evidence_issuer",
    "evidence_code",
    "evidence_name",
    "note",
    "holder",
    "collector",
    "collecting",
    "status",
    "link",
    "number",
)
_NO_WORD = re.compile(r"[\W\d_]*")
_LEAST_PREFIX = 8
_LONGEST_HEAD = 200


@attrs.frozen(kw_only=True, slots=False)
class ListHead:
    """The head of an evidence list.

    Attributes:
        first_row: its first row.
        last_row: its last row.
        columns: for each name, its columns in order.
        unknown: columns whose head says nothing, or is there twice, with that head.
    """

    first_row: int
    last_row: int
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]

    @functools.cached_property
    def named(self) -> frozenset[int]:
        """The columns that have a name."""
        return frozenset(column for columns in self.columns.values() for column in columns)

    def is_number(self, column: int, text: str) -> bool:
        """Whether a text in a row only counts it: in the column for that, or before the first column with a name."""
        counts = column in self.columns.get("number", ()) or column < min(self.named)
        return counts and _NO_WORD.fullmatch(text) is not None

    @property
    def code_columns(self) -> tuple[int, ...]:
        """The one column of codes, or the four of their parts."""
        if "evidence_code" in self.columns:
            return self.columns["evidence_code"]
        return tuple(self.columns[name][0] for name in CODE_PARTS)


def find_list_head(grid: Grid) -> ListHead | None:
    """Return the head of the list in a table, or None where it is no evidence list."""
    return next(iter_list_heads(grid), None)


def iter_list_heads(grid: Grid) -> Iterator[ListHead]:
    """Iterate over the heads in the first rows of a table; the first of them is the head of the list."""
    for number in sorted(grid.rows)[:HEAD_ROWS]:
        if head := _read_head(grid, number):
            yield head


def find_list_columns(cells: Mapping[int, GridCell]) -> Mapping[str, tuple[int, ...]]:
    """Return the columns of an evidence list whose head a row is; none where it is no such head."""
    head = _combine((cells,), 1, 1)
    return {} if head is None else head.columns


def is_head(cells: Mapping[int, GridCell], head: ListHead) -> bool:
    """Whether a row repeats the head, as on each page of a printed list."""
    known = {column: name for name, columns in head.columns.items() for column in columns}
    names = [(_find_name(cell.folded), known.get(column)) for column, cell in cells.items()]
    parts = [(_find_part(cell.folded), known.get(column)) for column, cell in cells.items()]
    return any(
        all(found == wanted for found, wanted in pairs) and any(found for found, _ in pairs) for pairs in (names, parts)
    )


def _read_head(grid: Grid, number: int) -> ListHead | None:
    upper = grid.rows[number]
    if not any(_find_name(cell.folded) == "evidence_name" for cell in upper.values()):
        return None
    lower = grid.rows.get(number + 1, {})
    for last_row, rows in ((number + 1, (lower, upper)), (number, (upper,))):
        head = _combine(rows, number, last_row)
        if head is not None:
            return _with_parts(head, grid)
    return None


def _with_parts(head: ListHead, grid: Grid) -> ListHead:
    """Return a head in which one cell stands above the four columns of a code, with no second row, as one of four."""
    column = head.code_columns[0]
    if grid.spans.get((head.first_row, column)) != len(CODE_PARTS) or "box" in head.columns:
        return head
    columns = {name: places for name, places in head.columns.items() if name != "evidence_code"}
    columns.update({name: (column + place,) for place, name in enumerate(CODE_PARTS)})
    return attrs.evolve(head, columns=columns)


def _combine(rows: tuple[Mapping[int, GridCell], ...], first_row: int, last_row: int) -> ListHead | None:
    """Return the head made of rows, the lowest first: a part of a code below its common head, else the head itself."""
    parts = {column: name for column, cell in rows[0].items() if (name := _find_part(cell.folded))}
    has_parts = set(parts.values()) == set(CODE_PARTS) and len(parts) == len(CODE_PARTS)
    if len(rows) > 1 and not (has_parts or _is_second_row(rows[0])):
        return None
    columns: dict[str, tuple[int, ...]] = {}
    unknown: dict[int, str] = {}
    for column in sorted({column for row in rows for column in row}):
        text = next(row[column] for row in rows if column in row)
        name = parts.get(column) if has_parts else None
        name = name or _find_name(text.folded) or _find_name(rows[-1].get(column, text).folded)
        is_double = name in columns and name not in _SEVERAL
        if name is None or is_double or (has_parts and name == "evidence_code"):
            unknown[column] = text.text
        else:
            columns[name] = (*columns.get(name, ()), column)
    has_code = "evidence_code" in columns or has_parts
    if not has_code or "evidence_name" not in columns:
        return None
    return ListHead(first_row=first_row, last_row=last_row, columns=columns, unknown=unknown)


def _is_second_row(row: Mapping[int, GridCell]) -> bool:
    """Whether a row can only be the second of a head: its cells divide the column of number and date."""
    return bool(row) and all(_find_name(cell.folded) == "evidence_reference" for cell in row.values())


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\W*{words}\W*(?:\(.*\))?\W*"), re.compile(rf"\W*{words}\b"))
        for name in _NAMES
        for words in [_words(name)]
    )


def _words(name: str) -> str:
    tables = [table for table in ("columns", "list_columns") if name in phrase_patterns(table)]
    return f"(?:{'|'.join(phrase_pattern(table, name) for table in tables)})"


@functools.lru_cache(maxsize=1024)
def _find_name(folded: str) -> str | None:
    """Return what a column holds by its head: the whole head, else a longer opening of it."""
    if len(folded) > _LONGEST_HEAD:
        return None
    for name, whole, _ in _patterns():
        if whole.fullmatch(folded):
            return name
    return next(_iter_openings(folded), None)


def _iter_openings(folded: str) -> Iterator[str]:
    for name, _, opening in _patterns():
        found = opening.match(folded)
        if found and len(found[0]) >= _LEAST_PREFIX:
            yield name


def _find_part(folded: str) -> str | None:
    for name in CODE_PARTS:
        if re.fullmatch(rf"\W*{_words(name)}\W*", folded):
            return name
    return None
