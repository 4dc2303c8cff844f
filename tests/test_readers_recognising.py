"""Tests of recognising: which kind of document a file is, and which rules it was made under."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from kdcl.documents import DOCUMENTS, DocumentForm, get_document
from kdcl.errors import FrameworkNotAvailableError, UnreadableFileError
from kdcl.readers import (
    Certainty,
    FileRecognition,
    PaperKind,
    Rules,
    SignKind,
    open_paper,
    read_paper,
    read_report,
    recognise_file,
)
from kdcl.renderers import render
from kdcl.school import School
from kdcl.standards import get_framework
from reports import build_full
from word_files import add_table, empty_document, save, save_lines

PRIMARY = "tt42-2012/primary"
SECONDARY = "tt42-2012/secondary"
SHEET = (
    "1. Mô tả hiện trạng",
    "Có quyết định [H1-1-01-01].",
    "2. Điểm mạnh",
    "Đội ngũ ổn định.",
    "3. Điểm yếu",
    "Thiếu một phòng.",
    "4. Kế hoạch cải tiến chất lượng",
    "Sửa một phòng.",
    "5. Tự đánh giá: Đạt",
)


def report_of(*front: str, criterion: str = "Tiêu chí 1: Tên", sheet: tuple[str, ...] = SHEET) -> tuple[str, ...]:
    """Return the lines of a small report: cover, one criterion with its items."""
    return (*front, "BÁO CÁO TỰ ĐÁNH GIÁ", "Phần II. TỰ ĐÁNH GIÁ", "Tiêu chuẩn 1: Tên", criterion, *sheet)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a test writes its file."""
    return tmp_path / "x.docx"


