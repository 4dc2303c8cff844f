"""Checks of what the team asks for, of the school's answer, and of the level that was recognised."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks import declare_check
from kdcl.external._case import ExternalCase
from kdcl.external.steps import find_state
from kdcl.findings import Finding, Severity
from kdcl.law import Step
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.school.external import RequestKind
from kdcl.scoring import bounds, find_ways, say_ways, with_percentages
from kdcl.scoring.levels import say_level

_SURVEYED = frozenset(list(Step)[list(Step).index(Step.MAIN_SURVEY) :])
_ANSWERED = frozenset({Step.OBJECTION_ANSWERED, Step.REPORTED, Step.RECOGNISED, Step.REFUSED})


@declare_check(
    "evidence-never-answered",
    Severity.WARNING,
    message("Evidence that the team asked for and nobody answered"),
    source=None,
    reads=("requests", "steps"),
)
def _unanswered(case: ExternalCase) -> Iterator[Finding]:
    """Before the main survey is over it is a note: there is time."""
    state = find_state(case.external)
    severity = Severity.WARNING if state is not None and state.step in _SURVEYED else Severity.NOTE
    for number, request in enumerate(case.external.requests):
        if request.is_open:
            yield Finding(
                message=message(
                    "criterion {code}: evidence {kind}, not answered: {what}",
                    code=request.criterion,
                    kind=request.kind.words,
                    what=request.code or request.what or "…",
                ),
                place=ROOT.at("requests", number),
                severity=severity,
                fix=message("write down what was shown, and when"),
            )


@declare_check(
    "evidence-not-listed",
    Severity.WARNING,
    message("A code that the team wants to check, and that the school's list does not have"),
    source=None,
    reads=("requests",),
)
def _not_listed(case: ExternalCase) -> Iterator[Finding]:
    if case.assessment is None:
        return
    listed = {piece.code for piece in case.assessment.evidence}
    for number, request in enumerate(case.external.requests):
        if request.kind is RequestKind.CHECK and request.code is not None and request.code not in listed:
            yield Finding(
                message=message("the school's list has no evidence {code}", code=request.code),
                place=ROOT.at("requests", number, "code"),
                fix=message("correct the code, or ask for the evidence to be added"),
            )


@declare_check(
    "objection-open",
    Severity.WARNING,
    message("An objection of the school on which nothing was decided, though the team answered"),
    source=message("read for continuing-education centres only; for this circular it is inferred"),
    reads=("answer", "steps"),
)
def _objections(case: ExternalCase) -> Iterator[Finding]:
    state = find_state(case.external)
    if state is None or state.step not in _ANSWERED:
        return
    for number, point in enumerate(case.external.answer.points):
        if point.outcome is None:
            yield Finding(
                message=message("nothing was decided on this objection of the school"),
                place=ROOT.at("answer", "points", number, "outcome"),
                fix=message("say whether it was accepted, and why"),
            )


@declare_check(
    "level-not-supported",
    Severity.ERROR,
    message("A recognised level that does not follow from the team's verdicts"),
    source=None,
    reads=("ratings", "recognition"),
)
def _level(case: ExternalCase) -> Iterator[Finding]:
    """A level that follows under another reading, or by what an unread list may contain, is a note."""
    stated, rules = case.external.recognition.level, case.framework.level_rules
    if stated is None or rules is None:
        return
    possible = bounds(case.verdicts, case.framework)
    ways = find_ways(case.score).get(stated)
    place = ROOT.at("recognition", "level")
    if ways is None:
        what = message(
            "level {stated} is recognised, but by the team's verdicts it is from {lowest} to {highest}, and no "
            "reading of the rules and no content of an unread list makes it level {stated}",
            stated=stated,
            lowest=say_level(possible.lowest),
            highest=say_level(possible.highest),
        )
        yield Finding(
            message=with_percentages(rules.get_rule(stated), what),
            place=place,
            fix=message("correct the level, or the verdicts"),
            citation=rules.citation,
        )
    elif all(way.conditions for way in ways):
        yield Finding(
            message=message(
                "level {stated} is recognised; it follows from the team's verdicts if: {conditions}",
                stated=stated,
                conditions=say_ways(ways),
            ),
            place=place,
            severity=Severity.NOTE,
            citation=rules.citation,
        )
