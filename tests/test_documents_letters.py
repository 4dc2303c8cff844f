"""What a school sends: the summary of results, and the registration for external assessment."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from kdcl.blocks import Document, Paragraph, ParagraphStyle
from kdcl.documents.registration import build_registration
from kdcl.documents.report import build_report
from kdcl.documents.summary_sheet import build_summary
from kdcl.law import LegalNumber, SchoolCategory
from kdcl.school import Claims
from kdcl.standards import get_framework
from papers import EMPTY, PRIMARY, build_planned, foot_texts, head_texts, tables
from reports import build_empty, build_full, iter_blocks, paragraph_text, table_after, table_texts, texts_after

SECONDARY = get_framework("tt42-2012/secondary")


def lines_of(document: Document) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [paragraph_text(block) for block in iter_blocks(document) if isinstance(block, Paragraph)]


class TestSummarySheet:
    """The table of results that is sent to the district office."""

    def test_table_and_totals_are_those_of_the_report(self) -> None:
        """One piece of code prints both, so that they cannot disagree."""
        summary, report = (build(build_planned(), PRIMARY) for build in (build_summary, build_report))
        assert tables(summary) == [table_texts(table_after(report, "summary"))]
        assert lines_of(summary)[1:3] == texts_after(report, "summary")

    def test_head_title_and_foot_are_those_of_an_administrative_paper(self) -> None:
        """It is dated as the report is."""
        summary = build_summary(build_planned(), PRIMARY)
        left, right = head_texts(summary)
        assert left == ["DISTRICT OFFICE", "SONG HONG SCHOOL", "Số: ………/………"]
        assert right[-1] == "Song Hong, ngày 05 tháng 02 năm 2017"
        assert [heading.text for heading in summary.headings()] == ["BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ"]
        left, right = foot_texts(summary)
        assert left == ["Nơi nhận:", "- District Office;", "- Lưu: VT.", ""]
        assert right == ["HIỆU TRƯỞNG", "(Ký tên, đóng dấu)", "A. B. Principal"]

    def test_without_an_authority_only_the_archive_receives_it(self) -> None:
        """No name of an office is invented."""
        left, _ = foot_texts(build_summary(EMPTY, PRIMARY))
        assert left == ["Nơi nhận:", "- Lưu: VT.", ""]

    def test_the_lines_below_the_table_are_kept_with_the_signature(self) -> None:
        """What is signed on a second page is all of the result, not its last line alone."""
        after = [b for b in build_summary(build_planned(), PRIMARY).sections[0].blocks[4:] if isinstance(b, Paragraph)]
        assert [paragraph.keep_with_next for paragraph in after] == [True] * len(after)
        assert {paragraph.style for paragraph in after} == {ParagraphStyle.PLAIN}  # one edge for all lines


def registration_of(language: str = "en", **changes: Any) -> Document:  # noqa: ANN401 - any field
    """Return the letter of the planned school with other facts where they are given."""
    return build_registration(build_planned(**changes), PRIMARY, language=language)


class TestRegistration:
    """The letter that goes with two copies of the report (section 4 of the facts)."""

    def test_it_is_a_letter_with_number_subject_and_addressee(self) -> None:
        """A letter has its subject below its number, and no title."""
        letter = build_registration(
            build_planned(), PRIMARY, number=LegalNumber(7, None, ("SH",)), date=dt.date(2017, 4, 1)
        )
        left, right = head_texts(letter)
        assert left[2:] == ["Số: 07/SH", "V/v đăng ký đánh giá ngoài"]
        assert right[-1] == "Song Hong, ngày 01 tháng 4 năm 2017"
        assert letter.headings() == ()
        assert lines_of(letter)[0] == "Kính gửi: District Office"

    def test_it_says_what_the_school_reached_and_asks_for(self) -> None:
        """Counts and level follow from the ratings; what is asked for is what the school claims."""
        lines = lines_of(registration_of())
        assert "Indicators met: 84/84, that is 100%" in lines
        assert any(line.endswith("asks to be considered for level 3.") for line in lines)
        assert "Attached: 02 copies of the self-assessment report." in lines

    def test_without_a_claim_the_level_that_follows_is_asked_for(self) -> None:
        """Where none is reached there are dots."""
        lines = lines_of(registration_of(claims=Claims()))
        assert any(line.endswith("for level 3.") for line in lines)
        empty = lines_of(build_registration(EMPTY, PRIMARY, language="en"))
        assert any(line.endswith("for level …….") for line in empty)
        assert empty[0] == f"To: {'…' * 14}"

    @pytest.mark.parametrize(
        ("category", "is_forwarded"),
        [(SchoolCategory.LOWER_SECONDARY, True), (SchoolCategory.UPPER_SECONDARY, False), (None, False)],
    )
    def test_lower_schools_hand_in_at_the_district_office(
        self, category: SchoolCategory | None, is_forwarded: bool
    ) -> None:
        """It forwards; upper secondary schools hand in at the provincial department."""
        full = build_full(SECONDARY)
        school = attrs.evolve(full.school, category=category)
        lines = lines_of(build_registration(attrs.evolve(full, school=school), SECONDARY, language="en"))
        assert any("forward it" in line for line in lines) is is_forwarded

    def test_the_province_is_named_where_it_is_known(self) -> None:
        """For primary schools."""
        assert any(line.endswith("Department of Education and Training North.") for line in lines_of(registration_of()))
        lines = lines_of(build_registration(build_empty(PRIMARY), PRIMARY, language="en"))
        assert any(line.endswith("Department of Education and Training.") for line in lines)
