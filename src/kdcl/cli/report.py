"""``kdcl report``: the self-assessment report as a file."""

from __future__ import annotations

from pathlib import Path

import click

from kdcl.cli.console import EXISTING_FILE, option, say, speaker, spoken
from kdcl.cli.issues import open_school
from kdcl.documents.report import build_report
from kdcl.errors import UnknownRendererError
from kdcl.files import write_file
from kdcl.messages import message
from kdcl.renderers import available_renderers, find_renderer, get_renderer


@spoken(message("Write the self-assessment report; the file's suffix says the format (.docx, .md)."))
@click.argument("file", type=EXISTING_FILE)
@option("-o", "--output", required=True, type=click.Path(dir_okay=False), told=message("The file to write."))
@option("--format", "renderer", told=message("The format, where the suffix does not say it."))
@option("--draft", is_flag=True, told=message("Write it even where the check finds errors."))
def report(file: str, output: str, renderer: str | None, draft: bool) -> None:  # noqa: FBT001 - click's own
    """Write the report of a school's file; where it has errors, print them and write nothing."""
    chosen = get_renderer(renderer) if renderer else find_renderer(output)
    if chosen is None:
        raise UnknownRendererError(Path(output).suffix, available_renderers())
    try:
        assessment, framework = open_school(file, is_strict=not draft)
    except click.exceptions.Exit:
        say(message("Nothing was written: mend the errors above first, or print a draft with --draft."))
        raise
    document = build_report(assessment, framework, language=speaker().language)
    write_file(output, chosen.render(document))
    say(message("Written: {path}", path=str(Path(output).resolve())))
