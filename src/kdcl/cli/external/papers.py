"""``kdcl external paper`` and ``schema``: the papers of an external assessment, and the format of a team's file."""

from __future__ import annotations

from typing import Any

import click

from kdcl.cli.console import FINDINGS, say, speaker, spoken
from kdcl.cli.external.opening import open_external, with_school
from kdcl.cli.external.stopping import find_stopping
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, typed_name
from kdcl.cli.issues import print_issues
from kdcl.cli.output import Output, writes_file
from kdcl.cli.streams import echo_json
from kdcl.cli.writing import Writer, WritingOptions, chooses_writing
from kdcl.convert.external import external_json_schema
from kdcl.documents.draft import build_draft
from kdcl.documents.external import EXTERNAL_PAPERS, get_external_paper
from kdcl.external.checks import check_external
from kdcl.messages import message


@spoken(
    message(
        "Write a paper of an external assessment; the file's suffix says the format. Errors in the facts that it "
        "prints stop it; with --draft they stand in it as comments."
    )
)
@click.argument("kind", type=click.Choice([paper.id for paper in EXTERNAL_PAPERS]))
@takes_file
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
    form = get_external_paper(kind)
    case = open_external(file)
    assessment = case.find_school(school)
    found = check_external(case.external, case.framework, assessment)
    findings = case.with_found(found)
    stopping, elsewhere = find_stopping(
        findings, form, case.external, is_draft=chosen.draft, is_in_school_file=case.is_in_school_file
    )
    if stopping:
        print_issues(case, stopping, case.framework)
        if chosen.draft:
            say(message("Nothing was written: mend the errors above first."))
        else:
            say(message("Nothing was written: mend the errors above first, or print a draft with --draft."))
        raise click.exceptions.Exit(FINDINGS)
    framework = chosen.official.apply(case.framework)
    document = form.build(case.external, framework, assessment, language=speaker().language)
    if chosen.draft:
        document = build_draft(document, case.external, found)
    writer.write_document(document, target)  # none of these papers has a table of contents to speak of
    target.tell()
    if elsewhere and not chosen.draft:
        say(
            message(
                "Errors in facts of the file that are not printed here: {count}; to see them: kdcl external check "
                "{file}",
                count=elsewhere,
                file=typed_name(file),
            )
        )


@spoken(message("Print the JSON Schema of a team's file (needs the extra: schema)."))
@has_format("json")
def schema() -> None:
    """Print the JSON Schema."""
    echo_json(external_json_schema())
