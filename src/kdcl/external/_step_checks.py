"""Checks of the steps of a case and of its periods, and of the school's file that it speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks import declare_check
from kdcl.external._case import ExternalCase, with_rules
from kdcl.external.deadlines import Standing, track_deadlines
from kdcl.external.steps import find_flaws
from kdcl.findings import Finding, Severity
from kdcl.law import Step
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.standards.external import ExternalRules

_STEPS = ROOT.at("steps")
_PAIRS = {Standing.LATE: Severity.NOTE, Standing.OVERDUE: Severity.WARNING, Standing.SILENT: Severity.NOTE}


@declare_check(
    "step-out-of-order",
    Severity.ERROR,
    message("A step that may not follow the one before it"),
    source=message("Articles 27 and 29 of the circular, and the steps of the guidance"),
    reads=("days_off", "route", "steps"),
)
@with_rules
def _out_of_order(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    for flaw in find_flaws(case.external, rules, days_off=case.days_off):
        step = case.external.steps[flaw.number].step
        yield Finding(
            message=flaw.reason,
            place=_STEPS.at(flaw.number),
            citation=rules.get_step(step).clause,
        )


@declare_check(
    "step-without-day",
    Severity.NOTE,
    message("A step whose day is not known"),
    source=None,
    reads=("steps",),
)
def _undated(case: ExternalCase) -> Iterator[Finding]:
    for number, taken in enumerate(case.external.steps):
        if taken.date is None:
            yield Finding(
                message=message("the day of this step is not stated; what rests on it cannot be told"),
                place=_STEPS.at(number, "date"),
            )


@declare_check(
    "period-over",
    Severity.WARNING,
    message("A period that is over, or that was not kept"),
    source=message("read for continuing-education centres only; for this circular it is inferred"),
    reads=("days_off", "steps"),
)
@with_rules
def _periods(case: ExternalCase, rules: ExternalRules) -> Iterator[Finding]:
    for deadline in track_deadlines(case.external, rules, on=case.on, days_off=case.days_off):
        if deadline.standing in _PAIRS:
            yield Finding(
                message=deadline.sentence,
                place=_STEPS.at(case.external.steps.index(deadline.began)),
                severity=_PAIRS[deadline.standing],
                citation=deadline.period.clause,
            )


@declare_check(
    "another-school",
    Severity.ERROR,
    message("A team's file that speaks of another school, year or framework than the school's file it names"),
    source=None,
    reads=("framework", "school", "school_year", "school_file"),
)
def _another_school(case: ExternalCase) -> Iterator[Finding]:
    if case.assessment is None:
        return
    external, assessment = case.external, case.assessment
    for name, ours, theirs in (
        ("framework", external.framework, assessment.framework),
        ("school", external.school, assessment.school.name),
        ("school_year", external.school_year, assessment.school_year),
    ):
        if ours != theirs:
            yield Finding(
                message=message("here stands {ours}, in the school's file {theirs}", ours=ours, theirs=theirs),
                place=ROOT.at(name),
                fix=message("correct it, or name the right file"),
            )


@declare_check(
    "recognised-without-step",
    Severity.ERROR,
    message("A recognition that no step of the case bears out"),
    source=None,
    reads=("recognition", "steps"),
)
def _recognition(case: ExternalCase) -> Iterator[Finding]:
    recognition = case.external.recognition
    if recognition.level is not None and all(taken.step is not Step.RECOGNISED for taken in case.external.steps):
        yield Finding(
            message=message("a level is stated as recognised, but no step says that the school was"),
            place=ROOT.at("recognition", "level"),
            fix=message("add the step with its day, or take the level away"),
        )
