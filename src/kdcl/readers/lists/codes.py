"""Reads the code of a row of an evidence list: from one column or from four."""

from __future__ import annotations

import re

import attrs

from kdcl.codes import EvidenceCode, find_broken_codes, find_codes
from kdcl.errors import CodeError
from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, GridCell
from kdcl.readers.lists.head import CODE_PARTS
from kdcl.readers.lists.result import ListFindingKind

_DIGITS = re.compile("[0-9]+")
_PART = re.compile(r"[^\W\d_]*[\W_]*[0-9]{1,9}(?:[.\-][0-9]{1,9})?[\W_]*")
_PART_NAMES = {
    "box": message("the box"),
    "standard_number": message("the standard"),
    "criterion_number": message("the criterion"),
    "evidence_number": message("the number of the evidence"),
}


@attrs.frozen(kw_only=True)
class ReadCode:
    """What was made of a code.

    Attributes:
        code: the code; None where it could not be read.
        kind: what there is to report; None where it is written officially.
        message: the report.
        rest: other text that stands beside the code.
    """

    code: EvidenceCode | None = None
    kind: ListFindingKind | None = None
    message: Message | None = None
    rest: str = ""


def read_code(cell: GridCell) -> ReadCode:
    """Return the code in a cell; brackets around it may be missing in a column of its own."""
    if cell.kind is CellKind.DATE:
        what = message("{text} is a date: Excel took a code for one; set the cell to text and type it", text=cell.text)
        return ReadCode(kind=ListFindingKind.CODE_IS_DATE, message=what)
    try:
        code = EvidenceCode.normalize(cell.text)
    except CodeError as error:
        return _read_others(cell, error)
    if cell.text.strip("[] ") == str(code).strip("[]"):
        return ReadCode(code=code)
    return _convert(cell, code)


def _convert(cell: GridCell, code: EvidenceCode) -> ReadCode:
    what = message("{text} was read as {code}", text=repr(cell.text), code=code)
    return ReadCode(code=code, kind=ListFindingKind.CONVERTED_CODE, message=what)


def _read_others(cell: GridCell, error: CodeError) -> ReadCode:
    """Return what was made of a cell that holds more than a code, a code without a box, or none."""
    found = find_codes(cell.text)
    bracketed = cell.text if "[" in cell.text else f"[{cell.text}]"  # a column of codes is as good as brackets
    if len({code for one in find_codes(bracketed) for code in one.codes}) > 1:
        what = message("{text} has several codes; write a row for each", text=repr(cell.text))
        return ReadCode(kind=ListFindingKind.SEVERAL_CODES, message=what)
    is_alone = len(found) == 1 and found[0].text == cell.text
    if is_alone and not found[0].is_boxed:
        return _guess_box(found[0].code)
    if not found or not found[0].is_boxed or find_broken_codes(bracketed):
        return ReadCode(kind=ListFindingKind.BAD_CODE, message=error.message)
    rest = f"{cell.text[: found[0].start]} {cell.text[found[0].end :]}".strip()
    if re.search(r"\w", rest) is None:  # other brackets, as in (H1-1-01-01)
        return _convert(cell, found[0].code)
    what = message("text stands beside the code {code}; it was kept: {rest}", code=found[0].code, rest=rest)
    return ReadCode(code=found[0].code, kind=ListFindingKind.CODE_WITH_TEXT, message=what, rest=rest)


def _guess_box(code: EvidenceCode) -> ReadCode:
    what = message("no box is named; {code} was taken: check the box", code=code)
    return ReadCode(code=code, kind=ListFindingKind.BOX_GUESSED, message=what)


def read_parts(cells: dict[str, GridCell]) -> ReadCode:
    """Return the code whose parts stand in four cells; the box may be missing."""
    missing = tuple(_PART_NAMES[name] for name in CODE_PARTS[1:] if name not in cells)
    if missing:
        return _bad(message("a part of the code is missing: {parts}", parts=missing))
    numbers = {name: _part_numbers(cell) for name, cell in cells.items()}
    for name, found in numbers.items():
        repeats_standard = found[:1] == numbers["standard_number"] and len(found) == 2  # noqa: PLR2004 - as in 1.3
        has_standard = name == "criterion_number" and repeats_standard
        if len(found) != 1 and not has_standard:
            return _bad(message("{text} is no number for {part}", text=repr(cells[name].text), part=_PART_NAMES[name]))
    standard, criterion, number = (int(numbers[name][-1]) for name in CODE_PARTS[1:])
    try:
        code = EvidenceCode(int(numbers.get("box", [str(standard)])[-1]), standard, criterion, number)
    except CodeError as error:
        return _bad(error.message)
    return ReadCode(code=code) if "box" in cells else _guess_box(code)


def _bad(what: Message) -> ReadCode:
    return ReadCode(kind=ListFindingKind.BAD_CODE, message=what)


def _part_numbers(cell: GridCell) -> list[str]:
    """Return the numbers in a part of a code: of ``H1``, ``TC1`` or ``01`` one, of ``1.3`` two."""
    if cell.kind in {CellKind.DATE, CellKind.ERROR} or not _PART.fullmatch(cell.text):
        return []
    return [digits.lstrip("0") or "0" for digits in _DIGITS.findall(cell.text)]
