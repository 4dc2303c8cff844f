"""How a result is printed: the same option, with the same words, on every command that can print it in several ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from kdcl.cli.console import option
from kdcl.cli.streams import take_output
from kdcl.messages import message

_Command = TypeVar("_Command", bound=Callable[..., object])
_ASKED: Final = "kdcl.json"


def has_format(*forms: str) -> Callable[[_Command], _Command]:
    """Return a decorator that adds ``--format`` and, as its short form, ``--json``.

    Where a result is printed for programs, it has standard output for itself: sentences for people go to standard
    error.

    Args:
        forms: how the result can be printed; the first is what people read.
    """

    def take(ctx: click.Context, _: click.Parameter, value: str) -> str:
        form = "json" if ctx.meta.get(_ASKED) else value
        if form in {"json", "sarif"}:
            take_output(ctx)
        return form

    def remember(ctx: click.Context, _: click.Parameter, value: Any) -> None:  # noqa: ANN401 - click's own
        ctx.meta[_ASKED] = value

    def decorate(command: _Command) -> _Command:
        chosen = option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            callback=take,
            told=message("How it is printed."),
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
