"""A matcher that counts the steps of a regular expression.

Steps are counted and not timed, so the counts are the same on every machine. The matcher goes the ways that Python's
own does (`re` backtracks), one step for each character that is looked at; it knows none of the short cuts of `re`:
they save a part of the work and never its growth.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable
from re import _constants as codes  # type: ignore[attr-defined]  # the tree of a pattern has no public door
from re import _parser as parser  # type: ignore[attr-defined]  # as above
from typing import Any, Final

Continue = Callable[[int], bool]
Match = Callable[[int, Continue], bool]

ONE: Final = frozenset({"LITERAL", "NOT_LITERAL", "ANY", "IN", "CATEGORY"})
REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
LETTERS: Final = " 1aAx.,-:;/([)]\n\t\"'<>%&#_=*+\u2026\u00a0\u1ebfH0iv\u25a1\u2610"
"""What stands for a set of characters: the first of these that is in it."""


def simplify(nodes: list[Any]) -> list[Any]:
    """Return a part of a pattern in which two phrases of a list stand for all of them: they differ in letters only."""
    simple: list[Any] = []
    for op, value in nodes:
        match str(op):
            case "BRANCH":
                ways = [simplify(list(way)) for way in value[1]]
                phrases = [_first_words(way) for way in ways if _is_phrase(way)][:2]
                simple.append((op, (value[0], [*phrases, *(way for way in ways if not _is_phrase(way))])))
            case "SUBPATTERN":
                simple.append((op, (*value[:-1], simplify(list(value[-1])))))
            case "ATOMIC_GROUP":
                simple.append((op, simplify(list(value))))
            case "ASSERT" | "ASSERT_NOT":
                direction, inside, width = _looked_for(value)
                simple.append((op, (direction, simplify(inside), width)))
            case "GROUPREF_EXISTS":
                simple.append((op, (value[0], *(simplify(list(way or ())) for way in value[1:]))))
            case kind if kind in REPEATS and value[1] is not codes.MAXREPEAT:
                simple.append((op, (*value[:2], simplify(list(value[2])))))
            # What is repeated without a bound stays as it is: phrases made of other phrases can be read in many ways.
            case _:
                simple.append((op, value))
    return simple


def _looked_for(value: Any) -> tuple[int, list[Any], int]:  # noqa: ANN401 - the tree of `re` has no types
    """Return where a look goes, at what, and how wide that is: known as long as `re`'s own parts are there."""
    return (value[0], list(value[1]), value[1].getwidth()[0]) if len(value) == 2 else value


def _is_phrase(way: list[Any]) -> bool:
    """Whether these are words with any number of blanks between."""
    return way != [] and all(
        str(op) == "LITERAL" or (str(op) == "MAX_REPEAT" and [str(kind) for kind, _ in value[2]] == ["IN"])
        for op, value in way
    )


def _first_words(way: list[Any]) -> list[Any]:
    """Return a phrase of two words at most, each of one letter."""
    kept: list[Any] = []
    for op, value in way:
        if not (kept and str(op) == str(kept[-1][0]) == "LITERAL"):
            kept.append((op, value))
    first = kept[:3]
    return first if str(first[-1][0]) == str(way[-1][0]) else first[:2]  # a phrase that ends with a word still does


def shape_of(nodes: list[Any]) -> str:
    """Return what is left of a part of a pattern when its letters are taken for one and the same."""
    return re.sub(
        r"\(LITERAL, (?:9[7-9]|1[01][0-9]|12[0-2])\)(?:, \(LITERAL, (?:9[7-9]|1[01][0-9]|12[0-2])\))*",
        "word",
        str(nodes),
    )


class TooManyStepsError(Exception):
    """Raised where a pattern takes more steps than anybody waits for."""


MOST_STEPS: Final = 100_000
FEW: Final = 6
"""A bounded repetition counts as one of so many at most: whatever its bound, it is a constant."""

_TESTS: Final[dict[tuple[str, int], Callable[[str], bool]]] = {}
_LETTERS: Final[dict[tuple[str, int], str]] = {}
"""What fits one character of a pattern, and a character that does: most patterns are made of the same sets."""


