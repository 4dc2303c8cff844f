"""The door through which commands write files: nothing that a person made is replaced unasked.

An input is never written over unless the command is meant to change it. What stands at the place already is replaced
only where it is of the same kind as what is written and can be told to be as kdcl wrote it (`kdcl.cli.own_files`), or
where nothing would change; a school's file never, unless ``--force`` asks for it.
"""

from __future__ import annotations

import contextlib
import enum
import functools
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs
import click

from kdcl.cli.console import Command, option, say
from kdcl.cli.inputs import STANDARD
from kdcl.cli.own_files import has_mark, is_untouched, with_mark
from kdcl.cli.streams import take_output, write_bytes
from kdcl.convert import dumps
from kdcl.errors import KdclError, OutputRefusedError
from kdcl.files import write_file
from kdcl.messages import Message, message
from kdcl.office.package import Package
from kdcl.school import SelfAssessment

_HEAD: Final = 65_536
"""Bytes of a text that are looked at."""


class OutputKind(enum.Enum):
    """What stands at the place of an output, by its content; the value says it in words."""

    SCHOOL = message("a school's file")
    WORD = message("a Word file")
    EXCEL = message("an Excel file")
    ARCHIVE = message("an archive")
    HTML = message("a web page")
    PDF = message("a PDF file")
    CALENDAR = message("a calendar")
    MAIL = message("a mail")
    JSON = message("a JSON file")
    TEXT = message("a text")
    OTHER = message("a file of an unknown kind")
    EMPTY = message("an empty file")


_TEXT_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), kind)
    for pattern, kind in (
        # no text that people write has a zero byte
        (r"[^\0]*\0", OutputKind.OTHER),
        (r'\s*\{.*"(?:schema_version|framework|school_year)"\s*:', OutputKind.SCHOOL),
        (r"\s*[{[]", OutputKind.JSON),
        (r"\s*<(?:!doctype\s+)?html", OutputKind.HTML),
        (r"\s*begin:vcalendar", OutputKind.CALENDAR),
        (r"(?:from|to|subject|date|mime-version|message-id):", OutputKind.MAIL),
    )
)
"""How texts begin; the first that fits says what a text is."""


def find_kind(data: bytes) -> OutputKind:
    """Return what a file with this content is."""
    if not data:
        return OutputKind.EMPTY
    if data[:2] == b"PK":
        return _find_package_kind(data)
    if data[:4] == b"%PDF":
        return OutputKind.PDF
    try:
        # a head that is cut off may end inside a letter, which is no fault of the text
        head = data.decode("utf-8-sig") if len(data) <= _HEAD else data[:_HEAD].decode("utf-8-sig", "ignore")
    except UnicodeDecodeError:
        return OutputKind.OTHER
    return next((kind for pattern, kind in _TEXT_KINDS if pattern.match(head)), OutputKind.TEXT)


def _find_package_kind(data: bytes) -> OutputKind:
    try:
        names = Package(data, "").names
    except KdclError:
        return OutputKind.ARCHIVE
    if "word/document.xml" in names:
        return OutputKind.WORD
    return OutputKind.EXCEL if "xl/workbook.xml" in names else OutputKind.ARCHIVE


