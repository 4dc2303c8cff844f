"""Tells headings from text, however they are typed or numbered; where a heading leads is the outline's business."""

from __future__ import annotations

import enum
import re

import attrs

from kdcl.readers.files.content import Line
from kdcl.readers.vocabulary.words import folded_words, words_of_each


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


LEAD = r"[^\w(\[]*"
# A small L is typed for the capital I: in many fonts they look the same.
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "l": 1, "ll": 2, "lll": 3}
NUMBER = r"(?P<number>(?:[ivxl]{1,4}|[a-h])(?:\s*[.,):/-]+\s*|\s+)|\d{1,2}(?:\.\d{1,2})*(?:\s*[.,):/-]+)?\s*)?"
_END = r"[\s.:;,*+\-\])]*"
_LONGEST_HEADING = 120
_LONGEST_TITLE = 600
_LONGEST_VERDICT = 60
_SEPARATOR = r"\s*+(?P<separator>[:.)/\-]*)\s*"


_kinds = words_of_each("headings", LEAD + NUMBER + r"{}\b(?P<rest>.*)", re.DOTALL)


_part = folded_words(LEAD + r"{part}\s+(?:thu\s+)?(?P<part>[il]{1,3}|[123]|nhat|hai|ba)\b[\s.:;*\-]*(?P<rest>.*)")
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
    for name, pattern in _kinds().items():
        found = pattern.match(line.labelled)
        if found and _ends_there(line, kind := Kind(name), found):
            return FoundKind(kind=kind, rest=len(line.text), number=found["number"] or "")
    return None


def _kind_of_part(found: re.Match[str]) -> Kind:
    """Return what a part is about by its title; by its number where the title does not say."""
    for name, pattern in _kinds().items():
        if pattern.fullmatch(found["rest"]):
            return Kind.PART_TWO if name == Kind.ASSESSMENT else Kind(name)
    return _PARTS[found["part"]]


def _ends_there(line: Line, kind: Kind, found: re.Match[str]) -> bool:
    rest = found["rest"]
    if re.fullmatch(rf"{_END}(?:\([^()]*\)?{_END})?", rest):
        return True
    return (
        # Titles in capitals go on behind the words that are known; a sentence is not in capitals throughout.
        kind is not Kind.REPORT
        and kind is not Kind.ASSESSMENT
        and line.text.isupper()
        and len(rest) <= _LONGEST_HEADING // 2
    )


_opening = folded_words(LEAD + NUMBER + r"{standard_opening}\s*(?P<separator>[:.]|$)\s*")


def find_opening(line: Line) -> Found | None:
    """Return the heading of a standard's opening, or None."""
    found = _opening().match(line.labelled)
    return None if found is None else Found(rest=place_in_text(line, found.end()))


_standard = folded_words(
    LEAD + NUMBER + r"{standard}\s*(?:so\s+)?(?P<n>\d{1,2}|[ivl]{1,3})\b" + _SEPARATOR + "(?P<rest>.*)", re.DOTALL
)
_criterion_behind = folded_words(r"{criterion}\s*(?:so\s+)?\d")


def find_standard(line: Line) -> FoundNumber | None:
    """Return the standard whose heading the line is, or None."""
    found = _standard().match(line.labelled)
    # "Standard 1, criterion 2" heads the criterion.
    if found is None or not _is_title(line, found) or _criterion_behind().match(found["rest"]):
        return None
    written = found["n"]
    number = int(written) if written.isdigit() else ROMAN.get(written, 0)
    return FoundNumber(number=number, rest=len(line.text)) if number else None


_criterion = folded_words(
    LEAD + NUMBER + r"(?:{standard}\s*(?:so\s+)?(?P<standard>\d{1,2})\s*+[-.,;:/]*\s*)?{criterion}\s*(?:so\s+)?"
    # a stroke or dash right behind the number may lead to a second criterion, or part the standard from the criterion
    r"(?P<first>\d{1,2})(?:\.(?P<second>\d{1,2})(?!\d))?(?![-/]\d)" + _SEPARATOR + "(?P<rest>.*)",
    re.DOTALL,
)


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
    first = line.text[place_in_text(line, found.start("rest")) :][:1]
    if first.islower() and _verdict_first().match(rest):
        return False
    # A small letter right behind the number goes on with a sentence about the criterion.
    return bool(found["separator"]) or first.isupper() or first in "\"'([\u201c"


_verdict_alone = folded_words(r"\W*(?:(?:{not_met}|{met}|{open})\W*)+(?:x\W*)?")
_verdict_first = folded_words(r"(?:{not_met}|{met}|{open})\b")
_verdict_anywhere = folded_words(r"\b{met}\b")


def concludes_criterion(line: Line, found: FoundNumber) -> bool:
    """Whether what stands behind the word for a conclusion is a verdict, and no more than a verdict may be long."""
    rest = line.folded[found.rest :]
    return 0 < len(rest) <= _LONGEST_VERDICT and _verdict_anywhere().search(rest) is not None


def speaks_of_verdict(line: Line) -> bool:
    """Whether a line that begins with the name of a criterion says how it fares, however it says so."""
    found = _criterion().match(line.labelled)
    return found is not None and (
        re.search("[^\\W\\d_]{2}", found["rest"]) is None or _verdict_anywhere().search(found["rest"]) is not None
    )


def is_verdict_alone(folded: str) -> bool:
    """Whether a folded text holds verdicts and nothing else."""
    return _verdict_alone().fullmatch(folded) is not None


_conclusion = folded_words(
    LEAD + NUMBER + r"{standard_conclusion}"
    r"(?:\s+(?:ve\s+)?{standard}(?:\s*(?:so\s+)?(?P<n>\d{1,2}|[ivl]{1,3})\b)?)?\s*(?P<separator>[:.]|$)\s*"
)


def find_standard_conclusion(line: Line) -> FoundNumber | None:
    """Return the standard whose conclusion the line opens, or None; 0 where it does not say which."""
    found = _conclusion().match(line.labelled)
    if found is None:
        return None
    written = found["n"] or "0"
    number = int(written) if written.isdigit() else ROMAN.get(written, 0)
    return FoundNumber(number=number, rest=place_in_text(line, found.end()))


def place_in_text(line: Line, place: int) -> int:
    """Return the place in the text of a line for a place in its labelled text."""
    return max(0, place - (len(line.labelled) - len(line.text)))
