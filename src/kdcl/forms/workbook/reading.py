"""The workbook read back: what people changed in it, and what could not be taken."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Final

import attrs

from kdcl.errors import UnknownFrameworkError
from kdcl.figures import Figures
from kdcl.figures.entry_form import NO_VALUE, read_form_sheets
from kdcl.findings import Finding, refuse
from kdcl.forms.state import UNREADABLE_FORM, FormState, Returned
from kdcl.forms.workbook.building import BookItem, Builder
from kdcl.forms.workbook.cells import BookKind, Fact, shown
from kdcl.forms.workbook.codes import CodeKeeper
from kdcl.forms.workbook.figures import take_figures
from kdcl.forms.workbook.grids import ReturnedLine, ReturnedSheet, find_sheet, find_state, is_state
from kdcl.forms.workbook.layout import BookLayout, kind_of_part, lay_out
from kdcl.forms.workbook.lists import NUMBER, ListForm
from kdcl.forms.workbook.matching import match_lines
from kdcl.forms.workbook.model import OWNER, BookCell, BookLine
from kdcl.forms.workbook.outside import OUTSIDE, find_typed_over, iter_outside, list_own_texts
from kdcl.forms.workbook.owners import Owners
from kdcl.law import Framework
from kdcl.locale import Locale, get_locale
from kdcl.messages import Message, message
from kdcl.office.grid import CellKind, Grid, GridCell
from kdcl.office.limits import Limits, get_limits
from kdcl.office.opening import open_office_file
from kdcl.office.package import read_file
from kdcl.office.workbook import Workbook, read_workbook
from kdcl.places import Place, in_file
from kdcl.school import Evidence
from kdcl.standards import get_framework

UNREADABLE: Final = "cell"
"""The kind of the finding that a cell or line could not be taken."""


@attrs.frozen(kw_only=True)
class BookEdit:
    """Something that was changed in the workbook.

    Attributes:
        place: the fact, in the school's file as it was sent.
        value: the fact as it came back; None where its line is gone.
        address: the cell or line.
    """

    place: Place
    value: Fact
    address: Place


@attrs.frozen(kw_only=True)
class ReadWorkbook:
    """A workbook that came back.

    Attributes:
        returned: the form, with the facts as they came back.
        findings: what could not be taken, and what stands outside the form, each with its sheet and cell.
        edits: what was changed, with its cell.
    """

    returned: Returned
    findings: tuple[Finding, ...]
    edits: tuple[BookEdit, ...]

    def find_address(self, place: Place, value: Fact) -> Place | None:
        """Return the cell in which a fact was changed to this; None where it is none of the changed cells.

        Args:
            place: the fact, in the school's file, in which lists may have moved since.
            value: the fact as it came back.
        """
        names = _names(place)
        found = (edit.address for edit in self.edits if edit.value == value and _names(edit.place) == names)
        return next(found, None)


def _names(place: Place) -> tuple[object, ...]:
    """Return the way to a fact without what says which item of a list it is in."""
    if place.steps[:1] in {("ratings",), ("data",)}:
        return place.steps
    return tuple(step for step in place.steps if isinstance(step, str) and step.isidentifier())


def read_workbook_form(
    source: str | os.PathLike[str] | bytes, name: str = "bytes", *, limits: Limits | None = None
) -> ReadWorkbook | Finding | None:
    """Return what came back in a workbook; the finding why it cannot be taken; None where it is no form of ours.

    Sheets, lines and columns are known by hidden names, so they may be moved, sorted and renamed. A cell that shows
    what was sent changes nothing, whatever program saved it.

    Args:
        source: the file's name, or its bytes.
        name: what the file is called, where it is given as bytes.
        limits: what is read of the file at most; without them, the limits in force (`kdcl.office.limits`).

    Raises:
        LimitError: the file asks for too much work.
        OldFormatError: it is no workbook of today's format, and LibreOffice is not installed.
        UnreadableFileError: it is no workbook, or cannot be opened.
    """
    limits = limits or get_limits()
    if not isinstance(source, bytes):
        name = os.fspath(source)
    data = source if isinstance(source, bytes) else read_file(name, limits)
    package, _ = open_office_file(data, name, "xlsx", limits)
    return read_sheets(read_workbook(package), name)


def read_sheets(workbook: Workbook, name: str) -> ReadWorkbook | Finding | None:
    """Return what came back in the sheets of a workbook that is open already; see `read_workbook_form`."""
    found = find_state(workbook.grids)
    if found is None or isinstance(found, Finding):
        return None if found is None else attrs.evolve(found, place=in_file(file=name))
    state, language = found
    try:
        framework = get_framework(state.sent.framework)
    except UnknownFrameworkError as error:
        return refuse(in_file(file=name), error.message, UNREADABLE_FORM)
    locale = get_locale(language)
    layout = lay_out(state.sent, framework, locale)
    builder, owners = Builder(sent=state.sent), Owners(layout, locale)
    reader = _Reader(state=state, framework=framework, locale=locale, layout=layout, builder=builder, owners=owners)
    return reader.read(workbook, name)


@attrs.define(kw_only=True)
class _Reader:
    """What is gathered while the sheets of a workbook are read."""

    state: FormState
    framework: Framework
    locale: Locale
    layout: BookLayout
    builder: Builder
    owners: Owners
    findings: list[Finding] = attrs.field(factory=list)
    edits: list[BookEdit] = attrs.field(factory=list)
    _codes: CodeKeeper | None = None
    _consumed: set[tuple[str, int, int]] = attrs.field(factory=set)
    _consumed_addresses: set[Place] = attrs.field(factory=set)

    def read(self, workbook: Workbook, source: str) -> ReadWorkbook:
        """Read all sheets."""
        sheets = {sheet.id: sheet for sheet in self.layout.sheets}
        known: dict[str, ReturnedSheet] = {}
        grids = [grid for grid in workbook.grids if not is_state(grid)]
        for grid in grids:
            sheet = find_sheet(grid, sheets)
            if sheet is not None and sheet.sheet.id in known:
                self._note(grid.place, message("this sheet stands twice in the workbook; the first one is taken"))
            elif sheet is not None:
                known[sheet.sheet.id] = sheet
        for missing in self.layout.sheets:
            sheet = known.get(missing.id)
            if sheet is None:
                what = message("sheet {sheet} is missing; what it had stays as it was", sheet=missing.title)
                self.findings.append(Finding(kind=UNREADABLE, message=what))
                continue
            self._tell_missing_columns(sheet)
            if missing.form is None:
                self._read_fixed(sheet)
            else:
                self._read_list(sheet, missing.form)
        self._read_figures(grids)
        self.findings += iter_outside(grids, list_own_texts(self.state, self.layout), self._is_read)
        self.findings += [Finding(kind=OUTSIDE, message=note) for note in workbook.notes]
        returned = Returned(source=source, state=self.state, facts=self.builder.build())
        return ReadWorkbook(returned=returned, findings=tuple(self.findings), edits=tuple(self.edits))

    def _tell_missing_columns(self, sheet: ReturnedSheet) -> None:
        for column in sheet.sheet.columns:
            if column.key not in sheet.columns:
                what = message("column {column} is missing; what it had stays as it was", column=column.head)
                self._note(sheet.grid.place, what)

    def _read_fixed(self, sheet: ReturnedSheet) -> None:
        sent = {line.key: line for line in sheet.sheet.lines}
        met: set[str] = set()
        for line in sheet.lines:
            known = sent.get(line.key)
            if known is None or line.key in met:
                continue
            met.add(line.key)
            for name, cell in known.cells.items():
                if cell.kind is not None and name in sheet.columns:
                    self._consume(sheet, line, name)
                    address = sheet.place_of(line, name)
                    value = self._read_cell(cell.kind, cell, line.cells.get(name), address)
                    if value != cell.value:
                        self.builder.put(cell.place, value)
                        self.edits.append(BookEdit(place=cell.place, value=value, address=address))
                elif name in sheet.columns:
                    over = find_typed_over(line.cells.get(name), cell, sheet.place_of(line, name))
                    if over is not None:
                        self._consume(sheet, line, name)
                        self.findings.append(over)
        for gone in sheet.sheet.lines:
            if gone.key not in met and any(cell.kind is not None for cell in gone.cells.values()):
                told = tuple(cell.text for cell in gone.cells.values() if cell.kind is None)
                what = message("the line of {line} is missing; it stays as it was", line=told)
                self._note(sheet.grid.place, what)

    def _read_list(self, sheet: ReturnedSheet, form: ListForm) -> None:
        names = [name for name in form.names if name in sheet.columns]
        lines = [line for line in sheet.lines if line.key or line.has_any(names)]
        self.builder.open(form, self.owners)
        kept: set[str] = set()
        matched = tuple(zip(lines, match_lines(sheet.sheet.lines, lines, names, form.label), strict=True))
        self._codes = CodeKeeper.of(self.state.sent, matched, self.locale) if form.item is Evidence else None
        for line, sent in matched:
            for name in (*names, OWNER, NUMBER):
                self._consume(sheet, line, name)
            if sent is None and not line.has_any(names):
                continue  # it was emptied: its line was sent, and is gone
            item = self._read_item(sheet, form, line, sent)
            owner = self._find_owner(sheet, form, line, sent)
            if item is None or owner is None:
                continue
            place = owner.at(f"+{line.row}") if sent is None else Place.parse(sent.key)
            self.owners.name(form, line, place)
            built = self.builder.add(owner, place, item)
            if sent is not None:
                kept.add(sent.key)
            if sent is None or owner != Place(place.steps[:-1]):
                self.edits.append(BookEdit(place=place, value=built, address=sheet.grid.place_of(line.row)))
        for gone in sheet.sheet.lines:
            if gone.key not in kept:
                self.edits.append(BookEdit(place=Place.parse(gone.key), value=None, address=sheet.grid.place))

    def _find_owner(
        self, sheet: ReturnedSheet, form: ListForm, line: ReturnedLine, sent: BookLine | None
    ) -> Place | None:
        """Return the list that a line belongs to; None where it cannot be taken."""
        address = sheet.grid.place_of(line.row)
        owner = self.owners.find(form, line, sent)
        if isinstance(owner, Message):
            self._note(address, owner, line)
            if sent is None:
                return None
            owner = self.owners.of_sent(sent)
        if self.builder.has_owner(form, owner):
            return owner
        self._note(address, message("what this line belongs to was taken out, and the line with it"), line)
        return None

    def _read_item(
        self, sheet: ReturnedSheet, form: ListForm, line: ReturnedLine, sent: BookLine | None
    ) -> BookItem | None:
        """Return what came back of an item; None where a new one lacks what it has to have, or all."""
        values: dict[str, Fact] = {}
        for name in form.names:
            kind = kind_of_part(form, name)
            cell = BookCell(text="", kind=kind, value=None) if sent is None else sent.cells[name]
            value = cell.value
            if name in sheet.columns:
                address = sheet.place_of(line, name)
                value = self._read_cell(kind, cell, line.cells.get(name), address)
                if sent is not None and value != cell.value:
                    self.edits.append(BookEdit(place=cell.place, value=value, address=address))
            if sent is not None or value is not None:
                values[name] = value
            elif kind.is_required:
                head = next(column.head for column in sheet.sheet.columns if column.key == name)
                what = message("this new line is not taken: {column} is missing", column=head)
                self._note(sheet.grid.place_of(line.row), what, line)
                return None
        if sent is None and not values:
            return None  # nothing in it could be read, as is noted of each cell
        problem = None if self._codes is None else self._codes.find_problem(line, values.get("code"), sent)
        if problem is not None:
            self._note(sheet.place_of(line, "code"), problem, line if sent is None else None)
            if sent is None:
                return None
        return BookItem(form=form, sent=None if sent is None else Place.parse(sent.key), values=values)

    def _read_cell(self, kind: BookKind, sent: BookCell, cell: GridCell | None, address: Place) -> Fact:
        """Return the fact in a cell: as it was sent where the cell shows that, or cannot be read."""
        text = "" if cell is None else cell.text
        if text == shown(sent.text):
            return sent.value
        problem: Message | None = None
        if cell is not None and cell.is_formula and not text:
            problem = NO_VALUE
        elif cell is not None and cell.kind is CellKind.ERROR:
            problem = message("{value} is an error of a formula", value=repr(text))
        elif cell is not None and cell.refused:
            problem = message("the text holds a character that no document can print; type it again")
        value = kind.read(text, self.locale) if problem is None else problem
        if not isinstance(value, Message):
            return value
        self._note(address, value, texts=(text,) if text else ())
        return sent.value

    def _read_figures(self, grids: Iterable[Grid]) -> None:
        figures = Figures.of(self.state.sent, self.framework)
        marked = [grid for grid in grids if any(row[1].text.startswith("#") for row in grid.rows.values() if 1 in row)]
        result = read_form_sheets(marked, self.framework)
        taken = take_figures(figures, result)
        self.builder.data = taken.data
        for place, value in taken.changed.items():
            address = taken.addresses[place]
            self.edits.append(BookEdit(place=place.in_file, value=value, address=address))
        self._consumed_addresses |= {*taken.addresses.values()}
        self.findings += [attrs.evolve(each, kind=UNREADABLE) for each in taken.problems]
        if taken.unseen:
            what = message(
                "{count} figures of Part I are not in the workbook; they stay as they were", count=taken.unseen
            )
            self.findings.append(Finding(kind=UNREADABLE, message=what))

    def _is_read(self, grid: Grid, row: int, column: int) -> bool:
        if (grid.name, row, column) in self._consumed:
            return True
        return grid.place_of(row, column) in self._consumed_addresses

    def _consume(self, sheet: ReturnedSheet, line: ReturnedLine, name: str) -> None:
        if name in sheet.columns:
            self._consumed.add((sheet.grid.name, line.row, sheet.columns[name]))

    def _note(
        self, place: Place, what: Message, line: ReturnedLine | None = None, *, texts: tuple[str, ...] = ()
    ) -> None:
        found = texts if line is None else tuple(cell.text for cell in line.cells.values())
        self.findings.append(attrs.evolve(refuse(place, what, UNREADABLE), texts=found))


__all__ = ["OUTSIDE", "UNREADABLE", "BookEdit", "ReadWorkbook", "read_workbook_form"]
