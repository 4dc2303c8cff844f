"""Hypothesis strategies for schools and whole self-assessments.

Needs Hypothesis, which nothing else in the library imports.

>>> from kdcl.standards import get_framework
>>> strategy = self_assessments(get_framework("tt42-2012/primary"))
"""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from kdcl.codes import find_codes
from kdcl.external import ExternalAssessment
from kdcl.law import Framework
from kdcl.school import (
    Abbreviation,
    Box,
    Claims,
    CriterionSheet,
    Evidence,
    Opinion,
    PaperLayout,
    School,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
)
from kdcl.standards import available_frameworks, get_framework
from kdcl.testing._basics import (
    criterion_codes,
    days,
    evidence_codes,
    few_evidence_codes,
    indicator_codes,
    legal_numbers,
    perhaps,
    ratings,
    school_calendars,
    school_years,
    texts,
    tuples,
)
from kdcl.testing._by_type import draw_facts, prose
from kdcl.testing._data import school_data
from kdcl.testing._slips import with_slips

__all__ = [
    "criterion_codes",
    "days",
    "evidence",
    "evidence_codes",
    "external_assessments",
    "indicator_codes",
    "legal_numbers",
    "ratings",
    "school_calendars",
    "school_years",
    "schools",
    "self_assessments",
    "texts",
]

_WHOLE = {"claims": Claims, "layout": PaperLayout, "signature": Signature}
_LISTS = {
    "sheets": CriterionSheet,
    "standards": StandardSummary,
    "evidence": Evidence,
    "boxes": Box,
    "abbreviations": Abbreviation,
    "opinions": Opinion,
}
"""The parts of a file that are seldom left out."""


def schools() -> st.SearchStrategy[School]:
    """Return schools with any of their facts."""
    return draw_facts(School, _any_framework())


def evidence(framework: Framework | None = None) -> st.SearchStrategy[Evidence]:
    """Return pieces of evidence of a framework's criteria, or any, with any of their facts."""
    codes = evidence_codes() if framework is None else few_evidence_codes(framework)
    return draw_facts(Evidence, framework or _any_framework(), code=codes)


def external_assessments(framework: Framework) -> st.SearchStrategy[ExternalAssessment]:
    """Return external assessments under a framework: sound as files, but free to contradict themselves.

    Args:
        framework: whose criteria, indicators and standards they speak of.
    """
    return draw_facts(ExternalAssessment, framework)


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
    drawn = draw_facts(
        SelfAssessment,
        framework,
        school=schools(),
        school_year=st.just(SchoolYear(2017)) | school_years(),
        data=perhaps(SchoolData(), school_data(framework)),
        introduction=texts(),
        conclusion=prose(framework),
        retired_codes=tuples(few_evidence_codes(framework)),
        external=st.none() | st.none() | st.none() | external_assessments(framework),
        **{name: draw_facts(part, framework) for name, part in _WHOLE.items()},
        **{name: tuples(draw_facts(part, framework)) for name, part in _LISTS.items()},
    )
    listed = st.builds(_list_what_is_cited, drawn, st.booleans())
    return with_slips(listed, framework) if has_slips else listed


def _list_what_is_cited(assessment: SelfAssessment, is_listed: bool) -> SelfAssessment:  # noqa: FBT001 - it is drawn
    """Return the self-assessment with evidence for what its first sheet cites: chance seldom draws a code twice."""
    sheet = assessment.sheets[0] if assessment.sheets and is_listed else None
    cited = () if sheet is None else find_codes(f"{sheet.strengths} {sheet.weaknesses}")
    found = tuple(Evidence(code=each.code, name="A") for each in cited)
    return attrs.evolve(assessment, evidence=(*assessment.evidence, *found))


def _any_framework() -> Framework:
    """Return a framework for facts that are the same under all."""
    return get_framework(available_frameworks()[0])
