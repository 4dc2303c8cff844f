"""What is wrong with a command line, in the command's language.

Click composes its complaints in English. The classes that carry their facts as attributes are told from these; the
sentences of its parameter types are recognised one by one, and one that is not known stands as click wrote it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

import click

from kdcl.cli.placeholders import PLACEHOLDERS
from kdcl.messages import Message, message

_SENTENCES: Final[tuple[tuple[re.Pattern[str], Message], ...]] = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (
            r"(?:File|Path|Directory) '(?P<value>.*)' does not exist\.",
            message("{value}: there is no such file or folder"),
        ),
        (
            r"(?:File|Path|Directory) '(?P<value>.*)' is a directory\.",
            message("{value}: this is a folder; name a file in it"),
        ),
        (r"(?:File|Path|Directory) '(?P<value>.*)' is a file\.", message("{value}: this is a file; name a folder")),
        (r"(?:File|Path|Directory) '(?P<value>.*)' is not readable\.", message("{value}: it may not be read")),
        (r"(?:File|Path|Directory) '(?P<value>.*)' is not writable\.", message("{value}: it may not be written")),
        (r"'(?P<value>.*)': (?:No such file or directory.*)", message("{value}: there is no such file or folder")),
        (r"(?>'?(?P<value>.*?)'? is not one of )(?P<known>.*)\.", message("there is no {value}; known are: {known}")),
        (r"(?>'?(?P<value>.*?)'? is not a valid )(?P<kind>\w+)\.", message("{value} is no number")),
        (r"(?>(?P<value>.*?) is not in the range )(?P<known>.*)\.", message("{value} is not in the range {known}")),
        (
            r"'(?P<value>.*)' fits (?P<count>\d+) files\.",
            message("{value}: this pattern fits {count} files; only one is taken here"),
        ),
        (r"Option '(?P<value>.*)' requires an argument\.", message("{value}: a value is missing behind it")),
        (r"Option '(?P<value>.*)' does not take a value\.", message("{value}: it takes no value")),
        (
            r"Got unexpected extra arguments? \((?P<value>.*)\)",
            message("{value}: too much; quote names that have blanks"),
        ),
        (
            r"Standard output takes one result\.",
            message("standard output takes one result: write the file elsewhere, or leave out --format"),
        ),
        (r"Missing command\.", message("a command is missing")),
    )
)

_FEW: Final = 12
"""Values that are listed beside the one that was probably meant."""


def describe(error: click.ClickException) -> Message:
    """Return what is wrong with the command line, the place and the remedy."""
    match error:
        case click.NoSuchOption(option_name=name, possibilities=meant):
            said = message("there is no option {name}", name=name)
            return _suggest(said, meant)
        case click.MissingParameter(param=param) if param is not None:
            return message("{name} is missing", name=_hint(param, error.ctx))
        case click.BadParameter(param=param, ctx=context) if param is not None:
            problem = _translate(error.message)
            if isinstance(param.type, click.Choice) and (alike := _find_alike(error.message, param.type.choices)):
                # What was probably meant says more than a list of fifty.
                known = param.type.choices if len(param.type.choices) <= _FEW else ()
                quoted = problem if known else message("there is no {value}", value=_quoted(error.message))
                problem = _suggest(quoted, alike)
            return message("{name}: {problem}", name=_hint(param, context), problem=problem)
        case click.FileError(ui_filename=name):
            return message("{path}: {reason}", path=name, reason=_translate(error.message))
    unknown = re.fullmatch(r"No such command '(?P<name>.*?)'\.(?P<rest>.*)", error.format_message(), re.DOTALL)
    if unknown:
        said = message("there is no command {name}", name=repr(unknown["name"]))
        return _suggest(said, re.findall(r"'([^']+)'", unknown["rest"]) or getattr(error, "possibilities", None))
    return _translate(error.message)


def _hint(param: click.Parameter, context: click.Context | None) -> Message | str:
    """Return how a parameter is written on the command line."""
    if not isinstance(param, click.Argument) or not context:
        return " / ".join(param.opts)
    written = param.make_metavar(context)
    return PLACEHOLDERS.get(written.removesuffix("..."), written)


def _find_alike(complaint: str, choices: Iterable[object]) -> list[str]:
    """Return what may have been meant by the value that click complains of, which it quotes first."""
    return difflib.get_close_matches(_quoted(complaint), map(str, choices), n=3)


def _quoted(complaint: str) -> str:
    """Return the value that click quotes first; empty where it quotes none."""
    found = re.match(r"'([^']*)'", complaint)
    return found[1] if found else ""


def _suggest(said: Message, meant: object) -> Message:
    if not meant or not isinstance(meant, list | tuple):
        return said
    return message("{problem}; did you mean {meant}?", problem=said, meant=tuple(map(str, meant)))


def _translate(text: str) -> Message:
    """Return a sentence of click as a message; one that is not known stands as it is."""
    for pattern, words in _SENTENCES:
        if found := pattern.fullmatch(text):
            return message(words.template, **found.groupdict())
    return message("{text}", text=text)
