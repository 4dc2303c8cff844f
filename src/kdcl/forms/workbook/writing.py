"""The workbook as a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Final

import attrs
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kdcl.figures import Figures
from kdcl.figures.entry_form import MOMENT, add_form_sheets
from kdcl.findings import Finding
from kdcl.forms.state import FormState
from kdcl.forms.workbook.cells import BookKind, Day, Whole, native
from kdcl.forms.workbook.front import FINDINGS, write_contents, write_findings
from kdcl.forms.workbook.grids import HEAD_KEY
from kdcl.forms.workbook.hand import (
    BANDED,
    CONTENTS,
    FIRST_ROW,
    HEAD_ROW,
    KEY_COLUMN,
    KEY_ROW,
    TOLD,
    BookHand,
    heighten,
    write_text,
)
from kdcl.forms.workbook.layout import lay_out
from kdcl.forms.workbook.lists import FIGURES
from kdcl.forms.workbook.looks import BookLook, SheetCell
from kdcl.forms.workbook.model import MARK, BookCell, BookLine, Column, Sheet
from kdcl.forms.workbook.rules import BookRules
from kdcl.law import Framework
from kdcl.locale import Locale
from kdcl.office.own_forms import WORKBOOK_FORM, WORKBOOK_KEY
from kdcl.office.settling import read_parts, settle_package, with_parts
from kdcl.places import Place, in_file
from kdcl.school import SelfAssessment

STATE_SHEET: Final = "kdcl"
"""The sheet that nobody sees: what the workbook knows of itself, and the lists that cells choose from."""
_PIECE: Final = 30_000
"""Characters of the state in one cell; a cell holds 32,767."""
_SPARE: Final = 12
"""Prepared lines below the last one of a list."""
_CHECKED: Final = 500
"""Lines below the last one of a list in which Excel and LibreOffice ask back at once."""
_LONG: Final = 40
"""Columns from this width on hold prose, and are not marked as text: old versions of Excel show long marked text as
number signs."""
_FORMATS: Final = ((Day, "dd/mm/yyyy"), (Whole, "0"))
_BACK_ON_FIGURES: Final = 2


def write(
    assessment: SelfAssessment,
    framework: Framework,
    locale: Locale,
    *,
    findings: tuple[Finding, ...],
    fields: tuple[Place, ...],
) -> bytes:
    """Return the workbook of a school as bytes: the same ones for the same file.

    Args:
        assessment: the school's file.
        framework: the framework it was made under.
        locale: the language of what is told.
        findings: what is to be looked at.
        fields: the facts that the workbook asks for.
    """
    layout, workbook = lay_out(assessment, framework, locale), Workbook()
    hand = BookHand(workbook, locale, assessment.school.name)
    contents = workbook.worksheets[0]
    contents.title = hand.name(CONTENTS)
    state = workbook.create_sheet(STATE_SHEET)
    rules = BookRules(hand=hand, layout=layout, framework=framework, lists=state)
    writer = _Writer(hand=hand, rules=rules)
    listed = [
        (sheet.area.title, writer.write_sheet(sheet), None if sheet.form is None else len(sheet.lines))
        for sheet in layout.sheets
    ]
    listed += [(FIGURES.title, title, None) for title in writer.write_figures(Figures.of(assessment, framework))]
    told = hand.add_sheet(FINDINGS)
    write_findings(told, findings, assessment, framework, hand)
    write_contents(contents, assessment, hand, [(FINDINGS, told.title, len(findings)), *listed])
    subject = f"{assessment.school.name} {assessment.school_year}"
    known = FormState.of(assessment, fields=fields, kind="workbook", subject=subject, frame=tuple(hand.frame))
    for row, (key, piece) in enumerate(_iter_pieces(known, locale.language), start=1):
        state.cell(row, 1, key)
        state.cell(row, 2, piece)
    # what is only "hidden" stands in Excel's menu of sheets to show again
    state.sheet_state = "veryHidden"
    workbook.move_sheet(state, len(workbook.worksheets))
    saved = io.BytesIO()
    workbook.save(saved)
    return settle_package(_with_growing_rows(saved.getvalue()), moment=MOMENT)


@attrs.frozen(kw_only=True)
class _Writer:
    """Writes the sheets of one workbook."""

    hand: BookHand
    rules: BookRules

    def write_sheet(self, sheet: Sheet) -> str:
        """Add a sheet, and return its name."""
        target = self.hand.add_sheet(sheet.title)
        self.hand.begin(target, sheet.title, sheet.hint, [(column.head, column.width) for column in sheet.columns])
        self.hand.tell(target.cell(KEY_ROW, KEY_COLUMN), MARK + sheet.id)
        self.hand.tell(target.cell(HEAD_ROW, KEY_COLUMN), HEAD_KEY)
        for number, column in enumerate(sheet.columns, start=KEY_COLUMN + 1):
            self.hand.tell(target.cell(KEY_ROW, number), column.key)
        target.column_dimensions["A"].hidden = target.row_dimensions[KEY_ROW].hidden = True
        target.sheet_properties.tabColor = sheet.area.color
        for row, line in enumerate(sheet.lines, start=FIRST_ROW):
            self._write_line(target, row, line, sheet)
        # a protected sheet lets nobody delete a line, so those of lists are not
        if sheet.form is not None:
            self._write_spare(target, sheet)
        else:
            target.protection.sheet = True
            target.protection.formatColumns = target.protection.formatRows = False  # False lets it be done
        return target.title

    def _write_spare(self, target: Worksheet, sheet: Sheet) -> None:
        """Prepare lines below the last one of a list, and let programs ask back in these and many more."""
        first = FIRST_ROW + len(sheet.lines)
        last = first + _SPARE - 1
        for number, column in enumerate(sheet.columns, start=KEY_COLUMN + 1):
            for row in range(first, last + 1):
                self._dress(target.cell(row, number), column.kind, is_long=column.width >= _LONG)
            letter = get_column_letter(number)
            self.rules.add(target, column, f"{letter}{FIRST_ROW}:{letter}{last + _CHECKED}", sheet)
        target.auto_filter.ref = f"A{HEAD_ROW}:{get_column_letter(len(sheet.columns) + 1)}{last}"

    def _write_line(self, target: Worksheet, row: int, line: BookLine, sheet: Sheet) -> None:
        self.hand.tell(target.cell(row, KEY_COLUMN), line.key)
        for number, column in enumerate(sheet.columns, start=KEY_COLUMN + 1):
            written, cell = target.cell(row, number), line.cells.get(column.key, BookCell(text=""))
            if cell.kind is not None:
                self._write_fact(written, cell, cell.kind, column)
                self.hand.addresses.setdefault(cell.place, in_file(sheet=target.title, cell=written.coordinate))
                if sheet.form is None:
                    self.rules.add(target, attrs.evolve(column, kind=cell.kind), written.coordinate, sheet)
                continue
            self.hand.put(written, cell.text, BANDED if line.is_head else TOLD)
            if cell.formula:
                written.value = cell.formula.format(row=row, top=FIRST_ROW, bottom=_bottom(sheet))
        if not line.is_head:
            cells = ((line.cells.get(column.key), column.width) for column in sheet.columns)
            heighten(target, row, ((cell.text, width) for cell, width in cells if cell is not None))

    def _write_fact(self, written: SheetCell, cell: BookCell, kind: BookKind, column: Column) -> None:
        self._dress(written, kind, is_long=column.width >= _LONG and len(cell.text) > _LONG)
        number = native(kind, cell.value)
        if number is not None:
            written.value = number
        elif cell.text:
            write_text(written, cell.text)

    def _dress(self, written: SheetCell, kind: BookKind | None, *, is_long: bool) -> None:
        # "@" is text: else Excel makes a number or a day of the criterion 1.10 as soon as somebody types it
        form = next((form for shape, form in _FORMATS if isinstance(kind, shape)), "General" if is_long else "@")
        self.hand.looks.dress(written, BookLook(is_open=True, form=form))

    def write_figures(self, figures: Figures) -> tuple[str, ...]:
        """Add the sheets of the entry form, and return their names."""
        workbook, before = self.hand.workbook, set(self.hand.workbook.sheetnames)
        for place, address in add_form_sheets(workbook, figures, language=self.hand.locale.language).items():
            self.hand.addresses[place.in_file] = address
        titles = tuple(title for title in workbook.sheetnames if title not in before)
        for title in titles:
            sheet = workbook[title]
            sheet.sheet_properties.tabColor = FIGURES.color
            self.hand.link_back(sheet, _BACK_ON_FIGURES)
            texts = (cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s")
            self.hand.frame.update(dict.fromkeys(map(str, texts)))
        return titles


def _bottom(sheet: Sheet) -> int:
    """Return the last row that totals count."""
    return FIRST_ROW + sum(not line.key.startswith("total") for line in sheet.lines) - 1


def _iter_pieces(state: FormState, language: str) -> Iterator[tuple[str, str]]:
    """Iterate over what the hidden sheet says of the workbook; the state is packed, so that no program touches it."""
    yield WORKBOOK_KEY, WORKBOOK_FORM
    yield "language", language
    yield from (("state", piece) for piece in state.pack(_PIECE))


def _with_growing_rows(package: bytes) -> bytes:
    """Return the workbook with heights that programs may change: openpyxl says of each that a person has set it."""
    sheets = ((name, part) for name, part in read_parts(package).items() if name.startswith("xl/worksheets/"))
    return with_parts(package, {name: part.replace(b' customHeight="1"', b"") for name, part in sheets})
