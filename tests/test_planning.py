"""Planning: school weeks, times in words, progress, assignment, improvements, opinions, the target."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import planning_cases
from drawing import examples
from kdcl.checks import check
from kdcl.codes import CriterionCode
from kdcl.errors import CodeError, FrameworkFileError, UnknownWeekError
from kdcl.law import Citation, Level, SharedLaw, Status
from kdcl.locale import get_locale
from kdcl.planning import (
    CalendarEntry,
    DateRange,
    SchoolWeek,
    TaskState,
    build_calendar_entries,
    build_improvement_table,
    compare_target,
    find_dates,
    find_period,
    find_week,
    get_week,
    iter_weeks,
    propose_assignment,
    read_time,
    review_assignment,
    summarize_opinions,
    track,
)
from kdcl.school import (
    AssessmentPlan,
    Break,
    CalendarMonth,
    CriterionSheet,
    ImprovementItem,
    ImprovementStatus,
    Opinion,
    OpinionOutcome,
    PlannedActivity,
    Rating,
    Ratings,
    SchoolCalendar,
    SelfAssessment,
    Timetable,
    TimetableRow,
    WorkingGroup,
)
from kdcl.standards.council import COUNCIL, load_council_rules
from kdcl.testing import school_calendars, texts
from planning_cases import CALENDAR, CODES, PRIMARY, build, council, people

DAY = dt.date
YEARS = (2017, 2018)


class TestSchoolWeeks:
    """Weeks run from Monday to Saturday; one wholly in a break is not counted, a day off only moves its ends."""

    @pytest.mark.parametrize(
        ("number", "first_day", "last_day"),
        [
            (1, DAY(2017, 8, 21), DAY(2017, 8, 26)),
            (18, DAY(2017, 12, 18), DAY(2017, 12, 23)),
            (19, DAY(2018, 1, 2), DAY(2018, 1, 6)),
            (24, DAY(2018, 2, 5), DAY(2018, 2, 10)),
            (25, DAY(2018, 2, 26), DAY(2018, 3, 3)),
        ],
    )
    def test_the_year_with_its_breaks_is_numbered(self, number: int, first_day: dt.date, last_day: dt.date) -> None:
        """The numbers jump over the breaks, and 1 January moves the first day of week 19."""
        assert get_week(CALENDAR, number) == SchoolWeek(number, first_day, last_day)

    def test_a_break_moves_the_last_day_too(self) -> None:
        """A week that ends in a break ends on the last school day before it."""
        calendar = attrs.evolve(CALENDAR, breaks=(Break(first_day=DAY(2017, 8, 25), last_day=DAY(2017, 8, 30)),))
        assert [week.period for week in iter_weeks(calendar)][:2] == [
            DateRange(DAY(2017, 8, 21), DAY(2017, 8, 24)),
            DateRange(DAY(2017, 8, 31), DAY(2017, 9, 2)),
        ]

    def test_a_week_may_have_five_days(self) -> None:
        """A calendar says how many days a week has."""
        assert get_week(attrs.evolve(CALENDAR, days_per_week=5), 1).last_day == DAY(2017, 8, 25)

    def test_a_first_monday_that_is_none_stands_for_the_one_before(self) -> None:
        """The check reports it; the weeks can be counted all the same."""
        assert get_week(attrs.evolve(CALENDAR, first_monday=DAY(2017, 8, 24)), 1) == get_week(CALENDAR, 1)

    def test_a_day_is_found_in_its_week(self) -> None:
        """A Sunday and a single day off belong to the week they are in; a day of a break to none."""
        days = (DAY(2017, 9, 24), DAY(2018, 1, 1), DAY(2017, 12, 26), DAY(2017, 8, 20))
        weeks = [find_week(CALENDAR, day) for day in days]
        assert [week and week.number for week in weeks] == [5, 19, None, None]

    @pytest.mark.parametrize("number", [0, -1, 51, 1000])
    def test_a_week_that_the_year_does_not_have_is_an_error(self, number: int) -> None:
        """The error says which weeks there are."""
        with pytest.raises(UnknownWeekError, match="the last is 50") as caught:
            get_week(CALENDAR, number)
        assert (caught.value.week, caught.value.last) == (number, 50)

    def test_without_a_first_monday_there_is_no_week(self) -> None:
        """Nothing is numbered, and nothing breaks."""
        assert list(iter_weeks(SchoolCalendar())) == []

    def test_at_the_end_of_time_weeks_end(self) -> None:
        """A date that no calendar goes beyond is no crash."""
        assert list(iter_weeks(SchoolCalendar(first_monday=DAY(9999, 12, 27)))) == []

    @given(school_calendars())
    def test_numbering_is_monotone_and_without_gaps(self, calendar: SchoolCalendar) -> None:
        """A later week has a higher number, by one, and weeks never overlap."""
        weeks = list(iter_weeks(calendar))
        assert [week.number for week in weeks] == list(range(1, len(weeks) + 1))
        assert all(one.last_day < other.first_day for one, other in itertools.pairwise(weeks))
        assert all(week.first_day <= week.last_day for week in weeks)

    @given(school_calendars(), st.data())
    def test_numbering_is_invertible(self, calendar: SchoolCalendar, data: st.DataObject) -> None:
        """Every day of a week leads back to its number."""
        weeks = list(iter_weeks(calendar))
        assume(weeks)
        week = data.draw(st.sampled_from(weeks))
        for day in (week.first_day, week.last_day):
            assert find_week(calendar, day) == week == get_week(calendar, week.number)


class TestDatesInWords:
    """Dates as people type them, day before month."""

    @pytest.mark.parametrize(
        ("text", "meant", "reason"),
        [
            ("18//9/2017", DAY(2017, 9, 18), "'//' stands where one slash belongs"),
            ("09/10/20017", DAY(2017, 10, 9), "20017 has not four digits"),
            ("09/10/217", DAY(2017, 10, 9), "217 has not four digits"),
            ("09//10/17", DAY(2017, 10, 9), "'//' stands"),
            ("09/10/21", None, "21 has not four digits"),
            ("09/10/2071", DAY(2017, 10, 9), "2071 is not one of the school year"),
            ("09/10/2117", DAY(2017, 10, 9), "2117 is not one of the school year"),
            ("09/10/2016", None, "2016 is not one of the school year"),
            ("09/10/2345", None, "2345 is not one of the school year"),
            ("09 / 10/2017", DAY(2017, 10, 9), "' / ' stands"),
            ("31/11/2017", None, "there is no such day"),
            ("31//11/2017", None, "'//' stands"),
        ],
    )
    def test_a_slip_is_reported_and_mended_where_one_day_is_meant(
        self, text: str, meant: dt.date | None, reason: str
    ) -> None:
        """A repair is offered only where no other day can be meant."""
        (found,) = find_dates(f"({text})", years=YEARS)
        assert (found.text, found.start, found.end) == (text, 1, 1 + len(text))
        assert (found.day, found.repair, found.meant) == (None, meant, meant)
        assert reason in str(found.problem)

    @pytest.mark.parametrize("text", ["18/9/2017", "18/09/2017", "18-9-2017", "18.09.2017"])
    def test_a_sound_date_is_read(self, text: str) -> None:
        """Leading zeros are free, and so is the mark between the numbers."""
        (found,) = find_dates(text)
        assert (found.day, found.problem, found.repair) == (DAY(2017, 9, 18), None, None)

    def test_without_years_nothing_is_guessed(self) -> None:
        """A year of five digits may be several years."""
        (found,) = find_dates("09/10/20017")
        assert (found.meant, str(found.problem)) == (None, "the year 20017 has not four digits")

    def test_what_is_no_date_is_left_alone(self) -> None:
        """Numbers of documents, fractions and months are no dates."""
        assert find_dates("42/2012/TT-BGDĐT, 3/4, 10/2017, 1/2/3/4") == ()

    @given(st.dates(DAY(1000, 1, 1)))
    def test_every_day_is_read_back(self, day: dt.date) -> None:
        """What is written as the administration writes it is read as that day."""
        (found,) = find_dates(f"từ {day.day:02}/{day.month:02}/{day.year:04} đến", years=(day.year,))
        assert found.day == day

    @given(texts())
    def test_spans_slice_back_to_the_text(self, text: str) -> None:
        """Whatever is found stands where it is said to stand, and a sound date has no problem."""
        for found in find_dates(f"{text} 1//2/2018 {text}", years=YEARS):
            assert f"{text} 1//2/2018 {text}"[found.start : found.end] == found.text
            assert (found.day is None) == (found.problem is not None)


class TestTimesInWords:
    """School weeks as timetables name them."""

    @pytest.mark.parametrize(
        ("text", "weeks"),
        [
            ("Tuần 5", (5,)),
            ("Tuần  19,20,21,22\n(Từ 02/01/2018", (19, 20, 21, 22)),
            ("tuan 6 và 7", (6, 7)),
            ("TUẦN: 8 đến 11", (8, 9, 10, 11)),
            ("Weeks 8-10, 12", (8, 9, 10, 12)),
            ("week 3 to 4 and week 9", (3, 4, 9)),
            ("Tuần 7-5", (7, 5)),
            ("Tuần 5 18/9/2017", (5,)),
            ("Tuần 5 - 18/9/2017", (5,)),
            ("Tháng 9", ()),
            ("Tuần thứ nhất", ()),
        ],
    )
    def test_numbers_of_weeks_are_read(self, text: str, weeks: tuple[int, ...]) -> None:
        """Lists and ranges, in either language, with or without accents; dates after them are no weeks."""
        assert read_time(text).weeks == weeks

    def test_the_period_goes_from_the_first_date_to_the_last(self) -> None:
        """A single date is a day; without a date that can be read there is no period."""
        assert read_time("18/9/2017").period == DateRange(DAY(2017, 9, 18), DAY(2017, 9, 18))
        assert read_time("18/9/2017 - 31/11/2017").period is None
        assert read_time("Tuần 5").period is None

    @given(texts())
    def test_any_text_can_be_read(self, text: str) -> None:
        """No text is a crash."""
        assert all(0 <= number <= 99 for number in read_time(text).weeks)

    @pytest.mark.parametrize(
        ("row", "period"),
        [
            (TimetableRow(first_day=DAY(2018, 1, 2), weeks=(5,)), DateRange(DAY(2018, 1, 2), DAY(2018, 1, 2))),
            (TimetableRow(last_day=DAY(2018, 1, 2)), DateRange(DAY(2018, 1, 2), DAY(2018, 1, 2))),
            (TimetableRow(weeks=(6, 5)), DateRange(DAY(2017, 9, 18), DAY(2017, 9, 30))),
            (
                TimetableRow(weeks=(99,), months=(CalendarMonth(2018, 2), CalendarMonth(2018, 1))),
                DateRange(DAY(2018, 1, 1), DAY(2018, 2, 28)),
            ),
            (TimetableRow(written="Tuần 6 (18/9/2017)"), DateRange(DAY(2017, 9, 18), DAY(2017, 9, 18))),
            (TimetableRow(written="Tuần 5"), DateRange(DAY(2017, 9, 18), DAY(2017, 9, 23))),
            (TimetableRow(written="sớm"), None),
        ],
    )
    def test_a_row_has_the_period_it_states_first(self, row: TimetableRow, period: DateRange | None) -> None:
        """Days go before weeks, weeks before months, months before words."""
        assert find_period(row, CALENDAR) == period

    def test_a_period_holds_its_days(self) -> None:
        """Its first and last day belong to it."""
        period = DateRange(DAY(2018, 1, 1), DAY(2018, 1, 3))
        assert DAY(2018, 1, 1) in period
        assert DAY(2018, 1, 3) in period
        assert DAY(2018, 1, 4) not in period
        assert "2018-01-02" not in period

    def test_the_contradiction_names_both_times(self) -> None:
        """A reader sees what each says, in either language."""
        (issue,) = check(
            planning_cases.row(weeks=(19,), first_day=DAY(2018, 1, 1), last_day=DAY(2018, 1, 6)),
            PRIMARY,
            only=["times-contradict"],
        )
        assert str(issue.message) == (
            "school weeks 19 are 02/01/2018 to 06/01/2018, but the days stated are 01/01/2018 to 06/01/2018"
        )
        assert get_locale("vi").text(issue.message) == (
            "tuần học 19 là từ 02/01/2018 đến 06/01/2018, nhưng các ngày đã ghi là từ 01/01/2018 đến 06/01/2018"
        )

    def test_the_repair_of_a_date_is_offered_only_where_it_is_sure(self) -> None:
        """The fix writes the date as it should stand."""
        issues = check(planning_cases.row(written="18//9/2017, 31/11/2017"), PRIMARY, only=["date-mistyped"])
        assert [issue.fix and str(issue.fix) for issue in issues] == ["write 18/9/2017", None]


class TestMonths:
    """Months of a year, as monthly tables have them."""

    def test_is_parsed_and_printed(self) -> None:
        """It is written as dates are, without the day."""
        assert str(CalendarMonth.parse("2018-03")) == "2018-03"
        assert CalendarMonth(2017, 12) < CalendarMonth(2018, 1)

    def test_knows_its_days(self) -> None:
        """February and December end where they end."""
        assert CalendarMonth(2018, 2).last_day == DAY(2018, 2, 28)
        assert CalendarMonth(2017, 12).last_day == DAY(2017, 12, 31)

    @pytest.mark.parametrize("text", ["2018-3", "03/2018", "2018-13", "9999-01", ""])
    def test_refuses_what_is_no_month(self, text: str) -> None:
        """The remedy shows how one is written."""
        with pytest.raises(CodeError, match="2018-03"):
            CalendarMonth.parse(text)


def planned() -> SelfAssessment:
    """Return a self-assessment with two activities and four improvements."""
    rows = (
        TimetableRow(
            weeks=(5,),
            activities=(
                PlannedActivity(text="a", responsible="x", done_on=DAY(2017, 9, 20)),
                PlannedActivity(text="b"),
            ),
        ),
    )
    items = (
        ImprovementItem(what="c", first_day=DAY(2017, 10, 1), last_day=DAY(2017, 10, 31)),
        ImprovementItem(what="d", status=ImprovementStatus.DONE),
        ImprovementItem(what="e", status=ImprovementStatus.DROPPED),
        ImprovementItem(what="f", last_day=DAY(2018, 5, 31)),
    )
    return build(
        plan=AssessmentPlan(
            timetable=Timetable(
                calendar=CALENDAR,
                weeks=rows,
                months=(TimetableRow(activities=(PlannedActivity(text="g"),)),),
            )
        ),
        sheets=(
            CriterionSheet(criterion=CODES[3], improvements=items),
            CriterionSheet(criterion=CODES[0], improvements=items[:1]),
        ),
    )


class TestProgress:
    """What is done, late and due on a day that is given."""

    @pytest.mark.parametrize(
        ("day", "done", "late", "due"),
        [
            (DAY(2017, 9, 17), "d", "", ""),
            (DAY(2017, 9, 18), "d", "", "ab"),
            (DAY(2017, 9, 23), "ad", "", "b"),
            (DAY(2017, 10, 1), "ad", "b", "cc"),
            (DAY(2017, 11, 1), "ad", "bcc", ""),
            (DAY(2018, 5, 31), "ad", "bcc", "f"),
        ],
    )
    def test_states_follow_from_the_day(self, day: dt.date, done: str, late: str, due: str) -> None:
        """What is done later than the day is not done yet, the last day is still in time, dropped ones are gone."""
        progress = track(planned(), day)
        assert ["".join(task.text for task in tasks) for tasks in (progress.done, progress.late, progress.due)] == [
            done,
            late,
            due,
        ]

    def test_what_has_no_time_is_never_late(self) -> None:
        """A task without a time is undated, one whose time has not come is coming."""
        progress = track(planned(), DAY(2017, 11, 1))
        assert [task.text for task in progress.in_state(TaskState.UNDATED)] == ["g"]
        assert [task.text for task in progress.in_state(TaskState.COMING)] == ["f"]

    def test_a_task_says_where_it_stands(self) -> None:
        """Its path leads to its place in the file, its id is short."""
        first, *_, last = track(planned(), DAY(2018, 1, 1)).tasks
        assert (str(first.place), first.id) == ("plan.timetable.weeks[0].activities[0]", "weeks-1-1")
        assert (str(last.place), last.id, last.criterion) == (
            "sheets[1].improvements[0]",
            "improvement-1.1-1",
            CODES[0],
        )

    def test_entries_of_a_calendar_are_the_tasks_with_a_time(self) -> None:
        """Each has a name of its own, its days, and who does it."""
        entries = build_calendar_entries(planned())
        assert [entry.summary for entry in entries] == ["a", "b", "c", "f", "c"]
        assert len({entry.id for entry in entries}) == len(entries)
        assert entries[0] == CalendarEntry(
            id="2017-2018-weeks-1-1",
            summary="a",
            first_day=DAY(2017, 9, 18),
            last_day=DAY(2017, 9, 23),
            responsible="x",
            is_done=True,
        )

    def test_an_entry_never_ends_before_it_begins(self) -> None:
        """A time turned round is an issue of the check, and one day in a calendar."""
        turned = planning_cases.row(
            first_day=DAY(2018, 1, 2), last_day=DAY(2018, 1, 1), activities=(PlannedActivity(text="a"),)
        )
        (entry,) = build_calendar_entries(turned)
        assert entry.first_day == entry.last_day == DAY(2018, 1, 2)


class TestAssignment:
    """Each criterion of the framework is given to exactly one working group."""

    @given(st.integers(1, 40))
    def test_a_proposal_is_complete(self, count: int) -> None:
        """Nothing is left out or given twice, in so many groups, however many there are."""
        proposed = propose_assignment(PRIMARY, count)
        groups = [WorkingGroup(name=str(number), criteria=codes) for number, codes in enumerate(proposed)]
        assert len(groups) == count
        assert review_assignment(groups, PRIMARY).is_complete
        assert [code for codes in proposed for code in codes] == list(CODES)

    @given(st.integers(1, 40).filter(lambda count: count != len(PRIMARY.standards)))
    def test_a_proposal_is_even(self, count: int) -> None:
        """The numbers of criteria differ by one at most."""
        sizes = [len(codes) for codes in propose_assignment(PRIMARY, count)]
        assert max(sizes) - min(sizes) <= 1

    def test_as_many_groups_as_standards_have_one_each(self) -> None:
        """That is how most schools divide the work."""
        assert [{code.standard for code in codes} for codes in propose_assignment(PRIMARY, 5)] == [
            {1},
            {2},
            {3},
            {4},
            {5},
        ]

    def test_no_group_has_nothing(self) -> None:
        """Without groups nothing is divided."""
        assert propose_assignment(PRIMARY, 0) == ()

    @given(st.lists(st.lists(st.sampled_from([*CODES, CriterionCode(9, 9)]), max_size=30), max_size=4))
    def test_a_review_finds_all_that_is_wrong(self, given_codes: list[list[CriterionCode]]) -> None:
        """Whatever is not given exactly once, or does not exist, is named."""
        groups = [WorkingGroup(name="x", criteria=tuple(codes)) for codes in given_codes]
        review = review_assignment(groups, PRIMARY)
        flat = [code for codes in given_codes for code in codes]
        assert set(review.left_out) == set(CODES) - set(flat)
        assert set(review.given_twice) == {code for code in flat if flat.count(code) > 1}
        assert set(review.unknown) == set(flat) - set(CODES)
        assert review.is_complete == (sorted(flat) == list(CODES))


class TestCouncilRules:
    """Article 24: the council; the sizes of groups are read only in a sister guidance."""

    def test_says_how_sure_each_rule_is(self) -> None:
        """What Article 24 says is verified, what the sister guidance says is inferred."""
        rules = PRIMARY.part(COUNCIL)
        assert rules is not None
        assert rules.citation == Citation(document="42/2012/TT-BGDĐT", article=24)
        assert (rules.council.at_least, rules.council.status) == (5, Status.VERIFIED)
        assert {rules.secretariat.status, rules.working_group.status} == {Status.INFERRED}
        assert rules.is_group_led_by_member

    def test_another_circular_has_no_rules_here(self) -> None:
        """Where no rule is known, none is applied."""
        other = attrs.evolve(PRIMARY, shared=SharedLaw())
        assert other.part(COUNCIL) is None
        assert check(council(members=()), other, only=["council-roles", "group-size"]) == ()

    def test_an_inferred_rule_names_its_source(self) -> None:
        """A finding by it says that it is inferred."""
        (issue,) = check(
            next(each for name, each, _ in planning_cases.FIRES if name == "group-size"), PRIMARY, only=["group-size"]
        )
        assert str(issue.message) == "the secretariat has 4 people; 2 to 3 are meant"
        assert issue.to_dict()["source"] == "the sister guidance for preschools; for this circular it is inferred"

    def test_completing_a_rule_is_an_edit_of_its_file(self, tmp_path: Path) -> None:
        """Once the provision is read, the finding cites the article, and no code changes."""
        file = tmp_path / "council.toml"
        shutil.copyfile(str(files("kdcl.standards") / "tt42_2012" / "council.toml"), file)
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line.replace("inferred", "verified") for line in lines if not line.startswith(("source", "at_most"))]
        file.write_text("".join(kept), "utf-8")
        rules = load_council_rules(file)
        read = attrs.evolve(PRIMARY, shared=PRIMARY.shared.with_part(COUNCIL, rules))
        groups = (WorkingGroup(name="1", members=people("A")),)
        (issue,) = check(
            build(council=attrs.evolve(planning_cases.SOUND_COUNCIL, groups=groups)), read, only=["group-size"]
        )
        assert str(issue.message) == "working group '1' has 1 people; 2 or more are meant"
        assert issue.citation == rules.citation

    def test_a_damaged_file_is_refused(self, tmp_path: Path) -> None:
        """Its problems are all reported."""
        file = tmp_path / "council.toml"
        file.write_text("schema = 1\n", "utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_council_rules(file)
        assert {problem.path for problem in caught.value.problems} >= {"circular", "article", "council", "chair"}


class TestImprovements:
    """Item 4 of the sheets, item by item."""

    def test_one_table_holds_them_all_in_order(self) -> None:
        """Rows come by criterion, each with its number in its sheet."""
        table = build_improvement_table(planned())
        assert [(str(row.criterion), row.number, row.item.what) for row in table] == [
            ("1.1", 1, "c"),
            ("1.4", 1, "c"),
            ("1.4", 2, "d"),
            ("1.4", 3, "e"),
            ("1.4", 4, "f"),
        ]

    def test_items_fill_item_four(self) -> None:
        """A sheet with items and no words for them is not empty there."""
        issues = check(planned(), PRIMARY, only=["empty-item"])
        assert not [issue for issue in issues if issue.place.path.endswith("improvement_plan")]

    def test_items_may_cite_evidence(self) -> None:
        """A code in an item is looked for in the list of evidence, as one in the words of item 4 is."""
        item = ImprovementItem(what="a", expected_result="b [H1-1-01-01]")
        citing = build(sheets=(CriterionSheet(criterion=CODES[0], improvements=(item,)),))
        (issue,) = check(citing, PRIMARY, only=["dangling-code"])
        assert str(issue.place) == "sheets[0].improvements[0].expected_result:3-14"


class TestOpinions:
    """The log of opinions on the published draft."""

    def test_is_summarised(self) -> None:
        """Each outcome is counted, what is open is listed, each source is named once."""
        opinions = (
            Opinion(text="a", source="Tổ 1", outcome=OpinionOutcome.ACCEPTED),
            Opinion(text="b", source="Tổ 2"),
            Opinion(text="c", source="Tổ 1", outcome=OpinionOutcome.ACCEPTED),
            Opinion(text="d", outcome=OpinionOutcome.DECLINED),
        )
        summary = summarize_opinions(opinions)
        assert summary.total == 4
        assert dict(summary.outcomes) == {
            OpinionOutcome.ACCEPTED: 2,
            OpinionOutcome.PARTLY_ACCEPTED: 0,
            OpinionOutcome.DECLINED: 1,
        }
        assert summary.undecided == opinions[1:2]
        assert summary.sources == ("Tổ 1", "Tổ 2")


class TestTarget:
    """The level that the plan sets out to reach against the level scored."""

    def test_a_target_may_be_reached_or_still_possible(self) -> None:
        """With nothing assessed every level is possible and none is reached."""
        aimed = build(plan=AssessmentPlan(target_level=Level.ONE))
        outcome = compare_target(aimed, PRIMARY)
        assert (outcome.is_reached, outcome.is_possible, outcome.reached) == (False, True, None)
        met = Ratings({indicator.code: Rating.MET for indicator in PRIMARY.indicators})
        assert compare_target(attrs.evolve(aimed, ratings=met), PRIMARY).is_reached
        failed = Ratings({indicator.code: Rating.NOT_MET for indicator in PRIMARY.indicators})
        assert compare_target(attrs.evolve(aimed, ratings=failed), PRIMARY).is_possible is False

    def test_without_a_target_nothing_is_judged(self) -> None:
        """A plan need not name one."""
        outcome = compare_target(build(), PRIMARY)
        assert (outcome.is_reached, outcome.is_possible) == (None, None)


class TestLaws:
    """What holds for every self-assessment."""

    @examples(30)
    @given(st.dates(DAY(2017, 8, 1), DAY(2018, 8, 1)), st.dates(DAY(2017, 8, 1), DAY(2018, 8, 1)))
    def test_time_only_makes_tasks_later(self, one: dt.date, other: dt.date) -> None:
        """What is late on a day is late or done on every later day."""
        early, late = sorted((one, other))
        before, after = track(planned(), early), track(planned(), late)
        assert {task.id for task in before.late} <= {task.id for task in (*after.late, *after.done)}
