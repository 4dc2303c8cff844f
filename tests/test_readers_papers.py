"""Tests of reading papers beside the report: plans, decisions, follow-up tables, boxes, sheets and summaries alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs
import docx
import pytest

import kdcl
from kdcl.blocks import Document
from kdcl.codes import CriterionCode
from kdcl.documents import DOCUMENTS, DocumentForm, get_document
from kdcl.errors import UnreadableFileError
from kdcl.law import DocumentKind, LegalNumber, Level
from kdcl.readers import PaperKind, ReadPaper, Use, read_paper
from kdcl.readers.papers.grounds import read_ground
from kdcl.renderers import render
from kdcl.school import (
    Box,
    CalendarMonth,
    Claims,
    CouncilMember,
    CouncilRole,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    ImprovementStatus,
    LegalGround,
    Opinion,
    OpinionOutcome,
    PlannedActivity,
    Rating,
    ResourceRow,
    SchoolYear,
    SelfAssessment,
    Training,
    WorkingGroup,
)
from kdcl.standards import get_framework
from kdcl.text.folding import fold
from reports import iter_texts
from word_files import add_table, empty_document, save, save_lines

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("plan-2017", "primary-2017", "lower-secondary-2017", "secondary-data-2017")
COMPUTED = ("report", "figures", "summary", "registration", "box-labels", "assignment", "member-pages")
"""Papers that print what follows from facts they do not hold; reports have tests of their own."""

LETTERHEAD = (
    "UBND HUYỆN B\nTRƯỜNG TIỂU HỌC A\nSố: 12/KH-THA",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXã A, ngày 03 tháng 9 năm 2016",
)


def write(path: Path, *parts: str | Sequence[tuple[str, ...]]) -> Path:
    """Write a Word file of lines and tables."""
    document = empty_document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            add_table(document, *part)
    return save(document, path)


def load(name: str) -> SelfAssessment:
    """Return an example."""
    return kdcl.load(EXAMPLES / f"{name}.json")


def unplaced(paper: ReadPaper) -> list[str]:
    """Return the texts that have no place."""
    return [paragraph.text for paragraph in paper.unplaced]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a test writes its file."""
    return tmp_path / "x.docx"


class TestOwnDocuments:
    """Every document of this library comes back with nothing unplaced, and with the facts it prints."""

    @pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
    @pytest.mark.parametrize(
        "name", [pytest.param(name, marks=[] if name == "primary-2017" else pytest.mark.big) for name in NAMES]
    )
    def test_comes_back(self, path: Path, name: str, form: DocumentForm) -> None:
        """What is composed from the facts that were read prints what was printed, but for what the paper never held."""
        school = load(name)
        framework = get_framework(school.framework)
        document = form.build(school, framework)
        path.write_bytes(render(document, "docx"))
        if not school.evidence and form.id.startswith("box"):
            assert read_paper(path, framework=framework).unplaced == ()
            return
        paper = read_paper(path)
        assert paper.recognition.kind is PaperKind(form.id.removesuffix("-internal"))
        assert paper.unplaced == ()
        assert paper.assessment.framework == school.framework
        assert paper.assessment.school_year == school.school_year
        assert fold(paper.assessment.school.name) == fold(school.school.name)
        if form.id not in COMPUTED:
            again = form.build(paper.assessment, framework)
            assert _printed(again) == _printed(document)

    @pytest.mark.parametrize("name", NAMES[1:])
    def test_results(self, path: Path, name: str) -> None:
        """A summary and a registration come back with what they claim."""
        school = load(name)
        framework = get_framework(school.framework)
        found = kdcl.score(school.ratings, framework)
        for kind in ("summary", "registration"):
            path.write_bytes(render(get_document(kind).build(school, framework), "docx"))
            claims = read_paper(path).assessment.claims
            assert (claims.indicators_met, claims.criteria_met) == (found.indicators_met, found.criteria_met)
            assert claims.level == (school.claims.level if kind == "summary" else school.claims.level or found.level)

    def test_school_below_the_title(self, path: Path) -> None:
        """A sheet that names the school and the group between its title and its criterion says whose it is."""
        lines = ("PHIẾU ĐÁNH GIÁ TIÊU CHÍ", "TRƯỜNG TIỂU HỌC SÔNG HỒNG", "Nhóm: Nhóm 1", "Tiêu chuẩn 1: Tên")
        write(path, *lines, "Tiêu chí 1.1: Tên", "1. Mô tả hiện trạng", "Có đủ.", "2. Điểm mạnh", "Tốt.")
        paper = read_paper(path, framework=get_framework("primary"))
        assert (paper.assessment.school.name, paper.unplaced) == ("TRƯỜNG TIỂU HỌC SÔNG HỒNG", ())
        assert [group.name for group in paper.assessment.council.groups] == ["Nhóm 1"]

    def test_single_sheet(self, path: Path) -> None:
        """One sheet alone is read like all of them, and no other is missed."""
        school = load("plan-2017")
        framework = get_framework(school.framework)
        build: Any = get_document("sheets").build
        path.write_bytes(render(build(school, framework, criterion=CriterionCode(3, 2)), "docx"))
        paper = read_paper(path)
        assert paper.unplaced == ()
        assert [str(sheet.criterion) for sheet in paper.assessment.sheets] == ["3.2"]
        assert [group.name for group in paper.assessment.council.groups] == ["Nhóm 3"]
        assert paper.assessment.council.groups[0].leader == "Nguyễn Văn D"
        assert not any("no sheet" in str(finding) for finding in paper.findings)

    def test_pages_of_members_begin_with_the_school(self, path: Path) -> None:
        """Whatever it is called: a name without the word for a school is taken from the first line."""
        school = load("plan-2017")
        named = attrs.evolve(school, school=attrs.evolve(school.school, name="Hoa Mai"))
        framework = get_framework(school.framework)
        path.write_bytes(render(get_document("member-pages").build(named, framework), "docx"))
        paper = read_paper(path, framework=framework)
        assert (paper.assessment.school.name, paper.unplaced) == ("Hoa Mai", ())

    def test_edited(self, path: Path) -> None:
        """What somebody added to a document of ours is handed back."""
        school = load("plan-2017")
        framework = get_framework(school.framework)
        for form in DOCUMENTS:
            if form.id.startswith("box") or form.id in ("decision", "report"):
                continue
            path.write_bytes(render(form.build(school, framework), "docx"))
            document = docx.Document(str(path))
            document.add_paragraph("Một câu do ai đó gõ thêm vào: xem lại.")
            document.save(str(path))
            assert unplaced(read_paper(path)) == ["Một câu do ai đó gõ thêm vào: xem lại."], form.id


