"""Strategies for facts of any class: each part is drawn by its type, or by its name where the type says too little."""

from __future__ import annotations

import datetime as dt
import enum
import typing
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.external import ExternalAssessment
from kdcl.law import Framework, LegalNumber
from kdcl.school import (
    Abbreviation,
    ArticleAddition,
    Box,
    CalendarMonth,
    CriterionSheet,
    PaperLayout,
    Ratings,
    School,
    SchoolCalendar,
    SchoolYear,
    SelfAssessment,
    StandardSummary,
    StateParagraph,
    TimetableRow,
)
from kdcl.standards.vocabulary import VOCABULARY
from kdcl.testing._basics import (
    FEW,
    SHORT,
    days,
    few_criterion_codes,
    few_evidence_codes,
    legal_numbers,
    perhaps,
    ratings,
    school_calendars,
    school_years,
    standards,
    texts,
    tuples,
)

_Drawer = Callable[[Framework], st.SearchStrategy[Any]]

_ABBREVIATIONS: Final = ("UBND", "PGD&ĐT")


def prose(framework: Framework) -> st.SearchStrategy[str]:
    """Return texts with what checks and readers look for in prose: codes as people type them, totals, abbreviations."""
    written = st.sampled_from(
        ("[H{0}-{1}-{2:02}-{3:02}]", "[H{0}.{1}.{2:02}.{3:02}]", "h{0}.{1}.{2:02}.{3:02}", "MC.{1}.{2}.{3:02}")
    )
    codes = st.builds(
        lambda form, code: form.format(code.box, code.standard, code.criterion, code.number),
        written,
        few_evidence_codes(framework),
    )
    vocabulary = framework.part(VOCABULARY)
    totals = [
        f"{part}/{whole} {word}"
        for whole, words in (
            (len(framework.criteria), vocabulary.counted_criteria),
            (len(framework.indicators), vocabulary.counted_indicators),
        )
        for part in (1, whole)
        for word in words
    ]
    pieces = SHORT | codes | st.sampled_from([*totals, *_ABBREVIATIONS])
    return st.lists(pieces, max_size=FEW).map(" ".join).map(lambda text: unicodedata.normalize("NFC", text))


_BY_TYPE: Final[Mapping[Any, _Drawer]] = {
    str: lambda _: SHORT,
    dt.date: lambda _: days(),
    int: lambda framework: standards(framework) | st.integers(0, 99),
    LegalNumber: lambda _: legal_numbers(),
    CriterionCode: few_criterion_codes,
    EvidenceCode: few_evidence_codes,
    SchoolYear: lambda _: school_years(),
    CalendarMonth: lambda _: st.builds(CalendarMonth, st.integers(1000, 9998), st.integers(1, 12)),
    SchoolCalendar: lambda _: perhaps(SchoolCalendar(), school_calendars()),
    Ratings: ratings,
}
_BY_NAME: Final[Mapping[tuple[type, str], _Drawer]] = {
    (Abbreviation, "short"): lambda _: SHORT | st.sampled_from(_ABBREVIATIONS),
    (ArticleAddition, "article"): lambda _: st.integers(1, 4),
    (Box, "number"): lambda _: st.integers(1, 99),
    (CriterionSheet, "strengths"): prose,
    (CriterionSheet, "weaknesses"): prose,
    (ExternalAssessment, "framework"): lambda framework: st.just(framework.id),
    (PaperLayout, "rules"): lambda _: st.sampled_from(("", "tt01-2011", "nd30-2020")),
    (School, "founded"): lambda _: st.none() | st.integers(0, 9999),
    (School, "sites"): lambda _: st.none() | st.integers(0),
    (SelfAssessment, "framework"): lambda framework: st.just(framework.id),
    (StandardSummary, "standard"): standards,
    (StandardSummary, "strengths"): prose,
    (StateParagraph, "indicator"): lambda _: st.sampled_from([None, "a", "b", "c"]),
    (StateParagraph, "text"): prose,
    (TimetableRow, "weeks"): lambda _: tuples(st.integers(-1, 60)),
    (TimetableRow, "written"): lambda _: texts() | st.just("18//9/2017 - 09/10/20017"),
}
"""The parts of facts of which their types say too little."""


def draw_facts(cls: type, framework: Framework, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return instances of a class of facts; texts that have to be there are drawn long too, all others short.

    Args:
        cls: the class.
        framework: whose criteria, indicators and standards the facts speak of.
        given: the strategies of parts that are drawn otherwise.
    """
    attrs.resolve_types(cls)
    parts = {field.name: _draw_part(cls, field, framework) for field in attrs.fields(cls) if field.name not in given}
    return st.builds(cls, **parts, **given)


def _draw_part(cls: type, field: attrs.Attribute[Any], framework: Framework) -> st.SearchStrategy[Any]:
    if (drawer := _BY_NAME.get((cls, field.name))) is not None:
        return drawer(framework)
    if field.type is str and field.default is attrs.NOTHING:
        return texts()
    return _by_type(field.type, framework)


def _by_type(kind: Any, framework: Framework) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a type of any form
    parts = typing.get_args(kind)
    if typing.get_origin(kind) is tuple:
        return perhaps((), tuples(_by_type(parts[0], framework)))
    if type(None) in parts:
        (held,) = [part for part in parts if part is not type(None)]
        return st.none() | _by_type(held, framework)
    if kind in _BY_TYPE:
        return _BY_TYPE[kind](framework)
    if issubclass(kind, enum.Enum):
        return st.sampled_from(list(kind))
    drawn = draw_facts(kind, framework)
    has_defaults = all(field.default is not attrs.NOTHING for field in attrs.fields(kind))
    return perhaps(kind(), drawn) if has_defaults else drawn
