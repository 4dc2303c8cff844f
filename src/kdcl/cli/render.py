"""``kdcl report``, ``kdcl render`` and ``kdcl renderers``: documents of the guidance as files."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kdcl.blocks import Document
from kdcl.cli.console import DAY, MISUSE, complain, option, say, speaker, spoken
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file, typed_name
from kdcl.cli.issues import open_facts, open_school
from kdcl.cli.output import Output, writes_file
from kdcl.cli.rulebook import chooses_checks
from kdcl.cli.streams import echo, echo_json
from kdcl.cli.writing import Writer, WritingOptions, chooses_writing
from kdcl.documents import DocumentForm, available_documents, get_document, iter_documents
from kdcl.errors import PluginError
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.renderers import available_renderers, get_renderer
from kdcl.school import SelfAssessment

_ALL = "all"


@spoken(message("Write the self-assessment report; the file's suffix says the format (see: kdcl renderers)."))
@takes_file
@writes_file()
@chooses_writing
@chooses_checks
def report(file: str, output: str, force: bool, **options: Any) -> None:  # noqa: ANN401 - the options of `chooses_writing`
    """Write the report of a school's file; where it has errors, print them and write nothing."""
    _write((get_document("report"),), file, [output], WritingOptions(**options), force=force)


@spoken(message("Write a document of the guidance, or all of them (KIND all, with -d)."))
@click.argument("kind", type=click.Choice([*available_documents(), _ALL]))
@takes_file
@writes_file(required=False)
@option("-d", "--directory", type=click.Path(file_okay=False), told=message("The folder to write to."))
@option("--on", type=DAY, told=message("The day of papers that say what is late; without it they say what is done."))
@chooses_writing
@chooses_checks
def render(  # noqa: PLR0913, PLR0917 - an argument for each option
    kind: str,
    file: str,
    output: str | None,
    force: bool,
    directory: str | None,
    on: dt.date | None,
    **options: Any,  # noqa: ANN401 - see `report`
) -> None:
    """Write one document to a file, or every one to a folder."""
    if (kind == _ALL) != (output is None) or (kind == _ALL) != (directory is not None):
        raise click.UsageError("all -d DIRECTORY | KIND -o OUTPUT")
    if directory is None:
        _write((get_document(kind),), file, [str(output)], WritingOptions(**options), force=force, day=on)
        return
    forms = tuple(iter_documents())
    suffix = get_renderer(options["renderer"] or "docx").suffix
    folder = Path(directory)
    folder.mkdir(parents=True, exist_ok=True)
    outputs = [str(folder / f"{form.id}{suffix}") for form in forms]
    _write(forms, file, outputs, WritingOptions(**options), force=force, day=on)


def _write(  # noqa: PLR0913 - what is written, where, and how
    forms: tuple[DocumentForm, ...],
    file: str,
    outputs: list[str],
    options: WritingOptions,
    *,
    force: bool,
    day: dt.date | None = None,
) -> None:
    """Write documents of a school's file; where it has errors, print them and write nothing."""
    writer = Writer.of(options, outputs[0])
    read = tuple(filter(None, (file, options.template, options.official.path)))
    targets = [Output(path=output, inputs=read, force=force) for output in outputs]
    for target in targets:
        target.ensure_free()
    try:
        assessment, framework, elsewhere = _open(forms, file, is_draft=options.draft)
    except click.exceptions.Exit:
        say(message("Nothing was written: mend the errors above first, or print a draft with --draft."))
        raise
    framework = options.official.apply(framework)
    notes: list[Message | None] = []
    broken: list[PluginError] = []
    with click.progressbar(list(zip(forms, targets, strict=True)), hidden=len(forms) == 1, file=sys.stderr) as bar:
        for form, target in bar:
            try:
                notes.append(writer.write(_build(form, assessment, framework, day), assessment, framework, target))
            except PluginError as error:  # one of another package stops none of the others
                broken.append(error)
                targets.remove(target)
    for note in filter(None, notes):
        say(note)
    for target in targets:
        target.tell()
    if broken:
        for each in broken:
            complain(each.message)
        raise click.exceptions.Exit(MISUSE)
    if elsewhere:
        say(
            message(
                "Errors in facts of the file that are not printed here: {count}; to see them: kdcl check {file}",
                count=elsewhere,
                file=typed_name(file),
            )
        )


def _build(form: DocumentForm, assessment: SelfAssessment, framework: Framework, day: dt.date | None) -> Document:
    """Return a document in the command's language; one that tells how things stand tells it of the day."""
    build: Callable[..., Document] = form.build
    days = {"day": day} if form.is_per_day and day is not None else {}
    return build(assessment, framework, language=speaker().language, **days)


def _open(forms: tuple[DocumentForm, ...], file: str, *, is_draft: bool) -> tuple[SelfAssessment, Framework, int]:
    """Return a school's file, its framework, and how many errors stand where none of the documents looks."""
    if is_draft:
        return *open_school(file), 0
    reads = [form.reads for form in forms]
    return open_facts(file, None if None in reads else {name for names in reads for name in names or ()})


@spoken(message("List the kinds of documents, and the formats they can be written in."))
@has_format("text", "json")
def renderers(form: str) -> None:
    """Print the kinds of documents and the formats."""
    tell = speaker().text
    if form == "json":
        documents = [{"id": each.id, "title": tell(each.title)} for each in iter_documents()]
        files = [{"name": name, "suffix": get_renderer(name).suffix} for name in available_renderers()]
        echo_json({"documents": documents, "formats": files})
        return
    for each in iter_documents():
        echo(f"{each.id}  {tell(each.title)}")
    formats = (f"{name} ({get_renderer(name).suffix})" for name in available_renderers())
    say(message("Formats: {formats}", formats=tuple(formats)))
