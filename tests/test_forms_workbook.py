"""The workbook: a school's whole file out to people in one Excel workbook, and back."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.changes import diff
from kdcl.evidence import index_citations
from kdcl.forms.workbook import ReadWorkbook, read_workbook_form, write_workbook
from kdcl.forms.workbook.cells import TOO_LONG, BookKind, Choice, Code, Day, Several, Whole
from kdcl.forms.workbook.layout import lay_out
from kdcl.forms.workbook.model import BookCell
from kdcl.law import Framework
from kdcl.locale import get_locale
from kdcl.office.libreoffice import converted
from kdcl.places import Place, resolve
from kdcl.school import (
    SelfAssessment,
)
from kdcl.standards import get_framework
from kdcl.testing import self_assessments
from returned_workbooks import Returned, build_whole, write_whole

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
WHOLE = build_whole()


def returned() -> Returned:
    """Return a fresh copy of the workbook of the whole file."""
    return Returned(WHOLE)


def read_back(data: bytes) -> ReadWorkbook:
    """Return what came back in a workbook of ours."""
    read = read_workbook_form(data)
    assert isinstance(read, ReadWorkbook)
    return read


def place_of(change: Any) -> str:  # noqa: ANN401 - a change
    """Return the place of a change as text."""
    return str(change.place)


class TestUnchanged:
    """A workbook that nobody touched changes nothing."""

    @examples(6, least=2)
    @given(self_assessments(PRIMARY) | self_assessments(SECONDARY), st.sampled_from(["vi", "en"]))
    def test_what_was_sent_comes_back(self, assessment: SelfAssessment, language: str) -> None:
        """Whatever stands in a school's file, it comes back as it was, and nothing is handed back."""
        read = read_back(write_workbook(assessment, get_framework(assessment.framework), language=language))
        assert read.returned.facts == read.returned.state.sent
        assert read.findings == ()
        assert read.edits == ()

    def test_the_whole_file_comes_back(self) -> None:
        """A file in which every sheet has lines comes back as it was, but for the log that no workbook asks for."""
        read = read_back(write_whole())
        assert read.returned.facts == WHOLE
        assert read.findings == ()
        assert all(sheet.lines for sheet in lay_out(WHOLE, PRIMARY, get_locale("vi")).sheets)

    def test_the_same_file_gives_the_same_bytes(self) -> None:
        """Neither the clock nor the machine is in the workbook."""
        assert write_workbook(WHOLE, PRIMARY) == write_whole()

    @pytest.mark.big  # test_cli_forms_workbook.py reads what openpyxl saves, test_forms_sheets.py what LibreOffice does
    @pytest.mark.parametrize("suffix", ["xlsx", "ods"])
    def test_libreoffice_may_save_it(self, libreoffice: str, suffix: str) -> None:
        """Saved again by LibreOffice, in Excel's format or its own, it still changes nothing."""
        with converted(libreoffice, write_whole(), ".xlsx", suffix) as path:
            read = read_workbook_form(path)
        assert isinstance(read, ReadWorkbook)
        assert read.returned.facts == WHOLE
        assert read.findings == ()

    def test_a_text_that_no_cell_holds_stays(self) -> None:
        """A text longer than a cell can hold is not cut: its cell says so, and it stays as it was."""
        long = attrs.evolve(WHOLE, introduction="dài " * 9000)
        book = Returned(long)
        assert book.facts == long
        assert get_locale("vi").text(TOO_LONG) in {
            cell.text for grid in book.grids.values() for row in grid.rows.values() for cell in row.values()
        }


def other_text(kind: BookKind, cell: BookCell, framework: Framework) -> st.SearchStrategy[tuple[str, Any]]:
    """Return what somebody may write over a cell, and the fact that it is."""
    locale = get_locale("vi")
    day = st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1))
    match kind:
        case Choice():
            drawn = st.sampled_from([value for value, _ in kind.words]).map(
                lambda value: (kind.show(value, locale), value)
            )
        case Day():
            drawn = day.map(lambda value: (f"{value.day}/{value.month}/{value.year}", value))
        case Whole():
            drawn = st.integers(0, 9999).map(lambda value: (str(value), value))
        case Several(one=Whole()):
            drawn = st.lists(st.integers(1, 60), min_size=1, max_size=4).map(
                lambda values: (", ".join(map(str, values)), tuple(values))
            )
        case Several() | Code():
            drawn = st.sampled_from(_codes(kind, framework)).map(lambda value: (kind.show(value, locale), value))
        case _:
            drawn = st.text("abcđứ =\n-", min_size=1).map(str.strip).filter(bool).map(lambda text: (text, text))
    is_clearable = not kind.is_required and kind.fallback is None and cell.value not in {None, ""} and cell.value != ()
    empty = st.just(("", kind.empty))
    return (drawn | empty if is_clearable else drawn).filter(lambda each: each[1] != cell.value)


