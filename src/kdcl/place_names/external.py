"""Places of a team's file in words for people: which criterion, which member, which row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kdcl.messages import Message, message
from kdcl.places import Place, Step, Steps
from kdcl.school.external import ExternalAssessment

FIELD_NAMES: Final[Mapping[str, Message]] = {
    "answer": message("answer of the school"),
    "answered_on": message("day it was answered"),
    "assessed_in_part": message("criteria not fully assessed"),
    "assessed_wrongly": message("criteria assessed wrongly"),
    "author": message("written by"),
    "closed_at": message("time of closing"),
    "code": message("code"),
    "conclusion": message("general conclusion"),
    "conflict": message("conflict of interest"),
    "content": message("content"),
    "count": message("number of people"),
    "coverage": message("how much is covered"),
    "criteria": message("criteria given to it"),
    "criterion": message("criterion"),
    "current_state": message("item 2.1, the descriptions"),
    "date": message("date"),
    "days_off": message("days off"),
    "decision": message("decision on the team"),
    "evidence": message("remarks on the evidence"),
    "exchange": message("what was said"),
    "extra": message("blank too many"),
    "figures": message("item 1.5, the figures"),
    "first_day": message("first day"),
    "form": message("form, structure, language"),
    "found": message("what stands there"),
    "framework": message("set of standards"),
    "grounds": message("legal grounds"),
    "improvement_plan": message("improvement plan"),
    "improvement_plans": message("remarks on the improvement plans"),
    "interviews": message("interviews"),
    "introduction": message("introduction"),
    "issuer": message("issued by"),
    "kind": message("kind"),
    "last_day": message("last day"),
    "level": message("level"),
    "mail": message("mail"),
    "main_survey": message("main survey"),
    "members": message("members"),
    "missing": message("blank missing"),
    "name": message("name"),
    "not_assessed": message("criteria not assessed"),
    "note": message("note"),
    "number": message("number"),
    "observations": message("facilities and activities to look at"),
    "outcome": message("what was decided"),
    "plan": message("working plan"),
    "points": message("objections"),
    "position": message("position"),
    "preliminary_reports": message("preliminary reports"),
    "preliminary_survey": message("preliminary survey"),
    "process": message("how the team worked"),
    "proposal": message("proposal"),
    "ratings": message("the team's verdicts"),
    "reason": message("reason"),
    "recipients": message("recipients"),
    "recognition": message("recognition"),
    "recommendations": message("recommendations"),
    "remark": message("remark"),
    "remarks": message("general remarks"),
    "report": message("report of the team"),
    "requests": message("evidence asked for"),
    "responsible": message("carried out by"),
    "result": message("result"),
    "role": message("role"),
    "route": message("where the school hands in"),
    "school": message("school"),
    "school_file": message("file of the school"),
    "school_year": message("school year"),
    "sheets": message("the team's criterion sheets"),
    "signer": message("signed by"),
    "spelling": message("item 1.3, spelling"),
    "standard": message("standard"),
    "standards": message("standards"),
    "step": message("step"),
    "steps": message("steps taken"),
    "strengths": message("strengths"),
    "strengths_and_weaknesses": message("item 2.2, strengths and weaknesses"),
    "structure": message("form and structure"),
    "study": message("study of the file"),
    "style": message("item 1.2, style"),
    "team": message("the team"),
    "telephone": message("telephone"),
    "text": message("text"),
    "to_discuss": message("what to discuss in the team"),
    "typing": message("item 1.4, typing"),
    "unclear": message("unclear points"),
    "valid_until": message("valid until"),
    "verdicts": message("remarks on the verdicts"),
    "weaknesses": message("weaknesses"),
    "what": message("what it is"),
    "where": message("page and line"),
    "whom": message("who is asked"),
    "workplace": message("workplace"),
}
"""By the names that the facts have in the file; the parts of one fact stand below it."""


def name_external_place(place: Place, external: ExternalAssessment) -> Message:
    """Return a place of a team's file in words, from the outside in: ``Criterion 1.1, weaknesses``.

    A place that the file does not have is named as far as it goes, and for the rest as it is written.
    """
    names = tuple(iter_external_names(place.steps, external))
    words = message("{parts}", parts=names) if names else message("the file as a whole")
    if place.span is None:
        return words
    return message("{place}, characters {first} to {last}", place=words, first=place.span[0] + 1, last=place.span[1])


def iter_external_names(steps: Steps, external: ExternalAssessment) -> Iterator[Message]:
    """Iterate over the names of the steps to a place of a team's file."""
    match steps:
        case ("sheets", int(number), *rest) if number < len(external.sheets):
            yield message("Criterion {code}", code=external.sheets[number].criterion)
        case ("standards", int(number), *rest) if number < len(external.standards):
            yield message("Standard {number}", number=external.standards[number].standard)
        case ("ratings", str(code), *rest):
            yield message("Indicator {code}", code=code)
        case ("steps", int(number), *rest) if number < len(external.steps):
            yield external.steps[number].step.label
        case _:
            rest = list(steps)
    yield from map(_name, rest)


def _name(step: Step) -> Message:
    if isinstance(step, int):
        return message("no. {number}", number=step + 1)
    return FIELD_NAMES.get(str(step)) or message("{name}", name=step)
