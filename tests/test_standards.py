"""The law as it is shipped: Circular 42/2012/TT-BGDĐT for primary and secondary schools."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
from collections.abc import Iterator

import attrs
import pytest

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law import Framework, InstitutionType, Level, LevelReading, LevelRules, Region, SchoolCategory, Status
from kdcl.messages import BilingualText
from kdcl.standards import get_framework

PRIMARY = "tt42-2012/primary"
SECONDARY = "tt42-2012/secondary"
BOTH = (PRIMARY, SECONDARY)
LEVEL_2_LIST = [
    "1.1", "1.2", "1.4", "1.6", "2.1", "2.2", "2.3", "2.5", "3.6", "4.1", "5.1", "5.2", "5.4", "5.6", "5.7"
]  # fmt: skip


@pytest.fixture(params=BOTH)
def framework(request: pytest.FixtureRequest) -> Framework:
    """Return each shipped framework in turn."""
    return get_framework(request.param)


def rules_of(framework_id: str) -> LevelRules:
    """Return the level rules of a framework that has them."""
    rules = get_framework(framework_id).level_rules
    assert rules is not None
    return rules


def iter_values(value: object) -> Iterator[object]:
    """Iterate over a value and everything in it."""
    yield value
    kind = type(value)
    if isinstance(value, tuple):
        for part in value:
            yield from iter_values(part)
    elif attrs.has(kind):
        for name in attrs.fields_dict(kind):
            yield from iter_values(getattr(value, name))


class TestTree:
    """Articles 5-9 (primary) and 10-14 (secondary): standards, criteria, indicators."""

    @pytest.mark.parametrize(
        ("framework_id", "criteria", "indicators"),
        [(PRIMARY, [7, 5, 6, 3, 7], 84), (SECONDARY, [10, 5, 6, 3, 12], 108)],
    )
    def test_counts(self, framework_id: str, criteria: list[int], indicators: int) -> None:
        """Primary has 5 standards, 28 criteria and 84 indicators; secondary 5, 36 and 108."""
        framework = get_framework(framework_id)
        assert [len(standard.criteria) for standard in framework] == criteria
        assert len(framework.criteria) == sum(criteria)
        assert len(framework.indicators) == indicators

    def test_three_indicators_each(self, framework: Framework) -> None:
        """Every criterion has the indicators a, b and c."""
        for criterion in framework.criteria:
            assert "".join(indicator.code.letter for indicator in criterion.indicators) == "abc"

    def test_order(self, framework: Framework) -> None:
        """Iteration is in the law's order, in which 1.10 comes after 1.9."""
        codes = [indicator.code for indicator in framework.indicators]
        assert codes == sorted(codes)
        assert [standard.number for standard in framework] == [1, 2, 3, 4, 5]

    def test_lookup(self) -> None:
        """Items are found by the law's numbers."""
        framework = get_framework(SECONDARY)
        assert framework.get_criterion("5.12").code == CriterionCode(5, 12)
        assert framework.get_indicator("1.10.c").code == IndicatorCode(1, 10, "c")
        assert framework[2].title.en == "Managers, teachers, staff and students"

    def test_head(self) -> None:
        """The circular applied to schools from 6 January 2013 to 10 October 2018."""
        primary = get_framework(PRIMARY)
        assert primary.institution is InstitutionType.PRIMARY
        assert primary.title == BilingualText("Trường tiểu học", "Primary school")
        assert str(primary.circular.number) == "42/2012/TT-BGDĐT"
        assert primary.circular.issued == dt.date(2012, 11, 23)
        assert primary.circular.in_force == dt.date(2013, 1, 6)
        assert primary.circular.find_end() == dt.date(2018, 10, 10)
        assert get_framework(SECONDARY).circular == primary.circular

    @pytest.mark.parametrize(("framework_id", "first"), [(PRIMARY, 5), (SECONDARY, 10)])
    def test_citations(self, framework_id: str, first: int) -> None:
        """A standard is an article, a criterion a clause, an indicator a point: inferred, and marked so."""
        for indicator in get_framework(framework_id).indicators:
            code, citation = indicator.code, indicator.citation
            assert citation.article == first + code.standard - 1
            assert (citation.clause, citation.point) == (code.criterion, code.letter)
            assert citation.status is Status.INFERRED

    def test_requirements_are_verified(self, framework: Framework) -> None:
        """The requirements were verified against letter 46."""
        assert {indicator.status for indicator in framework.indicators} == {Status.VERIFIED}


