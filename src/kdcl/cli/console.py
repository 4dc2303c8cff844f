"""What the commands share: the language they speak, how they read a school's file, and how they fail."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kdcl.cli import streams
from kdcl.cli.inputs import EXISTING_FILE
from kdcl.cli.opening import Commands
from kdcl.cli.placeholders import spell
from kdcl.cli.speaking import LANGUAGE, complain, say, speaker
from kdcl.cli.streams import be_quiet
from kdcl.errors import FileProblemsError, KdclError
from kdcl.files import explain
from kdcl.locale import LANGUAGES
from kdcl.messages import Message, message

if TYPE_CHECKING:
    from kdcl.law import Framework

Command = TypeVar("Command", bound=Callable[..., object])
"""A command, or the function that one is made of."""

__all__ = [
    "DAY",
    "DEFECT",
    "EXISTING_FILE",
    "FINDINGS",
    "INTERRUPTED",
    "MISUSE",
    "Command",
    "SpokenCommand",
    "SpokenGroup",
    "SpokenOption",
    "SpokenProgram",
    "complain",
    "complain_of",
    "current_day",
    "end_if",
    "option",
    "say",
    "speaker",
    "spoken",
    "usage_error",
    "with_rules",
]

FINDINGS = 1
MISUSE = 2
DEFECT = 3
INTERRUPTED = 130
"""What a shell gives a command that was stopped from the keyboard."""


if TYPE_CHECKING:
    _DayType = click.ParamType[dt.date]
else:
    _DayType = click.ParamType  # before click 8.5 it takes no type


class DayType(_DayType):
    """A day as people write it: 05/3/2018, or 2018-03-05 as programs do."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:  # noqa: ANN401 - click's own
        """Return the day that is written."""
        from kdcl.text.dates import find_day  # noqa: PLC0415 - only commands that take a day need it

        if isinstance(value, dt.date):
            return value
        if (day := find_day(value)) is not None:
            return day
        example = message("{value} is no day; write 05/3/2018 or 2018-03-05", value=repr(value))
        raise click.BadParameter(example.render(speaker()), ctx, param)


DAY = DayType()


def current_day() -> dt.date:
    """Return the day of the machine's clock, which no room below the commands ever asks."""
    return dt.datetime.now(tz=dt.UTC).astimezone().date()


class SpokenOption(click.Option):
    """An option whose help is a message."""

    def __init__(self, *declarations: Any, told: Message, **facts: Any) -> None:  # noqa: ANN401 - click's own
        """Take the message in place of click's help text."""
        super().__init__(*declarations, **{**facts, "help": str(told)})
        self.told = told
        self.help: str | None

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help in the command's language."""
        self.help = self.told.render(speaker())
        record = super().get_help_record(ctx)
        if record is None:
            return None
        default = speaker().text(message("default"))
        return record[0], record[1].replace("[default: ", f"[{default}: ")


