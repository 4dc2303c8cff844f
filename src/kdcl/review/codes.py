"""The codes of a Word file or of a plain text: found, and repaired in a copy in which nothing else changes."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

import attrs

from kdcl.codes import BrokenCode, EvidenceCode, FoundCode, Home, find_broken_codes, find_codes
from kdcl.evidence import iter_repairs
from kdcl.locale import get_locale
from kdcl.messages import Message, message
from kdcl.places import Place, in_file
from kdcl.review.edits import Edit
from kdcl.review.word_files import MarkedFile, iter_parts

_NO_HOMES: Mapping[Home, EvidenceCode] = {}


class RepairMode(enum.StrEnum):
    """How a repair is made."""

    EXCHANGED = "exchanged"
    """The code is written anew."""
    TRACKED = "tracked"
    """As a tracked change, which a person takes or refuses."""
    COMMENTED = "commented"
    """The code stays; a comment says how it is written."""


@attrs.frozen(kw_only=True)
class CodeInFile:
    """A code, or what was meant for one, where it stands.

    Attributes:
        place: the paragraph or the line, and the characters there.
        found: how it is written, and what it means.
    """

    place: Place
    found: FoundCode | BrokenCode

    @property
    def codes(self) -> tuple[EvidenceCode, ...]:
        """What it means: none where it cannot be read, several where it ends a range."""
        return () if isinstance(self.found, BrokenCode) else self.found.codes

    @property
    def problem(self) -> Message | None:
        """What is wrong with it where it cannot be read."""
        return self.found.problem if isinstance(self.found, BrokenCode) else None


@attrs.frozen(kw_only=True)
class RepairInFile:
    """A repair.

    Attributes:
        place: where.
        before: how the code was written.
        code: what it means, as it is written now.
    """

    place: Place
    before: str
    code: EvidenceCode


def find_codes_in_text(text: str, place: Place) -> Iterator[CodeInFile]:
    """Yield the codes of a text, and what was meant for a code and is none, in their order."""
    for found in _find_every(text):
        yield CodeInFile(place=place.with_span(found.start, found.end), found=found)


def find_codes_in_lines(text: str) -> Iterator[CodeInFile]:
    """Yield the same of a text of several lines, each at its line; a code may go on in the next one."""
    for found in _find_every(text):
        yield CodeInFile(place=_place_in_lines(text, found.start, found.end), found=found)


def _find_every(text: str) -> list[FoundCode | BrokenCode]:
    every: tuple[FoundCode | BrokenCode, ...] = (*find_codes(text), *find_broken_codes(text))
    return sorted(every, key=lambda found: found.start)


def _place_in_lines(text: str, start: int, end: int) -> Place:
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1)
    return in_file(line=line).with_span(column, column + end - start)


def find_codes_in_word(file: MarkedFile) -> Iterator[CodeInFile]:
    """Yield the codes of a Word file: of its text, then of its headers, footers and notes."""
    for name, editor in iter_parts(file):
        for paragraph in editor.scan.paragraphs:
            if paragraph.number is not None:
                yield from find_codes_in_text(paragraph.text, _place(name, paragraph.number))


def repair_text(text: str, homes: Mapping[Home, EvidenceCode] = _NO_HOMES) -> tuple[str, tuple[RepairInFile, ...]]:
    """Return a text with its badly written codes in the official form, and the repairs."""
    repairs, pieces, place = [], [], 0
    for (start, end), code in iter_repairs(text, homes):
        where = _place_in_lines(text, start, end)
        repairs.append(RepairInFile(place=where, before=text[start:end], code=code))
        pieces += [text[place:start], str(code)]
        place = end
    return "".join([*pieces, text[place:]]), tuple(repairs)


def repair_word(
    file: MarkedFile,
    homes: Mapping[Home, EvidenceCode] = _NO_HOMES,
    mode: RepairMode = RepairMode.EXCHANGED,
    *,
    language: str = "vi",
) -> tuple[RepairInFile, ...]:
    """Repair the badly written codes of a Word file in its copy, and return the repairs.

    Comments stand in the document itself only: where Word has no place for one (headers, footers, notes), a repair
    that was to be a comment is returned and not made.

    Args:
        file: the file.
        homes: the listed codes, for codes written without a box; see `kdcl.codes.find_homes`.
        mode: how each repair is made.
        language: the language of comments.
    """
    tell = get_locale(language).text
    repairs: list[RepairInFile] = []
    for name, editor in iter_parts(file):
        for paragraph in editor.scan.paragraphs:
            text = paragraph.text
            made = tuple(iter_repairs(text, homes))
            if mode is RepairMode.COMMENTED:
                changes = [
                    Edit(start=start, end=end, comment=file.add_comment(tell(_advise(text[start:end], code))))
                    for (start, end), code in made
                    if not name and not paragraph.is_copy
                ]
            else:
                is_tracked = mode is RepairMode.TRACKED
                changes = [
                    Edit(start=start, end=end, new=str(code), is_tracked=is_tracked) for (start, end), code in made
                ]
            editor.change(paragraph, changes)
            if paragraph.number is not None:
                where = _place(name, paragraph.number)
                repairs += (
                    RepairInFile(place=where.with_span(*span), before=text[slice(*span)], code=code)
                    for span, code in made
                )
    return tuple(repairs)


def _advise(before: str, code: EvidenceCode) -> Message:
    return message("{before} is written {code}", before=before, code=code)


def _place(part: str, number: int) -> Place:
    return in_file(file=part, paragraph=number) if part else in_file(paragraph=number)
