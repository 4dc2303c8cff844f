"""What the frameworks of one circular share beside their standards: the form of Part I, the council, words, documents.

Each room of the library that needs such a part of the law declares it as a `LawPart`, and asks the framework it is
given for it. So the core never asks which circular it works for, and another circular's law comes with its framework.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_Part = TypeVar("_Part")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@attrs.frozen(kw_only=True, eq=False)
class LawPart(Generic[_Part]):
    """A part of the law that has a file of its own.

    Attributes:
        file: the name of its file in a folder of the law.
        load: reads the file; it is given the law as well, for a part that rests on another one.
        absent: what holds where the law has no such file.
    """

    file: str
    load: Callable[[Traversable, SharedLaw], _Part]
    absent: _Part


@attrs.frozen(kw_only=True)
class SharedLaw:
    """The parts of the law that the frameworks of a circular share; each is read when it is first asked for.

    Attributes:
        folders: where their files are; the first folder that has a part's file counts.
        stated: parts that are stated and read from no file, by the names of their files.
    """

    folders: tuple[Traversable, ...] = ()
    stated: Mapping[str, Any] = _NOTHING
    _read: dict[str, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def part(self, part: LawPart[_Part]) -> _Part:
        """Return a part; always the same object.

        Raises:
            FrameworkFileError: its file has problems.
        """
        if part.file not in self._read:
            self._read[part.file] = self._find(part)
        found: _Part = self._read[part.file]
        return found

    def with_part(self, part: LawPart[_Part], stated: _Part) -> SharedLaw:
        """Return the same law with one part stated, whatever the files say."""
        return attrs.evolve(self, stated={**self.stated, part.file: stated})

    def _find(self, part: LawPart[_Part]) -> _Part:
        if part.file in self.stated:
            stated: _Part = self.stated[part.file]
            return stated
        files = (folder / part.file for folder in self.folders)
        return next((part.load(file, self) for file in files if file.is_file()), part.absent)
