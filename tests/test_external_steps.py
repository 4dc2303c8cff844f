"""The steps of a case, its periods in working days, and what the school claimed against what the team found."""

from __future__ import annotations

import datetime as dt
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.errors import MissingExtraError, StepError
from kdcl.external import (
    EXTERNAL,
    EvidenceRequest,
    ExternalAssessment,
    RequestKind,
    Route,
    Step,
    StepTaken,
    TeamSheet,
)
from kdcl.external.comparing import compare, score_team
from kdcl.external.deadlines import Standing, track_deadlines
from kdcl.external.steps import find_flaws, find_next, find_state, take_step
from kdcl.external.workdays import WorkCalendar, get_public_holidays
from kdcl.law import Level
from kdcl.school import Claims, Rating, Ratings, School, SchoolYear, SelfAssessment
from kdcl.standards import get_framework
from kdcl.standards.external import ExternalRules
from kdcl.testing import ratings

PRIMARY = get_framework("tt42-2012/primary")
CASE = ExternalAssessment(framework=PRIMARY.id, school="Trường Tiểu học Ví Dụ", school_year=SchoolYear(2017))
MONDAY = dt.date(2018, 3, 5)
USUAL = (
    Step.REGISTERED,
    Step.FORWARDED,
    Step.ACCEPTED,
    Step.TEAM_APPOINTED,
    Step.FILE_STUDIED,
    Step.PRELIMINARY_SURVEY,
    Step.MAIN_SURVEY,
    Step.DRAFT_SENT,
)
DAYS = st.dates(min_value=dt.date(2012, 1, 1), max_value=dt.date(2020, 12, 31))
AFTER = st.integers(-2, 90)
"""Days after another one, about as many as a period has."""


def get_rules() -> ExternalRules:
    """Return the shipped rules."""
    rules = PRIMARY.part(EXTERNAL)
    assert rules is not None
    return rules


RULES = get_rules()


def walk(*steps: Step, route: Route | None = None, date: dt.date | None = None) -> ExternalAssessment:
    """Return a case in which these steps were taken, the last of them on a day."""
    case = attrs.evolve(CASE, route=route)
    for step in steps[:-1]:
        case = take_step(case, RULES, step)
    return take_step(case, RULES, steps[-1], date=date)


def next_steps(case: ExternalAssessment, on: dt.date | None = None) -> list[Step]:
    """Return the steps that may follow."""
    return [transition.step for transition in find_next(case, RULES, on=on)]


@st.composite
def walks(draw: st.DrawFn) -> list[Step]:
    """Draw legal steps one after the other, in half of the cases with one of them exchanged for any other."""
    steps: list[Step] = []
    for _ in range(draw(st.integers(1, 15))):
        legal = next_steps(attrs.evolve(CASE, steps=tuple(StepTaken(step=step) for step in steps)))
        if not legal:
            break
        steps.append(draw(st.sampled_from(sorted(legal, key=list(Step).index))))
    if draw(st.booleans()):
        steps[draw(st.integers(0, len(steps) - 1))] = draw(st.sampled_from(Step))
    return steps


class TestArticle27:
    """The district office receives and checks, the department after it; a file is accepted or to be completed."""

    def test_a_case_begins_with_the_registration(self) -> None:
        """Nothing else comes first."""
        assert next_steps(CASE) == [Step.REGISTERED]
        assert find_state(CASE) is None

    def test_the_district_office_stands_before_the_department(self) -> None:
        """A school that hands in through the district office is not accepted before its file is forwarded."""
        case = walk(Step.REGISTERED, route=Route.DISTRICT)
        assert next_steps(case) == [Step.RETURNED, Step.FORWARDED]
        with pytest.raises(StepError, match="a school that hands in through the district office does not have"):
            take_step(case, RULES, Step.ACCEPTED)

    def test_the_department_receives_its_own_schools_directly(self) -> None:
        """There is no district office on their way."""
        assert next_steps(walk(Step.REGISTERED, route=Route.DEPARTMENT)) == [Step.RETURNED, Step.ACCEPTED]

    def test_where_nobody_says_how_the_school_hands_in_both_ways_are_open(self) -> None:
        """What is not known forbids nothing."""
        assert next_steps(walk(Step.REGISTERED)) == [Step.RETURNED, Step.FORWARDED, Step.ACCEPTED]

    def test_a_returned_file_comes_back(self) -> None:
        """It is completed, and is then checked like a new one; it may be returned again."""
        case = walk(Step.REGISTERED, Step.RETURNED, Step.COMPLETED, route=Route.DISTRICT)
        assert next_steps(case) == [Step.RETURNED, Step.FORWARDED]
        assert next_steps(walk(Step.REGISTERED, Step.FORWARDED, Step.RETURNED)) == [Step.COMPLETED]


