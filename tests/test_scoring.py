"""Scoring: the laws of levels, held against a brute-force oracle on small frameworks (Article 31)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks import TEXT, assessed, build_framework, build_rule, build_rules, small_frameworks
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError, RatingsError, UnknownItemError
from kdcl.law import Framework, Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import BilingualText, Share
from kdcl.school import CriterionSheet, Rating, Ratings, School, SchoolYear, SelfAssessment
from kdcl.scoring import (
    Basis,
    Score,
    bounds,
    find_suppositions,
    find_ways,
    gap,
    iter_other_levels,
    say_ways,
    score,
    with_percentages,
)
from kdcl.scoring.doubts import find_doubts
from kdcl.standards import get_framework

Assessed = tuple[Framework, Ratings]


def holds(rule: LevelRule, met: set[CriterionCode], total: int, reading: LevelReading) -> bool:
    """Say whether one rule holds as the article does, word by word."""
    bounded = reading is LevelReading.LITERAL and rule.below_percent is not None
    return (
        len(met) * 100 >= rule.at_least_percent * total
        and set(rule.required) <= met
        and not (bounded and len(met) * 100 >= (rule.below_percent or 0) * total)
    )


def highest(holding: Iterable[bool], reading: LevelReading) -> Level | None:
    """Say the level from whether each rule holds, the lowest first."""
    pairs: Iterable[tuple[Level, bool]] = zip(Level, holding, strict=False)
    if reading is LevelReading.CUMULATIVE:
        pairs = itertools.takewhile(lambda pair: pair[1], pairs)
    return max((level for level, is_held in pairs if is_held), default=None)


def oracle_level(rules: LevelRules, met: set[CriterionCode], total: int) -> Level | None:
    """Say the level by the rules as they are."""
    return highest((holds(rule, met, total, rules.reading) for rule in rules.rules), rules.reading)


def oracle_levels(framework: Framework, met: set[CriterionCode], basis: Basis | None) -> set[Level | None]:
    """Try every reading, every content of each open list and both ends of each open percentage.

    Without a basis, only lists that were not read are open, and no percentage is.
    """
    rules = framework.level_rules
    assert rules is not None
    every = tuple(criterion.code for criterion in framework.criteria)
    readings = [rules.reading] if rules.reading_status is Status.VERIFIED else list(LevelReading)
    open_lists = {Status.UNKNOWN, Status.PRACTICE} if basis is Basis.CERTAIN else {Status.UNKNOWN}
    open_percents = {Basis.CERTAIN: {Status.UNKNOWN, Status.INFERRED}, Basis.SUPPORTED: {Status.UNKNOWN}}
    found = set()
    for reading in readings:
        outcomes = []
        for rule in rules.rules:
            contents = [rule.required]
            if rule.required_status in open_lists:
                contents = [(), *((code,) for code in every), every]
            percents = [rule.at_least_percent]
            if basis is not None and rule.status in open_percents[basis]:
                percents += [0, 101]
            outcomes.append(
                {
                    holds(attrs.evolve(rule, required=content, at_least_percent=percent), met, len(every), reading)
                    for content in contents
                    for percent in percents
                }
            )
        found |= {highest(held, reading) for held in itertools.product(*outcomes)}
    return found


def met_criteria(framework: Framework, ratings: Ratings) -> set[CriterionCode]:
    """Return the criteria whose indicators are all met."""
    return {
        criterion.code
        for criterion in framework.criteria
        if all(ratings.get(indicator.code) is Rating.MET for indicator in criterion.indicators)
    }


def completions(framework: Framework, ratings: Ratings) -> Iterator[Ratings]:
    """Iterate over every way to assess the indicators that are open."""
    open_codes = [indicator.code for indicator in framework.indicators if indicator.code not in ratings]
    for choice in itertools.product(Rating, repeat=len(open_codes)):
        yield ratings.with_ratings(dict(zip(open_codes, choice, strict=True)))


def height(level: Level | None) -> int:
    """Return a number to compare levels by; no level is below level 1."""
    return level or 0


class TestCriterion:
    """A criterion is met exactly when all its indicators are."""

    @given(assessed())
    def test_verdict(self, drawn: Assessed) -> None:
        """The verdict follows from the ratings: all met, one not met, or otherwise open."""
        framework, ratings = drawn
        counted = score(ratings, framework)
        for criterion in framework.criteria:
            rated = [ratings.get(indicator.code) for indicator in criterion.indicators]
            expected = None
            if Rating.NOT_MET in rated:
                expected = Rating.NOT_MET
            elif None not in rated:
                expected = Rating.MET
            assert counted.get_criterion(criterion.code).verdict is expected

    @given(assessed())
    def test_sums(self, drawn: Assessed) -> None:
        """Every total is the sum of its parts, in the whole and in each standard."""
        framework, ratings = drawn
        counted = score(ratings, framework)
        for counts in (counted, *counted.standards):
            assert counts.criteria_met + counts.criteria_not_met + counts.criteria_open == counts.criteria_total
            assert counts.indicators_met + counts.indicators_not_met + counts.indicators_open == counts.indicators_total
            assert counts.criteria_share.fraction * counts.criteria_total == counts.criteria_met
            assert counts.indicators_share.fraction * counts.indicators_total == counts.indicators_met
        assert sum(standard.criteria_total for standard in counted.standards) == len(framework.criteria)
        assert counted.indicators_met == list(ratings.values()).count(Rating.MET)

    def test_look_up(self) -> None:
        """A criterion's count is found by its code, written or typed, and an unknown one is refused."""
        counted = score({"1.2.b": "not_met"}, build_framework([[1, 2]]))
        assert counted.get_criterion("1.2").not_met == (IndicatorCode(1, 2, "b"),)
        assert counted.get_criterion(CriterionCode(1, 2)).indicators_open == 1
        with pytest.raises(UnknownItemError, match=r"1\.3"):
            counted.get_criterion("1.3")


