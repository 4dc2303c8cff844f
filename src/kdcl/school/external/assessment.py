"""The external assessment: everything that the file of a team holds."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import Route
from kdcl.school.external.outcome import ExternalReport, Recognition, SchoolAnswer, StepTaken, Survey
from kdcl.school.external.study import (
    EvidenceRequest,
    FileStudy,
    Interview,
    Observation,
    PreliminaryReport,
    StandardRemark,
    TeamSheet,
)
from kdcl.school.external.team import Team
from kdcl.school.ratings import Ratings, to_ratings
from kdcl.typed import typed
from kdcl.years import SchoolYear


@attrs.frozen(kw_only=True)
@typed
class ExternalAssessment:
    """An external assessment (đánh giá ngoài) of a school: everything one file holds.

    Attributes:
        framework: the id of the framework that the school is assessed under.
        school: the school's name.
        school_year: the school year that the self-assessment is of.
        school_file: where the school's own file is, seen from this one; empty where it is given when it is needed.
        route: where the school hands in; None where it is not known.
        steps: the steps that were taken, oldest first.
        days_off: days on which the offices do not work, besides Saturdays and Sundays.
        team: who assesses.
        preliminary_reports: what each member wrote on the file.
        study: what the team found in the file as a whole.
        ratings: the team's verdict on each indicator.
        sheets: the team's sheet of each criterion.
        standards: what the team says of whole standards.
        requests: evidence to be checked or added.
        interviews: whom the team asks what.
        observations: facilities and activities that the team looks at.
        preliminary_survey: the preliminary survey.
        main_survey: the main survey.
        answer: what the school says of the draft report.
        report: what the report says beside the sheets.
        recognition: what came of it.
        note: a remark on the file itself; printed nowhere.
    """

    framework: str
    school: str
    school_year: SchoolYear
    school_file: str = ""
    route: Route | None = None
    steps: tuple[StepTaken, ...] = ()
    days_off: tuple[dt.date, ...] = ()
    team: Team = attrs.field(factory=Team)
    preliminary_reports: tuple[PreliminaryReport, ...] = ()
    study: FileStudy = attrs.field(factory=FileStudy)
    ratings: Ratings = attrs.field(factory=Ratings, converter=to_ratings)
    sheets: tuple[TeamSheet, ...] = ()
    standards: tuple[StandardRemark, ...] = ()
    requests: tuple[EvidenceRequest, ...] = ()
    interviews: tuple[Interview, ...] = ()
    observations: tuple[Observation, ...] = ()
    preliminary_survey: Survey = attrs.field(factory=Survey)
    main_survey: Survey = attrs.field(factory=Survey)
    answer: SchoolAnswer = attrs.field(factory=SchoolAnswer)
    report: ExternalReport = attrs.field(factory=ExternalReport)
    recognition: Recognition = attrs.field(factory=Recognition)
    note: str = ""

    def find_sheet(self, criterion: CriterionCode) -> TeamSheet | None:
        """Return the team's sheet of a criterion, or None where none is written yet."""
        return next((sheet for sheet in self.sheets if sheet.criterion == criterion), None)
