"""What is glued on the boxes of evidence (hộp minh chứng) and what is laid into them: labels, and lists of contents.

Letter 46/KTKĐCLGD-KĐPT has boxes kept in the order of codes; what lies in a box follows from the codes.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Margins,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Section,
    Table,
)
from kdcl.documents import labels
from kdcl.documents.administrative import centred, lowered, rule, year_line
from kdcl.documents.composition import Composition
from kdcl.documents.evidence_list import piece_cell, reference_lines
from kdcl.documents.looks import find_looks
from kdcl.documents.typesetting import (
    cell,
    centred_cell,
    issuer_head,
    iter_issuer,
    line,
    numbered_row,
    part_heading,
    ruled_table,
)
from kdcl.evidence import BoxContents, ListedPiece, list_boxes
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.places import ROOT, Place
from kdcl.school import Evidence, EvidenceStatus, SelfAssessment
from kdcl.text.folding import fold_case

_LABELS_IN_A_ROW = 2
_LABEL_MARGINS = Margins(left=12, right=12, top=12, bottom=12)
_EMPTY_ROWS = 10
_COLUMNS = (
    labels.NUMBER,
    labels.EVIDENCE_CODE,
    labels.EVIDENCE_NAME,
    labels.EVIDENCE_REFERENCE,
    message("Items"),
    message("Place kept"),
)
_WIDTHS = (7, 18, 28, 26, 10, 11)


def build_box_labels(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return a label for each box, two beside each other and several on a page, to be cut along the lines.

    Args:
        assessment: the school's facts; boxes are those of its evidence and those it describes.
        framework: the framework they are assessed under; it names the standards.
        language: ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_box_labels(assessment, framework)")
    cells = [Cell(paragraphs=tuple(_label(composition, contents))) for contents in list_boxes(assessment)]
    cells += [cell()] * (-len(cells) % _LABELS_IN_A_ROW)
    rows = tuple(Row(tuple(cells[n : n + _LABELS_IN_A_ROW])) for n in range(0, len(cells), _LABELS_IN_A_ROW))
    blocks: tuple[Block, ...] = (
        (Table(widths=(1,) * _LABELS_IN_A_ROW, rows=rows),) if rows else (_nothing(composition),)
    )
    # A sheet of labels is cut apart, so that no page is left to carry a number.
    setup = PageSetup(margins=_LABEL_MARGINS, is_numbered=False)
    return composition.paper(labels.BOX_LABELS, blocks, setup=setup)


def build_box_contents(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the list of contents of each box, each on a page of its own: to be laid on top of what is in it.

    Args:
        assessment: the school's facts; boxes are those of its evidence and those it describes.
        framework: the framework they are assessed under; it names the standards.
        language: ``"vi"`` or ``"en"``.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_box_contents(assessment, framework)")
    setup = find_looks(composition, None).setup(begins_annex=True)
    sheets = [tuple(_sheet(composition, contents)) for contents in list_boxes(assessment)] or [(_nothing(composition),)]
    sections = tuple(Section(blocks=sheet, setup=setup) for sheet in sheets)
    return composition.document(labels.BOX_CONTENTS, sections)


def _nothing(composition: Composition) -> Paragraph:
    return line(composition.text(message("There is no evidence yet, so there is no box.")))


def _label(composition: Composition, contents: BoxContents) -> Iterator[Paragraph]:
    first, *others = iter_issuer(composition.assessment.school, find_looks(composition, None))
    yield lowered(first, 4)
    yield from others
    yield rule()
    name = composition.text(message("BOX {number}", number=contents.box.number))
    yield Paragraph(runs=(Run(name),), style=ParagraphStyle.SIGN)
    place = _box_place(composition, contents)
    if contents.box.title:
        yield centred(contents.box.title, bold=True, source=place.at("title"))
    for name in _names_beside_title(composition, contents):
        yield centred(name, bold=True)
    for text in _iter_counts(composition, contents):
        yield centred(text)
    for text in _whereabouts_of_box(composition, contents):
        yield centred(text, source=place.at("place"))
    yield lowered(year_line(composition, bold=False), 2)
    yield lowered(centred(""), 2)


def _box_place(composition: Composition, contents: BoxContents) -> Place:
    """Return where the school's file describes a box, or would."""
    boxes = composition.assessment.boxes
    numbers = (number for number, box in enumerate(boxes) if box.number == contents.box.number)
    return ROOT.at("boxes", max(numbers, default=len(boxes)))


