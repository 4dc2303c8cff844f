"""What the reader of evidence lists hands back: the evidence, and what was noticed on the way."""

from __future__ import annotations

import enum

import attrs

from kdcl.findings import Finding
from kdcl.school import Evidence


class ListFindingKind(enum.StrEnum):
    """What a finding is about; those on rows that were left out come first."""

    NO_CODE = "no_code"
    """A row has texts and no code; it was left out."""
    BAD_CODE = "bad_code"
    """What stands in place of a code is none; the row was left out."""
    CODE_IS_DATE = "code_is_date"
    """Excel took a code for a date; the row was left out."""
    CONTINUED_ROW = "continued_row"
    """A row has no code; it goes on with the evidence above it."""
    SEVERAL_CODES = "several_codes"
    """A cell has several codes; the row was left out."""
    REPEATED_ROW = "repeated_row"
    """A row says the same as one above; it was left out."""
    CONVERTED_CODE = "converted_code"
    """A code is not written officially; it was read."""
    BOX_GUESSED = "box_guessed"
    """A code names no box; the number of its standard was taken."""
    CODE_WITH_TEXT = "code_with_text"
    """Other text stands beside a code; it was kept as the name or in the note."""
    OTHER_BOX = "other_box"
    """Two rows have codes that differ in the box only; both were kept."""
    OTHER_STANDARD = "other_standard"
    """A code is of another standard than the heading it stands under."""
    NO_NAME = "no_name"
    """A row has a code and no name; it was kept without."""
    JOINED_ROWS = "joined_rows"
    """Several rows share one code: its physical items."""
    FORMULA = "formula"
    """A formula made the text; what it last showed was taken."""
    NO_VALUE = "no_value"
    """A formula shows nothing that could be read."""
    ERROR_VALUE = "error_value"
    """A cell shows an error; it was read as empty."""
    CHARACTERS = "characters"
    """Characters that no text may hold were replaced."""
    BAD_DATE = "bad_date"
    """The days of collecting could not be read."""
    UNKNOWN_STATUS = "unknown_status"
    """The status of collecting could not be read."""
    UNSAFE_LINK = "unsafe_link"
    """A link leads to a place that is not below the school's folder, nor on the web; it was left out."""
    UNKNOWN_COLUMN = "unknown_column"
    """A column has a head that says nothing to the reader, or one that is there twice; it was left out."""
    OUTSIDE_LIST = "outside_list"
    """Text stands above the list or beside it; it was left out."""
    IGNORED_TABLE = "ignored_table"
    """A sheet or a table is no evidence list; it was left out."""
    HEAD_GUESSED = "head_guessed"
    """A column was known by what stands in it, and not by its head."""
    OLD_ENCODING = "old_encoding"
    """Cells are in an encoding of before Unicode; their texts were left out."""
    NOT_READ = "not_read"
    """The file holds something that this reader does not open, or nobody sees."""
    CONVERTED_FILE = "converted_file"
    """Another program converted the file first."""


@attrs.frozen(kw_only=True)
class EvidenceListRead:
    """What was read from an evidence list.

    Attributes:
        evidence: the evidence, in the order of the file.
        findings: what was noticed, in the order of the file.
    """

    evidence: tuple[Evidence, ...]
    findings: tuple[Finding, ...]

    @property
    def unplaced(self) -> tuple[Finding, ...]:
        """The findings with texts: what they say was left out, and is nowhere in the evidence."""
        return tuple(finding for finding in self.findings if finding.texts)
