"""Which level holds for a number of criteria met, by the rules of Article 31, and how it is told."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import Message, Share, WordedEnum, message

_NEVER = 101  # more than every criterion: the percentage of a rule on which nothing may be built


class Basis(WordedEnum):
    """What a level rests on, from the least to the most demanding (docs/analysis/scoring.md)."""

    ASSUMED = "assumed", message("by the shipped rules and assumptions")
    """The shipped rules under the chosen reading, with what is assumed in place of an unread list."""
    SUPPORTED = (
        "supported",
        message("under every reading and whatever unread lists contain, by the percentages as far as known"),
    )
    """Every shipped reading and whatever unread lists contain, by percentages that published outcomes bear out."""
    CERTAIN = "certain", message("for certain, under every reading and whatever unread rules say")
    """Every shipped reading and whatever unread rules say: only what was read in the law counts."""


def rules_on(rules: LevelRules, basis: Basis, criteria: Iterable[CriterionCode]) -> tuple[LevelRules, ...]:
    """Return the rules that all must give a level for it to hold on a basis: the worst that the law may say.

    What was not read is replaced by the hardest it can be: a list by all criteria, a percentage by one that no school
    reaches. Under an open reading the level must hold under every reading.

    Args:
        rules: the level rules.
        basis: what the level is to rest on.
        criteria: every criterion of the framework.
    """
    if basis is Basis.ASSUMED:
        return (rules,)
    return _worst_rules(rules, basis, tuple(criteria))


@functools.lru_cache(maxsize=64)
def _worst_rules(rules: LevelRules, basis: Basis, every: tuple[CriterionCode, ...]) -> tuple[LevelRules, ...]:
    """Return the worst rules; kept, as they are the same for every school, and making them took a tenth of a score."""
    worst = attrs.evolve(rules, rules=tuple(_at_worst(rule, basis, every) for rule in rules.rules))
    if rules.reading_status is Status.VERIFIED:
        return (worst,)
    return tuple(worst.with_reading(reading) for reading in LevelReading)


def _at_worst(rule: LevelRule, basis: Basis, every: tuple[CriterionCode, ...]) -> LevelRule:
    share_counts = rule.status is Status.VERIFIED or (basis is Basis.SUPPORTED and rule.status is not Status.UNKNOWN)
    list_counts = rule.required_status is Status.VERIFIED or (basis is Basis.SUPPORTED and not rule.is_list_unread)
    return attrs.evolve(
        rule,
        at_least_percent=rule.at_least_percent if share_counts else _NEVER,
        required=rule.required if list_counts else every,
    )


def find_lowest_level(
    rules: Iterable[LevelRules], share: Share, is_list_met: Callable[[LevelRule], bool]
) -> Level | None:
    """Return the highest level that all of several sets of rules give; None where one of them gives none."""
    return min((find_level(each, share, is_list_met) for each in rules), key=height_of)


def height_of(level: Level | None) -> int:
    """Return a number to compare levels by; no level is below level 1."""
    return level or 0


def find_level(rules: LevelRules, share: Share, is_list_met: Callable[[LevelRule], bool]) -> Level | None:
    """Return the highest level whose rule holds under the rules' reading, or None where none does.

    Args:
        rules: the level rules.
        share: the criteria met, of all criteria.
        is_list_met: whether all criteria that a rule requires are met.
    """
    reached = None
    for rule in rules.rules:
        holds = is_share_enough(rule, share, rules.reading) and is_list_met(rule)
        if holds:
            reached = rule.level
        elif rules.reading is LevelReading.CUMULATIVE:
            # Levels build on each other under this reading: one that is missed closes those above it.
            break
    return reached


def is_share_enough(rule: LevelRule, share: Share, reading: LevelReading) -> bool:
    """Whether the share of criteria met is one that the rule's level asks for under the reading."""
    return share.is_at_least(rule.at_least_percent) and not is_above(rule, share, reading)


def is_above(rule: LevelRule, share: Share, reading: LevelReading) -> bool:
    """Whether the reading takes the upper bound of the rule to exclude, and the share reaches it."""
    return reading is LevelReading.LITERAL and rule.below_percent is not None and share.is_at_least(rule.below_percent)


def is_assumed(rules: LevelRules | None, level: Level | None, share: Share) -> bool:
    """Whether a level rests on what is assumed in place of what was not read; else the reading alone decides.

    Where every criterion is met, an unread list is met whatever it contains.
    """
    return rules is not None and any(
        rule.status is Status.UNKNOWN or (rule.is_list_unread and share.part < share.whole)
        for rule in rules.rules
        if rule.level <= height_of(level)
    )


def describe_levels(  # noqa: PLR0913 - each is told in the one sentence
    level: Level | None,
    certain_level: Level | None,
    supported_level: Level | None,
    *,
    indicators_open: int,
    is_by_assumption: bool = True,
    doubts: tuple[Message, ...] = (),
) -> Message:
    """Return the level in words; beside it, where they differ, what is certain and what published outcomes support.

    Where none is reached and indicators are open, the level is not determined yet: nothing has failed.

    Args:
        level: the level by the shipped rules.
        certain_level: the level that is certain.
        supported_level: the level that published outcomes support.
        indicators_open: how many indicators are not assessed.
        is_by_assumption: whether the level rests on an assumption; else the shipped reading alone makes it differ.
        doubts: why no level is certain, where none is.
    """
    if level is None and indicators_open:
        return message("Level not determined yet (indicators not assessed: {open})", open=indicators_open)
    if level is None:
        return message("No level reached")
    if level == certain_level:
        return message("Level {level}, certainly reached", level=level)
    ground = message("by assumption only") if is_by_assumption else message("by the shipped reading only")
    certain = say_certain(certain_level, doubts)
    if level == supported_level:
        return message("Level {level}, supported by published outcomes; {certain}", level=level, certain=certain)
    if supported_level != certain_level:
        supported = say_level(supported_level)
        certain = message(
            "supported by published outcomes: {supported}; {certain}", supported=supported, certain=certain
        )
    return message("Level {level} {ground}; {certain}", level=level, ground=ground, certain=certain)


def say_certain(level: Level | None, doubts: tuple[Message, ...] = ()) -> Message:
    """Return which level is certain in words, or that none is and why, which is not to say that none is reached."""
    if level:
        return message("certain: level {level}", level=level)
    if not doubts:
        return message("no level is certain")
    return message("no level is certain, because {doubts}", doubts=doubts)


def say_level(level: Level | None) -> Message:
    """Return a level, or that there is none, in words inside a sentence."""
    return message("level {level}", level=level) if level else message("no level")
