"""A file of separated values (``.csv``, ``.tsv``) as a grid of cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import Final

from kdcl.errors import UnreadableFileError
from kdcl.messages import message
from kdcl.office.grid import Grid, GridCell, clean_cell
from kdcl.office.limits import Limits

SEPARATED: Final = frozenset({".csv", ".tsv"})
"""The suffixes of such files."""

_SEPARATORS: Final = ";\t,"
_BEGINNING: Final = 4000
_TOLD: Final = "sep="
"""What Excel writes in the first line, with the separator behind it, for programs that would guess another one."""


def read_separated(data: bytes, name: str, limits: Limits) -> Grid:
    """Return a file of separated values as the one table of a file.

    The separator is the one that the first line tells, or the sign that the beginning has most often. Text is UTF-8, or
    UTF-16 where the file begins with its mark, as Excel saves "Unicode text".

    Args:
        data: the file.
        name: its name in errors.
        limits: what is read of it at most.

    Raises:
        LimitError: it has more cells than that.
        UnreadableFileError: it is no table, or in another encoding.
    """
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        # Excel puts a mark before what it saves as "CSV UTF-8"
        text = data.decode("utf-16" if is_wide else "utf-8-sig")
        return _build_grid(_iter_lines(text), name, limits)
    except (UnicodeDecodeError, csv.Error) as error:  # csv refuses cells of more than 131,072 characters
        reason = message("the file is no table of values in UTF-8")
        raise UnreadableFileError(name, reason, message("save it as CSV UTF-8, or give the workbook")) from error


def _iter_lines(text: str) -> Iterator[list[str]]:
    first, _, rest = text.partition("\n")
    told = first.strip("\r").removeprefix(_TOLD)
    if first.startswith(_TOLD) and len(told) == 1:
        text, separator = f"\n{rest}", told  # the line is counted, so that places are those of the file
    else:
        separator = max(_SEPARATORS, key=text[:_BEGINNING].count)
    # a quotation mark that nothing closes would swallow the rest of the file into one cell
    is_closed = text.count('"') % 2 == 0
    # the csv module wants line ends as they are: a quoted cell may hold some
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_MINIMAL if is_closed else csv.QUOTE_NONE
    )


def _build_grid(lines: Iterator[list[str]], name: str, limits: Limits) -> Grid:
    rows: dict[int, dict[int, GridCell]] = {}
    count = 0
    for number, line in enumerate(lines, start=1):
        for column, written in enumerate(line, start=1):
            text, refused = clean_cell(written)
            if text:
                rows.setdefault(number, {})[column] = GridCell(text=text, refused=refused)
                count += 1
        if count > limits.cells:
            reason = message("the file has more than {limit} cells that hold something", limit=limits.cells)
            raise limits.exceeded("cells", name, reason)
    return Grid(name="1", rows=rows, is_sheet=False)
