"""What many schools come to: counts by level and criterion, equal to counting school by school, and without names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import duckdb
import polars as pl
import pytest

import kdcl
from frameworks import build_framework, build_rule, build_rules
from kdcl.errors import FrameError
from kdcl.frames import (
    Groups,
    Names,
    count_alike,
    melt_ratings,
    score_schools,
    summarise_criteria,
    summarise_levels,
    summarise_measures,
)
from kdcl.school import Rating
from kdcl.summaries import By, SchoolResult, find_quartiles, summarise, summarise_counts
from kdcl.testing.plausible import build_table, draw_ratings

LAW: Final = build_framework(
    [[2, 3, 1], [1, 2], [3]],
    build_rules(build_rule(1, 40), build_rule(2, 60, ["1.1"], below_percent=80), build_rule(3, 80, ["1.1", "2.1"])),
)
"""A small one: an engine takes long to plan what it does with 28 criteria, and does nothing else with them."""
COUNT: Final = 24
SCHOOLS: Final = [draw_ratings(LAW, number, open_share=0.1) for number in range(1, COUNT + 1)]
SCORES: Final = [kdcl.score(ratings, LAW) for ratings in SCHOOLS]
REGIONS: Final = [None if number % 4 == 3 else f"region {number % 4}" for number in range(COUNT)]
WIDE: Final = pl.DataFrame(build_table(LAW, COUNT, open_share=0.1)).with_columns(pl.Series("region", REGIONS))
LONG: Final = melt_ratings(WIDE.drop("region")).drop_nulls().join(WIDE.select("school", "region"), on="school")


def same(table: pl.DataFrame) -> Any:  # noqa: ANN401 - a table of any library
    """Return the table as it is."""
    return table


def to_duckdb(table: pl.DataFrame) -> Any:  # noqa: ANN401 - a table of DuckDB
    """Return the table as a relation of DuckDB."""
    return duckdb.connect().from_arrow(table.to_arrow())


def rows_of(table: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a table of any library
    """Return the rows of a table."""
    rows: list[tuple[Any, ...]] = table.rows() if isinstance(table, pl.DataFrame) else table.fetchall()
    return rows


@pytest.mark.parametrize("convert", [same, to_duckdb])
class TestCounts:
    """A summary says what counting the schools one by one says."""

    def test_levels_by_region(self, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Schools at each level in each region, those of no region too."""
        scored = score_schools(convert(WIDE), LAW)
        expected = Counter(zip(REGIONS, (score.level for score in SCORES), strict=True))
        found = {(region, level): count for region, level, count, _ in rows_of(summarise_levels(scored, ["region"]))}
        assert found == dict(expected)

    @pytest.mark.parametrize("table", [WIDE, LONG], ids=["wide", "long"])
    def test_criteria_by_region(self, table: pl.DataFrame, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Schools that meet, fail and have left open each criterion; what has no row at all is open."""
        expected = Counter(
            (region, str(criterion.code), criterion.verdict)
            for region, score in zip(REGIONS, SCORES, strict=True)
            for criterion in score.criteria
        )
        rows = rows_of(summarise_criteria(convert(table), LAW, ["region"]))
        assert len(rows) == 4 * len(LAW.criteria)
        for region, criterion, met, not_met, open_, total in rows:
            assert met == expected[region, criterion, Rating.MET]
            assert not_met == expected[region, criterion, Rating.NOT_MET]
            assert (open_, total) == (expected[region, criterion, None], COUNT // 4)

    def test_the_whole(self, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Without groups all schools are one."""
        scored = score_schools(convert(WIDE), LAW)
        assert sum(row[1] for row in rows_of(summarise_levels(scored))) == COUNT
        assert {row[-1] for row in rows_of(summarise_criteria(convert(WIDE), LAW))} == {COUNT}


class TestNobodyIsNamed:
    """Counts are of groups; a group that is nearly one school is none."""

    def test_small_groups_are_left_out(self) -> None:
        """Seven schools and more are asked for, and each region has six."""
        scored = score_schools(WIDE, LAW)
        assert summarise_levels(scored, ["region"], fewest=7).rows() == []
        assert summarise_criteria(WIDE, LAW, ["region"], fewest=7).rows() == []

    def test_schools_without_a_verdict_are_not_counted(self) -> None:
        """A school rated twice in one indicator is in no count."""
        twice = pl.concat([LONG, LONG.filter(pl.col("school") == "0001")])
        assert set(summarise_criteria(twice, LAW)["schools_total"]) == {COUNT - 1}
        assert set(summarise_levels(score_schools(twice, LAW))["schools_total"]) == {COUNT - 1}


class TestYears:
    """The same schools in two years are told apart by the year."""

    def test_change_between_years(self) -> None:
        """The year is part of what tells a school, and of what is told."""
        years = pl.concat([LONG.with_columns(pl.lit(year).alias("year")) for year in (2016, 2017)])
        names = Names(year="year")
        scored = score_schools(years, LAW, names)
        assert scored["is_scored"].all()
        found = summarise_levels(scored, ["year"])
        assert dict(found.group_by("year").agg(pl.col("schools").sum()).rows()) == {2016: COUNT, 2017: COUNT}
        criteria = summarise_criteria(years, LAW, ["year"], names)
        assert set(criteria["schools_total"]) == {COUNT}

    def test_a_missing_column(self) -> None:
        """It is named with those there are."""
        with pytest.raises(FrameError, match="it has: school"):
            summarise_criteria(WIDE, LAW, ["province"])


OTHERS: Final = WIDE.with_columns(
    region=pl.Series([["", "difficult", None][number % 3] for number in range(COUNT)]),
    kind=pl.Series([["lower_secondary", "upper_secondary"][number % 2] for number in range(COUNT)]),
)
OTHERS_LONG: Final = melt_ratings(WIDE.drop("region")).join(OTHERS.select("school", "region", "kind"), on="school")


@pytest.mark.parametrize("convert", [same, to_duckdb])
@pytest.mark.parametrize("table", [OTHERS, OTHERS_LONG], ids=["wide", "long"])
class TestAlike:
    """Schools of a table counted for a paper are those counted one by one."""

    def test_equal_to_results(self, table: pl.DataFrame, convert: Callable[[pl.DataFrame], Any]) -> None:
        """The summary is that of the results of each school."""
        groups = Groups(category="kind", region="region")
        counted = count_alike(convert(table), LAW, groups=groups)
        results = [
            SchoolResult(
                framework=LAW.id,
                category=kind,
                region=region or "",
                level=score.level,
                not_met=tuple(map(str, score.not_met)),
                open=tuple(map(str, score.open)),
            )
            for region, kind, score in zip(OTHERS["region"], OTHERS["kind"], SCORES, strict=True)
        ]
        frameworks = {LAW.id: LAW}
        assert summarise_counts(counted, frameworks) == summarise(results, frameworks)

    def test_what_is_no_group(self, table: pl.DataFrame, convert: Callable[[pl.DataFrame], Any]) -> None:
        """A value that is no region is told with those that are; a missing column with those there are."""
        with pytest.raises(FrameError, match="lower_secondary, upper_secondary"):
            count_alike(convert(table), LAW, groups=Groups(region="kind"))
        with pytest.raises(FrameError, match="it has: "):
            count_alike(convert(table), LAW, groups=Groups(region="place"))


class TestAlikeSeveral:
    """Years and frameworks of one table."""

    def test_years_and_frameworks(self) -> None:
        """Each school is counted in each year by itself, under its framework; one of unknown rules is not."""
        years = pl.concat(
            [OTHERS_LONG.with_columns(pl.lit(year).alias("year"), pl.lit(LAW.id).alias("law")) for year in (16, 17)]
        )
        years = pl.concat([years, years.with_columns(pl.lit("none").alias("law"))])
        names = Names(framework="law", year="year")
        counted = count_alike(years, [LAW, kdcl.get_framework("tt42-2012/secondary")], names)
        summary = summarise_counts(counted, {LAW.id: LAW})
        assert summary.schools == 2 * COUNT
        assert [each.key for each in summary.levels_by(By.YEAR)] == [("16",), ("17",)]

    @pytest.mark.parametrize("passes", [1, 3])
    def test_rows_that_differ(self, passes: int) -> None:
        """A school in two regions is in none: it is told."""
        moved = OTHERS_LONG.with_columns(
            region=pl.when((pl.col("school") == "0002") & (pl.col("indicator") == "1.1.a"))
            .then(pl.lit("other"))
            .otherwise("region")
        )
        with pytest.raises(FrameError, match="differ here: 1; keep one"):
            count_alike(moved.lazy(), LAW, groups=Groups(region="region"), passes=passes)


MEASURES: Final = pl.DataFrame(
    {
        "school": [str(number) for number in range(8)] * 2,
        "indicator": ["2.2.b"] * 8 + ["1.2.a"] * 8,
        "metric": ["a"] * 8 + ["b"] * 8,
        "verdict": ["met"] * 5 + ["not_met"] * 2 + ["not_judged"] + ["not_judged"] * 6 + ["met"] * 2,
        "number": [float(number) for number in range(7)] + [None] * 7 + [1.0, 2.0],
    }
)


@pytest.mark.parametrize("convert", [same, to_duckdb])
class TestMeasures:
    """How the values of measures lie, and how many schools meet them."""

    def test_counts_and_quartiles(self, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Quartiles of the known values, as `kdcl.summaries` has them; of two values none."""
        rows = {row[0]: row[2:] for row in rows_of(summarise_measures(convert(MEASURES)))}
        lower, middle, upper = map(float, find_quartiles([Fraction(number) for number in range(7)]))
        assert rows == {"2.2.b": (5, 2, 1, 7, lower, middle, upper), "1.2.a": (2, 0, 6, 2, None, None, None)}

    def test_small_groups_are_left_out(self, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Four schools in each region are too few."""
        regions = MEASURES.with_columns(region=pl.Series(["a", "b"] * 8))
        assert rows_of(summarise_measures(convert(regions), ["region"])) == []
        assert len(rows_of(summarise_measures(convert(regions), ["region"], fewest=4))) == 4


def test_an_engine_without_quantiles() -> None:
    """It is told which engines have them."""
    with pytest.raises(FrameError, match="give one of Polars"):
        summarise_measures(MEASURES.to_arrow())
