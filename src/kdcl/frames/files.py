"""Tables of schools as files: read lazily, written at once."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import narwhals as nw

from kdcl.errors import FrameError
from kdcl.frames.native import Table, is_lazy_polars
from kdcl.messages import message

_TYPES: Final = {str: nw.String(), int: nw.Int64(), float: nw.Float64()}
TABLE_SUFFIXES: Final = (".csv", ".parquet")
"""The suffixes of files that hold a table of schools."""


def scan_table(path: str) -> nw.LazyFrame[Any]:
    """Return the table in a ``.csv`` or ``.parquet`` file, which Polars reads when it is asked for its rows.

    Everything in a text with commas is text: a number of a school may begin with 0.

    Raises:
        FrameError: the file has another suffix.
    """
    require_suffix(path)
    if Path(path).suffix.lower() == ".csv":
        return nw.scan_csv(path, backend="polars", infer_schema=False)
    return nw.scan_parquet(path, backend="polars")


def render_table(table: Any, path: str) -> bytes:  # noqa: ANN401 - a table of any library
    """Return a table as the bytes of a file with the suffix of a path; this is where a lazy table does its work.

    Raises:
        FrameError: the path has another suffix than `TABLE_SUFFIXES`.
    """
    require_suffix(path)
    frame = _collect(table)
    stream = io.BytesIO()
    if Path(path).suffix.lower() == ".csv":
        # Without the mark, Excel takes UTF-8 for the letters of its region.
        return b"\xef\xbb\xbf" + str(frame.write_csv(None)).encode()
    frame.write_parquet(stream)
    return stream.getvalue()


def list_rows(table: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a table of any library
    """Return the rows of a small table; a lazy one does its work here."""
    return _collect(table).rows()


def _collect(table: Any) -> nw.DataFrame[Any]:  # noqa: ANN401 - a table of any library
    """Return a table with its rows; Polars works through a file piece by piece only where it is asked to."""
    opened: Table = nw.from_native(table)
    if isinstance(opened, nw.DataFrame):
        return opened
    return opened.collect("polars", engine="streaming") if is_lazy_polars(opened) else opened.collect()


def build_table(columns: Mapping[str, Sequence[str | None]]) -> Any:  # noqa: ANN401 - a table of Polars
    """Return columns of text as a table, also where nothing stands in one."""
    schema = nw.Schema(dict.fromkeys(columns, nw.String()))
    return nw.from_dict(dict(columns), schema, backend="polars").to_native()


def render_parquet(columns: Mapping[str, Sequence[str | float | None]], types: Mapping[str, type]) -> bytes:
    """Return columns as the bytes of a Parquet file, written by Polars.

    Args:
        columns: the values of each column, None where there is none.
        types: ``str``, ``int`` or ``float`` for each column.
    """
    schema = nw.Schema({name: _TYPES[kind] for name, kind in types.items()})
    return render_table(nw.from_dict(dict(columns), schema, backend="polars"), ".parquet")


def read_parquet(data: bytes, source: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns and the rows of a Parquet file.

    Raises:
        FrameError: it is none.
    """
    try:
        table = nw.read_parquet(io.BytesIO(data), backend="polars")
    except Exception as error:  # noqa: BLE001 - of whatever kind the engine's refusal is
        raise FrameError(source, message("the file is no Parquet table: {reason}", reason=str(error))) from None
    return table.columns, table.rows()


def require_suffix(path: str) -> None:
    """Refuse a path that is none of a table.

    Raises:
        FrameError: it has another suffix than `TABLE_SUFFIXES`.
    """
    suffix = Path(path).suffix.lower() or path
    if suffix not in TABLE_SUFFIXES:
        raise FrameError(
            path, message("tables of schools are read and written as: {suffixes}", suffixes=TABLE_SUFFIXES)
        )
