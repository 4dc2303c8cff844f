"""What is kept apart from a report before it is read: what nobody sees where it is read, and what nobody can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from kdcl.findings import Finding
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.readers.files.broken_codes import OPEN_BRACKET
from kdcl.readers.files.content import ApartKind, Body, FileTable, Line, Use
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.result import FindingKind
from kdcl.text.encodings import LegacyEncoding, find_legacy_encoding
from kdcl.text.phrases import is_blank

_MOST_SHOWN = 5
# Their paragraphs are counted behind those of the body, where nobody would look for them.
_WITHOUT_PLACE = (ApartKind.HEADER, ApartKind.COMMENT, ApartKind.NOTE)
_LONGEST_END = 30
_page = folded_words(r"\W*(?:{page}\W*)?\d{0,4}(?:\W*\d{1,4})?\W*")
_SCHEME = re.compile(r"(?:[a-z]{2,10}:)?(?://)?(?:www\.)?")


@attrs.define(kw_only=True)
class Apart:
    """Text that is kept apart.

    Attributes:
        lines: the lines by their kind.
        encoding: the old encoding of those that are in one.
    """

    lines: dict[ApartKind, list[Line]]
    encoding: LegacyEncoding | None = None

    def __iter__(self) -> Iterator[Line]:
        """Iterate over all its lines, kind by kind."""
        for kind in ApartKind:
            yield from self.lines.get(kind, ())


def set_apart(body: Body) -> tuple[list[Line | FileTable], Apart]:
    """Return what of a body is read, and what is kept apart: text in an old encoding too, letter by letter as it is."""
    apart = Apart(lines=dict(body.apart))
    items = _without_old(body.items, apart)
    for kind, lines in apart.lines.items():
        for line in lines:
            line.section = kind.words
    return items, apart


def _without_old(items: list[Line | FileTable], apart: Apart) -> list[Line | FileTable]:
    kept: list[Line | FileTable] = []
    for item in items:
        if isinstance(item, FileTable):
            for row in item.rows:
                for cell in row:
                    cell.items[:] = _without_old(cell.items, apart)
            kept.append(item)
        elif encoding := item.encoding or _find_encoding(item.text):
            apart.encoding = apart.encoding or encoding
            apart.lines.setdefault(ApartKind.OLD_ENCODING, []).append(item)
        else:
            kept.append(item)
    return kept


def _find_encoding(text: str) -> LegacyEncoding | None:
    return None if text.isascii() else find_legacy_encoding(text)


def mark_repeated(apart: Apart, lines: list[Line]) -> None:
    """Mark what is kept apart and says nothing of its own: page numbers, and what the report says too."""
    said = {line.folded for line in lines}
    for line in apart.lines.get(ApartKind.HEADER, ()):
        if is_blank(line.folded) or _page().fullmatch(line.folded) or line.folded in said:
            line.use = Use.FORM
        # Word stores a header for each section and kind of page; what it says comes back once.
        said.add(line.folded)
    # Word makes a link of an address as it is typed, so most addresses stand in the text too.
    links = apart.lines.get(ApartKind.LINK)
    whole = "\n".join(said) if links else ""
    for line in links or ():
        address = _SCHEME.sub("", line.folded, count=1).rstrip("/")
        if address in whole:
            line.use = Use.FORM


def iter_apart_findings(apart: Apart, lines: list[Line]) -> Iterator[Finding]:
    """Iterate over what there is to say of it, and of lines that hold what a person would not take for their text."""
    for kind, kept in apart.lines.items():
        left = [line for line in kept if line.use is None]
        # `Body.notes` tells of comments already.
        if not left or kind is ApartKind.COMMENT:
            continue
        what = message("{what} are left out and kept apart: {count}", what=kind.words, count=len(left))
        if kind is ApartKind.OLD_ENCODING and apart.encoding is not None:
            remedy = apart.encoding.remedy
            what = message("{remedy}; lines kept apart as they are: {count}", remedy=remedy, count=len(left))
        place = ROOT if kind in _WITHOUT_PLACE else left[0].place
        texts = tuple(line.text for line in left[:_MOST_SHOWN])
        yield Finding(kind=FindingKind.NOT_READ, message=what, place=place, texts=texts)
    if struck := [line for line in lines if line.struck]:
        what = message(
            "text that is struck through is read like other text, but for verdicts: {count}", count=len(struck)
        )
        yield Finding(kind=FindingKind.NOT_READ, message=what, place=struck[0].place)
    for line in lines:
        if "[" in line.text and OPEN_BRACKET.search(line.text):
            what = message(
                "a bracket that opens an evidence code is not closed: {text}", text=line.text[-_LONGEST_END:]
            )
            yield Finding(kind=FindingKind.EVIDENCE, message=what, place=line.place)
