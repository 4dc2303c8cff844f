"""Finds the head of an evidence list and says which column is which."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping

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
    "old_code",
    "evidence_code",
    "evidence_name",
    "note",
    "holder",
    "collector",
    "collecting",
    "status",
    "collected",
    "expected",
    "link",
    "number",
)
_NO_WORD = re.compile(r"[\W\d_]*")
# A long opening tells a head that says more; a short word opens the heads of other columns too.
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
        guessed: names that were given to a column for what stands in it, with its head.
    """

    first_row: int
    last_row: int
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]
    guessed: Mapping[str, str] = attrs.field(factory=dict)

    @functools.cached_property
    def named(self) -> frozenset[int]:
        """The columns that have a name."""
        return frozenset(column for columns in self.columns.values() for column in columns)

    @functools.cached_property
    def names(self) -> Mapping[int, str]:
        """The name of each column that has one."""
        return {column: name for name, columns in self.columns.items() for column in columns}

    @functools.cached_property
    def counting(self) -> frozenset[int]:
        """The columns in which a text may only count a row."""
        return frozenset((*self.columns.get("number", ()), *range(min(self.named))))

    def is_number(self, column: int, text: str) -> bool:
        """Whether a text in a row only counts it: in the column for that, or before the first column with a name."""
        return column in self.counting and _NO_WORD.fullmatch(text) is not None

    @functools.cached_property
    def code_columns(self) -> tuple[int, ...]:
        """The one column of codes, or the four of their parts."""
        if "evidence_code" in self.columns:
            return self.columns["evidence_code"]
        return tuple(self.columns[name][0] for name in CODE_PARTS)


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
    return any(_repeats(cells, head, find) for find in (find_name, _find_part))


def _repeats(cells: Mapping[int, GridCell], head: ListHead, find: Callable[[str], str | None]) -> bool:
    """Whether every cell is the head of its own column, and one at least is a head; most rows fail at their first."""
    is_any = False
    for column, cell in cells.items():
        found = find(cell.folded)
        if found != head.names.get(column):
            return False
        is_any |= found is not None
    return is_any


def _read_head(grid: Grid, number: int) -> ListHead | None:
    upper = grid.rows[number]
    if not any(find_name(cell.folded) == "evidence_name" for cell in upper.values()):
        return None
    # two rows are tried first: the four parts of a code stand below their common head
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
        name = name or find_name(text.folded) or find_name(rows[-1].get(column, text).folded)
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
    return bool(row) and all(find_name(cell.folded) == "evidence_reference" for cell in row.values())


@functools.cache
def _whole_head() -> re.Pattern[str]:
    """Return a pattern for a whole head; its group says the name."""
    words = "|".join(rf"(?P<{name}>{_words(name)})" for name in _NAMES)
    return re.compile(rf"\W*(?:{words})\W*(?:\(.*\))?\W*")


@functools.cache
def _openings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\W*{_words(name)}\b")) for name in _NAMES)


@functools.cache
def _whole_part() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(rf'(?P<{name}>{_words(name)})' for name in CODE_PARTS)})\W*")


def _words(name: str) -> str:
    tables = [table for table in ("columns", "list_columns") if name in phrase_patterns(table)]
    return f"(?:{'|'.join(phrase_pattern(table, name) for table in tables)})"


@functools.lru_cache(maxsize=1024)
def find_name(folded: str) -> str | None:
    """Return what a column holds by its folded head: the whole head, else a longer opening of it."""
    if len(folded) > _LONGEST_HEAD:
        return None
    found = _whole_head().fullmatch(folded)
    return found.lastgroup if found else next(_iter_openings(folded), None)


def _iter_openings(folded: str) -> Iterator[str]:
    for name, opening in _openings():
        found = opening.match(folded)
        if found and len(found[0]) >= _LEAST_PREFIX:
            yield name


@functools.lru_cache(maxsize=1024)
def _find_part(folded: str) -> str | None:
    found = None if len(folded) > _LONGEST_HEAD else _whole_part().fullmatch(folded)
    return found.lastgroup if found else None