class TestTheOrderOfSteps:
    """Study, surveys, draft, answer, report, recognition: each only after the one before."""

    @examples(200)
    @given(data=st.data())
    def test_nothing_reaches_recognition_without_a_report(self, data: st.DataObject) -> None:
        """Whatever legal steps are taken, in whatever order, at whatever pace."""
        case = attrs.evolve(CASE, route=data.draw(st.sampled_from([None, *Route])))
        day = MONDAY
        for _ in range(25):
            day += dt.timedelta(days=data.draw(st.integers(0, 30)))
            on = data.draw(st.sampled_from([None, day]))
            legal = find_next(case, RULES, on=on)
            if not legal:
                break
            case = take_step(case, RULES, data.draw(st.sampled_from(legal)).step, date=on)
        taken = [each.step for each in case.steps]
        assert find_flaws(case, RULES) == ()
        if taken[-1] in {Step.RECOGNISED, Step.REFUSED}:
            assert taken.count(Step.REPORTED) == 1
            report = taken.index(Step.REPORTED)
            for before in (Step.ACCEPTED, Step.TEAM_APPOINTED, Step.MAIN_SURVEY, Step.DRAFT_SENT):
                assert taken.index(before) < report < len(taken) - 1

    @examples(100)
    @given(steps=walks())
    def test_any_list_without_a_flaw_is_one_of_legal_steps(self, steps: list[Step]) -> None:
        """The flaws of a list and the steps that may be taken say the same."""
        listed = attrs.evolve(CASE, steps=tuple(StepTaken(step=step) for step in steps))
        flaws = find_flaws(listed, RULES)
        case = CASE
        for number, step in enumerate(steps):
            is_flawed = any(flaw.number == number for flaw in flaws)
            assert (step in next_steps(case)) is not is_flawed
            case = attrs.evolve(case, steps=(*case.steps, StepTaken(step=step)))
        assert Step.RECOGNISED not in steps or Step.REPORTED in steps or flaws

    def test_what_may_not_follow_is_told_with_what_may(self) -> None:
        """The reason names the step before and those that are legal."""
        with pytest.raises(StepError, match="after the beginning may follow: registered"):
            take_step(CASE, RULES, Step.RECOGNISED)
        with pytest.raises(StepError, match="after draft sent may follow: answered with objections, agreed"):
            take_step(walk(*USUAL), RULES, Step.RECOGNISED)
        ended = walk(*USUAL, Step.AGREED, Step.REPORTED, Step.REFUSED)
        with pytest.raises(StepError, match="after not recognised may follow: nothing"):
            take_step(ended, RULES, Step.REGISTERED)
        assert find_next(ended, RULES) == ()

    def test_a_flaw_before_it_does_not_stop_a_legal_step(self) -> None:
        """What is wrong already is told of the whole file; one mistake is one flaw."""
        case = attrs.evolve(CASE, steps=(StepTaken(step=Step.ACCEPTED),))
        longer = take_step(case, RULES, Step.TEAM_APPOINTED)
        assert [flaw.number for flaw in find_flaws(longer, RULES)] == [0]

    def test_days_do_not_go_back(self) -> None:
        """A step is not dated before one that it follows; what has no day contradicts nothing."""
        case = take_step(CASE, RULES, Step.REGISTERED, date=MONDAY)
        case = take_step(case, RULES, Step.FORWARDED)
        with pytest.raises(StepError, match="2018-03-04 is before 2018-03-05"):
            take_step(case, RULES, Step.ACCEPTED, date=MONDAY - dt.timedelta(days=1))
        assert find_state(take_step(case, RULES, Step.ACCEPTED, date=MONDAY)) == StepTaken(
            step=Step.ACCEPTED, date=MONDAY
        )


