"""Many schools at once: the same verdicts as school by school, on every engine, lazily, with nothing dropped."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import SimpleNamespace
from typing import Any, Final

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from sqlframe.duckdb import DuckDBSession

import kdcl
from drawing import examples
from frameworks import build_framework, build_rule, build_rules, ratings_of, small_frameworks
from kdcl.errors import FrameError, FrameworkError, MissingExtraError
from kdcl.frames import PASSES, VERDICT_COLUMNS, Names, find_table_problems, melt_ratings, score_schools
from kdcl.frames.native import build_beside, open_table
from kdcl.frames.plan import column_names
from kdcl.law import Framework, LevelReading, Status
from kdcl.school import Rating, Ratings

PRIMARY: Final = kdcl.get_framework("tt42-2012/primary")
SECONDARY: Final = kdcl.get_framework("tt42-2012/secondary")
HAS_DASK: Final = importlib.util.find_spec("dask") is not None
HAS_SPARK: Final = importlib.util.find_spec("pyspark") is not None


def tell_by_school(framework: Framework, ratings: Ratings) -> dict[str, Any]:
    """Return what the table has to say of a school, by the functions for one school."""
    score, bounds = kdcl.score(ratings, framework), kdcl.bounds(ratings, framework)
    said = {name: getattr(score, name) for name in VERDICT_COLUMNS if hasattr(score, name)}
    said |= {name: getattr(bounds, name) for name in VERDICT_COLUMNS if hasattr(bounds, name)}
    by_assumption = len({score.level, score.certain_level, score.supported_level}) > 1
    said |= {"is_scored": True, "is_by_assumption": by_assumption}
    # An engine may multiply by the reciprocal: shares are for show, and no verdict rests on them.
    shares = {f"{what}_share": float(getattr(score, f"{what}_share").fraction) for what in ("indicators", "criteria")}
    return {**said, **{name: pytest.approx(share) for name, share in shares.items()}}


def as_wide(framework: Framework, schools: Sequence[Ratings]) -> pl.DataFrame:
    """Return a wide table of some schools, numbered from 0."""
    columns = {str(each.code): [ratings.get(each.code) for ratings in schools] for each in framework.indicators}
    cells = {name: [None if cell is None else str(cell) for cell in cells] for name, cells in columns.items()}
    return pl.DataFrame(
        {"school": [str(number) for number in range(len(schools))], **cells},
        schema_overrides=dict.fromkeys(cells, pl.String),
    )


def as_long(framework: Framework, schools: Sequence[Ratings]) -> pl.DataFrame:
    """Return a long table of the same schools."""
    long: pl.DataFrame = melt_ratings(as_wide(framework, schools))
    return long


def by_school(table: Any) -> dict[str, dict[str, Any]]:  # noqa: ANN401 - a table of any library
    """Return the rows of a scored table of any engine, by school; a gap is None."""
    opened = nw.from_native(table)
    frame = opened.collect() if isinstance(opened, nw.LazyFrame) else opened
    rows = frame.to_native().astype(object).to_dict("records") if is_pandas(frame) else frame.rows(named=True)
    return {
        str(row["school"]): {name: None if pd.isna(value) else value for name, value in row.items()} for row in rows
    }


def is_pandas(frame: nw.DataFrame[Any]) -> bool:
    """Return whether a table is one of pandas, whose gaps are no None."""
    return bool(frame.implementation.is_pandas())


def disagreements(framework: Framework, schools: Sequence[Ratings], *scored: Any) -> list[tuple[str, str, Any, Any]]:  # noqa: ANN401 - see by_school
    """Return where scored tables and the functions for one school do not say the same."""
    told = {str(number): tell_by_school(framework, ratings) for number, ratings in enumerate(schools)}
    differing = []
    for found in map(by_school, scored):
        assert sorted(found) == sorted(told)
        differing += [
            (school, name, found[school][name], said)
            for school, words in told.items()
            for name, said in words.items()
            if found[school][name] != said
        ]
    return differing


@st.composite
def districts(draw: st.DrawFn) -> tuple[Framework, list[Ratings]]:
    """Draw a small framework with rules of its own, and some schools."""
    framework = draw(small_frameworks())
    return framework, draw(st.lists(ratings_of(framework), min_size=1, max_size=6))


class TestEqualToOneSchool:
    """Article 31: a school's level does not depend on how many schools are looked at."""

    @given(districts())
    @examples(15)
    def test_a_wide_table_says_what_each_school_is_told(self, drawn: tuple[Framework, list[Ratings]]) -> None:
        """Levels, bounds, counts and flags agree under any rules, readings and statuses."""
        framework, schools = drawn
        scored = score_schools(as_wide(framework, schools).lazy(), framework)
        assert disagreements(framework, schools, scored) == []

    @given(districts(), st.integers(1, 3))
    @examples(15)
    def test_a_long_table_says_what_each_school_is_told(
        self, drawn: tuple[Framework, list[Ratings]], passes: int
    ) -> None:
        """The packed numbers of the long way lose nothing, in however many passes."""
        framework, schools = drawn
        scored = score_schools(as_long(framework, schools).lazy(), framework, passes=passes)
        assert disagreements(framework, schools, scored) == []

    @pytest.mark.parametrize(
        "framework",
        [pytest.param(PRIMARY, id="primary"), pytest.param(SECONDARY, id="secondary", marks=pytest.mark.big)],
    )
    @pytest.mark.parametrize("reading", list(LevelReading))
    def test_the_shipped_frameworks(self, framework: Framework, reading: LevelReading) -> None:
        """Schools at and around every threshold of the law get the verdicts of `score` and `bounds`."""
        assert framework.level_rules is not None
        law = framework.with_level_rules(framework.level_rules.with_reading(reading))
        schools = list(around_thresholds(law))
        wide = as_wide(law, schools)
        assert disagreements(law, schools, score_schools(wide, law), score_schools(melt_ratings(wide), law)) == []

    @pytest.mark.parametrize("build", [as_wide, as_long])
    def test_the_order_of_rows_is_irrelevant(self, build: Callable[..., pl.DataFrame]) -> None:
        """A table from the last row to the first gives every school the same."""
        table = build(SMALL, around_thresholds(SMALL))
        assert by_school(score_schools(table.reverse(), SMALL)) == by_school(score_schools(table, SMALL))

    def test_four_groups_of_lists(self) -> None:
        """Lists that overlap without one holding the other: an open criterion may break one, the other, or both."""
        rules = build_rules(
            build_rule(1, 0, ["1.1"], below_percent=60),
            build_rule(2, 30, ["1.2", "1.3"], below_percent=80),
            build_rule(3, 50, ["1.1", "1.3", "2.1"], required_status=Status.UNKNOWN),
            reading=LevelReading.LITERAL,
        )
        framework = build_framework([[1, 1, 1], [1, 1]], rules)
        codes = [each.code for each in framework.indicators]
        options = [Rating.MET, Rating.NOT_MET, None]
        schools = [
            Ratings({code: rating for code, rating in zip(codes, row, strict=True) if rating})
            for row in itertools_product(options, len(codes))
        ]
        assert disagreements(framework, schools, score_schools(as_wide(framework, schools), framework)) == []


