"""What a reader hands back: the self-assessment, what was noticed on the way, and every paragraph with its use."""

from __future__ import annotations

import enum

import attrs

from kdcl.codes import FoundCode, find_codes
from kdcl.findings import Finding
from kdcl.messages import Message
from kdcl.places import Place
from kdcl.readers.files.content import TableCell, Use, place_of
from kdcl.school import SelfAssessment


@attrs.frozen(kw_only=True)
class ReadParagraph:
    """A stretch of text of the file, as typed, with its place and its use.

    Attributes:
        number: the paragraph, counted from 1 through the whole body: tables, text boxes and empty ones too.
        text: its text; of a paragraph with line breaks, one of its lines.
        cell: its place where it stands in a table: the table, counted from 1, its row and its column.
        section: the part of the report it stands in, as a name for people.
        use: what became of it; None where it could not be placed.
        is_apart: whether it is no part of the text that a person reads: in the margins, hidden, a comment, an address.
    """

    number: int
    text: str
    cell: TableCell | None
    section: Message
    use: Use | None
    is_apart: bool

    @property
    def place(self) -> Place:
        """Where it stands: the paragraph, and in a table its cell."""
        return place_of(self.number, self.cell)


class FindingKind(enum.StrEnum):
    """What a finding is about."""

    CONVERTED = "converted"
    """The file was converted by another program first."""
    KIND = "kind"
    """Which kind of document the file is had to be guessed."""
    FRAMEWORK = "framework"
    """Which framework the report was made under is doubtful."""
    SCHOOL = "school"
    """The school, its place or the school year is not stated, or is stated in two ways."""
    CRITERION = "criterion"
    """A criterion is missing, stands twice, has a number the framework does not have, or its number was inferred."""
    ITEM = "item"
    """A sheet lacks one of its items."""
    VERDICT = "verdict"
    """A verdict is missing, unclear, or contradicts another place."""
    CLAIM = "claim"
    """What the conclusion claims is missing or unclear."""
    EVIDENCE = "evidence"
    """A row of the evidence list could not be read, or had to be guessed at."""
    FIGURE = "figure"
    """Something in the tables of Part I does not fit the form, or had to be guessed at."""
    PAPER = "paper"
    """A paper beside the report states something that is missing, unclear, or said in two ways."""
    DATE = "date"
    """A date is not written soundly."""
    UNPLACED = "unplaced"
    """Text has no place in the self-assessment; it is kept in `ReadReport.unplaced`."""
    NOT_READ = "not_read"
    """The file holds something that this reader does not open."""


@attrs.frozen(kw_only=True)
class ReadReport:
    """What was read from a report.

    Attributes:
        assessment: the facts, as far as the report states them.
        findings: what was noticed, in the order of the file; what is about the whole file comes first.
        paragraphs: every paragraph that is not empty, in the order of the file.
        guessed: where in the self-assessment stands what the file does not say, such as a school year assumed.
    """

    assessment: SelfAssessment
    findings: tuple[Finding, ...]
    paragraphs: tuple[ReadParagraph, ...]
    guessed: tuple[Place, ...] = ()

    @property
    def unplaced(self) -> tuple[ReadParagraph, ...]:
        """The paragraphs that could not be placed: all that the self-assessment does not hold."""
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.use is None)

    @property
    def codes(self) -> tuple[FoundCode, ...]:
        """Every evidence code in the text, wherever it stands and however it is typed; not in what is kept apart."""
        read = (paragraph for paragraph in self.paragraphs if not paragraph.is_apart)
        return tuple(found for paragraph in read for found in find_codes(paragraph.text))
