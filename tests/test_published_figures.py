"""Five-year tables as schools publish them, in workbooks and as separated values (docs/analysis/school-data.md)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.errors import LimitError, UnreadableFileError
from kdcl.figures.cells import read_figure, read_plain
from kdcl.figures.changes import apply_changes, find_changes, place_words, row_words
from kdcl.figures.entry_form import DataFormResult
from kdcl.figures.form import ValueKind
from kdcl.figures.form_file import FORM
from kdcl.figures.published import read_school_figures
from kdcl.office.limits import Limits
from kdcl.places import PartKind
from kdcl.school import DataPlace, Figure, SchoolData
from kdcl.standards import get_framework

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")


def save(folder: Path, *sheets: tuple[str, list[Any]]) -> Path:
    """Return a workbook with these sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "tables.xlsx"
    workbook.save(path)
    return path


def said(result: DataFormResult) -> list[str]:
    """Return the findings as texts."""
    return [str(problem) for problem in result.problems]


class TestWorkbooks:
    """A school's own workbook is read by the titles, rows and school years that it names."""

    def test_tables_are_known_by_titles_rows_and_years(self, tmp_path: Path) -> None:
        """However the years are written, numbers as numbers or as text, shares in percent."""
        classes = [
            ["TT", "Số lớp", "2012-2013", "2013 - 2014", "NH 2014-2015", "Năm học 2015–2016", "Năm 2016-2017"],
            [1, "Khối lớp 1", 3, 3, "4", 4, 4],
            ["", "Cộng", 15, 15, 16, 17, 18],
        ]
        pupils = [
            ["4. Học sinh"],
            ["", "2015-2016", "2016-2017"],
            ["Tổng số", "1.234", 1240],
            ["Tỷ lệ bình quân học sinh/lớp", "", ""],
            ["Tỷ lệ đi học đúng độ tuổi", "98,5%", 0.99],
            ["Tổng số học sinh giỏi cấp tỉnh", 2, 3],
            ["Học sinh hoàn thành chương trình cấp học/tốt nghiệp", 200, 210],
        ]
        path = save(tmp_path, ("1. Số lớp", classes), ("HS", pupils))
        workbook = openpyxl.load_workbook(path)
        workbook["HS"]["C5"].number_format = "0%"
        workbook.save(path)
        result = read_school_figures(path, PRIMARY)
        assert said(result) == []
        assert result.data.tables == {
            "classes": {
                "grade_1": {"2012-2013": 3, "2013-2014": 3, "2014-2015": 4, "2015-2016": 4, "2016-2017": 4},
                "total": {"2012-2013": 15, "2013-2014": 15, "2014-2015": 16, "2015-2016": 17, "2016-2017": 18},
            },
            "pupils": {
                "total": {"2015-2016": 1234, "2016-2017": 1240},
                "right_age": {"2015-2016": Decimal("98.5"), "2016-2017": 99},
                "excellent_province": {"2015-2016": 2, "2016-2017": 3},
                "completing": {"2015-2016": 200, "2016-2017": 210},
            },
        }
        place = next(place for place in result.data if place.row == "right_age")
        assert result.addresses[place].find_part(PartKind.CELL) == "B5"

    def test_nothing_is_passed_over(self, tmp_path: Path) -> None:
        """Cells that cannot be read, and what stands beside the tables, are told with their places."""
        rows = [
            ["Trường Tiểu học A"],
            ["2. Số phòng học", "2015-2016", "2016-2017"],
            ["Phòng học kiên cố", "mười", 16],
            ["Phòng bơi", 1, 1],
            ["Cộng", "=1+1", "#REF!"],
        ]
        result = read_school_figures(save(tmp_path, ("A", rows)), PRIMARY)
        assert result.data.tables == {"rooms": {"permanent": {"2016-2017": 16}}}
        told = " ".join(said(result))
        for text in ("'mười' is no number", "'Phòng bơi'", "value is not known", "#REF!", "Trường Tiểu học A"):
            assert text in told

    def test_merged_cells_are_not_guessed(self, tmp_path: Path) -> None:
        """A figure that stands for two rows or years belongs to none of them."""
        rows = [["2. Số phòng học", "2015-2016", "2016-2017"], ["Phòng học kiên cố", 16, 16], ["Phòng học tạm", "", 2]]
        path = save(tmp_path, ("A", rows))
        workbook = openpyxl.load_workbook(path)
        workbook["A"].merge_cells("B2:B3")
        workbook.save(path)
        result = read_school_figures(path, PRIMARY)
        assert result.data.tables["rooms"]["permanent"] == {"2016-2017": 16}
        assert any("not clear which row and column '16'" in text for text in said(result))

    def test_hidden_rows_are_told(self, tmp_path: Path) -> None:
        """They are read, and said to be hidden."""
        path = save(tmp_path, ("A", [["2. Số phòng học", "2015-2016", "2016-2017"], ["Phòng học tạm", 1, 2]]))
        workbook = openpyxl.load_workbook(path)
        workbook["A"].row_dimensions[2].hidden = True
        workbook.save(path)
        assert "hidden rows" in " ".join(said(read_school_figures(path, PRIMARY)))

    def test_a_workbook_without_part_one_is_refused(self, tmp_path: Path) -> None:
        """Nothing is taken for a figure that is none."""
        with pytest.raises(UnreadableFileError, match="no table of Part I"):
            read_school_figures(save(tmp_path, ("A", [["a", 1]])), PRIMARY)

    def test_a_category_that_is_not_known_leaves_totals_open(self, tmp_path: Path) -> None:
        """A secondary school of any grades: its stated total is kept, and contradicts nothing yet."""
        rows = [["1. Số lớp", "2015-2016", "2016-2017"], ["Khối lớp 6", 3, 3], ["Khối lớp 7", 3, 3], ["Cộng", 12, 12]]
        result = read_school_figures(save(tmp_path, ("A", rows)), SECONDARY)
        assert result.problems == ()
        assert result.data.tables["classes"]["total"] == {"2015-2016": 12, "2016-2017": 12}


