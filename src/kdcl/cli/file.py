"""``kdcl check``, ``kdcl new`` and ``kdcl schema``: a school's file and its format."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from kdcl.checks import CHECKS, Severity
from kdcl.checks.sarif import build_sarif
from kdcl.cli.console import EXISTING_FILE, FINDINGS, option, say, speaker, spoken
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
    type=click.Choice([check.id for check in CHECKS]),
    told=message("Run only this check; may be given again."),
)
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    told=message("How the findings are printed."),
)
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
def check(file: str, only: tuple[str, ...], form: str, is_complete: bool) -> None:
    """Print every issue of a school's file."""
    result, framework = read_with_framework(file)
    issues = result.check(framework, only=only or None)
    match form:
        case "json":
            echo_json([_to_dict(issue, result, framework) for issue in issues])
        case "sarif":
            echo_json(build_sarif(issues, CHECKS, file=file, translator=speaker()))
        case _:
            print_issues(result, issues, framework, is_complete=is_complete)
            counted = Counter(issue.severity for issue in issues)
            totals = (f"{speaker().text(severity.words)} {counted[severity]}" for severity in Severity)
            say(message("Found: {totals}", totals=tuple(totals)))
    if any(issue.severity is not Severity.NOTE for issue in issues):
        raise click.exceptions.Exit(FINDINGS)


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
