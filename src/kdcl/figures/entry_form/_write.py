"""The entry form as a workbook: explained sheets, checked cells, locked totals; the same bytes for the same school."""

from __future__ import annotations

import functools
import io
import textwrap
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import attrs

from kdcl.figures import Figures
from kdcl.figures.cells import PERCENT
from kdcl.figures.entry_form._layout import (
    FIRST_COLUMN,
    KEY_COLUMN,
    LABEL_COLUMN,
    TABLE_MARK,
    Block,
    EntrySheet,
    Untyped,
    build_sheets,
    get_openpyxl,
)
from kdcl.figures.entry_form._texts import EXPLANATION, TITLE
from kdcl.figures.form import FormRow, ValueKind
from kdcl.locale import Locale, get_locale
from kdcl.messages import message
from kdcl.office.grid import column_letters
from kdcl.office.settling import settle_package
from kdcl.places import Place, in_file
from kdcl.school import DataPlace, Figure, SchoolYear

_CHECKED: Final = {
    ValueKind.COUNT: ("whole", 999_999, message("Write a whole number, 0 or more.")),
    ValueKind.DECIMAL: ("decimal", 999_999_999, message("Write a number, 0 or more.")),
    # 98.5 % is 0.985 to Excel
    ValueKind.PERCENT: ("decimal", 1, message("Write a share in percent, from 0 to 100.")),
}
_FORMATS: Final = {ValueKind.TOTAL: "0", ValueKind.RATIO: "0.00", ValueKind.PERCENT: "0.00%"}
_A4: Final = 9
_LABEL_WIDTH: Final = 48
_FIGURE_WIDTH: Final = 13
_LINE_HEIGHT: Final = 15
"""Points of a line of text in a cell."""
# colours have their opacity in front
_GREY, _BAND = "FFE7E6E6", "FFD9E2F3"
MOMENT: Final = "2012-11-23T00:00:00Z"
"""The date in every workbook, that of the circular: the clock would give other bytes each time."""