class TestLevel:
    """Article 31: a level is reached by the share of criteria met and the criteria required by name."""

    @given(assessed())
    def test_equals_the_oracle(self, drawn: Assessed) -> None:
        """The level is what the article says; the other two what it says at worst, tried out one by one."""
        framework, ratings = drawn
        counted = score(ratings, framework)
        met = met_criteria(framework, ratings)
        assert framework.level_rules is not None
        assert counted.level is oracle_level(framework.level_rules, met, len(framework.criteria))
        assert counted.certain_level is min(oracle_levels(framework, met, Basis.CERTAIN), key=height)
        assert counted.supported_level is min(oracle_levels(framework, met, Basis.SUPPORTED), key=height)
        assert height(counted.certain_level) <= height(counted.supported_level) <= height(counted.level)

    @given(assessed(LevelReading.CUMULATIVE), st.data())
    def test_monotone(self, drawn: Assessed, data: st.DataObject) -> None:
        """Turning an indicator to met never lowers the level under the cumulative reading."""
        framework, ratings = drawn
        code = data.draw(st.sampled_from([indicator.code for indicator in framework.indicators]))
        better = score(ratings.with_ratings({code: Rating.MET}), framework)
        assert height(better.level) >= height(score(ratings, framework).level)
        assert framework.level_rules is not None
        if framework.level_rules.reading_status is Status.VERIFIED:  # else an upper bound may exclude
            assert height(better.certain_level) >= height(score(ratings, framework).certain_level)

    @given(assessed(), st.randoms())
    def test_order_is_irrelevant(self, drawn: Assessed, random: Random) -> None:
        """The order in which ratings are given changes nothing."""
        framework, ratings = drawn
        pairs = list(ratings.items())
        random.shuffle(pairs)
        assert score(dict(pairs), framework) == score(ratings, framework)

    @given(assessed(LevelReading.CUMULATIVE))
    def test_a_level_implies_the_one_below(self, drawn: Assessed) -> None:
        """What is stated for level n holds for every level below it."""
        framework, ratings = drawn
        holds = [reason.holds for reason in score(ratings, framework).reasons]
        assert holds == sorted(holds, reverse=True)

    @given(small_frameworks())
    def test_nothing_assessed(self, framework: Framework) -> None:
        """Where nothing is assessed every criterion is open and none has failed."""
        counted = score({}, framework)
        assert counted.open == tuple(criterion.code for criterion in framework.criteria)
        assert counted.not_met == ()

    @pytest.mark.parametrize(
        ("met", "level"), [(0, None), (59, None), (60, 1), (69, 1), (70, 2), (84, 2), (85, 3), (100, 3)]
    )
    def test_at_the_percentages(self, met: int, level: int | None) -> None:
        """A hundred criteria make the percentages of the article visible: at the number the level is reached."""
        rules = build_rules(build_rule(1, 60), build_rule(2, 70, below_percent=85), build_rule(3, 85))
        framework = build_framework([[1] * 50, [1] * 50], rules)
        ratings = {indicator.code: Rating.MET for indicator in framework.indicators[:met]}
        assert score(ratings, framework).level == level

    def test_no_level_without_rules(self) -> None:
        """A framework whose level rules are not known gives counts, no level, and says so."""
        counted = score({"1.1.a": "met"}, build_framework([[1]]))
        assert (counted.level, counted.certain_level, counted.reasons) == (None, None, ())
        assert counted.criteria_met == 1
        assert counted.has_unverified
        assert [str(caveat) for caveat in counted.caveats] == ["no level rules are known for test/small"]
        assert (counted.reading, counted.doubts) == (None, ())

    def test_rules_of_a_user(self) -> None:
        """Level rules that a user supplies take the place of the framework's own."""
        framework = build_framework([[1], [1]], build_rules(build_rule(1, 100)))
        own = build_rules(build_rule(1, 50, ["1.1"]))
        assert score({"1.1.a": "met"}, framework).level is None
        assert score({"1.1.a": "met"}, framework, own).level is Level.ONE

    def test_rules_that_do_not_fit(self) -> None:
        """Level rules that require a criterion the framework lacks are refused."""
        with pytest.raises(FrameworkError, match=r"level 1 requires criterion 3\.1"):
            score({}, build_framework([[1]]), build_rules(build_rule(1, 50, ["3.1"])))

    def test_an_unknown_indicator(self) -> None:
        """Ratings of indicators that the framework lacks are refused, all at once."""
        with pytest.raises(RatingsError) as caught:
            score({"1.1.a": "met", "1.1.b": "met", "9.1.a": "not_met"}, build_framework([[1]]))
        assert [problem.path for problem in caught.value.problems] == ["ratings.1.1.b", "ratings.9.1.a"]


class TestContradicted:
    """What sheets state against the ratings, which alone are counted."""

    def test_is_said_before_all_else(self) -> None:
        """Also where no level rules are known; ratings alone have no sheets, and what is open contradicts nothing."""
        framework = get_framework("tt42-2012/primary")
        first, second, third = (criterion.code for criterion in framework.criteria[:3])
        rated = [each.code for each in framework.indicators if each.code.criterion_code != third]
        ratings = Ratings(dict.fromkeys(rated, Rating.MET))
        sheets = tuple(
            CriterionSheet(criterion=code, stated_verdict=verdict)
            for code, verdict in ((first, Rating.NOT_MET), (second, Rating.MET), (third, Rating.NOT_MET))
        )
        school = SelfAssessment(
            framework=framework.id, school=School(name=""), school_year=SchoolYear(2017), ratings=ratings, sheets=sheets
        )
        found = score(school)
        assert found.contradicted == (first,)
        assert "1.1; correct the verdicts or the ratings" in str(found.caveats[0])
        assert "1.1; correct the verdicts or the ratings" in str(attrs.evolve(found, rules=None).caveats[0])
        assert score(ratings, framework).contradicted == ()


