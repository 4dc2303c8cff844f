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


def prepare() -> None:
    """Let the two outputs show every text: what their encoding lacks is spelt without accents, never an error.

    Windows gives a redirected output the old encoding of its region (cp1252, cp1258), in which a verdict in Vietnamese
    would otherwise end in an error and an exit code that means something else.
    """
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", None) or "utf-8"
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not codecs.lookup(encoding).name.startswith("utf"):
            name = f"kdcl-{encoding}"
            codecs.register_error(name, functools.partial(spell, encoding))
            reconfigure(errors=name)


def is_terminal() -> bool:
    """Whether somebody sits at the input and can be asked."""
    return sys.stdin.isatty()


def echo(text: str = "", *, err: bool = False) -> None:
    """Print a line; where nobody reads any more, print nothing from now on, and let the command finish its work."""
    try:
        click.echo(text, err=err)
    except BrokenPipeError:
        _silence(sys.stderr if err else sys.stdout)


def echo_json(content: object) -> None:
    """Print a value as JSON: escaped where the output cannot show all of its characters, so that none is changed."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(content, indent=2)
    echo(text)


def _silence(stream: TextIO) -> None:
    """Lead an output nowhere, also what Python still writes to it at its end."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
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
