"""Which official wording the commands use: that of ``--wording``, else the one installed once, else none.

The core is given a framework and never asks where its words come from; only the commands read what is installed. It
lies in the platform's folder for a user's settings, or in the one that the variable KDCL_CONFIG_DIR names.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import click

from kdcl.cli.console import (
    EXISTING_FILE,
    FINDINGS,
    Command,
    SpokenGroup,
    end_if,
    option,
    say,
    speaker,
    spoken,
    usage_error,
)
from kdcl.cli.formats import has_format
from kdcl.cli.inputs import takes_file
from kdcl.cli.output import Output, writes_target
from kdcl.cli.streams import echo_json
from kdcl.errors import FrameworkError, OutputRefusedError, UnreadableFileError
from kdcl.files import write_file
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.standards import available_frameworks, dumps_wording, get_framework, load_wording
from kdcl.wording import Wording

FOLDER_VARIABLE: Final = "KDCL_CONFIG_DIR"
_FILE: Final = "wording.toml"


def installed_path() -> Path:
    """Return where installed wording lies, or would lie."""
    if chosen := os.environ.get(FOLDER_VARIABLE):
        return Path(chosen, _FILE)
    from platformdirs import user_config_path  # noqa: PLC0415 - needed only where the variable is not set

    return user_config_path("kdcl", appauthor=False) / _FILE


@attrs.frozen
class WordingChoice:
    """What a command was told of official wording.

    Attributes:
        file: the file of ``--wording``; None where it is not given.
        is_off: whether ``--no-wording`` was given.
    """

    file: str | None
    is_off: bool

    @property
    def path(self) -> str | None:
        """The file whose wording is used; None where there is none.

        Raises:
            UsageError: a file is named and wording is switched off at once.
        """
        if self.file and self.is_off:
            raise usage_error(message("--wording and --no-wording exclude each other"))
        if self.file or self.is_off:
            return self.file
        installed = installed_path()
        return str(installed) if installed.is_file() else None

    def load(self) -> Wording | None:
        """Return the wording that is used, or None.

        Raises:
            FrameworkFileError: it has problems.
        """
        return load_wording(self.path) if self.path else None

    def apply(self, framework: Framework) -> Framework:
        """Return the framework in official words, or as it is where nothing installed has any for it.

        Raises:
            FrameworkFileError: the wording has problems.
            WordingError: the file of ``--wording`` has none for the framework, or any has more than the framework.
        """
        wording = self.load()
        if wording is None or (self.file is None and wording.find_framework(framework.id) is None):
            return framework
        return framework.with_wording(wording)


def chooses_wording(command: Command) -> Command:
    """Add the options that choose official wording; they come as ``official``, a `WordingChoice`."""

    @functools.wraps(command)
    def call(*arguments: Any, wording: str | None, no_wording: bool, **facts: Any) -> object:  # noqa: ANN401 - click's
        return command(*arguments, official=WordingChoice(wording, no_wording), **facts)

    told = message("Use the official wording of this file (kdcl wording), not the installed one.")
    off = message("Use no official wording, even where it is installed.")
    named = option("--wording", type=EXISTING_FILE, told=told)
    return named(option("--no-wording", is_flag=True, told=off)(call))  # type: ignore[return-value] # called by click alone


@spoken(
    message(
        "Read the official titles and requirements of a .docx or .txt copy, hold them against the frameworks. Exit "
        "code 1 if something in the copy is not in order; it is written all the same."
    )
)
@takes_file
@writes_target("file", told=message("The TOML file to write."))
@option("-f", "--framework", "names", multiple=True, told=message("Only this framework; may be given again."))
def read(file: str, target: Output, names: tuple[str, ...]) -> None:
    """Read official wording, print what is not in order, and write it as TOML."""
    found, findings = _read_copy(file, map(get_framework, names) if names else iter_usable_frameworks())
    _print_counts(found)
    target.write_and_tell(dumps_wording(found).encode())
    end_if(findings)


def _read_copy(file: str, frameworks: Iterable[Framework]) -> tuple[Wording, tuple[Finding, ...]]:
    """Return the wording of a copy, and what was found in it, which is printed."""
    from kdcl.readers import read_wording  # noqa: PLC0415 - most commands read no copy of a letter

    found = read_wording(file, frameworks)
    for finding in found.findings:
        say(finding.in_words)
    return found.wording, found.findings


def _print_counts(found: Wording) -> None:
    for part in found.frameworks:
        say(
            message(
                "{framework}: titles {titles}, requirements {requirements}",
                framework=part.framework,
                titles=len(part.titles),
                requirements=len(part.requirements),
            )
        )


@spoken(
    message(
        "Make official wording the default of every command and document: from your own copy of letter 46 or of the "
        "circular (.docx, .txt), or from a .toml file of kdcl wording read. Exit code 1 if something in the copy is "
        "not in order; it is installed all the same."
    )
)
@takes_file
@option("--force", is_flag=True, told=message("Replace what is installed already."))
def install(file: str, force: bool) -> None:
    """Hold a wording against the frameworks and keep it; what is not in order is printed."""
    findings: tuple[Finding, ...] = ()
    if Path(file).suffix.lower() == ".toml":
        found = load_wording(file)
    else:
        found, findings = _read_copy(file, iter_usable_frameworks())
    if not found.frameworks:
        raise UnreadableFileError(
            file,
            message("no official wording of a framework was found in it"),
            message("choose a copy of letter 46 or of circular 42/2012/TT-BGDĐT"),
        )
    for part in found.frameworks:
        get_framework(part.framework).with_wording(found)
    _print_counts(found)
    _keep(dumps_wording(found).encode(), force=force)
    if findings:
        say(message("Installed, though {count} things in the copy are not in order, as printed.", count=len(findings)))
        raise click.exceptions.Exit(FINDINGS)


def iter_usable_frameworks() -> Iterator[Framework]:
    """Iterate over the frameworks that can be had; what is broken in another package, ``kdcl doctor`` names."""
    for name in available_frameworks():
        with contextlib.suppress(FrameworkError):
            yield get_framework(name)


def _keep(data: bytes, *, force: bool) -> None:
    """Keep a wording as the installed one; another one, perhaps corrected by hand, is replaced only if asked."""
    path = installed_path()
    if not force and path.exists() and path.read_bytes() != data:
        reason = message("another wording is installed already")
        raise OutputRefusedError(
            str(path), reason, message("remove it by kdcl wording remove, or replace it with --force")
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
    say(message("Installed: {path}", path=str(path.absolute())))


@spoken(message("Say which official wording is used, and why."))
@has_format("text", "json")
def status(form: str) -> None:
    """Print where wording is looked for, what is installed, and what of each framework stays restated."""
    path = installed_path()
    if form == "json":
        _print_status_values(path)
        return
    why = (
        message("the folder that {variable} names", variable=FOLDER_VARIABLE)
        if os.environ.get(FOLDER_VARIABLE)
        else message("this user's folder for settings")
    )
    choice = WordingChoice(None, is_off=False)
    if choice.path is None:
        say(message("No official wording is installed: {path} does not exist ({why})", path=str(path), why=why))
        say(message("Requirements are printed restated in short. To change that: kdcl wording install FILE"))
        return
    say(message("Official wording is used: {path} ({why})", path=str(path), why=why))
    for framework in map(choice.apply, iter_usable_frameworks()):
        if framework.wording is None:
            say(message("{framework}: none; restated in short", framework=framework.id))
            continue
        say(message("{framework}: read from {source}", framework=framework.id, source=framework.wording.source.message))
        if framework.restated:
            say(message("  restated in short: {codes}", codes=framework.restated))
    say(message("English texts are restated always."))


def _print_status_values(path: Path) -> None:
    """Print where wording is looked for and what it says of each framework, for programs."""
    choice = WordingChoice(None, is_off=False)
    used = [] if choice.path is None else map(choice.apply, iter_usable_frameworks())
    frameworks = [
        {
            "framework": each.id,
            "source": each.wording and speaker().text(each.wording.source.message),
            "restated": list(map(str, each.restated)) if each.wording else None,
        }
        for each in used
    ]
    echo_json({"path": str(path), "is_installed": choice.path is not None, "frameworks": frameworks})


@spoken(message("Take the installed official wording away."))
def remove() -> None:
    """Remove what is installed; the copy it was read from stays where it is."""
    path = installed_path()
    if not path.is_file():
        say(message("No official wording is installed."))
        return
    path.unlink()
    say(message("Removed: {path}", path=str(path)))


wording: SpokenGroup = SpokenGroup(
    "wording",
    told=message("Official wording from your own copy of letter 46 or of the circular."),
    commands=[read, install, status, remove],
)
