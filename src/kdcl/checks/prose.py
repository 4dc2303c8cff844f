"""Checks of the texts: abbreviations, totals that contradict the ratings, and the characters they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs

from kdcl.changes import find_year_mark, without_year_mark
from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.places import ROOT, Place, resolve
from kdcl.standards.vocabulary import VOCABULARY, split_words
from kdcl.text.characters import find_refused
from kdcl.text.encodings import find_legacy_encoding

_WORD: Final = re.compile(r"(?<![0-9])[0-9]+/\S+|[^\W\d_]+(?:[&-][^\W\d_]+)*")
"""A word, joined by ampersands or hyphens; or the number of a paper as a whole, which is not looked into."""

# Roman numbers stand in capitals too, alone and in ranges.
_ROMAN: Final = re.compile(r"[IVX]+(-[IVX]+)*")
_SHORTEST: Final = 2


@check(
    "unlisted-abbreviation",
    Severity.NOTE,
    message("An abbreviation that is used, but not listed"),
    source=message("the form of the self-assessment report"),
    reads=("sheets", "standards", "abbreviations"),
)
def _unlisted(case: Case) -> Iterator[Finding]:
    met = {abbreviation.short for abbreviation in case.assessment.abbreviations}
    for place, text in case.bare_texts:
        for found in _iter_abbreviations(text):
            if found.group() not in met:
                met.add(found.group())
                yield Finding(
                    message=message("{short} is used, but not in the list of abbreviations", short=found.group()),
                    place=place.with_span(*found.span()),
                    fix=message("list it with its meaning, or write it in full"),
                )


@check(
    "unused-abbreviation",
    Severity.NOTE,
    message("An abbreviation that is listed, but used nowhere"),
    source=message("the form of the self-assessment report"),
    reads=("abbreviations", "sheets", "standards", "evidence", "introduction", "conclusion"),
)
def _unused(case: Case) -> Iterator[Finding]:
    if not case.assessment.abbreviations:
        return
    listed = "\n".join(f"{row.name}\n{row.reference}\n{row.issuer}\n{row.note}" for row in case.assessment.evidence)
    everything = "\n".join([*(text for _, text in case.texts), listed])
    parts = _list_parts(everything)
    for index, abbreviation in enumerate(case.assessment.abbreviations):
        short = abbreviation.short.strip()
        # Most that are not used are told by their parts; thousands of searches through a long text take minutes.
        may_be_used = _list_parts(short) <= parts
        if not (may_be_used and re.search(rf"(?<!\w){re.escape(short)}(?!\w)", everything)):
            yield Finding(
                message=message("{short} is in the list of abbreviations, but used nowhere", short=short),
                place=ROOT.at("abbreviations", index, "short"),
                fix=message("take it off the list"),
            )


def _list_parts(text: str) -> frozenset[str]:
    """Return the words of a text, and each two neighbours among them with what stands between."""
    words = [found.span() for found in re.finditer(r"\w+", text)]
    single = (text[start:end] for start, end in words)
    pairs = (text[start:end] for (start, _), (_, end) in pairwise(words))
    return frozenset((*single, *pairs))


def _iter_abbreviations(text: str) -> Iterator[re.Match[str]]:
    """Iterate over words in capitals without accents, unless they stand in words of capitals, as in a heading."""
    words = list(_WORD.finditer(text))
    for index, found in enumerate(words):
        word = found.group()
        if word.isupper() and _is_abbreviation(word):  # nearly all words are told by the first, which costs little
            beside = words[max(index - 1, 0) : index + 2]
            if not any(_is_shouted(neighbour.group()) for neighbour in beside):
                yield found


def _is_abbreviation(word: str) -> bool:
    letters = re.sub("[&-]", "", word)
    is_plain = len(letters) >= _SHORTEST and letters.isalpha() and letters.isupper()
    return is_plain and not _ROMAN.fullmatch(word) and not _has_accents(letters)


def _is_shouted(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isupper() and _has_accents(word)


def _has_accents(word: str) -> bool:
    return any(unicodedata.combining(sign) for sign in unicodedata.normalize("NFD", word))


@attrs.frozen
class _Counts:
    """How many of a whole are met, not met and open."""

    met: int
    not_met: int
    open: int
    total: int

    def allows(self, claimed: int, *, is_negative: bool) -> bool:
        """Whether so many can be met, or not met, once all is assessed."""
        sure = self.not_met if is_negative else self.met
        return sure <= claimed <= sure + self.open


@check(
    "text-of-earlier-year",
    Severity.WARNING,
    message("A text that is marked as written in an earlier year"),
    source=None,
    reads=(),
)
def _earlier(case: Case) -> Iterator[Finding]:
    for place, text in case.all_texts:
        year = find_year_mark(text)
        if year is not None and year < case.assessment.school_year:
            yield Finding(
                message=message("this text is of {year} and was not revised since", year=year),
                place=place.with_span(0, len(text) - len(without_year_mark(text))),
                fix=message("revise it and take the mark off"),
            )


@check(
    "prose-contradicts-ratings",
    Severity.ERROR,
    message("A total in a text that contradicts the ratings"),
    source=message("the form of the self-assessment report"),
    reads=("ratings", "sheets", "standards"),
)
def _prose_totals(case: Case) -> Iterator[Finding]:
    vocabulary = case.framework.part(VOCABULARY)
    for place, text in case.bare_texts:
        if "/" not in text:
            continue
        indicators, criteria = _counts_of(case, place)
        stated = [(found, indicators) for found in _iter_totals(text, vocabulary.counted_indicators)]
        stated += [(found, criteria) for found in _iter_totals(text, vocabulary.counted_criteria)]
        for found, counts in sorted(stated, key=lambda pair: pair[0].start()):
            is_negative = not set(split_words(found.group())).isdisjoint(vocabulary.negations)
            if int(found["whole"]) == counts.total and not counts.allows(int(found["part"]), is_negative=is_negative):
                yield Finding(
                    message=message(
                        "{text}: by the ratings {met} are met, {not_met} not met and {open} not assessed",
                        text=repr(found.group()),
                        met=counts.met,
                        not_met=counts.not_met,
                        open=counts.open,
                    ),
                    place=place.with_span(*found.span()),
                    fix=message("correct the number, or the ratings it was counted from"),
                )


def _iter_totals(text: str, words: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Iterate over statements such as 26/28 before or after the words for what is counted."""
    counted = "|".join(map(re.escape, words))
    # A second stroke makes it a date.
    number = r"(?<![0-9/])(?P<part>[0-9]{1,3})\s*/\s*(?P<whole>[0-9]{1,3})(?![0-9/])"
    few_words = r"[^0-9.;,\n]{0,24}?"
    behind = rf"{number}\s+(?:{counted})(?: [^\W\d_]+){{0,2}}"
    before = rf"(?:{counted})\b{few_words}{number}"
    met: set[int] = set()
    for pattern in (behind, before):
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if found.start("part") not in met:
                met.add(found.start("part"))
                yield found


