"""A place: steps from the outside in, and perhaps a span of characters."""

from __future__ import annotations

from typing import Final

import attrs

from kdcl.messages import Message, message
from kdcl.places.grammar import Reader, write_steps
from kdcl.places.parts import Part, PartKind, Step, Steps


@attrs.frozen
class Place:
    """Where something stands.

    Attributes:
        steps: the way there from the outside in; empty for the file as a whole.
        span: the first character meant in the text there, counted from 0, and the one after the last; None where all
            of it is meant.

    >>> ROOT.at("evidence", 3, "code")
    Place.parse('evidence[3].code')
    >>> Place.parse("minhchung!B4").find_part(PartKind.CELL)
    'B4'
    """

    steps: Steps = ()
    span: tuple[int, int] | None = None

    @classmethod
    def parse(cls, text: str) -> Place:
        """Return the place that a text stands for; the inverse of ``str``.

        Raises:
            PlaceError: the text stands for none.
        """
        return cls(*Reader(text).read())

    @property
    def start(self) -> int | None:
        """The first character meant, counted from 0; None where all is meant."""
        return None if self.span is None else self.span[0]

    @property
    def end(self) -> int | None:
        """The character after the last one meant; None where all is meant."""
        return None if self.span is None else self.span[1]

    @property
    def whole(self) -> Place:
        """The place without its span."""
        return self if self.span is None else Place(self.steps)

    @property
    def path(self) -> str:
        """The text of the place without its span."""
        return write_steps(self.steps)

    def at(self, *steps: Step) -> Place:
        """Return a place further inside."""
        return Place(self.steps + steps)

    def with_span(self, start: int, end: int) -> Place:
        """Return these characters of the text there, counted from 0 to the one after the last."""
        return Place(self.steps, (start, end))

    def is_within(self, other: Place) -> bool:
        """Whether it is the other place, or lies inside it."""
        return self.steps[: len(other.steps)] == other.steps and (other.span is None or self == other)

    def find_part(self, kind: PartKind) -> int | str | None:
        """Return the name or number of the innermost part of this kind, or None where there is none."""
        found = (step.value for step in reversed(self.steps) if isinstance(step, Part) and step.kind is kind)
        return next(found, None)

    @property
    def position(self) -> int:
        """The number of the outermost part that has one; 0 of a whole file, which so comes first."""
        found = (step.value for step in self.steps if isinstance(step, Part) and isinstance(step.value, int))
        return next(found, 0)

    @property
    def in_words(self) -> Message:
        """The place for people, as far as that can be told without the facts of the file.

        Parts are named; the way through a school's file stays as it is written. `kdcl.place_names` knows its facts.
        """
        if self.span is None and self.steps and all(isinstance(step, Part) for step in self.steps):
            return message("{parts}", parts=tuple(step.in_words for step in self.steps if isinstance(step, Part)))
        return message("{path}", path=str(self))

    def __str__(self) -> str:
        """Return the place as text, its span counted from 1 as people do."""
        return self.path if self.span is None else f"{self.path}:{self.span[0] + 1}-{self.span[1]}"

    def __repr__(self) -> str:
        """Return what makes the place again."""
        return f"Place.parse({str(self)!r})"


ROOT: Final = Place()
"""The file as a whole."""


def in_file(**parts: int | str) -> Place:
    """Return a place in another program's file; its parts are named as in `PartKind`, from the outside in.

    >>> str(in_file(table=3, row=2, column=1))
    'table 3, row 2, column 1'
    """
    return Place(tuple(Part(PartKind(kind), value) for kind, value in parts.items()))
