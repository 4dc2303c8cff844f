"""Commands that say the same of one file or of many: heads, values for programs, and one exit code for all."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import attrs
import click

from kdcl.cli.console import FINDINGS, complain_of, say
from kdcl.cli.streams import echo_json, name_in_words
from kdcl.errors import KdclError
from kdcl.messages import message


@attrs.frozen
class Told:
    """What a command says of one file.

    Attributes:
        values: plain values for programs; None where sentences were printed.
        is_found: whether something was found that the exit code tells.
    """

    values: Any = None
    is_found: bool = False


NOTHING: Final = Told()
"""Sentences were printed, and nothing was found."""


def tell_each(
    files: Sequence[str],
    form: str,
    tell: Callable[[str], Told],
    *,
    join: Callable[[Iterable[tuple[str, Any]]], Any] | None = None,
) -> None:
    """Say of each file what a command says, and end the command with the exit code of the worst.

    Of one file the values are as they are. Of several they are one list, in which each names its file; one that cannot
    be read is complained of, and the others are told all the same.

    Args:
        files: the files.
        form: ``text`` where sentences are printed as it goes, under a head where there are several files.
        tell: says it of one file.
        join: makes one value of those of all files, where they are no list.
    """
    told: list[tuple[str, Any]] = []
    code = 0
    is_spoken = form == "text"  # the heads of the files tell how far it is
    is_watched = not is_spoken and len(files) > 1 and sys.stderr.isatty()
    with click.progressbar(files, hidden=not is_watched, file=sys.stderr) as bar:
        for file in bar:
            if is_spoken and len(files) > 1:
                say(message("{file}:", file=file))
            try:
                one = tell(file)
            except (KdclError, OSError, click.exceptions.Exit) as error:
                if len(files) == 1:
                    raise
                code = max(code, error.exit_code if isinstance(error, click.exceptions.Exit) else complain_of(error))
                continue
            told.append((name_in_words(file), one.values))
            code = max(code, FINDINGS if one.is_found else 0)
    if form != "text":
        echo_json(join(told) if join else _join(told, is_named=len(files) > 1))
    if code:
        raise click.exceptions.Exit(code)


def tells_each(tell: Callable[..., Told]) -> Callable[..., None]:
    """Make what says something of one file, as ``file`` and ``form``, the function of a command that takes many."""

    @functools.wraps(tell)
    def call(files: Sequence[str], form: str, **facts: Any) -> None:  # noqa: ANN401 - click's
        tell_each(files, form, lambda file: tell(file=file, form=form, **facts))

    return call


def _join(told: Iterable[tuple[str, Any]], *, is_named: bool) -> Any:  # noqa: ANN401 - plain values
    """Return the value of one file, or those of many in one list."""
    if not is_named:
        return next(values for _, values in told)
    rows = ((file, row) for file, values in told for row in (values if isinstance(values, list) else [values]))
    return [{"file": file, **row} for file, row in rows]
