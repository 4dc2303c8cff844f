"""``kdcl external import``: papers of an external assessment into a team's file, or into the school's file."""

from __future__ import annotations

import click

from kdcl.changes import take
from kdcl.cli.console import EXISTING_FILE, MISUSE, complain, end_if, option, spoken
from kdcl.cli.external.opening import open_sound
from kdcl.cli.foreign import Options, print_foreign, read_foreign, with_nothing_but
from kdcl.cli.importing import keep_rest, print_taken
from kdcl.cli.inputs import takes_files
from kdcl.cli.output import Output, writes_target
from kdcl.convert.external import dumps_external
from kdcl.external.joining import put_into, take_out
from kdcl.messages import message
from kdcl.readers import PaperKind


@spoken(
    message(
        "Read papers of an external assessment (.docx) into a team's file: the annexes VII to XIII, letters, decision, "
        "working plan. Exit code 1 if something is left to decide."
    ),
    "import",
)
@takes_files
@writes_target(
    "files",
    "into",
    changes="into",
    told=message("The team's file to write, or the school's where that is given with --into."),
)
@option("--into", type=EXISTING_FILE, told=message("Put what is read into this file; its gaps are filled."))
@option("-f", "--framework", told=message("The framework's id, where the document does not show it."))
@option(
    "--kind",
    type=click.Choice([str(kind) for kind in PaperKind if kind.is_external]),
    told=message("What the document is, where it does not show it."),
)
@option("--theirs", is_flag=True, told=message("Where both differ, take what is read."))
@option("--all", "is_complete", is_flag=True, told=message("Print each finding, also where many say the same."))
def import_papers(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    files: tuple[str, ...],
    target: Output,
    into: str | None,
    framework: str | None,
    kind: str | None,
    theirs: bool,
    is_complete: bool,
) -> None:
    """Read papers one after the other, print what was noticed, and write the file."""
    case = None if into is None else open_sound(into)
    known = [] if case is None else [case.school_file]
    options = Options(framework=framework, kind=kind)
    rest: list[tuple[str, str]] = []
    undecided = 0
    for file in files:
        foreign = read_foreign(file, options, known[-1] if known else None)
        print_foreign(foreign, is_complete=is_complete)
        if (external := foreign.assessment.external) is None:
            complain(message("{file} is no paper of an external assessment; read it with: kdcl import", file=file))
            raise click.exceptions.Exit(MISUSE)
        rest += foreign.unplaced
        if not known:
            known.append(put_into(external))
            continue
        school = known[-1]
        merged = take(school, with_nothing_but(school, external=external), prefer_read=("external",) if theirs else ())
        undecided += print_taken(merged, school, is_complete=is_complete)
        known.append(merged.facts)
    external = take_out(known[-1])
    target.write(dumps_external(external).encode() if case is None else case.dump(external))
    keep_rest(rest, target, files)
    target.tell()
    end_if(undecided)
