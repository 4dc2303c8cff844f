"""Which levels the law may give for some ratings, and what would have to be so for each of them.

The rules of a level may be read in more than one way, and some lists were not read at all. A claim of a school is wrong
only where no reading and no content of an unread list makes it true.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import attrs

from kdcl.law import Level, LevelReading, LevelRule, LevelRules, Status
from kdcl.messages import Message, Share, message
from kdcl.scoring.levels import find_level
from kdcl.scoring.outlook import possible_states
from kdcl.scoring.score import Score


@attrs.frozen(kw_only=True)
class Supposition:
    """What would have to be so, apart from the shipped reading and assumptions, for a level to follow.

    Attributes:
        reading: the reading it takes; None where the shipped one does.
        met_lists: levels whose unread list would name none of the criteria that are not met, unlike the assumed one.
        unmet_lists: levels whose unread list would name a criterion that is not met, unlike the assumed one.
        kept_lists: levels whose unread list has to be as it is assumed, since the level would be another one else.
        kept_reading: the shipped reading where the level would be another one under the other; None where it would not.
    """

    reading: LevelReading | None
    met_lists: tuple[Level, ...]
    unmet_lists: tuple[Level, ...]
    kept_lists: tuple[Level, ...]
    kept_reading: LevelReading | None

    @property
    def conditions(self) -> tuple[Message, ...]:
        """What is supposed, one sentence part for each; empty where the shipped rules give the level."""
        return tuple(self._iter_conditions())

    @property
    def premises(self) -> tuple[Message, ...]:
        """Which shipped reading and assumptions have to hold beside what is supposed, one sentence part for each."""
        return tuple(self._iter_premises())

    def _iter_premises(self) -> Iterator[Message]:
        if self.kept_reading is not None:
            yield message("the upper bound is read as {reading} (the shipped reading)", reading=self.kept_reading.words)
        for level in self.kept_lists:
            yield message("the unread list of level {level} is the assumed one", level=level)

    def _iter_conditions(self) -> Iterator[Message]:
        if self.reading is not None:
            yield message("the upper bound is read as {reading}", reading=self.reading.words)
        for level in self.met_lists:
            yield message("the unread list of level {level} names only criteria that are met", level=level)
        for level in self.unmet_lists:
            yield message("the unread list of level {level} names a criterion that is not met", level=level)


def find_suppositions(score: Score) -> dict[Level | None, Supposition]:
    """Return every level that the law may give, with the least that must be supposed for it.

    Levels that follow under no reading and no content of an unread list are left out; while indicators are open, those
    of every completion are in. Percentages are taken as they are stated, inferred ones too.
    """
    return {level: min(ways, key=_weight) for level, ways in find_ways(score).items()}


def find_ways(score: Score) -> dict[Level | None, tuple[Supposition, ...]]:
    """Return every level that the law may give, with each way to it that supposes no more than is needed.

    Of two ways of which one supposes all that the other does, and more, only the other is told.
    """
    found: dict[Level | None, dict[frozenset[Message], Supposition]] = {}
    if score.rules is not None:
        for level, supposed in _iter_suppositions(score, score.rules):
            found.setdefault(level, {}).setdefault(frozenset(supposed.conditions), supposed)
    return {
        level: tuple(way for supposed, way in ways.items() if not any(other < supposed for other in ways))
        for level, ways in found.items()
    }


def say_ways(ways: tuple[Supposition, ...]) -> Message:
    """Return what would have to be so for a level, the way that supposes least first."""
    told = [message("{conditions}", conditions=(*way.conditions, *way.premises)) for way in sorted(ways, key=_weight)]
    said = told[0]
    for other in told[1:]:
        said = message("{one}; or if: {other}", one=said, other=other)
    return said


def iter_other_levels(score: Score) -> Iterator[tuple[Level, Message]]:
    """Iterate over the higher levels that the same results may be, and what would have to be so for each.

    While indicators are open there are none to tell: the bounds say what is still possible.
    """
    if score.indicators_open:
        return
    possible = find_ways(score)
    for level in Level:
        if level > (score.level or 0) and level in possible:
            yield level, say_ways(possible[level])


def say_other_level(level: Level, conditions: Message) -> Message:
    """Return that the results would be a level, and if what."""
    return message("These results would be level {level} if: {conditions}", level=level, conditions=conditions)


def with_percentages(rule: LevelRule, what: Message) -> Message:
    """Return what was found against a level with how sure its percentages are, where they were not read."""
    if rule.status is Status.VERIFIED:
        return what
    return message(
        "{what}; the percentages of the level were not read but are: {status}", what=what, status=rule.status.words
    )


def _weight(supposed: Supposition) -> int:
    return len(supposed.conditions)


def _iter_suppositions(score: Score, rules: LevelRules) -> Iterator[tuple[Level | None, Supposition]]:
    total = score.criteria_total
    unread = [rule.level for rule in rules.rules if rule.is_list_unread]
    readings = (rules.reading,) if rules.reading_status is Status.VERIFIED else tuple(LevelReading)
    for count, lists in sorted(possible_states(score, rules), key=lambda state: (state[0], sorted(state[1]))):
        turnable = () if count == total else unread  # where every criterion is met, so is whatever a list contains

        def find(reading: LevelReading, met: frozenset[Level], count: int = count) -> Level | None:
            return find_level(rules.with_reading(reading), Share(count, total), lambda rule: rule.level in met)

        turns = itertools.chain.from_iterable(itertools.combinations(turnable, n) for n in range(len(turnable) + 1))
        for turned, reading in itertools.product(list(turns), readings):
            supposed = lists.symmetric_difference(turned)
            level = find(reading, supposed)
            is_kept = reading is rules.reading and any(find(other, supposed) != level for other in readings)
            yield (
                level,
                Supposition(
                    reading=None if reading is rules.reading else reading,
                    met_lists=tuple(each for each in turned if each in supposed),
                    unmet_lists=tuple(each for each in turned if each not in supposed),
                    kept_lists=tuple(
                        each
                        for each in turnable
                        if each not in turned and find(reading, supposed.symmetric_difference((each,))) != level
                    ),
                    kept_reading=reading if is_kept else None,
                ),
            )
