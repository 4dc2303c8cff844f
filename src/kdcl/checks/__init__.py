"""The rulebook of a whole file: what contradicts itself, the framework or the law, returned as findings all at once.

Every check is a plain function of a `Case` under a declaration of what it holds; `CHECKS` is the tuple of them all,
in the order in which findings are given.
They are described one by one in ``docs/checks.md``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Final

import attrs

from kdcl.checks import (
    citations,
    council,
    data,
    evidence,
    exceptions,
    plan,
    prose,
    ratings,
    setting,
    sheets,
)
from kdcl.checks._rulebook import Case, Check, Cited, choose, collect
from kdcl.checks._rulebook import check as declare_check
from kdcl.figures.form_file import FORM
from kdcl.findings import Finding, Findings, Severity
from kdcl.law import Framework
from kdcl.messages import Message
from kdcl.place_names import name_place
from kdcl.places import Place
from kdcl.school import SelfAssessment
from kdcl.school.held_against import framework_for

__all__ = [
    "CHECKS",
    "Case",
    "Check",
    "Cited",
    "Finding",
    "Findings",
    "Issue",
    "Place",
    "Severity",
    "check",
    "choose_checks",
    "collect_checks",
    "declare_check",
    "find_rulebook",
]

collect_checks = collect
"""Gathers the checks of modules, for the rulebook of another kind of file."""

choose_checks = choose
"""Takes the checks that are wanted out of a rulebook."""

Issue = Finding
"""What a check finds; the name that findings had here."""

CHECKS: Final[tuple[Check, ...]] = collect(
    setting, council, plan, data, ratings, sheets, evidence, citations, prose, exceptions
)
"""The rulebook."""


def find_rulebook() -> tuple[Check, ...]:
    """Return the whole rulebook: the library's checks, then those of other packages that are installed."""
    from kdcl.checks.own import build_rulebook  # noqa: PLC0415 - it stands on this

    return build_rulebook()


def check(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    only: Collection[str] | None = None,
    checks: Collection[Check] | None = None,
    today: dt.date | None = None,
) -> Findings:
    """Return what is wrong or worth knowing in a self-assessment held against a framework.

    Findings come in the order of the rulebook, and within a check in the order of the file.

    Args:
        assessment: the facts of the school.
        framework: the framework they are held against.
        only: the ids of the checks to make, or one of them; None makes them all.
        checks: the rulebook; where none is given, the library's with the checks of installed packages.
        today: the day, for what ends on one; None where it does not matter.

    Raises:
        UnknownCheckError: `only` names a check that the rulebook does not have.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "check(assessment, framework)")
    chosen = choose(find_rulebook() if checks is None else checks, only)
    case = Case(assessment, framework, today)
    form = framework.part(FORM)

    def tell(place: Place) -> Message:
        return name_place(place, assessment, form)

    found = (finding for rule in chosen for finding in rule.iter_findings(case))
    return Findings.of_file((attrs.evolve(each, whereabouts=tell(each.place)) for each in found), tell)
