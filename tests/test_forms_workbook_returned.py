"""Workbooks that come back damaged, written beside, from elsewhere, or to a file that has changed meanwhile."""

from __future__ import annotations

import base64
import zlib
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from kdcl.codes import CriterionCode
from kdcl.errors import MissingExtraError, UnknownLanguageError, UnreadableFileError
from kdcl.findings import Finding
from kdcl.forms import FormState, collect
from kdcl.forms.workbook import FIELDS, OUTSIDE, read_workbook_form, write_workbook
from kdcl.forms.workbook.reading import UNREADABLE, read_sheets
from kdcl.office.grid import CellKind, Grid, GridCell
from kdcl.office.workbook import Workbook
from kdcl.places import ROOT
from kdcl.school import DataPlace, Rating, SchoolData, SchoolFeature, SchoolYear, StateParagraph
from kdcl.standards import get_framework
from returned_workbooks import Returned, build_whole

WHOLE = build_whole()
PRIMARY = get_framework(WHOLE.framework)
UNUSUAL = attrs.evolve(
    WHOLE,
    sheets=(
        attrs.evolve(
            WHOLE.sheets[0],
            current_state=(StateParagraph(text="Chung"), StateParagraph(text="A", indicator="a")),
        ),
        attrs.evolve(WHOLE.sheets[1], criterion=CriterionCode(9, 9)),
    ),
    standards=(attrs.evolve(WHOLE.standards[1], standard=9), *WHOLE.standards[2:]),
)
"""A sheet that lacks paragraphs, one of no criterion, no texts of the first standard, and those of one that is none."""


@pytest.fixture
def book() -> Returned:
    """Return a fresh copy of the workbook of the whole file."""
    return Returned(WHOLE)


class TestFixedLines:
    """Lines of the school, the ratings and the texts are fixed; their cells are facts."""

    def test_ratings_features_and_texts(self, book: Returned) -> None:
        """What is chosen, ticked, written and emptied is taken as it stands."""
        book.type("ratings", "ratings 1.1", "a", "không đạt")
        book.type("ratings", "ratings 1.1", "b", "")
        book.type("school", "school.features.private", "value", "Có")
        book.type("school", "school.features.public", "value", "")
        book.type("texts_of_sheets", "sheets[0].current_state[1].text", "value", "")
        book.type("texts_of_sheets", "sheets[0].strengths", "value", "Dòng một\nDòng hai")
        read = book.read()
        facts = read.returned.facts
        assert facts.ratings["1.1.a"] is Rating.NOT_MET
        assert "1.1.b" not in {str(code) for code in facts.ratings}
        assert SchoolFeature.PRIVATE in facts.school.features
        assert SchoolFeature.PUBLIC not in facts.school.features
        first = WHOLE.sheets[0].current_state
        assert facts.sheets[0].current_state == (first[0], *first[2:])
        assert facts.sheets[0].strengths == "Dòng một\nDòng hai"
        assert read.findings == ()

    def test_a_paragraph_of_an_indicator_that_had_none(self) -> None:
        """It stands behind those of the indicators before it, whatever else is emptied or written in the sheet."""
        book = Returned(UNUSUAL)
        book.type("texts_of_sheets", "sheets[0].current_state[0].text", "value", "")
        book.type("texts_of_sheets", 'sheets[0].current_state."+c"', "value", "C")
        book.type("texts_of_sheets", 'sheets[0].current_state."+b"', "value", "B")
        state = book.facts.sheets[0].current_state
        assert state == tuple(StateParagraph(text=text, indicator=text.lower()) for text in "ABC")

    def test_texts_of_a_standard_that_has_none(self) -> None:
        """What the report says of a standard is begun by its first text."""
        book = Returned(UNUSUAL)
        book.type("standards", "standards.1.opening", "value", "Mở")
        assert [each.standard for each in book.facts.standards] == [1, 9, 3, 4, 5]

    def test_a_sheet_of_a_criterion_that_the_framework_does_not_have(self) -> None:
        """Its texts are in the workbook too."""
        book = Returned(UNUSUAL)
        book.type("texts_of_sheets", "sheets[1].strengths", "value", "Mạnh")
        assert book.facts.sheets[1].strengths == "Mạnh"

    def test_a_line_that_is_gone_stays(self, book: Returned) -> None:
        """A line of a fixed sheet cannot be taken out by deleting it; headings may go."""
        book.drop("school", "school.name")
        book.drop("school", "head features")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.kind for finding in read.findings] == [UNREADABLE]

    def test_a_line_that_stands_twice_counts_once(self, book: Returned) -> None:
        """The text of the second is handed back."""
        book.append("school", "school.name", value="Trường khác")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.texts for finding in read.findings] == [("Trường khác",)]


