"""``kdcl external paper`` and ``schema``: the papers of an external assessment, and the format of a team's file."""

from __future__ import annotations

from typing import Any

import click

from kdcl.cli.console import EXISTING_FILE, FINDINGS, say, speaker, spoken
from kdcl.cli.external.opening import open_external, with_school
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import typed_name
from kdcl.cli.issues import print_issues
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.cli.writing import Writer, WritingOptions, chooses_writing
from kdcl.convert.external import external_json_schema
from kdcl.documents.draft import build_draft
from kdcl.documents.external import EXTERNAL_PAPERS, get_external_paper
from kdcl.external.checks import check_external
from kdcl.findings import Severity
from kdcl.messages import message

_UNUSABLE = frozenset({"unreadable", "unknown-in-framework", "another-school"})
"""Findings that stop a paper: what it would print is not there, or is of another school."""


@spoken(
    message(
        "Write a paper of an external assessment; the file's suffix says the format. A file that cannot be read whole, "
        "or speaks of what is not there, is not printed."
    )
)
@click.argument("kind", type=click.Choice([paper.id for paper in EXTERNAL_PAPERS]))
@click.argument("file", type=EXISTING_FILE)
@writes_file()
@with_school
@chooses_writing
def paper(kind: str, file: str, output: str, force: bool, school: str | None, **options: Any) -> None:  # noqa: ANN401 - the options of `chooses_writing`
    """Write one paper to a file."""
    chosen = WritingOptions(**options)
    writer = Writer.of(chosen, output)
    read = tuple(filter(None, (file, school, chosen.template, chosen.official.path)))
    target = Output(path=output, inputs=read, force=force)
    target.ensure_free()
    case = open_external(file)
    assessment = case.find_school(school)
    found = check_external(case.external, case.framework, assessment)
    errors = [each for each in case.with_found(found) if each.severity is Severity.ERROR]
    stopping = [each for each in errors if each.kind in _UNUSABLE]
    if stopping:
        print_issues(case, stopping, case.framework)
        say(message("Nothing was written: mend the errors above first."))
        raise click.exceptions.Exit(FINDINGS)
    framework = chosen.official.apply(case.framework)
    document = get_external_paper(kind).build(case.external, framework, assessment, language=speaker().language)
    if chosen.draft:
        document = build_draft(document, case.external, found)
    writer.write_document(document, target)  # none of these papers has a table of contents to speak of
    target.tell()
    if errors and not chosen.draft:
        say(
            message(
                "Errors in the team's file: {count}; to see them: kdcl external check {file}; with --draft they stand "
                "in the paper as comments",
                count=len(errors),
                file=typed_name(file),
            )
        )


@spoken(message("Print the JSON Schema of a team's file (needs the extra: schema)."))
@has_format("json")
def schema() -> None:
    """Print the JSON Schema."""
    echo_json(external_json_schema())
