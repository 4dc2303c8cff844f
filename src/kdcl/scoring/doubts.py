"""Why no level is certain, in few words: what was not read of the rules, and would have to be."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Final

import attrs

from kdcl.law import LevelRule, LevelRules, Status, find_weakest
from kdcl.messages import Message, message
from kdcl.scoring.levels import Basis, find_lowest_level, rules_on
from kdcl.scoring.tally import Tally

SHARES: Final = {
    Status.PRACTICE: message("the percentages themselves were seen in practice"),
    Status.INFERRED: message("the percentages themselves were inferred"),
    Status.UNKNOWN: message("the percentages themselves were not read"),
}
LISTS: Final = {
    Status.PRACTICE: message("the criteria required by name were seen in practice"),
    Status.INFERRED: message("the criteria required by name were inferred"),
    Status.UNKNOWN: message("the list of criteria required by name was not read"),
}
_READING: Final = message("the upper bound may be read in more than one way")


def find_doubts(tally: Tally, rules: LevelRules) -> tuple[Message, ...]:
    """Return the least that would have to be read for a level to be certain; empty where one is, or nothing helps."""
    every = tuple(criterion.code for criterion in tally.criteria)
    doubts = tuple(_DOUBTS)
    for size in range(len(doubts) + 1):
        for chosen in itertools.combinations(doubts, size):
            read = rules
            for doubt in chosen:
                read = doubt(read)
            alternatives = rules_on(read, Basis.CERTAIN, every)
            if find_lowest_level(alternatives, tally.criteria_share, lambda rule: rule.required_set <= tally.met):
                return tuple(_DOUBTS[doubt](rules) for doubt in chosen)
    return ()


def say_unread_shares(rules: Iterable[LevelRule]) -> Message | None:
    """Return that the percentages of rules were not read, and how they are known instead; None where they were."""
    unread = [rule.status for rule in rules if rule.status is not Status.VERIFIED]
    return SHARES[find_weakest(unread)] if unread else None


def _with_shares_read(rules: LevelRules) -> LevelRules:
    """Return the rules as if their percentages had been read, and lists that are as sure as these with them."""
    return attrs.evolve(
        rules,
        rules=tuple(
            attrs.evolve(
                rule,
                status=Status.VERIFIED,
                required_status=rule.required_status if rule.is_list_unread else Status.VERIFIED,
            )
            for rule in rules.rules
        ),
    )


def _with_lists_read(rules: LevelRules) -> LevelRules:
    return attrs.evolve(rules, rules=tuple(attrs.evolve(rule, required_status=Status.VERIFIED) for rule in rules.rules))


def _with_reading_read(rules: LevelRules) -> LevelRules:
    return attrs.evolve(rules, reading_status=Status.VERIFIED)


def _say_lists(rules: LevelRules) -> Message:
    return LISTS[find_weakest(r.required_status for r in rules.rules if r.required_status is not Status.VERIFIED)]


_DOUBTS: Final[dict[Callable[[LevelRules], LevelRules], Callable[[LevelRules], Message]]] = {
    _with_shares_read: lambda rules: say_unread_shares(rules.rules) or _say_lists(rules),
    _with_lists_read: _say_lists,
    _with_reading_read: lambda _: _READING,
}
"""What may not have been read: the rules as if it had been, and how it is told."""
