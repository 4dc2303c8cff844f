"""Differences between two frameworks: what is unchanged, changed, moved, added and withdrawn.

What became of an item is told by a crosswalk where there is one. Without one, an item of the same words is the same,
wherever it stands; of the same number it is the same only where most of its words are: numbers alone say nothing across
circulars. Everything else is withdrawn on one side and added on the other, and nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.changes.crosswalk import Crosswalk, Link
from kdcl.errors import FrameworkError
from kdcl.law import Criterion, Framework, Indicator, Level, LevelRule, Standard
from kdcl.messages import ENGLISH, Message, Translator, WordedEnum, message
from kdcl.shown import SelfDescribing, SelfDescription
from kdcl.text.folding import fold

_Item = Standard | Criterion | Indicator


class ItemChangeKind(WordedEnum):
    """What became of an item."""

    UNCHANGED = "unchanged", message("unchanged")
    """The same words and facts under the same number."""
    CHANGED = "changed", message("changed")
    """Other words or facts under the same number; or what several items became together."""
    MOVED = "moved", message("moved")
    """Another number, whatever else changed."""
    ADDED = "added", message("added")
    """Only the newer framework has it."""
    WITHDRAWN = "withdrawn", message("withdrawn")
    """Only the older framework has it."""


class Ground(WordedEnum):
    """How it is known that two items are the same."""

    CROSSWALK = "crosswalk", message("by the crosswalk")
    WORDS = "words", message("by their words")
    NUMBER = "number", message("by their number and most of their words")
    NONE = "none", message("by nothing: no other item is like it")


@attrs.frozen(kw_only=True)
class ItemChange:
    """What became of an item, or of several together.

    Attributes:
        kind: what.
        old: its number in the older framework; several where they were merged; none where it is added.
        new: its number in the newer framework; several where it was split; none where it is withdrawn.
        facts: the names of the facts that differ.
        ground: how it is known.
        link: the link of the crosswalk that says so; None where none does.
    """

    kind: ItemChangeKind
    old: tuple[str, ...]
    new: tuple[str, ...]
    facts: tuple[str, ...]
    ground: Ground
    link: Link | None = None

    @property
    def in_words(self) -> Message:
        """What became of it, in words."""
        none = message("none")
        facts = {"kind": self.kind.words, "old": self.old or none, "new": self.new or none}
        told = message("{kind}: {old} → {new}", **facts)
        if self.facts:
            told = message("{told} ({facts})", told=told, facts=self.facts)
        if self.link is not None:
            told = message("{told} [{ground}]", told=told, ground=self.link.ground)
        return told

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the change as plain values with stable keys."""
        return {
            "kind": self.kind.value,
            "old": list(self.old),
            "new": list(self.new),
            "facts": list(self.facts),
            "ground": self.ground.value,
            "link": self.link and self.link.ground.render(translator),
        }


@attrs.frozen(kw_only=True, repr=False)
class FrameworkChanges(SelfDescribing):
    """What differs between two frameworks.

    Attributes:
        old: the older framework's id.
        new: the newer framework's id.
        items: what became of each standard, criterion and indicator: each stands in one of them.
        levels: the levels whose rule differs, or that only one of the frameworks has.
    """

    old: str
    new: str
    items: tuple[ItemChange, ...]
    levels: tuple[Level, ...]

    def of_kind(self, kind: ItemChangeKind) -> tuple[ItemChange, ...]:
        """Return the changes of a kind."""
        return tuple(change for change in self.items if change.kind is kind)

    @property
    def counts(self) -> dict[ItemChangeKind, int]:
        """How many changes of each kind there are."""
        return {kind: len(self.of_kind(kind)) for kind in ItemChangeKind}

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.levels) or len(self.of_kind(ItemChangeKind.UNCHANGED)) != len(self.items)

    def __repr__(self) -> str:
        """Return the two frameworks and how many changes of each kind there are."""
        told = ", ".join(f"{kind} {count}" for kind, count in self.counts.items() if count)
        return f"<FrameworkChanges {self.old} to {self.new}: {told}>"

    def describe(self) -> SelfDescription:
        """Return how many items differ, and each of them with its number here and there and what differs."""
        differing = [change for change in self.items if change.kind is not ItemChangeKind.UNCHANGED]
        none = message("none")
        return SelfDescription(
            title=message("changes: {count}", count=len(differing)),
            heads=(message("change"), message("before"), message("after"), message("facts")),
            rows=tuple((each.kind.words, each.old or none, each.new or none, each.facts or none) for each in differing),
        )

    def to_dict(self, translator: Translator = ENGLISH) -> dict[str, Any]:
        """Return the changes as plain values with stable keys."""
        return {
            "old": self.old,
            "new": self.new,
            "counts": {kind.value: count for kind, count in self.counts.items()},
            "items": [change.to_dict(translator) for change in self.items],
            "levels": list(self.levels),
        }


def diff_frameworks(old: Framework, new: Framework, crosswalk: Crosswalk | None = None) -> FrameworkChanges:
    """Return what differs between two frameworks, in the order of the older one, and then what was added.

    Args:
        old: the older framework.
        new: the newer framework.
        crosswalk: what became of which item, where somebody has said so.

    Raises:
        FrameworkError: the crosswalk is for other frameworks.
    """
    if crosswalk is not None and (crosswalk.old, crosswalk.new) != (old.id, new.id):
        reason = message("the crosswalk is for {old} and {new}", old=crosswalk.old, new=crosswalk.new)
        raise FrameworkError(old.id, (reason,))
    links = () if crosswalk is None else crosswalk.links
    before, after = _rules(old), _rules(new)
    levels = tuple(level for level in Level if before.get(level) != after.get(level))
    return FrameworkChanges(old=old.id, new=new.id, items=_Comparison(old, new, links).compare(), levels=levels)


