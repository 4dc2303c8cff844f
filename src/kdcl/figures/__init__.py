"""Part I of the report (cơ sở dữ liệu), whole: its form, a school's figures, what follows from them, and its papers.

From the ground up: `form` is the declaration, `form_file` reads it from the law's TOML file; `data` is what a school
states; `cells` the one reader of a figure in a cell; `reckoning` the totals, ratios and contradictions that follow;
`labels`, `table_parts` and `tables` read printed tables of whatever file; `metrics` and `metrics_file` say what the
law's numbers measure; `plain` is the JSON of it, `changes` what differs; `entry_form` the workbook that goes out to a
school and comes back, `published` a school's own workbook. The pages of Part I are composed in `kdcl.documents`.

The names below are imported when they are first used: a school's file rests on `data`, and needs no more.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kdcl.figures.reckoning import Breach, Disagreement, Figures, agrees, known_rows

_ROOMS = {
    "Breach": "kdcl.figures.reckoning",
    "Disagreement": "kdcl.figures.reckoning",
    "Figures": "kdcl.figures.reckoning",
    "agrees": "kdcl.figures.reckoning",
    "known_rows": "kdcl.figures.reckoning",
}

__all__ = ["Breach", "Disagreement", "Figures", "agrees", "known_rows"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a public name may be anything
    if name not in _ROOMS:
        raise AttributeError(f"module 'kdcl.figures' has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value
