"""Rewriting codes inside prose: all at once, in place, with every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.codes import EvidenceCode, FoundCode, Notation
from kdcl.evidence.texts import Home, find_all_codes, find_homes, is_unboxed, with_changes
from kdcl.places import Place
from kdcl.school import RetypedCode, SelfAssessment

_NUMBERS: Final = ("box", "standard", "criterion", "number")
_PADDED: Final = frozenset({"criterion", "number"})
"""The numbers that the official notation writes in two digits."""
_BETWEEN_CODES: Final = " ;,\t\n\u00a0"
_MIRRORED: Final = str.maketrans("[]", "][")

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
        end = 0
        for position, found in enumerate(find_all_codes(text, self.homes)):
            if found.code in self.codes:
                pieces += [text[end : found.start], self._retype(place, position, found)]
                end = found.end
        return "".join([*pieces, text[end:]])

    def _retype(self, place: Place, position: int, found: FoundCode) -> str:
        new, path = self.codes[found.code], str(place)
        before, after = self.typed.get((path, position), ("", ""))
        if before == found.text:
            return after
        written = retype(found, new)
        back = FoundCode(0, len(written), written, new)
        if retype(back, found.code) != found.text:
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
    rewriting = Rewriting(codes, find_homes(assessment), typed)
    return with_changes(assessment, rewriting.rewrite, codes), tuple(rewriting.retyped)


def retype(found: FoundCode, new: EvidenceCode) -> str:
    """Return the new code as the found one was typed: officially, in its notation, or with its own separators."""
    if found.is_official:
        return str(new)
    notation = Notation.UNBOXED if is_unboxed(found) else found.notation
    if notation is not None:
        old_bare, new_bare = (code.format(notation).strip("[]") for code in (found.code, new))
        if found.text.strip("[]") == old_bare:
            return found.text.replace(old_bare, new_bare)
    names = _NUMBERS[1:] if is_unboxed(found) else _NUMBERS
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
    homes = find_homes(assessment)

    def repair(place: Place, text: str) -> str:
        found = tuple(_iter_repairs(text, homes))
        repairs.extend(
            Repair(place=place.with_span(*span), before=text[slice(*span)], code=code) for span, code in found
        )
        ends = [0, *(end for (_, end), _ in found)]
        starts = [*(start for (start, _), _ in found), len(text)]
        kept = [text[end:start] for end, start in zip(ends, starts, strict=True)]
        codes = [*(str(code) for _, code in found), ""]
        return "".join(part for pair in zip(kept, codes, strict=True) for part in pair)

    return with_changes(assessment, repair, {}), tuple(repairs)


def _iter_repairs(text: str, homes: Mapping[Home, EvidenceCode]) -> Iterator[tuple[tuple[int, int], EvidenceCode]]:
    """Iterate over the spans to be written anew, with the code that each means."""
    codes = find_all_codes(text, homes)
    listed = frozenset(homes.values())
    size = len(text)
    lefts = _look_back(text, [(found.start, found.end) for found in codes])
    mirrored = text[::-1].translate(_MIRRORED)
    rights = _look_back(mirrored, [(size - found.end, size - found.start) for found in reversed(codes)])
    for found, left, right in zip(codes, lefts, reversed(rights), strict=True):
        if found.is_official or (is_unboxed(found) and found.code not in listed):
            continue
        start, end = found.start, found.end
        # A bracket beside it that belongs to no words goes with the code: a lone one, or one around codes alone.
        if not found.text.startswith("["):
            start = start if left.bracket is None or right.holds_words else left.bracket
            end = end if right.bracket is None or left.holds_words else size - right.bracket
        yield (start, end), found.code


@attrs.frozen
class _Side:
    """What stands on one side of a code.

    Attributes:
        bracket: where a bracket that opens stands, with nothing but blanks and codes between; None where none does.
        holds_words: whether a bracket opens there with words between.
    """

    bracket: int | None
    holds_words: bool


def _look_back(text: str, spans: list[tuple[int, int]]) -> list[_Side]:
    """Return what stands before each span; what lies between two of them is looked at once."""
    sides: list[_Side] = []
    bracket: int | None = None
    is_inside = has_words = False
    end = 0
    for start, next_end in spans:
        gap = text[end:start]
        if stripped := gap.rstrip():
            bracket = end + len(stripped) - 1 if stripped.endswith("[") else None
        last = max(gap.rfind("["), gap.rfind("]"))
        if last >= 0:
            is_inside, has_words = gap[last] == "[", False
        has_words = has_words or gap[last + 1 :].strip(_BETWEEN_CODES) != ""
        sides.append(_Side(bracket, is_inside and has_words))
        end = next_end
    return sides
