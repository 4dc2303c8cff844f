"""Charts of trends: whole in words, told apart by shape, the same text each time."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import attrs
import pytest

from kdcl.charts import Chart, build_chart
from kdcl.law import Region
from kdcl.locale import get_locale
from kdcl.measures import Trend, get_trend, judge
from kdcl.school import DataPlace, Figure
from kdcl.standards import get_framework
from measure_cases import YEARS, build_figures

PRIMARY = get_framework("tt42-2012/primary")
SVG = "{http://www.w3.org/2000/svg}"
CLASS = next(measure for measure in PRIMARY.measures if measure.metric == "largest_class_size")


def build_trend(*sizes: int | None, region: Region | None = Region.OTHER) -> Trend:
    """Return the trend of the largest class over five years."""
    figures = build_figures(PRIMARY, {"class_sizes.largest": 0}, region=region)
    changes: dict[DataPlace, Figure | None] = {
        DataPlace("class_sizes", "largest", str(year)): size for year, size in zip(YEARS, sizes, strict=True)
    }
    figures = attrs.evolve(figures, data=figures.data.with_figures(changes))
    return get_trend(judge(CLASS, figures), figures)


def parse(chart: Chart) -> ET.Element:
    """Return the picture as a tree."""
    return ET.fromstring(chart.svg)  # noqa: S314 - a text that this test has just had made


class TestWords:
    """Whoever cannot see the picture is told everything."""

    def test_title_and_description_say_what_is_shown(self) -> None:
        """What is measured and asked for, then each year with its value and side."""
        picture = parse(build_chart(build_trend(30, 31, None, 35, 37)))
        assert picture.get("role") == "img"
        assert picture.findtext(f"{SVG}title") == "Pupils in the largest class: at most 35"
        assert picture.findtext(f"{SVG}desc") == (
            "2012-2013: 30 (number reached); 2013-2014: 31 (number reached); 2014-2015: not known (not judged); "
            "2015-2016: 35 (number reached); 2016-2017: 37 (number not reached)"
        )

    def test_it_speaks_vietnamese(self) -> None:
        """The words come from the catalogue."""
        picture = parse(build_chart(build_trend(30, 31, 32, 33, 34), get_locale("vi")))
        assert picture.findtext(f"{SVG}title") == "Sĩ số lớp đông nhất: nhiều nhất 35"

    def test_what_is_typed_is_no_markup(self) -> None:
        """Signs of XML in words are escaped."""
        trend = build_trend(30, 31, 32, 33, 34)
        assert parse(build_chart(trend, Marking())).findtext(f"{SVG}title") == "<&>"


class Marking:
    """A language whose every sentence is markup."""

    language = "en"

    def gettext(self, _: str, /) -> str:
        """Return signs of XML."""
        return "<&>"

    def date(self, _: object, /) -> str:
        """Return signs of XML."""
        return "<&>"

    def number(self, _: object, /) -> str:
        """Return signs of XML."""
        return "<&>"

    def percent(self, _: int, __: int, /) -> str:
        """Return signs of XML."""
        return "<&>"


class TestPicture:
    """The picture itself."""

    def test_years_that_do_not_meet_it_have_another_shape(self) -> None:
        """A cross for what is too much, circles for the others; nothing for the year that is not known."""
        picture = parse(build_chart(build_trend(30, 31, None, 35, 37)))
        assert len(picture.findall(f"{SVG}circle")) == 3
        assert len(picture.findall(f"{SVG}path")) == 1
        assert len(picture.findall(f"{SVG}line")) == 1

    def test_a_missing_year_leaves_a_gap(self) -> None:
        """No line is drawn across what is not known, and none from a year that stands alone."""
        lines = parse(build_chart(build_trend(30, None, 32, 35, 37))).findall(f"{SVG}polyline")
        assert [len(line.get("points", "").split()) for line in lines] == [3]

    def test_larger_values_stand_higher(self) -> None:
        """And values that are alike stand in the middle."""
        picture = parse(build_chart(build_trend(30, 31, 32, 33, 34)))
        heights = [int(circle.get("cy", "")) for circle in picture.findall(f"{SVG}circle")]
        assert heights == sorted(heights, reverse=True)
        alike = parse(build_chart(build_trend(35, 35, 35, 35, 35))).findall(f"{SVG}circle")
        assert len({circle.get("cy") for circle in alike}) == 1

    @pytest.mark.parametrize("sizes", [(None,) * 5, (1, 1, 1, 1, 1)])
    def test_without_a_number_asked_for_there_is_no_dashed_line(self, sizes: tuple[int | None, ...]) -> None:
        """The values alone are drawn, or none."""
        trend = build_trend(*sizes)
        trend = attrs.evolve(trend, judgement=attrs.evolve(trend.judgement, threshold=None))
        picture = parse(build_chart(trend))
        assert picture.findall(f"{SVG}line") == []
        assert len(picture.findall(f"{SVG}circle")) == len([size for size in sizes if size is not None])

    def test_the_same_figures_give_the_same_text(self) -> None:
        """No clock, no chance; notebooks show that very text."""
        one, other = (build_chart(build_trend(30, 31, 32, 33, 34)) for _ in range(2))
        assert one.svg == other.svg == one._repr_svg_()
        assert one.svg.endswith("</svg>\n")
