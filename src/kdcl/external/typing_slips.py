"""Slips of typing in a text: blanks too many and blanks missing, as item 1.4 of a preliminary report lists them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from kdcl.codes import find_codes
from kdcl.messages import Message, message


@attrs.frozen
class Slip:
    """A slip of typing.

    Attributes:
        start: its first character in the text.
        end: the character after its last one.
        shown: the slip with the words around it.
        is_extra: whether a blank is too many; else one is missing.
        reason: what is wrong, in words.
    """

    start: int
    end: int
    shown: str
    is_extra: bool
    reason: Message


_RULES: Final = (
    (re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"), True, message("several blanks")),
    (re.compile(r"(?<=\w)[ \u00a0]+(?=[,;!?]|:(?!\S)|\.(?![.\S])|\))"), True, message("a blank before a mark")),
    (re.compile(r"(?<=\()[ \u00a0]+(?=\S)"), True, message("a blank after a bracket")),
    (re.compile(r"(?<=[\w \u00a0])[,;!?:](?=[^\W\d_])"), False, message("no blank after a mark")),
    (
        # behind a capital a point shortens a name, which goes on without a blank
        re.compile(r"(?<=[a-z\u00e0-\u00fd\u0103\u0111\u01a1\u01b0\u1ea1-\u1ef9])\.(?=[^\W\d_])"),
        False,
        message("no blank after a point"),
    ),
    (re.compile(r"(?<=[^\W\d_]{2})\((?=\w)"), False, message("no blank before a bracket")),
    (re.compile(r"(?<=\w)\)(?=[^\W\d_])"), False, message("no blank after a bracket")),
)
"""What is looked for; addresses of the web and of mail are left out below, since their points need no blanks."""

_ADDRESS_MARKS: Final = ("://", "www.", "@")
_DOMAINS: Final = (".vn", ".com", ".net", ".org", ".edu", ".gov")
_AROUND: Final = 12


def find_typing_slips(text: str) -> tuple[Slip, ...]:
    """Return the slips of a text in its order; evidence codes have marks of their own and are left out.

    >>> [str(slip.reason) for slip in find_typing_slips("Trường có  đủ lớp ,phòng")]
    ['several blanks', 'a blank before a mark', 'no blank after a mark']
    """
    skipped = [(found.start, found.end) for found in find_codes(text)]
    skipped += [found.span() for found in re.finditer(r"\S+", text) if _is_address(found[0])]
    return tuple(sorted(_iter_slips(text, skipped), key=lambda slip: slip.start))


def _is_address(word: str) -> bool:
    return any(mark in word for mark in _ADDRESS_MARKS) or word.rstrip(".,;:!?)").endswith(_DOMAINS)


def _iter_slips(text: str, skipped: list[tuple[int, int]]) -> Iterator[Slip]:
    inside = bytearray(len(text))
    for start, end in skipped:
        inside[start:end] = b"\1" * (end - start)
    for pattern, is_extra, reason in _RULES:
        for found in pattern.finditer(text):
            if not inside[found.start()]:
                shown = text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
                yield Slip(found.start(), found.end(), " ".join(shown.splitlines()), is_extra, reason)
