"""Every error the library raises, in one tree.

::

    KdclError
    ├── CodeError                  (ValueError)   a text is not a code
    ├── WrongTypeError             (TypeError)    a value is made of something else than its fields take
    ├── OutOfRangeError            (ValueError)   a value is made with a number that no school can have
    ├── PlaceError                 (ValueError)   a text stands for no place
    ├── UnknownPlaceError          (LookupError)  a file has nothing at a place
    ├── FrameworkError             (ValueError)   a framework cannot be built from what it was given
    ├── FrameworkFileError         (ValueError)   a file of the law has problems: all of them at once
    ├── WordingError               (ValueError)   official wording does not fit a framework
    ├── FrameworkNotAvailableError (LookupError)  the framework exists in law, but its text could not be read
    ├── UnknownItemError           (LookupError)  a framework has no such standard, criterion or indicator
    ├── RatingsError               (ValueError)   ratings do not fit the framework
    ├── EvidenceError              (ValueError)   codes of evidence cannot be given, taken or changed in this way
    ├── NotAcceptableError         (ValueError)   a finding cannot be accepted as an exception
    ├── SchoolDataError            (ValueError)   figures of a school are no figures: all of them at once
    ├── SchoolFileError            (ValueError)   a school's file has problems: all of them at once
    ├── TemplateFileError          (ValueError)   a Word template is not one, or holds more than looks
    ├── OutputRefusedError         (ValueError)   a file may not be written where it was wanted
    ├── DocumentError              (ValueError)   a document cannot be rendered: all its problems at once
    ├── FoldersError               (ValueError)   folders cannot be made: all that stands against it at once
    ├── StepError                  (ValueError)   a step of an external assessment may not be taken
    ├── UnknownWeekError           (LookupError)  a school year has no week of this number
    ├── UnknownNameError           (LookupError)  nothing of this name is known
    │   ├── UnknownFrameworkError  (LookupError)  no framework of this id
    │   ├── UnknownCircularError   (LookupError)  nothing of a circular of this number is shipped
    │   ├── UnknownCheckError      (LookupError)  no check of this id
    │   ├── UnknownRendererError   (LookupError)  no renderer of this name or suffix
    │   ├── UnknownTypefaceError   (LookupError)  no typeface of this name on the machine
    │   ├── UnknownDocumentError   (LookupError)  no kind of document of this id
    │   ├── UnknownPersonError     (LookupError)  nobody of this name works on the self-assessment
    │   └── UnknownLanguageError   (LookupError)  the library does not speak this language
    ├── UnreadableFileError        (ValueError)   a foreign file is of another kind, damaged, or unsafe to read
    ├── OldFormatError             (ValueError)   another program has to convert a foreign file first
    ├── LimitError                 (ValueError)   a foreign file asks for more work than is done unasked
    ├── SettingError               (ValueError)   an environment variable holds what is not understood
    ├── FrameError                 (ValueError)   a table of many schools cannot be worked with
    ├── PluginError                (ImportError)  something that another package adds cannot be used
    └── MissingExtraError          (ImportError)  an optional dependency is not installed

Misuse of the library is raised; what is wrong *inside* a school's file, once it can be read, is returned as issues by
`kdcl.checks`. The facts of an error are its attributes; its sentence is composed when it is asked for, in English by
``str()`` and in any language through `message`.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from kdcl.errors.files import LimitError, OldFormatError, OutputRefusedError, SettingError, UnreadableFileError
from kdcl.errors.installed import MissingExtraError, PluginError
from kdcl.errors.school import EvidenceError, NotAcceptableError, RatingsError, SchoolDataError, StepError
from kdcl.errors.unknown import (
    UnknownCheckError,
    UnknownCircularError,
    UnknownDocumentError,
    UnknownFrameworkError,
    UnknownLanguageError,
    UnknownNameError,
    UnknownPersonError,
    UnknownRendererError,
    UnknownTypefaceError,
)
from kdcl.failure import KdclError
from kdcl.findings import Finding
from kdcl.messages import BilingualText, Message, below, message
from kdcl.places import ROOT, PlaceError, UnknownPlaceError
from kdcl.typed import OutOfRangeError, WrongTypeError

__all__ = [
    "CodeError",
    "DocumentError",
    "EvidenceError",
    "FileProblemsError",
    "FoldersError",
    "FrameError",
    "FrameworkError",
    "FrameworkFileError",
    "FrameworkNotAvailableError",
    "KdclError",
    "LimitError",
    "MissingExtraError",
    "NotAcceptableError",
    "OldFormatError",
    "OutOfRangeError",
    "OutputRefusedError",
    "PlaceError",
    "PluginError",
    "Problem",
    "RatingsError",
    "SchoolDataError",
    "SchoolFileError",
    "SettingError",
    "StepError",
    "TemplateFileError",
    "UnknownCheckError",
    "UnknownCircularError",
    "UnknownDocumentError",
    "UnknownFrameworkError",
    "UnknownItemError",
    "UnknownLanguageError",
    "UnknownNameError",
    "UnknownPersonError",
    "UnknownPlaceError",
    "UnknownRendererError",
    "UnknownTypefaceError",
    "UnknownWeekError",
    "UnreadableFileError",
    "WordingError",
    "WrongTypeError",
]


@attrs.frozen(str=False)
class CodeError(KdclError, ValueError):
    """A text is not a code of the wanted kind.

    Attributes:
        value: the text as it was given.
        position: where reading it failed, counted in characters from 0.
        reason: what is wrong there.
        remedy: what to write instead.
    """

    value: str
    position: int
    reason: Message
    remedy: Message

    @property
    def message(self) -> Message:
        """The text, the position, the reason and the remedy."""
        return message(
            "{value}, character {place}: {reason}; {remedy}",
            value=repr(self.value),
            place=self.position + 1,
            reason=self.reason,
            remedy=self.remedy,
        )


@attrs.frozen(str=False)
class FrameworkError(KdclError, ValueError):
    """A framework cannot be built: it is empty, has a gap in its numbering, or names what it does not contain."""

    framework: str
    reasons: tuple[Message, ...]

    sentence: ClassVar[Message] = message("framework {framework}: {reasons}")


@attrs.frozen(str=False)
class FileProblemsError(KdclError, ValueError):
    """A file has problems; all of them are reported at once.

    Attributes:
        source: the file as the caller named it.
        problems: every problem, each with its path inside the file.
    """

    source: str
    problems: tuple[Finding, ...]

    @property
    def is_unreadable(self) -> bool:
        """Whether nothing of the file could be read: it is of another kind, damaged or not there."""
        return bool(self.problems) and all(problem.place == ROOT for problem in self.problems)

    @property
    def message(self) -> Message:
        """The file and its problems, one below the other."""
        head = message("{source}: problems found: {count}", source=self.source, count=len(self.problems))
        return below(head, (problem.in_words for problem in self.problems))


class FrameworkFileError(FileProblemsError):
    """A file of the law (catalogue, level rules, measures, official wording, cases) has problems."""


class SchoolFileError(FileProblemsError):
    """A school's file has problems."""


