"""What commands read: one file or many, patterns of names, and what comes through a pipe."""

from __future__ import annotations

import glob
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from kdcl.cli.speaking import speaker
from kdcl.cli.streams import name_input, named_input
from kdcl.messages import message

STANDARD: Final = "-"
"""What stands for standard input or standard output."""

_Command = TypeVar("_Command", bound=Callable[..., object])
_BEGINNINGS: Final = (
    (b"PK", b"xl/workbook.xml", ".xlsx"),
    (b"PK", b"", ".docx"),
    (b"\xd0\xcf\x11\xe0", b"", ".doc"),
    (b"{", b"", ".json"),
    (b"<", b"", ".html"),
)
"""How files of a kind begin, what they hold somewhere, and the suffix that says so."""


class InputFile(click.Path):
    """A file that is read: its name, a pattern that one file fits, or ``-`` for what comes through standard input.

    What comes through a pipe is kept in a file until the command ends: Word files and workbooks are read from their
    ends, and a file may be asked for twice. What is printed calls it standard input. Shells of Windows hand patterns on
    as they are typed; a file whose own name looks like a pattern is itself.
    """

    def __init__(self, *, takes_folders: bool = False) -> None:
        """Take names of files that exist, and of folders where they are asked for."""
        super().__init__(exists=True, dir_okay=takes_folders)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own
        """Return the file's name."""
        if value == STANDARD and ctx is not None:
            return named_input(ctx) or _keep_standard_input(ctx)
        fitting = find_fitting(value)
        if len(fitting) > 1:
            self.fail(f"'{value}' fits {len(fitting)} files.", param, ctx)
        return super().convert(fitting[0] if fitting else value, param, ctx)


def _keep_standard_input(ctx: click.Context) -> str:
    data = sys.stdin.buffer.read()
    directory = tempfile.TemporaryDirectory(prefix="kdcl-")
    ctx.find_root().call_on_close(directory.cleanup)
    # programs of Windows put a mark before UTF-8
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = next((end for begin, held, end in _BEGINNINGS if start.startswith(begin) and held in data), ".txt")
    words = message("standard input").render(speaker())
    path = Path(directory.name, f"{words}{suffix}")  # its own name may be printed on a paper
    path.write_bytes(data)
    name_input(ctx, str(path), words)
    return str(path)


class InputFiles(InputFile):
    """One of several files that are read: a name, ``-``, or a pattern such as ``*.json`` that several fit."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own
        """Return the file's name, or the pattern where files fit it."""
        return value if find_fitting(value) else super().convert(value, param, ctx)


def find_fitting(name: str) -> list[str]:
    """Return the files that fit a pattern, in order; none where it is no pattern."""
    is_pattern = any(sign in name for sign in "*?[") and not Path(name).exists()
    return sorted(glob.glob(name, recursive=True)) if is_pattern else []  # noqa: PTH207 - patterns begin anywhere


def _expand(_: click.Context, __: click.Parameter, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names with patterns replaced by the files that they fit, each once."""
    return tuple(dict.fromkeys(found for name in names for found in find_fitting(name) or (name,)))


def takes_many(
    name: str, metavar: str, *, required: bool = True, takes_folders: bool = False
) -> Callable[[_Command], _Command]:
    """Return a decorator that adds an argument for one file or many, for patterns of their names, and for ``-``."""
    kind = InputFiles(takes_folders=takes_folders)
    return click.argument(name, nargs=-1, required=required, metavar=metavar, type=kind, callback=_expand)


EXISTING_FILE: Final = InputFile()
takes_file: Final = click.argument("file", type=EXISTING_FILE)
"""Gives a command the argument FILE: one file, a pattern that one fits, or ``-``."""
takes_files: Final = takes_many("files", "FILE...")
"""Gives a command the argument FILE...: one file or many, patterns such as ``*.json``, or ``-``."""
takes_folders: Final = takes_many("files", "DIR|FILE...", takes_folders=True)
"""Gives a command the argument DIR|FILE...: the same, and folders of files."""


def typed_name(file: str) -> str:
    """Return how a file is typed in a command line that is recommended: what came through a pipe as ``-``."""
    return STANDARD if file == named_input(click.get_current_context()) else file
