"""Strategies for external assessments: every fact is drawn by its type."""

from __future__ import annotations

import datetime as dt
import enum
import typing
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.external import ExternalAssessment
from kdcl.law import Framework, LegalNumber
from kdcl.school import Ratings, SchoolYear
from kdcl.testing._basics import (
    SHORT,
    days,
    few_criterion_codes,
    few_evidence_codes,
    legal_numbers,
    perhaps,
    ratings,
    school_years,
    standards,
    tuples,
)

_Drawers = Mapping[Any, Callable[[Framework], st.SearchStrategy[Any]]]

_DRAWN: Final[_Drawers] = {
    str: lambda _: SHORT,
    dt.date: lambda _: days(),
    int: lambda framework: standards(framework) | st.integers(0, 99),
    LegalNumber: lambda _: legal_numbers(),
    CriterionCode: few_criterion_codes,
    EvidenceCode: few_evidence_codes,
    SchoolYear: lambda _: school_years(),
    Ratings: ratings,
}


def external_assessments(framework: Framework) -> st.SearchStrategy[ExternalAssessment]:
    """Return external assessments under a framework: sound as files, but free to contradict themselves.

    Args:
        framework: whose criteria, indicators and standards they speak of.
    """
    drawn: st.SearchStrategy[ExternalAssessment] = _draw(ExternalAssessment, framework)
    return drawn.map(lambda external: attrs.evolve(external, framework=framework.id))


def _draw(cls: type, framework: Framework) -> st.SearchStrategy[Any]:
    """Return instances of an attrs class."""
    attrs.resolve_types(cls)
    return st.builds(cls, **{field.name: _by_type(field.type, framework) for field in attrs.fields(cls)})


def _by_type(kind: Any, framework: Framework) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type of any form
    parts = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return perhaps((), tuples(_by_type(parts[0], framework)))
    if type(None) in parts:
        (held,) = [part for part in parts if part is not type(None)]
        return st.none() | _by_type(held, framework)
    if kind in _DRAWN:
        return _DRAWN[kind](framework)
    if issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    return perhaps(kind(), _draw(kind, framework)) if _has_defaults(kind) else _draw(kind, framework)


def _has_defaults(kind: type) -> bool:
    return all(field.default is not attrs.NOTHING for field in attrs.fields(kind))
