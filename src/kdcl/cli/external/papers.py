"""``kdcl external paper`` and ``schema``: the papers of an external assessment, and the format of a team's file."""

from __future__ import annotations

import click

from kdcl.cli.console import EXISTING_FILE, FINDINGS, option, say, speaker, spoken
from kdcl.cli.external.opening import NamedResult, find_school, open_external, with_school
from kdcl.cli.issues import print_issues
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.cli.writing import choose_renderer
from kdcl.convert.external import external_json_schema
from kdcl.documents.draft import build_draft
from kdcl.documents.external import EXTERNAL_PAPERS, get_external_paper
from kdcl.external.checks import check_external
from kdcl.findings import Severity
from kdcl.messages import message
from kdcl.renderers import render

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
@option("--draft", is_flag=True, told=message("With what the check finds as comments."))
@option("--format", "renderer", told=message("The format, where the suffix does not say it."))
def paper(  # noqa: PLR0913, PLR0917 - an argument for each option
    kind: str, file: str, output: str, force: bool, school: str | None, draft: bool, renderer: str | None
) -> None:
    """Write one paper to a file."""
    chosen = choose_renderer(output, renderer)
    result, case, framework = open_external(file)
    assessment = find_school(result, school)
    target = Output(path=output, inputs=(file,), force=force)
    target.ensure_free()
    findings = result.with_found(check_external(case, framework, assessment))
    stopping = [each for each in findings if each.severity is Severity.ERROR and each.kind in _UNUSABLE]
    if stopping:
        print_issues(NamedResult(result), stopping, framework)
        say(message("Nothing was written: mend the errors above first."))
        raise click.exceptions.Exit(FINDINGS)
    document = get_external_paper(kind).build(case, framework, assessment, language=speaker().language)
    if draft:
        document = build_draft(document, case, findings)
    target.write(render(document, chosen))
    target.tell()


@spoken(message("Print the JSON Schema of a team's file (needs the extra: schema)."))
def schema() -> None:
    """Print the JSON Schema."""
    echo_json(external_json_schema())
