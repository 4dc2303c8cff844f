"""How the commands on a team's file open it, the school's file it names, and what they all are asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import attrs
import click

from kdcl.cli.console import DAY, EXISTING_FILE, option, speaker
from kdcl.cli.issues import open_school
from kdcl.convert.external import ExternalLoadResult, read_external
from kdcl.errors import FrameworkNotAvailableError, SchoolFileError, UnknownFrameworkError
from kdcl.external import EXTERNAL, ExternalAssessment, ExternalRules
from kdcl.external.workdays import get_public_holidays
from kdcl.figures.form import SchoolDataForm
from kdcl.findings import refuse
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework

_Command = TypeVar("_Command", bound=Callable[..., object])


@attrs.frozen
class NamedResult:
    """A team's file as the printing of findings wants it."""

    result: ExternalLoadResult

    @property
    def source(self) -> str:
        """The file as it was named."""
        return self.result.source

    def name_place(self, place: Place, _: SchoolDataForm) -> Message:
        """Return a place of the file in words."""
        return self.result.name_place(place)


def open_external(file: str) -> tuple[ExternalLoadResult, ExternalAssessment, Framework]:
    """Return what can be read of a team's file, and its framework.

    Raises:
        SchoolFileError: it is no JSON object, or the framework is not known.
    """
    result = read_external(file)
    if result.external is None or not result.external.framework:
        raise SchoolFileError(file, result.problems)
    try:
        return result, result.external, get_framework(result.external.framework)
    except (UnknownFrameworkError, FrameworkNotAvailableError) as error:
        raise SchoolFileError(file, (*result.problems, refuse(ROOT.at("framework"), error.message))) from error


def open_sound(file: str) -> tuple[ExternalLoadResult, ExternalAssessment, Framework]:
    """Return a team's file without problems, or end the command with all of them."""
    result, _, framework = open_external(file)
    return result, result.get_external(), framework


def find_school(result: ExternalLoadResult, given: str | None) -> SelfAssessment | None:
    """Return the school's file that is given, or that the team's file names; None where there is neither."""
    path = Path(given) if given else result.find_school_file()
    return None if path is None else open_school(str(path))[0]


def find_days_off(is_wanted: bool, case: ExternalAssessment, on: dt.date | None) -> tuple[dt.date, ...]:
    """Return the public holidays of the years that a case touches, where they are wanted."""
    years = [day.year for day in (on, *(taken.date for taken in case.steps)) if day is not None]
    return get_public_holidays(min(years), max(years) + 1) if is_wanted and years else ()


def get_rules(framework: Framework) -> ExternalRules:
    """Return the rules of a framework's circular, or end the command where none are known."""
    rules = framework.part(EXTERNAL)
    if rules is None:
        reason = message("no rules of external assessment are known for {framework}", framework=framework.id)
        raise click.UsageError(speaker().text(reason))
    return rules


def with_school(command: _Command) -> _Command:
    """Add the option that names the school's file."""
    told = message("The school's own file, where the team's file does not name it.")
    return option("--school", type=EXISTING_FILE, told=told)(command)


def on_a_day(command: _Command) -> _Command:
    """Add the options for the day and for public holidays."""
    told = message("Take the public holidays of Viet Nam off the working days (extra: holidays).")
    command = option("--holidays", is_flag=True, told=told)(command)
    return option("--on", type=DAY, told=message("The day on which periods are looked at, such as 20/3/2018."))(command)


def choose_format(command: _Command) -> _Command:
    """Add the option for text or JSON."""
    choice = click.Choice(["text", "json"])
    return option(
        "--format", "form", type=choice, default="text", show_default=True, told=message("How it is printed.")
    )(command)