def write_data_form(figures: Figures, *, language: str = "vi", years: tuple[SchoolYear, ...] | None = None) -> bytes:
    """Return the entry form of a school as the bytes of an Excel workbook.

    Args:
        figures: the school, and the figures that are filled in already.
        language: the language of titles and explanations.
        years: the school years asked for; where none are given, the five that the report covers.

    Raises:
        MissingExtraError: openpyxl is not installed (extra ``excel``).
        UnknownLanguageError: the library does not speak the language.
    """
    writer = _Writer.of(figures, language, years)
    workbook = writer.openpyxl.Workbook()
    writer.write_explanation(workbook.active)
    writer.write_sheets(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return settle_package(saved.getvalue(), moment=MOMENT)


def add_form_sheets(workbook: Untyped, figures: Figures, *, language: str) -> Mapping[DataPlace, Place]:
    """Add the sheets of the entry form to a workbook that is being written, and return the cell of each figure.

    Args:
        workbook: the workbook, of openpyxl.
        figures: the school, and the figures that are filled in already.
        language: the language of titles and explanations.
    """
    return _Writer.of(figures, language).write_sheets(workbook)


@attrs.frozen(kw_only=True)
class _Looks:
    """How the cells of a workbook look: made once, as openpyxl takes longer to make a border than to write a cell."""

    wrapped: Untyped
    bold: Untyped
    band: Untyped
    grey: Untyped
    border: Untyped
    open: Untyped

    @classmethod
    def of(cls, openpyxl: Untyped) -> _Looks:
        """Return the looks of all cells."""
        styles = openpyxl.styles
        side = styles.Side(style="thin", color="FFA6A6A6")
        return cls(
            wrapped=styles.Alignment(wrap_text=True, vertical="center"),
            bold=styles.Font(bold=True),
            band=styles.PatternFill("solid", start_color=_BAND),
            grey=styles.PatternFill("solid", start_color=_GREY),
            border=styles.Border(left=side, right=side, top=side, bottom=side),
            # cells of a protected sheet are locked unless they say otherwise
            open=styles.Protection(locked=False),
        )


@attrs.frozen(kw_only=True)
class _Writer:
    """What the sheets of one workbook are written with."""

    figures: Figures
    locale: Locale
    sheets: tuple[EntrySheet, ...]
    openpyxl: Untyped
    looks: _Looks

    @classmethod
    def of(cls, figures: Figures, language: str, years: tuple[SchoolYear, ...] | None = None) -> _Writer:
        """Return what writes the form of a school."""
        openpyxl, locale = get_openpyxl(), get_locale(language)
        looks, sheets = _Looks.of(openpyxl), build_sheets(figures, years)
        return cls(figures=figures, locale=locale, sheets=sheets, openpyxl=openpyxl, looks=looks)

    @functools.cached_property
    def homes(self) -> dict[str, tuple[EntrySheet, Block]]:
        """The sheet and the table of each row that the school is asked for."""
        blocks = [(sheet, block) for sheet in self.sheets for block in sheet.blocks]
        return {f"{block.table.id}.{row.key}": (sheet, block) for sheet, block in blocks for row in block.rows}

    def write_explanation(self, target: Untyped) -> None:
        """Write the first sheet: what the workbook is and how it is filled in."""
        target.title = self.locale.text(message("Explanation"))
        self._put(target, 1, LABEL_COLUMN, self.locale.text(TITLE), bold=True)
        for line, words in enumerate(EXPLANATION, start=3):
            self._put(target, line, LABEL_COLUMN, self.locale.text(words))
        target.column_dimensions["B"].width = 110
        target.protection.sheet = True

    def write_sheets(self, workbook: Untyped) -> dict[DataPlace, Place]:
        """Write a sheet for each group of tables, and return the cell of each figure."""
        addresses: dict[DataPlace, Place] = {}
        for sheet in self.sheets:
            title = self.locale.text(sheet.group.short_title)
            self.write_sheet(workbook.create_sheet(title), sheet)
            for block in sheet.blocks:
                for row in block.rows:
                    for column in block.columns:
                        cell = f"{column_letters(block.column_of(column))}{block.line_of(row.key)}"
                        addresses[DataPlace(block.table.id, row.key, column)] = in_file(sheet=title, cell=cell)
        return addresses

    def write_sheet(self, target: Untyped, sheet: EntrySheet) -> None:
        """Write the tables of a group."""
        self._put(target, 1, LABEL_COLUMN, self.locale.text(sheet.group.title), bold=True)
        for block in sheet.blocks:
            self._write_head(target, block)
            for row in block.rows:
                self._write_row(target, block, row)
        widths = {column_letters(LABEL_COLUMN): _LABEL_WIDTH}
        for block in sheet.blocks:
            widths |= {column_letters(block.column_of(column)): _FIGURE_WIDTH for column in block.columns}
        # a column that is beside one table may be part of the next: it is wide only where it has something to tell
        widths |= {
            column_letters(block.note_column): 60
            for block in sheet.blocks
            if any(row.explanation is not None for row in block.rows)
        }
        for column, width in widths.items():
            target.column_dimensions[column].width = width
        target.column_dimensions[column_letters(KEY_COLUMN)].hidden = True
        target.freeze_panes = target.cell(2, FIRST_COLUMN)
        target.page_setup.orientation, target.page_setup.paperSize = "landscape", _A4
        # as many pages high as it takes; the width alone is fitted to the paper
        target.page_setup.fitToHeight = 0
        # in Excel's headers an ampersand begins a code, such as &P for the page
        target.oddHeader.center.text = self.locale.text(sheet.group.title).replace("&", "&&")
        target.oddFooter.center.text = "&P/&N"
        target.sheet_properties.pageSetUpPr = self.openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
        target.protection.sheet = True

    def _write_head(self, target: Untyped, block: Block) -> None:
        if block.table.title:
            self._put(target, block.line - 2, LABEL_COLUMN, self.locale.text(block.table.title), bold=True)
        self._put(target, block.line, KEY_COLUMN, f"{TABLE_MARK}{block.table.id}")
        labels = {column.id: self._column_label(column.group, column.label) for column in block.table.columns}
        self._put(target, block.line - 1, LABEL_COLUMN, "", is_band=True)
        for column in block.columns:
            shown = labels.get(column, column)
            self._put(target, block.line - 1, block.column_of(column), shown, bold=True, is_band=True)
            _heighten(target, block.line - 1, shown, _FIGURE_WIDTH)
            self._put(target, block.line, block.column_of(column), column)
        target.row_dimensions[block.line].hidden = True

    def _column_label(self, group: object, label: object) -> str:
        return self.locale.text(label) if group is None else f"{self.locale.text(group)}: {self.locale.text(label)}"

    def _write_row(self, target: Untyped, block: Block, row: FormRow) -> None:
        line = block.line_of(row.key)
        self._put(target, line, KEY_COLUMN, f"{block.table.id}.{row.key}")
        label = self.locale.text(row.label)
        self._put(target, line, LABEL_COLUMN, label, bold=row.value.is_derived)
        _heighten(target, line, label, _LABEL_WIDTH)
        for column in block.columns:
            kind = block.kind_of(row, column)
            if kind in {ValueKind.TOTAL, ValueKind.RATIO}:
                self._put_formula(target, line, block.column_of(column), self._formula(block, row, column), kind)
            else:
                figure = self.figures.data.find(block.table.id, row.key, column)
                self._put_entry(target, line, block.column_of(column), figure, kind)
        if row.explanation is not None:
            self._put(target, line, block.note_column, self.locale.text(row.explanation))

    def _formula(self, block: Block, row: FormRow, column: str) -> str:
        """Return the formula of a total or ratio: empty as long as a part is missing, as the library has it.

        There is none where the school is not asked for a part: its category may contradict its institution.
        """
        is_total = row.value is ValueKind.TOTAL
        parts = self.figures.parts_of(f"{block.table.id}.{row.key}") if is_total else row.parts
        if not self.homes.keys() >= set(parts):  # the school is not asked for one of them
            return ""
        if is_total:
            cells = ",".join(self._address(part, column) for part in parts)
            return f'=IF(COUNT({cells})={len(parts)},SUM({cells}),"")'
        part, whole = (self._address(part, column) for part in parts)
        return f'=IF(AND(ISNUMBER({part}),ISNUMBER({whole})),IF({whole}=0,"",{part}/{whole}),"")'

    def _address(self, name: str, column: str) -> str:
        """Return the address of a row's cell, with its sheet."""
        sheet, block = self.homes[name]
        cell = f"{column_letters(block.column_of(column))}{block.line_of(name.partition('.')[2])}"
        # in apostrophes, as names of sheets have blanks
        return f"'{self.locale.text(sheet.group.short_title)}'!{cell}"

    def _put(  # noqa: PLR0913 - a cell has a place, a text and a look
        self,
        target: Untyped,
        line: int,
        column: int,
        text: str,
        *,
        bold: bool = False,
        is_band: bool = False,
    ) -> None:
        """Write words; whatever they begin with, they are no formula."""
        cell = target.cell(line, column)
        _set_text(cell, text)
        cell.alignment = self.looks.wrapped
        if bold:
            cell.font = self.looks.bold
        if is_band:
            cell.fill, cell.border = self.looks.band, self.looks.border

    def _put_formula(self, target: Untyped, line: int, column: int, formula: str, kind: ValueKind) -> None:
        cell = target.cell(line, column, formula)
        cell.fill = self.looks.grey
        # Excel shows a point behind whole numbers in the format 0.##, so totals and ratios have formats of their own
        cell.border, cell.number_format = self.looks.border, _FORMATS[kind]

    def _put_entry(self, target: Untyped, line: int, column: int, figure: Figure | None, kind: ValueKind) -> None:
        cell = target.cell(line, column)
        cell.border, cell.protection = self.looks.border, self.looks.open
        if isinstance(figure, str):
            _set_text(cell, figure)
        elif figure is not None:
            cell.value = figure if kind is not ValueKind.PERCENT else Decimal(figure) / PERCENT
        if kind is ValueKind.PERCENT:
            # a cell that shows percent takes 98.5 and 98.5% alike; in any other Excel stores the second as 0.985
            cell.number_format = _FORMATS[kind]
        if kind in _CHECKED:
            self._check(target, cell, kind)

    def _check(self, target: Untyped, cell: Untyped, kind: ValueKind) -> None:
        """Let Excel refuse what the library would refuse; one rule of a sheet serves all its cells of a kind."""
        shape, most, words = _CHECKED[kind]
        for rule in target.data_validations.dataValidation:
            if rule.type == shape and rule.formula2 == str(most):
                rule.add(cell)
                return
        rule = self.openpyxl.worksheet.datavalidation.DataValidation(
            type=shape, operator="between", formula1="0", formula2=str(most), allow_blank=True, showErrorMessage=True,
            errorStyle="warning",  # it asks and does not refuse: the word that takes a figure away is no number
        )  # fmt: skip
        rule.error, rule.errorTitle = self.locale.text(words), self.locale.text(message("This cannot stand here"))
        target.add_data_validation(rule)
        rule.add(cell)


def _heighten(target: Untyped, line: int, text: str, width: int) -> None:
    """Make a row as high as a text in a column of this width: Excel and LibreOffice leave rows of wrapped text low."""
    lines = len(textwrap.wrap(text, width - 2))
    if lines * _LINE_HEIGHT > (target.row_dimensions[line].height or _LINE_HEIGHT):
        target.row_dimensions[line].height = lines * _LINE_HEIGHT


def _set_text(cell: Untyped, text: str) -> None:
    # openpyxl takes text that begins with = for a formula; the prefix keeps Excel from doing so once somebody edits it
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
