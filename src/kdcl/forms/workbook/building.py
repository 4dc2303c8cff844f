"""Puts what came back into a school's file."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Mapping

import attrs

from kdcl.codes import IndicatorCode
from kdcl.forms.facts import begin_item, with_item
from kdcl.forms.workbook.cells import Fact
from kdcl.forms.workbook.lists import LISTS, TEXT_OF_ITEM, ListForm
from kdcl.forms.workbook.owners import Owners
from kdcl.places import Place, Step, resolve
from kdcl.school import (
    Box,
    Evidence,
    SchoolData,
    SchoolFeature,
    SelfAssessment,
    StateParagraph,
)


@attrs.frozen(kw_only=True)
class BookItem:
    """What came back of an item of a list.

    Attributes:
        form: the list.
        sent: its place in the file that was sent; None where it is new.
        values: the parts that came back.
    """

    form: ListForm
    sent: Place | None
    values: Mapping[str, Fact]

    def build(self, sent: SelfAssessment) -> Fact:
        """Return the item, its other parts as they were sent."""
        if self.form.item is str:
            return self.values[TEXT_OF_ITEM]
        if self.sent is None:
            return self.form.item(**self.values)
        return attrs.evolve(resolve(self.sent, sent), **self.values)


_Items = dict[Place, Fact]


@attrs.define
class Builder:
    """Gathers what came back, and builds the file of it.

    Attributes:
        sent: the school's file as it was sent.
        data: its figures as they came back.
    """

    sent: SelfAssessment
    data: SchoolData | None = None
    _facts: dict[Place, Fact] = attrs.field(factory=dict)
    _lists: dict[str, dict[Place, _Items]] = attrs.field(factory=dict)

    def put(self, place: Place, value: Fact) -> None:
        """Put a fact of a sheet with fixed lines in."""
        self._facts[place] = value

    def open(self, form: ListForm, owners: Owners) -> None:
        """Begin with a list that came back: what it had and is not added is gone."""
        self._lists[form.id] = {place: {} for place in owners.places(form)}

    def add(self, owner: Place, place: Place, item: BookItem) -> Fact:
        """Put an item in, and return it without what other sheets say of it."""
        built = item.build(self.sent)
        self._lists[item.form.id].setdefault(owner, {})[place] = built
        return built

    def has_owner(self, form: ListForm, owner: Place) -> bool:
        """Whether the item that a list is part of has come back; if its sheet has not, it is as it was."""
        if form.parent not in self._lists or _is_fixed(form, owner):
            return True
        return any(Place(owner.steps[:-1]) in items for items in self._lists[form.parent].values())

    def build(self) -> SelfAssessment:
        """Return the school's file as it came back."""
        facts: Fact = self.sent
        cleared: set[Place] = set()
        begun: dict[tuple[str, str], Fact] = {}
        added: list[tuple[Place, Fact]] = []
        for place, value in self._facts.items():
            if isinstance(place.steps[1:2] and place.steps[1], int) and str(place.steps[-1]).startswith("+"):
                added.append((place, value))  # behind all others, whose numbers it would shift
            else:
                facts = self._put_fact(facts, place, value, begun, cleared)
        for form in LISTS:
            for owner, items in self._lists.get(form.id, {}).items():
                facts = self._put_list(facts, form, owner, items, begun)
        facts = _without_cleared(facts, cleared)
        for place, value in added:
            facts = _with_part(facts, place.steps, value)
        for (name, _), item in begun.items():
            facts = attrs.evolve(facts, **{name: with_item(name, getattr(facts, name), item)})
        return facts if self.data is None else attrs.evolve(facts, data=self.data)  # type: ignore[no-any-return] # attrs.evolve returns what it is given

    def _put_fact(
        self, facts: Fact, place: Place, value: Fact, begun: dict[tuple[str, str], Fact], cleared: set[Place]
    ) -> Fact:
        match place.steps:
            case ("ratings", code):
                return attrs.evolve(facts, ratings=facts.ratings.with_ratings({IndicatorCode.parse(str(code)): value}))
            case ("school", "features", feature):
                return attrs.evolve(facts, school=_with_feature(facts.school, SchoolFeature(str(feature)), value))
            case (("sheets" | "standards") as name, str(key), *rest):
                item = begun.get((name, key)) or begin_item(name, key)
                begun[name, key] = _with_part(item, tuple(rest), value)
                return facts
            case (*_, "current_state", int(), "text") if not value:
                cleared.add(Place(place.steps[:-1]))
                return facts
            case _:
                return _with_part(facts, place.steps, value)

    def _put_list(
        self, facts: Fact, form: ListForm, owner: Place, items: _Items, begun: dict[tuple[str, str], Fact]
    ) -> Fact:
        if form.parent in self._lists and not _is_fixed(form, owner):
            return facts  # the item it is part of takes it along
        built = tuple(self._with_children(form, place, item) for place, item in self._in_order(form, owner, items))
        match owner.steps:
            case ("sheets", str(key), inner):
                if built:
                    item = begun.get(("sheets", key)) or begin_item("sheets", key)
                    begun["sheets", key] = attrs.evolve(item, **{str(inner): built})
                return facts
            case _:
                return _with_part(facts, owner.steps, built)

    def _in_order(self, form: ListForm, owner: Place, items: _Items) -> list[tuple[Place, Fact]]:
        if form.is_ordered:
            return list(items.items())
        known = [place for place in items if isinstance(place.steps[-1], int) and place.steps[:-1] == owner.steps]
        new = [place for place in items if place not in known]
        placed = _put_between([items[place] for place in sorted(known, key=_number)], [items[place] for place in new])
        places = (*sorted(known, key=_number), *new)
        return [(places[number], items[places[number]]) for number in placed]

    def _with_children(self, form: ListForm, place: Place, item: Fact) -> Fact:
        for child in LISTS:
            if child.parent == form.id and child.id in self._lists:
                inner = self._lists[child.id].get(place.at(child.inner), {})
                built = tuple(each for _, each in self._in_order(child, place.at(child.inner), inner))
                item = attrs.evolve(item, **{child.inner: built})
        return item


