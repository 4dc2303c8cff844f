"""Finds out under which framework a report was made."""

from __future__ import annotations

import re

from kdcl.findings import Finding
from kdcl.law import Framework, InstitutionType
from kdcl.messages import message
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.vocabulary.words import phrase_pattern
from kdcl.readers.word.outline import Outline, Zone
from kdcl.readers.word.result import FindingKind
from kdcl.standards import available_frameworks, framework_notices, get_framework

_FRONT = (Zone.COVER, Kind.REPORT, Kind.COUNCIL)


def find_framework(outline: Outline, findings: list[Finding]) -> Framework | None:
    """Return the framework whose criteria the report has; where that is open, the one of the institution it names.

    Raises:
        FrameworkNotAvailableError: the report is one of a continuing-education centre.
    """
    found = {(section.standard, section.criterion) for section in outline.sections if section.kind is Zone.CRITERION}
    named = _find_type(outline)
    by_type = None if named is None else _get_of(named)
    by_criteria = _find_by_criteria(found) if found else None
    if by_type is not None and by_criteria is not None and _leaves_open(found, by_type, by_criteria):
        by_criteria = by_type
    chosen = by_criteria or by_type
    if by_type is not None and chosen is not None and chosen.id != by_type.id:
        what = message(
            "the report names another institution than its criteria belong to: read as {framework}; give the framework "
            "if that is wrong",
            framework=chosen.id,
        )
        findings.append(Finding(kind=FindingKind.FRAMEWORK, message=what))
    return chosen


def _get_of(institution: InstitutionType) -> Framework | None:
    """Return the first framework for this type of institution that is known; those of packages are not asked."""
    known = (notice.id for notice in framework_notices() if notice.institution is institution)
    return next(map(get_framework, known), None)


def _codes(framework: Framework) -> set[tuple[int, int]]:
    return {(criterion.code.standard, criterion.code.criterion) for criterion in framework.criteria}


def _leaves_open(found: set[tuple[int, int]], by_type: Framework, by_criteria: Framework) -> bool:
    """Whether the criteria found may be some of those of the institution that the report names."""
    return found <= _codes(by_type) and found != _codes(by_criteria)


def _find_by_criteria(found: set[tuple[int, int]]) -> Framework | None:
    """Return the framework that shares most with the criteria found, or None where several share as much."""
    shares: list[tuple[float, Framework]] = []
    for framework in map(get_framework, available_frameworks()):
        codes = _codes(framework)
        shares.append((len(codes & found) / len(codes | found), framework))
    best = max(share for share, _ in shares)
    chosen = [framework for share, framework in shares if share == best > 0]
    return chosen[0] if len(chosen) == 1 else None


def _find_type(outline: Outline) -> InstitutionType | None:
    """Return the institution type that the cover names, or else the first that the report names."""
    front = [line for section in outline.sections if section.kind in _FRONT for line in section.lines]
    for lines in (front, outline.lines):
        for line in lines:
            for institution in sorted(InstitutionType):
                if re.search(rf"\b{phrase_pattern('types', institution)}\b", line.folded):
                    return institution
    return None
