"""Hypothesis strategies for hands, and for files that are written in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
from hypothesis import strategies as st

from kdcl.codes import CriterionCode
from kdcl.law import Criterion, Framework, Level
from kdcl.school import Rating, SchoolYear
from kdcl.testing.hands.hand import CHOICES, AsidePlace, CodeStyle, Hand
from kdcl.testing.hands.tags import iter_tags, tagged
from kdcl.testing.hands.truth import DrawnFile, WrittenCriterion
from kdcl.testing.hands.words import words
from kdcl.testing.hands.writing import Facts, write_report

DOUBTS = (*words("verdicts", "hedged"), *words("verdicts", "open"))
"""Lines that speak of a verdict and state none plainly: hopes, parts, conditions, questions, room left open."""

NOT_ASSESSED = words("verdicts", "not_assessed")
"""Lines that say plainly that a criterion is not assessed."""

_MOST_CRITERIA = 5
_MOST_ASIDES = 3


def hands() -> st.SearchStrategy[Hand]:
    """Return hands, each choice made for itself."""
    return st.builds(Hand, **{name: st.sampled_from(options) for name, options in CHOICES.items()})


def drawn_reports(
    framework: Framework, *, hand: st.SearchStrategy[Hand] | None = None, is_plain: bool = False
) -> st.SearchStrategy[DrawnFile]:
    """Return reports in Word, of a few criteria each, in any hand.

    Args:
        framework: whose criteria they are about.
        hand: the hands to write them in; any where it is left out.
        is_plain: whether every conclusion is plain, sheet and summary agree, and nothing stands outside of the report.
    """
    drawn = st.tuples(_facts(framework, is_plain=is_plain), hand or hands())
    return drawn.map(lambda facts_and_hand: write_report(framework, *facts_and_hand))


def build_facts(framework: Framework, hand: Hand, *, doubt: str = "") -> Facts:
    """Return the same facts for every hand: the first criteria of two standards, met and not met, in plain words.

    Args:
        framework: whose criteria they are about.
        hand: how codes are typed in their texts.
        doubt: what stands under the fifth item of the first criterion in place of a plain conclusion.
    """
    first, second = framework.standards[:2]
    chosen = (*first.criteria[:2], second.criteria[0])
    tags = iter_tags()
    ratings = (Rating.MET, Rating.NOT_MET, Rating.MET)
    sheets = tuple(
        _sheet(criterion, rating, tags, hand.notation) for criterion, rating in zip(chosen, ratings, strict=True)
    )
    doubted = attrs.evolve(sheets[0], doubt=doubt, summary=frozenset() if doubt else sheets[0].summary)
    return Facts(
        criteria=(doubted, *sheets[1:]),
        school_year=SchoolYear(2015),
        signed_on=dt.date(2016, 5, 12),
        level=Level.ONE,
        introduction=_sentence(0, tags),
        conclusion=_sentence(1, tags),
    )


@st.composite
def _facts(draw: st.DrawFn, framework: Framework, *, is_plain: bool) -> Facts:
    tags = iter_tags()
    notation = draw(st.sampled_from(CodeStyle))
    chosen = draw(st.sets(st.sampled_from(framework.criteria), min_size=1, max_size=_MOST_CRITERIA))
    sheets = []
    for criterion in sorted(chosen, key=lambda each: each.code):
        sheet = _sheet(criterion, draw(st.sampled_from(Rating)), tags, notation)
        sheets.append(sheet if is_plain else draw(_shaken(sheet)))
    year = draw(st.integers(2013, 2018))
    asides = () if is_plain else draw(st.sets(st.sampled_from(AsidePlace), max_size=_MOST_ASIDES))
    return Facts(
        criteria=tuple(sheets),
        school_year=SchoolYear(year),
        signed_on=draw(st.dates(dt.date(year + 1, 1, 1), dt.date(year + 1, 12, 31))),
        level=draw(st.sampled_from(Level)),
        introduction=_sentence(0, tags),
        conclusion=_sentence(1, tags),
        asides=tuple((place, _aside(place, tags)) for place in sorted(asides)),
    )


def _shaken(sheet: WrittenCriterion) -> st.SearchStrategy[WrittenCriterion]:
    """Return the sheet as it is about half of the time, else with a conclusion that is not plain or contradicts."""
    doubts = st.sampled_from((*DOUBTS, *NOT_ASSESSED))
    marks = st.sets(st.sampled_from(Rating)).map(frozenset)
    return st.one_of(
        st.just(sheet),
        st.just(sheet),
        st.builds(lambda doubt: attrs.evolve(sheet, doubt=doubt, summary=frozenset()), doubts),
        st.builds(lambda doubt, summary: attrs.evolve(sheet, doubt=doubt, summary=summary), doubts, marks),
        st.builds(lambda summary: attrs.evolve(sheet, summary=summary), marks),
    )


def _sheet(criterion: Criterion, verdict: Rating, tags: Iterator[str], notation: CodeStyle) -> WrittenCriterion:
    letters = [indicator.code.letter for indicator in criterion.indicators]
    ratings = [Rating.MET] * len(letters)
    ratings[criterion.code.criterion % len(letters)] = verdict
    return WrittenCriterion(
        code=criterion.code,
        state=tuple(_cited(_sentence(at, tags), criterion.code, at + 1, notation) for at in range(len(letters))),
        strengths=_sentence(3, tags),
        weaknesses=_sentence(4, tags),
        improvement_plan=_sentence(5, tags),
        verdict=verdict,
        letters=tuple(zip(letters, ratings, strict=True)),
        summary=frozenset({verdict}),
    )


def _cited(sentence: str, code: CriterionCode, number: int, notation: CodeStyle) -> str:
    written = notation.format(box=code.standard, standard=code.standard, criterion=code.criterion, number=number)
    return f"{sentence.removesuffix('.')} {written}."


def _sentence(number: int, tags: Iterator[str]) -> str:
    return f"{tagged(words('prose', 'sentences'), number, tags)}."


def _aside(place: AsidePlace, tags: Iterator[str]) -> str:
    return words("prose", "tcvn3")[0] if place is AsidePlace.TCVN3 else _sentence(len(place), tags)
