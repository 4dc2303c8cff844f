"""Which errors of a case stop a paper: those in the facts that it prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from kdcl.convert.stopping import UNUSABLE
from kdcl.documents.external import ExternalPaper
from kdcl.documents.external.intake import find_told_step
from kdcl.external import ExternalAssessment, TeamRole
from kdcl.findings import Finding, Severity
from kdcl.places import Place
from kdcl.school import SelfAssessment

_FACTS: Final = frozenset(field.name for field in attrs.fields(ExternalAssessment))
_SCHOOL_FACTS: Final = frozenset(field.name for field in attrs.fields(SelfAssessment))
_EVERYWHERE: Final = frozenset({"framework", "school", "school_year"})
"""Facts that every paper of a team prints or rests on."""

_BEYOND_DRAFTS: Final = UNUSABLE | {"unknown-in-framework", "another-school"}
"""What no draft is made of either: what it would print cannot be read, is not there, or is of another school."""


def find_stopping(
    findings: Iterable[Finding],
    paper: ExternalPaper,
    external: ExternalAssessment,
    *,
    is_draft: bool = False,
    is_in_school_file: bool = False,
) -> tuple[tuple[Finding, ...], int]:
    """Return the errors that stop a paper, and how many more stand in facts that it does not print.

    Args:
        findings: what was found in the file that the case stands in, each at its place there.
        paper: the paper.
        external: the case.
        is_draft: whether it is a draft, which is stopped only by what cannot be printed at all.
        is_in_school_file: whether the case stands in the school's file.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    printed = [
        error
        for error in errors
        if (
            _is_printed(error, error.place, paper, external)
            if not is_in_school_file
            else _is_printed_of_school(error, paper, external)
        )
    ]
    stopping = tuple(error for error in printed if not is_draft or error.kind in _BEYOND_DRAFTS)
    return stopping, len(errors) - len(printed)


def _is_printed_of_school(error: Finding, paper: ExternalPaper, external: ExternalAssessment) -> bool:
    """Whether a paper prints what an error is in that stands in the school's file, in the case there or beside it."""
    first, *others = error.place.steps or ("",)
    if first == "external" and others:
        return _is_printed(error, Place(tuple(others)), paper, external)
    return first not in _SCHOOL_FACTS or first in _EVERYWHERE or first in paper.school_reads


def _is_printed(error: Finding, place: Place, paper: ExternalPaper, external: ExternalAssessment) -> bool:
    """Whether a paper prints what an error is in; what lies in no fact of a case, such as a wrong key, counts too."""
    name = str(place.steps[0]) if place.steps else ""
    if name not in _FACTS or name in _EVERYWHERE:
        return True
    if name == "team" and name not in paper.reads:
        return paper.is_of_team and (error.kind in UNUSABLE or _is_of_leader(error, place, external))
    if name == "steps" and name in paper.reads:
        return error.kind in UNUSABLE or place.steps[1:2] == (find_told_step(external),)
    return name in paper.reads


def _is_of_leader(error: Finding, place: Place, external: ExternalAssessment) -> bool:
    """Whether an error is in who leads the team, and so in who signs its papers."""
    match place.steps:
        case ("team", "members", int(number), *_):
            return external.team.members[number].role is TeamRole.LEADER
        case _:
            return error.kind == "team-roles"
