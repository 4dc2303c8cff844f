"""Reads the minutes of the preliminary survey (Annex XI) and the report on the main survey (Annex XII)."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents.external import labels
from kdcl.external import (
    EvidenceRequest,
    ExternalAssessment,
    Interview,
    Observation,
    RequestKind,
    Survey,
    TeamSheet,
)
from kdcl.readers.files.content import Line, Use, mark
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.criteria import (
    CRITERION,
    criterion_heads,
    find_code,
    read_standard_remarks,
)
from kdcl.readers.papers.team.facts import read_days, split_code
from kdcl.readers.papers.team.head import TeamHead
from kdcl.readers.papers.team.labelled import (
    LabelledPart,
    capture,
    is_room,
    join_paragraphs,
    split,
    take_list,
)
from kdcl.readers.papers.team.members import read_interview
from kdcl.readers.word.lines import take_text

_PRELIMINARY: Final = {
    "who": labels.SURVEY_WHO,
    "team": labels.SURVEY_TEAM,
    "school": labels.SURVEY_SCHOOL,
    "contents": labels.SURVEY_CONTENT,
    "exchange": labels.SURVEY_EXCHANGE,
    "requests": labels.SURVEY_REQUESTS,
    "plan": labels.SURVEY_PLAN,
}
_MAIN: Final = {
    "overview": labels.SURVEY_OVERVIEW,
    "team": labels.SURVEY_TEAM,
    "school": labels.SURVEY_SCHOOL,
    "results": labels.SURVEY_RESULTS,
    "standards": labels.SURVEY_STANDARDS,
}


def read_preliminary_survey(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return who took part and what was said, asked for and planned, with the time of closing."""
    facts: dict[str, Any] = {**_read_time(page), "closed_at": _read_closing(page)}
    for part in split(page.items, _PRELIMINARY):
        if part.key in {"team", "school", "requests"}:
            facts[part.key] = take_list(part.lines)
        elif part.key in {"exchange", "plan"}:
            facts[part.key] = take_text(part.lines)
    team = attrs.evolve(external.team, members=head.leaders)
    return attrs.evolve(external, preliminary_survey=Survey(**facts), team=team)


def _read_time(page: Page) -> dict[str, dt.date | None]:
    """Return the days of a survey, from the line that states time and place."""
    for line in page.lines:
        stated = capture(line, labels.SURVEY_TIME) if line.use is None else None
        if stated is None:
            continue
        if is_room(stated["days"]):
            line.use = Use.FORM
        elif (days := read_days(stated["days"])) is not None:
            line.use = Use.FACT
            first, last = days
            return {"first_day": first, "last_day": None if last == first else last}
    return {}


def _read_closing(page: Page) -> str:
    for line in page.lines:
        stated = capture(line, labels.SURVEY_CLOSING) if line.use is None else None
        if stated is not None:
            is_open = is_room(stated["time"])
            line.use = Use.FORM if is_open else Use.FACT
            return "" if is_open else stated["time"]
    return ""


@attrs.define
class _Results:
    """What was found criterion by criterion."""

    sheets: list[TeamSheet] = attrs.field(factory=list)
    requests: list[EvidenceRequest] = attrs.field(factory=list)
    interviews: list[Interview] = attrs.field(factory=list)
    observations: list[Observation] = attrs.field(factory=list)

    def read(self, code: CriterionCode, part: LabelledPart) -> None:
        """Read what stands below a criterion: paragraphs behind labels, and the remark before them."""
        remark: list[Line] = []
        for text, lines in join_paragraphs(part.lines):
            if any(self._read_result(code, name, text) for name in _RESULTS):
                mark(lines, Use.FACT)
            else:
                remark += lines
        if text := take_text(remark):
            self.sheets.append(TeamSheet(criterion=code, remark=text))

    def _read_result(self, code: CriterionCode, name: str, text: str) -> bool:
        labelled = capture(text, _RESULTS[name])
        if labelled is None:
            return False
        stated = capture(labelled["what"], labels.RESULT)
        if stated is None:
            return False
        what, result = stated["what"], "" if is_room(stated["result"]) else stated["result"]
        if name == "interview":
            self.interviews.append(attrs.evolve(read_interview(code, what), result=result))
        elif name == "sight":
            self.observations.append(Observation(criterion=code, what=what, result=result))
        else:
            found, rest = split_code(what)
            self.requests.append(
                EvidenceRequest(criterion=code, kind=RequestKind(name), code=found, what=rest, answer=result)
            )
        return True


_RESULTS: Final = {
    "check": labels.EVIDENCE_CHECKED,
    "add": labels.EVIDENCE_ADDED,
    "interview": labels.INTERVIEW_HELD,
    "sight": labels.SIGHT_SEEN,
}


def read_main_survey(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return the overview, the results of each criterion, and what is said of each standard."""
    facts: dict[str, Any] = dict(_read_time(page))
    results = _Results()
    remarks = external.standards
    for part in split(page.items, _MAIN):
        if part.key in {"team", "school"}:
            facts[part.key] = take_list(part.lines)
        elif part.key == "overview":
            facts["exchange"] = take_text(part.lines)
        elif part.key == "results":
            for criterion in split(part.items, criterion_heads(page.framework), repeated=True):
                if criterion.key == CRITERION and (code := find_code(criterion)) is not None:
                    results.read(code, criterion)
        elif part.key == "standards":
            remarks = read_standard_remarks(split(part.items, {"remark": labels.STANDARD_REMARK}, repeated=True))
    return attrs.evolve(
        external,
        main_survey=Survey(**facts),
        sheets=tuple(results.sheets),
        requests=tuple(results.requests),
        interviews=tuple(results.interviews),
        observations=tuple(results.observations),
        standards=remarks,
        team=attrs.evolve(external.team, members=head.leaders),
    )