class TestKinds:
    """A document is of the kind that its title says, else of the kind that it is made of."""

    @pytest.mark.parametrize(
        ("lines", "kind"),
        [
            (("KẾ HOẠCH", "TỰ ĐÁNH GIÁ NĂM HỌC 2016-2017"), PaperKind.PLAN),
            (("Kế hoạch tự đánh giá", "Tiêu chí 1.1: Tên"), PaperKind.PLAN),
            (("KẾ HOẠCH THỰC HIỆN CÔNG TÁC", "KIỂM ĐỊNH CHẤT LƯỢNG GIÁO DỤC"), PaperKind.WORK_PLAN),
            (("QUYẾT ĐỊNH", "Về việc thành lập Hội đồng tự đánh giá", "Điều 1."), PaperKind.DECISION),
            (("PHIẾU ĐÁNH GIÁ TIÊU CHÍ", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *SHEET), PaperKind.SHEETS),
            (("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *SHEET), PaperKind.SHEETS),
            (("I. ĐẶT VẤN ĐỀ", "Lời.", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", *SHEET), PaperKind.REPORT),
            (("I. ĐẶT VẤN ĐỀ", "Lời."), PaperKind.REPORT),
            (("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ", *report_of()[1:]), PaperKind.REPORT),
            (("BÁO CÁO TỰ ĐÁNH GIÁ",), PaperKind.REPORT),
            (("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ",), PaperKind.SUMMARY),
            (("DANH MỤC MÃ MINH CHỨNG",), PaperKind.EVIDENCE_LIST),
            (("Phần I. CƠ SỞ DỮ LIỆU",), PaperKind.PART_ONE),
            (("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý DỰ THẢO BÁO CÁO TỰ ĐÁNH GIÁ",), PaperKind.OPINIONS),
            (("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",), PaperKind.IMPROVEMENT),
            (("Số: 1/CV", "V/v đăng ký đánh giá ngoài"), PaperKind.REGISTRATION),
            (("BÁO CÁO ĐÁNH GIÁ NGOÀI", "Tiêu chí 1: Tên", *SHEET), PaperKind.EXTERNAL_REPORT),
            (("V/v xác định yêu cầu, gợi ý tìm minh chứng theo tiêu chuẩn",), PaperKind.LAW),
            (("BÁO CÁO", "TỔNG KẾT NĂM HỌC 2016-2017"), PaperKind.OTHER),
            (("KẾ HOẠCH NĂM HỌC 2016-2017", "Dạy và học."), PaperKind.OTHER),
        ],
    )
    def test_title_or_parts(self, path: Path, lines: tuple[str, ...], kind: PaperKind) -> None:
        """Titles may stand on several lines; a heading of a report says less than criteria with items."""
        found = recognise_file(save_lines(path, *lines))
        assert found.kind is kind
        assert not found.is_kind_guessed

    def test_title_is_shown(self, path: Path) -> None:
        """The sign names the title, as typed, and its place."""
        found = recognise_file(save_lines(path, "Trường Tiểu học A", "KẾ HOẠCH TỰ ĐÁNH GIÁ"))
        (sign,) = [sign for sign in found.signs if sign.kind is SignKind.TITLE]
        assert (sign.stands_for, sign.text, str(sign.place)) == ("plan", "KẾ HOẠCH TỰ ĐÁNH GIÁ", "paragraph 2")
        assert str(sign.in_words) == "title: KẾ HOẠCH TỰ ĐÁNH GIÁ @ paragraph 2"

    def test_running_text_is_no_title(self, path: Path) -> None:
        """A sentence that begins with the words of a title is none."""
        sentence = (
            "Kế hoạch tự đánh giá được hiệu trưởng ban hành và phổ biến đến toàn thể giáo viên, nhân viên nhà trường."
        )
        assert recognise_file(save_lines(path, sentence)).kind is PaperKind.OTHER

    def test_nothing(self, path: Path) -> None:
        """Text that says nothing is another document, and that is a guess."""
        found = recognise_file(save_lines(path, "Một hai ba."))
        assert (found.kind, found.is_kind_guessed) == (PaperKind.OTHER, True)

    def test_table_alone(self, path: Path) -> None:
        """A table without a title is what its columns say."""
        document = save_document(path, ("Mã minh chứng", "Tên minh chứng"), ("[H1-1-01-01]", "Sổ"))
        assert recognise_file(document).kind is PaperKind.EVIDENCE_LIST

    @pytest.mark.parametrize(("code", "kind"), [("[H1-1-01-01]", PaperKind.EVIDENCE_LIST), ("số 1", PaperKind.OTHER)])
    def test_table_whose_heads_say_nothing(self, path: Path, code: str, kind: PaperKind) -> None:
        """A column of nothing but evidence codes makes a list of evidence; other texts make none."""
        document = save_document(path, ("Tên minh chứng", "Ký hiệu"), ("Kế hoạch năm học", code))
        assert recognise_file(document).kind is kind

    def test_rows_that_name_a_standard(self, path: Path) -> None:
        """They do not make headings of a list's rows."""
        rows = (("Tên minh chứng", "Ký hiệu"), ("Tiêu chuẩn 1", ""), ("Kế hoạch năm học", "[H1-1-01-01]"))
        assert recognise_file(save_document(path, *rows)).kind is PaperKind.EVIDENCE_LIST

    @pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
    @pytest.mark.parametrize("language", ["en", pytest.param("vi", marks=pytest.mark.big)])
    def test_own_documents(self, path: Path, form: DocumentForm, language: str) -> None:
        """Every document of this library is recognised as what it is, in both languages."""
        framework = get_framework(PRIMARY)
        document = form.build(build_full(framework), framework, language=language)
        path.write_bytes(render(document, "docx"))
        wanted = PaperKind(form.id.removesuffix("-internal"))
        assert recognise_file(path).kind is wanted

    def test_opened_once(self, path: Path) -> None:
        """What is opened can be recognised and read in one way after another, as if it were opened each time."""
        save_lines(path, *report_of())
        opened, framework = open_paper(path), get_framework(PRIMARY)
        first = opened.read(framework=framework)
        assert opened.recognise() == recognise_file(path)
        assert opened.read() == read_paper(path)
        assert opened.read(framework=framework) == first == read_paper(path, framework=framework)


def save_document(path: Path, *rows: tuple[str, ...]) -> Path:
    """Write a Word file with one table."""
    document = empty_document()
    add_table(document, *rows)
    return save(document, path)


class TestRules:
    """A document is rated under the rules that it was made under, and under no others."""

    @pytest.mark.parametrize(
        ("name", "framework"),
        [
            ("TRƯỜNG TIỂU HỌC A", PRIMARY),
            ("Trường TH Chuyên Mỹ", PRIMARY),
            ("TRƯỜNG TIỂU HỌC VÀ THCS A", SECONDARY),
            ("TRƯỜNG TH&THCS A", SECONDARY),
            ("Trường THCS và THPT A", SECONDARY),
            ("Trường phổ thông liên cấp A", SECONDARY),
            ("Trường phổ thông có nhiều cấp học A", SECONDARY),
            ("Trường Mầm non, Tiểu học và THCS A", SECONDARY),
            ("Trường THPT chuyên Đại học A", SECONDARY),
        ],
    )
    def test_name(self, path: Path, name: str, framework: str) -> None:
        """The school's name says it; a school of several stages is secondary (letter 46, its opening paragraph)."""
        rules = recognise_file(save_lines(path, *report_of(name))).rules
        assert rules.framework is get_framework(framework)
        assert rules.certainty is Certainty.STATED

    @pytest.mark.parametrize("name", ["TRƯỜNG PTCS A", "Trường Mầm non và Tiểu học A", "UBND HUYỆN B"])
    def test_guess(self, path: Path, name: str) -> None:
        """Where neither name nor criteria decide, the framework is a guess, and that is a finding."""
        save_lines(path, *report_of(name))
        assert recognise_file(path).is_framework_guessed

    def test_guess_is_told(self, path: Path) -> None:
        """A guess is read, and told."""
        save_lines(path, *report_of("TRƯỜNG PTCS A"))
        assert any("--framework" in str(finding) for finding in read_report(path).findings)
        settled = read_paper(path, framework=get_framework(PRIMARY))
        assert not settled.recognition.is_framework_guessed
        assert settled.assessment.framework == PRIMARY

    def test_name_against_criteria(self, path: Path) -> None:
        """A name and criteria that exclude each other leave a guess."""
        lines = report_of("TRƯỜNG TIỂU HỌC A", criterion="Tiêu chí 10: Tên")
        found = recognise_file(save_lines(path, *lines))
        assert found.is_framework_guessed
        assert found.rules.framework is get_framework(SECONDARY)
        findings = read_paper(path).findings
        assert any("--framework" in str(finding.message) for finding in findings)

    @pytest.mark.parametrize("framework", [PRIMARY, SECONDARY])
    def test_criteria(self, path: Path, framework: str) -> None:
        """All criteria of a framework tell it, without a name."""
        full = build_full(get_framework(framework))
        assessment = attrs.evolve(full, school=School(name="Đơn vị A"))
        path.write_bytes(render(get_document("sheets").build(assessment, get_framework(framework)), "docx"))
        assert recognise_file(path).rules.framework is get_framework(framework)

    def test_mentioned(self, path: Path) -> None:
        """One kind of school that the text names settles what the criteria leave open."""
        save_lines(path, *report_of("UBND HUYỆN B"), "Cán bộ trường THCS A đã làm việc.")
        rules = recognise_file(path).rules
        assert (rules.framework, rules.certainty) == (get_framework(SECONDARY), Certainty.CONCLUDED)

    def test_two_mentioned(self, path: Path) -> None:
        """Two kinds of schools that the text names settle nothing."""
        save_lines(path, *report_of("UBND HUYỆN B"), "Học sinh trường tiểu học A vào trường THCS B.")
        assert recognise_file(path).is_framework_guessed


DEGREES = ("1. Mô tả hiện trạng", "Mức 1:", "Có kế hoạch [H1-1.1-01].", "5. Tự đánh giá: Đạt Mức 1")


class TestOtherRules:
    """What was made under rules of others is not rated here: it is told what it is."""

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            (report_of("TRƯỜNG TIỂU HỌC A", "Theo Thông tư số 17/2018/TT-BGDĐT.", sheet=DEGREES), "17/2018/TT-BGDĐT"),
            (report_of("TRƯỜNG THCS A", "Theo Thông tư 18/2018/TT-BGDĐT.", sheet=DEGREES), "18/2018"),
            (report_of("TRƯỜNG TIỂU HỌC A", sheet=DEGREES), "by degrees"),
            (report_of("TRƯỜNG TIỂU HỌC A", "Công văn 5932/BGDĐT-QLCL", "Chỉ báo 1: có."), "by degrees"),
            (report_of("TRƯỜNG MẦM NON A"), "of preschools"),
            (report_of("Trường Mẫu giáo A"), "of preschools"),
            (report_of("NHÀ TRẺ A"), "of preschools"),
            (report_of("TRƯỜNG CAO ĐẲNG A"), "of colleges or universities"),
        ],
    )
    def test_refused(self, path: Path, lines: tuple[str, ...], words: str) -> None:
        """No self-assessment comes of it, whatever framework is named: the error says what was seen and the remedy."""
        save_lines(path, *lines)
        found = recognise_file(path)
        assert found.rules.framework is None
        assert words in str(found.in_words)
        for framework in (None, get_framework(PRIMARY)):
            with pytest.raises(UnreadableFileError, match="--carry-over") as caught:
                read_paper(path, framework=framework)
            assert words in str(caught.value)
            with pytest.raises(UnreadableFileError):
                read_report(path, framework)

    def test_carried_over(self, path: Path) -> None:
        """On demand the school and the introduction are taken; ratings, sheets and claims are not."""
        save_lines(path, *report_of("TRƯỜNG TIỂU HỌC A", "I. ĐẶT VẤN ĐỀ", "Lời mở đầu.", sheet=DEGREES), "Mức 2")
        paper = read_paper(path, framework=get_framework(PRIMARY), carry_over=True)
        taken = paper.assessment
        assert (len(taken.ratings), taken.sheets, taken.claims.level) == (0, (), None)
        assert "Có kế hoạch [H1-1.1-01]." in [paragraph.text for paragraph in paper.unplaced]
        assert any("nothing in it is rated" in str(finding.message) for finding in paper.findings)

    def test_carried_over_where(self, path: Path) -> None:
        """Into which framework has to be said."""
        save_lines(path, *report_of("TRƯỜNG MẦM NON A"))
        with pytest.raises(UnreadableFileError, match="into which framework"):
            read_paper(path, carry_over=True)

    def test_single_sign(self, path: Path) -> None:
        """One sign alone may be a slip: the framework is a guess, which naming it settles."""
        lines = report_of("TRƯỜNG TIỂU HỌC A", "Quyết định số 83/2008/QĐ-BGDĐT.")
        assert recognise_file(save_lines(path, *lines)).is_framework_guessed
        lines = report_of("TRƯỜNG TIỂU HỌC A", "Mã [H1-1.1-01].")
        found = recognise_file(save_lines(path, *lines))
        assert found.is_framework_guessed
        assert read_paper(path, framework=get_framework(PRIMARY)).assessment.framework == PRIMARY

    @pytest.mark.parametrize(
        "line",
        [
            "Thực hiện Thông tư số 18 ngày 22 tháng 8 năm 2018 của Bộ",
            "theo TT 19 năm 2018",
            "Thông tư 17 ban hành 22/8/2018",
        ],
    )
    def test_number_and_year_apart(self, path: Path, line: str) -> None:
        """People write a circular as they speak of it; beside this circular, written so too, it is a note."""
        assert recognise_file(save_lines(path, *report_of("TRƯỜNG TIỂU HỌC A", line))).is_framework_guessed
        lines = report_of("TRƯỜNG TIỂU HỌC A", "Căn cứ Thông tư số 42 năm 2012", line)
        assert not recognise_file(save_lines(path, *lines)).is_framework_guessed

    def test_named_beside(self, path: Path) -> None:
        """A report under this circular may name what comes after it: that is a note."""
        lines = report_of("TRƯỜNG TIỂU HỌC A", "Theo Thông tư 42/2012/TT-BGDĐT; sắp tới là Thông tư 17/2018/TT-BGDĐT.")
        found = recognise_file(save_lines(path, *lines))
        assert found.rules.framework is get_framework(PRIMARY)
        assert not found.is_framework_guessed
        notes = [str(finding) for finding in read_paper(path).findings]
        assert any("17/2018/TT-BGDĐT" in note for note in notes)

    def test_continuing(self, path: Path) -> None:
        """The framework of centres is of this circular, and not available."""
        save_lines(path, *report_of("TRUNG TÂM GDTX A"), "Chỉ báo 1")
        assert recognise_file(path).rules.framework is None
        with pytest.raises(FrameworkNotAvailableError):
            read_paper(path)
        assert read_paper(path, framework=get_framework(PRIMARY)).assessment.framework == PRIMARY


class TestOtherDocuments:
    """From documents of other kinds nothing is read: they are named, and what to do."""

    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            (("BIÊN BẢN HỌP", "Lời."), "another document.*title: BIÊN BẢN HỌP.*--kind"),
            (("BÁO CÁO ĐÁNH GIÁ NGOÀI",), "an external assessment report, from.*kdcl external import"),
            (("PHIẾU ĐÁNH GIÁ TIÊU CHÍ (ĐÁNH GIÁ NGOÀI)", "Tiêu chí 1.1"), "external assessment"),
            (("V/v xác định yêu cầu, gợi ý tìm minh chứng",), "a text of the law.*kdcl wording read"),
            (("Một hai ba.",), "another document, from which"),
            (
                ("Tr\u00ad\u00eang ti\u00d3u h\u00e4c A", "B\u00b8o c\u00b8o t\u00f9 \u00ae\u00b8nh gi\u00b8"),
                "TCVN3.*UniKey",
            ),
        ],
    )
    def test_refused(self, path: Path, lines: tuple[str, ...], words: str) -> None:
        """The error says what the file is and what was seen."""
        with pytest.raises(UnreadableFileError, match=words):
            read_paper(save_lines(path, *lines), of_school=True)

    def test_kind_given(self, path: Path) -> None:
        """Whoever asks may say what it is."""
        save_lines(path, "Trường Tiểu học A", "Tiêu chí 1.1: Tên")
        paper = read_paper(path, kind=PaperKind.SHEETS, framework=get_framework(PRIMARY))
        assert (paper.recognition.kind, paper.recognition.certainty) == (PaperKind.SHEETS, Certainty.STATED)


class TestWords:
    """A recognition says in a sentence what the file is."""

    def test_no_framework(self) -> None:
        """Where nothing tells the framework, the sentence leaves it out."""
        rules = recognition(PaperKind.PLAN)
        assert str(rules.in_words) == "the file is a self-assessment plan"

    def test_guessed_kind(self) -> None:
        """A guess of the kind is a finding that names the remedy."""
        (finding,) = recognition(PaperKind.PLAN).iter_findings("kind", "framework")
        assert (finding.kind, "--kind" in str(finding)) == ("kind", True)


def recognition(kind: PaperKind) -> FileRecognition:
    """Return a guess of a kind and of no framework."""
    return FileRecognition(kind=kind, certainty=Certainty.GUESSED, rules=Rules(framework=None))
