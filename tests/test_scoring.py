"""Scoring: the laws of levels, held against a brute-force oracle on small frameworks (Article 31)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks import assessed, build_framework, build_rule, build_rules, small_frameworks
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError, RatingsError, UnknownItemError
from kdcl.law import Framework, Level, LevelReading, LevelRules, Status
from kdcl.messages import BilingualText, Share
from kdcl.school import Rating, Ratings
from kdcl.scoring import Score, bounds, gap, score

Assessed = tuple[Framework, Ratings]


def oracle_level(framework: Framework, met: set[CriterionCode], *, certain: bool = False) -> Level | None:
    """Say the level as the article does, word by word and without any shortcut."""
    rules = framework.level_rules
    assert rules is not None
    total = len(framework.criteria)
    holding = []
    for rule in rules.rules:
        required = set(rule.required)
        if certain and rule.required_status is Status.UNKNOWN:
            required = {criterion.code for criterion in framework.criteria}
        holds = len(met) * 100 >= rule.at_least_percent * total and required <= met
        if rules.reading is LevelReading.LITERAL and rule.below_percent is not None:
            holds = holds and len(met) * 100 < rule.below_percent * total
        holding.append((rule.level, holds))
    if rules.reading is LevelReading.CUMULATIVE:
        holding = list(itertools.takewhile(lambda pair: pair[1], holding))
    return max((level for level, holds in holding if holds), default=None)


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
        counted = score(framework, ratings)
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
        counted = score(framework, ratings)
        for counts in (counted, *counted.standards):
            assert counts.criteria_met + counts.criteria_not_met + counts.criteria_open == counts.criteria_total
            assert counts.indicators_met + counts.indicators_not_met + counts.indicators_open == counts.indicators_total
            assert counts.criteria_share.fraction * counts.criteria_total == counts.criteria_met
            assert counts.indicators_share.fraction * counts.indicators_total == counts.indicators_met
        assert sum(standard.criteria_total for standard in counted.standards) == len(framework.criteria)
        assert counted.indicators_met == list(ratings.values()).count(Rating.MET)

    def test_look_up(self) -> None:
        """A criterion's count is found by its code, written or typed, and an unknown one is refused."""
        counted = score(build_framework([[1, 2]]), {"1.2.b": "not_met"})
        assert counted.get_criterion("1.2").not_met == (IndicatorCode(1, 2, "b"),)
        assert counted.get_criterion(CriterionCode(1, 2)).indicators_open == 1
        with pytest.raises(UnknownItemError, match=r"1\.3"):
            counted.get_criterion("1.3")


