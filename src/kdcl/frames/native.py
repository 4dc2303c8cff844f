"""What narwhals leaves to the engines: a small table beside a big one, names without dots, whole numbers with gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from kdcl.errors import FrameError
from kdcl.messages import message

Table = nw.DataFrame[Any] | nw.LazyFrame[Any]
"""A table of any engine."""


def open_table(native: Any) -> Table:  # noqa: ANN401 - a table of any library
    """Return a table of any engine that narwhals knows, as it is: nothing is read or collected.

    Raises:
        FrameError: it is no table.
    """
    try:
        table: Table = nw.from_native(_without_dots(native))
    except TypeError:
        raise FrameError(
            type(native).__name__,
            message("it is no table; give one of Polars, pandas, PyArrow, DuckDB, Dask or PySpark"),
        ) from None
    return table


def is_lazy_polars(table: Table) -> bool:
    """Return whether a table is a lazy one of Polars, which works through a file piece by piece."""
    return isinstance(table, nw.LazyFrame) and table.implementation.is_polars()


def _without_dots(native: Any) -> Any:  # noqa: ANN401 - see open_table
    """Return a table of Spark with `1_3_a` for `1.3.a`: Spark takes a dot for the way into a nested value."""
    if type(native).__module__.startswith(("pyspark.", "sqlframe.")) and any("." in name for name in native.columns):
        return native.toDF(*(name.replace(".", "_") for name in native.columns))
    return native


def build_beside(table: Table, columns: Mapping[str, Sequence[Any]]) -> Table:
    """Return a small table in the engine of another one, to be joined with it.

    Raises:
        FrameError: narwhals knows the engine, but there is no way known to bring a table to it.
    """
    small: Table
    implementation = table.implementation
    if isinstance(table, nw.DataFrame):
        small = nw.from_dict(columns, backend=implementation)
        return small
    small = nw.from_native(_build_lazy(implementation, table.to_native(), dict(columns)))
    return small


def _build_lazy(implementation: nw.Implementation, native: Any, columns: dict[str, Sequence[Any]]) -> Any:  # noqa: ANN401 - tables of any library
    rows = list(zip(*columns.values(), strict=True))
    if implementation.is_polars():
        return implementation.to_native_namespace().LazyFrame(columns)
    if implementation.is_duckdb():
        # A relation lives in one connection, and only a query over the relation stays in it.
        values = ", ".join(f"({', '.join(map(_literal, row))})" for row in rows)
        query = f"SELECT * FROM (VALUES {values}) AS kdcl_values({', '.join(columns)})"  # noqa: S608 - values of the law
        return native.query("kdcl_rows", query)
    if implementation.is_dask():
        import dask.dataframe as dd  # noqa: PLC0415 - only where a table of Dask was given
        import pandas as pd  # noqa: PLC0415 - Dask stands on it

        return dd.from_pandas(pd.DataFrame(columns), npartitions=1)
    if implementation.is_spark_like():
        session = getattr(native, "sparkSession", None) or native.session
        return session.createDataFrame(rows, list(columns))
    raise FrameError(
        str(implementation), message("tables of this engine cannot be joined; give the wide table, or another engine")
    )


def _literal(value: str | int) -> str:
    return f"CAST({value} AS BIGINT)" if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def unpivot(table: Table, on: Sequence[str], index: Sequence[str], names: tuple[str, str]) -> Table:
    """Return a row for each of some columns of each row, with the column's name and what stands in it.

    Args:
        table: the table.
        on: the columns.
        index: the columns that each new row keeps.
        names: the new columns: the one of names, and the one of values.
    """
    long: Table
    if table.implementation.is_duckdb():
        # A query of narwhals would look for the relation in the default connection, where others' are not.
        told, cells = ", ".join(map(_literal, on)), ", ".join(map(_quote, on))
        new = f"unnest([{told}]) AS {_quote(names[0])}, unnest([{cells}]) AS {_quote(names[1])}"
        long = nw.from_native(table.to_native().project(f"{', '.join(map(_quote, index))}, {new}"))
        return long
    long = table.unpivot(on=list(on), index=list(index), variable_name=names[0], value_name=names[1])
    return long


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def with_whole_numbers(table: Table, names: Sequence[str]) -> Table:
    """Return the table with whole numbers in columns that have gaps: pandas makes fractions of them by itself."""
    if table.implementation.is_pandas_like() or table.implementation.is_dask():
        whole: Table = nw.from_native(table.to_native().astype(dict.fromkeys(names, "Int64")))
        return whole
    return table
