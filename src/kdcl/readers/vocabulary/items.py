"""Tells the headings of the five items of a sheet from text, however they are typed, numbered or added to."""

from __future__ import annotations

import enum
import functools
import re

import attrs

from kdcl.messages import WordedEnum, message
from kdcl.readers.files.content import Line
from kdcl.readers.vocabulary.headings import LEAD, NUMBER, ROMAN, Found, is_verdict_alone, place_in_text
from kdcl.readers.vocabulary.words import folded_words, phrase_patterns

_LONGEST_HEADING = 90


class Item(WordedEnum):
    """The five items of a sheet, in order."""

    CURRENT_STATE = "current_state", message("1. Current state")
    STRENGTHS = "strengths", message("2. Strengths")
    WEAKNESSES = "weaknesses", message("3. Weaknesses")
    IMPROVEMENT_PLAN = "improvement_plan", message("4. Quality improvement plan")
    VERDICT = "verdict", message("5. Self-assessment")


@attrs.frozen(kw_only=True)
class FoundItem(Found):
    """The heading of an item.

    Attributes:
        item: the item.
        words: where words begin that were taken for a part of the heading though nobody knows them; 0 where none do.
    """

    item: Item
    words: int = 0


class _Need(enum.Enum):
    """What words need beside them to be a heading; the names are those of tables in ``words.toml``."""

    items = "a number, a mark behind them, or the line for themselves"
    loose_items = "a number, or the line for themselves"
    numbered_items = "a number, and nothing behind them but a colon"


# Behind the words of an item people say whose it is: of this criterion, of each indicator, of the school.
_QUALIFIER = (
    r"(?:\s+(?:(?:cua|ve)\s+)?(?:tieu\s+(?:chi|chuan)|tung\s+chi\s+so|(?:nha\s+)?truong)"
    r"(?:\s*\d{1,2}(?:\.\d{1,2})?)?(?:\s+nay)?)?"
)


@functools.cache
def _items() -> tuple[tuple[Item, _Need, re.Pattern[str]], ...]:
    return tuple(
        (
            Item(name),
            _Need[table],
            re.compile(rf"{LEAD}{NUMBER}{words}\b{_QUALIFIER}\s*(?P<separator>[:.;,\-]*)\s*(?P<rest>.*)", re.DOTALL),
        )
        for table in _Need.__members__
        for name, words in phrase_patterns(table).items()
    )


def find_item(line: Line, *, is_loose: bool = False) -> FoundItem | None:
    """Return the item whose heading the line begins with, or None.

    Args:
        line: the line.
        is_loose: whether words that also open sentences count without a number too.
    """
    for item, need, pattern in _items():
        found = pattern.match(line.labelled)
        if found is None:
            continue
        rest = place_in_text(line, found.start("rest"))
        is_numbered = _is_numbered(item, found)
        if _goes_on(item, found, line, rest):
            is_known = _qualifiers().fullmatch(found["rest"]) is not None
            if is_numbered or (is_known and need is _Need.items):
                return FoundItem(item=item, rest=len(line.text), words=0 if is_known else rest)
        elif _opens_item(item, found, _Need.items if is_loose and need is _Need.loose_items else need):
            return FoundItem(item=item, rest=rest)
    return None


def _goes_on(item: Item, found: re.Match[str], line: Line, rest: int) -> bool:
    """Whether what stands behind the words of a heading may go on with it: no mark between, no sentence, no code."""
    words = line.text[rest:]
    if not words or found["separator"] or item is Item.VERDICT or len(line.text) > _LONGEST_HEADING:
        return False
    return (words[0].islower() or line.text.isupper()) and re.search(r"[.;:!?\[\]\d]", words) is None


_qualifiers = folded_words(r"(?:(?:{item_qualifiers})\b\W*)+")


def is_numbered_as(item: Item, line: Line) -> re.Match[str] | None:
    """Return the number of an item at the beginning of a line, with what stands behind it, or None."""
    found = _NUMBERED.match(line.labelled)
    if found is None or str(ROMAN.get(found["number"], found["number"])) != str(number_of(item)):
        return None
    return found


_NUMBERED = re.compile(rf"{LEAD}(?P<number>\d{{1,2}}|[ivx]{{1,4}})\s*[.,):/-]+\s*(?P<rest>\S.*)", re.DOTALL)


def number_of(item: Item) -> int:
    """Return the number that an item has in a sheet."""
    return list(Item).index(item) + 1


def _is_numbered(item: Item, found: re.Match[str]) -> bool:
    first = re.match("[0-9]+|[ivl]+", found["number"] or "")
    return first is not None and str(ROMAN.get(first[0], first[0])) == str(number_of(item))


def _opens_item(item: Item, found: re.Match[str], need: _Need) -> bool:
    rest, mark = found["rest"], found["separator"][:1]
    is_numbered = _is_numbered(item, found)
    if need is _Need.numbered_items:
        return is_numbered and (not rest or mark == ":")
    if not rest or is_numbered:
        return True
    if need is _Need.loose_items:
        return False
    return mark in (":", "-") or (item is Item.VERDICT and is_verdict_alone(rest))
