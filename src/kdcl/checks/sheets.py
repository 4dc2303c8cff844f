"""Checks of the criterion sheets and of what is said of standards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from kdcl.checks._rulebook import CRITERION_SHEET, Case, check
from kdcl.codes import CriterionCode
from kdcl.findings import Finding, Severity
from kdcl.law import Citation, Status
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.school import CriterionSheet

_ITEMS: Final = {
    "current_state": message("1 (current state)"),
    "strengths": message("2 (strengths)"),
    "weaknesses": message("3 (weaknesses)"),
    "improvement_plan": message("4 (quality improvement plan)"),
}
_SHEETS: Final = ROOT.at("sheets")


@check(
    "unknown-criterion",
    Severity.ERROR,
    message("A sheet or a piece of evidence of a criterion that the framework does not have"),
    source=message("the numbering of the circular"),
    reads=("sheets", "evidence"),
)
def _unknown_criterion(case: Case) -> Iterator[Finding]:
    sheets = [(_SHEETS.at(index, "criterion"), sheet.criterion) for index, sheet in enumerate(case.assessment.sheets)]
    listed = enumerate(case.assessment.evidence)
    codes = [(ROOT.at("evidence", index, "code"), row.code.criterion_code) for index, row in listed]
    for place, code in (*sheets, *codes):
        if code not in case.framework:
            yield Finding(
                message=message("{framework} has no criterion {code}", framework=case.framework.id, code=code),
                place=place,
                fix=message("correct the number"),
            )


@check(
    "unknown-standard",
    Severity.ERROR,
    message("A summary of a standard that the framework does not have"),
    source=message("the numbering of the circular"),
    reads=("standards",),
)
def _unknown_standard(case: Case) -> Iterator[Finding]:
    for index, summary in enumerate(case.assessment.standards):
        if summary.standard not in case.framework:
            yield Finding(
                message=message(
                    "{framework} has no standard {number}", framework=case.framework.id, number=summary.standard
                ),
                place=ROOT.at("standards", index, "standard"),
                fix=message("correct the number"),
            )


@check(
    "unknown-letter",
    Severity.ERROR,
    message("A paragraph on an indicator that the criterion does not have"),
    source=message("the numbering of the circular"),
    reads=("sheets",),
)
def _unknown_letter(case: Case) -> Iterator[Finding]:
    for index, sheet in enumerate(case.assessment.sheets):
        if sheet.criterion not in case.framework:
            continue
        letters = [item.code.letter for item in case.framework.get_criterion(sheet.criterion).indicators]
        for number, paragraph in enumerate(sheet.current_state):
            if paragraph.indicator is not None and paragraph.indicator not in letters:
                yield Finding(
                    message=message(
                        "criterion {code} has no indicator {letter}", code=sheet.criterion, letter=paragraph.indicator
                    ),
                    place=_SHEETS.at(index, "current_state", number, "indicator"),
                    fix=message("write one of {letters}", letters=tuple(letters)),
                )


@check(
    "doubled-sheet",
    Severity.ERROR,
    message("Two sheets of one criterion"),
    source=CRITERION_SHEET,
    reads=("sheets",),
)
def _doubled_sheet(case: Case) -> Iterator[Finding]:
    codes = [sheet.criterion for sheet in case.assessment.sheets]
    for index, first in _iter_repeated(codes):
        yield Finding(
            message=message("criterion {code} has a sheet already: {path}", code=codes[index], path=_SHEETS.at(first)),
            place=_SHEETS.at(index, "criterion"),
            fix=message("put both into one sheet, or correct the number"),
        )


@check(
    "doubled-standard",
    Severity.ERROR,
    message("Two summaries of one standard"),
    source=message("the form of the self-assessment report"),
    reads=("standards",),
)
def _doubled_standard(case: Case) -> Iterator[Finding]:
    numbers = [summary.standard for summary in case.assessment.standards]
    for index, first in _iter_repeated(numbers):
        yield Finding(
            message=message(
                "standard {number} is spoken of already: {path}",
                number=numbers[index],
                path=ROOT.at("standards", first),
            ),
            place=ROOT.at("standards", index, "standard"),
            fix=message("put both into one, or correct the number"),
        )


@check(
    "missing-sheet",
    Severity.WARNING,
    message("A criterion without a sheet"),
    source=CRITERION_SHEET,
    reads=("sheets",),
)
def _missing_sheet(case: Case) -> Iterator[Finding]:
    if not case.assessment.sheets:
        yield Finding(message=message("no criterion has a sheet yet"), place=_SHEETS)
        return
    for criterion in case.framework.criteria:
        if case.assessment.find_sheet(criterion.code) is None:
            yield Finding(
                message=message("criterion {code} has no sheet", code=criterion.code),
                place=_SHEETS,
                fix=message("add a sheet for criterion {code}", code=criterion.code),
                citation=criterion.citation,
            )


@check(
    "empty-item",
    Severity.WARNING,
    message("An item of a sheet that is left empty"),
    source=CRITERION_SHEET,
    reads=("sheets",),
)
def _empty_item(case: Case) -> Iterator[Finding]:
    for index, sheet in enumerate(case.assessment.sheets):
        empty = [name for name in _ITEMS if _is_empty(sheet, name)]
        if len(empty) == len(_ITEMS):
            yield Finding(
                message=message("nothing is written on the sheet of criterion {code}", code=sheet.criterion),
                place=_SHEETS.at(index),
            )
            continue
        for name in empty:
            yield Finding(
                message=message("item {item} of criterion {code} is empty", item=_ITEMS[name], code=sheet.criterion),
                place=_SHEETS.at(index, name),
            )


def _is_empty(sheet: CriterionSheet, name: str) -> bool:
    if name == "current_state":
        return not any(paragraph.text.strip() for paragraph in sheet.current_state)
    # Item 4 may be a table of improvements, without a text.
    if name == "improvement_plan" and sheet.improvements:
        return False
    return not getattr(sheet, name).strip()


@check(
    "verdict-contradicts-ratings",
    Severity.ERROR,
    message("A sheet whose verdict contradicts the ratings of its indicators"),
    source=CRITERION_SHEET,
    reads=("sheets", "ratings"),
)
def _stated_verdict(case: Case) -> Iterator[Finding]:
    for index, sheet in enumerate(case.assessment.sheets):
        if sheet.criterion not in case.framework or sheet.stated_verdict is None:
            continue
        verdict = case.score.get_criterion(sheet.criterion).verdict
        if verdict is not None and verdict is not sheet.stated_verdict:
            citation, severity = _weight(case, sheet.criterion)
            yield Finding(
                message=message(
                    "the sheet says {stated}, but by the ratings of its indicators criterion {code} is {verdict}",
                    stated=sheet.stated_verdict.words,
                    code=sheet.criterion,
                    verdict=verdict.words,
                ),
                place=_SHEETS.at(index, "stated_verdict"),
                fix=message("correct the verdict, or the ratings it follows from"),
                citation=citation,
                severity=severity,
            )


def _weight(case: Case, code: CriterionCode) -> tuple[Citation | Message, Severity]:
    """Return how severe a contradiction is: where only some indicators are met, it rests on the rule of criteria."""
    citation, rules = case.framework.get_criterion(code).citation, case.framework.level_rules
    is_read = rules is not None and rules.criterion_status is Status.VERIFIED
    if is_read or code not in case.score.partly_met:
        return citation, Severity.ERROR
    source = message(
        "{citation}; that a criterion is met exactly when all its indicators are was inferred, not read",
        citation=citation.message,
    )
    return source, Severity.WARNING


def _iter_repeated(values: Iterable[Any]) -> Iterator[tuple[int, int]]:
    """Yield the position of each value that stood before, with the position of the first."""
    first: dict[Any, int] = {}
    for index, value in enumerate(values):
        if first.setdefault(value, index) != index:
            yield index, first[value]
