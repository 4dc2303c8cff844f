"""Finds out which rules a document was made under: a framework that is known, or the rules of others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from kdcl.law import Framework, InstitutionType
from kdcl.messages import Message, message
from kdcl.readers.files.content import Line
from kdcl.readers.recognising.marks import number_apart, number_patterns, school_pattern, stage_patterns
from kdcl.readers.recognising.result import Certainty, Rules, Sign, SignKind
from kdcl.readers.vocabulary.words import phrase_pattern
from kdcl.standards import available_frameworks, framework_notices, get_framework

_FRONT_LINES = 40
_LONGEST_NAME = 120
_DIGIT = re.compile("[0-9]")
_OTHER_CODE = re.compile(r"\bh\s?\d{1,2}\s?[-.]\s?\d{1,2}\.\d{1,2}\s?[-.]\s?\d{2}\b")
"""A code with standard and criterion joined by a point, as the rules of the next generation write it."""

_NAME = re.compile(r"\b(?:truong|trung tam)\b(?:(?!\btruong\b|\btrung tam\b)[^.,;]){0,60}")
"""What may be a school's name inside a sentence: it ends where the next one begins."""

_FEW = 2
"""So many different signs of another generation leave no doubt."""

_OTHERS: dict[str, Message] = {
    "other-generation": message("of another circular, which rates criteria by degrees"),
    "preschool": message("of preschools"),
    "higher": message("of colleges or universities"),
}


def recognise_rules(
    lines: Sequence[Line], criteria: frozenset[tuple[int, int]]
) -> tuple[Rules, tuple[Sign, ...], bool]:
    """Return the rules that a document was made under, their signs, and whether others are named beside them.

    Args:
        lines: all lines of the document.
        criteria: the criteria that have headings in it, by standard and number.
    """
    others = tuple(_iter_signs_of_others(lines))
    named = [sign for sign in others if sign.kind is SignKind.NUMBER]
    seen = [sign for sign in others if sign.kind is not SignKind.NUMBER]
    institution = _find_institution(lines)
    foreign = _find_foreign(named, seen, institution)
    if foreign is not None:
        certain = institution is not None and institution.stands_for in _OTHERS
        certain = certain or len(seen) >= _FEW or bool(named and seen)
        signs = (*others, *(() if institution is None else (institution,)))
        certainty = Certainty.STATED if certain else Certainty.GUESSED
        return Rules(framework=None, foreign=foreign, certainty=certainty), signs, False
    framework, certainty, signs = _find_framework(lines, criteria, institution)
    # A report under this circular may name what comes after it; without its own circular, that is a doubt.
    if others and not _names_circular(lines, framework):
        certainty = Certainty.GUESSED
    return Rules(framework=framework, certainty=certainty), (*signs, *others), bool(named)


def _names_circular(lines: Iterable[Line], framework: Framework | None) -> bool:
    """Whether the text names the circular of a framework."""
    if framework is None:
        return False
    number = framework.circular.number
    apart = "" if number.year is None else f"|{number_apart(number.number, number.year)}"
    own = re.compile(rf"(?<![\d/]){number.number}\s*/\s*{number.year}(?!\d){apart}")
    return any(own.search(line.folded) for line in lines)


def _iter_signs_of_others(lines: Iterable[Line]) -> Iterator[Sign]:
    """Iterate over the signs of rules of others, the first of each."""
    degree, point = (phrase_pattern("words", name) for name in ("degree", "point"))
    wanted = {
        **{
            f"number {name}": (SignKind.NUMBER, pattern, name.replace("_", "-"))
            for name, pattern in number_patterns().items()
        },
        # the word for a degree is common: it tells as a heading of its own or right behind the verdict
        "heading": (SignKind.DEGREES, re.compile(rf"\A\W*{degree}\s*(?:[1-4]|i{{1,3}}|iv)\W*$"), "other-generation"),
        "verdict": (
            SignKind.DEGREES,
            re.compile(rf"\A[^.]*\bdat\s+{degree}\s*(?:[1-4]|i{{1,3}}|iv)\b"),
            "other-generation",
        ),
        "point": (SignKind.POINTS, re.compile(rf"\A\W*{point}\b"), "other-generation"),
        "code": (SignKind.CODES, _OTHER_CODE, "other-generation"),
    }
    for line in lines:
        folded = line.folded
        has_digit = _DIGIT.search(folded) is not None
        for key, (kind, pattern, stands_for) in tuple(wanted.items()):
            is_anywhere = kind in (SignKind.NUMBER, SignKind.CODES)
            if is_anywhere and not has_digit:  # most lines have none, and these patterns look at every place
                continue
            found = pattern.search(folded) if is_anywhere else pattern.match(folded)
            if found is not None:
                text = line.text[found.start() : found.end()].strip()
                yield Sign(kind=kind, stands_for=stands_for, text=text, place=line.place)
                del wanted[key]


