"""Small frameworks, level rules and ratings for tests: made by hand or drawn by Hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.figures.form_file import FORM
from kdcl.law import (
    Citation,
    Criterion,
    DocumentKind,
    Framework,
    Indicator,
    InstitutionType,
    LegalDocument,
    Level,
    LevelReading,
    LevelRule,
    LevelRules,
    Standard,
    Status,
)
from kdcl.messages import BilingualText
from kdcl.school import Rating, Ratings
from kdcl.standards import get_shared_law
from kdcl.standards.council import COUNCIL

CITATION = Citation(document="01/2000/TT-TEST", article=1)
TEXT = BilingualText(vi="một điều", en="a thing")
SHIPPED_LAW = get_shared_law("42/2012/TT-BGDĐT")
SHIPPED_FORM = SHIPPED_LAW.part(FORM)
SHARED = SHIPPED_LAW.with_part(COUNCIL, None)
"""What the small frameworks share: form and words of the shipped circular, and no rules of a council."""


def build_rule(level: int, percent: int, required: Sequence[str] = (), **facts: Any) -> LevelRule:  # noqa: ANN401 - any facts of the rule
    """Return a verified level rule, or one with other facts where they are given."""
    return LevelRule(
        level=Level(level),
        at_least_percent=percent,
        required=tuple(CriterionCode.parse(code) for code in required),
        **{
            "below_percent": None,
            "status": Status.VERIFIED,
            "required_status": Status.VERIFIED,
            "assumption": None,
            "assumption_status": None,
            "citation": CITATION,
            **facts,
        },
    )


def build_rules(
    *rules: LevelRule,
    reading: LevelReading = LevelReading.CUMULATIVE,
    reading_status: Status = Status.INFERRED,
    criterion_status: Status = Status.VERIFIED,
) -> LevelRules:
    """Return level rules of these rules, whose reading is open unless another status is given."""
    return LevelRules(
        rules=rules,
        reading=reading,
        reading_status=reading_status,
        criterion_rule=TEXT,
        criterion_status=criterion_status,
        citation=CITATION,
    )


def build_framework(shape: Sequence[Sequence[int]], rules: LevelRules | None = None) -> Framework:
    """Return a framework: one entry a standard, in it the number of indicators of each criterion."""
    return Framework(
        id="test/small",
        institution=InstitutionType.PRIMARY,
        title=TEXT,
        circular=LegalDocument(
            number="01/2000/TT-TEST",
            kind=DocumentKind.CIRCULAR,
            issued=dt.date(2000, 1, 1),
            in_force=dt.date(2000, 2, 1),
            cessations=(),
            guidance=(),
            status=Status.VERIFIED,
        ),
        standards=tuple(
            Standard(
                number=number,
                title=TEXT,
                citation=CITATION,
                criteria=tuple(_criterion(number, place, size) for place, size in enumerate(sizes, start=1)),
            )
            for number, sizes in enumerate(shape, start=1)
        ),
        level_rules=rules,
        measures=(),
        shared=SHARED,
    )


def _criterion(standard: int, number: int, size: int) -> Criterion:
    return Criterion(
        code=CriterionCode(standard, number),
        title=TEXT,
        citation=CITATION,
        indicators=tuple(
            Indicator(
                code=IndicatorCode(standard, number, letter),
                requirement=TEXT,
                checks=(),
                evidence=(),
                note=None,
                note_status=None,
                citation=CITATION,
                status=Status.VERIFIED,
            )
            for letter in "abcdefgh"[:size]
        ),
    )


@st.composite
def small_frameworks(draw: st.DrawFn, reading: LevelReading | None = None) -> Framework:
    """Draw a framework of at most six criteria with three random level rules, some of their lists unread."""
    shape = draw(st.lists(st.lists(st.integers(1, 2), min_size=1, max_size=3), min_size=1, max_size=2))
    codes = [str(criterion.code) for criterion in build_framework(shape).criteria]
    percents = sorted(draw(st.lists(st.integers(0, 100), min_size=3, max_size=3)))
    rules = [
        build_rule(
            level,
            percent,
            draw(st.lists(st.sampled_from(codes), unique=True, max_size=2)),
            below_percent=draw(st.one_of(st.none(), st.integers(percent, 101))),
            status=draw(st.sampled_from([Status.VERIFIED, Status.VERIFIED, Status.INFERRED, Status.UNKNOWN])),
            required_status=draw(st.sampled_from([Status.VERIFIED, Status.UNKNOWN, Status.PRACTICE])),
        )
        for level, percent in enumerate(percents, start=1)
    ]
    chosen = reading or draw(st.sampled_from(list(LevelReading)))
    statuses = {
        "reading_status": draw(st.sampled_from([Status.VERIFIED, Status.INFERRED])),
        "criterion_status": draw(st.sampled_from([Status.VERIFIED, Status.INFERRED])),
    }
    return build_framework(shape, build_rules(*rules, reading=chosen, **statuses))


def ratings_of(framework: Framework) -> st.SearchStrategy[Ratings]:
    """Draw ratings of some or all indicators of a framework."""
    options = st.sampled_from([Rating.MET, Rating.NOT_MET, None])
    return st.fixed_dictionaries({indicator.code: options for indicator in framework.indicators}).map(
        lambda drawn: Ratings({code: rating for code, rating in drawn.items() if rating is not None})
    )


@st.composite
def assessed(draw: st.DrawFn, reading: LevelReading | None = None) -> tuple[Framework, Ratings]:
    """Draw a small framework and ratings for it."""
    framework = draw(small_frameworks(reading))
    return framework, draw(ratings_of(framework))
