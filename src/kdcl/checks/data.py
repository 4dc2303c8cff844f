"""Checks of the figures of Part I: among themselves, against the form, and against the ratings."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.figures import Breach
from kdcl.figures.form import RelationKind
from kdcl.findings import Finding, Severity
from kdcl.law import Citation
from kdcl.measures import Suggestion, suggest_from
from kdcl.measures.numbers import joined, number
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.school import Rating

_FORM = message("the form of the self-assessment report, Part I")


@check(
    "total-contradicts-parts",
    Severity.ERROR,
    message("A stated total or ratio that its parts do not give"),
    source=_FORM,
    reads=("data",),
)
def _totals(case: Case) -> Iterator[Finding]:
    for found in case.figures.disagreements():
        yield Finding(
            message=message(
                "{stated} is stated, but the parts give {derived}",
                stated=number(found.stated, found.derived),
                derived=number(found.derived, found.stated),
            ),
            place=found.place.in_file,
            fix=message("correct the parts, or leave the total out: it follows from them"),
        )


@check(
    "part-exceeds-whole",
    Severity.ERROR,
    message("A figure larger than the one it is a part of"),
    source=_FORM,
    reads=("data",),
)
def _parts_exceed(case: Case) -> Iterator[Finding]:
    for found in case.figures.breaches():
        if found.parts_sum > found.whole_figure and found.comparison is RelationKind.AT_MOST:
            yield Finding(
                message=message(
                    "{parts}: {sum} is more than {whole}, which is {figure}",
                    **_facts(found),
                    sum=number(found.parts_sum),
                ),
                place=found.parts[0].in_file,
                fix=message("correct one of these figures"),
            )


@check(
    "sums-differ",
    Severity.WARNING,
    message("Figures that should add up to another, and do not"),
    source=_FORM,
    reads=("data",),
)
def _sums_differ(case: Case) -> Iterator[Finding]:
    for found in case.figures.breaches():
        if found.comparison is RelationKind.EQUAL:
            yield Finding(
                message=message(
                    "{parts}: the sum is {sum}, but {whole} is {figure}", **_facts(found), sum=number(found.parts_sum)
                ),
                place=found.whole.in_file,
                fix=message("complete or correct these figures, or say in the report why they differ"),
            )


def _facts(found: Breach) -> dict[str, object]:
    return {
        "parts": tuple(part.in_file for part in found.parts),
        "whole": found.whole.in_file,
        "figure": number(found.whole_figure),
    }


@check(
    "figure-not-asked-for",
    Severity.WARNING,
    message("A figure in a row that this school is not asked for"),
    source=_FORM,
    reads=("data", "framework", "school"),
)
def _strangers(case: Case) -> Iterator[Finding]:
    for place in case.figures.strangers():
        yield Finding(
            message=message("this school is not asked for {row}; it is used nowhere", row=place.row_name),
            place=place.in_file,
            fix=message("delete the figure, or correct the row, the framework or the school's category"),
        )


@check(
    "rating-contradicts-data",
    Severity.ERROR,
    message("An indicator rated met whose numbers are not reached"),
    source=None,
    reads=("data", "framework", "ratings", "school", "school_year"),
)
def _contradicted(case: Case) -> Iterator[Finding]:
    for code, suggestion in suggest_from(case.figures, case.framework).items():
        if suggestion.rating is Rating.NOT_MET and case.ratings.by_code.get(code) is Rating.MET:
            citation, severity = _weight(case, suggestion)
            yield Finding(
                message=message("indicator {code} is rated met, but: {reason}", code=code, reason=suggestion.reason),
                place=ROOT.at("ratings", str(code)),
                fix=message("correct the figures, or rate the indicator not met"),
                citation=citation,
                severity=severity,
            )


def _weight(case: Case, suggestion: Suggestion) -> tuple[Citation | Message, Severity]:
    """Return how severe a contradiction is and what it rests on: an error only by a number of the circular itself."""
    citation = case.framework.get_indicator(suggestion.indicator).citation
    doubts = [judgement.doubts for judgement in suggestion.deciding]
    if not all(doubts):
        return citation, Severity.ERROR
    said = tuple(dict.fromkeys(doubt for each in doubts for doubt in each))
    return message("{citation}; {doubts}", citation=citation.message, doubts=joined(said)), Severity.WARNING


@check(
    "rating-below-data",
    Severity.NOTE,
    message("An indicator rated not met whose numbers are reached"),
    source=None,
    reads=("data", "framework", "ratings", "school", "school_year"),
)
def _better_than_rated(case: Case) -> Iterator[Finding]:
    for code, suggestion in suggest_from(case.figures, case.framework).items():
        if suggestion.rating is Rating.MET and case.ratings.by_code.get(code) is Rating.NOT_MET:
            yield Finding(
                message=message(
                    "indicator {code} is rated not met, though its numbers are reached: {reason}",
                    code=code,
                    reason=suggestion.reason,
                ),
                place=ROOT.at("ratings", str(code)),
                fix=message("say on the sheet what else is lacking, or rate the indicator met"),
                citation=case.framework.get_indicator(code).citation,
            )