class TestText:
    """What the law says, in both languages."""

    def test_bilingual(self, framework: Framework) -> None:
        """Every statement is there in Vietnamese and in English, and they are not the same text."""
        statements = [value for value in iter_values(framework.standards) if isinstance(value, BilingualText)]
        assert len(statements) > 400
        for statement in statements:
            assert statement.vi.strip()
            assert statement.en.strip()
            assert statement.vi != statement.en

    def test_unicode(self, framework: Framework) -> None:
        """Every text is in Unicode NFC, without blanks at its ends or doubled."""
        values = [getattr(framework, field.name) for field in attrs.fields(Framework)]
        texts = [text for value in values for text in iter_values(value) if isinstance(text, str)]
        for text in texts:
            assert unicodedata.is_normalized("NFC", text)
            assert text == " ".join(text.split())

    def test_evidence(self, framework: Framework) -> None:
        """Every indicator has suggested evidence; the first suggestion stands in for nothing."""
        for indicator in framework.indicators:
            assert indicator.evidence
            assert not indicator.evidence[0].is_alternative

    def test_no_suggestion_twice(self, framework: Framework) -> None:
        """No indicator suggests the same evidence twice."""
        for indicator in framework.indicators:
            texts = [suggestion.text.vi for suggestion in indicator.evidence]
            assert len(texts) == len(set(texts))


class TestValue:
    """A framework is a frozen, hashable value."""

    def test_cached(self) -> None:
        """Asking twice gives the same object."""
        assert get_framework(PRIMARY) is get_framework(PRIMARY)

    def test_hashable(self) -> None:
        """Frameworks, and everything in them, can be members of a set."""
        primary, secondary = map(get_framework, BOTH)
        assert len({primary, secondary, primary}) == 2
        assert len({*primary.standards, *secondary.standards}) == 10
        assert len({rules_of(PRIMARY), rules_of(SECONDARY)}) == 2
        assert len({*primary.measures}) == 22

    def test_frozen(self) -> None:
        """Nothing in it can be changed."""
        for name in attrs.fields_dict(Framework):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(get_framework(PRIMARY), name, None)


class TestLevelRules:
    """Article 31, clauses 1 and 2."""

    @pytest.mark.parametrize("framework_id", BOTH)
    def test_percentages(self, framework_id: str) -> None:
        """Level 1 from 60 %, level 2 from 70 % and below 85 %, level 3 from 85 %."""
        found = [(rule.level, rule.at_least_percent, rule.below_percent) for rule in rules_of(framework_id).rules]
        assert found == [(Level.ONE, 60, None), (Level.TWO, 70, 85), (Level.THREE, 85, None)]

    @pytest.mark.parametrize("framework_id", BOTH)
    def test_reading(self, framework_id: str) -> None:
        """Levels are shipped as cumulative."""
        assert rules_of(framework_id).reading is LevelReading.CUMULATIVE

    def test_primary_status(self) -> None:
        """Clause 1 was read but for the list of level 3, which is assumed to contain that of level 2."""
        one, two, three = rules_of(PRIMARY).rules
        assert (one.is_verified, two.is_verified, three.is_verified) == (True, True, False)
        assert (three.status, three.required_status) == (Status.VERIFIED, Status.UNKNOWN)
        assert one.required == ()
        assert [str(code) for code in two.required] == LEVEL_2_LIST
        assert three.required == two.required
        assert str(three.assumption).startswith("the level 3 list contains at least the level 2 list; the software")

    def test_secondary_status(self) -> None:
        """Clause 2 is inferred; in place of the unread lists stands that of the software, which names no level."""
        rules = rules_of(SECONDARY).rules
        assert [rule.status for rule in rules] == [Status.INFERRED] * 3
        assert [rule.required_status for rule in rules] == [Status.INFERRED, Status.UNKNOWN, Status.UNKNOWN]
        assert [len(rule.required) for rule in rules] == [0, 18, 18]
        assert rules[1].required == rules[2].required
        assert [rule.assumption_status for rule in rules] == [None, Status.PRACTICE, Status.PRACTICE]
        assert all("names no level" in rule.assumption.en for rule in rules if rule.assumption)

    @pytest.mark.parametrize("framework_id", [PRIMARY, SECONDARY])
    def test_open_readings(self, framework_id: str) -> None:
        """The upper bound and what makes a criterion met are read as inferred, the latter with its source."""
        rules = rules_of(framework_id)
        assert (rules.reading_status, rules.criterion_status) == (Status.INFERRED, Status.INFERRED)
        assert rules.criterion_rule is not None

    @pytest.mark.parametrize(("framework_id", "clause"), [(PRIMARY, 1), (SECONDARY, 2)])
    def test_citations(self, framework_id: str, clause: int) -> None:
        """Each level is a point of its clause; a citation is as sure as its rule."""
        rules = rules_of(framework_id)
        assert (rules.citation.article, rules.citation.clause) == (31, clause)
        for rule, point in zip(rules.rules, "abc", strict=True):
            assert (rule.citation.article, rule.citation.clause, rule.citation.point) == (31, clause, point)
            assert rule.citation.status is rule.status


