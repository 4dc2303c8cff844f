"""Tests of reading reports: layouts that are understood, and nothing lost (docs/analysis/readers-word.md)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import attrs
import pytest

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.documents.report import build_report
from kdcl.errors import FrameworkNotAvailableError, UnreadableFileError
from kdcl.figures import Figures
from kdcl.figures.form import ValueKind
from kdcl.law import Framework, Level
from kdcl.places import PartKind
from kdcl.readers import FindingKind, ReadReport, Use, read_report
from kdcl.renderers import get_renderer
from kdcl.school import (
    Abbreviation,
    AssessmentPlan,
    Claims,
    CouncilMember,
    CouncilRole,
    CriterionSheet,
    DataPlace,
    Evidence,
    Figure,
    Rating,
    SchoolData,
    SchoolFeature,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from kdcl.school.duties import find_role
from kdcl.standards import get_framework
from word_files import (
    Writer,
    add_table,
    build_docx,
    build_row,
    empty_document,
    paragraph,
    report_entries,
    save,
    save_lines,
    state_text,
    typed,
    write_numbered,
    write_one_table,
    write_sheets,
    write_styled,
    write_two_columns,
    write_typed,
)

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
SAMPLE = Path(__file__).parents[1] / ".." / "shared" / "samples" / "report-2016.docx"
EXAMPLES = Path(__file__).parents[1] / "examples"


def expected_sheets(framework: Framework) -> tuple[CriterionSheet, ...]:
    """Return the sheets that every layout of the same report must give."""
    return tuple(
        CriterionSheet(
            criterion=criterion.code,
            current_state=tuple(
                StateParagraph(text=state_text(criterion, i.code.letter), indicator=i.code.letter)
                for i in criterion.indicators
            ),
            strengths=f"Điều mạnh thứ nhất của {criterion.code}.\nĐiều mạnh thứ hai của {criterion.code}.",
            weaknesses=f"Điều yếu thứ nhất của {criterion.code}.\nĐiều yếu thứ hai của {criterion.code}.",
            improvement_plan=f"Điều sẽ làm thứ nhất của {criterion.code}.\nĐiều sẽ làm thứ hai của {criterion.code}.",
            stated_verdict=Rating.MET,
        )
        for criterion in framework.criteria
    )


def texts_of(report: ReadReport) -> list[str]:
    """Return the texts that could not be placed."""
    return [part.text for part in report.unplaced]


def kinds_of(report: ReadReport) -> list[str]:
    """Return the kinds of the findings."""
    return [finding.kind for finding in report.findings]


def read_lines(path: Path, *lines: str, framework: Framework | None = PRIMARY) -> ReadReport:
    """Return what is read from plain paragraphs."""
    return read_report(save_lines(path / "report.docx", *lines), framework)


def read_markup(path: Path, body: str, **parts: str) -> ReadReport:
    """Return what is read from the markup of a body."""
    file = path / "report.docx"
    file.write_bytes(build_docx(body, **parts))
    return read_report(file, PRIMARY)


def read_criterion(path: Path, *lines: str) -> tuple[ReadReport, CriterionSheet]:
    """Return what is read from lines below the title of criterion 1.1, and its sheet."""
    report = read_lines(path, "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *lines)
    return report, report.assessment.sheets[0]


class TestLayouts:
    """The same report in every layout gives the same self-assessment."""

    @pytest.mark.parametrize(
        "write",
        [write_typed, write_styled, write_numbered, write_one_table, write_two_columns],
        ids=lambda w: w.__name__,
    )
    @pytest.mark.parametrize(
        "framework",
        [pytest.param(PRIMARY, id="28 criteria"), pytest.param(SECONDARY, id="36 criteria", marks=pytest.mark.big)],
    )
    def test_a_report_is_read_whole(self, write: Writer, framework: Framework, tmp_path: Path) -> None:
        """Sheets, ratings, standards, introduction, conclusion and claims are recovered, and nothing is left."""
        document = empty_document()
        write(document, list(report_entries(framework)))
        report = read_report(save(document, tmp_path / "report.docx"))
        read = report.assessment
        assert read.framework == framework.id
        assert read.sheets == expected_sheets(framework)
        assert dict(read.ratings) == dict.fromkeys((i.code for i in framework.indicators), Rating.MET)
        assert read.standards == tuple(
            StandardSummary(
                standard=s.number,
                opening=f"Lời mở đầu {s.number}.",
                strengths=f"Mạnh {s.number}.",
                weaknesses=f"Yếu {s.number}.",
            )
            for s in framework
        )
        assert (read.introduction, read.conclusion) == (
            "Trường được thành lập từ lâu.",
            "Nhà trường đã làm việc nghiêm túc.",
        )
        assert read.claims == Claims(
            level=Level.THREE, indicators_met=len(framework.indicators), criteria_met=len(framework.criteria)
        )
        assert texts_of(report) == []
        assert set(kinds_of(report)) == {FindingKind.SCHOOL}

    def test_sheets_one_after_another_are_read(self, tmp_path: Path) -> None:
        """Criterion sheets repeat the standard's name and have verdicts by indicator in a table."""
        document = empty_document()
        write_sheets(document, PRIMARY)
        report = read_report(save(document, tmp_path / "sheets.docx"))
        assert report.assessment.sheets == expected_sheets(PRIMARY)
        assert len(report.assessment.ratings) == 84
        assert report.assessment.school.name == "Tiểu học Ví Dụ"
        assert texts_of(report) == ["Ngày viết"] * 28

    def test_a_table_of_contents_opens_nothing(self, tmp_path: Path) -> None:
        """Entries repeat headings, with page numbers in a column or behind dots, or without."""
        entries = list(report_entries(PRIMARY))
        titles = [typed(entry) for entry in entries if entry.kind in ("standard", "criterion") or entry.text[0] == "I"]
        for layout in ("table", "dots", "bare"):
            document = empty_document()
            document.add_paragraph("MỤC LỤC")
            if layout == "table":
                add_table(document, ("Nội dung", "Trang"), *((title, "7") for title in titles))
            for title in titles if layout != "table" else ():
                document.add_paragraph(f"{title}\t12" if layout == "dots" else title)
            write_typed(document, entries)
            report = read_report(save(document, tmp_path / "contents.docx"))
            assert report.assessment.sheets == expected_sheets(PRIMARY), layout
            assert texts_of(report) == [], layout

    def test_a_table_of_contents_made_by_word_opens_nothing(self, tmp_path: Path) -> None:
        """Lines in a contents field, in a contents style or in a contents gallery are marked by the file itself."""
        field = (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText> TOC \\o </w:instrText></w:r>"
            "<w:r><w:t>Tiêu chí 1: Tên 3</w:t></w:r></w:p>"
            + paragraph("Tiêu chí 2: Tên 4")
            + "<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        )
        simple = "<w:p><w:fldSimple w:instr=' TOC \\o '><w:r><w:t>Tiêu chí 5: Tên</w:t></w:r></w:fldSimple></w:p>"
        styled = paragraph("Tiêu chí 3: Tên 5", "<w:pPr><w:pStyle w:val='TOC2'/></w:pPr>")
        gallery = (
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
            f"<w:sdtContent>{paragraph('Tiêu chí 4: Tên')}</w:sdtContent></w:sdt>"
        )
        styles = (
            "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
            "<w:style w:styleId='TOC2'><w:name w:val='toc 2'/></w:style></w:styles>"
        )
        body = (
            paragraph("MỤC LỤC")
            + field
            + styled
            + gallery
            + paragraph("Tiêu chuẩn 1: Tên")
            + paragraph("Tiêu chí 6: Tên")
            + paragraph("5. Tự đánh giá: Đạt")
        )
        report = read_markup(tmp_path, body, styles=styles)
        assert [sheet.criterion for sheet in report.assessment.sheets] == [CriterionCode(1, 6)]
        assert [part.use for part in report.paragraphs].count(Use.CONTENTS) == 4
        assert read_markup(tmp_path, simple).paragraphs[0].use is Use.CONTENTS

    def test_a_table_of_contents_ends_with_text(self, tmp_path: Path) -> None:
        """A long paragraph, a part that comes before those listed last, or a table with data ends it."""
        long = "Trường được thành lập từ lâu. " * 20
        report = read_lines(tmp_path, "MỤC LỤC", "I. ĐẶT VẤN ĐỀ", "Mục khác", long, "I. ĐẶT VẤN ĐỀ", "Chữ")
        assert (texts_of(report), report.assessment.introduction) == ([long.strip()], "Chữ")
        report = read_lines(tmp_path, "MỤC LỤC", "III. KẾT LUẬN CHUNG", "Phần I. CƠ SỞ DỮ LIỆU", "Tên trường: A")
        assert report.assessment.school.name == "A"
        document = empty_document()
        document.add_paragraph("MỤC LỤC")
        add_table(document, ("không", "mục"))
        add_table(document, ("STT", "Viết tắt", "Nội dung"), ("1", "HS", "Học sinh"))
        document.add_table(rows=0, cols=1)
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert [entry.short for entry in report.assessment.abbreviations] == ["HS"]
        assert texts_of(report) == ["không", "mục"]

    def test_nothing_is_dropped(self, tmp_path: Path) -> None:
        """Every paragraph that is not empty is used in a known way or handed back with its place."""
        report = read_lines(
            tmp_path, "Một dòng lạ", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá", "Đạt", "Một dòng thừa"
        )
        assert texts_of(report) == ["Một dòng lạ", "Một dòng thừa"]
        assert [str(part.place) for part in report.unplaced] == ["paragraph 1", "paragraph 6"]
        assert [str(part.section) for part in report.unplaced] == ["the cover", "criterion 1.1"]
        assert "paragraphs 6 to 6" in str(report.findings[-1])


class TestHeadings:
    """A heading is known however it is typed; a sentence that begins alike is none."""

    @pytest.mark.parametrize(
        ("standard", "criterion"),
        [
            ("TIÊU CHUẨN 1: TÊN", "TIÊU CHÍ 2: TÊN"),
            ("Tiêu  chuẩn\u00a01 . Tên", "Tiêu chí\u00a02 : Tên"),
            ("1. Tiêu chuẩn I – Tên", "1.2. Tiêu chí 1.2 Tên"),
            ("* Tiêu chuẩn số 01", "- Tiêu chí số 02"),
            ("Tiêu\u00ad chuẩn 1", "Tiêu chi\u0301 2: Tên"),
        ],
    )
    def test_titles_are_known(self, standard: str, criterion: str, tmp_path: Path) -> None:
        """Capitals, blanks, soft hyphens, letters with loose accents and numbers of any kind do not matter."""
        report = read_lines(tmp_path, standard, criterion, "5. Tự đánh giá: Đạt")
        assert [(sheet.criterion, sheet.stated_verdict) for sheet in report.assessment.sheets] == [
            (CriterionCode(1, 2), Rating.MET)
        ]

    @pytest.mark.parametrize(
        "headings",
        [
            ("1. Mô tả hiện trạng", "2. Điểm mạnh", "3. Điểm yếu", "4. Kế hoạch cải tiến chất lượng"),
            ("1/ MÔ TẢ HIỆN TRẠNG:", "2/ ĐIỂM  MẠNH:", "3/ ĐIỂM YẾU:", "4/ KẾ HOẠCH CẢI TIẾN:"),
            ("I. Mô tả hiện trạng", "II. Điểm mạnh", "III. Điểm yếu", "IV. Kế hoạch hành động"),
            ("Mô tả hiện trạng", "Điểm mạnh", "Tồn tại", "Kế hoạch cải tiến chất lượng"),
            ("1, Hiện trạng", "2, Ưu điểm", "3, Hạn chế", "4, Biện pháp khắc phục"),
            ("1. Mô tả hiện trạng tiêu chí 1:", "2 Điểm mạnh", "3- Điểm yếu", "4) Kế hoạch cải tiến chất lượng:"),
        ],
    )
    def test_items_are_known(self, headings: tuple[str, ...], tmp_path: Path) -> None:
        """Numbers of any kind or none, other words of the same meaning."""
        lines = [line for heading in headings for line in (heading, f"Chữ {headings.index(heading)}")]
        report, sheet = read_criterion(tmp_path, *lines, "5. Tự đánh giá: Đạt")
        assert sheet == CriterionSheet(
            criterion=CriterionCode(1, 1),
            current_state=(StateParagraph(text="Chữ 0"),),
            strengths="Chữ 1",
            weaknesses="Chữ 2",
            improvement_plan="Chữ 3",
            stated_verdict=Rating.MET,
        )
        assert texts_of(report) == []

    def test_text_behind_a_heading_belongs_to_its_item(self, tmp_path: Path) -> None:
        """A line may hold heading and text; a heading and a line break too."""
        report, sheet = read_criterion(
            tmp_path,
            "1. Mô tả hiện trạng\nChữ 1",
            "2. Điểm mạnh: Chữ 2",
            "3. Điểm yếu Chữ 3",
            "Điểm mạnh của trường là",
        )
        assert sheet.current_state == (StateParagraph(text="Chữ 1"),)
        assert (sheet.strengths, sheet.weaknesses) == ("Chữ 2", "Chữ 3\nĐiểm mạnh của trường là")
        assert [part.text for part in report.paragraphs][4:6] == ["2. Điểm mạnh:", "Chữ 2"]

    def test_sentences_are_no_headings(self, tmp_path: Path) -> None:
        """A sentence that goes on behind the number, or is far too long, opens nothing."""
        lines = (
            "Tiêu chí 2 được làm tốt.",
            "Tiêu chuẩn 1 có 7 tiêu chí.",
            "Tiêu chí 3: " + "dài " * 200,
            "Tồn tại: ít",
        )
        _, sheet = read_criterion(tmp_path, "1. Mô tả hiện trạng", *lines)
        assert [part.text for part in sheet.current_state] == [line.strip() for line in lines]

    def test_a_part_may_have_its_title_on_the_next_line(self, tmp_path: Path) -> None:
        """The word for a part alone is a heading, and so is the title below it."""
        report = read_lines(
            tmp_path,
            "BÁO CÁO",
            "TỰ ĐÁNH GIÁ",
            "Phần I",
            "Cơ sở dữ liệu",
            "Tên trường: Trường Tiểu học A",
            "PHẦN THỨ HAI",
            "TỰ ĐÁNH GIÁ",
            "I. ĐẶT VẤN ĐỀ",
            "Chữ",
            "BÁO CÁO",
            "Phần III: Khác",
            "Ngoài lề",
        )
        assert report.assessment.school.name == "Trường Tiểu học A"
        assert report.assessment.introduction == "Chữ\nBÁO CÁO"
        assert texts_of(report) == ["Ngoài lề"]

    def test_a_heading_in_capitals_may_go_on(self, tmp_path: Path) -> None:
        """What stands in capitals on one line is one heading."""
        report = read_lines(
            tmp_path, "DANH MỤC CHỮ VIẾT TẮT TRONG BÁO CÁO", "HS: Học sinh", "GV - Giáo viên", "lạ", "..."
        )
        assert report.assessment.abbreviations == (
            Abbreviation(short="HS", meaning="Học sinh"),
            Abbreviation(short="GV", meaning="Giáo viên"),
        )
        assert texts_of(report) == ["lạ"]

    def test_a_standard_may_follow_a_list(self, tmp_path: Path) -> None:
        """Behind the members of the council or the abbreviations, a line of its own opens it."""
        report = read_lines(
            tmp_path, "DANH SÁCH HỘI ĐỒNG TỰ ĐÁNH GIÁ", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá: Đạt"
        )
        assert [str(sheet.criterion) for sheet in report.assessment.sheets] == ["1.1"]
        assert texts_of(report) == []

    def test_a_missing_heading_of_a_standard_is_inferred(self, tmp_path: Path) -> None:
        """Criterion 1 behind a later criterion begins the next standard, and a finding says so."""
        report = read_lines(tmp_path, "Tiêu chí 1: Tên", "Tiêu chí 2: Tên", "Tiêu chí 1: Tên", framework=None)
        assert [str(sheet.criterion) for sheet in report.assessment.sheets] == ["1.1", "1.2", "2.1"]
        assert any("no heading of standard 2 was found" in str(finding) for finding in report.findings)

    def test_lines_about_criteria_in_conclusions_open_nothing(self, tmp_path: Path) -> None:
        """Conclusions name standards and criteria without being about one."""
        report = read_lines(
            tmp_path,
            "Tiêu chuẩn 1: Tên",
            "Tiêu chí 1: Tên",
            "5. Tự đánh giá",
            "Tiêu chí 1",
            "Đạt",
            "Kết luận:",
            "Điểm mạnh: a",
            "Tiêu chí 3: Thư viện còn nhỏ",
            "Tiêu chí 2: chưa đạt chỉ số b",
            "2. Tự đánh giá",
            "III. KẾT LUẬN CHUNG",
            "Tiêu chuẩn 2: Tên",
            "Cấp độ đạt: 2",
            "PHỤ LỤC",
            "Tiêu chí 4: Tên",
        )
        read = report.assessment
        assert [sheet.criterion for sheet in read.sheets] == [CriterionCode(1, 1)]
        assert "Thư viện còn nhỏ" in read.standards[0].strengths
        assert (read.conclusion, read.claims.level) == ("Tiêu chuẩn 2: Tên", Level.TWO)
        assert texts_of(report) == ["Tiêu chí 4: Tên"]


class TestCurrentState:
    """One paragraph for each indicator: by its label, else by its place."""

    @pytest.mark.parametrize(
        ("lines", "letters"),
        [
            (("Một", "Hai", "Ba"), "abc"),
            (("a) Một", "b) Hai", "c) Ba"), "abc"),
            (("Chỉ số a: Một", "và nữa", "Chỉ số b: Hai"), "aab"),
            (("Một", "Hai"), "--"),
            (("b) Một", "a) Hai", "c) Ba"), "---"),
            (("Mở", "a. Một", "c. Ba"), "-ac"),
            (("A. Nguyễn", "Hai", "Ba"), "abc"),
        ],
    )
    def test_letters(self, lines: tuple[str, ...], letters: str, tmp_path: Path) -> None:
        """Labels must run on in order; without labels there must be exactly one paragraph for each indicator."""
        _, sheet = read_criterion(tmp_path, "1. Mô tả hiện trạng", *lines)
        assert [part.text for part in sheet.current_state] == list(lines)
        assert "".join(part.indicator or "-" for part in sheet.current_state) == letters

    def test_a_label_alone_names_what_follows(self, tmp_path: Path) -> None:
        """It is a heading, and no text."""
        _, sheet = read_criterion(tmp_path, "1. Mô tả hiện trạng", "Chỉ số a:", "Một", "b)", "Hai", "tiếp")
        assert sheet.current_state == (
            StateParagraph(text="Một", indicator="a"),
            StateParagraph(text="Hai", indicator="b"),
            StateParagraph(text="tiếp", indicator="b"),
        )

    def test_lines_of_a_paragraph_and_rows_of_a_table_stay_together(self, tmp_path: Path) -> None:
        """A line break begins no paragraph; a small table goes on with the text above it."""
        document = empty_document()
        for line in ("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "1. Mô tả hiện trạng", "Một\nhai", "Ba"):
            document.add_paragraph(line)
        add_table(document, ("Năm", "Số"), ("2016", ""), ("", ""), ("2017", "30"))
        document.add_paragraph("……………")
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert [part.text for part in report.assessment.sheets[0].current_state] == [
            "Một\nhai",
            "Ba\nNăm | Số\n2016\n2017 | 30",
        ]
        assert texts_of(report) == []

    def test_text_with_codes_below_the_title_is_the_current_state(self, tmp_path: Path) -> None:
        """Where the heading of item 1 is missing, the first code tells where the law ends; a finding says so."""
        report, sheet = read_criterion(tmp_path, "a) Yêu cầu", "Có sổ [H1-1-01-01].", "2. Điểm mạnh", "Tốt")
        assert sheet.current_state == (StateParagraph(text="Có sổ [H1-1-01-01]."),)
        assert any("criterion 1.1 has no heading of: 1. Current state" in str(finding) for finding in report.findings)

    def test_text_with_a_year_below_the_title_is_the_current_state(self, tmp_path: Path) -> None:
        """The law names none, so it is no requirement."""
        line = "a) Năm 2015 trường có thêm phòng;"
        report = read_lines(tmp_path, "Tiêu chuẩn 1", "Tiêu chí 1: Tên", line, "1. Mô tả hiện trạng", "Có")
        (sheet,) = report.assessment.sheets
        assert [paragraph.text for paragraph in sheet.current_state] == [line, "Có"]

    def test_codes_stay_as_they_are_typed(self, tmp_path: Path) -> None:
        """Stray blanks, dots and dashes are kept; only what nobody can see is gone."""
        text = "Có [H1-1-01 - 02]; h1.1.01.-03; [H1–1–01–04]"
        report, sheet = read_criterion(tmp_path, "1. Mô tả hiện trạng", text.replace("01 -", "0\u00ad1 -"))
        assert sheet.current_state[0].text == text
        assert [str(found.code) for found in report.codes] == ["[H1-1-01-02]", "[H1-1-01-03]", "[H1-1-01-04]"]


class TestVerdicts:
    """Item 5: indicators one by one where they are stated, else the criterion."""

    @pytest.mark.parametrize(
        ("lines", "criterion", "letters"),
        [
            (("Đạt",), "met", "+++"),
            (("Tự đánh giá tiêu chí: Đạt.",), "met", "+++"),
            (("Tiêu chí 1.1: không đạt", "Các chỉ số: a) đạt; b) không đạt; c) đạt"), "not_met", "+-+"),
            (("a) Đạt", "b. Không đạt", "c: Đạt yêu cầu"), None, "+-+"),
            (("5.1. Chỉ số a, b: Đạt; chỉ số c: Chưa đạt", "5.2. Tiêu chí: Chưa đạt"), "not_met", "++-"),
            (("Chỉ số a đạt. Chỉ số b không đạt",), None, "+-?"),
            (("a) Đạt b) Đạt, c) Không đạt",), None, "++-"),
            (("Không đạt (chỉ số b)",), "not_met", "?-?"),
            (("Đạt chỉ số a, c; không đạt chỉ số b",), None, "+-+"),
            (("☒ Đạt ☐ Không đạt",), "met", "+++"),
            (("Đạt: ☐ Không đạt: ☒",), "not_met", "???"),
            (("Đạt: x    Không đạt:",), "met", "+++"),
            (("Chưa đánh giá",), None, "???"),
            (("Các chỉ số: a) chưa đánh giá; b) đạt; c) đạt", "Tiêu chí 1.1: chưa đánh giá"), None, "?++"),
            (("Chỉ số a", "5.1. Xác định các chỉ số:"), None, "???"),
        ],
    )
    def test_verdicts(self, lines: tuple[str, ...], criterion: str | None, letters: str, tmp_path: Path) -> None:
        """Letters before or behind the verdict, ticks before or behind the words."""
        report, sheet = read_criterion(tmp_path, "5. Tự đánh giá", *lines)
        ratings = report.assessment.ratings
        signs = {Rating.MET: "+", Rating.NOT_MET: "-", None: "?"}
        assert sheet.stated_verdict == criterion
        assert "".join(signs[ratings.get(IndicatorCode(1, 1, letter))] for letter in "abc") == letters
        assert texts_of(report) == []

    def test_not_met_without_a_reason_rates_nothing(self, tmp_path: Path) -> None:
        """Which indicator failed is not guessed; a finding asks for it."""
        report, sheet = read_criterion(tmp_path, "5. Tự đánh giá: Không đạt")
        assert (sheet.stated_verdict, len(report.assessment.ratings)) == (Rating.NOT_MET, 0)
        assert any("not by which of its indicators" in str(finding) for finding in report.findings)

    @pytest.mark.parametrize(
        ("line", "word"), [("Đạt / Không đạt", "not clear"), ("……", "no verdict was found on the criteria: 1.1")]
    )
    def test_what_is_unclear_or_missing_is_reported(self, line: str, word: str, tmp_path: Path) -> None:
        """Both verdicts without a tick, or none."""
        report, _ = read_criterion(tmp_path, "5. Tự đánh giá", line)
        assert any(word in str(finding) for finding in report.findings)

    def test_a_verdict_in_a_sentence_keeps_the_sentence(self, tmp_path: Path) -> None:
        """The verdict is read where a sentence of its own states it, and what is said beside it is not lost."""
        sentence = "Đạt. Trường mua thêm sách vở cho thư viện"
        report, sheet = read_criterion(tmp_path, "5. Tự đánh giá", sentence, "Số chỉ số đạt: 3/3", "Xong")
        assert sheet.stated_verdict is Rating.MET
        assert texts_of(report) == [sentence, "Xong"]

    @pytest.mark.parametrize(
        "rows",
        [
            (
                ("Chỉ số a", "Chỉ số b", "Chỉ số c", "Tiêu chí"),
                ("Đạt: X", "Đạt:", "Đạt", "Không đạt"),
                ("Không đạt:", "Không đạt: X", "", ""),
            ),
            (("", "a", "b", "c", "Tiêu chí 1"), ("Đạt", "X", "", "X", ""), ("Không đạt", "", "X", "", "X")),
            (("Chỉ số a", "Đạt"), ("Chỉ số b", "Không đạt"), ("Chỉ số c", "Đạt"), ("", ""), ("Tiêu chí", "Không đạt")),
            (
                ("Chỉ số", "Đạt", "Không đạt"),
                ("a", "X", ""),
                ("b", "", "X"),
                ("c", "X", ""),
                ("Tiêu chí", "", "X"),
                ("", "", ""),
            ),
        ],
    )
    def test_verdict_tables(self, rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
        """Letters head the columns or the rows; verdicts are written out or ticked."""
        document = empty_document()
        for line in ("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá"):
            document.add_paragraph(line)
        add_table(document, *rows)
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert [str(rating) for rating in report.assessment.ratings.values()] == ["met", "not_met", "met"]
        assert report.assessment.sheets[0].stated_verdict is Rating.NOT_MET
        assert texts_of(report) == []


class TestCriteria:
    """Which sheets there are: those of the framework, each once."""

    @pytest.mark.parametrize(("second", "holds"), [("Đạt", True), ("", True), ("Không đạt", False), ("Gần đạt", False)])
    def test_two_texts_with_different_verdicts_hold_none(self, second: str, holds: bool, tmp_path: Path) -> None:
        """The verdict of the first holds where the second says the same or nothing."""
        lines = ("Tiêu chí 1: Tên", "1. Mô tả hiện trạng", "Có sổ.", "5. Tự đánh giá")
        report = read_lines(tmp_path, "Tiêu chuẩn 1: Tên", *lines, "Đạt", *lines, *filter(None, [second]))
        (sheet,) = report.assessment.sheets
        assert (sheet.stated_verdict is Rating.MET) is holds
        assert bool(report.assessment.ratings) is holds
        assert any("say different things" in str(finding) for finding in report.findings) is not holds

    @pytest.mark.parametrize(
        "heading",
        ["Tiêu chí 1a: Tên", "TIÊU CHÍ II: Tên", "Tiêu chí: Tên", "TC 2: Tên", "Tiêu chí 1-2: Tên", "Lớp học"],
    )
    def test_a_sheet_whose_heading_cannot_be_read_is_no_part_of_another(self, heading: str, tmp_path: Path) -> None:
        """Behind a criterion or under a standard it is kept apart whole, and a finding asks for its number."""
        one, two = (
            ("1. Mô tả hiện trạng", f"Có sổ {word}.", "2. Điểm mạnh", f"Mạnh {word}.", "5. Tự đánh giá", "Đạt")
            for word in ("một", "hai")
        )
        report = read_lines(tmp_path, "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *one, heading, *two)
        (sheet,) = report.assessment.sheets
        assert (sheet.strengths, [part.text for part in sheet.current_state]) == ("Mạnh một.", ["Có sổ một."])
        assert texts_of(report) == [heading, *two]
        assert any("behind criterion 1.1 stands the sheet of another one" in str(each) for each in report.findings)
        report = read_lines(tmp_path, "Tiêu chuẩn 1: Tên", "Lời mở.", heading, *two)
        assert [summary.opening for summary in report.assessment.standards] == ["Lời mở."]
        assert texts_of(report) == [heading, *two]
        assert any("under standard 1 stands the sheet of a criterion" in str(each) for each in report.findings)

    def test_items_by_indicator_belong_to_one_criterion(self, tmp_path: Path) -> None:
        """The items begin anew behind a line that names an indicator."""
        items = ("1. Mô tả hiện trạng", "Có sổ.", "5. Tự đánh giá", "Đạt")
        report = read_lines(tmp_path, "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *items, "Chỉ số b", *items)
        assert len(report.assessment.sheets[0].current_state) == 2
        assert not any("stands the sheet" in str(finding) for finding in report.findings)

    def test_a_criterion_of_another_standard_is_told(self, tmp_path: Path) -> None:
        """The number holds; that it stands under another standard is a finding."""
        report = read_lines(tmp_path, "Tiêu chuẩn 1: Tên", "Tiêu chí 2.1: Tên", "2. Điểm mạnh", "Một")
        assert [str(sheet.criterion) for sheet in report.assessment.sheets] == ["2.1"]
        assert any("criterion 2.1 stands under the heading of standard 1" in str(each) for each in report.findings)

    def test_a_criterion_written_twice_is_kept_apart(self, tmp_path: Path) -> None:
        """The first text holds, the second is handed back whole."""
        report = read_lines(
            tmp_path,
            "Tiêu chuẩn 1: Tên",
            "Tiêu chí 1: Tên",
            "2. Điểm mạnh: Một",
            "Tiêu chí 1: Tên",
            "2. Điểm mạnh: Hai",
            "Tiêu chí 2: Tên",
            "Tiêu chí 2: Tên",
            "2. Điểm mạnh: Ba",
        )
        assert [sheet.strengths for sheet in report.assessment.sheets] == ["Một", "Ba"]
        assert texts_of(report) == ["Tiêu chí 1: Tên", "2. Điểm mạnh:", "Hai"]
        assert any("criterion 1.1 is written twice" in str(finding) for finding in report.findings)

    def test_a_criterion_that_the_framework_lacks_is_kept_apart(self, tmp_path: Path) -> None:
        """It is reported with its place, and its text is handed back."""
        report = read_lines(tmp_path, "Tiêu chuẩn 9: Tên", "Chữ", "Tiêu chí 1: Tên", "2. Điểm mạnh: Một")
        assert report.assessment.sheets == ()
        assert "Một" in texts_of(report)
        assert any("the framework has no criterion 9.1" in str(finding) for finding in report.findings)
        assert any("criteria without a sheet: 1.1, 1.2" in str(finding) for finding in report.findings)

    def test_a_conclusion_without_parts_is_kept_with_the_strengths(self, tmp_path: Path) -> None:
        """Which of it is weak is not guessed; a finding asks."""
        report = read_lines(
            tmp_path,
            "Tiêu chuẩn 1: Tên",
            "Tiêu chí 1: Tên",
            "* KẾT LUẬN VỀ TIÊU CHUẨN 1",
            "Chung",
            "7/7",
            "Tồn tại: ít",
        )
        assert report.assessment.standards == (StandardSummary(standard=1, strengths="Chung", weaknesses="ít"),)
        assert any("move what is weak" in str(finding) for finding in report.findings)


class TestSummary:
    """The table of results: a mark for each criterion."""

    def test_marks_stand_in_for_verdicts(self, tmp_path: Path) -> None:
        """Half columns, a head for each standard, empty cells; what contradicts the sheet is reported."""
        document = empty_document()
        document.add_paragraph("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ")
        head = ("Tiêu chí", "Đạt", "Không đạt")
        add_table(
            document,
            ("Tiêu chuẩn 1: Tên", "", "", "", "", ""),
            head * 2,
            ("1", "X", "", "3", "", "x"),
            ("2", "X", "X", "Tiêu chí 4", "", ""),
            ("", "", "", "lạ", "", ""),
            ("Tiêu chuẩn 2", *[""] * 5),
            ("2.1", "+", "0", "2", "", "V"),
        )
        document.add_paragraph("Tổng số các chỉ số đạt: 80/84, tỷ lệ 95,2%")
        document.add_paragraph("Tổng số các tiêu chí đạt: 25/28")
        for line in ("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá: Không đạt"):
            document.add_paragraph(line)
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        verdicts = {str(sheet.criterion): sheet.stated_verdict for sheet in report.assessment.sheets}
        assert verdicts == {"1.1": None, "1.3": "not_met", "2.1": "met", "2.2": "not_met"}
        assert [str(code) for code in report.assessment.ratings] == ["2.1.a", "2.1.b", "2.1.c"]
        assert report.assessment.claims == Claims(indicators_met=80, criteria_met=25)
        said = "\n".join(map(str, report.findings))
        for words in (
            "marks criterion 1.2 as met and as not met",
            "no mark for the criteria: 1.4",
            "contradict each other",
        ):
            assert words in said
        assert texts_of(report) == ["1", "X", "2", "X", "X", "lạ", "Không đạt"]

    def test_standards_may_stand_side_by_side(self, tmp_path: Path) -> None:
        """The band above a group of columns names its standard; the head may have a line above it."""
        document = empty_document()
        document.add_paragraph("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ")
        head = ("Tiêu chí", "Đạt", "Không đạt")
        table = document.add_table(rows=0, cols=6)
        for cells in (
            ("Kết quả", "", "", "", "", ""),
            head * 2,
            ("Tiêu chuẩn 1", "", "", "Tiêu chuẩn 2", "", ""),
            ("1", "X", "", "1", "", "X"),
        ):
            table._tbl.append(build_row(*cells))  # noqa: SLF001 - rows built directly
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert [(str(sheet.criterion), sheet.stated_verdict) for sheet in report.assessment.sheets] == [
            ("1.1", Rating.MET),
            ("2.1", Rating.NOT_MET),
        ]


class TestFront:
    """Cover, council, abbreviations and Part I."""

    def test_the_cover_names_school_place_and_year(self, tmp_path: Path) -> None:
        """Authority above school, place and year at the foot; the inner cover repeats them."""
        cover = ("UBND HUYỆN A", "TRƯỜNG TIỂU HỌC B", "────", "BÁO CÁO TỰ ĐÁNH GIÁ", "Năm học 2016-2017", "A, năm 2017")
        report = read_lines(tmp_path, *cover, *cover[:2], "THÁNG 5 NĂM 2018", "một dòng lạ", framework=None)
        school = report.assessment.school
        assert (school.name, school.authority, school.place) == ("TRƯỜNG TIỂU HỌC B", "UBND HUYỆN A", "A")
        assert report.assessment.school_year == SchoolYear(2016)
        assert report.assessment.framework == "tt42-2012/primary"
        assert texts_of(report) == ["một dòng lạ"]

    def test_the_foot_of_the_cover_may_be_left_open(self, tmp_path: Path) -> None:
        """Room for the day is the form's, whatever it is made of; a later year does not change the first."""
        cover = ("TRƯỜNG TIỂU HỌC B", "BÁO CÁO TỰ ĐÁNH GIÁ", "Xã A, ngày   tháng   năm", "tháng 5 năm 2017", "A, 2019")
        report = read_lines(tmp_path, *cover, "ngày … tháng … năm …", framework=PRIMARY)
        assert (report.assessment.school.place, report.assessment.school_year) == ("Xã A", SchoolYear(2016))
        assert texts_of(report) == []

    @pytest.mark.parametrize(
        ("lines", "year", "words"),
        [
            (("Phần I", "Năm học 2014-2015", "Năm học 2014-2015", "Năm học 2015-2016"), 2014, "is named most"),
            (("III. KẾT LUẬN CHUNG", "A, ngày 5 tháng 10 năm 2016"), 2015, "was assumed"),
            (("TRƯỜNG A", "BÁO CÁO TỰ ĐÁNH GIÁ", "QUẢNG A 2015"), 2014, "was assumed"),
            (("III. KẾT LUẬN CHUNG", "A, ngày 5 tháng 10 năm 0500"), 2013, "was assumed"),
            (("năm học 2014-2016",), 2012, "was assumed"),
        ],
    )
    def test_a_school_year_that_is_not_stated_is_guessed_aloud(
        self, lines: tuple[str, ...], year: int, words: str, tmp_path: Path
    ) -> None:
        """From the text, the signature, the cover, or the circular; a finding always says so."""
        report = read_lines(tmp_path, *lines)
        assert report.assessment.school_year == SchoolYear(year)
        assert any(words in str(finding) for finding in report.findings)

    def test_a_label_that_opens_a_sentence_is_no_fact(self, tmp_path: Path) -> None:
        """Words that go on behind a label without a mark are a sentence, and stay apart."""
        report = read_lines(tmp_path, "Phần I. CƠ SỞ DỮ LIỆU", "Fax nhận văn bản hằng ngày")
        assert report.assessment.school.fax == ""
        assert texts_of(report) == ["Fax nhận văn bản hằng ngày"]

    def test_facts_stand_in_lines_and_tables(self, tmp_path: Path) -> None:
        """A label and its value in one cell or in two, boxes with a mark before, behind or beside them."""
        document = empty_document()
        for line in (
            "Phần I. CƠ SỞ DỮ LIỆU",
            "Tên trường (theo quyết định mới nhất): Trường A",
            "Tên trước đây: ……",
            "Fax:",
            "Cơ quan chủ quản: Phòng B",
            "Cơ quan chủ quản: Phòng C",
            "…",
        ):
            document.add_paragraph(line)
        add_table(
            document,
            ("Tỉnh / thành phố", "C", "Họ và tên\u00a0hiệu trưởng", "Nguyễn Văn A"),
            ("Huyện", "D", "Điện thoại:", "……"),
            ("Năm thành lập", "1989", "Website: a.example", "Website: b.example"),
            ("Số điểm trường", "hai", "Xã", "E"),
            ("", "lạ", "", ""),
        )
        add_table(
            document,
            ("Công lập", "X", "Có HS bán trú", "Không"),
            ("☒ Có học sinh khuyết tật", "Tư thục", "☐ Loại hình khác", ""),
        )
        document.add_paragraph("1. Số lớp")
        add_table(document, ("Số lớp", "Năm học 2014 - 2015", "Năm học 2015 – 2016"), ("Khối lớp 1", "3", "4"))
        add_table(document, ("", "Năm học 2015-2016"), ("Phòng học kiên cố", ""))
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        school = report.assessment.school
        assert (school.name, school.former_name, school.authority) == ("Trường A", "", "Phòng B")
        assert (school.province, school.district, school.commune) == ("C", "D", "E")
        assert (school.principal, school.website, school.founded, school.sites) == (
            "Nguyễn Văn A",
            "a.example",
            1989,
            None,
        )
        assert school.features == (SchoolFeature.PUBLIC, SchoolFeature.PUPILS_WITH_DISABILITIES)
        assert report.assessment.school_year == SchoolYear(2015)
        assert texts_of(report) == [
            "Cơ quan chủ quản: Phòng C",
            "Website: b.example",
            "hai",
            "lạ",
        ]
        assert report.assessment.data == SchoolData({"classes": {"grade_1": {"2014-2015": 3, "2015-2016": 4}}})

    def test_lists_are_read_from_tables(self, tmp_path: Path) -> None:
        """Council and abbreviations, these also in two halves; rows that nobody filled in belong to the form."""
        document = empty_document()
        document.add_paragraph("DANH SÁCH VÀ CHỮ KÝ THÀNH VIÊN HỘI ĐỒNG TỰ ĐÁNH GIÁ")
        council = (
            ("TT", "Họ và tên", "Chức vụ", "Nhiệm vụ", "Chữ ký"),
            ("1", "Nguyễn Văn A", "Hiệu trưởng", "Chủ tịch", ""),
        )
        add_table(document, *council, ("2", "", "", "", ""), ("", "", "lạ", "", ""))
        add_table(
            document,
            ("STT", "Viết tắt", "Nội dung") * 2,
            ("1", "HS", "Học sinh", "2", "TĐG", "Tự đánh giá"),
            ("3", "", "", "4", "", ""),
            ("5", "X", "", "", "", ""),
        )
        add_table(document, *council)
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert report.assessment.council.members == (
            CouncilMember(name="Nguyễn Văn A", position="Hiệu trưởng", duty="Chủ tịch", role=CouncilRole.CHAIR),
        )
        assert [entry.short for entry in report.assessment.abbreviations] == ["HS", "TĐG"]
        assert texts_of(report) == ["lạ", "X", *(text for row in council for text in row if text)]

    def test_the_framework_follows_criteria_before_words(self, tmp_path: Path) -> None:
        """Criteria that only one framework has decide; what the cover says against them is reported."""
        report = read_lines(tmp_path, "TRƯỜNG TIỂU HỌC A", "Tiêu chuẩn 1: Tên", "Tiêu chí 10: Tên", framework=None)
        assert report.assessment.framework == "tt42-2012/secondary"
        assert FindingKind.FRAMEWORK in kinds_of(report)

    def test_a_few_criteria_leave_the_words(self, tmp_path: Path) -> None:
        """Criteria that both frameworks have decide nothing, unless they are all that one of them has."""
        lines = ["TRƯỜNG TRUNG HỌC CƠ SỞ A", "BÁO CÁO TỰ ĐÁNH GIÁ", "Quận 1, tháng 5 năm 2015", "Tiêu chuẩn 1: Tên"]
        report = read_lines(tmp_path, *lines, "Tiêu chí 1: Tên", "4. Kế hoạch: Năm học 2015-2016 làm", framework=None)
        assert report.assessment.framework == "tt42-2012/secondary"
        assert report.assessment.school.place == "Quận 1"
        assert report.assessment.school_year == SchoolYear(2014)

    def test_criteria_of_no_framework_leave_the_words(self, tmp_path: Path) -> None:
        """Where criteria decide nothing the institution does."""
        report = read_lines(tmp_path, "TRƯỜNG THCS A", "Tiêu chuẩn 9: Tên", "Tiêu chí 10: Tên", framework=None)
        assert report.assessment.framework == "tt42-2012/secondary"

    def test_a_centre_has_no_framework_yet(self, tmp_path: Path) -> None:
        """The error is the registry's own."""
        with pytest.raises(FrameworkNotAvailableError):
            read_lines(tmp_path, "TRUNG TÂM GIÁO DỤC THƯỜNG XUYÊN A", framework=None)

    def test_a_file_that_is_no_report_is_refused(self, tmp_path: Path) -> None:
        """Neither a criterion nor a kind of school; with a framework given it is read, and all of it handed back."""
        with pytest.raises(UnreadableFileError, match="no criterion"):
            read_lines(tmp_path, "Thư mời họp", framework=None)
        assert texts_of(read_lines(tmp_path, "Thư mời họp")) == ["Thư mời họp"]


class TestConclusion:
    """The general conclusion: claims, level, signature."""

    @pytest.mark.parametrize(
        ("line", "claims"),
        [
            ("- Tổng số các chỉ số đạt: 84/84 (100%)", Claims(indicators_met=84)),
            ("+ Số lượng tiêu chí đạt yêu cầu: 26/28 chiếm 92,8%", Claims(criteria_met=26)),
            ("Tỷ lệ chỉ số đạt: 97,6%", Claims()),
            ("Nhà trường có 82/84 chỉ số đạt và 26/28 tiêu chí đạt.", Claims(indicators_met=82, criteria_met=26)),
            ("- Đạt: 83/84 chỉ số; không đạt: 1/84 chỉ số", Claims(indicators_met=83)),
            ("Trường tự đánh giá đạt cấp độ 2.", Claims(level=Level.TWO)),
            ("Đề nghị công nhận trường đạt Cấp độ: III", Claims(level=Level.THREE)),
        ],
    )
    def test_claims(self, line: str, claims: Claims, tmp_path: Path) -> None:
        """Counts before or behind what they count; percentages are no counts."""
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", line)
        assert report.assessment.claims == claims
        assert texts_of(report) == []

    @pytest.mark.parametrize(
        ("line", "is_text"),
        [
            ("- Số lượng và tỷ lệ các chỉ số đạt: đạt 83/84 (98,8%); không đạt 1/84 (1,2%)", False),
            ("Còn 1 tiêu chí chưa đạt", False),
            ("- Số lượng tiêu chí không đạt: 1 (1.7)", False),
            ("- Về tiêu chí 3.2 nhà trường đã xây thêm 2 phòng học", True),
            ("Các tiêu chí của nhà trường được cải thiện rõ trong 5 năm qua", True),
            ("Các tiêu chí chưa đạt gồm: 1.2; 3.4", True),
        ],
    )
    def test_a_count_says_nothing_else(self, line: str, is_text: bool, tmp_path: Path) -> None:
        """What has other words, or names criteria without a number of them, is text of the conclusion."""
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", line)
        assert report.assessment.conclusion == (line if is_text else "")
        assert texts_of(report) == []

    @pytest.mark.parametrize("line", ["Phấn đấu có 28/28 tiêu chí đạt", "Trong đó tiêu chuẩn 1 có 7/7 tiêu chí đạt"])
    def test_no_claim(self, line: str, tmp_path: Path) -> None:
        """What is hoped for is none, and neither is the count of one standard."""
        assert read_lines(tmp_path, "III. KẾT LUẬN CHUNG", line).assessment.claims == Claims()

    def test_several_levels_are_reported(self, tmp_path: Path) -> None:
        """None of them is taken, unless a line of its own claims one; no level at all is reported too."""
        between = "Từ cấp độ 1 lên cấp độ 2"
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", between)
        assert report.assessment.claims.level is None
        assert any("several levels" in str(finding) for finding in report.findings)
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", between, "Cấp độ đạt: cấp độ 2")
        assert report.assessment.claims.level is Level.TWO
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", "Cấp độ đạt: 1", "Cấp độ đạt: 2")
        assert report.assessment.claims.level is None
        assert any(
            "claims no level" in str(finding) for finding in read_lines(tmp_path, "III. KẾT LUẬN CHUNG").findings
        )

    @pytest.mark.parametrize(
        "hope",
        [
            "Nhà trường phấn đấu đạt cấp độ 3.",
            "Cấp độ nhà trường phấn đấu đạt: cấp độ 3",
            "Trường sẽ đạt cấp độ 3 vào năm 2018",
            "Chưa đạt cấp độ 3",
        ],
    )
    def test_a_level_that_is_hoped_for_is_no_claim(self, hope: str, tmp_path: Path) -> None:
        """It stays in the text of the conclusion, and a finding says that it was not taken."""
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", hope)
        assert report.assessment.claims.level is None
        assert report.assessment.conclusion == hope
        assert any("not claimed plainly" in str(finding) for finding in report.findings)
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", "Trường tự đánh giá đạt cấp độ 2. " + hope)
        assert report.assessment.claims.level is Level.TWO

    @pytest.mark.parametrize(
        "words",
        [
            "Nhà trường tự đánh giá đạt cấp độ: cấp độ 1, 2, 3 (khoanh tròn)",
            "Trường đạt cấp độ 1 hoặc cấp độ 2",
            "Trường đạt cấp độ 2 năm 2012. Nay trường không đạt cấp độ nào.",
            "Trước đây trường đạt cấp độ 2",
            "Trường đăng ký cấp độ 3",
            "Trường đạt cấp độ 2. Chưa đạt cấp độ nào",
        ],
    )
    def test_a_level_to_choose_of_another_year_or_denied_is_no_claim(self, words: str, tmp_path: Path) -> None:
        """The conclusion claims no level, and a finding says so."""
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", words)
        assert report.assessment.claims.level is None
        assert any("claims no level" in str(finding) for finding in report.findings)

    def test_a_level_of_this_school_year_is_a_claim(self, tmp_path: Path) -> None:
        """The year of the circular and the school year do not make it one of another time."""
        words = "Theo Thông tư 42/2012/TT-BGDĐT ngày 23 tháng 11 năm 2012, năm học 2016-2017 trường đạt cấp độ 2"
        assert read_lines(tmp_path, "III. KẾT LUẬN CHUNG", words).assessment.claims.level is Level.TWO

    @pytest.mark.parametrize("is_table", [False, True])
    def test_the_signature(self, is_table: bool, tmp_path: Path) -> None:
        """Place and date, role, name; in lines or in a table without rules."""
        document = empty_document()
        document.add_paragraph("III. KẾT LUẬN CHUNG")
        lines = (
            "Ví Dụ, ngày 5 tháng 10 năm 2016",
            "CHỦ TỊCH HỘI ĐỒNG",
            "(Ký tên, đóng dấu)",
            "Nguyễn Văn A",
            "Hiệu trưởng",
            "Nơi nhận",
        )
        if is_table:
            add_table(document, ("Năm", "Số"))
            table = document.add_table(rows=0, cols=2)
            table._tbl.append(build_row("", list(lines)))  # noqa: SLF001 - rows built directly
        for line in lines if not is_table else ():
            document.add_paragraph(line)
        document.add_paragraph(
            "Một câu rất dài đứng sau chữ ký nhưng không thuộc về chữ ký, vì vậy vẫn là lời của kết luận này."
        )
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        read = report.assessment
        assert read.signature == Signature(role="CHỦ TỊCH HỘI ĐỒNG", name="Nguyễn Văn A", date=dt.date(2016, 10, 5))
        assert read.school.place == "Ví Dụ"
        assert read.conclusion.startswith("Năm | Số\nMột câu" if is_table else "Một câu")
        assert texts_of(report) == ["Hiệu trưởng", "Nơi nhận"]

    def test_a_date_that_does_not_exist_is_reported(self, tmp_path: Path) -> None:
        """It is kept apart; a date left open belongs to the form."""
        report = read_lines(tmp_path, "III. KẾT LUẬN CHUNG", "A, ngày 31 tháng 2 năm 2016", "B, ngày … tháng … năm …")
        assert report.assessment.signature.date is None
        assert any("there is no such date" in str(finding) for finding in report.findings)
        assert texts_of(report) == ["A, ngày 31 tháng 2 năm 2016"]


class TestEvidenceList:
    """The six columns of the list, in one table or many."""

    def test_rows_are_read(self, tmp_path: Path) -> None:
        """Bands, repeated heads, rows without a code, codes without a box; what is bad is reported by its place."""
        head = (
            "TT",
            "Mã minh chứng",
            "Tên minh chứng",
            "Số, ngày/tháng ban hành",
            "Nơi ban hành hoặc người thực hiện",
            "Ghi chú",
        )
        document = empty_document()
        document.add_paragraph("DANH MỤC MÃ MINH CHỨNG")
        add_table(
            document,
            head,
            ("", "", "Đầu", "", "", ""),
            ("Tiêu chuẩn 1", *[""] * 5),
            ("", "", "Tiêu chí 1: Tên", "", "", ""),
            ("1", "[H1-1-01- 01]", "Quyết định", "12/QĐ", "Trường", ""),
            ("", "", "Bản sao", "13/QĐ", "", "cũ"),
            head,
            ("2", "MC.1.1.02", "Sổ", "", "", ""),
            ("3", "H1-1", "Lạ", "", "", ""),
            ("4", "H1-1-01-04", "", "", "", ""),
            ("5", "", "", "", "", ""),
        )
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert report.assessment.evidence == (
            Evidence(
                code=EvidenceCode(1, 1, 1, 1),
                name="Quyết định\nBản sao",
                reference="12/QĐ\n13/QĐ",
                issuer="Trường",
                note="cũ",
            ),
            Evidence(code=EvidenceCode(1, 1, 1, 2), name="Sổ"),
        )
        assert kinds_of(report).count(FindingKind.EVIDENCE) == 4
        assert texts_of(report) == ["Đầu", "3", "H1-1", "Lạ", "4", "H1-1-01-04"]

    def test_a_code_may_have_four_columns(self, tmp_path: Path) -> None:
        """Box, standard, criterion and number each in a column of its own."""
        document = empty_document()
        add_table(
            document,
            ("Hộp", "TC", "T.chí", "Số MC", "Tên minh chứng"),
            ("H1", "1", "02", "03", "Sổ"),
            ("1", "", "2", "3", "Lạ"),
        )
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert report.assessment.evidence == (Evidence(code=EvidenceCode(1, 1, 2, 3), name="Sổ"),)
        assert texts_of(report) == ["1", "2", "3", "Lạ"]

    def read_rows(self, tmp_path: Path, *rows: tuple[str, ...]) -> ReadReport:
        """Read a report that has nothing but a list of these rows."""
        document = empty_document()
        add_table(document, *rows)
        return read_report(save(document, tmp_path / "report.docx"), PRIMARY)

    def test_the_head_may_have_two_rows(self, tmp_path: Path) -> None:
        """One head stands above the four parts of a code, as in lists of their own."""
        document = empty_document()
        table = document.add_table(rows=3, cols=6)
        table.cell(0, 1).merge(table.cell(0, 4))
        rows = (
            ("TT", "Mã minh chứng", None, None, None, "Tên minh chứng"),
            ("", "Hộp", "TC", "T.chí", "Số MC", ""),
            ("1", "2", "1", "2", "3", "Sổ"),
        )
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    table.cell(place, column).text = text
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert report.assessment.evidence == (Evidence(code=EvidenceCode(2, 1, 2, 3), name="Sổ"),)
        assert report.unplaced == ()

    def test_rows_below_one_merged_code_are_its_items(self, tmp_path: Path) -> None:
        """What only an item says, and has no place of its own, stands in the item's note."""
        document = empty_document()
        table = document.add_table(rows=3, cols=5)
        table.cell(1, 0).merge(table.cell(2, 0)).text = "H1-1-01-01"
        rows = (
            ("Mã minh chứng", "Tên minh chứng", "Ngày ban hành", "Nơi ban hành", "Ghi chú"),
            ("", "Sổ", "1/2016", "Trường", ""),
            ("", "Sổ", "2/2016", "Phòng", "cũ"),
        )
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    table.cell(place, column).text = text
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        (item,) = report.assessment.evidence
        assert [(piece.reference, piece.note) for piece in item.pieces] == [("1/2016", ""), ("2/2016", "Phòng; cũ")]
        assert report.unplaced == ()
        assert FindingKind.EVIDENCE in kinds_of(report)

    def test_titles_in_the_table_are_headings_and_other_text_comes_back(self, tmp_path: Path) -> None:
        """Above the head, only what names the list or a standard has a use."""
        report = self.read_rows(
            tmp_path,
            ("DANH MỤC MÃ MINH CHỨNG", ""),
            ("Tiêu chuẩn 1: Tên", ""),
            ("Lời dặn", ""),
            ("Mã minh chứng", "Tên minh chứng"),
            ("H1-1-01-01", "Sổ"),
        )
        assert len(report.assessment.evidence) == 1
        assert texts_of(report) == ["Lời dặn"]
        assert kinds_of(report).count(FindingKind.UNPLACED) == 1
        assert FindingKind.EVIDENCE not in kinds_of(report)

    def test_a_row_goes_on_only_with_a_row_that_was_kept(self, tmp_path: Path) -> None:
        """Below a row that was left out, a row without a code is left out too, with a finding."""
        report = self.read_rows(
            tmp_path,
            ("Mã minh chứng", "Tên minh chứng"),
            ("H1-1-01-01", "Sổ"),
            ("H1-1", "Lạ"),
            ("", "Bản sao"),
        )
        assert [item.name for item in report.assessment.evidence] == ["Sổ"]
        assert texts_of(report) == ["H1-1", "Lạ", "Bản sao"]
        assert kinds_of(report).count(FindingKind.EVIDENCE) == 2

    def test_a_list_that_comes_again_adds_nothing(self, tmp_path: Path) -> None:
        """Rows that are there word for word are left out with a finding, and come back."""
        rows = (("Mã minh chứng", "Tên minh chứng"), ("H1-1-01-01", "Sổ"))
        document = empty_document()
        for _ in range(2):
            add_table(document, *rows)
            document.add_paragraph("Lời dặn")
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert len(report.assessment.evidence) == 1
        (finding,) = (finding for finding in report.findings if finding.kind is FindingKind.EVIDENCE)
        assert str(finding.message) == "the row says the same as one above; it was left out"
        assert str(finding.place) == "paragraph 8, table 2, row 2, column 1"
        assert finding.texts == ("H1-1-01-01", "Sổ")

    def test_columns_of_the_internal_list_are_read(self, tmp_path: Path) -> None:
        """A day that cannot be read, room to be filled in, and a column that nobody knows lose nothing."""
        report = self.read_rows(
            tmp_path,
            ("", "Mã minh chứng", "Tên minh chứng", "Nơi lưu giữ", "Ngày thu thập", "Màu", "Ghi chú"),
            ("1", "H1-1-01-01", "Sổ", "Văn thư", "05/09/2016", "xanh", "….."),
            ("2", "H1-1-01-02", "Kế hoạch", "", "đầu năm", "", ""),
            ("", "", "Bản sao", "Kho", "06/09/2016", "", ""),
        )
        first, second = report.assessment.evidence
        assert (first.holder, str(first.collected_from), first.note) == ("Văn thư", "2016-09-05", "")
        assert (second.name, second.holder, second.note) == ("Kế hoạch\nBản sao", "Kho", "06/09/2016")
        assert texts_of(report) == ["xanh", "đầu năm"]
        assert kinds_of(report).count(FindingKind.EVIDENCE) == 2

    def test_lists_inside_one_large_table_are_found(self, tmp_path: Path) -> None:
        """Rows with a head of a list end where a part of the report begins."""
        document = empty_document()
        table = document.add_table(rows=0, cols=3)
        rows: tuple[tuple[str, ...], ...] = (
            ("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ",),
            ("Tiêu chuẩn 1",),
            ("Tiêu chí", "Đạt", "Không đạt"),
            ("1", "X", ""),
            ("DANH MỤC CHỮ VIẾT TẮT", "", ""),
            ("STT", "Viết tắt", "Nội dung"),
            ("1", "HS", "Học sinh"),
            ("", "", ""),
            ("II. TỰ ĐÁNH GIÁ",),
            ("Tiêu chuẩn 2: Tên",),
            ("Tiêu chí 1: Tên",),
            ("1. Mô tả hiện trạng",),
            ("Một",),
            ("2. Điểm mạnh", "Hai"),
            ("5. Tự đánh giá", "Đạt"),
            ("PHỤ LỤC",),
            ("", ""),
            ("TT", "Mã minh chứng", "Tên minh chứng"),
            ("1", "H2-2-01-01", "Sổ"),
        )
        for row in rows:
            table._tbl.append(build_row(*row))  # noqa: SLF001 - rows built directly
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        read = report.assessment
        assert [(str(sheet.criterion), sheet.strengths) for sheet in read.sheets] == [("1.1", ""), ("2.1", "Hai")]
        assert [entry.short for entry in read.abbreviations] == ["HS"]
        assert [str(item.code) for item in read.evidence] == ["[H2-2-01-01]"]
        assert texts_of(report) == []


class TestExportedReport:
    """Import of an exported Word report gives the same self-assessment, for what the report prints."""

    @pytest.mark.parametrize("name", ["primary-2017.json", "lower-secondary-2017.json", "secondary-data-2017.json"])
    def test_an_example_comes_back(self, name: str, tmp_path: Path) -> None:
        """What no page shows stays behind; roles are printed in capitals, and verdicts follow from ratings.

        Of the figures, Part I shows five school years and the totals that follow from the others.
        """
        from kdcl.convert import load  # noqa: PLC0415 - only this test needs it
        from kdcl.scoring import score  # noqa: PLC0415

        written = without_items(load(EXAMPLES / name))
        framework = get_framework(written.framework)
        file = tmp_path / "report.docx"
        file.write_bytes(get_renderer("docx").render(build_report(written, framework)))
        report = read_report(file)
        scored = score(written.ratings, framework)
        verdicts = {criterion.code: criterion.verdict for criterion in scored.criteria}
        sheets = {sheet.criterion: sheet for sheet in written.sheets}
        role = written.signature.role or "Hiệu trưởng"
        name_below = written.signature.name or ("" if written.signature.role else written.school.principal)
        printed = attrs.evolve(
            written,
            school=attrs.evolve(written.school, category=None, region=None),
            sheets=tuple(
                attrs.evolve(sheets.get(code, CriterionSheet(criterion=code)), stated_verdict=verdict)
                for code, verdict in verdicts.items()
            ),
            claims=Claims(
                level=written.claims.level, indicators_met=scored.indicators_met, criteria_met=scored.criteria_met
            ),
            plan=AssessmentPlan(),
            opinions=(),
            signature=attrs.evolve(written.signature, role=role.upper(), name=name_below),
            note="",
            data=printed_data(Figures.of(written, framework)),
        )
        assert_same(report.assessment, printed)
        assert texts_of(report) == []


def printed_data(figures: Figures) -> SchoolData:
    """Return the figures that Part I prints of a school: totals as they follow, and no ratios."""
    printed: dict[DataPlace, Figure | None] = {}
    for table in (table for group in figures.form.groups if not group.is_supplement for table in group.tables):
        for row in figures.rows(table):
            for column in [column.id for column in table.columns] or list(map(str, figures.years)):
                place = DataPlace(table.id, row.key, column)
                if table.kind_of(row, column) is ValueKind.TOTAL:
                    total = figures.find(place.row_name, column)
                    printed[place] = None if total is None else int(total)
                elif row.value is not ValueKind.RATIO:
                    printed[place] = figures.data.get(place)
    return SchoolData().with_figures(printed)


def without_items(written: SelfAssessment) -> SelfAssessment:
    """Return the facts without improvement items: the report prints them as sentences, which come back as sentences."""
    return attrs.evolve(written, sheets=tuple(attrs.evolve(sheet, improvements=()) for sheet in written.sheets))


def assert_same(found: SelfAssessment, expected: SelfAssessment) -> None:
    """Compare field by field, so that a failure names the field."""
    for field in attrs.fields(SelfAssessment):
        assert getattr(found, field.name) == getattr(expected, field.name), field.name


@pytest.fixture(scope="module")
def report() -> ReadReport:
    """Return the real report as it is read."""
    if not SAMPLE.exists():
        pytest.skip("the report of 2016 lies beside the project, not in it")
    return read_report(SAMPLE)


class TestRealReport:
    """A real report of 2016, typed by hand: what is known of it is found."""

    def test_criteria_and_verdicts(self, report: ReadReport) -> None:
        """All 28 criteria have their items, and all are stated as met."""
        sheets = report.assessment.sheets
        assert len(sheets) == 28
        assert {sheet.stated_verdict for sheet in sheets} == {Rating.MET}
        assert all(s.current_state and s.strengths and s.weaknesses and s.improvement_plan for s in sheets)
        assert set(report.assessment.ratings.values()) == {Rating.MET}
        assert len(report.assessment.ratings) == 84

    def test_claims(self, report: ReadReport) -> None:
        """Level 3, with all indicators and criteria."""
        assert report.assessment.claims == Claims(level=Level.THREE, indicators_met=84, criteria_met=28)

    def test_codes(self, report: ReadReport) -> None:
        """Every code is found where it stands, and all of them in the sheets."""
        assert len(report.codes) == 147
        assert sum(found.is_official for found in report.codes) == 121

    def test_part_one(self, report: ReadReport) -> None:
        """Five years of figures are found; what is left of Part I are rows and cells that the form does not have."""
        data = report.assessment.data
        assert [year.start for year in data.years] == [2011, 2012, 2013, 2014, 2015]
        assert len(data) > 180
        assert {str(part.section) for part in report.unplaced} == {"Part I"}
        assert len(report.unplaced) < 40
        noted = [
            finding.place.find_part(PartKind.PARAGRAPH)
            for finding in report.findings
            if finding.kind is FindingKind.FIGURE
        ]
        assert len(noted) > 10
        assert None not in noted


class TestRoles:
    """A role in the council is read from the duty that a list names."""

    @pytest.mark.parametrize(
        ("duty", "role"),
        [
            ("Chủ tịch hội đồng", CouncilRole.CHAIR),
            ("Chủ tịch HĐ TĐG", CouncilRole.CHAIR),
            ("CT, phụ trách chung", CouncilRole.CHAIR),
            ("Phó Chủ tịch", CouncilRole.VICE_CHAIR),
            ("Phó chủ tịch HĐ", CouncilRole.VICE_CHAIR),
            ("Thư kí hội đồng", CouncilRole.SECRETARY),
            ("Thư ký hội đồng", CouncilRole.SECRETARY),
            ("Uỷ viên", None),
            ("Ủy viên, trưởng nhóm", None),
            ("Chủ tịch công đoàn", None),
            ("Viết báo cáo", None),
            ("", None),
        ],
    )
    def test_read_from_the_duty(self, duty: str, role: CouncilRole | None) -> None:
        """It stands first, alone or before the word for the council; another office is none."""
        assert find_role(duty) is role
