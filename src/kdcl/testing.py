"""Hypothesis strategies for programs that work with school files: codes, texts, ratings, whole self-assessments.

Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TypeVar

from hypothesis import strategies as st

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.law import Framework, Level, Region, SchoolCategory
from kdcl.school import (
    Abbreviation,
    AssessmentPlan,
    Box,
    Claims,
    CodeChange,
    Council,
    CouncilMember,
    CriterionSheet,
    DataPlace,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    Figure,
    Rating,
    Ratings,
    Renumbering,
    ReplacedEvidence,
    RetypedCode,
    School,
    SchoolData,
    SchoolFeature,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from kdcl.standards.school_data import ValueKind, get_school_data_form

__all__ = [
    "criterion_codes",
    "evidence",
    "evidence_codes",
    "indicator_codes",
    "ratings",
    "school_data",
    "school_years",
    "schools",
    "self_assessments",
    "texts",
]

_T = TypeVar("_T")
_FEW = 3
_YEARS = (SchoolYear(2015), SchoolYear(2016))
_DAYS = st.none() | st.dates(min_value=dt.date(1000, 1, 1))


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Return texts of any script in NFC, as a file can hold them: no control character but tab and line break."""
    letters = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Z", "Cf", "Co"))
    pieces = st.text(letters | st.sampled_from("\n\tđưẳệ[]-=<&"), max_size=max_size)
    return pieces.map(lambda text: unicodedata.normalize("NFC", text))


def criterion_codes(framework: Framework | None = None) -> st.SearchStrategy[CriterionCode]:
    """Return the codes of a framework's criteria, or any criterion codes."""
    if framework is not None:
        return st.sampled_from([criterion.code for criterion in framework.criteria])
    return st.builds(CriterionCode, st.integers(1, 99), st.integers(1, 99))


def indicator_codes(framework: Framework | None = None) -> st.SearchStrategy[IndicatorCode]:
    """Return the codes of a framework's indicators, or any indicator codes."""
    if framework is not None:
        return st.sampled_from([indicator.code for indicator in framework.indicators])
    letters = st.sampled_from("abcdefghijklmnopqrstuvwxyz")
    return st.builds(IndicatorCode, st.integers(1, 99), st.integers(1, 99), letters)


def evidence_codes(framework: Framework | None = None) -> st.SearchStrategy[EvidenceCode]:
    """Return evidence codes of a framework's criteria, or any evidence codes."""
    boxes, numbers = st.integers(1, 99), st.integers(1, 12) | st.integers(1, 999_999_999)
    criteria = criterion_codes(framework).filter(lambda code: code.standard <= 9)  # noqa: PLR2004 - the notation's limit
    return st.builds(
        lambda box, code, number: EvidenceCode(box, code.standard, code.criterion, number), boxes, criteria, numbers
    )


def ratings(framework: Framework | None = None, *, is_complete: bool = False) -> st.SearchStrategy[Ratings]:
    """Return ratings of a framework's indicators, of any of them or of all; without a framework, of any indicator."""
    values = st.sampled_from(Rating)
    if framework is not None and is_complete:
        every = {indicator.code: values for indicator in framework.indicators}
        return st.fixed_dictionaries(every).map(Ratings)
    return st.dictionaries(indicator_codes(framework), values, max_size=20).map(Ratings)


def school_years() -> st.SearchStrategy[SchoolYear]:
    """Return school years that four digits can write."""
    return st.builds(SchoolYear, st.integers(1000, 2998))


def schools() -> st.SearchStrategy[School]:
    """Return schools with any of their facts."""
    names = ("former_name", "authority", "place", "province", "district", "commune", "principal", "telephone", "fax")
    return st.builds(
        School,
        name=texts(),
        **dict.fromkeys((*names, "website", "national_standard"), texts(max_size=8)),
        founded=st.none() | st.integers(),
        sites=st.none() | st.integers(),
        category=st.none() | st.sampled_from(SchoolCategory),
        region=st.none() | st.sampled_from(Region),
        features=_tuples(st.sampled_from(SchoolFeature)),
    )


def evidence(framework: Framework | None = None) -> st.SearchStrategy[Evidence]:
    """Return pieces of evidence of a framework's criteria, or any, with any of their facts."""
    short = texts(max_size=8)
    return st.builds(
        Evidence,
        code=evidence_codes(framework),
        name=texts(),
        **dict.fromkeys(("reference", "issuer", "note", "holder", "collector", "link"), short),
        collected_from=_DAYS,
        collected_to=_DAYS,
        status=st.none() | st.sampled_from(EvidenceStatus),
        school_years=_tuples(school_years()),
        pieces=_tuples(
            st.builds(EvidencePiece, reference=short, school_year=st.none() | school_years(), note=short, link=short)
        ),
        replaced=_tuples(st.builds(ReplacedEvidence, name=short, reference=short, issuer=short, replaced_on=_DAYS)),
    )