class TestUnreadable:
    """A cell that cannot be read changes nothing and is handed back with its place and its text."""

    @pytest.mark.parametrize(
        ("sheet", "key", "column", "text"),
        [
            ("ratings", "ratings 1.1", "a", "gần đạt"),
            ("school", "school.founded", "value", "lâu rồi"),
            ("school", "school.founded", "value", "50%"),
            ("school", "signature.date", "value", "31/02/2018"),
            ("papers", "plan.number", "value", "mười"),
            ("evidence", "evidence[0]", "code", "H1"),
            ("timetable", "plan.timetable.months[0]", "months", "13/2017"),
            ("timetable", "plan.timetable.weeks[0]", "weeks", "1, hai"),
        ],
    )
    def test_it_is_handed_back(self, book: Returned, sheet: str, key: str, column: str, text: str) -> None:
        """Whatever kind of fact was asked for."""
        address = book.type(sheet, key, column, text)
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [(str(finding.place), finding.texts) for finding in read.findings] == [(address, (text,))]

    @pytest.mark.parametrize(
        "cell",
        [
            GridCell(text="", is_formula=True),
            GridCell(text="#REF!", kind=CellKind.ERROR),
            GridCell(text="a\ufffd", refused=1),
        ],
    )
    def test_formulas_without_a_value_errors_and_controls(self, book: Returned, cell: GridCell) -> None:
        """A cell that does not say what it holds is no text, and no empty cell either."""
        rows, _, columns = book.find("school")
        rows[book.row("school", "school.principal")][columns["value"]] = cell
        rows, _, columns = book.find("texts")
        rows[book.row("texts", "plan.difficulties[0]")][columns["text"]] = cell
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.kind for finding in read.findings] == [UNREADABLE, UNREADABLE]

    def test_months_as_programs_write_them(self, book: Returned) -> None:
        """The year may stand first."""
        book.type("timetable", "plan.timetable.months[0]", "months", "10/2017, 2017-11")
        assert [str(month) for month in book.facts.plan.timetable.months[0].months] == ["2017-10", "2017-11"]

    def test_a_state_that_may_not_be_absent_falls_back(self, book: Returned) -> None:
        """The number of school days in a week is six where its cell is emptied."""
        book.type("papers", "plan.timetable.calendar.days_per_week", "value", "5")
        assert book.facts.plan.timetable.calendar.days_per_week == 5
        book.type("papers", "plan.timetable.calendar.days_per_week", "value", "")
        assert book.facts == WHOLE


