"""Page setup in Word: A4 upright or lying, margins, frames, page numbers."""

from __future__ import annotations

import attrs

from kdcl.blocks import MILLIMETRES_OF_A4, NumberPlace, Orientation, PageSetup
from kdcl.renderers.docx.markup import twips

NUMBERED_FOOTER = "rIdNumberedFooter"
RIGHT_FOOTER = "rIdRightFooter"
NUMBERED_HEADER = "rIdNumberedHeader"
EMPTY_FOOTER = "rIdEmptyFooter"
EMPTY_HEADER = "rIdEmptyHeader"

_FRAME_SPACE = 9
"""Points between the frame of a cover and its text."""


@attrs.frozen(kw_only=True)
class WordPage:
    """The measures of a page in twips."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    @property
    def text_width(self) -> int:
        """The room between the left and the right margin."""
        return self.width - self.left - self.right


def build_page(setup: PageSetup) -> WordPage:
    """Return the measures of the setup's pages; on a lying page the bound edge is the upper one."""
    width, height = map(twips, MILLIMETRES_OF_A4)
    margins = setup.laid_margins
    if setup.orientation is Orientation.LANDSCAPE:
        width, height = height, width
    sides = {side: twips(length) for side, length in attrs.asdict(margins).items()}
    return WordPage(width=width, height=height, **sides)


@attrs.frozen(kw_only=True)
class Surroundings:
    """What stands above and below the text of a section.

    Attributes:
        headers: references to the headers of a school's template, or empty.
        footers: references to its footers, or empty; the library's own are used then.
        is_first_apart: whether the template's first page has a header or footer of its own.
    """

    headers: str = ""
    footers: str = ""
    is_first_apart: bool = False

    def references(self, setup: PageSetup) -> str:
        """Return the references of a section, in the order the schema wants; a framed cover has nothing around it."""
        # of what a section does not name it has that of the section before it, so an empty one has to be named
        header = reference_markup("header", EMPTY_HEADER)
        if setup.is_framed:
            return (header if self.headers else "") + reference_markup("footer", EMPTY_FOOTER)
        if self.headers or self.footers:
            return self.headers + (self.footers or _own_footer(setup))
        first = "".join(
            reference_markup(kind, relation, "first")
            for kind, relation in (("header", EMPTY_HEADER), ("footer", EMPTY_FOOTER))
            if self.hides_first(setup)
        )
        if setup.is_numbered and setup.number_place is NumberPlace.HEADER_CENTER:
            header = reference_markup("header", NUMBERED_HEADER)
            return header + first + reference_markup("footer", EMPTY_FOOTER)
        return header + first + _own_footer(setup)

    def hides_first(self, setup: PageSetup) -> bool:
        """Whether the section's first page has no number, while the others have the library's own."""
        is_own = not (self.headers or self.footers or setup.is_framed)
        return is_own and setup.is_numbered and not setup.is_first_numbered


def _own_footer(setup: PageSetup) -> str:
    numbered = RIGHT_FOOTER if setup.number_place is NumberPlace.FOOTER_RIGHT else NUMBERED_FOOTER
    return reference_markup("footer", numbered if setup.is_numbered else EMPTY_FOOTER)


def reference_markup(kind: str, relation: str, pages: str = "default") -> str:
    """Return a section's reference to a header or footer."""
    return f'<w:{kind}Reference w:type="{pages}" r:id="{relation}"/>'


def section_markup(setup: PageSetup, surroundings: Surroundings, *, is_first: bool) -> str:
    """Return the properties of a section, in the order the schema wants; the first carries the letterhead."""
    page = build_page(setup)
    # Word lays a sheet down by its exchanged sides; this word is for the printer
    lying = ' w:orient="landscape"' if setup.orientation is Orientation.LANDSCAPE else ""
    distance = min(twips(10), page.bottom // 2)
    frame = _frame_markup() if setup.is_framed else ""
    centred = '<w:vAlign w:val="center"/>' if setup.is_centred else ""
    is_apart = (is_first and surroundings.is_first_apart) or surroundings.hides_first(setup)
    # without it Word leaves the header and footer of a first page unused
    apart = "<w:titlePg/>" if is_apart else ""
    numbers = '<w:pgNumType w:start="1"/>' if setup.begins_numbers else ""
    return (
        f'<w:sectPr>{surroundings.references(setup)}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{lying}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        # all seven measures: the schema leaves none of them out
        f'w:header="{distance}" w:footer="{distance}" w:gutter="0"/>'
        f"{frame}{numbers}{centred}{apart}</w:sectPr>"
    )


def _frame_markup() -> str:
    lines = "".join(
        f'<w:{side} w:val="double" w:sz="12" w:space="{_FRAME_SPACE}" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return f'<w:pgBorders w:offsetFrom="text">{lines}</w:pgBorders>'
