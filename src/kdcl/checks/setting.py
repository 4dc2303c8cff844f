"""Checks of the setting: the framework and its time."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.standards.layout import LAYOUTS


@check(
    "other-framework",
    Severity.ERROR,
    message("A file made under another framework than the one given"),
    source=None,
    reads=("framework",),
)
def _other_framework(case: Case) -> Iterator[Finding]:
    if case.assessment.framework != case.framework.id:
        yield Finding(
            message=message(
                "the file was made under {named}, but it is held against {given}",
                named=case.assessment.framework,
                given=case.framework.id,
            ),
            place=ROOT.at("framework"),
            fix=message("check it with the framework it names, or correct the name"),
        )


@check(
    "circular-not-in-force",
    Severity.NOTE,
    message("A signature outside the time in which the circular applied"),
    source=message("the circular's dates"),
    reads=("signature",),
)
def _out_of_force(case: Case) -> Iterator[Finding]:
    signed, circular = case.assessment.signature.date, case.framework.circular
    if signed is None:
        return
    place = ROOT.at("signature", "date")
    if circular.begins is not None and signed < circular.begins:
        yield Finding(
            message=message(
                "signed on {signed}, before circular {circular} came into force on {date}",
                signed=signed,
                circular=circular.number,
                date=circular.begins,
            ),
            place=place,
        )
    # On the day itself both may be met: the law speaks of self-assessment "until" it.
    ceased = circular.find_end(case.framework.institution)
    if ceased is not None and signed > ceased:
        yield Finding(
            message=message(
                "signed on {signed}, when circular {circular} no longer applied: schools could assess themselves by it "
                "until {date}",
                signed=signed,
                circular=circular.number,
                date=ceased,
            ),
            place=place,
        )


@check(
    "layout-unknown",
    Severity.ERROR,
    message("Rules of layout that are not known"),
    source=None,
    reads=("layout",),
)
def _layout_unknown(case: Case) -> Iterator[Finding]:
    chosen, known = case.assessment.layout.rules, [rules.id for rules in case.framework.part(LAYOUTS).rules]
    if chosen and chosen not in known:
        yield Finding(
            message=message("no rules of layout are called {chosen}", chosen=chosen),
            place=ROOT.at("layout", "rules"),
            fix=message("choose one of: {known}; or leave it empty, for those of each paper's day", known=tuple(known)),
        )