class TestSilenceIsAgreement:
    """The school has 10 working days for its answer; who says nothing agrees (inferred for schools)."""

    def test_the_report_may_follow_once_the_period_is_over(self) -> None:
        """Not on its last day, but on the day after."""
        case = walk(*USUAL, date=MONDAY)
        last = dt.date(2018, 3, 19)
        assert next_steps(case, last) == [Step.OBJECTED, Step.AGREED]
        assert next_steps(case, last + dt.timedelta(days=1)) == [Step.OBJECTED, Step.AGREED, Step.REPORTED]
        with pytest.raises(StepError, match="only once the period for the answer is over"):
            take_step(case, RULES, Step.REPORTED, date=last)
        reported = take_step(case, RULES, Step.REPORTED, date=last + dt.timedelta(days=1))
        assert track_deadlines(reported, RULES)[0].standing is Standing.SILENT

    def test_days_off_lengthen_it(self) -> None:
        """Those of the file and those that the caller gives."""
        case = attrs.evolve(walk(*USUAL, date=MONDAY), days_off=(dt.date(2018, 3, 6),))
        assert Step.REPORTED not in next_steps(case, dt.date(2018, 3, 20))
        assert Step.REPORTED in next_steps(case, dt.date(2018, 3, 21))
        more = (dt.date(2018, 3, 7),)
        assert all(
            each.step is not Step.REPORTED for each in find_next(case, RULES, on=dt.date(2018, 3, 21), days_off=more)
        )

    def test_without_days_silence_is_not_told(self) -> None:
        """A period that began on an unknown day is never over."""
        assert next_steps(walk(*USUAL), MONDAY) == [Step.OBJECTED, Step.AGREED]
        assert next_steps(walk(*USUAL, date=MONDAY)) == [Step.OBJECTED, Step.AGREED]


class TestPeriods:
    """10 working days for the school, 10 for the team, 40 in all (inferred for schools)."""

    def test_standings(self) -> None:
        """Running, silent, overdue, kept, late, and what cannot be told."""
        case = walk(*USUAL, date=MONDAY)
        answer, total = track_deadlines(case, RULES, on=MONDAY)
        assert (answer.due, answer.standing) == (dt.date(2018, 3, 19), Standing.RUNNING)
        assert (total.due, total.standing) == (dt.date(2018, 4, 30), Standing.RUNNING)
        later = track_deadlines(case, RULES, on=dt.date(2018, 5, 1))
        assert [each.standing for each in later] == [Standing.SILENT, Standing.OVERDUE]
        assert str(later[1].sentence) == "from the draft report to the recognition: by 2018-04-30, overdue"
        objected = take_step(case, RULES, Step.OBJECTED, date=dt.date(2018, 3, 20))
        assert [each.standing for each in track_deadlines(objected, RULES, on=dt.date(2018, 3, 20))] == [
            Standing.LATE,
            Standing.RUNNING,
            Standing.RUNNING,
        ]
        answered = take_step(objected, RULES, Step.OBJECTION_ANSWERED, date=dt.date(2018, 4, 3))
        assert track_deadlines(answered, RULES)[2].standing is Standing.KEPT

    def test_unknown_days_are_not_guessed(self) -> None:
        """Neither the day it runs from nor the day that ended it."""
        assert [each.standing for each in track_deadlines(walk(*USUAL), RULES)] == [Standing.UNDATED] * 2
        assert str(track_deadlines(walk(*USUAL), RULES)[1].sentence).endswith("a day is not known")
        agreed = take_step(walk(*USUAL, date=MONDAY), RULES, Step.AGREED)
        assert track_deadlines(agreed, RULES, on=MONDAY)[0].standing is Standing.UNDATED

    def test_nothing_runs_before_the_draft(self) -> None:
        """The intake has no period that was read."""
        assert track_deadlines(walk(Step.REGISTERED), RULES, on=MONDAY) == ()


