"""Many schools at once: scores of a whole table, by the same rules as one school's file, on the engine it came from.

Needs narwhals, which the extra ``frames`` brings together with Polars. Tables of Polars (eager and lazy), pandas,
PyArrow, DuckDB, Dask and PySpark go in, and tables of the same library come out; what was lazy stays lazy, and nothing
is collected on the way (``docs/analysis/many-schools.md``).

>>> import polars as pl
>>> from kdcl.standards import get_framework
>>> table = pl.DataFrame({"school": ["A", "A"], "indicator": ["1.1.a", "1.1.b"], "rating": ["met", "not_met"]})
>>> score_schools(table, get_framework("tt42-2012/primary"))["indicators_open"].to_list()
[82]
"""

from __future__ import annotations

from kdcl.errors import MissingExtraError

try:
    from kdcl.frames.alike import Groups, count_alike
    from kdcl.frames.plan import Names
    from kdcl.frames.problems import TableProblem, find_table_problems, melt_ratings
    from kdcl.frames.scores import PASSES, VERDICT_COLUMNS, score_schools
    from kdcl.frames.summaries import summarise_criteria, summarise_levels, summarise_measures
except ModuleNotFoundError as _error:
    raise MissingExtraError(str(_error.name), "frames") from _error

__all__ = [
    "PASSES",
    "VERDICT_COLUMNS",
    "Groups",
    "Names",
    "TableProblem",
    "count_alike",
    "find_table_problems",
    "melt_ratings",
    "score_schools",
    "summarise_criteria",
    "summarise_levels",
    "summarise_measures",
]