def _put_between(known: list[Fact], new: list[Fact]) -> list[int]:
    """Return the order of known and new items of a list in which order says nothing, counted through both.

    A new one stands behind the last of a lower code or number: so the list stays in the order in which the guidance
    wants it, wherever in the sheet somebody found a free line. One without a code or number stands behind all.
    """
    lowest = list(itertools.accumulate(map(_rank, reversed(known)), min))[::-1]
    slots: dict[int, list[int]] = {}
    for number, item in enumerate(new, start=len(known)):
        slots.setdefault(bisect.bisect_right(lowest, _rank(item)), []).append(number)
    order: list[int] = []
    for slot in range(len(known) + 1):
        order += sorted(slots.get(slot, ()), key=lambda number: _rank(new[number - len(known)]))
        order += [slot] if slot < len(known) else []
    return order


def _rank(item: Fact) -> tuple[int, ...]:
    match item:
        case Evidence():
            return item.code.home
        case Box():
            return (item.number,)
        case _:
            return ()


def _number(place: Place) -> int:
    return int(str(place.steps[-1]))


def _is_fixed(form: ListForm, owner: Place) -> bool:
    return any(owner == place for place, _ in form.sections)


def _with_feature(school: Fact, feature: SchoolFeature, is_ticked: object) -> Fact:
    others = tuple(each for each in school.features if each is not feature)
    return attrs.evolve(school, features=(*others, feature) if is_ticked else others)


def _with_part(value: Fact, steps: tuple[Step, ...], fact: Fact) -> Fact:
    match steps:
        case ():
            return fact
        case ("current_state", str(new)) if new.startswith("+"):
            return attrs.evolve(value, current_state=_with_paragraph(value.current_state, new[1:], fact))
        case (int(number), *rest):
            return (*value[:number], _with_part(value[number], tuple(rest), fact), *value[number + 1 :])
        case _:
            name = str(steps[0])
            return attrs.evolve(value, **{name: _with_part(getattr(value, name), steps[1:], fact)})


def _with_paragraph(paragraphs: tuple[StateParagraph, ...], letter: str, text: str) -> tuple[StateParagraph, ...]:
    """Return the paragraphs with one more, behind those of earlier indicators."""
    place = max((n for n, each in enumerate(paragraphs, 1) if (each.indicator or "") <= letter), default=0)
    return (*paragraphs[:place], StateParagraph(text=text, indicator=letter), *paragraphs[place:])


def _without_cleared(facts: Fact, cleared: set[Place]) -> Fact:
    """Return the file without the paragraphs that were emptied, each still where it was sent."""
    sheets = list(facts.sheets)
    for place in sorted(cleared, key=_number, reverse=True):
        sheet, number = int(str(place.steps[1])), _number(place)
        kept = sheets[sheet].current_state
        sheets[sheet] = attrs.evolve(sheets[sheet], current_state=(*kept[:number], *kept[number + 1 :]))
    return attrs.evolve(facts, sheets=tuple(sheets))
