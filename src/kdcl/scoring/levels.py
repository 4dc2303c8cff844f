"""Which level holds for a number of criteria met, by the rules of Article 31, and how it is told."""

from __future__ import annotations

from collections.abc import Callable

from kdcl.law import Level, LevelReading, LevelRule, LevelRules
from kdcl.messages import Message, Share, message


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
            break
    return reached


def is_share_enough(rule: LevelRule, share: Share, reading: LevelReading) -> bool:
    """Whether the share of criteria met is one that the rule's level asks for under the reading."""
    return share.is_at_least(rule.at_least_percent) and not is_above(rule, share, reading)


def is_above(rule: LevelRule, share: Share, reading: LevelReading) -> bool:
    """Whether the reading takes the upper bound of the rule to exclude, and the share reaches it."""
    return reading is LevelReading.LITERAL and rule.below_percent is not None and share.is_at_least(rule.below_percent)


def describe_levels(level: Level | None, certain_level: Level | None) -> Message:
    """Return the level in words, with the certain one beside it where the two differ."""
    if level is None:
        return message("No level reached")
    if level == certain_level:
        return message("Level {level}", level=level)
    certain = message("level {level}", level=certain_level) if certain_level else message("no level")
    return message("Level {level} by assumption (certain: {certain})", level=level, certain=certain)
