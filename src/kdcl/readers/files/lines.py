"""Makes lines out of the pieces of a paragraph: cleaned, cut at line breaks, what is hidden in lines of its own."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

import attrs
from lxml import etree

from kdcl.readers.files import markup
from kdcl.readers.files.content import Line, TableCell
from kdcl.readers.files.styles import PLAIN, Look
from kdcl.text.characters import clean
from kdcl.text.encodings import LegacyEncoding, find_legacy_encoding

_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300-\u036f\u1ea0-\u1ef9]"
)
"""Letters and marks of Vietnamese that the encodings of before Unicode do not have."""

_IN_BOTH = re.compile(
    "[\x00-\x7f\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd]"
)
"""Letters of Vietnamese in Unicode that the old encodings use too, for others: what the file is in has to tell."""

_Span = tuple[int, int]


@attrs.define
class LineMaker:
    """Makes lines.

    Attributes:
        document: the root of the main part, which tells whether the file is in an old encoding.
        refused: how many characters that no text may hold were replaced.
    """

    document: etree._Element
    refused: int = 0

    def make(
        self, texts: list[tuple[str, Look]], start: Line, old_fonts: Callable[[], Iterator[LegacyEncoding]]
    ) -> tuple[list[Line], list[Line]]:
        """Return the lines of a paragraph that are shown, and those that are hidden.

        Args:
            texts: its pieces.
            start: a line as the first one has to be, but for its text; the others have no label.
            old_fonts: the old encodings that its fonts are made for; asked for only where letters leave them open.
        """
        if not texts:
            return [], []
        if all(look is PLAIN for _, look in texts):
            return list(self._iter_lines(texts, start, old_fonts)), []
        shown = [piece for piece in texts if not piece[1].is_hidden]
        hidden = [piece for piece in texts if piece[1].is_hidden]
        start.is_unsettled |= any(text.strip() for text, _ in hidden)
        lines = list(self._iter_lines(shown, start, old_fonts))
        # Word prints the number once, before the text that is shown.
        start.label = ""
        return lines, list(self._iter_lines(hidden, start, old_fonts))

    def make_plain(self, text: str, number: int, cell: TableCell | None) -> Line:
        """Return a text that has no look as one line."""
        return Line(number=number, text=self._cleaned(text, None).strip(), cell=cell)

    def _iter_lines(
        self, texts: list[tuple[str, Look]], start: Line, old_fonts: Callable[[], Iterator[LegacyEncoding]]
    ) -> Iterator[Line]:
        whole = "".join([text for text, _ in texts])
        encoding = None if whole.isascii() else self._find_encoding(whole, old_fonts)
        text, spans = self._joined(texts, whole, encoding)
        number, cell, is_contents, label = start.number, start.cell, start.is_contents, start.label
        place = 0
        for part in text.split("\n"):
            if stripped := part.strip():
                struck: tuple[_Span, ...] = ()
                if spans:
                    first = place + part.index(stripped)
                    struck = tuple(_cut(spans, first, first + len(stripped)))
                yield Line(
                    number=number,
                    text=stripped,
                    label=label,
                    cell=cell,
                    is_contents=is_contents,
                    struck=struck,
                    encoding=encoding,
                    is_unsettled=start.is_unsettled,
                )
                # A line break begins no paragraph, so no second number is printed.
                label = ""
            place += len(part) + 1

    def _joined(
        self, texts: list[tuple[str, Look]], whole: str, encoding: LegacyEncoding | None
    ) -> tuple[str, list[_Span]]:
        """Return the cleaned text, and where it is struck through."""
        if not any(look.is_struck for _, look in texts):
            return self._cleaned(whole, encoding), []
        joined, spans = "", []
        for text, look in texts:
            piece = self._cleaned(text, encoding)
            if look.is_struck:
                spans.append((len(joined), len(joined) + len(piece)))
            joined += piece
        return joined, spans

    def _find_encoding(self, whole: str, old_fonts: Callable[[], Iterator[LegacyEncoding]]) -> LegacyEncoding | None:
        """Return the old encoding of a text: by its words, or by its font where no letter is of Unicode alone."""
        if found := find_legacy_encoding(whole):
            return found
        if _UNICODE_ONLY.search(whole) or not (_IN_BOTH.sub("", whole) or self._is_legacy):
            return None
        return next(old_fonts(), None)

    def _cleaned(self, text: str, encoding: LegacyEncoding | None) -> str:
        if text.isascii():
            return text
        # A soft hyphen is a letter of the old encodings: in a file that is in one of them none is taken out, but of a
        # text whose other letters only Unicode has.
        is_legacy = encoding is not None or ("\u00ad" in text and not _UNICODE_ONLY.search(text) and self._is_legacy)
        text, refused = clean(text, is_legacy=is_legacy)
        self.refused += refused
        return text

    @functools.cached_property
    def _is_legacy(self) -> bool:
        whole = "\n".join(element.text or "" for element in self.document.iter(markup.TEXT))
        return find_legacy_encoding(whole) is not None


def _cut(spans: list[_Span], first: int, end: int) -> Iterator[_Span]:
    for start, stop in spans:
        if start < end and stop > first:
            yield max(start, first) - first, min(stop, end) - first