class SpokenCommand(click.Command):
    """A command whose help is a message, in the command's language."""

    def __init__(self, *parts: Any, told: Message, **facts: Any) -> None:  # noqa: ANN401 - click's own
        """Take the message in place of click's help text."""
        params = [*(facts.pop("params", None) or ()), *_list_common_options()]
        super().__init__(*parts, **{**facts, "help": str(told), "params": params})
        self.told = told
        self.help: str | None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take in a command line; its language counts also for what is printed before it is reached, such as help."""
        for name, value in itertools.pairwise([*args, ""]):
            option, _, joined = name.partition("=")
            if option == "--lang" and (chosen := joined or value) in LANGUAGES:
                ctx.meta[LANGUAGE] = chosen
        return super().parse_args(ctx, args)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help in the command's language."""
        self.help = self.told.render(speaker())
        return super().get_short_help_str(max(limit, 200))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help in the command's language."""
        self.help = self.told.render(speaker())
        super().format_help_text(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called, in the command's language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=speaker().text(message("Usage:")) + " ")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of how the command is called, in the command's language."""
        words = {"[OPTIONS]": message("[OPTIONS]"), "COMMAND [ARGS]...": message("COMMAND [ARGS]...")}
        pieces = super().collect_usage_pieces(ctx)
        return [words[piece].render(speaker()) if piece in words else spell(piece, speaker()) for piece in pieces]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option ``--help``, its help in the command's language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = speaker().text(message("Show this message and exit."))
        return found

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options with their help, under a heading in the command's language."""
        told = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        required = speaker().text(message("required"))
        records = [(spell(name, speaker()), words.replace("[required]", f"[{required}]")) for name, words in told]
        with formatter.section(speaker().text(message("Options"))):
            formatter.write_dl(records)


class SpokenGroup(SpokenCommand, click.Group):
    """A group of commands; errors of the library and of the file system end a command with a sentence."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        SpokenCommand.format_options(self, ctx, formatter)
        commands = [(name, self._find_named(ctx, name)) for name in self.list_commands(ctx)]
        records = [(name, command.get_short_help_str()) for name, command in commands if command is not None]
        with formatter.section(speaker().text(message("Commands"))):
            formatter.write_dl(records)

    def _find_named(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return a command for a list of them, in which one that was not imported yet stands by what its door says."""
        if isinstance(self.commands, Commands) and (door := self.commands.doors.get(name)) is not None:
            return SpokenCommand(name, told=door.told)
        return self.get_command(ctx, name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command; no error of the library or of the file system shows a traceback."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever reads the output has gone; click ends quietly
            raise
        except (KdclError, OSError) as error:
            ctx.exit(complain_of(error))


def complain_of(error: KdclError | OSError) -> int:
    """Print what the library or the file system refuses, and return the exit code it ends with."""
    if isinstance(error, OSError):
        complain(explain(error))
        return MISUSE
    complain(error.message)
    return FINDINGS if isinstance(error, FileProblemsError) and not error.is_unreadable else MISUSE


class SpokenProgram(SpokenGroup):
    """The whole command line: whatever goes wrong, it ends with a sentence and an exit code, never with a traceback."""

    def main(  # type: ignore[override] # click overloads it by `standalone_mode`, which a program has no use for
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        **settings: Any,  # noqa: ANN401 - click's own
    ) -> NoReturn:
        """Run a command line and end the process with its exit code."""
        streams.prepare()
        # else click prints its errors in English and ends the process with codes of its own
        settings["standalone_mode"] = False
        try:
            sys.exit(super().main(args, prog_name, **settings) or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            streams.echo(error.format_message(), err=True)
            sys.exit(MISUSE)
        except click.ClickException as error:
            _complain_of_call(error)
            sys.exit(MISUSE)
        except click.Abort:
            complain(message("Stopped."))
            sys.exit(INTERRUPTED)
        except MemoryError:
            complain(message("There is not enough memory for this; close other programs, or use smaller files."))
            sys.exit(DEFECT)
        except Exception as error:  # noqa: BLE001 - the last resort: no defect of ours shows a traceback to a school
            _complain_of_defect(error)
            sys.exit(DEFECT)


def _complain_of_call(error: click.ClickException) -> None:
    """Say what is wrong with a command line, and how to get help."""
    from kdcl.cli import misuse  # noqa: PLC0415 - most command lines are right

    context: click.Context | None = getattr(error, "ctx", None)
    with nullcontext() if context is None else context.scope(cleanup=False):  # which knows the language
        complain(message("Error: {problem}", problem=misuse.describe(error)))
        if isinstance(error, click.UsageError) and context is not None:
            complain(message("How it is called: {command} --help", command=context.command_path))


def _complain_of_defect(error: Exception) -> None:
    """Say that this is a defect of kdcl, and how to report it; the traceback is for those who ask for it."""
    from kdcl._version import __version__  # noqa: PLC0415 - defects are rare

    complain(
        message(
            "This is a defect of kdcl {version} ({error}); nothing that was not named as written has changed. Please "
            "report it to the project with the command you typed; with KDCL_DEBUG=1 before the command it prints where "
            "it happened.",
            version=__version__,
            error=f"{type(error).__name__}: {error}"[:200],
        )
    )
    if os.environ.get("KDCL_DEBUG"):
        streams.echo("".join(traceback.format_exception(error)), err=True)


def _choose_language(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:  # else what was chosen before the command stands
        ctx.meta[LANGUAGE] = value


def _list_common_options() -> tuple[click.Option, ...]:
    """Return ``--lang`` and ``--quiet``, which every command and group has: they stand before and behind a command."""
    return (
        SpokenOption(
            ["--lang"],
            told=message("Language of everything printed: vi (default, or KDCL_LANG) or en."),
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_choose_language,
        ),
        SpokenOption(
            ["-q", "--quiet"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=be_quiet,
            told=message("Print errors alone, and what --format json asks for; the exit code says the rest."),
        ),
    )


def spoken(told: Message, name: str | None = None) -> Callable[[Callable[..., object]], click.Command]:
    """Return a decorator that makes a function a command with this help, under its own name or another one."""
    return click.command(name, cls=SpokenCommand, told=told)


def end_if(found: object) -> None:
    """End the command with the exit code that tells of findings, where there are any."""
    if found:
        raise click.exceptions.Exit(FINDINGS)


def usage_error(told: Message) -> click.UsageError:
    """Return the complaint that the options of a command do not go together, in the command's language."""
    return click.UsageError(told.render(speaker()))


def option(*declarations: str, told: Message, **facts: Any) -> Callable[[Command], Command]:  # noqa: ANN401 - click's
    """Return a decorator that adds an option whose help is a message."""
    return click.option(*declarations, cls=SpokenOption, told=told, **facts)


def with_rules(framework: Framework, path: str | None) -> Framework:
    """Return the framework under the level rules of a file, or as it is where no file is given."""
    from kdcl.standards import load_level_rules  # noqa: PLC0415 - most commands are given none

    return framework.with_level_rules(load_level_rules(path, framework)) if path else framework
