"""The facts of a school."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.errors import CodeError, RatingsError
from kdcl.school import CriterionSheet, Evidence, Rating, Ratings, School, SchoolYear, SelfAssessment, StandardSummary
from kdcl.testing import ratings, school_years

_KEYS = st.sampled_from(["1.10.a", "1.9.a", "1.2.b", "1.2.c", "2.1.a", "1.1", "zzz", IndicatorCode(1, 2, "b")])
_SAID = st.sampled_from(["met", "not_met", "", "\u0111\u1ea1t", "yes", None, True, Rating.MET, 1, ("met",), ["met"]])


def _read_or_refuse(form: Any, *, is_strict: bool) -> object:  # noqa: ANN401 - whatever people give
    try:
        read = Ratings(form, is_strict=is_strict)
    except RatingsError as error:
        return str(error)
    return [*read.items()]


class TestRatings:
    """What a school says of its indicators: met, not met, or nothing."""

    def test_reads_text_and_orders_by_number(self) -> None:
        """Keys and values may be text; 1.10 comes after 1.9."""
        rated = Ratings({"1.10.a": "met", "1.9.a": "not_met"})
        assert [str(code) for code in rated] == ["1.9.a", "1.10.a"]
        assert rated["1.10.a"] is Rating.MET
        assert rated[IndicatorCode(1, 9, "a")] is Rating.NOT_MET
        assert IndicatorCode(1, 1, "a") not in rated

    @pytest.mark.parametrize("key", ["zzz", "", "1.1", "1.10.b", "1.10.z", 5, None])
    def test_what_is_no_code_is_in_none(self, key: object) -> None:
        """Asking whether something is rated is no mistake, whatever it is."""
        assert key not in Ratings({"1.10.a": "met"})

    def test_reports_every_flaw_at_once(self) -> None:
        """A bad key, a bad value and a doubled indicator are reported together."""
        pairs: Any = {"1.1": "met", "1.2.a": "yes", "1.3.a": "met", IndicatorCode(1, 3, "a"): "met"}
        with pytest.raises(RatingsError) as caught:
            Ratings(pairs)
        assert [problem.path for problem in caught.value.problems] == ["ratings.1.1", "ratings.1.2.a", "ratings.1.3.a"]

    @given(st.dictionaries(_KEYS, _SAID, max_size=6), st.booleans())
    def test_a_dictionary_is_read_as_pairs_are(self, given_as: dict[Any, Any], is_strict: bool) -> None:
        """What is read in one go, texts from codes to plain words, gives what each pair by itself gives, flaws too."""
        found, expected = (_read_or_refuse(form, is_strict=is_strict) for form in (given_as, [*given_as.items()]))
        assert found == expected

    def test_more_keys_than_a_framework_has(self) -> None:
        """They are read one by one, so that nothing so large is kept."""
        many = {f"{standard}.{number}.a": "met" for standard in range(1, 12) for number in range(1, 100)}
        assert len(Ratings(many)) == len(many) == 1089

    @given(ratings())
    def test_changes_make_new_ratings(self, rated: Ratings) -> None:
        """A change gives new ratings, None takes one away, and equal ratings have equal hashes."""
        code = IndicatorCode(1, 1, "a")
        changed = rated.with_ratings({code: Rating.MET})
        assert changed[code] is Rating.MET
        assert code not in changed.with_ratings({code: None})
        assert hash(Ratings(dict(rated))) == hash(rated)

    def test_survives_copying_and_pickling(self) -> None:
        """Ratings pickle, and the copy is equal."""
        rated = Ratings({"1.1.a": "met"})
        assert pickle.loads(pickle.dumps(rated)) == rated  # noqa: S301 - the bytes were made here

    def test_shows_itself_as_in_a_file(self) -> None:
        """The representation is what a file holds."""
        assert repr(Ratings({"1.1.a": "met"})) == "Ratings({'1.1.a': 'met'})"
        assert len(Ratings()) == 0


class TestSchoolYear:
    """A school year is written with two years that follow each other."""

    @given(school_years())
    def test_reads_what_it_writes(self, year: SchoolYear) -> None:
        """Parsing the text gives the year back."""
        assert SchoolYear.parse(str(year)) == year

    @pytest.mark.parametrize(("text", "position"), [("2017", 0), ("2017-2019", 5), ("2017 - 2018", 0)])
    def test_refuses_anything_else(self, text: str, position: int) -> None:
        """The error names the text and the place."""
        with pytest.raises(CodeError) as caught:
            SchoolYear.parse(text)
        assert (caught.value.value, caught.value.position) == (text, position)


def test_finds_sheets_and_evidence_by_code() -> None:
    """Sheets are found by criterion and evidence by code; where there is none, None is the answer."""
    code, criterion = EvidenceCode(1, 1, 1, 1), CriterionCode(1, 1)
    sheet, evidence = CriterionSheet(criterion=criterion), Evidence(code=code, name="A")
    summary = StandardSummary(standard=1)
    assessment = SelfAssessment(
        framework="x",
        school=School(name="A"),
        school_year=SchoolYear(2017),
        sheets=(sheet,),
        standards=(summary,),
        evidence=(evidence,),
    )
    assert assessment.find_sheet(criterion) is sheet
    assert assessment.find_sheet(CriterionCode(1, 2)) is None
    assert assessment.find_standard(1) is summary
    assert assessment.find_standard(2) is None
    assert assessment.find_evidence(code) is evidence
    assert assessment.find_evidence(EvidenceCode(1, 1, 1, 2)) is None
