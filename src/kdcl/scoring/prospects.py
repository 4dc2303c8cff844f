"""What the outlook of a school is: the levels still possible, and the step to a level."""

from __future__ import annotations

from typing import Any, Final

import attrs

from kdcl.codes import IndicatorCode
from kdcl.law import Level, Status
from kdcl.messages import ENGLISH, Message, Translator, message
from kdcl.school import Rating
from kdcl.scoring.levels import Basis
from kdcl.shown import SelfDescribing, SelfDescription

_COUNTED: Final = 100
"""Other sets that are told by their number: thirteen million of them say no more than that there is a free choice."""


@attrs.frozen(kw_only=True)
class Bounds(SelfDescribing):
    """The lowest and the highest level still possible while indicators are open; None stands for no level.

    Attributes:
        lowest: the level if the open indicators turn out worst.
        highest: the level if they turn out best.
        certain_lowest: the lowest level that holds under every shipped reading and whatever unread rules say.
        certain_highest: the highest such level.
        supported_lowest: the lowest level that holds so by percentages that published outcomes support.
        supported_highest: the highest such level.
        caveats: what was not read of the rules up to the highest level.
    """

    lowest: Level | None
    highest: Level | None
    certain_lowest: Level | None
    certain_highest: Level | None
    supported_lowest: Level | None
    supported_highest: Level | None
    caveats: tuple[Message, ...]

    def __repr__(self) -> str:
        """Return the levels that are still possible, and the certain ones."""
        certain = f"certain {self.certain_lowest} to {self.certain_highest}"
        supported = f"supported {self.supported_lowest} to {self.supported_highest}"
        return f"<Bounds {self.lowest} to {self.highest}; {supported}; {certain}>"

    def describe(self) -> SelfDescription:
        """Return the levels still possible on each basis, and what was not read of their rules."""
        return SelfDescription(
            title=message("levels still possible"),
            heads=(message("basis"), message("lowest"), message("highest")),
            rows=(
                (Basis.ASSUMED.words, self.lowest, self.highest),
                (Basis.SUPPORTED.words, self.supported_lowest, self.supported_highest),
                (Basis.CERTAIN.words, self.certain_lowest, self.certain_highest),
            ),
            notes=self.caveats,
        )

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the bounds as plain values, as ``kdcl score --json`` prints them."""
        levels = {field.name: getattr(self, field.name) for field in attrs.fields(Bounds) if field.name != "caveats"}
        return levels | {"caveats": [caveat.render(translator) for caveat in self.caveats]}


@attrs.frozen(kw_only=True)
class GapItem:
    """One indicator to be brought to met.

    Attributes:
        code: the indicator.
        rating: what it is rated now; None where it is not assessed.
        is_mandatory: whether no other can stand for it, as a list of the level names its criterion or may do so.
        required_status: how sure the list that names its criterion is, `Status.UNKNOWN` where it is the assumed one;
            None where no list that was read or is assumed names it.
    """

    code: IndicatorCode
    rating: Rating | None
    is_mandatory: bool
    required_status: Status | None

    @property
    def requirement(self) -> Message:
        """Whether its criterion is required by name: yes (and how sure), by assumption, perhaps or no."""
        if not self.is_mandatory:
            return message("no")
        if self.required_status is None:
            return message("perhaps (the list was not read)")
        if self.required_status is Status.UNKNOWN:
            return message("by assumption")
        if self.required_status is Status.VERIFIED:
            return message("yes")
        return message("yes ({status})", status=self.required_status.words)

    @property
    def in_words(self) -> Message:
        """The indicator, and whether it is required: by a list that was read, by an assumed one, or perhaps."""
        if not self.is_mandatory:
            return message("{code}", code=self.code)
        if self.required_status is None:
            return message("{code} (may be required)", code=self.code)
        if self.required_status is Status.UNKNOWN:
            return message("{code} (required by assumption)", code=self.code)
        if self.required_status is Status.VERIFIED:
            return message("{code} (required)", code=self.code)
        return message("{code} (required: {status})", code=self.code, status=self.required_status.words)


@attrs.frozen(kw_only=True)
class Gap(SelfDescribing):
    """A smallest set of indicators that, once met, reaches a level.

    Attributes:
        level: the level to reach.
        basis: what the level then rests on.
        items: the indicators in the law's order; empty where the level is reached already.
        other_sets: how many other sets of as many indicators reach it too; None where some do that were not counted.
        caveats: what was not read of the rules that the set was found by.
    """

    level: Level
    basis: Basis
    items: tuple[GapItem, ...]
    other_sets: int | None
    caveats: tuple[Message, ...]

    def __repr__(self) -> str:
        """Return the level, what it would rest on, and the indicators."""
        return f"<Gap to level {self.level} ({self.basis}): {', '.join(str(item.code) for item in self.items)}>"

    def describe(self) -> SelfDescription:
        """Return the level, and the indicators that are missing with what they are rated now."""
        title = message(
            "indicators missing for level {level} ({basis}): {count}",
            level=self.level,
            basis=self.basis.words,
            count=len(self.items),
        )
        return SelfDescription(
            title=title,
            heads=(message("indicator"), message("rating"), message("required by name")),
            rows=tuple(
                (
                    item.code,
                    message("not assessed") if item.rating is None else item.rating.words,
                    item.requirement,
                )
                for item in self.items
            ),
            notes=(*self.notes, *self.caveats),
        )

    @property
    def notes(self) -> tuple[Message, ...]:
        """That other sets of as many indicators would do as well, and how many; empty where none would."""
        match self.other_sets:
            case 0:
                return ()
            case None:
                return (message("other sets of as many indicators would do as well"),)
            case count if count > _COUNTED:
                return (message("more than {count} other sets of as many indicators would do as well", count=_COUNTED),)
            case count:
                return (message("other sets of as many indicators that would do as well: {count}", count=count),)

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the gap as plain values, as ``kdcl score --json`` prints it."""
        return {
            "level": self.level,
            "basis": str(self.basis),
            "indicators": [str(item.code) for item in self.items],
            "other_sets": self.other_sets,
            "mandatory": [str(item.code) for item in self.items if item.is_mandatory],
            "required_status": {
                str(item.code): item.required_status and str(item.required_status)
                for item in self.items
                if item.is_mandatory
            },
            "caveats": [caveat.render(translator) for caveat in self.caveats],
        }

    @property
    def is_closed(self) -> bool:
        """Whether the level is reached already."""
        return not self.items
