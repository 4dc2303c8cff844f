"""The letter of acceptance, or of what is missing in the file (Article 27); its wording was not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.blocks import Block, TwoColumnHead
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import archive, body, build_signature, centred, date_line, lowered, office_line, rule
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TEAM, TeamPaper
from kdcl.external import Step, StepTaken
from kdcl.messages import Message, message
from kdcl.places import ROOT, Place

_SENTENCES: Final = {
    Step.RETURNED: labels.INTAKE_RETURNED,
    Step.FORWARDED: labels.INTAKE_FORWARDED,
    Step.ACCEPTED: labels.INTAKE_ACCEPTED,
}
"""The steps that the school is told of in writing."""


def iter_intake_letter(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the letter on the last check of the file: accepted, or what is missing; dots before any check."""
    answers = [(number, taken) for number, taken in enumerate(paper.external.steps) if taken.step in _SENTENCES]
    number, taken = answers[-1] if answers else (0, None)
    place = ROOT.at("steps", number)
    yield _head(paper, taken, place)
    yield lowered(centred(paper.text(message("To: {addressee}", addressee=paper.external.school))), 6)
    yield lowered(body(paper.text(_say(paper, taken)), source=None if taken is None else place.at("step")), 6)
    if taken is None or taken.step is Step.RETURNED:
        yield from paper.prose("" if taken is None else taken.note, place.at("note"))
    recipients = ((paper.text(school_labels.AS_ADDRESSED), None), archive(paper.composition))
    yield build_signature(paper.composition, (office_line(paper.composition, labels.OFFICE_HEAD),), "", recipients)


def _head(paper: TeamPaper, taken: StepTaken | None, place: Place) -> TwoColumnHead:
    is_department = taken is not None and taken.step is Step.ACCEPTED
    issuer = paper.external.team.decision.issuer if is_department else ""
    numbered = None if taken is None else taken.number
    blank = school_labels.NUMBER_BLANK
    said = blank if numbered is None else message("No.: {number}", number=numbered)
    return TwoColumnHead(
        left=(
            centred(issuer.upper() or "…" * 12, bold=True, source=TEAM.at("decision", "issuer") if issuer else None),
            rule(),
            centred(paper.text(said), source=None if numbered is None else place.at("number")),
            centred(paper.text(labels.INTAKE_SUBJECT)),
        ),
        right=(
            *paper.head().right,
            date_line(paper.composition, None if taken is None else taken.date, None if taken is None else place),
        ),
    )


def _say(paper: TeamPaper, taken: StepTaken | None) -> Message:
    external = paper.external
    named = {"school": external.school, "year": external.school_year}
    if taken is None:
        return message(labels.INTAKE_CHECKED.template, **named)
    sentence = _SENTENCES[taken.step]
    return message(sentence.template, **named)
