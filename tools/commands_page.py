"""Writes docs/commands.md and docs/vi/commands.md: every command with its options, from the commands themselves.

::

    python tools/commands_page.py          # write both pages
    python tools/commands_page.py --check  # exit code 1 if they are not what the commands say
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, cast

import click

from generated import below, keep_pages
from kdcl.cli import main as program
from kdcl.cli.console import SpokenCommand, SpokenGroup, speaker
from kdcl.cli.placeholders import spell
from kdcl.messages import message

ROOT: Final = Path(__file__).parent.parent
PAGES: Final[Mapping[str, Path]] = {
    "en": ROOT / "docs" / "commands.md",
    "vi": ROOT / "docs" / "vi" / "commands.md",
}
MARK: Final = "<!-- What follows is written by python tools/commands_page.py -->\n"
SHARED: Final = frozenset({"--lang", "--quiet", "--help", "--version"})
"""Options that every command has; the pages speak of them once."""
HEADS: Final[Mapping[str, str]] = {"en": "| option | what it does |", "vi": "| tùy chọn | để làm gì |"}


def render_page(language: str) -> str:
    """Return what follows the mark in the page of a language."""
    context = click.Context(program, info_name="kdcl")
    context.meta["kdcl.language"] = language
    with context:
        return "\n".join(iter_commands(context, "##", HEADS[language])) + "\n"


def iter_commands(above: click.Context, signs: str, head: str) -> Iterator[str]:
    """Iterate over the lines on the commands of a group, and of the groups in it."""
    group = cast("SpokenGroup", above.command)
    for name in group.list_commands(above):
        command = cast("SpokenCommand", group.get_command(above, name))
        context = click.Context(command, info_name=name, parent=above)
        yield from ("", f"{signs} `{context.command_path}`", "", escape(speaker().text(command.told)), "")
        yield from ("```text", f"{context.command_path} {' '.join(command.collect_usage_pieces(context))}", "```")
        options = list(iter_options(command, context))
        if options:
            yield from ("", head, "| --- | --- |", *options)
        if isinstance(command, click.Group):
            yield from iter_commands(context, f"{signs}#", head)


def iter_options(command: click.Command, context: click.Context) -> Iterator[str]:
    """Iterate over the rows of a command's options, without those that all commands have."""
    required = speaker().text(message("required"))
    for option in command.get_params(context):
        record = option.get_help_record(context) if isinstance(option, click.Option) else None
        if record is not None and SHARED.isdisjoint(option.opts):
            told = escape(record[1].replace("[required]", f"[{required}]"))
            yield f"| `{spell(record[0], speaker()).replace('|', chr(92) + '|')}` | {told} |"


def escape(text: str) -> str:
    """Return a text as Markdown prints it, on one line."""
    return re.sub(r"([*_<|\[\]])", r"\\\1", " ".join(text.split()))


def main() -> int:
    """Write the pages, or say whether they are up to date."""
    return keep_pages(PAGES, below(MARK, render_page))


if __name__ == "__main__":
    sys.exit(main())
