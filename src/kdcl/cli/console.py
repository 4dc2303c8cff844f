"""What the commands share: the language they speak, how they read a school's file, and how they fail."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from kdcl.errors import FileProblemsError, KdclError
from kdcl.law import Framework
from kdcl.locale import LANGUAGES, Locale, get_locale
from kdcl.messages import Message, message
from kdcl.standards import load_level_rules

_Command = TypeVar("_Command", bound=Callable[..., object])

EXISTING_FILE = click.Path(exists=True, dir_okay=False)

FINDINGS = 1
MISUSE = 2


def speaker() -> Locale:
    """Return the language of the running command: its option, the variable KDCL_LANG, or Vietnamese."""
    context = click.get_current_context(silent=True)
    chosen = context.meta.get("kdcl.language") if context else None
    return get_locale(chosen or _language_of_environment())


def _language_of_environment() -> str:
    language = os.environ.get("KDCL_LANG", LANGUAGES[0])
    return language if language in LANGUAGES else LANGUAGES[0]


def say(text: Message) -> None:
    """Print a message in the command's language."""
    click.echo(text.render(speaker()))


def complain(text: Message) -> None:
    """Print a message to standard error in the command's language."""
    click.echo(text.render(speaker()), err=True)


class SpokenOption(click.Option):
    """An option whose help is a message."""

    def __init__(self, *declarations: Any, told: Message, **facts: Any) -> None:  # noqa: ANN401 - click's own
        """Take the message in place of click's help text."""
        super().__init__(*declarations, **{**facts, "help": str(told)})
        self.told = told

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the command's language."""
        self.help = self.told.render(speaker())
        return super().get_help_record(ctx)


class SpokenCommand(click.Command):
    """A command whose help is a message, in the command's language."""

    def __init__(self, *parts: Any, told: Message, **facts: Any) -> None:  # noqa: ANN401 - click's own
        """Take the message in place of click's help text."""
        super().__init__(*parts, **{**facts, "help": str(told)})
        self.told = told

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help in the command's language."""
        self.help = self.told.render(speaker())
        return super().get_short_help_str(max(limit, 200))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the command's language."""
        self.help = self.told.render(speaker())
        super().format_help_text(ctx, formatter)


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands; errors of the library end a command with a sentence and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command; no error of the library or of the file system shows a traceback."""
        try:
            return super().invoke(ctx)
        except FileProblemsError as error:
            complain(error.message)
            ctx.exit(FINDINGS)
        except KdclError as error:
            complain(error.message)
            ctx.exit(MISUSE)
        except BrokenPipeError:  # whoever reads the output has gone; click ends quietly
            raise
        except OSError as error:
            click.echo(f"{error.filename}: {error.strerror}", err=True)
            ctx.exit(MISUSE)


def _choose_language(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    ctx.meta["kdcl.language"] = value
    return value


def spoken(told: Message) -> Callable[[Callable[..., object]], click.Command]:
    """Return a decorator that makes a function a command with this help and the option ``--lang``."""

    def decorate(function: Callable[..., object]) -> click.Command:
        language = click.option(
            "--lang",
            cls=SpokenOption,
            told=message("Language of everything printed: vi (default, or KDCL_LANG) or en."),
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_choose_language,
        )
        return click.command(cls=SpokenCommand, told=told)(language(function))

    return decorate


def option(*declarations: str, told: Message, **facts: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401 - click's
    """Return a decorator that adds an option whose help is a message."""
    return click.option(*declarations, cls=SpokenOption, told=told, **facts)


def with_rules(framework: Framework, path: str | None) -> Framework:
    """Return the framework under the level rules of a file, or as it is where no file is given."""
    return framework.with_level_rules(load_level_rules(path, framework)) if path else framework
