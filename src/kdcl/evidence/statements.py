"""The statements (sentences) of a text, each with the codes behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import EvidenceCode, FoundCode, Home, find_codes

_GAP: Final = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|(?<!\s)\s*\n\s*")
"""Where a sentence may end: behind its mark, or with its line."""

_NEIGHBOURHOOD: Final = 40
"""Characters before and behind a gap that tell whether a sentence ends there."""


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
    found = find_codes(text, homes or {})
    blanked = _without_codes(text, found)
    spans: list[tuple[int, int]] = []
    for start, end in _iter_spans(blanked):
        if re.search(r"\w", blanked[start:end]):
            indent = len(text[start:end]) - len(text[start:end].lstrip())
            spans.append((start + indent, start + len(text[start:end].rstrip())))
    place = 0
    for index, (start, end) in enumerate(spans):
        limit = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        codes: list[EvidenceCode] = []
        while place < len(found) and found[place].start < limit:
            codes += found[place].codes if found[place].start >= start else ()
            place += 1
        yield Statement(start=start, end=end, text=text[start:end], codes=tuple(codes))


def _without_codes(text: str, found: tuple[FoundCode, ...]) -> str:
    """Return the text with blanks in place of codes, and of the marks that part one code from the next."""
    pieces, end = [], 0
    for code in found:
        start = code.start if text[end : code.start].strip(" ;,") else end
        start = start if code.begins is None else code.begins
        pieces += [text[end:start], " " * (code.end - start)]
        end = code.end
    return "".join([*pieces, text[end:]])


def _iter_spans(blanked: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(blanked):
        if _is_end(blanked, start, gap):
            yield start, gap.start()
            start = gap.end()
    yield start, len(blanked)


def _is_end(blanked: str, start: int, gap: re.Match[str]) -> bool:
    """Whether a sentence ends here; one or two capitals with a point are a title, a number with one counts items.

    Only the neighbourhood is looked at: whole sentences, copied at each gap, would take quadratic time.
    """
    if "\n" in gap[0] or gap.end() == len(blanked):
        return True
    before = blanked[max(start, gap.start() - _NEIGHBOURHOOD) : gap.start()]
    word = before.rsplit(maxsplit=1)[-1].rstrip(".") if before.endswith(".") and before.strip(" .") else ""
    is_title = len(word) <= 2 and word.isupper()  # noqa: PLR2004 - as in the docstring
    is_item = word.isdigit() and before.strip() == f"{word}."
    beginning = blanked[gap.end() : gap.end() + _NEIGHBOURHOOD].lstrip('"“‘( ')[:1]
    return not (is_title or is_item) and (beginning.isupper() or beginning.isdigit())
