"""The language a command speaks, and the sentences it prints."""

from __future__ import annotations

import os
from typing import Final

import click

from kdcl.cli.streams import echo
from kdcl.locale import LANGUAGES, Locale, get_locale
from kdcl.messages import Message

LANGUAGE: Final = "kdcl.language"
"""Where a running command keeps the language that was asked for."""


def speaker() -> Locale:
    """Return the language of the running command: its option, the variable KDCL_LANG, or Vietnamese."""
    context = click.get_current_context(silent=True)
    chosen = (context.meta.get(LANGUAGE) if context else None) or os.environ.get("KDCL_LANG")
    return get_locale(chosen if chosen in LANGUAGES else LANGUAGES[0])


def say(text: Message) -> None:
    """Print a message in the command's language."""
    echo(text.render(speaker()))


def complain(text: Message) -> None:
    """Print a message to standard error in the command's language."""
    echo(text.render(speaker()), err=True)
