"""Checks of the evidence: codes cited in the texts against the list."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import EVIDENCE_LIST, ONE_PIECE, Case, check
from kdcl.codes import EvidenceCode, Notation, find_broken_codes
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.places import ROOT


@check(
    "doubled-evidence",
    Severity.NOTE,
    message("A code on several rows of the list of evidence: one piece with several papers"),
    source=ONE_PIECE,
    reads=("evidence",),
)
def _doubled(case: Case) -> Iterator[Finding]:
    first: dict[EvidenceCode, int] = {}
    for index, row in enumerate(case.assessment.evidence):
        if first.setdefault(row.code, index) != index:
            yield Finding(
                message=message(
                    "{code} is in the list before, entry {number}: both are read as papers of one piece",
                    code=row.code,
                    number=first[row.code] + 1,
                ),
                place=ROOT.at("evidence", index, "code"),
                fix=message("leave it where that is meant; else give one of them a code of its own"),
            )


@check(
    "dangling-code",
    Severity.ERROR,
    message("A code that is cited, but not in the list of evidence"),
    source=EVIDENCE_LIST,
    reads=("evidence", "sheets", "standards"),
)
def _dangling(case: Case) -> Iterator[Finding]:
    listed = {row.code for row in case.assessment.evidence}
    for cited in case.cited:
        if cited.code not in listed:
            yield Finding(
                message=message("code {code} is cited, but not in the list of evidence", code=cited.code),
                place=cited.place,
                fix=message("add {code} to the list, or correct the code", code=cited.code),
            )


@check(
    "uncited-evidence",
    Severity.WARNING,
    message("A piece of evidence that is cited nowhere"),
    source=EVIDENCE_LIST,
    reads=("evidence", "sheets", "standards", "introduction", "conclusion"),
)
def _uncited(case: Case) -> Iterator[Finding]:
    seen = {each.code for each in case.cited}
    for index, row in enumerate(case.assessment.evidence):
        if row.code not in seen:
            seen.add(row.code)  # several rows with one code are one piece
            yield Finding(
                message=message("evidence {code} is listed, but cited nowhere", code=row.code),
                place=ROOT.at("evidence", index, "code"),
                fix=message("cite it after the statement it proves, or take it off the list"),
            )


@check(
    "malformed-code",
    Severity.WARNING,
    message("A cited code that is not written in the official way"),
    source=message("the printed form of evidence codes, 2013 to 2017"),
    reads=("sheets", "standards"),
)
def _malformed(case: Case) -> Iterator[Finding]:
    for cited in case.cited:
        is_written = cited.code == cited.found.code
        if is_written and not cited.found.is_official and cited.found.notation in (None, Notation.OFFICIAL):
            yield Finding(
                message=message("{text} is not the official way to write this code", text=cited.found.text),
                place=cited.place,
                fix=message("write {code}", code=cited.found.code),
            )


@check(
    "unreadable-code",
    Severity.ERROR,
    message("What was meant for a code of evidence and cannot be read as one"),
    source=message("the printed form of evidence codes, 2013 to 2017"),
    reads=("sheets", "standards"),
)
def _unreadable(case: Case) -> Iterator[Finding]:
    for place, text in case.texts:
        for broken in find_broken_codes(text):
            yield Finding(
                message=broken.problem,
                place=place.with_span(broken.start, broken.end),
                fix=message("write each code whole, as in {code}", code="[H1-1-03-02]"),
            )