def self_assessments(framework: Framework) -> st.SearchStrategy[SelfAssessment]:
    """Return self-assessments under a framework: sound as files, but free to contradict themselves."""
    short, counts = texts(max_size=8), st.none() | st.integers(0, 200)
    levels = st.none() | st.sampled_from(Level)
    return st.builds(
        SelfAssessment,
        framework=st.just(framework.id),
        school=schools(),
        school_year=school_years(),
        data=school_data(framework),
        ratings=ratings(framework),
        sheets=_tuples(_sheets(framework)),
        standards=_tuples(
            st.builds(StandardSummary, standard=_standards(framework), opening=short, strengths=short, weaknesses=short)
        ),
        evidence=_tuples(evidence(framework)),
        retired_codes=_tuples(evidence_codes(framework)),
        boxes=_tuples(st.builds(Box, number=st.integers(1, 99), title=short, place=short)),
        renumberings=_tuples(_renumberings(framework)),
        council=st.builds(Council, members=_tuples(st.builds(CouncilMember, name=texts(), position=short, duty=short))),
        abbreviations=_tuples(st.builds(Abbreviation, short=short, meaning=short)),
        introduction=texts(),
        conclusion=texts(),
        claims=st.builds(Claims, level=levels, indicators_met=counts, criteria_met=counts),
        plan=st.builds(AssessmentPlan, target_level=levels),
        signature=st.builds(Signature, role=short, name=short, date=_DAYS),
        note=short,
    )


def school_data(framework: Framework, *, years: tuple[SchoolYear, ...] = _YEARS) -> st.SearchStrategy[SchoolData]:
    """Return figures in cells that the form asks of any school under a framework: sound, but free to contradict.

    Args:
        framework: whose institution's rows are filled in.
        years: the school years that figures stand for.
    """
    form = get_school_data_form()
    cells = [
        (DataPlace(table.id, row.key, column), table.kind_of(row, column))
        for table in form.tables
        for row in table.rows_for(framework.institution, form.grades_of(framework.institution, None))
        for column in [column.id for column in table.columns] or map(str, years)
    ]
    chosen = st.lists(st.sampled_from(cells), unique=True, max_size=_FEW * _FEW)
    figures = chosen.flatmap(lambda found: st.fixed_dictionaries({cell: _figures(kind) for cell, kind in found}))
    return figures.map(SchoolData().with_figures)


def _figures(kind: ValueKind | None) -> st.SearchStrategy[Figure]:
    counts = st.integers(0, 3000)
    if kind is ValueKind.TEXT:
        return texts(max_size=8)
    if kind in {ValueKind.COUNT, ValueKind.TOTAL}:
        return counts
    return st.integers(0, 100) | st.decimals(0, 100, places=2).map(abs)


def _standards(framework: Framework) -> st.SearchStrategy[int]:
    return st.sampled_from([standard.number for standard in framework.standards])


def _renumberings(framework: Framework) -> st.SearchStrategy[Renumbering]:
    codes, short = evidence_codes(framework), texts(max_size=8)
    return st.builds(
        Renumbering,
        changes=_tuples(st.builds(CodeChange, old=codes, new=codes)),
        reason=short,
        date=_DAYS,
        vacated=_tuples(codes),
        reissued=_tuples(codes),
        retyped=_tuples(
            st.builds(RetypedCode, path=short, position=st.integers(0, 9), before=short, after=short),
        ),
    )


def _sheets(framework: Framework) -> st.SearchStrategy[CriterionSheet]:
    codes = evidence_codes(framework).map(str)
    prose = st.lists(texts(max_size=8) | codes, max_size=_FEW).map(" ".join)
    prose = prose.map(lambda text: unicodedata.normalize("NFC", text))
    paragraphs = st.builds(StateParagraph, text=prose, indicator=st.none() | st.sampled_from("abc"))
    return st.builds(
        CriterionSheet,
        criterion=criterion_codes(framework),
        current_state=_tuples(paragraphs),
        strengths=prose,
        weaknesses=prose,
        improvement_plan=prose,
        stated_verdict=st.none() | st.sampled_from(Rating),
    )


def _tuples(items: st.SearchStrategy[_T]) -> st.SearchStrategy[tuple[_T, ...]]:
    return st.lists(items, max_size=_FEW).map(tuple)
