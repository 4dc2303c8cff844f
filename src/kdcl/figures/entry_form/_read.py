"""The entry form read back: figures by the hidden names beside them, and a finding for each cell that cannot be read.

A workbook may come from anywhere, so it is weighed before it is opened: how large, how many parts, how large they are
unpacked, and whether a part declares a document type, which no workbook needs.
"""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import attrs

from kdcl.errors import Problem, SchoolFileError
from kdcl.figures.entry_form._layout import FIRST_COLUMN, KEY_COLUMN, TABLE_MARK, Untyped, get_openpyxl
from kdcl.figures.form import FormRow, FormTable, SchoolDataForm, ValueKind
from kdcl.figures.form_file import FORM
from kdcl.figures.reckoning import known_rows
from kdcl.law import Framework
from kdcl.messages import Message, message
from kdcl.school import DataPlace, Figure, SchoolData, find_year
from kdcl.text.characters import find_refused

_LARGEST_FILE: Final = 8 * 2**20
_LARGEST_UNPACKED: Final = 64 * 2**20
_MOST_PARTS: Final = 200
_MOST_SHEETS, _MOST_LINES, _MOST_COLUMNS = 40, 400, 40
_LARGEST_FIGURE: Final = 10**15
_HUNDRED: Final = 100
_DIGITS: Final = 12


@attrs.frozen(kw_only=True)
class DataFormResult:
    """What a filled-in entry form holds.

    Attributes:
        data: the figures that can be read.
        problems: a finding for every cell that cannot, its path being sheet and cell: ``4. Pupils!D7``.
    """

    data: SchoolData
    problems: tuple[Problem, ...]


def read_data_form(source: str | os.PathLike[str] | bytes, framework: Framework) -> DataFormResult:
    """Return the figures of a filled-in entry form, with a finding for each cell that cannot be read.

    Sheets, lines and columns are known by the hidden names that the form carries, so they may be moved and renamed.
    A formula in a cell to be filled in counts as the value that Excel last computed. What stands in the locked cell of
    a total is taken only where somebody has put a number in its place; the checks compare it.

    Args:
        source: the file's name, or its bytes.
        framework: whose form was filled in.

    Raises:
        SchoolFileError: it is no workbook, cannot be opened, or is larger than any entry form.
        MissingExtraError: openpyxl is not installed (extra ``excel``).
    """
    openpyxl = get_openpyxl()
    name = "bytes" if isinstance(source, bytes) else os.fspath(source)
    data = source if isinstance(source, bytes) else _read_bytes(name)
    _weigh(data, name)
    reader = _Reader(framework.part(FORM))
    try:
        shown = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        typed = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        for values, contents in zip(shown.worksheets[:_MOST_SHEETS], typed.worksheets[:_MOST_SHEETS], strict=True):
            reader.read_sheet(values, contents)
    except Exception as error:  # a damaged workbook fails in openpyxl in many ways
        raise _refusal(name, message("this is no workbook that can be read; save it again as .xlsx")) from error
    return reader.result(name)


