"""Checks of the ratings: do they fit the framework, and does the file bear them out?"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.law import Level, Status
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.school import Rating
from kdcl.scoring import bounds, find_suppositions, find_ways, say_ways, with_percentages
from kdcl.scoring import score as compute_score


@check(
    "unknown-indicator",
    Severity.ERROR,
    message("A rating of an indicator that the framework does not have"),
    source=message("the numbering of the circular"),
    reads=("ratings",),
)
def _unknown(case: Case) -> Iterator[Finding]:
    for code in case.assessment.ratings:
        if code not in case.framework:
            yield Finding(
                message=message("{framework} has no indicator {code}", framework=case.framework.id, code=code),
                place=ROOT.at("ratings", str(code)),
                fix=message("delete the rating, or correct its code"),
            )


@check(
    "indicator-not-assessed",
    Severity.WARNING,
    message("An indicator that is not assessed"),
    source=None,
    reads=("ratings",),
)
def _open(case: Case) -> Iterator[Finding]:
    if not case.ratings:
        yield Finding(message=message("no indicator is assessed yet"), place=ROOT.at("ratings"))
        return
    for indicator in case.framework.indicators:
        if indicator.code not in case.ratings:
            yield Finding(
                message=message("indicator {code} is not assessed", code=indicator.code),
                place=ROOT.at("ratings", str(indicator.code)),
                fix=message("rate it: met or not met"),
                citation=indicator.citation,
            )


@check(
    "met-without-text",
    Severity.WARNING,
    message("An indicator rated met whose sheet says nothing of it"),
    source=message("the form of the criterion sheet"),
    reads=("ratings", "sheets"),
)
def _without_state(case: Case) -> Iterator[Finding]:
    for code, rating in case.ratings.items():
        sheet = case.assessment.find_sheet(code.criterion_code)
        if rating is Rating.NOT_MET or sheet is None:
            continue
        if not any(part.text.strip() for part in sheet.current_state if part.indicator in {None, code.letter}):
            yield Finding(
                message=message("indicator {code} is rated met, but its sheet says nothing of it", code=code),
                place=ROOT.at("ratings", str(code)),
                fix=message("describe the current state of indicator {code}, with evidence", code=code),
            )


@check(
    "claim-contradicts-ratings",
    Severity.ERROR,
    message("A claim of the school that cannot follow from its ratings"),
    source=message("the form of the self-assessment report"),
    reads=("ratings", "claims"),
)
def _claims(case: Case) -> Iterator[Finding]:
    score, claims = case.score, case.assessment.claims
    yield from _claimed_level(case)
    for name, claimed, met, still_open in (
        ("indicators_met", claims.indicators_met, score.indicators_met, score.indicators_open),
        ("criteria_met", claims.criteria_met, score.criteria_met, score.criteria_open),
    ):
        if claimed is not None and not met <= claimed <= met + still_open:
            what = message(
                "{claimed} are claimed to be met, but by the ratings it is {range}",
                claimed=claimed,
                range=_between(met, met + still_open),
            )
            partly = len(set(score.partly_met).difference(score.open)) if name == "criteria_met" else 0
            is_in_reach = met < claimed <= met + still_open + partly
            yield Finding(
                message=_with_premise(case, what) if is_in_reach else what,
                place=ROOT.at("claims", name),
                fix=message("correct the claim, or the ratings it was counted from"),
            )


def _claimed_level(case: Case) -> Iterator[Finding]:
    claimed, rules = case.assessment.claims.level, case.framework.level_rules
    if claimed is None or rules is None:
        return
    possible = bounds(case.ratings, case.framework)
    stated = {"claimed": claimed, "range": _between(_level(possible.lowest), _level(possible.highest))}
    ways = find_ways(case.score).get(claimed)
    if ways is None:
        what = message(
            "level {claimed} is claimed, but by the ratings it is {range}, and no reading of the rules and no "
            "content of an unread list makes it level {claimed}",
            **stated,
        )
        whole = [
            indicator for code in case.score.partly_met for indicator in case.framework.get_criterion(code).indicators
        ]
        widest = case.ratings.with_ratings({indicator.code: Rating.MET for indicator in whole})
        reached = find_suppositions(compute_score(widest, case.framework))
        is_in_reach = any(level is not None and level >= claimed for level in reached)
        what = with_percentages(rules.get_rule(claimed), what)
        yield Finding(
            message=_with_premise(case, what) if is_in_reach else what,
            place=ROOT.at("claims", "level"),
            fix=message("correct the claim, or the ratings it follows from"),
            citation=rules.citation,
        )
    elif all(way.conditions for way in ways):
        yield Finding(
            message=message(
                "level {claimed} is claimed; by the shipped rules it is {range}; level {claimed} it would be if: "
                "{conditions}",
                **stated,
                conditions=say_ways(ways),
            ),
            place=ROOT.at("claims", "level"),
            fix=message("say in the report what the level rests on"),
            citation=rules.citation,
            severity=Severity.NOTE,
        )


def _with_premise(case: Case, what: Message) -> Message:
    """Return what was found with the rule it presumes: what makes a criterion met, where that was not read."""
    rules = case.framework.level_rules
    if rules is None or rules.criterion_status is Status.VERIFIED:
        return what
    return message(
        "{what}; here criteria of which only some indicators are met count as not met, which was not read but is: "
        "{status}",
        what=what,
        status=rules.criterion_status.words,
    )


@check(
    "target-not-reached",
    Severity.NOTE,
    message("A target level that the ratings do not reach"),
    source=None,
    reads=("ratings", "plan"),
)
def _target(case: Case) -> Iterator[Finding]:
    target, rules = case.assessment.plan.target_level, case.framework.level_rules
    if target is None or rules is None:
        return
    reached = case.score.level
    if (reached or 0) < target:
        yield Finding(
            message=message(
                "the plan sets out to reach level {target}; by the ratings so far it is {reached}",
                target=target,
                reached=_level(reached),
            ),
            place=ROOT.at("plan", "target_level"),
            citation=rules.citation,
        )


def _between(low: object, high: object) -> Message:
    return message("{low}", low=low) if low == high else message("between {low} and {high}", low=low, high=high)


def _level(level: Level | None) -> Message:
    return message("no level") if level is None else message("level {level}", level=level)
