"""The parts of the self-assessment report, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks import build_framework, build_rule, build_rules
from kdcl.blocks import Align, Document, Paragraph, Run, SignatureBlock, Table
from kdcl.codes import EvidenceCode
from kdcl.documents.registration import build_registration
from kdcl.documents.report import build_report
from kdcl.documents.summary_sheet import build_summary
from kdcl.documents.typesetting import DOTTED_LINE, cited_runs, evidence_bookmark
from kdcl.locale import get_locale
from kdcl.school import Claims, CriterionSheet, Evidence, Ratings, SelfAssessment, Signature, StateParagraph
from kdcl.scoring import score
from kdcl.standards import get_framework
from reports import (
    build_empty,
    build_full,
    find_after,
    iter_blocks,
    iter_paragraphs,
    paragraph_text,
    table_after,
    table_texts,
    texts_after,
)

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")


def report_of(assessment: SelfAssessment, language: str = "en", **changes: Any) -> Document:  # noqa: ANN401 - any field
    """Return the primary report of an assessment with changed facts."""
    return build_report(attrs.evolve(assessment, **changes), PRIMARY, language=language)


def cover_texts(document: Document, section: int = 0) -> list[str]:
    """Return the texts of the paragraphs of a cover."""
    return [paragraph_text(block) for block in document.sections[section].blocks if isinstance(block, Paragraph)]


def signature_of(document: Document) -> SignatureBlock:
    """Return the signature block of a report."""
    return next(block for block in iter_blocks(document) if isinstance(block, SignatureBlock))


class TestCovers:
    """Cover and inner cover: authority above school in capitals, title, place and year."""

    def test_cover_names_authority_school_title_year_and_place(self) -> None:
        """All that stands on the cover, from top to foot."""
        assert cover_texts(report_of(build_full(PRIMARY), "vi")) == [
            "DISTRICT OFFICE",
            "SONG HONG SCHOOL",
            "",
            "BÁO CÁO TỰ ĐÁNH GIÁ",
            "North - 2017",
        ]

    def test_cover_leaves_room_for_what_is_unknown(self) -> None:
        """No year or place is invented."""
        texts = cover_texts(report_of(build_empty(PRIMARY)))
        assert texts[0] == "…" * 12
        assert texts[-1] == "………… - 20…"

    def test_inner_cover_repeats_the_cover_around_the_council(self) -> None:
        """The council list has a column to sign in."""
        report = report_of(build_full(PRIMARY), "vi")
        assert cover_texts(report, 1)[:2] == ["DISTRICT OFFICE", "SONG HONG SCHOOL"]
        assert table_texts(table_after(report, "council")) == [
            ["TT", "Họ và tên", "Chức vụ", "Nhiệm vụ", "Chữ ký"],
            ["1", "A. B. Member", "Teacher", "Chair", ""],
        ]

    def test_empty_council_has_five_rows_to_fill_in(self) -> None:
        """Article 24 asks for at least five members."""
        table = table_after(report_of(build_empty(PRIMARY)), "council")
        assert table_texts(table)[1:] == [[""] * 5] * 5
        assert table.header_rows == 1


class TestAbbreviations:
    """The list of abbreviations: number, abbreviation, meaning."""

    def test_abbreviations_are_numbered(self) -> None:
        """They stand in the school's order."""
        table = table_after(report_of(build_full(PRIMARY), "vi"), "abbreviations")
        assert table_texts(table) == [["STT", "Viết tắt", "Nội dung"], ["1", "SB", "School board"]]

    def test_empty_list_has_rows_to_fill_in(self) -> None:
        """The form stays."""
        assert set(map(tuple, table_texts(table_after(report_of(build_empty(PRIMARY)), "abbreviations"))[1:])) == {
            ("", "", "")
        }


