"""Plausible schools, as many as are wanted: for demonstrations, for load, and for tests of programs on many schools.

A school is made of its framework, a seed and its number, and of nothing else: the same three give the same school on
every machine. No school is a real one; texts are the law's own restated requirements, so they say nothing of anybody.

What is plausible about them:

- *Ratings* are correlated as those of real schools are. Each school has a strength of its own, each criterion is as
  hard for every school, and the indicators of one criterion share what the school is worth there. About nine of ten
  indicators are met; most schools reach a level, some miss it by one criterion.
- *Figures* of Part I fit: totals are sums, parts do not exceed the whole, and five school years follow on each other.
- *Evidence* is numbered without gaps, and every statement of a sheet cites some of it.

>>> from kdcl.standards import get_framework
>>> primary = get_framework("tt42-2012/primary")
>>> school = build_school(primary, 7)
>>> school == build_school(primary, 7), school.school.name
(True, 'Trường tiểu học 0007')
"""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Mapping
from typing import Final

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.figures.form_file import FORM
from kdcl.law import Criterion, Framework, InstitutionType, SchoolCategory
from kdcl.school import (
    CriterionSheet,
    DataPlace,
    Evidence,
    Figure,
    Rating,
    Ratings,
    School,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    StateParagraph,
)

_STRENGTH: Final = (2.0, 0.9)
"""Mean and spread of what schools are worth, in the unit of everything below."""
_DIFFICULTY: Final = (0.0, 0.6)
_AT_CRITERION: Final = (0.0, 0.8)
_AT_INDICATOR: Final = (0.0, 0.5)
_YEARS_OF_REPORT: Final = 5
_CATEGORIES: Final = {InstitutionType.SECONDARY: SchoolCategory.LOWER_SECONDARY}


def draw_ratings(framework: Framework, number: int, *, seed: int = 0, open_share: float = 0.0) -> Ratings:
    """Return the ratings of one plausible school.

    Args:
        framework: the framework it assesses itself under.
        number: which school.
        seed: which set of schools.
        open_share: about what share of the criteria it has not assessed, from 0 to 1.
    """
    dice = random.Random(f"ratings:{framework.id}:{seed}:{number}")  # noqa: S311 - nothing secret is drawn
    strength = dice.gauss(*_STRENGTH)
    hard = _difficulties(framework.id, tuple(criterion.code for criterion in framework.criteria))
    ratings: dict[IndicatorCode, Rating] = {}
    for criterion in framework.criteria:
        here = strength - hard[criterion.code] + dice.gauss(*_AT_CRITERION)
        is_open = dice.random() < open_share
        for indicator in criterion.indicators:
            is_met = here + dice.gauss(*_AT_INDICATOR) > 0
            if not is_open:
                ratings[indicator.code] = Rating.MET if is_met else Rating.NOT_MET
    return Ratings(ratings)


def build_school(
    framework: Framework,
    number: int,
    *,
    seed: int = 0,
    open_share: float = 0.0,
    school_year: SchoolYear = SchoolYear(2017),  # noqa: B008 - a frozen value
) -> SelfAssessment:
    """Return a whole plausible school: ratings, figures of Part I, sheets and the evidence they cite.

    Args:
        framework: the framework it assesses itself under.
        number: which school.
        seed: which set of schools.
        open_share: about what share of the criteria it has not assessed, from 0 to 1.
        school_year: the school year assessed, the last of the five that its figures cover.
    """
    dice = random.Random(f"school:{framework.id}:{seed}:{number}")  # noqa: S311 - nothing secret is drawn
    sheets: list[CriterionSheet] = []
    evidence: list[Evidence] = []
    for criterion in framework.criteria:
        mine = tuple(_draw_evidence(criterion, dice))
        evidence += mine
        sheets.append(_write_sheet(criterion, mine, dice))
    category = _CATEGORIES.get(framework.institution)
    return SelfAssessment(
        framework=framework.id,
        school=School(name=f"{framework.title.vi} {number:04}", category=category),
        school_year=school_year,
        data=SchoolData().with_figures(_draw_figures(framework, category, school_year, dice)),
        ratings=draw_ratings(framework, number, seed=seed, open_share=open_share),
        sheets=tuple(sheets),
        evidence=tuple(evidence),
    )


def iter_schools(
    framework: Framework, count: int, *, seed: int = 0, open_share: float = 0.0
) -> Iterator[SelfAssessment]:
    """Iterate over plausible schools, numbered from 1."""
    return (build_school(framework, number, seed=seed, open_share=open_share) for number in range(1, count + 1))


