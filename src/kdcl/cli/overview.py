"""``kdcl overview``: many files of schools as one table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from kdcl.cli.console import end_if, option, say, speaker, spoken, usage_error
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_folders
from kdcl.cli.output import Output, writes_file
from kdcl.cli.rulebook import chooses_checks, own_checks_file
from kdcl.cli.streams import echo, echo_json
from kdcl.cli.writing import choose_renderer
from kdcl.messages import message
from kdcl.overview import (
    KEPT_SUFFIX,
    Kept,
    OverviewRow,
    RowState,
    build_row,
    build_summary,
    count_cores,
    find_suffix,
    read_row,
    render_overview,
    run_work,
    sort_rows,
)
from kdcl.overview.rows import PAPERS, SCHOOL_FILES, WORKBOOKS
from kdcl.overview.work import Result, Settings, Work
from kdcl.renderers import render
from kdcl.standards import available_frameworks

_SUFFIXES: Final = PAPERS | SCHOOL_FILES | WORKBOOKS


chooses_framework: Final = option(
    "-f",
    "--framework",
    type=click.Choice(available_frameworks()),
    told=message("The framework of all documents, where they do not show it."),
)
takes_processes: Final = option(
    "--processes", type=click.IntRange(min=1), told=message("How many files are read at once; all cores without it.")
)
writes_summary: Final = option(
    "--summary",
    type=click.Path(dir_okay=False),
    told=message("Write a paper of what all schools come to, without their names: .docx, .pdf, .html, .xlsx or .md."),
)


def find_files(named: Sequence[str], output: str | None) -> list[str]:
    """Return the files that are named, and those in folders that are, in order of their names and each once.

    Of a folder, files that schools do not write are left out: hidden ones, the locks that Word leaves, the output of an
    earlier run, and what is neither a document nor a table.
    """
    own = Path(output).resolve() if output else None
    found: dict[Path, str] = {}
    for name in named:
        path = Path(name)
        inside = sorted(each for each in path.rglob("*") if _is_of_school(each, path)) if path.is_dir() else [path]
        for file in inside:
            if file.resolve() != own or not path.is_dir():
                found.setdefault(file.resolve(), str(file))
    return list(found.values())


def _is_of_school(file: Path, folder: Path) -> bool:
    parts = file.relative_to(folder).parts
    is_hidden = any(part.startswith((".", "~$")) for part in parts)
    # A link that leads nowhere is listed: whoever put it there means a file, and has to be told that it is not there.
    is_there = file.is_file() or (file.is_symlink() and not file.exists())
    return file.suffix.lower() in _SUFFIXES and not is_hidden and is_there


def run_many(  # noqa: PLR0913 - what `run_work` takes
    work: Work,
    files: Sequence[str],
    settings: Settings,
    *,
    processes: int | None,
    kept: Kept,
    is_valid: Callable[[str, Result], bool] = lambda _, __: True,
) -> Iterator[tuple[str, Result]]:
    """Iterate over the results of the work on many files in the order of the files; progress goes to standard error."""
    results: dict[int, Result] = {}
    if not files:
        none = message(
            "there is nothing to read here: no document, no table and no school file; look at the folder's name"
        )
        echo(none.render(speaker()), err=True)
    label = speaker().text(message("Reading {count} files", count=len(files)))
    with click.progressbar(length=len(files), label=label, file=sys.stderr) as bar:
        many = processes or count_cores()
        for number, result in run_work(work, files, settings, processes=many, kept=kept, is_valid=is_valid):
            results[number] = result
            bar.update(1)
    return ((file, results[number]) for number, file in enumerate(files))


@spoken(
    message("Make one table of many schools' files: levels claimed and computed, contradictions, what was not read.")
)
@takes_folders
@writes_file(required=False, told=message("The table to write: .xlsx, .csv, .parquet or .html."))
@chooses_framework
@has_format("text", "json")
@takes_processes
@chooses_checks
@writes_summary
@option("--fresh", is_flag=True, told=message("Read every file again, also those that an earlier run has read."))
def overview(  # noqa: PLR0913, PLR0917 - the options of the command, which click names
    files: tuple[str, ...],
    output: str | None,
    force: bool,
    framework: str | None,
    form: str,
    processes: int | None,
    fresh: bool,
    summary: str | None,
) -> None:
    """Read many files, and write what each says of a school as one table."""
    if output is None and summary is None and form == "text":
        raise usage_error(message("name the table to write with -o, or print it with --format json"))
    found = find_files(files, output)
    target = Output(path=output, inputs=tuple(found), force=force) if output else None
    suffix = find_suffix(output) if output else ""
    paper = Output(path=summary, inputs=tuple(found), force=force) if summary else None
    renderer = choose_renderer(summary, None) if summary else None
    for each in filter(None, (target, paper)):
        each.ensure_free()
    settings = {"language": speaker().language, "framework": framework or "", "checks": own_checks_file()}
    path = Path(f"{output}{KEPT_SUFFIX}") if output else None
    if path and fresh:
        path.unlink(missing_ok=True)
    kept = Kept(path=path, asked=f"overview 2 {settings}")
    rows = sort_rows(
        [
            build_row(file, result)
            for file, result in run_many(read_row, found, settings, processes=processes, kept=kept)
        ]
    )
    if form == "json":
        echo_json([row.to_dict() for row in rows])
    if target:
        target.write(render_overview(rows, suffix, speaker()))
        if form == "text":
            _summarise(rows)
            target.tell()
    if paper and renderer:
        paper.write(render(build_summary(rows, speaker()), renderer))
        if form == "text":
            paper.tell()
    end_if(any(row.state in {RowState.CONTRADICTORY, RowState.FAILED} for row in rows))


def _summarise(rows: Sequence[OverviewRow]) -> None:
    """Say how many files there are of each state, and why some could not be read."""
    for state in RowState:
        if count := sum(row.state is state for row in rows):
            say(message("{state}: {share}", state=state.words, share=f"{count}/{len(rows)}"))
    for row in rows:
        if row.state is RowState.FAILED:
            echo(row.reason, err=True)
