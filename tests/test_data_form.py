"""The entry form: written, read back, with findings by cell; hostile files are refused."""

from __future__ import annotations

import builtins
import functools
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from frameworks import SHIPPED_LAW
from kdcl.convert import load
from kdcl.errors import LimitError, MissingExtraError, UnreadableFileError
from kdcl.figures import Figures, known_rows
from kdcl.figures.changes import FigureChange, apply_changes
from kdcl.figures.entry_form import DataFormResult, read_data_form, write_data_form
from kdcl.figures.form import ValueKind
from kdcl.law import InstitutionType, SchoolCategory
from kdcl.office.limits import Limits
from kdcl.places import PartKind
from kdcl.school import DataPlace, SchoolData, SchoolYear
from kdcl.standards import get_framework
from kdcl.testing import school_data

EXAMPLES = Path(__file__).parent.parent / "examples"
PRIMARY = get_framework("tt42-2012/primary")
YEAR = SchoolYear(2016)
EMPTY = Figures(data=SchoolData(), institution=InstitutionType.PRIMARY, year=YEAR, law=SHIPPED_LAW)
PUPILS = "4. Pupils"


@functools.cache
def empty_form(language: str = "vi") -> bytes:
    """Return the form without a figure: dozens of tests begin with it, and composing it is what takes their time."""
    return write_data_form(EMPTY, language=language)


@functools.cache
def filled_form() -> bytes:
    """Return a form with a few figures."""
    return write_data_form(FILLED, language="en")


def edit(change: Callable[[Any], None], form: Callable[[], bytes] = lambda: empty_form("en")) -> DataFormResult:
    """Return what is read of a form after somebody has changed it."""
    workbook = openpyxl.load_workbook(io.BytesIO(form()))
    change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return read_data_form(saved.getvalue(), PRIMARY)


def find_cell(workbook: Any, sheet: str, name: str, column: int = 3) -> Any:  # noqa: ANN401 - openpyxl's cell
    """Return the cell of a row by its hidden name."""
    lines = {row[0].value: row[0].row for row in workbook[sheet].iter_rows(max_col=1)}
    return workbook[sheet].cell(lines[name], column)


def put(sheet: str, name: str, value: object, column: int = 3) -> Callable[[Any], None]:
    """Return the change that puts a value into the cell of a row."""

    def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        find_cell(workbook, sheet, name, column).value = value

    return change


def found(result: DataFormResult) -> list[tuple[str, str]]:
    """Return the findings as texts."""
    return [(problem.path, str(problem.message)) for problem in result.problems]


