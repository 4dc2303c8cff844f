"""What was meant for an evidence code and is none: a letter or a blank inside a number, a list that cannot be read.

Nothing is guessed from it. Whoever changes codes refuses to, while such a thing stands in a text: a number that is
left as it is could come to mean another paper.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import attrs

from kdcl.codes.found import LONGEST_BRACKET, FoundCode, blank_codes, find_codes
from kdcl.messages import Message, message
from kdcl.text.folding import fold


@attrs.frozen
class BrokenCode:
    """A piece of text that was meant for a code: ``source[start:end]`` is how it is written there."""

    start: int
    end: int
    text: str

    @property
    def problem(self) -> Message:
        """What is wrong with it."""
        return message("{text} cannot be read as a code", text=repr(self.text))


def find_broken_codes(text: str) -> tuple[BrokenCode, ...]:
    """Return every piece of the text that was meant for an evidence code and cannot be read as one, in order.

    Within square brackets that is all that begins like a code, and every lone number beside a code, in the same
    brackets or in those behind it, and the four numbers of a code without its letter; elsewhere, what has the four
    parts of a code, and a sign between two codes that leaves open whether those between them are meant.

    >>> [broken.text for broken in find_broken_codes("[H1-1-01-1 0], [H1-1-O1-02], [H1-1-01-03]")]
    ['H1-1-01-1 0', 'H1-1-O1-02']
    >>> [broken.text for broken in find_broken_codes("[H1-1-01-01], [02]")]
    ['[02]']
    """
    bracketed = text if "[" in text else ""
    headless = [BrokenCode(*found.span(), found[0]) for found in _HEADLESS.finditer(bracketed)]
    if "H" not in text and "h" not in text and "C" not in text and "c" not in text:
        return tuple(headless)
    found = find_codes(text)
    blanked = blank_codes(text, found)
    inside = list(_iter_in_brackets(text, blanked, found))
    every = (*inside, *headless, *_iter_signs_between(text, found), *_iter_outside(text, blanked))
    return tuple(sorted(every, key=lambda broken: broken.start))


# A digit, or a letter that is taken for one.
_DIGIT = "[0-9OoIl|]"
_BRACKET = re.compile(rf"\[([^\[\]]{{1,{LONGEST_BRACKET}}})(?:\]|$)")
_PIECE = re.compile(r"[^;,]+")
_HEAD = re.compile(rf"(?:h[\s.-]{{0,3}}{_DIGIT}|mc[\s.]{{0,3}}{_DIGIT})", re.IGNORECASE)
_DASHES = r"-.\u2010-\u2015\u2212/\s\u00f7~\u2192>"
_SIGNS = r"(?:[-.\u2010-\u2015\u2212\u00f7~\u2192>]+|den|toi|to)"
_WORD = re.compile(r"\S+")
_FIRST = frozenset("HhMm")
_FROM_TO = re.compile(rf"{_SIGNS}(?:\s+{_SIGNS})*")
"""What stands between the ends of a range, where it was not read as one: between other criteria, or a sign."""
_NUMBER = re.compile(rf"(?:(?:den|toi|to|va|and)\s)?[{_DASHES}]*{_DIGIT}{{0,9}}[0-9]{_DIGIT}{{0,9}}\w?[{_DASHES}0-9]*")
_LONE = re.compile(rf"\s{{0,3}}-?{_DIGIT}{{1,3}}\s{{0,3}}")
_JOINS = re.compile(r"\s{0,3}(?:[,;&+]|\b(?:va|and|den|toi|to)\b)?\s{0,3}")
_OUTSIDE = re.compile(r"(?<![^\W_])[Hh]\s?[0-9OoIl|]{1,3}(?:\s?[-._/:\u2010-\u2015\u2212]\s?[0-9OoIl|]{1,6}){3}[^\W_]*")
_HEADLESS = re.compile(
    r"\[\s{0,3}[0-9]{1,2}(?:\s{0,3}[-.\u2010-\u2015\u2212]\s{0,3}[0-9]{1,2}){2}\s{0,3}[-.\u2010-\u2015\u2212]\s{0,3}[0-9]{2,3}\s{0,3}\]"
)
_SIGN_BETWEEN = re.compile(r"[ \t\u00a0]*((?:[-\u2010-\u2015\u2212\u00f7~\u2192>]){1,3})[ \t\u00a0]*")


def _iter_in_brackets(text: str, blanked: str, found: tuple[FoundCode, ...]) -> Iterator[BrokenCode]:
    codes = iter(found)
    code = next(codes, None)
    behind = 0
    for bracket in _BRACKET.finditer(text):
        first, last = bracket.span(1)
        before = behind
        if before and _LONE.fullmatch(bracket[1]) and _JOINS.fullmatch(fold(text[before : bracket.start()])):
            # a number that has the brackets of its own beside those of a code: it means another paper of the same place
            behind = bracket.end()
            yield BrokenCode(bracket.start(), bracket.end(), bracket[0])
            continue
        while code is not None and code.end <= first:
            code = next(codes, None)
        has_code = code is not None and code.start < last
        behind = bracket.end() if has_code else 0
        for piece in _PIECE.finditer(blanked, first, last):
            start, end = _strip(blanked, *piece.span())
            said = blanked[start:end]
            if has_code and _FROM_TO.fullmatch(fold(said)):
                yield from (BrokenCode(*span, text[slice(*span)]) for span in _find_signs(text, blanked, *piece.span()))
            elif _HEAD.match(said) or (
                (has_code or _HEAD.match(text, first)) and _NUMBER.fullmatch(fold(said).strip("() "))
            ):
                yield BrokenCode(start, end, text[start:end])


def _find_signs(text: str, blanked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands between two codes within brackets, so that it may mean those between them."""
    signs = list(_WORD.finditer(blanked, start, end))
    starts, ends = [sign.start() for sign in signs], [sign.end() for sign in signs]
    for sign, before, behind in zip(signs, [start, *ends], [*starts[1:], end], strict=False):
        if text[before : sign.start()].rstrip()[-1:].isdigit() and text[sign.end() : behind].lstrip()[:1] in _FIRST:
            yield sign.span()


def _iter_signs_between(text: str, found: tuple[FoundCode, ...]) -> Iterator[BrokenCode]:
    """Yield the sign between two codes with brackets of their own: a range, or two codes of a list."""
    for first, last in itertools.pairwise(found):
        sign = _SIGN_BETWEEN.fullmatch(text, first.end, last.start)
        is_open = text[first.end - 1] == "]" or text[last.start] == "["
        is_same = attrs.evolve(first.code, number=last.code.number) == last.code
        if sign is not None and is_open and is_same and last.code.number - first.code.number > 1:
            yield BrokenCode(sign.start(1), sign.end(1), sign[1])


def _iter_outside(text: str, blanked: str) -> Iterator[BrokenCode]:
    for found in _OUTSIDE.finditer(_BRACKET.sub(lambda bracket: " " * len(bracket[0]), blanked)):
        if any(letter.isdigit() for letter in found[0]):
            yield BrokenCode(found.start(), found.end(), text[found.start() : found.end()])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
