"""What a cell of a workbook can hold: numbers that are numbers, and text in pieces that fit."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from kdcl.text.characters import LINE_BREAK

LONGEST_TEXT = 32_767
"""UTF-16 units that a cell holds at most."""

# Excel takes no longer names, and so openpyxl warns of them.
LONGEST_SHEET_NAME = 31

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,9}),[0-9]{1,5}")
# Excel reads _x000A_ in a text as the character of this number; _x005F_ is the low line itself.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Excel refuses these signs in the names of sheets.
_UNUSABLE_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")
_FIRST_GROUPED = 1000
_READ_AS_FORMULA = tuple("=+-@\t")


def parse_number(text: str, language: str) -> int | float | None:
    """Return the number that a text is, or None.

    Whole numbers have no zero in front, since codes and telephone numbers have; they are not longer than a workbook
    keeps exactly. A decimal comma is read in Vietnamese only. A point is never read: ``1.10`` is a criterion.
    """
    if _WHOLE.fullmatch(text):
        return int(text)
    if language == "vi" and _DECIMAL.fullmatch(text):
        return float(text.replace(",", "."))
    return None


@attrs.frozen
class SheetNumber:
    """A number of a cell, and the format that shows it as the document does.

    Attributes:
        value: the number.
        format: the format, in the notation that workbooks have in every language.
    """

    value: float
    format: str


def find_number(stated: int | Decimal | None, text: str, language: str) -> SheetNumber | None:
    """Return the number of a cell: the one that the document states, else the one that its text is; None for text.

    The format shows groups of thousands where the number was stated, for documents write those, and as many decimals.
    """
    if stated is None:
        typed = parse_number(text, language)
        return None if typed is None else SheetNumber(typed, "0" + _decimals_format(text))
    whole = "0" if -_FIRST_GROUPED < stated < _FIRST_GROUPED else "#,##0"
    value = stated if isinstance(stated, int) else float(stated)
    return SheetNumber(value, whole + _decimals_format(f"{Decimal(stated):f}".replace(".", ",")))


def _decimals_format(text: str) -> str:
    _, comma, decimals = text.partition(",")
    return "." + "0" * len(decimals) if comma else ""


def looks_like_formula(text: str) -> bool:
    """Whether a program could take the text for a formula when somebody edits it."""
    return text.startswith(_READ_AS_FORMULA)


def split_text(text: str, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
    """Return a text in pieces that a cell holds, at least one; what reads as an escape is escaped."""
    # a line of a cell ends with a line feed alone
    text = LINE_BREAK.sub("\n", text)
    if _ESCAPED.search(text):
        longest //= 2  # an escaped sign is not twice as long as before
    return tuple(_ESCAPED.sub("_x005F_", piece) for piece in _pieces(text, longest)) or ("",)


def count_lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column of this width."""
    return sum(max(1, math.ceil(len(line) / max(width, 1))) for line in text.split("\n"))


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Yield pieces of at most so many UTF-16 units, cut behind a blank where there is one in the second half."""
    start = taken = 0
    behind_blank = 0
    for place, character in enumerate(text) if len(text) * 2 > longest else ():
        # Excel counts units of UTF-16, of which signs beyond the first 65,536 take two
        wanted = 1 if character <= "\uffff" else 2
        if taken + wanted > longest:
            end = behind_blank if behind_blank - start > (place - start) // 2 else place
            yield text[start:end]
            taken = sum(1 if other <= "\uffff" else 2 for other in text[end:place])
            start = end
        taken += wanted
        if character == " ":
            behind_blank = place + 1
    if start < len(text):
        yield text[start:]


def sheet_name(wanted: str, taken: Iterable[str], otherwise: str) -> str:
    """Return a name that a sheet can have, unlike those taken in any case."""
    # "History" is a name that Excel keeps for itself
    used = {name.casefold() for name in taken} | {"history"}
    # a name may not begin or end with an apostrophe, which encloses names in formulas
    stem = _UNUSABLE_IN_NAMES.sub(" ", wanted).strip(" '") or otherwise
    name, count = _cut(stem, LONGEST_SHEET_NAME), 1
    while name.casefold() in used:
        count += 1
        ending = f" ({count})"
        name = _cut(stem, LONGEST_SHEET_NAME - len(ending)) + ending
    return name


def _cut(text: str, longest: int) -> str:
    return next(_pieces(text, longest)).strip(" '") if len(text) * 2 > longest else text