class TestRoundTrip:
    """What is written is read back."""

    @pytest.mark.parametrize("name", ["primary-2017.json", "secondary-data-2017.json"])
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_examples_survive(self, name: str, language: str) -> None:
        """Every figure comes back as it was, without a finding, in either language."""
        assessment = load(EXAMPLES / name)
        framework = get_framework(assessment.framework)
        figures = Figures.of(assessment, framework)
        result = read_data_form(write_data_form(figures, language=language), framework)
        assert (result.data, result.removed, result.problems) == (assessment.data, (), ())
        assert result.changes(assessment.data) == ()

    @examples(8)
    @given(school_data(PRIMARY))
    def test_figures_survive(self, data: SchoolData) -> None:
        """Whatever the cells hold; what stands in locked cells is computed instead, and empty words are no words."""
        figures = attrs.evolve(EMPTY, data=data)
        derived = [place for place in data if (row := figures.find_row(place.row_name)) and row.value.is_derived]
        kept = {place: figure for place, figure in data.items() if place not in derived or place.column == "note"}
        result = read_data_form(write_data_form(figures), PRIMARY)
        assert result.problems == ()
        wanted = {place: figure for place, figure in kept.items() if figure != ""}
        assert {place: str(figure) for place, figure in result.data.items() if isinstance(figure, str)} == {
            place: figure for place, figure in wanted.items() if isinstance(figure, str)
        }
        assert {p: f for p, f in result.data.items() if not isinstance(f, str)} == {
            p: f for p, f in wanted.items() if not isinstance(f, str)
        }

    def test_the_same_school_gives_the_same_bytes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The clock is taken out of the workbook."""
        first = write_data_form(EMPTY)
        monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
        assert write_data_form(EMPTY) == first
        with zipfile.ZipFile(io.BytesIO(first)) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
            assert b"2012-11-23T00:00:00Z" in archive.read("docProps/core.xml")

    def test_years_can_be_chosen(self) -> None:
        """Any span of school years."""
        workbook = openpyxl.load_workbook(io.BytesIO(write_data_form(EMPTY, language="en", years=(YEAR,))))
        assert [cell.value for cell in workbook[PUPILS][5]] == ["#pupils", None, "2016-2017"]

    def test_a_file_is_read_by_its_name(self, tmp_path: Path) -> None:
        """The form as a file."""
        path = tmp_path / "form.xlsx"
        path.write_bytes(empty_form())
        assert read_data_form(path, PRIMARY).data == SchoolData()


@pytest.fixture(scope="module")
def workbook() -> Any:  # noqa: ANN401 - openpyxl's workbook
    """Return the form of a primary school with a note that looks like a formula."""
    data = SchoolData({"staff_now": {"teachers": {"note": "=HYPERLINK(1)", "total": 31}}})
    return openpyxl.load_workbook(io.BytesIO(write_data_form(attrs.evolve(EMPTY, data=data), language="en")))


class TestForm:
    """Explained, checked, locked."""

    def test_the_first_sheet_explains(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """Then one sheet for each group."""
        assert workbook.sheetnames[:2] == ["Explanation", "1. Classes"]
        assert len(workbook.sheetnames) == 9
        assert "white cells" in workbook["Explanation"]["B3"].value

    def test_groups_that_ask_nothing_are_left_out(self) -> None:
        """Rows, tables and sheets follow the kind of school."""
        upper = attrs.evolve(EMPTY, institution=InstitutionType.SECONDARY, category=SchoolCategory.UPPER_SECONDARY)
        workbook = openpyxl.load_workbook(io.BytesIO(write_data_form(upper, language="en")))
        names = {row[0].value for sheet in workbook.worksheets for row in sheet.iter_rows(max_col=1)}
        assert {"#conduct", "classes.grade_10", "vocational.due"} <= names
        assert not {"#ages", "classes.grade_9", "promotion.promoted"} & names

    def test_a_ratio_of_what_is_not_asked_is_empty(self) -> None:
        """A primary school that calls itself a lower secondary one is asked for ratios without their parts."""
        odd = attrs.evolve(EMPTY, category=SchoolCategory.LOWER_SECONDARY)
        read = read_data_form(write_data_form(odd), PRIMARY)
        assert read.data == SchoolData()
        assert read.problems == ()

    def test_text_is_never_a_formula(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """A note that begins with = stays a note."""
        cell = find_cell(workbook, "3. Staff", "staff_now.teachers", 9)
        assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
        assert cell.quotePrefix

    def test_numbers_are_numbers(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """Real types, so that Excel computes with them."""
        assert find_cell(workbook, "3. Staff", "staff_now.teachers").data_type == "n"

    def test_totals_are_locked_formulas(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """They stay empty until every part is there; ratios reach over sheets."""
        total = find_cell(workbook, PUPILS, "pupils.total")
        ratio = find_cell(workbook, PUPILS, "pupils.per_class")
        assert total.value.startswith("=IF(COUNT('4. Pupils'!C7,")
        assert "'1. Classes'!C" in ratio.value
        assert total.protection.locked
        assert ratio.protection.locked
        assert workbook[PUPILS].protection.sheet

    def test_entries_are_open_and_checked(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """Excel itself refuses what cannot be."""
        cell = find_cell(workbook, PUPILS, "pupils.grade_1")
        assert not cell.protection.locked
        rules = workbook[PUPILS].data_validations.dataValidation
        assert {rule.type for rule in rules} == {"whole", "decimal"}
        assert any(cell.coordinate in rule.sqref for rule in rules if rule.type == "whole")
        assert all(rule.error and rule.showErrorMessage for rule in rules)

    def test_pages_and_rows(self) -> None:
        """Printed pages say what they are and are numbered; a label of two lines has a row of two lines."""
        sheet: Any = openpyxl.load_workbook(io.BytesIO(write_data_form(EMPTY, language="vi")))["4. Học sinh"]
        assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("4. Học sinh", "&P/&N")
        labels = {cell.value: sheet.row_dimensions[cell.row].height for cell in sheet["B"] if cell.value}
        long = [label for label in labels if len(label) > 48]
        assert long
        assert all(labels[label] == 30 for label in long)

    def test_names_are_hidden_and_explanations_shown(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """What the library needs is out of sight; what people need stands beside the row."""
        sheet = workbook["5. Now"]
        assert sheet.column_dimensions["A"].hidden
        assert sheet.row_dimensions[5].hidden
        assert "1 or 2" in find_cell(workbook, "5. Now", "now.sessions_per_day", 4).value


class TestFindings:
    """What is filled in wrongly is found by sheet and cell."""

    @pytest.mark.parametrize(
        ("sheet", "name", "value", "said"),
        [
            (PUPILS, "pupils.grade_1", "12 em", "is no number"),
            (PUPILS, "pupils.grade_1", True, "is no number"),
            (PUPILS, "pupils.grade_1", -1, "out of range"),
            (PUPILS, "pupils.grade_1", 1.5, "no whole number"),
            (PUPILS, "pupils.grade_1", 1e20, "more digits than any figure"),
            (PUPILS, "pupils.grade_1", "=1+1", "value is not known"),
            (PUPILS, "pupils.grade_1", "#REF!", "is no number"),
            (PUPILS, "pupils.grade_1", "12%", "a share in percent"),
            (PUPILS, "pupils.right_age", "101", "out of range"),
            (PUPILS, "pupils.right_age", 1.01, "out of range"),
            ("5. Now", "now.enclosure_height", "1.234", "may be 1234 or 1.234"),
        ],
    )
    def test_a_bad_cell_is_named(self, sheet: str, name: str, value: object, said: str) -> None:
        """Where it stands and what is wrong; nothing of it is taken."""
        result = edit(put(sheet, name, value))
        ((path, sentence),) = found(result)
        assert path.startswith(f"'{sheet}'!C")
        assert said in sentence
        assert result.data == SchoolData()

    def test_a_letter_that_cannot_be_printed_is_found(self) -> None:
        """In a note, such as one that came in by pasting."""
        result = edit(put("3. Staff", "staff_now.teachers", "a\x85b", 9))
        assert [path for path, _ in found(result)] == ["'3. Staff'!I8"]

    @pytest.mark.parametrize(
        ("name", "column", "value", "form", "figure"),
        [
            ("pupils.right_age", 3, 0.985, "0.0%", Decimal("98.5")),
            ("pupils.right_age", 3, 0.07, "0%", 7),
            ("pupils.right_age", 3, 98.5, "General", Decimal("98.5")),
            ("pupils.right_age", 3, 98.5, '0.0"%"', Decimal("98.5")),
            ("pupils.right_age", 3, "98,5", "General", Decimal("98.5")),
            ("pupils.right_age", 3, "98,5 %", "0.00%", Decimal("98.5")),
            ("pupils.right_age", 3, "0,5%", "@", Decimal("0.5")),
            ("pupils.grade_1", 3, "1.234", "@", 1234),
            ("pupils.grade_1", 3, " 1 234 ", "@", 1234),
            ("pupils.grade_1", 3, 1234, "#,##0", 1234),
        ],
    )
    def test_a_number_is_what_a_person_sees(
        self, name: str, column: int, value: object, form: str, figure: object
    ) -> None:
        """Shares in cells that show percent, Vietnamese numbers in text cells, numbers stored as text."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            cell = find_cell(workbook, PUPILS, name, column)
            cell.value, cell.number_format = value, form

        result = edit(change)
        assert (list(result.data.values()), result.problems) == ([figure], ())

    def test_a_share_that_is_shown_without_its_sign_is_not_guessed(self) -> None:
        """0.985 in a cell of an old form may be a share of one or of a hundred."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            cell = find_cell(workbook, PUPILS, "pupils.right_age")
            cell.value, cell.number_format = 0.985, "General"

        ((_, said),) = found(edit(change))
        assert "may be a share of one or of a hundred" in said

    def test_numbers_are_what_excel_shows(self) -> None:
        """A binary fraction is the decimal it stands for, a whole one a whole number."""
        result = edit(put("5. Now", "now.enclosure_height", 1.6))
        assert list(result.data.values()) == [Decimal("1.6")]
        result = edit(put("5. Now", "now.enclosure_height", 1.234))
        assert list(result.data.values()) == [Decimal("1.234")]
        result = edit(put(PUPILS, "pupils.grade_1", 30.0))
        assert list(map(repr, result.data.values())) == ["30"]

    def test_a_number_typed_over_a_total_is_kept(self) -> None:
        """So that the checks can compare it."""
        result = edit(put(PUPILS, "pupils.total", 5))
        assert result.data.tables == {"pupils": {"total": {"2012-2013": 5}}}

    def test_five_wrong_cells_give_five_findings(self) -> None:
        """All at once, and what is right is kept."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            for grade in range(1, 6):
                find_cell(workbook, PUPILS, f"pupils.grade_{grade}").value = "x"
            find_cell(workbook, PUPILS, "pupils.female").value = 3

        result = edit(change)
        assert [path for path, _ in found(result)] == [f"'{PUPILS}'!C{line}" for line in range(7, 12)]
        assert list(result.data.values()) == [3]

    def test_lines_may_be_moved(self) -> None:
        """The hidden names say what a line is for."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            find_cell(workbook, PUPILS, "pupils.female").value = 3
            workbook[PUPILS].insert_rows(8, 2)
            workbook[PUPILS].title = "Học sinh"

        result = edit(change)
        assert result.data.tables == {"pupils": {"female": {"2012-2013": 3}}}
        assert result.problems == ()

    def test_damaged_names_are_found(self) -> None:
        """A line, a column, a table that the form does not have, and a line that stands twice."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            sheet = workbook[PUPILS]
            sheet["A7"].value = "pupils.trees"
            sheet["A8"].value = "classes.grade_2"
            sheet["C5"].value = "2012"
            sheet["D5"].value = 7
            sheet["E9"].value = 5
            sheet["A10"].value = "pupils.grade_3"
            sheet["E10"].value = 6
            workbook["1. Classes"]["A5"].value = "#class"
            workbook["2. Classrooms"]["A3"].value = "rooms.permanent"

        result = edit(change)
        assert [path for path, _ in found(result)][-6:] == [
            "'2. Classrooms'!A3",
            f"sheet '{PUPILS}', row 5",
            f"sheet '{PUPILS}', row 5",
            f"'{PUPILS}'!A7",
            f"'{PUPILS}'!A8",
            f"'{PUPILS}'!E10",
        ]
        assert found(result)[0] == ("sheet '1. Classes', row 5", "the form has no such table")
        assert result.data.tables == {"pupils": {"grade_3": {"2014-2015": 5}}}