class TestOutside:
    """Nothing that anyone wrote is lost: what stands outside the form is handed back."""

    def test_texts_beside_the_form(self, book: Returned) -> None:
        """A remark beside a line, over a locked cell, on a sheet of one's own and in the margin."""
        rows, _, _ = book.find("members")
        rows[max(rows)][20] = GridCell(text="hỏi lại")
        rows, _, columns = book.find("ratings")
        rows[book.row("ratings", "ratings 1.1")][columns["verdict"]] = GridCell(text="tạm đạt")
        book.grids["Nháp"] = Grid(name="Nháp", rows={1: {1: GridCell(text="việc riêng")}}, comments={"A1": "nhớ"})
        read = book.read()
        assert read.returned.facts == WHOLE
        assert {finding.texts for finding in read.findings} == {
            ("hỏi lại",),
            ("tạm đạt",),
            ("việc riêng",),
            ("nhớ",),
        }
        assert {finding.kind for finding in read.findings} == {OUTSIDE}

    @pytest.mark.parametrize(
        ("line", "column", "text", "told"),
        [
            ("ratings 1.1", "verdict", "Đạt", "over a formula"),
            ("total 0", "verdict", "84", "over a formula"),
            ("ratings 1.2", "about", "Đạt", "outside the form"),
        ],
    )
    def test_a_locked_cell_that_was_typed_over_is_named(
        self, book: Returned, line: str, column: str, text: str, told: str
    ) -> None:
        """Also with words that the form prints elsewhere; a formula that a program has counted is none."""
        rows, _, columns = book.find("ratings")
        rows[book.row("ratings", line)][columns[column]] = GridCell(text=text)
        rows[book.row("ratings", "ratings 2.1")][columns["verdict"]] = GridCell(text="Đạt", is_formula=True)
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [(finding.kind, finding.texts) for finding in read.findings] == [(OUTSIDE, (text,))]
        assert told in str(read.findings[0])

    def test_charts_are_named(self, book: Returned) -> None:
        """A sheet that is no table of cells is said."""
        from kdcl.messages import message  # noqa: PLC0415 - one sentence

        read = read_sheets(Workbook(grids=tuple(book.grids.values()), notes=(message("a chart"),)), "x")
        assert not isinstance(read, Finding)
        assert read is not None
        assert [str(finding.message) for finding in read.findings] == ["a chart"]


class TestSheetsAndColumns:
    """Sheets and columns are known by their hidden names."""

    def test_sheets_may_be_renamed_and_put_in_another_order(self, book: Returned) -> None:
        """Their names are for people."""
        grids = [attrs.evolve(grid, name=f"Trang {number}") for number, grid in enumerate(book.grids.values())]
        book.grids = {grid.name: grid for grid in reversed(grids)}
        read = book.read()
        assert read.returned.facts == WHOLE
        assert read.findings == ()

    def test_columns_may_be_moved(self, book: Returned) -> None:
        """A column that stands elsewhere is the same column."""
        rows, _, columns = book.find("members")
        for row in rows.values():
            for cell in [row.pop(columns["duty"], None)]:
                if cell is not None:
                    row[15] = cell
        read = book.read()
        assert read.returned.facts == WHOLE
        assert read.findings == ()

    def test_a_sheet_that_is_gone_changes_nothing(self, book: Returned) -> None:
        """It is said which."""
        del book.grids[book.name("groups")]
        del book.grids[book.name("school")]
        book.append("people", owner="Nhóm 2", name="Nguyễn Văn E")
        read = book.read()
        assert [len(group.members) for group in read.returned.facts.council.groups] == [2, 2]
        assert read.returned.facts.school == WHOLE.school
        assert [finding.kind for finding in read.findings] == [UNREADABLE, UNREADABLE]

    def test_a_column_that_is_gone_changes_nothing(self, book: Returned) -> None:
        """Neither in lines that were sent nor in fixed ones; a new line lacks it."""
        for sheet, column in (("members", "name"), ("ratings", "a"), ("texts", "text")):
            rows, _, columns = book.find(sheet)
            for row in rows.values():
                row.pop(columns[column], None)
        book.append("members", position="Kế toán")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert len(read.findings) == 4

    def test_a_sheet_that_stands_twice_counts_once(self, book: Returned) -> None:
        """The copy is said, and what differs in it is handed back."""
        name = book.name("members")
        copy = {number: dict(row) for number, row in book.grids[name].rows.items()}
        copy[max(copy)][2] = GridCell(text="Nguyễn Văn X")
        book.grids["Bản sao"] = attrs.evolve(book.grids[name], name="Bản sao", rows=copy)
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.kind for finding in read.findings] == [UNREADABLE, OUTSIDE]


