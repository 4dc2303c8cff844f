"""The declared metrics: held against the form, and the points in which the law is open about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from frameworks import SHIPPED_FORM, SHIPPED_LAW
from kdcl.errors import FrameworkFileError
from kdcl.figures import Figures
from kdcl.figures.metrics import Metrics
from kdcl.figures.metrics_file import METRICS, load_metrics
from kdcl.law import InstitutionType, SchoolCategory
from kdcl.measures import FairReading, Readings
from kdcl.school import SchoolData, SchoolYear
from kdcl.standards import get_framework

SHIPPED_METRICS = SHIPPED_LAW.part(METRICS)

SOUND = """\
schema = 1

[[metric]]
name = "largest"
parts = ["class_sizes.largest"]
title = { vi = "lớp đông nhất", en = "largest class" }
"""


def load(folder: Path, text: str) -> Metrics:
    """Return the metrics of a file with this text."""
    path = folder / "metrics.toml"
    path.write_text(text, encoding="utf-8")
    return load_metrics(path, SHIPPED_FORM)


def flaws(folder: Path, text: str) -> list[str]:
    """Return what is said against a file with this text."""
    with pytest.raises(FrameworkFileError) as caught:
        load(folder, text)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


class TestDeclaration:
    """Metrics are declared beside the measures, in the same strict way."""

    @pytest.mark.parametrize("name", ["tt42-2012/primary", "tt42-2012/secondary"])
    def test_every_measure_has_its_metric(self, name: str) -> None:
        """No number of the law is without something to measure it by."""
        assert {measure.metric for measure in get_framework(name).measures} <= set(SHIPPED_METRICS)

    def test_every_metric_is_measured(self) -> None:
        """Each is named by a measure, or by a reading in place of one."""
        frameworks = map(get_framework, ("tt42-2012/primary", "tt42-2012/secondary"))
        named = {measure.metric for framework in frameworks for measure in framework.measures}
        read = {reading.metric for point in SHIPPED_METRICS.open_points for reading in point.readings}
        assert set(SHIPPED_METRICS) == (named | read) - {None}

    def test_it_is_a_mapping_by_name(self, tmp_path: Path) -> None:
        """In the order of the file; a file need name no open points."""
        metrics = load(tmp_path, SOUND)
        assert (list(metrics), len(metrics), metrics.open_points) == (["largest"], 1, ())
        assert metrics["largest"].title.vi == "lớp đông nhất"

    def test_a_metric_rests_on_the_form(self, tmp_path: Path) -> None:
        """Rows by table and row, cells where a table has columns of its own, each name once."""
        text = SOUND + SOUND.partition("\n\n")[2].replace("class_sizes.largest", "now.site_area")
        assert flaws(tmp_path, text) == [
            "metric[1].name: largest stands in the file twice; keep one",
            "metric[1]: the form has no now.site_area; correct the name",
        ]

    def test_an_open_point_names_metrics(self, tmp_path: Path) -> None:
        """Those it is about, and those that a reading puts in their place."""
        point = """
[[open_point]]
name = "fair"
metrics = ["large"]
status = "inferred"
source = { vi = "một", en = "one" }

[[open_point.reading]]
name = "alone"
metric = "small"
says = { vi = "một", en = "one" }
"""
        assert flaws(tmp_path, SOUND + point) == [
            "open_point: there is no metric large; correct the name",
            "open_point: there is no metric small; correct the name",
        ]


class TestSpecialCases:
    """What holds for some schools or under some readings alone is data, too."""

    def test_the_shipped_readings_are_the_first(self) -> None:
        """The defaults of `Readings` are what the file states first; an unknown point is read as shipped."""
        for point in SHIPPED_METRICS.open_points:
            assert Readings().choose(point) is point.readings[0]
            assert {reading.name for reading in point.readings} >= {getattr(Readings(), point.name)}
        (fair, *_) = SHIPPED_METRICS.open_points
        assert Readings(primary_fair=FairReading.ALONE).choose(fair).metric == "pupils_rated_fair"

    @pytest.mark.parametrize(
        ("category", "data", "is_asked"),
        [
            (SchoolCategory.LOWER_SECONDARY, {}, False),
            (SchoolCategory.LOWER_SECONDARY, {"classes": {"grade_5": {"2016-2017": 2}}}, True),
            (None, {"class_sizes": {"largest_primary": {"2016-2017": 30}}}, True),
        ],
    )
    def test_primary_class_sizes_are_asked_of_schools_with_primary_grades(
        self, category: SchoolCategory | None, data: dict[str, dict[str, dict[str, int]]], *, is_asked: bool
    ) -> None:
        """A school of several levels shows them by its classes, or by the figure itself."""
        figures = Figures(
            data=SchoolData(data),
            institution=InstitutionType.SECONDARY,
            category=category,
            year=SchoolYear(2016),
            law=SHIPPED_LAW,
        )
        objection = SHIPPED_METRICS["largest_primary_class_size"].find_objection(figures)
        assert (objection is None) is is_asked
