"""What somebody who builds on the library tries first, and what it then does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Final

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
from kdcl.documents import DOCUMENTS
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
            ("\u00d0\u1ea1t", Rating.MET),
            ("kh\u00f4ng \u00f0\u1ea1t", Rating.NOT_MET),
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

    def test_a_key_that_is_no_text(self) -> None:
        """A row of a table with numbers for codes is refused with all of them, not with an error of Python's own."""
        with pytest.raises(RatingsError) as caught:
            Ratings({5: "met", None: "met", "1.1.a": "met"})  # type: ignore[arg-type] # as told
        assert [problem.path for problem in caught.value.problems] == ["ratings.5", "ratings.None"]

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
        assert all(form.build(assessment) for form in DOCUMENTS)

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
            (get_document("work-plan").build, "build_work_plan(assessment, framework)"),
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

    def test_what_is_not_loaded_or_made_yet(self, assessment: SelfAssessment) -> None:
        """A path, an id, a file or a format where facts, a framework or a document belong say what to call first."""
        with pytest.raises(TypeError, match=re.escape("not 'school.json': load it with kdcl.load")):
            score(Path("school.json"))  # type: ignore[call-overload]  # what a type checker refuses, running refuses
        with pytest.raises(TypeError, match="takes files or frameworks, not 'primary'"):
            kdcl.diff("primary", "secondary")
        with pytest.raises(TypeError, match="a Document first, not a name"):
            kdcl.render("html", build_report(assessment))  # type: ignore[arg-type]  # the same
        with pytest.raises(TypeError, match="not SelfAssessment: make one with build_report"):
            kdcl.render(assessment, "html")  # type: ignore[arg-type]  # the same
        with pytest.raises(ValueError, match=re.escape("5 is no level; give one of: 1, 2, 3")):
            gap(assessment, 5)
        with pytest.raises(ValueError, match="'sure' is no basis; give one of: 'assumed'"):
            gap(assessment, 3, basis="sure")

    def test_one_check(self, assessment: SelfAssessment) -> None:
        """One id may be given as it is."""
        only = kdcl.check(assessment, only="evidence-before-period")
        assert {finding.check for finding in only} == {"evidence-before-period"}

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


