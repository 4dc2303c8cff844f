"""School years as values."""

from __future__ import annotations

import re
from typing import Self

import attrs

from kdcl.errors import CodeError
from kdcl.messages import message


@attrs.frozen(order=True)
class SchoolYear:
    """A school year (năm học) by the calendar year it begins in: ``SchoolYear(2017)`` is 2017-2018."""

    start: int

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
