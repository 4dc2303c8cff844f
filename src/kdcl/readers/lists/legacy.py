"""Cells of a list in an encoding of before Unicode: named, handed back unharmed, and not taken for facts.

Whole words tell such an encoding; a short cell of it may hold no more than one odd sign, or none that Vietnamese in
Unicode has not. So the table is asked as a whole first; then in a column with such words every cell counts, unless it
has a letter that only Unicode has.
"""

from __future__ import annotations

import attrs

from kdcl.findings import Finding
from kdcl.messages import message
from kdcl.office.grid import Grid
from kdcl.readers.lists.result import ListFindingKind
from kdcl.text.encodings import find_legacy_encoding

_LATIN = "\u00ff"
"""The last of the signs that the old encodings use for letters."""


def without_legacy(grid: Grid, last_head_row: int) -> tuple[Grid, Finding | None]:
    """Return a table without the cells below its head in an old encoding, and the finding that hands them back."""
    cells = [
        (number, column, cell.text)
        for number, row in sorted(grid.rows.items())
        if number > last_head_row
        for column, cell in sorted(row.items())
        if not cell.text.isascii()
    ]
    encoding = find_legacy_encoding("\n".join(text for _, _, text in cells))
    if encoding is None:
        return grid, None
    columns = {column for _, column, text in cells if find_legacy_encoding(text) is not None}
    places = [
        (number, column)
        for number, column, text in cells
        if column in columns and (find_legacy_encoding(text) is not None or not _has_letter_of_unicode(text))
    ]
    if not places:
        return grid, None
    left_out = set(places)
    rows = {
        number: {column: cell for column, cell in row.items() if (number, column) not in left_out}
        for number, row in grid.rows.items()
    }
    what = message("{remedy}; cells that were left out: {count}", remedy=encoding.remedy, count=len(places))
    found = Finding(
        kind=ListFindingKind.OLD_ENCODING,
        message=what,
        place=grid.place_of(*places[0]),
        texts=tuple(grid.rows[number][column].text for number, column in places),
    )
    return attrs.evolve(grid, rows={number: row for number, row in rows.items() if row}), found


def _has_letter_of_unicode(text: str) -> bool:
    return any(sign > _LATIN and sign.isalpha() for sign in text)
