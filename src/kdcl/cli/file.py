"""``kdcl check``, ``kdcl new`` and ``kdcl schema``: a school's file and its format."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any, cast

import click

from kdcl.checks import Severity
from kdcl.checks.accepting import Sifted, sift
from kdcl.checks.own import build_rulebook, load_checks
from kdcl.checks.sarif import build_sarif
from kdcl.cli.console import DAY, EXISTING_FILE, FINDINGS, current_day, option, say, speaker, spoken
from kdcl.cli.issues import print_issues, read_with_framework
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.convert import LoadResult, dumps, json_schema
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.school import CriterionSheet, School, SchoolYear, SelfAssessment, StandardSummary, StateParagraph
from kdcl.standards import get_framework


@spoken(message("Say everything that is wrong with a school's file; exit code 1 if there are errors or warnings."))
@click.argument("file", type=EXISTING_FILE)
@option(
    "--only",
    multiple=True,
    told=message("Run only this check; may be given again."),
)
@option("--checks", "own", type=EXISTING_FILE, told=message("A Python file with checks of your own, which is run."))
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    told=message("How the findings are printed."),
)
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
@option("--on", type=DAY, told=message("The day, for exceptions that end; today where none is given."))
def check(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    file: str, only: tuple[str, ...], own: str | None, form: str, is_complete: bool, on: dt.date | None
) -> None:
    """Print every issue of a school's file."""
    rules = build_rulebook(load_checks(own) if own else ())
    result, framework = read_with_framework(file)
    today = on or current_day()
    found = result.check(framework, only=only or None, today=today, checks=rules)
    assessment = cast("SelfAssessment", result.assessment)  # a file without one has no framework either
    sifted = sift(found, assessment, today=today)
    issues = sifted.open
    match form:
        case "json":
            accepted = [{**_to_dict(a.finding, result, framework), "accepted": a.to_dict()} for a in sifted.accepted]
            echo_json([*(_to_dict(issue, result, framework) for issue in issues), *accepted])
        case "sarif":
            echo_json(build_sarif(issues, rules, file=file, translator=speaker(), accepted=sifted.accepted))
        case _:
            print_issues(result, issues, framework, is_complete=is_complete)
            _print_accepted(sifted, result, framework)
            counted = Counter(issue.severity for issue in issues)
            totals = (f"{speaker().text(severity.words)} {counted[severity]}" for severity in Severity)
            say(message("Found: {totals}", totals=tuple(totals)))
    if any(issue.severity is not Severity.NOTE for issue in issues):
        raise click.exceptions.Exit(FINDINGS)


def _print_accepted(sifted: Sifted, result: LoadResult, framework: Framework) -> None:
    """Print what is accepted, and how many exceptions accept nothing."""
    for accepted in sifted.accepted:
        place = result.name_place(accepted.finding.place, framework.part(FORM))
        say(
            message(
                "{place}: {finding}: {acceptance}",
                place=place,
                finding=accepted.finding.message,
                acceptance=accepted.in_words,
            )
        )
    if sifted.accepted or sifted.unused:
        say(
            message(
                "Accepted as exceptions: {accepted}; exceptions that accept nothing: {unused}",
                accepted=len(sifted.accepted),
                unused=len(sifted.unused),
            )
        )


def _to_dict(issue: Finding, result: LoadResult, framework: Framework) -> dict[str, Any]:
    """Return a finding as plain values, its place in words too."""
    return {**issue.to_dict(speaker()), "place": speaker().text(result.name_place(issue.place, framework.part(FORM)))}


@spoken(message("Write a starter file: every criterion with empty items, ready to be filled in."))
@writes_file()
@option(
    "-f", "--framework", "name", default="tt42-2012/primary", show_default=True, told=message("The framework's id.")
)
@option("--school", "school", required=True, told=message("The school's name."))
@option("--year", "year", required=True, told=message("The school year, such as 2017-2018."))
def new(output: str, name: str, school: str, year: str, force: bool) -> None:
    """Write a starter file, and say what to do next."""
    starter = _build_starter(get_framework(name), school, SchoolYear.parse(year))
    target = Output(path=output, force=force)
    target.write(dumps(starter, with_defaults=True).encode())
    target.tell()
    say(message("Next: fill it in, then run: kdcl check {path}", path=output))


def _build_starter(framework: Framework, school: str, year: SchoolYear) -> SelfAssessment:
    return SelfAssessment(
        framework=framework.id,
        school=School(name=school),
        school_year=year,
        sheets=tuple(
            CriterionSheet(
                criterion=criterion.code,
                current_state=tuple(
                    StateParagraph(indicator=indicator.code.letter, text="") for indicator in criterion.indicators
                ),
            )
            for criterion in framework.criteria
        ),
        standards=tuple(StandardSummary(standard=standard.number) for standard in framework.standards),
    )


@spoken(message("Print the JSON Schema of a school's file (needs the extra: schema)."))
def schema() -> None:
    """Print the JSON Schema."""
    echo_json(json_schema())
