"""The rulebook of a whole file: what contradicts itself, the framework or the law, returned as issues all at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kdcl.checks._rulebook import Case, Check, Finding, Issue, Place, Severity
from kdcl.law import Framework
from kdcl.school import SelfAssessment

__all__ = ["CHECKS", "Case", "Check", "Finding", "Issue", "Place", "Severity", "check"]

CHECKS: Final[tuple[Check, ...]] = ()


def check(
    assessment: SelfAssessment,
    framework: Framework,
    *,
    only: Collection[str] | None = None,
    without: Collection[str] = (),
) -> tuple[Issue, ...]:
    """Return the issues."""
    case = Case(assessment, framework)
    return tuple(
        issue
        for rule in CHECKS
        if (only is None or rule.id in only) and not set(without).intersection(rule.reads)
        for issue in rule.iter_issues(case)
    )
