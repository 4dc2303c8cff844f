"""The example plan of 2017: its table by weeks agrees with its dates, and a real plan of that kind is expressible."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import kdcl
from kdcl.law import find_document
from kdcl.planning import (
    DateRange,
    build_calendar_entries,
    find_period,
    get_week,
    read_time,
    review_assignment,
    track,
)
from kdcl.planning.times import find_weeks_period
from kdcl.school import SelfAssessment, TimetableRow
from kdcl.standards.legal import get_legal_documents

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "plan-2017.json"
SAMPLE = ROOT.parent / "shared" / "samples" / "plan-2017.txt"
YEARS = (2017, 2018)

DAY = dt.date
TEN_ROWS = [
    ((5,), DAY(2017, 9, 18), DAY(2017, 9, 23)),
    ((6, 7), DAY(2017, 9, 25), DAY(2017, 10, 7)),
    ((8, 9, 10, 11, 12, 13), DAY(2017, 10, 9), DAY(2017, 11, 18)),
    ((14, 15), DAY(2017, 11, 20), DAY(2017, 12, 2)),
    ((16, 17), DAY(2017, 12, 4), DAY(2017, 12, 16)),
    ((19, 20, 21, 22), DAY(2018, 1, 2), DAY(2018, 1, 27)),
    ((23, 24), DAY(2018, 1, 29), DAY(2018, 2, 10)),
    ((25, 26), DAY(2018, 2, 26), DAY(2018, 3, 10)),
    ((27,), DAY(2018, 3, 12), DAY(2018, 3, 17)),
    ((28, 29), DAY(2018, 3, 19), DAY(2018, 3, 31)),
]


@pytest.fixture(scope="module")
def plan() -> SelfAssessment:
    """Return the example."""
    return kdcl.load(EXAMPLE)


class TestExample:
    """A plan before the work begins, with weeks numbered from 21 August 2017."""

    def test_is_written_as_the_library_writes_it(self, plan: SelfAssessment) -> None:
        """Loading and dumping gives the same text."""
        assert kdcl.dumps(plan) == EXAMPLE.read_text(encoding="utf-8")

    def test_has_no_error(self, plan: SelfAssessment) -> None:
        """What is found is only that the work has not begun."""
        found = {issue.check for issue in kdcl.check(plan, kdcl.get_framework(plan.framework))}
        assert found == {"indicator-not-assessed", "missing-sheet", "target-not-reached"}

    @pytest.mark.parametrize(
        ("number", "weeks", "first_day", "last_day"), [(n, *row) for n, row in enumerate(TEN_ROWS)]
    )
    def test_a_row_has_the_days_of_its_weeks(
        self, plan: SelfAssessment, number: int, weeks: tuple[int, ...], first_day: dt.date, last_day: dt.date
    ) -> None:
        """The numbers of the weeks and the dates are two ways to say the same."""
        timetable = plan.plan.timetable
        row = timetable.weeks[number]
        assert (row.weeks, row.first_day, row.last_day) == (weeks, first_day, last_day)
        assert get_week(timetable.calendar, weeks[0]).first_day == first_day
        assert get_week(timetable.calendar, weeks[-1]).last_day == last_day
        assert find_weeks_period(weeks, timetable.calendar) == DateRange(first_day, last_day)

    def test_has_no_other_row(self, plan: SelfAssessment) -> None:
        """Ten rows by weeks, six by months."""
        assert (len(plan.plan.timetable.weeks), len(plan.plan.timetable.months)) == (10, 6)

    def test_its_grounds_are_known_and_applied(self, plan: SelfAssessment) -> None:
        """The circular and both letters are in the register, and were in force on the day of the plan."""
        signed = plan.plan.date
        assert signed is not None
        for ground in plan.plan.grounds:
            assert ground.number is not None
            document = find_document(get_legal_documents(), ground.number)
            assert document is not None
            assert document.is_in_force(signed) is True

    def test_gives_every_criterion_to_one_group(self, plan: SelfAssessment) -> None:
        """Five groups have one standard each."""
        framework = kdcl.get_framework(plan.framework)
        assert review_assignment(plan.council.groups, framework).is_complete

    def test_progress_follows_from_the_day(self, plan: SelfAssessment) -> None:
        """In week 1 nothing is due; after the last week everything is late; every task has its days."""
        assert track(plan, DAY(2017, 8, 21)).due == ()
        progress = track(plan, DAY(2018, 4, 1))
        assert len(progress.late) == len(progress.tasks) == len(build_calendar_entries(plan))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample plan stands beside the project, not in it")
class TestRealPlan:
    """The weekly table of a real plan of 2017, as it is typed."""

    @pytest.fixture
    def times(self) -> list[str]:
        """Return the first cells of its weekly table."""
        text = SAMPLE.read_text(encoding="utf-8")
        table = text[max(found.start() for found in re.finditer(r"^ *L\w+CH TH\w+C HI\w+N", text, re.MULTILINE)) :]
        return re.findall(r"Tu\wn\s[^)]*\)", table)

    def test_all_ten_rows_agree_with_their_dates(self, times: list[str], plan: SelfAssessment) -> None:
        """The words give the weeks and, once two slips are mended, the days of the ten rows."""
        calendar = plan.plan.timetable.calendar
        read = [read_time(text, years=YEARS) for text in times]
        assert [(time.weeks, time.period) for time in read] == [
            (weeks, DateRange(first_day, last_day)) for weeks, first_day, last_day in TEN_ROWS
        ]
        assert [find_weeks_period(time.weeks, calendar) for time in read] == [time.period for time in read]

    def test_its_two_slips_are_found(self, times: list[str]) -> None:
        """A doubled slash and a year of five digits are reported with the day that is meant; nothing else is."""
        dates = [date for text in times for date in read_time(text, years=YEARS).dates]
        assert [(date.text, date.repair) for date in dates if date.problem is not None] == [
            ("18//9/2017", DAY(2017, 9, 18)),
            ("09/10/20017", DAY(2017, 10, 9)),
        ]

    def test_a_row_of_words_alone_has_its_days(self, times: list[str], plan: SelfAssessment) -> None:
        """A file that only keeps what was typed can still be followed."""
        calendar = plan.plan.timetable.calendar
        periods = [find_period(TimetableRow(written=text), calendar, years=YEARS) for text in times]
        assert periods == [DateRange(first_day, last_day) for _, first_day, last_day in TEN_ROWS]
