"""What the commands of ``kdcl batch`` share: which files they take, what outputs are called, what is said of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from kdcl.cli.console import Command, say
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_folders
from kdcl.cli.overview import find_files, takes_processes
from kdcl.cli.streams import echo
from kdcl.messages import message
from kdcl.overview.work import Result


def name_outputs(files: Sequence[str], directory: str | None, suffix: str) -> dict[str, str]:
    """Return the name of each file's output: its own name with the suffix behind, numbered where two are alike."""
    if directory is None:
        return {}
    taken: set[str] = set()
    named: dict[str, str] = {}
    for file in files:
        number = 1
        while (name := f"{Path(file).name}{f'-{number}' if number > 1 else ''}{suffix}") in taken:
            number += 1
        taken.add(name)
        named[file] = str(Path(directory, name))
    return named


def tell_result(file: str, result: Result) -> None:
    """Say what became of a file: why it could not be read, what was written, or how much was found."""
    if "failure" in result:
        echo(result["failure"], err=True)
    elif "output" in result:
        say(message("{source}: written: {path}", source=file, path=result["output"]))
    else:
        say(
            message(
                "{source}: errors: {errors}, warnings: {warnings}, notes: {notes}",
                source=file,
                errors=result["errors"],
                warnings=result["warnings"],
                notes=result["notes"],
            )
        )


def find_named(named: Sequence[str], suffixes: Collection[str]) -> tuple[str, ...]:
    """Return the files that are named, and those in folders that have one of the suffixes."""
    own = {Path(name) for name in named}
    return tuple(file for file in find_files(named, None) if Path(file) in own or Path(file).suffix.lower() in suffixes)


def takes_many_schools(command: Command) -> Command:
    """Add what every command on many files has."""
    return takes_processes(has_format("text", "json")(takes_folders(command)))
