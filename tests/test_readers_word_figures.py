"""Tests of reading Part I: figures by the form, and nothing else taken for one (docs/analysis/readers-word.md)."""

from __future__ import annotations

import tempfile
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from frameworks import SHIPPED_FORM
from kdcl.figures.cells import read_figure
from kdcl.figures.form import FormTable, ValueKind
from kdcl.figures.labels import printed_tables
from kdcl.law import InstitutionType
from kdcl.messages import Message
from kdcl.readers import FindingKind, ReadReport, Use, read_report
from kdcl.school import DataPlace, Figure, SchoolData, SchoolYear
from kdcl.standards import get_framework
from word_files import add_table, empty_document, save

PRIMARY = get_framework("tt42-2012/primary")
YEARS = ("Năm học 2015-2016", "Năm học 2016-2017")

Rows = tuple[tuple[str, ...], ...]


def part_one(*parts: str | Rows) -> Document:
    """Return a document with Part I made of titles and tables."""
    document = empty_document()
    document.add_paragraph("Phần I. CƠ SỞ DỮ LIỆU")
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            add_table(document, *part)
    return document


def read_document(path: Path, document: Document) -> ReadReport:
    """Return what is read of a document as a report of a primary school."""
    return read_report(save(document, path / "report.docx"), PRIMARY)


def read_parts(path: Path, *parts: str | Rows) -> ReadReport:
    """Return what is read of titles and tables."""
    return read_document(path, part_one(*parts))


def unplaced(report: ReadReport) -> list[str]:
    """Return the texts without a place."""
    return [part.text for part in report.unplaced]


def remarks(report: ReadReport) -> list[str]:
    """Return what was noticed about figures."""
    return [str(finding.message) for finding in report.findings if finding.kind is FindingKind.FIGURE]


class TestCells:
    """A figure is read as schools type it; what is no figure is none."""

    @pytest.mark.parametrize(
        ("text", "kind", "figure"),
        [
            ("012", ValueKind.COUNT, 12),
            ("1.234", ValueKind.COUNT, 1234),
            (" 1\u00a0234\u00a0567 ", ValueKind.TOTAL, 1234567),
            ("98,5", ValueKind.PERCENT, Decimal("98.5")),
            ("98.5 %", ValueKind.PERCENT, Decimal("98.5")),
            ("0,5%", ValueKind.PERCENT, Decimal("0.5")),
            ("0", ValueKind.PERCENT, 0),
            ("100%", ValueKind.PERCENT, 100),
            ("1.234,5", ValueKind.DECIMAL, Decimal("1234.5")),
            ("0.064", ValueKind.RATIO, Decimal("0.064")),
            ("Kiêm nhiệm", ValueKind.TEXT, "Kiêm nhiệm"),
        ],
    )
    def test_figures(self, text: str, kind: ValueKind, figure: Figure) -> None:
        """Groups of thousands, decimal commas and points, percent signs, zeros in front."""
        assert read_figure(text, kind) == figure

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("1,5", ValueKind.COUNT),
            ("1.23", ValueKind.COUNT),
            ("-3", ValueKind.COUNT),
            ("14 lớp", ValueKind.COUNT),
            ("3\n4", ValueKind.TOTAL),
            ("50%", ValueKind.RATIO),
            ("100,5%", ValueKind.PERCENT),
            ("0,98", ValueKind.PERCENT),
            ("1", ValueKind.PERCENT),
            ("cao", ValueKind.PERCENT),
        ],
    )
    def test_no_figures(self, text: str, kind: ValueKind) -> None:
        """Words, fractions of things that are counted, and shares that may be of one or of a hundred."""
        assert isinstance(read_figure(text, kind), Message)


