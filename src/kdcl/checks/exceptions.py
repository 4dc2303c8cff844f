"""The check of exceptions that have ended."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.checks._rulebook import Case, check
from kdcl.findings import Finding, Severity
from kdcl.messages import message
from kdcl.places import ROOT


@check(
    "expired-exception",
    Severity.WARNING,
    message("An exception that has ended"),
    source=None,
    reads=("exceptions", "signature"),
    is_acceptable=False,
)
def _expired(case: Case) -> Iterator[Finding]:
    day = case.today or case.assessment.signature.date
    for number, exception in enumerate(case.assessment.exceptions):
        if day is not None and exception.until < day:
            yield Finding(
                message=message(
                    "the exception for {check} ended on {until}", check=exception.check, until=exception.until
                ),
                place=ROOT.at("exceptions", number, "until"),
                fix=message("mend what it speaks of, or accept it anew (kdcl exceptions add)"),
            )
