"""What a change is."""

from __future__ import annotations

from typing import Any

import attrs

from kdcl.messages import WordedEnum, message
from kdcl.places import Place
from kdcl.shown import SelfDescribing, SelfDescription, in_short


class ChangeKind(WordedEnum):
    """What became of a fact."""

    CHANGED = "changed", message("changed")
    ADDED = "added", message("added")
    REMOVED = "removed", message("removed")
    REORDERED = "reordered", message("put in another order")
    RENUMBERED = "renumbered", message("renumbered")


@attrs.frozen(kw_only=True)
class Change(SelfDescribing):
    """One difference between two files.

    Attributes:
        kind: what became of the fact.
        place: where: in the old file, once its codes are renumbered as the new file's log tells; of an added item, the
            list in the old file, and in it the number that the item has in the new one.
        new_place: where in the new file; None of what was removed.
        before: what stood there; None where nothing did.
        after: what stands there now; None where nothing does. Of a list in another order, the numbers that the items
            which both lists have had in the old one, in their new order.
    """

    kind: ChangeKind
    place: Place
    new_place: Place | None = None
    before: Any = None
    after: Any = None

    def describe(self) -> SelfDescription:
        """Return what became of which fact, and what stood and stands there."""
        return SelfDescription(
            title=message("{place}: {kind}", place=self.place.in_words, kind=self.kind.words),
            rows=((message("before"), in_short(self.before)), (message("after"), in_short(self.after))),
        )


class Changes(SelfDescribing, tuple[Change, ...]):
    """Changes in the order of the file: a tuple that shows itself to people."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return how many there are."""
        return f"<Changes: {len(self)}>"

    def describe(self) -> SelfDescription:
        """Return how many there are, and each with its place, what stood and what stands there."""
        return SelfDescription(
            title=message("changes: {count}", count=len(self)),
            heads=(message("place"), message("change"), message("before"), message("after")),
            rows=tuple(
                (each.place.in_words, each.kind.words, in_short(each.before), in_short(each.after)) for each in self
            ),
        )
