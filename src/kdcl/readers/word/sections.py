"""The parts that a report is cut into."""

from __future__ import annotations

import enum

import attrs

from kdcl.messages import Message, message
from kdcl.readers.files.content import FileTable, Line, iter_lines
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.items import Item


class Zone(enum.Enum):
    """The parts that only standards and criteria have, beside `Kind`."""

    COVER = "cover"
    STANDARD = "standard"
    CRITERION = "criterion"
    ITEM = "item"
    CONCLUSION = "conclusion"


@attrs.define(eq=False, kw_only=True)
class ReportSection:
    """A part of the report.

    Attributes:
        kind: which part.
        heading: its heading line; None for what stands before the first one.
        standard: the number of the standard, of parts that belong to one.
        criterion: the number of the criterion, of parts that belong to one.
        item: the item, of parts that belong to one.
        items: its lines and tables.
        words: where words begin in the heading that may be text; 0 where none do.
    """

    kind: Kind | Zone
    heading: Line | None = None
    standard: int = 0
    criterion: int = 0
    item: Item | None = None
    items: list[Line | FileTable] = attrs.field(factory=list)
    words: int = 0

    @property
    def lines(self) -> list[Line]:
        """All its lines, those in tables too."""
        return list(iter_lines(self.items))

    @property
    def name(self) -> Message:
        """The part, as a name for people."""
        if self.criterion:
            return message("criterion {code}", code=f"{self.standard}.{self.criterion}")
        if self.standard:
            return message("standard {number}", number=self.standard)
        return _NAMES[self.kind]


_NAMES: dict[Kind | Zone, Message] = {
    Zone.COVER: message("the cover"),
    Kind.REPORT: message("the cover"),
    Kind.COUNCIL: message("the council list"),
    Kind.CONTENTS: message("the table of contents"),
    Kind.ABBREVIATIONS: message("the list of abbreviations"),
    Kind.SUMMARY: message("the summary of results"),
    Kind.SCHOOL_DATA: message("Part I"),
    Kind.PART_TWO: message("Part II"),
    Kind.INTRODUCTION: message("the introduction"),
    Kind.ASSESSMENT: message("Part II"),
    Kind.GENERAL_CONCLUSION: message("the general conclusion"),
    Kind.APPENDIX: message("the appendix"),
    Kind.EVIDENCE_LIST: message("the evidence list"),
    Kind.SHEET: message("the criterion sheets"),
}
