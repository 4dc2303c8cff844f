"""Rewriting codes inside prose: all at once, in place, with every other byte as it was."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import EvidenceCode, FoundCode, Home, blank_codes, find_broken_codes, find_codes
from kdcl.evidence.texts import homes_of, with_changes
from kdcl.places import Place
from kdcl.school import RetypedCode, SelfAssessment
from kdcl.text.folding import fold

_NUMBERS: Final = ("box", "standard", "criterion", "number")
_PADDED: Final = frozenset({"criterion", "number"})
"""The numbers that the official notation writes in two digits."""

Codes = Mapping[EvidenceCode, EvidenceCode]


@attrs.define
class Rewriting:
    """One pass over all texts that exchanges codes, and the notes that make it reversible.

    Attributes:
        codes: the new code of each code that changes.
        homes: the listed codes, for codes typed without a box.
        typed: how badly written codes are to be written, by text and position: what they are now, and then.
        retyped: the badly written codes whose typing the numbers alone cannot give back.
    """

    codes: Codes
    homes: Mapping[Home, EvidenceCode]
    typed: Mapping[tuple[str, int], tuple[str, str]] = attrs.field(factory=dict)
    retyped: list[RetypedCode] = attrs.field(factory=list)

    def rewrite(self, place: Place, text: str) -> str:
        """Return the text with its codes exchanged; every span is found before any is changed."""
        pieces: list[str] = []
        end, last = 0, None
        for position, found in enumerate(find_codes(text, self.homes)):
            new = self.codes.get(found.code, found.code)
            if found.is_short or new != found.code or (str(place), position) in self.typed:
                pieces += [text[end : found.start], self._retype(place, position, found, new, last)]
                end = found.end
            last = new
        return "".join([*pieces, text[end:]])

    def _retype(
        self, place: Place, position: int, found: FoundCode, new: EvidenceCode, last: EvidenceCode | None
    ) -> str:
        """Return the new code as it is to be written behind the code before it."""
        path = str(place)
        before, after = self.typed.get((path, position), ("", ""))
        if before == found.text:
            return after
        is_short = found.is_short and last is not None and attrs.evolve(last, number=new.number) == new
        if found.is_short and not is_short:
            written, back = str(new).strip("[]"), None  # a number alone would mean a paper of another criterion
        elif is_short:
            written = _digits("number", found.text, new.number)
            back = _digits("number", written, found.code.number)
        else:
            written = retype(found, new)
            back = retype(FoundCode(0, len(written), written, new, is_boxed=found.is_boxed), found.code)
        if back != found.text:
            self.retyped.append(RetypedCode(path=path, position=position, before=found.text, after=written))
        return written


def rewrite_codes(
    assessment: SelfAssessment, codes: Codes, undone: tuple[RetypedCode, ...] = ()
) -> tuple[SelfAssessment, tuple[RetypedCode, ...]]:
    """Return the self-assessment with codes exchanged in the list and in all texts, and what undoing has to know.

    Args:
        assessment: the facts.
        codes: the new code of each code that changes.
        undone: what the renumbering that is undone has noted.
    """
    typed = {(item.path, item.position): (item.after, item.before) for item in undone}
    rewriting = Rewriting(codes, homes_of(assessment), typed)
    return with_changes(assessment, rewriting.rewrite, codes), tuple(rewriting.retyped)


def retype(found: FoundCode, new: EvidenceCode) -> str:
    """Return the new code as the found one was typed: officially, in its notation, or with its own separators."""
    if found.is_official:
        return str(new)
    notation = found.notation
    if notation is not None:
        old_bare, new_bare = (code.format(notation).strip("[]") for code in (found.code, new))
        if found.text.strip("[]") == old_bare:
            return found.text.replace(old_bare, new_bare)
    names = _NUMBERS if found.is_boxed else _NUMBERS[1:]
    parts = zip(names, re.split("([0-9]+)", found.text)[1::2], strict=True)
    digits = iter([_digits(name, typed, getattr(new, name)) for name, typed in parts])
    return re.sub("[0-9]+", lambda _: next(digits), found.text)


def _digits(name: str, typed: str, number: int) -> str:
    """Return a number in as many digits as the one it replaces was typed in; one that is right is left alone."""
    if int(typed) == number:
        return typed
    if typed.startswith("0"):
        return f"{number:0{len(typed)}}"
    return f"{number:02}" if name in _PADDED and len(typed) > 1 else str(number)


@attrs.frozen(kw_only=True)
class Repair:
    """A badly written code, and the official form it was given.

    Attributes:
        place: where it stands, before any repair.
        before: how it was written.
        code: the code it means.
    """

    place: Place
    before: str
    code: EvidenceCode


def repair_codes(assessment: SelfAssessment) -> tuple[SelfAssessment, tuple[Repair, ...]]:
    """Return the self-assessment with badly written codes in the official form, and the repairs.

    A code typed without a box is repaired only where one listed code alone has its criterion and number. Brackets
    around several codes become brackets around each.
    """
    repairs: list[Repair] = []
    homes = homes_of(assessment)

    def repair(place: Place, text: str) -> str:
        found = tuple(iter_repairs(text, homes))
        repairs.extend(
            Repair(place=place.with_span(*span), before=text[slice(*span)], code=code) for span, code in found
        )
        ends = [0, *(end for (_, end), _ in found)]
        starts = [*(start for (start, _), _ in found), len(text)]
        kept = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        codes = [*(str(code) for _, code in found), ""]
        return "".join(part for pair in zip(kept, codes, strict=True) for part in pair)

    return with_changes(assessment, repair, {}), tuple(repairs)


def iter_repairs(text: str, homes: Mapping[Home, EvidenceCode]) -> Iterator[tuple[tuple[int, int], EvidenceCode]]:
    """Iterate over the spans of a text to be written anew, with the code that each means.

    Args:
        text: any text.
        homes: the listed codes, for codes typed without a box; see `kdcl.codes.find_homes`.
    """
    codes = find_codes(text, homes)
    brackets = _Brackets(blank_codes(text, codes, between=";"))
    unclear = {brackets.around(broken.start) for broken in find_broken_codes(text)} - {None}
    for found in codes:
        is_guess = not found.is_boxed and found.code.home not in homes
        if not (found.is_official or is_guess or brackets.around(found.start) in unclear):
            yield brackets.with_stray(found), found.code


_AND = re.compile(r"\b(?:va|and)\b")


class _Brackets:
    """The square brackets of a text whose codes are blanked out."""

    def __init__(self, blanked: str) -> None:
        self.text = blanked
        self.places = [found.start() for found in re.finditer(r"[\[\]]", blanked)]

    def around(self, position: int) -> int | None:
        """Return where the bracket that is open at a position stands; None outside brackets."""
        before = bisect.bisect_left(self.places, position)
        opening = self.places[before - 1] if before else None
        return opening if opening is not None and self.text[opening] == "[" else None

    def with_stray(self, found: FoundCode) -> tuple[int, int]:
        """Widen a span by a bracket beside it that belongs to no words: a lone one, or one around codes alone."""
        if found.text.startswith("["):
            return found.start, found.end
        before = bisect.bisect_left(self.places, found.start)
        opening = self.places[before - 1] if before else None
        closing = self.places[before] if before < len(self.places) else None
        opens = opening is not None and self.text[opening] == "["
        closes = closing is not None and self.text[closing] == "]"
        start, end = found.start, found.end
        if opening is not None and opens and not self.text[opening + 1 : start].strip():
            start = start if closes and self._has_words(found.end, closing) else opening
        if closing is not None and closes and not self.text[end:closing].strip():
            end = end if opens and self._has_words(opening, found.start) else closing + 1
        return start, end

    def _has_words(self, start: int | None, end: int | None) -> bool:
        between = _AND.sub(lambda word: " " * len(word[0]), fold(self.text[start:end]))
        return between.strip("[ ;,\t\n\u00a0") != ""