class TestReading:
    """Article 31 leaves open what holds above the upper bound when a required criterion is missing."""

    def rules(self, reading: LevelReading) -> LevelRules:
        """Return rules in which level 3 requires a criterion that level 2 does not."""
        return build_rules(
            build_rule(1, 60), build_rule(2, 70, below_percent=85), build_rule(3, 85, ["1.1"]), reading=reading
        )

    @pytest.mark.parametrize(("reading", "level"), [(LevelReading.CUMULATIVE, 2), (LevelReading.LITERAL, 1)])
    def test_between_two_levels(self, reading: LevelReading, level: int) -> None:
        """Nine of ten criteria without the required one: level 2 if the bound only marks level 3, else level 1."""
        framework = build_framework([[1] * 10], self.rules(reading))
        counted = score({f"1.{number}.a": "met" for number in range(2, 11)}, framework)
        assert counted.level == level
        assert any("the reading of the upper bound decided" in str(caveat) for caveat in counted.caveats)

    def test_where_both_agree(self) -> None:
        """No caveat on the reading is made where it decides nothing."""
        framework = build_framework([[1] * 10], self.rules(LevelReading.CUMULATIVE))
        counted = score({f"1.{number}.a": "met" for number in range(1, 9)}, framework)
        assert not counted.has_unverified
        assert [str(caveat) for caveat in counted.caveats] == [
            "indicators not assessed: 2 of 10; the level counts only what is met so far"
        ]

    def test_where_just_what_is_required_is_met(self) -> None:
        """A list that the criteria met are the whole of is met under either reading, so none of them is a caveat."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, ["1.1"])))
        assert score({"1.1.a": "met", "1.2.a": "not_met"}, framework).caveats == ()

    def test_a_verified_reading(self) -> None:
        """Where the reading was read in the law the other one is no caveat and makes nothing uncertain."""
        rules = attrs.evolve(self.rules(LevelReading.CUMULATIVE), reading_status=Status.VERIFIED)
        framework = build_framework([[1] * 10], rules)
        ratings = {"1.1.a": "not_met", **{f"1.{number}.a": "met" for number in range(2, 11)}}
        counted = score(ratings, framework)
        assert (counted.level, counted.certain_level, counted.caveats) == (2, 2, ())
        assert not counted.has_unverified

    def test_in_words(self) -> None:
        """Where nothing is assumed a level that is not certain is told to be by the reading."""
        framework = build_framework([[1] * 10], self.rules(LevelReading.CUMULATIVE))
        counted = score({"1.1.a": "not_met", **{f"1.{number}.a": "met" for number in range(2, 11)}}, framework)
        assert str(counted.in_words) == "Level 2 by the shipped reading only; certain: level 1"
        assert str(counted.caveats[0]) == (
            "level 2 is by the shipped reading; under every reading and whatever unread rules say: certain: level 1"
        )

    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            ({"status": Status.PRACTICE}, "the percentages themselves were seen in practice, not read"),
            ({"required_status": Status.PRACTICE}, "the criteria required by name were seen in practice, not read"),
            ({"required_status": Status.INFERRED}, "the criteria required by name were inferred, not read"),
        ],
    )
    def test_why_nothing_is_certain(self, facts: dict[str, Status], said: str) -> None:
        """What was not read is named as it is known: percentages or lists, by practice or inferred."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, ["1.1"], **facts)))
        assert str(score({"1.1.a": "met"}, framework).caveats[0]).startswith(said)

    def test_certain_under_both(self) -> None:
        """What is certain holds under every shipped reading, whichever of them is chosen."""
        ratings = {"1.1.a": "not_met", **{f"1.{number}.a": "met" for number in range(2, 11)}}
        for reading in LevelReading:
            counted = score(ratings, build_framework([[1] * 10], self.rules(reading)))
            assert counted.certain_level is Level.ONE

    def test_the_bound_in_the_proof(self) -> None:
        """Under the literal reading the upper bound is one of the statements."""
        framework = build_framework([[1] * 10], self.rules(LevelReading.LITERAL))
        counted = score({f"1.{number}.a": "met" for number in range(2, 11)}, framework)
        bound = next(part for part in counted.reasons[1].parts if "bounded from above" in str(part.statement))
        assert not bound.holds

    @pytest.mark.parametrize(("met", "status"), [(8, Status.INFERRED), (9, Status.PRACTICE)])
    def test_how_sure_the_bound_is(self, met: int, status: Status) -> None:
        """Below it the rule alone speaks; where it is reached, that it excludes is as sure as the reading."""
        rule = build_rule(1, 60, below_percent=85, status=Status.INFERRED)
        rules = build_rules(rule, reading=LevelReading.LITERAL, reading_status=Status.PRACTICE)
        counted = score({f"1.{number}.a": "met" for number in range(1, met + 1)}, build_framework([[1] * 10], rules))
        bound = next(part for part in counted.reasons[0].parts if "bounded from above" in str(part.statement))
        assert (bound.holds, bound.status) == (met < 9, status)

    def test_what_the_bound_rests_on(self) -> None:
        """Where criteria met in part would reach it, that they count as not met is its premise; else it has none."""
        rules = build_rules(
            build_rule(1, 25, below_percent=75), reading=LevelReading.LITERAL, criterion_status=Status.INFERRED
        )
        framework = build_framework([[2, 1, 1, 1]], rules)
        for met, parts in ((["1.1.a", "1.2.a", "1.3.a"], 1), (["1.1.a", "1.2.a"], 0)):
            counted = score(dict.fromkeys(met, "met"), framework)
            bound = next(part for part in counted.reasons[0].parts if "bounded from above" in str(part.statement))
            assert (bound.holds, len(bound.parts)) == (True, parts)


