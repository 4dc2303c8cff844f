"""What stands at a place of a school's facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

import attrs

from kdcl.failure import KdclError
from kdcl.messages import Message, message
from kdcl.places.parts import Step
from kdcl.places.place import Place


@attrs.frozen(str=False)
class UnknownPlaceError(KdclError, LookupError):
    """There is nothing at a place.

    Attributes:
        place: the place that was asked for.
        reached: how far its way goes.
    """

    place: Place
    reached: Place

    sentence: ClassVar[Message] = message("there is nothing at {place}; {reached} is the last place on the way")


@runtime_checkable
class HasSteps(Protocol):
    """A value that says itself what stands under a key."""

    def at_step(self, step: str, /) -> object:
        """Return what stands there.

        Raises:
            KeyError: nothing does.
        """


def resolve(place: Place, root: object) -> Any:  # noqa: ANN401 - a fact may be of any type
    """Return the value at a place of a school's facts; of a text only the span that the place names.

    Raises:
        UnknownPlaceError: there is none.
    """
    value = root
    for number, step in enumerate(place.steps):
        try:
            value = _step_into(value, step)
        except (KeyError, IndexError):
            raise UnknownPlaceError(place, Place(place.steps[:number])) from None
    if place.span is None:
        return value
    start, end = place.span
    if not isinstance(value, str) or not 0 <= start <= end <= len(value):
        raise UnknownPlaceError(place, place.whole)
    return value[start:end]


def _step_into(value: object, step: Step) -> object:
    match step:
        case str() if hasattr(value, "at_step"):  # as `HasSteps` says; asking the protocol takes fifty times as long
            return value.at_step(step)
        case str() if isinstance(value, Mapping):
            return value[step]
        case str() if step in _field_names(type(value)):
            return getattr(value, step)
        case int() if isinstance(value, Sequence) and not isinstance(value, str) and step >= 0:
            return value[step]
        case _:
            raise KeyError(step)


def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(kind)) if attrs.has(kind) else ()
