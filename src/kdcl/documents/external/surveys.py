"""The minutes of the preliminary survey (Annex XI) and the report on the main survey (Annex XII)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Heading, SignatureBlock
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import body, centred, date_line, lowered, office_line, principal_office
from kdcl.documents.external import labels
from kdcl.documents.external.paper import OPEN, TeamPaper
from kdcl.documents.typesetting import dotted_lines
from kdcl.external import RequestKind, Survey
from kdcl.law import Criterion
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place

_PRELIMINARY, _MAIN = ROOT.at("preliminary_survey"), ROOT.at("main_survey")
_COPIES = 3


def iter_preliminary_survey(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the minutes of the preliminary survey, signed by the principal and the leader of the team."""
    survey = paper.external.preliminary_survey
    yield from paper.opening(labels.PRELIMINARY_SURVEY, "preliminary_survey")
    yield lowered(body(paper.text(_when(paper, survey)), source=_PRELIMINARY.at("first_day")))
    yield Heading(text=paper.text(labels.SURVEY_WHO), level=2, bookmark="survey_who")
    yield from paper.item_list(labels.SURVEY_TEAM, survey.team, _PRELIMINARY.at("team"))
    yield from paper.item_list(labels.SURVEY_SCHOOL, survey.school, _PRELIMINARY.at("school"))
    yield Heading(text=paper.text(labels.SURVEY_CONTENT), level=2, bookmark="survey_content")
    yield from paper.item(labels.SURVEY_EXCHANGE, survey.exchange, _PRELIMINARY.at("exchange"))
    yield from paper.item_list(labels.SURVEY_REQUESTS, survey.requests, _PRELIMINARY.at("requests"))
    yield from paper.item(labels.SURVEY_PLAN, survey.plan, _PRELIMINARY.at("plan"))
    closing = message(labels.SURVEY_CLOSING.template, time=survey.closed_at or "…………", count=f"{_COPIES:02}")
    closed = attrs.evolve(body(paper.text(closing), source=_PRELIMINARY.at("closed_at")), keep_with_next=True)
    yield lowered(closed)
    yield _joint_signature(paper)


def _when(paper: TeamPaper, survey: Survey) -> Message:
    days = paper.composition.days_text(survey.first_day, survey.last_day) or "…………"
    return message(labels.SURVEY_TIME.template, days=days, school=paper.external.school)


def _joint_signature(paper: TeamPaper) -> SignatureBlock:
    office, principal = principal_office(paper.composition)
    leader = paper.leader()
    return SignatureBlock(
        left=(
            lowered(attrs.evolve(office, source=None)),
            centred(paper.text(school_labels.SIGN_AND_STAMP), italic=True),
        ),
        right=(
            lowered(office_line(paper.composition, labels.TEAM_LEADER)),
            centred(paper.text(school_labels.SIGN_WITH_NAME), italic=True),
        ),
        left_name=principal,
        right_name="" if leader is None else leader.name,
    )


def iter_main_survey(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the report on the main survey: overview, results by criterion, an assessment of each standard."""
    survey = paper.external.main_survey
    yield from paper.opening(labels.MAIN_SURVEY, "main_survey")
    yield Heading(text=paper.text(labels.SURVEY_OVERVIEW), level=2, bookmark="survey_overview")
    yield body(paper.text(_when(paper, survey)), source=_MAIN.at("first_day"))
    yield from paper.prose(survey.exchange, _MAIN.at("exchange"))
    yield from paper.item_list(labels.SURVEY_TEAM, survey.team, _MAIN.at("team"))
    yield from paper.item_list(labels.SURVEY_SCHOOL, survey.school, _MAIN.at("school"))
    yield Heading(text=paper.text(labels.SURVEY_RESULTS), level=2, bookmark="survey_results")
    for criterion in paper.framework.criteria:
        yield paper.criterion_heading(criterion.code)
        results = tuple(_iter_results(paper, criterion))
        for words, source in results:
            yield body(words, source=source)
        if not results:
            yield from dotted_lines(2)
    yield Heading(text=paper.text(labels.SURVEY_STANDARDS), level=2, bookmark="survey_standards")
    yield from iter_standard_remarks(paper)
    yield paper.signature(date_line(paper.composition, None, None))


def _iter_results(paper: TeamPaper, criterion: Criterion) -> Iterator[tuple[str, Place]]:
    """Yield what was seen, asked and looked at for a criterion, each with its place."""
    external = paper.external
    sheet, place = paper.sheet_of(criterion.code)
    if sheet.remark.strip():
        yield sheet.remark, place.at("remark")
    for number, request in enumerate(external.requests):
        if request.criterion == criterion.code:
            label = labels.EVIDENCE_CHECKED if request.kind is RequestKind.CHECK else labels.EVIDENCE_ADDED
            asked = ": ".join(filter(None, (str(request.code or ""), request.what)))
            yield _say_result(paper, label, asked, request.answer), ROOT.at("requests", number, "answer")
    for number, interview in enumerate(external.interviews):
        if interview.criterion == criterion.code:
            asked = f"{interview.whom or OPEN}: {interview.content}"
            told = _say_result(paper, labels.INTERVIEW_HELD, asked, interview.result)
            yield told, ROOT.at("interviews", number, "result")
    for number, sight in enumerate(external.observations):
        if sight.criterion == criterion.code:
            told = _say_result(paper, labels.SIGHT_SEEN, sight.what, sight.result)
            yield told, ROOT.at("observations", number, "result")


def _say_result(paper: TeamPaper, label: Message, what: str, result: str) -> str:
    said = message(labels.RESULT.template, what=what or "……", result=result or "……")
    return paper.text(message(label.template, what=said))


def iter_standard_remarks(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over what the team says of each standard as a whole."""
    for standard in paper.framework.standards:
        yield from iter_standard_remark(paper, standard.number)


def iter_standard_remark(paper: TeamPaper, number: int) -> Iterator[Block]:
    """Iterate over what the team says of one standard as a whole."""
    remarks = paper.external.standards
    place = next((index for index, each in enumerate(remarks) if each.standard == number), len(remarks))
    text = remarks[place].text if place < len(remarks) else ""
    heading = message(labels.STANDARD_REMARK.template, number=number)
    yield from paper.item(heading, text, ROOT.at("standards", place, "text"))
