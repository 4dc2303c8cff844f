"""Hypothesis strategies for schools and whole self-assessments.

Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

import unicodedata

import attrs
from hypothesis import strategies as st

from kdcl.codes import find_codes
from kdcl.law import Framework, Level, Region, SchoolCategory
from kdcl.school import (
    Abbreviation,
    AssessmentPlan,
    Box,
    Claims,
    CodeChange,
    Council,
    CriterionSheet,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    PaperLayout,
    Rating,
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
    Wish,
)
from kdcl.standards.vocabulary import VOCABULARY
from kdcl.testing._basics import (
    FEW,
    SHORT,
    criterion_codes,
    days,
    evidence_codes,
    few_criterion_codes,
    few_evidence_codes,
    indicator_codes,
    legal_numbers,
    perhaps,
    ratings,
    school_years,
    standards,
    texts,
    tuples,
)
from kdcl.testing._data import school_data
from kdcl.testing._external import external_assessments
from kdcl.testing._planning import councils, exceptions, improvements, opinions, plans, school_calendars
from kdcl.testing._slips import with_slips

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
        **dict.fromkeys((*names, "website", "national_standard"), SHORT),
        founded=st.none() | st.integers(0, 9999),
        sites=st.none() | st.integers(0),
        category=st.sampled_from([None, *SchoolCategory]),
        region=st.sampled_from([None, *Region]),
        features=tuples(st.sampled_from(SchoolFeature)),
    )


def evidence(framework: Framework | None = None) -> st.SearchStrategy[Evidence]:
    """Return pieces of evidence of a framework's criteria, or any, with any of their facts."""
    short = SHORT
    return st.builds(
        Evidence,
        code=evidence_codes() if framework is None else few_evidence_codes(framework),
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


_LAYOUTS = ("tt01-2011", "nd30-2020")
_WISHES = st.none() | st.sampled_from(Wish)


def self_assessments(framework: Framework, *, has_slips: bool = False) -> st.SearchStrategy[SelfAssessment]:
    """Return self-assessments under a framework: sound as files, but free to contradict themselves.

    Their parts meet: what is cited is often listed, sheets and ratings speak of the same criteria, figures fill whole
    tables. With slips, every check of `kdcl.checks` that can find
    something in a file does so in some of them.

    Args:
        framework: whose criteria, indicators and standards they speak of.
        has_slips: whether they may also name what the framework does not have, or what cannot be, such as a criterion
            9.9 or a calendar that begins on a Tuesday.
    """
    counts = st.none() | st.integers(0, 200)
    levels = st.sampled_from([None, *Level])
    prose = _prose(framework)
    summaries = st.builds(
        StandardSummary, standard=standards(framework), opening=SHORT, strengths=prose, weaknesses=SHORT
    )
    drawn = st.builds(
        SelfAssessment,
        framework=st.just(framework.id),
        school=schools(),
        school_year=st.just(SchoolYear(2017)) | school_years(),
        data=perhaps(SchoolData(), school_data(framework)),
        ratings=ratings(framework),
        sheets=tuples(_sheets(framework)),
        standards=tuples(summaries),
        evidence=tuples(evidence(framework)),
        retired_codes=tuples(few_evidence_codes(framework)),
        boxes=tuples(st.builds(Box, number=st.integers(1, 99), title=SHORT, place=SHORT)),
        renumberings=perhaps((), tuples(_renumberings(framework))),
        council=perhaps(Council(), councils(framework)),
        abbreviations=tuples(st.builds(Abbreviation, short=SHORT | st.sampled_from(_ABBREVIATIONS), meaning=SHORT)),
        introduction=texts(),
        conclusion=prose,
        claims=st.builds(Claims, level=levels, indicators_met=counts, criteria_met=counts),
        plan=perhaps(AssessmentPlan(), plans(framework)),
        opinions=tuples(opinions(framework)),
        external=st.none() | st.none() | st.none() | external_assessments(framework),
        signature=st.builds(Signature, role=SHORT, name=SHORT, date=_DAYS),
        layout=st.builds(
            PaperLayout, rules=st.just("") | st.sampled_from(_LAYOUTS), title_rule=_WISHES, default_texts=_WISHES
        ),
        exceptions=perhaps((), tuples(exceptions())),
        note=SHORT,
    )
    listed = st.builds(_list_what_is_cited, drawn, st.booleans())
    return with_slips(listed, framework) if has_slips else listed


def _list_what_is_cited(assessment: SelfAssessment, is_listed: bool) -> SelfAssessment:  # noqa: FBT001 - it is drawn
    """Return the self-assessment with evidence for what its first sheet cites: chance seldom draws a code twice."""
    sheet = assessment.sheets[0] if assessment.sheets and is_listed else None
    cited = () if sheet is None else find_codes(f"{sheet.strengths} {sheet.weaknesses}")
    found = tuple(Evidence(code=each.code, name="A") for each in cited)
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *found))


def _renumberings(framework: Framework) -> st.SearchStrategy[Renumbering]:
    codes, short = few_evidence_codes(framework), SHORT
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
    prose = _prose(framework)
    return st.builds(
        CriterionSheet,
        criterion=few_criterion_codes(framework),
        current_state=tuples(st.builds(StateParagraph, text=prose, indicator=st.sampled_from([None, "a", "b", "c"]))),
        strengths=prose,
        weaknesses=prose,
        improvement_plan=SHORT,
        improvements=perhaps((), tuples(improvements())),
        stated_verdict=st.sampled_from([None, *Rating]),
    )


_ABBREVIATIONS = ("UBND", "PGD&ĐT")


def _prose(framework: Framework) -> st.SearchStrategy[str]:
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
