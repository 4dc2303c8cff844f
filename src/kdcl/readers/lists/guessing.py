"""Finds the columns of a list whose heads do not say which they are: by what stands in them.

A column that holds nothing but codes is the column of codes, and the widest text beside it is the name. What was taken
so is said in a finding; where it cannot be told either, the error names the heads that were seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kdcl.messages import Message, message
from kdcl.office.grid import Grid, GridCell
from kdcl.readers.lists.codes import read_code
from kdcl.readers.lists.head import HEAD_ROWS, ListHead, find_name
from kdcl.readers.lists.row import counts_columns

_MOST_HEADS = 12
_LONGEST_HEAD = 60
_TAKEN_ONCE = frozenset({"evidence_code", "evidence_name"})


def holds_codes(grid: Grid, head: ListHead) -> bool:
    """Whether a code stands below the head; one in four columns is taken for such a column without a look."""
    if "evidence_code" not in head.columns:
        return True
    column = head.code_columns[0]
    return any(
        column in row and read_code(row[column]).code is not None
        for number, row in grid.rows.items()
        if number > head.last_row
    )


def guess_head(grid: Grid) -> ListHead | None:
    """Return the head of a table with a column of nothing but codes, or None where it has none, or no text beside."""
    found = next(_iter_code_columns(grid), None)
    if found is None:
        return None
    code, first_code_row = found
    above = _find_head_rows(grid, code, first_code_row)
    texts = {column: cell for row in reversed(above) for column, cell in grid.rows[row].items()}
    columns: dict[str, tuple[int, ...]] = {"evidence_code": (code,)}
    unknown: dict[int, str] = {}
    for column, cell in sorted(texts.items()):
        name = find_name(cell.folded)
        if column == code:
            continue
        if name is None or name == "evidence_code" or (name in columns and name != "evidence_reference"):
            unknown[column] = cell.text
        else:
            columns[name] = (*columns.get(name, ()), column)
    if "evidence_name" not in columns:
        # Schools head the column of names in words of their own; the names are what takes most room.
        name_column = _find_widest(grid, first_code_row, {column for taken in columns.values() for column in taken})
        if name_column is None:
            return None
        columns["evidence_name"] = (name_column,)
        unknown.pop(name_column, None)
    heads = {name: texts.get(columns[name][0]) for name in _TAKEN_ONCE}
    return ListHead(
        first_row=min(above, default=0),
        last_row=max(above, default=0),
        columns=columns,
        unknown=unknown,
        guessed={
            name: "" if cell is None else cell.text
            for name, cell in sorted(heads.items())
            if cell is None or find_name(cell.folded) != name
        },
    )


def _iter_code_columns(grid: Grid) -> Iterator[tuple[int, int]]:
    """Iterate over the columns that hold nothing but codes from one row on, each with that row."""
    columns = sorted({column for row in grid.rows.values() for column in row})
    # A column of the codes of before may stand beside the one that counts.
    for column in sorted(columns, key=lambda column: _is_old(grid, column)):
        cells = [(number, grid.rows[number][column]) for number in sorted(grid.rows) if column in grid.rows[number]]
        first = next((place for place, (_, cell) in enumerate(cells) if _is_code(cell)), None)
        if first is None:
            continue
        heads = {cell.folded for _, cell in cells[:first]}
        # What stands alone in its row heads the rows below, such as the name of a standard.
        below = [cell for number, cell in cells[first:] if len(grid.rows[number]) > 1]
        if below and all(_is_code(cell) or cell.folded in heads for cell in below):
            yield column, cells[first][0]


def _is_old(grid: Grid, column: int) -> bool:
    return any(column in row and find_name(row[column].folded) == "old_code" for row in _first_rows(grid))


def _first_rows(grid: Grid) -> Iterable[Mapping[int, GridCell]]:
    return [grid.rows[number] for number in sorted(grid.rows)[:HEAD_ROWS]]


def _is_code(cell: GridCell) -> bool:
    read = read_code(cell)
    return read.code is not None and not read.rest


def _find_head_rows(grid: Grid, code: int, first_code_row: int) -> tuple[int, ...]:
    """Return the rows of the head, in their order: the nearest above that names columns, and one right above that."""
    above = [number for number in sorted(grid.rows) if number < first_code_row]
    rows = [number for number in above if len(grid.rows[number]) > 1 and not counts_columns(grid.rows[number])]
    head = next((number for number in reversed(rows) if code in grid.rows[number]), None)
    if head is None:
        return ()
    is_divided = head - 1 in rows and any(find_name(cell.folded) for cell in grid.rows[head - 1].values())
    return (head - 1, head) if is_divided else (head,)


def _find_widest(grid: Grid, first_row: int, taken: set[int]) -> int | None:
    """Return the column without a name that holds the longest texts in the rows of the list."""
    lengths: dict[int, int] = {}
    for number, row in grid.rows.items():
        if number >= first_row:
            for column, cell in row.items():
                if column not in taken and any(map(str.isalpha, cell.text)):
                    lengths[column] = lengths.get(column, 0) + len(cell.text)
    return max(lengths, key=lambda column: (lengths[column], -column), default=None)


def describe_missing(grids: Iterable[Grid]) -> Message:
    """Return why no table is a list: which of the two columns it needs is missing, and which heads were seen."""
    rows = [row for grid in grids for row in _first_rows(grid) if len(row) > 1]
    if not rows:
        return message("no table has the columns of an evidence list: it has no row of heads")
    best = max(rows, key=lambda row: len(_names(row) & _TAKEN_ONCE) * _MOST_HEADS + len(_names(row)))
    names = _names(best)
    if "evidence_name" in names:
        missing = message("the column of the codes was not found")
    elif "evidence_code" in names:
        missing = message("the column of the names was not found")
    else:
        missing = message("neither the column of the codes nor that of the names was found")
    texts = [" ".join(cell.text.split()) for _, cell in sorted(best.items())][:_MOST_HEADS]
    heads = tuple(repr(text if len(text) <= _LONGEST_HEAD else f"{text[:_LONGEST_HEAD]}\u2026") for text in texts)
    return message(
        "no table has the columns of an evidence list: {missing}; heads seen: {heads}", missing=missing, heads=heads
    )


def _names(row: Mapping[int, GridCell]) -> frozenset[str]:
    return frozenset(name for cell in row.values() if (name := find_name(cell.folded)))