def _names_beside_title(composition: Composition, contents: BoxContents) -> Iterator[str]:
    """Iterate over the names of the standards in a box, but for those that its own title says already."""
    said = fold_case(contents.box.title)
    for number in contents.standards:
        name = _standard_name(composition, number)
        if fold_case(name.partition(": ")[2] or name) not in said:
            yield name


def _standard_name(composition: Composition, number: int) -> str:
    if number in composition.framework:
        return composition.standard_title(composition.framework.get_standard(number))
    return composition.text(message("Standard {number}", number=number))


def _iter_counts(composition: Composition, contents: BoxContents) -> Iterator[str]:
    """Iterate over what is in the box: from which code to which, and how many."""
    if contents.items:
        span = message("From {first} to {last}", first=contents.first, last=contents.last)
        only = message("Code {code}", code=contents.first)
        yield composition.text(only if contents.first == contents.last else span)
    yield composition.text(message("Number of codes: {count}", count=len(contents.pieces)))
    if contents.piece_count != len(contents.pieces):
        yield composition.text(message("Number of items: {count}", count=contents.piece_count))


def _whereabouts_of_box(composition: Composition, contents: BoxContents) -> tuple[str, ...]:
    place = contents.box.place
    return (composition.text(message("Place: {place}", place=place)),) if place else ()


def _sheet(composition: Composition, contents: BoxContents) -> Iterator[Block]:
    yield issuer_head(composition.assessment.school, composition.year_title, find_looks(composition, None))
    title = message("CONTENTS OF BOX {number}", number=contents.box.number)
    yield part_heading(composition.text(title), f"box_{contents.box.number}")
    place = _box_place(composition, contents)
    if contents.box.title:
        yield centred(contents.box.title, bold=True, source=place.at("title"))
    for name in _names_beside_title(composition, contents):
        yield line(name, bold=True)
    facts = (*_iter_counts(composition, contents), *_whereabouts_of_box(composition, contents))
    yield line("; ".join(facts), source=place.at("place") if contents.box.place else None)
    rows = (_row(composition, contents, number, piece) for number, piece in enumerate(contents.pieces, start=1))
    yield ruled_table(_WIDTHS, map(composition.text, _COLUMNS), rows, blanks=_EMPTY_ROWS)


def _row(composition: Composition, contents: BoxContents, number: int, piece: ListedPiece) -> Row:
    place = composition.evidence_place(piece.entries[0])
    return numbered_row(
        number,
        centred_cell(str(piece.code), place.at("code")),
        piece_cell(composition, piece, "name", lambda entry: entry.name),
        piece_cell(composition, piece, "reference", reference_lines),
        centred_cell(str(piece.paper_count), place.at("pieces")),
        piece_cell(composition, piece, "status", functools.partial(_whereabouts, composition, contents)),
    )


def _whereabouts(composition: Composition, contents: BoxContents, item: Evidence) -> str:
    """Return where a piece is: in the box once it is collected, before that with who holds it."""
    if item.status is EvidenceStatus.MISSING:
        return composition.begun(EvidenceStatus.MISSING.words)
    if item.status in {EvidenceStatus.EXPECTED, EvidenceStatus.REQUESTED}:
        return composition.begun(message("not in the box yet: {holder}", holder=item.holder or "…………"))
    return composition.begun(message("box {number}", number=contents.box.number))