@attrs.define
class _Comparison:
    """Compares the items of two frameworks, each kind with its own."""

    old: Framework
    new: Framework
    links: tuple[Link, ...]

    def compare(self) -> tuple[ItemChange, ...]:
        """Return what became of each item."""
        changes = [self._of_link(link) for link in self.links]
        for kind in (Standard, Criterion, Indicator):
            changes += self._compare_kind(kind)
        order = {name: place for place, name in enumerate(_items(self.old))}
        behind = {name: place for place, name in enumerate(_items(self.new))}
        return tuple(
            sorted(changes, key=lambda each: (not each.old, order[each.old[0]] if each.old else behind[each.new[0]]))
        )

    def _of_link(self, link: Link) -> ItemChange:
        if len(link.old) == len(link.new) == 1:
            return self._pair(link.old[0], link.new[0], Ground.CROSSWALK, link)
        kind = (
            ItemChangeKind.ADDED if not link.old else ItemChangeKind.CHANGED if link.new else ItemChangeKind.WITHDRAWN
        )
        return ItemChange(kind=kind, old=link.old, new=link.new, facts=(), ground=Ground.CROSSWALK, link=link)

    def _compare_kind(self, kind: type[_Item]) -> Iterator[ItemChange]:
        told = {name for link in self.links for name in link.old}, {name for link in self.links for name in link.new}
        left = {name: item for name, item in _items(self.old).items() if isinstance(item, kind) and name not in told[0]}
        right = {
            name: item for name, item in _items(self.new).items() if isinstance(item, kind) and name not in told[1]
        }
        for one, other, ground in _match(left, right):
            yield self._pair(one, other, ground, None)
            del left[one], right[other]
        for name in left:
            yield ItemChange(kind=ItemChangeKind.WITHDRAWN, old=(name,), new=(), facts=(), ground=Ground.NONE)
        for name in right:
            yield ItemChange(kind=ItemChangeKind.ADDED, old=(), new=(name,), facts=(), ground=Ground.NONE)

    def _pair(self, one: str, other: str, ground: Ground, link: Link | None) -> ItemChange:
        before, after = _facts(self.old, one), _facts(self.new, other)
        facts = tuple(name for name in {**before, **after} if before.get(name) != after.get(name))
        kind = ItemChangeKind.CHANGED if facts else ItemChangeKind.UNCHANGED
        if one != other:
            kind = ItemChangeKind.MOVED
        return ItemChange(kind=kind, old=(one,), new=(other,), facts=facts, ground=ground, link=link)


def _match(left: dict[str, _Item], right: dict[str, _Item]) -> list[tuple[str, str, Ground]]:
    """Return which items are the same: first those of the same words, then those of one number and most of their words.

    Words that several items of a side have tell nothing, unless the number is the same too.
    """
    found = [(name, name, Ground.WORDS) for name in left if name in right and _words(left[name]) == _words(right[name])]
    taken = {name for name, _, _ in found}
    counts = [Counter(map(_words, side.values())) for side in (left, right)]
    by_words = {_words(item): name for name, item in right.items() if name not in taken}
    moved = [
        (name, by_words[words], Ground.WORDS)
        for name, item in left.items()
        if name not in taken and (words := _words(item)) in by_words and all(count[words] == 1 for count in counts)
    ]
    gone, come = {one for one, _, _ in moved}, {other for _, other, _ in moved}
    alike = [
        (name, name, Ground.NUMBER)
        for name, item in left.items()
        if name not in taken | gone and name in right and name not in come and _is_alike(item, right[name])
    ]
    return [*found, *moved, *alike]


def _is_alike(one: _Item, other: _Item) -> bool:
    """Whether most of the words of both are the same."""
    first, second = Counter(_words(one)), Counter(_words(other))
    return 2 * (first & second).total() > max(first.total(), second.total())


def _words(item: _Item) -> tuple[str, ...]:
    text = item.requirement if isinstance(item, Indicator) else item.title
    return tuple(fold(text.vi).split())


def _items(framework: Framework) -> dict[str, _Item]:
    """Return every item by its number, in the law's order."""
    found: dict[str, _Item] = {}
    for standard in framework.standards:
        found[str(standard.number)] = standard
        for criterion in standard.criteria:
            found[str(criterion.code)] = criterion
            found |= {str(indicator.code): indicator for indicator in criterion.indicators}
    return found


_LEFT_OUT: Final = frozenset({"code", "number", "citation", "criteria", "indicators", "indicator"})
"""What says where an item stands, and no more."""


def _facts(framework: Framework, name: str) -> dict[str, Any]:
    """Return what an item says, its numbers of the law too, by the names of the facts."""
    item = framework[name]
    facts = {field.name: getattr(item, field.name) for field in attrs.fields(type(item)) if field.name not in _LEFT_OUT}
    if isinstance(item, Indicator):
        facts["measures"] = [
            attrs.asdict(measure, filter=lambda field, _: field.name not in _LEFT_OUT)
            for measure in framework.measures
            if measure.indicator == item.code
        ]
    return facts


def _rules(framework: Framework) -> dict[Level, tuple[Any, ...]]:
    rules: tuple[LevelRule, ...] = () if framework.level_rules is None else framework.level_rules.rules
    return {rule.level: (rule.at_least_percent, rule.below_percent, rule.required) for rule in rules}
