"""Part I of the report (cơ sở dữ liệu), whole: its form, a school's figures, what follows from them, and its papers.

From the ground up: `form` is the declaration, `form_file` reads it from the law's TOML file; `data` is what a school
states; `cells` the one reader of a figure in a cell; `reckoning` the totals, ratios and contradictions that follow;
`layout` a school's tables, rows and columns;
`labels`, `table_parts` and `tables` read printed tables of whatever file; `metrics` and `metrics_file` say what the
law's numbers measure; `plain` is the JSON of it, `changes` what differs; `entry_form` the workbook that goes out to a
school and comes back, `published` a school's own workbook. The pages of Part I are composed in `kdcl.documents`.

The names below are imported when they are first used: a school's file rests on `data`, and needs no more.
"""

from typing import TYPE_CHECKING

from kdcl import _open_face

if TYPE_CHECKING:
    from kdcl.figures.reckoning import Breach as Breach
    from kdcl.figures.reckoning import Disagreement as Disagreement
    from kdcl.figures.reckoning import Figures as Figures
    from kdcl.figures.reckoning import agrees as agrees
    from kdcl.figures.reckoning import known_rows as known_rows
else:
    __all__, __getattr__, __dir__ = _open_face(
        __name__,
        {
            "kdcl.figures.reckoning": "Breach Disagreement Figures agrees known_rows",
        },
    )
