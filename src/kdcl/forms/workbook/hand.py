"""Writes single cells of the workbook, and remembers what the form itself says and where each fact stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs
from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from kdcl.forms.workbook.looks import BAND, GREY, LIGHT, SIZE, BookLook, BookLooks, SheetCell
from kdcl.locale import Locale
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.renderers.xlsx.looks import set_up_pages
from kdcl.renderers.xlsx.values import count_lines, looks_like_formula, sheet_name, split_text

BACK_ROW, TITLE_ROW, HINT_ROW, KEY_ROW, HEAD_ROW, FIRST_ROW = range(1, 7)
KEY_COLUMN: Final = 1
CONTENTS: Final = message("Contents")

TITLE: Final = BookLook(is_bold=True, size=14, wraps=False)
NAME: Final = BookLook(is_bold=True, wraps=False)
PLAIN: Final = BookLook(wraps=False)
HEAD: Final = BookLook(is_bold=True, fill=BAND, is_centred=True)
BANDED: Final = BookLook(is_bold=True, fill=BAND, wraps=False)
TOLD: Final = BookLook(fill=GREY)

_LETTERS_IN_UNIT: Final = 1.2
"""Letters of the usual size in one unit of a column's width."""
_LINE_SPACING: Final = 1.32
_HIGHEST: Final = 409
"""Points that a row is high at most."""


@attrs.frozen
class BookHand:
    """Writes cells.

    Attributes:
        workbook: the workbook that is being written.
        locale: the language of what is told.
        school: the school's name, which stands on every page.
        looks: the looks that it has.
        frame: the texts of the form itself, each once.
        addresses: the cell of each fact.
    """

    workbook: Workbook
    locale: Locale
    school: str
    looks: BookLooks = attrs.field(default=attrs.Factory(lambda hand: BookLooks(hand.workbook), takes_self=True))
    frame: dict[str, None] = attrs.field(factory=dict)
    addresses: dict[Place, Place] = attrs.field(factory=dict)

    def text(self, words: object) -> str:
        """Return words in the language of the workbook."""
        return self.locale.text(words)

    def add_sheet(self, title: Message) -> Worksheet:
        """Add a sheet with this name, or one like it."""
        sheet: Worksheet = self.workbook.create_sheet(self.name(title))
        return sheet

    def name(self, title: Message) -> str:
        """Return a name for a sheet that no other has."""
        return sheet_name(self.text(title), self.workbook.sheetnames, "kdcl")

    def begin(self, target: Worksheet, title: Message, hint: Message, columns: Iterable[tuple[str, int]]) -> None:
        """Write what stands above the lines of a sheet, and set up its pages: the heads stay in sight and in print."""
        self.link_back(target)
        self.put(target.cell(TITLE_ROW, 2), self.text(title), TITLE)
        self.put(target.cell(HINT_ROW, 2), self.text(hint), PLAIN)
        for number, (head, width) in enumerate(columns, start=KEY_COLUMN + 1):
            self.put(target.cell(HEAD_ROW, number), head, HEAD)
            target.column_dimensions[get_column_letter(number)].width = width
        target.freeze_panes = f"A{FIRST_ROW}"
        target.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        set_up_pages(target, f"{self.school} – {self.text(title)}", is_lying=True)

    def put(self, cell: SheetCell, text: str, look: BookLook) -> None:
        """Write words that only tell."""
        self.looks.dress(cell, look)
        self.tell(cell, text)

    def tell(self, cell: SheetCell, text: str) -> None:
        """Write words of the form; whatever they begin with, they are no formula."""
        self.frame.setdefault(text)
        if text:
            write_text(cell, text)

    def link(self, cell: SheetCell, text: str, sheet: Worksheet, address: str = "A1") -> None:
        """Write words that lead to a cell."""
        self.put(cell, text, BookLook(fill=LIGHT, is_link=True))
        cell.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(sheet.title)}!{address}")

    def link_back(self, target: Worksheet, row: int = BACK_ROW) -> None:
        """Write the words that lead back to the contents."""
        self.link(target.cell(row, 2), f"← {self.text(CONTENTS)}", self.workbook.worksheets[0])


def write_text(cell: SheetCell, text: str) -> None:
    """Write a text that a cell can hold; whatever it begins with, it is no formula."""
    cell.value, cell.data_type = split_text(text)[0], "s"
    if looks_like_formula(text):
        cell.quotePrefix = True


def heighten(target: Worksheet, row: int, texts: Iterable[tuple[str, int]]) -> None:
    """Make a line as high as its texts need: LibreOffice shows one line of each where nothing is said."""
    lines = max((count_lines(text, width * _LETTERS_IN_UNIT) for text, width in texts), default=1)
    if lines > 1:
        target.row_dimensions[row].height = min(round(lines * SIZE * _LINE_SPACING + 3, 1), _HIGHEST)
