"""Readers of other packages: files that this library does not read, by their suffix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Final, Protocol, cast

import attrs

from kdcl.errors import PluginError, UnreadableFileError
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.plugins import Enclosure, PluginGroup, describe_failure
from kdcl.school import SelfAssessment

GROUP: Final = "kdcl.readers"
"""The entry points of readers: each leads to a class or function without arguments that makes a `ForeignReader`."""
BUILT_IN_SUFFIXES: Final = frozenset(
    {".doc", ".docx", ".dotx", ".htm", ".html", ".mht", ".odt", ".pdf", ".rtf", ".txt"}
    | {".csv", ".ods", ".tsv", ".xls", ".xlsm", ".xlsx", ".json"}
)
"""Files that the library reads, or refuses with reasons, itself; nobody else is asked."""


@attrs.frozen(kw_only=True)
class ForeignFacts:
    """What a reader of another package found in a file.

    Attributes:
        assessment: the facts; what the file does not speak of is empty.
        findings: what was noticed.
        unplaced: the texts without a place in a school's file, each with its place in words: nothing is dropped.
    """

    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    unplaced: tuple[tuple[str, str], ...]


class ForeignReader(Protocol):
    """Reads files of one kind."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of its files with the dot, in small letters."""

    def read(self, path: Path, framework: Framework | None, /) -> ForeignFacts:
        """Return what a file says.

        Args:
            path: the file.
            framework: the framework it was made under, where somebody has said so.
        """


def _settle(_: str, found: object) -> ForeignReader | Message:
    reader: Any = cast("Any", found)()
    suffixes = getattr(reader, "suffixes", None)
    if not isinstance(suffixes, tuple) or not suffixes or not callable(getattr(reader, "read", None)):
        return message("it makes no reader: that has suffixes and a method read")
    if taken := tuple(sorted(BUILT_IN_SUFFIXES.intersection(suffixes))):
        return message("the library reads files of these suffixes itself: {suffixes}", suffixes=taken)
    return cast("ForeignReader", reader)


@attrs.frozen
class _NamedReader:
    """A reader of another package, whose failures name the package."""

    suffixes: tuple[str, ...]
    _reader: ForeignReader
    _enclosure: Enclosure

    def read(self, path: Path, framework: Framework | None, /) -> ForeignFacts:
        """Return what a file says."""
        facts = self._enclosure.call(lambda: self._reader.read(path, framework), passing=(UnreadableFileError,))
        self._enclosure.require(facts, ForeignFacts)
        return facts


def _enclose(reader: ForeignReader, enclosure: Enclosure) -> ForeignReader:
    return _NamedReader(reader.suffixes, reader, enclosure)


PLUGINS: Final[PluginGroup[ForeignReader]] = PluginGroup(name=GROUP, settle=_settle, built_in=tuple, enclose=_enclose)
"""The readers of other packages."""


def find_foreign_reader(path: str | os.PathLike[str]) -> ForeignReader | None:
    """Return the reader of another package for files of this suffix, or None."""
    suffix = Path(path).suffix.lower()
    if suffix in BUILT_IN_SUFFIXES:
        return None
    return next((reader for reader in PLUGINS.load_all().values() if suffix in reader.suffixes), None)


def read_foreign_facts(
    reader: ForeignReader, path: str | os.PathLike[str], framework: Framework | None = None
) -> ForeignFacts:
    """Return what a reader of another package finds in a file.

    Raises:
        UnreadableFileError: the reader fails, or gives something else.
    """
    try:
        facts = reader.read(Path(path), framework)
    except UnreadableFileError:
        raise
    except PluginError as error:  # of an installed package, which it names
        reason = error.message
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it does is told as a file that cannot be read
        reason = describe_failure(error)
    else:
        if isinstance(facts, ForeignFacts):
            return facts
        reason = message("its reader gives no facts")
    remedy = message("correct the file, or update the package that reads such files")
    raise UnreadableFileError(str(path), reason, remedy)
