"""``kdcl external check``, ``status`` and ``step``: what is wrong with a case, where it stands, and what follows."""

from __future__ import annotations

import datetime as dt
import shlex
from collections import Counter

import click

from kdcl.cli.console import DAY, EXISTING_FILE, FINDINGS, option, say, speaker, spoken
from kdcl.cli.external.opening import (
    choose_format,
    find_days_off,
    get_rules,
    on_a_day,
    open_external,
    open_sound,
    with_school,
)
from kdcl.cli.issues import count_findings, print_issues
from kdcl.cli.output import Output
from kdcl.cli.streams import echo_json
from kdcl.external import Step
from kdcl.external.checks import EXTERNAL_CHECKS, check_external
from kdcl.external.deadlines import track_deadlines
from kdcl.external.steps import find_after_silence, find_next, take_step
from kdcl.figures.form_file import FORM
from kdcl.findings import Severity
from kdcl.law import LegalNumber
from kdcl.messages import Message, message


@spoken(message("Say everything that is wrong with a team's file; exit code 1 if there are errors or warnings."))
@click.argument("file", type=EXISTING_FILE)
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
def check(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str,
    school: str | None,
    on: dt.date | None,
    holidays: bool,
    only: tuple[str, ...],
    form: str,
    is_complete: bool,
) -> None:
    """Print every finding on a team's file."""
    case = open_external(file)
    days_off = find_days_off(holidays, case.external, on)
    found = check_external(
        case.external, case.framework, case.find_school(school), on=on, days_off=days_off, only=only or None
    )
    findings = case.with_found(found)
    if form == "json":
        tell, form_of_figures = speaker().text, case.framework.part(FORM)
        echo_json(
            [
                {**each.to_dict(speaker()), "place": tell(case.name_place(each.place, form_of_figures))}
                for each in findings
            ]
        )
    else:
        print_issues(case, findings, case.framework, is_complete=is_complete)
        counted = Counter(finding.severity for finding in findings)
        totals = (count_findings(severity, counted[severity]) for severity in Severity)
        say(message("Found: {totals}", totals=tuple(totals)))
    if any(finding.severity is not Severity.NOTE for finding in findings):
        raise click.exceptions.Exit(FINDINGS)


@spoken(message("Say where a case stands, what may follow, and how its periods stand."))
@click.argument("file", type=EXISTING_FILE)
@on_a_day
def status(file: str, on: dt.date | None, holidays: bool) -> None:
    """Print the steps of a case, its periods and what may follow."""
    opened = open_sound(file)
    case, rules = opened.external, get_rules(opened.framework)
    days_off = find_days_off(holidays, case, on)
    for taken in case.steps:
        day = taken.date or message("day not known")
        numbered = "" if taken.number is None else message(", {number}", number=message("No. {n}", n=taken.number))
        say(message("{day}: {step}{number}", day=day, step=taken.step.label, number=numbered))
    for deadline in track_deadlines(case, rules, on=on, days_off=days_off):
        say(deadline.sentence)
    following = {each.step for each in find_next(case, rules, on=on, days_off=days_off)}
    silent, last = find_after_silence(case, rules, days_off=days_off)
    later = {each.step for each in silent} - following
    if not following and not later:
        say(message("The case is closed."))
        return
    say(message("What may follow (with the command that writes it down):"))
    for step in Step:
        if step in following:
            say(
                message(
                    "    {step}: {command}", step=step.label, command=f"kdcl external step {shlex.quote(file)} {step}"
                )
            )
        elif step in later and on is None:
            say(message("    {step}, only {when}", step=step.label, when=_say_after(last)))


def _say_after(last: dt.date | None) -> Message:
    """Return when what needs silence may follow."""
    if last is None:
        return message("if the school does not answer in time; from which day its time runs is not stated")
    return message("after {last}, if the school does not answer; to look at a day: --on", last=last)


@spoken(message("Write down a step of a case, if it may follow; the file is changed."))
@click.argument("file", type=EXISTING_FILE)
@click.argument("step", type=click.Choice([step.value for step in Step]))
@option("--on", type=DAY, told=message("The day of the step, such as 20/3/2018."))
@option("--number", told=message("The number of the letter or decision."))
@option("--note", default="", told=message("A remark."))
def take(file: str, step: str, on: dt.date | None, number: str | None, note: str) -> None:
    """Add a step to a team's file."""
    opened = open_sound(file)
    numbered = None if number is None else LegalNumber.parse(number)
    longer = take_step(opened.external, get_rules(opened.framework), Step(step), date=on, number=numbered, note=note)
    target = Output(path=file, inputs=(file,), replaces=(file,))
    target.write(opened.dump(longer))
    target.tell()