FACTS: Final[dict[str, str]] = {
    "the release": "kdcl.__version__",
    "which frameworks there are": "kdcl.available_frameworks()[0] == 'tt42-2012/primary'",
    "a framework by its institution": "kdcl.get_framework('primary').id == 'tt42-2012/primary'",
    "how many criteria": "len(primary.criteria) == 28",
    "how many indicators": "len(primary.indicators) == 84",
    "a standard": "primary[1].number == 1",
    "a criterion": "primary['1.3'].title.vi",
    "an indicator": "primary['1.3.b'].requirement.vi",
    "a criterion by its code": "primary[kdcl.CriterionCode(1, 3)].code == kdcl.CriterionCode.parse('1.3')",
    "whether there is one": "'1.3' in primary and '9.9' not in primary",
    "the standards in order": "[standard.number for standard in primary] == [1, 2, 3, 4, 5]",
    "where it stands in the law": "str(primary.get_criterion('1.3').citation)",
    "codes in order": "kdcl.CriterionCode.parse('1.9') < kdcl.CriterionCode.parse('1.10')",
    "a code of evidence": "str(kdcl.EvidenceCode.parse('[H1-1-03-02]')) == '[H1-1-03-02]'",
    "a code badly typed": "str(kdcl.EvidenceCode.normalize('H1.1.3.2')) == '[H1-1-03-02]'",
    "codes in a text": "kdcl.find_codes('see [H1-1-03-02]')[0].code.number == 2",
    "a school year": "str(kdcl.SchoolYear.parse('2017-2018')) == '2017-2018'",
    "a school year as a number": "kdcl.SchoolYear(2017).start == 2017",
    "the score of a file": "kdcl.score(school).level == 1",
    "the score of ratings": "kdcl.score({'1.1.a': 'met'}, primary).indicators_met == 1",
    "the score of truth values": "kdcl.score({'1.1.a': True, '1.1.b': False}, primary).indicators_not_met == 1",
    "the score of what reports say": "kdcl.score({'1.1.a': 'Đạt'}, primary).indicators_met == 1",
    "a level compares with a number": "kdcl.Level.TWO > 1 and kdcl.Level(2) is kdcl.Level.TWO",
    "why": "kdcl.score(school).reasons",
    "what to know before relying on it": "kdcl.score(school).caveats",
    "criteria that are not met": "str(kdcl.score(school).not_met[0]) == '1.2'",
    "one criterion of a score": "kdcl.score(school).get_criterion('1.2').verdict == 'not_met'",
    "a score as plain values": "kdcl.score(school).to_dict()['level'] == 1",
    "what is still possible": "kdcl.bounds(school).highest == 1",
    "what is missing": "[str(item.code) for item in kdcl.gap(school, 3).items] == ['1.2.b', '3.6.a']",
    "what is missing, by keyword": "kdcl.gap(school, level=3) == kdcl.gap(school, 3)",
    "whether nothing is": "kdcl.gap(school, 1).is_closed",
    "findings": "all(finding.severity == 'note' for finding in kdcl.check(school))",
    "findings of one check": "kdcl.check(school, only=['dangling-code']) == ()",
    "how many findings": "len(kdcl.check(school)) == 3",
    "the errors among them": "kdcl.check(school).errors == () == kdcl.check(school).warnings",
    "what matters": "{each.severity for each in kdcl.check(school)} == {kdcl.Severity.NOTE}",
    "a finding": "isinstance(kdcl.check(school)[0], kdcl.Finding)",
    "which documents there are": "'plan' in kdcl.available_documents()",
    "which formats there are": "'docx' in kdcl.available_renderers()",
    "what the figures say": "len(kdcl.suggest(school)) > 10",
    "the evidence of a file": "len(kdcl.EvidenceRegister.of(school).items) == len(school.evidence)",
    "the next code": "str(kdcl.EvidenceRegister.of(school).next_code(kdcl.CriterionCode(1, 1))).startswith('[H1-1-01')",
    "one piece of evidence": "school.find_evidence(school.evidence[0].code) is school.evidence[0]",
    "one sheet": "str(school.find_sheet(kdcl.CriterionCode(1, 1)).criterion) == '1.1'",
    "how the evidence covers the letter": "kdcl.coverage(school)",
    "a report": "kdcl.build_report(school).title",
    "a report in English": "kdcl.build_report(school, language='en').language == 'en'",
    "a report as text": "kdcl.render(kdcl.build_report(school), 'text')",
    "another document": "kdcl.get_document('plan').build(school).title",
    "a file and back": "kdcl.loads(kdcl.dumps(school)) == school",
    "a file as plain values": "json.loads(kdcl.dumps(school))['school_year'] == '2017-2018'",
    "no differences": "kdcl.diff(school, school) == ()",
    "next year": "kdcl.next_year(school).facts.school_year == kdcl.SchoolYear(2018)",
    "a copy with another text": "attrs.evolve(school, introduction='A').introduction == 'A'",
    "ratings of a file": "str(school.ratings['1.2.b']) == 'not_met'",
    "what was found, in words": "'list of evidence, row' in str(kdcl.check(school)[-1])",
    "the words with a blank": "kdcl.Rating.parse('not met') is kdcl.Rating.NOT_MET",
    "an error of a rating": "'may mean anything' in str(raised(lambda: kdcl.Rating.parse(1)))",
    "two frameworks": "len(repr(kdcl.diff(primary, kdcl.get_framework('secondary')))) < 200",
    "a file of one's own": "kdcl.SelfAssessment(framework='tt42-2012/primary', school=kdcl.School(name='A'), "
    "school_year=kdcl.SchoolYear(2017), ratings={'1.1.a': True}).ratings",
    "an error that says what is meant": "'primary' in str(raised(lambda: kdcl.get_framework('tt42-2012/primry')))",
    "an error of the library": "isinstance(raised(lambda: kdcl.loads('{')), kdcl.KdclError)",
    "in Vietnamese": "kdcl.use_language('en') and str(kdcl.gap(school, 3)).startswith('indicators')",
}
"""What is tried first, as it is typed: each gives something true."""


def raised(call: Callable[[], object]) -> Exception:
    """Return what a call raises."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the guess says which one it is
        call()
    return caught.value


class TestAsTyped:
    """The first guesses, as they are typed."""

    def test_there_are_fifty(self) -> None:
        """They are as many as were tried when 20 of 50 failed."""
        assert len(FACTS) >= 50

    @pytest.mark.parametrize("wanted", FACTS)
    def test_a_guess(self, wanted: str, assessment: SelfAssessment) -> None:
        """It works as it stands."""
        names = {"kdcl": kdcl, "school": assessment, "primary": get_framework("primary"), "attrs": attrs}
        assert eval(FACTS[wanted], {**names, "json": json, "raised": raised})  # noqa: S307 - the lines above
