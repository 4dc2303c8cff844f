"""School years as values."""

from __future__ import annotations

import re
from typing import Final, Self

import attrs

from kdcl.errors import CodeError
from kdcl.messages import message

_FIRST: Final = 900
"""Files have years from 1000 on; figures go back a few years more than a file says."""
_LAST: Final = 3099


def _year(_: object, __: attrs.Attribute[int], value: int) -> None:
    if type(value) is not int or not _FIRST <= value <= _LAST:
        reason = message("a school year begins in a calendar year, a whole number of four digits")
        raise CodeError(str(value), 0, reason, message("give such a number, or parse 2017-2018"))


@attrs.frozen(order=True)
class SchoolYear:
    """A school year (năm học) by the calendar year it begins in: ``SchoolYear(2017)`` is 2017-2018.

    Raises:
        CodeError: the year is no whole number of four digits.
    """

    start: int = attrs.field(validator=_year)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the school year written as ``2017-2018``.

        Raises:
            CodeError: the text is written in any other way, or the years do not follow each other.
        """
        remedy = message("write two years that follow each other, as in 2017-2018")
        found = re.fullmatch("([12][0-9]{3})-([12][0-9]{3})", text)
        if found is None:
            raise CodeError(text, 0, message("this is no school year"), remedy)
        if int(found[2]) != int(found[1]) + 1:
            raise CodeError(text, found.start(2), message("the second year does not follow the first"), remedy)
        return cls(int(found[1]))

    def __str__(self) -> str:
        """Return ``2017-2018``."""
        return f"{self.start}-{self.start + 1}"
