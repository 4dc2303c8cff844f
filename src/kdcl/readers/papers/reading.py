"""Reads a document of any kind: recognises it first, and hands it to the reader of its kind."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.office.limits import Limits
from kdcl.office.package import read_file
from kdcl.readers.files.content import Body
from kdcl.readers.files.document import read_document
from kdcl.readers.papers.kinds import FINISHERS, PAPERS, read_items
from kdcl.readers.recognising.result import FileRecognition, PaperKind
from kdcl.readers.word.outline import Outline, build_outline
from kdcl.readers.word.reading import note_opening, read_outline
from kdcl.readers.word.recognition import recognise, settle_framework
from kdcl.readers.word.result import FindingKind, ReadReport


@attrs.frozen(kw_only=True)
class ReadPaper(ReadReport):
    """What was read from a document of any kind.

    Attributes:
        recognition: what the document is.
    """

    recognition: FileRecognition


@attrs.frozen(kw_only=True)
class OpenPaper:
    """A document that was opened, which takes the longer part of reading it: what it is and what it says.

    Attributes:
        source: the file as the caller named it.
    """

    source: str
    _body: Body = attrs.field(repr=False)
    _notes: tuple[Message, ...] = attrs.field(repr=False)
    _outline: Outline = attrs.field(repr=False)

    def recognise(self) -> FileRecognition:
        """Return what the document is: its kind and the rules it was made under, with what both were told by."""
        return recognise(self._outline)

    def read(
        self,
        *,
        kind: PaperKind | None = None,
        framework: Framework | None = None,
        carry_over: bool = False,
        of_school: bool = False,
    ) -> ReadPaper:
        """Return what the document says; see `read_paper`."""
        source, outline = self.source, self._outline
        recognition = recognise(outline, kind=kind, framework=framework)
        if not recognition.kind.is_read or (of_school and recognition.kind.is_external):
            raise _refuse_kind(recognition, outline, source)
        findings = note_opening(self._body, self._notes, recognition)
        is_carried = recognition.rules.foreign is not None and carry_over
        if is_carried:
            target = _settle_target(recognition, framework, source)
            findings.append(Finding(kind=FindingKind.FRAMEWORK, message=_carried(recognition)))
        else:
            target = settle_framework(recognition, source, outline.apart.encoding)
        is_own = recognition.kind in PAPERS or recognition.kind.is_external
        if is_carried or not is_own:
            finish = None if is_carried else FINISHERS.get(recognition.kind)
            read = read_outline(outline, target, findings, kind=recognition.kind, carry_over=is_carried, finish=finish)
        else:
            read = read_items(self._body, outline, target, findings, recognition.kind)
        return ReadPaper(**attrs.asdict(read, recurse=False), recognition=recognition)


def read_paper(  # noqa: PLR0913 - each option stands for itself, by its name
    path: str | os.PathLike[str],
    *,
    kind: PaperKind | None = None,
    framework: Framework | None = None,
    carry_over: bool = False,
    of_school: bool = False,
    limits: Limits | None = None,
) -> ReadPaper:
    """Return what a document says: the facts of a self-assessment that it states, and what has no place in one.

    What is not stated is empty in the self-assessment; what had to be assumed is named in `ReadPaper.guessed`, and a
    guess at what the file is, is a finding.

    Args:
        path: a Word file, or a web page under the name of one.
        kind: the kind of document; without it, the one it is recognised as.
        framework: the framework it was made under; without it, the one it is recognised to be of.
        carry_over: whether to take what does not depend on the rules (the school, its council, evidence, introduction)
            from a document that was made under rules of others, into a self-assessment under ``framework``.
        of_school: whether only documents of the school itself are wanted, and papers of an external assessment are not.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        FrameworkNotAvailableError: it is of a continuing-education centre, and no framework was given.
        UnreadableFileError: it cannot be read, no facts of a school are taken from documents of its kind, or it was
            made under rules of others and ``carry_over`` is not given.
    """
    return open_paper(path, limits=limits).read(
        kind=kind, framework=framework, carry_over=carry_over, of_school=of_school
    )


def recognise_file(path: str | os.PathLike[str], *, limits: Limits | None = None) -> FileRecognition:
    """Return what a document is: its kind and the rules it was made under, with what both were told by.

    Raises:
        UnreadableFileError: it cannot be read, is no Word document, or is damaged or unsafe.
    """
    return open_paper(path, limits=limits).recognise()


def open_paper(path: str | os.PathLike[str], *, limits: Limits | None = None) -> OpenPaper:
    """Return a document that is to be recognised before it is read, or read in more than one way.

    Raises:
        UnreadableFileError: it cannot be read, is no Word document, or is damaged or unsafe.
    """
    body, notes = read_document(read_file(path, limits), str(Path(path)), limits)
    return OpenPaper(source=str(path), body=body, notes=notes, outline=build_outline(body))


def _refuse_kind(recognition: FileRecognition, outline: Outline, source: str) -> UnreadableFileError:
    """Return the error that no facts of a school are taken from such a document."""
    if recognition.kind is PaperKind.OTHER and (encoding := outline.apart.encoding) is not None:
        return UnreadableFileError(source, message("nothing in it can be recognised"), encoding.remedy)
    seen = tuple(sign.in_words for sign in recognition.signs if sign.stands_for == recognition.kind)
    what = message("the file is {kind}, from which no facts of a school are read", kind=recognition.kind.words)
    if seen:
        what = message("{finding} (seen: {signs})", finding=what, signs=seen)
    remedies = dict.fromkeys(
        (kind for kind in PaperKind if kind.is_external),
        message("papers of an external assessment are read with: kdcl external import"),
    ) | {
        PaperKind.LAW: message("official wording is read with: kdcl wording read"),
        PaperKind.OTHER: message("if it is one of the documents that are read, say which with --kind"),
    }
    fallback = message("give the school's own self-assessment documents")
    return UnreadableFileError(source, what, remedies.get(recognition.kind, fallback))


def _settle_target(recognition: FileRecognition, framework: Framework | None, source: str) -> Framework:
    if framework is None:
        raise UnreadableFileError(
            source, recognition.in_words, message("say with --framework into which framework it is carried over")
        )
    return framework


def _carried(recognition: FileRecognition) -> Message:
    return message(
        "{file}: nothing in it is rated; the school, its council, evidence and introduction are carried over, evidence "
        "under the codes it has there, and all else is kept apart",
        file=recognition.in_words,
    )
