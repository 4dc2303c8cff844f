"""The strategies for users draw what they promise."""

from __future__ import annotations

import unicodedata

import attrs
from hypothesis import given

from drawing import draw, examples
from kdcl import testing
from kdcl.checks import CHECKS, check
from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.school import Evidence, Ratings, School, SelfAssessment
from kdcl.standards import get_framework

PRIMARY = get_framework("tt42-2012/primary")
NO_FILE_HOLDS = {"unprintable-character"}
"""Found only in facts that were built in memory: loading refuses it, so no file is drawn with it."""


class TestStrategies:
    """Codes, texts, ratings and whole self-assessments."""

    @given(testing.texts())
    def test_texts_can_stand_in_any_document(self, text: str) -> None:
        """Texts are in NFC and hold no control character but tab and line break."""
        assert unicodedata.is_normalized("NFC", text)
        assert all(unicodedata.category(sign) not in {"Cc", "Cs"} or sign in "\t\n" for sign in text)

    @given(testing.criterion_codes(), testing.indicator_codes(), testing.evidence_codes())
    def test_codes_are_read_back(
        self, criterion: CriterionCode, indicator: IndicatorCode, evidence: EvidenceCode
    ) -> None:
        """Codes of any framework parse from what they print."""
        assert CriterionCode.parse(str(criterion)) == criterion
        assert IndicatorCode.parse(str(indicator)) == indicator
        assert EvidenceCode.parse(str(evidence)) == evidence

    @examples(10)
    @given(testing.ratings(PRIMARY, is_complete=True))
    def test_complete_ratings_leave_nothing_open(self, rated: Ratings) -> None:
        """Every indicator of the framework is rated."""
        assert len(rated) == len(PRIMARY.indicators)

    @examples(5)
    @given(testing.schools(), testing.evidence(), testing.evidence(PRIMARY))
    def test_parts_are_drawn_by_themselves(self, school: School, anything: Evidence, own: Evidence) -> None:
        """A school is drawn without a framework, evidence without one or of its criteria."""
        assert attrs.evolve(school, name="A").name == "A"
        assert EvidenceCode.parse(str(anything.code)) == anything.code
        assert own.code.criterion_code in PRIMARY

    @examples(10)
    @given(testing.self_assessments(PRIMARY))
    def test_self_assessments_fit_their_framework(self, assessment: SelfAssessment) -> None:
        """Ratings, sheets and evidence belong to criteria that the framework has."""
        assert all(code in PRIMARY for code in assessment.ratings)
        assert all(sheet.criterion in PRIMARY for sheet in assessment.sheets)
        assert all(row.code.criterion_code in PRIMARY for row in assessment.evidence)

    def test_every_check_finds_something_in_some_self_assessment(self) -> None:
        """No check stays silent on all that is drawn with slips; a new check may need a slip of its own."""
        silent = {rule.id for rule in CHECKS} - NO_FILE_HOLDS
        for number in (
            15,
            60,
            300,
        ):  # what is drawn depends on the release of Hypothesis; the last is hardly ever needed
            for drawn in draw(testing.self_assessments(PRIMARY, has_slips=True), number) if silent else ():
                silent.difference_update(issue.check for issue in check(drawn, PRIMARY, only=silent))
        assert silent == set()