class TestMeasures:
    """The numeric requirements, as letter 46 reads them."""

    def test_counts(self) -> None:
        """There are 43 of them: 22 for primary and 21 for secondary schools."""
        assert [len(get_framework(framework_id).measures) for framework_id in BOTH] == [22, 21]

    def test_order(self, framework: Framework) -> None:
        """They stand in the order of their indicators."""
        codes = [measure.indicator for measure in framework.measures]
        assert codes == sorted(codes)

    def test_shares(self, framework: Framework) -> None:
        """A share, and only a share, names what it is taken of, and is at most 100."""
        for measure in framework.measures:
            assert (measure.unit == "%") == (measure.population is not None)
            if measure.unit == "%":
                assert all(float(threshold.value) <= 100 for threshold in measure.thresholds)

    def test_regions(self, framework: Framework) -> None:
        """A threshold for difficult regions is never stricter than the one for others."""
        for measure in framework.measures:
            for one, other in itertools.pairwise(measure.thresholds):
                if one.region is Region.DIFFICULT:
                    assert (one.category, other.region) == (other.category, Region.OTHER)
                    easier, stricter = sorted(
                        (float(one.value), float(other.value)), reverse=measure.comparison == "<="
                    )
                    assert (float(one.value), float(other.value)) == (easier, stricter)

    def test_exact(self) -> None:
        """Numbers are kept as the law writes them: 1.20 teachers for each class, 0.2 % suspended."""
        teachers = [m for m in get_framework(PRIMARY).measures if m.metric == "teachers_per_class"]
        assert [(m.thresholds[0].value, m.condition) for m in teachers] == [
            ("1.20", (("sessions_per_day", 1),)),
            ("1.50", (("sessions_per_day", 2),)),
        ]
        (suspended,) = [m for m in get_framework(SECONDARY).measures if m.metric == "students_suspended"]
        gifted = [t.value for t in suspended.thresholds if t.category is SchoolCategory.GIFTED]
        assert gifted == ["0.2", "0.2"]

    def test_categories(self) -> None:
        """Only secondary schools have categories."""
        thresholds = {
            framework_id: [t for m in get_framework(framework_id).measures for t in m.thresholds]
            for framework_id in BOTH
        }
        assert {threshold.category for threshold in thresholds[PRIMARY]} == {None}
        assert {threshold.category for threshold in thresholds[SECONDARY]} == {None, *SchoolCategory}

    def test_status(self, framework: Framework) -> None:
        """Every number that decides was verified against letter 46; each says whether the circular itself has it."""
        assert {measure.status for measure in framework.measures if measure.decides} == {Status.VERIFIED}
        assert {measure.letter for measure in framework.measures} == {None, framework.letter}