class TestLevel:
    """Article 31: a level is reached by the share of criteria met and the criteria required by name."""

    @given(assessed())
    def test_equals_the_oracle(self, drawn: Assessed) -> None:
        """Both levels are what the article says word by word."""
        framework, ratings = drawn
        counted = score(framework, ratings)
        met = met_criteria(framework, ratings)
        assert counted.level is oracle_level(framework, met)
        assert counted.certain_level is oracle_level(framework, met, certain=True)
        assert height(counted.certain_level) <= height(counted.level)

    @given(assessed(LevelReading.CUMULATIVE), st.data())
    def test_monotone(self, drawn: Assessed, data: st.DataObject) -> None:
        """Turning an indicator to met never lowers the level under the cumulative reading."""
        framework, ratings = drawn
        code = data.draw(st.sampled_from([indicator.code for indicator in framework.indicators]))
        better = score(framework, ratings.with_ratings({code: Rating.MET}))
        assert height(better.level) >= height(score(framework, ratings).level)
        assert height(better.certain_level) >= height(score(framework, ratings).certain_level)

    @given(assessed(), st.randoms())
    def test_order_is_irrelevant(self, drawn: Assessed, random: Random) -> None:
        """The order in which ratings are given changes nothing."""
        framework, ratings = drawn
        pairs = list(ratings.items())
        random.shuffle(pairs)
        assert score(framework, dict(pairs)) == score(framework, ratings)

    @given(assessed(LevelReading.CUMULATIVE))
    def test_a_level_implies_the_one_below(self, drawn: Assessed) -> None:
        """What is stated for level n holds for every level below it."""
        framework, ratings = drawn
        holds = [reason.holds for reason in score(framework, ratings).reasons]
        assert holds == sorted(holds, reverse=True)

    @given(small_frameworks())
    def test_nothing_assessed(self, framework: Framework) -> None:
        """Where nothing is assessed every criterion is open and none has failed."""
        counted = score(framework, {})
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
        assert score(framework, ratings).level == level

    def test_no_level_without_rules(self) -> None:
        """A framework whose level rules are not known gives counts, no level, and says so."""
        counted = score(build_framework([[1]]), {"1.1.a": "met"})
        assert (counted.level, counted.certain_level, counted.reasons) == (None, None, ())
        assert counted.criteria_met == 1
        assert counted.has_unverified
        assert [str(caveat) for caveat in counted.caveats] == ["no level rules are known for test/small"]

    def test_rules_of_a_user(self) -> None:
        """Level rules that a user supplies take the place of the framework's own."""
        framework = build_framework([[1], [1]], build_rules(build_rule(1, 100)))
        own = build_rules(build_rule(1, 50, ["1.1"]))
        assert score(framework, {"1.1.a": "met"}).level is None
        assert score(framework, {"1.1.a": "met"}, own).level is Level.ONE

    def test_rules_that_do_not_fit(self) -> None:
        """Level rules that require a criterion the framework lacks are refused."""
        with pytest.raises(FrameworkError, match=r"level 1 requires criterion 3\.1"):
            score(build_framework([[1]]), {}, build_rules(build_rule(1, 50, ["3.1"])))

    def test_an_unknown_indicator(self) -> None:
        """Ratings of indicators that the framework lacks are refused, all at once."""
        with pytest.raises(RatingsError) as caught:
            score(build_framework([[1]]), {"1.1.a": "met", "1.1.b": "met", "9.1.a": "not_met"})
        assert [problem.path for problem in caught.value.problems] == ["ratings.1.1.b", "ratings.9.1.a"]


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
        counted = score(framework, {f"1.{number}.a": "met" for number in range(2, 11)})
        assert counted.level == level
        assert any("the reading of the upper bound decided" in str(caveat) for caveat in counted.caveats)

    def test_where_both_agree(self) -> None:
        """No caveat on the reading is made where it decides nothing."""
        framework = build_framework([[1] * 10], self.rules(LevelReading.CUMULATIVE))
        counted = score(framework, {f"1.{number}.a": "met" for number in range(1, 9)})
        assert not counted.has_unverified
        assert [str(caveat) for caveat in counted.caveats] == [
            "indicators not assessed: 2 of 10; the level counts only what is met so far"
        ]

    def test_the_bound_in_the_proof(self) -> None:
        """Under the literal reading the upper bound is one of the statements."""
        framework = build_framework([[1] * 10], self.rules(LevelReading.LITERAL))
        counted = score(framework, {f"1.{number}.a": "met" for number in range(2, 11)})
        bound = next(part for part in counted.reasons[1].parts if "bounded from above" in str(part.statement))
        assert not bound.holds


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
        return score(framework, {f"1.{n}.a": "met" if n in met else "not_met" for n in range(1, 5)})

    @given(assessed())
    def test_the_tree_agrees_with_the_verdict(self, drawn: Assessed) -> None:
        """The highest reason that holds is the level, and a reason holds exactly when its parts do."""
        framework, ratings = drawn
        counted = score(framework, ratings)
        holding = [place for place, reason in enumerate(counted.reasons, start=1) if reason.holds]
        assert height(counted.level) == max(holding, default=0)
        for reason in counted.reasons:
            assert reason.holds == all(part.holds for part in reason.parts)
            assert reason.citation is not None

    def test_level_by_assumption(self) -> None:
        """A level that rests on an unread list is shown with the certain one, the clause and the assumption."""
        counted = self.counted(1, 2, 3)
        assert (counted.level, counted.certain_level, counted.has_unverified) == (2, 1, True)
        assert [str(caveat) for caveat in counted.caveats] == [
            "level 2 rests on a list of required criteria that was not read; certain is: level 1",
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
        assert (1, "of the criteria required by name, these are not met: 1.1") in lines
        assert (2, "criterion 1.1: indicators not met: 1.1.a; not assessed: none") in lines

    def test_inferred_rule(self) -> None:
        """A rule that was inferred is a caveat of every level it grants or refuses."""
        counted = self.counted(1, 2, 3, status=Status.INFERRED)
        assert "the rule of level 2 was not read but inferred" in str(counted.caveats[1])

    def test_unread_list_without_assumption(self) -> None:
        """An unread list for which nothing is assumed says so, in the proof and in the caveat."""
        framework = build_framework([[1, 1]], build_rules(build_rule(1, 50, required_status=Status.UNKNOWN)))
        counted = score(framework, {"1.1.a": "met", "1.2.a": "not_met"})
        assert (counted.level, counted.certain_level) == (1, None)
        assert "certain is: no level" in str(counted.caveats[0])
        assert "assumed: none is required" in str(counted.caveats[1])
        assert "was not read; none is assumed" in str(counted.reasons[0].parts[1].statement)

    def test_plain_values(self) -> None:
        """The score as plain values has the documented keys."""
        assert self.counted(1, 2, 3).to_dict() == {
            "framework": "test/small",
            "level": 2,
            "certain_level": 1,
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
            ((1, 2), "Level 1;"),
            ((1, 2, 3), "Level 2 by assumption (certain: level 1);"),
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
        assert "(certain: no level)" in score(framework, {"1.1.a": "met"})._repr_html_()


class TestBounds:
    """While indicators are open the level is an interval."""

    @given(assessed())
    def test_exact(self, drawn: Assessed) -> None:
        """The bounds are the lowest and the highest level over every completion, no wider and no narrower."""
        framework, ratings = drawn
        scores = [score(framework, completed) for completed in completions(framework, ratings)]
        found = bounds(framework, ratings)
        assert found.lowest is min((s.level for s in scores), key=height)
        assert found.highest is max((s.level for s in scores), key=height)
        assert found.certain_lowest is min((s.certain_level for s in scores), key=height)
        assert found.certain_highest is max((s.certain_level for s in scores), key=height)

    def test_without_rules(self) -> None:
        """Without level rules there is nothing to bound, and the error says what to give."""
        with pytest.raises(FrameworkError, match="give your own"):
            bounds(build_framework([[1]]), {})


class TestGap:
    """The gap is a smallest set of indicators, and applying it reaches the level."""

    @given(assessed(), st.sampled_from(Level), st.booleans())
    def test_minimal(self, drawn: Assessed, level: Level, is_certain: bool) -> None:
        """Applying the gap reaches the level, and no smaller set does; None means that no set does."""
        framework, ratings = drawn
        unmet = [i.code for i in framework.indicators if ratings.get(i.code) is not Rating.MET]

        def reaches(codes: tuple[IndicatorCode, ...]) -> bool:
            counted = score(framework, ratings.with_ratings(dict.fromkeys(codes, Rating.MET)))
            reached = counted.certain_level if is_certain else counted.level
            return height(reached) >= int(level)

        smallest = next((n for n in range(len(unmet) + 1) if any(map(reaches, itertools.combinations(unmet, n)))), None)
        found = gap(framework, ratings, level, is_certain=is_certain)
        assert smallest == (None if found is None else len(found.items))
        assert found is None or reaches(tuple(item.code for item in found.items))

    @given(assessed(LevelReading.CUMULATIVE), st.sampled_from(Level))
    def test_items(self, drawn: Assessed, level: Level) -> None:
        """Items are in order, carry the present rating, and say whether their criterion is required by name."""
        framework, ratings = drawn
        found = gap(framework, ratings, level)
        assert found is not None
        assert framework.level_rules is not None
        required = {code for rule in framework.level_rules.rules[:level] for code in rule.required}
        assert [item.code for item in found.items] == sorted(item.code for item in found.items)
        assert all(item.rating is ratings.get(item.code) for item in found.items)
        assert all(item.is_mandatory == (item.code.criterion_code in required) for item in found.items)
        assert found.is_closed == (height(score(framework, ratings).level) >= level)

    def test_unreachable(self) -> None:
        """Under the literal reading a bound can put a level out of reach: then there is no gap to close."""
        rules = build_rules(build_rule(1, 50, ["1.1"], below_percent=60), reading=LevelReading.LITERAL)
        framework = build_framework([[1] * 4], rules)
        met = {"1.2.a": "met", "1.3.a": "met", "1.4.a": "met"}
        assert gap(framework, met, 1) is None

    def test_ratings_as_text(self) -> None:
        """Ratings may be given as text, as everywhere."""
        framework = build_framework([[2]], build_rules(build_rule(1, 100)))
        found = gap(framework, {"1.1.a": "met"}, 1)
        assert found is not None
        assert [str(item.code) for item in found.items] == ["1.1.b"]

    def test_a_level_without_rule(self) -> None:
        """A level for which there is no rule is refused."""
        with pytest.raises(UnknownItemError, match="2"):
            gap(build_framework([[1]], build_rules(build_rule(1, 50))), {}, 2)


@given(st.integers(1, 10**9), st.data(), st.integers(0, 100))
def test_share_is_exact(whole: int, data: st.DataObject, percent: int) -> None:
    """A share is compared in whole numbers: 39.999 % is below 40 %."""
    share = Share(data.draw(st.integers(0, whole)), whole)
    assert share.is_at_least(percent) == (share.fraction * 100 >= percent)
    assert not Share(39_999, 100_000).is_at_least(40)