class _Reader:
    """What is gathered while the sheets of a workbook are read."""

    def __init__(self, form: SchoolDataForm) -> None:
        """Begin with nothing."""
        self.form = form
        self.known = known_rows(form)
        self.tables: dict[str, dict[str, dict[str, Figure]]] = {}
        self.problems: list[Problem] = []
        self.found = False

    def result(self, name: str) -> DataFormResult:
        """Return what was gathered.

        Raises:
            SchoolFileError: no table of the form was met.
        """
        if not self.found:
            raise _refusal(name, message("no table of the entry form is in this workbook; fill in the form itself"))
        return DataFormResult(data=SchoolData(self.tables), problems=tuple(self.problems))

    def read_sheet(self, values: Untyped, contents: Untyped) -> None:
        """Read a sheet, which is given twice: with what its formulas last gave, and with what was typed."""
        limits = {"max_row": _MOST_LINES, "max_col": _MOST_COLUMNS}
        lines = zip(values.iter_rows(**limits), contents.iter_rows(**limits), strict=True)
        table: FormTable | None = None
        columns: dict[int, str] = {}
        for number, (shown, typed) in enumerate(lines, start=1):
            key = typed[KEY_COLUMN - 1].value if typed else None
            if not isinstance(key, str) or not key:
                continue
            if key.startswith(TABLE_MARK):
                table = self.form.find_table(key[len(TABLE_MARK) :])
                columns = self._read_columns(f"{contents.title}!{number}", table, typed)
                continue
            row = key.partition(".")[2]
            if table is None or not key.startswith(f"{table.id}.") or row not in self._known(table):
                self._note(f"{contents.title}!A{number}", message("the form has no line {key} here", key=repr(key)))
                continue
            for place, column in columns.items():
                path = f"{contents.title}!{get_openpyxl().utils.get_column_letter(place + 1)}{number}"
                self._take(path, table, DataPlace(table.id, row, column), shown[place], typed[place])

    def _read_columns(self, path: str, table: FormTable | None, line: tuple[Untyped, ...]) -> dict[int, str]:
        """Return the columns of a table by their place in a line."""
        if table is None:
            self._note(path, message("the form has no such table"))
            return {}
        self.found = True
        columns: dict[int, str] = {}
        for place in range(FIRST_COLUMN - 1, len(line)):
            name = line[place].value
            if name is None:
                continue
            if _is_column(table, name):
                columns[place] = name
            else:
                self._note(path, message("the table has no column {column}", column=repr(name)))
        return columns

    def _known(self, table: FormTable) -> Mapping[str, FormRow]:
        return self.known[table.id]

    def _take(self, path: str, table: FormTable, place: DataPlace, shown: Untyped, typed: Untyped) -> None:
        """Take the figure of a cell, which is given twice: as it is shown, and as it was typed."""
        kind = table.kind_of(self._known(table)[place.row], place.column) or ValueKind.TEXT
        is_formula = typed.data_type == "f"
        value = typed.value if shown.value is None else shown.value
        if value in {None, ""} or (kind.is_derived and is_formula):
            return
        figure = _figure(value, kind)
        cells = self.tables.setdefault(place.table, {}).setdefault(place.row, {})
        if isinstance(figure, Message):
            self._note(path, figure)
        elif place.column in cells:
            self._note(path, message("this figure stands twice in the workbook; the first one is kept"))
        else:
            cells[place.column] = figure

    def _note(self, path: str, problem: Message) -> None:
        self.problems.append(Problem(path, problem))


def _is_column(table: FormTable, name: object) -> bool:
    if not isinstance(name, str):
        return False
    return any(column.id == name for column in table.columns) if table.columns else find_year(name) is not None


def _figure(value: Untyped, kind: ValueKind) -> Figure | Message:
    """Return the figure in a cell, or what is wrong with it."""
    if kind is ValueKind.TEXT:
        return _text(value)
    if type(value) not in {int, float}:
        return message("{value} is no number; write digits alone", value=repr(str(value)))
    if not 0 <= value < _LARGEST_FIGURE or (kind is ValueKind.PERCENT and value > _HUNDRED):
        return message("{value} is out of range", value=value)
    exact = value if type(value) is int else _exact(value)
    if isinstance(exact, Decimal) and kind in {ValueKind.COUNT, ValueKind.TOTAL}:
        return message("{value} is no whole number", value=exact)
    return exact


def _exact(value: float) -> int | Decimal:
    """Return the number that Excel shows: the shortest one that its binary fraction stands for."""
    exact = round(Decimal(repr(value)), _DIGITS)
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def _text(value: object) -> Figure | Message:
    text = unicodedata.normalize("NFC", str(value))
    return find_refused(text) or text


def _read_bytes(name: str) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return file.read(_LARGEST_FILE + 1)
    except OSError as error:
        reason = message("the file cannot be opened ({reason}); check name and permissions", reason=error.strerror)
        raise _refusal(name, reason) from error


_TOO_LARGE = message("the workbook is larger than any entry form; copy the figures into a new form")


def _weigh(data: bytes, name: str) -> None:
    """Refuse what is no archive, or larger than an entry form can be, before anything unpacks it."""
    if len(data) > _LARGEST_FILE:
        raise _refusal(name, _TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                raise _refusal(name, _TOO_LARGE)
            for part in parts:
                if b"<!DOCTYPE" in archive.read(part):
                    raise _refusal(name, message("the workbook declares a document type, which no workbook needs"))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise _refusal(name, message("this is no workbook that can be read; save it again as .xlsx")) from error


def _refusal(name: str, reason: Message) -> SchoolFileError:
    return SchoolFileError(name, (Problem("$", reason),))