def build_table(
    framework: Framework, count: int, *, seed: int = 0, open_share: float = 0.0
) -> dict[str, list[str | None]]:
    """Return the columns of a wide table of plausible schools, as `kdcl.frames.score_schools` reads it.

    >>> from kdcl.standards import get_framework
    >>> table = build_table(get_framework("tt42-2012/primary"), 3)
    >>> table["school"], len(table)
    (['0001', '0002', '0003'], 85)
    """
    schools = [draw_ratings(framework, number, seed=seed, open_share=open_share) for number in range(1, count + 1)]
    return {
        "school": [f"{number:04}" for number in range(1, count + 1)],
        **{
            str(indicator.code): [
                None if (rating := ratings.by_code.get(indicator.code)) is None else rating.value for ratings in schools
            ]
            for indicator in framework.indicators
        },
    }


@functools.cache
def _difficulties(framework: str, codes: tuple[CriterionCode, ...]) -> Mapping[CriterionCode, float]:
    """Return how hard each criterion is, the same for every school of every set."""
    dice = random.Random(f"difficulty:{framework}")  # noqa: S311 - nothing secret is drawn
    return {code: dice.gauss(*_DIFFICULTY) for code in codes}


def _draw_evidence(criterion: Criterion, dice: random.Random) -> Iterator[Evidence]:
    """Iterate over evidence as the letter suggests it, a piece or two for each indicator."""
    number = 0
    for indicator in criterion.indicators:
        suggested = [each.text.vi for each in indicator.evidence] or [indicator.requirement.vi]
        for name in dice.sample(suggested, k=min(len(suggested), dice.randint(1, 2))):
            number += 1
            code = criterion.code
            yield Evidence(
                code=EvidenceCode(box=code.standard, standard=code.standard, criterion=code.criterion, number=number),
                name=name,
            )


def _write_sheet(criterion: Criterion, evidence: tuple[Evidence, ...], dice: random.Random) -> CriterionSheet:
    """Return a sheet whose statements are what the indicators ask, each with codes; every code is cited."""
    size = len(criterion.indicators)
    cited = [list(evidence[place::size]) or [dice.choice(evidence)] for place in range(size)]
    return CriterionSheet(
        criterion=criterion.code,
        current_state=tuple(
            StateParagraph(
                text=f"{indicator.requirement.vi} {'; '.join(str(each.code) for each in codes)}.",
                indicator=indicator.code.letter,
            )
            for indicator, codes in zip(criterion.indicators, cited, strict=True)
        ),
    )


def _draw_figures(
    framework: Framework, category: SchoolCategory | None, last: SchoolYear, dice: random.Random
) -> dict[DataPlace, Figure]:
    """Return figures of classes, pupils, rooms and people that fit each other, for the years of a report."""
    grades = framework.part(FORM).grades_of(framework.institution, category)
    classes = dice.randint(2, 5)
    a_class = dice.randint(24, 34)
    figures: dict[DataPlace, Figure] = {}

    def put(table: str, row: str, column: str, value: int) -> int:
        figures[DataPlace(table, row, column)] = value
        return value

    teachers = 0
    for start in range(last.start - _YEARS_OF_REPORT + 1, last.start + 1):
        year = str(SchoolYear(start))
        pupils = [
            put("pupils", f"grade_{grade}", year, sum(a_class + dice.randint(-3, 3) for _ in range(classes)))
            for grade in grades
        ]
        for grade in grades:
            put("classes", f"grade_{grade}", year, classes)
        together = sum(pupils)
        put("pupils", "female", year, together * dice.randint(46, 52) // 100)
        put("pupils", "newly_enrolled", year, pupils[0])
        put("pupils", "dropped_out", year, dice.choice((0, 0, 0, 1, 2)))
        put("pupils", "repeating", year, dice.choice((0, 0, 1, 2, 3)))
        permanent = dice.randint(classes * len(grades) * 7 // 10, classes * len(grades))
        put("rooms", "permanent", year, permanent)
        put("rooms", "semi_permanent", year, classes * len(grades) - permanent)
        put("rooms", "temporary", year, 0)
        teachers = put("teachers", "total", year, classes * len(grades) * dice.randint(14, 19) // 10)
        excellent = put("teachers", "excellent_district", year, teachers * dice.randint(5, 40) // 100)
        put("teachers", "excellent_province", year, excellent * dice.randint(0, 30) // 100)
    people = {"principal": 1, "vice_principals": dice.randint(1, 2), "teachers": teachers, "staff": dice.randint(3, 6)}
    for row, total in people.items():
        put("staff_now", row, "total", total)
        put("staff_now", row, "female", dice.randint(0, total))
        above = put("staff_now", row, "above_standard", dice.randint(total // 2, total))
        put("staff_now", row, "at_standard", total - above)
        put("staff_now", row, "below_standard", 0)
    return figures
