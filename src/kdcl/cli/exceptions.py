"""``kdcl exceptions``: findings that the council accepts for a time, with who, why and until when."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import attrs
import click

from kdcl.checks import check, find_rulebook
from kdcl.checks.accepting import accept, name_by_content, sift
from kdcl.cli.console import (
    DAY,
    FINDINGS,
    SpokenGroup,
    current_day,
    option,
    say,
    speaker,
    spoken,
    usage_error,
)
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, takes_files, typed_name
from kdcl.cli.issues import open_school
from kdcl.cli.many import NOTHING, Told, tells_each
from kdcl.cli.output import Output, writes_target
from kdcl.cli.rulebook import chooses_checks, current_rulebook
from kdcl.cli.streams import echo
from kdcl.convert import unstructure_fact
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.places import Place, PlaceError
from kdcl.school import SelfAssessment

_ON = message("The day it is accepted; today where none is given.")


@spoken(
    message("Accept a finding of kdcl check as an exception; never an error, nor a contradiction with the circular.")
)
@takes_file
@option(
    "--check",
    "name",
    required=True,
    shell_complete=lambda _ctx, _param, begun: [rule.id for rule in find_rulebook() if rule.id.startswith(begun)],
    told=message("The check that found it, as it stands in brackets."),
)
@option("--place", told=message("Where, as kdcl check prints it first; needed where the check found several."))
@option("--by", "role", required=True, told=message("Who accepts it, by role, such as the council or the principal."))
@option("--reason", required=True, told=message("Why."))
@option("--until", type=DAY, required=True, told=message("The last day on which it holds."))
@option("--on", type=DAY, told=_ON)
@chooses_checks
@writes_target("file", changes="file")
def add(  # noqa: PLR0913, PLR0917 - an argument for each option
    file: str,
    name: str,
    place: str | None,
    role: str,
    reason: str,
    until: dt.date,
    on: dt.date | None,
    target: Output,
) -> None:
    """Record an exception."""
    assessment, framework = open_school(file)
    today = on or current_day()
    rules = current_rulebook()
    checked = check(assessment, framework, only=(name,), today=today, checks=rules)
    found = sift(checked, assessment, today=today, checks=rules).open
    finding = _choose(found, place, assessment, framework)
    target.write_school(accept(finding, assessment, role=role, reason=reason, on=today, until=until, checks=rules))
    say(message("Accepted until {until}: {finding}", until=until, finding=finding.message))


def _choose(found: tuple[Finding, ...], place: str | None, assessment: SelfAssessment, framework: Framework) -> Finding:
    """Return the one finding that is meant.

    Raises:
        Exit: there is none, or more than one; they are printed.
    """
    meant = [finding for finding in found if place in {None, *_names(finding, assessment)}]
    if len(meant) == 1:
        return meant[0]
    for finding in found:
        words = name_place(finding.place, assessment, framework.part(FORM))
        say(message("{place}: {finding} (--place '{path}')", place=words, finding=finding.message, path=finding.place))
    say(message("Findings that are open and meant: {count}; name the one with --place", count=len(meant)))
    raise click.exceptions.Exit(FINDINGS)


def _names(finding: Finding, assessment: SelfAssessment) -> set[str]:
    """Return how the place of a finding may be named."""
    return {str(finding.place), finding.place.path, str(name_by_content(finding.place, assessment))}


@spoken(message("List the exceptions of a file, and what each is worth on a day."), "list")
@takes_files
@has_format("text", "json")
@option("--on", type=DAY, told=message("The day; today where none is given."))
@chooses_checks
@tells_each
def list_exceptions(file: str, form: str, on: dt.date | None) -> Told:
    """Print each exception with its number and state."""
    assessment, framework = open_school(file)
    today = on or current_day()
    rules = current_rulebook()
    sifted = sift(check(assessment, framework, today=today, checks=rules), assessment, today=today, checks=rules)
    tell = speaker().text
    values: list[dict[str, Any]] = []
    for number, exception in enumerate(assessment.exceptions, start=1):
        if exception.until < today:
            state = message("has ended")
        elif exception in sifted.unused:
            state = message("accepts nothing")
        else:
            state = message("holds")
        values.append({"number": number, **unstructure_fact(exception), "state": tell(state)})
        if form == "json":
            continue
        words = message(
            "{number}. {check}, {place}: {state}; accepted by {role} on {day} until {until}: {reason}",
            number=number,
            check=exception.check,
            place=name_written(exception.place, assessment, framework),
            state=state,
            role=exception.accepted_by,
            day=exception.accepted_on,
            until=exception.until,
            reason=exception.reason,
        )
        echo(tell(words))
    if form == "json":
        return Told(values)
    say(
        message(
            "Exceptions: {count}; that hold: {holding}", count=len(assessment.exceptions), holding=len(sifted.accepted)
        )
    )
    return NOTHING


def name_written(place: str, assessment: SelfAssessment, framework: Framework) -> Message | str:
    """Return the place of an exception in words; as it is written where somebody wrote none."""
    with contextlib.suppress(PlaceError):
        return name_place(Place.parse(place), assessment, framework.part(FORM))
    return place


@spoken(message("Take an exception away, by its number in the list."))
@takes_file
@click.argument("number", type=click.IntRange(min=1))
@writes_target("file", changes="file")
def remove(file: str, number: int, target: Output) -> None:
    """Take an exception away."""
    assessment, _ = open_school(file)
    if number > len(assessment.exceptions):
        problem = message(
            "there is no exception {number}; see: kdcl exceptions list {file}", number=number, file=typed_name(file)
        )
        raise usage_error(problem)
    rest = (*assessment.exceptions[: number - 1], *assessment.exceptions[number:])
    target.write_school(attrs.evolve(assessment, exceptions=rest))


exceptions: SpokenGroup = SpokenGroup(
    "exceptions",
    told=message("Exceptions: findings that the council accepts, with a reason and an end."),
    commands=[add, list_exceptions, remove],
)
