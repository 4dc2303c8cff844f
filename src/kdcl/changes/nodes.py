"""How facts are made of facts: which values are looked into, and by what an item of a list is known again.

A self-assessment is a tree. Facts with named parts (attrs classes of `kdcl.school`) and lists are looked into; mappings
(the ratings, the figures of Part I) are looked into by their keys; every other value, such as a text, a day, a code or
an entry of a log, is compared as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl import school
from kdcl.codes import EvidenceCode
from kdcl.places import Step
from kdcl.school import Ratings, SchoolData, external

_WHOLE: Final[tuple[type, ...]] = (
    EvidenceCode,
    school.CalendarMonth,
    school.CodeChange,
    school.Renumbering,
    school.SchoolYear,
)
"""Attrs classes that are values: a code or an entry of a log is never half changed."""

_KNOWN_BY: Final[Mapping[type, Callable[[Any], object]]] = {
    school.Abbreviation: lambda item: item.short,
    school.AcceptedFinding: lambda item: (item.check, item.place, item.sentence),
    external.AnswerPoint: lambda item: (item.criterion, item.text),
    school.ArticleAddition: lambda item: (item.article, item.text),
    school.Box: lambda item: item.number,
    school.CouncilMember: lambda item: item.name,
    school.CriterionSheet: lambda item: item.criterion,
    school.Evidence: lambda item: item.code,
    school.EvidencePiece: lambda item: (item.reference, item.school_year),
    external.EvidenceRequest: lambda item: (item.criterion, item.kind, item.code or item.what),
    school.ExpectedEvidenceRow: lambda item: (item.standard, item.criterion, item.evidence),
    school.GroupMember: lambda item: item.name,
    school.ImprovementItem: lambda item: item.what,
    external.ExternalAssessment: lambda item: item.school,
    external.Interview: lambda item: (item.criterion, item.content),
    school.LegalGround: lambda item: item.number or item.subject,
    external.Observation: lambda item: (item.criterion, item.what),
    school.Opinion: lambda item: item.text,
    school.PlannedActivity: lambda item: item.text,
    external.PlannedWork: lambda item: item.what,
    external.PreliminaryReport: lambda item: item.author,
    school.ReplacedEvidence: lambda item: item.name,
    school.ResourceRow: lambda item: (item.standard, item.criterion, item.activities),
    external.SpellingSlip: lambda item: (item.where, item.found),
    external.StandardRemark: lambda item: item.standard,
    school.StandardSummary: lambda item: item.standard,
    school.StateParagraph: lambda item: item.indicator,
    external.StepTaken: lambda item: item.step,
    external.TeamMember: lambda item: item.name,
    external.TeamSheet: lambda item: item.criterion,
    school.TimetableRow: lambda item: (item.weeks, item.months, item.written),
    school.Training: lambda item: item.time,
    external.TypingSlip: lambda item: (item.where, item.missing, item.extra),
    school.WorkingGroup: lambda item: item.name,
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
    return SchoolData().with_figures({school.DataPlace(*map(str, steps)): figure for steps, figure in values.items()})