class TestSummary:
    """The summary table: a band per standard, two halves, marks X, totals below."""

    def test_first_half_stands_left_and_is_rounded_up(self) -> None:
        """Standard 1 of primary schools has seven criteria: four left, three right."""
        rows = table_texts(table_after(report_of(build_full(PRIMARY, ["1.2.a"]), "vi"), "summary"))
        assert rows[:6] == [
            ["Tiêu chuẩn 1: Tổ chức và quản lý nhà trường"],
            ["Tiêu chí", "Đạt", "Không đạt"] * 2,
            ["1", "X", "", "5", "X", ""],
            ["2", "", "X", "6", "X", ""],
            ["3", "X", "", "7", "X", ""],
            ["4", "X", "", "", "", ""],
        ]

    def test_bands_are_shaded_and_span_the_table(self) -> None:
        """One band for each standard."""
        table = table_after(report_of(build_full(PRIMARY)), "summary")
        bands = [row.cells[0] for row in table.rows if row.cells[0].is_shaded]
        assert [band.columns for band in bands] == [len(table.widths)] * 5

    def test_open_criteria_have_no_mark_and_are_counted(self) -> None:
        """Not assessed is not failed."""
        ratings = {str(i.code): "met" for i in PRIMARY.indicators if str(i.code) not in {"1.1.a", "2.1.b"}}
        report = report_of(build_empty(PRIMARY), ratings=Ratings(ratings))
        assert ["1", "", "", "5", "X", ""] in table_texts(table_after(report, "summary"))
        assert "2 criteria are not assessed yet" in texts_after(report, "summary")
        one = report_of(build_empty(PRIMARY), ratings=Ratings({**ratings, "1.1.a": "met"}))
        assert "1 criterion is not assessed yet" in texts_after(one, "summary")
        assert "Còn 1 tiêu chí chưa đánh giá" in texts_after(
            report_of(build_empty(PRIMARY), "vi", ratings=Ratings({**ratings, "1.1.a": "met"})), "summary"
        )

    def test_totals_have_their_shares(self) -> None:
        """Counts and exact shares, in the language's decimal sign."""
        not_met = ["1.5.b", "2.4.a", "3.2.c", "5.11.a"]
        report = build_report(build_full(SECONDARY, not_met), SECONDARY)
        assert texts_after(report, "summary") == [
            "Tổng số các chỉ số đạt: 104/108, tỷ lệ 96,3%",
            "Tổng số các tiêu chí đạt: 32/36, tỷ lệ 88,89%",
        ]


class TestCriterion:
    """Part II, a criterion: title, indicators, items 1 to 5."""

    def test_items_stand_in_order_with_their_texts(self) -> None:
        """The five items of the criterion sheet."""
        texts = texts_after(report_of(build_full(PRIMARY, ["1.2.b"]), "vi"), "criterion_1_2")
        assert [text[:2] for text in texts[:3]] == ["a)", "b)", "c)"]
        assert texts[3:] == [
            "1. Mô tả hiện trạng",
            "State of 1.2 [H1-1-01-01].",
            "2. Điểm mạnh",
            "Strength of 1.2",
            "3. Điểm yếu",
            "Weakness of 1.2",
            "4. Kế hoạch cải tiến chất lượng",
            "Plan for 1.2",
            "5. Tự đánh giá tiêu chí: Không đạt",
            "Các chỉ số: a) đạt; b) không đạt; c) đạt",
        ]

    def test_sheet_not_written_has_dots(self) -> None:
        """A line for each indicator, two for each other item; open verdicts are called so."""
        texts = texts_after(report_of(build_empty(PRIMARY)), "criterion_1_2")[3:]
        assert texts == [
            "1. Current state",
            *[DOTTED_LINE] * 3,
            "2. Strengths",
            *[DOTTED_LINE] * 2,
            "3. Weaknesses",
            *[DOTTED_LINE] * 2,
            "4. Quality improvement plan",
            *[DOTTED_LINE] * 2,
            "5. Self-assessment of the criterion: Not assessed yet",
            "Indicators: a) not assessed yet; b) not assessed yet; c) not assessed yet",
        ]

    def test_lines_of_a_text_are_paragraphs(self) -> None:
        """Line feeds part paragraphs; empty lines are left out; an empty paragraph has its dots."""
        state = (StateParagraph(text="One\n\n  Two"), StateParagraph(text=" "))
        sheet = CriterionSheet(criterion=PRIMARY.get_criterion("1.1").code, current_state=state)
        texts = texts_after(report_of(build_empty(PRIMARY), sheets=(sheet,)), "criterion_1_1")
        assert texts[4:8] == ["One", "  Two", DOTTED_LINE, "2. Strengths"]


