"""What people get wrong that chance draws seldom or never, as plain functions applied to what was drawn without it.

Whoever adds a check that no drawn file makes speak adds the slip that it is there to find.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs
from hypothesis import strategies as st

from kdcl.changes import mark_year
from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.figures.form_file import FORM
from kdcl.law import Framework, Level, Region
from kdcl.measures import suggest
from kdcl.school import (
    AcceptedFinding,
    CouncilMember,
    CouncilRole,
    CriterionSheet,
    DataPlace,
    Evidence,
    GroupMember,
    LegalGround,
    Opinion,
    Rating,
    SchoolCalendar,
    SchoolYear,
    SelfAssessment,
    StandardSummary,
    StateParagraph,
    TimetableRow,
    WorkingGroup,
)
from kdcl.testing._basics import FEW
from kdcl.testing._data import fill_in

_FOREIGN = CriterionCode(9, 9)
"""No framework has nine standards."""
_TUESDAY = dt.date(2017, 8, 22)


def with_slips(drawn: st.SearchStrategy[SelfAssessment], framework: Framework) -> st.SearchStrategy[SelfAssessment]:
    """Return the self-assessments drawn, with none, a few or all slips in each."""
    few = st.lists(st.sampled_from(_SLIPS), unique=True, max_size=FEW)
    return st.builds(_apply, drawn, few | st.just(list(_SLIPS)), st.just(framework))


def _apply(assessment: SelfAssessment, slips: list[_Slip], framework: Framework) -> SelfAssessment:
    for slip in slips:
        assessment = slip(assessment, framework)
    return assessment


def _name_another_framework(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, framework="other/framework")


def _rate_a_foreign_indicator(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, ratings=assessment.ratings.with_ratings({IndicatorCode(9, 9, "z"): Rating.MET}))


def _describe_a_foreign_criterion(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, sheets=(*assessment.sheets, CriterionSheet(criterion=_FOREIGN)))


def _list_foreign_evidence_of_long_ago_in_disorder(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    long_ago = (SchoolYear(assessment.school_year.start - 20),)
    rows = (Evidence(code=EvidenceCode(1, 9, 9, number), name="A", school_years=long_ago) for number in (7, 3))
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *rows))


def _sum_up_a_foreign_standard_twice(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, standards=(*assessment.standards, *(StandardSummary(standard=9),) * 2))


def _describe_a_foreign_indicator(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    sheet = CriterionSheet(
        criterion=framework.criteria[0].code, current_state=(StateParagraph(text="A", indicator="z"),)
    )
    return attrs.evolve(assessment, sheets=(*assessment.sheets, sheet))


def _take_an_opinion_on_a_foreign_criterion(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, opinions=(*assessment.opinions, Opinion(text="A", criterion=_FOREIGN)))


def _begin_on_a_tuesday(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    plan = assessment.plan
    calendar = attrs.evolve(plan.timetable.calendar, first_monday=_TUESDAY)
    return attrs.evolve(assessment, plan=attrs.evolve(plan, timetable=attrs.evolve(plan.timetable, calendar=calendar)))


def _cite_the_circular_before_its_time(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    ground = LegalGround(number=framework.circular.number)
    plan = attrs.evolve(assessment.plan, date=dt.date(2000, 1, 1), grounds=(*assessment.plan.grounds, ground))
    return attrs.evolve(assessment, plan=plan)


def _state_a_foreign_figure(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    figures = {
        DataPlace(table.id, row.key, table.columns[0].id if table.columns else str(assessment.school_year)): 1
        for table in framework.part(FORM).tables
        for row in table.rows
        if row.institution not in {None, framework.institution} and not row.is_per_grade
    }
    return attrs.evolve(assessment, data=assessment.data.with_figures(figures))


def _rate_against_the_figures(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    data = fill_in(framework, assessment.school_year)
    school = attrs.evolve(assessment.school, region=Region.OTHER)
    suggested = suggest(data, framework, school, assessment.school_year)
    opposite = {
        code: Rating.NOT_MET if suggestion.rating is Rating.MET else Rating.MET
        for code, suggestion in suggested.items()
        if suggestion.rating is not None
    }
    ratings = assessment.ratings.with_ratings(opposite)
    return attrs.evolve(assessment, data=data, school=school, ratings=ratings)


def _list_evidence_twice(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *assessment.evidence))


def _say_met_where_it_is_not(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    criterion = framework.criteria[0]
    rated = {indicator.code: Rating.MET for indicator in criterion.indicators}
    sheet = CriterionSheet(
        criterion=criterion.code,
        current_state=(StateParagraph(text="A", indicator="a"),),
        stated_verdict=Rating.NOT_MET,
    )
    ratings = assessment.ratings.with_ratings(rated)
    return attrs.evolve(assessment, ratings=ratings, sheets=(sheet, *assessment.sheets))


def _cite_under_another_criterion_and_mistype_a_code(
    assessment: SelfAssessment, framework: Framework
) -> SelfAssessment:
    first, second = (criterion.code for criterion in framework.criteria[1:3])
    code = EvidenceCode(1, second.standard, second.criterion, 99)
    sheet = CriterionSheet(criterion=first, strengths=str(code), weaknesses="[H1-1-0x-01]")
    evidence = (*assessment.evidence, Evidence(code=code, name="A"))
    return attrs.evolve(assessment, sheets=(sheet, *assessment.sheets), evidence=evidence)


def _let_another_than_the_principal_preside(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    members = (CouncilMember(name="A", role=CouncilRole.CHAIR, position="A"), *assessment.council.members)
    council = attrs.evolve(assessment.council, members=members)
    return attrs.evolve(assessment, council=council, school=attrs.evolve(assessment.school, principal="B"))


def _give_a_criterion_to_two_groups(assessment: SelfAssessment, framework: Framework) -> SelfAssessment:
    group = WorkingGroup(name="1", leader="A", criteria=(framework.criteria[0].code,), members=(GroupMember(name="B"),))
    council = attrs.evolve(assessment.council, groups=(group, group, *assessment.council.groups))
    return attrs.evolve(assessment, council=council)


def _mistype_times(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    plan, year = assessment.plan, assessment.school_year.start
    written = f"26/10/{year % 100:02} - 14/11/{year}"
    rows = (
        TimetableRow(written="18//9/2017"),
        TimetableRow(written=written),
        TimetableRow(weeks=(0,)),
        TimetableRow(weeks=(1,), first_day=_TUESDAY, last_day=dt.date(2000, 1, 1)),
        TimetableRow(weeks=(1,), first_day=dt.date(2000, 1, 1), last_day=dt.date(2000, 1, 1)),
    )
    calendar = SchoolCalendar(first_monday=_TUESDAY - dt.timedelta(days=1))
    timetable = attrs.evolve(plan.timetable, calendar=calendar, weeks=(*plan.timetable.weeks, *rows))
    return attrs.evolve(assessment, plan=attrs.evolve(plan, timetable=timetable))


def _sign_late_with_an_opinion_open(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    signature = attrs.evolve(assessment.signature, date=dt.date(2030, 1, 1))
    return attrs.evolve(assessment, signature=signature, opinions=(*assessment.opinions, Opinion(text="A")))


def _claim_and_set_out_to_reach_too_much(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    claims = attrs.evolve(assessment.claims, indicators_met=999)
    return attrs.evolve(assessment, claims=claims, plan=attrs.evolve(assessment.plan, target_level=Level.THREE))


def _choose_a_layout_that_nobody_knows(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, layout=attrs.evolve(assessment.layout, rules="other"))


def _paste_text_of_an_old_encoding(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, introduction="\u00b5 tr\u00ad\u00eang")


def _leave_a_text_of_last_year(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    year = SchoolYear(assessment.school_year.start - 1)
    return attrs.evolve(assessment, conclusion=mark_year("A", year))


def _keep_an_exception_that_has_ended(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    ended = AcceptedFinding(
        check="empty-item",
        place="sheets",
        sentence="A",
        accepted_by="A",
        accepted_on=_TUESDAY,
        reason="A",
        until=dt.date(2001, 1, 1),
    )
    signature = attrs.evolve(assessment.signature, date=dt.date(2018, 1, 2))
    return attrs.evolve(assessment, signature=signature, exceptions=(*assessment.exceptions, ended))


_Slip = Callable[[SelfAssessment, Framework], SelfAssessment]
_SLIPS: tuple[_Slip, ...] = (
    _rate_against_the_figures,
    _name_another_framework,
    _rate_a_foreign_indicator,
    _describe_a_foreign_criterion,
    _list_foreign_evidence_of_long_ago_in_disorder,
    _sum_up_a_foreign_standard_twice,
    _describe_a_foreign_indicator,
    _take_an_opinion_on_a_foreign_criterion,
    _cite_the_circular_before_its_time,
    _state_a_foreign_figure,
    _list_evidence_twice,
    _say_met_where_it_is_not,
    _cite_under_another_criterion_and_mistype_a_code,
    _let_another_than_the_principal_preside,
    _give_a_criterion_to_two_groups,
    _mistype_times,
    _begin_on_a_tuesday,
    _sign_late_with_an_opinion_open,
    _claim_and_set_out_to_reach_too_much,
    _choose_a_layout_that_nobody_knows,
    _paste_text_of_an_old_encoding,
    _leave_a_text_of_last_year,
    _keep_an_exception_that_has_ended,
)