class TestWorkingDays:
    """The day a period runs from is not counted; weekends and days off are not either."""

    @examples(100)
    @given(day=DAYS, count=st.integers(0, 60), later=st.sets(AFTER, max_size=20), worked=st.sets(AFTER, max_size=5))
    def test_a_period_ends_where_a_calendar_says(
        self, day: dt.date, count: int, later: set[int], worked: set[int]
    ) -> None:
        """Against a list of every day of the time, crossed out one by one; days off and on fall into the period."""
        off, on = ({day + dt.timedelta(days=number) for number in numbers} for numbers in (later, worked))
        calendar = WorkCalendar(days_off=off, days_on=on)
        every = [day + dt.timedelta(days=number) for number in range(1, 200)]
        weekend = {"Saturday", "Sunday"}
        left = [each for each in every if each in on or (each.strftime("%A") not in weekend and each not in off)]
        assert calendar.add(day, count) == (left[count - 1] if count else day)
        assert calendar.count(day, calendar.add(day, count)) == count

    @examples(30)
    @given(first=DAYS, last=DAYS)
    def test_counting_back_is_counting_none(self, first: dt.date, last: dt.date) -> None:
        """A day before another is no working day after it."""
        assert WorkCalendar().count(max(first, last), min(first, last)) == 0

    def test_time_ends(self) -> None:
        """A period that runs past the last day there is ends with it."""
        assert WorkCalendar().add(dt.date.max, 3) == dt.date.max

    def test_public_holidays(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """They come from a package of its own, which may be missing."""
        found = get_public_holidays(2018, 2018)
        assert dt.date(2018, 4, 30) in found
        assert list(found) == sorted(found)
        monkeypatch.setitem(sys.modules, "holidays", None)
        with pytest.raises(MissingExtraError, match=r"kdcl\[holidays\]"):
            get_public_holidays(2018, 2018)


SCHOOL = SelfAssessment(
    framework=PRIMARY.id,
    school=School(name="Trường Tiểu học Ví Dụ"),
    school_year=SchoolYear(2017),
    ratings=Ratings({str(indicator.code): "met" for indicator in PRIMARY.indicators}),
    claims=Claims(level=Level.THREE),
)


class TestClaimedAgainstFound:
    """The team's verdicts are scored by the same functions, and held against the school's."""

    @examples(20)
    @given(one=ratings(PRIMARY), other=ratings(PRIMARY))
    def test_differences_are_what_differs(self, one: Ratings, other: Ratings) -> None:
        """Every indicator on which they differ stands once, under its criterion, and no other."""
        result = compare(attrs.evolve(CASE, ratings=other), attrs.evolve(SCHOOL, ratings=one), PRIMARY)
        named = [each for criterion in result.criteria for each in criterion.differences]
        assert [each.indicator for each in named] == [
            indicator.code
            for indicator in PRIMARY.indicators
            if one.by_code.get(indicator.code) is not other.by_code.get(indicator.code)
        ]
        assert all(each.indicator in one or each.claimed is None for each in named)
        assert [each.criterion for each in result.criteria] == [each.code for each in PRIMARY.criteria]
        assert result.found == score_team(attrs.evolve(CASE, ratings=other), PRIMARY)

    def test_reasons_come_from_the_team(self) -> None:
        """Its sheet, and what it asked for and nobody answered; a criterion on which they agree needs none."""
        verdicts = SCHOOL.ratings.with_ratings({next(iter(SCHOOL.ratings)): Rating.NOT_MET})
        code = PRIMARY.criteria[0].code
        case = attrs.evolve(
            CASE,
            ratings=verdicts,
            sheets=(TeamSheet(criterion=code, remark="Chưa đúng.", weaknesses=" ", unclear="Quy chế?"),),
            requests=(
                EvidenceRequest(criterion=code, kind=RequestKind.ADD, what="Quy chế"),
                EvidenceRequest(criterion=code, kind=RequestKind.CHECK, answer="Đã xem"),
                EvidenceRequest(criterion=PRIMARY.criteria[1].code, kind=RequestKind.CHECK),
            ),
        )
        result = compare(case, SCHOOL, PRIMARY)
        (only,) = result.differing
        assert [str(reason) for reason in only.reasons] == [
            "remark: Chưa đúng.",
            "unclear points: Quy chế?",
            "evidence to be added, not answered: Quy chế",
        ]
        assert (only.claimed, only.found) == (Rating.MET, Rating.NOT_MET)
        assert result.claimed_level is Level.THREE

    def test_a_lost_level_has_its_reason(self) -> None:
        """The same tree of reasons as for the school's own score."""
        verdicts = Ratings({str(indicator.code): "not_met" for indicator in PRIMARY.indicators})
        result = compare(attrs.evolve(CASE, ratings=verdicts), SCHOOL, PRIMARY)
        assert (result.claimed.level, result.found.level) == (Level.THREE, None)
        assert [str(reason.statement) for reason in result.level_reasons] == [
            f"level {level} is not reached" for level in (1, 2, 3)
        ]
        bare = compare(CASE, SCHOOL, PRIMARY)
        assert all(each.reasons == () for each in bare.differing)