class TestSeparatedValues:
    """Tables saved as text."""

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_any_separator_is_known(self, tmp_path: Path, separator: str, mark: str) -> None:
        """The one that stands most often; numbers with commas are quoted."""
        rows = ['"4. Học sinh"|2015-2016|2016-2017', "||", 'Nữ|"1.234"|51', 'Tỷ lệ đi học đúng độ tuổi|"98,5"|"99%"']
        path = tmp_path / "tables.csv"
        path.write_text(mark + "\r\n".join(rows).replace("|", separator), encoding="utf-8")
        result = read_school_figures(path, PRIMARY)
        assert result.problems == ()
        assert result.data.tables["pupils"] == {
            "female": {"2015-2016": 1234, "2016-2017": 51},
            "right_age": {"2015-2016": Decimal("98.5"), "2016-2017": 99},
        }

    def test_findings_name_row_and_column(self, tmp_path: Path) -> None:
        """Counted from 1, also behind a quotation mark that nothing closes."""
        path = tmp_path / "tables.csv"
        path.write_text('2. Số phòng học,2015-2016,2016-2017\nPhòng học tạm,"x,1\n\nPhòng học kiên cố,2,2', "utf-8")
        result = read_school_figures(path, PRIMARY)
        assert [problem.path for problem in result.problems] == ["row 2, column 2"]
        assert result.data.tables["rooms"]["permanent"] == {"2015-2016": 2, "2016-2017": 2}

    def test_what_is_no_text_is_refused(self, tmp_path: Path) -> None:
        """Old encodings and endless cells, with the way out."""
        path = tmp_path / "tables.csv"
        for data in ("Số lớp".encode("cp1258", "replace") + b"\xff\xf4", b"a" * 140_000 + b",b"):
            path.write_bytes(data)
            with pytest.raises(UnreadableFileError, match="CSV UTF-8"):
                read_school_figures(path, PRIMARY)

    def test_a_file_may_be_too_large(self, tmp_path: Path) -> None:
        """The same limit as that of a workbook."""
        path = tmp_path / "tables.csv"
        path.write_text("1,1\n" * 10, "utf-8")
        with pytest.raises(LimitError, match="more than 10 cells"):
            read_school_figures(path, PRIMARY, limits=Limits(cells=10))


