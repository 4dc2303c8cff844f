"""Figures: totals and ratios follow from their parts, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks import SHIPPED_FORM, SHIPPED_LAW
from kdcl.figures import Figures, agrees, known_rows
from kdcl.figures.form import RelationKind
from kdcl.law import InstitutionType, Region, SchoolCategory
from kdcl.school import Figure, School, SchoolData, SchoolYear, SelfAssessment
from kdcl.standards import get_framework

YEAR = SchoolYear(2016)
EMPTY = Figures(data=SchoolData(), institution=InstitutionType.PRIMARY, year=YEAR, law=SHIPPED_LAW)


def fill(figures: Figures, **rows: dict[str, Figure]) -> Figures:
    """Return figures of one school year."""
    tables = {table: {row: {str(YEAR): figure} for row, figure in cells.items()} for table, cells in rows.items()}
    return attrs.evolve(figures, data=SchoolData(tables))


GRADES: dict[str, Figure] = {f"grade_{grade}": 20 + grade for grade in range(1, 6)}


class TestReading:
    """What the form makes of a school."""

    def test_a_self_assessment_has_figures(self) -> None:
        """School, framework and school year say how they are read."""
        school = School(name="A", category=SchoolCategory.GIFTED, region=Region.DIFFICULT)
        assessment = SelfAssessment(framework="x", school=school, school_year=YEAR)
        figures = Figures.of(assessment, get_framework("tt42-2012/secondary"))
        assert (figures.category, figures.region) == (SchoolCategory.GIFTED, Region.DIFFICULT)
        assert figures.grades == range(10, 13)
        assert figures.years == tuple(SchoolYear(start) for start in range(2012, 2017))

    def test_a_school_of_several_levels_has_the_grades_it_states(self) -> None:
        """A secondary school may have primary grades; a primary school has no other than its five."""
        secondary = attrs.evolve(EMPTY, institution=InstitutionType.SECONDARY, category=SchoolCategory.LOWER_SECONDARY)
        assert fill(secondary, pupils={"grade_1": 3, "grade_10": 4}).grades == range(1, 11)
        assert secondary.grades == range(6, 10)
        strange = fill(EMPTY, pupils={"grade_6": 3})
        assert strange.grades == range(1, 6)
        assert [str(place) for place in strange.strangers()] == ["pupils.grade_6.2016-2017"]

    def test_rows_are_known_for_every_grade(self) -> None:
        """A file is held against all of them, whatever the school."""
        rows = known_rows(SHIPPED_FORM)
        assert list(rows["classes"]) == [*(f"grade_{grade}" for grade in range(1, 13)), "total"]
        assert EMPTY.find_row("pupils.grade_6") is None
        row = EMPTY.find_row("pupils.grade_5")
        assert row is not None
        assert row.grade == 5


class TestDeriving:
    """Totals are sums, ratios fractions; what is stated in their place is never used."""

    def test_a_total_is_the_sum_of_its_parts(self) -> None:
        """Whatever total the school has typed."""
        figures = fill(EMPTY, pupils={**GRADES, "total": 999}, classes=dict.fromkeys(GRADES, 1))
        assert figures.find("pupils.total", YEAR) == 115
        assert figures.find("pupils.per_class", YEAR) == Fraction(23)

    def test_without_a_part_there_is_no_total(self) -> None:
        """A missing figure is not nought."""
        figures = fill(EMPTY, pupils={**GRADES, "total": 999} | {"grade_6": 3})
        assert (
            attrs.evolve(figures, data=SchoolData({"pupils": {"grade_1": {str(YEAR): 3}}})).find("pupils.total", YEAR)
            is None
        )
        assert EMPTY.find("pupils.per_class", YEAR) is None

    def test_a_ratio_to_nought_is_no_number(self) -> None:
        """No classes, no pupils per class."""
        figures = fill(EMPTY, pupils=GRADES, classes=dict.fromkeys(GRADES, 0))
        assert figures.find("pupils.per_class", YEAR) is None

    def test_other_than_numbers_are_none(self) -> None:
        """Unknown rows and words give nothing; exact decimals are exact."""
        assert EMPTY.find("pupils.trees", YEAR) is None
        figures = attrs.evolve(
            EMPTY,
            data=SchoolData(
                {"staff_now": {"teachers": {"note": "12"}}, "now": {"enclosure_height": {"value": Decimal("1.6")}}}
            ),
        )
        assert figures.find("staff_now.teachers", "note") is None
        assert figures.find("now.enclosure_height", "value") == Fraction(8, 5)

    @given(st.lists(st.integers(0, 3000), min_size=5, max_size=5))
    def test_a_total_does_not_depend_on_how_its_rows_are_split(self, counts: list[int]) -> None:
        """Moving pupils from one grade to another changes no total."""
        split = fill(EMPTY, pupils={f"grade_{grade}": count for grade, count in enumerate(counts, start=1)})
        lumped = fill(EMPTY, pupils={**dict.fromkeys(GRADES, 0), "grade_3": sum(counts)})
        assert split.find("pupils.total", YEAR) == lumped.find("pupils.total", YEAR) == sum(counts)


class TestComparing:
    """What a school states beside what follows, and beside other figures."""

    @pytest.mark.parametrize(
        ("stated", "derived", "agree"),
        [
            (Decimal("1.55"), Fraction(31, 20), True),
            (Decimal("1.6"), Fraction(31, 20), True),
            (Decimal("1.5"), Fraction(31, 20), True),
            (2, Fraction(31, 20), True),
            (Decimal("1.56"), Fraction(31, 20), False),
            (1, Fraction(31, 20), False),
            (Decimal("0.67"), Fraction(2, 3), True),
            (Decimal("0.66"), Fraction(2, 3), False),
            (31, Fraction(31), True),
        ],
    )
    def test_a_stated_number_agrees_to_its_digits(
        self, stated: int | Decimal, derived: Fraction, agree: object
    ) -> None:
        """It is the exact one rounded to as many digits; exactly between two, either will do."""
        assert agrees(stated, derived) is agree

    def test_totals_that_disagree_in_five_places_give_five_findings(self) -> None:
        """Each names its cell, with what is stated and what follows."""
        years = ("2014-2015", "2015-2016", "2016-2017")
        rooms: dict[str, dict[str, Figure]] = {
            row: dict.fromkeys(years, 5) for row in ("permanent", "semi_permanent", "temporary")
        }
        tables: dict[str, dict[str, dict[str, Figure]]] = {
            "rooms": {**rooms, "total": {"2014-2015": 14, "2015-2016": 15, "2016-2017": 16}},
            "staff_now": {
                **{row: {"total": 1, "female": 1} for row in ("principal", "vice_principals", "teachers", "staff")},
                "total": {"total": 5, "female": 3, "note": "a"},
            },
            "teachers": {"total": {"2016-2017": 31}, "per_class": {"2016-2017": Decimal("1.6"), "2015-2016": 4}},
            "classes": {**{grade: {"2016-2017": 4} for grade in GRADES}, "total": {"2016-2017": 21}},
        }
        found = attrs.evolve(EMPTY, data=SchoolData(tables)).disagreements()
        assert [(str(each.place), int(each.stated), int(each.derived)) for each in found] == [
            ("rooms.total.2014-2015", 14, 15),
            ("rooms.total.2016-2017", 16, 15),
            ("staff_now.total.total", 5, 4),
            ("staff_now.total.female", 3, 4),
            ("classes.total.2016-2017", 21, 20),
        ]

    def test_a_total_with_a_fraction_disagrees(self) -> None:
        """A stated total is compared exactly: its parts are whole."""
        figures = fill(EMPTY, pupils={**GRADES, "total": Decimal("115.4")})
        assert [each.stated for each in figures.disagreements()] == [Fraction(1154, 10)]

    def test_breaches_name_parts_and_whole(self) -> None:
        """A part larger than its whole, and a sum that differs; missing figures breach nothing."""
        tables: dict[str, dict[str, dict[str, Figure]]] = {
            "staff_now": {"teachers": {"total": 3, "at_standard": 1, "above_standard": 1, "below_standard": 0}},
            "pupils": {**{grade: {str(YEAR): 1} for grade in GRADES}, "female": {str(YEAR): 6}},
        }
        found = attrs.evolve(EMPTY, data=SchoolData(tables)).breaches()
        assert [(each.comparison, str(each.whole), int(each.parts_sum), int(each.whole_figure)) for each in found] == [
            (RelationKind.EQUAL, "staff_now.teachers.total", 2, 3),
            (RelationKind.AT_MOST, "pupils.total.2016-2017", 6, 5),
        ]
        assert EMPTY.breaches() == ()
