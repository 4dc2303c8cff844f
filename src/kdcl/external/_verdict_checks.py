"""Checks of the team's verdicts: is there one on every criterion, does the team say why, does it fit the framework?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kdcl.checks import declare_check
from kdcl.external._case import ExternalCase
from kdcl.external.steps import find_state
from kdcl.findings import Finding, Severity
from kdcl.law import Step
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.school import Rating

_SHEET = message("the team's criterion sheet, a form of the sister guidance of 2018")


@declare_check(
    "unknown-in-framework",
    Severity.ERROR,
    message("A verdict, sheet, request or interview on what the framework does not have"),
    source=message("the numbering of the circular"),
    reads=("ratings", "sheets", "requests", "interviews", "standards"),
)
def _unknown(case: ExternalCase) -> Iterator[Finding]:
    external, framework = case.external, case.framework
    named = [(ROOT.at("ratings", str(code)), code) for code in external.ratings]
    lists = (("sheets", "criterion"), ("requests", "criterion"), ("interviews", "criterion"), ("standards", "standard"))
    for name, fact in lists:
        rows = enumerate(getattr(external, name))
        named += [(ROOT.at(name, number, fact), getattr(row, fact)) for number, row in rows]
    for place, code in named:
        if code not in framework:
            yield Finding(message=message("{framework} has no {code}", framework=framework.id, code=code), place=place)


@declare_check(
    "doubled-sheet-of-team",
    Severity.ERROR,
    message("A criterion with several sheets of the team"),
    source=_SHEET,
    reads=("sheets",),
)
def _doubled(case: ExternalCase) -> Iterator[Finding]:
    met: Counter[object] = Counter()
    for number, sheet in enumerate(case.external.sheets):
        met[sheet.criterion] += 1
        if met[sheet.criterion] > 1:
            yield Finding(
                message=message("criterion {code} has a sheet of the team already", code=sheet.criterion),
                place=ROOT.at("sheets", number),
                fix=message("put both into one"),
            )


@declare_check(
    "criterion-without-verdict",
    Severity.WARNING,
    message("A criterion on which the team has no verdict yet"),
    source=_SHEET,
    reads=("ratings",),
)
def _without_verdict(case: ExternalCase) -> Iterator[Finding]:
    """Once the report is handed in it is an error: a report without a verdict says nothing."""
    state = find_state(case.external)
    is_reported = state is not None and state.step in {Step.REPORTED, Step.RECOGNISED, Step.REFUSED}
    if not case.verdicts and not is_reported:
        yield Finding(message=message("the team has no verdict yet"), place=ROOT.at("ratings"))
        return
    for criterion in case.score.criteria:
        if criterion.open:
            yield Finding(
                message=message(
                    "criterion {code}: no verdict on {indicators}", code=criterion.code, indicators=criterion.open
                ),
                place=ROOT.at("ratings", str(criterion.open[0])),
                severity=Severity.ERROR if is_reported else Severity.WARNING,
            )


@declare_check(
    "verdict-without-remark",
    Severity.WARNING,
    message("A criterion with a verdict of the team, and nothing written on its sheet"),
    source=_SHEET,
    reads=("ratings", "sheets"),
)
def _without_remark(case: ExternalCase) -> Iterator[Finding]:
    for criterion in case.score.criteria:
        sheet = case.external.find_sheet(criterion.code)
        if len(criterion.open) < criterion.indicators_total and (sheet is None or sheet.is_empty):
            yield Finding(
                message=message(
                    "the team has a verdict on criterion {code}, but wrote nothing of it", code=criterion.code
                ),
                place=ROOT.at("sheets"),
                fix=message("write on its sheet what the verdict rests on"),
            )


@declare_check(
    "not-met-without-weakness",
    Severity.WARNING,
    message("An indicator that the team finds not met, and no weakness on the sheet"),
    source=_SHEET,
    reads=("ratings", "sheets"),
)
def _without_weakness(case: ExternalCase) -> Iterator[Finding]:
    for number, sheet in enumerate(case.external.sheets):
        failed = [
            code
            for code, rating in case.verdicts.items()
            if code.criterion_code == sheet.criterion and rating is Rating.NOT_MET
        ]
        if failed and not sheet.is_empty and not sheet.weaknesses.strip():
            yield Finding(
                message=message("not met: {indicators}; the sheet names no weakness", indicators=tuple(failed)),
                place=ROOT.at("sheets", number, "weaknesses"),
                fix=message("say what is lacking"),
            )


@declare_check(
    "difference-without-reason",
    Severity.WARNING,
    message("A criterion on which the team differs from the school without saying why"),
    source=_SHEET,
    reads=("ratings", "sheets", "requests"),
)
def _without_reason(case: ExternalCase) -> Iterator[Finding]:
    """What either side has not assessed yet is no difference of opinion."""
    for criterion in case.comparison.differing if case.comparison is not None else ():
        stated = [each for each in criterion.differences if each.claimed is not None and each.found is not None]
        if stated and not criterion.reasons:
            yield Finding(
                message=message(
                    "the team differs from the school on {indicators}, and says nothing of it",
                    indicators=tuple(each.indicator for each in stated),
                ),
                place=ROOT.at("ratings", str(stated[0].indicator)),
                fix=message("write a remark, a weakness or an unclear point on the sheet of the criterion"),
            )
