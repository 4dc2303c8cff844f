"""The list of evidence codes (danh mục mã minh chứng): the six official columns, or those with what the school keeps.

Annex III of the guidance; it stands in the report's appendix, and as a document of its own.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Callable, Iterable, Iterator

import attrs

from kdcl.blocks import Block, Cell, Document, Heading, Margins, Orientation, Paragraph, Row, Section, Table
from kdcl.blocks.addresses import find_address
from kdcl.codes import EvidenceCode
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.typesetting import (
    centred_cell,
    empty_rows,
    evidence_bookmark,
    issuer_head,
    line,
    part_heading,
    ruled_table,
)
from kdcl.evidence import ListedPiece, list_pieces
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import Evidence, ReplacedEvidence, SelfAssessment

_EMPTY_ROWS = 10
_NARROW = Margins(left=10, right=10, top=10, bottom=10)
"""Eleven columns need all the page; this copy is never bound."""


class ListProfile(enum.Enum):
    """Which columns the list of evidence has."""

    OFFICIAL = "official"
    """The six of Annex III: what is handed in."""
    INTERNAL = "internal"
    """The same, and what only the school needs: holder, collector, collecting, status, link."""


def build_evidence_list(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    profile: ListProfile = ListProfile.OFFICIAL,
    language: str = "vi",
) -> Document:
    """Return the list of evidence codes as a document across the page.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
        profile: which columns it has; the official copy has exactly the six of the guidance.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    call = "build_evidence_list(assessment, framework)"
    return _build_list(Composition.start(assessment, framework, language, call), profile)


def _build_list(composition: Composition, profile: ListProfile) -> Document:
    assessment = composition.assessment
    is_official = profile is ListProfile.OFFICIAL
    title = labels.EVIDENCE_LIST if is_official else labels.EVIDENCE_LIST_INTERNAL
    looks = find_looks(composition, assessment.signature.date)
    blocks = (
        issuer_head(assessment.school, composition.year_title, looks),
        part_heading(composition.text(title), "evidence_list"),
        _build_table(composition, profile),
    )
    margins = Margins() if is_official else _NARROW
    setup = attrs.evolve(looks.setup(orientation=Orientation.LANDSCAPE), margins=margins)
    return composition.paper(title, blocks, setup=setup)


