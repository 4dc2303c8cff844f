"""What is recognised: the kind of a document, the rules it was made under, and the signs of both."""

from __future__ import annotations

import enum

import attrs

from kdcl.findings import Finding, Severity
from kdcl.law import Framework
from kdcl.messages import Message, WordedEnum, message
from kdcl.places import ROOT, Place


class PaperKind(WordedEnum):
    """The kinds of documents that are told apart; those that this library writes bear the same ids."""

    REPORT = "report", message("a self-assessment report")
    SHEETS = "sheets", message("criterion sheets")
    SUMMARY = "summary", message("a summary of results")
    EVIDENCE_LIST = "evidence-list", message("an evidence list")
    PLAN = "plan", message("a self-assessment plan")
    WORK_PLAN = "work-plan", message("a yearly plan of accreditation work")
    ASSIGNMENT = "assignment", message("an assignment of the work on a self-assessment")
    MEMBER_PAGES = "member-pages", message("pages with the work of each member")
    DECISION = "decision", message("a decision on the self-assessment council, or its list")
    PART_ONE = "part-one", message("Part I of a report alone")
    OPINIONS = "opinions", message("a summary of opinions on the draft")
    IMPROVEMENT = "improvement", message("a table of improvements")
    REGISTRATION = "registration", message("a registration for external assessment")
    FIGURES = "figures", message("figures held against the numbers of the law")
    BOX_LABELS = "box-labels", message("labels of evidence boxes")
    BOX_CONTENTS = "box-contents", message("contents of evidence boxes")
    INTAKE_LETTER = "intake-letter", message("a letter on the registration for external assessment")
    TEAM_DECISION = "team-decision", message("a decision on an external assessment team")
    WORKING_PLAN = "working-plan", message("a working plan of an external assessment team")
    PRELIMINARY_REPORT = "preliminary-report", message("preliminary reports of an external assessment team")
    CRITERIA_REMARKS = "criteria-remarks", message("remarks of an external assessment team on the criteria")
    TEAM_SHEETS = "team-sheets", message("criterion sheets of an external assessment team")
    FILE_STUDY = "file-study", message("a report on the study of the file for external assessment")
    PRELIMINARY_SURVEY = "preliminary-survey", message("minutes of a preliminary survey for external assessment")
    MAIN_SURVEY = "main-survey", message("a report on a main survey for external assessment")
    EXTERNAL_REPORT = "external-report", message("an external assessment report")
    COMPARISON = "comparison", message("a table of self-assessment and external assessment")
    SCHOOL_ANSWER = "school-answer", message("a school's answer to the draft of an external assessment report")
    LAW = "law", message("a text of the law")
    OTHER = "other", message("another document")

    @property
    def is_read(self) -> bool:
        """Whether facts of a school are taken from documents of this kind."""
        return self not in (PaperKind.LAW, PaperKind.OTHER)

    @property
    def is_external(self) -> bool:
        """Whether it is a paper of an external assessment, whose verdicts are not the school's."""
        return self in _EXTERNAL

    @property
    def is_rated(self) -> bool:
        """Whether such documents state ratings, so that it matters which rules they were made under."""
        rated = (PaperKind.REPORT, PaperKind.SHEETS, PaperKind.SUMMARY)
        return self in (*rated, PaperKind.TEAM_SHEETS, PaperKind.EXTERNAL_REPORT)


_EXTERNAL = frozenset(
    {
        PaperKind.INTAKE_LETTER,
        PaperKind.TEAM_DECISION,
        PaperKind.WORKING_PLAN,
        PaperKind.PRELIMINARY_REPORT,
        PaperKind.CRITERIA_REMARKS,
        PaperKind.TEAM_SHEETS,
        PaperKind.FILE_STUDY,
        PaperKind.PRELIMINARY_SURVEY,
        PaperKind.MAIN_SURVEY,
        PaperKind.EXTERNAL_REPORT,
        PaperKind.COMPARISON,
        PaperKind.SCHOOL_ANSWER,
    }
)