KNOWN = SchoolData({"pupils": {"grade_1": {"2012-2013": 148}, "right_age": {"2012-2013": Decimal("98.50")}}})
FILLED = attrs.evolve(EMPTY, data=KNOWN)
GRADE_1 = DataPlace("pupils", "grade_1", "2012-2013")


class TestBeside:
    """What people write where the form asks for nothing is handed back, as far as it is none of the form's words."""

    def test_beside_a_row(self) -> None:
        """A note behind the columns of a row is named with its cell."""
        result = edit(put("2. Classrooms", "rooms.permanent", "Mượn 2 phòng của xã", column=12))
        assert [problem.texts for problem in result.problems] == [("Mượn 2 phòng của xã",)]
        assert "beside the form's cells stands: Mượn 2 phòng của xã" in str(result.problems[0].message)
        assert result.data == SchoolData()

    def test_in_other_lines_and_sheets(self) -> None:
        """So is what stands in a line without a row, in the hidden line of a table, and on a sheet that was added."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            sheet = workbook["2. Classrooms"]
            sheet.cell(60, 2).value = "Ghi chú cuối trang"
            head = next(row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value == "#rooms")
            sheet.cell(head, 2).value = "Xem thêm"
            workbook.create_sheet("Thêm").cell(1, 1).value = ""
            workbook["Thêm"].cell(3, 4).value = "Số liệu do kế toán lập"

        kept = {text for problem in edit(change).problems for text in problem.texts}
        assert kept == {"Ghi chú cuối trang", "Xem thêm", "Số liệu do kế toán lập"}

    @pytest.mark.parametrize("language", ["vi", "en"])
    @pytest.mark.parametrize("institution", ["primary", "secondary"])
    def test_the_forms_own_words(self, language: str, institution: str) -> None:
        """No word of the form itself is somebody's note, in either language and for either kind of school."""
        framework = get_framework(institution)
        figures = attrs.evolve(EMPTY, institution=framework.institution)
        assert read_data_form(write_data_form(figures, language=language), framework).problems == ()


