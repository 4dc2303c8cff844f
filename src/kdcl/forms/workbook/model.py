"""The workbook laid out for one school, apart from any file: sheets, columns, lines, and what each cell stands for."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from kdcl.forms.workbook.cells import BookKind, Fact
from kdcl.forms.workbook.lists import Area, ListForm
from kdcl.messages import Message
from kdcl.places import ROOT, Place

OWNER = "@in"
"""The column that says to which list a line belongs."""

MARK = "@"
"""What the hidden name of a sheet begins with."""


@attrs.frozen(kw_only=True)
class Column:
    """A column.

    Attributes:
        key: the hidden name that it is known by.
        head: what stands above it.
        width: how wide it is.
        kind: what new cells in it may hold; None where it only tells.
        options: the name of the list to choose from, where that is not one of the kind's own.
    """

    key: str
    head: str
    width: int
    kind: BookKind | None = None
    options: str = ""


@attrs.frozen(kw_only=True)
class BookCell:
    """A cell.

    Attributes:
        text: what it shows.
        kind: what it may hold; None where it only tells.
        value: the fact as it was when the workbook was written.
        place: where the fact stands, or would stand, in the school's file.
        formula: the formula of a locked cell that is computed, if it is one.
    """

    text: str
    kind: BookKind | None = None
    value: Fact = None
    place: Place = ROOT
    formula: str = ""


@attrs.frozen(kw_only=True)
class BookLine:
    """A line of a sheet.

    Attributes:
        key: the hidden name that it is known by.
        cells: what stands in it by the columns' keys.
        is_head: whether it is a heading between lines.
    """

    key: str
    cells: Mapping[str, BookCell]
    is_head: bool = False


@attrs.frozen(kw_only=True)
class Sheet:
    """A sheet.

    Attributes:
        id: the hidden name that it is known by.
        title: its name.
        area: the part of the workbook it belongs to.
        hint: what to do in it.
        columns: its columns.
        lines: its lines.
        form: the list it has, where lines may be added; None where its lines are fixed.
    """

    id: str
    title: Message
    area: Area
    hint: Message
    columns: tuple[Column, ...]
    lines: tuple[BookLine, ...]
    form: ListForm | None = None