class TestChanges:
    """What figures that come in change is told in a person's words."""

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            (DataPlace("classes", "grade_1", "2016-2017"), "1. Classes, row Grade 1, school year 2016-2017"),
            (DataPlace("pupils", "grade_1", "2016-2017"), "4. Pupils, row Grade 1, school year 2016-2017"),
            (
                DataPlace("staff_now", "teachers", "female"),
                "3. Managers, teachers and staff, a) At the time of self-assessment, row Teachers, column Female",
            ),
            (DataPlace("trees", "oak", "height"), "trees.oak.height"),
        ],
    )
    def test_places(self, place: DataPlace, words: str) -> None:
        """Title, row and year or column; the path of a cell that the form does not have."""
        assert str(place_words(place, PRIMARY.part(FORM))) == words

    @pytest.mark.parametrize(
        ("place", "words"),
        [
            (DataPlace("now", "sessions_per_day", "value"), "Sessions a day"),
            (DataPlace("staff_now", "teachers", "total"), "Teachers (Total)"),
            (DataPlace("pupils", "grade_1", "2016-2017"), "Grade 1"),
            (DataPlace("pupils", "nothing", "2016-2017"), "pupils.nothing.2016-2017"),
        ],
    )
    def test_a_row_in_words(self, place: DataPlace, words: str) -> None:
        """The year is said elsewhere; a column is named where there are several; what no form has is its path."""
        assert str(row_words(place, PRIMARY.part(FORM))) == words

    def test_the_same_number_is_no_change(self) -> None:
        """However it is written; what is new, other or gone is told, and made."""
        first, second, third, fourth = (DataPlace("pupils", f"grade_{grade}", "2016-2017") for grade in range(1, 5))
        known = SchoolData().with_figures({first: Decimal("98.50"), second: 2, third: 3})
        coming: dict[DataPlace, Figure | None] = {first: Decimal("98.5"), second: 5, third: None, fourth: 4}
        changes = find_changes(known, coming)
        assert [str(change.in_words) for change in changes] == ["2 becomes 5", "3 is taken away", "4 is new"]
        after = apply_changes(known, changes)
        assert dict(after) == {first: Decimal("98.50"), second: 5, fourth: 4}
        assert find_changes(after, coming) == ()


class TestOneReader:
    """The same written number is the same figure, wherever it stands."""

    @given(st.decimals(0, 99, places=2), st.sampled_from([ValueKind.DECIMAL, ValueKind.RATIO, ValueKind.PERCENT]))
    def test_fractions(self, number: Decimal, kind: ValueKind) -> None:
        """As a school types it, as Excel stores it, as a JSON file has it."""
        typed = f"{number:f}".replace(".", ",") + ("%" if kind is ValueKind.PERCENT else "")
        stored = f"{number:f}" + ("%" if kind is ValueKind.PERCENT else "")
        figures = {
            read_figure(typed, kind),
            read_figure(stored, kind, language="en"),
            read_plain(f"{number:f}", kind, number),
        }
        assert figures == {number}

    @given(st.integers(0, 10**9), st.sampled_from([ValueKind.COUNT, ValueKind.TOTAL]))
    def test_counts(self, number: int, kind: ValueKind) -> None:
        """With groups of thousands and without."""
        grouped = f"{number:,}"
        figures = {
            read_figure(text, kind) for text in (str(number), grouped.replace(",", "."), grouped.replace(",", " "))
        }
        assert figures | {read_figure(str(number), kind, language="en"), read_plain(number, kind, number)} == {number}

    def test_a_form_filled_in_is_read_too(self, tmp_path: Path) -> None:
        """By the names that it carries."""
        sheet = [["#rooms", "", "2016-2017"], ["", "a remark"], ["rooms.temporary", "", 2]]
        result = read_school_figures(save(tmp_path, ("A", sheet)), PRIMARY)
        assert result.data == SchoolData({"rooms": {"temporary": {"2016-2017": 2}}})
