"""Places of a team's file in words for people: which criterion, which member, which row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kdcl.messages import Message, message
from kdcl.place_names._fields import FIELD_NAMES as SCHOOL_FIELD_NAMES
from kdcl.place_names._fields import name_step, say_names
from kdcl.places import Place, Steps
from kdcl.school.external import ExternalAssessment

FIELD_NAMES: Final[Mapping[str, Message]] = {
    "answer": message("answer of the school"),
    "answered_on": message("day it was answered"),
    "assessed_in_part": message("criteria not fully assessed"),
    "assessed_wrongly": message("criteria assessed wrongly"),
    "author": message("written by"),
    "closed_at": message("time of closing"),
    "conflict": message("conflict of interest"),
    "count": message("number of people"),
    "coverage": message("how much is covered"),
    "current_state": message("item 2.1, the descriptions"),
    "days_off": message("days off"),
    "decision": message("decision on the team"),
    "evidence": message("remarks on the evidence"),
    "exchange": message("what was said"),
    "extra": message("blank too many"),
    "figures": message("item 1.5, the figures"),
    "form": message("form, structure, language"),
    "found": message("what stands there"),
    "improvement_plan": message("improvement plan"),
    "improvement_plans": message("remarks on the improvement plans"),
    "interviews": message("interviews"),
    "mail": message("mail"),
    "main_survey": message("main survey"),
    "missing": message("blank missing"),
    "not_assessed": message("criteria not assessed"),
    "observations": message("facilities and activities to look at"),
    "plan": message("working plan"),
    "points": message("objections"),
    "preliminary_reports": message("preliminary reports"),
    "preliminary_survey": message("preliminary survey"),
    "process": message("how the team worked"),
    "proposal": message("proposal"),
    "ratings": message("the team's verdicts"),
    "recognition": message("recognition"),
    "recommendations": message("recommendations"),
    "remark": message("remark"),
    "remarks": message("general remarks"),
    "report": message("report of the team"),
    "requests": message("evidence asked for"),
    "result": message("result"),
    "route": message("where the school hands in"),
    "school": message("school"),
    "school_file": message("file of the school"),
    "sheets": message("the team's criterion sheets"),
    "signer": message("signed by"),
    "spelling": message("item 1.3, spelling"),
    "step": message("step"),
    "steps": message("steps taken"),
    "strengths_and_weaknesses": message("item 2.2, strengths and weaknesses"),
    "structure": message("form and structure"),
    "study": message("study of the file"),
    "style": message("item 1.2, style"),
    "team": message("the team"),
    "to_discuss": message("what to discuss in the team"),
    "typing": message("item 1.4, typing"),
    "unclear": message("unclear points"),
    "valid_until": message("valid until"),
    "verdicts": message("remarks on the verdicts"),
    "what": message("what it is"),
    "where": message("page and line"),
    "whom": message("who is asked"),
    "workplace": message("workplace"),
}
"""By the names that the facts have in the file, where a school's file has none of this name or means another thing."""


def name_external_place(place: Place, external: ExternalAssessment) -> Message:
    """Return a place of a team's file in words, from the outside in: ``Criterion 1.1, weaknesses``.

    A place that the file does not have is named as far as it goes, and for the rest as it is written.
    """
    return say_names(iter_external_names(place.steps, external), place)


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
    yield from (name_step(step, FIELD_NAMES, SCHOOL_FIELD_NAMES) for step in rest)
