"""What is printed reaches the screen or the pipe, whatever it can show and whether or not somebody still reads it."""

from __future__ import annotations

import codecs
import contextlib
import functools
import json
import os
import sys
import unicodedata
from typing import Final, TextIO

import click

_SPELT: Final = {
    chr(0x111): "d",
    chr(0x110): "D",
    "✓": "+",
    "✗": "-",
    "…": "...",
    "–": "-",
    "—": "-",
    "−": "-",
    "•": "*",
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "×": "x",
    "\u00a0": " ",
    "☐": "[ ]",
    "☒": "[x]",
}
"""What stands for a sign that a terminal cannot show and that no sign with accents is."""


_QUIET: Final = "kdcl.quiet"
_TAKEN: Final = "kdcl.output_taken"
_INPUT: Final = "kdcl.standard_input"
"""Where a running command keeps the file that standard input was written to, and what people call it."""


def prepare() -> None:
    """Let the two outputs show every text: what their encoding lacks is spelt without accents, never an error.

    Windows gives a redirected output the old encoding of its region (cp1252, cp1258), in which a verdict in Vietnamese
    would otherwise end in an error and an exit code that means something else.
    """
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", None) or "utf-8"
        # what a notebook or a test puts in the place of an output may have none
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not codecs.lookup(encoding).name.startswith("utf"):
            name = f"kdcl-{encoding}"
            codecs.register_error(name, functools.partial(spell, encoding))
            reconfigure(errors=name)


def is_terminal() -> bool:
    """Whether somebody sits at the input and can be asked."""
    return sys.stdin.isatty()


def be_quiet(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print nothing more for people but what goes wrong, where that is asked for."""
    if is_asked:
        ctx.meta[_QUIET] = True


def take_output(ctx: click.Context) -> None:
    """Keep standard output for a result that programs read: sentences go to standard error from now on.

    Raises:
        UsageError: another result goes there already.
    """
    if ctx.meta.get(_TAKEN):
        raise click.UsageError("Standard output takes one result.", ctx)
    ctx.meta[_TAKEN] = True


def name_input(ctx: click.Context, path: str, words: str) -> None:
    """Let everything that is printed call the file that standard input was kept in by words."""
    ctx.meta[_INPUT] = path, words


def named_input(ctx: click.Context) -> str | None:
    """Return the file that standard input was kept in; None where none was read."""
    kept: tuple[str, str] | None = ctx.meta.get(_INPUT)
    return kept and kept[0]


def name_in_words(text: str) -> str:
    """Return a text in which the file that standard input was kept in is called by words, as it is or in JSON."""
    context = click.get_current_context(silent=True)
    if context is None or _INPUT not in context.meta:
        return text
    path, words = context.meta[_INPUT]
    text = text.replace(path, words)
    for is_escaped in (False, True):  # in JSON, and in JSON of an output that cannot show all of it
        old, new = (json.dumps(each, ensure_ascii=is_escaped)[1:-1] for each in (path, words))
        text = text.replace(old, new)
    return text


def has_colour() -> bool | None:
    """Return whether lines keep their colours: None leaves it to whether a terminal shows them (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a line; where nobody reads any more, print nothing from now on, and let the command finish its work."""
    context = click.get_current_context(silent=True)
    meta = {} if context is None else context.meta
    if not err and meta.get(_QUIET):
        return
    _print(text, err=err or bool(meta.get(_TAKEN)))


def print_result(text: str) -> None:
    """Print a result that programs read, also where nothing is printed for people."""
    _print(text, err=False)


def write_bytes(data: bytes) -> None:
    """Write a file to standard output."""
    # what was printed as text waits in a buffer of its own and would come out behind
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _print(text: str, *, err: bool) -> None:
    try:
        click.echo(name_in_words(text), err=err, color=has_colour())
    except BrokenPipeError:
        _silence(sys.stderr if err else sys.stdout)


def echo_json(content: object) -> None:
    """Print a value as JSON: escaped where the output cannot show all of its characters, so that none is changed."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(content, indent=2)
    _print(text, err=False)


def _silence(stream: TextIO) -> None:
    """Lead an output nowhere, also what Python still writes to it at its end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        # Python empties its buffers once more when it ends, and would complain of the broken pipe then
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def spell(encoding: str, error: UnicodeError) -> tuple[str, int]:
    """Return how a text is spelt in an encoding that lacks some of its characters, and where it ends."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    refused = error.object[error.start : error.end]
    return "".join(_spell_letter(letter, encoding) for letter in refused), error.end


def _spell_letter(letter: str, encoding: str) -> str:
    marks = unicodedata.normalize("NFD", letter)
    # cp1258, the encoding of Windows for Vietnamese, writes the tone behind the letter: first try all marks so.
    composed = [unicodedata.normalize("NFC", marks[:cut]) + marks[cut:] for cut in range(len(marks) - 1, 0, -1)]
    for candidate in (*composed, _SPELT.get(letter, marks[0])):
        with contextlib.suppress(UnicodeEncodeError):
            candidate.encode(encoding)
            return candidate
    return "?"
