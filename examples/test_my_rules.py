"""Tests as a school's own tool would keep them: the rules it relies on, checked against the library's public names.

    python -m pytest examples/test_my_rules.py

Change the numbers to those of your school. When the library learns a rule better, these tests say so first.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import kdcl

SCHOOL_FILE = Path(__file__).parent / "primary-2017.json"


@pytest.fixture(scope="module")
def primary() -> kdcl.Framework:
    """Return the framework of primary schools."""
    return kdcl.get_framework("tt42-2012/primary")


def rate_without(framework: kdcl.Framework, *not_met: str) -> dict[str, str]:
    """Return ratings in which everything is met but the first indicator of the criteria named."""
    ratings = {str(indicator.code): "met" for indicator in framework.indicators}
    return ratings | {f"{criterion}.a": "not_met" for criterion in not_met}


class TestLevels:
    """Article 31, clause 1: the levels of primary schools."""

    def test_level_1_begins_at_60_percent(self, primary: kdcl.Framework) -> None:
        """Seventeen of 28 criteria (60.71 %) are enough for level 1, sixteen (57.14 %) are not."""
        codes = [str(criterion.code) for criterion in primary.criteria]
        assert kdcl.score(rate_without(primary, *codes[17:]), primary).level == kdcl.Level.ONE
        assert kdcl.score(rate_without(primary, *codes[16:]), primary).level is None

    @pytest.mark.parametrize("criterion", ["1.2", "3.6", "5.4"])
    def test_one_required_criterion_keeps_a_school_from_level_2(self, primary: kdcl.Framework, criterion: str) -> None:
        """Of 28 criteria 27 are met, but one that is required by name is missing."""
        assert kdcl.score(rate_without(primary, criterion), primary).level == kdcl.Level.ONE

    def test_a_criterion_is_met_only_with_all_its_indicators(self, primary: kdcl.Framework) -> None:
        """One indicator that is not met is enough to fail its criterion, and no other."""
        assert [str(code) for code in kdcl.score(rate_without(primary, "3.5"), primary).not_met] == ["3.5"]

    def test_what_is_not_assessed_is_not_failed(self, primary: kdcl.Framework) -> None:
        """A school that has rated nothing has no level yet, and every level still before it."""
        nothing: dict[str, str] = {}
        assert kdcl.score(nothing, primary).not_met == ()
        assert kdcl.bounds(nothing, primary).highest == kdcl.Level.THREE


class TestCodes:
    """The notation [Hn-a-bc-de] of evidence codes."""

    def test_codes_are_ordered_by_number(self) -> None:
        """The tenth criterion comes after the ninth."""
        assert kdcl.CriterionCode.parse("1.10") > kdcl.CriterionCode.parse("1.9")

    @pytest.mark.parametrize("typed", ["h1.1.03.02", "H1-1-03- 02", "[H1–1–03–02]"])
    def test_our_ways_of_typing_are_understood(self, typed: str) -> None:
        """What our teachers type means one official code."""
        assert str(kdcl.EvidenceCode.normalize(typed)) == "[H1-1-03-02]"

    def test_a_code_without_its_number_is_refused(self) -> None:
        """Half a code is an error, never a guess."""
        with pytest.raises(kdcl.KdclError):
            kdcl.EvidenceCode.normalize("H1-1-03")


class TestOurSchool:
    """What we promise of our own file."""

    def test_the_target_is_reached(self) -> None:
        """The level of the plan is reached, whatever the lists that were not read contain."""
        school = kdcl.load(SCHOOL_FILE)
        score = kdcl.score(school.ratings, kdcl.get_framework(school.framework))
        assert score.certain_level is not None
        assert school.plan.target_level is not None
        assert score.certain_level >= school.plan.target_level

    def test_every_cited_code_is_in_the_list(self) -> None:
        """No statement rests on evidence that nobody listed."""
        school = kdcl.load(SCHOOL_FILE)
        listed = {evidence.code for evidence in school.evidence}
        texts = [paragraph.text for sheet in school.sheets for paragraph in sheet.current_state]
        cited = {found.code for text in texts for found in kdcl.find_codes(text)}
        assert cited == listed
