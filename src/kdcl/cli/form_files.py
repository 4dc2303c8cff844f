"""Forms that are written into a folder, and what is taken of those that come back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from kdcl.cli.console import Command, option, say, usage_error
from kdcl.errors import OutputRefusedError
from kdcl.files import write_file
from kdcl.messages import Message, message
from kdcl.school import SelfAssessment

if TYPE_CHECKING:
    from kdcl.forms.word_files import WordForm

_FACTS: Final = tuple(field.name for field in attrs.fields(SelfAssessment) if field.name != "framework")

names_folder: Final = option(
    "-d", "--directory", required=True, type=click.Path(file_okay=False), told=message("The folder to write them in.")
)
"""Add the option that names the folder of forms."""


def write_forms(forms: Iterable[tuple[WordForm, object]], directory: str, *, force: bool) -> None:
    """Write forms into a folder, and tell of each what it is for.

    Args:
        forms: each with those who fill it in.
        directory: the folder; it is made.
        force: whether files that stand there already are replaced.

    Raises:
        OutputRefusedError: one stands there already, and nothing is written.
    """
    folder, written = Path(directory), tuple(forms)
    existing = tuple(form.name for form, _ in written if (folder / form.name).exists())
    if existing and not force:
        reason = message("these files exist already: {names}", names=existing)
        raise OutputRefusedError(directory, reason, message("choose another folder, or replace them with --force"))
    folder.mkdir(parents=True, exist_ok=True)
    for form, who in written:
        write_file(folder / form.name, form.data)
        say(message("{name}: criteria {codes}; for {who}", name=form.name, codes=form.criteria, who=who))
    say(message("Forms written: {count}, in {path}", count=len(written), path=str(folder.absolute())))


@attrs.frozen(kw_only=True)
class Preference:
    """What is taken where the school's file and what is put into it differ.

    Attributes:
        returned: the facts of which the school's file takes what comes.
        keeps_ours: whether everything else stays as in the file without a word.
    """

    returned: tuple[str, ...]
    keeps_ours: bool


def chooses_side(told: Message) -> Callable[[Command], Command]:
    """Return what adds the options on differences; they come as ``side``, a `Preference`.

    Args:
        told: what ``--theirs`` does.
    """

    def add(command: Command) -> Command:
        @functools.wraps(command)
        def call(*arguments: Any, theirs: bool, ours: bool, taken: tuple[str, ...], **facts: Any) -> object:  # noqa: ANN401 - click's
            if theirs and ours:
                raise usage_error(message("--ours and --theirs exclude each other"))
            side = Preference(returned=_FACTS if theirs else taken, keeps_ours=ours)
            return command(*arguments, side=side, **facts)

        takes = message("Where both differ, take what is read of these facts alone; may be given again.")
        keeps = message("Where both differ, keep the school's file without a word.")
        chosen = option("--take", "taken", multiple=True, type=click.Choice(_FACTS), told=takes)(call)
        return option("--theirs", is_flag=True, told=told)(option("--ours", is_flag=True, told=keeps)(chosen))  # type: ignore[return-value] # called by click alone

    return add
