"""What somebody who builds on the library tries first, and what it then does."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

import kdcl
from kdcl import (
    Rating,
    Ratings,
    SelfAssessment,
    bounds,
    build_report,
    gap,
    get_document,
    get_framework,
    load,
    score,
)
from kdcl.errors import RatingsError, UnknownFrameworkError
from kdcl.external.checks import check_external
from kdcl.external.comparing import score_team
from kdcl.measures import judge_all, suggest_from
from kdcl.school import RatingLike

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SHORT = 200
"""Characters that a line of a terminal or a cell of a notebook shows at a glance."""


class Cell:
    """A cell of a table of another library: it holds a value of its own and gives Python's when asked."""

    def __init__(self, *, value: object) -> None:
        """Hold a value."""
        self._value = value

    def item(self) -> object:
        """Return the value as Python has it."""
        return self._value


Cell.__module__ = "numpy"


class Missing:
    """What stands in a table of another library where nothing is known; it has no value of Python."""


Missing.__module__ = "pandas.core"


@pytest.fixture(scope="module")
def assessment() -> SelfAssessment:
    """Return a school's whole file."""
    return load(EXAMPLES / "primary-2017.json")


class TestNames:
    """Names that are tried on the face."""

    @pytest.mark.parametrize("name", ["__version__", "Council", "CriterionSheet", "json_schema"])
    def test_are_there(self, name: str) -> None:
        """What people look for beside the facts they build is on the face."""
        assert getattr(kdcl, name) is not None

    def test_the_release(self) -> None:
        """The version is the one that was installed."""
        assert kdcl.__version__ == version("kdcl")

    @pytest.mark.parametrize("name", ["primary", "secondary"])
    def test_a_framework_by_its_institution(self, name: str) -> None:
        """The part of the id that tells shipped frameworks apart is enough, and gives the same object."""
        assert get_framework(name) is get_framework(f"tt42-2012/{name}")

    def test_no_framework_by_less(self) -> None:
        """What several ids have in common names none of them."""
        with pytest.raises(UnknownFrameworkError):
            get_framework("tt42-2012")


class TestRatings:
    """Ratings are taken as people have them, and what may mean two things is refused."""

    @pytest.mark.parametrize(
        ("said", "rating"),
        [
            (Rating.MET, Rating.MET),
            ("met", Rating.MET),
            ("not_met", Rating.NOT_MET),
            ("\u0110\u1ea1t", Rating.MET),
            (" kh\u00f4ng  \u0111\u1ea1t ", Rating.NOT_MET),
            ("\u0111a\u0323t", Rating.MET),
            (True, Rating.MET),
            (False, Rating.NOT_MET),
            (None, None),
            ("", None),
            (float("nan"), None),
            (Cell(value=True), Rating.MET),
            (Cell(value=float("nan")), None),
            (Missing(), None),
        ],
    )
    def test_values(self, said: RatingLike, rating: Rating | None) -> None:
        """A rating, its value, the words of reports, a truth value or a missing value of a table is read."""
        assert Rating.parse(said) is rating
        assert Ratings({"1.1.a": said}).get("1.1.a") is rating  # type: ignore[call-overload]  # a code as text is read

    @pytest.mark.parametrize("said", [1, 0, 2.0, Cell(value=1)])
    def test_numbers(self, said: RatingLike) -> None:
        """A number is refused and said to be ambiguous: in one list 1 is "met", in another a level."""
        with pytest.raises(RatingsError, match="may mean anything"):
            Ratings({"1.1.a": said})

    @pytest.mark.parametrize("said", ["ch\u01b0a \u0111\u1ea1t", "dat", "\u0111\u1ea5t", "yes", b"met"])
    def test_other_words(self, said: RatingLike) -> None:
        """Words that are no plain verdict are refused: "not yet", letters without their accents, other languages."""
        with pytest.raises(RatingsError, match="is no rating"):
            Ratings({"1.1.a": said})

    def test_strictly(self) -> None:
        """Where it is asked for, values are those of a school's file and no others."""
        assert Ratings({"1.1.a": "met"}, is_strict=True) == {kdcl.IndicatorCode.parse("1.1.a"): Rating.MET}
        with pytest.raises(RatingsError):
            Ratings({"1.1.a": True}, is_strict=True)

    def test_pairs_and_columns(self) -> None:
        """Pairs, and whatever has items as a column of a table does, are the same ratings as a mapping."""
        pairs = [("1.1.a", True), ("1.1.b", False), ("1.1.c", None)]
        column = SimpleNamespace(items=lambda: iter(pairs))
        assert Ratings(pairs) == Ratings(column) == Ratings({"1.1.a": "met", "1.1.b": "not_met"})

    def test_tables_of_others(self) -> None:
        """A row and a column of pandas, rows and columns of Polars are taken as they come."""
        pd, pl = pytest.importorskip("pandas"), pytest.importorskip("polars")
        expected = Ratings({"1.1.a": "met", "1.1.b": "not_met"})
        wide = {"1.1.a": [True], "1.1.b": [False], "1.1.c": [None]}
        assert Ratings(pd.DataFrame(wide).loc[0]) == Ratings(pl.DataFrame(wide).row(0, named=True)) == expected
        long = pl.DataFrame({"indicator": list(wide), "rating": ["met", "not_met", None]})
        assert Ratings(long.iter_rows()) == Ratings(zip(long["indicator"], long["rating"], strict=True)) == expected
        assert Ratings(long.to_pandas().set_index("indicator")["rating"]) == expected

    @pytest.mark.parametrize("given", ["1.1.a", 5, ["1.1.a"], [("1.1.a",)], [("1.1.a", "met", "")]])
    def test_other_things(self, given: object) -> None:
        """What holds no ratings raises a `TypeError` that says what does."""
        with pytest.raises(TypeError, match="ratings are given as"):
            Ratings(given)  # type: ignore[arg-type]  # what a type checker refuses, running refuses

    def test_a_score_takes_them(self) -> None:
        """`score` takes what `Ratings` takes."""
        framework = get_framework("primary")
        assert score({"1.1.a": True}, framework).indicators_met == 1


