"""Reads a paper of an external assessment of any kind into a school's file that holds nothing but that assessment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from kdcl.documents.external import get_external_paper, labels
from kdcl.external import ExternalAssessment
from kdcl.places import ROOT
from kdcl.readers.files.content import Use, mark
from kdcl.readers.papers.head import PaperHead
from kdcl.readers.papers.head import read_head as read_school_head
from kdcl.readers.papers.own import mark_own
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.start import start
from kdcl.readers.papers.team.comparison import read_comparison
from kdcl.readers.papers.team.criteria import read_team_sheets
from kdcl.readers.papers.team.head import TeamHead, mark_room_for_day, read_head
from kdcl.readers.papers.team.labelled import LANGUAGES, read_labelled, says
from kdcl.readers.papers.team.letters import (
    read_intake_letter,
    read_school_answer,
    read_team_decision,
    read_working_plan,
)
from kdcl.readers.papers.team.members import read_criteria_remarks, read_preliminary_reports
from kdcl.readers.papers.team.report import read_external_report
from kdcl.readers.papers.team.study import read_file_study
from kdcl.readers.papers.team.surveys import read_main_survey, read_preliminary_survey
from kdcl.readers.recognising.result import PaperKind
from kdcl.school import SelfAssessment
from kdcl.years import SchoolYear

Read = Callable[[Page, ExternalAssessment, TeamHead], ExternalAssessment]

TEAM_PAPERS: Final[Mapping[PaperKind, Read]] = {
    PaperKind.INTAKE_LETTER: read_intake_letter,
    PaperKind.TEAM_DECISION: read_team_decision,
    PaperKind.WORKING_PLAN: read_working_plan,
    PaperKind.PRELIMINARY_REPORT: read_preliminary_reports,
    PaperKind.CRITERIA_REMARKS: read_criteria_remarks,
    PaperKind.TEAM_SHEETS: read_team_sheets,
    PaperKind.FILE_STUDY: read_file_study,
    PaperKind.PRELIMINARY_SURVEY: read_preliminary_survey,
    PaperKind.MAIN_SURVEY: read_main_survey,
    PaperKind.EXTERNAL_REPORT: read_external_report,
    PaperKind.COMPARISON: read_comparison,
    PaperKind.SCHOOL_ANSWER: read_school_answer,
}
"""The reader of each kind."""

_SIGNED_BY_SCHOOL: Final = frozenset({PaperKind.PRELIMINARY_SURVEY, PaperKind.SCHOOL_ANSWER})
"""Papers that print who heads the school."""

_UNKNOWN_YEAR: Final = SchoolYear(1000)
"""Stands for the school year until the whole paper was read."""

_FOOT_BY_PART: Final = frozenset({PaperKind.PRELIMINARY_REPORT, PaperKind.TEAM_SHEETS})
"""Papers of which each part is signed by somebody else."""


def read_team_paper(page: Page, kind: PaperKind) -> SelfAssessment:
    """Return what a paper says; the words of the form are told by printing what was read."""
    remarks = {line.number for line in page.lines if read_labelled(line, labels.FORM_REMARK) is not None}
    mark((line for line in page.lines if line.number in remarks), Use.FORM)
    is_of_school = kind is PaperKind.SCHOOL_ANSWER
    letterhead = read_school_head(page) if is_of_school else PaperHead()
    head = read_head(page, has_foot=kind not in _FOOT_BY_PART, has_recipients=kind is PaperKind.TEAM_DECISION)
    head.number, head.date = head.number or letterhead.number, head.date or letterhead.date
    blank = ExternalAssessment(framework=page.framework.id, school="", school_year=head.year or _UNKNOWN_YEAR)
    external = TEAM_PAPERS[kind](page, blank, head)
    decision = attrs.evolve(external.team.decision, issuer=external.team.decision.issuer or head.issuer)
    stated = PaperHead(
        name=head.name or letterhead.name,
        authority=letterhead.authority,
        place=letterhead.place or head.place,
        date=head.date,
        year=head.year or letterhead.year,
    )
    school = start(page, stated, head.foot)
    external = attrs.evolve(
        external,
        school=school.school.name,
        school_year=school.school_year,
        team=attrs.evolve(external.team, decision=decision),
    )
    if ROOT.at("school_year") in page.guessed:
        page.guessed.append(ROOT.at("external", "school_year"))
    for line in page.lines:
        if line.use is None and any(says(line, title) for title in (get_external_paper(kind).title, labels.TEAM_SHEET)):
            line.use = Use.HEADING
        elif line.use is None:
            mark_room_for_day(line)
    paper, signing = get_external_paper(kind), school if kind in _SIGNED_BY_SCHOOL else None
    for language in LANGUAGES:
        mark_own(page.lines, paper.build(external, page.framework, signing, language=language))
    return attrs.evolve(school, external=external)