class TestIntoAFile:
    """A form that comes back changes what it states otherwise, and nothing else."""

    def test_an_empty_form_changes_nothing(self) -> None:
        """An empty cell says nothing of the figure that the file has."""
        result = read_data_form(empty_form(), PRIMARY)
        assert result.changes(KNOWN) == ()
        assert GRADE_1 in result.empty
        assert str(result.addresses[GRADE_1]) == "'4. Học sinh'!C7"

    def test_an_emptied_total_changes_nothing(self) -> None:
        """It follows from its parts, and is no cell to be filled in."""
        result = edit(put(PUPILS, "pupils.total", None), filled_form)
        assert (result.changes(KNOWN), result.problems) == ((), ())
        assert all(place.row_name != "pupils.total" for place in result.empty)

    def test_an_unreadable_cell_changes_nothing(self) -> None:
        """It is found, and the figure stays."""
        result = edit(put(PUPILS, "pupils.grade_1", "149 em"), filled_form)
        assert result.changes(KNOWN) == ()
        assert [path for path, _ in found(result)] == [f"'{PUPILS}'!C7"]

    @pytest.mark.parametrize("word", ["delete", "Delete ", "xóa", "XOÁ"])
    def test_a_figure_is_taken_away_by_a_word(self, word: str) -> None:
        """The one that the form names, in either language and however its accent is set."""
        result = edit(put(PUPILS, "pupils.grade_1", word), filled_form)
        assert result.problems == ()
        (change,) = result.changes(KNOWN)
        assert change == FigureChange(place=GRADE_1, before=148, after=None)
        assert GRADE_1 not in apply_changes(KNOWN, (change,))

    def test_the_word_takes_nothing_away_where_nothing_stands(self) -> None:
        """Then there is no change to tell of."""
        assert edit(put(PUPILS, "pupils.grade_2", "delete"), filled_form).changes(KNOWN) == ()

    def test_the_first_sheet_names_the_word(self) -> None:
        """In the language of the form, and Excel asks before it takes a word for a number."""
        for language, word in (("en", "write delete in its cell"), ("vi", "xóa")):
            workbook = openpyxl.load_workbook(io.BytesIO(empty_form(language)))
            assert any(word in str(cell.value) for (cell,) in workbook.worksheets[0]["B3:B9"])
            rules = workbook.worksheets[4].data_validations.dataValidation
            assert {rule.errorStyle for rule in rules} == {"warning"}

    @examples(6)
    @given(school_data(PRIMARY), st.data())
    def test_an_edit_is_one_change(self, data: SchoolData, draw: st.DataObject) -> None:
        """Whatever stands in the form: what is typed into one of its cells comes back as exactly that."""
        figures = attrs.evolve(EMPTY, data=data)
        form = write_data_form(figures)
        untouched = read_data_form(form, PRIMARY)
        assert untouched.problems == ()
        assert untouched.changes(data) == ()
        place = draw.draw(st.sampled_from(sorted(untouched.addresses)))
        row = known_rows(figures.form)[place.table][place.row]
        table = figures.form.find_table(place.table)
        assert table is not None
        kind = table.kind_of(row, place.column)
        typed = draw.draw(st.sampled_from(["ghi chú", "0"] if kind is ValueKind.TEXT else ["7", "1", "0", "100"]))
        where = untouched.addresses[place]
        sheet, address = where.find_part(PartKind.SHEET), where.find_part(PartKind.CELL)
        workbook = openpyxl.load_workbook(io.BytesIO(form))
        cell: Any = workbook[str(sheet)][str(address)]
        cell.value = f"{typed}%" if kind is ValueKind.PERCENT else typed
        saved = io.BytesIO()
        workbook.save(saved)
        result = read_data_form(saved.getvalue(), PRIMARY)
        wanted = typed if kind is ValueKind.TEXT else int(typed)
        changes = (
            () if data.get(place) == wanted else (FigureChange(place=place, before=data.get(place), after=wanted),)
        )
        assert (result.changes(data), result.problems) == (changes, ())