class TestPasses:
    """A table that is read several times says what it says when it is read once."""

    @pytest.mark.parametrize("has_codes", [pytest.param(False, marks=pytest.mark.big), True])
    def test_equal_to_one_pass(self, *, has_codes: bool) -> None:
        """Several frameworks, rows that cannot be counted, doubled ones, and texts that the engine keeps coded."""
        laws = (PRIMARY, SMALL)
        rows = [as_long(law, list(around_thresholds(law))[::9]).with_columns(law=pl.lit(law.id)) for law in laws]
        bad = [
            ("0", "9.9.a", "met", PRIMARY.id), ("1", "1.1.a", "met", PRIMARY.id), ("0", "1.1.a", "yes", SMALL.id),
            ("3", None, "met", PRIMARY.id), (None, "1.1.a", "met", PRIMARY.id), ("8", None, None, PRIMARY.id),
            ("9", "1.1.a", "met", "none"), ("9", "1.1.a", "met", None), ("3", "2.1.a", "", SMALL.id),
        ]  # fmt: skip
        told = pl.DataFrame(bad, ["school", "indicator", "rating", "law"], orient="row")
        table = pl.concat([*rows, told.select(rows[0].columns)])
        if has_codes:
            table = table.with_columns(pl.col("indicator", "rating", "law").cast(pl.Categorical))
        whole, *others = (
            score_schools(table.lazy(), laws, Names(framework="law"), passes=number).collect().sort("law", "school")
            for number in (1, 2, PASSES, 99)
        )
        for parts in others:
            assert_frame_equal(parts, whole)
        assert whole["is_scored"].sum() > whole["is_scored"].len() / 2

    def test_only_what_is_read_more_than_once_can_be(self) -> None:
        """An eager table is read once, whatever is asked for."""
        table = as_long(SMALL, DISTRICT)
        assert_frame_equal(score_schools(table, SMALL, passes=2), score_schools(table, SMALL), check_row_order=False)


