"""How cells and pages of a workbook look: one typeface, thin rules, grey headers, A4."""

from __future__ import annotations

import attrs
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kdcl.blocks import Align
from kdcl.blocks.bars import TONES

_TYPEFACE = "Times New Roman"
_SIDE = Side(style="thin", color="808080")
_RULES = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_GREY = PatternFill("solid", fgColor="E7E6E6")
_A4 = 9
"""The number that workbooks have for this paper."""
_LONGEST_HEADER = 200
_INCHES_OF_MARGIN = 0.6


@attrs.frozen(kw_only=True)
class CellLook:
    """How a cell looks."""

    is_bold: bool = False
    is_italic: bool = False
    is_ruled: bool = False
    is_shaded: bool = False
    tone: int = 0
    is_header: bool = False
    align: Align = Align.LEFT
    indent: int = 0
    size: int = 12
    number_format: str = "General"


@attrs.frozen(kw_only=True)
class CellLooks:
    """The looks that a workbook has met, each a named style that a school can change in one place."""

    workbook: Workbook
    names: dict[CellLook, str] = attrs.field(factory=dict)

    def name(self, look: CellLook) -> str:
        """Return the name of the style with this look."""
        if look not in self.names:
            self.names[look] = f"kdcl {len(self.names) + 1}"
            self.workbook.add_named_style(_build_style(self.names[look], look))
        return self.names[look]


def _build_style(name: str, look: CellLook) -> NamedStyle:
    return NamedStyle(
        name=name,
        font=Font(name=_TYPEFACE, size=look.size, bold=look.is_bold, italic=look.is_italic),
        border=_RULES if look.is_ruled else Border(),
        fill=_ground(look),
        alignment=Alignment(
            horizontal=look.align.value,
            vertical="center" if look.is_header else "top",
            wrap_text=True,
            indent=look.indent,
        ),
        number_format=look.number_format,
    )


def _ground(look: CellLook) -> PatternFill:
    if look.is_shaded:
        return _GREY
    # the ground of a solid pattern is its foreground colour
    return PatternFill("solid", fgColor=TONES[look.tone].removeprefix("#").upper()) if look.tone else PatternFill()


def set_up_pages(sheet: Worksheet, title: str, *, is_lying: bool) -> None:
    """Set a sheet's pages: A4, as wide as the paper, its title above and the number of the page below."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if is_lying else "portrait"
    # 0: as many pages high as it takes; both numbers count only with the switch below
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = _INCHES_OF_MARGIN
    sheet.print_options.horizontalCentered = True
    # an ampersand begins a code in headers; Excel takes 255 characters with all codes
    if above := " ".join(title.split())[:_LONGEST_HEADER].replace("&", "&&"):
        sheet.HeaderFooter.oddHeader = _in_the_middle(above)
    sheet.HeaderFooter.oddFooter = _in_the_middle("&P/&N")


def _in_the_middle(text: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    item.center.text = text
    return item
