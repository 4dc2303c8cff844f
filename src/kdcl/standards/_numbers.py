"""Numbers in a file of the law: of legal documents, and those that standards and levels are named with."""

from __future__ import annotations

import re
from typing import Final

from kdcl.errors import CodeError
from kdcl.law import LegalNumber
from kdcl.messages import message
from kdcl.standards._table import LawTable

UNREADABLE: Final = LegalNumber(1, None, ("X",))
"""What stands for a number that cannot be read, until its file is refused."""

_EXPECTED: Final = message("the number of a document in quotation marks")


def read_number(table: LawTable, key: str) -> LegalNumber:
    """Return the number at a key."""
    return table.code(key, LegalNumber.parse, _EXPECTED) or UNREADABLE


def find_number(table: LawTable, key: str) -> LegalNumber | None:
    """Return the number at a key, or None where the key is missing."""
    return read_number(table, key) if key in table else None


def read_numbers(table: LawTable, key: str) -> tuple[LegalNumber, ...]:
    """Return the numbers of a list."""
    return tuple(number for _, number in table.codes(key, LegalNumber.parse, _EXPECTED))


def parse_number(text: str) -> int:
    """Return the number that names a standard or a level.

    Raises:
        CodeError: the text is no whole number from 1 to 99 written without leading zeros.
    """
    if re.fullmatch("[1-9][0-9]?", text) is None:
        raise CodeError(text, 0, message("this is no number from 1 to 99"), message("write a number such as 1"))
    return int(text)
