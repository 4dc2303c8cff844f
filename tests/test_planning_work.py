"""The work by person: who writes which sheet and collects which evidence, by when, and what it lacks."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.planning import (
    DateRange,
    TaskState,
    Work,
    WorkKind,
    find_people,
    find_sheet_period,
    iter_work,
    list_people,
    list_writers,
)
from kdcl.school import (
    AssessmentPlan,
    Council,
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidenceStatus,
    ExpectedEvidenceRow,
    GroupMember,
    PlannedActivity,
    Ratings,
    School,
    SchoolYear,
    Secretariat,
    SelfAssessment,
    StateParagraph,
    Timetable,
    TimetableRow,
    WorkingGroup,
)
from kdcl.standards import get_framework

FRAMEWORK = get_framework("tt42-2012/primary")
ONE, TWO, THREE = (CriterionCode(1, number) for number in (1, 2, 3))
COUNCIL = Council(
    members=(CouncilMember(name="Nguyễn Văn A", position="Hiệu trưởng"), CouncilMember(name="")),
    secretariat=Secretariat(members=(GroupMember(name="Nguyễn Văn C", position="Văn thư"),)),
    groups=(
        WorkingGroup(
            name="Nhóm 1",
            leader="Nguyễn Văn B",
            members=(
                GroupMember(name="Nguyễn Văn B", position="Phó Hiệu trưởng"),
                GroupMember(name="Nguyễn Văn Đ", duty="Viết phiếu 1.2; nộp ngày 1.11.2016, mục 1.1.1"),
            ),
            criteria=(ONE, TWO),
        ),
        WorkingGroup(name="", leader="Nguyễn Văn E", criteria=(THREE,)),
    ),
)


def school(**facts: object) -> SelfAssessment:
    """Return a school's file with the council."""
    return SelfAssessment(
        framework=FRAMEWORK.id,
        school=School(name="Trường"),
        school_year=SchoolYear.parse("2016-2017"),
        **{"council": COUNCIL, **facts},  # type: ignore[arg-type]
    )


def row(text: str, written: str) -> TimetableRow:
    """Return a row of a timetable with one activity."""
    return TimetableRow(activities=(PlannedActivity(text=text),), written=written)


def plan(*weeks: TimetableRow, months: tuple[TimetableRow, ...] = (), **facts: object) -> AssessmentPlan:
    """Return a plan with a timetable."""
    return AssessmentPlan(timetable=Timetable(weeks=weeks, months=months), **facts)  # type: ignore[arg-type]


def find_work(assessment: SelfAssessment, kind: WorkKind) -> list[Work]:
    """Return the work of a kind."""
    return [work for work in iter_work(assessment, FRAMEWORK) if work.kind is kind]


def day(number: int, month: int = 11) -> dt.date:
    """Return a day of 2016."""
    return dt.date(2016, month, number)


class TestWho:
    """Who writes a sheet follows from the groups and from what duties say."""

    def test_everyone_who_works_is_named_once(self) -> None:
        """Council, secretariat, then groups with their leaders."""
        assert list_people(school()) == tuple(f"Nguyễn Văn {letter}" for letter in "ACBĐE")

    def test_a_duty_that_names_criteria_gives_them_to_its_member(self) -> None:
        """What no duty names is the whole group's; dates and longer numbers name nothing."""
        assert list_writers(school(), ONE).people == ("Nguyễn Văn B", "Nguyễn Văn Đ")
        assert list_writers(school(), TWO).people == ("Nguyễn Văn Đ",)

    def test_a_group_without_a_name_is_named_by_its_people(self) -> None:
        """And a criterion that no group has is nobody's."""
        assert list_writers(school(), ONE).names == ("Nhóm 1",)
        assert list_writers(school(), THREE).names == ("Nguyễn Văn E",)
        assert list_writers(school(), CriterionCode(2, 1)).names == ()

    @pytest.mark.parametrize(
        ("responsible", "letters"),
        [
            ("Hiệu trưởng", "A"),
            ("nguyễn văn đ", "Đ"),
            ("Nguyen Van A", ""),
            ("Nhóm 1", "BĐ"),
            ("Các nhóm công tác", "BĐE"),
            ("Nhóm thư ký", "C"),
            ("Hội đồng tự đánh giá", "A"),
            ("Bảo vệ", ""),
        ],
    )
    def test_names_of_groups_posts_and_people_stand_for_people(self, responsible: str, letters: str) -> None:
        """A post is a whole name: the vice-principal is no principal; accents tell people apart."""
        assert find_people(school(), (responsible,)) == tuple(f"Nguyễn Văn {letter}" for letter in letters)

    def test_a_task_names_several(self) -> None:
        """Separated by commas, semicolons or a word."""
        activity = PlannedActivity(text="Họp", responsible="Hiệu trưởng và Văn thư, Nhóm 1")
        assessment = school(plan=plan(TimetableRow(activities=(activity,))))
        (work,) = find_work(assessment, WorkKind.TASK)
        assert work.responsible == ("Hiệu trưởng", "Văn thư", "Nhóm 1")
        assert work.people == tuple(f"Nguyễn Văn {letter}" for letter in "ACBĐ")
        assert work.state(day(1)) is TaskState.UNDATED


