"""The self-assessment plan (Annex II), by its parts and tables."""

from __future__ import annotations

from typing import Any

import attrs

from kdcl.blocks import Document, Orientation
from kdcl.documents.plan import build_plan
from kdcl.school import AssessmentPlan, PaperLayout, ResourceRow, Timetable, Training, Wish
from papers import EMPTY, PLAN, PRIMARY, build_planned, foot_texts, head_texts, tables
from reports import table_after, table_texts, texts_after


def plan_of(language: str = "en", **changes: Any) -> Document:  # noqa: ANN401 - any field
    """Return the plan of the planned school with other facts of the plan where they are given."""
    return build_plan(build_planned(plan=attrs.evolve(PLAN, **changes)), PRIMARY, language=language)


EMPTY_PLAN = build_plan(EMPTY, PRIMARY)


class TestOrder:
    """Parts I, II and III, with the five points of part II."""

    def test_headings_are_those_of_the_form(self) -> None:
        """In Vietnamese as the guidance names them."""
        assert [heading.text for heading in EMPTY_PLAN.headings()] == [
            "KẾ HOẠCH TỰ ĐÁNH GIÁ",
            "I. MỤC ĐÍCH VÀ PHẠM VI",
            "II. NỘI DUNG",
            "1. Phân công nhiệm vụ",
            "2. Tập huấn nghiệp vụ tự đánh giá",
            "3. Dự kiến các nguồn lực (nhân lực, cơ sở vật chất, tài chính) và thời điểm cần huy động",
            "4. Dự kiến các minh chứng cần thu thập cho từng tiêu chí",
            "5. Thời gian biểu",
            "III. TỔ CHỨC THỰC HIỆN",
        ]

    def test_wide_tables_stand_across_the_page(self) -> None:
        """Resources and expected evidence."""
        orientations = [section.setup.orientation for section in EMPTY_PLAN.sections]
        assert orientations == [Orientation.PORTRAIT, Orientation.LANDSCAPE, Orientation.PORTRAIT]

    def test_head_has_number_and_date(self) -> None:
        """Those of the plan, not of the decision."""
        left, right = head_texts(plan_of())
        assert left[-1] == "No.: 12/KH-SH"
        assert right[-1] == "Song Hong, 6 September 2016"
        assert head_texts(EMPTY_PLAN)[0][-1] == "Số: ………/KH-………"


class TestAim:
    """Part I: purpose, scope, requirements, and what else the school states."""

    def test_what_the_form_has_no_place_for_follows_in_order(self) -> None:
        """Several items stand behind dashes, one as it is."""
        assert texts_after(plan_of(), "plan_aim") == [
            "1. Purpose",
            "- To improve",
            "- To register",
            "2. Scope",
            "The whole school",
            "3. Requirements",
            "Be honest",
            "4. Situation of the school",
            "What helps:",
            "Enough rooms",
            "What stands against it:",
            "Little time",
            "5. Main tasks",
            "Assess",
            "6. Single tasks",
            "Write",
            "7. Targets and how to reach them",
            "Targets:",
            "A report",
            "Level that the school sets out to reach: level 2",
            "How to reach them:",
            "Meet",
        ]

    def test_the_empty_form_has_only_its_own_points(self) -> None:
        """With words of the library, or with dots to write on where the school wants none of them."""
        points = ["1. Mục đích", "2. Phạm vi", "3. Yêu cầu"]
        worded = texts_after(EMPTY_PLAN, "plan_aim")
        assert [text for text in worded if text in points] == points
        assert sum(text.startswith("- ") for text in worded) == 4
        plain = attrs.evolve(EMPTY, layout=PaperLayout(default_texts=Wish.LEFT_OUT))
        texts = texts_after(build_plan(plain, PRIMARY), "plan_aim")
        assert [text for text in texts if not text.startswith("…")] == points
        assert len(texts) == 9


