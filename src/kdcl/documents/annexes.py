"""The head of an annex: its Roman number where there are several, its title, and what it is attached to."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block
from kdcl.documents.administrative import centred
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import kept_with_next, part_heading
from kdcl.messages import Message, message
from kdcl.places import Place

_NUMERALS = ("I", "II", "III", "IV", "V")


def build_annex_head(  # noqa: PLR0913 - what stands above an annex
    composition: Composition, title: Message, attached: Message, *, number: int | None, bookmark: str, source: Place
) -> Iterator[Block]:
    """Iterate over what stands above an annex.

    Args:
        composition: the language.
        title: what the annex holds.
        attached: which paper it is attached to, in brackets.
        number: its number from 1; None where the paper has no other annex.
        bookmark: the name that links can lead to.
        source: where the school's file has the paper's number.
    """
    if number is not None:
        numbered = message("Annex {number}", number=_NUMERALS[number - 1])
        yield from kept_with_next((centred(composition.text(numbered), bold=True),))
    yield part_heading(composition.text(title), bookmark)
    yield centred(composition.text(attached), italic=True, source=source.at("number"))
