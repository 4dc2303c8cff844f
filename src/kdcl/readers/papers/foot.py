"""Reads the foot of a paper: who receives it, who signs it in which office."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.papers.head import PaperHead, read_day
from kdcl.readers.papers.page import Page, has_dash, whole, without_bullet
from kdcl.readers.vocabulary.words import folded_words, words_of_each
from kdcl.readers.word.days import find_place_and_day
from kdcl.school import Council, CouncilMember, CouncilRole
from kdcl.text.phrases import is_blank

_LONGEST_NAME = 60
_LONGEST_OFFICE = 80
_MOST_COLUMNS = 3
"""A foot has two columns, sometimes three."""


@attrs.define(kw_only=True)
class Foot:
    """What the foot of a paper states.

    Attributes:
        recipients: who receives it.
        names: who signs, by office: ``"principal"``, ``"chair"``, ``"secretary"``, ``"leader"``, ``"other"``.
        place: the place beside the day it is signed.
    """

    recipients: list[str] = attrs.field(factory=list)
    names: dict[str, list[str]] = attrs.field(factory=dict)
    place: str = ""

    def name_of(self, office: str) -> str:
        """Return the first name below an office, or an empty text."""
        return next(iter(self.names.get(office, ())), "")

    @property
    def council(self) -> Council:
        """The council as far as those who sign for it are its officers."""
        offices = (("secretary", CouncilRole.SECRETARY), ("chair", CouncilRole.CHAIR))
        signing = ((self.name_of(office), role) for office, role in offices)
        return Council(members=tuple(CouncilMember(name=name, role=role) for name, role in signing if name))


_offices = words_of_each("signers", r"\W*(?:{paper_lines.on_behalf}\W+)?{}\W*")


_behalf = folded_words(r"\W*{paper_lines.on_behalf}\s*[./]\s*(?P<rest>.+)")


def find_office(line: Line) -> str | None:
    """Return the office a line names above a signature, an empty text for the one on whose behalf, None for none."""
    if len(line.text) > _LONGEST_OFFICE:
        return None
    # Who signs for somebody else has a sign for that before the office: the name below is not that of its holder.
    deputy = re.match(r"\W*(?:kt|tl|tuq|q)\s*[./]", line.folded)
    if deputy:
        return ""
    for name, pattern in _offices().items():
        if pattern.fullmatch(line.folded):
            return name
    return "" if _behalf().fullmatch(line.folded) else None


OFFICES = ("principal",)
"""The offices whose names most papers have a place for."""


def read_foot(page: Page, *, offices: tuple[str, ...] = OFFICES, has_recipients: bool = True) -> Foot:
    """Return what stands at the foot of a paper, in a table without rules or in lines.

    Args:
        page: the paper.
        offices: the offices whose names have a place in the school's file; other names are left.
        has_recipients: whether the recipients have a place there.
    """
    reader = _FootReader(page, offices, has_recipients=has_recipients)
    for item in page.items:
        if isinstance(item, FileTable):
            reader.read_table(item)
    reader.read_column(item for item in page.items if isinstance(item, Line) and item.use is None)
    return reader.foot


def _is_office(line: Line, *, is_signed: bool) -> bool:
    return find_office(line) is not None and (is_signed or line.text.isupper())


class _FootReader:
    """Reads lines of a foot from above: recipients, or offices and a name below them."""

    def __init__(self, page: Page, offices: tuple[str, ...], *, has_recipients: bool) -> None:
        self.foot = Foot()
        self._page, self._offices, self._has_recipients = page, offices, has_recipients
        self._is_list = False
        self._office: str | None = None

    def read_table(self, table: FileTable) -> None:
        """Read a table in which papers are signed; any other is left."""
        lines = table.lines
        is_signed = any(whole("phrases", "signing").fullmatch(line.folded) for line in lines)
        if not any(
            whole("paper_lines", "recipients").fullmatch(line.folded) or _is_office(line, is_signed=is_signed)
            for line in lines
        ):
            return
        if max(len(row) for row in table.rows) > _MOST_COLUMNS:
            return
        # Recipients stand on the left and who signs on the right, so a row mixes both: columns are read one by one.
        columns: dict[int, list[Line]] = {}
        for row in table.rows:
            for cell in row:
                columns.setdefault(cell.column, []).extend(line for line in cell.lines if line.use is None)
        for column in columns.values():
            self.read_column(column)

    def read_column(self, lines: Iterable[Line]) -> None:
        """Read lines one below the other."""
        self._is_list, self._office = False, None
        for line in lines:
            self._read(line)

    def _read(self, line: Line) -> None:
        if whole("paper_lines", "recipients").fullmatch(line.folded):
            self._is_list, line.use = True, Use.FORM
        elif self._is_list and has_dash(line):
            self._read_recipient(line)
        # In a sentence an office is in small letters; at the foot it stands in capitals, or in the table to sign.
        elif (office := find_office(line)) is not None and (line.text.isupper() or line.cell is not None):
            self._is_list, self._office, line.use = False, office or self._office or office, Use.FORM
        elif whole("phrases", "signing").fullmatch(line.folded) or is_blank(line.folded):
            line.use = Use.FORM
        elif self._is_day(line):
            pass
        elif self._office is not None:
            self._read_name(line, self._office)
        else:
            self._is_list = False

    def _read_recipient(self, line: Line) -> None:
        if self._has_recipients:
            self.foot.recipients.append(without_bullet(line.text).rstrip(" ;.,:"))
            line.use = Use.FACT

    def _is_day(self, line: Line) -> bool:
        """Whether a line is place and day above an office; the day of a signature by hand is none of the paper's."""
        head = PaperHead()
        stated = find_place_and_day(line)
        if line.cell is None or stated is None or stated.day is not None or not read_day(self._page, line, head):
            return False
        self.foot.place = self.foot.place or head.place
        return True

    def _read_name(self, line: Line, office: str) -> None:
        """Read the name below an office, where it has a place and no other name of this office has it."""
        self._office = None
        is_name = (
            len(line.text) <= _LONGEST_NAME and not any(map(str.isdigit, line.text)) and line.text[-1] not in ":;."
        )
        if office in self._offices and is_name and self.foot.name_of(office) in ("", line.text):
            self.foot.names.setdefault(office, []).append(line.text)
            line.use = Use.FACT
