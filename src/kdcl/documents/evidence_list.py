"""The list of evidence codes (danh mục mã minh chứng) in its six official columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kdcl.codes import EvidenceCode
from kdcl.documents import labels
from kdcl.documents.blocks import Block, Cell, Heading, Orientation, PageSetup, Row, Section
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import (
    cell,
    centred_cell,
    empty_rows,
    evidence_bookmark,
    part_heading,
    ruled_table,
)
from kdcl.school import Evidence

_HEAD = (
    labels.NUMBER,
    labels.EVIDENCE_CODE,
    labels.EVIDENCE_NAME,
    labels.EVIDENCE_REFERENCE,
    labels.EVIDENCE_ISSUER,
    labels.NOTE,
)
_WIDTHS = (5, 12, 31, 23, 18, 11)
_EMPTY_ROWS = 10


def build_appendix(composition: Composition) -> Section:
    """Return Part III (phụ lục): the evidence list across the page."""
    return Section(
        blocks=(part_heading(composition.text(labels.PART_THREE), "part_3"), *build_evidence_list(composition)),
        setup=PageSetup(orientation=Orientation.LANDSCAPE),
    )


def build_evidence_list(composition: Composition) -> Iterator[Block]:
    """Iterate over the list: every piece by standard, criterion and number; empty rows where there is none."""
    yield Heading(text=composition.text(labels.EVIDENCE_LIST), level=2, bookmark="evidence_list")
    rows = tuple(_rows(composition.assessment.evidence)) or empty_rows(len(_HEAD), _EMPTY_ROWS)
    yield ruled_table(_WIDTHS, map(composition.text, _HEAD), rows)


def _rows(evidence: Iterable[Evidence]) -> Iterator[Row]:
    """Iterate over the rows; of a code that is listed twice only the first row can be led to."""
    met: set[EvidenceCode] = set()
    for number, piece in enumerate(sorted(evidence, key=_official_order), start=1):
        texts = (piece.name, piece.reference, piece.issuer, piece.note)
        yield Row((centred_cell(str(number)), _code_cell(piece.code, piece.code in met), *map(cell, texts)))
        met.add(piece.code)


def _code_cell(code: EvidenceCode, is_repeated: bool) -> Cell:  # noqa: FBT001 - a private function of two facts
    (paragraph,) = centred_cell(str(code)).paragraphs
    return Cell(paragraphs=(attrs.evolve(paragraph, bookmark=None if is_repeated else evidence_bookmark(code)),))


def _official_order(piece: Evidence) -> tuple[int, int, int, int]:
    return piece.code.standard, piece.code.criterion, piece.code.number, piece.code.box
