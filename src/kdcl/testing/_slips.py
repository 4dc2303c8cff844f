"""What people get wrong that chance does not draw: names the framework does not have, days that cannot be.

Each slip is a plain function, applied to a self-assessment that was drawn without it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import attrs
from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.figures.form_file import FORM
from kdcl.law import Framework
from kdcl.school import (
    CriterionSheet,
    DataPlace,
    Evidence,
    LegalGround,
    Opinion,
    Rating,
    SelfAssessment,
    StandardSummary,
    StateParagraph,
)

_FOREIGN = CriterionCode(9, 9)
"""No framework has nine standards."""
_TUESDAY = dt.date(2017, 8, 22)


def with_slips(drawn: st.SearchStrategy[SelfAssessment], framework: Framework) -> st.SearchStrategy[SelfAssessment]:
    """Return the self-assessments drawn, with none to a few slips in each."""
    chosen = st.lists(st.sampled_from(_SLIPS), unique=True, max_size=4)
    return st.builds(_apply, drawn, chosen, st.just(framework))


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


def _list_foreign_evidence(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, evidence=(*assessment.evidence, Evidence(code=EvidenceCode(1, 9, 9, 1), name="A")))


def _sum_up_a_foreign_standard(assessment: SelfAssessment, _: Framework) -> SelfAssessment:
    return attrs.evolve(assessment, standards=(*assessment.standards, StandardSummary(standard=9)))


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


_Slip = Callable[[SelfAssessment, Framework], SelfAssessment]
_SLIPS: tuple[_Slip, ...] = (
    _name_another_framework,
    _rate_a_foreign_indicator,
    _describe_a_foreign_criterion,
    _list_foreign_evidence,
    _sum_up_a_foreign_standard,
    _describe_a_foreign_indicator,
    _take_an_opinion_on_a_foreign_criterion,
    _begin_on_a_tuesday,
    _cite_the_circular_before_its_time,
    _state_a_foreign_figure,
)