class TestCitedCodes:
    """Evidence codes in the text: bold, as typed, leading to their row."""

    LISTED = frozenset({EvidenceCode(1, 1, 3, 2)})

    def test_codes_are_bold_and_listed_ones_are_links(self) -> None:
        """A code that the list lacks is bold, but leads nowhere."""
        assert list(cited_runs("Sổ [H1-1-03-02]; h1.1.3.4.", self.LISTED)) == [
            Run("Sổ "),
            Run("[H1-1-03-02]", bold=True, link="evidence_1_1_3_2"),
            Run("; "),
            Run("h1.1.3.4", bold=True),
            Run("."),
        ]

    @given(st.lists(st.sampled_from(["[H1-1-03-02]", "H1.1.03.04", " ", ";", "đ", "[", "H"])).map("".join))
    def test_runs_are_the_text(self, text: str) -> None:
        """Setting codes in bold loses and changes nothing."""
        assert "".join(run.text for run in cited_runs(text, self.LISTED)) == text


class TestStandards:
    """Part II, a standard: opening, and its conclusion."""

    def test_opening_and_conclusion(self) -> None:
        """Strengths, weaknesses, number of criteria, met and not met with their numbers."""
        report = report_of(build_full(PRIMARY, ["1.2.b", "1.4.a"]), "vi")
        assert texts_after(report, "standard_1")[:2] == ["Mở đầu", "Opening 1"]
        assert texts_after(report, "conclusion_1") == [
            "Điểm mạnh:",
            "Good",
            "Điểm yếu:",
            "Bad",
            "Số lượng tiêu chí: 7",
            "Số lượng tiêu chí đạt: 5",
            "Số lượng tiêu chí không đạt: 2 (1.2, 1.4)",
        ]

    def test_nothing_written_yet(self) -> None:
        """Dots, and the open criteria by name."""
        texts = texts_after(report_of(build_empty(PRIMARY)), "conclusion_4")
        assert texts == [
            "Strengths:",
            *[DOTTED_LINE] * 2,
            "Weaknesses:",
            *[DOTTED_LINE] * 2,
            "Number of criteria: 3",
            "Number of criteria met: 0",
            "Number of criteria not met: 0",
            "Number of criteria not assessed yet: 3 (4.1, 4.2, 4.3)",
        ]


