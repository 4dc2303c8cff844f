"""The rulebook of a command: the library's checks, those of installed packages, and those of a file of one's own."""

from __future__ import annotations

from typing import Any, Final

import click

from kdcl.checks import Check
from kdcl.checks.own import build_rulebook, load_checks
from kdcl.cli.console import EXISTING_FILE, Command, option
from kdcl.messages import message

_OWN: Final = "kdcl.own_checks"
_FILE: Final = "kdcl.own_checks_file"


def chooses_checks(command: Command) -> Command:
    """Give a command ``--checks``: what it makes, stops at or counts goes by `current_rulebook`."""

    def remember(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's own
        if value and not ctx.resilient_parsing:
            ctx.meta[_OWN], ctx.meta[_FILE] = load_checks(value), value

    told = message("A Python file with checks of your own, which is run; they count beside the others.")
    return option("--checks", type=EXISTING_FILE, expose_value=False, is_eager=True, callback=remember, told=told)(
        command
    )


def current_rulebook() -> tuple[Check, ...]:
    """Return the checks that the running command makes."""
    return build_rulebook(click.get_current_context().meta.get(_OWN, ()))


def own_checks_file() -> str:
    """Return the file of own checks that the running command was given, for other processes; empty where none was."""
    return str(click.get_current_context().meta.get(_FILE, ""))