class TestProof:
    """A verdict carries its proof: clause, facts, and whether an unverified rule took part."""

    ASSUMED = BilingualText(vi="giả định", en="one")

    def counted(self, *met: int, **facts: object) -> Score:
        """Return the score of four criteria under rules whose second list was not read."""
        rules = build_rules(
            build_rule(1, 50),
            build_rule(2, 75, ["1.1"], required_status=Status.UNKNOWN, assumption=self.ASSUMED, **facts),
        )
        framework = build_framework([[1] * 4], rules)
        return score({f"1.{n}.a": "met" if n in met else "not_met" for n in range(1, 5)}, framework)

    @given(assessed())
    def test_the_tree_agrees_with_the_verdict(self, drawn: Assessed) -> None:
        """The highest reason that holds is the level, and a reason holds exactly when its parts do."""
        framework, ratings = drawn
        counted = score(ratings, framework)
        holding = [place for place, reason in enumerate(counted.reasons, start=1) if reason.holds]
        assert height(counted.level) == max(holding, default=0)
        for reason in counted.reasons:
            assert reason.holds == all(part.holds for part in reason.parts)
            assert reason.citation is not None

    @given(assessed())
    def test_no_statement_is_surer_than_its_parts(self, drawn: Assessed) -> None:
        """A statement is as sure as the weakest of what it rests on, and of the article it cites."""
        framework, ratings = drawn
        for top in score(ratings, framework).reasons:
            for _, reason in top.iter_lines():
                cited = (reason.citation.status,) if reason.citation else ()
                for status in (*cited, *(part.status for part in reason.parts)):
                    assert reason.status.doubt >= status.doubt

    def test_level_by_assumption(self) -> None:
        """A level that rests on an unread list is shown with the certain one, the clause and the assumption."""
        counted = self.counted(1, 2, 3)
        assert (counted.level, counted.certain_level, counted.has_unverified) == (2, 1, True)
        assert [str(caveat) for caveat in counted.caveats] == [
            "level 2 is by assumption; under every reading and whatever unread rules say: certain: level 1",
            "the criteria required for level 2 were not read (circular 01/2000/TT-TEST, article 1); assumed: one",
        ]

    def test_certain_when_every_criterion_is_met(self) -> None:
        """With every criterion met no list can matter, so nothing unverified takes part."""
        counted = self.counted(1, 2, 3, 4)
        assert (counted.level, counted.certain_level, counted.has_unverified) == (2, 2, False)
        assert counted.caveats == ()

    def test_refused_by_the_share_alone(self) -> None:
        """Below the percentage the unread list takes no part."""
        counted = self.counted(1, 2)
        assert (counted.level, counted.has_unverified, counted.caveats) == (1, False, ())

    def test_refused_by_the_assumed_list(self) -> None:
        """Where the assumed list refuses the level, its being unread is told."""
        counted = self.counted(2, 3, 4)
        assert (counted.level, counted.has_unverified) == (1, True)
        lines = [(depth, str(reason.statement)) for reason in counted.reasons for depth, reason in reason.iter_lines()]
        assert (
            1,
            "the list of criteria required by name was not read; of those assumed, these are not met: 1.1",
        ) in lines
        assert (2, "criterion 1.1: indicators not met: 1.1.a") in lines

    def test_met_by_the_assumed_list(self) -> None:
        """Where the assumed list is met, its being unread is told all the same."""
        counted = self.counted(1, 2, 3)
        assert str(counted.reasons[1].parts[1].statement) == (
            "the list of criteria required by name was not read; all that are assumed are met: 1.1"
        )

    @pytest.mark.parametrize(("met", "status"), [(True, Status.VERIFIED), (False, Status.INFERRED)])
    def test_refused_by_the_level_below(self, met: bool, status: Status) -> None:
        """That a level refused below is refused above is no surer than the reading; one that is granted needs none."""
        rules = build_rules(build_rule(1, 50), build_rule(2, 50), reading_status=Status.INFERRED)
        counted = score({"1.1.a": "met" if met else "not_met"}, build_framework([[1]], rules))
        lower = counted.reasons[1].parts[2]
        assert (lower.holds, lower.status) == (met, status)

    def test_partly_met(self) -> None:
        """What makes a criterion met is told, with its source, where it decides: in the proof and as a caveat."""
        rules = build_rules(build_rule(1, 100), criterion_status=Status.INFERRED)
        counted = score({"1.1.a": "met", "1.2.a": "met"}, build_framework([[2, 1]], rules))
        premise = counted.reasons[0].parts[0].parts[0]
        assert str(premise.statement) == "criteria of which only some indicators are met count as not met: 1.1"
        assert (premise.status, premise.source, counted.reasons[0].status) == (Status.INFERRED, TEXT, Status.INFERRED)
        assert "count as not met (1.1); that rule was inferred, not read: a thing" in str(counted.caveats[0])
        assert counted.has_unverified

    def test_partly_met_without_source(self) -> None:
        """Rules of a user that do not say what makes a criterion met are told to name no source."""
        rules = attrs.evolve(build_rules(build_rule(1, 100), criterion_status=Status.INFERRED), criterion_rule=None)
        counted = score({"1.1.a": "met"}, build_framework([[2]], rules))
        assert "not read: no source is named" in str(counted.caveats[0])

    def test_partly_met_where_it_decides_nothing(self) -> None:
        """Where a level is reached or refused either way, the rule of criteria is no premise."""
        rules = build_rules(build_rule(1, 50), build_rule(2, 100), criterion_status=Status.INFERRED)
        counted = score({"1.1.a": "met", "1.2.a": "met", "1.3.a": "met"}, build_framework([[2, 1, 1, 1]], rules))
        assert [reason.status for reason in counted.reasons] == [Status.VERIFIED, Status.VERIFIED]
        assert [str(caveat) for caveat in counted.caveats[1:]] == [
            "every level, the certain one too, presumes what was not read: a thing (inferred)"
        ]

    def test_what_every_level_presumes(self) -> None:
        """A certain level rests on what makes a criterion met: where that was not read, it is told."""
        for status in Status:
            framework = build_framework([[1], [1]], build_rules(build_rule(1, 50), criterion_status=status))
            counted = score({"1.1.a": "met", "2.1.a": "met"}, framework)
            assert counted.certain_level is Level.ONE
            assert counted.has_unverified == bool(counted.caveats) == (status is not Status.VERIFIED)
            assert bool(bounds({"1.1.a": "met"}, framework).caveats) == (status is not Status.VERIFIED)
            assert not score({"1.1.a": "not_met", "2.1.a": "not_met"}, framework).has_unverified

    def test_a_required_criterion_partly_met(self) -> None:
        """A required criterion that is partly met refuses by the rule of criteria; one failed wholly does not."""
        rules = build_rules(build_rule(1, 50, ["1.1", "1.2"]), criterion_status=Status.INFERRED)
        counted = score({"1.1.a": "met", "1.3.a": "met", "1.4.a": "met"}, build_framework([[2, 1, 1, 1]], rules))
        partly, wholly = counted.reasons[0].parts[1].parts
        assert (partly.status, wholly.status) == (Status.INFERRED, Status.VERIFIED)

    @pytest.mark.parametrize(
        ("status", "said"),
        [
            (Status.INFERRED, "the rule of level 1 was not read but inferred"),
            (Status.PRACTICE, "the rule of level 1 was not read but seen in practice"),
            (Status.UNKNOWN, "the percentages of level 1 were not read"),
        ],
    )
    def test_how_a_rule_is_known(self, status: Status, said: str) -> None:
        """A rule that took part without having been read is told with how it is known."""
        rule = build_rule(1, 50, status=status, required_status=Status.VERIFIED)
        counted = score({"1.1.a": "met"}, build_framework([[1, 1]], build_rules(rule)))
        assert any(str(caveat).startswith(said) for caveat in counted.caveats)
        assert counted.certain_level is None

    def test_nothing_certain(self) -> None:
        """By inferred percentages nothing is certain, and what published outcomes support is named beside it."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, status=Status.INFERRED)))
        counted = score({"1.1.a": "met"}, framework)
        assert (counted.level, counted.certain_level, counted.supported_level) == (1, None, 1)
        assert "the percentages themselves were inferred, not read" in str(counted.caveats[0])
        why = "no level is certain, because the percentages themselves were inferred;"
        assert f"Level 1, supported by published outcomes; {why}" in counted._repr_html_()

    def test_inferred_rule(self) -> None:
        """A rule that was inferred is a caveat of every level it grants or refuses."""
        counted = self.counted(1, 2, 3, status=Status.INFERRED)
        assert "the rule of level 2 was not read but inferred" in str(counted.caveats[1])

    def test_unread_list_without_assumption(self) -> None:
        """An unread list for which nothing is assumed says so, in the proof and in the caveat."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, required_status=Status.UNKNOWN)))
        counted = score({"1.1.a": "met", "1.2.a": "not_met"}, framework)
        assert (counted.level, counted.certain_level) == (1, None)
        why = "no level is certain, because the list of criteria required by name was not read"
        assert f"whatever unread rules say: {why}" in str(counted.caveats[0])
        assert "assumed: none is required" in str(counted.caveats[1])
        assert "was not read; none is assumed" in str(counted.reasons[0].parts[1].statement)

    def test_nothing_is_assumed_where_all_is_met(self) -> None:
        """Whatever an unread list names is met then."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, required_status=Status.UNKNOWN)))
        some, all_ = score({"1.1.a": "met"}, framework), score({"1.1.a": "met", "1.2.a": "met"}, framework)
        assert (some.is_by_assumption, all_.is_by_assumption) == (True, False)

    def test_plain_values(self) -> None:
        """The score as plain values has the documented keys."""
        assert self.counted(1, 2, 3).to_dict() == {
            "framework": "test/small",
            "level": 2,
            "certain_level": 1,
            "supported_level": 1,
            "reading": "cumulative",
            "indicators_met": 3,
            "indicators_not_met": 1,
            "indicators_open": 0,
            "indicators_total": 4,
            "criteria_met": 3,
            "criteria_total": 4,
            "not_met": ["1.4"],
            "open": [],
            "caveats": [str(caveat) for caveat in self.counted(1, 2, 3).caveats],
            "has_unverified": True,
        }

    @pytest.mark.parametrize(
        ("met", "headline"),
        [
            ((), "No level reached"),
            ((1, 2), "Level 1, certainly reached;"),
            ((1, 2, 3), "Level 2 by assumption only; certain: level 1;"),
        ],
    )
    def test_grid(self, met: tuple[int, ...], headline: str) -> None:
        """The notebook grid tells level, signs and words, so that it needs no colour."""
        shown = self.counted(*met)._repr_html_()
        assert headline in shown
        assert shown.count("<td title=") == 4
        assert shown.count('aria-label="not met"') == 4 - len(met)

    def test_grid_without_certainty(self) -> None:
        """A level by assumption beside no certain level is told as such."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, required_status=Status.UNKNOWN)))
        assert "only; no level is certain" in score({"1.1.a": "met"}, framework)._repr_html_()


