"""What many schools come to: equal to counting by hand, exact, and silent about small groups."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from drawing import examples
from kdcl.blocks import Picture, Table
from kdcl.blocks.walk import iter_blocks
from kdcl.law import Region, SchoolCategory
from kdcl.locale import get_locale
from kdcl.measures import Verdict
from kdcl.overview import SummaryWriter
from kdcl.renderers import get_renderer
from kdcl.summaries import By, MeasureResult, SchoolResult, SchoolsSummary, find_quartiles, summarise

PRIMARY: Final = kdcl.get_framework("tt42-2012/primary")
SECONDARY: Final = kdcl.get_framework("tt42-2012/secondary")
FRAMEWORKS: Final = {framework.id: framework for framework in (PRIMARY, SECONDARY)}
CRITERIA: Final = [str(criterion.code) for criterion in PRIMARY.criteria]
MEASURE: Final = PRIMARY.measures[0]


def build(  # noqa: PLR0913 - what is known of a school
    level: int | None = 1,
    *,
    framework: str = PRIMARY.id,
    category: str = "",
    region: str = "",
    year: str = "2017-2018",
    not_met: tuple[str, ...] = (),
    left: tuple[str, ...] = (),
    value: Fraction | None = None,
) -> SchoolResult:
    """Return what is known of a school."""
    verdict = Verdict.NOT_JUDGED if value is None else Verdict.MET if value > 1 else Verdict.NOT_MET
    measure = MeasureResult(indicator=str(MEASURE.indicator), metric=MEASURE.metric, verdict=verdict, value=value)
    return SchoolResult(
        framework=framework, category=category, region=region, year=year, level=level, not_met=not_met, open=left,
        measures=(measure,) if framework == PRIMARY.id else (),
    )  # fmt: skip


SCHOOLS: Final = st.builds(
    build,
    st.none() | st.integers(1, 3),
    framework=st.sampled_from(sorted(FRAMEWORKS)),
    region=st.sampled_from(["", *Region]),
    year=st.sampled_from(["2016-2017", "2017-2018"]),
    not_met=st.lists(st.sampled_from(CRITERIA[:5]), unique=True).map(tuple),
    left=st.lists(st.sampled_from(CRITERIA[5:]), unique=True, max_size=3).map(tuple),
    value=st.none() | st.fractions(0, 3, max_denominator=9),
)


class TestCounts:
    """Every number is that of counting by hand."""

    @given(st.lists(SCHOOLS, max_size=12), st.integers(1, 4))
    @examples(30)
    def test_equal_to_counting(self, schools: list[SchoolResult], fewest: int) -> None:
        """Levels by every group that is told, and the criteria of each framework; what is not told is too small."""
        summary = summarise(schools, FRAMEWORKS, fewest=fewest)
        assert summary.schools == len(schools)
        for counts in summary.levels:
            group = [school for school in schools if school.key(counts.by) == counts.key]
            found = Counter(school.level or 0 for school in group)
            assert counts.schools == tuple(found[level] for level in range(4))
            assert counts.total == len(group) >= fewest
        for each in summary.criteria:
            group = [school for school in schools if school.framework == each.framework]
            group = [school for school in group if each.by is None or school.key(each.by) == (each.key,)]
            assert each.total == len(group) >= fewest
            assert each.not_met == sum(each.criterion in school.not_met for school in group)
            assert each.open == sum(each.criterion in school.open for school in group)
        kinds = Counter(school.key(By.KIND) for school in schools)
        assert {each.key for each in summary.levels_by(By.KIND)} == {key for key in kinds if kinds[key] >= fewest}

    def test_measures(self) -> None:
        """Quartiles of the values that are known, in order and exact; none where too few are."""
        values = (None, Fraction(1, 3), Fraction(2), Fraction(3), Fraction(9, 2), Fraction(5))
        (counts,) = summarise([build(value=value) for value in values], FRAMEWORKS).measures
        assert (counts.met, counts.not_met, counts.not_judged) == (4, 1, 1)
        assert counts.quartiles == (Fraction(2), Fraction(3), Fraction(9, 2))
        (few,) = summarise([build(value=value) for value in values[:-1]], FRAMEWORKS).measures
        assert few.quartiles is None

    def test_quartiles_of_one(self) -> None:
        """One value is all of them."""
        assert find_quartiles([Fraction(7)]) == (Fraction(7), Fraction(7), Fraction(7))

    def test_most_failed(self) -> None:
        """By their share, then in the order of the law; what nobody fails is not among them."""
        schools = [build(not_met=("2.1", "1.2")), build(not_met=("2.1", "1.1"))]
        summary = summarise(schools, FRAMEWORKS, fewest=1)
        assert [each.criterion for each in summary.most_failed(PRIMARY.id, 9)] == ["2.1", "1.1", "1.2"]
        assert [each.criterion for each in summary.most_failed(PRIMARY.id, 1)] == ["2.1"]


class TestPaper:
    """The paper of it."""

    def write(self, summary: SchoolsSummary, language: str = "en") -> SummaryWriter:
        """Return the writer of a summary."""
        return SummaryWriter(summary=summary, frameworks=FRAMEWORKS, translator=get_locale(language))

    def test_every_chart_has_its_numbers_in_words_and_in_a_table(self) -> None:
        """Levels by kind, region and year with the trend, criteria as bars and heat map, measures."""
        schools = [
            build(1, region=Region.OTHER, not_met=("1.1",), value=Fraction(1, 2)),
            build(3, region=Region.DIFFICULT, year="2016-2017", value=Fraction(7, 3)),
            build(None, framework=SECONDARY.id, category=SchoolCategory.UPPER_SECONDARY, not_met=("5.1",)),
        ]
        document = self.write(summarise(schools, FRAMEWORKS, fewest=1)).document()
        blocks = [block for block, _ in iter_blocks(document)]
        pictures = [block for block in blocks if isinstance(block, Picture)]
        assert [type(picture.plot).__name__ for picture in pictures] == [
            "BarPlot", "BarPlot", "BarPlot", "Plot", "BarPlot", "BarPlot", "BarPlot",
        ]  # fmt: skip
        assert pictures[3].alternative == ("Share of the schools that reach a level: 2016-2017: 100%; 2017-2018: 50%")
        assert "Upper secondary schools: no level 1, level 1 0" in pictures[0].alternative
        assert "Not stated: no level 1" in pictures[1].alternative
        heat = [block for block in blocks if isinstance(block, Table)][3]
        assert [cell.tone for cell in heat.rows[1].cells] == [0, 0, 0, 0, 0, 3, 0, 3, 0, 3]
        text = get_renderer("text").render(document).decode()
        assert "Median: 1.42" in text
        assert "Levels are by the shipped rules, with what these assume" in " ".join(text.split())
        assert "no school is named" in text

    def test_beside_a_list_of_schools(self) -> None:
        """Where the counts stand on a page that names schools, they do not say that none is named."""
        blocks = self.write(summarise([build(1)], FRAMEWORKS, fewest=1)).blocks()
        assert "no school is named" not in " ".join(map(str, blocks))

    def test_nothing_at_all(self) -> None:
        """No schools make a paper that says so."""
        document = self.write(summarise([], FRAMEWORKS), "vi").document()
        assert [heading.text for heading in document.headings()] == ["Kết quả chung của 0 trường"]

    def test_nobody_fails(self) -> None:
        """No bars of failures, and the table all the same."""
        document = self.write(summarise([build(value=Fraction(2))], FRAMEWORKS, fewest=1)).document()
        blocks = [block for block, _ in iter_blocks(document)]
        assert sum(isinstance(block, Picture) for block in blocks) == 1
        assert sum(isinstance(block, Table) for block in blocks) == 3

    def test_a_metric_of_others(self) -> None:
        """A measure whose metric the law does not define is named as it is."""
        summary = summarise([build(value=Fraction(2))], FRAMEWORKS, fewest=1)
        strange = attrs.evolve(summary.measures[0], metric="strange", not_met=1)
        document = self.write(attrs.evolve(summary, measures=(strange,))).document()
        assert "What is measured: strange" in get_renderer("text").render(document).decode()


@pytest.mark.parametrize("name", ["docx", "html", "markdown", "text"])
def test_every_format_prints_it(name: str) -> None:
    """A paper of schools in two regions."""
    summary = summarise([build(region=region) for region in Region], FRAMEWORKS, fewest=1)
    document = SummaryWriter(summary=summary, frameworks=FRAMEWORKS, translator=get_locale("vi")).document()
    assert get_renderer(name).render(document)
