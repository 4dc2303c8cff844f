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
    blanked = text
    for found in codes:
        blanked = blanked[: found.start] + " " * (found.end - found.start) + blanked[found.end :]
    for found in codes:
        if not (found.is_official or (is_unboxed(found) and found.code not in homes.values())):
            yield _with_stray_brackets(blanked, found), found.code


def _with_stray_brackets(blanked: str, found: FoundCode) -> tuple[int, int]:
    """Widen a span by a bracket beside it that belongs to no words: a lone one, or one around codes alone."""
    if found.text.startswith("["):
        return found.start, found.end
    before, after = blanked[: found.start], blanked[found.end :]
    opening = re.search(r"\[\s*$", before)
    closing = re.match(r"\s*\]", after)
    start = opening.start() if opening and not _closes_words(after) else found.start
    end = found.end + closing.end() if closing and not _opens_words(before) else found.end
    return start, end


def _closes_words(after: str) -> bool:
    inside = re.match(r"[^\[\]]*(?=\])", after)
    return inside is not None and inside.group().strip(" ;,\t\n\u00a0") != ""


def _opens_words(before: str) -> bool:
    inside = re.search(r"\[([^\[\]]*)$", before)
    return inside is not None and inside.group(1).strip(" ;,\t\n\u00a0") != ""
