"""The improvement plan item by item: below item 4 of a sheet, and followed in one table over all criteria."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from kdcl.blocks import Block, Cell, Document, Row, Table
from kdcl.documents import labels
from kdcl.documents.administrative import (
    body,
    build_joint_signature,
    build_lying_paper,
    lowered,
    office_line,
    principal_office,
)
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import member_name
from kdcl.documents.typesetting import band_row, cell, centred_cell, fact_cells, numbered_row, ruled_table, spanned_rows
from kdcl.law import Framework, Standard
from kdcl.messages import message
from kdcl.places import ROOT, Place
from kdcl.planning import build_improvement_table
from kdcl.school import CouncilRole, ImprovementItem, ImprovementStatus, SelfAssessment

_ITEM_HEAD = (
    labels.NUMBER,
    message("What will be done"),
    message("Carried out by"),
    message("Resources"),
    labels.TIME,
    message("Expected result"),
)
_ITEM_WIDTHS = (7, 24, 15, 19, 19, 16)
_HEAD = (labels.CRITERION, *_ITEM_HEAD[1:], message("State"))
_WIDTHS = (9, 28, 14, 13, 13, 13, 10)


def build_items_table(composition: Composition, items: Iterable[ImprovementItem], source: Place) -> Table:
    """Return the improvements of one criterion, as they stand below item 4 of its sheet.

    Args:
        composition: the language.
        items: the improvements.
        source: where they stand in the school's file.
    """
    rows = (
        numbered_row(number + 1, *_item_cells(composition, item, source.at(number)))
        for number, item in enumerate(items)
    )
    return ruled_table(_ITEM_WIDTHS, map(composition.text, _ITEM_HEAD), rows)


def build_improvement_follow_up(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the table that follows the improvements of all criteria, with how far each has come.

    Of a criterion without items stands what its sheet says in words, across the columns of an item; one without either
    has an empty row.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(
        assessment, framework, language, "build_improvement_follow_up(assessment, framework)"
    )
    return build_lying_paper(composition, labels.IMPROVEMENT_TITLE, "improvements", _iter_blocks(composition))


def _iter_blocks(composition: Composition) -> Iterator[Block]:
    # above the table: a line below it would stand alone with the signatures on a page of LibreOffice
    yield lowered(attrs.evolve(body(_counts(composition), italic=True), keep_with_next=True))
    rows = [row for standard in composition.framework for row in _standard_rows(composition, standard)]
    yield ruled_table(_WIDTHS, map(composition.text, _HEAD), rows)
    office, name = principal_office(composition)
    secretary = office_line(composition, labels.COUNCIL_SECRETARY)
    yield build_joint_signature(
        composition, (secretary, office), (member_name(composition, CouncilRole.SECRETARY), name)
    )


def _standard_rows(composition: Composition, standard: Standard) -> Iterator[Row]:
    yield band_row(composition.standard_title(standard), len(_WIDTHS))
    for criterion in standard.criteria:
        numbered = enumerate(composition.assessment.sheets)
        sheets = [(ROOT.at("sheets", place), sheet) for place, sheet in numbered if sheet.criterion == criterion.code]
        bodies: list[tuple[Cell, ...]] = [
            _followed_cells(composition, item, place.at("improvements", number))
            for place, sheet in sheets
            for number, item in enumerate(sheet.improvements)
        ]
        bodies += [
            (cell(sheet.improvement_plan, columns=len(_HEAD) - 2, source=place.at("improvement_plan")), cell())
            for place, sheet in sheets
            if sheet.improvement_plan and not sheet.improvements
        ]
        yield from spanned_rows(centred_cell(str(criterion.code)), bodies, len(_HEAD) - 1)


def _item_cells(composition: Composition, item: ImprovementItem, source: Place) -> tuple[Cell, ...]:
    return (
        *fact_cells(item, source, "what", "responsible", "resources"),
        cell(composition.days_text(item.first_day, item.last_day), source=source.at("first_day")),
        *fact_cells(item, source, "expected_result"),
    )


def _followed_cells(composition: Composition, item: ImprovementItem, source: Place) -> tuple[Cell, ...]:
    status = cell(composition.begun(item.status.words), source=source.at("status"))
    return (*_item_cells(composition, item, source), status)


def _counts(composition: Composition) -> str:
    statuses = [row.item.status for row in build_improvement_table(composition.assessment)]
    parts = composition.counts((status.words, statuses.count(status)) for status in ImprovementStatus)
    return composition.text(message("Improvements: {total} ({parts})", total=len(statuses), parts=parts))
