"""The criterion sheets as papers of their own (Annex IV)."""

from __future__ import annotations

import attrs
import pypdfium2
import pytest

from kdcl.blocks import Document, Heading, PageBreak, SignatureBlock
from kdcl.codes import CriterionCode
from kdcl.documents.report import build_report
from kdcl.documents.sheets import build_sheets
from kdcl.documents.typesetting import DOTTED_LINE
from kdcl.errors import UnknownItemError
from kdcl.renderers import render
from kdcl.school import Ratings, School
from kdcl.standards import get_framework
from papers import EMPTY, PRIMARY, build_planned, foot_texts, tables
from reports import build_full, iter_blocks, iter_paragraphs, paragraph_text


def lines_of(document: Document) -> list[str]:
    """Return the texts of every paragraph of a document."""
    return list(map(paragraph_text, iter_paragraphs(iter_blocks(document))))


def sheet_of(code: str, language: str = "vi", **changes: object) -> Document:
    """Return the sheet of one criterion of the planned school."""
    return build_sheets(build_planned(**changes), PRIMARY, criterion=CriterionCode.parse(code), language=language)


class TestWhichSheets:
    """One criterion or all."""

    @pytest.mark.parametrize("framework_id", ["tt42-2012/primary", "tt42-2012/secondary"])
    def test_every_criterion_has_one_sheet_on_a_page_of_its_own(self, framework_id: str) -> None:
        """In the order of the law."""
        framework = get_framework(framework_id)
        blocks = list(iter_blocks(build_sheets(build_full(framework), framework)))
        headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 2]
        assert headings == [f"Tiêu chí {c.code}: {c.title.vi}" for c in framework.criteria]
        assert sum(isinstance(block, PageBreak) for block in blocks) == len(framework.criteria) - 1
        assert sum(isinstance(block, SignatureBlock) for block in blocks) == len(framework.criteria)

    def test_one_sheet_is_that_of_all(self) -> None:
        """The same paper, whether it is printed alone or among the others."""
        one, remark = sheet_of("1.1").sections
        every, same = build_sheets(build_planned(), PRIMARY).sections
        assert every.blocks[: len(one.blocks)] == one.blocks
        assert remark == same

    def test_titles_say_whether_it_is_one_or_all(self) -> None:
        """For the file's properties."""
        assert sheet_of("1.1").title == "PHIẾU ĐÁNH GIÁ TIÊU CHÍ"
        assert build_sheets(EMPTY, PRIMARY).title == "CÁC PHIẾU ĐÁNH GIÁ TIÊU CHÍ"

    def test_a_criterion_that_is_not_there_is_refused(self) -> None:
        """A typing error prints no empty sheet."""
        with pytest.raises(UnknownItemError, match=r"9\.9"):
            sheet_of("9.9")


class TestBlankSheets:
    """What is filled in by hand takes one page, and no leaf of which the back is bare."""

    def test_one_page_each(self) -> None:
        """Of all criteria of a primary school; the last sheet is the remark on the wording."""
        blank = build_sheets(attrs.evolve(EMPTY, council=build_planned().council), PRIMARY)
        pages = pypdfium2.PdfDocument(render(blank, "pdf"))
        assert len(pages) == len(PRIMARY.criteria) + 1

    def test_the_more_is_asked_the_fewer_lines_there_are(self) -> None:
        """Item 1 of a short criterion has more room than that of a long one; none is without a line."""
        counts = [
            lines_of(build_sheets(EMPTY, PRIMARY, criterion=CriterionCode.parse(code))).count(DOTTED_LINE)
            for code in ("1.2", "1.4", "1.1")
        ]
        assert counts == sorted(set(counts), reverse=True)
        assert counts[-1] == 4


