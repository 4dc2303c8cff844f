"""What a reader of a score must know before relying on it: every rule that was not read but took part."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.law import Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import Message, message
from kdcl.scoring.levels import find_level, is_share_enough
from kdcl.scoring.tally import Tally


def iter_caveats(tally: Tally, rules: LevelRules, level: Level | None, certain: Level | None) -> Iterator[Message]:
    """Iterate over the caveats of a score, the weightiest first."""
    if level != certain:
        yield message(
            "level {level} rests on a list of required criteria that was not read; certain is: {certain}",
            level=level,
            certain=message("level {level}", level=certain) if certain else message("no level"),
        )
    yield from iter_rule_caveats(tally, rules, level)
    yield from _reading_caveats(tally, rules, level)
    if tally.indicators_open:
        yield message(
            "indicators not assessed: {open} of {total}; the level counts only what is met so far",
            open=tally.indicators_open,
            total=tally.indicators_total,
        )


def iter_rule_caveats(tally: Tally, rules: LevelRules, level: Level | None) -> Iterator[Message]:
    """Iterate over the rules that took part without having been read: they granted the level or refused the next."""
    granted = level or 0
    for rule in rules.rules:
        if rule.level > granted + 1:
            return
        if Status.INFERRED in (rule.status, rule.required_status):
            yield message(
                "the rule of level {level} was not read but inferred ({citation})",
                level=rule.level,
                citation=rule.citation.message,
            )
        if rule.is_list_unread and _is_decided_by_list(tally, rules, rule):
            yield message(
                "the criteria required for level {level} were not read ({citation}); assumed: {assumption}",
                level=rule.level,
                citation=rule.citation.message,
                assumption=rule.assumption or message("none is required"),
            )


def _is_decided_by_list(tally: Tally, rules: LevelRules, rule: LevelRule) -> bool:
    """Whether the list matters: not below the percentage, where it cannot help, nor when every criterion is met."""
    share = tally.criteria_share
    return share.part < share.whole and is_share_enough(rule, share, rules.reading)


def _reading_caveats(tally: Tally, rules: LevelRules, level: Level | None) -> Iterator[Message]:
    for reading in LevelReading:
        other = find_level(
            rules.with_reading(reading), tally.criteria_share, lambda rule: rule.required_set <= tally.met
        )
        if other != level:
            yield message(
                "the reading of the upper bound decided: read as {reading}, the result would be: {other}",
                reading=_READINGS[reading],
                other=message("level {level}", level=other) if other else message("no level"),
            )


_READINGS = {
    LevelReading.CUMULATIVE: message("cumulative"),
    LevelReading.LITERAL: message("literal"),
}
