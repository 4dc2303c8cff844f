"""The summary of opinions on the draft of the report that was published inside the school."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Document, Row
from kdcl.documents import labels
from kdcl.documents.administrative import (
    body,
    build_joint_signature,
    build_lying_paper,
    lowered,
    office_line,
)
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import member_name
from kdcl.documents.typesetting import cell, centred_cell, fact_cells, numbered_row, ruled_table
from kdcl.law import Framework
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.planning import summarize_opinions
from kdcl.school import CouncilRole, Opinion, SelfAssessment

_HEAD = (
    labels.NUMBER,
    message("Received on"),
    message("From whom"),
    message("On which part"),
    message("Opinion"),
    message("What was decided"),
    message("Reason, or what was changed"),
)
_WIDTHS = (5, 11, 13, 12, 29, 11, 19)
_EMPTY_ROWS = 6


def build_opinions(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> Document:
    """Return every opinion with what was decided on it, and how many were decided in each way.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
        language: ``"vi"`` or ``"en"``; what was said is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_opinions(assessment, framework)")
    return build_lying_paper(composition, labels.OPINIONS_TITLE, "opinions", _iter_blocks(composition))


def _iter_blocks(composition: Composition) -> Iterator[Block]:
    opinions = composition.assessment.opinions
    rows = tuple(_row(composition, number, opinion) for number, opinion in enumerate(opinions))
    yield ruled_table(_WIDTHS, map(composition.text, _HEAD), rows, blanks=_EMPTY_ROWS)
    yield lowered(attrs.evolve(body(_counts(composition), italic=True), keep_with_next=True))
    yield build_joint_signature(
        composition,
        (office_line(composition, labels.COUNCIL_SECRETARY), office_line(composition, message("CHAIR OF THE COUNCIL"))),
        (member_name(composition, CouncilRole.SECRETARY), member_name(composition, CouncilRole.CHAIR)),
    )


def _row(composition: Composition, number: int, opinion: Opinion) -> Row:
    outcome = labels.OPINION_UNDECIDED if opinion.outcome is None else opinion.outcome.words
    day = "" if opinion.received_on is None else composition.short_date(opinion.received_on)
    place = ROOT.at("opinions", number)
    return numbered_row(
        number + 1,
        centred_cell(day, place.at("received_on")),
        *fact_cells(opinion, place, "source"),
        cell(_part(composition, opinion), source=place.at("criterion" if opinion.criterion else "part")),
        *fact_cells(opinion, place, "text"),
        cell(composition.begun(outcome), source=place.at("outcome")),
        *fact_cells(opinion, place, "reason"),
    )


def _part(composition: Composition, opinion: Opinion) -> str:
    """Return what an opinion is about: its criterion, its part of the report, or both."""
    if opinion.criterion is None:
        return opinion.part
    criterion = composition.text(message("Criterion {code}", code=opinion.criterion))
    return f"{criterion}; {opinion.part}" if opinion.part else criterion


def _counts(composition: Composition) -> str:
    summary = summarize_opinions(composition.assessment.opinions)
    counted = [(outcome.words, count) for outcome, count in summary.outcomes.items()]
    counted.append((labels.OPINION_UNDECIDED, len(summary.undecided)))
    return composition.text(
        message("Opinions: {total} ({parts})", total=summary.total, parts=composition.counts(counted))
    )