class Matcher:
    """A pattern as functions that match and count."""

    def __init__(self, pattern: str, flags: int, *, is_whole: bool = False) -> None:
        """Compile a pattern, whole or with two phrases standing for each list of them."""
        self.tree = parser.parse(pattern, flags)
        self.steps = 0
        self.text = ""
        self._groups: dict[int, tuple[int, int]] = {}
        self.nodes = list(self.tree) if is_whole else simplify(list(self.tree))
        self.shape = shape_of(self.nodes)
        self._match = self._sequence(self.nodes)

    def count(self, text: str, *, is_searched: bool) -> int:
        """Return the steps of finding every match in a text, or of one match at its beginning."""
        self.text, self.steps = text, 0
        start = 0
        ends: list[int] = []

        def note(end: int) -> bool:
            ends.append(end)
            return True

        while start <= len(text):
            ends.clear()
            self._groups.clear()
            self._step()
            found = self._match(start, note)
            if not is_searched:
                break
            start = max(ends[0], start + 1) if found else start + 1
        return self.steps

    def matches(self, text: str) -> bool:
        """Whether a text begins with a match."""
        self.text, self.steps = text, 0
        self._groups.clear()
        return self._match(0, lambda _: True)

    def _step(self, count: int = 1) -> None:
        self.steps += count
        if self.steps > MOST_STEPS:
            raise TooManyStepsError

    def _sequence(self, nodes: list[Any]) -> Match:
        parts = [self._node(op, value) for op, value in nodes]

        def run(index: int, place: int, then: Continue) -> bool:
            if index == len(parts):
                return then(place)
            return parts[index](place, lambda end: run(index + 1, end, then))

        return lambda place, then: run(0, place, then)

    def _node(self, op: Any, value: Any) -> Match:  # noqa: ANN401, PLR0911 - the tree of `re` has no types
        match str(op):
            case name if name in ONE:
                return self._one(self.test(op, value))
            case "AT":
                return self._at(op, value)
            case "BRANCH":
                ways = [self._sequence(list(way)) for way in value[1]]
                return lambda place, then: any(way(place, then) for way in ways)
            case "SUBPATTERN":
                return self._group(value[0], self._sequence(list(value[-1])))
            case "GROUPREF_EXISTS":
                return self._either(value[0], *(self._sequence(list(way or ())) for way in value[1:]))
            case "GROUPREF":
                return lambda place, then: self._same(value, place, then)
            case "ASSERT" | "ASSERT_NOT":
                return self._look(*_looked_for(value), is_wanted=str(op) == "ASSERT")
            case "ATOMIC_GROUP":
                return self._atomic(self._sequence(list(value)))
            case _:
                least, most, body = value
                kind = str(op).removesuffix("_REPEAT")
                bound = FEW if most is not codes.MAXREPEAT and most > FEW else most
                repeat = self._repeat(min(least, FEW), bound, list(body), is_lazy=kind == "MIN")
                return self._atomic(repeat) if kind == "POSSESSIVE" else repeat

    def test(self, op: Any, value: Any) -> Callable[[str], bool]:  # noqa: ANN401 - as above
        """Return whether a character fits, as `re` itself says; patterns share what they have in common."""
        key = str((op, value)), self.tree.state.flags
        if key not in _TESTS:
            one = parser.SubPattern(self.tree.state, [(op, value)])
            compiled = sys.modules["re._compiler"].compile(one, self.tree.state.flags)
            _TESTS[key] = functools.cache(lambda letter: compiled.match(letter) is not None)
        return _TESTS[key]

    def letter_of(self, op: Any, value: Any) -> str:  # noqa: ANN401 - as above
        """Return a character that fits."""
        key = str((op, value)), self.tree.state.flags
        if key not in _LETTERS:
            test = self.test(op, value)
            letters = (*LETTERS, *map(chr, range(33, 0x2E80)))
            _LETTERS[key] = next((letter for letter in letters if test(letter)), "")
        return _LETTERS[key]

    def _one(self, test: Callable[[str], bool]) -> Match:
        def run(place: int, then: Continue) -> bool:
            self._step()
            return place < len(self.text) and test(self.text[place]) and then(place + 1)

        return run

    def _at(self, op: Any, value: Any) -> Match:  # noqa: ANN401 - as above
        compiled = sys.modules["re._compiler"].compile(
            parser.SubPattern(self.tree.state, [(op, value)]), self.tree.state.flags
        )
        return lambda place, then: compiled.match(self.text, place) is not None and then(place)

    def _group(self, number: int | None, body: Match) -> Match:
        def run(place: int, then: Continue) -> bool:
            def close(end: int) -> bool:
                if number is None:
                    return then(end)
                before = self._groups.get(number)
                self._groups[number] = place, end
                if then(end):
                    return True
                if before is None:
                    del self._groups[number]
                else:
                    self._groups[number] = before
                return False

            return body(place, close)

        return run

    def _same(self, number: int, place: int, then: Continue) -> bool:
        start, end = self._groups.get(number, (0, 0))
        self.steps += end - start
        return self.text.startswith(self.text[start:end], place) and then(place + end - start)

    def _either(self, number: int, there: Match, absent: Match) -> Match:
        def run(place: int, then: Continue) -> bool:
            body = there if number in self._groups else absent
            return body(place, then)

        return run

    def _look(self, direction: int, nodes: list[Any], width: int, *, is_wanted: bool) -> Match:
        body = self._sequence(nodes)

        def run(place: int, then: Continue) -> bool:
            start = place if direction > 0 else place - width
            is_there = start >= 0 and body(start, lambda _: True)
            return is_there is is_wanted and then(place)

        return run

    def _atomic(self, body: Match) -> Match:
        def run(place: int, then: Continue) -> bool:
            ends: list[int] = []

            def note(end: int) -> bool:
                ends.append(end)
                return True

            return body(place, note) and then(ends[0])

        return run

    def _repeat(self, least: int, most: int, nodes: list[Any], *, is_lazy: bool) -> Match:
        if len(nodes) == 1 and str(nodes[0][0]) in ONE:
            return self._repeat_one(least, most, self.test(*nodes[0]), is_lazy=is_lazy)
        body = self._sequence(nodes)

        def run(count: int, place: int, then: Continue) -> bool:
            def again() -> bool:
                return count < most and body(place, lambda end: end > place and run(count + 1, end, then))

            if count < least:
                return body(place, lambda end: run(count + 1, end, then))
            return (then(place) or again()) if is_lazy else (again() or then(place))

        return lambda place, then: run(0, place, then)

    def _repeat_one(self, least: int, most: int, test: Callable[[str], bool], *, is_lazy: bool) -> Match:
        def fits(place: int) -> bool:
            self._step()
            return place < len(self.text) and test(self.text[place])

        def run(place: int, then: Continue) -> bool:
            end = place
            if is_lazy:
                while end - place < least or not then(end):
                    if end - place >= most or not fits(end):
                        return False
                    end += 1
                return True
            last = min(len(self.text), place + most)
            while end < last and test(self.text[end]):
                end += 1
            self._step(end - place + 1)
            while end - place >= least:
                self._step()
                if then(end):
                    return True
                end -= 1
            return False

        return run