def itertools_product(options: Sequence[Rating | None], size: int) -> list[tuple[Rating | None, ...]]:
    """Return every way to rate so many indicators."""
    rows: list[tuple[Rating | None, ...]] = [()]
    for _ in range(size):
        rows = [(*row, option) for row in rows for option in options]
    return rows


def around_thresholds(framework: Framework) -> list[Ratings]:
    """Return schools that fail or leave open the first or the last so many criteria, and some that do both."""
    firsts = [criterion.indicators[0].code for criterion in framework.criteria]
    every = {indicator.code: Rating.MET for indicator in framework.indicators}
    schools = [Ratings({}), Ratings(every)]
    for order in (firsts, firsts[::-1]):
        for number in range(1, len(order), 2):
            failed = {**every, **dict.fromkeys(order[:number], Rating.NOT_MET)}
            schools.append(Ratings(failed))
            schools.append(Ratings({code: each for code, each in every.items() if code not in order[:number]}))
            left = order[number : number + 3]
            schools.append(Ratings({code: each for code, each in failed.items() if code not in left}))
    return schools


def to_dask(table: pl.DataFrame) -> Any:  # noqa: ANN401 - a table of Dask
    """Return a table of Dask in two parts."""
    import dask.dataframe as dd  # noqa: PLC0415 - only where it is installed

    return dd.from_pandas(table.to_pandas(), npartitions=2)