class TestWhen:
    """When a sheet is due follows from the timetable."""

    @pytest.mark.parametrize(
        ("text", "is_found"),
        [
            ("Viết phiếu đánh giá tiêu chí", True),
            ("Hoàn thiện các phiếu", True),
            ("Tập huấn cách viết phiếu", False),
            ("Viết báo cáo. Thu phiếu khảo sát", False),
            ("Viết phiếu tiêu chí 1.1", True),
            ("Viết phiếu tiêu chí 1.2", False),
        ],
    )
    def test_activities_that_speak_of_writing_sheets_count(self, text: str, is_found: bool) -> None:
        """Teaching how is not writing; an activity that names other criteria is not for this one."""
        assessment = school(plan=plan(row(text, "01/11/2016 - 10/11/2016")))
        assert (find_sheet_period(assessment, ONE) is not None) is is_found

    def test_several_activities_make_one_time(self) -> None:
        """From the first day to the last; those that name the criterion go before those that name none."""
        general = (row("Viết phiếu", "01/11/2016 - 05/11/2016"), row("Hoàn thiện phiếu", "07/11/2016"))
        own = row("Viết phiếu tiêu chí 1.1", "03/12/2016")
        assert find_sheet_period(school(plan=plan(*general, row("Viết phiếu", ""))), ONE) == DateRange(day(1), day(7))
        assert find_sheet_period(school(plan=plan(*general, own)), ONE) == DateRange(day(3, 12), day(3, 12))

    def test_the_table_by_weeks_goes_before_that_by_months(self) -> None:
        """The months count where the weeks say nothing."""
        months = (row("Viết phiếu", "30/11/2016"),)
        assert find_sheet_period(school(plan=plan(months=months)), ONE) == DateRange(day(30), day(30))
        assert find_sheet_period(school(), ONE) is None


class TestSheets:
    """A sheet is done when it says of each indicator what is so and how it is rated."""

    @pytest.mark.parametrize(
        ("sheet", "ratings", "missing"),
        [
            (None, {}, ["current state of a, b, c", "strengths or weaknesses", "verdict of a, b, c"]),
            (
                CriterionSheet(criterion=ONE, current_state=(StateParagraph(text="x", indicator="a"),), strengths="y"),
                {"1.1.b": "met"},
                ["current state of b, c", "verdict of a, c"],
            ),
            (
                CriterionSheet(criterion=ONE, current_state=(StateParagraph(text="x"),), weaknesses="y"),
                {"1.1.a": "met", "1.1.b": "met", "1.1.c": "not_met"},
                [],
            ),
        ],
    )
    def test_what_a_sheet_lacks(
        self, sheet: CriterionSheet | None, ratings: dict[str, str], missing: list[str]
    ) -> None:
        """A paragraph on the criterion as a whole speaks of all indicators."""
        assessment = school(sheets=() if sheet is None else (sheet,), ratings=Ratings(ratings))
        work = find_work(assessment, WorkKind.SHEET)[0]
        assert [str(each) for each in work.missing] == missing
        assert (work.state(day(1)) is TaskState.DONE) is (not missing)
        assert str(work.place) == "sheets[0]"

    def test_every_criterion_is_work(self) -> None:
        """Whether its sheet is begun or not; it is late after its last day."""
        works = find_work(school(plan=plan(row("Viết phiếu", "10/11/2016"))), WorkKind.SHEET)
        assert len(works) == len(FRAMEWORK.criteria)
        assert [works[0].state(each) for each in (day(9), day(10), day(11))] == [
            TaskState.COMING,
            TaskState.DUE,
            TaskState.LATE,
        ]