def build_internal_evidence_list(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the internal copy of the list: also who keeps and collects each piece, when, its state and its scan.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    call = "build_internal_evidence_list(assessment, framework)"
    return _build_list(Composition.start(assessment, framework, language, call), ListProfile.INTERNAL)


def build_appendix(composition: Composition, looks: PaperLooks) -> Section:
    """Return Part III (phụ lục): the evidence list across the page."""
    return Section(
        blocks=(part_heading(composition.text(message("Part III. APPENDIX")), "part_3"), *_iter_appendix(composition)),
        setup=looks.report_setup(orientation=Orientation.LANDSCAPE),
    )


def reference_lines(piece: Evidence) -> str:
    """Return number and date of a piece of evidence, and below them those of the physical items under its code."""
    lines = (piece.reference, *(_piece_line(item.reference, str(item.school_year or "")) for item in piece.pieces))
    return "\n".join(text for text in dict.fromkeys(lines) if text)


def _piece_line(reference: str, school_year: str) -> str:
    return f"{reference} ({school_year})" if reference and school_year else reference or school_year


def _iter_appendix(composition: Composition) -> Iterator[Block]:
    yield Heading(text=composition.text(labels.EVIDENCE_LIST), level=2, bookmark="evidence_list")
    yield _build_table(composition, ListProfile.OFFICIAL)


@attrs.frozen
class _Column:
    """A column: its head, its shares of the page in the two copies, which fact of a piece it prints, and how."""

    head: Message
    share: int
    internal_share: int
    fact: str
    text: Callable[[Composition, Evidence], str]


def _note(composition: Composition, piece: Evidence) -> str:
    """Return the notes, each paper's too, and what the piece was put in place of: letter 46 wants the day on record."""
    remarks = (composition.text(_replacement(composition, replaced)) for replaced in piece.replaced)
    return "\n".join(text for text in (piece.note, *(item.note for item in piece.pieces), *remarks) if text)


def _replacement(composition: Composition, replaced: ReplacedEvidence) -> Message:
    if replaced.replaced_on is None:
        return message("In place of: {name}", name=replaced.name)
    date = composition.short_date(replaced.replaced_on)
    return message("In place of: {name} (replaced on {date})", name=replaced.name, date=date)


def _collecting(composition: Composition, piece: Evidence) -> str:
    days = (piece.collected_from, piece.collected_to)
    return "\n".join(composition.short_date(day) for day in dict.fromkeys(days) if day is not None)


def _status(composition: Composition, piece: Evidence) -> str:
    return "" if piece.status is None else composition.begun(piece.status.words)


_OFFICIAL = (
    _Column(labels.EVIDENCE_NAME, 31, 19, "name", lambda _, piece: piece.name),
    _Column(labels.EVIDENCE_REFERENCE, 23, 15, "reference", lambda _, piece: reference_lines(piece)),
    _Column(message("Issued or carried out by"), 18, 11, "issuer", lambda _, piece: piece.issuer),
    _Column(labels.NOTE, 11, 11, "note", _note),
)
_INTERNAL = (
    _Column(message("Holder"), 0, 8, "holder", lambda _, piece: piece.holder),
    _Column(message("Collector"), 0, 9, "collector", lambda _, piece: piece.collector),
    _Column(message("Collected from – to"), 0, 11, "collected_from", _collecting),
    _Column(labels.EVIDENCE_STATUS, 0, 8, "status", _status),
    _Column(message("Link"), 0, 9, "link", lambda _, piece: piece.link),
)


_FIRST_SHARES = {ListProfile.OFFICIAL: (5, 12), ListProfile.INTERNAL: (5, 13)}
"""The shares of number and code, which must not be broken."""


def _build_table(composition: Composition, profile: ListProfile) -> Table:
    """Return every piece by standard, criterion and number; empty rows where there is none."""
    is_internal = profile is ListProfile.INTERNAL
    columns = (*_OFFICIAL, *_list_kept(composition)) if is_internal else _OFFICIAL
    widths = (*_FIRST_SHARES[profile], *(column.internal_share if is_internal else column.share for column in columns))
    head = (labels.NUMBER, labels.EVIDENCE_CODE, *(column.head for column in columns))
    rows = tuple(_rows(composition, columns)) or empty_rows(len(head), _EMPTY_ROWS)
    return ruled_table(widths, map(composition.text, head), rows)


def _list_kept(composition: Composition) -> tuple[_Column, ...]:
    """Return the school's own columns: those that some piece fills, or all where there is no evidence yet."""
    evidence = composition.assessment.evidence
    if not evidence:
        return _INTERNAL
    return tuple(column for column in _INTERNAL if any(column.text(composition, piece) for piece in evidence))


def _rows(composition: Composition, columns: Iterable[_Column]) -> Iterator[Row]:
    """Iterate over the rows, one for each code: entries with one code are one piece with several papers."""
    for number, piece in enumerate(list_pieces(composition.assessment.evidence), start=1):
        place = composition.evidence_place(piece.entries[0])
        named = _named(centred_cell(str(piece.code), place.at("code")), piece.code)
        cells = (_column_cell(composition, piece, column) for column in columns)
        yield Row((centred_cell(str(number)), named, *cells))


def piece_cell(composition: Composition, piece: ListedPiece, fact: str, text: Callable[[Evidence], str]) -> Cell:
    """Return what the entries of a piece say of a fact: a paragraph for each, and the same words once."""
    said = piece.say(text) or (("", piece.entries[0]),)
    return Cell(
        paragraphs=tuple(line(words, source=composition.evidence_place(entry).at(fact)) for words, entry in said)
    )


def _column_cell(composition: Composition, piece: ListedPiece, column: _Column) -> Cell:
    said = piece_cell(composition, piece, column.fact, functools.partial(column.text, composition))
    if column.fact != "link":
        return said
    return attrs.evolve(said, paragraphs=tuple(map(_linked, said.paragraphs)))


def _linked(paragraph: Paragraph) -> Paragraph:
    """Return the link of a scan as one that can be followed, where it leads to anything."""
    runs = tuple(attrs.evolve(run, address=find_address(run.text)) for run in paragraph.runs)
    return attrs.evolve(paragraph, runs=runs)


def _named(cell_of_code: Cell, code: EvidenceCode) -> Cell:
    (paragraph,) = cell_of_code.paragraphs
    return Cell(paragraphs=(attrs.evolve(paragraph, bookmark=evidence_bookmark(code)),))