def to_spark(table: pl.DataFrame) -> Any:  # noqa: ANN401 - a table of Spark
    """Return a table of Spark on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is installed

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.bindAddress": "127.0.0.1",
    }
    session = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    return session.createDataFrame(table.rows(), table.columns)


ENGINES: Final = {
    "polars": lambda table: table,
    "polars-lazy": lambda table: table.lazy(),
    "pandas": lambda table: table.to_pandas(),
    "pandas-arrow": pytest.param(
        lambda table: table.to_pandas(use_pyarrow_extension_array=True), marks=pytest.mark.big, id="pandas-arrow"
    ),
    "pyarrow": pytest.param(lambda table: table.to_arrow(), marks=pytest.mark.big, id="pyarrow"),
    "duckdb": lambda table: duckdb.connect().from_arrow(table.to_arrow()),
    "dask": pytest.param(
        to_dask, marks=[pytest.mark.big, pytest.mark.skipif(not HAS_DASK, reason="Dask is not installed")]
    ),
    "pyspark": pytest.param(
        to_spark, marks=[pytest.mark.big, pytest.mark.skipif(not HAS_SPARK, reason="PySpark is not installed")]
    ),
}
SMALL: Final = build_framework(
    [[2, 3], [1, 2]],
    build_rules(build_rule(1, 40), build_rule(2, 60, ["1.1"], below_percent=80), build_rule(3, 80, ["1.1", "2.1"])),
)
DISTRICT: Final = [
    Ratings({}),
    Ratings({each.code: Rating.MET for each in SMALL.indicators}),
    Ratings({"1.1.a": "met", "1.1.b": "not_met", "2.1.a": "met", "2.2.a": "met"}),
    Ratings({"1.1.a": "met", "1.1.b": "met", "2.1.a": "met"}),
]


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning", "ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "convert", [pytest.param(each, id=name) if callable(each) else each for name, each in ENGINES.items()]
)
class TestEngines:
    """The engines do the work, each on its own tables."""

    @pytest.mark.parametrize("build", [as_wide, as_long])
    def test_every_engine_gives_the_same(
        self, convert: Callable[[pl.DataFrame], Any], build: Callable[..., pl.DataFrame]
    ) -> None:
        """The same call on a table of any engine gives a table of that engine with the same verdicts."""
        given = convert(build(SMALL, DISTRICT))
        scored = score_schools(given, SMALL)
        assert type(scored) is type(given)
        assert disagreements(SMALL, DISTRICT, scored) == []

    def test_every_engine_lists_the_same_problems(self, convert: Callable[[pl.DataFrame], Any]) -> None:
        """Doubled rows, unknown indicators and strange ratings are told alike."""
        if convert is to_dask:
            pytest.skip("Dask takes its time, and nothing here is its own")
        rows = [
            ("A", "1.1.a", "met"),
            ("A", "1.1.a", "met"),
            ("A", "9.9.a", "met"),
            ("B", "1.1.a", "yes"),
            ("C", "", ""),
        ]
        table = convert(pl.DataFrame(rows, schema=["school", "indicator", "rating"], orient="row"))
        assert list_problems(find_table_problems(table, SMALL)) == [
            ("A", "1.1.a", None, "repeated_rating", 2),
            ("A", "9.9.a", "met", "unknown_indicator", 1),
            ("B", "1.1.a", "yes", "unknown_rating", 1),
        ]
        assert {school: row["is_scored"] for school, row in by_school(score_schools(table, SMALL)).items()} == {
            "A": False,
            "B": False,
            "C": True,
        }


def list_problems(table: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - a table of any library
    """Return the rows of a table of problems in order; a gap is None."""
    opened = nw.from_native(table)
    frame = opened.collect() if isinstance(opened, nw.LazyFrame) else opened
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.rows()]
    return sorted(rows, key=lambda row: [str(cell) for cell in row])


class TestSmallTables:
    """The one table that is made on the way is made by the engine of the table it is joined with."""

    def build_spark(self) -> Any:  # noqa: ANN401 - a table of SQLFrame
        """Return a table of SQLFrame, which speaks as Spark does and needs no Java."""
        return DuckDBSession().createDataFrame([("A", "met")], schema=["school", "a_name"])

    def test_beside_a_table_of_spark(self) -> None:
        """It comes from the session of the other table."""
        small = build_beside(nw.from_native(self.build_spark()), {"indicator": ["1.1.a"], "weight": [1]})
        assert small.collect().rows() == [("1.1.a", 1)]  # type: ignore[union-attr] # Spark is lazy

    def test_columns_with_dots_are_renamed_for_spark(self) -> None:
        """Spark takes a dot for the way into a nested value."""

        class Dotted:
            """What of a table of Spark is asked for."""

            columns = ("school", "1.1.a")
            renamed: tuple[str, ...] = ()

            def toDF(self, *names: str) -> Any:  # noqa: ANN401, N802 - the name is Spark's
                """Take the names, and return a table."""
                self.renamed = names
                return pl.DataFrame({"school": ["A"]})

        Dotted.__module__ = "pyspark.sql.dataframe"
        table = Dotted()
        assert column_names(open_table(table)) == ["school"]
        assert table.renamed == ("school", "1_1_a")

    def test_an_engine_without_a_way(self) -> None:
        """Where no small table can be made, the error says what to do."""
        strange: Any = SimpleNamespace(implementation=nw.Implementation.UNKNOWN, to_native=list)
        with pytest.raises(FrameError, match="give the wide table"):
            build_beside(strange, {"indicator": ["1.1.a"]})


class TestNothingIsCollected:
    """What was lazy stays lazy: the caller says when work is done, and where."""

    @pytest.mark.parametrize("build", [as_wide, as_long])
    @pytest.mark.parametrize("work", [score_schools, find_table_problems])
    def test_no_row_of_a_lazy_table_is_read(
        self, build: Callable[..., pl.DataFrame], work: Callable[[Any, Framework], Any]
    ) -> None:
        """A source that cannot be read does not hinder: it is asked for its columns alone."""
        table = build(SMALL, DISTRICT)

        def refuse(_: pl.DataFrame) -> pl.DataFrame:
            raise AssertionError("a row was read")

        source = table.lazy().map_batches(refuse, schema=table.schema)
        planned = work(source, SMALL)
        assert isinstance(planned, pl.LazyFrame)
        with pytest.raises(Exception, match="a row was read"):
            planned.collect()

    @pytest.mark.parametrize("build", [as_wide, as_long])
    def test_no_row_of_a_query_is_read(self, build: Callable[..., pl.DataFrame]) -> None:
        """A query of DuckDB that fails at its first row is planned and not run."""
        columns = ", ".join(f'"{name}"' for name in build(SMALL, DISTRICT).columns if name != "school")
        table = build(SMALL, DISTRICT).to_arrow()
        connection = duckdb.connect()
        connection.register("district", table)
        source = connection.sql(
            f"SELECT CASE WHEN length(school) < 9 THEN error('a row was read') END AS school, {columns} FROM district"  # noqa: S608 - names of columns
        )
        planned = score_schools(source, SMALL)
        with pytest.raises(duckdb.Error, match="a row was read"):
            planned.fetchall()


class TestWhatCannotBeCounted:
    """A conclusion that is not written down plainly is no verdict; nothing is dropped."""

    NAMES: Final = Names(framework="law")

    def build(self, rows: Sequence[tuple[str | None, ...]]) -> pl.DataFrame:
        """Return a long table with the id of a framework in each row."""
        return pl.DataFrame(
            rows, schema=dict.fromkeys(["law", "school", "indicator", "rating"], pl.String), orient="row"
        )

    def test_several_frameworks_in_one_table(self) -> None:
        """Each school is scored under its own; one under none of them keeps its row."""
        table = self.build(
            [
                (PRIMARY.id, "A", "1.1.a", "met"),
                (SECONDARY.id, "A", "1.1.a", "met"),
                ("other", "B", "1.1.a", "met"),
                (None, "C", "1.1.a", "met"),
            ]
        )
        scored = score_schools(table, [PRIMARY, SECONDARY], self.NAMES)
        assert sorted(scored.select("law", "school", "is_scored", "indicators_open").rows(), key=str) == [
            ("other", "B", False, None),
            (PRIMARY.id, "A", True, 83),
            (SECONDARY.id, "A", True, 107),
            (None, "C", False, None),
        ]
        problems = find_table_problems(table, [PRIMARY, SECONDARY], self.NAMES)
        assert sorted(problems["problem"]) == ["unknown_framework", "unknown_framework"]

    def test_wide_columns_of_another_framework(self) -> None:
        """A primary school may leave a column of secondary schools empty; a rating there is one too many."""
        table = pl.DataFrame(
            {
                "law": [PRIMARY.id] * 2,
                "school": ["A", "B"],
                "1_1_a": ["met", "met"],
                "5_12_a": [None, "met"],
                "size": [1, 2],
            }
        )
        scored = score_schools(table, [PRIMARY, SECONDARY], self.NAMES)
        assert scored.select("school", "size", "is_scored", "indicators_met").rows() == [
            ("A", 1, True, 1),
            ("B", 2, False, None),
        ]
        assert find_table_problems(table, [PRIMARY, SECONDARY], self.NAMES).rows() == [
            (PRIMARY.id, "B", "5.12.a", "met", "unknown_indicator", 1)
        ]

    def test_rows_without_a_school(self) -> None:
        """They are one row of the result, and one of the problems."""
        table = self.build([(PRIMARY.id, None, "1.1.a", "met"), (PRIMARY.id, "", "1.1.a", "met")])
        assert score_schools(table, PRIMARY, self.NAMES)["is_scored"].to_list() == [False, False]
        assert find_table_problems(table, PRIMARY, self.NAMES)["problem"].to_list() == ["unnamed_school"] * 2

    def test_a_rating_and_its_contrary(self) -> None:
        """Met and not met of one indicator are no rating: the school has no verdict."""
        table = self.build([(PRIMARY.id, "A", "1.1.a", "met"), (PRIMARY.id, "A", "1.1.a", "not_met")])
        assert score_schools(table, PRIMARY, self.NAMES)["is_scored"].to_list() == [False]

    def test_more_rows_than_a_number_can_count(self) -> None:
        """However often a row is repeated, the sums that run over are not believed."""
        table = pl.DataFrame({"school": ["A"], "indicator": ["1.15.a"], "rating": ["met"]})
        indicator = str(PRIMARY.criteria[14].indicators[2].code)
        table = table.with_columns(pl.lit(indicator).alias("indicator")).select(pl.all().repeat_by(2**18).explode())
        assert score_schools(table, PRIMARY)["is_scored"].to_list() == [False]

    def test_a_school_with_two_rows_of_a_wide_table(self) -> None:
        """Both rows stay and are scored by themselves; the problem says so."""
        table = pl.DataFrame({"school": [1, 1, None], "1.1.a": ["met", "not_met", None]})
        assert score_schools(table, PRIMARY)["is_scored"].to_list() == [True, True, False]
        assert sorted(find_table_problems(table, PRIMARY)["problem"]) == ["repeated_school", "unnamed_school"]

    def test_empty_cells_of_any_type_are_open(self) -> None:
        """A column without a rating may be of any type."""
        table = pl.DataFrame({"school": ["A"], "1.1.a": [None], "1.1.b": [""]})
        assert score_schools(table, PRIMARY)["indicators_open"].to_list() == [84]
        assert find_table_problems(table, PRIMARY).rows() == []


class TestMisuse:
    """What cannot be a table of schools is said with its remedy."""

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ("a text", "it is no table"),
            (pl.DataFrame({"name": ["A"]}), "the table has no such column"),
            (pl.DataFrame({"school": ["A"]}), "1.3.a or 1_3_a"),
            (pl.DataFrame({"school": ["A"], "1.1.a": ["met"], "1_1_a": ["met"]}), "keep one"),
            (pl.DataFrame({"school": ["A"], "1.1.a": ["met"], "level": [1]}), "rename it"),
        ],
    )
    def test_a_table_that_is_none(self, table: Any, message: str) -> None:  # noqa: ANN401 - anything
        """It names the column and what to do."""
        with pytest.raises(FrameError, match=message):
            score_schools(table, PRIMARY)

    def test_frameworks(self) -> None:
        """None, several without a column, and one without level rules are refused."""
        table = as_wide(SMALL, DISTRICT)
        with pytest.raises(FrameError, match="give those of the schools"):
            score_schools(table, [])
        with pytest.raises(FrameError, match="name the column"):
            score_schools(table, [PRIMARY, SECONDARY])
        with pytest.raises(FrameworkError, match="no level rules are known"):
            score_schools(table, build_framework([[1]]))

    def test_a_long_table_stays_as_it_is(self) -> None:
        """Melting what is long already changes nothing."""
        table = as_long(SMALL, DISTRICT)
        assert melt_ratings(table) is table

    def test_without_narwhals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The room says which extra brings what it needs."""
        for name in [name for name in sys.modules if name.split(".")[:2] == ["kdcl", "frames"]]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, "narwhals", None)
        with pytest.raises(MissingExtraError, match=r"pip install 'kdcl\[frames\]'"):
            import_module("kdcl.frames")
