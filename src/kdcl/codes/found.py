"""Evidence codes in prose: however they are typed, with or without a box, alone, in lists and in ranges.

This is the one door: whoever asks a text for codes asks `find_codes`, so that no room knows a citation that another
overlooks.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

import attrs

from kdcl.codes.values import ANY_NUMBER, MARKED_GAP, ONE_TO_99, EvidenceCode, Home, Notation, code_of
from kdcl.text.folding import fold

LONGEST_BRACKET = 2000
"""Characters that square brackets around codes hold at most; it bounds how far is looked for one."""
_MOST_BETWEEN = 99
_NO_HOMES: Mapping[Home, EvidenceCode] = {}


@attrs.frozen
class FoundCode:
    """An evidence code found in a text: ``source[start:end]`` is how it is written there.

    The brackets belong to the span only where both stand around this one code.

    Attributes:
        start: its first character.
        end: the character after its last one.
        text: how it is written.
        code: the code that is meant.
        is_boxed: whether its box is written; without it (``MC.1.1.01``) the box is that of the one listed code at home
            there, or else a guess.
        is_short: whether only its number is written, behind a code in the same brackets (``[H1-1-01-03; 04]``).
        between: the codes that a range cites between the code before and this one, which ends it.
        begins: where the word between a range's first code and this one begins; None where it ends no range.
    """

    start: int
    end: int
    text: str
    code: EvidenceCode
    is_boxed: bool = True
    is_short: bool = False
    between: tuple[EvidenceCode, ...] = ()
    begins: int | None = None

    @property
    def is_official(self) -> bool:
        """Whether the code is written in the official notation."""
        return self.text == str(self.code)

    @property
    def codes(self) -> tuple[EvidenceCode, ...]:
        """What it cites: the code, and before it those that a range names without writing them."""
        return (*self.between, self.code)

    @property
    def notation(self) -> Notation | None:
        """The notation it is written in, with or without brackets; None for a typing of its own."""
        if not self.is_boxed:
            return Notation.UNBOXED
        bare = self.text.strip("[]")
        for notation in Notation:
            if self.code.format(notation).strip("[]") == bare:
                return notation
        return None


def find_codes(text: str, homes: Mapping[Home, EvidenceCode] = _NO_HOMES) -> tuple[FoundCode, ...]:
    """Return every evidence code in the text, in order, however it is typed.

    The spans slice back to the text and never overlap. A code with a number 0 in it is none; nor is one with a letter
    or a blank inside a number, which `kdcl.codes.find_broken_codes` finds.

    Args:
        text: any text.
        homes: the listed codes, for codes typed without a box; see `find_homes`. Where none is at home, the box is
            taken to be the standard's number: a guess that the notation forces, so a caller must show it as such.

    >>> [(found.text, found.is_official) for found in find_codes("[H1-1-03-02]; H1.1.03.04.")]
    [('[H1-1-03-02]', True), ('H1.1.03.04', False)]
    >>> [str(found.code) for found in find_codes("[H1-1-03-02; 05]")]
    ['[H1-1-03-02]', '[H1-1-03-05]']
    """
    whole = list(_iter_boxed(text))
    if "MC" in text or "mc" in text or "Mc" in text:
        whole = sorted((*whole, *_iter_unboxed(text, homes)), key=lambda found: found.start)
    return tuple(_iter_with_lists(text, whole, homes))


def blank_codes(text: str, found: Iterable[FoundCode], between: str = " ") -> str:
    """Return the text with blanks in place of its codes; the words between the codes of a range become another sign."""
    pieces: list[str] = []
    end = 0
    for code in found:
        start = code.start if code.begins is None else code.begins
        pieces += [text[end:start], between * (code.start - start), " " * (code.end - code.start)]
        end = code.end
    return "".join([*pieces, text[end:]])


@functools.lru_cache(maxsize=16)
def find_homes(codes: frozenset[EvidenceCode]) -> Mapping[Home, EvidenceCode]:
    """Return the listed code of each home that one code alone has."""
    homes: dict[Home, EvidenceCode | None] = {}
    for code in codes:
        homes[code.home] = None if code.home in homes else code
    return {home: code for home, code in homes.items() if code is not None}


# In prose a gap needs a mark, or "km/h 1 2 3 4" would be a code; and the letter comes first, so that the search can
# skip to it: an optional bracket before it would make every character a candidate. A letter behind the last digit
# makes a code gone wrong.
_BOXED = re.compile(
    rf"[Hh]\s*0?({ONE_TO_99}){MARKED_GAP}0?([1-9]){MARKED_GAP}0?({ONE_TO_99}){MARKED_GAP}{ANY_NUMBER}(?![^\W_])"
)
_UNBOXED = re.compile(rf"\b[Mm][Cc][\s.]*0?([1-9]){MARKED_GAP}0?({ONE_TO_99}){MARKED_GAP}{ANY_NUMBER}(?![^\W_])")
_TORN = re.compile(r"\s+[0-9]")

# Looked for in folded text, from the end of a code.
_NEXT = re.compile(
    r"(?P<between>\s{0,3}(?:[;,&+]|\s(?P<to>den|toi|to)\s|\s(?:va|and)\s)\s{0,3})(?P<number>0{0,3}[1-9][0-9]{0,2})"
    r"(?=\s{0,3}(?:[;,&+\]]|\s(?:den|toi|to|va|and)\s))"
)
_RANGE = re.compile(r"\s{0,3}\s(?:den|toi|to)\s\s{0,3}(?:ma\s{1,3})?(?:minh chung\s{1,3})?")
_FIRST_LETTERS = frozenset(";,&+ \t\n\u00a0")
_SHORTEST_STEP, _LONGEST_STEP = 4, 29  # characters that _RANGE matches; those of _NEXT are fewer


def _iter_boxed(text: str) -> Iterator[FoundCode]:
    for found in _BOXED.finditer(text):
        start, end = _with_brackets(text, *found.span())
        if text[start] == "[" or not (_TORN.match(text, end) and find_bracket(text, start) is not None):
            yield FoundCode(start, end, text[start:end], code_of(found))


def _iter_unboxed(text: str, homes: Mapping[Home, EvidenceCode]) -> Iterator[FoundCode]:
    for found in _UNBOXED.finditer(text):
        standard, criterion, number = map(int, found.groups())
        start, end = _with_brackets(text, *found.span())
        code = homes.get((standard, criterion, number)) or EvidenceCode(standard, standard, criterion, number)
        yield FoundCode(start, end, text[start:end], code, is_boxed=False)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a span by the brackets around it, blanks between allowed, if both are there."""
    before, after = start, end
    while before > 0 and text[before - 1].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    if before > 0 and text[before - 1] == "[" and text[after : after + 1] == "]":
        return before - 1, after + 1
    return start, end


