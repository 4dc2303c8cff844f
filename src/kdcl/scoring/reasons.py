"""Why a level is reached or not: a tree of statements, each with its clause, its facts and how sure its rule is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.law import Citation, Level, LevelReading, LevelRule, LevelRules, Status, find_weakest
from kdcl.messages import BilingualText, Message, Share, message
from kdcl.scoring.tally import Tally


@attrs.frozen(kw_only=True)
class Reason:
    """A statement that holds or does not, and the statements it rests on.

    Attributes:
        statement: what is stated, with the facts used.
        holds: whether it is so.
        citation: the clause that asks for it; None where it is a fact of the school.
        status: how sure the rule is, never surer than a part; a fact of the school is as sure as its rating.
        assumption: what is assumed in place of a rule that was not read, and on what ground.
        assumption_status: how sure that ground is; None where nothing is assumed.
        source: where a rule was seen that is no clause of the circular; None where there is none to name.
        parts: the statements it rests on.
    """

    statement: Message
    holds: bool
    citation: Citation | None = None
    status: Status = Status.VERIFIED
    assumption: BilingualText | None = None
    assumption_status: Status | None = None
    source: BilingualText | None = None
    parts: tuple[Reason, ...] = ()

    def iter_lines(self, depth: int = 0) -> Iterator[tuple[int, Reason]]:
        """Iterate over this reason and all below it, each with its depth."""
        yield depth, self
        for part in self.parts:
            yield from part.iter_lines(depth + 1)


def build_reasons(tally: Tally, rules: LevelRules) -> tuple[Reason, ...]:
    """Return one reason for each level, lowest first; none is surer than the parts it rests on."""
    reasons: list[Reason] = []
    below: Reason | None = None
    for rule in rules.rules:
        asked = [_share_reason(tally, rules, rule), _list_reason(tally, rules, rule)]
        if rules.reading is LevelReading.CUMULATIVE and below is not None:
            asked.append(_lower_reason(rules, rule, below))
        below = _level_reason(rule, asked)
        bound = _bound_reason(tally, rules, rule)
        reasons.append(below if bound is None else _level_reason(rule, [*asked, bound]))
    return tuple(reasons)


def _level_reason(rule: LevelRule, parts: list[Reason]) -> Reason:
    holds = all(part.holds for part in parts)
    if not holds:
        statement = message("level {level} is not reached", level=rule.level)
    elif any(part.status is Status.UNKNOWN for part in parts):
        statement = message("level {level} is reached by assumption", level=rule.level)
    else:
        statement = message("level {level} is reached", level=rule.level)
    return _rest_on(statement, rule, rule.status, parts, holds=holds)


def _rest_on(statement: Message, rule: LevelRule, status: Status, parts: Iterable[Reason], *, holds: bool) -> Reason:
    """Return a statement on a rule that is no surer than the rule, its citation and its parts."""
    rests = tuple(parts)
    return Reason(
        statement=statement,
        holds=holds,
        citation=rule.citation,
        status=find_weakest((status, rule.citation.status, *(part.status for part in rests))),
        parts=rests,
    )


def _share_reason(tally: Tally, rules: LevelRules, rule: LevelRule) -> Reason:
    share = tally.criteria_share
    holds = share.is_at_least(rule.at_least_percent)
    statement = message(
        "criteria met: {met} of {total} ({share}); needed: at least {percent}%",
        met=share.part,
        total=share.whole,
        share=share,
        percent=rule.at_least_percent,
    )
    decides = not holds and _widest_share(tally).is_at_least(rule.at_least_percent)
    return _rest_on(statement, rule, rule.status, [_premise(tally, rules)] if decides else [], holds=holds)


def _widest_share(tally: Tally) -> Share:
    """Return the share if a criterion counted as met as soon as one of its indicators is."""
    return Share(tally.criteria_met + len(tally.partly_met), tally.criteria_total)


def _premise(tally: Tally, rules: LevelRules) -> Reason:
    return Reason(
        statement=message(
            "criteria of which only some indicators are met count as not met: {codes}", codes=tally.partly_met
        ),
        holds=True,
        status=rules.criterion_status,
        source=rules.criterion_rule,
    )


def _bound_reason(tally: Tally, rules: LevelRules, rule: LevelRule) -> Reason | None:
    """Return what the upper bound does to the level; None where it is not reached and the reading leaves it out."""
    share = tally.criteria_share
    if rule.below_percent is None:
        return None
    is_reached = share.is_at_least(rule.below_percent)
    if rules.reading is LevelReading.LITERAL:
        statement = message("the level is bounded from above: below {percent}%", percent=rule.below_percent)
        decides = not is_reached and _widest_share(tally).is_at_least(rule.below_percent)
        status = rules.reading_status if is_reached else rule.status
        return _rest_on(statement, rule, status, [_premise(tally, rules)] if decides else [], holds=not is_reached)
    if not is_reached:
        return None
    statement = message(
        "the share reaches the upper bound of {percent}%; read as cumulative, it does not exclude",
        percent=rule.below_percent,
    )
    return _rest_on(statement, rule, rules.reading_status, [], holds=True)


def _list_reason(tally: Tally, rules: LevelRules, rule: LevelRule) -> Reason:
    missing = tuple(code for code in rule.required if code not in tally.met)
    status = rule.required_status
    if rule.is_list_unread and tally.criteria_met == tally.criteria_total:
        statement = message("every criterion is met, so the list that was not read is met whatever it contains")
        return _rest_on(statement, rule, Status.VERIFIED, [], holds=True)
    if rule.is_list_unread:
        statement = _say_assumed_list(rule, missing)
    elif missing:
        statement = message("of the criteria required by name, these are not met: {missing}", missing=missing)
    elif rule.required:
        statement = message("all criteria required by name are met: {required}", required=rule.required)
    else:
        statement = message("no criterion is required by name")
    parts = tuple(_criterion_reason(tally, rules, code) for code in missing)
    reason = _rest_on(statement, rule, status, parts, holds=not missing)
    return attrs.evolve(reason, assumption=rule.assumption, assumption_status=rule.assumption_status)


def _say_assumed_list(rule: LevelRule, missing: tuple[CriterionCode, ...]) -> Message:
    if missing:
        return message(
            "the list of criteria required by name was not read; of those assumed, these are not met: {missing}",
            missing=missing,
        )
    if rule.required:
        return message(
            "the list of criteria required by name was not read; all that are assumed are met: {required}",
            required=rule.required,
        )
    return message("the list of criteria required by name was not read; none is assumed")


def _open_or_not_met(
    code: CriterionCode, not_met: tuple[IndicatorCode, ...], not_assessed: tuple[IndicatorCode, ...]
) -> Message:
    """Return which indicators a criterion lacks, in words that never call an open one not met."""
    if not not_assessed:
        return message("criterion {code}: indicators not met: {not_met}", code=code, not_met=not_met)
    if not not_met:
        return message("criterion {code}: indicators not assessed yet: {open}", code=code, open=not_assessed)
    return message(
        "criterion {code}: indicators not met: {not_met}; not assessed: {open}",
        code=code,
        not_met=not_met,
        open=not_assessed,
    )


def _criterion_reason(tally: Tally, rules: LevelRules, code: CriterionCode) -> Reason:
    """Return that a criterion is not met: a fact where none of its indicators is, else by the rule of criteria."""
    criterion = tally.get_criterion(code)
    return Reason(
        statement=_open_or_not_met(code, criterion.not_met, criterion.open),
        holds=False,
        status=rules.criterion_status if code in tally.partly_met else Status.VERIFIED,
    )


def _lower_reason(rules: LevelRules, rule: LevelRule, below: Reason) -> Reason:
    """Return that a level asks for all that the one below does; that it must is a matter of the reading."""
    lower = Level(rule.level - 1)
    if below.holds:
        statement = message("all that level {level} asks for is met", level=lower)
    else:
        statement = message("not all that level {level} asks for is met", level=lower)
    return Reason(
        statement=statement,
        holds=below.holds,
        citation=below.citation,
        status=below.status if below.holds else find_weakest((below.status, rules.reading_status)),
    )
