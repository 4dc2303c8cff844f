"""Paragraphs and headings: runs of text, each in one look."""

from __future__ import annotations

import enum

import attrs

from kdcl.places import Place


class Align(enum.StrEnum):
    """Where the text of a paragraph stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class ParagraphStyle(enum.StrEnum):
    """What a paragraph is for; a renderer decides what that looks like."""

    BODY = "body"
    """Running text: justified, first line indented."""
    PLAIN = "plain"
    """Text without indent: cells, heads, lists of facts."""
    ITEM = "item"
    """The heading of one of a sheet's five items."""
    COVER_AUTHORITY = "cover_authority"
    COVER_TITLE = "cover_title"
    COVER_FOOT = "cover_foot"
    CAPTION = "caption"
    """The title of a table."""
    SIGN = "sign"
    """Text as large as the paper bears, in the middle: the number on the label of a box."""
    RULE = "rule"
    """A short rule in the middle, as below the name of who issues a document; it holds no text."""
    RECIPIENTS = "recipients"
    """The word above those who receive a paper, smaller than running text."""
    RECIPIENT = "recipient"
    """One who receives a paper, smaller again."""


@attrs.frozen
class Run:
    """A stretch of text in one look.

    Attributes:
        text: the text; a line feed breaks the line.
        bold: heavier.
        italic: slanted.
        underlined: with a rule below.
        link: the bookmark it leads to, or None.
        address: the web page or the file that it leads to, as `kdcl.blocks.addresses.find_address` returns it, or None;
            a run leads to one thing only, and a bookmark goes before.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    link: str | None = None
    address: str | None = None


@attrs.frozen(kw_only=True)
class Control:
    """A place that whoever opens the file fills in; the paragraph that has it holds what stands there now.

    Formats that can be filled in print it as a control; the others print the paragraph.

    Attributes:
        tag: the name by which a program finds it again: 64 characters at most, once in a document.
        title: what it is for, as people see it.
        prompt: what stands there while nobody has written anything; no text of the document.
        choices: what can be chosen, the words that are there now among them; none where any text can be written.
    """

    tag: str
    title: str
    prompt: str
    choices: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Paragraph:
    """A paragraph of runs.

    Attributes:
        runs: its text.
        style: what it is for.
        align: where it stands; None leaves that to the style.
        bookmark: a name that links can lead to, or None.
        space_before: empty room above, in millimetres.
        length: of a rule, how long it is in millimetres; 0 leaves that to the renderer.
        keep_with_next: it must not be parted from the block below by a page break.
        comments: remarks for whoever revises a draft, printed beside the text; an official copy has none.
        source: the fact it prints, as a place in the school's file, with a span where it prints a line of a longer
            text; None where it prints no fact of that file.
        control: what makes it a place to be filled in; None where it is none.
    """

    runs: tuple[Run, ...]
    style: ParagraphStyle = ParagraphStyle.BODY
    align: Align | None = None
    bookmark: str | None = None
    space_before: float = 0
    length: float = 0
    keep_with_next: bool = False
    comments: tuple[str, ...] = ()
    source: Place | None = None
    control: Control | None = None

    @property
    def text(self) -> str:
        """The text of its runs."""
        return "".join([run.text for run in self.runs])


@attrs.frozen(kw_only=True)
class Heading:
    """A heading that the table of contents lists.

    Attributes:
        text: its text.
        level: its depth, from 1.
        bookmark: the name that the table of contents leads to; unique in the document.
        align: where it stands; None leaves that to the renderer's style of its level.
        is_listed: whether the table of contents lists it.
        comments: remarks for whoever revises a draft; an official copy has none.
        source: the fact it prints, as a place in the school's file; None where it prints none.
    """

    text: str
    level: int
    bookmark: str
    align: Align | None = None
    is_listed: bool = True
    comments: tuple[str, ...] = ()
    source: Place | None = None
