"""The draft copy of a document: what the checks found stands as comments where it was found.

The official copy is the document as it was composed; it has no comments. The draft is a copy for those who revise it.
"""

from __future__ import annotations

import bisect
import itertools
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import attrs

from kdcl.blocks import Document, Heading, Paragraph
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.checks.accepting import Accepted
from kdcl.codes import IndicatorCode
from kdcl.documents.composition import RATINGS
from kdcl.documents.typesetting import criterion_bookmark, evidence_bookmark
from kdcl.external import ExternalAssessment
from kdcl.findings import Finding
from kdcl.locale import get_locale
from kdcl.messages import Message, message
from kdcl.places import Place, Steps
from kdcl.school import SelfAssessment
from kdcl.text.folding import begin_large


def build_draft(
    document: Document,
    assessment: SelfAssessment | ExternalAssessment,
    issues: Iterable[Finding],
    accepted: Iterable[Accepted] = (),
) -> Document:
    """Return a copy of the document with each issue as a comment on the paragraph that prints what it is about.

    An issue of a fact that the document does not print stands at the heading it belongs to, or at the very first. There
    stands too how many are accepted as exceptions, and each of those says so.

    Args:
        document: a document composed from the assessment, such as the report.
        assessment: the facts of the school, or of a team from outside, that the issues were found in.
        issues: what `kdcl.checks.check` or `kdcl.external.checks.check_external` returned, without what is accepted.
        accepted: what is accepted, as `kdcl.checks.accepting.sift` returned it.
    """
    locale = get_locale(document.language)
    paragraphs = list_paragraphs(document)
    index = _SourceIndex.of(paragraphs)
    comments: dict[int, tuple[str, ...]] = {}
    known = tuple(accepted)
    if known:
        comments[0] = (locale.text(message("Findings accepted as exceptions: {count}", count=len(known))),)
    told = [(issue, _sentence(issue)) for issue in issues]
    for issue, sentence in (*told, *((each.finding, each.sentence) for each in known)):
        place = index.find(issue.place, _find_bookmark(issue.place.steps, assessment))
        comments[place] = (*comments.get(place, ()), begin_large(locale.text(sentence)))
    numbers = itertools.count()
    return with_paragraphs(document, lambda paragraph: _commented(paragraph, comments.get(next(numbers), ())))


def without_comments(document: Document) -> Document:
    """Return the official copy: the document without any comment."""
    return with_paragraphs(document, lambda paragraph: attrs.evolve(paragraph, comments=()))


def _commented(paragraph: Paragraph | Heading, comments: tuple[str, ...]) -> Paragraph | Heading:
    return attrs.evolve(paragraph, comments=(*paragraph.comments, *comments)) if comments else paragraph


def _sentence(issue: Finding) -> Message:
    """Return what is wrong, and what to do about it where that is known."""
    if issue.fix is None:
        return issue.message
    return message("{finding}; {fix}", finding=issue.message, fix=issue.fix)


_Printed = tuple[float, int]
"""Where in its text a paragraph's line ends, and the number of the paragraph."""


@attrs.frozen
class _SourceIndex:
    """Which paragraphs print which facts.

    Attributes:
        bookmarks: the number of the paragraph or heading with each bookmark.
        printed: the paragraphs that print each fact, in the order of its lines.
    """

    bookmarks: Mapping[str, int]
    printed: Mapping[Steps, tuple[_Printed, ...]]

    @classmethod
    def of(cls, paragraphs: Iterable[Paragraph | Heading]) -> Self:
        """Return the index of a document's paragraphs and headings, which are numbered in the order of reading."""
        bookmarks: dict[str, int] = {}
        printed: dict[Steps, list[_Printed]] = {}
        for number, paragraph in enumerate(paragraphs):
            if paragraph.bookmark is not None:
                bookmarks[paragraph.bookmark] = number
            source = paragraph.source
            if source is not None:
                end = math.inf if source.span is None else source.span[1]
                printed.setdefault(source.steps, []).append((end, number))
        return cls(bookmarks, {steps: tuple(sorted(lines)) for steps, lines in printed.items()})

    def find(self, place: Place, bookmark: str | None) -> int:
        """Return the number of the paragraph that prints a fact; else of the one with the bookmark; else 0."""
        heading = self.bookmarks.get(bookmark or "", 0)
        lines = next(filter(None, (self.printed.get(steps) for steps in _iter_wider(place.steps))), ())
        first = bisect.bisect_right(lines, (place.start or 0, math.inf))
        if first == len(lines):
            return heading
        end, _ = lines[first]
        within = bisect.bisect_left(lines, (end, heading))  # what is printed twice is meant where it is written about
        return lines[within if within < len(lines) and lines[within][0] == end else first][1]


def _iter_wider(steps: Steps) -> Iterator[Steps]:
    """Iterate over the facts that a place lies in: itself, the ratings of its criterion, what holds these, and all."""
    while steps:
        yield steps
        *above, last = steps
        code = IndicatorCode.find(str(last)) if tuple(above) == RATINGS.steps else None
        steps = tuple(above) if code is None else (*above, str(code.criterion_code))


def _find_bookmark(steps: Steps, assessment: SelfAssessment | ExternalAssessment) -> str | None:
    """Return the bookmark of the heading or the row that belongs to a place in the file."""
    match steps:
        case ("ratings", str(key), *_):
            return criterion_bookmark(IndicatorCode.parse(key).criterion_code)
        case ("sheets", int(number), *_):
            return criterion_bookmark(assessment.sheets[number].criterion)
        case ("standards", int(number), *_):
            return f"standard_{assessment.standards[number].standard}"
        case ("evidence", int(number), *_) if isinstance(assessment, SelfAssessment):
            return evidence_bookmark(assessment.evidence[number].code)
        case (str(name), *_):
            return _BOOKMARKS.get(name)
        case _:
            return None


_BOOKMARKS: Mapping[str, str] = {
    "claims": "summary",
    "conclusion": "general_conclusion",
    "evidence": "evidence_list",
    "introduction": "introduction",
    "plan": "summary",
    "ratings": "summary",
    "sheets": "assessment",
    "signature": "general_conclusion",
}
"""Where the report prints what stands under a key of the file."""
