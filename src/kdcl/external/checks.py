"""The rulebook of a team's file: what contradicts itself, the rules or the school's own file, returned all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

from kdcl.checks import Check, choose_checks, collect_checks
from kdcl.external import _outcome_checks, _step_checks, _team_checks, _verdict_checks
from kdcl.external._case import ExternalCase
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.school import SelfAssessment
from kdcl.school.external import ExternalAssessment
from kdcl.school.held_against import framework_for

EXTERNAL_CHECKS: Final[tuple[Check, ...]] = collect_checks(_team_checks, _step_checks, _verdict_checks, _outcome_checks)
"""The rulebook of a team's file."""


def check_external(  # noqa: PLR0913 - a file, what it is held against, and the day
    external: ExternalAssessment,
    framework: Framework | None = None,
    assessment: SelfAssessment | None = None,
    *,
    on: dt.date | None = None,
    days_off: Iterable[dt.date] = (),
    only: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong or worth knowing in a team's file.

    Findings come in the order of the rulebook, and within a check in the order of the file.

    Args:
        external: the facts of the team.
        framework: the framework they are held against.
        assessment: the school's own file; without it, what needs it is not looked at.
        on: the day on which periods are looked at; without it, none that nothing ended is called over.
        days_off: days off besides those of the file, such as public holidays.
        only: the ids of the checks to make, or one of them; None makes them all.

    Raises:
        UnknownCheckError: `only` names a check that the rulebook does not have.
    """
    framework = framework_for(external, framework, ExternalAssessment, "check_external(external, framework)")
    case = ExternalCase(external, framework, assessment, on, tuple(days_off))
    chosen = choose_checks(EXTERNAL_CHECKS, only)
    return tuple(finding for rule in chosen for finding in rule.iter_findings(case))