class TestGeneralConclusion:
    """Part II.III: counts and shares, level, place, date, signature and stamp."""

    def test_counts_and_level_of_a_full_assessment(self) -> None:
        """The level that follows stands beside the one that the school claims."""
        texts = texts_after(report_of(build_full(PRIMARY)), "general_conclusion")
        assert texts == [
            "In the end",
            "- Indicators met: 84/84, that is 100%;",
            "- Indicators not met: 0/84, that is 0%;",
            "- Criteria met: 28/28, that is 100%;",
            "- Criteria not met: 0/28, that is 0%;",
            "Level reached by these results: level 3",
            "Level claimed by the school: level 3",
        ]

    def test_open_indicators_leave_the_level_open(self) -> None:
        """Nothing assessed gives no level, and is not called failed."""
        texts = texts_after(report_of(build_empty(PRIMARY), "vi"), "general_conclusion")
        assert texts[:3] == [DOTTED_LINE] * 3
        assert "- Tổng số các chỉ số chưa đánh giá: 84/84, tỷ lệ 100%;" in texts
        assert "- Tổng số các tiêu chí chưa đánh giá: 28/28, tỷ lệ 100%;" in texts
        assert "Cấp độ đạt được theo kết quả trên: chưa xác định được (còn 84 chỉ số chưa đánh giá)" in texts

    def test_no_level_reached(self) -> None:
        """A school that met nothing is told so."""
        ratings = Ratings({str(indicator.code): "not_met" for indicator in PRIMARY.indicators})
        texts = texts_after(report_of(build_empty(PRIMARY), ratings=ratings), "general_conclusion")
        assert "Level reached by these results: no level" in texts

    @pytest.mark.parametrize("build", [build_report, build_summary, build_registration])
    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_what_a_level_rests_on_is_not_signed(self, build: Callable[..., Document], language: str) -> None:
        """The level line says that it is provisional; every caveat is on the last sheet, which is no part of it."""
        assessment = build_full(SECONDARY, ["1.5.b"])
        *pages, sheet = build(assessment, SECONDARY, language=language).sections
        locale = get_locale(language)
        caveats = [locale.text(caveat) for caveat in score(assessment, SECONDARY).caveats]
        signed = "\n".join(paragraph_text(each) for page in pages for each in iter_paragraphs(page.blocks))
        first = paragraph_text(next(iter_paragraphs(sheet.blocks)))
        said = {"en": "level 3 (provisional, by an assumption)", "vi": "cấp độ 3 (tạm tính theo giả định)"}
        assert said[language] in signed
        assert caveats
        assert all(caveat[1:] in first and caveat not in signed for caveat in caveats)
        lines = first.split("\n")  # a line for each, numbered: nobody reads a wall
        assert [line.startswith(f"({number}) ") for number, line in enumerate(lines)][1:] == [True] * len(lines[1:])
        assert not sheet.setup.is_numbered

    def test_a_level_by_a_reading(self) -> None:
        """Where nothing is assumed the level line says that a reading was chosen."""
        rules = build_rules(build_rule(1, 60), build_rule(2, 70, below_percent=85), build_rule(3, 85, ["1.1"]))
        framework = build_framework([[1] * 10], rules)
        report = build_report(build_full(framework, ["1.1.a"]), framework, language="en")
        texts = texts_after(report, "general_conclusion")
        assert "Level reached by these results: level 2 (provisional, by the reading chosen)" in texts

    def test_a_level_that_outcomes_support(self) -> None:
        """A level by inferred percentages alone is printed as supported by published outcomes."""
        assessment = build_full(SECONDARY, [f"{criterion.code}.a" for criterion in SECONDARY.criteria[:12]])
        texts = texts_after(build_report(assessment, SECONDARY, language="en"), "general_conclusion")
        assert "Level reached by these results: level 1, supported by published outcomes" in texts

    def test_framework_without_level_rules(self) -> None:
        """Where no rules are known no level is claimed for them."""
        framework = build_framework(((1,),), None)
        texts = texts_after(build_report(build_full(framework), framework, language="en"), "general_conclusion")
        assert "Level reached by these results: no level" in texts

    def test_no_claim_no_line(self) -> None:
        """The school's own level is printed only where it states one."""
        texts = texts_after(report_of(build_full(PRIMARY), claims=Claims()), "general_conclusion")
        assert not [text for text in texts if "claimed" in text]

    def test_signature_of_the_principal(self) -> None:
        """Place and date, role, room for signature and stamp, the principal's name."""
        block = signature_of(report_of(build_full(PRIMARY), "vi"))
        assert [paragraph_text(p) for p in block.right] == [
            "Song Hong, ngày 05 tháng 02 năm 2017",
            "HIỆU TRƯỞNG",
            "(Ký tên, đóng dấu)",
        ]
        assert {p.align for p in block.right} == {Align.CENTER}
        assert block.right_name == "A. B. Principal"

    @pytest.mark.parametrize(("name", "expected"), [("C. D. Deputy", "C. D. Deputy"), ("", "")])
    def test_signature_of_somebody_else(self, name: str, expected: str) -> None:
        """Under another role the principal's name is never put."""
        signature = Signature(role="Vice-principal", name=name, date=dt.date(2017, 2, 5))
        block = signature_of(report_of(build_full(PRIMARY), signature=signature))
        assert paragraph_text(block.right[1]) == "VICE-PRINCIPAL"
        assert block.right_name == expected


