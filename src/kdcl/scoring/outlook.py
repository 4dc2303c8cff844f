"""What is still possible: the levels open indicators leave within reach, and the smallest step to a level."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError
from kdcl.law import Framework, Level, LevelReading, LevelRule, LevelRules
from kdcl.messages import Share, message
from kdcl.school import Rating, Ratings
from kdcl.scoring.levels import find_level, is_above
from kdcl.scoring.score import Score, score


@attrs.frozen(kw_only=True)
class Bounds:
    """The lowest and the highest level still possible while indicators are open; None stands for no level.

    Attributes:
        lowest: the level if the open indicators turn out worst.
        highest: the level if they turn out best.
        certain_lowest: the lowest level that holds whatever the unread lists contain.
        certain_highest: the highest such level.
    """

    lowest: Level | None
    highest: Level | None
    certain_lowest: Level | None
    certain_highest: Level | None


@attrs.frozen(kw_only=True)
class GapItem:
    """One indicator to be brought to met.

    Attributes:
        code: the indicator.
        rating: what it is rated now; None where it is not assessed.
        is_mandatory: whether its criterion is required by name for the level, so that no other can stand for it.
    """

    code: IndicatorCode
    rating: Rating | None
    is_mandatory: bool


@attrs.frozen(kw_only=True)
class Gap:
    """A smallest set of indicators that, once met, reaches a level.

    Attributes:
        level: the level to reach.
        items: the indicators in the law's order; empty where the level is reached already.
    """

    level: Level
    items: tuple[GapItem, ...]

    @property
    def is_closed(self) -> bool:
        """Whether the level is reached already."""
        return not self.items


def bounds(
    framework: Framework,
    ratings: Mapping[IndicatorCode, Rating] | Mapping[str, str],
    rules: LevelRules | None = None,
) -> Bounds:
    """Return the lowest and the highest level that the open indicators leave possible.

    Raises:
        RatingsError: a rating is no rating, or its indicator is not in the framework.
        FrameworkError: no level rules are known for the framework.
    """
    current = score(framework, ratings, rules)
    known = _known_rules(current)
    possible = _possible_levels(current, known)
    certain = _possible_levels(current, _with_unread_lists_full(current, known))
    return Bounds(
        lowest=min(possible, key=_height),
        highest=max(possible, key=_height),
        certain_lowest=min(certain, key=_height),
        certain_highest=max(certain, key=_height),
    )


def gap(
    framework: Framework,
    ratings: Mapping[IndicatorCode, Rating] | Mapping[str, str],
    level: Level | int,
    rules: LevelRules | None = None,
    *,
    is_certain: bool = False,
) -> Gap | None:
    """Return a smallest set of indicators that would reach the level, or None where no such set exists.

    Among sets of equal size the one whose criteria come first in the law's order is taken. Under the cumulative reading
    a set always exists.

    Args:
        framework: the framework.
        ratings: the indicators assessed.
        level: the level to reach, or a higher one.
        rules: level rules to use instead of the framework's own.
        is_certain: whether the level must hold whatever the unread lists contain.

    Raises:
        RatingsError: a rating is no rating, or its indicator is not in the framework.
        FrameworkError: no level rules are known for the framework.
        UnknownItemError: the rules have no such level.
    """
    wanted = Level(level)
    given = ratings if isinstance(ratings, Ratings) else Ratings(ratings)
    current = score(framework, given, rules)
    known = _known_rules(current)
    if is_certain:
        known = _with_unread_lists_full(current, known)
    known.get_rule(wanted)
    sets = [found for rule in _targets(known, wanted) if (found := _smallest_set(current, known, rule)) is not None]
    if not sets:
        return None
    required, codes = min(sets, key=lambda found: len(found[1]))
    items = tuple(
        GapItem(code=code, rating=given.by_code.get(code), is_mandatory=code.criterion_code in required)
        for code in codes
    )
    return Gap(level=wanted, items=items)


def _known_rules(current: Score) -> LevelRules:
    if current.rules is None:
        raise FrameworkError(current.framework, (message("no level rules are known for it; give your own"),))
    return current.rules


def _height(level: Level | None) -> int:
    return level or 0


def _with_unread_lists_full(current: Score, rules: LevelRules) -> LevelRules:
    """Return the rules with every unread list holding all criteria: the worst it can contain."""
    every = tuple(criterion.code for criterion in current.criteria)
    return attrs.evolve(
        rules,
        rules=tuple(attrs.evolve(rule, required=every) if rule.is_list_unread else rule for rule in rules.rules),
    )


def _possible_levels(current: Score, rules: LevelRules) -> set[Level | None]:
    """Return every level that some completion of the open criteria gives.

    Open criteria that the same rules require are alike, so a completion is told apart by how many of each such group it
    meets: a few hundred cases where there are 2 to the power of 36 completions.
    """
    met, open_ = current.met, frozenset(current.open)
    groups = Counter(frozenset(rule.level for rule in rules.rules if code in rule.required_set) for code in open_)
    fulfillable = frozenset(rule.level for rule in rules.rules if rule.required_set <= met | open_)
    states = {(len(met), fulfillable)}
    for requiring, size in groups.items():
        states = {
            (count + chosen, lists if chosen == size else lists - requiring)
            for count, lists in states
            for chosen in range(size + 1)
        }
    return {_level_of(rules, Share(count, len(current.criteria)), lists) for count, lists in states}


def _level_of(rules: LevelRules, share: Share, lists: frozenset[Level]) -> Level | None:
    return find_level(rules, share, lambda rule: rule.level in lists)


def _targets(rules: LevelRules, level: Level) -> Iterator[LevelRule]:
    """Iterate over rules any of which, met alone, gives the level or a higher one."""
    if rules.reading is LevelReading.LITERAL:
        yield from (rule for rule in rules.rules if rule.level >= level)
        return
    asked = [rule for rule in rules.rules if rule.level <= level]
    yield attrs.evolve(
        asked[-1],
        at_least_percent=max(rule.at_least_percent for rule in asked),
        required=tuple(sorted(set(itertools.chain.from_iterable(rule.required for rule in asked)))),
    )


def _smallest_set(
    current: Score, rules: LevelRules, rule: LevelRule
) -> tuple[frozenset[CriterionCode], tuple[IndicatorCode, ...]] | None:
    """Return the required criteria and a smallest set of indicators that satisfies the rule; None if none does.

    What is required must be met whatever it costs; the rest of the percentage is filled with the cheapest criteria.
    """
    needed = -(-rule.at_least_percent * len(current.criteria) // 100)
    unmet = [criterion for criterion in current.criteria if criterion.code not in current.met]
    chosen = [criterion for criterion in unmet if criterion.code in rule.required_set]
    others = sorted(
        (criterion for criterion in unmet if criterion.code not in rule.required_set),
        key=lambda criterion: criterion.indicators_not_met + criterion.indicators_open,
    )
    chosen += others[: max(0, needed - len(current.met) - len(chosen))]
    if is_above(rule, Share(len(current.met) + len(chosen), len(current.criteria)), rules.reading):
        return None
    codes = sorted(code for criterion in chosen for code in (*criterion.not_met, *criterion.open))
    return rule.required_set, tuple(codes)