class TestFigures:
    """The figures of Part I come back with the workbook."""

    def find(self, book: Returned, place: DataPlace) -> tuple[dict[int, GridCell], int]:
        """Return the row and the column of a figure."""
        for grid in book.grids.values():
            for number, row in grid.rows.items():
                if 1 in row and row[1].text == place.row_name:
                    heads = next(
                        other for n, other in sorted(grid.rows.items(), reverse=True)
                        if n < number and 1 in other and other[1].text.startswith("#")
                    )  # fmt: skip
                    return row, next(c for c, cell in heads.items() if cell.text == place.column)  # type: ignore[return-value]
        raise KeyError(place)

    def test_a_figure_is_changed_and_one_is_taken_out(self, book: Returned) -> None:
        """An emptied cell takes its figure out, for the workbook knows what was in it."""
        changed, emptied = (DataPlace("rooms", name, "2016-2017") for name in ("permanent", "semi_permanent"))
        row, column = self.find(book, changed)
        row[column] = GridCell(text="17", kind=CellKind.NUMBER)
        row, column = self.find(book, emptied)
        del row[column]
        read = book.read()
        assert read.returned.facts.data == WHOLE.data.with_figures({changed: 17, emptied: None})
        assert {(str(edit.place), edit.value) for edit in read.edits} == {
            (str(changed.in_file), 17),
            (str(emptied.in_file), None),
        }
        assert read.find_address(changed.in_file, 17) is not None

    def test_what_cannot_be_read_is_handed_back(self, book: Returned) -> None:
        """With its cell, as in the entry form."""
        row, column = self.find(book, DataPlace("rooms", "permanent", "2016-2017"))
        row[column] = GridCell(text="nhiều")
        read = book.read()
        assert read.returned.facts == WHOLE
        assert [finding.kind for finding in read.findings] == [UNREADABLE]

    def test_sheets_of_figures_that_are_gone(self, book: Returned) -> None:
        """Their figures stay, and it is said how many."""
        for name in [
            n for n, grid in book.grids.items() if any(1 in r and r[1].text.startswith("#") for r in grid.rows.values())
        ]:
            del book.grids[name]
        read = book.read()
        assert read.returned.facts == WHOLE
        (finding,) = read.findings
        assert finding.message["count"] > 100

    def test_numbers_that_a_program_counted_in_binary(self) -> None:
        """A share that comes back with its last digits lost is the one that was sent."""
        from kdcl.forms.workbook.figures import _is_same  # noqa: PLC0415 - the comparison alone

        assert _is_same(Decimal("98.567"), Decimal("98.56700000000001"))
        assert _is_same("a  b", "a  b")
        assert not _is_same(None, 3)
        assert not _is_same(Decimal("98.567"), Decimal("98.57"))