def _counts_of(case: Case, place: Place) -> tuple[_Counts, _Counts]:
    """Return the counts of indicators and of criteria that a text speaks of: the standard's own, or all."""
    score = case.score
    is_of_standard = place.steps[:1] == ("standards",)
    number = resolve(Place(place.steps[:2]), case.assessment).standard if is_of_standard else None
    counted = next((each for each in score.standards if each.number == number), score)
    return (
        _Counts(counted.indicators_met, counted.indicators_not_met, counted.indicators_open, counted.indicators_total),
        _Counts(counted.criteria_met, counted.criteria_not_met, counted.criteria_open, counted.criteria_total),
    )


@check(
    "unprintable-character",
    Severity.ERROR,
    message("A character that no document can print"),
    source=None,
    reads=(),
)
def _unprintable(case: Case) -> Iterator[Finding]:
    for place, text in case.all_texts:
        if (refused := find_refused(text)) is not None:
            yield Finding(message=refused, place=place)


@check(
    "old-encoding",
    Severity.WARNING,
    message("Text in an encoding from before Unicode"),
    source=None,
    reads=(),
)
def _legacy(case: Case) -> Iterator[Finding]:
    for place, text in case.all_texts:
        if (encoding := find_legacy_encoding(text)) is not None:
            yield Finding(
                message=message("words of the old encoding {encoding} stand here", encoding=encoding.value),
                place=place,
                fix=encoding.remedy,
            )