class TestRows:
    """Rows are known by their labels, however they are shortened; where several bear one label, the order tells."""

    def test_labels_vary(self, tmp_path: Path) -> None:
        """Capitals, dashes, numbers, loose accents, other words for a total, a column of numbers before them."""
        report = read_parts(
            tmp_path,
            unicodedata.normalize("NFD", "1. SỐ LỚP"),
            (
                ("TT", "", "2015 - 2016", "Năm học 2016-17"),
                ("1", unicodedata.normalize("NFD", "LỚP 1"), "3", "4"),
                ("2", "- khối  lớp 2:", "", "/"),
                ("3", "Khối 3", "-", "5"),
                ("", "TỔNG CỘNG", "3", "10"),
                ("", "", "", ""),
            ),
            "I. Số phòng học",
            (("Nội dung", *YEARS), ("Kiên cố", "1.200", "0"), ("Tổng số phòng học (phòng)", "9", "")),
        )
        assert report.assessment.data == SchoolData(
            {
                "classes": {
                    "grade_1": {"2015-2016": 3, "2016-2017": 4},
                    "grade_3": {"2016-2017": 5},
                    "total": {"2015-2016": 3, "2016-2017": 10},
                },
                "rooms": {"permanent": {"2015-2016": 1200, "2016-2017": 0}, "total": {"2015-2016": 9}},
            }
        )
        assert (unplaced(report), remarks(report)) == ([], [])

    def test_one_label_of_several_rows(self, tmp_path: Path) -> None:
        """A row stands below the row before it; below a row that is not known, it is not clear which is meant."""
        report = read_parts(
            tmp_path,
            "4. Học sinh",
            (
                ("", YEARS[1]),
                ("Tổng số học sinh", "100"),
                ("- Nữ", "50"),
                ("Tỉ lệ đi học đúng độ tuổi", "99%"),
                ("Nữ", "98%"),
                ("Bỏ học", "0"),
                ("- Dân tộc", "7"),
                ("Dân tộc", "8"),
                ("Số học sinh khác", "9"),
                ("Nữ", "6"),
                ("- lạ", "5"),
                ("HS HTCTTH", "20"),
                ("- Nữ", "10"),
            ),
        )
        assert report.assessment.data.tables["pupils"] == {
            "total": {"2016-2017": 100},
            "female": {"2016-2017": 50},
            "right_age": {"2016-2017": 99},
            "right_age_female": {"2016-2017": 98},
            "dropped_out": {"2016-2017": 0},
            "ethnic_minority": {"2016-2017": 8},
            "completing": {"2016-2017": 20},
            "completing_female": {"2016-2017": 10},
        }
        assert unplaced(report) == ["- Dân tộc", "7", "Số học sinh khác", "9", "Nữ", "6", "- lạ", "5"]
        assert remarks(report)[0] == "the form has no row '- Dân tộc' here"
        assert len(remarks(report)) == 4

    def test_rows_without_one_label(self, tmp_path: Path) -> None:
        """Figures beside no label, or beside two, are left."""
        report = read_parts(
            tmp_path,
            "1. Số lớp",
            (
                ("", "", *YEARS),
                ("Khối lớp 1", "", "1", "2"),
                ("", "", "3", "4"),
                ("Khối lớp 2", "Khối lớp 3", "5", "6"),
            ),
        )
        assert len(report.assessment.data) == 2
        assert unplaced(report) == ["3", "4", "Khối lớp 2", "Khối lớp 3", "5", "6"]
        assert remarks(report)[0] == "it is not clear which row '3' belongs to"