class TestCalls:
    """One order everywhere: the facts, the framework, the rest; a file names its framework itself."""

    def test_a_file_is_enough(self, assessment: SelfAssessment) -> None:
        """What everybody writes in three lines is one, and says the same."""
        framework = get_framework(assessment.framework)
        assert score(assessment) == score(assessment, framework) == score(assessment.ratings, framework)
        assert bounds(assessment) == bounds(assessment.ratings, framework)
        assert gap(assessment, 2) == gap(assessment, level=2) == gap(assessment.ratings, framework, 2)
        assert kdcl.check(assessment) == kdcl.check(assessment, framework)
        assert kdcl.suggest(assessment) == kdcl.suggest(
            assessment.data, framework, assessment.school, assessment.school_year
        )
        assert kdcl.coverage(assessment) == kdcl.coverage(assessment, framework)
        assert kdcl.next_year(assessment) == kdcl.next_year(assessment, framework)
        assert build_report(assessment) == build_report(assessment, framework)

    @pytest.mark.parametrize(
        ("call", "right"),
        [
            (score, "score(ratings, framework)"),
            (bounds, "bounds(ratings, framework)"),
            (partial(gap, level=1), "gap(ratings, framework, level)"),
            (partial(kdcl.suggest, school=None), "suggest(data, framework, school)"),
            (suggest_from, "suggest_from(figures, framework)"),
            (judge_all, "judge_all(figures, framework)"),
            (kdcl.check, "check(assessment, framework)"),
            (kdcl.coverage, "coverage(assessment, framework)"),
            (kdcl.next_year, "next_year(assessment, framework)"),
            (build_report, "build_report(assessment, framework)"),
            (get_document("plan").build, "build_plan(assessment, framework)"),
            (check_external, "check_external(external, framework)"),
            (score_team, "score_team(external, framework)"),
        ],
    )
    def test_the_other_order(self, call: Callable[..., object], right: str, assessment: SelfAssessment) -> None:
        """The framework first raises a `TypeError` that shows the right call."""
        with pytest.raises(TypeError, match=re.escape(f"the facts come first and the framework second: call {right}")):
            call(get_framework("primary"), assessment)

    def test_ratings_alone_name_no_framework(self, assessment: SelfAssessment) -> None:
        """Ratings, figures and a level that are not enough say what is missing, as a type checker does."""
        with pytest.raises(TypeError, match=re.escape("which framework they are of: call score(ratings, framework)")):
            score({"1.1.a": "met"})  # type: ignore[call-overload]  # what a type checker refuses, running refuses
        with pytest.raises(TypeError, match="which level is to be reached"):
            gap(assessment)  # type: ignore[call-overload]  # what a type checker refuses, running refuses
        with pytest.raises(TypeError, match="which school they are of"):
            kdcl.suggest(assessment.data, get_framework("primary"))  # type: ignore[call-overload]  # the same

    def test_other_things(self, assessment: SelfAssessment) -> None:
        """A path, a framework's id or another thing in a place is named with what belongs there."""
        with pytest.raises(TypeError, match=re.escape("not 'school.json': load it with kdcl.load")):
            kdcl.check("school.json")  # type: ignore[arg-type]  # what a type checker refuses, running refuses
        with pytest.raises(TypeError, match="takes a SelfAssessment, not Ratings"):
            build_report(assessment.ratings)  # type: ignore[arg-type]  # the same
        with pytest.raises(TypeError, match=re.escape("not 'primary': get it with kdcl.get_framework")):
            kdcl.check(assessment, "primary")  # type: ignore[arg-type]  # the same
        with pytest.raises(TypeError, match="takes a Framework, not int"):
            kdcl.check(assessment, 42)  # type: ignore[arg-type]  # the same

    def test_a_file_of_an_unknown_framework(self, assessment: SelfAssessment) -> None:
        """A file that names a framework nobody knows says so."""
        with pytest.raises(UnknownFrameworkError):
            score(attrs.evolve(assessment, framework="tt42-2012/nursery"))


class TestWhatItSaysOfItself:
    """`repr` of what holds much says what it is in a line."""

    def test_results_are_short(self, assessment: SelfAssessment) -> None:
        """Neither a framework, an item of it, a school's file, a score nor a document fills a screen."""
        framework = get_framework(assessment.framework)
        scored = score(assessment.ratings, framework)
        shown = [
            framework,
            *framework.standards,
            *framework.criteria,
            *framework.indicators,
            assessment,
            scored,
            bounds(assessment.ratings, framework),
            build_report(assessment, framework),
        ]
        assert max(len(repr(each)) for each in shown) <= SHORT

    def test_it_says_what_it_is(self, assessment: SelfAssessment) -> None:
        """The id, the school, the level or the title is in it."""
        framework = get_framework(assessment.framework)
        assert "5 standards, 28 criteria, 84 indicators" in repr(framework)
        assert assessment.school.name in repr(assessment)
        assert "level 1" in repr(score(assessment.ratings, framework))
        assert "sections" in repr(build_report(assessment, framework))

    def test_a_gap_is_told_by_its_items(self, assessment: SelfAssessment) -> None:
        """The smallest step names its indicators."""
        step = gap(assessment.ratings, get_framework(assessment.framework), 3)
        assert step is not None
        assert all(str(item.code) in repr(step) for item in step.items)
