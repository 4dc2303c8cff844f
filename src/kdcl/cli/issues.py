"""How commands open a school's file and print what is wrong with it: everything at once."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kdcl.checks import Issue, Severity
from kdcl.cli.console import FINDINGS, echo, speaker
from kdcl.cli.words import SEVERITY
from kdcl.convert import UNREADABLE, LoadResult, read
from kdcl.errors import FrameworkNotAvailableError, Problem, SchoolFileError, UnknownFrameworkError
from kdcl.law import Citation, Framework
from kdcl.messages import message
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework

_UNUSABLE = frozenset({UNREADABLE, "unknown-indicator"})
"""Checks that find what no score and no document can be made of."""


def open_school(file: str, *, is_strict: bool = False) -> tuple[SelfAssessment, Framework]:
    """Return a school's file and its framework, or print all errors and end the command.

    Args:
        file: the file's path.
        is_strict: whether every error ends the command, or only those that leave nothing to work with.
    """
    result, framework = read_with_framework(file)
    errors = tuple(issue for issue in result.check(framework) if issue.severity is Severity.ERROR)
    if (is_strict and errors) or any(issue.check in _UNUSABLE for issue in errors):
        print_issues(file, errors)
        raise click.exceptions.Exit(FINDINGS)
    return result.get_assessment(), framework


def read_with_framework(file: str) -> tuple[LoadResult, Framework]:
    """Return what can be read of a school's file, and the framework it names.

    Raises:
        SchoolFileError: the framework is not known; with every other problem of the file.
    """
    result = read(file)
    if result.assessment is None or not result.assessment.framework:
        raise SchoolFileError(file, result.problems)
    try:
        return result, get_framework(result.assessment.framework)
    except (UnknownFrameworkError, FrameworkNotAvailableError) as error:
        raise SchoolFileError(file, (*result.problems, Problem("framework", error.message))) from error


def print_issues(file: str, issues: Iterable[Issue]) -> None:
    """Print each issue with its place, its source and what to do about it."""
    tell = speaker().text
    for issue in issues:
        source = issue.citation.message if isinstance(issue.citation, Citation) else issue.citation
        cited = f" ({tell(source)})" if source else ""
        echo(f"{file}: {issue.place}: {tell(SEVERITY[issue.severity])}: {tell(issue.message)} [{issue.check}]{cited}")
        if issue.fix:
            remedy = message("to mend it: {fix}", fix=issue.fix)
            echo(f"    {tell(remedy)}")