def _printed(document: Document) -> list[str]:
    """Return the printed texts, but for room to be filled in, which moves the stop behind the last ground."""
    texts = (fold(text).rstrip(";.") for text in iter_texts(document))
    return [words for words in texts if any(map(str.isalpha, words)) and words != _ROOM]


_ROOM = "can cu "


class TestPlan:
    """A plan is read by its headings, lists and tables, as a Word file and as plain text."""

    LINES = (
        "KẾ HOẠCH THỰC HIỆN CÔNG TÁC",
        "KIỂM ĐỊNH CHẤT LƯỢNG TRƯỜNG",
        "NĂM HỌC 2017-2018",
        "Căn cứ Thông tư 42/2012/TT-BGDĐT ngày 23/11/2012 của Bộ Giáo dục và Đào tạo ban hành Quy định A;",
        "Thực hiện công văn số 11/PGDĐT ngày 12/4/2015 của Phòng Giáo dục và Đào tạo huyện B về việc hướng dẫn;",
        "Căn cứ tình hình thực tế của trường;",
        "Trường Tiểu học A đề ra kế hoạch năm học 2017-2018 như sau:",
        "I. ĐẶC ĐIỂM TÌNH HÌNH",
        "1. Thuận lợi",
        "Thuận lợi là có đủ phòng.",
        "Đội ngũ ổn định.",
        "2. Khó khăn: thiếu thời gian.",
        "II. CÁC NHIỆM VỤ TRỌNG TÂM",
        "1. Hệ thống văn bản.",
        "2. Làm theo văn bản sau:",
        "- Văn bản số 1.",
        "- Văn bản số 2.",
        "III. CÁC NHIỆM VỤ CỤ THỂ",
        "- Viết báo cáo",
        "trong học kỳ II.",
        "- Nộp báo cáo.",
        "IV. CHỈ TIÊU VÀ BIỆN PHÁP",
        "1. Chỉ tiêu",
        "- Trường đạt Cấp độ 1.",
        "2. Biện pháp",
        "- Họp hằng tuần.",
        "V. TỔ CHỨC THỰC HIỆN",
        "Thời gian",
        "Nội dung",
        "Tháng 9/2017",
        "- Lập kế hoạch.",
        "Tháng 01,02/2018",
        "- Hoàn thành báo cáo (Nhóm thư ký).",
        "Trên đây là kế hoạch của trường./.",
        "Nơi nhận:",
        "- PGD&ĐT huyện B:",
        "- Lưu: VT.",
        "HIỆU TRƯỞNG",
        "(Đã ký tên, đóng dấu)",
        "Nguyễn Văn A",
        "LỊCH HOẠT ĐỘNG CÔNG TÁC",
        "KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC",
        "NĂM HỌC 2017-2018",
        "Tháng",
        "Nội dung chính",
        "9/2017",
        "- Tập huấn (văn bản 1 bộ - nếu có).",
        "HIỆU TRƯỞNG",
        "(Đã ký tên, đóng dấu)",
        "Nguyễn Văn A",
        "LỊCH THỰC HIỆN TỰ ĐÁNH GIÁ",
        "Thời gian",
        "Các hoạt động",
        "Tuần 5",
        "(Từ 18//9/2017 đến 23/9/2017)",
        "- Xây dựng kế hoạch.",
        "Tuần",
        "6,7",
        "(Từ 25/9/2017 đến 07/10/2017)",
        "- Phổ biến.",
        "Họp để:",
        "Tuần 8",
        "(Từ 09/10/20017 đến 14/10/2017)",
        "- Chuẩn bị.",
    )

    @pytest.fixture(params=["txt", "docx"])
    def paper(self, request: pytest.FixtureRequest, tmp_path: Path) -> ReadPaper:
        """Return a yearly plan as it was read, from plain text or from Word."""
        path = tmp_path / f"plan.{request.param}"
        if request.param == "txt":
            path.write_text("\n\n".join(self.LINES), "utf-8")
        else:
            save_lines(path, *self.LINES)
        return read_paper(path)

    def test_whole(self, paper: ReadPaper) -> None:
        """Every text has its place; kind, school and year are recognised."""
        assert unplaced(paper) == []
        assert paper.recognition.kind is PaperKind.WORK_PLAN
        assert paper.assessment.school.name == "Trường Tiểu học A"
        assert paper.assessment.school.principal == "Nguyễn Văn A"
        assert paper.assessment.school_year == SchoolYear(2017)
        assert paper.guessed == ()

    def test_grounds(self, paper: ReadPaper) -> None:
        """A ground has number, day, issuer and subject; one that is no document is its own words."""
        circular, letter, other = paper.assessment.plan.grounds
        assert circular == LegalGround(
            number=LegalNumber.parse("42/2012/TT-BGDĐT"),
            date=dt.date(2012, 11, 23),
            issuer="Bộ Giáo dục và Đào tạo",
            subject="ban hành Quy định A",
        )
        assert (letter.date, letter.issuer) == (dt.date(2015, 4, 12), "Phòng Giáo dục và Đào tạo huyện B")
        assert letter.subject == "hướng dẫn"
        assert other == LegalGround(subject="tình hình thực tế của trường")

    def test_lists(self, paper: ReadPaper) -> None:
        """Entries stand behind dashes or numbers; what has neither goes on with the entry above."""
        plan = paper.assessment.plan
        assert plan.advantages == ("Thuận lợi là có đủ phòng.", "Đội ngũ ổn định.")
        assert plan.difficulties == ("thiếu thời gian.",)
        assert plan.key_tasks == (
            "Hệ thống văn bản.",
            "Làm theo văn bản sau:\n- Văn bản số 1.\n- Văn bản số 2.",
        )
        assert plan.tasks == ("Viết báo cáo\ntrong học kỳ II.", "Nộp báo cáo.")
        assert plan.targets == ("Trường đạt Cấp độ 1.",)
        assert plan.target_level is Level(1) or plan.target_level == Level(1)
        assert plan.actions == ("Họp hằng tuần.",)
        assert plan.recipients == ("PGD&ĐT huyện B", "Lưu: VT")

    def test_timetables(self, paper: ReadPaper) -> None:
        """Months and weeks come from lines too, with the days that are written soundly."""
        timetable = paper.assessment.plan.timetable
        assert [row.months for row in timetable.stages] == [
            (CalendarMonth(2017, 9),),
            (CalendarMonth(2018, 1), CalendarMonth(2018, 2)),
        ]
        assert [row.months for row in timetable.months] == [(CalendarMonth(2017, 9),)]
        assert timetable.stages[1].activities == (
            PlannedActivity(text="Hoàn thành báo cáo", responsible="Nhóm thư ký"),
        )
        assert timetable.months[0].activities == (PlannedActivity(text="Tập huấn (văn bản 1 bộ - nếu có)."),)
        assert [row.weeks for row in timetable.weeks] == [(5,), (6, 7), (8,)]
        assert (timetable.weeks[1].first_day, timetable.weeks[1].last_day) == (
            dt.date(2017, 9, 25),
            dt.date(2017, 10, 7),
        )
        assert timetable.weeks[0].first_day is None
        assert timetable.weeks[0].written == "Tuần 5\n(Từ 18//9/2017 đến 23/9/2017)"

    def test_mistyped_dates(self, paper: ReadPaper) -> None:
        """A date that is not written soundly is told, with the one day it can mean."""
        told = [str(finding.message) for finding in paper.findings]
        assert [text for text in told if "2017-09-18" in text and "18//9/2017" in text]
        assert [text for text in told if "2017-10-09" in text and "09/10/20017" in text]

    def test_comes_out_in_its_own_shape(self, paper: ReadPaper, path: Path) -> None:
        """What was read is printed as such a plan again, and reading that gives the same facts."""
        school = paper.assessment
        document = get_document("work-plan").build(school, get_framework(school.framework))
        path.write_bytes(render(document, "docx"))
        again = read_paper(path)
        assert again.recognition.kind is PaperKind.WORK_PLAN
        assert again.unplaced == ()
        assert (again.assessment.plan, again.assessment.school) == (school.plan, school.school)

    def test_tables(self, path: Path) -> None:
        """Tables are known by the heads of their columns: assignment, training, resources, evidence, times."""
        write(
            path,
            [LETTERHEAD],
            "KẾ HOẠCH TỰ ĐÁNH GIÁ",
            "II. NỘI DUNG",
            "1. Phân công",
            [
                ("TT", "Tiêu chí", "Nhóm chịu trách nhiệm"),
                ("1", "Tiêu chí 1.1: Tên", "Nhóm số một"),
                ("2", "Khác", "X"),
                ("3", "1.2", ""),
            ],
            [("Nhóm", "Họ và tên", "Nhiệm vụ"), ("Nhóm 2\nTiêu chuẩn 9", "Nguyễn Văn A", "Trưởng nhóm"), ("", "", "")],
            [("Thời gian", "Thành phần", "Nội dung"), ("Tuần 1", "Cả trường", "Viết phiếu"), ("", "", "")],
            [
                ("TT", "Tiêu chí", "Các hoạt động", "Các nguồn lực cần huy động"),
                ("1", "Chung", "Sao chụp", "Máy"),
                ("2", "1.2", "In", "Giấy"),
                ("3", "Lạ", "In", ""),
                ("4", "1.3", "", ""),
            ],
            [("Nơi thu thập", "Dự kiến minh chứng cần thu thập", "Tiêu chí"), ("Kho", "Sổ", "1.1")],
            [("Thời gian", "Nội dung", "Người thực hiện"), ("Tuần 1", "Họp", "Thư ký"), ("", "", "")],
            [("Từ 05/9/2016 đến 10/9/2016", "- Họp lần hai"), ("12/9/2016", "- Viết")],
            [("Lạ", "Cột"), ("a", "b")],
            "Câu không thuộc phần nào.",
        )
        paper = read_paper(path)
        council, plan = paper.assessment.council, paper.assessment.plan
        assert council.groups == (
            WorkingGroup(name="Nhóm số một", criteria=(CriterionCode(1, 1),)),
            WorkingGroup(
                name="Nhóm 2", leader="Nguyễn Văn A", members=(GroupMember(name="Nguyễn Văn A", duty="Trưởng nhóm"),)
            ),
        )
        assert plan.trainings == (Training(time="Tuần 1", participants="Cả trường", content="Viết phiếu"),)
        assert plan.resources == (
            ResourceRow(activities="Sao chụp", resources="Máy"),
            ResourceRow(criterion=CriterionCode(1, 2), activities="In", resources="Giấy"),
            ResourceRow(activities="In"),
        )
        assert plan.expected_evidence == (
            ExpectedEvidenceRow(criterion=CriterionCode(1, 1), evidence="Sổ", place="Kho"),
        )
        assert plan.timetable.weeks[0].activities == (PlannedActivity(text="Họp", responsible="Thư ký"),)
        assert plan.timetable.weeks[1].last_day == dt.date(2016, 9, 10)
        assert plan.number == LegalNumber.parse("12/KH-THA")
        assert plan.date == dt.date(2016, 9, 3)
        assert paper.assessment.school.place == "Xã A"
        left = unplaced(paper)
        assert left == [
            "Khác",
            "X",
            "1.2",
            "Tiêu chuẩn 9",
            "Lạ",
            "1.3",
            "Lạ",
            "Cột",
            "a",
            "b",
            "Câu không thuộc phần nào.",
        ]
        assert paper.assessment.school_year == SchoolYear(2016)
        assert [str(place) for place in paper.guessed] == ["school_year"]

    def test_levels(self, path: Path) -> None:
        """Several levels among the targets are none: the one that is set has to be written down."""
        write(path, "TRƯỜNG TIỂU HỌC A", "KẾ HOẠCH TỰ ĐÁNH GIÁ", "Chỉ tiêu:", "- Đạt cấp độ 1.", "- Sau đó cấp độ 2.")
        paper = read_paper(path)
        assert paper.assessment.plan.target_level is None
        assert any("several levels" in str(finding) for finding in paper.findings)

    def test_chair(self, path: Path) -> None:
        """Who signs as chair of the council is its chair, named below the office."""
        foot = ("Nơi nhận:\n- Phòng GD;", "TM. HỘI ĐỒNG TỰ ĐÁNH GIÁ\nCHỦ TỊCH\n(Ký tên, đóng dấu)\nNguyễn Văn A")
        write(path, "TRƯỜNG TIỂU HỌC A", "KẾ HOẠCH TỰ ĐÁNH GIÁ", "Mục đích: Biết mình.", "Nội dung: lạ", [foot])
        paper = read_paper(path)
        assert paper.assessment.council.members == (CouncilMember(name="Nguyễn Văn A", role=CouncilRole.CHAIR),)
        assert paper.assessment.plan.purpose == ("Biết mình.",)
        assert unplaced(paper) == ["Nội dung: lạ"]

    def test_bad_head(self, path: Path) -> None:
        """A number or a day that cannot be read is told and left; a number to be filled in belongs to the form."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "Số: 1",
            "Số: …/KH-THA",
            "Số: x9/y",
            "Xã A, ngày 31 tháng 02 năm 2016",
            "Xã A, ngày 1 tháng 9 năm 2016",
            "Xã A, ngày 2 tháng 9 năm 2016",
            "KẾ HOẠCH TỰ ĐÁNH GIÁ",
            "(Dự thảo)",
            "V/v tự đánh giá",
            "Một câu.",
        )
        paper = read_paper(path)
        assert unplaced(paper) == [
            "Số: 1",
            "Số: x9/y",
            "Xã A, ngày 31 tháng 02 năm 2016",
            "Xã A, ngày 2 tháng 9 năm 2016",
            "Một câu.",
        ]
        assert paper.assessment.plan.date == dt.date(2016, 9, 1)

    def test_loose_ends(self, path: Path) -> None:
        """Headings too long, sentences without a school, names that fit no office, times without a repair."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "KẾ HOẠCH TỰ ĐÁNH GIÁ NĂM HỌC 2016-2017",
            "Căn cứ:",
            "Kế hoạch gồm các phần như sau:",
            f"Mục đích{' tự đánh giá' * 12}:",
            "Mục đích:",
            "……",
            "Biết mình.",
            "Thời gian biểu",
            [("Thời gian", "Hoạt động"), ("", "- Họp"), ("31/02/2017", "- Viết\n……")],
            "Một dòng chưa có thời gian.",
            [("Tên trường", "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n(Ký, đóng dấu)\nNguyễn Văn B", "HIỆU TRƯỞNG", "x")],
            [("KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n(Ký, đóng dấu)\nNguyễn Văn B", "HIỆU TRƯỞNG\nSố 5")],
            [("HIỆU TRƯỞNG\nNguyễn Văn A", "HIỆU TRƯỞNG\nNguyễn Văn C")],
        )
        paper = read_paper(path)
        assert paper.assessment.plan.purpose == ("Biết mình.",)
        assert paper.assessment.school.principal == "Nguyễn Văn A"
        assert [row.written for row in paper.assessment.plan.timetable.weeks] == []
        assert [row.written for row in paper.assessment.plan.timetable.months] == ["", "31/02/2017"]
        assert any("there is no such day" in str(finding) for finding in paper.findings)
        assert {"Nguyễn Văn B", "Số 5", "Nguyễn Văn C", "Tên trường", "x"} <= set(unplaced(paper))
        assert "Một dòng chưa có thời gian." in unplaced(paper)

    def test_nobody(self, path: Path) -> None:
        """A plan that names no school belongs to no framework: it has to be said."""
        write(path, "KẾ HOẠCH TỰ ĐÁNH GIÁ", "Mục đích: Biết mình.")
        with pytest.raises(UnreadableFileError, match="say which framework"):
            read_paper(path)
        paper = read_paper(path, framework=get_framework("tt42-2012/primary"))
        assert str(paper.recognition.in_words) == "the file is a self-assessment plan under tt42-2012/primary"

    def test_no_year(self, path: Path) -> None:
        """Without any year one is assumed, and told."""
        paper = read_paper(write(path, "TRƯỜNG TIỂU HỌC A", "KẾ HOẠCH TỰ ĐÁNH GIÁ"))
        assert any("was assumed" in str(finding) for finding in paper.findings)
        named = read_paper(
            write(path, "TRƯỜNG TIỂU HỌC A", "KẾ HOẠCH TỰ ĐÁNH GIÁ", "Mục đích", "Vì năm học 2015-2016.")
        )
        assert named.assessment.school_year == SchoolYear(2015)


