"""The score: the count, the level with its proof, and what to know before relying on it."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, overload

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Framework, Level, LevelReading, LevelRules
from kdcl.messages import ENGLISH, Message, Translator, message
from kdcl.school import RatingsLike, SelfAssessment
from kdcl.school.held_against import framework_for, ratings_of
from kdcl.scoring.caveats import (
    iter_caveats,
    iter_choice_caveats,
    iter_contradiction_caveats,
    iter_premise_caveats,
    iter_rule_caveats,
)
from kdcl.scoring.doubts import find_doubts
from kdcl.scoring.grid import build_grid, build_headline
from kdcl.scoring.levels import Basis, describe_levels, find_lowest_level, is_assumed, rules_on
from kdcl.scoring.reasons import Reason, build_reasons
from kdcl.scoring.tally import CriterionScore, StandardScore, Tally, tally_criteria
from kdcl.shown import SelfDescribing, SelfDescription, spoken

__all__ = ["CriterionScore", "Score", "StandardScore", "score"]


@attrs.frozen(kw_only=True)
class Score(SelfDescribing, Tally):
    """What a school's ratings amount to under the level rules of its framework.

    `level` is by the rules under their reading with their stated assumptions; `certain_level` is the highest that holds
    under every shipped reading and whatever unread rules say; `supported_level` takes percentages that were only
    inferred as published outcomes bear them out. While indicators are open all count only what is met so far: see
    `bounds`.

    Attributes:
        framework: the framework's id.
        criteria: every criterion in the law's order.
        rules: the level rules used; None where none are known, and then there is no level.
        contradicted: the criteria of which a sheet states another verdict than their ratings make; the ratings count.
        standards: the counts standard by standard.
        met: the criteria that are met, as a set.
        level: the level reached by the shipped rules, or None.
        certain_level: the level reached under every reading and whatever unread rules say, or None.
        supported_level: the same by percentages that published outcomes support, or None; never below the certain one.
        reasons: why each level is reached or not, lowest level first; empty where no rules are known.
        caveats: what to know before relying on the level.
    """

    rules: LevelRules | None
    contradicted: tuple[CriterionCode, ...] = ()

    def __repr__(self) -> str:
        """Return the levels and what they were counted from."""
        levels = f"level {self.level}, supported {self.supported_level}, certain {self.certain_level}"
        counts = f"{self.criteria_met} of {self.criteria_total} criteria met, {self.indicators_open} indicators open"
        return f"<Score {self.framework}: {levels}; {counts}>"

    @functools.cached_property
    def level(self) -> Level | None:
        """The level reached by the shipped rules, or None."""
        return self.find_level(Basis.ASSUMED)

    @functools.cached_property
    def certain_level(self) -> Level | None:
        """The level reached under every shipped reading and whatever unread rules say, or None."""
        return self.find_level(Basis.CERTAIN)

    @functools.cached_property
    def supported_level(self) -> Level | None:
        """The level reached whatever unread lists contain, by percentages that published outcomes support, or None."""
        return self.find_level(Basis.SUPPORTED)

    @property
    def reading(self) -> LevelReading | None:
        """The reading of the upper bound that `level` rests on; None where no rules are known."""
        return self.rules.reading if self.rules else None

    def find_level(self, basis: Basis) -> Level | None:
        """Return the level that holds on a basis, or None."""
        if self.rules is None:
            return None
        alternatives = rules_on(self.rules, basis, (criterion.code for criterion in self.criteria))
        return find_lowest_level(alternatives, self.criteria_share, lambda rule: rule.required_set <= self.met)

    @functools.cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Why each level is reached or not, lowest level first; empty where no rules are known."""
        return build_reasons(self, self.rules) if self.rules else ()

    @functools.cached_property
    def caveats(self) -> tuple[Message, ...]:
        """What to know before relying on the level."""
        if self.rules is None:
            unknown = message("no level rules are known for {framework}", framework=self.framework)
            return (*iter_contradiction_caveats(self.contradicted), unknown)
        caveats = iter_caveats(self, self.rules, self.level, self.certain_level, self.supported_level)
        return (*iter_contradiction_caveats(self.contradicted), *caveats)

    @property
    def has_unverified(self) -> bool:
        """Whether a rule took part that was not read in the law itself."""
        if self.rules is None:
            return True
        taken = (iter_rule_caveats, iter_choice_caveats)
        return any(True for caveats in taken for _ in caveats(self, self.rules, self.level)) or any(
            True for _ in iter_premise_caveats(self.rules, self.level)
        )

    @property
    def is_by_assumption(self) -> bool:
        """Whether the level rests on what is assumed in place of what was not read."""
        return is_assumed(self.rules, self.level, self.criteria_share)

    @property
    def doubts(self) -> tuple[Message, ...]:
        """Why no level is certain, in few words; empty where one is, or none is reached."""
        if self.rules is None or self.level is None or self.certain_level is not None:
            return ()
        return find_doubts(self, self.rules)

    @property
    def in_words(self) -> Message:
        """The level in words; beside it, where they differ, what is certain and what published outcomes support."""
        return describe_levels(
            self.level,
            self.certain_level,
            self.supported_level,
            indicators_open=self.indicators_open,
            is_by_assumption=self.is_by_assumption,
            doubts=self.doubts,
        )

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the score as plain values, the object that ``kdcl score --json`` prints.

        The keys are stable; sentences are in the translator's language.
        """
        return {
            "framework": self.framework,
            "level": self.level,
            "certain_level": self.certain_level,
            "supported_level": self.supported_level,
            "reading": self.reading,
            "indicators_met": self.indicators_met,
            "indicators_not_met": self.indicators_not_met,
            "indicators_open": self.indicators_open,
            "indicators_total": self.indicators_total,
            "criteria_met": self.criteria_met,
            "criteria_total": self.criteria_total,
            "not_met": [str(code) for code in self.not_met],
            "open": [str(code) for code in self.open],
            "caveats": [caveat.render(translator) for caveat in self.caveats],
            "has_unverified": self.has_unverified,
        }

    def describe(self) -> SelfDescription:
        """Return the level in words, the counts by standard, and what to know before relying on the level."""
        return SelfDescription(
            title=build_headline(self, self.in_words),
            heads=(message("standard"), message("criteria met"), message("not met"), message("not assessed")),
            rows=tuple(
                (
                    each.number,
                    message("{met} of {total}", met=each.criteria_met, total=each.criteria_total),
                    each.not_met or None,
                    each.open or None,
                )
                for each in self.standards
            ),
            notes=self.caveats,
        )

    def _repr_html_(self) -> str:
        """Return the grid of criteria by standard that a notebook shows."""
        return build_grid(self, self.in_words, self.caveats, spoken())


@overload
def score(ratings: SelfAssessment, framework: Framework | None = None, rules: LevelRules | None = None) -> Score: ...
@overload
def score(ratings: RatingsLike, framework: Framework, rules: LevelRules | None = None) -> Score: ...
def score(
    ratings: SelfAssessment | RatingsLike, framework: Framework | None = None, rules: LevelRules | None = None
) -> Score:
    """Return the score of a school's ratings.

    Args:
        ratings: a school's file, or the indicators assessed; those left out are open, which is not the same as not met.
        framework: the framework the school assessed itself under; where it is not given, the one that its file names.
        rules: level rules to use instead of the framework's own.

    Raises:
        RatingsError: a rating is no rating, or its indicator is not in the framework.
        FrameworkError: the rules given require a criterion that is not in the framework.
        UnknownFrameworkError: none is given, and the one that the file names is not known.

    >>> from kdcl.standards import get_framework
    >>> primary = get_framework("tt42-2012/primary")
    >>> all_met = {str(indicator.code): "met" for indicator in primary.indicators}
    >>> score(all_met, primary).certain_level
    <Level.THREE: 3>
    """
    law = framework_for(ratings, framework, None, "score(ratings, framework)")
    given = ratings_of(ratings)
    if rules:
        law = law.with_level_rules(rules)
    criteria = tally_criteria(given, law)
    found = find_contradicted(ratings, criteria) if isinstance(ratings, SelfAssessment) else ()
    return Score(framework=law.id, criteria=criteria, rules=law.level_rules, contradicted=found)


def find_contradicted(assessment: SelfAssessment, criteria: Iterable[CriterionScore]) -> tuple[CriterionCode, ...]:
    """Return the criteria of which a sheet states another verdict than the ratings of their indicators make."""
    stated = [
        (sheet.criterion, sheet.stated_verdict) for sheet in assessment.sheets if sheet.stated_verdict is not None
    ]
    return tuple(
        each.code
        for each in criteria
        if each.verdict is not None
        and any(code == each.code and verdict is not each.verdict for code, verdict in stated)
    )
