"""How facts are made of facts: which values are looked into, and by what an item of a list is known again.

A self-assessment is a tree. Facts with named parts (attrs classes of `kdcl.school`) and lists are looked into; mappings
(the ratings, the figures of Part I) are looked into by their keys; every other value, such as a text, a day, a code or
an entry of a log, is compared as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl.codes import EvidenceCode
from kdcl.places import Step
from kdcl.school import (
    Abbreviation,
    AcceptedFinding,
    ArticleAddition,
    Box,
    CalendarMonth,
    CodeChange,
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    ExpectedEvidenceRow,
    GroupMember,
    ImprovementItem,
    LegalGround,
    Opinion,
    PlannedActivity,
    Ratings,
    Renumbering,
    ReplacedEvidence,
    ResourceRow,
    SchoolData,
    SchoolYear,
    StandardSummary,
    StateParagraph,
    TimetableRow,
    Training,
    WorkingGroup,
)
from kdcl.school.external import (
    AnswerPoint,
    EvidenceRequest,
    ExternalAssessment,
    Interview,
    Observation,
    PlannedWork,
    PreliminaryReport,
    SpellingSlip,
    StandardRemark,
    StepTaken,
    TeamMember,
    TeamSheet,
    TypingSlip,
)

_WHOLE: Final[tuple[type, ...]] = (EvidenceCode, CalendarMonth, CodeChange, Renumbering, SchoolYear)
"""Attrs classes that are values: a code or an entry of a log is never half changed."""

_KNOWN_BY: Final[Mapping[type, Callable[[Any], object]]] = {
    Abbreviation: lambda item: item.short,
    AcceptedFinding: lambda item: (item.check, item.place, item.sentence),
    AnswerPoint: lambda item: (item.criterion, item.text),
    ArticleAddition: lambda item: (item.article, item.text),
    Box: lambda item: item.number,
    CouncilMember: lambda item: item.name,
    CriterionSheet: lambda item: item.criterion,
    Evidence: lambda item: item.code,
    EvidencePiece: lambda item: (item.reference, item.school_year),
    EvidenceRequest: lambda item: (item.criterion, item.kind, item.code or item.what),
    ExpectedEvidenceRow: lambda item: (item.standard, item.criterion, item.evidence),
    GroupMember: lambda item: item.name,
    ImprovementItem: lambda item: item.what,
    ExternalAssessment: lambda item: item.school,
    Interview: lambda item: (item.criterion, item.content),
    LegalGround: lambda item: item.number or item.subject,
    Observation: lambda item: (item.criterion, item.what),
    Opinion: lambda item: item.text,
    PlannedActivity: lambda item: item.text,
    PlannedWork: lambda item: item.what,
    PreliminaryReport: lambda item: item.author,
    ReplacedEvidence: lambda item: item.name,
    ResourceRow: lambda item: (item.standard, item.criterion, item.activities),
    SpellingSlip: lambda item: (item.where, item.found),
    StandardRemark: lambda item: item.standard,
    StandardSummary: lambda item: item.standard,
    StateParagraph: lambda item: item.indicator,
    StepTaken: lambda item: item.step,
    TeamMember: lambda item: item.name,
    TeamSheet: lambda item: item.criterion,
    TimetableRow: lambda item: (item.weeks, item.months, item.written),
    Training: lambda item: item.time,
    TypingSlip: lambda item: (item.where, item.missing, item.extra),
    WorkingGroup: lambda item: item.name,
}
"""What an item of a list is known by; one of another kind is known by all of itself."""


def is_record(value: object) -> bool:
    """Whether a value is looked into by the names of its parts."""
    return attrs.has(type(value)) and not isinstance(value, _WHOLE) and not hasattr(type(value), "parse")


def is_list(value: object) -> bool:
    """Whether a value is looked into as a list."""
    return type(value) is tuple


def is_mapping(value: object) -> bool:
    """Whether a value is looked into by its keys."""
    return isinstance(value, Ratings | SchoolData)


def known_by(item: object) -> object:
    """Return what an item of a list is known by, however the rest of it changes."""
    identify = _KNOWN_BY.get(type(item))
    return item if identify is None else identify(item)


def iter_parts(record: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any fact with named parts
    """Iterate over the parts of a record with their names."""
    for field in attrs.fields(type(record)):
        yield field.name, getattr(record, field.name)


def keys_of(mapping: Ratings | SchoolData) -> Mapping[tuple[Step, ...], Any]:
    """Return the values of a mapping by the steps that lead to each."""
    if isinstance(mapping, Ratings):
        return {(str(code),): rating for code, rating in mapping.items()}
    return {tuple(place): figure for place, figure in mapping.items()}


def with_keys(mapping: Ratings | SchoolData, values: Mapping[tuple[Step, ...], Any]) -> Ratings | SchoolData:
    """Return a mapping of the same kind with these values."""
    if isinstance(mapping, Ratings):
        return Ratings({str(code): rating for (code,), rating in values.items()})
    tables: dict[Any, dict[Any, dict[Any, Any]]] = {}
    for (table, row, column), figure in values.items():
        tables.setdefault(table, {}).setdefault(row, {})[column] = figure
    return SchoolData(tables)