class TestGrounds:
    """A ground is read whole or kept in its own words."""

    @pytest.mark.parametrize(
        "text",
        [
            "Thông tư số 42/2012/TT-BGDĐT và các văn bản khác",
            "Thông tư số 42/2012/TT-BGDĐT ngày 31/02/2012",
            "Thông tư số 0/2012/TT-BGDĐT",
            "Thông tư 42 của Bộ",
            "Thông tư số 42/2012/TT-BGDĐT ngày kia",
        ],
    )
    def test_own_words(self, text: str) -> None:
        """What is not understood to the end is no document with a number."""
        assert read_ground(text) == LegalGround(subject=text)

    def test_kinds(self) -> None:
        """A kind that the number says is not repeated; one that differs is kept."""
        assert read_ground("Văn bản số 46/KTKĐCLGD-KĐPT").kind is None
        assert read_ground("Thông tư số 42/2012/TT-BGDĐT ngày 23/11/2012 của Bộ A").issuer == "Bộ A"
        assert read_ground("Thông tư số 42/2012/TT-BGDĐT ngày 23/11/2012").date == dt.date(2012, 11, 23)
        assert read_ground("Quyết định số 46/KTKĐCLGD-KĐPT").kind is DocumentKind.DECISION
        assert read_ground("Thông tư số 42/2012/TT-BGDĐT ban hành quy định").subject == "ban hành quy định"


