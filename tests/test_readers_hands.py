"""Tests of the hands that reports are typed in: headings, sheets, covers, lists (docs/analysis/readers-word.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kdcl.readers import FindingKind, ReadReport, read_report
from kdcl.school import Abbreviation, Rating, SchoolYear
from kdcl.standards import get_framework
from word_files import add_table, empty_document, save

PRIMARY = get_framework("tt42-2012/primary")
TITLE = ("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên")
TEXTS = ("Một.", "Hai.", "Ba.", "Bốn.", "Đạt")


def read(path: Path, *items: str | tuple[tuple[str, ...], ...]) -> ReadReport:
    """Return what is read from lines and tables."""
    document = empty_document()
    for item in items:
        if isinstance(item, str):
            document.add_paragraph(item)
        else:
            add_table(document, *item)
    return read_report(save(document, path / "report.docx"), PRIMARY)


def texts_of(report: ReadReport) -> list[str]:
    """Return the texts that were handed back."""
    return [part.text for part in report.unplaced]


def said_of(report: ReadReport, kind: FindingKind) -> str:
    """Return what findings of a kind say."""
    return "\n".join(str(finding) for finding in report.findings if finding.kind is kind)


def items_of(report: ReadReport) -> tuple[str, str, str, str, Rating | None]:
    """Return the five items of criterion 1.1."""
    sheet = report.assessment.sheets[0]
    state = "\n".join(part.text for part in sheet.current_state)
    return state, sheet.strengths, sheet.weaknesses, sheet.improvement_plan, sheet.stated_verdict


WHOLE = ("Một.", "Hai.", "Ba.", "Bốn.", Rating.MET)


class TestHeadingsOfItems:
    """A heading is known by its words, by words behind it, or by its number where it belongs."""

    @pytest.mark.parametrize(
        "headings",
        [
            (
                "1. Mô tả hiện trạng",
                "2. Những điểm mạnh nổi bật chính",
                "3. Điểm yếu cần khắc phục",
                "4. Kế hoạch cải tiến chất lượng giáo dục",
                "5. Tự đánh giá",
            ),
            ("1. Thực trạng", "2. Mặt mạnh", "3. Những mặt còn hạn chế", "4. Phương hướng cải tiến", "5. Tự đánh giá"),
            ("1. Ð\u1eb7c điểm", "2. Ðiểm mạnh", "3. Ðiểm yếu", "4. KẾ HOẠCH CẢI TIẾN CỦA TRƯỜNG", "5. Tự đánh giá"),
            ("1) Mô tả", "2) Thuận lợi", "3) Khó khăn", "4) Giải pháp:", "5) Kết luận"),
            ("I. Hiện trạng của trường", "II. Ưu thế", "III. Chỗ còn yếu", "IV. Việc cần làm", "V. Kết quả"),
            ("1/ Tình hình", "2/ Cái được", "3/ Cái chưa được", "4/ Hướng tới", "5/ Ý kiến tự đánh giá"),
            ("Mô tả hiện trạng", "Điểm mạnh cơ bản", "Điểm yếu còn tồn tại", "Kế hoạch cải tiến", "Tự đánh giá:"),
            ("1. Mô tả hiện trạng", "2. Điểm mạnh", "3. Điểm yếu lớn nhất", "4. Kế hoạch cải tiến", "5. Tự đánh giá"),
            ("Mô tả hiện trạng", "2. Điểm tốt", "3. Điểm xấu", "Kế hoạch cải tiến", "5. Xếp loại:"),
        ],
    )
    def test_whatever_the_words(self, headings: tuple[str, ...], tmp_path: Path) -> None:
        """Each item has its text, and nothing is left."""
        lines = [line for pair in zip(headings, TEXTS, strict=True) for line in pair]
        report = read(tmp_path, *TITLE, *lines)
        assert items_of(report) == WHOLE
        assert texts_of(report) == []

    def test_the_verdict_may_stand_behind_an_unknown_heading(self, tmp_path: Path) -> None:
        """Behind its colon."""
        opening = ("1. Mô tả hiện trạng", "Một.", "2. Điểm mạnh", "Hai.", "3. Điểm yếu", "Ba.")
        report = read(tmp_path, *TITLE, *opening, "4. Việc cần làm: Bốn.", "5. Kết luận: Đạt")
        assert items_of(report) == WHOLE
        assert "taken for the heading of 4. Quality improvement plan: 4. Việc cần làm:" in said_of(
            report, FindingKind.ITEM
        )

    def test_words_behind_a_heading_are_told(self, tmp_path: Path) -> None:
        """Known ones are not worth a word; where nothing follows, they are the text."""
        report = read(tmp_path, *TITLE, "2. Điểm mạnh cơ bản", "Hai.", "3. Điểm yếu lớn nhất", "Ba.")
        assert "read as a part of the heading: lớn nhất" in said_of(report, FindingKind.ITEM)
        assert "cơ bản" not in said_of(report, FindingKind.ITEM)
        report = read(tmp_path, *TITLE, "2. Điểm mạnh của trường", "3. Điểm yếu chưa có", "4. Kế hoạch cải tiến", "…")
        assert items_of(report)[2] == "chưa có"
        assert report.assessment.sheets[0].strengths == ""
        report = read(
            tmp_path, *TITLE, "Kết luận về tiêu chuẩn 1", "1. Điểm mạnh lớn nhất", "Đoàn kết", "Điểm yếu", "Ít"
        )
        assert report.assessment.standards[0].weaknesses == "Ít"

    @pytest.mark.parametrize(
        "lines",
        [
            ("1. Tăng cường dạy", "2. Tăng cường học", "3. Mua sách", "4. Sửa phòng"),
            ("3. mua sách", "Bốn."),
            ("3. Mua sách cho thư viện.", "Bốn."),
            ("3. Mua sách [H1-1-01-01]", "Bốn."),
            ("3. " + "Mua sách và " * 10, "Bốn."),
            ("3. Mua sách",),
        ],
    )
    def test_lists_in_a_text_are_no_headings(self, lines: tuple[str, ...], tmp_path: Path) -> None:
        """Numbers that follow their own, sentences, codes, long lines, and what nothing follows."""
        report = read(tmp_path, *TITLE, "1. Mô tả hiện trạng", "Một.", "2. Điểm mạnh", *lines)
        assert items_of(report)[1] == "\n".join(line.strip() for line in lines)
        assert items_of(report)[2] == ""

    def test_a_table_is_no_heading(self, tmp_path: Path) -> None:
        """The search goes on behind it."""
        report = read(tmp_path, *TITLE, "2. Điểm mạnh", (("3. a", "b"), ("c", "d")), "3. Chỗ yếu", "Ba.")
        assert items_of(report)[1:3] == ("3. a | b\nc | d", "Ba.")


class TestTextBelowTheTitle:
    """What stands between the title of a criterion and its items is never lost."""

    def test_text_without_any_heading_is_the_current_state(self, tmp_path: Path) -> None:
        """With or without letters."""
        lines = ("Nhà trường có hiệu trưởng đúng quy định.", "Các tổ họp hai tuần một lần.")
        assert items_of(read(tmp_path, *TITLE, *lines))[0] == "\n".join(lines)
        lettered = ("a) Có hiệu trưởng.", "b) Có tổ chuyên môn.")
        assert items_of(read(tmp_path, *TITLE, *lettered))[0] == "\n".join(lettered)
        assert items_of(read(tmp_path, *TITLE, *lettered, "Trường có đủ.", "2. Điểm mạnh"))[0] == "Trường có đủ."

    def test_text_above_the_current_state_is_handed_back(self, tmp_path: Path) -> None:
        """But for the law: behind letters, going on, or one line for each indicator."""
        state = ("1. Mô tả hiện trạng", "Một.")
        report = read(tmp_path, *TITLE, "a) Có hiệu trưởng", "và phó hiệu trưởng;", "b) Có tổ.", *state)
        assert (items_of(report)[0], texts_of(report)) == ("Một.", [])
        report = read(tmp_path, *TITLE, "Có hiệu trưởng;", "Có tổ;", "Có lớp.", *state)
        assert (items_of(report)[0], texts_of(report)) == ("Một.", [])
        report = read(tmp_path, *TITLE, "Trường mới sáp nhập.", *state)
        assert (items_of(report)[0], texts_of(report)) == ("Một.", ["Trường mới sáp nhập."])


class TestHeadsOfSheets:
    """School and working group above a sheet."""

    @pytest.mark.parametrize("label", ["Trường", "TRƯỜNG ", "Tên trường", "Đơn vị", "Ðơn vị"])
    def test_labels_are_no_part_of_the_name(self, label: str, tmp_path: Path) -> None:
        """Above the title in lines or in a table, also of the sheets that follow."""
        head = (f"{label}: Trường Tiểu học A", "Nhóm: Nhóm 1", "PHIẾU ĐÁNH GIÁ TIÊU CHÍ")
        table = ((f"{label}: Trường Tiểu học A", ""), ("Nhóm công tác: 1", ""))
        second = ("PHIẾU ĐÁNH GIÁ TIÊU CHÍ", TITLE[0], "Tiêu chí 2: Tên", "5. Tự đánh giá: Đạt")
        report = read(tmp_path, *head, *TITLE, "5. Tự đánh giá", "Đạt", table, *second)
        assert report.assessment.school.name == "Trường Tiểu học A"
        assert [sheet.stated_verdict for sheet in report.assessment.sheets] == [Rating.MET, Rating.MET]
        assert texts_of(report) == []

    def test_another_school_is_handed_back(self, tmp_path: Path) -> None:
        """It is no fact of this one."""
        report = read(tmp_path, "Trường: Trường A", "Trường: Trường B", "Trường: ……", "PHIẾU ĐÁNH GIÁ TIÊU CHÍ", *TITLE)
        assert report.assessment.school.name == "Trường A"
        assert texts_of(report) == ["Trường: Trường B"]


class TestFootOfTheCover:
    """Place and year, with a day or without."""

    @pytest.mark.parametrize(
        ("line", "place"),
        [
            ("Xã A, ngày 03 tháng 9 năm 2016", "Xã A"),
            ("Xã A, ngày 03/9/2016", "Xã A"),
            ("Xã A, ngày 3-9-2016", "Xã A"),
            ("Xã A, 03.9.2016", "Xã A"),
            ("Xã A ngày 03 tháng 10 năm 2016", "Xã A"),
            ("Quận 1, ngày 03 tháng 9 năm 2016", "Quận 1"),
            ("Phường 12, tháng 9/2016", "Phường 12"),
            ("(Xã A, tháng 9 năm 2016)", "Xã A"),
            ("Xã A, ngày … tháng … năm 2016", "Xã A"),
            ("Xã A, ngày ..... tháng 9 năm 2016", "Xã A"),
            ("XÃ A - NĂM 2016", "XÃ A"),
            ("Xã A, 9/2016", "Xã A"),
            ("Xã A, 2016", "Xã A"),
            ("Xã A, mùng 3 tháng 9 năm 2016", "Xã A"),
        ],
    )
    def test_dates_of_every_kind(self, line: str, place: str, tmp_path: Path) -> None:
        """The place stands before the date, and the school year is that before the year of the cover."""
        report = read(tmp_path, "UBND HUYỆN B", "TRƯỜNG TIỂU HỌC A", "BÁO CÁO TỰ ĐÁNH GIÁ", line)
        assert report.assessment.school.place == place
        assert report.assessment.school_year == SchoolYear(2015)
        assert texts_of(report) == []

    @pytest.mark.parametrize("line", ["Xã A, ngày 03/9/16", "năm học 2014-2016", "Số 15/2016/QĐ"])
    def test_what_is_no_date_is_handed_back(self, line: str, tmp_path: Path) -> None:
        """A year of two digits, years that are no school year, the number of a paper."""
        assert texts_of(read(tmp_path, "TRƯỜNG A", "BÁO CÁO TỰ ĐÁNH GIÁ", line)) == [line]


HEADING = "DANH MỤC CÁC CHỮ VIẾT TẮT"


class TestAbbreviations:
    """A table below the heading of the list, whatever its heads."""

    @pytest.mark.parametrize(
        ("rows", "left"),
        [
            ((("Chữ viết tắt", "Nội dung viết tắt"), ("HS", "Học sinh"), ("GV", "Giáo viên")), []),
            ((("HS", "Học sinh"), ("GV", "Giáo viên")), []),
            ((("TT", "Viết gọn", "Đọc đầy đủ"), ("1", "HS", "Học sinh"), ("2", "GV", "Giáo viên")), ["TT"]),
            ((("Cụm từ đầy đủ là", "Viết là"), ("Học sinh", "HS"), ("Giáo viên", "GV")), []),
            ((("Chữ viết tắt", "Nội dung viết tắt") * 2, ("HS", "Học sinh", "GV", "Giáo viên")), []),
            ((("Từ", "Là"), ("HS", "Học sinh"), ("GV", "Giáo viên"), ("", "")), ["Từ", "Là"]),
            ((("HS", "Học sinh"), ("GV", "Giáo viên"), ("như trên", "xem"), ("KT", "")), ["như trên", "xem", "KT"]),
            ((("HS", "Học sinh"), ("TĐG",), ("GV", "Giáo viên")), ["TĐG"]),
            ((("HS", "Học sinh"), ("GV", "Giáo viên"), ("BC", "Báo cáo tự đánh giá")), None),
        ],
    )
    def test_heads_that_nobody_knows(
        self, rows: tuple[tuple[str, ...], ...], left: list[str] | None, tmp_path: Path
    ) -> None:
        """The shorter column has the abbreviations; what is none is handed back."""
        report = read(tmp_path, HEADING, rows)
        found = report.assessment.abbreviations
        assert found[:2] == (
            Abbreviation(short="HS", meaning="Học sinh"),
            Abbreviation(short="GV", meaning="Giáo viên"),
        )
        if left is None:
            assert found[2].short == "BC"
        else:
            assert [text for text in texts_of(report) if text != "TT"] == [text for text in left if text != "TT"]