class TestDoubts:
    """Where no level is certain, the short reason is the least that would have to be read."""

    @pytest.mark.parametrize(
        ("unread", "said"),
        [
            ({"status": Status.UNKNOWN}, "the percentages themselves were not read"),
            ({"status": Status.PRACTICE}, "the percentages themselves were seen in practice"),
            ({"required_status": Status.UNKNOWN}, "the list of criteria required by name was not read"),
            ({"required_status": Status.PRACTICE}, "the criteria required by name were seen in practice"),
        ],
    )
    def test_one_reason(self, unread: dict[str, Status], said: str) -> None:
        """Percentages, or lists, with how they are known instead."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, **unread)))
        counted = score({"1.1.a": "met"}, framework)
        assert [str(doubt) for doubt in counted.doubts] == [said]
        assert f"no level is certain, because {said}" in str(counted.in_words)

    def test_the_reading_alone(self) -> None:
        """By the letter the upper bound excludes, and no other level is there to be certain."""
        rules = attrs.evolve(build_rules(build_rule(1, 50, below_percent=60)), reading_status=Status.INFERRED)
        counted = score({"1.1.a": "met", "1.2.a": "met"}, build_framework([[1, 1]], rules))
        assert [str(doubt) for doubt in counted.doubts] == ["the upper bound may be read in more than one way"]

    def test_none_where_one_is_certain_or_none_is_reached(self) -> None:
        """Then there is nothing to explain."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50)))
        met, none = score({"1.1.a": "met"}, framework), score({}, framework)
        assert (met.doubts, none.doubts) == ((), ())
        assert find_doubts(none, build_rules(build_rule(1, 50))) == ()

    @given(assessed())
    def test_what_is_told_would_be_enough(self, drawn: Assessed) -> None:
        """Wherever a level is reached and none is certain a reason is told, and nowhere else."""
        counted = score(drawn[1], drawn[0])
        assert bool(counted.doubts) is (counted.level is not None and counted.certain_level is None)