class TestEvidence:
    """Evidence is work while somebody says that or how far it is collected."""

    def test_evidence_of_which_nobody_says_anything_is_no_work(self) -> None:
        """A list without states is a list of what is there."""
        assessment = school(evidence=(Evidence(code=EvidenceCode(1, 1, 1, 1), name="Sổ"),))
        assert find_work(assessment, WorkKind.EVIDENCE) == []

    @pytest.mark.parametrize(
        ("status", "missing"),
        [(EvidenceStatus.COLLECTED, []), (EvidenceStatus.MISSING, ["cannot be found"]), (None, ["expected"])],
    )
    def test_it_is_done_when_the_list_says_collected(self, status: EvidenceStatus | None, missing: list[str]) -> None:
        """Its collector and its days are its own."""
        piece = Evidence(
            code=EvidenceCode(1, 1, 1, 1), name="Sổ", collector="Văn thư", collected_to=day(5), status=status
        )
        (work,) = find_work(school(evidence=(piece,)), WorkKind.EVIDENCE)
        assert [str(each) for each in work.missing] == missing
        assert (work.people, work.period) == (("Nguyễn Văn C",), DateRange(day(5), day(5)))

    def test_the_plan_tells_what_the_list_leaves_open(self) -> None:
        """Who collects and when, by the row of that name, else by the rows of its criterion, else by the timetable."""
        rows = (
            ExpectedEvidenceRow(criterion=ONE, evidence="Bảng", collectors="Nhóm 1", time="đến 12/11/2016"),
            ExpectedEvidenceRow(criterion=ONE, evidence="SỔ", collectors="Văn thư", time="sớm"),
        )
        timetable = row("Thu thập minh chứng", "20/11/2016")
        pieces = tuple(
            Evidence(code=EvidenceCode(1, 1, number, 1), name=name, status=EvidenceStatus.REQUESTED)
            for number, name in ((1, "Sổ"), (1, "Đơn"), (2, "Thư"))
        )
        assessment = school(evidence=pieces, plan=plan(timetable, expected_evidence=rows))
        works = find_work(assessment, WorkKind.EVIDENCE)
        assert [work.responsible for work in works] == [("Văn thư",), ("Nhóm 1", "Văn thư"), ("Nhóm 1",), ("Nhóm 1",)]
        assert [work.period and work.period.last_day for work in works] == [day(20), day(12), day(20), day(12)]
        assert str(works[3].text) == "Collect, without a code yet: Bảng"

    def test_what_the_plan_expects_for_no_criterion_is_work_too(self) -> None:
        """It is nobody's where no collector is named; a row without a name is no work."""
        rows = (ExpectedEvidenceRow(evidence="Ảnh"), ExpectedEvidenceRow(criterion=ONE))
        (work,) = find_work(school(plan=plan(expected_evidence=rows)), WorkKind.EVIDENCE)
        assert (work.responsible, work.people, work.period) == ((), (), None)


class TestTasks:
    """Tasks of the plan are work like the rest."""

    def test_a_task_that_was_done_later_is_not_done_yet(self) -> None:
        """The day it was done counts."""
        activity = PlannedActivity(text="Họp", done_on=day(8))
        assessment = school(plan=plan(attrs.evolve(row("", "01/11/2016"), activities=(activity,))))
        (work,) = find_work(assessment, WorkKind.TASK)
        assert [work.state(each) for each in (day(7), day(8))] == [TaskState.LATE, TaskState.DONE]
