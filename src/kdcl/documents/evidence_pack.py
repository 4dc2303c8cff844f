"""The index of an evidence pack: every code with links to its scans, as a page that stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kdcl.blocks import Cell, Document, Paragraph, ParagraphStyle, Row, Run
from kdcl.blocks.addresses import find_address, leads_to_web
from kdcl.codes import EvidenceCode
from kdcl.documents import labels
from kdcl.documents.administrative import build_lying_paper
from kdcl.documents.composition import Composition
from kdcl.documents.evidence_list import piece_cell, reference_lines
from kdcl.documents.typesetting import centred_cell, numbered_row, ruled_table
from kdcl.evidence import ListedPiece, list_pieces
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.school import SelfAssessment

_WIDTHS: Final = (6, 14, 34, 20, 26)


def build_pack_index(
    assessment: SelfAssessment,
    framework: Framework,
    scans: Mapping[EvidenceCode, Sequence[str]],
    *,
    language: str = "vi",
) -> Document:
    """Return the index: every piece of evidence by standard, criterion and number, with a link to each of its scans.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
        scans: the paths of the scans of each code, seen from the index.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_pack_index(assessment, framework, scans)")
    heads = (labels.NUMBER, labels.EVIDENCE_CODE, labels.EVIDENCE_NAME, labels.EVIDENCE_REFERENCE, message("Scans"))
    pieces = enumerate(list_pieces(composition.assessment.evidence), start=1)
    rows = (_row(composition, number, piece, scans) for number, piece in pieces)
    table = ruled_table(_WIDTHS, map(composition.text, heads), rows)
    return build_lying_paper(composition, message("EVIDENCE WITH ITS SCANS"), "evidence_pack", (table,))


def _row(composition: Composition, number: int, piece: ListedPiece, scans: Mapping[EvidenceCode, Sequence[str]]) -> Row:
    links = [(path.rpartition("/")[2], path) for path in scans.get(piece.code, ())]
    stated = (link for entry in piece.entries for link in (entry.link, *(item.link for item in entry.pieces)))
    links += [(link, link) for link in stated if leads_to_web(link)]
    lines = tuple(_linked(name, target) for name, target in dict.fromkeys(links))
    nothing = Paragraph(runs=(Run(composition.text(message("no scan")), italic=True),), style=ParagraphStyle.PLAIN)
    return numbered_row(
        number,
        centred_cell(str(piece.code), composition.evidence_place(piece.entries[0]).at("code")),
        piece_cell(composition, piece, "name", lambda entry: entry.name),
        piece_cell(composition, piece, "reference", reference_lines),
        Cell(paragraphs=lines or (nothing,)),
    )


def _linked(name: str, target: str) -> Paragraph:
    return Paragraph(runs=(Run(name, address=find_address(target)),), style=ParagraphStyle.PLAIN)
