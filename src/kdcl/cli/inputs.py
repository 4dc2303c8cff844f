"""What commands read: one file or many, patterns of names, and what comes through a pipe."""

from __future__ import annotations

import glob
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

STANDARD: Final = "-"
"""What stands for standard input or standard output."""

_Command = TypeVar("_Command", bound=Callable[..., object])
_READ: Final = "kdcl.standard_input"
"""Where a running command keeps the file that standard input was written to."""
_BEGINNINGS: Final = (
    (b"PK", b"xl/workbook.xml", ".xlsx"),
    (b"PK", b"", ".docx"),
    (b"\xd0\xcf\x11\xe0", b"", ".doc"),
    (b"{", b"", ".json"),
    (b"<", b"", ".html"),
)
"""How files of a kind begin, what they hold somewhere, and the suffix that says so."""


class InputFile(click.Path):
    """A file that is read: its name, or ``-`` for what comes through standard input, of whatever kind it is.

    What comes through a pipe is kept in a file until the command ends: Word files and workbooks are read from their
    ends, and a file may be asked for twice.
    """

    def __init__(self) -> None:
        """Take names of files that exist."""
        super().__init__(exists=True, dir_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own
        """Return the file's name."""
        if value == STANDARD and ctx is not None:
            return ctx.meta.get(_READ) or _keep_standard_input(ctx)
        return super().convert(value, param, ctx)


def _keep_standard_input(ctx: click.Context) -> str:
    data = sys.stdin.buffer.read()
    directory = tempfile.TemporaryDirectory(prefix="kdcl-")
    ctx.find_root().call_on_close(directory.cleanup)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = next((end for begin, held, end in _BEGINNINGS if start.startswith(begin) and held in data), ".txt")
    path = Path(directory.name, f"stdin{suffix}")
    path.write_bytes(data)
    ctx.meta[_READ] = str(path)
    return str(path)


class InputFiles(InputFile):
    """One of several files that are read: a name, ``-``, or a pattern such as ``*.json``.

    Shells of Windows hand patterns on as they are typed; a file whose own name looks like a pattern is itself.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's own
        """Return the file's name, or the pattern where files fit it."""
        return value if _find_fitting(value) else super().convert(value, param, ctx)


def _find_fitting(name: str) -> list[str]:
    """Return the files that fit a pattern, in order; none where it is no pattern."""
    is_pattern = any(sign in name for sign in "*?[") and not Path(name).exists()
    return sorted(glob.glob(name, recursive=True)) if is_pattern else []  # noqa: PTH207 - patterns begin anywhere


def _expand(_: click.Context, __: click.Parameter, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names with patterns replaced by the files that they fit, each once."""
    return tuple(dict.fromkeys(found for name in names for found in _find_fitting(name) or (name,)))


def takes_files(command: _Command) -> _Command:
    """Give a command the argument FILE...: one file or many, patterns such as ``*.json``, or ``-``."""
    named = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=InputFiles(), callback=_expand)
    return named(command)
