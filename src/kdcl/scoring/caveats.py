"""What a reader of a score must know before relying on it: every rule that was not read but took part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kdcl.codes import CriterionCode
from kdcl.law import Level, LevelReading, LevelRule, LevelRules, Status, find_weakest
from kdcl.messages import BilingualText, Message, Share, message
from kdcl.scoring.doubts import LISTS, SHARES, find_doubts
from kdcl.scoring.levels import find_level, is_assumed, is_share_enough, say_certain, say_level
from kdcl.scoring.tally import Tally


def iter_caveats(
    tally: Tally, rules: LevelRules, level: Level | None, certain: Level | None, supported: Level | None
) -> Iterator[Message]:
    """Iterate over the caveats of a score, the weightiest first."""
    yield from _standing_caveats(tally, rules, level, certain, supported)
    yield from iter_rule_caveats(tally, rules, level)
    yield from iter_choice_caveats(tally, rules, level)
    if tally.indicators_open:
        yield message(
            "indicators not assessed: {open} of {total}; the level counts only what is met so far",
            open=tally.indicators_open,
            total=tally.indicators_total,
        )
    yield from iter_premise_caveats(rules, level)


def iter_contradiction_caveats(codes: tuple[CriterionCode, ...]) -> Iterator[Message]:
    """Iterate over what sheets state against the ratings, which alone are counted; it comes before all else."""
    if codes:
        yield message(
            "the sheets of these criteria state another verdict than the ratings of their indicators, which are what "
            "is counted: {codes}; correct the verdicts or the ratings before relying on the level",
            codes=codes,
        )


def _standing_caveats(
    tally: Tally, rules: LevelRules, level: Level | None, certain: Level | None, supported: Level | None
) -> Iterator[Message]:
    if supported != certain:
        yield message(
            "{what}, not read, so that in the strict sense: {certain}; "
            "supported by published outcomes, whatever the unread lists contain: {supported}",
            what=_say_unread(rules),
            certain=say_certain(certain),
            supported=say_level(supported),
        )
    elif level != certain and not is_assumed(rules, level, tally.criteria_share):
        yield message(
            "level {level} is by the shipped reading; under every reading and whatever unread rules say: {certain}",
            level=level,
            certain=say_certain(certain, find_doubts(tally, rules)),
        )
    elif level != certain:
        yield message(
            "level {level} is by assumption; under every reading and whatever unread rules say: {certain}",
            level=level,
            certain=say_certain(certain, find_doubts(tally, rules)),
        )


def _say_unread(rules: LevelRules) -> Message:
    """Return what was not read of the percentages or, where these were, of the lists, and how it is known instead."""
    of_shares = [rule.status for rule in rules.rules if rule.status in _KNOWN_OTHERWISE]
    of_lists = [rule.required_status for rule in rules.rules if rule.required_status in _KNOWN_OTHERWISE]
    return (SHARES if of_shares else LISTS)[find_weakest(of_shares or of_lists)]


_KNOWN_OTHERWISE = frozenset({Status.INFERRED, Status.PRACTICE})


def iter_premise_caveats(rules: LevelRules, level: Level | None) -> Iterator[Message]:
    """Iterate over what every level presumes, the certain one too: what makes a criterion met, where not read."""
    if level is not None and rules.criterion_status is not Status.VERIFIED:
        yield message(
            "every level, the certain one too, presumes what was not read: {rule} ({status})",
            rule=rules.criterion_rule or message("no source is named"),
            status=rules.criterion_status.words,
        )


def iter_rule_caveats(tally: Tally, rules: LevelRules, level: Level | None) -> Iterator[Message]:
    """Iterate over the rules that took part without having been read: they granted the level or refused the next."""
    taking_part = [rule for rule in rules.rules if rule.level <= (level or 0) + 1]
    yield from iter_source_caveats(taking_part, rules.reading, tally.criteria_share)


def iter_source_caveats(rules: Iterable[LevelRule], reading: LevelReading, share: Share) -> Iterator[Message]:
    """Iterate over what was not read of some rules; of unread lists, those that matter at a share of criteria met."""
    assumed: dict[BilingualText | None, list[LevelRule]] = {}
    for rule in rules:
        yield from _unread_rule(rule)
        # Below the percentage a list cannot help, and where every criterion is met it cannot harm.
        if rule.is_list_unread and share.part < share.whole and is_share_enough(rule, share, reading):
            assumed.setdefault(rule.assumption, []).append(rule)
    for assumption, unread in assumed.items():
        yield message(
            "the criteria required for level {levels} were not read ({citations}); assumed: {assumption}",
            levels=tuple(rule.level for rule in unread),
            citations=tuple(rule.citation.place for rule in unread),
            assumption=assumption or message("none is required"),
        )


def _unread_rule(rule: LevelRule) -> Iterator[Message]:
    statuses = (rule.status, rule.required_status)
    if Status.INFERRED in statuses:
        yield message(
            "the rule of level {level} was not read but inferred ({citation})",
            level=rule.level,
            citation=rule.citation.place,
        )
    elif Status.PRACTICE in statuses:
        yield message(
            "the rule of level {level} was not read but seen in practice ({citation})",
            level=rule.level,
            citation=rule.citation.place,
        )
    elif rule.status is Status.UNKNOWN:
        yield message(
            "the percentages of level {level} were not read ({citation})",
            level=rule.level,
            citation=rule.citation.place,
        )


def iter_choice_caveats(tally: Tally, rules: LevelRules, level: Level | None) -> Iterator[Message]:
    """Iterate over the open readings that decided: of the upper bound, and of what makes a criterion met."""
    if rules.reading_status is not Status.VERIFIED:
        for reading in LevelReading:
            other = find_level(
                rules.with_reading(reading), tally.criteria_share, lambda rule: rule.required_set <= tally.met
            )
            if other != level:
                yield message(
                    "the reading of the upper bound decided: read as {reading}, the result would be: {other}",
                    reading=reading.words,
                    other=say_level(other),
                )
    if rules.criterion_status is not Status.VERIFIED and tally.partly_met:
        widest = tally.met.union(tally.partly_met)
        other = find_level(rules, Share(len(widest), tally.criteria_total), lambda rule: rule.required_set <= widest)
        if other != level:
            yield message(
                "criteria of which only some indicators are met count as not met ({codes}); that rule was inferred, "
                "not read: {rule}",
                codes=tally.partly_met,
                rule=rules.criterion_rule or message("no source is named"),
            )
