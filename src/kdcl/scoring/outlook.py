"""What is still possible: the levels open indicators leave within reach, and the smallest step to a level."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Final, TypeVar, overload

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError
from kdcl.law import Framework, Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import Message, Share, message
from kdcl.school import RatingsLike, SelfAssessment
from kdcl.school.held_against import framework_for, ratings_of
from kdcl.scoring.caveats import iter_premise_caveats, iter_source_caveats
from kdcl.scoring.levels import Basis, find_lowest_level, height_of, is_share_enough, rules_on
from kdcl.scoring.prospects import Bounds, Gap, GapItem
from kdcl.scoring.score import CriterionScore, Score, score

_Choice = TypeVar("_Choice", bound=Enum)
_CALL_OF_GAP: Final = "gap(ratings, framework, level)"


@overload
def bounds(ratings: SelfAssessment, framework: Framework | None = None, rules: LevelRules | None = None) -> Bounds: ...
@overload
def bounds(ratings: RatingsLike, framework: Framework, rules: LevelRules | None = None) -> Bounds: ...
def bounds(
    ratings: SelfAssessment | RatingsLike, framework: Framework | None = None, rules: LevelRules | None = None
) -> Bounds:
    """Return the lowest and the highest level that the open indicators leave possible.

    Args:
        ratings: a school's file, or the indicators assessed.
        framework: the framework; where it is not given, the one that the school's file names.
        rules: level rules to use instead of the framework's own.

    Raises:
        RatingsError: a rating is no rating, or its indicator is not in the framework.
        FrameworkError: no level rules are known for the framework.
    """
    law = framework_for(ratings, framework, None, "bounds(ratings, framework)")
    current = score(ratings_of(ratings), law, rules)
    known = _known_rules(current)
    levels = {basis: _possible_levels(current, known, basis) for basis in Basis}
    lowest = {basis: min(possible, key=height_of) for basis, possible in levels.items()}
    highest = {basis: max(possible, key=height_of) for basis, possible in levels.items()}
    taking_part = [rule for rule in known.rules if rule.level <= height_of(highest[Basis.ASSUMED]) + 1]
    best = Share(len(current.met) + len(current.open), len(current.criteria))
    return Bounds(
        lowest=lowest[Basis.ASSUMED],
        highest=highest[Basis.ASSUMED],
        certain_lowest=lowest[Basis.CERTAIN],
        certain_highest=highest[Basis.CERTAIN],
        supported_lowest=lowest[Basis.SUPPORTED],
        supported_highest=highest[Basis.SUPPORTED],
        caveats=(
            *iter_source_caveats(taking_part, known.reading, best),
            *iter_premise_caveats(known, highest[Basis.ASSUMED]),
        ),
    )


@overload
def gap(
    ratings: SelfAssessment,
    level: Level | int,
    /,
    *,
    rules: LevelRules | None = None,
    basis: Basis | str = Basis.ASSUMED,
) -> Gap | None: ...
@overload
def gap(
    ratings: SelfAssessment,
    framework: Framework | None = None,
    *,
    level: Level | int,
    rules: LevelRules | None = None,
    basis: Basis | str = Basis.ASSUMED,
) -> Gap | None: ...
@overload
def gap(
    ratings: SelfAssessment | RatingsLike,
    framework: Framework,
    level: Level | int,
    rules: LevelRules | None = None,
    *,
    basis: Basis | str = Basis.ASSUMED,
) -> Gap | None: ...
def gap(
    ratings: SelfAssessment | RatingsLike,
    framework: Framework | Level | int | None = None,
    level: Level | int | None = None,
    rules: LevelRules | None = None,
    *,
    basis: Basis | str = Basis.ASSUMED,
) -> Gap | None:
    """Return a smallest set of indicators that would reach the level, or None where no such set exists.

    Among sets of equal size the one whose criteria come first in the law's order is taken. By assumption and under the
    cumulative reading a set always exists; nothing can make certain a level whose percentages were not read.

    Args:
        ratings: a school's file, or the indicators assessed.
        framework: the framework; where it is not given, the one that the school's file names.
        level: the level to reach, or a higher one; beside a school's file alone it may come second.
        rules: level rules to use instead of the framework's own.
        basis: what the level must rest on: the assumptions, published outcomes, or only what was read.

    Raises:
        RatingsError: a rating is no rating, or its indicator is not in the framework.
        FrameworkError: no level rules are known for the framework.
        UnknownItemError: the rules have no such level.
        ValueError: there is no such level or basis at all.
    """
    if level is None and isinstance(framework, int):
        framework, level = None, framework
    law = framework_for(ratings, framework, None, _CALL_OF_GAP)
    if level is None:
        raise TypeError(f"which level is to be reached? Call {_CALL_OF_GAP}")
    wanted = _read_choice(Level, level)
    given = ratings_of(ratings)
    current = score(given, law, rules)
    known = _known_rules(current)
    known.get_rule(wanted)
    chosen = _read_choice(Basis, basis)
    found = _find_set(current, rules_on(known, chosen, _every(current)), wanted)
    if found is None:
        return None
    items = tuple(
        GapItem(
            code=code,
            rating=given.by_code.get(code),
            is_mandatory=code.criterion_code in found.required,
            required_status=_find_required_status(known, wanted, code.criterion_code),
        )
        for code in found.codes
    )
    return Gap(
        level=wanted,
        basis=chosen,
        items=items,
        other_sets=found.others,
        caveats=tuple(_gap_caveats(current, known, wanted, chosen, len(items))),
    )


def _find_required_status(rules: LevelRules, wanted: Level, code: CriterionCode) -> Status | None:
    """Return how sure the surest list is that names a criterion for a level; None where none is known to.

    Lists of higher levels count where none up to the level names it: by the letter a higher level may be the way.
    """
    naming = [rule for rule in rules.rules if code in rule.required_set]
    asked = [rule for rule in naming if rule.level <= wanted] or naming
    return min((rule.required_status for rule in asked), key=lambda status: status.doubt, default=None)


def _gap_caveats(current: Score, rules: LevelRules, wanted: Level, basis: Basis, items: int) -> Iterator[Message]:
    """Iterate over what was not read and yet decides which indicators are missing."""
    every = _every(current)
    asked = [rule for rule in rules.rules if rule.level <= wanted]
    at_the_level = Share(-(-asked[-1].at_least_percent * len(every) // 100), len(every))
    if basis is Basis.ASSUMED:
        yield from iter_source_caveats(asked, LevelReading.CUMULATIVE, at_the_level)
    elif basis is Basis.SUPPORTED:
        known = [attrs.evolve(rule, required_status=rule.status) for rule in asked]
        yield from iter_source_caveats(known, LevelReading.CUMULATIVE, at_the_level)
    if rules.reading_status is not Status.VERIFIED:
        yield from _reading_caveats(current, rules, wanted, basis, items)
    if basis is not Basis.ASSUMED and _decides_by_lists(current, rules, wanted, basis, items):
        yield message(
            "the criteria required for level {levels} were not read, so that each criterion may be among them",
            levels=tuple(rule.level for rule in rules.rules if rule.is_list_unread),
        )
    yield from iter_premise_caveats(rules, wanted)


def _decides_by_lists(current: Score, rules: LevelRules, wanted: Level, basis: Basis, items: int) -> bool:
    """Whether another set would do if the lists that were not read were the assumed ones."""
    lists = tuple(
        attrs.evolve(rule, required_status=Status.VERIFIED) if rule.is_list_unread else rule for rule in rules.rules
    )
    found = _find_set(current, rules_on(attrs.evolve(rules, rules=lists), basis, _every(current)), wanted)
    return found is None or len(found.codes) != items


def _reading_caveats(current: Score, rules: LevelRules, wanted: Level, basis: Basis, items: int) -> Iterator[Message]:
    """Iterate over the readings of the upper bound that alone would ask for more, or for less."""
    for reading in LevelReading:
        read = attrs.evolve(rules.with_reading(reading), reading_status=Status.VERIFIED)
        found = _find_set(current, rules_on(read, basis, _every(current)), wanted)
        if found is None:
            yield message(
                "the reading of the upper bound decided: read as {reading}, no step reaches it", reading=reading.words
            )
        elif len(found.codes) != items:
            yield message(
                "the reading of the upper bound decided: read as {reading}, the smallest step is: {indicators}",
                reading=reading.words,
                indicators=found.codes or message("none"),
            )


@attrs.frozen(kw_only=True)
class _Found:
    """A smallest set that satisfies a rule, and the family of all sets as small that do.

    Attributes:
        required: the criteria that the rule requires.
        codes: the indicators of the set.
        fixed: the criteria that every set of the family brings to met.
        pool: the criteria that cost alike, of which each set brings `chosen` to met; empty where it brings all.
        chosen: how many of the pool.
        others: how many other sets are as small; None where there are some that were not counted.
    """

    required: frozenset[CriterionCode]
    codes: tuple[IndicatorCode, ...]
    fixed: frozenset[CriterionCode]
    pool: frozenset[CriterionCode]
    chosen: int
    others: int | None

    @property
    def family(self) -> tuple[frozenset[CriterionCode], frozenset[CriterionCode], int]:
        """What two rules have alike where the same sets are smallest for both."""
        return self.fixed, self.pool, self.chosen


def _read_choice(kind: type[_Choice], given: object) -> _Choice:
    """Return the member of an enumeration that was given, as itself or by its value."""
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(repr(each.value) for each in kind)
        raise ValueError(f"{given!r} is no {kind.__name__.lower()}; give one of: {known}") from None


def _find_set(current: Score, alternatives: tuple[LevelRules, ...], wanted: Level) -> _Found | None:
    """Return the required criteria and a smallest set that gives the level under all alternatives, or None."""
    sets = [found for rule in _targets(alternatives, wanted) if (found := _smallest_set(current, rule)) is not None]
    if not sets:
        return None
    least = min(len(found.codes) for found in sets)
    first, *more = (found for found in sets if len(found.codes) == least)
    # Families of two rules may share some of their sets, so what both have together is not told as a number.
    return first if all(each.family == first.family for each in more) else attrs.evolve(first, others=None)


def _known_rules(current: Score) -> LevelRules:
    if current.rules is None:
        raise FrameworkError(current.framework, (message("no level rules are known for it; give your own"),))
    return current.rules


def _every(current: Score) -> tuple[CriterionCode, ...]:
    return tuple(criterion.code for criterion in current.criteria)


def _possible_levels(current: Score, rules: LevelRules, basis: Basis) -> set[Level | None]:
    """Return every level that some completion of the open criteria gives on a basis."""
    alternatives = rules_on(rules, basis, _every(current))
    return {
        find_lowest_level(alternatives, Share(count, len(current.criteria)), lambda rule: rule.level in lists)  # noqa: B023 - called at once
        for count, lists in possible_states(current, alternatives[0])
    }


def possible_states(current: Score, rules: LevelRules) -> set[tuple[int, frozenset[Level]]]:
    """Return what completions of the open criteria come to: how many are met, and of which levels the list is.

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
    return states