class TestColumns:
    """A column is a school year or a column of the form; nothing is guessed where it is not clear which one."""

    def test_staff_have_named_columns(self, tmp_path: Path) -> None:
        """A head of two rows; words in a column of numbers are left, words in the column of notes are kept."""
        report = read_parts(
            tmp_path,
            "3. Cán bộ quản lý, giáo viên, nhân viên",
            "a) Số liệu tại thời điểm tự đánh giá:",
            (
                ("", "Tổng số", "Nữ", "Dân tộc", "Trình độ đào tạo", "", "", "Ghi chú", "Đảng viên"),
                ("", "", "", "", "Đạt chuẩn", "Trên chuẩn", "Chưa đạt chuẩn", "", ""),
                ("Hiệu trưởng", "1", "1", "Kinh", "", "1", "", "Kiêm nhiệm", "1"),
                ("GV", "31", "25", "", "1", "30", "0", "", ""),
                ("Cộng", "32", "26", "", "", "", "", "", ""),
            ),
        )
        assert report.assessment.data.tables["staff_now"] == {
            "principal": {"total": 1, "female": 1, "above_standard": 1, "note": "Kiêm nhiệm"},
            "teachers": {"total": 31, "female": 25, "at_standard": 1, "above_standard": 30, "below_standard": 0},
            "total": {"total": 32, "female": 26},
        }
        assert report.assessment.school.principal == ""
        assert unplaced(report) == ["Đảng viên", "Kinh", "1"]
        assert remarks(report) == [
            "the table has no column 'Đảng viên'",
            "'Kinh' is no number; write digits alone",
            "it is not clear which row and column '1' belongs to",
        ]

    def test_years_that_are_none(self, tmp_path: Path) -> None:
        """Two years that do not follow each other, and a year that stands twice, name no column."""
        report = read_parts(
            tmp_path,
            "1. Số lớp",
            (("Dòng", "2015-2016", "2015-2017", "2015-2016"), ("Khối lớp 1", "1", "2", "3")),
        )
        assert report.assessment.data == SchoolData({"classes": {"grade_1": {"2015-2016": 1}}})
        assert unplaced(report) == ["Dòng", "2015-2017", "2015-2016", "2", "3"]
        assert report.assessment.school_year == SchoolYear(2015)

    def test_a_head_of_two_rows_for_years(self, tmp_path: Path) -> None:
        """One cell above all years belongs to the form."""
        report = read_parts(
            tmp_path,
            "2. Số phòng học",
            (("", "Năm học", ""), ("", "2015-2016", "2016-2017"), ("Phòng học tạm", "1", "2")),
        )
        assert report.assessment.data.tables == {"rooms": {"temporary": {"2015-2016": 1, "2016-2017": 2}}}
        assert unplaced(report) == []

    def test_columns_without_years(self, tmp_path: Path) -> None:
        """They are those of the other tables where these agree and there are as many columns, with a finding."""
        classes: Rows = (("", *YEARS), ("Khối lớp 1", "1", "2"))
        rooms: Rows = (("Kiên cố", "3", "4"), ("Phòng học tạm", "0", "0"))
        report = read_parts(tmp_path, "1. Số lớp", classes, "2. Số phòng học", rooms)
        assert report.assessment.data.tables["rooms"]["permanent"] == {"2015-2016": 3, "2016-2017": 4}
        assert remarks(report) == [
            "the columns name no school years; those of the other tables were taken, 2015-2016 to 2016-2017"
        ]
        shorter: Rows = (("", YEARS[0]), ("Khối lớp 1", "1"))
        for others in (("1. Số lớp", shorter), ("1. Số lớp", classes, "4. Học sinh", shorter)):
            report = read_parts(tmp_path, *others, "2. Số phòng học", rooms)
            assert "rooms" not in report.assessment.data.tables
            assert unplaced(report) == ["Kiên cố", "3", "4", "Phòng học tạm", "0", "0"]
        odd: Rows = (("Kiên cố", "3", "4"), ("", "5", "6"), ("Phòng học tạm", "0", "0"))
        report = read_parts(tmp_path, "1. Số lớp", classes, "2. Số phòng học", odd)
        assert "rooms" not in report.assessment.data.tables

    def test_merged_cells(self, tmp_path: Path) -> None:
        """A figure over two years or two rows belongs to neither."""
        document = part_one(
            "1. Số lớp", (("", *YEARS), ("Khối lớp 1", "1", ""), ("Khối lớp 2", "2", "3"), ("Khối lớp 3", "", "4"))
        )
        table = document.tables[0]
        table.cell(1, 1).merge(table.cell(1, 2))
        table.cell(2, 1).merge(table.cell(3, 1))
        report = read_document(tmp_path, document)
        assert report.assessment.data.tables == {"classes": {"grade_2": {"2016-2017": 3}, "grade_3": {"2016-2017": 4}}}
        assert unplaced(report) == ["1", "2"]


class TestTables:
    """A table is known by the title before it and by its rows."""

    def test_titles_inside_a_table(self, tmp_path: Path) -> None:
        """One table may hold several: each begins with its title, or with a head whose corner is its title."""
        report = read_parts(
            tmp_path,
            (
                ("1. Số lớp", "", ""),
                ("", *YEARS),
                ("Khối lớp 1", "1", "2"),
                ("Số phòng học", *YEARS),
                ("Cộng", "3", "4"),
                ("4. Học sinh", "", ""),
                ("", *YEARS),
                ("Khối lớp 1", "5", "6"),
            ),
        )
        assert report.assessment.data.tables == {
            "classes": {"grade_1": {"2015-2016": 1, "2016-2017": 2}},
            "rooms": {"total": {"2015-2016": 3, "2016-2017": 4}},
            "pupils": {"grade_1": {"2015-2016": 5, "2016-2017": 6}},
        }
        assert unplaced(report) == []

    def test_tables_without_a_title(self, tmp_path: Path) -> None:
        """The rows tell, unless several tables have them; a table with none of them is left."""
        report = read_parts(
            tmp_path,
            (("", YEARS[0]), ("Bán trú", "5"), ("Lớp 1", "6")),
            (("", YEARS[0]), ("Cộng", "7")),
            (("", YEARS[0]), ("lạ", "8")),
            (("", YEARS[0]),),
        )
        assert report.assessment.data.tables == {
            "pupils": {"day_boarding": {"2015-2016": 5}, "grade_1": {"2015-2016": 6}}
        }
        assert unplaced(report) == [YEARS[0], "Cộng", "7", YEARS[0], "lạ", "8"]
        assert len(remarks(report)) == 2

    def test_a_table_on_two_pages(self, tmp_path: Path) -> None:
        """It goes on below a head of its own; a figure that comes again is left."""
        report = read_parts(
            tmp_path,
            "1. Số lớp",
            (("", YEARS[0]), ("Khối lớp 1", "1")),
            (("", YEARS[0]), ("Khối lớp 2", "2"), ("Khối lớp 1", "3")),
        )
        assert report.assessment.data.tables == {"classes": {"grade_1": {"2015-2016": 1}, "grade_2": {"2015-2016": 2}}}
        assert unplaced(report) == ["3"]
        assert remarks(report) == ["this figure stands twice; the first one is kept"]


