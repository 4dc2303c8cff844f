"""``kdcl external check``, ``status`` and ``step``: what is wrong with a case, where it stands, and what follows."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import Any

import click

from kdcl.cli.console import DAY, option, say, speaker, spoken
from kdcl.cli.external.opening import (
    choose_format,
    find_days_off,
    get_rules,
    on_a_day,
    open_external,
    open_sound,
    takes_holidays,
    with_school,
)
from kdcl.cli.inputs import takes_file, takes_files, typed_name
from kdcl.cli.issues import print_issues, print_totals, tell_values
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.output import Output
from kdcl.convert import unstructure_fact
from kdcl.external import Step
from kdcl.external.checks import EXTERNAL_CHECKS, check_external
from kdcl.external.deadlines import Deadline, track_deadlines
from kdcl.external.steps import find_after_silence, find_flaws, find_next, take_step
from kdcl.findings import Severity
from kdcl.law import LegalNumber
from kdcl.messages import Message, message

_WITHOUT_HOLIDAYS = message(
    "Public holidays are not taken off: the file names no days off; to take them off: --holidays"
)


@spoken(message("Say everything that is wrong with a team's file; exit code 1 if there are errors or warnings."))
@takes_files
@with_school
@on_a_day
@option(
    "--only",
    multiple=True,
    type=click.Choice([check.id for check in EXTERNAL_CHECKS]),
    told=message("Run only this check; may be given again."),
)
@choose_format
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
@tells_each
def check(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str,
    school: str | None,
    on: dt.date | None,
    holidays: bool,
    only: tuple[str, ...],
    form: str,
    is_complete: bool,
) -> Told:
    """Print every finding on a team's file."""
    case = open_external(file)
    days_off = find_days_off(holidays, case.external, on)
    found = check_external(
        case.external, case.framework, case.find_school(school), on=on, days_off=days_off, only=only or None
    )
    findings = case.with_found(found)
    values = [tell_values(case, each, case.framework) for each in findings]
    if form == "text":
        print_issues(case, findings, case.framework, is_complete=is_complete)
        print_totals(findings)
    return Told(values, any(finding.severity is not Severity.NOTE for finding in findings))


@spoken(message("Say where a case stands, what may follow, and how its periods stand."))
@takes_files
@on_a_day
@choose_format
@tells_each
def status(file: str, on: dt.date | None, holidays: bool, form: str) -> Told:
    """Print the steps of a case, its periods and what may follow."""
    opened = open_sound(file)
    case, rules = opened.external, get_rules(opened.framework)
    days_off = find_days_off(holidays, case, on)
    periods = track_deadlines(case, rules, on=on, days_off=days_off)
    following = tuple(dict.fromkeys(each.step for each in find_next(case, rules, on=on, days_off=days_off)))
    silent, last = find_after_silence(case, rules, days_off=days_off)
    later = tuple(each.step for each in silent if each.step not in following)
    flaws = {flaw.number: flaw.reason for flaw in find_flaws(case, rules, days_off=days_off)}
    if form == "json":
        steps = [
            {
                **unstructure_fact(taken),
                "label": speaker().text(taken.step.label),
                "flaw": speaker().text(flaws[number]) if number in flaws else None,
            }
            for number, taken in enumerate(case.steps)
        ]
        told = [_period_to_dict(each) for each in periods]
        return Told(
            {
                "steps": steps,
                "periods": told,
                "may_follow": [each.value for each in following],
                "may_follow_after_silence": [each.value for each in later],
            }
        )
    for number, taken in enumerate(case.steps):
        day = taken.date or message("day not known")
        numbered = "" if taken.number is None else message(", {number}", number=message("No. {n}", n=taken.number))
        say(message("{day}: {step}{number}", day=day, step=taken.step.label, number=numbered))
        if number in flaws:
            say(message("    may not stand here: {reason}", reason=flaws[number]))
    _say_periods(periods, has_days_off=bool(days_off or case.days_off))
    if not following and not later:
        say(message("The case is closed."))
        return NOTHING
    say(message("What may follow (with the command that writes it down):"))
    for step in Step:
        if step in following:
            say(
                message(
                    "    {step}: {command}",
                    step=step.label,
                    command=f"kdcl external step {shlex.quote(typed_name(file))} {step}",
                )
            )
        elif step in later and on is None:
            say(message("    {step}, only {when}", step=step.label, when=_say_after(last)))
    return NOTHING


def _say_periods(periods: tuple[Deadline, ...], *, has_days_off: bool) -> None:
    """Print how the periods stand, how sure they are, and what their working days leave out of account."""
    for deadline in periods:
        say(deadline.sentence)
    for source in dict.fromkeys(speaker().text(each.period.clause) for each in periods):
        say(message("Length of these periods: {source}", source=source))
    if periods and not has_days_off:
        say(_WITHOUT_HOLIDAYS)


def _say_after(last: dt.date | None) -> Message:
    """Return when what needs silence may follow."""
    if last is None:
        return message("if the school does not answer in time; from which day its time runs is not stated")
    return message("after {last}, if the school does not answer; to look at a day: --on", last=last)


def _period_to_dict(deadline: Deadline) -> dict[str, Any]:
    """Return a period of a case as plain values."""
    return {
        "period": speaker().text(deadline.period.says),
        "began": deadline.began.step.value,
        "due": deadline.due and str(deadline.due),
        "ended": deadline.ended and deadline.ended.step.value,
        "standing": deadline.standing.value,
        "sentence": speaker().text(deadline.sentence),
        "source": speaker().text(deadline.period.clause),
    }


@spoken(message("Write down a step of a case, if it may follow; the file is changed."), "step")
@takes_file
@click.argument("step", type=click.Choice([step.value for step in Step]))
@option("--on", type=DAY, told=message("The day of the step, such as 20/3/2018."))
@option("--number", told=message("The number of the letter or decision."))
@option("--note", default="", told=message("A remark."))
@takes_holidays
def take(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str, step: str, on: dt.date | None, number: str | None, note: str, holidays: bool
) -> None:
    """Add a step to a team's file."""
    opened = open_sound(file)
    case, rules = opened.external, get_rules(opened.framework)
    numbered = None if number is None else LegalNumber.parse(number)
    days_off = find_days_off(holidays, case, on)
    longer = take_step(case, rules, Step(step), date=on, number=numbered, note=note, days_off=days_off)
    Output(path=file, inputs=(file,), replaces=(file,)).write_and_tell(opened.dump(longer))
    rests_on_silence = any(each.step.value == step for each in find_after_silence(case, rules)[0])
    if rests_on_silence and not days_off and not case.days_off:
        say(_WITHOUT_HOLIDAYS)
