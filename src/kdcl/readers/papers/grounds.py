"""Reads what a paper is founded on (căn cứ): documents with kind, number, day, issuer and subject."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import attrs

from kdcl.errors import CodeError
from kdcl.law import DocumentKind, LegalNumber
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.page import opening
from kdcl.readers.vocabulary.words import folded_words, phrase_patterns
from kdcl.school import LegalGround
from kdcl.text.dates import find_dates
from kdcl.text.phrases import is_blank

_NUMBER = re.compile(
    r"(?P<number>\d{1,7}(?:\s*/\s*(?:19|20)\d\d)?\s*/\s*[^\W\d_][\w&]*(?:\s*[-\u2010-\u2014]\s*[^\W\d_][\w&]*)*)"
)
_LEAD = re.compile(r"\s*(?:so\b)?\s*[:.]?\s*")
_OF = re.compile(r"[\s,]*\bcua\s+")


def read_grounds(lines: Iterable[Line]) -> tuple[LegalGround, ...]:
    """Return the documents that lines name, and mark the lines; what is no citation is no ground."""
    return tuple(_iter_grounds(lines))


def _iter_grounds(lines: Iterable[Line]) -> Iterator[LegalGround]:
    for line in lines:
        found = opening("paper_lines", "ground").fullmatch(line.folded)
        if line.use is not None or found is None:
            continue
        rest = line.text[found.start("rest") :].rstrip(" ;.,")
        line.use = Use.FORM if is_blank(rest) else Use.FACT
        if line.use is Use.FACT:
            yield read_ground(rest)


@functools.cache
def _kinds() -> re.Pattern[str]:
    names = "|".join(f"(?P<{name}>{words})" for name, words in _longest_first())
    return re.compile(rf"(?:{names})(?!\w)")


def _longest_first() -> list[tuple[str, str]]:
    """Return the kinds of documents, each before those whose words it begins with."""
    return sorted(phrase_patterns("legal_kinds").items(), key=lambda pair: -len(pair[1]))


_subject = folded_words(r"(?<![\s,])[\s,]++(?:(?P<on>{legal_subjects.on})\s+|(?={legal_subjects.words}\b))")


def read_ground(text: str) -> LegalGround:
    """Return the document that a text cites; all of the text is the subject where it is not understood.

    >>> read_ground("Thông tư số 42/2012/TT-BGDĐT ngày 23/11/2012 của Bộ Giáo dục và Đào tạo").issuer
    'Bộ Giáo dục và Đào tạo'
    """
    unread = LegalGround(subject=text)
    folded = _fold(text)
    kind = _kinds().match(folded)
    lead = _LEAD.match(folded, kind.end() if kind else 0)
    number = _NUMBER.match(text, lead.end() if lead else 0)
    if number is None:
        return unread
    try:
        parsed = LegalNumber.normalize(number["number"])
    except CodeError:
        return unread
    ground = LegalGround(number=parsed, kind=_kind_of(kind, parsed))
    return _read_rest(ground, text[number.end() :]) or unread


def _fold(text: str) -> str:
    return Line(number=0, text=text).folded


def _kind_of(found: re.Match[str] | None, number: LegalNumber) -> DocumentKind | None:
    named = None if found is None else found.lastgroup
    kind = None if named in (None, "none") else DocumentKind(str(named))
    return None if kind is number.document_kind else kind


def _read_rest(ground: LegalGround, rest: str) -> LegalGround | None:
    """Return the ground with day, issuer and subject; None where something else stands there."""
    folded = _fold(rest)
    if day := re.match(r"[\s,]*(?:ky\s+)?ngay\s+|[\s,(]+(?=\d)", folded):
        dates = find_dates(rest[: day.end() + 40])
        if not dates or dates[0].start != day.end() or dates[0].day is None:
            return None
        ground = attrs.evolve(ground, date=dates[0].day)
        rest = rest[dates[0].end :]
        folded = _fold(rest)
    of = _OF.match(folded)
    if of is not None:
        rest, folded = rest[of.end() :], folded[of.end() :]
    subject = _subject().search(folded)
    if of is not None:
        end = len(rest) if subject is None else subject.start()
        ground = attrs.evolve(ground, issuer=rest[:end].strip(" ,"))
    elif subject is None or subject.start() > 0:
        return ground if is_blank(folded) else None
    if subject is None:
        return ground
    return attrs.evolve(ground, subject=rest[subject.end() :].strip(" ,"))