class TestSuppositions:
    """Which levels the law may give for some ratings, under whatever reading and content of unread lists."""

    @given(assessed())
    def test_exactly_what_may_be(self, drawn: Assessed) -> None:
        """A level is among them exactly when some completion, reading and content of the unread lists gives it."""
        framework, ratings = drawn
        tried = [
            oracle_levels(framework, met_criteria(framework, completed), None)
            for completed in completions(framework, ratings)
        ]
        possible = set().union(*tried)
        found = find_suppositions(score(ratings, framework))
        assert set(found) == possible

    @given(assessed())
    def test_the_shipped_level_needs_none(self, drawn: Assessed) -> None:
        """The level by the shipped rules is among them, and nothing is supposed for it."""
        framework, ratings = drawn
        whole = ratings.with_ratings({i.code: Rating.NOT_MET for i in framework.indicators if i.code not in ratings})
        counted = score(whole, framework)
        assert find_suppositions(counted)[counted.level].conditions == ()

    def test_in_words(self) -> None:
        """What is supposed is told: a reading, a list that names what is not met, a list that does not."""
        rules = build_rules(
            build_rule(1, 50),
            build_rule(2, 60, ["1.1"], required_status=Status.UNKNOWN, below_percent=90),
            build_rule(3, 70, required_status=Status.UNKNOWN),
        )
        ratings = {"1.1.a": "not_met", **{f"1.{number}.a": "met" for number in range(2, 11)}}
        found = find_suppositions(score(ratings, build_framework([[1] * 10], rules)))
        assert {level: [str(each) for each in supposed.conditions] for level, supposed in found.items()} == {
            Level.ONE: [],
            Level.TWO: [
                "the unread list of level 2 names only criteria that are met",
                "the unread list of level 3 names a criterion that is not met",
            ],
            Level.THREE: ["the upper bound is read as literal"],
        }

    def test_every_way_is_told_with_what_it_keeps(self) -> None:
        """Two ways that suppose different things are both told, and the shipped reading and lists they rest on."""
        rules = attrs.evolve(
            build_rules(
                build_rule(1, 50),
                build_rule(2, 60, ["1.1"], required_status=Status.UNKNOWN, below_percent=90),
                build_rule(3, 70, required_status=Status.UNKNOWN),
            ),
            reading_status=Status.INFERRED,
        )
        ratings = {"1.1.a": "not_met", **{f"1.{number}.a": "met" for number in range(2, 11)}}
        told = {
            level: str(say_ways(ways))
            for level, ways in find_ways(score(ratings, build_framework([[1] * 10], rules))).items()
        }
        kept = "the unread list of level 3 is the assumed one"
        assert told[Level.THREE] == (
            f"the upper bound is read as literal, {kept}; or if: "
            f"the unread list of level 2 names only criteria that are met, {kept}"
        )
        assert "the upper bound is read as cumulative (the shipped reading)" in told[Level.TWO]

    @given(assessed())
    def test_no_way_supposes_more_than_another(self, drawn: Assessed) -> None:
        """What one way supposes is never a part of what another does; the least of them is the supposition told."""
        counted = score(drawn[1], drawn[0])
        for level, ways in find_ways(counted).items():
            supposed = [frozenset(way.conditions) for way in ways]
            assert not any(one < other for one, other in itertools.permutations(supposed, 2))
            least = min(map(len, supposed))
            assert len(find_suppositions(counted)[level].conditions) == least

    def test_only_higher_levels_are_told(self) -> None:
        """The level that is reached is no other one; nor is any told while indicators are open."""
        rules = build_rules(build_rule(1, 50), build_rule(2, 60, ["1.1"], required_status=Status.UNKNOWN))
        framework = build_framework([[1] * 10], rules)
        met = {f"1.{number}.a": "met" for number in range(2, 11)}
        assert [level for level, _ in iter_other_levels(score({"1.1.a": "not_met", **met}, framework))] == [Level.TWO]
        assert list(iter_other_levels(score(met, framework))) == []
        assert list(iter_other_levels(score({"1.1.a": "met", **met}, framework))) == []

    def test_percentages_that_were_not_read_are_told(self) -> None:
        """What was found is said alone where they were read, else with how they are known."""
        found = score({}, build_framework([[1]], build_rules(build_rule(1, 50)))).in_words
        assert with_percentages(build_rule(1, 50), found) == found
        assert str(with_percentages(build_rule(1, 50, status=Status.INFERRED), found)) == (
            f"{found}; the percentages of the level were not read but are: inferred"
        )

    def test_without_rules(self) -> None:
        """Where no level rules are known nothing can be supposed."""
        assert find_suppositions(score({}, build_framework([[1]]))) == {}


class TestBounds:
    """While indicators are open the level is an interval."""

    @given(assessed())
    def test_exact(self, drawn: Assessed) -> None:
        """The bounds are the lowest and the highest level over every completion, no wider and no narrower."""
        framework, ratings = drawn
        scores = [score(completed, framework) for completed in completions(framework, ratings)]
        found = bounds(ratings, framework)
        assert found.lowest is min((s.level for s in scores), key=height)
        assert found.highest is max((s.level for s in scores), key=height)
        assert found.certain_lowest is min((s.certain_level for s in scores), key=height)
        assert found.certain_highest is max((s.certain_level for s in scores), key=height)
        assert found.supported_lowest is min((s.supported_level for s in scores), key=height)
        assert found.supported_highest is max((s.supported_level for s in scores), key=height)

    def test_caveats(self) -> None:
        """Bounds say which of the rules up to the highest level were not read."""
        rules = build_rules(
            build_rule(1, 50, status=Status.INFERRED), build_rule(2, 75, required_status=Status.UNKNOWN)
        )
        found = bounds({"1.1.a": "met", "1.2.a": "met", "1.4.a": "not_met"}, build_framework([[1] * 4], rules))
        assert [str(caveat) for caveat in found.caveats] == [
            "the rule of level 1 was not read but inferred (circular 01/2000/TT-TEST, article 1)",
            (
                "the criteria required for level 2 were not read (circular 01/2000/TT-TEST, article 1); "
                "assumed: none is required"
            ),
        ]

    def test_without_rules(self) -> None:
        """Without level rules there is nothing to bound, and the error says what to give."""
        with pytest.raises(FrameworkError, match="give your own"):
            bounds({}, build_framework([[1]]))


