"""How commands open a school's file and print what is wrong with it: everything at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any, Final, Protocol

import click

from kdcl.cli.console import FINDINGS, say, speaker
from kdcl.cli.streams import echo
from kdcl.convert import LoadResult, read
from kdcl.convert.stopping import find_stopping
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, FindingGroup, Severity, group_findings
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework


def open_school(file: str) -> tuple[SelfAssessment, Framework]:
    """Return a school's file and its framework, or print all errors and end the command.

    Only errors that leave nothing to work with end it.
    """
    result, framework = read_with_framework(file)
    if result.problems or not all(code in framework for code in result.get_assessment().ratings):
        print_issues(result, _find_errors(result, framework), framework)
        raise click.exceptions.Exit(FINDINGS)
    return result.get_assessment(), framework


def open_any(file: str) -> tuple[SelfAssessment, Framework]:
    """Return the facts and the framework of a school's file as `open_school` does, or of a report that is read first.

    Raises:
        Exit: nothing can be made of it; why was printed.
    """
    if is_school_file(file):
        return open_school(file)
    result, framework = read_report_as_file(file)
    return result.get_assessment(), framework


def is_school_file(file: str) -> bool:
    """Whether a file is to be read as a school's file: all but those of other programs, which their beginning tells."""
    with open(file, "rb") as stream:  # noqa: PTH123 - a name as it was typed
        start = stream.read(len(b"\xef\xbb\xbf {\\rtf"))
    return not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"PK", b"\xd0\xcf", b"<", b"%PDF", b"{\\rtf"))


def read_report_as_file(file: str) -> tuple[LoadResult, Framework]:
    """Return what a report of another program says, as if it were a school's file; what was read is printed.

    Raises:
        Exit: it is no report, or under which framework it was made is only a guess; what to do was printed.
    """
    from kdcl.cli.foreign import Options, print_foreign, read_foreign  # noqa: PLC0415 - files of kdcl need no reader

    foreign = read_foreign(file, Options(), None)
    print_foreign(foreign, is_complete=False)
    result = LoadResult(source=file, assessment=foreign.assessment, problems=())
    return result, get_framework(foreign.assessment.framework)


def open_facts(file: str, reads: Collection[str] | None) -> tuple[SelfAssessment, Framework, int]:
    """Return what a school's file says of some facts, its framework, and how many errors stand in other facts.

    An error in the facts that are read ends the command, and each is printed.

    Args:
        file: the file's path.
        reads: the names of the facts, as `kdcl.documents.DocumentForm` has them; None for all.
    """
    result, framework = read_with_framework(file)
    stopping, elsewhere = find_stopping(_find_errors(result, framework), reads)
    if stopping:
        print_issues(result, stopping, framework)
        raise click.exceptions.Exit(FINDINGS)
    return result.assessment or result.get_assessment(), framework, elsewhere


def _find_errors(result: LoadResult, framework: Framework) -> tuple[Finding, ...]:
    """Return the errors of a file; no check of another severity is made."""
    from kdcl.cli.rulebook import current_rulebook  # noqa: PLC0415 - most commands need none of the checks' rooms

    rules = [rule for rule in current_rulebook() if rule.severity is Severity.ERROR]
    return tuple(issue for issue in result.check(framework, checks=rules) if issue.severity is Severity.ERROR)


def read_with_framework(file: str) -> tuple[LoadResult, Framework]:
    """Return what can be read of a school's file, and the framework it names.

    Raises:
        SchoolFileError: the framework is not known; with every other problem of the file.
    """
    result = read(file)
    return result, result.get_framework()


FEW: Final = 3
"""Findings of one group that are printed one by one; of more, the first speaks for all."""
_MOST_PLACES: Final = 5
"""Places of a group that are named."""


_COLOURS: Final = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
"""What marks a severity on a terminal; its word says the same."""


class NamedFile(Protocol):
    """A file that was read, and what its places are called."""

    @property
    def source(self) -> str:
        """The file as the caller named it."""

    def name_place(self, place: Place, form: SchoolDataForm) -> Message:
        """Return a place of the file in words."""


def print_issues(
    result: NamedFile, issues: Iterable[Finding], framework: Framework, *, is_complete: bool = False
) -> None:
    """Print what was found by what to do about it: contradictions first, with places, source and remedy.

    Args:
        result: the file.
        issues: what was found in it.
        framework: what it was held against.
        is_complete: whether each is printed, also where many say the same.
    """
    for group in group_findings(issues):
        is_short = not is_complete and len(group) > FEW
        for issue in group.findings[:1] if is_short else group.findings:
            _print_issue(result, issue, framework)
        if is_short:
            _print_others(result, group, framework)


def print_totals(findings: Iterable[Finding]) -> None:
    """Print how many findings there are of each severity."""
    counted = Counter(finding.severity for finding in findings)
    totals = tuple(_count_findings(severity, counted[severity]) for severity in Severity)
    say(message("Found: {totals}", totals=totals))


def tell_values(result: NamedFile, issue: Finding, framework: Framework) -> dict[str, Any]:
    """Return a finding as plain values, its place in words too."""
    return {**issue.to_dict(speaker()), "place": speaker().text(result.name_place(issue.place, framework.part(FORM)))}


def _count_findings(severity: Severity, count: int) -> str:
    """Return how many findings there are of a severity, as people count: "147 errors"."""
    language = speaker()
    template = {
        Severity.ERROR: language.ngettext("{count} error", "{count} errors", count),
        Severity.WARNING: language.ngettext("{count} warning", "{count} warnings", count),
        Severity.NOTE: language.ngettext("{count} note", "{count} notes", count),
    }[severity]
    return template.format(count=count)


def _print_issue(result: NamedFile, issue: Finding, framework: Framework) -> None:
    tell = speaker().text
    cited = f" ({tell(issue.source)})" if issue.source else ""
    what = issue.message
    if issue.place != ROOT:
        words = result.name_place(issue.place, framework.part(FORM))
        what = message("{place}: {finding}", place=words, finding=what)
    severity = click.style(tell(issue.severity.words), fg=_COLOURS[issue.severity], bold=True)
    echo(f"{result.source}: {issue.place}: {severity}: {tell(what)} [{issue.kind}]{cited}")
    if issue.fix:
        remedy = message("to mend it: {fix}", fix=issue.fix)
        echo(f"    {tell(remedy)}")


def _print_others(result: NamedFile, group: FindingGroup, framework: Framework) -> None:
    """Print how many more say the same, and where the first of them are."""
    others = group.findings[1:]
    tell = speaker().text
    named = dict.fromkeys(issue.place.whole for issue in others)
    places = "; ".join(tell(result.name_place(place, framework.part(FORM))) for place in list(named)[:_MOST_PLACES])
    more = message(
        "and {count} more of this kind; the first: {places} (--all prints each)", count=len(others), places=places
    )
    echo(f"    {tell(more)}")