class TestState:
    """What the workbook knows of itself says whose it is."""

    def test_other_workbooks_are_no_forms(self) -> None:
        """A workbook without the hidden sheet is left to other readers."""
        assert read_sheets(Workbook(grids=(Grid(name="A", rows={1: {1: GridCell(text="x")}}),), notes=()), "x") is None

    @pytest.mark.parametrize(
        "text", ["không phải", "aGVsbG8=", "eJw=", base64.b64encode(zlib.compress(b"{}")).decode()]
    )
    def test_a_damaged_state_is_a_finding(self, book: Returned, text: str) -> None:
        """Nothing is taken of such a workbook."""
        for row in book.grids["kdcl"].rows.values():
            if 1 in row and row[1].text == "state":
                row[2] = GridCell(text=text)  # type: ignore[index] # it was copied
        finding = book.try_to_read()
        assert isinstance(finding, Finding)
        assert str(finding.place) == "file so.xlsx"

    def test_a_framework_that_nobody_knows_is_a_finding(self, book: Returned) -> None:
        """A form of a framework that this release does not have cannot be laid out again."""
        sent = attrs.evolve(WHOLE, framework="tt99-2099/primary", data=SchoolData())
        state = FormState.of(sent, fields=FIELDS, kind="workbook", subject="x")
        packed = base64.b64encode(zlib.compress(state.dump().encode())).decode()
        rows = [row for row in book.grids["kdcl"].rows.values() if 1 in row and row[1].text == "state"]
        for row, text in zip(rows, [packed, *[""] * len(rows)], strict=False):
            row[2] = GridCell(text=text)  # type: ignore[index] # it was copied
        finding = book.try_to_read()
        assert isinstance(finding, Finding)
        assert "tt99-2099/primary" in str(finding.message)

    def test_a_workbook_of_another_year_is_not_taken(self, book: Returned) -> None:
        """Nor is one of another school; it is said why."""
        book.type("school", "school.principal", "value", "Nguyễn Văn X")
        other = attrs.evolve(WHOLE, school_year=SchoolYear(2016))
        collected = collect(other, (book.read().returned,))
        assert collected.school == other
        assert len(collected.findings) == 1

    def test_every_fact_that_people_write_is_asked_for(self) -> None:
        """Only whose file it is and the log of codes are not."""
        named = {str(field) for field in FIELDS}
        assert {"framework", "school_year", "retired_codes", "renumberings"}.isdisjoint(named)
        assert {"school", "ratings", "sheets", "evidence", "council", "plan", "opinions", "data"} <= named
        state = FormState.of(WHOLE, fields=FIELDS, kind="workbook", subject="x")
        assert FormState.parse(state.dump()) == state

    def test_languages_and_libraries(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """An unknown language is refused, and so is writing without openpyxl."""
        with pytest.raises(UnknownLanguageError):
            write_workbook(WHOLE, PRIMARY, language="fr")
        monkeypatch.setitem(__import__("sys").modules, "kdcl.forms.workbook.writing", None)
        with pytest.raises(MissingExtraError, match="excel"):
            write_workbook(WHOLE, PRIMARY)

    def test_a_file_that_is_no_workbook(self, tmp_path: Path) -> None:
        """It is an error, as everywhere."""
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"PK nothing")
        with pytest.raises(UnreadableFileError):
            read_workbook_form(path)


class TestMerging:
    """What came back is merged with the file as it is now."""

    def test_both_sides_changed(self, book: Returned) -> None:
        """What one side changed is taken; what both changed is a conflict with the cell of theirs."""
        now = attrs.evolve(
            WHOLE,
            introduction="Mở đầu mới",
            council=attrs.evolve(WHOLE.council, members=(*WHOLE.council.members[1:],)),
            ratings=WHOLE.ratings.with_ratings({next(iter(WHOLE.ratings)): Rating.NOT_MET}),
        )
        book.type("school", "introduction", "value", "Mở đầu khác")
        book.type("school", "school.principal", "value", "Nguyễn Văn X")
        book.type("members", "council.members[2]", "duty", "Ủy viên")
        read = book.read()
        collected = collect(now, (read.returned,))
        assert collected.school.introduction == "Mở đầu mới"
        assert collected.school.school.principal == "Nguyễn Văn X"
        assert [member.duty for member in collected.school.council.members] == ["Thư ký", "Ủy viên"]
        assert collected.school.ratings == now.ratings
        (conflict,) = collected.conflicts
        address = read.find_address(conflict.conflict.place, conflict.conflict.theirs)
        assert address is not None
        assert str(address).startswith("'Nhà trường và báo cáo'!C")
        assert read.find_address(ROOT.at("introduction"), "nirgends") is None