def _find_foreign(named: list[Sign], seen: list[Sign], institution: Sign | None) -> Message | None:
    """Return what the rules are where they are those of others, or None.

    A number alone says so only where nothing names a framework that is known: reports name what will come after them.
    """
    if institution is not None and institution.stands_for in _OTHERS:
        return _OTHERS[institution.stands_for]
    if len(seen) >= _FEW or (seen and named):
        number = next((sign.text for sign in named if sign.stands_for == "other-generation"), None)
        words = _OTHERS["other-generation"]
        return words if number is None else message("{rules} ({number})", rules=words, number=number)
    return None


def _find_institution(lines: Sequence[Line]) -> Sign | None:
    """Return what the name of the school on the first pages says of its institution, or None."""
    for line in itertools.islice(lines, _FRONT_LINES):
        if len(line.text) <= _LONGEST_NAME and school_pattern().match(line.folded):
            stands_for = _institution_of(line.folded)
            if stands_for is not None:
                return Sign(kind=SignKind.INSTITUTION, stands_for=stands_for, text=line.text, place=line.place)
    return None


def _institution_of(name: str) -> str | None:
    """Return the institution that a school's name tells, or None.

    A school of several stages is a secondary school (letter 46, its opening paragraph).
    """
    stages = {stage for stage, pattern in stage_patterns().items() if pattern.search(name)}
    if stages & {"secondary", "several"}:
        return InstitutionType.SECONDARY
    return stages.pop() if len(stages) == 1 else None


def _find_framework(
    lines: Sequence[Line], criteria: frozenset[tuple[int, int]], institution: Sign | None
) -> tuple[Framework | None, Certainty, tuple[Sign, ...]]:
    """Return the framework, how sure it is, and its signs: by the school's name, its criteria, or schools it names."""
    # Centres are rated under this circular too, but their framework is not available.
    if institution is not None and institution.stands_for == InstitutionType.CONTINUING:
        return None, Certainty.STATED, (institution,)
    stated = None if institution is None else _get_of(InstitutionType(institution.stands_for))
    by_criteria, is_alone = _find_by_criteria(criteria)
    signs = () if institution is None else (institution,)
    if by_criteria is not None:
        signs = (*signs, Sign(kind=SignKind.CRITERIA, stands_for=by_criteria.id, text=_shown(criteria)))
    if stated is not None:
        if criteria <= _codes(stated):
            return stated, Certainty.STATED, signs
        # The criteria are those of another institution than the name: nothing settles which of the two is wrong.
        return by_criteria or stated, Certainty.GUESSED, signs
    if by_criteria is not None and is_alone:
        return by_criteria, Certainty.CONCLUDED, signs
    mentioned = _find_mentioned(lines)
    if len(mentioned) == 1 and (framework := _get_of(mentioned[0])) is not None and criteria <= _codes(framework):
        return framework, Certainty.CONCLUDED, signs
    guess = by_criteria or (_get_of(mentioned[0]) if mentioned else None)
    return guess, Certainty.GUESSED, signs


def _shown(criteria: frozenset[tuple[int, int]]) -> str:
    ordered = [f"{standard}.{number}" for standard, number in sorted(criteria)]
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]}-{ordered[-1]}"


def _get_of(institution: InstitutionType) -> Framework | None:
    """Return the first framework for this type of institution that is known; those of packages are not asked."""
    known = (notice.id for notice in framework_notices() if notice.institution is institution)
    return next(map(get_framework, known), None)


def _codes(framework: Framework) -> set[tuple[int, int]]:
    return {(criterion.code.standard, criterion.code.criterion) for criterion in framework.criteria}


def _find_by_criteria(found: frozenset[tuple[int, int]]) -> tuple[Framework | None, bool]:
    """Return the framework that shares most with the criteria found, and whether no other can be meant.

    No other can where only one has all of the criteria, or where they are exactly its own.
    """
    if not found:
        return None, False
    frameworks = [(_codes(framework), framework) for framework in map(get_framework, available_frameworks())]
    shares = [(len(codes & found) / len(codes | found), framework) for codes, framework in frameworks]
    best = max(share for share, _ in shares)
    chosen = [framework for share, framework in shares if share == best > 0]
    if len(chosen) != 1:
        return None, False
    holding = [framework for codes, framework in frameworks if found <= codes]
    return chosen[0], best == 1 or holding == chosen


def _find_mentioned(lines: Iterable[Line]) -> list[InstitutionType]:
    """Return the institutions whose schools the text names, the one named first at the beginning."""
    found: list[InstitutionType] = []
    for line in lines:
        for name in map(_institution_of, _NAME.findall(line.folded)):
            known = (InstitutionType.PRIMARY, InstitutionType.SECONDARY)
            found += [each for each in known if each == name and each not in found]
    return found
