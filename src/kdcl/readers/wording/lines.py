"""The lines of a Word file or a plain text, cleaned, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.package import read_file
from kdcl.places import Place, in_file
from kdcl.readers.files.content import Body, iter_lines
from kdcl.readers.files.document import read_document
from kdcl.text.characters import clean, drop_refused, split_lines
from kdcl.text.folding import run_together

LONGEST = 2_000_000
"""How many bytes of plain text are read at most; a circular has some hundred thousand."""

# What Notepad calls Unicode is UTF-16 with its mark.
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@attrs.frozen(kw_only=True)
class WordingLine:
    """A line of the file.

    Attributes:
        number: the paragraph of the Word file or the line of the text, counted from 1.
        text: its text, composed (NFC), blanks run together.
        label: the number that Word prints before it by itself; empty where there is none.
        is_wrapped: whether it may be the rest of the line before, broken for want of room.
    """

    number: int
    text: str
    label: str = ""
    is_wrapped: bool = False

    @property
    def labelled(self) -> str:
        """The text behind its label, as it is seen."""
        return f"{self.label} {self.text}" if self.label else self.text


@attrs.frozen(kw_only=True)
class Lines:
    """The lines of a file that are not empty, and how their places are called."""

    lines: tuple[WordingLine, ...]
    are_paragraphs: bool

    def place(self, number: int) -> Place:
        """Return the place of a line."""
        return in_file(paragraph=number) if self.are_paragraphs else in_file(line=number)


def read_lines(path: Path) -> Lines:
    """Return the lines of a file; a Word file of before 2007 is converted by LibreOffice, where that is installed.

    Raises:
        UnreadableFileError: it cannot be read, is neither a Word file nor a text, or is unsafe.
    """
    data = read_file(path)
    if find_kind(data) is not FileKind.UNKNOWN:
        body, _ = read_document(data, str(path))
        return Lines(lines=tuple(_iter_paragraphs(body)), are_paragraphs=True)
    return Lines(lines=tuple(_iter_text_lines(_decode(path, data))), are_paragraphs=False)


def _iter_paragraphs(body: Body) -> Iterator[WordingLine]:
    for line in iter_lines(body.items):
        # The table of contents names every standard a first time.
        if not line.is_contents and (text := _clean(line.text)):
            yield WordingLine(number=line.number, text=text, label=line.label)


def _decode(path: Path, data: bytes) -> str:
    if len(data) > LONGEST:
        reason = message("the file is larger than {limit} bytes", limit=LONGEST)
        raise UnreadableFileError(str(path), reason, message("give the text of the circular or of the letter alone"))
    try:
        return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        reason = message("the file is neither a Word document nor a text in UTF-8")
        raise UnreadableFileError(str(path), reason, message("save it as .docx, or as a text in UTF-8")) from error


def _iter_text_lines(text: str) -> Iterator[WordingLine]:
    is_wrapped = False
    for number, line in enumerate(split_lines(text), start=1):
        if cleaned := _clean(line):
            yield WordingLine(number=number, text=cleaned, is_wrapped=is_wrapped)
        # Text copied from a page is broken where the page was; a blank line ends a paragraph.
        is_wrapped = bool(cleaned)


def _clean(text: str) -> str:
    """Return the text composed, without invisible characters, its blanks run together."""
    return run_together(clean(drop_refused(run_together(text)))[0])
