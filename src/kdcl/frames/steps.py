"""The level rules of a framework as steps over the number of criteria met, which is all that a table needs of them.

Which level follows depends on two things alone: how many criteria are met, and of which levels the required ones are.
Both are small, so every answer of `kdcl.scoring` is asked for once, and a table only compares whole numbers with the
places where the answer changes. The rules themselves stand in `kdcl.scoring` and are not repeated here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

import attrs

from kdcl.codes import CriterionCode
from kdcl.errors import FrameworkError
from kdcl.law import Framework, Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import Share, message
from kdcl.scoring import Basis
from kdcl.scoring.caveats import iter_source_caveats
from kdcl.scoring.levels import find_level, find_lowest_level, height_of, rules_on

Lists = frozenset[Level]
"""The levels all of whose required criteria are met."""
Ranges = tuple[tuple[int, int], ...]
"""Numbers of criteria met, as ranges that include both ends."""


@attrs.frozen(kw_only=True)
class Group:
    """Criteria that the same levels require.

    Attributes:
        levels: these levels, never empty.
        criteria: the criteria.
    """

    levels: Lists
    criteria: tuple[CriterionCode, ...]


@attrs.frozen(kw_only=True)
class Condition:
    """A condition that holds for some numbers of criteria met, given which lists are met.

    Attributes:
        lists: the lists in question.
        counts: the numbers of criteria for which it holds.
    """

    lists: Lists
    counts: Ranges


@attrs.frozen(kw_only=True)
class Steps:
    """The answers of a framework's level rules.

    Attributes:
        total: how many criteria the framework has.
        levels: its levels, lowest first.
        groups: the required criteria, grouped by the levels that require them.
        lists: every set of lists that a school may meet, smaller ones first.
        heights: by basis and lists, the level for every number of criteria met; 0 is no level.
        unread: conditions under which a rule that was not read takes part, for these lists and no others.
        by_reading: conditions under which another reading of the upper bound would give another level, likewise.
        is_criterion_rule_read: whether what makes a criterion met was read in the law.
    """

    total: int
    levels: tuple[Level, ...]
    groups: tuple[Group, ...]
    lists: tuple[Lists, ...]
    heights: dict[Basis, dict[Lists, tuple[int, ...]]]
    unread: tuple[Condition, ...]
    by_reading: tuple[Condition, ...]
    is_criterion_rule_read: bool

    def reaching(self, basis: Basis, level: Level) -> Iterator[Condition]:
        """Iterate over conditions one of which holds exactly where the level is reached: these lists, or more, are met.

        A list more never lowers the level, so what follows from fewer lists already is left out.
        """
        seen: dict[Lists, Ranges] = {}
        for lists in self.lists:
            counts = find_ranges(self.heights[basis][lists], lambda height: height >= level)
            if counts and not any(fewer < lists and found == counts for fewer, found in seen.items()):
                seen[lists] = counts
                yield Condition(lists=lists, counts=counts)

    def missing(self, basis: Basis, level: Level) -> Iterator[Condition]:
        """Iterate over conditions one of which holds exactly where the level is not reached: no other list is met."""
        seen: dict[Lists, Ranges] = {}
        for lists in reversed(self.lists):
            counts = find_ranges(self.heights[basis][lists], lambda height: height < level)
            if counts and not any(lists < more and found == counts for more, found in seen.items()):
                seen[lists] = counts
                yield Condition(lists=lists, counts=counts)


def find_ranges(heights: Sequence[int], holds: Callable[[int], bool]) -> Ranges:
    """Return the ranges of places whose value a condition holds for."""
    places = ((place, holds(height)) for place, height in enumerate(heights))
    runs = (list(run) for held, run in itertools.groupby(places, key=lambda pair: pair[1]) if held)
    return tuple((run[0][0], run[-1][0]) for run in runs)


def build_steps(framework: Framework) -> Steps:
    """Return the steps of a framework's level rules.

    Raises:
        FrameworkError: no level rules are known for the framework.
    """
    rules = framework.level_rules
    if rules is None:
        raise FrameworkError(framework.id, (message("no level rules are known for it; give your own"),))
    every = tuple(criterion.code for criterion in framework.criteria)
    lists = _possible_lists(rules)
    counts = range(len(every) + 1)
    heights = {
        basis: {met: tuple(_height(rules, basis, every, count, met) for count in counts) for met in lists}
        for basis in Basis
    }
    assumed = heights[Basis.ASSUMED]
    return Steps(
        total=len(every),
        levels=tuple(rule.level for rule in rules.rules),
        groups=_group(rules, every),
        lists=lists,
        heights=heights,
        unread=_conditions(
            lists, counts, lambda count, met: _has_unread(rules, assumed[met][count], count, len(every))
        ),
        by_reading=_conditions(
            lists, counts, lambda count, met: _is_by_reading(rules, assumed[met][count], count, len(every), met)
        ),
        is_criterion_rule_read=rules.criterion_status is Status.VERIFIED,
    )


def _group(rules: LevelRules, every: tuple[CriterionCode, ...]) -> tuple[Group, ...]:
    groups: dict[Lists, list[CriterionCode]] = {}
    for code in every:
        levels = frozenset(rule.level for rule in rules.rules if code in rule.required_set)
        if levels:
            groups.setdefault(levels, []).append(code)
    return tuple(Group(levels=levels, criteria=tuple(codes)) for levels, codes in groups.items())


def _possible_lists(rules: LevelRules) -> tuple[Lists, ...]:
    """Return every set of lists that can be met at once without another: a list inside a list is met with it."""
    found: dict[Lists, None] = {}
    for size in range(len(rules.rules) + 1):
        for chosen in itertools.combinations(rules.rules, size):
            covered = frozenset[CriterionCode]().union(*(rule.required_set for rule in chosen))
            found[frozenset(rule.level for rule in rules.rules if rule.required_set <= covered)] = None
    return tuple(sorted(found, key=lambda lists: (len(lists), sorted(lists))))


def _height(rules: LevelRules, basis: Basis, every: tuple[CriterionCode, ...], count: int, met: Lists) -> int:
    required = {rule.level: rule.required_set for rule in rules.rules}

    def is_list_met(rule: LevelRule) -> bool:
        # What was not read is taken at its worst: the list is all criteria then, and no longer the grouped one.
        return rule.level in met if rule.required_set == required[rule.level] else count == len(every)

    return height_of(find_lowest_level(rules_on(rules, basis, every), Share(count, len(every)), is_list_met))


def _has_unread(rules: LevelRules, height: int, count: int, total: int) -> bool:
    taking_part = [rule for rule in rules.rules if rule.level <= height + 1]
    return any(True for _ in iter_source_caveats(taking_part, rules.reading, Share(count, total)))


def _is_by_reading(rules: LevelRules, height: int, count: int, total: int, met: Lists) -> bool:
    if rules.reading_status is Status.VERIFIED:
        return False
    others = (
        find_level(rules.with_reading(reading), Share(count, total), lambda rule: rule.level in met)
        for reading in LevelReading
    )
    return any(height_of(other) != height for other in others)


def _conditions(lists: tuple[Lists, ...], counts: range, holds: Callable[[int, Lists], bool]) -> tuple[Condition, ...]:
    found = ((met, find_ranges([holds(count, met) for count in counts], bool)) for met in lists)
    return tuple(Condition(lists=met, counts=ranges) for met, ranges in found if ranges)