def _codes(kind: BookKind, framework: Framework) -> list[Any]:
    """Return facts that a cell for codes may hold."""
    one = kind.one if isinstance(kind, Several) else kind
    assert isinstance(one, Code)
    known = (str(framework.criteria[0].code), str(framework.criteria[3].code), "[H9-1-01-07]", "2015-2016", "2018-03")
    found = []
    for text in (*known, "77/2014/QĐ-UBND"):
        value = one.parse(text, get_locale("vi"))
        if type(value).__name__ != "Message":
            found.append(value)
    return [(each,) for each in found] if isinstance(kind, Several) else found


class TestSingleEdits:
    """Any single edit comes back as exactly that change."""

    @examples(12)
    @given(st.data())
    def test_one_cell_is_one_change(self, data: st.DataObject) -> None:
        """What is written over one cell is the one fact that differs, and it is found again by its cell."""
        book = returned()
        sheet = data.draw(st.sampled_from(book.layout.sheets))
        cells = [
            (line.key, name, cell)
            for line in sheet.lines
            for name, cell in line.cells.items()
            if cell.kind is not None and not name.startswith("@")
        ]
        key, name, cell = data.draw(st.sampled_from(cells))
        assert cell.kind is not None
        text, value = data.draw(other_text(cell.kind, cell, PRIMARY))
        address = book.type(sheet.id, key, name, text)
        emptied = not text and not any(each.text for n, each in book_line(book, sheet.id, key) if n != name)
        read = book.read()
        # Of a code that texts cite it is said that they do not follow; it is taken all the same.
        is_cited = (sheet.id, name) == ("evidence", "code") and cell.value in index_citations(WHOLE).by_code
        # A line that is emptied goes, and is told with every line that belongs to it.
        gone = [each for each in read.findings if "belongs to was taken out" in str(each.message)]
        assert len(read.findings) - len(gone) == is_cited
        assert emptied or not gone
        facts = read.returned.facts
        if sheet.form is not None and emptied:
            assert len(diff(WHOLE, facts)) == 1
            return
        assert [str(edit.address) for edit in read.edits] == [address]
        assert read.find_address(cell.place, value) == read.edits[0].address
        assert with_back(facts, cell.place, value) == WHOLE


def book_line(book: Returned, sheet: str, key: str) -> list[tuple[str, BookCell]]:
    """Return the fact cells of a line that was sent."""
    found = next(each for each in book.layout.sheets if each.id == sheet)
    line = next(line for line in found.lines if line.key == key)
    return [(name, cell) for name, cell in line.cells.items() if not name.startswith("@") and cell.kind is not None]


def with_back(facts: SelfAssessment, place: Place, value: Any) -> SelfAssessment:  # noqa: ANN401 - any fact
    """Return the file with a fact as it was sent, having made sure that it is what was typed."""
    match place.steps:
        case ("ratings", str(code)):
            assert facts.ratings.get(code) == value  # type: ignore[call-overload] # it takes texts too
            return attrs.evolve(facts, ratings=WHOLE.ratings)
        case ("school", "features", str(feature)):
            assert (feature in facts.school.features) is bool(value)
            return attrs.evolve(facts, school=attrs.evolve(facts.school, features=WHOLE.school.features))
        case ("sheets", int(number), "current_state", *_):
            (change,) = diff(WHOLE, facts)
            assert change.place.steps[:3] == ("sheets", number, "current_state")
            assert value in {change.after, getattr(change.after, "text", ""), ""}
            return attrs.evolve(facts, sheets=WHOLE.sheets)
        case ("sheets", str(code), *_):  # a sheet that nobody had begun
            (change,) = diff(WHOLE, facts)
            assert str(change.after.criterion) == code
            assert repr(value) in repr(attrs.asdict(change.after))
            return attrs.evolve(facts, sheets=WHOLE.sheets)
        case _:
            assert resolve(place, facts) == value
            restored: SelfAssessment = put(facts, place.steps, resolve(place, WHOLE))
            return restored


def put(facts: Any, steps: tuple[Any, ...], value: Any) -> Any:  # noqa: ANN401 - any facts
    """Return facts with another value at a place."""
    if not steps:
        return value
    if isinstance(steps[0], int):
        return (*facts[: steps[0]], put(facts[steps[0]], steps[1:], value), *facts[steps[0] + 1 :])
    return attrs.evolve(facts, **{steps[0]: put(getattr(facts, steps[0]), steps[1:], value)})