class TestGap:
    """The gap is a smallest set of indicators, and applying it reaches the level."""

    @given(assessed(), st.sampled_from(Level), st.sampled_from(Basis))
    def test_minimal(self, drawn: Assessed, level: Level, basis: Basis) -> None:
        """Applying the gap reaches the level, and no smaller set does; None means that no set does."""
        framework, ratings = drawn
        unmet = [i.code for i in framework.indicators if ratings.get(i.code) is not Rating.MET]

        def reaches(codes: tuple[IndicatorCode, ...]) -> bool:
            counted = score(ratings.with_ratings(dict.fromkeys(codes, Rating.MET)), framework)
            return height(counted.find_level(basis)) >= int(level)

        smallest = next((n for n in range(len(unmet) + 1) if any(map(reaches, itertools.combinations(unmet, n)))), None)
        found = gap(ratings, framework, level, basis=basis)
        assert smallest == (None if found is None else len(found.items))
        if found is None or smallest is None:
            return
        assert reaches(tuple(item.code for item in found.items))
        others = sum(map(reaches, itertools.combinations(unmet, smallest))) - 1
        assert (others > 0) if found.other_sets is None else (others == found.other_sets)

    def test_other_sets_are_told(self) -> None:
        """Of what is required there is no choice, of what fills the percentage there is; none is told where none is."""
        free = gap({}, build_framework([[1] * 4], build_rules(build_rule(1, 50, ["1.1"]))), 1)
        assert free is not None
        assert free.other_sets == 2
        assert str(free.describe().notes[0]) == "other sets of as many indicators that would do as well: 2"
        bound = gap({}, build_framework([[1] * 4], build_rules(build_rule(1, 25, ["1.1"]))), 1)
        assert bound is not None
        assert (bound.other_sets, bound.notes) == (0, ())

    def test_very_many_other_sets_are_not_told_by_their_number(self) -> None:
        """A number of millions is no help to a reader; machines get it whole."""
        found = gap({}, build_framework([[1] * 20], build_rules(build_rule(1, 50))), 1)
        assert found is not None
        assert found.other_sets == math.comb(20, 10) - 1
        assert [str(note) for note in found.notes] == [
            "more than 100 other sets of as many indicators would do as well"
        ]

    def test_other_sets_by_another_rule_are_told_without_a_number(self) -> None:
        """Read by the letter, a higher level may be reached by other indicators, as many of them."""
        rules = build_rules(build_rule(1, 25, ["1.1"]), build_rule(2, 25, ["1.2"]), reading=LevelReading.LITERAL)
        found = gap({}, build_framework([[1] * 4], rules), 1)
        assert found is not None
        assert found.other_sets is None
        assert [str(note) for note in found.notes] == ["other sets of as many indicators would do as well"]

    def test_other_sets_of_two_rules_that_ask_alike(self) -> None:
        """Where the sets of both are the same ones they are told once; where they are not, without a number."""
        same = build_rules(build_rule(1, 100, ["1.1"]), build_rule(2, 100), reading=LevelReading.LITERAL)
        met = dict.fromkeys(("1.2.a", "1.3.a", "1.4.a"), "met")
        found = gap(met, build_framework([[1] * 4], same), 1)
        assert found is not None
        assert (found.other_sets, [str(item.code) for item in found.items]) == (0, ["1.1.a"])
        unlike = build_rules(build_rule(1, 50, ["1.1"]), build_rule(2, 50, ["1.2"]), reading=LevelReading.LITERAL)
        found = gap({}, build_framework([[2, 2, 1, 1]], unlike), 1)
        assert found is not None
        assert (found.other_sets, len(found.items)) == (None, 3)

    def test_a_percentage_that_no_whole_number_meets(self) -> None:
        """64 % of 36 criteria are 23.04: 24 are needed."""
        found = gap({}, build_framework([[1] * 36], build_rules(build_rule(1, 64))), 1)
        assert found is not None
        assert len(found.items) == 24

    @given(assessed(LevelReading.CUMULATIVE), st.sampled_from(Level))
    def test_items(self, drawn: Assessed, level: Level) -> None:
        """Items are in order, carry the present rating, and say whether their criterion is required by name."""
        framework, ratings = drawn
        found = gap(ratings, framework, level)
        assert found is not None
        assert framework.level_rules is not None
        required = {code for rule in framework.level_rules.rules[:level] for code in rule.required}
        assert [item.code for item in found.items] == sorted(item.code for item in found.items)
        assert all(item.rating is ratings.get(item.code) for item in found.items)
        assert all(item.is_mandatory == (item.code.criterion_code in required) for item in found.items)
        assert found.is_closed == (height(score(ratings, framework).level) >= level)

    def test_required_as_surely_as_its_list(self) -> None:
        """A list that was read, one seen in practice, an assumed one, and what an unread list may name."""
        rules = build_rules(
            build_rule(1, 10, required=("1.1",)),
            build_rule(2, 10, required=("1.2",), required_status=Status.PRACTICE),
            build_rule(3, 10, required=("1.1", "1.3"), required_status=Status.UNKNOWN),
        )
        found = gap({}, build_framework([[1] * 4], rules), 3, basis="supported")
        assert found is not None
        assert [str(item.in_words) for item in found.items] == [
            "1.1.a (required)",
            "1.2.a (required: seen in practice)",
            "1.3.a (required by assumption)",
            "1.4.a (may be required)",
        ]
        assert [str(row[-1]) for row in found.describe().rows] == [
            "yes",
            "yes (seen in practice)",
            "by assumption",
            "perhaps (the list was not read)",
        ]
        assert found.to_dict()["required_status"] == {
            "1.1.a": "verified",
            "1.2.a": "practice",
            "1.3.a": "unknown",
            "1.4.a": None,
        }
        assumed = gap({}, build_framework([[1] * 4], rules), 1)
        assert assumed is not None
        assert [str(item.in_words) for item in assumed.items] == ["1.1.a (required)"]
        free = gap({}, build_framework([[1] * 2], build_rules(build_rule(1, 50))), 1)
        assert free is not None
        assert [str(item.in_words) for item in free.items] == ["1.1.a"]
        assert [str(row[-1]) for row in free.describe().rows] == ["no"]

    def test_unreachable(self) -> None:
        """Under the literal reading a bound can put a level out of reach: then there is no gap to close."""
        rules = build_rules(build_rule(1, 50, ["1.1"], below_percent=60), reading=LevelReading.LITERAL)
        framework = build_framework([[1] * 4], rules)
        met = {"1.2.a": "met", "1.3.a": "met", "1.4.a": "met"}
        assert gap(met, framework, 1) is None

    def test_ratings_as_text(self) -> None:
        """Ratings may be given as text, as everywhere."""
        framework = build_framework([[2]], build_rules(build_rule(1, 100)))
        found = gap({"1.1.a": "met"}, framework, 1)
        assert found is not None
        assert [str(item.code) for item in found.items] == ["1.1.b"]

    @pytest.mark.parametrize(("basis", "unread"), [(Basis.ASSUMED, 2), (Basis.SUPPORTED, 2), (Basis.CERTAIN, 1)])
    def test_caveats(self, basis: Basis, unread: int) -> None:
        """A gap says what was not read and yet decides it: less, the more it rests on."""
        status = Status.VERIFIED if basis is Basis.CERTAIN else Status.INFERRED
        rules = build_rules(
            build_rule(1, 50, status=status, required_status=Status.UNKNOWN),
            reading_status=Status.VERIFIED,
        )
        found = gap({"1.1.a": "met"}, build_framework([[1] * 4], rules), 1, basis=basis)
        assert found is not None
        assert (found.basis, len(found.caveats)) == (basis, unread)
        assert len(found.items) == (1 if basis is Basis.ASSUMED else 3)

    def test_a_list_that_decides_nothing(self) -> None:
        """An unread list is told only where the step would be another one if it were read."""
        rules = build_rules(
            build_rule(1, 50), build_rule(2, 75, required_status=Status.UNKNOWN), reading_status=Status.VERIFIED
        )
        framework = build_framework([[1] * 4], rules)
        steps = [gap({"1.1.a": "met"}, framework, level, basis=Basis.CERTAIN) for level in (1, 2)]
        assert [len(step.items) for step in steps if step is not None] == [1, 3]
        assert [[str(caveat) for caveat in step.caveats] for step in steps if step is not None] == [
            [],
            ["the criteria required for level 2 were not read, so that each criterion may be among them"],
        ]

    def test_a_list_seen_in_practice_is_no_unread_one(self) -> None:
        """What is not certain of one level makes no unread list of another one decide."""
        rules = build_rules(
            build_rule(1, 50, ["1.1"], required_status=Status.PRACTICE),
            build_rule(2, 75, required_status=Status.UNKNOWN),
            reading_status=Status.VERIFIED,
        )
        found = gap({"1.1.a": "met"}, build_framework([[1] * 4], rules), 1, basis=Basis.CERTAIN)
        assert found is not None
        assert found.caveats == ()

    def test_caveats_of_a_reading(self) -> None:
        """Where both readings must give a level, what one of them alone would ask for is told, list and all."""
        rules = build_rules(
            build_rule(1, 50, below_percent=75), build_rule(2, 75, ["1.1"]), reading_status=Status.INFERRED
        )
        framework = build_framework([[1] * 4], rules)
        met = {"1.2.a": "met", "1.3.a": "met", "1.4.a": "met"}
        assumed, certain = (gap(met, framework, 1, basis=basis) for basis in (Basis.ASSUMED, Basis.CERTAIN))
        assert assumed is not None
        assert certain is not None
        assert (assumed.items, [str(item.code) for item in certain.items]) == ((), ["1.1.a"])
        assert [str(caveat) for caveat in assumed.caveats] == [
            "the reading of the upper bound decided: read as literal, the smallest step is: 1.1.a"
        ]
        assert [str(caveat) for caveat in certain.caveats] == [
            "the reading of the upper bound decided: read as cumulative, the smallest step is: none"
        ]

    def test_caveats_of_a_reading_that_leaves_no_way(self) -> None:
        """A bound that no step gets below is told of the reading that makes it exclude."""
        framework = build_framework([[1] * 4], build_rules(build_rule(1, 50, ["1.1"], below_percent=60)))
        found = gap({"1.2.a": "met", "1.3.a": "met", "1.4.a": "met"}, framework, 1)
        assert found is not None
        assert "read as literal, no step reaches it" in str(found.caveats[0])

    def test_plain_values(self) -> None:
        """Bounds and gaps as plain values hold levels, codes and sentences; their short form names the levels."""
        framework = build_framework([[1] * 2], build_rules(build_rule(1, 100), criterion_status=Status.INFERRED))
        found = gap({"1.1.a": "met"}, framework, 1)
        assert found is not None
        assert found.to_dict() == {
            "level": 1,
            "basis": "assumed",
            "indicators": ["1.2.a"],
            "other_sets": 0,
            "mandatory": [],
            "required_status": {},
            "caveats": [str(found.caveats[0])],
        }
        assert repr(found) == "<Gap to level 1 (assumed): 1.2.a>"
        assert repr(score({"1.1.a": "met"}, framework)) == (
            "<Score test/small: level None, supported None, certain None; 1 of 2 criteria met, 1 indicators open>"
        )
        assert repr(bounds({"1.1.a": "met"}, framework)) == "<Bounds None to 1; supported None to 1; certain None to 1>"
        shown = bounds({"1.1.a": "met"}, framework).to_dict()
        assert (shown["lowest"], shown["highest"], shown["certain_highest"]) == (None, 1, 1)
        assert len(shown["caveats"]) == 1

    def test_a_level_without_rule(self) -> None:
        """A level for which there is no rule is refused."""
        with pytest.raises(UnknownItemError, match="2"):
            gap({}, build_framework([[1]], build_rules(build_rule(1, 50))), 2)

    def test_no_level_at_all(self) -> None:
        """A framework without a level is asked for the level, not taken for one."""
        with pytest.raises(TypeError, match="which level is to be reached"):
            gap({}, build_framework([[1]], build_rules(build_rule(1, 50))))  # type: ignore[call-overload] # as told


@given(st.integers(1, 10**9), st.data(), st.integers(0, 100))
def test_share_is_exact(whole: int, data: st.DataObject, percent: int) -> None:
    """A share is compared in whole numbers: 39.999 % is below 40 %."""
    share = Share(data.draw(st.integers(0, whole)), whole)
    assert share.is_at_least(percent) == (share.fraction * 100 >= percent)
    assert not Share(39_999, 100_000).is_at_least(40)
