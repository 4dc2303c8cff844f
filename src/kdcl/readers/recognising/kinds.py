"""Finds out which kind of document lines and tables are: by its title, else by what it is made of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import attrs

from kdcl.readers.files.content import Line
from kdcl.readers.recognising.marks import title_patterns
from kdcl.readers.recognising.result import Certainty, PaperKind, Sign, SignKind

_FRONT_LINES = 60
_TITLE_LINES = 3
"""A title may be typed on so many lines."""

_LONGEST_TITLE = 200
_LONGEST_REST = 60
"""So much may stand behind the words of a title that is not in capitals: a school year, the name of the school."""

_PARTS_OF_REPORTS = (PaperKind.SUMMARY, PaperKind.EVIDENCE_LIST, PaperKind.PART_ONE, PaperKind.DECISION)
"""What also heads a part of a report, so that it says less than criteria with their items."""


@attrs.frozen(kw_only=True)
class Structure:
    """What a document is made of, as far as its outline shows.

    Attributes:
        criteria: the criteria that have headings, by standard and number.
        sheets: how many criteria have items below their heading.
        is_whole: whether it has parts that only a report has.
        tables: the kinds of documents that its tables with data would be alone.
    """

    criteria: frozenset[tuple[int, int]] = frozenset()
    sheets: int = 0
    is_whole: bool = False
    tables: frozenset[PaperKind] = frozenset()


def recognise_kind(lines: Iterable[Line], structure: Structure) -> tuple[PaperKind, Certainty, Sign | None]:
    """Return the kind of a document, how sure it is, and the sign of it."""
    titles = list(_iter_titles(lines))
    known = next(((kind, sign) for kind, sign in titles if kind is not PaperKind.OTHER), None)
    by_parts = _find_by_parts(structure)
    if known is not None:
        kind, sign = known
        # A report has the summary and the lists on its first pages, and their headings are titles of papers too.
        if structure.sheets and by_parts is not None and kind in _PARTS_OF_REPORTS:
            return by_parts, Certainty.CONCLUDED, _parts_sign(by_parts)
        return kind, Certainty.STATED, sign
    if by_parts is not None:
        return by_parts, Certainty.CONCLUDED, _parts_sign(by_parts)
    if titles:
        return PaperKind.OTHER, Certainty.STATED, titles[0][1]
    return PaperKind.OTHER, Certainty.GUESSED, None


def _parts_sign(kind: PaperKind) -> Sign:
    return Sign(kind=SignKind.PARTS, stands_for=kind)


def _find_by_parts(structure: Structure) -> PaperKind | None:
    if structure.sheets or (structure.is_whole and structure.criteria):
        return PaperKind.REPORT if structure.is_whole else PaperKind.SHEETS
    if structure.is_whole:
        return PaperKind.REPORT
    if len(structure.tables) == 1:
        return next(iter(structure.tables))
    return None


def _iter_titles(lines: Iterable[Line]) -> Iterator[tuple[PaperKind, Sign]]:
    """Iterate over the titles among the first lines; one of no known kind is that of another document."""
    front = [line for line in itertools.islice(lines, _FRONT_LINES) if not line.is_contents]
    for place, line in enumerate(front):
        below = front[place : place + _TITLE_LINES]
        # The heads of papers are tables of two columns: a line in another cell stands beside the title, not below it.
        joined = list(itertools.takewhile(lambda each: each.cell == line.cell, below))  # noqa: B023 - taken at once
        text = " ".join(each.text for each in joined)
        if len(line.text) <= _LONGEST_TITLE and (found := _find_title(line, joined)) is not None:
            yield found, Sign(kind=SignKind.TITLE, stands_for=found, text=text[:_LONGEST_TITLE], place=line.place)


def _find_title(line: Line, joined: list[Line]) -> PaperKind | None:
    folded = " ".join(each.folded for each in joined)
    best: tuple[int, str] | None = None
    for name, pattern in title_patterns().items():
        found = pattern.match(folded)
        if found is not None and (best is None or found.end() > best[0]) and _is_title(line, found.end()):
            best = found.end(), name
    if best is None or (not best[1] and not line.text.isupper()):
        return None
    return PaperKind(best[1]) if best[1] else PaperKind.OTHER


def _is_title(line: Line, end: int) -> bool:
    """Whether words that open a line are its title: in capitals, or with little behind them on their line."""
    return line.text.isupper() or len(line.text) - end <= _LONGEST_REST
