"""Columns of plain values as a Parquet file."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Final

import narwhals as nw

_TYPES: Final = {str: nw.String(), int: nw.Int64(), float: nw.Float64()}


def render_parquet(columns: Mapping[str, Sequence[str | float | None]], types: Mapping[str, type]) -> bytes:
    """Return columns as the bytes of a Parquet file, written by Polars.

    Args:
        columns: the values of each column, None where there is none.
        types: ``str``, ``int`` or ``float`` for each column.
    """
    stream = io.BytesIO()
    schema = nw.Schema({name: _TYPES[kind] for name, kind in types.items()})
    nw.from_dict(dict(columns), schema, backend="polars").write_parquet(stream)
    return stream.getvalue()
