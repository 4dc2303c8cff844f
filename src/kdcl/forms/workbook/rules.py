"""What Excel and LibreOffice ask back at once, because it could not be read: drop-down lists, days, whole numbers."""

from __future__ import annotations

from typing import Final

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kdcl.forms.workbook.cells import Choice, Day, Whole
from kdcl.forms.workbook.hand import BookHand
from kdcl.forms.workbook.layout import CRITERION_OPTIONS, STANDARD_OPTIONS, BookLayout
from kdcl.forms.workbook.model import OWNER, Column, Sheet
from kdcl.law import Framework
from kdcl.messages import message

_STOPPED: Final = message("This cannot stand here")
_FIRST_LIST: Final = 5
"""The column of the hidden sheet from which on the lists stand; before them is what the workbook knows of itself."""


@attrs.frozen(kw_only=True)
class BookRules:
    """The rules of the workbook's cells.

    Attributes:
        hand: writes the lists.
        layout: the workbook's sheets.
        framework: whose criteria can be chosen.
        lists: the hidden sheet with the lists to choose from.
    """

    hand: BookHand
    layout: BookLayout
    framework: Framework
    lists: Worksheet
    _known: dict[tuple[str, ...], str] = attrs.field(factory=dict)

    def add(self, target: Worksheet, column: Column, cells: str, sheet: Sheet) -> None:
        """Lay the rule of a column on cells; one rule of a sheet serves all cells of a kind."""
        rule = self._find_rule(column, sheet)
        if rule is None:
            return
        same = (each for each in target.data_validations.dataValidation if _says_the_same(each, rule))
        known = next(same, None)
        if known is None:
            target.add_data_validation(rule)
            known = rule
        known.add(cells)

    def _find_rule(self, column: Column, sheet: Sheet) -> DataValidation | None:
        kind, hint = column.kind, column.kind and column.kind.hint
        if options := self._find_options(column, sheet):
            rule = DataValidation(type="list", formula1=self._range(options))
            hint = Choice.hint
        elif isinstance(kind, Day):
            # a day is a number to Excel, and each above 1 is one
            rule = DataValidation(type="date", operator="greaterThan", formula1="1")
        elif isinstance(kind, Whole):
            # there is no rule for whole numbers without bounds
            rule = DataValidation(type="whole", operator="between", formula1="-999999", formula2="999999")
        else:
            return None
        # A warning lets what is typed stand: a day typed as text is read too, and a new group may not be listed yet.
        rule.errorStyle = "stop" if isinstance(kind, Choice) else "warning"
        # the schema's default says nothing to whoever breaks a rule
        rule.allow_blank = rule.showErrorMessage = True
        rule.error, rule.errorTitle = self.hand.text(hint), self.hand.text(_STOPPED)
        return rule

    def _find_options(self, column: Column, sheet: Sheet) -> tuple[str, ...]:
        if isinstance(column.kind, Choice):
            return column.kind.options(self.hand.locale)
        if column.key == OWNER:
            return tuple(dict.fromkeys(owner.label for owner in self.layout.owners[sheet.id] if owner.label))
        if column.options == CRITERION_OPTIONS:
            return tuple(str(each.code) for each in self.framework.criteria)
        return tuple(str(each.number) for each in self.framework) if column.options == STANDARD_OPTIONS else ()

    def _range(self, options: tuple[str, ...]) -> str:
        """Return the cells of the hidden sheet that have these words; a list inside a rule ends at 255 characters."""
        if options not in self._known:
            letter = get_column_letter(_FIRST_LIST + len(self._known))
            for row, text in enumerate(options, start=1):
                self.hand.tell(self.lists[f"{letter}{row}"], text)
            self._known[options] = f"{self.lists.title}!${letter}$1:${letter}${len(options)}"
        return self._known[options]


def _says_the_same(one: DataValidation, other: DataValidation) -> bool:
    return (one.type, one.formula1, one.errorStyle) == (other.type, other.formula1, other.errorStyle)