class TestDecision:
    """The decision has the council, and what its articles say in their own words."""

    def test_articles(self, path: Path) -> None:
        """What a school words in its own way is an addition to its article; lines below an article belong to it."""
        write(
            path,
            [LETTERHEAD],
            "QUYẾT ĐỊNH",
            "Về việc thành lập Hội đồng tự đánh giá",
            "HIỆU TRƯỞNG TRƯỜNG TIỂU HỌC A",
            "Căn cứ Công văn số 8987/BGDĐT-KTKĐCLGD;",
            "QUYẾT ĐỊNH:",
            "Điều 1. Lập hội đồng gồm các ông bà sau.",
            "Hội đồng có năm người.",
            "Điều 2.",
            "……",
            "Nơi nhận:",
            "- Như Điều 1;",
            "HIỆU TRƯỞNG",
            "Nguyễn Văn A",
            "DANH SÁCH HỘI ĐỒNG",
            [
                ("TT", "Họ và tên", "Chức vụ", "Nhiệm vụ"),
                ("1", "Nguyễn Văn A", "Hiệu trưởng", "Chủ tịch HĐ"),
                ("2", "", "", ""),
            ],
            [
                ("Nhóm", "Họ và tên"),
                ("Nhóm công tác", ""),
                ("Nhóm thư ký", "Nguyễn Văn B"),
                ("Nhóm công tác", "Nguyễn Văn C"),
            ],
        )
        paper = read_paper(path)
        council = paper.assessment.council
        assert [(each.article, each.text) for each in council.decision.additions] == [
            (1, "Lập hội đồng gồm các ông bà sau."),
            (1, "Hội đồng có năm người."),
        ]
        assert council.members == (
            CouncilMember(name="Nguyễn Văn A", position="Hiệu trưởng", duty="Chủ tịch HĐ", role=CouncilRole.CHAIR),
        )
        assert [member.name for member in council.secretariat.members] == ["Nguyễn Văn B"]
        assert [(group.name, len(group.members)) for group in council.groups] == [("", 1)]
        assert council.decision.recipients == ("Như Điều 1",)
        assert unplaced(paper) == ["DANH SÁCH HỘI ĐỒNG"]

    def test_a_list_of_known_members_adds_none(self, path: Path) -> None:
        """A table of a group, or the same list again, names nobody new: it comes back."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "QUYẾT ĐỊNH",
            "Về việc thành lập Hội đồng tự đánh giá",
            "Điều 1. Lập hội đồng.",
            [("Họ và tên", "Nhiệm vụ"), ("Nguyễn Văn A", "Chủ tịch"), ("Nguyễn Văn B", "Thư ký")],
            "2. Nhóm thư ký",
            [("Họ và tên", "Nhiệm vụ"), ("NGUYỄN VĂN B", "Nhóm trưởng")],
        )
        paper = read_paper(path)
        assert [member.name for member in paper.assessment.council.members] == ["Nguyễn Văn A", "Nguyễn Văn B"]
        assert {"NGUYỄN VĂN B", "Nhóm trưởng"} <= set(unplaced(paper))


class TestFollowUp:
    """Opinions and improvements are rows; what is decided or done is read where the words say it plainly."""

    def test_opinions(self, path: Path) -> None:
        """Day, criterion and outcome are values; a hedged outcome stays open, is told and left."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "BẢNG TỔNG HỢP Ý KIẾN GÓP Ý",
            [
                ("TT", "Ngày nhận", "Người góp ý", "Phần góp ý", "Ý kiến", "Kết quả xử lý"),
                ("1", "26/02/2018", "Tổ 1", "Tiêu chí 1.2; mục 3", "Ghi rõ.", "tiếp thu một phần"),
                ("2", "cuối tháng", "Tổ 2", "Tiêu chí 9.9", "Sửa.", "sẽ xem xét tiếp thu"),
                ("3", "", "Tổ 3", "Phụ lục", "", ""),
                ("4", "", "", "", "Bỏ.", "chưa xử lý"),
                ("5", "", "", "", "Hay.", ""),
            ],
            [
                (
                    "THƯ KÝ HỘI ĐỒNG\n(Ký, ghi rõ họ tên)\nNguyễn Văn B",
                    "CHỦ TỊCH HỘI ĐỒNG\n(Ký, ghi rõ họ tên)\nNguyễn Văn A",
                )
            ],
        )
        paper = read_paper(path)
        assert paper.assessment.opinions == (
            Opinion(
                text="Ghi rõ.",
                source="Tổ 1",
                criterion=CriterionCode(1, 2),
                part="mục 3",
                received_on=dt.date(2018, 2, 26),
                outcome=OpinionOutcome.PARTLY_ACCEPTED,
            ),
            Opinion(text="Sửa.", source="Tổ 2", part="Tiêu chí 9.9"),
            Opinion(text="Bỏ."),
            Opinion(text="Hay."),
        )
        assert unplaced(paper) == ["cuối tháng", "sẽ xem xét tiếp thu", "Tổ 3", "Phụ lục"]
        assert any("not clear" in str(finding) for finding in paper.findings)
        assert [member.role for member in paper.assessment.council.members] == [
            CouncilRole.SECRETARY,
            CouncilRole.CHAIR,
        ]

    def test_improvements(self, path: Path) -> None:
        """Days and states are values; words that are none stay where they are."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "THEO DÕI KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",
            [
                ("Tiêu chí", "Nội dung cải tiến", "Người thực hiện", "Thời gian", "Tình trạng"),
                ("1.1", "Mua ghế", "Kế toán", "Từ 02/4/2018 đến 15/8/2018", "đang thực hiện"),
                ("", "Sửa phòng", "", "Đến 15/8/2018", "gần xong"),
                ("1.2", "Vẽ", "", "Học kỳ II", ""),
                ("1.3", "", "", "", ""),
                ("1.4", "Sơn", "", "", ""),
                ("lạ", "Trồng cây", "", "", ""),
            ],
        )
        paper = read_paper(path)
        first, second, third = paper.assessment.sheets
        assert first.improvements == (
            ImprovementItem(
                what="Mua ghế",
                responsible="Kế toán",
                first_day=dt.date(2018, 4, 2),
                last_day=dt.date(2018, 8, 15),
                status=ImprovementStatus.UNDER_WAY,
            ),
            ImprovementItem(what="Sửa phòng", last_day=dt.date(2018, 8, 15)),
        )
        assert second.improvements == (ImprovementItem(what="Vẽ"),)
        assert third.improvements == (ImprovementItem(what="Sơn"),)
        assert unplaced(paper) == ["gần xong", "Học kỳ II", "lạ", "Trồng cây"]
        assert sum("cannot be taken" in str(finding) for finding in paper.findings) == 2


class TestLetters:
    """A registration says whom it goes to and what level is asked for."""

    def test_registration(self, path: Path) -> None:
        """Without a letterhead the addressee is the authority; a level to be filled in is none."""
        wish = "Nhà trường đăng ký đánh giá ngoài và đề nghị được xem xét công nhận đạt cấp độ {}."
        lines = (
            "TRƯỜNG TIỂU HỌC A",
            "V/v đăng ký đánh giá ngoài",
            "Kính gửi: Phòng GD huyện B",
            "Năm học 2016-2017 tốt đẹp.",
        )
        paper = read_paper(write(path, *lines, wish.format(2), "Lưu ý nhỏ: cấp độ mong muốn là cao."))
        assert paper.assessment.claims == Claims(level=Level(2))
        assert paper.assessment.school.authority == "Phòng GD huyện B"
        assert unplaced(paper) == ["Năm học 2016-2017 tốt đẹp.", "Lưu ý nhỏ: cấp độ mong muốn là cao."]
        empty = read_paper(write(path, "……………", *lines[:2], "Kính gửi: ……", wish.format("……")))
        assert unplaced(empty) == []
        assert empty.assessment.claims.level is None
        assert empty.assessment.school.authority == ""
        bare = read_paper(write(path, *lines[:2], "Sở Giáo dục."))
        assert (bare.assessment.claims, unplaced(bare)) == (Claims(), ["Sở Giáo dục."])


class TestBoxes:
    """Labels and lists of contents tell the boxes, and who still holds what."""

    def test_titles(self, path: Path) -> None:
        """A box has the title and the place that its label says."""
        school = load("primary-2017")
        described = attrs.evolve(
            school, boxes=(Box(number=1, title="Hộp xanh", place="Tủ 2"),), evidence=school.evidence[:60]
        )
        for kind in ("box-labels", "box-contents"):
            document = get_document(kind).build(described, get_framework(school.framework))
            path.write_bytes(render(document, "docx"))
            paper = read_paper(path)
            assert paper.unplaced == ()
            assert paper.assessment.boxes[0] == Box(number=1, title="Hộp xanh", place="Tủ 2")
            assert not any("is not read" in str(finding.message) for finding in paper.findings)  # counts follow

    def test_holder(self, path: Path) -> None:
        """What is not in its box yet is with whom the list names."""
        write(
            path,
            "UBND HUYỆN B",
            "TRƯỜNG TIỂU HỌC A",
            "DANH MỤC MINH CHỨNG TRONG HỘP 1",
            [
                ("TT", "Mã minh chứng", "Tên minh chứng", "Số lượng", "Nơi để"),
                ("1", "[H1-1-01-01]", "Sổ", "1", "chưa vào hộp, còn ở: Kế toán"),
                ("2", "[H1-1-01-02]", "Sách", "vài", "tủ"),
                ("3", "mã gì", "Bút", "1", "tủ"),
            ],
        )
        paper = read_paper(path)
        assert [item.holder for item in paper.assessment.evidence] == ["Kế toán", "tủ"]
        assert paper.assessment.school.authority == "UBND HUYỆN B"
        assert "vài" in unplaced(paper)
        assert any("'Số lượng' is not read" in str(finding.message) for finding in paper.findings)
        bare = [("TT", "Mã minh chứng", "Tên minh chứng"), ("1", "[H1-1-01-01]", "Sổ")]
        again = read_paper(write(path, "TRƯỜNG TIỂU HỌC A", "DANH MỤC MINH CHỨNG TRONG HỘP 1", bare))
        assert (len(again.assessment.evidence), unplaced(again)) == (1, [])


class TestPartsAlone:
    """Sheets, a summary, a list or Part I alone are read as those of a report, with head and foot."""

    def test_sheet_by_hand(self, path: Path) -> None:
        """A sheet names its school and its group; a group without a name is room to be filled in."""
        lines = ("Tiêu chí 1: Tên", "1. Mô tả hiện trạng", "Có sổ.", "5. Tự đánh giá: Đạt")
        write(path, "Trường Tiểu học A", "Nhóm công tác: ……", "PHIẾU ĐÁNH GIÁ TIÊU CHÍ", "Tiêu chuẩn 1: Tên", *lines)
        paper = read_paper(path)
        assert paper.assessment.school.name == "Trường Tiểu học A"
        assert paper.assessment.council.groups == ()
        assert unplaced(paper) == []

    @pytest.mark.parametrize(("beside", "text"), [("Mong muốn", "Đạt"), ("Đánh giá ngoài", "Không đạt")])
    def test_a_second_verdict_of_a_row_is_kept_apart(self, path: Path, beside: str, text: str) -> None:
        """What another column says of a criterion is no verdict of the school, and no word of our own form."""
        table = [("Tiêu chí", "Kết quả", beside), ("1.1", "Đạt", text), ("1.2", "Không đạt", text)]
        paper = read_paper(write(path, "TRƯỜNG TIỂU HỌC A", "BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ", table))
        stated = {str(sheet.criterion): sheet.stated_verdict for sheet in paper.assessment.sheets}
        assert stated == {"1.1": Rating.MET, "1.2": Rating.NOT_MET}
        assert unplaced(paper) == [text, text]

    def test_item_by_item(self, path: Path) -> None:
        """The table below item 4 of a sheet is the improvements; its words beside it stay words."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "PHIẾU ĐÁNH GIÁ TIÊU CHÍ",
            "Tiêu chí 1.1: Tên",
            "4. Kế hoạch cải tiến chất lượng",
            "Trong năm học tới.",
            [
                ("TT", "Nội dung cải tiến", "Người thực hiện", "Thời gian"),
                ("1", "Mua", "Kế toán", "02/4/2018"),
                ("2", "", "", ""),
            ],
        )
        (sheet,) = read_paper(path).assessment.sheets
        assert sheet.improvement_plan == "Trong năm học tới."
        assert sheet.improvements == (
            ImprovementItem(what="Mua", responsible="Kế toán", first_day=dt.date(2018, 4, 2)),
        )

    def test_cover_days(self, path: Path) -> None:
        """A day on the cover is that of the report; one that is no day stays as it stands, and so does a second one."""
        lines = (
            "TRƯỜNG TIỂU HỌC A",
            "BÁO CÁO TỰ ĐÁNH GIÁ",
            "Xã A, ngày 31/02/2016",
            "Xã A, ngày 3/9/2016",
            "Xã A, ngày 4/9/2016",
        )
        paper = read_paper(write(path, *lines))
        assert paper.assessment.signature.date == dt.date(2016, 9, 3)
        assert paper.assessment.school.place == "Xã A"
        assert unplaced(paper) == ["Xã A, ngày 31/02/2016", "Xã A, ngày 4/9/2016"]

    def test_part_one(self, path: Path) -> None:
        """The facts of Part I come back without a report around them."""
        write(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "Phần I. CƠ SỞ DỮ LIỆU",
            "Tên trường: Trường Tiểu học A",
            "Tỉnh: B",
            "Năm học 2016-2017",
        )
        paper = read_paper(path)
        assert paper.recognition.kind is PaperKind.PART_ONE
        assert (paper.assessment.school.name, paper.assessment.school.province) == ("Trường Tiểu học A", "B")


