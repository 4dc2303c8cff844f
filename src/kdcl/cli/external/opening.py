"""How the commands on a team's file open it, the school's file it names, and what they all are asked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Final

import attrs

from kdcl.cli.console import DAY, EXISTING_FILE, Command, option, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.issues import open_school
from kdcl.convert import LoadResult, dumps, read_text, reads
from kdcl.convert.external import ExternalLoadResult, dumps_external, is_school_text, reads_external
from kdcl.errors import FrameworkNotAvailableError, SchoolFileError, UnknownFrameworkError
from kdcl.external import EXTERNAL, ExternalAssessment, ExternalRules
from kdcl.external.joining import put_into
from kdcl.external.workdays import get_public_holidays
from kdcl.figures.form import SchoolDataForm
from kdcl.findings import Finding, refuse
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework


@attrs.frozen(kw_only=True)
class OpenCase:
    """A file with an external assessment: a team's own, or a school's with one in it.

    Attributes:
        result: what was read.
        external: the external assessment.
        framework: the framework the file names.
    """

    result: ExternalLoadResult | LoadResult
    external: ExternalAssessment
    framework: Framework

    @property
    def source(self) -> str:
        """The file as it was named."""
        return self.result.source

    @property
    def is_in_school_file(self) -> bool:
        """Whether it stands in a school's file."""
        return isinstance(self.result, LoadResult)

    @property
    def school_file(self) -> SelfAssessment:
        """The school's file that it stands in; of a team's own, one that holds nothing else."""
        if isinstance(self.result, LoadResult):
            return self.result.get_assessment()
        return put_into(self.external)

    def name_place(self, place: Place, form: SchoolDataForm) -> Message:
        """Return a place of the file in words."""
        if isinstance(self.result, LoadResult):
            return self.result.name_place(place, form)
        return self.result.name_place(place)

    def with_found(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return every problem of the file, and then what was found in the external assessment, at its place in it."""
        if isinstance(self.result, LoadResult):
            found = (
                attrs.evolve(each, place=attrs.evolve(each.place, steps=("external", *each.place.steps)))
                for each in found
            )
        return self.result.with_found(tuple(found))

    def find_school(self, given: str | None) -> SelfAssessment | None:
        """Return the school's file that is given, that has the case in it, or that the team's file names."""
        if given:
            return open_school(given)[0]
        if isinstance(self.result, LoadResult):
            return self.result.assessment
        path = self.result.find_school_file()
        return None if path is None else open_school(str(path))[0]

    def dump(self, external: ExternalAssessment) -> bytes:
        """Return the bytes of the file with an external assessment in the place of the one it has."""
        if isinstance(self.result, LoadResult):
            return dumps(attrs.evolve(self.result.get_assessment(), external=external)).encode()
        return dumps_external(external).encode()


def has_case(file: str) -> bool:
    """Whether a file is no school's file, or one with an external assessment in it; one that cannot be read may be."""
    try:
        text = read_text(file)
    except SchoolFileError:
        return True
    return not is_school_text(text) or "external" in json.loads(text)


def open_external(file: str) -> OpenCase:
    """Return what can be read of a file with an external assessment.

    Raises:
        SchoolFileError: it is no JSON object, the framework is not known, or it is a school's file without one.
    """
    text = read_text(file)
    result: ExternalLoadResult | LoadResult
    if is_school_text(text):
        result = reads(text, file)
        external = None if result.assessment is None else result.assessment.external
        if external is None:
            none = message("this school's file holds no external assessment; begin one with: kdcl external aid")
            raise SchoolFileError(file, (*result.problems, refuse(ROOT.at("external"), none)))
    else:
        result = reads_external(text, file)
        external = result.external
    if external is None or not external.framework:
        raise SchoolFileError(file, result.problems)
    try:
        return OpenCase(result=result, external=external, framework=get_framework(external.framework))
    except (UnknownFrameworkError, FrameworkNotAvailableError) as error:
        raise SchoolFileError(file, (*result.problems, refuse(ROOT.at("framework"), error.message))) from error


def open_sound(file: str) -> OpenCase:
    """Return a file with an external assessment and without problems, or end the command with all of them."""
    case = open_external(file)
    if case.result.problems:
        raise SchoolFileError(file, case.result.problems)
    return case


def find_days_off(is_wanted: bool, case: ExternalAssessment, on: dt.date | None) -> tuple[dt.date, ...]:
    """Return the public holidays of the years that a case touches, where they are wanted."""
    years = [day.year for day in (on, *(taken.date for taken in case.steps)) if day is not None]
    return get_public_holidays(min(years), max(years) + 1) if is_wanted and years else ()


def get_rules(framework: Framework) -> ExternalRules:
    """Return the rules of a framework's circular, or end the command where none are known."""
    rules = framework.part(EXTERNAL)
    if rules is None:
        reason = message("no rules of external assessment are known for {framework}", framework=framework.id)
        raise usage_error(reason)
    return rules


with_school: Final = option(
    "--school", type=EXISTING_FILE, told=message("The school's own file, where the team's file does not name it.")
)
"""Adds the option that names the school's file."""
takes_holidays: Final = option(
    "--holidays",
    is_flag=True,
    told=message("Take the public holidays of Viet Nam off the working days (extra: holidays)."),
)
"""Adds the option for public holidays."""
choose_format: Final = has_format("text", "json")
"""Adds the option for text or JSON."""


def on_a_day(command: Command) -> Command:
    """Add the options for the day and for public holidays."""
    command = takes_holidays(command)
    return option("--on", type=DAY, told=message("The day on which periods are looked at, such as 20/3/2018."))(command)