class TestDerived:
    """Totals are kept as stated, to be compared; ratios that follow belong to the form."""

    def test_totals_and_ratios(self, tmp_path: Path) -> None:
        """A total that contradicts its parts stays; a ratio that does not follow, or of nothing, is left."""
        report = read_parts(
            tmp_path,
            (("Số lớp", *YEARS), ("Khối lớp 1", "20", "1"), ("Cộng", "20", "0")),
            "b) Số liệu của 5 năm gần đây",
            (("", *YEARS), ("Tổng số giáo viên", "31", "30"), ("Tỷ lệ GV/lớp", "1,6", "2"), ("Tỷ lệ GV/HS", "0,1", "")),
        )
        assert report.assessment.data.tables == {
            "classes": {"grade_1": {"2015-2016": 20, "2016-2017": 1}, "total": {"2015-2016": 20, "2016-2017": 0}},
            "teachers": {"total": {"2015-2016": 31, "2016-2017": 30}},
        }
        assert unplaced(report) == ["2", "0,1"]
        assert remarks(report)[0] == "'2' does not follow from the figures; ratios are not kept"
        assert [part.use for part in report.paragraphs if part.text == "1,6"] == [Use.FORM]


YEAR_TABLES = tuple(table for table in printed_tables(SHIPPED_FORM) if not table.columns)


@st.composite
def printed(draw: st.DrawFn) -> tuple[FormTable, dict[DataPlace, int], Rows]:
    """Draw a table of the form, figures in some of its cells, and how it is typed."""
    table = draw(st.sampled_from(YEAR_TABLES))
    rows = [row for row in table.rows_for(InstitutionType.PRIMARY, range(1, 6)) if row.value is not ValueKind.RATIO]
    years = [SchoolYear(2012 + place) for place in range(draw(st.integers(1, 5)))]
    head = draw(st.sampled_from(["Năm học {0}-{1}", "{0} - {1}", "{0}–{1}", "NĂM HỌC {0}/{1}"]))
    case, is_composed = draw(st.integers(0, 2)), draw(st.booleans())
    figures: dict[DataPlace, int] = {}
    typed = [("", *(head.format(year.start, year.start + 1) for year in years))]
    for row in rows:
        is_share = row.value is ValueKind.PERCENT
        label = (row.label.vi, row.label.vi.upper(), row.label.vi.lower())[case]
        cells = []
        for year in years:
            figure = draw(st.none() | st.integers(0, 100 if is_share else 9_999_999))
            if figure is None:
                cells.append(draw(st.sampled_from(["", "-", "/", "…"])))
            else:
                figures[DataPlace(table.id, row.key, str(year))] = figure
                cells.append(f"{figure}%" if is_share else f"{figure:,}".replace(",", draw(st.sampled_from([".", ""]))))
        typed.append((unicodedata.normalize("NFC" if is_composed else "NFD", label), *cells))
    return table, figures, tuple(typed)


TITLES = {
    "classes": "1. Số lớp",
    "rooms": "2. Số phòng học",
    "teachers": "b) Số liệu của 5 năm gần đây",
    "pupils": "4. Học sinh",
}


class TestLaws:
    """What is typed by the form comes back."""

    @given(drawn=printed())
    @examples(12)
    def test_a_table_comes_back(self, drawn: tuple[FormTable, dict[DataPlace, int], Rows]) -> None:
        """All figures are read, blanks are none, and nothing is left or noted."""
        table, figures, rows = drawn
        with tempfile.TemporaryDirectory() as folder:
            report = read_parts(Path(folder), TITLES[table.id], rows)
        assert dict(report.assessment.data) == figures
        assert (unplaced(report), remarks(report)) == ([], [])
