"""Made-up words by which a text is found again, wherever a reader put it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_VOWELS, _CONSONANTS = "eiou", "bfgjklprswz"


def iter_tags() -> Iterator[str]:
    """Iterate over words of one length, each another one, none a word of Vietnamese or of a form, none in another."""
    return (f"z{''.join(letters)}w" for letters in product(_VOWELS, _CONSONANTS, _VOWELS, _CONSONANTS, _VOWELS))


def tagged(sentences: tuple[str, ...], number: int, tags: Iterator[str]) -> str:
    """Return one of the sentences, counted round, with a word of its own behind it."""
    return f"{sentences[number % len(sentences)]} {next(tags)}"