class Certainty(enum.IntEnum):
    """How sure an answer is; what is only guessed is a finding, and has to be settled by whoever asks."""

    GUESSED = 1
    """Nothing decides it; what fits best was taken."""
    CONCLUDED = 2
    """It follows from what the document has: its criteria, its tables, the schools it names."""
    STATED = 3
    """The document says it: in its title, in the school's name, by the number of a circular."""


class SignKind(WordedEnum):
    """What a document is recognised by."""

    TITLE = "title", message("title")
    PARTS = "parts", message("parts and tables")
    NUMBER = "number", message("number of a legal document")
    INSTITUTION = "institution", message("name of the school")
    CRITERIA = "criteria", message("numbers of the criteria")
    DEGREES = "degrees", message("criteria met by degrees")
    POINTS = "points", message("points called otherwise")
    CODES = "codes", message("codes of evidence")
    GIVEN = "given", message("said by whoever asks")


@attrs.frozen(kw_only=True)
class Sign:
    """Something seen in a file that says what it is.

    Attributes:
        kind: what was seen.
        stands_for: what it says: a `PaperKind`, a framework's id, the number of a legal document, or another word for
            rules, such as ``"preschool"``.
        text: how it stands there.
        place: where.
    """

    kind: SignKind
    stands_for: str
    text: str = ""
    place: Place = ROOT

    @property
    def in_words(self) -> Message:
        """The sign and its place."""
        words = message("{sign}: {text}", sign=self.kind.words, text=self.text or self.stands_for)
        return words if self.place == ROOT else message("{problem} @ {path}", problem=words, path=self.place.in_words)


@attrs.frozen(kw_only=True)
class Rules:
    """The rules that a document was made under.

    Attributes:
        framework: the framework; None where it is none that is known, or nothing says which.
        foreign: what they are, where they are not those of a framework that is known; None where they are.
        certainty: how sure that is.
    """

    framework: Framework | None
    foreign: Message | None = None
    certainty: Certainty = Certainty.GUESSED


@attrs.frozen(kw_only=True)
class FileRecognition:
    """What a file is.

    Attributes:
        kind: the kind of document.
        certainty: how sure the kind is.
        rules: the rules it was made under.
        signs: what both were told by, in the order of the file.
        names_others: whether rules of others are named beside those it was made under.
    """

    kind: PaperKind
    certainty: Certainty
    rules: Rules
    signs: tuple[Sign, ...] = ()
    names_others: bool = False

    @property
    def is_kind_guessed(self) -> bool:
        """Whether the kind has to be settled."""
        return self.certainty is Certainty.GUESSED

    @property
    def is_framework_guessed(self) -> bool:
        """Whether the framework has to be settled before anything is rated."""
        return self.kind.is_rated and self.rules.foreign is None and self.rules.certainty is Certainty.GUESSED

    @property
    def in_words(self) -> Message:
        """What the file is, in one sentence."""
        if self.rules.foreign is not None:
            return message(
                "the file is {kind} under other rules: {rules}", kind=self.kind.words, rules=self.rules.foreign
            )
        if self.rules.framework is None:
            return message("the file is {kind}", kind=self.kind.words)
        return message("the file is {kind} under {framework}", kind=self.kind.words, framework=self.rules.framework.id)

    def iter_findings(self, kind: str, framework: str) -> tuple[Finding, ...]:
        """Return what is to be said of it: what was guessed, and rules of others that are named.

        Args:
            kind: the kind of findings on the kind of document.
            framework: the kind of findings on the framework.
        """
        found = []
        if self.is_kind_guessed:
            what = message(
                "which kind of document this is was guessed: {kind}; say it with --kind", kind=self.kind.words
            )
            found.append(Finding(kind=kind, message=what))
        if self.is_framework_guessed and self.rules.framework is not None:
            what = message(
                "under which framework this was made was guessed: {framework}; say it with --framework",
                framework=self.rules.framework.id,
            )
            found.append(Finding(kind=framework, message=what))
        if self.names_others:
            others = tuple(sign.text for sign in self.signs if sign.kind is SignKind.NUMBER)
            what = message("rules that this was not made under are named in it: {numbers}", numbers=others)
            found.append(Finding(kind=framework, message=what, severity=Severity.NOTE))
        return tuple(found)
