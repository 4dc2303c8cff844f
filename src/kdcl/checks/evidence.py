"""Checks of the evidence: codes cited in the texts against the list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kdcl.checks._rulebook import Case, Check, Finding, Place, Severity
from kdcl.checks._sources import EVIDENCE_LIST, KEPT_ONCE
from kdcl.codes import EvidenceCode, Notation
from kdcl.messages import message


def _doubled(case: Case) -> Iterator[Finding]:
    first: dict[EvidenceCode, int] = {}
    for index, row in enumerate(case.assessment.evidence):
        if first.setdefault(row.code, index) != index:
            yield Finding(
                message=message(
                    "code {code} is in the list already: {path}", code=row.code, path=f"evidence[{first[row.code]}]"
                ),
                place=Place(path=f"evidence[{index}].code"),
                fix=message("delete one of them, or give it a code of its own"),
            )


def _dangling(case: Case) -> Iterator[Finding]:
    listed = {row.code for row in case.assessment.evidence}
    for cited in case.cited:
        if cited.found.code not in listed:
            yield Finding(
                message=message("code {code} is cited, but not in the list of evidence", code=cited.found.code),
                place=cited.place,
                fix=message("add {code} to the list, or correct the code", code=cited.found.code),
            )


def _uncited(case: Case) -> Iterator[Finding]:
    cited = {place.found.code for place in case.cited}
    for index, row in enumerate(case.assessment.evidence):
        if row.code not in cited:
            yield Finding(
                message=message("evidence {code} is listed, but cited nowhere", code=row.code),
                place=Place(path=f"evidence[{index}].code"),
                fix=message("cite it after the statement it proves, or take it off the list"),
            )


def _malformed(case: Case) -> Iterator[Finding]:
    for cited in case.cited:
        if not cited.found.is_official and cited.found.notation in (None, Notation.OFFICIAL):
            yield Finding(
                message=message("{text} is not the official way to write this code", text=cited.found.text),
                place=cited.place,
                fix=message("write {code}", code=cited.found.code),
            )


CHECKS: Final = (
    Check(
        id="doubled-evidence",
        severity=Severity.ERROR,
        title=message("A code that is in the list of evidence twice"),
        source=KEPT_ONCE,
        reads=("evidence",),
        function=_doubled,
    ),
    Check(
        id="dangling-code",
        severity=Severity.ERROR,
        title=message("A code that is cited, but not in the list of evidence"),
        source=EVIDENCE_LIST,
        reads=("evidence", "sheets", "standards"),
        function=_dangling,
    ),
    Check(
        id="uncited-evidence",
        severity=Severity.WARNING,
        title=message("A piece of evidence that is cited nowhere"),
        source=EVIDENCE_LIST,
        reads=("evidence", "sheets", "standards", "introduction", "conclusion"),
        function=_uncited,
    ),
    Check(
        id="malformed-code",
        severity=Severity.WARNING,
        title=message("A cited code that is not written in the official way"),
        source=message("the printed form of evidence codes, 2013 to 2017"),
        reads=("sheets", "standards"),
        function=_malformed,
    ),
)