class TestTables:
    """The five tables of part II."""

    def test_assignment_and_training(self) -> None:
        """The council and its groups as in the decision, then who is trained in what."""
        council, secretariat, groups, *_ = tables(plan_of())
        assert council[1][3] == "Chair of the council; Leads"
        assert secretariat[1][0] == "Secretariat"
        assert next(row[0] for row in groups[1:]).startswith("Group 1")
        assert texts_after(plan_of(), "plan_training") == [
            "a) Time: September",
            "b) Participants: All",
            "c) What is taught: Codes",
        ]
        assert [text[-1] for text in texts_after(EMPTY_PLAN, "plan_training")] == ["…"] * 3
        several = plan_of(trainings=(Training(time="May"), Training(time="June")))
        assert tables(several)[3] == [["Time", "Participants", "What is taught"], ["May", "", ""], ["June", "", ""]]

    def test_resources_stand_in_the_order_of_the_law(self) -> None:
        """What is for the whole first."""
        assert table_texts(table_after(plan_of(), "plan_resources")) == [
            [
                "No.",
                "Standard, criterion",
                "Activities",
                "Resources to be mobilised or provided",
                "Time of mobilisation",
                "Note",
            ],
            ["1", "For all standards", "Meeting", "", "", ""],
            ["2", "Criterion 1.3", "Asking", "", "", ""],
            ["3", "Standard 2", "Copying", "Paper", "May", "cheap"],
        ]

    def test_empty_resources_have_a_row_for_each_standard(self) -> None:
        """To be filled in."""
        rows = table_texts(table_after(EMPTY_PLAN, "plan_resources"))
        assert [row[:2] for row in rows[1:]] == [[str(s.number), f"Tiêu chuẩn {s.number}"] for s in PRIMARY]

    def test_expected_evidence_has_every_criterion_once(self) -> None:
        """Those that nothing is stated for have an empty row; nothing that is stated is lost."""
        rows = table_texts(table_after(plan_of(), "plan_evidence"))
        places = [row[0] for row in rows[1:]]
        assert [place for place in places if place.startswith("Criterion")] == [
            *(f"Criterion {criterion.code}" for criterion in PRIMARY.criteria),
            "Criterion 9.9",
        ]
        assert rows[1][:2] == ["For all standards", "The law"]
        assert rows[3] == ["Criterion 1.1", "Minutes", "Office", "Group 1", "May", "0", ""]
        assert rows[4] == ["Lists", "", "", "", "", "both"]
        assert rows[places.index("Standard 3") + 1][:2] == ["Standard 3", "Maps"]
        assert rows[-1][1] == "Stray"

    def test_empty_expected_evidence_has_bands_and_criteria(self) -> None:
        """Nothing for the whole."""
        rows = table_texts(table_after(EMPTY_PLAN, "plan_evidence"))
        assert len(rows) == 1 + len(PRIMARY.standards) + len(PRIMARY.criteria)
        assert rows[1] == ["Tiêu chuẩn 1: Tổ chức và quản lý nhà trường"]


class TestTimetable:
    """The timetable by weeks, and by months where the school has one."""

    def test_weeks_have_their_days_by_the_calendar(self) -> None:
        """What the school wrote stands as it is; days go with weeks."""
        weeks = tables(plan_of())[-2]
        assert weeks == [
            ["Time", "Activity"],
            ["Week 5\nFrom 19 September 2016 to 24 September 2016", "- Decide (Principal)"],
            ["Weeks 6, 7\nFrom 26 September 2016 to 8 October 2016", "- Teach\n- Tell"],
            ["Week 8 (from 10//10/2016)", ""],
            ["17 October 2016", ""],
            ["", ""],
        ]

    def test_months_follow(self) -> None:
        """Each under its own heading."""
        assert tables(plan_of("vi"))[-1] == [
            ["Thời gian", "Hoạt động"],
            ["Tháng 01/2017, 02/2017", ""],
            ["Tháng 3/2017\n09/3/2017", ""],
        ]
        assert texts_after(plan_of(), "plan_timetable") == ["a) By weeks", "b) By months"]

    def test_a_single_table_needs_no_heading(self) -> None:
        """By weeks or by months."""
        weeks, months = PLAN.timetable.weeks, PLAN.timetable.months
        for timetable in (Timetable(weeks=weeks), Timetable(months=months)):
            document = plan_of(timetable=timetable)
            assert texts_after(document, "plan_timetable") == []
            assert len(tables(document)) == 6

    def test_the_empty_form_has_the_weeks_of_the_model(self) -> None:
        """Fourteen, without days: the calendar is not known."""
        rows = table_texts(table_after(EMPTY_PLAN, "plan_timetable"))
        assert rows[1:] == [[f"Tuần {week}", ""] for week in range(1, 15)]


class TestEnd:
    """Part III, recipients, and the chair's signature."""

    def test_the_chair_signs_on_behalf_of_the_council(self) -> None:
        """With the recipients on the left."""
        left, right = foot_texts(plan_of("vi"))
        assert left == ["Nơi nhận:", "- The office;", "- Archive.", ""]
        assert right == ["TM. HỘI ĐỒNG TỰ ĐÁNH GIÁ", "CHỦ TỊCH", "(Ký tên, đóng dấu)", "A. Chair"]

    def test_without_recipients_the_authority_and_the_archive_receive_it(self) -> None:
        """Dots stand for an authority that is not known."""
        left, right = foot_texts(EMPTY_PLAN)
        assert left == ["Nơi nhận:", f"- {'…' * 8};", "- Lưu: VT.", ""]
        assert right[-1] == ""
        assert foot_texts(plan_of(recipients=()))[0][1] == "- District Office;"

    def test_carrying_out_is_listed(self) -> None:
        """Dots where nothing is stated."""
        assert texts_after(plan_of(), "plan_carrying_out") == ["The chair leads"]
        assert len(texts_after(EMPTY_PLAN, "plan_carrying_out")) == 3


def test_a_plan_of_one_row_is_enough() -> None:
    """Every fact of a plan is optional."""
    plan = AssessmentPlan(resources=(ResourceRow(standard=1),))
    rows = table_texts(table_after(build_plan(build_planned(plan=plan), PRIMARY), "plan_resources"))
    assert rows[1:] == [["1", "Tiêu chuẩn 1", "", "", "", ""]]
