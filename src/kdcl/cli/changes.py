"""``kdcl diff`` and ``kdcl merge``: what differs between two school files, and the work of several people in one."""

from __future__ import annotations

import click

from kdcl.changes import diff as find_changes
from kdcl.changes import merge as merge_files
from kdcl.changes.words import describe_change, describe_conflict, show
from kdcl.cli.console import EXISTING_FILE, FINDINGS, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.figures.form_file import FORM
from kdcl.messages import message, render_fact


@spoken(message("Say what differs between two files of a school; exit code 1 if something does."))
@click.argument("old", type=EXISTING_FILE)
@click.argument("new", type=EXISTING_FILE)
@option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    told=message("How the differences are printed."),
)
def diff(old: str, new: str, form: str) -> None:
    """Print every difference of two files, in the order of the file."""
    before, framework = open_school(old)
    after, _ = open_school(new)
    changes = find_changes(before, after)
    told = [describe_change(change, before, after, framework.part(FORM)) for change in changes]
    if form == "json":
        echo_json(
            [
                {
                    "kind": str(change.kind),
                    "place": str(change.place),
                    "before": render_fact(show(change.before), speaker()),
                    "after": render_fact(show(change.after), speaker()),
                    "message": words.render(speaker()),
                }
                for change, words in zip(changes, told, strict=True)
            ]
        )
    else:
        for words in told:
            say(words)
        say(message("Differences: {count}", count=len(changes)))
    if changes:
        raise click.exceptions.Exit(FINDINGS)


@spoken(
    message(
        "Merge two files that began as one; what both changed differently is said, and stands as in OURS. Exit code 1 "
        "if there is such a thing."
    )
)
@click.argument("base", type=EXISTING_FILE)
@click.argument("ours", type=EXISTING_FILE)
@click.argument("theirs", type=EXISTING_FILE)
@writes_file(told=message("The file to write; it may be OURS."))
@option("--prefer-theirs", is_flag=True, told=message("Let what both changed differently stand as in THEIRS."))
def merge(  # noqa: PLR0913, PLR0917 - an argument for each option
    base: str, ours: str, theirs: str, output: str, force: bool, prefer_theirs: bool
) -> None:
    """Write the merged file, and print what was taken over and what is in conflict."""
    target = Output(path=output, inputs=(base, ours, theirs), replaces=(ours,), force=force)
    target.ensure_free()
    start, framework = open_school(base)
    here, there = (open_school(file)[0] for file in ((theirs, ours) if prefer_theirs else (ours, theirs)))
    merged = merge_files(start, here, there)
    form = framework.part(FORM)
    target.write_school(merged.facts)
    for change in merged.from_theirs:
        say(message("taken over: {change}", change=describe_change(change, here, merged.facts, form)))
    for conflict in merged.conflicts:
        say(message("both changed: {conflict}", conflict=describe_conflict(conflict, here, form)))
    say(
        message(
            "Taken over: {taken}; to be decided: {conflicts}",
            taken=len(merged.from_theirs),
            conflicts=len(merged.conflicts),
        )
    )
    if merged.conflicts:
        raise click.exceptions.Exit(FINDINGS)
