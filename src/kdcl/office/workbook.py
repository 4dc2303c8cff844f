"""Reads the sheets of an Excel workbook as grids of what their cells show.

The parts are read through `kdcl.office.package`, which refuses what is unsafe, and walked directly: a workbook may
claim a million rows of sixteen thousand cells and hold three of them; ``docs/analysis/office.md`` says why no library
does it.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from lxml import etree

from kdcl.errors import UnreadableFileError
from kdcl.messages import Message, message
from kdcl.office.grid import Grid, clean_cell
from kdcl.office.number_formats import find_format
from kdcl.office.package import Package
from kdcl.office.parts import find_all, find_targets, relation_of, rich_text, whole
from kdcl.office.sheets import SheetReader


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
        LimitError: it holds more than the limits allow.
        UnreadableFileError: the package is no workbook, or is damaged or unsafe.
    """
    name = _find_main_part(package)
    root = package.read_xml(name)
    if root.tag.rpartition("}")[2] != "workbook":
        raise _no_workbook(package.source)
    targets = find_targets(package, name)
    parts = dict(targets.values())
    reader = SheetReader(
        package=package,
        strings=_read_strings(package.find_xml(parts.get("sharedStrings", "xl/sharedStrings.xml"))),
        formats=tuple(_iter_formats(package.find_xml(parts.get("styles", "xl/styles.xml")))),
        is_1904=any(part.get("date1904") in {"1", "true"} for part in find_all(root, "workbookPr")),
    )
    grids, notes = [], []
    for sheet in find_all(root, "sheet"):
        title, _ = clean_cell(sheet.get("name", ""))
        kind, target = targets.get(relation_of(sheet), ("", ""))
        if kind == "worksheet" and target in package.names:
            # "veryHidden" too, which Excel's own menu does not bring back
            grids.append(reader.read(title, target, is_hidden=sheet.get("state", "visible") != "visible"))
        else:
            notes.append(message("sheet {sheet} is no table of cells; it is not read", sheet=repr(title)))
    return Workbook(grids=tuple(grids), notes=tuple(notes))


def _find_main_part(package: Package) -> str:
    for kind, target in find_targets(package, "").values():
        if kind == "officeDocument" and target in package.names:
            return target
    if "xl/workbook.xml" not in package.names:
        raise _no_workbook(package.source)
    return "xl/workbook.xml"


def _no_workbook(source: str) -> UnreadableFileError:
    reason = message("the file holds no workbook")
    return UnreadableFileError(source, reason, message("give a list saved as an Excel workbook (.xlsx)"))


def _read_strings(root: etree._Element | None) -> tuple[tuple[str, int], ...]:
    """Return the texts that cells share, cleaned, each with how many of its characters were replaced."""
    return () if root is None else tuple(clean_cell(rich_text(item)) for item in root.iterchildren("{*}si"))


def _iter_formats(root: etree._Element | None) -> Iterator[str]:
    """Iterate over what `find_format` says of the format of each style of cells."""
    if root is None:
        return
    custom = {whole(item.get("numFmtId")): item.get("formatCode", "") for item in find_all(root, "numFmt")}
    known: dict[int, str] = {}  # thousands of styles share a format, and a format may be long
    # cells name their style by its place in this list; cellStyleXfs has the same elements for named styles
    for styles in find_all(root, "cellXfs"):
        for style in styles.iterchildren("{*}xf"):
            identity = whole(style.get("numFmtId"))
            if identity not in known:
                known[identity] = find_format(identity, custom)
            yield known[identity]
