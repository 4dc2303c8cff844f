"""Plausible schools: the same everywhere, with ratings that go together, figures that fit, evidence that is cited."""

from __future__ import annotations

from collections import Counter
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kdcl
from drawing import examples
from kdcl.codes import find_codes
from kdcl.convert import dumps, loads
from kdcl.figures.reckoning import Figures
from kdcl.law import Framework
from kdcl.school import Rating
from kdcl.testing.plausible import build_school, build_table, draw_ratings, iter_schools

PRIMARY, SECONDARY = (kdcl.get_framework(f"tt42-2012/{name}") for name in ("primary", "secondary"))
FRAMEWORKS = st.sampled_from([PRIMARY, SECONDARY])
NUMBERS = st.integers(1, 10**6)
EXPECTED = ["3.2.a", "3.2.b", "5.2.a"]


class TestSchools:
    """A school of a framework, a seed and a number."""

    @examples(12)
    @given(FRAMEWORKS, NUMBERS)
    def test_a_school_is_a_file_without_errors(self, framework: Framework, number: int) -> None:
        """It loads as it was dumped, and no check finds an error in it."""
        school = build_school(framework, number, open_share=0.1)
        assert loads(dumps(school)) == school
        assert [issue for issue in kdcl.check(school, framework) if issue.severity == "error"] == []

    @given(FRAMEWORKS, NUMBERS)
    def test_figures_fit(self, framework: Framework, number: int) -> None:
        """Stated totals agree with their parts, no part exceeds its whole, and nothing is stated that is not asked."""
        school = build_school(framework, number)
        figures = Figures.of(school, framework)
        assert (figures.disagreements(), figures.breaches(), figures.strangers()) == ((), (), ())
        assert figures.find("pupils.total", school.school_year) is not None

    @given(FRAMEWORKS, NUMBERS)
    def test_every_piece_of_evidence_is_cited(self, framework: Framework, number: int) -> None:
        """Codes are numbered from 1 in each criterion, and each stands in a statement of its criterion."""
        school = build_school(framework, number)
        cited = {
            found.code for sheet in school.sheets for part in sheet.current_state for found in find_codes(part.text)
        }
        assert cited == {each.code for each in school.evidence}

    def test_the_same_everywhere(self) -> None:
        """The first school of the first set is this one on every machine."""
        failed = [str(code) for code, rating in draw_ratings(PRIMARY, 1).items() if rating is Rating.NOT_MET]
        assert failed == EXPECTED
        assert next(iter_schools(PRIMARY, 1)) == build_school(PRIMARY, 1)
        assert draw_ratings(PRIMARY, 1) != draw_ratings(PRIMARY, 1, seed=1)


@pytest.fixture(scope="module")
def table() -> dict[str, list[str | None]]:
    """Return two hundred schools as columns."""
    return build_table(PRIMARY, 200)


class TestRatings:
    """Ratings that go together as those of real schools do."""

    def test_most_indicators_are_met(self, table: dict[str, list[str | None]]) -> None:
        """About nine of ten, and none of them by every school or by none."""
        shares = [fmean(cell == "met" for cell in table[str(each.code)]) for each in PRIMARY.indicators]
        assert 0.8 < fmean(shares) < 0.96
        assert min(shares) > 0.5

    def test_every_level_is_reached_by_some(self) -> None:
        """Among two hundred there are schools at level 3, at level 1 and below it.

        Whoever meets the list of level 2 mostly meets 85 % too, and the list of level 3 is assumed to be the same.
        """
        levels = Counter(kdcl.score(draw_ratings(PRIMARY, number), PRIMARY).level for number in range(1, 201))
        assert min(levels[None], levels[kdcl.Level.ONE], levels[kdcl.Level.THREE]) > 5

    def test_indicators_of_one_criterion_fail_together(self, table: dict[str, list[str | None]]) -> None:
        """Where one fails, its neighbour fails more often than elsewhere."""
        pairs = [(f"{each.code}.a", f"{each.code}.b") for each in PRIMARY.criteria]
        cells = [
            (a == "not_met", b == "not_met") for one, two in pairs for a, b in zip(table[one], table[two], strict=True)
        ]
        given_failed = fmean(b for a, b in cells if a)
        assert given_failed > 2 * fmean(b for _, b in cells)

    def test_open_criteria(self) -> None:
        """The share that is asked for is open, whole criteria at a time."""
        ratings = [draw_ratings(PRIMARY, number, open_share=0.25) for number in range(50)]
        assert 0.15 < 1 - fmean(len(each) for each in ratings) / len(PRIMARY.indicators) < 0.35
        assert None in build_table(PRIMARY, 20, open_share=0.5)["1.1.a"]
