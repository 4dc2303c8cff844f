"""The first sheet of the workbook, which leads to the others, and the last, which says what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from openpyxl.worksheet.worksheet import Worksheet

from kdcl.figures.form_file import FORM
from kdcl.findings import Finding
from kdcl.forms.workbook.hand import FIRST_ROW, HEAD, NAME, PLAIN, TITLE, TOLD, BookHand, heighten
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.place_names import name_place
from kdcl.places import PartKind, Place, Steps
from kdcl.renderers.xlsx.looks import set_up_pages
from kdcl.school import SelfAssessment

FINDINGS: Final = message("To be looked at")
_GUIDE: Final = (
    message("White cells are yours; grey ones are computed or only tell, and nothing typed there is taken."),
    message("Lines may be added below the lists, moved and sorted; sheets may be filled in in any order."),
    message("A cell or line that was filled and is emptied is taken out of the school's file, and you are told so."),
    message(
        "Do not delete sheets, the hidden first column or the hidden line above the heads: lines are known by them."
    ),
    message("Texts beside the cells are not taken; they are handed back."),
)
_HEADS: Final = ((message("How much it matters"), 16), (message("Where"), 45), (message("What was noticed"), 80))
_CONTENTS_HEADS: Final = (message("Area"), message("Sheet"), message("Lines"))
_HINT: Final = message("As the file stood when this workbook was written. A click on a place leads to its cell.")


def write_contents(
    target: Worksheet, assessment: SelfAssessment, hand: BookHand, sheets: Iterable[tuple[Message, str, int | None]]
) -> None:
    """Write the first sheet.

    Args:
        target: the sheet.
        assessment: the school's file.
        hand: writes the cells.
        sheets: the part of the workbook, the name and the number of lines of each sheet.
    """
    year = message("School year {year}", year=assessment.school_year)
    hand.put(target.cell(1, 2), hand.text(message("Workbook of the self-assessment")), TITLE)
    hand.put(target.cell(2, 2), assessment.school.name, NAME)
    hand.put(target.cell(3, 2), hand.text(year), PLAIN)
    row = 4
    for words in _GUIDE:
        row += 1
        hand.put(target.cell(row, 2), f"– {hand.text(words)}", PLAIN)
    row += 2
    for number, head in enumerate(_CONTENTS_HEADS, start=2):
        hand.put(target.cell(row, number), hand.text(head), HEAD)
    for area, title, lines in sheets:
        row += 1
        hand.put(target.cell(row, 2), hand.text(area), TOLD)
        hand.link(target.cell(row, 3), title, hand.workbook[title])
        hand.put(target.cell(row, 4), "", TOLD)
        if lines is not None:
            target.cell(row, 4).value = lines
            hand.frame.setdefault(str(lines))
    for letter, width in (("A", 3), ("B", 30), ("C", 45), ("D", 12)):
        target.column_dimensions[letter].width = width
    target.protection.sheet = True
    set_up_pages(target, assessment.school.name, is_lying=True)


def write_findings(
    target: Worksheet, findings: Iterable[Finding], assessment: SelfAssessment, framework: Framework, hand: BookHand
) -> None:
    """Write the sheet of findings; a click on the place of one leads to its cell."""
    hand.begin(target, FINDINGS, _HINT, [(hand.text(head), width) for head, width in _HEADS])
    form, cells = framework.part(FORM), _index(hand.addresses)
    for row, finding in enumerate(findings, start=FIRST_ROW):
        where = hand.text(name_place(finding.place.whole, assessment, form))
        texts = (hand.text(finding.severity.label), where, hand.text(finding.message))
        for number, text in enumerate(texts, start=2):
            hand.put(target.cell(row, number), text, TOLD)
        heighten(target, row, zip(texts, (width for _, width in _HEADS), strict=True))
        address = _find_address(finding.place, cells)
        if address is not None:
            sheet = hand.workbook[str(address.find_part(PartKind.SHEET))]
            hand.link(target.cell(row, 3), where, sheet, str(address.find_part(PartKind.CELL)))
    target.column_dimensions["A"].width = 3
    target.protection.sheet = True


def _index(addresses: Mapping[Place, Place]) -> dict[Steps, Place]:
    """Return for each fact and for all that it is part of the first cell."""
    cells: dict[Steps, Place] = {}
    for place, address in addresses.items():
        for length in range(len(place.steps), 0, -1):
            cells.setdefault(place.steps[:length], address)
    return cells


def _find_address(place: Place, cells: Mapping[Steps, Place]) -> Place | None:
    """Return the cell of a place, or the first cell of the smallest thing around it that has one."""
    around = (place.steps[:length] for length in range(len(place.steps), 0, -1))
    return next((cells[steps] for steps in around if steps in cells), None)
