"""Texts that make a regular expression try in vain, made from its own parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from re import _constants as codes  # type: ignore[attr-defined]  # the tree of a pattern has no public door
from typing import Any

from steps import FEW, ONE, REPEATS, Matcher


def hostile_texts(matcher: Matcher, size: int) -> Iterator[str]:
    """Iterate over texts of about so many characters that make the pattern try in vain.

    Each repetition without a bound is fed with what it takes, behind what leads to it and before what stops it; so is
    each start of the pattern, again and again, and each mixture of what two neighbouring repetitions take.
    """
    fed = dict.fromkeys(_iter_fed(matcher, matcher.nodes, ""))
    for before, piece in fed:
        run = piece * (size // max(len(piece), 1))
        start = before + piece
        for end in ("", "\0"):
            yield before + run + end
        yield start * (size // max(len(start), 1))
        yield before + (piece + "\0") * (size // (len(piece) + 1))
    pieces = list(dict.fromkeys(piece for _, piece in fed))
    for first, second in pairwise(pieces):
        mixed = first + second
        yield mixed * (size // max(len(mixed), 1))
        yield first * (size // (2 * max(len(first), 1))) + second * (size // (2 * max(len(second), 1)))
    example = _example(matcher, matcher.nodes)
    for cut in {len(example), max(len(example) - 1, 1), max(len(example) // 2, 1)}:
        if piece := example[:cut]:
            yield piece * (size // len(piece))


def _iter_fed(matcher: Matcher, nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Iterate over what repetitions take, each with what leads to it."""
    for op, value in nodes:
        kind = str(op)
        if kind in REPEATS:
            _, most, body = value
            if most is codes.MAXREPEAT or most > FEW:
                yield before, _example(matcher, list(body)) or " "
                if len(body) == 1 and str(body[0][0]) in ONE:
                    test = matcher.test(*body[0])
                    yield from ((before, letter) for letter in " 1a.)" if test(letter))
            yield from _iter_fed(matcher, list(body), before)
        elif kind == "SUBPATTERN":
            yield from _iter_fed(matcher, list(value[-1]), before)
        elif kind == "BRANCH":
            for way in value[1]:
                yield from _iter_fed(matcher, list(way), before)
        elif kind == "ATOMIC_GROUP":
            yield from _iter_fed(matcher, list(value), before)
        elif kind == "GROUPREF_EXISTS" or (kind in {"ASSERT", "ASSERT_NOT"} and value[0] > 0):
            yield from _iter_fed(matcher, list(value[1]), before)
        before += _example(matcher, [(op, value)])


def _example(matcher: Matcher, nodes: list[Any]) -> str:
    """Return a text that fits, in which everything that may be left out stands once."""
    pieces: list[str] = []
    for op, value in nodes:
        match str(op):
            case kind if kind in ONE:
                pieces.append(matcher.letter_of(op, value))
            case "SUBPATTERN":
                pieces.append(_example(matcher, list(value[-1])))
            case "BRANCH":
                pieces.append(_example(matcher, list(value[1][0])))
            case "ATOMIC_GROUP":
                pieces.append(_example(matcher, list(value)))
            case kind if kind in REPEATS:
                pieces.append(_example(matcher, list(value[2])) * max(1, min(value[0], FEW)))
            case "ASSERT" if value[0] > 0:
                pieces.append(_example(matcher, list(value[1])))
            case _:
                pass
    return "".join(pieces)
