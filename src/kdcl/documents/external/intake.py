"""The letter of acceptance, or of what is missing in the file (Article 27); its wording was not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.blocks import Block, TwoColumnHead
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import archive, body, build_head, build_signature, centred, lowered, office_line
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.looks import find_looks
from kdcl.external import ExternalAssessment, Step, StepTaken
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
    number = find_told_step(paper.external)
    taken = None if number is None else paper.external.steps[number]
    place = ROOT.at("steps", number or 0)
    yield _head(paper, taken, place)
    yield lowered(centred(paper.text(message("To: {addressee}", addressee=paper.external.school))), 6)
    yield lowered(body(paper.text(_say(paper, taken)), source=None if taken is None else place.at("step")), 6)
    if taken is None or taken.step is Step.RETURNED:
        yield from paper.prose("" if taken is None else taken.note, place.at("note"))
    recipients = ((paper.text(school_labels.AS_ADDRESSED), None), archive(paper.composition))
    yield build_signature(paper.composition, (office_line(paper.composition, labels.OFFICE_HEAD),), "", recipients)


def find_told_step(external: ExternalAssessment) -> int | None:
    """Return the number of the last step that the school is told of in writing; None where there is none yet."""
    told = (number for number, taken in enumerate(external.steps) if taken.step in _SENTENCES)
    return max(told, default=None)


def _head(paper: TeamPaper, taken: StepTaken | None, place: Place) -> TwoColumnHead:
    issuer, is_department = paper.external.team.decision.issuer, taken is not None and taken.step is Step.ACCEPTED
    date = None if taken is None else taken.date
    looks = find_looks(paper.composition, date)
    return build_head(
        paper.composition,
        looks=looks,
        office=paper.office_lines(looks, is_known=is_department and bool(issuer)),
        number=None if taken is None else taken.number,
        blank=school_labels.NUMBER_BLANK,
        date=date,
        subject=labels.INTAKE_SUBJECT,
        source=None if taken is None else place,
    )


def _say(paper: TeamPaper, taken: StepTaken | None) -> Message:
    external = paper.external
    named = {"school": external.school, "year": external.school_year}
    if taken is None:
        return message(labels.INTAKE_CHECKED.template, **named)
    sentence = _SENTENCES[taken.step]
    return message(sentence.template, **named)