@attrs.frozen(kw_only=True)
class Output:
    """A file that a command is to write.

    Attributes:
        path: where, as it was typed.
        inputs: the files the command reads.
        replaces: those of the inputs that the command is meant to change: they may be named as the output too.
        force: whether ``--force`` was given.
        is_new: whether whatever stands there already is kept, also a file of the same kind.
    """

    path: str
    inputs: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    force: bool = False
    is_new: bool = False

    def ensure_free(self) -> None:
        """Say at once, before any work is done, whether writing here is out of the question.

        Raises:
            OutputRefusedError: the place is that of an input, or of a school's file that nobody asked to replace.
        """
        if any(map(self._is, self.replaces)):
            return
        if any(map(self._is, self.inputs)):
            raise self._refuse(message("this is the file that is read"), message("choose another name to write to"))
        kind = None if self.force else self._existing_kind()
        if kind is not None and (self.is_new or kind is OutputKind.SCHOOL):
            raise self._refuse_existing(kind)

    def write(self, data: bytes) -> bytes:
        """Write the data, and return what the file holds: the data, marked where its kind can bear a mark.

        Raises:
            OutputRefusedError: something stands there that may not be replaced; nothing is written.
            OSError: the file cannot be written; what stood there before is untouched.
        """
        if self.path == STANDARD:
            write_bytes(data)
            return data
        self.ensure_free()
        is_meant = any(map(self._is, self.replaces))
        written = with_mark(data, self.path)
        if not is_meant:
            self._ensure_same_year(data)
        if not self.force and not is_meant:
            self._ensure_own(written)
        write_file(self.path, written)
        return written

    def _ensure_own(self, data: bytes) -> None:
        """Refuse to replace what is of another kind, or may hold what a person wrote.

        Raises:
            OutputRefusedError: such a file stands there.
        """
        kind = self._existing_kind()
        if kind in {None, OutputKind.EMPTY}:
            return
        there = Path(self.path).read_bytes()
        if kind is not find_kind(data):
            raise self._refuse_existing(kind)
        if there == data or is_untouched(there):
            return
        if kind in {OutputKind.WORD, OutputKind.EXCEL}:
            reason = message("this file was saved by another program since")
        elif kind in {OutputKind.HTML, OutputKind.PDF} or has_mark(there):
            reason = message("this file is not as kdcl wrote it")
        else:
            reason = message(
                "{kind} with other content stands there, and nothing tells whether somebody changed it", kind=kind.value
            )
        raise self._refuse(reason, message("choose another name, or replace it with --force"))

    def _ensure_same_year(self, data: bytes) -> None:
        """Refuse to put a school's file of one year over that of another, even with ``--force``: a year's work is lost.

        Raises:
            OutputRefusedError: the file of another year stands there.
        """
        if self._existing_kind() is not OutputKind.SCHOOL or find_kind(data) is not OutputKind.SCHOOL:
            return
        there, here = _find_year(Path(self.path).read_bytes()), _find_year(data)
        if there and here and there != here:
            raise self._refuse(
                message("the file of this name is of the school year {there}, not {here}", there=there, here=here),
                message("choose another name; the file of one year is never written over by that of another"),
            )

    def write_school(self, assessment: SelfAssessment) -> None:
        """Write a school's file, and say where it is; it raises what `write` raises."""
        self.write_and_tell(dumps(assessment).encode())

    def write_and_tell(self, data: bytes) -> None:
        """Write the data, and say where the file is; it raises what `write` raises."""
        self.write(data)
        self.tell()

    def tell(self) -> None:
        """Say where the file is; who gets it through a pipe knows."""
        if self.path == STANDARD:
            return
        say(message("Written: {path}", path=str(Path(self.path).absolute())))

    def _is(self, other: str) -> bool:
        """Whether another name means the same file."""
        with contextlib.suppress(OSError):
            return os.path.samefile(self.path, other)  # noqa: PTH121 - pathlib's raises of a missing file as well
        return False

    def _existing_kind(self) -> OutputKind | None:
        """Return the kind of the ordinary file that stands there; None where none does."""
        path = Path(self.path)
        try:
            return find_kind(path.read_bytes()) if path.is_file() else None
        except (OSError, RuntimeError):  # it cannot be read, or its links lead in a circle: writing will tell
            return None

    def _refuse_existing(self, kind: OutputKind) -> OutputRefusedError:
        reason = message("{kind} of this name exists already", kind=kind.value)
        return self._refuse(reason, message("choose another name, or replace it with --force"))

    def _refuse(self, reason: Message, remedy: Message) -> OutputRefusedError:
        return OutputRefusedError(self.path, reason, remedy)


def _find_year(data: bytes) -> str:
    """Return the school year that a school's file states; empty where it states none that can be read."""
    with contextlib.suppress(ValueError, RecursionError):
        facts = json.loads(data)
        return str(facts.get("school_year") or "")
    return ""


def _keep_free(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """Keep standard output for the file where it goes there."""
    if value == STANDARD:
        take_output(ctx)
    return value


replaces_files: Final = option("--force", is_flag=True, told=message("Replace what stands there already."))
"""Gives a command ``--force``."""


def writes_file(*, required: bool = True, told: Message | None = None) -> Callable[[Command], Command]:
    """Return a decorator that adds ``-o`` and ``--force``."""
    words = told or message("The file to write.")
    named = option("-o", "--output", required=required, type=click.Path(), callback=_keep_free, told=words)
    return lambda command: named(replaces_files(command))


def writes_target(
    *reads: str, changes: str = "", required: bool = True, told: Message | None = None, is_new: bool = False
) -> Callable[[Command], Command]:
    """Return a decorator that adds ``-o`` and ``--force``; they come as ``target``, an `Output` that may be written to.

    Args:
        reads: the arguments of the command that name the files it reads.
        changes: the one of them that the command is meant to change: it may be named as the output too.
        required: whether ``-o`` has to be given; where it is not, ``target`` is None.
        told: the help of ``-o``.
        is_new: whether whatever stands there already is kept.
    """
    words = told or (message("The file to write; it may be the same one.") if changes else None)

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def call(*arguments: Any, output: str | None, force: bool, **facts: Any) -> object:  # noqa: ANN401 - click's
            target = None
            if output is not None:
                inputs = tuple(_iter_files(facts[name] for name in reads))
                replaces = tuple(_iter_files([facts[changes]])) if changes else ()
                target = Output(path=output, inputs=inputs, replaces=replaces, force=force, is_new=is_new)
                target.ensure_free()
            return command(*arguments, target=target, **facts)

        return writes_file(required=required, told=words)(call)  # type: ignore[return-value] # called by click alone

    return decorate


def _iter_files(named: Iterable[str | Iterable[str] | None]) -> Iterator[str]:
    """Iterate over the files that arguments name: one, several, or none."""
    for each in named:
        yield from (each,) if isinstance(each, str) else each or ()