class TestPlainText:
    """A text file is read like a Word file, as far as it has no tables."""

    def test_encodings(self, tmp_path: Path) -> None:
        """UTF-8 with or without a mark, and UTF-16 with one."""
        path = tmp_path / "plan.txt"
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            path.write_text("TRƯỜNG TIỂU HỌC A\r\nKẾ HOẠCH TỰ ĐÁNH GIÁ\r\nMục đích\r\nBiết mình.\x01", encoding)
            paper = read_paper(path)
            assert paper.assessment.plan.purpose == ("Biết mình.\ufffd",)
            assert any("replaced" in str(finding) for finding in paper.findings)

    def test_other_encoding(self, tmp_path: Path) -> None:
        """Any other encoding is refused with the remedy."""
        path = tmp_path / "plan.txt"
        path.write_bytes("Kế hoạch".encode("utf-16-be") + b"\xff")
        with pytest.raises(UnreadableFileError, match="UTF-8"):
            read_paper(path)


class TestTraining:
    """The three points on a training below its heading, as the form has them."""

    def test_points(self, path: Path) -> None:
        """What stands behind their labels is read, over several lines too; other words are left."""
        save_lines(
            path,
            "TRƯỜNG TIỂU HỌC A",
            "KẾ HOẠCH TỰ ĐÁNH GIÁ",
            "NĂM HỌC 2016-2017",
            "2. Tập huấn nghiệp vụ tự đánh giá",
            "a) Thời gian: Tuần 6",
            "a) Thời gian: và tuần 7",
            "b) Thành phần tham gia: …………",
            "c) Nội dung tập huấn: Viết phiếu",
            "Lời thêm không có nhãn",
        )
        paper = read_paper(path)
        assert paper.assessment.plan.trainings == (Training(time="Tuần 6\nvà tuần 7", content="Viết phiếu"),)
        assert unplaced(paper) == ["Lời thêm không có nhãn"]


