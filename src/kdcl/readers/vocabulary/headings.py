"""Tells headings from text, however they are typed or numbered; where a heading leads is the outline's business."""

from __future__ import annotations

import enum
import functools
import re

import attrs

from kdcl.messages import WordedEnum, message
from kdcl.readers.files.content import Line
from kdcl.readers.vocabulary.words import phrase_pattern, phrase_patterns


class Kind(enum.StrEnum):
    """The parts of a report that have a heading of their own; the values are names in ``words.toml``."""

    COUNCIL = "council"
    CONTENTS = "contents"
    ABBREVIATIONS = "abbreviations"
    SUMMARY = "summary"
    SCHOOL_DATA = "school_data"
    PART_TWO = "part_two"
    INTRODUCTION = "introduction"
    ASSESSMENT = "assessment"
    GENERAL_CONCLUSION = "general_conclusion"
    APPENDIX = "appendix"
    EVIDENCE_LIST = "evidence_list"
    SHEET = "sheet"
    REPORT = "report"


class Item(WordedEnum):
    """The five items of a sheet, in order."""

    CURRENT_STATE = "current_state", message("1. Current state")
    STRENGTHS = "strengths", message("2. Strengths")
    WEAKNESSES = "weaknesses", message("3. Weaknesses")
    IMPROVEMENT_PLAN = "improvement_plan", message("4. Quality improvement plan")
    VERDICT = "verdict", message("5. Self-assessment")


@attrs.frozen(kw_only=True)
class Found:
    """A heading.

    Attributes:
        rest: where in the line's text begins what stands behind the heading; the line's length where nothing does.
    """

    rest: int


@attrs.frozen(kw_only=True)
class FoundKind(Found):
    """The heading of a part.

    Attributes:
        kind: which part.
        number: the number or letter before it, folded, or an empty text.
    """

    kind: Kind
    number: str = ""


@attrs.frozen(kw_only=True)
class FoundNumber(Found):
    """The heading of a standard or criterion, or of the conclusion on a standard.

    Attributes:
        number: its number; 0 where it states none.
        standard: the number of the standard where a criterion states it too; otherwise 0.
    """

    number: int
    standard: int = 0


@attrs.frozen(kw_only=True)
class FoundItem(Found):
    """The heading of an item."""

    item: Item


_LEAD = r"[^\w(\[]*"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "l": 1, "ll": 2, "lll": 3}
_NUMBER = r"(?P<number>(?:[ivxl]{1,4}|[a-h])(?:\s*[.,):/-]+\s*|\s+)|\d{1,2}(?:\.\d{1,2})*(?:\s*[.,):/-]+)?\s*)?"
_END = r"[\s.:;,*+\-\])]*"
_LONGEST_HEADING = 120
_LONGEST_TITLE = 600
_SEPARATOR = r"\s*+(?P<separator>[:.)/\-]*)\s*"


@functools.cache
def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple(
        (kind, re.compile(rf"{_LEAD}{_NUMBER}{phrase_pattern('headings', kind)}\b(?P<rest>.*)", re.DOTALL))
        for kind in Kind
        if kind is not Kind.PART_TWO
    )


@functools.cache
def _part() -> re.Pattern[str]:
    part = phrase_pattern("phrases", "part")
    return re.compile(rf"{_LEAD}{part}\s+(?:thu\s+)?(?P<part>[il]{{1,3}}|[123]|nhat|hai|ba)\b[\s.:;*\-]*(?P<rest>.*)")


_PARTS = {
    "i": Kind.SCHOOL_DATA, "l": Kind.SCHOOL_DATA, "1": Kind.SCHOOL_DATA, "nhat": Kind.SCHOOL_DATA,
    "ii": Kind.PART_TWO, "ll": Kind.PART_TWO, "2": Kind.PART_TWO, "hai": Kind.PART_TWO,
    "iii": Kind.APPENDIX, "lll": Kind.APPENDIX, "3": Kind.APPENDIX, "ba": Kind.APPENDIX,
}  # fmt: skip


