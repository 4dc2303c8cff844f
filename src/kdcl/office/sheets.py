"""Reads one sheet of a workbook after the other, counting what all of them hold together."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

import attrs
from lxml import etree

from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, Grid, GridCell, clean_cell, column_letters
from kdcl.office.number_formats import date_text, number_text
from kdcl.office.package import Package
from kdcl.office.parts import (
    LOCALS,
    Position,
    column_number,
    find_all,
    find_area,
    find_targets,
    relation_of,
    rich_text,
    unescape,
    whole,
)

# float() would take more than a workbook may hold: nan, infinity, 1_000.
_NUMBER: Final = re.compile(r"\s*[+-]?[0-9.]{1,40}(?:[eE][+-]?[0-9]{1,2})?\s*")
_LINK_FORMULA: Final = re.compile(r'\s*HYPERLINK\(\s*"([^"]*)"', re.IGNORECASE)
_TRUE: Final = frozenset({"1", "true"})
_LAST_COLUMN: Final = 16_384
_Rows = dict[int, dict[int, GridCell]]


@attrs.define(kw_only=True)
class _Marks:
    """What a sheet says beside its cells: merged areas, links by area, and the columns that nobody sees."""

    merges: list[str] = attrs.field(factory=list)
    links: list[tuple[str, str, str]] = attrs.field(factory=list)
    hidden_rows: int = 0
    hidden_edges: Counter[int] = attrs.field(factory=Counter)

    def take(self, element: etree._Element) -> None:
        """Take what an element beside the rows says."""
        match LOCALS[element.tag]:
            case "mergeCell":
                self.merges.append(element.get("ref", ""))
            case "hyperlink":
                self.links.append((element.get("ref", ""), relation_of(element), element.get("location", "")))
            case _ if element.get("hidden") in _TRUE:
                # one element speaks of a stretch of columns
                self.hidden_edges[whole(element.get("min"))] += 1
                self.hidden_edges[whole(element.get("max")) + 1] -= 1

    def hidden_columns(self) -> frozenset[int]:
        """Return the columns that nobody sees, however many stretches of them a file names."""
        hidden: set[int] = set()
        depth = 0
        for first, end in pairwise((*sorted(self.hidden_edges), _LAST_COLUMN + 1)):
            depth += self.hidden_edges[first]
            if depth > 0:
                hidden.update(range(first, min(end, _LAST_COLUMN + 1)))
        return frozenset(hidden)


@attrs.define(kw_only=True)
class SheetReader:
    """Reads sheets, counting what all of them hold together.

    Attributes:
        package: the workbook.
        strings: the texts that cells share, cleaned, each with how many of its characters were replaced.
        formats: what the number format of each style shows.
        is_1904: whether its calendar begins in 1904.
    """

    package: Package
    strings: tuple[tuple[str, int], ...]
    formats: tuple[str, ...]
    is_1904: bool
    _cells: int = attrs.field(default=0, init=False)
    _characters: int = attrs.field(default=0, init=False)
    _shared: dict[str | None, GridCell | None] = attrs.field(factory=dict, init=False)

    def read(self, title: str, part: str, *, is_hidden: bool) -> Grid:
        """Return a sheet.

        Raises:
            LimitError: the sheets hold more than the limits allow.
            UnreadableFileError: the part is damaged or unsafe.
        """
        rows: _Rows = {}
        marks = _Marks()
        number = 0
        for element in self.package.iter_xml(part, "{*}row", "{*}col", "{*}mergeCell", "{*}hyperlink"):
            if LOCALS[element.tag] != "row":
                marks.take(element)
                continue
            number = whole(element.get("r")) or number + 1  # some programs number neither rows nor cells
            if cells := self._row(element):
                rows[number] = cells
                marks.hidden_rows += element.get("hidden") in _TRUE
        notes = [message("the sheet is hidden")] if is_hidden else []
        notes += _iter_hidden(rows, marks)
        targets = find_targets(self.package, part)
        notes += self._set_links(rows, marks, targets)
        # of a merged area only the upper left cell holds anything
        areas = [
            area for area in map(find_area, marks.merges) if area is not None and area[0][1] in rows.get(area[0][0], {})
        ]
        return Grid(
            name=title,
            rows=rows,
            inherited=self._inherited(areas, rows),
            spans={start: end[1] - start[1] + 1 for start, end in areas},
            comments=self._read_comments(targets),
            notes=tuple(notes),
        )

    def _row(self, row: etree._Element) -> dict[int, GridCell]:
        cells: dict[int, GridCell] = {}
        column = 0
        for element in row:
            if LOCALS[element.tag] != "c":
                continue
            column = column_number(element.get("r", "").rstrip("0123456789")) or column + 1
            cell = self._cell(element)
            if cell is not None:
                self._count(cell.text)
                cells[column] = cell
        return cells

    def _count(self, text: str) -> None:
        self._cells += 1
        self._characters += len(text)
        limits = self.package.limits
        if self._cells > limits.cells:
            reason = message("the workbook has more than {limit} cells that hold something", limit=limits.cells)
            raise limits.exceeded("cells", self.package.source, reason)
        if self._characters > limits.characters:
            reason = message("the workbook shows more than {limit} characters", limit=limits.characters)
            raise limits.exceeded("characters", self.package.source, reason)

    def _cell(self, element: etree._Element) -> GridCell | None:
        """Return a cell; None where it holds nothing."""
        if element.get("t") == "s" and len(element) == 1 and (shared := self._find_shared(element[0].text)) is not None:
            return shared
        # Excel shares texts between cells; other programs write each into its cell
        if element.get("t") == "inlineStr" and len(element) == 1 and LOCALS[element[0].tag] == "is":
            shown, marked = clean_cell(rich_text(element[0]))
            return GridCell(text=shown, refused=marked) if shown else None
        value, link, is_formula = "", "", False
        inline: etree._Element | None = None
        for child in element:
            match LOCALS[child.tag]:
                case "v":
                    value = child.text or ""
                case "f":
                    is_formula = True
                    if found := _LINK_FORMULA.match(child.text or ""):
                        link, _ = clean_cell(found[1])
                case "is":
                    inline = child
        text, refused, kind = self._value(element, value, inline)
        if not text and not is_formula:
            return None
        return GridCell(text=text, kind=kind, is_formula=is_formula, link=link, refused=refused)

    def _find_shared(self, place: str | None) -> GridCell | None:
        """Return the cell that shows a shared text, made once for all that do; None where it shows none."""
        cell = self._shared.get(place)
        if cell is None and place is not None and (position := whole(place)) < len(self.strings) and place.isdecimal():
            text, refused = self.strings[position]
            cell = self._shared[place] = GridCell(text=text, refused=refused) if text else None
        return cell

    def _value(self, element: etree._Element, value: str, inline: etree._Element | None) -> tuple[str, int, CellKind]:
        """Return what a cell shows, how many characters were replaced in it, and what it holds."""
        kind = CellKind.TEXT
        # a cell that says no type holds a number
        match element.get("t", "n"):
            case "s":
                place = whole(value.strip())
                if value.strip().isdecimal() and place < len(self.strings):
                    return (*self.strings[place], kind)
                kind = CellKind.ERROR
            case "n":
                value, kind = self._number(value, whole(element.get("s")))
            case "inlineStr":
                value = "" if inline is None else rich_text(inline)
            case "e":
                kind = CellKind.ERROR
            case "b":
                # stored as a digit, and shown as a word
                value = {"1": "TRUE", "0": "FALSE"}.get(value, value)
            case "str":
                value = unescape(value)
        return (*clean_cell(value), kind)

    def _number(self, value: str, style: int) -> tuple[str, CellKind]:
        if not _NUMBER.fullmatch(value):
            return value, CellKind.ERROR if value.strip() else CellKind.NUMBER
        try:
            number = float(value)
        except ValueError:
            return value, CellKind.ERROR
        letters = self.formats[style] if style < len(self.formats) else ""
        if letters in {"", "%"}:
            return number_text(number, is_share=letters == "%"), CellKind.NUMBER
        text = date_text(number, letters, is_1904=self.is_1904)
        return (number_text(number), CellKind.ERROR) if text is None else (text, CellKind.DATE)

    def _set_links(self, rows: _Rows, marks: _Marks, targets: Mapping[str, tuple[str, str]]) -> Iterator[Message]:
        """Note at the cells where a click on them leads to; say where a click on nothing leads to."""
        numbers = sorted(rows) if marks.links else []
        for address, relation, location in marks.links:
            link, _ = clean_cell(targets.get(relation, ("", ""))[1])
            if not link and location:
                inside, _ = clean_cell(location)
                yield message("{cell} leads to {place} within the workbook", cell=address, place=inside)
            area = find_area(address)
            if area is None or not link:
                continue
            is_used = False
            (first, left), (last, right) = area
            for number in numbers[bisect.bisect_left(numbers, first) : bisect.bisect_right(numbers, last)]:
                for column in [column for column in rows[number] if left <= column <= right]:
                    rows[number][column] = attrs.evolve(rows[number][column], link=link)
                    self._count("")  # a link over a whole sheet is work like that of so many cells
                    is_used = True
                self._count("")
            if not is_used:
                yield message("{cell} is empty and leads to {link}", cell=address, link=link)

    def _inherited(self, areas: list[tuple[Position, Position]], rows: _Rows) -> Mapping[Position, GridCell]:
        """Return the cells that the places inside cells merged downwards are part of."""
        numbers = sorted(rows)
        inherited: dict[Position, GridCell] = {}
        for (row, column), (last_row, _) in areas:
            for number in numbers[bisect.bisect_right(numbers, row) : bisect.bisect_right(numbers, last_row)]:
                self._count(rows[row][column].text)
                inherited[number, column] = rows[row][column]
        return inherited

    def _read_comments(self, targets: Mapping[str, tuple[str, str]]) -> Mapping[str, str]:
        """Return what people wrote in the margin, by address."""
        comments: dict[str, str] = {}
        for kind, target in targets.values():
            if kind == "comments" and target in self.package.names:
                for item in find_all(self.package.read_xml(target), "comment"):
                    text, _ = clean_cell(rich_text(item))
                    if text:
                        self._count(text)
                        address = item.get("ref", "")
                        comments[address] = f"{comments[address]}\n{text}" if address in comments else text
        return comments


def _iter_hidden(rows: _Rows, marks: _Marks) -> Iterator[Message]:
    if marks.hidden_rows:
        yield message("hidden rows were read too: {count}", count=marks.hidden_rows)
    if not marks.hidden_edges:
        return
    if used := marks.hidden_columns().intersection(column for cells in rows.values() for column in cells):
        letters = tuple(map(column_letters, sorted(used)))
        yield message("hidden columns were read too: {columns}", columns=letters)
