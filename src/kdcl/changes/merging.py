"""Three-way merging: one side's change is taken, two different ones are a conflict, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

import attrs

from kdcl.changes.alignment import Alignment, align
from kdcl.changes.change import Change
from kdcl.changes.difference import diff
from kdcl.changes.nodes import is_list, is_mapping, is_record, iter_parts, keys_of, known_by, with_keys
from kdcl.changes.renumbering import find_later_renumberings, renumber
from kdcl.places import ROOT, Place
from kdcl.school import SelfAssessment

Facts = TypeVar("Facts")


@attrs.frozen(kw_only=True)
class Conflict:
    """Something that both sides changed, and not in the same way.

    Attributes:
        place: where, in the merged file.
        base: what stood there when both began; None where nothing did.
        ours: what we have there; None where we removed it.
        theirs: what they have there; None where they removed it.
        is_removal: whether one side removed it altogether; then the merged file has what the other made of it.
    """

    place: Place
    base: Any = None
    ours: Any = None
    theirs: Any = None
    is_removal: bool = False


@attrs.frozen(kw_only=True)
class Merged(Generic[Facts]):
    """What became of two files that began as one.

    Attributes:
        facts: the merged file. At a conflict it has ours, or theirs if these were preferred; where one side removed
            what the other changed, it has what was changed either way, so that nothing anyone wrote is lost.
        conflicts: what somebody has to decide.
    """

    facts: Facts
    conflicts: tuple[Conflict, ...]
    _ours: Facts
    _theirs: Facts

    @property
    def from_theirs(self) -> tuple[Change, ...]:
        """What the merge took over into our file."""
        return diff(self._ours, self.facts)

    @property
    def undisputed(self) -> tuple[Change, ...]:
        """What the merge took over into our file and is in no conflict."""
        disputed = {conflict.place for conflict in self.conflicts}
        return tuple(change for change in self.from_theirs if change.new_place not in disputed)

    @property
    def from_ours(self) -> tuple[Change, ...]:
        """What the merged file has that theirs has not."""
        return diff(self._theirs, self.facts)


def merge(base: Facts, ours: Facts, theirs: Facts, *, prefers_theirs: bool = False) -> Merged[Facts]:
    """Return the file that has what each side changed since both began with the same one.

    Renumberings that one side's log has beyond the base's are followed: the other side's texts and codes are renumbered
    before anything is compared. If both sides renumbered in different ways, every text that differs is a conflict.

    Args:
        base: the file that both began with.
        ours: the file it became here.
        theirs: the file it became there.
        prefers_theirs: whether theirs stands at a conflict, and not ours.

    Raises:
        TypeError: the three are not of the same kind.
    """
    if not type(base) is type(ours) is type(theirs):
        raise TypeError("three files of the same kind can be merged, and no others")
    followed: tuple[Any, Any, Any] = (base, ours, theirs)
    if isinstance(base, SelfAssessment):
        followed = _follow(*followed)
    start, here, there = followed
    merger = _Merger()
    facts = merger.merge(ROOT, start, *((there, here) if prefers_theirs else (here, there)))
    conflicts: Iterable[Conflict] = merger.conflicts
    if prefers_theirs:
        conflicts = (attrs.evolve(each, ours=each.theirs, theirs=each.ours) for each in conflicts)
    return Merged(facts=facts, conflicts=tuple(conflicts), ours=ours, theirs=theirs)


def _follow(
    base: SelfAssessment, ours: SelfAssessment, theirs: SelfAssessment
) -> tuple[SelfAssessment, SelfAssessment, SelfAssessment]:
    """Return the three with their codes as the side that renumbered further has them."""
    here, there = find_later_renumberings(base, ours), find_later_renumberings(base, theirs)
    shared = min(len(here), len(there))
    if here[:shared] != there[:shared]:
        return base, ours, theirs
    longer = max(here, there, key=len)
    return renumber(base, longer), renumber(ours, longer[len(here) :]), renumber(theirs, longer[len(there) :])


class _Absent:
    """Nothing stands there; told apart from None, which a fact may be."""


_ABSENT: Any = _Absent()


def get_default(field: attrs.Attribute[Any]) -> Any:  # noqa: ANN401 - any fact
    """Return what a part of a fact is while nobody has filled it in; `_ABSENT` where it always has to be."""
    match field.default:
        case attrs.NOTHING:
            return _ABSENT
        case attrs.Factory():  # type: ignore[misc] # attrs types its factory as a function
            return field.default.factory()
        case default:
            return default


@attrs.define
class _Merger:
    """Walks three trees at once and gathers the conflicts."""

    conflicts: list[Conflict] = attrs.field(factory=list)

    def merge(self, place: Place, base: Any, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - any fact
        """Return what stands at a place after the merge; `_ABSENT` where nothing does."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        kinds = {type(base), type(ours), type(theirs)}
        if len(kinds) == 1 and is_record(ours):
            names = [name for name, _ in iter_parts(ours)]
            parts = {
                name: self.merge(place.at(name), getattr(base, name), getattr(ours, name), getattr(theirs, name))
                for name in names
            }
            return attrs.evolve(ours, **parts)
        if len(kinds) == 1 and is_list(ours):
            return self._merge_lists(place, base, ours, theirs)
        if len(kinds) == 1 and is_mapping(ours):
            return self._merge_mappings(place, base, ours, theirs)
        return self._merge_values(place, base, ours, theirs)

    def _merge_values(self, place: Place, base: Any, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - any fact
        """Merge what is not looked into, or is absent on a side: what one side changed outlives the other's removal.

        A fact with parts that was none and that both sides added is one.
        """
        if base is None and type(ours) is type(theirs) and is_record(ours):
            return self._merge_added(place, ours, theirs)
        self._note(place, base, ours, theirs)
        return theirs if ours is _ABSENT else ours

    def _note(self, place: Place, base: Any, ours: Any, theirs: Any) -> None:  # noqa: ANN401 - any fact
        is_removal = base is not _ABSENT and _ABSENT in (ours, theirs)
        base, ours, theirs = (None if side is _ABSENT else side for side in (base, ours, theirs))
        self.conflicts.append(Conflict(place=place, base=base, ours=ours, theirs=theirs, is_removal=is_removal))

    def _merge_mappings(self, place: Place, base: Any, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - any mapping
        sides = [keys_of(side) for side in (base, ours, theirs)]
        keys = sorted({key for side in sides for key in side}, key=lambda steps: [str(step) for step in steps])
        merged = {key: self.merge(place.at(*key), *(side.get(key, _ABSENT) for side in sides)) for key in keys}
        return with_keys(ours, {key: value for key, value in merged.items() if value is not _ABSENT})

    def _merge_lists(
        self, place: Place, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]
    ) -> tuple[Any, ...]:
        here, there = align(base, ours), align(base, theirs)
        where_ours, where_theirs = here.old_to_new, there.old_to_new
        items: dict[_Key, Any] = {}
        before = len(self.conflicts)
        for number, item in enumerate(base):
            one = ours[where_ours[number]] if number in where_ours else _ABSENT
            other = theirs[where_theirs[number]] if number in where_theirs else _ABSENT
            merged = self.merge(place.at(number), item, one, other)
            if merged is not _ABSENT:
                items["base", number] = merged
        between = len(self.conflicts)
        same = self._pair_added(place, ours, theirs, (here, there), items)
        after = len(self.conflicts)
        order = self._order(place, base, (here, there), (ours, theirs), same)
        keys = [key for key in order if key in items]
        places = {key: number for number, key in enumerate(keys)}
        self._move("base", range(before, between), len(place.steps), places)
        self._move("ours", range(between, after), len(place.steps), places)
        return tuple(items[key] for key in keys)

    def _move(self, side: str, conflicts: range, depth: int, places: Mapping[_Key, int]) -> None:
        """Say of conflicts inside a list where their items stand in the merged one, now that this is known."""
        for each in conflicts:
            steps = list(self.conflicts[each].place.steps)
            steps[depth] = places[side, int(str(steps[depth]))]
            self.conflicts[each] = attrs.evolve(self.conflicts[each], place=Place(tuple(steps)))

    def _pair_added(
        self,
        place: Place,
        ours: tuple[Any, ...],
        theirs: tuple[Any, ...],
        alignments: tuple[Alignment, Alignment],
        items: dict[_Key, Any],
    ) -> dict[int, int]:
        """Take what each side added; what both added and is known by the same is one item.

        Returns:
            For each item of theirs that is one of ours too, its number in ours.
        """
        here, there = ([n for n, old in enumerate(side.pairs) if old is None] for side in alignments)
        pairs = align([theirs[number] for number in there], [ours[number] for number in here]).pairs
        same: dict[int, int] = {}
        for number, pair in zip(here, pairs, strict=True):
            one, other = ours[number], _ABSENT if pair is None else theirs[there[pair]]
            if pair is None or known_by(one) != known_by(other):
                items["ours", number] = one
            else:
                same[there[pair]] = number
                items["ours", number] = self._merge_added(place.at(number), one, other)
        items.update({("theirs", number): theirs[number] for number in there if number not in same})
        return same

    def _merge_added(self, place: Place, ours: Any, theirs: Any) -> Any:  # noqa: ANN401 - any fact
        """Merge an item that both sides added, part by part: what one left empty the other has filled in."""
        if ours == theirs:
            return ours
        parts = {}
        for field in attrs.fields(type(ours)):
            one, other, empty = getattr(ours, field.name), getattr(theirs, field.name), get_default(field)
            parts[field.name] = self.merge(place.at(field.name), empty, one, other)
        return attrs.evolve(ours, **parts)

    def _order(
        self,
        place: Place,
        base: tuple[Any, ...],
        alignments: tuple[Alignment, Alignment],
        sides: tuple[tuple[Any, ...], tuple[Any, ...]],
        same: dict[int, int],
    ) -> list[_Key]:
        """Return the order of the merged list: that of the side that changed it, the other's additions put in."""
        here, there = alignments
        ours: list[_Key] = [("ours", n) if old is None else ("base", old) for n, old in enumerate(here.pairs)]
        theirs: list[_Key] = [
            (("ours", same[n]) if n in same else ("theirs", n)) if old is None else ("base", old)
            for n, old in enumerate(there.pairs)
        ]
        kept = {old for old in here.pairs if old is not None} & {old for old in there.pairs if old is not None}
        one, other = ([old for old in side.pairs if old in kept] for side in alignments)
        if one != other and one != sorted(one) and other != sorted(other):
            self._note(place, base, *sides)
        leading, following = (theirs, ours) if one == sorted(one) != other else (ours, theirs)
        return _interleave(leading, following)


_Key = tuple[str, int]


def _interleave(leading: list[_Key], following: list[_Key]) -> list[_Key]:
    """Return the leading order with every other item put in behind the one it follows elsewhere."""
    present = set(leading)
    behind: dict[_Key | None, list[_Key]] = {None: []}
    neighbour: _Key | None = None
    for key in following:
        if key in present:
            neighbour = key
        else:
            behind.setdefault(neighbour, []).append(key)
    return behind[None] + [each for key in leading for each in (key, *behind.get(key, ()))]
