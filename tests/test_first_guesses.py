"""What somebody who builds on the library tries first, and what it then does."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

import kdcl
from kdcl import Rating, Ratings, SelfAssessment, bounds, build_report, gap, get_framework, load, score
from kdcl.errors import RatingsError, UnknownFrameworkError
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

    @pytest.mark.parametrize("given", ["1.1.a", 5, ["1.1.a"], [("1.1.a",)], [("1.1.a", "met", "")]])
    def test_other_things(self, given: object) -> None:
        """What holds no ratings raises a `TypeError` that says what does."""
        with pytest.raises(TypeError, match="ratings are given as"):
            Ratings(given)  # type: ignore[arg-type]  # what a type checker refuses, running refuses

    def test_a_score_takes_them(self) -> None:
        """`score` takes what `Ratings` takes."""
        framework = get_framework("primary")
        assert score(framework, {"1.1.a": True}).indicators_met == 1


class TestWhatItSaysOfItself:
    """`repr` of what holds much says what it is in a line."""

    def test_results_are_short(self, assessment: SelfAssessment) -> None:
        """Neither a framework, an item of it, a school's file, a score nor a document fills a screen."""
        framework = get_framework(assessment.framework)
        scored = score(framework, assessment.ratings)
        shown = [
            framework,
            *framework.standards,
            *framework.criteria,
            *framework.indicators,
            assessment,
            scored,
            bounds(framework, assessment.ratings),
            build_report(assessment, framework),
        ]
        assert max(len(repr(each)) for each in shown) <= SHORT

    def test_it_says_what_it_is(self, assessment: SelfAssessment) -> None:
        """The id, the school, the level or the title is in it."""
        framework = get_framework(assessment.framework)
        assert "5 standards, 28 criteria, 84 indicators" in repr(framework)
        assert assessment.school.name in repr(assessment)
        assert "level 1" in repr(score(framework, assessment.ratings))
        assert "sections" in repr(build_report(assessment, framework))

    def test_a_gap_is_told_by_its_items(self, assessment: SelfAssessment) -> None:
        """The smallest step names its indicators."""
        step = gap(get_framework(assessment.framework), assessment.ratings, 3)
        assert step is not None
        assert all(str(item.code) in repr(step) for item in step.items)
