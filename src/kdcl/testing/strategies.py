"""Hypothesis strategies for schools and whole self-assessments.

Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from kdcl.law import Framework, Level, Region, SchoolCategory
from kdcl.school import (
    Abbreviation,
    Box,
    Claims,
    CodeChange,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    Rating,
    Renumbering,
    ReplacedEvidence,
    RetypedCode,
    School,
    SchoolFeature,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from kdcl.testing._basics import (
    FEW,
    criterion_codes,
    days,
    evidence_codes,
    indicator_codes,
    legal_numbers,
    ratings,
    school_years,
    standards,
    texts,
    tuples,
)
from kdcl.testing._data import school_data
from kdcl.testing._planning import councils, improvements, opinions, plans, school_calendars

__all__ = [
    "criterion_codes",
    "days",
    "evidence",
    "evidence_codes",
    "indicator_codes",
    "legal_numbers",
    "ratings",
    "school_calendars",
    "school_years",
    "schools",
    "self_assessments",
    "texts",
]

_DAYS = st.none() | days()


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
        features=tuples(st.sampled_from(SchoolFeature)),
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
        school_years=tuples(school_years()),
        pieces=tuples(
            st.builds(EvidencePiece, reference=short, school_year=st.none() | school_years(), note=short, link=short)
        ),
        replaced=tuples(st.builds(ReplacedEvidence, name=short, reference=short, issuer=short, replaced_on=_DAYS)),
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
        sheets=tuples(_sheets(framework)),
        standards=tuples(
            st.builds(StandardSummary, standard=standards(framework), opening=short, strengths=short, weaknesses=short)
        ),
        evidence=tuples(evidence(framework)),
        retired_codes=tuples(evidence_codes(framework)),
        boxes=tuples(st.builds(Box, number=st.integers(1, 99), title=short, place=short)),
        renumberings=tuples(_renumberings(framework)),
        council=councils(framework),
        abbreviations=tuples(st.builds(Abbreviation, short=short, meaning=short)),
        introduction=texts(),
        conclusion=texts(),
        claims=st.builds(Claims, level=levels, indicators_met=counts, criteria_met=counts),
        plan=plans(framework),
        opinions=tuples(opinions(framework)),
        signature=st.builds(Signature, role=short, name=short, date=st.none() | days()),
        note=short,
    )


def _renumberings(framework: Framework) -> st.SearchStrategy[Renumbering]:
    codes, short = evidence_codes(framework), texts(max_size=8)
    return st.builds(
        Renumbering,
        changes=tuples(st.builds(CodeChange, old=codes, new=codes)),
        reason=short,
        date=_DAYS,
        vacated=tuples(codes),
        reissued=tuples(codes),
        retyped=tuples(
            st.builds(RetypedCode, path=short, position=st.integers(0, 9), before=short, after=short),
        ),
    )


def _sheets(framework: Framework) -> st.SearchStrategy[CriterionSheet]:
    codes = evidence_codes(framework).map(str)
    prose = st.lists(texts(max_size=8) | codes, max_size=FEW).map(" ".join)
    prose = prose.map(lambda text: unicodedata.normalize("NFC", text))
    paragraphs = st.builds(StateParagraph, text=prose, indicator=st.none() | st.sampled_from("abc"))
    return st.builds(
        CriterionSheet,
        criterion=criterion_codes(framework),
        current_state=tuples(paragraphs),
        strengths=prose,
        weaknesses=prose,
        improvement_plan=prose,
        improvements=tuples(improvements()),
        stated_verdict=st.none() | st.sampled_from(Rating),
    )
