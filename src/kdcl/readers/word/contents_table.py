"""Tells the lines of a table of contents from the headings that they repeat."""

from __future__ import annotations

import re

from kdcl.readers.files.content import FileTable, Line
from kdcl.readers.vocabulary.headings import Kind, find_criterion, find_kind, find_standard
from kdcl.readers.word.tables import find_head, holds_items

# Read from the end: from the beginning, every dot of a row of dots would be tried as the first one.
_PAGE_NUMBER_BACKWARDS = re.compile(r"\d{1,3}(?:\s{2,}+|\t|\s*+(?:\.\.|\u2026|__)).*")
_LONGEST_ENTRY = 300
_ENOUGH = 3
_FIRST_PARTS = (Kind.ABBREVIATIONS, Kind.SUMMARY, Kind.SCHOOL_DATA, Kind.PART_TWO, Kind.COUNCIL)
_LAST_PARTS = (Kind.GENERAL_CONCLUSION, Kind.APPENDIX, Kind.EVIDENCE_LIST)

_Key = tuple[str, int, int]


class ContentsTable:
    """A table of contents typed by hand, from its heading on.

    It ends where a heading comes that it has listed already, or that comes without a page number though the entries
    have theirs, or that begins the report anew; and at a paragraph too long for an entry.

    Args:
        heading: its own heading.
    """

    def __init__(self, heading: Line) -> None:
        """Begin below the heading; a table of contents may list itself."""
        self._seen: set[_Key] = set()
        self._standard = 0
        self._numbered = 0
        self._is_at_end = False
        self.is_marked = False
        """Whether the file itself marks its lines: then no other line belongs to it."""
        self._listed = _key_of_part(heading)

    def takes(self, line: Line) -> bool:
        """Whether the line still belongs to the table of contents."""
        if self.is_marked or len(line.text) > _LONGEST_ENTRY:
            return False
        key = self._key(line)
        if _PAGE_NUMBER_BACKWARDS.fullmatch(line.text[::-1]):
            self._numbered += 1
        elif key is not None and key != self._listed and self._begins_the_body(key):
            return False
        if key is not None:
            self._seen.add(key)
            self._is_at_end = self._is_at_end or key[0] in _LAST_PARTS
        return True

    def takes_table(self, table: FileTable) -> bool:
        """Whether the whole table is one of contents: entries on the left, their pages on the right."""
        if find_head(table) is not None or holds_items(table):
            return False
        if not any(self._key(line) for line in table.lines):
            return False
        for row in table.rows:
            self._numbered += bool(row) and row[-1].text.strip().isdigit()
            for cell in row:
                for line in cell.lines:
                    if key := self._key(line):
                        self._seen.add(key)
        return True

    def _begins_the_body(self, key: _Key) -> bool:
        is_back = self._is_at_end and key[0] in _FIRST_PARTS
        return key in self._seen or self._numbered >= _ENOUGH or is_back

    def _key(self, line: Line) -> _Key | None:
        """Return what tells the heading apart that the line repeats, or None where it repeats none."""
        if standard := find_standard(line):
            self._standard = standard.number
            return "standard", standard.number, 0
        if criterion := find_criterion(line):
            return "criterion", criterion.standard or self._standard, criterion.number
        return _key_of_part(line)


def _key_of_part(line: Line) -> _Key | None:
    # An entry ends in its page number, behind blanks or dots; the heading that it repeats does not.
    text = re.sub(r"(?<![\s._])[\s._]+\d{1,3}\Z", "", line.text)
    found = find_kind(Line(number=line.number, text=text or line.text, label=line.label))
    return None if found is None else (found.kind, 0, 0)
