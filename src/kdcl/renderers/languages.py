"""The language of a text inside a document in another one: what a school wrote stays as it is in every copy."""

from __future__ import annotations

from typing import Final

VIETNAMESE: Final = "vi"


def find_other_language(text: str, language: str) -> str | None:
    """Return the language of a text where it is not that of the document, or None.

    Only English documents are looked at: a letter that English does not have is one of a Vietnamese name or text there.

    Args:
        text: the text.
        language: the tag of the document's language.

    >>> find_other_language("Trường Tiểu học Ví Dụ", "en"), find_other_language("School year 2017-2018", "en")
    ('vi', None)
    """
    if text.isascii() or language.split("-", maxsplit=1)[0] != "en":
        return None
    return VIETNAMESE if any(not letter.isascii() and letter.isalpha() for letter in text) else None
