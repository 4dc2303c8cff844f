"""Reads the sheets of an Excel workbook as grids of what their cells show.

The parts are read through `kdcl.office.package`, which refuses what is unsafe, and walked directly: a workbook
may claim a million rows of sixteen thousand cells and hold three of them.
"""

from __future__ import annotations

import bisect
import posixpath
import re
from collections.abc import Iterator, Mapping

import attrs
from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.package import Package
from kdcl.readers.lists.grid import CellKind, Grid, GridCell, clean_cell
from kdcl.readers.lists.number_formats import date_text, find_format, number_text

_RELATIONSHIP_ID = re.compile(r"\{http://[^}]*/relationships\}id")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_Place = tuple[int, int]
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@attrs.frozen(kw_only=True)
class Workbook:
    """What a workbook shows.

    Attributes:
        grids: its sheets, in their order.
        notes: what is not read.
    """

    grids: tuple[Grid, ...]
    notes: tuple[Message, ...]


def read_workbook(package: Package) -> Workbook:
    """Return what the sheets of a workbook show.

    Raises:
        UnreadableFileError: the package is no workbook, or is damaged or unsafe.
    """
    name = _find_main_part(package)
    root = package.read_xml(name)
    if _local(root) != "workbook":
        raise _no_workbook(package.source)
    targets = _find_targets(package, name)
    parts = dict(targets.values())
    reader = _SheetReader(
        package=package,
        strings=_read_strings(package.find_xml(parts.get("sharedStrings", "xl/sharedStrings.xml"))),
        formats=_read_formats(package.find_xml(parts.get("styles", "xl/styles.xml"))),
        is_1904=any(part.get("date1904") in {"1", "true"} for part in _find_all(root, "workbookPr")),
    )
    grids, notes = [], []
    for sheet in _find_all(root, "sheet"):
        title, _ = clean_cell(sheet.get("name", ""))
        kind, target = targets.get(_relation(sheet), ("", ""))
        if kind == "worksheet" and target in package.names:
            grids.append(reader.read(title, target, is_hidden=sheet.get("state", "visible") != "visible"))
        else:
            notes.append(message("sheet {sheet} is no table of cells; it is not read", sheet=repr(title)))
    if any("/comments" in part.lower() for part in package.names):
        notes.append(message("comments on cells are not read"))
    return Workbook(grids=tuple(grids), notes=tuple(notes))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _find_all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


def _relation(element: etree._Element) -> str:
    return next((str(value) for key, value in element.items() if _RELATIONSHIP_ID.fullmatch(str(key))), "")


def _no_workbook(source: str) -> UnreadableFileError:
    reason = message("the file holds no workbook")
    return UnreadableFileError(source, reason, message("give a list saved as an Excel workbook (.xlsx)"))


def _find_targets(package: Package, name: str) -> Mapping[str, tuple[str, str]]:
    """Return by id the kind and the target of what a part is related to; targets outside are left as they are."""
    folder, _, base = name.rpartition("/")
    root = package.find_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
    targets: dict[str, tuple[str, str]] = {}
    for item in () if root is None else _find_all(root, "Relationship"):
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if item.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        targets[item.get("Id", "")] = (kind, target)
    return targets


def _find_main_part(package: Package) -> str:
    for kind, target in _find_targets(package, "").values():
        if kind == "officeDocument" and target in package.names:
            return target
    if "xl/workbook.xml" not in package.names:
        raise _no_workbook(package.source)
    return "xl/workbook.xml"


def _read_strings(root: etree._Element | None) -> tuple[str, ...]:
    return () if root is None else tuple(_rich_text(item) for item in root.iterchildren("{*}si"))


def _rich_text(item: etree._Element) -> str:
    """Return the text of a cell of several looks, without the hints on pronunciation."""
    parts = (part.text or "" for part in _find_all(item, "t") if _local(_parent(part)) != "rPh")
    return _unescape("".join(parts))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _unescape(text: str) -> str:
    """Return a text in which Excel wrote characters that XML cannot hold by their numbers."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _read_formats(root: etree._Element | None) -> tuple[str, ...]:
    """Return for each style of cells which parts of a date it shows."""
    if root is None:
        return ()
    custom = {_whole(item.get("numFmtId")): item.get("formatCode", "") for item in _find_all(root, "numFmt")}
    styles = (style for styles in _find_all(root, "cellXfs") for style in styles.iterchildren("{*}xf"))
    known: dict[int, str] = {}  # thousands of styles share a format, and a format may be long
    shown: list[str] = []
    for style in styles:
        identity = _whole(style.get("numFmtId"))
        if identity not in known:
            known[identity] = find_format(identity, custom)
        shown.append(known[identity])
    return tuple(shown)


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,7}", text) else 0


def _find_place(address: str) -> _Place | None:
    """Return row and column of an address such as ``B3``."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _find_area(address: str) -> tuple[_Place | None, _Place | None]:
    """Return the first and the last place of an area such as ``B3:E4``."""
    first, _, last = address.partition(":")
    return _find_place(first), _find_place(last)