def find_bracket(text: str, position: int) -> int | None:
    """Return where the bracket that is open at a position stands, or None where none is."""
    lowest = max(0, position - LONGEST_BRACKET)
    opening = text.rfind("[", lowest, position)
    return None if opening < 0 or opening < text.rfind("]", lowest, position) else opening


def _iter_with_lists(text: str, whole: Iterable[FoundCode], homes: Mapping[Home, EvidenceCode]) -> Iterator[FoundCode]:
    """Yield the codes, those that end ranges told as such, and the numbers that stand alone behind a code."""
    last: FoundCode | None = None
    for found in whole:
        if last is not None and _SHORTEST_STEP <= found.start - last.end <= _LONGEST_STEP:
            found = _end_range(text, last, found)  # noqa: PLW2901 - the same code, told as the end of a range
        last = found
        yield found
        if text[last.start] != "[" and text[last.end : last.end + 1] in _FIRST_LETTERS:
            for short in _iter_short(text, last, homes):
                last = short
                yield short


def _iter_short(text: str, head: FoundCode, homes: Mapping[Home, EvidenceCode]) -> Iterator[FoundCode]:
    """Yield the numbers behind a code within its brackets, each a code of the same box and criterion."""
    # Without brackets a number behind a code may count anything.
    if find_bracket(text, head.start) is None:
        return
    last, end = head, head.end
    while step := _NEXT.match(fold(text[end : end + _LONGEST_STEP])):
        start, end = end + step.start("number"), end + step.end("number")
        code = attrs.evolve(head.code, number=int(step["number"]))
        if not head.is_boxed:
            code = homes.get(code.home, code)
        found = FoundCode(start, end, text[start:end], code, is_boxed=head.is_boxed, is_short=True)
        last = _end_range(text, last, found)
        if step["to"] and last.begins is None:
            return
        yield last


def _end_range(text: str, first: FoundCode, last: FoundCode) -> FoundCode:
    """Return a code with those that a range cites before it, where the word for a range stands before it."""
    gap = text[first.end : last.start]
    if _RANGE.fullmatch(fold(gap)) is None:
        return last
    begin, end = first.code, last.code
    if attrs.evolve(begin, number=end.number) != end or not 0 < end.number - begin.number <= _MOST_BETWEEN:
        return last
    between = tuple(attrs.evolve(begin, number=number) for number in range(begin.number + 1, end.number))
    return attrs.evolve(last, between=between, begins=first.end)