class TestHostileFiles:
    """A workbook may come from anywhere."""

    @staticmethod
    def pack(**parts: bytes) -> bytes:
        """Return an archive of these parts."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(f"{name}.xml", content)
        return packed.getvalue()

    def refuse(self, data: bytes | str) -> str:
        """Return what is said against a file."""
        with pytest.raises(UnreadableFileError) as caught:
            read_data_form(data, PRIMARY)
        return str(caught.value)

    def test_what_is_no_workbook_is_refused(self) -> None:
        """Nothing, other bytes, an archive of something else."""
        for data in (b"", b"hello", empty_form()[:-400]):
            assert "no Office file" in self.refuse(data)
        assert "no workbook" in self.refuse(self.pack(a=b"<a/>"))

    def test_a_workbook_without_the_form_is_refused(self) -> None:
        """Somebody's own table is not the form."""
        saved = io.BytesIO()
        workbook = openpyxl.Workbook()
        workbook.create_sheet("A")["A1"] = 7
        workbook.save(saved)
        assert "no table of the entry form" in self.refuse(saved.getvalue())

    @staticmethod
    def with_sheet(rows: bytes) -> bytes:
        """Return a form whose second sheet holds these rows."""
        packed = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(empty_form())) as form,
            zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for name in form.namelist():
                content = form.read(name)
                if name.endswith("sheet2.xml"):
                    before, _, after = content.partition(b"<sheetData>")
                    content = before + b"<sheetData>" + rows + b"</sheetData>" + after.partition(b"</sheetData>")[2]
                archive.writestr(name, content)
        return packed.getvalue()

    def test_what_is_larger_than_a_form_is_refused(self) -> None:
        """A sheet of endless blanks, and more filled cells than a form has."""
        assert "worksheets/sheet2.xml" in self.refuse(self.with_sheet(b" " * (2 * 2**20)))
        cells = b"<row>" + b"<c><v>1</v></c>" * 101 + b"</row>"
        with pytest.raises(LimitError, match="more than 100 cells"):
            read_data_form(self.with_sheet(cells), PRIMARY, limits=Limits(cells=100))

    def test_rows_and_cells_that_hold_nothing_cost_nothing(self) -> None:
        """Looks without figures, as a filled column has them, are no cells to be read."""
        empty = b'<row><c s="1"/><c s="1"/></row>' * 20_000
        result = read_data_form(self.with_sheet(empty), PRIMARY)
        assert (result.data, result.problems) == (SchoolData(), ())

    def test_a_document_type_is_refused(self) -> None:
        """Entities are the way to read other files or to fill the memory."""
        packed = io.BytesIO(empty_form())
        with zipfile.ZipFile(packed, "a") as archive:
            archive.writestr("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
        assert "document type" in self.refuse(packed.getvalue())

    def test_a_file_that_is_not_there_is_told_so(self, tmp_path: Path) -> None:
        """By name."""
        assert "cannot be read" in self.refuse(str(tmp_path / "none.xlsx"))

    def test_lines_beyond_the_form_are_told(self) -> None:
        """However far below: nothing that is written down is passed over."""

        def change(workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
            workbook[PUPILS]["A9999"].value = "pupils.trees"

        assert [path for path, _ in found(edit(change))] == [f"'{PUPILS}'!A9999"]

    def test_without_openpyxl_the_extra_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The command that installs it stands in the message."""
        real = builtins.__import__

        def refuse(name: str, *rest: Any) -> Any:  # noqa: ANN401 - as the import system has it
            if name == "openpyxl":
                raise ImportError(name)
            return real(name, *rest)

        monkeypatch.setattr(builtins, "__import__", refuse)
        with pytest.raises(MissingExtraError, match=r"kdcl\[excel\]"):
            write_data_form(EMPTY)