@attrs.define(kw_only=True)
class _SheetReader:
    """Reads sheets, counting what all of them show together."""

    package: Package
    strings: tuple[str, ...]
    formats: tuple[str, ...]
    is_1904: bool
    _cells: int = attrs.field(default=0, init=False)
    _characters: int = attrs.field(default=0, init=False)

    def read(self, title: str, part: str, *, is_hidden: bool) -> Grid:
        """Return a sheet."""
        rows: dict[int, dict[int, GridCell]] = {}
        merges: list[str] = []
        links: dict[str, str] = {}
        hidden = number = 0
        for element in self.package.iter_xml(part, "{*}row", "{*}mergeCell", "{*}hyperlink"):
            match _local(element):
                case "row":
                    number = _whole(element.get("r")) or number + 1
                    if cells := self._row(element):
                        rows[number] = cells
                        hidden += element.get("hidden") in {"1", "true"}
                case "mergeCell":
                    merges.append(element.get("ref", ""))
                case _:
                    links[element.get("ref", "")] = _relation(element)
        self._set_links(rows, links, part)
        notes = [message("the sheet is hidden")] if is_hidden else []
        if hidden:
            notes.append(message("hidden rows were read too: {count}", count=hidden))
        areas = [
            (start, end)
            for start, end in map(_find_area, merges)
            if start and end and start[1] in rows.get(start[0], {})
        ]
        return Grid(
            name=title,
            rows=rows,
            inherited=self._inherited(areas, rows),
            spans={start: end[1] - start[1] + 1 for start, end in areas},
            notes=tuple(notes),
        )

    def _set_links(self, rows: dict[int, dict[int, GridCell]], links: Mapping[str, str], part: str) -> None:
        """Note at the cells where a click on them leads to."""
        targets = _find_targets(self.package, part) if links else {}
        for address, relation in links.items():
            place = _find_place(address)
            link, _ = clean_cell(targets.get(relation, ("", ""))[1])
            cell = rows.get(place[0], {}).get(place[1]) if place else None
            if place and cell is not None and link:
                rows[place[0]][place[1]] = attrs.evolve(cell, link=link)

    def _row(self, row: etree._Element) -> dict[int, GridCell]:
        cells: dict[int, GridCell] = {}
        column = 0
        for element in row.iterchildren("{*}c"):
            place = _find_place(element.get("r", ""))
            column = place[1] if place else column + 1
            cell = self._cell(element)
            if cell is not None:
                self._count(cell)
                cells[column] = cell
        return cells

    def _count(self, cell: GridCell) -> None:
        self._cells += 1
        self._characters += len(cell.text)
        limits = self.package.limits
        if self._cells > limits.cells:
            reason = message("the workbook has more than {limit} cells that hold something", limit=limits.cells)
            raise limits.exceeded("cells", self.package.source, reason)
        if self._characters > limits.characters:
            reason = message("the workbook shows more than {limit} characters", limit=limits.characters)
            raise limits.exceeded("characters", self.package.source, reason)

    def _cell(self, element: etree._Element) -> GridCell | None:
        """Return a cell; None where it holds nothing."""
        is_formula = element.find("{*}f") is not None
        text, kind = self._value(element)
        text, refused = clean_cell(text)
        if not text and not is_formula:
            return None
        return GridCell(text=text, kind=kind, is_formula=is_formula, refused=refused)

    def _value(self, element: etree._Element) -> tuple[str, CellKind]:  # noqa: PLR0911 - one for each type of cell
        value = element.findtext("{*}v", "")
        match element.get("t", "n"):
            case "s":
                place = _whole(value)
                is_known = value.strip().isdecimal() and place < len(self.strings)
                return (self.strings[place], CellKind.TEXT) if is_known else (value, CellKind.ERROR)
            case "inlineStr":
                inline = element.find("{*}is")
                return ("" if inline is None else _rich_text(inline)), CellKind.TEXT
            case "e":
                return value, CellKind.ERROR
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(value, value), CellKind.TEXT
            case "str":
                return _unescape(value), CellKind.TEXT
            case "n":
                return self._number(value, _whole(element.get("s")))
            case _:
                return value, CellKind.TEXT

    def _number(self, value: str, style: int) -> tuple[str, CellKind]:
        if not re.fullmatch(r"\s*[+-]?[0-9.]{1,40}(?:[eE][+-]?[0-9]{1,2})?\s*", value):
            return value, CellKind.ERROR if value.strip() else CellKind.NUMBER
        try:
            number = float(value)
        except ValueError:
            return value, CellKind.ERROR
        letters = self.formats[style] if style < len(self.formats) else ""
        if not letters:
            return number_text(number), CellKind.NUMBER
        text = date_text(number, letters, is_1904=self.is_1904)
        return (number_text(number), CellKind.ERROR) if text is None else (text, CellKind.DATE)

    def _inherited(
        self, areas: list[tuple[_Place, _Place]], rows: Mapping[int, Mapping[int, GridCell]]
    ) -> Mapping[_Place, GridCell]:
        """Return the cells that the places inside cells merged downwards are part of."""
        numbers = sorted(rows)
        inherited: dict[_Place, GridCell] = {}
        for (row, column), (last_row, _) in areas:
            for number in numbers[bisect.bisect_right(numbers, row) : bisect.bisect_right(numbers, last_row)]:
                self._count(rows[row][column])
                inherited[number, column] = rows[row][column]
        return inherited
