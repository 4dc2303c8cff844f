"""The statements (sentences) of a text, each with the codes behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import EvidenceCode, FoundCode
from kdcl.evidence.texts import Home, find_all_codes, with_blanks

_GAP: Final = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|(?<!\s)\s+")
"""Blanks, with the quotes that close behind a mark; they begin where no blank is before, so each is met once."""

_BEGINNING: Final = re.compile("[^\"“‘( ]")
"""The first character of a sentence that is no quote or bracket that opens."""

_MARKS: Final = frozenset(".!?…")


@attrs.frozen(kw_only=True)
class Statement:
    """A sentence of a text.

    Attributes:
        start: its first character in the text.
        end: the character after its last one.
        text: the sentence as it is written.
        codes: the codes in it or directly behind it.
    """

    start: int
    end: int
    text: str
    codes: tuple[EvidenceCode, ...]


def iter_statements(text: str, homes: Mapping[Home, EvidenceCode] | None = None) -> Iterator[Statement]:
    """Iterate over the statements of a text; codes that stand alone belong to the sentence before them.

    Sentences end at a point, question or exclamation mark before a capital letter or a digit, or with their line.
    Codes are set aside first, so what stands inside them ends nothing; nor does a point behind one or two capitals, or
    behind the number that begins a sentence.

    Args:
        text: the text.
        homes: the listed codes by place, for codes typed without a box.
    """
    found = find_all_codes(text, homes or {})
    blanked = _without_codes(text, found)
    spans: list[tuple[int, int]] = []
    for start, end in _iter_spans(blanked):
        if re.search(r"\w", blanked[start:end]):
            indent = len(text[start:end]) - len(text[start:end].lstrip())
            spans.append((start + indent, start + len(text[start:end].rstrip())))
    positions = [code.start for code in found]
    for index, (start, end) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        behind = found[bisect_left(positions, start) : bisect_left(positions, limit)]
        yield Statement(start=start, end=end, text=text[start:end], codes=tuple(code.code for code in behind))


def _without_codes(text: str, found: tuple[FoundCode, ...]) -> str:
    """Return the text with blanks in place of codes, and of the marks that part one code from the next."""
    spans: list[tuple[int, int]] = []
    end = 0
    for code in found:
        spans.append((code.start if text[end : code.start].strip(" ;,") or end == 0 else end, code.end))
        end = code.end
    return with_blanks(text, spans)


def _iter_spans(blanked: str) -> Iterator[tuple[int, int]]:
    """Iterate over the sentences' spans; of what stands before a gap only the last word is looked at."""
    start = word_start = 0
    is_first = True
    for gap in _GAP.finditer(blanked):
        word = blanked[word_start : gap.start()]
        if _is_end(blanked, gap, word, is_first=is_first):
            yield start, gap.start()
            start, is_first = gap.end(), True
        elif word:
            is_first = False
        word_start = gap.end()
    yield start, len(blanked)


def _is_end(blanked: str, gap: re.Match[str], word: str, *, is_first: bool) -> bool:
    """Whether a sentence ends here; one or two capitals with a point are a title, a number with one counts items."""
    if "\n" in gap.group():
        return True
    if word[-1:] not in _MARKS:
        return False
    if gap.end() == len(blanked):
        return True
    name = word.rstrip(".") if word.endswith(".") else ""
    is_title = len(name) <= 2 and name.isupper()  # noqa: PLR2004 - as in the docstring
    is_item = is_first and name.isdigit() and word == f"{name}."
    beginning = _BEGINNING.search(blanked, gap.end())
    is_begun = beginning is not None and (beginning.group().isupper() or beginning.group().isdigit())
    return is_begun and not (is_title or is_item)
