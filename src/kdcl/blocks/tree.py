"""The neutral tree that every document is composed of and every renderer turns into bytes.

Blocks know layout only as far as a form of the guidance asks for it (a frame, a header row that repeats, a signature
block); they know nothing of schools, and nothing of Word or HTML. All text is plain: a renderer escapes it.
Lengths are in millimetres.
"""

from __future__ import annotations

import enum

import attrs

from kdcl.blocks.bars import BarPlot
from kdcl.blocks.paragraphs import Heading, Paragraph
from kdcl.blocks.plots import Plot
from kdcl.blocks.tables import Table
from kdcl.messages import message
from kdcl.places import Place
from kdcl.shown import SelfDescribing, SelfDescription

MILLIMETRES_OF_A4 = (210, 297)


@attrs.frozen
class PageBreak:
    """The next block begins a new page."""


@attrs.frozen(kw_only=True)
class TableOfContents:
    """The table of contents: two columns, content and page.

    Attributes:
        content_label: the head of the first column.
        page_label: the head of the second column.
        depth: the deepest heading level that is listed.
    """

    content_label: str
    page_label: str
    depth: int = 3


@attrs.frozen(kw_only=True)
class TwoColumnHead:
    """The head of an administrative document: who issues it on the left, the state's name and motto on the right.

    Attributes:
        left: the paragraphs on the left.
        right: the paragraphs on the right.
        level: the number of a paragraph on the left and of one on the right that begin on the same line, counted from
            0: what stands above them is a row of its own. None where none do.
    """

    left: tuple[Paragraph, ...]
    right: tuple[Paragraph, ...]
    level: tuple[int, int] | None = None

    @property
    def beside(self) -> tuple[tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]], ...]:
        """What stands beside each other: the whole, or what is above the line that both share, and the rest."""
        if self.level is None:
            return ((self.left, self.right),)
        left, right = self.level
        return (self.left[:left], self.right[:right]), (self.left[left:], self.right[right:])


@attrs.frozen(kw_only=True)
class SignatureBlock:
    """Where a document is signed; it is never parted by a page break.

    Attributes:
        left: the paragraphs on the left, often empty or the list of recipients.
        right: place and date, and the signatory's role.
        space: empty room for signature and stamp, in millimetres.
        right_name: the signatory's name, below the room.
        left_name: a second signatory's name, or empty.
    """

    left: tuple[Paragraph, ...] = ()
    right: tuple[Paragraph, ...] = ()
    space: float = 25
    left_name: str = ""
    right_name: str = ""


@attrs.frozen(kw_only=True)
class Picture:
    """A small chart, of which each format makes what it can: a drawing with words for those who cannot see it.

    Attributes:
        plot: what is drawn.
        alternative: all that it shows in words; never empty, and printed where there is no drawing.
        width: its width in millimetres; where the text is narrower, the drawing is made smaller.
        height: its height in millimetres.
        source: the facts it shows, as a place in the school's file; None where it shows none.
    """

    plot: Plot | BarPlot
    alternative: str
    width: float = 140
    height: float = 64
    source: Place | None = None


Block = Paragraph | Heading | Table | Picture | PageBreak | TableOfContents | TwoColumnHead | SignatureBlock


class Orientation(enum.StrEnum):
    """Which way a page stands."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


@attrs.frozen(kw_only=True)
class Margins:
    """The margins of an upright page, in millimetres: those of the reports of 2013-2017."""

    left: float = 30
    right: float = 15
    top: float = 20
    bottom: float = 20


class NumberPlace(enum.StrEnum):
    """Where the pages of a section carry their number."""

    FOOTER_CENTER = "footer-center"
    FOOTER_RIGHT = "footer-right"
    HEADER_CENTER = "header-center"


@attrs.frozen(kw_only=True)
class PageSetup:
    """How the pages of a section look.

    Attributes:
        orientation: which way they stand.
        margins: their margins.
        is_framed: whether a frame is drawn on all four sides, as on a cover.
        is_numbered: whether pages carry their number.
        number_place: where they do.
        is_first_numbered: whether the first page of the section carries its number too.
        begins_numbers: whether its pages are counted from 1 again, as those of an annex are.
        is_centred: whether the content stands in the vertical middle.
    """

    orientation: Orientation = Orientation.PORTRAIT
    margins: Margins = attrs.field(factory=Margins)
    is_framed: bool = False
    is_numbered: bool = True
    number_place: NumberPlace = NumberPlace.FOOTER_CENTER
    is_first_numbered: bool = True
    begins_numbers: bool = False
    is_centred: bool = False

    @property
    def laid_margins(self) -> Margins:
        """The margins as its pages lie before a reader: the bound edge of a lying page is the upper one."""
        margins = self.margins
        if self.orientation is Orientation.PORTRAIT:
            return margins
        return Margins(left=margins.bottom, right=margins.top, top=margins.left, bottom=margins.right)

    @property
    def text_width(self) -> float:
        """The width of the text on its pages, in millimetres."""
        short, long = MILLIMETRES_OF_A4
        width = short if self.orientation is Orientation.PORTRAIT else long
        return width - self.laid_margins.left - self.laid_margins.right


@attrs.frozen(kw_only=True)
class Section:
    """Pages that share one setup; a section begins a new page."""

    blocks: tuple[Block, ...]
    setup: PageSetup = attrs.field(factory=PageSetup)

    @property
    def is_cover(self) -> bool:
        """Whether it is a framed page of paragraphs only, to be spread over the height of the page."""
        return self.setup.is_framed and all(isinstance(block, Paragraph) for block in self.blocks)


@attrs.frozen(kw_only=True)
class Document(SelfDescribing):
    """A whole document.

    Attributes:
        title: its title, for the file's properties.
        author: who issues it, for the file's properties.
        subject: what it is about, for the file's properties.
        language: ``"vi"`` or ``"en"``.
        sections: its pages.
    """

    title: str
    author: str
    subject: str
    language: str
    sections: tuple[Section, ...]

    def __repr__(self) -> str:
        """Return the title, the language, and how much it holds."""
        blocks = sum(len(section.blocks) for section in self.sections)
        return f"<Document {self.title!r} ({self.language}): {len(self.sections)} sections, {blocks} blocks>"

    def describe(self) -> SelfDescription:
        """Return the title and the headings, each further in by its level."""
        return SelfDescription(
            title=message("{title}", title=self.title),
            rows=tuple(("  " * (each.level - 1) + each.text,) for each in self.headings()),
        )

    def headings(self) -> tuple[Heading, ...]:
        """Return every heading in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Heading))
