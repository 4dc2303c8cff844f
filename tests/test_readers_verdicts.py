"""Tests of the verdicts in a report: only what is plainly said counts (docs/analysis/readers-word.md)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.readers import FindingKind, ReadReport, read_report
from kdcl.readers.word.marks import ReportMark, choose, is_mark, read_mark
from kdcl.readers.word.statements import Nature, read_statements
from kdcl.school import Rating
from kdcl.standards import get_framework
from word_files import add_table, empty_document, save, save_lines

PRIMARY = get_framework("tt42-2012/primary")
SIGNS = {Rating.MET: "+", Rating.NOT_MET: "-", None: "?"}


def read_item(path: Path, *items: str | tuple[tuple[str, ...], ...], summary: str = "") -> ReadReport:
    """Return what is read from item 5 of criterion 1.1: lines, and tables as rows of cells."""
    document = empty_document()
    if summary:
        document.add_paragraph("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ")
        add_table(document, ("Tiêu chí", "Đạt", "Không đạt"), ("1.1", *summary.split(",")))
    for line in ("Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá"):
        document.add_paragraph(line)
    for item in items:
        if isinstance(item, str):
            document.add_paragraph(item)
        else:
            add_table(document, *item)
    return read_report(save(document, path / "report.docx"), PRIMARY)


def verdict_of(report: ReadReport) -> tuple[str, str]:
    """Return the verdict on criterion 1.1 and the ratings of its indicators, as signs."""
    ratings = report.assessment.ratings
    letters = "".join(SIGNS[ratings.get(IndicatorCode(1, 1, letter))] for letter in "abc")
    return SIGNS[report.assessment.sheets[0].stated_verdict], letters


def is_unclear(report: ReadReport) -> bool:
    """Whether a finding says that a verdict is not clear or contradicts itself."""
    said = [str(finding) for finding in report.findings if finding.kind is FindingKind.VERDICT]
    return any("not clear" in words or "contradict" in words or "as met and as not met" in words for words in said)


def texts_of(report: ReadReport) -> list[str]:
    """Return the texts that were handed back."""
    return [part.text for part in report.unplaced]


PLAIN = {
    "Ðạt": "+",
    "ĐẠT.": "+",
    "- Đạt yêu cầu": "+",
    "Tiêu chí 1.1 đạt": "+",
    "Tiêu chuẩn 1 - Tiêu chí 01: Đạt": "+",
    "Nhà trường tự đánh giá: Đạt": "+",
    "Trường Tiểu học Nguyễn Văn A tự đánh giá đạt": "+",
    "Đạt cả 3 chỉ số": "+",
    "Cả ba chỉ số đều đạt": "+",
    "3/3 chỉ số đạt": "+",
    "Tất cả các chỉ số đều đạt yêu cầu": "+",
    "[x] Đạt   [ ] Không đạt": "+",
    "Đạt (x) Không đạt ( )": "+",
    "Đạt ✓ Không đạt": "+",
    "Đạt: √": "+",
    "Tự đánh giá (đạt/không đạt): Đạt": "+",
    "Đạt hay không đạt: Đạt": "+",
    "Đạt 100%": "+",
    "Đ": "+",
    "dat": "+",
    "Chưa đạt": "-",
    "KĐ": "-",
    "Tiêu chí 1: CĐ": "-",
    "Tiêu chí 1: (-)": "-",
    "Không đạt: ☑, Đạt: ☐": "-",
    "Không đạt vì thiếu phòng học": "-",
    "Như vậy, tiêu chí số 1 đạt": "+",
    "Đạt: X; Không đạt:": "+",
    "Đạt: . Không đạt: X": "-",
}

UNCLEAR = (
    "Từng đạt",
    "Tiêu chí này đã từng đạt",
    "phấn đấu đạt",
    "Phấn đấu đạt trong năm tới",
    "Về cơ bản đạt",
    "đạt một phần",
    "chưa đạt/đạt",
    "đạt?",
    "Đạt (chờ minh chứng)",
    "Đạt (chờ)",
    "Tiêu chuẩn 1: Đạt",
    "Nhà trường nên đạt",
    "Tiêu chí 1 của tiêu chuẩn 2: Đạt",
    "sẽ đạt",
    "gần đạt",
    "đề nghị đạt",
    "Đa số đạt",
    "Đạt / Không đạt",
    "Đạt ☐ Không đạt ☐",
    "Đạt ☒ Không đạt ☒",
    "Đạt ☒ ☐",
    "không đánh giá",
    "Không",
    "?",
    "chưa thực sự đạt",
    "Đạt *",
    "Đạt:",
    "Đạt……",
    "Đạt/",
    "Đạt, tuy nhiên cần bổ sung",
    "Đạt. Tuy nhiên cần bổ sung",
    "Đạt 67%",
    "Đạt (-)",
    "Tiêu chí 2: Đạt",
    "Tiêu chí 2.1: Đạt",
    "Đạt 4/4 chỉ số",
    "Đạt 5 chỉ số",
    "Tiêu chí 1 đạt 2/3 chỉ số",
    "Đạt hai chỉ số",
    "2/3 chỉ số",
    "Số chỉ số đạt: 2/3",
    "Số chỉ số không đạt: 1/3",
    "Chỉ số d: đạt",
    "Trường Gần đạt",
    "Đạt " + "dài " * 300,
    "Có",
    "100%",
    "3/3",
    "☑",
    "(-)",
    "Tất cả các chỉ số",
    "Tiêu chí số 2 đạt",
)


class TestPlainWords:
    """A verdict is read from words that say it plainly."""

    @pytest.mark.parametrize(("line", "verdict"), PLAIN.items())
    def test_plain_verdicts_are_read(self, line: str, verdict: str, tmp_path: Path) -> None:
        """However the plain words are put, the criterion has its verdict, and nothing is in doubt."""
        report = read_item(tmp_path, line)
        assert verdict_of(report)[0] == verdict
        assert not is_unclear(report)

    @pytest.mark.parametrize("line", UNCLEAR)
    def test_anything_else_is_unclear(self, line: str, tmp_path: Path) -> None:
        """It rates nothing, is handed back, and a finding asks."""
        report = read_item(tmp_path, line)
        assert verdict_of(report) == ("?", "???")
        assert is_unclear(report)
        assert texts_of(report) == [line.strip()]

    @given(
        st.sampled_from(["đạt", "Đạt", "ĐẠT", "tiêu chí 1 đạt", "Đạt yêu cầu"]),
        st.sampled_from(["sắp", "hơi", "chắc", "mong", "80%", "nửa", "dần", "chờ", "đa", "tương đối", "≈", "?"]),
        st.booleans(),
    )
    def test_any_other_word_takes_a_verdict_back(self, verdict: str, word: str, is_before: bool) -> None:
        """Before or behind it, in brackets or not."""
        for text in (f"{word} {verdict}" if is_before else f"{verdict} {word}", f"{verdict} ({word})"):
            said = read_statements(text, "", CriterionCode(1, 1), "abc")
            assert [statement.nature for statement in said.statements] == [Nature.UNCLEAR]

    def test_a_blank_form_states_nothing(self, tmp_path: Path) -> None:
        """Prompts and empty boxes belong to the form; that no verdict was found is said."""
        prompt = "5.1. Xác định trường đạt hay chưa đạt từng chỉ số của tiêu chí:"
        report = read_item(tmp_path, prompt, "Ghi rõ đạt hoặc không đạt", "☐ Đạt", "☐ Không đạt", "Đạt/Không đạt:")
        assert verdict_of(report) == ("?", "???")
        assert any("no verdict was found" in str(finding) for finding in report.findings)
        assert texts_of(report) == []

    def test_boxes_on_lines_of_their_own(self, tmp_path: Path) -> None:
        """The ticked one holds."""
        assert verdict_of(read_item(tmp_path, "☐ Đạt", "☒ Không đạt"))[0] == "-"

    def test_the_official_sheet_is_read_whole(self, tmp_path: Path) -> None:
        """Its prompt is no verdict and leaves none in doubt."""
        report = read_item(
            tmp_path,
            "5.1. Xác định trường đạt hay chưa đạt từng chỉ số của tiêu chí:",
            "Chỉ số a: Đạt",
            "Chỉ số b: Đạt",
            "Chỉ số c: Đạt",
            "5.2. Tự đánh giá tiêu chí: Đạt",
        )
        assert verdict_of(report) == ("+", "+++")
        assert not is_unclear(report)
        assert texts_of(report) == []

    @pytest.mark.parametrize(
        ("lines", "verdict", "handed_back"),
        [
            (("Về tiêu chí 1 có 3 chỉ số", "Đạt"), "+", ["Về tiêu chí 1 có 3 chỉ số"]),
            (("Các chỉ số của tiêu chí 1:", "Đạt"), "+", []),
            (("Đạt/không đạt của chỉ số: đạt",), "?", ["Đạt/không đạt của chỉ số: đạt"]),
            (("Không đạt lắm",), "?", ["Không đạt lắm"]),
            (("dài " * 300, "Đạt"), "+", [("dài " * 300).strip()]),
        ],
    )
    def test_text_beside_the_verdict(
        self, lines: tuple[str, ...], verdict: str, handed_back: list[str], tmp_path: Path
    ) -> None:
        """Text without a verdict puts none in doubt and is not lost."""
        report = read_item(tmp_path, *lines)
        assert (verdict_of(report)[0], texts_of(report)) == (verdict, handed_back)


class TestIndicators:
    """What is said of indicators."""

    @pytest.mark.parametrize(
        ("lines", "verdict"),
        [
            (("Đạt: a, b; Không đạt: c",), ("?", "++-")),
            (("a, b đều đạt; c không đạt",), ("?", "++-")),
            (("Chỉ số a, b và c đạt",), ("?", "+++")),
            (("a đạt, b đạt, c không đạt",), ("?", "++-")),
            (("a) Đ b) Đ c) KĐ",), ("?", "++-")),
            (("Chỉ số a: (+)", "Chỉ số b: (+)", "Chỉ số c: (-)", "Tiêu chí 1: (-)"), ("-", "++-")),
            (("Chỉ số a: cơ bản đạt", "Chỉ số b: đạt", "Chỉ số c: đạt"), ("?", "?++")),
            (("Chỉ số a: x", "Chỉ số b: đạt"), ("?", "?+?")),
            (("Chỉ số a: tốt", "Chỉ số b: đạt"), ("?", "?+?")),
            (("a) đạt", "a) không đạt", "b) đạt"), ("?", "?+?")),
            (("a) chưa đánh giá", "a) đạt", "b) đạt"), ("?", "?+?")),
            (("Đạt 2/3 chỉ số", "Không đạt chỉ số b"), ("?", "?-?")),
            (("Chỉ số a", "Đạt", "Chỉ số b:", "Không đạt"), ("?", "+-?")),
            (("5.1. Chỉ số c", "Đạt", "Chỉ số b", "5.2. Đạt"), ("+", "+++")),
            (("a)", "Đạt"), ("?", "+??")),
            (("Có 3/3 chỉ số đạt yêu cầu",), ("+", "+++")),
            (("Chưa đạt ở chỉ số b",), ("?", "?-?")),
            (("Kết luận: Chưa đạt yêu cầu",), ("-", "???")),
            (("Kết luận: cơ bản đạt",), ("?", "???")),
            (("Đạt 2/3 chỉ số", "Tiêu chí 1: không đạt"), ("-", "???")),
        ],
    )
    def test_letters(self, lines: tuple[str, ...], verdict: tuple[str, str], tmp_path: Path) -> None:
        """Each indicator has what is plainly said of it; what is said in two ways is open."""
        assert verdict_of(read_item(tmp_path, *lines)) == verdict

    def test_a_long_text_on_an_indicator_is_text(self, tmp_path: Path) -> None:
        """It is handed back and puts no verdict in doubt."""
        text = "Chỉ số a: nhà trường có hiệu trưởng và phó hiệu trưởng theo hạng trường"
        report = read_item(tmp_path, text, "Đạt")
        assert verdict_of(report) == ("+", "+++")
        assert texts_of(report) == [text]


class TestContradictions:
    """Two places that cannot both be true: neither is taken."""

    @pytest.mark.parametrize(
        ("lines", "verdict", "handed_back"),
        [
            (
                ("a) đạt", "b) không đạt", "c) đạt", "Tiêu chí 1: đạt"),
                ("?", "+?+"),
                ["b) không đạt", "Tiêu chí 1: đạt"],
            ),
            (
                ("a) đạt", "b) đạt", "c) đạt", "Tiêu chí 1: không đạt"),
                ("?", "???"),
                ["a) đạt", "b) đạt", "c) đạt", "Tiêu chí 1: không đạt"],
            ),
            (("Đạt", "Không đạt"), ("?", "???"), ["Đạt", "Không đạt"]),
            (("a) chưa đánh giá", "Tiêu chí 1: đạt"), ("?", "???"), ["Tiêu chí 1: đạt"]),
            (("Số chỉ số đạt: 2/3", "Đạt"), ("?", "???"), ["Số chỉ số đạt: 2/3", "Đạt"]),
        ],
    )
    def test_in_the_sheet(
        self, lines: tuple[str, ...], verdict: tuple[str, str], handed_back: list[str], tmp_path: Path
    ) -> None:
        """Between criterion and indicators, or between two lines."""
        report = read_item(tmp_path, *lines)
        assert verdict_of(report) == verdict
        assert is_unclear(report)
        assert texts_of(report) == handed_back

    @pytest.mark.parametrize(
        ("line", "summary", "verdict"),
        [
            ("Đạt", ",x", ("?", "???")),
            ("Không đạt", "x,", ("?", "???")),
            ("a) đạt; b) đạt; c) đạt; Tiêu chí 1: đạt", ",x", ("?", "???")),
            ("Chưa đánh giá", "x,", ("?", "???")),
            ("Phấn đấu đạt", "x,", ("?", "???")),
            ("Đạt", "?,", ("?", "???")),
            ("Đạt", "x,x", ("?", "???")),
            ("Đạt", "x,", ("+", "+++")),
            ("……", "x,", ("+", "+++")),
            ("a) đạt; b) không đạt; c) đạt", ",x", ("-", "+-+")),
        ],
    )
    def test_between_sheet_and_summary(self, line: str, summary: str, verdict: tuple[str, str], tmp_path: Path) -> None:
        """Neither holds against the other; where only one speaks, it does."""
        report = read_item(tmp_path, line, summary=summary)
        assert verdict_of(report) == verdict
        assert is_unclear(report) == (verdict[0] == "?")


class TestTables:
    """Tables below item 5."""

    @pytest.mark.parametrize(
        ("rows", "verdict"),
        [
            ((("", "Chỉ số a", "Chỉ số b", "Chỉ số c"), ("Đạt", "×", "×", ""), ("Không đạt", "", "", "×")), "++-"),
            ((("", "a", "b", "c"), ("Đạt", "x", "?", "x"), ("Không đạt", "", "", "")), "+?+"),
            ((("", "a", "b", "c"), ("Đạt", "x", "x", ""), ("Không đạt", "x", "", "")), "?+?"),
            ((("a", "b", "c"), ("Đạt", "cơ bản đạt", "Không đạt")), "+?-"),
            ((("a", "b", "c"), ("Đạt", "tốt", "Đạt ☐")), "+??"),
            ((("a", "b", "c"), ("☒ Đạt", "Đạt?", "Đ")), "+?+"),
            ((("a", "b", "c"), ("Đạt ☒ Không đạt ☐", "Đạt ☐ Không đạt ☐", "KĐ")), "+?-"),
            ((("Chỉ số", "Đạt", "Không đạt"), ("a", "x", ""), ("b", "?", ""), ("c", "", "")), "+??"),
            ((("Chỉ số", "Đạt", "Không đạt"), ("a và b", "x", ""), ("c", "", "*")), "??-"),
            ((("a", "b", "c"), ("Đ", "Đ", "KĐ")), "++-"),
            ((("a", "b", "c"), ("Đạt/Không đạt",) * 3, ("Đạt", "Đạt", "Không đạt")), "++-"),
            ((("a", "b", "c"), ("+", "(+)", "-")), "++-"),
            ((("Chỉ số", "Đạt", "Không đạt"), ("a", "Đ", ""), ("b", "Đ", ""), ("c", "", "K")), "++-"),
            ((("Chỉ số a", "cơ bản đạt"), ("", ""), ("Chỉ số b", "Đạt")), "?+?"),
            ((("a", "b", "c"), ("Đạt", "Đạt", "Đạt"), ("a", "b", "c"), ("Không đạt", "", "")), "?++"),
        ],
    )
    def test_marks_and_words(self, rows: tuple[tuple[str, ...], ...], verdict: str, tmp_path: Path) -> None:
        """A mark or word that is not understood leaves its indicator open."""
        report = read_item(tmp_path, rows)
        assert verdict_of(report)[1] == verdict
        assert is_unclear(report) == ("?" in verdict)

    def test_labels_and_text_in_tables(self, tmp_path: Path) -> None:
        """Labels belong to the form, and text beside a verdict is handed back."""
        rows = (("Kết quả", ""), ("Chỉ số a", "Đạt"), ("Sách vở trong thư viện của trường", "đã mua thêm năm nay rồi"))
        report = read_item(tmp_path, rows)
        assert verdict_of(report) == ("?", "+??")
        assert texts_of(report) == list(rows[-1])

    def test_what_is_not_understood_is_handed_back(self, tmp_path: Path) -> None:
        """The row or cell with it comes back whole."""
        rows = (("Chỉ số", "Đạt", "Không đạt"), ("a", "x", ""), ("b", "?", ""), ("", "ghi chú", ""))
        report = read_item(tmp_path, rows)
        assert texts_of(report) == ["b", "?", "ghi chú"]


class TestHopes:
    """A table headed by what is hoped for, or by another year, states nothing."""

    @pytest.mark.parametrize(
        "rows",
        [
            (("Chỉ số", "Phấn đấu", "Phấn đấu"), ("", "Đạt", "Không đạt"), ("a", "x", ""), ("b", "", "x")),
            (("Kế hoạch năm sau", "", ""), ("a", "b", "c"), ("Đạt", "Đạt", "Đạt")),
            (("Năm trước", "", ""), ("a", "b", "c"), ("Đạt", "Đạt", "Đạt")),
        ],
    )
    def test_nothing_is_rated(self, rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
        """What stands in it comes back."""
        report = read_item(tmp_path, rows)
        assert verdict_of(report) == ("?", "???")
        assert is_unclear(report)


class TestMarks:
    """Marks of every hand."""

    @pytest.mark.parametrize("text", [*"xXvV✓✔☑☒×√*+1хХ●■", "(+)", "[x]", "x.", " x ", "xx", "Có", "x x"])
    def test_ticks(self, text: str) -> None:
        """Each marks the verdict it stands below."""
        assert read_mark(text) is ReportMark.YES
        assert is_mark(text)

    @pytest.mark.parametrize("text", ["", " ", "-", "–", "…", "[ ]", "☐", "□", ".", "/"])
    def test_nothing(self, text: str) -> None:
        """Room that is left open, and dashes in it."""
        assert read_mark(text) is ReportMark.NONE
        assert not is_mark(text)

    @pytest.mark.parametrize(
        ("text", "rating", "mark"),
        [
            ("0", None, ReportMark.NO),
            ("Không", None, ReportMark.NO),
            ("(-)", Rating.MET, ReportMark.NO),
            ("(-)", Rating.NOT_MET, ReportMark.UNKNOWN),
            ("Đ", Rating.MET, ReportMark.YES),
            ("Đạt", Rating.MET, ReportMark.YES),
            ("KĐ", Rating.MET, ReportMark.NO),
            ("KĐ", Rating.NOT_MET, ReportMark.YES),
            ("K", Rating.NOT_MET, ReportMark.YES),
            ("Đ", Rating.NOT_MET, ReportMark.UNKNOWN),
            ("Đạt", None, ReportMark.UNKNOWN),
            ("?", Rating.MET, ReportMark.UNKNOWN),
            ("2/3", Rating.MET, ReportMark.UNKNOWN),
            ("x?", Rating.MET, ReportMark.UNKNOWN),
            ("\uf04a", Rating.MET, ReportMark.UNKNOWN),
        ],
    )
    def test_words_and_riddles(self, text: str, rating: Rating | None, mark: ReportMark) -> None:
        """Words count below their own verdict only; anything else is not understood."""
        assert read_mark(text, rating) is mark

    @given(st.sampled_from(ReportMark), st.sampled_from(ReportMark))
    def test_two_marks_decide_only_when_they_agree(self, met: ReportMark, not_met: ReportMark) -> None:
        """A verdict has its own mark and none beside it; a mark that is not understood decides nothing."""
        chosen = choose(met, not_met)
        assert (chosen is Rating.MET) == (met is ReportMark.YES and not_met in (ReportMark.NONE, ReportMark.NO))
        assert (chosen is Rating.NOT_MET) == (not_met is ReportMark.YES and met in (ReportMark.NONE, ReportMark.NO))
        assert (chosen is False) == (met is not_met is ReportMark.NONE)


HEAD = "BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ"


def read_summary(path: Path, *rows: tuple[str, ...]) -> tuple[ReadReport, dict[str, str]]:
    """Return what is read from a summary, and its verdicts by criterion as signs."""
    document = empty_document()
    document.add_paragraph(HEAD)
    add_table(document, *rows)
    report = read_report(save(document, path / "report.docx"), PRIMARY)
    return report, {str(sheet.criterion): SIGNS[sheet.stated_verdict] for sheet in report.assessment.sheets}


class TestSummary:
    """Which criterion a row of the summary is about."""

    @pytest.mark.parametrize(
        "rows",
        [
            (
                ("TT", "Tiêu chí", "Đạt", "Không đạt"),
                ("Tiêu chuẩn 2: Tên", "", "", ""),
                ("3", "Tiêu chí 1", "x", ""),
                ("4", "Tiêu chí 2", "", "x"),
            ),
            (
                ("STT", "Tiêu chí", "Đạt", "Không đạt"),
                ("", "Tiêu chuẩn 2: Tên", "", ""),
                ("3", "1", "Đạt", ""),
                ("4", "2", "", "Không đạt"),
            ),
            (
                ("Tiêu chuẩn", "Tiêu chí", "Đạt", "Không đạt"),
                ("Tiêu chuẩn 2", "1", "x", ""),
                ("", "2", "", "x"),
            ),
            (
                ("Tiêu chuẩn", "Tiêu chí", "Đạt", "Chưa đạt"),
                ("2", "1", "×", ""),
                ("", "2", "-", "×"),
            ),
            (
                ("TT", "Tiêu chuẩn, tiêu chí", "Đạt", "Không đạt"),
                ("1", "Tiêu chuẩn 2. Tên", "", ""),
                ("2", "Tiêu chí 1: Năng lực", "√", ""),
                ("3", "Tiêu chí 2: Số lượng", "", "√"),
            ),
            (
                ("TT", "Tiêu chí", "Tên tiêu chí", "Đạt", "Không đạt"),
                ("1", "2.1", "Năng lực", "(+)", ""),
                ("2", "2.2", "Số lượng", "", "(+)"),
            ),
            (("Tiêu chí", "Đ", "KĐ"), ("Tiêu chuẩn 2", "", ""), ("1", "x", ""), ("2", "", "x")),
            (
                ("TT", "Tiêu chí", "Đạt (x)", "K.đạt"),
                ("I", "Tiêu chuẩn 2", "", ""),
                ("1", "1", "x", ""),
                ("2", "2", "", "x"),
            ),
            (("Tiêu chuẩn", "Tiêu chí", "Đạt", "Không đạt"), ("TC 2", "TC 2.1", "x", ""), ("", "TC 2.2", "", "x")),
            (("Tiêu chí", "Kết quả"), ("Tiêu chuẩn 2", ""), ("1", "Đạt"), ("2", "Không đạt")),
            (("TT", "Tiêu chí", "Tự đánh giá"), ("1", "2.1", "Đ"), ("2", "2.2", "KĐ")),
            (("STT", "Tiêu chí", "Kết quả Đạt", "Kết quả Không đạt"), ("1", "2.1", "x", ""), ("2", "2.2", "", "x")),
            (
                ("TT", "Tiêu chí", "Nội dung", "Đạt", "K.Đạt"),
                ("", "Tiêu chuẩn 2", "Đội ngũ", "", ""),
                ("1", "1", "Năng lực", "x", ""),
                ("2", "2", "Số lượng", "", "x"),
            ),
            (("", "Đạt", "Không đạt"), ("Tiêu chuẩn 2", "", ""), ("1", "x", ""), ("2", "", "x")),
            (
                ("TT", "Tiêu chí", "Đạt", "Không đạt"),
                ("1", "Tiêu chuẩn 2 - Tiêu chí 1", "1", "0"),
                ("2", "Tiêu chuẩn 2, tiêu chí 2", "0", "1"),
            ),
            (
                ("Tiêu chí", "Đạt", "Không đạt", "Tiêu chí", "Đạt", "Không đạt"),
                ("Tiêu chuẩn 2", "", "", "", "", ""),
                ("Tiêu chí 1", "V", "", "Tiêu chí 2", "", "V"),
            ),
            (
                ("TT", "Tiêu chí", "Đạt", "Không đạt", "TT", "Tiêu chí", "Đạt", "Không đạt"),
                ("", "Tiêu chuẩn 1", "", "", "", "Tiêu chuẩn 2", "", ""),
                ("", "", "", "", "8", "1", "x", ""),
                ("", "", "", "", "9", "2", "", "x"),
            ),
        ],
    )
    def test_the_criterion_is_named_by_word_or_head(self, rows: tuple[tuple[str, ...], ...], tmp_path: Path) -> None:
        """A column that counts rows never names it; the first criterion of a standard is not lost."""
        report, verdicts = read_summary(tmp_path, *rows)
        assert verdicts == {"2.1": "+", "2.2": "-"}
        assert texts_of(report) == []

    def test_a_standard_beside_its_first_criterion(self, tmp_path: Path) -> None:
        """The name of the standard stands in the row of its first criterion and holds below."""
        report, verdicts = read_summary(
            tmp_path,
            ("Tiêu chuẩn", "Tiêu chí", "Đạt", "Không đạt"),
            ("Tiêu chuẩn 1", "1", "x", ""),
            ("", "2", "x", ""),
            ("Tiêu chuẩn 2", "1", "", "x"),
            ("", "2", "x", ""),
        )
        assert verdicts == {"1.1": "+", "1.2": "+", "2.1": "-", "2.2": "+"}
        assert texts_of(report) == []

    def test_standards_in_halves_beside_each_other(self, tmp_path: Path) -> None:
        """Each half goes on with its own standard."""
        _, verdicts = read_summary(
            tmp_path,
            ("Tiêu chuẩn", "Tiêu chí", "Đạt", "Không đạt") * 2,
            ("1", "1", "x", "", "2", "1", "", "x"),
            ("", "2", "", "x", "", "2", "x", ""),
            ("3", "1", "x", "", "", "3", "x", ""),
        )
        assert verdicts == {"1.1": "+", "1.2": "-", "2.1": "-", "2.2": "+", "2.3": "+", "3.1": "+"}

    def test_a_criterion_that_the_framework_lacks_is_kept_apart(self, tmp_path: Path) -> None:
        """Its mark is handed back, and a finding says so."""
        report, verdicts = read_summary(
            tmp_path, ("Tiêu chí", "Đạt", "Không đạt"), ("Tiêu chuẩn 1", "", ""), ("7", "x", ""), ("8", "", "x")
        )
        assert verdicts == {"1.7": "+"}
        assert texts_of(report) == ["8", "x"]
        said = "\n".join(map(str, report.findings))
        assert "the framework has no criterion 1.8; its mark in the summary is kept apart" in said
        assert "only the mark in the summary was found: 1.7" in said
        assert "criteria without a sheet: 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 2.1" in said

    def test_rows_that_are_not_taken_come_back(self, tmp_path: Path) -> None:
        """A row without a criterion, without a standard, with notes: each is handed back, and a finding says so."""
        report, verdicts = read_summary(
            tmp_path,
            ("TT", "Tiêu chí", "Đạt", "Không đạt", "Ghi chú"),
            ("1", "2", "x", "", ""),
            ("2", "Tiêu chuẩn 1", "7", "0", ""),
            ("3", "Tên của tiêu chí", "x", "", ""),
            ("4", "Tiêu chí 3", "x", "", "theo biên bản"),
            ("5", "", "", "", ""),
            ("", "Tổng cộng", "27", "1", ""),
        )
        assert verdicts == {"1.3": "+"}
        assert texts_of(report) == ["1", "2", "x", "2", "7", "0", "3", "Tên của tiêu chí", "x", "theo biên bản"]
        assert any("rows of the summary were not understood" in str(f) and ": 4" in str(f) for f in report.findings)

    def test_a_column_of_results(self, tmp_path: Path) -> None:
        """A table with other words there is no summary; a verdict that is not plain is unclear."""
        report, verdicts = read_summary(tmp_path, ("Tiêu chí", "Kết quả"), ("1.1", "Tốt"), ("1.2", "Đạt"))
        assert verdicts == {}
        assert texts_of(report) == ["Tiêu chí", "Kết quả", "1.1", "Tốt", "1.2", "Đạt"]
        report, verdicts = read_summary(
            tmp_path, ("Tiêu chí", "Kết quả"), ("1.1", "Đạt/Không đạt"), ("1.2", "Đạt"), ("1.3", ""), ("1.4", "K. Đạt")
        )
        assert verdicts == {"1.2": "+", "1.4": "-"}
        said = "\n".join(map(str, report.findings))
        assert "the mark of criterion 1.1 in the summary is not clear" in said
        assert "the summary has no mark for the criteria: 1.3" in said
        _, verdicts = read_summary(tmp_path, ("Tiêu chí", "Ghi chú"), ("1.1", "Đạt"))
        assert verdicts == {}

    def test_another_assessment_beside_the_own(self, tmp_path: Path) -> None:
        """The columns headed as the school's own count; where none are, none does, and the rows come back."""
        marks = ("Tiêu chí", "Đạt", "Không đạt", "Đạt", "Không đạt")
        heads = ("Tiêu chí", "Tự đánh giá", "Tự đánh giá", "Đánh giá ngoài", "Đánh giá ngoài")
        report, verdicts = read_summary(tmp_path, heads, marks, ("1.1", "x", "", "", "x"), ("1.2", "", "x", "x", ""))
        assert verdicts == {"1.1": "+", "1.2": "-"}
        assert texts_of(report) == ["x", "x"]
        report, verdicts = read_summary(tmp_path, ("Tiêu chí", *("Năm trước", "Năm nay") * 2), marks, ("1.1", *"x--x"))
        assert verdicts == {}
        assert texts_of(report) == ["1.1", "x", "x"]
        assert any("rows of the summary were not understood" in str(finding) for finding in report.findings)
        report, verdicts = read_summary(
            tmp_path, ("Tiêu chí", "Tự đánh giá", "Sở"), ("1.1", "Đạt", "Không đạt"), ("1.2", "Không đạt", "Đạt")
        )
        assert verdicts == {"1.1": "+", "1.2": "-"}
        assert texts_of(report) == ["Không đạt", "Đạt"]

    @pytest.mark.parametrize(
        "rows",
        [
            (("Tiêu chí", "Đăng ký phấn đấu", "Đăng ký phấn đấu"), ("", "Đạt", "Không đạt"), ("1.1", "x", "")),
            (("Tiêu chí", "Năm trước", "Năm trước"), ("", "Đạt", "Không đạt"), ("1.1", "x", "")),
            (("Tiêu chí", "Đạt (dự kiến)", "Không đạt"), ("1.1", "x", "")),
            (("Tiêu chí", "Kết quả"), ("1.1", "Đạt (tạm)")),
            (("Tiêu chí", "Kết quả"), ("1.1", "Đạt (chỉ số a, b)")),
            (("Tiêu chí", "Đạt", "Không đạt", "Ghi chú"), ("1.1", "x", "", "chưa đạt chỉ số c")),
            (("Tiêu chí", "Đạt", "Không đạt", "Ghi chú"), ("1.1", "x", "", "chờ minh chứng")),
            (("Tiêu chí", "Đạt", "Không đạt", "Ghi chú"), ("1.1", "", "x", "đạt")),
        ],
    )
    def test_what_is_hoped_for_or_taken_back_is_no_mark(
        self, rows: tuple[tuple[str, ...], ...], tmp_path: Path
    ) -> None:
        """Above the column, in brackets behind the verdict, or in the remark behind the mark."""
        report, verdicts = read_summary(tmp_path, *rows)
        assert verdicts == {}
        assert texts_of(report)

    def test_a_title_that_hopes_marks_nothing(self, tmp_path: Path) -> None:
        """The table below it says what the school registers for."""
        document = empty_document()
        document.add_paragraph(f"{HEAD} (DỰ KIẾN)")
        add_table(document, ("Tiêu chí", "Đạt", "Không đạt"), ("1.1", "x", ""))
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert report.assessment.sheets == ()
        assert "x" in texts_of(report)

    @pytest.mark.parametrize(
        ("rows", "expected"),
        [
            ((("Tiêu chí", "Đạt (đánh dấu x)", "Không đạt (-)"), ("1.1", "x", "")), {"1.1": "+"}),
            ((("Tiêu chí", "Kết quả"), ("1.1", "Không đạt (chỉ số b và c)"), ("1.2", "Đạt")), {"1.1": "-", "1.2": "+"}),
            ((("Tiêu chí", "Đạt", "Không đạt", "Ghi chú"), ("1.1", "x", "", "lớp 2A, 2B" * 9)), {"1.1": "+"}),
            ((("Tiêu chí", "Đạt", "Không đạt", "Ghi chú"), ("1.1", "", "x", "Chưa đạt")), {"1.1": "-"}),
            ((("Tiêu chuẩn", "Tiêu chí", "Đạt", "K.đạt"), ("1", "1", "1", ""), ("Cộng", "1", "1", "0")), {"1.1": "+"}),
        ],
    )  # fmt: skip
    def test_what_leaves_a_mark_as_it_is(
        self, rows: tuple[tuple[str, ...], ...], expected: dict[str, str], tmp_path: Path
    ) -> None:
        """How to mark, which indicators are not met, remarks on other things, totals."""
        assert read_summary(tmp_path, *rows)[1] == expected

    def test_marks_on_indicators_come_back(self, tmp_path: Path) -> None:
        """Signs too: they say something."""
        report, verdicts = read_summary(
            tmp_path,
            ("Tiêu chí", "a", "b", "c", "Kết luận"),
            ("1.1", "+", "-", "+", "Không đạt"),
            ("1.2", *"+++", "Đạt"),
        )
        assert verdicts == {"1.1": "-", "1.2": "+"}
        assert texts_of(report) == ["+"] * 5

    def test_marks_that_differ_hold_nothing(self, tmp_path: Path) -> None:
        """Neither those of two rows on one criterion nor one that is not understood."""
        report, verdicts = read_summary(
            tmp_path,
            ("Tiêu chí", "Đạt", "Không đạt"),
            ("1.1", "x", ""),
            ("1.1", "", "x"),
            ("1.2", "x", ""),
            ("1.2", "x", ""),
            ("1.3", "2/3", ""),
        )
        assert verdicts == {"1.2": "+"}
        said = "\n".join(map(str, report.findings))
        assert "the summary says two things of criterion 1.1" in said
        assert "the mark of criterion 1.3 in the summary is not clear" in said
        assert texts_of(report) == ["1.1", "x", "1.1", "x", "1.3", "2/3"]

    def test_an_indicator_below_that_is_not_met(self, tmp_path: Path) -> None:
        """A criterion marked as met above an indicator that is not, or not plainly, is asked for."""
        report, verdicts = read_summary(
            tmp_path,
            ("Tiêu chí", "Đạt", "Không đạt"),
            ("a", "", "x"),
            ("1.1", "x", ""),
            ("a", "x", ""),
            ("chỉ số b", "", "x"),
            ("c", "", "x"),
            ("1.2", "x", ""),
            ("a", "2/3", ""),
            ("1.3", "x", ""),
            ("a", "x", ""),
            ("1.4", "", "x"),
            ("a", "", "x"),
        )
        assert verdicts == {"1.3": "+", "1.4": "-"}
        said = "\n".join(map(str, report.findings))
        for code in ("1.1", "1.2"):
            assert said.count(f"marks criterion {code} as met, but not each of the indicators below it") == 1

    def test_one_count_of_sheets(self, tmp_path: Path) -> None:
        """A criterion with a sheet is not named as one without."""
        file = save_lines(tmp_path / "report.docx", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên", "5. Tự đánh giá: Đạt")
        (finding,) = (f for f in read_report(file, PRIMARY).findings if "criteria without a sheet" in str(f))
        assert "1.1" not in str(finding).split(": ")[1].split(", ")


class TestMarksOfIndicators:
    """A summary may mark indicators beside criteria: the form has no such marks, so they are named, not guessed."""

    @pytest.mark.parametrize(
        ("rows", "kept"),
        [
            (
                (
                    ("Tiêu chí", "a", "b", "c", "Đạt", "Không đạt"),
                    ("Tiêu chuẩn 1: Tên",) * 6,
                    ("Tiêu chí 1", "X", "", "X", "X", ""),
                ),
                ("X", "X"),
            ),
            (
                (
                    ("Tiêu chí", "Đạt", "Không đạt"),
                    ("Tiêu chuẩn 1: Tên",) * 3,
                    ("Tiêu chí 1", "X", ""),
                    ("c)", "X", ""),
                ),
                ("c)", "X"),
            ),
        ],
    )
    def test_they_are_kept_apart(
        self, tmp_path: Path, rows: tuple[tuple[str, ...], ...], kept: tuple[str, ...]
    ) -> None:
        """In columns or in rows of their own: handed back with a finding that shows them."""
        document = empty_document()
        document.add_paragraph("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ")
        add_table(document, *rows)
        report = read_report(save(document, tmp_path / "report.docx"), PRIMARY)
        assert tuple(line.text for line in report.unplaced) == kept
        (finding,) = [
            each for each in report.findings if "rows of the summary were not understood" in str(each.message)
        ]
        assert finding.texts == (" | ".join(kept),)
