"""``kdcl check``, ``kdcl new`` and ``kdcl schema``: a school's file and its format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

import attrs

from kdcl.checks import Check, Severity, find_rulebook
from kdcl.checks.accepting import Sifted, sift
from kdcl.checks.sarif import build_sarif
from kdcl.cli.console import DAY, current_day, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_files
from kdcl.cli.issues import (
    is_school_file,
    print_issues,
    print_totals,
    read_report_as_file,
    read_with_framework,
    tell_values,
)
from kdcl.cli.many import Told, tell_each
from kdcl.cli.output import Output, writes_file
from kdcl.cli.rulebook import chooses_checks, current_rulebook
from kdcl.cli.streams import echo_json, name_in_words
from kdcl.convert import LoadResult, dumps, json_schema
from kdcl.convert.regions import find_regions
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.school import CriterionSheet, School, SchoolYear, SelfAssessment, StandardSummary, StateParagraph
from kdcl.standards import get_framework


@spoken(message("Say everything that is wrong with a school's file; exit code 1 if there are errors or warnings."))
@takes_files
@option(
    "--only",
    multiple=True,
    shell_complete=lambda _ctx, _param, begun: [rule.id for rule in find_rulebook() if rule.id.startswith(begun)],
    told=message("Run only this check; may be given again."),
)
@chooses_checks
@has_format("text", "json", "sarif")
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
@option("--on", type=DAY, told=message("The day, for exceptions that end; today where none is given."))
def check(files: tuple[str, ...], only: tuple[str, ...], form: str, is_complete: bool, on: dt.date | None) -> None:
    """Print every issue of each school's file or report."""
    today = on or current_day()
    rules = current_rulebook()

    def tell(file: str) -> Told:
        checked = _check(file, only, rules, today)
        values: object = None
        match form:
            case "json":
                values = checked.to_dicts()
            case "sarif":
                values = checked.to_sarif()
            case _:
                checked.print(is_complete=is_complete)
        return Told(values, any(issue.severity is not Severity.NOTE for issue in checked.sifted.open))

    tell_each(files, form, tell, join=_join_runs if form == "sarif" else None)


def _join_runs(logs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return one log of SARIF with a run for each file."""
    named = [log for _, log in logs]
    return {**(named[0] if named else {}), "runs": [run for log in named for run in log["runs"]]}


def _check(file: str, only: tuple[str, ...], rules: tuple[Check, ...], today: dt.date) -> _Checked:
    result, framework = read_with_framework(file) if is_school_file(file) else read_report_as_file(file)
    found = result.check(framework, only=only or None, today=today, checks=rules)
    assessment = cast("SelfAssessment", result.assessment)  # a file without one has no framework either
    sifted = sift(found, assessment, today=today, checks=rules)
    return _Checked(file=file, result=result, framework=framework, rules=rules, sifted=sifted)


@attrs.frozen(kw_only=True)
class _Checked:
    """A file that was checked.

    Attributes:
        file: its name.
        result: what could be read of it.
        framework: what it was held against.
        rules: the checks.
        sifted: what was found, apart from what is accepted.
    """

    file: str
    result: LoadResult
    framework: Framework
    rules: tuple[Check, ...]
    sifted: Sifted

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the findings as plain values, those that are accepted last."""
        found = [tell_values(self.result, issue, self.framework) for issue in self.sifted.open]
        found += [
            {**tell_values(self.result, each.finding, self.framework), "accepted": each.to_dict()}
            for each in self.sifted.accepted
        ]
        return found

    def to_sarif(self) -> dict[str, Any]:
        """Return the findings as a SARIF log, with the lines of a school's file that they speak of."""
        return build_sarif(
            self.sifted.open,
            self.rules,
            file=name_in_words(self.file),
            translator=speaker(),
            accepted=self.sifted.accepted,
            find_region=find_regions(self.file),
        )

    def print(self, *, is_complete: bool) -> None:
        """Print the findings, what is accepted, and how many there are."""
        print_issues(self.result, self.sifted.open, self.framework, is_complete=is_complete)
        _print_accepted(self.sifted, self.result, self.framework)
        print_totals(self.sifted.open)


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
    Output(path=output, force=force).write_and_tell(dumps(starter, with_defaults=True).encode())
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
@has_format("json")
def schema() -> None:
    """Print the JSON Schema."""
    echo_json(json_schema())
