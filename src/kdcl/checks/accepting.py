"""Findings that a council accepts as exceptions, kept apart from those that are open.

Which findings can be accepted is decided by what a check declares (`Check.is_acceptable`) and by how much the finding
matters: never an error, and never what contradicts an article of the circular.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import attrs

from kdcl.changes.nodes import known_by
from kdcl.checks import Check, find_rulebook
from kdcl.errors import NotAcceptableError
from kdcl.findings import Finding, Severity
from kdcl.messages import Message, message
from kdcl.places import Place
from kdcl.school import AcceptedFinding, SelfAssessment


@attrs.frozen(kw_only=True)
class Accepted:
    """A finding with the exception that accepts it."""

    finding: Finding
    exception: AcceptedFinding

    @property
    def in_words(self) -> Message:
        """Who accepted it, when, until when and why."""
        exception = self.exception
        return message(
            "accepted by {role} on {day} until {until}: {reason}",
            role=exception.accepted_by,
            day=exception.accepted_on,
            until=exception.until,
            reason=exception.reason,
        )

    @property
    def sentence(self) -> Message:
        """The finding, and that it is accepted."""
        return message(
            "{finding}; {acceptance}",
            finding=self.finding.message,
            acceptance=self.in_words,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the exception as plain values with stable keys."""
        return {
            "by": self.exception.accepted_by,
            "on": self.exception.accepted_on.isoformat(),
            "reason": self.exception.reason,
            "until": self.exception.until.isoformat(),
        }


@attrs.frozen(kw_only=True)
class Sifted:
    """Findings sifted by the exceptions of a file.

    Attributes:
        open: those that no exception accepts, in their order.
        accepted: those that one does, in their order.
        unused: the exceptions that accept nothing on that day: they have ended or not begun, what they speak of is
            mended, or it cannot be accepted.
    """

    open: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]
    unused: tuple[AcceptedFinding, ...]


def can_accept(finding: Finding, checks: Iterable[Check] | None = None) -> bool:
    """Whether a council can live with a finding: no error, and of a check that holds no article of the circular.

    Args:
        finding: what was found.
        checks: the rulebook it was found by; where none is given, as for `kdcl.check`.
    """
    return finding.severity is not Severity.ERROR and any(
        rule.is_acceptable for rule in (find_rulebook() if checks is None else checks) if rule.id == finding.kind
    )


def sift(
    findings: Iterable[Finding],
    assessment: SelfAssessment,
    *,
    today: dt.date,
    checks: Iterable[Check] | None = None,
) -> Sifted:
    """Return the findings of a file apart: the open ones, and those that its exceptions accept on a day.

    Args:
        findings: what `check` returned.
        assessment: the file they were found in.
        today: the day.
        checks: the rulebook they were found by; where none is given, as for `kdcl.check`.
    """
    rules = tuple(checks) if checks is not None else find_rulebook()
    holding = {
        _key_of(exception): exception
        for exception in assessment.exceptions
        if exception.accepted_on <= today <= exception.until
    }
    open_: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        exception = holding.get(_key(finding, assessment)) if holding and can_accept(finding, rules) else None
        if exception is None:
            open_.append(finding)
        else:
            accepted.append(Accepted(finding=finding, exception=exception))
    used = {each.exception for each in accepted}
    unused = tuple(exception for exception in assessment.exceptions if exception not in used)
    return Sifted(open=tuple(open_), accepted=tuple(accepted), unused=unused)


def accept(  # noqa: PLR0913 - what an exception holds
    finding: Finding,
    assessment: SelfAssessment,
    *,
    role: str,
    reason: str,
    on: dt.date,
    until: dt.date,
    checks: Iterable[Check] | None = None,
) -> SelfAssessment:
    """Return the file with an exception for a finding; an earlier one for the same finding gives way.

    Args:
        finding: what is accepted.
        assessment: the file it was found in.
        role: who accepts it, by role.
        reason: why.
        on: the day.
        until: the last day on which it holds.
        checks: the rulebook it was found by; where none is given, as for `kdcl.check`.

    Raises:
        NotAcceptableError: it contradicts the law or the file itself, or role, reason or days are missing or wrong.
    """
    if not can_accept(finding, checks):
        problem = message("it is an error, or contradicts an article of the circular; mend it")
        raise NotAcceptableError(finding.kind, problem)
    if not (role.strip() and reason.strip()):
        raise NotAcceptableError(finding.kind, message("role and reason are missing; say who accepts it, and why"))
    if until < on:
        problem = message(
            "it would end on {until}, before the day from which it holds, {on}; choose a later end, or say an earlier "
            "day with --on",
            until=until,
            on=on,
        )
        raise NotAcceptableError(finding.kind, problem)
    check, place, sentence = _key(finding, assessment)
    exception = AcceptedFinding(
        check=check, place=place, sentence=sentence, accepted_by=role, accepted_on=on, reason=reason, until=until
    )
    others = (each for each in assessment.exceptions if _key_of(each) != _key_of(exception))
    return attrs.evolve(assessment, exceptions=(*others, exception))


def name_by_content(place: Place, assessment: SelfAssessment) -> Place:
    """Return a place with items of the file's lists named by what they are known by, so that it lasts if they move.

    The span of a text is left out, for words before it may change.
    """
    match place.steps:
        case (str(name), int(number), *rest) if name in {"sheets", "standards", "evidence"}:
            items = getattr(assessment, name)
            return Place((name, str(known_by(items[number])), *rest)) if number < len(items) else place.whole
        case _:
            return place.whole


def _key(finding: Finding, assessment: SelfAssessment) -> tuple[str, str, str]:
    return finding.kind, str(name_by_content(finding.place, assessment)), str(finding.message)


def _key_of(exception: AcceptedFinding) -> tuple[str, str, str]:
    return exception.check, exception.place, exception.sentence
