"""Tables of facts as files: ``.csv`` and ``.xlsx`` for people, ``.parquet`` for programs; nothing is lost in any."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from kdcl.errors import FrameError
from kdcl.messages import message
from kdcl.office.grid import clean_cell
from kdcl.office.opening import open_office_file
from kdcl.office.workbook import read_workbook
from kdcl.overview.facts import FactTable, Value, find_fact_kind

FACT_SUFFIXES: Final = (".csv", ".parquet", ".xlsx")
"""The suffixes of files that hold a table of facts."""
_BEGINS_OTHERWISE: Final = frozenset("=+-@\t\r\n\"'")
"""What makes a program for tables take a text for something else, and the quotes themselves."""
_LONGEST: Final = 32_767
"""UTF-16 units that a cell of a workbook holds."""


def require_fact_suffix(path: str) -> str:
    """Return the suffix of a file that holds a table of facts.

    Raises:
        FrameError: it is none of `FACT_SUFFIXES`.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in FACT_SUFFIXES:
        raise FrameError(path, message("tables of facts are read and written as: {suffixes}", suffixes=FACT_SUFFIXES))
    return suffix


def render_facts(table: FactTable, suffix: str) -> bytes:
    """Return a table of facts as the bytes of a file.

    Args:
        table: the table.
        suffix: one of `FACT_SUFFIXES`.

    Raises:
        FrameError: a text is longer than a cell of a workbook holds.
        MissingExtraError: the extra that writes such files is not installed.
    """
    if suffix == ".parquet":
        from kdcl.frames.files import render_parquet  # noqa: PLC0415 - only this format needs the extra

        columns = {name: [row[place] for row in table.rows] for place, name in enumerate(table.columns)}
        return render_parquet(columns, table.columns)
    rows = [tuple(table.columns), *(tuple(map(_quote, row)) for row in table.rows)]
    if suffix == ".xlsx":
        from kdcl.renderers.xlsx.plain import render_plain  # noqa: PLC0415 - only this format needs the extra

        for row in rows[1:]:
            _require_short(row)
        return render_plain(table.kind.value, rows)
    return render_commas(rows)


def render_commas(rows: Iterable[Iterable[Value]]) -> bytes:
    """Return rows as a text with commas."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode("utf-8-sig")  # without the mark, Excel takes UTF-8 for the letters of its region


def read_facts(path: str) -> FactTable:
    """Return the table of facts in a file.

    Raises:
        FrameError: it is no such table; the columns it has are told.
        OSError: it cannot be read.
        UnreadableFileError: it is damaged or unsafe.
    """
    suffix = require_fact_suffix(path)
    data = Path(path).read_bytes()
    if suffix == ".parquet":
        return _read_parquet(data, path)
    rows = _read_sheet(data, path) if suffix == ".xlsx" else _read_commas(data)
    head, *body = [*rows] or [[]]
    kind = find_fact_kind(head)
    if kind is None:
        raise _no_table(path, head)
    types = tuple(FactTable(kind=kind, rows=()).columns.values())
    told = (tuple(map(_unquote, row, types)) for row in body if any(row))
    return FactTable(kind=kind, rows=tuple(told))


def _no_table(path: str, columns: Iterable[str]) -> FrameError:
    return FrameError(
        path, message("this is no table of facts that kdcl wrote; its columns are: {columns}", columns=tuple(columns))
    )


def _read_parquet(data: bytes, path: str) -> FactTable:
    from kdcl.frames.files import read_parquet  # noqa: PLC0415 - only this format needs the extra

    columns, rows = read_parquet(data, path)
    kind = find_fact_kind(columns)
    if kind is None:
        raise _no_table(path, columns)
    return FactTable(kind=kind, rows=tuple(rows))


def _read_commas(data: bytes) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))


def _read_sheet(data: bytes, path: str) -> Iterator[list[str]]:
    """Iterate over the rows of the first sheet of a workbook, each as wide as the first."""
    package, _ = open_office_file(data, path, "xlsx")
    grid = next(iter(read_workbook(package).grids), None)
    width = max(grid.rows[1]) if grid is not None and 1 in grid.rows else 0
    for row in grid.rows.values() if grid is not None else ():
        yield [row[column].text if column in row else "" for column in range(1, width + 1)]


def _quote(value: Value) -> Value:
    """Return a text as JSON where a program for tables, or a reader of its cells, would change it."""
    if not isinstance(value, str):
        return value
    is_changed = clean_cell(value) != (value, 0)
    if not is_changed and value and value[0] not in _BEGINS_OTHERWISE:
        return value
    # What a reader of cells would change, such as letters that are not composed, is written by its numbers.
    return json.dumps(value, ensure_ascii=is_changed)


def _unquote(cell: str, kind: type) -> Value:
    if not cell:
        return None
    if kind is not str:
        number: Value = kind(cell)
        return number
    return json.loads(cell) if cell.startswith('"') else cell


def _require_short(row: Iterable[Any]) -> None:
    for value in row:
        if isinstance(value, str) and len(value) * 2 > _LONGEST and len(value.encode("utf-16-le")) // 2 > _LONGEST:
            start = f"{value[:40]}…"
            raise FrameError(
                start, message("a cell of a workbook holds no text of this length; write .csv or .parquet")
            )
