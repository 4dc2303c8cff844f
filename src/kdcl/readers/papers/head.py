"""Reads the head of a paper: who issues it, its number, where and when, and the school year in its title."""

from __future__ import annotations

import datetime as dt
import itertools

import attrs

from kdcl.errors import CodeError
from kdcl.law import LegalNumber
from kdcl.messages import message
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.page import Page, opening, whole
from kdcl.readers.recognising.marks import school_pattern, title_patterns
from kdcl.readers.word.days import find_place_and_day
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.school_facts import find_school_year
from kdcl.standards.layout import LAYOUTS, Layouts
from kdcl.text.folding import fold, run_together
from kdcl.text.phrases import is_blank
from kdcl.years import SchoolYear

_FRONT = 40
_LONGEST_NAME = 90


@attrs.define(kw_only=True)
class PaperHead:
    """What the head of a paper states."""

    authority: str = ""
    name: str = ""
    place: str = ""
    number: LegalNumber | None = None
    date: dt.date | None = None
    year: SchoolYear | None = None


def read_head(page: Page) -> PaperHead:
    """Return what stands at the head of a paper, down to what it is founded on."""
    head = PaperHead()
    ground = opening("paper_lines", "ground")
    # What a paper is founded on has numbers and days of its own.
    front = list(itertools.takewhile(lambda line: not ground.match(line.folded), page.lines[:_FRONT]))
    for above, line in zip((None, *front), front, strict=False):
        _read_line(page, head, line, above)
    _mark_title(front, head)
    head.name = _in_mixed_case(run_together(head.name), page.lines)
    head.authority = find_authority(page, head.authority)
    return head


def _read_line(page: Page, head: PaperHead, line: Line, above: Line | None) -> None:
    folded = line.folded
    if line.use is not None:
        return
    if any(whole("paper_lines", name).fullmatch(folded) for name in ("state", "motto", "issuing")):
        line.use = Use.FORM
    # The number of a paper has a stroke before the signs of who issued it; other numbered lines have none.
    elif head.number is None and (number := opening("paper_lines", "number").fullmatch(folded)) and "/" in folded:
        head.number = read_number(page, line, line.text[number.start("rest") :].strip())
    elif read_day(page, line, head):
        pass
    elif not head.name and is_school_name(line):
        head.name, line.use = line.text, Use.FACT
        # The head is a table: the authority is above the school in its cell, the motto of the state in the one beside.
        if above is not None and above.use is None and above.cell == line.cell and len(above.text) <= _LONGEST_NAME:
            is_room = is_blank(above.folded)
            head.authority, above.use = ("", Use.FORM) if is_room else (above.text, Use.FACT)


def is_school_name(line: Line) -> bool:
    """Whether a line is the name of a school and no sentence about it."""
    return (
        len(line.text) <= _LONGEST_NAME
        and school_pattern().match(line.folded) is not None
        and line.text[-1] not in ":.;,"
    )


def read_number(page: Page, line: Line, text: str) -> LegalNumber | None:
    """Return the number of a paper that a line states, and mark the line; without a digit there is only room for it."""
    # The number is filled in by hand when the paper is issued.
    if not any(map(str.isdigit, text)):
        line.use = Use.FORM
        return None
    try:
        number = LegalNumber.normalize(text)
    except CodeError as error:
        page.note(FindingKind.PAPER, error.message, line.place)
        return None
    line.use = Use.FACT
    return number


def read_day(page: Page, line: Line, head: PaperHead) -> bool:
    """Read a line with place and day, such as stands at the head or above a signature; return whether it is one."""
    stated = find_place_and_day(line)
    if stated is None:
        return False
    day = None if stated.day is None else stated.day.day
    if stated.day is not None and day is None:
        page.note(FindingKind.PAPER, message("there is no such date: {text}", text=line.text), line.place)
        return True
    if day is not None and head.date not in (None, day):
        return False
    head.date = head.date or day
    head.place = head.place or stated.place
    line.use = Use.FACT if day is not None or stated.place else Use.FORM
    return True


def _mark_title(front: list[Line], head: PaperHead) -> None:
    """Mark the title and what stands below it in capitals, and read the school year there."""
    is_below = False
    for line in front:
        is_title = any(pattern.match(line.folded) for pattern in title_patterns().values()) and line.use is None
        if not (is_title or is_below):
            continue
        if (year := find_school_year(line)) is not None:
            head.year = head.year or year
            line.use = Use.FACT
        elif line.text.isupper() or (is_title and not is_below) or line.text.startswith("("):
            line.use = line.use or Use.HEADING
        # What a paper is about stands below its title in small letters, behind these words.
        elif line.folded.startswith(("ve viec", "v/v")):
            line.use = Use.HEADING
        else:
            return
        is_below = True


def find_authority(page: Page, name: str) -> str:
    """Return the name of an authority as the text has it: heads have it in capitals, and shorten it."""
    name = run_together(name)
    full = _lengthen(name, page.framework.part(LAYOUTS))
    found = (_in_mixed_case(wanted, page.lines) for wanted in (name, full))
    return next((text for text in found if text not in (name, full)), name)


def _lengthen(name: str, layouts: Layouts) -> str:
    """Return the name of an authority in capitals with its common phrases in full."""
    for phrase, short in layouts.abbreviations:
        name = name.replace(short.upper(), phrase.upper())
    return name


def _in_mixed_case(name: str, lines: list[Line]) -> str:
    """Return a name as the text writes it where the head has it in capitals: they tell nothing of its letters."""
    if not name.isupper():
        return name
    folded = fold(name)
    for line in lines:
        at = line.folded.find(folded)
        if at >= 0 and not (typed := line.text[at : at + len(name)]).isupper() and typed[:1].isupper():
            return typed
    return name
