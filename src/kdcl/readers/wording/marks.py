"""What a line is: a heading of a part, standard, criterion or indicator, a heading inside an indicator, or text.

Lines are recognised by their words without accents and capitals, so that a wrong or missing accent does no harm.
"""

from __future__ import annotations

import enum
import re

import attrs

from kdcl.law import InstitutionType
from kdcl.readers.wording.lines import WordingLine
from kdcl.text.folding import fold

_LONGEST_HEADING = 200

_INSTITUTIONS = {
    InstitutionType.PRIMARY: re.compile(r"\btruong tieu hoc\b"),
    InstitutionType.SECONDARY: re.compile(r"\btruong trung hoc\b(?! co so| pho thong)"),
    InstitutionType.CONTINUING: re.compile(r"\bgiao duc thuong xuyen\b"),
}
_PART = re.compile(r"(?:[ivx]+|[a-d]|(?:muc|chuong|phan) [0-9ivx]+) ?[.:)-]? ?(?:bo )?(?:tieu chuan(?! [0-9])|doi voi)")
_BREAK = re.compile(r"dieu [0-9]{1,3} ?[.:]|(?:chuong|muc) [0-9ivx]+\b")
_STANDARD = re.compile(r"(?:dieu [0-9]{1,3} ?[.:] ?)?tieu chuan ?(?P<number>[0-9]{1,2})(?![0-9]|[.,][0-9]) ?[.:-]* ?")
_NAMED_CRITERION = re.compile(r"tieu chi ?(?:(?P<standard>[0-9]{1,2})\.)?(?P<number>[0-9]{1,2})(?![0-9]) ?[.:)-]* ?")
# Measures in the text of the law, such as 1.50 or 1,20, are no numbers of criteria.
_CRITERION = re.compile(
    r"(?:(?P<standard>[0-9]{1,2})\.(?P<number>[0-9]{1,2})(?:[.:)]|(?= )|$)|(?P<bare>[0-9]{1,2}) ?[.)](?![0-9])) ?"
)
_INDICATOR = re.compile(r"(?:chi so )?(?P<letter>[a-h]) ?(?:[.:)]|/(?= |$)) ?")
_CHECKS = re.compile(r"(?:[-+*•] ?)?yeu cau(?: cua)? (?:chi so\b)[ :.]*|(?:[-+*•] ?)?yeu cau ?(?::|$) ?")
_EVIDENCE = re.compile(r"(?:[-+*•] ?)?goi y (?:(?:cac|tim|ve) )*minh chung[ :.]*")
_DOCUMENT_NUMBER = re.compile(r"so ?: ?(?P<number>[0-9]{1,5} ?/ ?[\w/-]+)")


class MarkKind(enum.Enum):
    """What a line is."""

    PART = enum.auto()
    """The heading of the part on one institution type."""
    BREAK = enum.auto()
    """A heading that belongs to no standard, such as that of another article."""
    STANDARD = enum.auto()
    CRITERION = enum.auto()
    INDICATOR = enum.auto()
    CHECKS = enum.auto()
    """The heading of what the indicator asks (yêu cầu của chỉ số)."""
    EVIDENCE = enum.auto()
    """The heading of the suggested evidence (gợi ý các minh chứng)."""
    TEXT = enum.auto()


@attrs.frozen
class Mark:
    """A line with what it is.

    Attributes:
        kind: what it is.
        line: the line.
        text: what follows the heading's words or number; the whole text where it is text.
        number: of a standard or criterion; of an indicator its place in the alphabet.
        standard: the standard that the number of a criterion names, as in ``1.3``.
        is_named: whether the heading says that it is a criterion.
        institution: the institution type of a part.
    """

    kind: MarkKind
    line: WordingLine
    text: str
    number: int = 0
    standard: int | None = None
    is_named: bool = False
    institution: InstitutionType | None = None


def mark_line(line: WordingLine) -> Mark:
    """Return the line with what it is; what Word printed before it counts where the text itself is no heading."""
    mark = _mark(line, line.text)
    if mark.kind is MarkKind.TEXT and line.label:
        return _mark(line, line.labelled)
    return mark


def _mark(line: WordingLine, text: str) -> Mark:
    folded = fold(text)
    if (institution := _find_institution(text, folded)) is not None:
        return Mark(MarkKind.PART, line, text, institution=institution)
    for kind, pattern in _HEADINGS:
        if found := pattern.match(folded):
            facts = found.groupdict()
            return Mark(
                kind,
                line,
                text[found.end() :],
                number=_number(facts),
                standard=int(facts["standard"]) if facts.get("standard") else None,
                is_named=pattern is _NAMED_CRITERION,
            )
    return Mark(MarkKind.TEXT, line, text)


_HEADINGS = (
    (MarkKind.STANDARD, _STANDARD),
    (MarkKind.CRITERION, _NAMED_CRITERION),
    (MarkKind.CRITERION, _CRITERION),
    (MarkKind.INDICATOR, _INDICATOR),
    (MarkKind.CHECKS, _CHECKS),
    (MarkKind.EVIDENCE, _EVIDENCE),
    (MarkKind.BREAK, _BREAK),
)


def _number(facts: dict[str, str | None]) -> int:
    if letter := facts.get("letter"):
        return ord(letter) - ord("a") + 1
    return int(facts.get("number") or facts.get("bare") or 0)


def _find_institution(text: str, folded: str) -> InstitutionType | None:
    """Return the institution type whose part the line opens: a short line, in capitals or numbered, of one type."""
    if len(text) > _LONGEST_HEADING or not (text == text.upper() or _PART.match(folded)):
        return None
    found = [institution for institution, pattern in _INSTITUTIONS.items() if pattern.search(folded)]
    # The subject of a letter names several kinds of schools at once, and opens no part.
    return found[0] if len(found) == 1 else None


def find_document_number(line: WordingLine) -> str | None:
    """Return the number of the legal document that a line of its head states, such as ``42/2012/TT-BGD``."""
    found = _DOCUMENT_NUMBER.match(fold(line.text))
    return line.text[found.start("number") : found.end("number")].replace(" ", "") if found else None