class TestHead:
    """School, group, standard, criterion, indicators."""

    def test_head_names_school_group_standard_and_indicators(self) -> None:
        """In the order of the form."""
        lines = lines_of(sheet_of("1.1"))
        assert lines[:4] == [
            "Trường: Song Hong School",
            "Nhóm: Group 1",
            "Năm học 2016-2017",
            "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
        ]
        assert [line[:2] for line in lines[4:7]] == ["a)", "b)", "c)"]

    def test_a_school_without_a_name_leaves_room_for_one(self) -> None:
        """The form may be printed before anything is written; a name is printed whole, so that it is read back.

        Its label does not say the name's first word once more.
        """
        named = build_planned(school=School(name="Trường Tiểu học Ví Dụ"))
        assert lines_of(build_sheets(named, PRIMARY))[0] == "Tên trường: Trường Tiểu học Ví Dụ"
        assert lines_of(build_sheets(build_planned(school=School(name="THCS A")), PRIMARY))[0] == "Trường: THCS A"
        nameless = build_planned(school=School(name=""))
        assert lines_of(build_sheets(nameless, PRIMARY))[0].startswith("Trường: ……")

    def test_a_criterion_that_no_group_has_leaves_room_for_one(self) -> None:
        """Dots, as on the form."""
        assert lines_of(sheet_of("1.3"))[1] == f"Nhóm: {'…' * 12}"


class TestItems:
    """Items 1 to 4 as in the report; 5.1 and 5.2."""

    def test_items_are_those_of_the_report(self) -> None:
        """Word for word, but for the links, which have no list to lead to here."""
        items = lines_of(sheet_of("1.2", "en"))
        report = lines_of(build_report(build_planned(), PRIMARY, language="en"))
        written = items[items.index("1. Current state") : items.index("5. Self-assessment")]
        start = next(n for n, text in enumerate(report) if text.startswith("State of 1.2 ")) - 1
        assert report[start : start + len(written)] == written
        runs = [run for p in iter_paragraphs(iter_blocks(sheet_of("1.2"))) for run in p.runs]
        assert not any(run.link for run in runs)

    def test_verdicts_are_marked(self) -> None:
        """What follows from the ratings; the criterion's verdict cannot disagree with its indicators'."""
        ratings = Ratings({"1.2.a": "met", "1.2.b": "not_met"})
        lines = lines_of(sheet_of("1.2", ratings=ratings))
        first = lines.index("5. Tự đánh giá")
        assert lines[first + 1 : first + 6] == [
            "5.1. Xác định trường đạt hay chưa đạt từng chỉ số của tiêu chí:",
            "Chỉ số a: Đạt",
            "Chỉ số b: Không đạt",
            f"Chỉ số c: {'…' * 8}",
            "5.2. Tự đánh giá tiêu chí: Không đạt",
        ]

    def test_what_is_not_assessed_is_left_to_the_pen(self) -> None:
        """Dots stand where a verdict is written."""
        lines = lines_of(build_sheets(EMPTY, PRIMARY, criterion=CriterionCode(1, 2)))
        assert sum(line.endswith(f": {'…' * 8}") for line in lines) == 4

    def test_improvements_stand_below_item_4(self) -> None:
        """In a table; where they stand in place of words there are no dots."""
        sheet = sheet_of("1.1", "en")
        assert tables(sheet)[0] == [
            ["No.", "What will be done", "Carried out by", "Resources", "Time", "Expected result"],
            ["1", "Buy books", "Librarian", "Money", "From 1 March 2017 to 7 October 2017", "More books"],
            ["2", "Paint walls", "", "", "By 31 December 2017", ""],
        ]
        lines = lines_of(sheet)
        assert lines[lines.index("4. Quality improvement plan") + 1] == "No."
        assert tables(sheet_of("1.1"))[0][1][4] == "Từ 01/3/2017 đến 07/10/2017"

    def test_requirements_are_said_to_be_restated(self) -> None:
        """Each sheet stands alone, so each says so."""
        assert any("42/2012/TT-BGDĐT" in line for line in lines_of(sheet_of("5.7")))


class TestFoot:
    """The group leader's confirmation left, the writer's signature with place and date right."""

    def test_both_sign(self) -> None:
        """The leader's name is known, the writer's is not."""
        left, right = foot_texts(sheet_of("2.1"))
        assert left == ["", "Xác nhận của Nhóm trưởng", "(Ký, ghi rõ họ tên)", "B. Vice"]
        assert right == ["Song Hong, ngày … tháng … năm …", "Người viết", "(Ký, ghi rõ họ tên)", ""]

    def test_a_criterion_of_two_groups_names_both_leaders(self) -> None:
        """The check says that it was given twice; the sheet hides neither."""
        left, _ = foot_texts(sheet_of("1.1"))
        assert left[-1] == "B. Vice, F. Forgotten"
