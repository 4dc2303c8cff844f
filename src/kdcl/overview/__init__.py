"""Many files of schools as one table: what each claims, what follows from it, and what could not be read.

Files are read by the readers of the library, on every core, and each is a row: a bad one with its reason, one made
under rules of others with their name and without a rating (``docs/analysis/overview.md``).
"""

from kdcl.overview.paper import SummaryWriter
from kdcl.overview.rows import OverviewRow, RowState, build_row, read_row, sort_rows
from kdcl.overview.tables import (
    COLUMNS,
    SUFFIXES,
    OverviewColumn,
    build_overview,
    build_summary,
    build_summary_paper,
    find_suffix,
    render_overview,
    summarise_rows,
)
from kdcl.overview.work import KEPT_SUFFIX, Kept, attempt, count_cores, run_work

__all__ = [
    "COLUMNS",
    "KEPT_SUFFIX",
    "SUFFIXES",
    "Kept",
    "OverviewColumn",
    "OverviewRow",
    "RowState",
    "SummaryWriter",
    "attempt",
    "build_overview",
    "build_row",
    "build_summary",
    "build_summary_paper",
    "count_cores",
    "find_suffix",
    "read_row",
    "render_overview",
    "run_work",
    "sort_rows",
    "summarise_rows",
]
