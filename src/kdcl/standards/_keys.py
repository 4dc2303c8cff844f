"""The keys of a file of the law: numbers, and codes that ought to stand in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kdcl.errors import CodeError
from kdcl.messages import message


def iter_unquoted(name: str, content: object, parts: int) -> Iterator[str]:
    """Iterate over the codes that a file has split into keys inside keys, for want of quotation marks."""
    if name.count(".") + 1 >= parts or not isinstance(content, dict):
        return
    for key, part in content.items():
        longer = f"{name}.{key}"
        if longer.count(".") + 1 == parts and _SPLIT_CODE(longer):
            yield longer
        yield from iter_unquoted(longer, part, parts)


_SPLIT_CODE = re.compile(r"[0-9]+\.[0-9]+(?:\.[a-z])?").fullmatch


def parse_number(text: str) -> int:
    """Return the number that names a standard or a level.

    Raises:
        CodeError: the text is no whole number from 1 to 99 written without leading zeros.
    """
    if re.fullmatch("[1-9][0-9]?", text) is None:
        raise CodeError(text, 0, message("this is no number from 1 to 99"), message("write a number such as 1"))
    return int(text)