class FoldersError(FileProblemsError):
    """Folders cannot be made where they are wanted."""


class TemplateFileError(FileProblemsError):
    """A template for Word files is no sound Word file, or holds what could act on its own or fetch something."""


@attrs.frozen(str=False)
class WordingError(KdclError, ValueError):
    """Official wording does not fit the framework: there is none for it, or it has texts for what it lacks.

    Attributes:
        framework: the framework's id.
        reasons: everything that does not fit.
    """

    framework: str
    reasons: tuple[Message, ...]

    sentence: ClassVar[Message] = message("official wording of {framework}: {reasons}")


@attrs.frozen(str=False)
class FrameworkNotAvailableError(KdclError, LookupError):
    """The framework exists in law, but its text could not be read, so the library does not ship it.

    Attributes:
        framework: the id that was asked for.
        reason: what is missing.
    """

    framework: str
    reason: BilingualText

    sentence: ClassVar[Message] = message(
        "{framework} is not available: {reason}. If you have its text, write a catalogue file in the same format "
        "as the shipped ones and read it with kdcl.load_framework(path)"
    )


@attrs.frozen(str=False)
class UnknownItemError(KdclError, LookupError):
    """A framework has no standard, criterion or indicator of this number.

    Attributes:
        item: the number that was asked for.
        framework: the framework's id.
    """

    item: str
    framework: str

    @property
    def message(self) -> Message:
        """The number, the framework and how numbers are written."""
        return message(
            "{framework} has no item {item}; a standard is written 1, a criterion 1.3, an indicator 1.3.b",
            framework=self.framework,
            item=repr(self.item),
        )


@attrs.frozen(str=False)
class DocumentError(KdclError, ValueError):
    """A document cannot be rendered; everything that stands against it is reported at once.

    Attributes:
        title: the document's title.
        problems: every problem, each with its path in the document's tree.
    """

    title: str
    problems: tuple[Finding, ...]

    @property
    def message(self) -> Message:
        """The document and its problems, one below the other."""
        head = message(
            "document {title} cannot be rendered; problems found: {count}",
            title=repr(self.title),
            count=len(self.problems),
        )
        return below(head, (problem.in_words for problem in self.problems))


@attrs.frozen(str=False)
class UnknownWeekError(KdclError, LookupError):
    """A school year has no week of this number; the last it has is 0 where its calendar has no first Monday."""

    week: int
    last: int

    sentence: ClassVar[Message] = message("there is no school week {week}; the last is {last}")


@attrs.frozen(str=False)
class FrameError(KdclError, ValueError):
    """A table of schools cannot be worked with.

    Attributes:
        subject: the column, or what was given.
        reason: what is wrong, and how to make it right.
    """

    subject: str
    reason: Message

    sentence: ClassVar[Message] = message("table of schools, {subject}: {reason}")


Problem = Finding
"""What a file's errors carry; the name that findings had here."""
