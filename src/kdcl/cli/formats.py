"""How a result is printed: the same option, with the same words, on every command that prints one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import click

from kdcl.cli.console import Command, option
from kdcl.cli.streams import take_output
from kdcl.messages import Message, message

_ASKED: Final = "kdcl.json"


def has_format(*forms: str, told: Message | None = None) -> Callable[[Command], Command]:
    """Return a decorator that adds ``--format`` and, as its short form, ``--json``.

    Where a result is printed for programs, it has standard output for itself: sentences for people go to standard
    error.

    Args:
        forms: how the result can be printed; the first is what nobody has to ask for. The command is told which is
            wanted as ``form`` where there are several.
        told: the help, where more is to be said than that it is printed so.
    """

    def take(ctx: click.Context, _: click.Parameter, value: str) -> str:
        form = "json" if ctx.meta.get(_ASKED) else value
        if form != "text" and forms[0] == "text":
            take_output(ctx)
        return form

    def remember(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's own
        if value:
            ctx.meta[_ASKED] = value

    def decorate(command: Command) -> Command:
        chosen = option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            callback=take,
            expose_value=len(forms) > 1,
            told=told or message("How it is printed."),
        )(command)
        return option(
            "--json",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=remember,
            told=message("The same as --format json."),
        )(chosen)

    return decorate