def find_kind(line: Line) -> FoundKind | None:
    """Return the part whose heading the line is, or None."""
    if len(line.text) > _LONGEST_HEADING:
        return None
    if found := _part().match(line.labelled):
        return FoundKind(kind=_kind_of_part(found), rest=len(line.text), number="part")
    for kind, pattern in _kinds():
        found = pattern.match(line.labelled)
        if found and _ends_there(line, kind, found):
            return FoundKind(kind=kind, rest=len(line.text), number=found["number"] or "")
    return None


def _kind_of_part(found: re.Match[str]) -> Kind:
    """Return what a part is about by its title; by its number where the title does not say."""
    for kind, pattern in _kinds():
        if pattern.fullmatch(found["rest"]):
            return Kind.PART_TWO if kind is Kind.ASSESSMENT else kind
    return _PARTS[found["part"]]


def _ends_there(line: Line, kind: Kind, found: re.Match[str]) -> bool:
    rest = found["rest"]
    if re.fullmatch(rf"{_END}(?:\([^()]*\)?{_END})?", rest):
        return True
    return (
        kind is not Kind.REPORT
        and kind is not Kind.ASSESSMENT
        and line.text.isupper()
        and len(rest) <= _LONGEST_HEADING // 2
    )


@functools.cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"{_LEAD}{_NUMBER}{phrase_pattern('headings', 'opening')}\s*(?P<separator>[:.]|$)\s*")


def find_opening(line: Line) -> Found | None:
    """Return the heading of a standard's opening, or None."""
    found = _opening().match(line.labelled)
    return None if found is None else Found(rest=_place(line, found.end()))


@functools.cache
def _standard() -> re.Pattern[str]:
    word = phrase_pattern("phrases", "standard")
    return re.compile(
        rf"{_LEAD}{_NUMBER}{word}\s*(?:so\s+)?(?P<n>\d{{1,2}}|[ivl]{{1,3}})\b{_SEPARATOR}(?P<rest>.*)", re.DOTALL
    )


@functools.cache
def _criterion_behind() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern('phrases', 'criterion')}\s*(?:so\s+)?\d")


def find_standard(line: Line) -> FoundNumber | None:
    """Return the standard whose heading the line is, or None."""
    found = _standard().match(line.labelled)
    if found is None or not _is_title(line, found) or _criterion_behind().match(found["rest"]):
        return None
    written = found["n"]
    number = int(written) if written.isdigit() else _ROMAN.get(written, 0)
    return FoundNumber(number=number, rest=len(line.text)) if number else None


@functools.cache
def _criterion() -> re.Pattern[str]:
    word, standard = (phrase_pattern("phrases", name) for name in ("criterion", "standard"))
    before = rf"(?:{standard}\s*(?:so\s+)?(?P<standard>\d{{1,2}})\s*+[-.,;:/]*\s*)?"
    numbers = r"(?P<first>\d{1,2})(?:\.(?P<second>\d{1,2})(?!\d))?"
    return re.compile(rf"{_LEAD}{_NUMBER}{before}{word}\s*(?:so\s+)?{numbers}{_SEPARATOR}(?P<rest>.*)", re.DOTALL)


def find_criterion(line: Line) -> FoundNumber | None:
    """Return the criterion whose heading the line is, or None; a criterion with its verdict is no heading."""
    found = _criterion().match(line.labelled)
    if found is None or not _is_title(line, found):
        return None
    if found["second"] is None:
        standard = int(found["standard"] or 0)
        return FoundNumber(number=int(found["first"]), standard=standard, rest=len(line.text))
    return FoundNumber(number=int(found["second"]), standard=int(found["first"]), rest=len(line.text))


def _is_title(line: Line, found: re.Match[str]) -> bool:
    """Whether what stands behind the number is a title: not a sentence that goes on, not a verdict."""
    rest = found["rest"]
    if not rest.strip():
        return True
    if len(rest) > _LONGEST_TITLE or is_verdict_alone(rest):
        return False
    first = line.text[_place(line, found.start("rest")) :][:1]
    if first.islower() and _verdict_first().match(rest):
        return False
    return bool(found["separator"]) or first.isupper() or first in "\"'([\u201c"