def _targets(alternatives: tuple[LevelRules, ...], level: Level) -> Iterator[LevelRule]:
    """Iterate over rules any of which, met alone, gives the level or a higher one under all alternatives.

    Read as cumulative, all rules up to the level must hold; read by the letter, one rule of the level or above it, and
    its upper bound excludes. Where both must, each of these rules is joined with all of those.
    """
    by_reading = {rules.reading: rules.rules for rules in alternatives}
    asked = [rule for rule in by_reading.get(LevelReading.CUMULATIVE, ()) if rule.level <= level]
    alone = [rule for rule in by_reading.get(LevelReading.LITERAL, ()) if rule.level >= level]
    for rule in alone or [attrs.evolve(asked[-1], below_percent=None)]:
        joined = [*asked, rule]
        yield attrs.evolve(
            rule,
            at_least_percent=max(each.at_least_percent for each in joined),
            required=tuple(sorted(set(itertools.chain.from_iterable(each.required for each in joined)))),
        )


def _smallest_set(current: Score, rule: LevelRule) -> _Found | None:
    """Return the required criteria and a smallest set of indicators that satisfies the rule; None if none does.

    What is required must be met whatever it costs; the rest of the percentage is filled with the cheapest criteria.
    """
    needed = -(-rule.at_least_percent * len(current.criteria) // 100)
    unmet = [criterion for criterion in current.criteria if criterion.code not in current.met]
    fixed = [criterion for criterion in unmet if criterion.code in rule.required_set]
    others = sorted((criterion for criterion in unmet if criterion.code not in rule.required_set), key=_cost)
    filling = others[: max(0, needed - len(current.met) - len(fixed))]
    chosen = [*fixed, *filling]
    if not is_share_enough(rule, Share(len(current.met) + len(chosen), len(current.criteria)), LevelReading.LITERAL):
        return None
    dearest = max(map(_cost, filling), default=0)
    alike = [criterion for criterion in filling if _cost(criterion) == dearest]
    pool = [criterion for criterion in others if _cost(criterion) == dearest]
    is_free = len(pool) > len(alike)
    return _Found(
        required=rule.required_set,
        codes=tuple(sorted(code for criterion in chosen for code in (*criterion.not_met, *criterion.open))),
        fixed=frozenset(each.code for each in chosen if not is_free or each not in alike),
        pool=frozenset(each.code for each in pool if is_free),
        chosen=len(alike) if is_free else 0,
        others=math.comb(len(pool), len(alike)) - 1,
    )


def _cost(criterion: CriterionScore) -> int:
    """Return how many indicators a criterion lacks."""
    return criterion.indicators_not_met + criterion.indicators_open
