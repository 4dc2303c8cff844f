"""``kdcl external attach`` and ``detach``: the external assessment in the school's file, and in one of its own."""

from __future__ import annotations

import attrs
import click

from kdcl.changes import take
from kdcl.cli.console import EXISTING_FILE, FINDINGS, end_if, option, say, spoken
from kdcl.cli.external.aid import as_seen_from
from kdcl.cli.external.opening import open_sound
from kdcl.cli.importing import print_taken
from kdcl.cli.inputs import takes_file
from kdcl.cli.issues import open_school, print_issues
from kdcl.cli.output import Output, writes_target
from kdcl.convert.external import dumps_external
from kdcl.external.checks import check_external
from kdcl.external.joining import put_into
from kdcl.messages import message

_STRANGE = ("another-school",)


@spoken(
    message(
        "Put a team's file into the school's file; what the school's file has of it already is kept where both differ. "
        "Exit code 1 if something is left to decide."
    )
)
@takes_file
@option("--into", type=EXISTING_FILE, required=True, told=message("The school's file."))
@writes_target("file", "into", changes="into", told=message("The school's file to write."))
def attach(file: str, into: str, target: Output) -> None:
    """Write a school's file with the external assessment of a team's file in it."""
    case = open_sound(file)
    school, _ = open_school(into)
    if strange := check_external(case.external, case.framework, school, only=_STRANGE):
        print_issues(case, case.with_found(strange), case.framework)
        say(message("Nothing was written: this is the file of another school or another year."))
        raise click.exceptions.Exit(FINDINGS)
    merged = take(school, put_into(case.external, attrs.evolve(school, external=None)))
    undecided = print_taken(merged, school, is_complete=False)
    target.write_school(merged.facts)
    end_if(undecided)


@spoken(message("Write the external assessment of a school's file as a file of its own, which names the school's."))
@takes_file
@writes_target("file", told=message("The team's file to write."))
def detach(file: str, target: Output) -> None:
    """Write a team's file; the school's file stays as it is."""
    case = open_sound(file)
    named = as_seen_from(target.path, file) if case.is_in_school_file else case.external.school_file
    target.write_and_tell(dumps_external(attrs.evolve(case.external, school_file=named)).encode())
