"""The rulebook of a whole file: what contradicts itself, the framework or the law, returned as issues all at once.

Every check is a plain function of a `Case`; `CHECKS` is the tuple of them all, in the order in which issues are given.
They are described one by one in ``docs/checks.md``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kdcl.checks import characters, citations, council, data, evidence, plan, prose, ratings, setting, sheets
from kdcl.checks._rulebook import Case, Check, Cited, Finding, Issue, Place, Severity
from kdcl.errors import UnknownCheckError
from kdcl.law import Framework
from kdcl.school import SelfAssessment

__all__ = ["CHECKS", "Case", "Check", "Cited", "Finding", "Issue", "Place", "Severity", "check"]

CHECKS: Final[tuple[Check, ...]] = (
    *setting.CHECKS,
    *council.CHECKS,
    *plan.CHECKS,
    *data.CHECKS,
    *ratings.CHECKS,
    *sheets.CHECKS,
    *evidence.CHECKS,
    *citations.CHECKS,
    *prose.CHECKS,
    *characters.CHECKS,
)
"""The rulebook."""


def check(
    assessment: SelfAssessment,
    framework: Framework,
    *,
    only: Collection[str] | None = None,
    checks: Collection[Check] = CHECKS,
) -> tuple[Issue, ...]:
    """Return what is wrong or worth knowing in a self-assessment held against a framework.

    Issues come in the order of the rulebook, and within a check in the order of the file.

    Args:
        assessment: the facts of the school.
        framework: the framework they are held against.
        only: the ids of the checks to make; None makes them all.
        checks: the rulebook, to which own checks may be added.

    Raises:
        UnknownCheckError: `only` names a check that the rulebook does not have.
    """
    known = tuple(rule.id for rule in checks)
    for name in only or ():
        if name not in known:
            raise UnknownCheckError(name, known)
    case = Case(assessment, framework)
    chosen = (rule for rule in checks if only is None or rule.id in only)
    return tuple(issue for rule in chosen for issue in rule.iter_issues(case))
