"""How the cells of the workbook look: each look is a named style, made once, that a school can change in one place."""

from __future__ import annotations

from typing import Final

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

SheetCell = Cell | MergedCell
"""What openpyxl gives for the place of a cell; nothing here is merged."""

TYPEFACE: Final = "Times New Roman"
SIZE: Final = 11
BAND, GREY, LIGHT = "FFD9E2F3", "FFEDEDED", "FFF7F9FC"
_LINK: Final = "FF0563C1"
_RULE: Final = "FFA6A6A6"


@attrs.frozen(kw_only=True)
class BookLook:
    """How a cell looks.

    Attributes:
        fill: its colour; a cell that has one is ruled.
        is_open: whether people may write in it.
        is_link: whether a click on it leads somewhere.
        is_bold: whether it is bold.
        is_centred: whether it is a head.
        wraps: whether a long text goes on in a new line.
        size: the size of its letters.
        form: its number format.
    """

    fill: str = ""
    is_open: bool = False
    is_link: bool = False
    is_bold: bool = False
    is_centred: bool = False
    wraps: bool = True
    size: int = SIZE
    form: str = "General"


@attrs.frozen
class BookLooks:
    """The looks that a workbook has met."""

    workbook: Workbook
    _names: dict[BookLook, str] = attrs.field(factory=dict)

    def dress(self, cell: SheetCell, look: BookLook) -> None:
        """Give a cell a look."""
        if look not in self._names:
            self._names[look] = f"kdcl {len(self._names) + 1}"
            self.workbook.add_named_style(_build_style(self._names[look], look))
        cell.style = self._names[look]


def _build_style(name: str, look: BookLook) -> NamedStyle:
    side = Side(style="thin", color=_RULE)
    is_ruled = bool(look.fill) or look.is_open
    font = Font(name=TYPEFACE, size=look.size, bold=look.is_bold)
    if look.is_link:
        font = Font(name=TYPEFACE, size=look.size, underline="single", color=_LINK)
    return NamedStyle(
        name=name,
        font=font,
        border=Border(left=side, right=side, top=side, bottom=side) if is_ruled else Border(),
        fill=PatternFill("solid", start_color=look.fill) if look.fill else PatternFill(),
        alignment=Alignment(
            wrap_text=look.wraps,
            vertical="center" if look.is_centred else "top",
            horizontal="center" if look.is_centred else "left",
        ),
        number_format=look.form,
        # every cell is locked from the first, but that counts only on a protected sheet
        protection=Protection(locked=not look.is_open),
    )
