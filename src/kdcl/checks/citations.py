"""Checks of how evidence is numbered, dated and cited: first use, order, gaps, statements without proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from kdcl.checks._rulebook import CRITERION_SHEET, EVIDENCE_LIST, FIRST_USE, Case, check
from kdcl.codes import CriterionCode, EvidenceCode, Notation
from kdcl.evidence import find_misplaced, find_unproven
from kdcl.evidence.ages import find_latest_year
from kdcl.evidence.texts import homes_of
from kdcl.findings import Finding, Severity
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.school import Evidence, Rating
from kdcl.standards.vocabulary import VOCABULARY

_CODES = message("the printed form of evidence codes, 2013 to 2017")
_PERIOD: Final = 5
"""School years that the report's data cover."""

_NOTATIONS: Final[Mapping[Notation, Message]] = {
    Notation.DOTTED: message("the notation of accreditation software"),
    Notation.SUCCESSOR: message("the notation of guidance 5932 of 2018"),
    Notation.HIGHER_EDUCATION: message("the notation of higher education"),
    Notation.UNBOXED: message("a notation without boxes"),
}


@check(
    "other-notation",
    Severity.WARNING,
    message("A cited code in the notation of another guidance or program"),
    source=_CODES,
    reads=("sheets", "standards"),
)
def _other_notation(case: Case) -> Iterator[Finding]:
    homes = homes_of(case.assessment)
    for use in case.citations.uses:
        notation = use.found.notation if use.is_written else None
        if notation is not None and notation in _NOTATIONS:
            is_guess = notation is Notation.UNBOXED and use.code.home not in homes
            template = (
                message("write {code}; its box is lost, and the standard's number is taken for it", code=use.code)
                if is_guess
                else message("write {code}", code=use.code)
            )
            yield Finding(
                message=message("{text} is written in {notation}", text=use.found.text, notation=_NOTATIONS[notation]),
                place=use.place,
                fix=template,
            )


@check(
    "misplaced-evidence",
    Severity.WARNING,
    message("A piece of evidence cited first under another criterion than its code's"),
    source=FIRST_USE,
    reads=("evidence", "sheets"),
)
def _misplaced(case: Case) -> Iterator[Finding]:
    for item in find_misplaced(case.assessment):
        yield Finding(
            message=message(
                "evidence {code} is cited first under criterion {criterion}, but has a code of {own}",
                code=item.code,
                criterion=item.first.criterion,
                own=item.code.criterion_code,
            ),
            place=item.first.place,
            fix=message("renumber it to {code}", code=item.proposed),
        )


@check(
    "evidence-out-of-order",
    Severity.NOTE,
    message("A list of evidence that is not in the order of its codes"),
    source=EVIDENCE_LIST,
    reads=("evidence",),
)
def _out_of_order(case: Case) -> Iterator[Finding]:
    rows = enumerate(case.assessment.evidence)
    for (_, before), (index, row) in pairwise(rows):
        # The official list goes by standard, criterion and number; boxes are kept beside that order.
        if row.code.home < before.code.home:
            yield Finding(
                message=message("{code} stands behind {before}", code=row.code, before=before.code),
                place=ROOT.at("evidence", index, "code"),
                fix=message("order the list by standard, criterion and number: kdcl evidence order"),
            )


@check(
    "evidence-number-gap",
    Severity.NOTE,
    message("A number left out within a criterion's evidence"),
    source=EVIDENCE_LIST,
    reads=("evidence", "retired_codes"),
)
def _gaps(case: Case) -> Iterator[Finding]:
    # A retired code is never given again, so that its number is no gap.
    retired = {code.home for code in case.assessment.retired_codes}
    for criterion, rows in _by_criterion(case.assessment.evidence).items():
        last = 0
        for code, index in sorted(rows.items(), key=lambda pair: pair[0].home):
            free = [
                number
                for number in range(max(last + 1, code.number - _MOST_NAMED), code.number)
                if (criterion.standard, criterion.criterion, number) not in retired
            ]
            if free:
                yield Finding(
                    message=message(
                        "before {code} numbers of criterion {criterion} are free: {numbers}",
                        code=code,
                        criterion=criterion,
                        numbers=tuple(free),
                    ),
                    place=ROOT.at("evidence", index, "code"),
                    fix=message("close the gap by renumbering, or leave it"),
                )
            last = code.number


_MOST_NAMED: Final = 20
"""Numbers of one gap that are named at most: a typing error can make it millions wide."""


def _by_criterion(evidence: tuple[Evidence, ...]) -> dict[CriterionCode, dict[EvidenceCode, int]]:
    rows: dict[CriterionCode, dict[EvidenceCode, int]] = {}
    for index, row in enumerate(evidence):
        rows.setdefault(row.code.criterion_code, {})[row.code] = index
    return rows


@check(
    "met-without-evidence",
    Severity.WARNING,
    message("An indicator rated met for which no evidence is cited"),
    source=CRITERION_SHEET,
    reads=("ratings", "sheets"),
)
def _met_without_evidence(case: Case) -> Iterator[Finding]:
    for code, rating in case.ratings.items():
        sheet = case.assessment.find_sheet(code.criterion_code)
        if rating is Rating.NOT_MET or sheet is None or case.citations.find_cited_for(code):
            continue
        if any(part.text.strip() for part in sheet.current_state if part.indicator in {None, code.letter}):
            yield Finding(
                message=message("indicator {code} is rated met, but no evidence is cited for it", code=code),
                place=ROOT.at("ratings", str(code)),
                fix=message("cite the evidence after the statements of indicator {code}", code=code),
                citation=case.framework.get_indicator(code).citation,
            )


@check(
    "statement-without-code",
    Severity.NOTE,
    message("A sentence of a current state without a code"),
    source=CRITERION_SHEET,
    reads=("sheets",),
)
def _unproven(case: Case) -> Iterator[Finding]:
    for statement in find_unproven(case.assessment):
        yield Finding(
            message=message("no evidence is cited for this statement"),
            place=statement.place,
            fix=message("cite the evidence behind it, if it says what is so"),
        )


@check(
    "evidence-before-period",
    Severity.NOTE,
    message("Evidence older than the five school years assessed"),
    source=message("the report's data on five school years"),
    reads=("evidence", "school_year"),
)
def _before_period(case: Case) -> Iterator[Finding]:
    first = case.assessment.school_year.start - _PERIOD + 1
    until_now = frozenset(case.framework.part(VOCABULARY).until_now)
    for index, row in enumerate(case.assessment.evidence):
        latest = find_latest_year(row, until_now)
        if latest is not None and latest < first:
            yield Finding(
                message=message(
                    "evidence {code} is of {year}; the five school years assessed begin in {first}",
                    code=row.code,
                    year=latest,
                    first=first,
                ),
                place=ROOT.at("evidence", index, "reference"),
            )
