"""``kdcl batch``: what other commands do with one file, done with many."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Final

import click

from kdcl.cli.batch_files import find_named, name_outputs, takes_many_schools, tell_result
from kdcl.cli.batch_score import score
from kdcl.cli.batch_work import check_file, fill_file, import_file, is_as_written, render_file, table_file
from kdcl.cli.console import EXISTING_FILE, SpokenGroup, end_if, option, speaker, spoken
from kdcl.cli.output import Output, replaces_files, writes_file
from kdcl.cli.overview import chooses_framework, run_many
from kdcl.cli.rulebook import chooses_checks, own_checks_file
from kdcl.cli.streams import echo_json
from kdcl.documents import available_documents
from kdcl.messages import message
from kdcl.overview import Kept
from kdcl.overview.fact_files import render_facts, require_fact_suffix
from kdcl.overview.facts import FactKind, FactTable
from kdcl.overview.rows import PAPERS, SCHOOL_FILES
from kdcl.overview.work import Result, Work
from kdcl.renderers import available_renderers, get_renderer

_KEPT: Final = "kdcl-read.jsonl"
"""The file of results in a folder that is written to."""


def _run(  # noqa: PLR0913 - the work, and the options that every command has
    work: Work,
    files: tuple[str, ...],
    given: dict[str, str],
    *,
    form: str,
    processes: int | None,
    directory: str | None = None,
    suffix: str = "",
) -> None:
    """Work on files, print what became of each, and end the command with its exit code.

    Args:
        work: what is done with each.
        files: the files.
        given: what the work has to know, apart from the language.
        form: ``json``, or ``text`` for sentences.
        processes: how many processes work; None for one on each core.
        directory: the folder that is written to; None where nothing is.
        suffix: what ends the names of outputs.
    """
    outputs = name_outputs(files, directory, suffix)
    settings = {"language": speaker().language, **given, "outputs": json.dumps(outputs)}
    asked = f"{work.__name__} {sorted({**settings, 'outputs': directory or ''}.items())}"
    path = Path(directory, _KEPT) if directory else None
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)

    def is_valid(file: str, result: Result) -> bool:
        output = result.get("output")
        return output is None or (output == outputs[file] and is_as_written(result))

    kept = Kept(path=path, asked=asked)
    results = list(run_many(work, files, settings, processes=processes, kept=kept, is_valid=is_valid))
    if form == "json":
        echo_json([{"file": file, **result} for file, result in results])
    else:
        for file, result in results:
            tell_result(file, result)
    end_if(any("failure" in result or result.get("errors") for _, result in results))


_directory = option(
    "-d", "--directory", required=True, type=click.Path(file_okay=False), told=message("The folder to write to.")
)


@spoken(message("Check many school files and reports; --format json prints every finding."))
@takes_many_schools
@chooses_framework
@chooses_checks
def check(files: tuple[str, ...], form: str, processes: int | None, framework: str | None) -> None:
    """Count the findings of each file."""
    settings = {"framework": framework or "", "checks": own_checks_file()}
    found = find_named(files, PAPERS | SCHOOL_FILES)
    _run(check_file, found, settings, form=form, processes=processes)


@spoken(message("Read many documents into school files, one for each, in a folder."), "import")
@takes_many_schools
@chooses_framework
@_directory
@replaces_files
def import_many(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    files: tuple[str, ...], form: str, processes: int | None, framework: str | None, directory: str, force: bool
) -> None:
    """Write a school's file for each document."""
    settings = {"framework": framework or "", "force": "yes" if force else ""}
    found = find_named(files, PAPERS)
    _run(import_file, found, settings, form=form, processes=processes, directory=directory, suffix=".json")


@spoken(message("Write a document of the guidance for each of many school files, in a folder."))
@click.argument("kind", type=click.Choice(available_documents()))
@takes_many_schools
@_directory
@replaces_files
@chooses_checks
@option(
    "--renderer",
    type=click.Choice(available_renderers()),
    default="docx",
    show_default=True,
    told=message("The format of the documents."),
)
def render(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    kind: str,
    files: tuple[str, ...],
    form: str,
    processes: int | None,
    directory: str,
    force: bool,
    renderer: str,
) -> None:
    """Write a document for each school's file."""
    settings = {"kind": kind, "format": renderer, "force": "yes" if force else ""}
    settings["checks"] = own_checks_file()
    found, suffix = find_named(files, SCHOOL_FILES), f"-{kind}{get_renderer(renderer).suffix}"
    _run(render_file, found, settings, form=form, processes=processes, directory=directory, suffix=suffix)


@spoken(message("Write one kind of facts of many schools as one table: evidence, figures, findings or measures."))
@click.argument("kind", type=click.Choice([kind.value for kind in FactKind]))
@takes_many_schools
@chooses_framework
@writes_file(told=message("The table to write: .xlsx, .csv or .parquet."))
def table(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    kind: str,
    files: tuple[str, ...],
    form: str,
    processes: int | None,
    framework: str | None,
    output: str,
    force: bool,
) -> None:
    """Write a row for each fact."""
    found = find_named(files, PAPERS | SCHOOL_FILES)
    suffix = require_fact_suffix(output)
    target = Output(path=output, inputs=found, force=force)
    target.ensure_free()
    names = name_outputs(found, "", "")
    settings = {"language": speaker().language, "framework": framework or "", "kind": kind}
    results = list(run_many(table_file, found, settings, processes=processes, kept=Kept(path=None, asked="")))
    told = [(names[file], result["rows"]) for file, result in results if "rows" in result]
    target.write(render_facts(FactTable.of(FactKind(kind), told), suffix))
    failures = [(file, result) for file, result in results if "failure" in result]
    if form == "json":
        echo_json([{"school": name, **row} for name, rows in told for row in rows])
    else:
        for file, result in failures:
            tell_result(file, result)
        target.tell()
    end_if(failures)


@spoken(message("Put the evidence or figures of a table back into school files, written anew into a folder."))
@click.argument("table", type=EXISTING_FILE)
@takes_many_schools
@_directory
@replaces_files
def fill(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    table: str, files: tuple[str, ...], form: str, processes: int | None, directory: str, force: bool
) -> None:
    """Write each school's file with the facts of the table in place of its own."""
    digest = hashlib.sha256(Path(table).read_bytes()).hexdigest()
    settings = {"table": table, "digest": digest, "force": "yes" if force else ""}
    found = find_named(files, SCHOOL_FILES)
    _run(fill_file, found, settings, form=form, processes=processes, directory=directory)


batch: SpokenGroup = SpokenGroup(
    "batch",
    told=message("Check, score, render, import or tabulate the files of many schools."),
    commands=[check, score, render, import_many, table, fill],
)
