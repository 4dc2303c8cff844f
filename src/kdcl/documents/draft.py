"""The draft copy of a document: what the checks found stands as comments where it was found.

The official copy is the document as it was composed; it has no comments. The draft is a copy for those who revise it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from kdcl.blocks import Document, Heading, Paragraph
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.codes import IndicatorCode
from kdcl.documents.typesetting import evidence_bookmark
from kdcl.findings import Finding
from kdcl.locale import get_locale
from kdcl.messages import Message, message
from kdcl.places import Steps, UnknownPlaceError, resolve
from kdcl.school import SelfAssessment


def build_draft(document: Document, assessment: SelfAssessment, issues: Iterable[Finding]) -> Document:
    """Return a copy of the document with each issue as a comment: at its paragraph, its heading, or the very first.

    Args:
        document: a document composed from the assessment, such as the report.
        assessment: the facts that the issues were found in.
        issues: what `kdcl.checks.check` returned.
    """
    locale = get_locale(document.language)
    paragraphs = list_paragraphs(document)
    comments: dict[int, tuple[str, ...]] = {}
    for issue in issues:
        place = _find_place(issue, assessment, paragraphs)
        comments[place] = (*comments.get(place, ()), locale.text(_sentence(issue)))
    changed = iter([_commented(paragraph, comments.get(place, ())) for place, paragraph in enumerate(paragraphs)])
    return with_paragraphs(document, lambda _: next(changed))


def without_comments(document: Document) -> Document:
    """Return the official copy: the document without any comment."""
    return with_paragraphs(document, lambda paragraph: attrs.evolve(paragraph, comments=()))


def _commented(paragraph: Paragraph | Heading, comments: tuple[str, ...]) -> Paragraph | Heading:
    return attrs.evolve(paragraph, comments=(*paragraph.comments, *comments))


def _sentence(issue: Finding) -> Message:
    """Return what is wrong, and what to do about it where that is known."""
    if issue.fix is None:
        return message("{finding} ({check})", finding=issue.message, check=issue.kind)
    return message("{finding}; {fix} ({check})", finding=issue.message, fix=issue.fix, check=issue.kind)


def _find_place(issue: Finding, assessment: SelfAssessment, paragraphs: tuple[Paragraph | Heading, ...]) -> int:
    """Return the place of the paragraph that prints what the issue is about; else that of its heading; else 0."""
    named = {paragraph.bookmark: place for place, paragraph in enumerate(paragraphs) if paragraph.bookmark is not None}
    heading = named.get(_find_bookmark(issue.place.steps, assessment) or "", 0)
    wanted = _find_line(issue, assessment)
    for place in range(heading + 1, len(paragraphs)) if wanted else ():
        paragraph = paragraphs[place]
        if isinstance(paragraph, Heading):
            break
        if "".join(run.text for run in paragraph.runs) == wanted:
            return place
    return heading


def _find_bookmark(steps: Steps, assessment: SelfAssessment) -> str | None:
    """Return the bookmark of the heading or the row that belongs to a place in the file."""
    match steps:
        case ("ratings", str(key), *_):
            code = IndicatorCode.parse(key)
            return f"criterion_{code.standard}_{code.criterion}"
        case ("sheets", int(number), *_):
            criterion = assessment.sheets[number].criterion
            return f"criterion_{criterion.standard}_{criterion.criterion}"
        case ("standards", int(number), *_):
            return f"standard_{assessment.standards[number].standard}"
        case ("evidence", int(number), *_):
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


def _find_line(issue: Finding, assessment: SelfAssessment) -> str | None:
    """Return the line of the school's text that the issue is about, or None where it is not about a text."""
    try:
        value = resolve(issue.place.whole, assessment)
    except UnknownPlaceError:
        return None
    if type(value) is not str:
        return None
    start, end = issue.place.start or 0, 0
    for line in value.splitlines(keepends=True):
        end += len(line)
        if end > start and line.strip():
            return line.splitlines()[0]
    return None