class TestEvidenceList:
    """Part III: the evidence list with six columns, by standard, criterion and number."""

    HEAD = (
        "TT",
        "Mã minh chứng",
        "Tên minh chứng",
        "Số, ngày ban hành, hoặc thời điểm khảo sát, điều tra, phỏng vấn, quan sát",
        "Nơi ban hành hoặc người thực hiện",
        "Ghi chú",
    )

    def evidence_table(self, *codes: str) -> Table:
        """Return the printed list of these codes."""
        evidence = tuple(Evidence(code=EvidenceCode.parse(code), name=f"Paper {code}") for code in codes)
        return table_after(report_of(build_empty(PRIMARY), "vi", evidence=evidence), "evidence_list")

    def test_columns_are_the_official_six(self) -> None:
        """Exactly these, repeated on each page."""
        table = table_after(report_of(build_full(PRIMARY), "vi"), "evidence_list")
        assert tuple(table_texts(table)[0]) == self.HEAD
        assert table.header_rows == 1
        assert table_texts(table)[1] == ["1", "[H1-1-01-01]", "Paper of 1.1", "12/QD", "Principal", "kept"]

    def test_rows_are_ordered_by_number_and_not_by_box(self) -> None:
        """Box 9 of standard 1 stands before box 2 of standard 2, and 10 after 9."""
        table = self.evidence_table("[H2-2-01-01]", "[H9-1-10-01]", "[H1-1-09-100]", "[H1-1-09-02]")
        codes = [row[1] for row in table_texts(table)[1:]]
        assert codes == ["[H1-1-09-02]", "[H1-1-09-100]", "[H9-1-10-01]", "[H2-2-01-01]"]

    def test_entries_with_one_code_are_one_piece_with_several_papers(self) -> None:
        """One row and one bookmark; every paper is there, and what they share is said once."""
        code = EvidenceCode(1, 1, 1, 1)
        papers = [
            Evidence(code=code, name="Quyết định", reference=reference, issuer="UBND", note=note)
            for reference, note in (("12/QĐ-UBND", ""), ("13/QĐ-UBND", "bản sao"))
        ]
        evidence = (*papers, Evidence(code=EvidenceCode(1, 1, 1, 2), name="Sổ"))
        report = report_of(build_empty(PRIMARY), "vi", evidence=evidence)
        first, second = table_after(report, "evidence_list").rows[1:]
        assert [["".join(run.text for run in p.runs) for p in each.paragraphs] for each in first.cells] == [
            ["1"], ["[H1-1-01-01]"], ["Quyết định"], ["12/QĐ-UBND", "13/QĐ-UBND"], ["UBND"], ["bản sao"]
        ]  # fmt: skip
        assert [each.paragraphs[0].bookmark for each in (first.cells[1], second.cells[1])] == [
            evidence_bookmark(code), evidence_bookmark(EvidenceCode(1, 1, 1, 2))
        ]  # fmt: skip
        assert second.cells[0].paragraphs[0].runs[0].text == "2"

    def test_empty_list_has_rows_to_fill_in(self) -> None:
        """The form stays."""
        table = self.evidence_table()
        assert table_texts(table)[1:] == [[""] * 6] * 10


class TestPrinting:
    """What makes pages look right."""

    def test_headings_of_items_stay_with_their_text(self) -> None:
        """No item heading stands alone at the foot of a page; the fifth is one line where all indicators are met."""
        blocks = find_after(iter_blocks(report_of(build_full(PRIMARY))), "criterion_1_1")
        kept = [b for b in blocks if isinstance(b, Paragraph) and paragraph_text(b)[:1] in set("12345")]
        assert [block.keep_with_next for block in kept] == [True, True, True, True, False]
        assert paragraph_text(kept[-1]) == "5. Self-assessment of the criterion: Met"

    def test_signature_stays_with_the_sentence_above(self) -> None:
        """No signature stands alone on its page."""
        blocks = find_after(iter_blocks(report_of(build_full(PRIMARY))), "general_conclusion")
        *_, sentence, signature = blocks
        assert isinstance(signature, SignatureBlock)
        assert isinstance(sentence, Paragraph)
        assert sentence.keep_with_next
