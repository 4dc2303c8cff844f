"""The school's answer to the draft of the report; its wording was not read."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Row
from kdcl.documents import labels as school_labels
from kdcl.documents.administrative import (
    archive,
    body,
    build_head,
    build_signature,
    build_title,
    centred,
    lowered,
    principal_office,
)
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.looks import find_looks
from kdcl.documents.typesetting import cell, centred_cell, numbered_row, ruled_table
from kdcl.external import AnswerPoint
from kdcl.places import ROOT

_ANSWER = ROOT.at("answer")


def iter_school_answer(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the school's answer: that it agrees, or what it objects to, with what the team decided."""
    answer = paper.external.answer
    looks = find_looks(paper.composition, answer.date)
    yield build_head(
        paper.composition,
        looks=looks,
        number=answer.number,
        blank=school_labels.NUMBER_BLANK,
        date=answer.date,
        source=None,
    )
    yield from build_title(paper.composition, labels.SCHOOL_ANSWER, paper.school_line(), bookmark="school_answer")
    yield lowered(centred(paper.text(labels.ANSWERED_TO)))
    if answer.points:
        yield lowered(body(paper.text(labels.OBJECTS)))
        rows = [_row(paper, number, point) for number, point in enumerate(answer.points)]
        yield ruled_table((8, 14, 44, 34), map(paper.text, labels.ANSWER_COLUMNS.values()), rows)
    else:
        yield lowered(body(paper.text(labels.AGREES)))
    yield from paper.prose(answer.text, _ANSWER.at("text"), blanks=0)
    office, name = principal_office(paper.composition)
    recipients = ((paper.text(school_labels.AS_ADDRESSED), None), archive(paper.composition))
    yield build_signature(paper.composition, (office,), name, recipients)


def _row(paper: TeamPaper, number: int, point: AnswerPoint) -> Row:
    source = _ANSWER.at("points", number)
    outcome = "" if point.outcome is None else paper.composition.begun(point.outcome.label)
    decided = ": ".join(filter(None, (outcome, point.reason)))
    return numbered_row(
        number + 1,
        centred_cell("" if point.criterion is None else str(point.criterion), source.at("criterion")),
        cell(point.text, source=source.at("text")),
        cell(decided, source=source.at("reason")),
    )
