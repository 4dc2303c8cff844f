"""Reads the head and the foot that papers of a team have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kdcl.documents.external import labels
from kdcl.errors import CodeError
from kdcl.external import TeamMember, TeamRole
from kdcl.messages import message
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.papers.foot import Foot, read_foot
from kdcl.readers.papers.head import PaperHead, read_number
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.labelled import capture, is_room, says
from kdcl.readers.word.days import PlaceAndDay, find_place_and_day
from kdcl.readers.word.result import FindingKind
from kdcl.text.dates import find_dates
from kdcl.text.phrases import is_blank
from kdcl.years import SchoolYear

SCHOOL_LINE = message("{school}, school year {year}")
_NO_DAY = message("date: …………")
OFFICES = ("team_leader", "writer", "principal")


@attrs.define(kw_only=True)
class TeamHead(PaperHead):
    """What the head of a paper of a team states; its name is that of the school.

    Attributes:
        issuer: who appointed the team, as the head has it.
        foot: what stands at its foot.
    """

    issuer: str = ""
    foot: Foot = attrs.field(factory=Foot)

    @property
    def leaders(self) -> tuple[TeamMember, ...]:
        """The leader of the team, where the foot has the name."""
        name = self.foot.name_of("team_leader")
        return (TeamMember(name=name, role=TeamRole.LEADER),) if name else ()


def read_head(page: Page, *, has_foot: bool = True, has_recipients: bool = False) -> TeamHead:
    """Return head and foot of a paper of a team; a line with the school and its year stands below each title.

    Args:
        page: the paper.
        has_foot: whether the whole paper has one foot.
        has_recipients: whether its recipients have a place in the team's file.
    """
    head = TeamHead(foot=read_foot(page, offices=OFFICES, has_recipients=has_recipients) if has_foot else Foot())
    above: Line | None = None
    for line in page.lines:
        if line.use is None:
            _read_line(page, head, line, above, is_dated=has_foot)
        above = line
    return head


def _read_line(page: Page, head: TeamHead, line: Line, above: Line | None, *, is_dated: bool) -> None:
    if says(line, labels.TEAM):
        line.use = Use.FORM
        if above is not None and above.use is None and above.cell == line.cell:
            read_issuer(head, above)
    elif (stated := capture(line, SCHOOL_LINE)) is not None:
        try:
            year = SchoolYear.parse(stated["year"])
        except CodeError:
            return
        if head.year in {None, year} and head.name in {"", stated["school"]}:
            head.name, head.year, line.use = stated["school"], year, Use.FACT
    elif head.number is None and (numbered := capture(line, message("No.: {number}"))) is not None:
        head.number = read_number(page, line, numbered["number"])
    elif is_dated and head.date is None:
        head.date = read_day(page, line, head)


def read_issuer(head: TeamHead, line: Line) -> None:
    """Read the line that names who issues a paper; dots are room to write."""
    if is_blank(line.folded):
        line.use = Use.FORM
    elif head.issuer in {"", line.text}:
        head.issuer, line.use = line.text, Use.FACT


def read_day(page: Page, line: Line, head: TeamHead | None = None) -> dt.date | None:
    """Return the day of a line with place and day, and mark it; a day that cannot be is a finding.

    Outside tables, which heads and feet are, a line with a place may be a text's own.

    Args:
        page: the paper.
        line: the line.
        head: what takes the place; None where it is left open.
    """
    stated = find_place_and_day(line) or _find_english_day(line)
    if stated is None or (line.cell is None and not is_room(stated.place)):
        return None
    if stated.day is not None and stated.day.day is None:
        page.note(FindingKind.PAPER, message("there is no such date: {text}", text=line.text), line.place)
        return None
    if head is not None and not is_room(stated.place):
        head.place = head.place or stated.place
    line.use = Use.FORM if stated.day is None else Use.FACT
    return None if stated.day is None else stated.day.day


def _find_english_day(line: Line) -> PlaceAndDay | None:
    stated = capture(line, message("{place}, {date}"))
    if stated is not None and line.cell is not None and says(stated["date"], _NO_DAY):
        return PlaceAndDay(place=stated["place"], day=None)
    dates = () if stated is None or line.cell is None else find_dates(stated["date"])
    if stated is None or len(dates) != 1 or dates[0].text != stated["date"]:
        return None
    return PlaceAndDay(place=stated["place"], day=dates[0])


def mark_room_for_day(line: Line) -> None:
    """Mark a line that leaves room for the day of a signature."""
    stated = find_place_and_day(line) or _find_english_day(line)
    if stated is not None and stated.day is None and line.cell is not None:
        line.use = Use.FORM


def find_day(page: Page, items: Iterable[Line | FileTable]) -> dt.date | None:
    """Return the first day that stands on a line of its own among some lines and tables."""
    for item in items:
        for line in item.lines if isinstance(item, FileTable) else (item,):
            if line.use is None and (day := read_day(page, line)) is not None:
                return day
    return None
