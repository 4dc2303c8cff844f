"""The metrics of the law's numbers from their TOML file, strictly checked against the form they rest on."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final

from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.figures.metrics import AskedFigures, Metric, Metrics, OpenPoint
from kdcl.law import LawPart
from kdcl.messages import message
from kdcl.standards._fields import read_fields, read_list
from kdcl.standards._table import LawFile, LawTable


def load_metrics(file: Traversable, form: SchoolDataForm) -> Metrics:
    """Return the metrics of a file.

    Args:
        file: the file.
        form: the form whose rows and cells they rest on.

    Raises:
        FrameworkFileError: the file has problems; it names all of them with their places.
    """
    known, by_name = _known_places(form), dict[str, Metric]()
    with LawFile(file) as root:
        for table in root.tables("metric"):
            metric = read_fields(table, Metric, {AskedFigures: _build_asked})
            if metric.name in by_name:
                table.note("name", message("{name} stands in the file twice; keep one", name=metric.name))
            by_name[metric.name] = metric
            for place in (*metric.parts, *filter(None, (metric.whole, metric.asked and metric.asked.row))):
                if place not in known:
                    table.note_here(message("the form has no {place}; correct the name", place=place))
        points = read_list(root, "open_point", OpenPoint)
        for point in points:
            for name in (*point.metrics, *filter(None, (reading.metric for reading in point.readings))):
                if name not in by_name:
                    root.note("open_point", message("there is no metric {metric}; correct the name", metric=name))
        return Metrics(by_name=MappingProxyType(by_name), open_points=points)


def _known_places(form: SchoolDataForm) -> frozenset[str]:
    """Return the rows whose figures stand for school years, and the cells of tables with other columns."""
    rows = {f"{table.id}.{row.id}" for table in form.tables if not table.columns for row in table.rows}
    cells = {
        f"{table.id}.{row.id}.{column.id}" for table in form.tables for row in table.rows for column in table.columns
    }
    return frozenset(rows | cells)


def _build_asked(table: LawTable) -> AskedFigures:
    first = table.whole("first_grade", 1, 12)
    return read_fields(table, AskedFigures, first_grade=first, last_grade=table.whole("last_grade", first, 12))


METRICS: Final = LawPart(
    file="metrics.toml",
    load=lambda file, law: load_metrics(file, law.part(FORM)),
    absent=Metrics(by_name=MappingProxyType({}), open_points=()),
)
"""The part of a framework's law with what its measures are measured by; without a file no measure can be judged."""