class TestSample:
    """A plan of 2017 that lies beside the project."""

    SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "plan-2017.txt"

    @pytest.fixture(params=["txt", "docx"])
    def paper(self, request: pytest.FixtureRequest, tmp_path: Path) -> ReadPaper:
        """Return the plan as it was read."""
        if not self.SAMPLE.exists():
            pytest.skip("the plan of 2017 lies beside the project, not in it")
        path = self.SAMPLE
        if request.param == "docx":
            path = save_lines(tmp_path / "plan.docx", *path.read_text("utf-8").splitlines())
        return read_paper(path)

    def test_sample(self, paper: ReadPaper) -> None:
        """Nothing is left: seven grounds, the target, ten rows of weeks, two tables of months, two slips."""
        plan = paper.assessment.plan
        assert paper.unplaced == ()
        assert len(plan.grounds) == 7
        assert all(ground.number for ground in plan.grounds)
        assert plan.target_level == Level(1)
        assert [len(rows) for _, rows in plan.timetable.tables] == [10, 6, 6]
        assert sum(finding.kind == "date" for finding in paper.findings) == 2
        assert {line.use for line in paper.paragraphs} <= {Use.FACT, Use.FORM, Use.HEADING}

    def test_comes_out_in_its_own_shape(self, paper: ReadPaper, path: Path) -> None:
        """What was read is printed as such a plan again, and reading that gives the same facts."""
        school = paper.assessment
        document = get_document("work-plan").build(school, get_framework(school.framework))
        path.write_bytes(render(document, "docx"))
        again = read_paper(path)
        assert again.recognition.kind is PaperKind.WORK_PLAN
        assert again.unplaced == ()
        assert (again.assessment.plan, again.assessment.school) == (school.plan, school.school)
