"""Why a level is reached or not: a tree of statements, each with its clause, its facts and how sure its rule is."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Citation, Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import BilingualText, Message, message
from kdcl.scoring.levels import is_above
from kdcl.scoring.tally import Tally


@attrs.frozen(kw_only=True)
class Reason:
    """A statement that holds or does not, and the statements it rests on.

    Attributes:
        statement: what is stated, with the facts used.
        holds: whether it is so.
        citation: the clause that asks for it; None where it is a fact of the school.
        status: how sure the rule is; a fact of the school is as sure as its rating.
        assumption: what is assumed in place of a rule that was not read.
        parts: the statements it rests on.
    """

    statement: Message
    holds: bool
    citation: Citation | None = None
    status: Status = Status.VERIFIED
    assumption: BilingualText | None = None
    parts: tuple[Reason, ...] = ()

    def iter_lines(self, depth: int = 0) -> Iterator[tuple[int, Reason]]:
        """Iterate over this reason and all below it, each with its depth."""
        yield depth, self
        for part in self.parts:
            yield from part.iter_lines(depth + 1)


def build_reasons(tally: Tally, rules: LevelRules) -> tuple[Reason, ...]:
    """Return one reason for each level, lowest first."""
    reasons: list[Reason] = []
    for rule in rules.rules:
        parts = [*_share_reasons(tally, rules, rule), _list_reason(tally, rule)]
        if rules.reading is LevelReading.CUMULATIVE and reasons:
            parts.append(_lower_reason(rule, reasons[-1]))
        holds = all(part.holds for part in parts)
        reached = message("level {level} is reached", level=rule.level)
        refused = message("level {level} is not reached", level=rule.level)
        reasons.append(
            Reason(
                statement=reached if holds else refused,
                holds=holds,
                citation=rule.citation,
                status=rule.status,
                parts=tuple(parts),
            )
        )
    return tuple(reasons)


def _share_reasons(tally: Tally, rules: LevelRules, rule: LevelRule) -> Iterator[Reason]:
    share = tally.criteria_share
    yield Reason(
        statement=message(
            "criteria met: {met} of {total} ({share}); needed: at least {percent}%",
            met=share.part,
            total=share.whole,
            share=share,
            percent=rule.at_least_percent,
        ),
        holds=share.is_at_least(rule.at_least_percent),
        citation=rule.citation,
        status=rule.status,
    )
    if rules.reading is LevelReading.LITERAL and rule.below_percent is not None:
        yield Reason(
            statement=message("the level is bounded from above: below {percent}%", percent=rule.below_percent),
            holds=not is_above(rule, share, rules.reading),
            citation=rule.citation,
            status=rule.status,
        )


def _list_reason(tally: Tally, rule: LevelRule) -> Reason:
    missing = tuple(code for code in rule.required if code not in tally.met)
    if missing:
        statement = message("of the criteria required by name, these are not met: {missing}", missing=missing)
    elif rule.required:
        statement = message("all criteria required by name are met: {required}", required=rule.required)
    elif rule.is_list_unread:
        statement = message("the list of criteria required by name was not read; none is assumed")
    else:
        statement = message("no criterion is required by name")
    return Reason(
        statement=statement,
        holds=not missing,
        citation=rule.citation,
        status=rule.required_status,
        assumption=rule.assumption,
        parts=tuple(_criterion_reason(tally, code) for code in missing),
    )


def _criterion_reason(tally: Tally, code: CriterionCode) -> Reason:
    criterion = tally.get_criterion(code)
    return Reason(
        statement=message(
            "criterion {code}: indicators not met: {not_met}; not assessed: {open}",
            code=code,
            not_met=criterion.not_met or message("none"),
            open=criterion.open or message("none"),
        ),
        holds=False,
    )


def _lower_reason(rule: LevelRule, below: Reason) -> Reason:
    return Reason(
        statement=message("all that level {level} asks for is met", level=Level(rule.level - 1))
        if below.holds
        else message("not all that level {level} asks for is met", level=Level(rule.level - 1)),
        holds=below.holds,
        citation=below.citation,
        status=below.status,
    )
