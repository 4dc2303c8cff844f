"""Ways to renumber: each makes the plan of one strategy; none changes anything before it is applied."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.errors import EvidenceError
from kdcl.evidence.citations import index_citations
from kdcl.evidence.register import EvidenceRegister, find_misplaced
from kdcl.evidence.renumbering import plan_renumbering
from kdcl.evidence.texts import find_mentioned
from kdcl.messages import message
from kdcl.school import Renumbering, SelfAssessment


def plan_closing_gaps(
    assessment: SelfAssessment,
    criteria: Collection[CriterionCode] | None = None,
    *,
    reason: str = "",
    date: dt.date | None = None,
) -> Renumbering:
    """Return the plan that numbers the evidence of criteria from 1 without gaps; order and boxes stay.

    Args:
        assessment: the facts.
        criteria: the criteria to number; None numbers all.
        reason: why, for the log.
        date: when, for the log.
    """
    listed = [code for code in _list_codes(assessment) if criteria is None or code.criterion_code in criteria]
    ordered = sorted(listed, key=lambda code: (code.home, code.box))
    groups = itertools.groupby(ordered, key=lambda code: code.criterion_code)
    codes = _number(assessment, ((criterion, tuple(group)) for criterion, group in groups))
    return plan_renumbering(assessment, codes, reason=reason, date=date)


def plan_by_first_citation(assessment: SelfAssessment, *, reason: str = "", date: dt.date | None = None) -> Renumbering:
    """Return the plan that numbers all evidence from 1 in the order of first citations.

    A piece goes to the criterion that cites it first; pieces that no sheet cites stay in theirs, behind the others.
    """
    first = index_citations(assessment).first_uses
    order = {code: position for position, code in enumerate(first)}
    homes: dict[CriterionCode, list[EvidenceCode]] = {}
    for code in _list_codes(assessment):
        criterion = first[code].criterion if code in first else None
        homes.setdefault(criterion or code.criterion_code, []).append(code)
    groups = (
        (criterion, sorted(codes, key=lambda code: (order.get(code, len(order)), code)))
        for criterion, codes in homes.items()
    )
    return plan_renumbering(assessment, _number(assessment, groups), reason=reason, date=date)


def plan_moving_misplaced(assessment: SelfAssessment, *, reason: str = "", date: dt.date | None = None) -> Renumbering:
    """Return the plan that moves evidence to the criterion that cites it first, behind what is there.

    These are the changes that `find_misplaced` proposes.
    """
    codes = {item.code: item.proposed for item in find_misplaced(assessment)}
    return plan_renumbering(assessment, codes, reason=reason, date=date)


def plan_moving_to_box(
    assessment: SelfAssessment,
    box: int,
    codes: Iterable[EvidenceCode],
    *,
    reason: str = "",
    date: dt.date | None = None,
) -> Renumbering:
    """Return the plan that moves evidence to a box; all other numbers of the codes stay.

    Raises:
        CodeError: there can be no box of this number.
        EvidenceError: a code is not in the list.
    """
    moves = {code: attrs.evolve(code, box=box) for code in codes}
    return plan_renumbering(assessment, moves, reason=reason, date=date)


def plan_boxes(
    assessment: SelfAssessment, boxes: Mapping[int, Sequence[int]], *, reason: str = "", date: dt.date | None = None
) -> Renumbering:
    """Return the plan that spreads the evidence of standards over boxes.

    The boxes of a standard are filled in their order with its criteria in theirs; a criterion is never split, and the
    boxes get as nearly the same number of pieces as that allows: a criterion goes where its first piece would lie if
    all were spread evenly.

    Args:
        assessment: the facts.
        boxes: the boxes of each standard; standards that are not named keep theirs.
        reason: why, for the log.
        date: when, for the log.

    Raises:
        CodeError: there can be no box of such a number.
        EvidenceError: a standard is given no box.
    """
    if empty := sorted(standard for standard, numbers in boxes.items() if not numbers):
        raise EvidenceError(
            tuple(message("standard {number} is given no box; name one or more", number=standard) for standard in empty)
        )
    listed = _list_codes(assessment)
    codes = {
        code: attrs.evolve(code, box=box)
        for standard, numbers in boxes.items()
        for code, box in _spread([code for code in listed if code.standard == standard], numbers)
    }
    return plan_renumbering(assessment, codes, reason=reason, date=date)


def _list_codes(assessment: SelfAssessment) -> tuple[EvidenceCode, ...]:
    """Return the codes of the list, each once: entries with one code are one piece."""
    return tuple(dict.fromkeys(item.code for item in assessment.evidence))


def _number(
    assessment: SelfAssessment, groups: Iterable[tuple[CriterionCode, Sequence[EvidenceCode]]]
) -> dict[EvidenceCode, EvidenceCode]:
    """Return new codes for groups of codes, from 1 in each criterion, past numbers that stray codes of texts have."""
    register = EvidenceRegister.of(assessment)
    listed = {item.code for item in assessment.evidence}
    strays = {code.home for code in find_mentioned(assessment) - listed}
    codes: dict[EvidenceCode, EvidenceCode] = {}
    for criterion, group in groups:
        usual = register.next_code(criterion).box
        free = (n for n in itertools.count(1) if (criterion.standard, criterion.criterion, n) not in strays)
        for code, number in zip(group, free, strict=False):
            box = code.box if code.criterion_code == criterion else usual
            codes[code] = EvidenceCode(box, criterion.standard, criterion.criterion, number)
    return codes


def _spread(codes: Sequence[EvidenceCode], boxes: Sequence[int]) -> Iterator[tuple[EvidenceCode, int]]:
    before = 0
    for _, group in itertools.groupby(sorted(codes, key=lambda code: code.home), key=lambda code: code.criterion):
        filled = tuple(group)
        yield from ((code, boxes[before * len(boxes) // len(codes)]) for code in filled)
        before += len(filled)
