"""Commands that are imported when they are called: naming all of them costs no more than naming them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module

import attrs
import click

from kdcl.messages import Message


@attrs.frozen
class Door:
    """Where a command is, and what it is for.

    Attributes:
        room: its module in this package.
        told: the first words of its help, as the command itself has them; a test holds both equal.
        name: its name there, where that is another one.
    """

    room: str
    told: Message
    name: str = ""


class Commands(MutableMapping[str, click.Command]):
    """The commands of a group by their names; each is imported when it is first asked for."""

    def __init__(self, doors: Mapping[str, Door]) -> None:
        """Take the doors to all commands."""
        self.doors: dict[str, Door] = dict(doors)
        self._opened: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        """Return a command."""
        if name not in self._opened:
            door = self.doors[name]
            room = import_module(f"kdcl.cli.{door.room}")
            self._opened[name] = getattr(room, door.name or name.replace("-", "_"))
        return self._opened[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Take a command that another program adds."""
        self.doors.pop(name, None)
        self._opened[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command away."""
        if name not in self:
            raise KeyError(name)
        self.doors.pop(name, None)
        self._opened.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter((*self.doors, *(name for name in self._opened if name not in self.doors)))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.doors.keys() | self._opened)