@functools.cache
def _verdict_alone() -> re.Pattern[str]:
    words = "|".join(phrase_pattern("phrases", name) for name in ("not_met", "met", "open"))
    return re.compile(rf"\W*(?:(?:{words})\W*)+(?:x\W*)?")


@functools.cache
def _verdict_first() -> re.Pattern[str]:
    words = "|".join(phrase_pattern("phrases", name) for name in ("not_met", "met", "open"))
    return re.compile(rf"(?:{words})\b")


@functools.cache
def _verdict_anywhere() -> re.Pattern[str]:
    return re.compile(rf"\b{phrase_pattern('phrases', 'met')}\b")


def speaks_of_verdict(line: Line) -> bool:
    """Whether a line that begins with the name of a criterion says how it fares, however it says so."""
    found = _criterion().match(line.labelled)
    if found is None:
        return False
    return not re.search("[^\\W\\d_]{2}", found["rest"]) or _verdict_anywhere().search(found["rest"]) is not None


def is_verdict_alone(folded: str) -> bool:
    """Whether a folded text holds verdicts and nothing else."""
    return _verdict_alone().fullmatch(folded) is not None


@functools.cache
def _conclusion() -> re.Pattern[str]:
    words = phrase_pattern("phrases", "standard_conclusion")
    standard = phrase_pattern("phrases", "standard")
    return re.compile(
        rf"{_LEAD}{_NUMBER}{words}(?:\s+(?:ve\s+)?{standard}(?:\s*(?:so\s+)?(?P<n>\d{{1,2}}|[ivl]{{1,3}})\b)?)?"
        rf"\s*(?P<separator>[:.]|$)\s*"
    )


def find_standard_conclusion(line: Line) -> FoundNumber | None:
    """Return the standard whose conclusion the line opens, or None; 0 where it does not say which."""
    found = _conclusion().match(line.labelled)
    if found is None:
        return None
    written = found["n"] or "0"
    number = int(written) if written.isdigit() else _ROMAN.get(written, 0)
    return FoundNumber(number=number, rest=_place(line, found.end()))


_QUALIFIER = (
    r"(?:\s+(?:(?:cua|ve)\s+)?(?:tieu\s+(?:chi|chuan)|tung\s+chi\s+so|(?:nha\s+)?truong)"
    r"(?:\s*\d{1,2}(?:\.\d{1,2})?)?(?:\s+nay)?)?"
)


@functools.cache
def _items() -> tuple[tuple[Item, bool, re.Pattern[str]], ...]:
    return tuple(
        (
            Item(name),
            table == "loose_items",
            re.compile(rf"{_LEAD}{_NUMBER}{words}\b{_QUALIFIER}\s*(?P<separator>[:.;,\-]*)\s*(?P<rest>.*)", re.DOTALL),
        )
        for table in ("items", "loose_items")
        for name, words in phrase_patterns(table).items()
    )


def find_item(line: Line, *, is_loose: bool = False) -> FoundItem | None:
    """Return the item whose heading the line begins with, or None.

    Args:
        line: the line.
        is_loose: whether words that also open sentences count without a number too.
    """
    for item, needs_number, pattern in _items():
        found = pattern.match(line.labelled)
        if found and _opens_item(item, found, needs_number=needs_number and not is_loose):
            return FoundItem(item=item, rest=_place(line, found.start("rest")))
    return None


def _opens_item(item: Item, found: re.Match[str], *, needs_number: bool) -> bool:
    rest = found["rest"]
    if not rest:
        return True
    expected = str(list(Item).index(item) + 1)
    first = re.match("[0-9]+|[ivl]+", found["number"] or "")
    is_numbered = first is not None and str(_ROMAN.get(first[0], first[0])) == expected
    if needs_number:
        return is_numbered
    return is_numbered or found["separator"][:1] in (":", "-") or (item is Item.VERDICT and is_verdict_alone(rest))


def _place(line: Line, place: int) -> int:
    """Return the place in the text for a place behind the label."""
    return max(0, place - (len(line.labelled) - len(line.text)))
