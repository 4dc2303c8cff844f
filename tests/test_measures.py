"""Judging the numbers of the law: exact, monotone, and never a pass for want of figures."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.codes import IndicatorCode
from kdcl.figures import Figures
from kdcl.law import Comparison, Measure, Period, Region, SchoolCategory, Status
from kdcl.locale import get_locale
from kdcl.measures import (
    METRICS,
    FairReading,
    GiftedTitlesReading,
    Judgement,
    Readings,
    Verdict,
    describe_measure,
    find_shortfall,
    get_trend,
    judge,
    judge_all,
    say_asked,
    suggest,
    suggest_from,
    trend_rows,
)
from kdcl.measures.facts import iter_number_facts
from kdcl.measures.numbers import amount, number
from kdcl.school import DataPlace, Figure, Rating, School, SchoolData, SchoolYear, SelfAssessment
from kdcl.standards import get_framework
from kdcl.standards.facts import say_letter
from measure_cases import YEAR, YEARS, build_figures

PRIMARY = get_framework("tt42-2012/primary")
SHIPPED_METRICS = PRIMARY.part(METRICS)
SECONDARY = get_framework("tt42-2012/secondary")
ALL = [(framework, measure) for framework in (PRIMARY, SECONDARY) for measure in framework.measures]
RUNNING = str(YEAR)
LAST = str(YEARS[-2])


def get_measure(indicator: str, metric: str, *, is_primary: bool = True) -> Measure:
    """Return a measure of one of the frameworks."""
    measures = (PRIMARY if is_primary else SECONDARY).measures
    return next(m for m in measures if str(m.indicator) == indicator and m.metric == metric)


def primary(figures: Mapping[str, Figure], region: Region | None = Region.OTHER) -> Figures:
    """Return figures of a primary school, alike in each year."""
    return build_figures(PRIMARY, figures, region=region)


def secondary(
    figures: Mapping[str, Figure], category: SchoolCategory | None = SchoolCategory.LOWER_SECONDARY
) -> Figures:
    """Return figures of a secondary school, alike in each year."""
    return build_figures(SECONDARY, figures, category, Region.OTHER)


def graded(excellent: int, fair: int, average: int, below: int) -> dict[str, Figure]:
    """Return academic results."""
    names = ("excellent", "fair", "average", "below_average")
    return {f"results.{name}": n for name, n in zip(names, (excellent, fair, average, below), strict=True)}


FAIR = get_measure("5.4.b", "pupils_rated_fair_or_better")
AVERAGE = get_measure("5.4.a", "pupils_rated_average_or_better")
ABOVE = get_measure("2.2.c", "teachers_above_qualification_standard")
CLASS = get_measure("1.2.b", "largest_class_size")
PER_CLASS = [m for m in PRIMARY.measures if m.metric == "teachers_per_class"]
SECONDARY_FAIR = get_measure("5.9.b", "students_rated_fair", is_primary=False)
DISTRICT = get_measure("2.3.b", "teachers_with_district_excellence_title_or_higher", is_primary=False)
PROVINCE = get_measure("2.3.b", "teachers_with_provincial_excellence_title_or_higher", is_primary=False)
REPEATING = get_measure("5.12.b", "students_repeating", is_primary=False)


class TestThreshold:
    """A number is chosen by region, category and condition, or it is not chosen at all."""

    def test_without_a_region_nothing_is_judged_that_depends_on_it(self) -> None:
        """5.4.a asks 90 or 95 percent; where nobody says which, nobody can judge."""
        judgement = judge(AVERAGE, primary(graded(100, 0, 0, 0), region=None))
        assert judgement.verdict is Verdict.NOT_JUDGED
        assert "region is not stated" in str(judgement.reason)
        assert [judgement.threshold, judgement.value, judgement.margin, judgement.worst] == [None] * 4

    def test_a_number_that_is_the_same_everywhere_needs_no_region(self) -> None:
        """Conduct asks 90 percent in both regions."""
        figures = secondary({"conduct.good": 9, "conduct.fair": 0, "conduct.average": 1, "conduct.below_average": 0})
        measure = get_measure("5.10.a", "students_conduct_fair_or_good", is_primary=False)
        assert judge(measure, attrs.evolve(figures, region=None)).verdict is Verdict.MET

    def test_without_a_category_nothing_is_judged_that_depends_on_it(self) -> None:
        """2.3.b names only lower secondary schools: a school of no stated category is not one of them by default."""
        for measure in (DISTRICT, SECONDARY_FAIR):
            assert judge(measure, secondary({}, category=None)).verdict is Verdict.NOT_JUDGED

    def test_of_another_category_nothing_is_asked(self) -> None:
        """2.3.b has one measure for lower secondary schools and another for upper secondary ones."""
        for measure, category in (
            (DISTRICT, SchoolCategory.UPPER_SECONDARY),
            (PROVINCE, SchoolCategory.LOWER_SECONDARY),
        ):
            judged = judge(measure, secondary({}, category))
            assert judged.verdict is Verdict.NOT_APPLICABLE
            assert str(judged.reason) == "nothing is stated for schools of this category"

    def test_the_sessions_of_a_day_choose_the_measure(self) -> None:
        """2.2.a allows 1.2 teachers per class for one session and 1.5 for two: a norm below which nothing is judged."""
        figures = primary({"now.sessions_per_day": 2, "staff_now.teachers.total": 28, "classes.total": 20})
        one, two = (judge(measure, figures) for measure in PER_CLASS)
        assert (one.verdict, two.verdict) == (Verdict.NOT_APPLICABLE, Verdict.NOT_JUDGED)
        assert "1.4 (28 of 20) < 1.5; this is a norm to compare with, no minimum" in str(two.reason)
        assert (two.value, two.threshold, two.margin) == (Fraction(7, 5), Fraction(3, 2), Fraction(-1, 10))
        missing = judge(PER_CLASS[0], primary({"staff_now.teachers.total": 28, "classes.total": 20}))
        assert missing.verdict is Verdict.NOT_JUDGED
        assert str(missing.reason) == "missing: Sessions a day"

    def test_a_judgement_cites_its_sources(self) -> None:
        """The indicator's place, the circular or letter 46, and how sure the number is."""
        judgements = {j.measure.metric: j for j in judge_all(primary({}), PRIMARY)}
        assert judgements["pupils_rated_excellent"].citation == PRIMARY.get_indicator("5.4.c").citation
        assert judgements["pupils_rated_excellent"].source != judgements["largest_class_size"].source
        assert "46/" in str(judgements["largest_class_size"].source)
        assert {j.status for j in judgements.values() if j.measure.decides} == {Status.VERIFIED}
        assert judge(CLASS, primary({})).citation is None

    def test_a_judgement_in_words(self) -> None:
        """What is measured with the verdict, a row of each year, and why."""
        shown = judge(CLASS, primary({"class_sizes.largest": 30})).describe()
        assert str(shown.title) == "pupils in the largest class: number reached"
        assert [(row[0], str(row[1])) for row in shown.rows] == [(year, "number reached") for year in YEARS]
        assert str(shown.notes[0]).startswith("2012-2013: 30 ≤ 35; ")


class TestMissing:
    """Missing data cannot be judged; it is never a pass."""

    @pytest.mark.parametrize(("framework", "measure"), ALL, ids=lambda value: getattr(value, "metric", ""))
    def test_a_school_without_figures_meets_nothing(self, framework: object, measure: Measure) -> None:
        """Whatever its region and category."""
        for category, region in itertools.product([None, *SchoolCategory], [None, *Region]):
            chosen = PRIMARY if framework is PRIMARY else SECONDARY
            figures = build_figures(chosen, {}, category, region)
            assert judge(measure, figures).verdict in {Verdict.NOT_JUDGED, Verdict.NOT_APPLICABLE}

    def test_one_missing_year_leaves_it_open(self) -> None:
        """Four good years say nothing of the fifth; the missing cells are named."""
        figures = primary(graded(50, 40, 10, 0))
        place = DataPlace("results", "average", str(YEARS[0]))
        judgement = judge(AVERAGE, attrs.evolve(figures, data=figures.data.with_figures({place: None})))
        assert judgement.verdict is Verdict.NOT_JUDGED
        assert judgement.years[0].missing == (place,)
        assert str(judgement.reason) == str(judgement.years[0].reason) == "2012-2013: missing: Average"
        assert judgement.margin_of(judgement.years[0]) is None
        assert judgement.margin == 5

    def test_years_that_lack_the_same_are_told_together(self) -> None:
        """By the words of the form, each once; another kind of gap is told apart."""
        figures = primary(graded(50, 40, 10, 0))
        gaps = {DataPlace("results", "average", str(year)): None for year in YEARS[:2]}
        zeros = {
            DataPlace("results", row, str(YEARS[3])): 0 for row in ("excellent", "fair", "average", "below_average")
        }
        changed = attrs.evolve(figures, data=figures.data.with_figures({**gaps, **zeros}))
        assert str(judge(AVERAGE, changed).reason) == (
            "2012-2013, 2013-2014: missing: Average; 2015-2016: a share of nothing is no number"
        )

    def test_one_bad_year_decides_even_beside_a_missing_one(self) -> None:
        """What is broken once is broken."""
        figures = primary(graded(50, 40, 10, 0))
        bad = {
            DataPlace("results", "below_average", str(YEARS[1])): 50,
            DataPlace("results", "fair", str(YEARS[0])): None,
        }
        judgement = judge(AVERAGE, attrs.evolve(figures, data=figures.data.with_figures(bad)))
        assert judgement.verdict is Verdict.NOT_MET
        assert judgement.breaking_years == (YEARS[1],)
        assert judgement.worst is not None
        assert judgement.worst.year == YEARS[1]

    def test_results_of_the_running_year_are_not_due(self) -> None:
        """They may be left out altogether, but not in part."""
        figures = primary(graded(50, 40, 10, 0))
        running = [place for place in figures.data if place.column == RUNNING]
        without = figures.data.with_figures(dict.fromkeys(running))
        judgement = judge(AVERAGE, attrs.evolve(figures, data=without))
        assert judgement.verdict is Verdict.MET
        assert judgement.years[-1].verdict is Verdict.NOT_APPLICABLE
        in_part = figures.data.with_figures(dict.fromkeys(running[1:]))
        assert judge(AVERAGE, attrs.evolve(figures, data=in_part)).verdict is Verdict.NOT_JUDGED

    def test_class_sizes_of_the_running_year_are_due(self) -> None:
        """They are known from its first day."""
        figures = primary({"class_sizes.largest": 30})
        without = figures.data.with_figures({DataPlace("class_sizes", "largest", RUNNING): None})
        assert judge(CLASS, attrs.evolve(figures, data=without)).verdict is Verdict.NOT_JUDGED

    def test_where_no_year_is_over_nothing_is_judged(self) -> None:
        """A single running year without results is no verdict."""
        measure = attrs.evolve(AVERAGE, period=Period.NOW)
        assert str(judge(measure, primary({})).reason) == "no school year is over yet"

    def test_a_share_of_nothing_is_no_number(self) -> None:
        """No students due for the course, no share of them."""
        measure = get_measure("5.11.b", "students_taking_vocational_course", is_primary=False)
        judgement = judge(measure, secondary({"vocational.due": 0, "vocational.taking": 0}))
        assert judgement.verdict is Verdict.NOT_JUDGED
        assert "a share of nothing" in str(judgement.reason)

    def test_each_year_of_nothing_says_so(self) -> None:
        """A year whose figures are all there and come to nothing lacks none of them."""
        measure = get_measure("5.11.b", "students_taking_vocational_course", is_primary=False)
        first = judge(measure, secondary({"vocational.due": 0, "vocational.taking": 0})).years[0]
        assert (first.missing, str(first.reason)) == ((), "2012-2013: a share of nothing is no number")

    def test_a_metric_of_another_institution_is_not_judged(self) -> None:
        """Primary schools are not asked for conduct."""
        measure = attrs.evolve(AVERAGE, metric="students_criminally_prosecuted")
        assert "does not ask for the figures" in str(judge(measure, primary({})).reason)

    def test_an_unknown_metric_is_not_judged(self) -> None:
        """A measure of one's own may name what the library cannot compute; its name stands for it."""
        judgement = judge(attrs.evolve(AVERAGE, metric="swimmers"), primary({}))
        assert judgement.verdict is Verdict.NOT_JUDGED
        assert str(judgement.reason) == "the library has no metric swimmers"
        assert str(judgement.title) == "swimmers"
        assert judgement.scale == 1
        with pytest.raises(KeyError, match="swimmers"):
            get_trend(judgement, primary({}))

    def test_five_years_together_are_not_guessed(self) -> None:
        """The law has no such number so far, and no rule how it would be counted."""
        judgement = judge(attrs.evolve(AVERAGE, period=Period.FIVE_YEARS), primary(graded(1, 1, 1, 0)))
        assert judgement.verdict is Verdict.NOT_JUDGED

    def test_primary_classes_are_asked_of_schools_that_have_them(self) -> None:
        """A school with primary grades must say how large their classes are."""
        measure = get_measure("1.2.b", "largest_primary_class_size", is_primary=False)
        assert judge(measure, secondary({"pupils.grade_5": 30})).verdict is Verdict.NOT_JUDGED
        assert judge(measure, secondary({"class_sizes.largest_primary": 36})).verdict is Verdict.NOT_MET
        assert judge(measure, secondary({})).verdict is Verdict.NOT_APPLICABLE


class TestReadings:
    """Where the law is open the reading is named and can be chosen."""

    def test_primary_fair_is_fair_and_excellent(self) -> None:
        """Letter 46 reads 5.4.b so; by the word alone fewer count."""
        figures = primary(graded(300, 300, 300, 100))
        together, alone = (judge(FAIR, figures, Readings(primary_fair=reading)) for reading in FairReading)
        assert (together.value, together.verdict) == (Fraction(60), Verdict.MET)
        assert (alone.value, alone.verdict) == (Fraction(30), Verdict.NOT_MET)
        assert judge(FAIR, figures) == together
        assert together.reading != alone.reading
        assert "letter 46" in str(together.reading)

    def test_secondary_fair_is_fair_alone(self) -> None:
        """5.9.b is read as it stands; a school may choose fair or better."""
        figures = secondary(graded(500, 200, 300, 0))
        together, alone = (judge(SECONDARY_FAIR, figures, Readings(secondary_fair=reading)) for reading in FairReading)
        assert (together.value, alone.value) == (Fraction(70), Fraction(20))
        assert judge(SECONDARY_FAIR, figures) == alone
        assert "literal" not in str(alone.reading)
        assert together.reading != alone.reading

    def test_titles_in_gifted_schools_are_not_asked_for(self) -> None:
        """2.3.b names lower and upper secondary schools; for gifted ones the upper secondary number can be chosen."""
        figures = secondary({"teachers.excellent_province": 5, "teachers.total": 100}, SchoolCategory.GIFTED)
        nothing = judge(PROVINCE, figures)
        upper = judge(PROVINCE, figures, Readings(gifted_titles=GiftedTitlesReading.AS_UPPER_SECONDARY))
        assert (nothing.verdict, upper.verdict) == (Verdict.NOT_APPLICABLE, Verdict.NOT_MET)
        assert upper.threshold == 10
        assert nothing.reading != upper.reading
        assert suggest_from(figures, SECONDARY)[PROVINCE.indicator].rating is None

    def test_doubts(self) -> None:
        """A judgement names why it need not be the law's: the letter, a reading, every year, a number not read."""
        fair = judge(SECONDARY_FAIR, secondary(graded(500, 200, 300, 0)))
        assert fair.verdict is Verdict.NOT_MET
        assert fair.doubts == (fair.reading,)
        unread = attrs.evolve(ABOVE, status=Status.INFERRED)
        assert [str(doubt) for doubt in judge(unread, primary({})).doubts] == [
            "the number was not read in the law itself"
        ]
        assert "not to apply it mechanically" in str(judge(CLASS, primary({})).doubts[0])

    def test_a_year_without_figures_leaves_every_year_a_reading(self) -> None:
        """One year alone that falls short is asked of by the reading of every year; where all do, by any."""
        known = {"teacher_titles.district_or_higher": 5, "teachers.total": 100}
        figures = secondary(known)
        assert judge(DISTRICT, figures).doubts == ()
        last = str(figures.years[-1])
        tables = {
            table: {row: {last: cells[last]} for row, cells in rows.items()}
            for table, rows in figures.data.tables.items()
        }
        alone = judge(DISTRICT, attrs.evolve(figures, data=SchoolData(tables)))
        assert (alone.verdict, alone.breaking_years) == (Verdict.NOT_MET, figures.years[-1:])
        assert [str(doubt) for doubt in alone.doubts] == [
            "it is read as asked of every year, which the text does not say"
        ]

    def test_what_is_read_into_the_text_is_a_doubt(self) -> None:
        """5.11.c says neither "at least" nor of what: the reading is named, and told beside the number."""
        measure = next(m for m in SECONDARY.measures if m.metric == "vocational_results_average_or_better")
        (doubt,) = judge(measure, secondary({})).doubts
        assert "read as a minimum" in str(doubt)
        assert f"{doubt} (inferred)" in map(str, describe_measure(measure, SECONDARY))

    def test_schools_that_may_be_of_a_special_purpose(self) -> None:
        """The box "other" does not tell what a school is: falling short decides nothing, reaching it does."""
        short = {"class_sizes.largest_primary": 36, "class_sizes.largest_secondary": 46}
        figures = attrs.evolve(secondary(short), features=("other",))
        primary_grades = next(m for m in SECONDARY.measures if m.metric == "largest_primary_class_size")
        sizes = next(m for m in SECONDARY.measures if m.metric == "largest_secondary_class_size")
        for measure in (primary_grades, sizes):
            judged = judge(measure, figures)
            assert judged.verdict is Verdict.NOT_JUDGED
            assert "its form does not tell" in str(judged.reason)
            assert judge(measure, attrs.evolve(figures, features=())).verdict is Verdict.NOT_MET
            boarding = attrs.evolve(figures, features=("ethnic_minority_boarding",))
            assert judge(measure, boarding).verdict is Verdict.NOT_APPLICABLE
        fitting = attrs.evolve(secondary({"class_sizes.largest_secondary": 45}), features=("other",))
        assert judge(sizes, fitting).verdict is Verdict.MET

    def test_one_of_several_numbers(self) -> None:
        """The class of a school is not in its file: with no vice-principal 1.1.a fails, with one it stays open."""
        measure = next(m for m in PRIMARY.measures if m.metric == "vice_principals")
        verdicts = [judge(measure, primary({"staff_now.vice_principals.total": n})).verdict for n in range(3)]
        assert verdicts == [Verdict.NOT_MET, Verdict.NOT_JUDGED, Verdict.MET]
        assert any("from 2 on" in str(part) for part in describe_measure(measure, PRIMARY))

    def test_special_purpose_schools(self) -> None:
        """Class sizes and titles of ethnic boarding and gifted schools are not held against the numbers of others."""
        figures = attrs.evolve(
            secondary(
                {"class_sizes.largest_secondary": 60, "teacher_titles.district_or_higher": 1, "teachers.total": 100}
            ),
            features=("ethnic_minority_boarding",),
        )
        gifted = attrs.evolve(figures, features=(), category=SchoolCategory.GIFTED)
        sizes = next(m for m in SECONDARY.measures if m.metric == "largest_secondary_class_size")
        for school, measure in ((figures, sizes), (figures, DISTRICT), (gifted, sizes), (gifted, DISTRICT)):
            judged = judge(measure, school)
            assert judged.verdict is Verdict.NOT_APPLICABLE
            assert "special-purpose" in str(judged.reason)
            assert judged.years == ()

    def test_other_schools_are_told_nothing_of_gifted_ones(self) -> None:
        """The reading is shown where it matters, and changes no other number."""
        figures = secondary({"teacher_titles.district_or_higher": 15, "teachers.total": 100})
        reading = Readings(gifted_titles=GiftedTitlesReading.AS_UPPER_SECONDARY)
        assert judge(DISTRICT, figures, reading).reading is None
        assert judge(DISTRICT, figures, reading).verdict is Verdict.MET
        gifted = secondary(graded(200, 700, 100, 0), SchoolCategory.GIFTED)
        assert judge(SECONDARY_FAIR, gifted, reading).threshold == 70


class TestLaws:
    """What holds of all judging."""

    @given(st.integers(0, 10**6), st.integers(1, 10**6))
    def test_a_share_is_judged_exactly(self, part: int, whole: int) -> None:
        """39.999... percent is below 40, whatever it looks like when it is printed."""
        part = min(part, whole)
        figures = primary({"staff_now.teachers.total": whole, "staff_now.teachers.above_standard": part})
        expected = Verdict.MET if 100 * part >= 40 * whole else Verdict.NOT_MET
        assert judge(ABOVE, figures).verdict is expected

    def test_the_smallest_lack_is_a_lack(self) -> None:
        """One teacher short among a hundred thousand, told with as many digits as show it."""
        figures = primary({"staff_now.teachers.total": 100_000, "staff_now.teachers.above_standard": 39_999})
        judgement = judge(ABOVE, figures)
        assert judgement.verdict is Verdict.NOT_MET
        assert str(judgement.reason) == "2016-2017: 39.999% (39,999 of 100,000) < 40%"
        assert judgement.reason.render(get_locale("vi")) == "2016-2017: 39,999% (39.999/100.000) < 40%"

    @examples(30)
    @given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.integers(0, 2), st.integers(0, 60))
    def test_better_results_never_make_a_verdict_worse(self, counts: list[int], grade: int, moved: int) -> None:
        """Moving pupils up one grade keeps what was met, in every measure of 5.4."""
        better = list(counts)
        moved = min(moved, better[grade + 1])
        better[grade], better[grade + 1] = better[grade] + moved, better[grade + 1] - moved
        for measure in (AVERAGE, FAIR, get_measure("5.4.c", "pupils_rated_excellent")):
            before, after = (judge(measure, primary(graded(*each))) for each in (counts, better))
            assert not (before.verdict is Verdict.MET and after.verdict is not Verdict.MET)
            if before.margin is not None:
                assert after.margin is not None
                assert before.margin <= after.margin

    @given(st.integers(0, 100), st.integers(0, 100))
    def test_a_ceiling_is_monotone_the_other_way(self, fewer: int, more: int) -> None:
        """More repeating students never help."""
        fewer, more = sorted((fewer, more))
        low, high = (judge(REPEATING, secondary({"pupils.repeating": n, "pupils.total": 1000})) for n in (fewer, more))
        assert not (high.verdict is Verdict.MET and low.verdict is not Verdict.MET)
        assert (low.margin or 0) >= (high.margin or 0)

    @examples(20)
    @given(st.permutations(YEARS), st.lists(st.integers(20, 50), min_size=5, max_size=5))
    def test_the_order_of_years_is_irrelevant(self, order: list[SchoolYear], sizes: list[int]) -> None:
        """Neither the order in the file nor which year is the bad one changes the verdict in all."""
        stated = {str(year): size for year, size in zip(YEARS, sizes, strict=True)}
        shuffled = {str(year): stated[str(year)] for year in order}
        moved = {str(year): size for year, size in zip(order, sizes, strict=True)}
        results = []
        for cells in (stated, shuffled, moved):
            data = SchoolData({"class_sizes": {"largest": cells}})
            results.append(judge(CLASS, attrs.evolve(primary({}), data=data)))
        assert results[0] == results[1]
        assert results[0].verdict is results[2].verdict is (Verdict.MET if max(sizes) <= 35 else Verdict.NOT_MET)
        assert results[0].margin == results[2].margin == 35 - max(sizes)

    @given(st.lists(st.integers(0, 300), min_size=5, max_size=5), st.integers(0, 20))
    def test_how_rows_are_split_is_irrelevant(self, grades: list[int], repeating: int) -> None:
        """Only the number of pupils counts, not how they are spread over the grades."""
        measure = get_measure("5.6.a", "pupils_promoted_or_completing_primary")
        promoted = max(sum(grades) - repeating, 0)
        facts: dict[str, Figure] = {"promotion.promoted": promoted, "pupils.completing": 0}
        split = {f"pupils.grade_{grade}": count for grade, count in enumerate(grades, start=1)}
        one, other = (
            judge(measure, primary({**facts, **split})),
            judge(measure, primary({**facts, "pupils.total": sum(grades)})),
        )
        assert (one.value, one.verdict) == (other.value, other.verdict)

    @pytest.mark.parametrize("name", SHIPPED_METRICS)
    def test_a_metric_is_a_function_of_its_own(self, name: str) -> None:
        """It can be called with figures and a year, and says which cells it rests on."""
        chosen = PRIMARY if any(m.metric == name for m in PRIMARY.measures) or name.startswith("pupils") else SECONDARY
        figures = build_figures(chosen, {}, SchoolCategory.LOWER_SECONDARY if chosen is SECONDARY else None)
        places = SHIPPED_METRICS[name].places(figures, YEAR)
        filled = attrs.evolve(figures, data=figures.data.with_figures(dict.fromkeys(places, 2)))
        assert places
        assert SHIPPED_METRICS[name](figures) is None
        assert SHIPPED_METRICS[name](filled) == SHIPPED_METRICS[name](filled, YEAR)
        assert SHIPPED_METRICS[name](filled) is not None
        assert SHIPPED_METRICS[name].missing(figures, YEAR) == places


class TestSuggesting:
    """Suggested ratings: an indicator needs all its measures."""

    def test_an_indicator_with_several_measures_needs_all(self) -> None:
        """2.2.c asks for all at standard and enough above it."""
        enough: dict[str, Figure] = {
            "staff_now.teachers.total": 10,
            "staff_now.teachers.at_standard": 5,
            "staff_now.teachers.above_standard": 5,
        }
        code = ABOVE.indicator
        assert suggest_from(primary(enough), PRIMARY)[code].rating is Rating.MET
        lacking = {**enough, "staff_now.teachers.at_standard": 4}
        suggestion = suggest_from(primary(lacking), PRIMARY)[code]
        assert (suggestion.rating, str(suggestion.in_words)) == (Rating.NOT_MET, "not met")
        assert str(suggest_from(primary(enough), PRIMARY)[code].in_words) == "met"
        assert [judgement.verdict for judgement in suggestion.judgements] == [Verdict.NOT_MET, Verdict.MET]
        assert str(suggestion.reason).startswith("teachers at or above the qualification standard: 2016-2017: 90%")
        second = suggest_from(
            primary({**enough, "staff_now.teachers.above_standard": 0, "staff_now.teachers.at_standard": 10}), PRIMARY
        )[code]
        assert [judgement.verdict for judgement in second.judgements] == [Verdict.MET, Verdict.NOT_MET]
        assert (second.rating, second.deciding) == (Rating.NOT_MET, second.judgements[1:])
        half = {name: figure for name, figure in enough.items() if "at_standard" not in name}
        suggestion = suggest_from(primary(half), PRIMARY)[code]
        assert suggestion.rating is None
        assert "missing" in str(suggestion.reason)

    def test_every_indicator_with_numbers_has_its_suggestion(self) -> None:
        """In the law's order, none suggested where nothing is known."""
        suggestions = suggest(SchoolData(), PRIMARY, School(name="A"))
        assert list(suggestions) == sorted({measure.indicator for measure in PRIMARY.measures})
        assert {suggestion.rating for suggestion in suggestions.values()} == {None}
        assert all(suggestion.indicator == code for code, suggestion in suggestions.items())

    def test_the_last_year_of_the_figures_is_the_one_assessed(self) -> None:
        """Unless another one is given."""
        figures = primary({"class_sizes.largest": 30})
        school = School(name="A", region=Region.OTHER)
        assert suggest(figures.data, PRIMARY, school)[CLASS.indicator].rating is Rating.MET
        assert suggest(figures.data, PRIMARY, school, SchoolYear(2017))[CLASS.indicator].rating is None

    def test_a_school_s_file_says_all_that_figures_alone_do_not(self) -> None:
        """Its framework, its kind of school and its year."""
        data = primary({"class_sizes.largest": 30}).data
        school = School(name="A", region=Region.OTHER)
        file = SelfAssessment(framework=PRIMARY.id, school=school, school_year=YEAR, data=data)
        assert suggest(file) == suggest(file, PRIMARY) == suggest(data, PRIMARY, school, YEAR)
        with pytest.raises(TypeError, match="figures alone do not say which school"):
            suggest(data, PRIMARY)  # type: ignore[call-overload] # as told

    def test_where_nothing_is_asked_the_reason_says_so(self) -> None:
        """And with it the reading."""
        figures = secondary({}, SchoolCategory.GIFTED)
        assert "states nothing of gifted schools" in str(suggest_from(figures, SECONDARY)[DISTRICT.indicator].reason)

    @pytest.mark.parametrize("area", [35, 20])
    def test_figures_that_are_a_part_suggest_no_rating_of_the_whole(self, area: int) -> None:
        """Enough of them is no met, since the rest is not judged; too little is not met, whatever the rest is."""
        figures = primary({"now.playground_area.value": area, "now.site_area.value": 100})
        suggestion = suggest_from(figures, PRIMARY)[IndicatorCode.parse("3.1.c")]
        is_enough = area == 35
        assert suggestion.verdict is (Verdict.MET if is_enough else Verdict.NOT_MET)
        assert suggestion.rating is (None if is_enough else Rating.NOT_MET)
        assert [str(left.indicator) for left in suggestion.left] == ["3.1.c"]
        assert str(suggestion.in_words).endswith("enough; the rest of the indicator is not judged")
        assert ("are not enough" in str(suggestion.in_words)) is not is_enough
        assert "the rest not judged" in repr(suggestion)
        assert "not judged, because no figure can show it" in str(suggestion.describe().notes[0])

    def test_what_is_asked_of_other_schools_is_no_part_of_a_suggestion(self) -> None:
        """Of schools that have the numbers nothing more is asked by it."""
        of_others = {each.indicator for each in SECONDARY.unmeasured if each.of_other_schools}
        for code, each in suggest_from(secondary({}), SECONDARY).items():
            rest = tuple(it for it in SECONDARY.unmeasured if it.indicator == code and not it.of_other_schools)
            assert each.left == rest
            of_others.discard(code)
        assert of_others == set()

    def test_what_a_suggestion_says_of_a_whole_indicator(self) -> None:
        """A rating, or that it is not judged, or that nothing is asked."""
        said = {str(code): str(each.in_words) for code, each in suggest_from(primary({}), PRIMARY).items()}
        assert set(said.values()) == {"not judged"}
        gifted = suggest_from(secondary({}, SchoolCategory.GIFTED), SECONDARY)
        assert str(gifted[DISTRICT.indicator].in_words) == "not asked for"
        assert repr(gifted[DISTRICT.indicator]) == "<Suggestion 2.3.b: no rating>"
        assert (gifted[DISTRICT.indicator].is_asked, gifted[SECONDARY_FAIR.indicator].is_asked) == (False, True)

    def test_without_a_category_no_school_is_judged_by_a_number_that_some_are_exempt_from(self) -> None:
        """Class sizes of special-purpose schools follow rules of their own, and which this one is nobody has said."""
        largest = {"class_sizes.largest_secondary": 30, "class_sizes.largest": 30}
        figures = attrs.evolve(secondary(largest), category=None)
        measure = next(each for each in SECONDARY.measures if each.metric == "largest_secondary_class_size")
        judged = judge(measure, figures, framework=SECONDARY)
        assert judged.verdict is Verdict.NOT_JUDGED
        assert "the school's category is not stated, and of some nothing is asked" in str(judged.reason)

    def test_a_reading_is_shown_beside_the_number(self) -> None:
        """Whoever reads the suggestion sees what it rests on."""
        reason = suggest_from(primary(graded(300, 300, 300, 100)), PRIMARY)[FAIR.indicator].reason
        assert "(fair is read as fair and excellent together" in str(reason)
        bare = suggest_from(primary({"class_sizes.largest": 30}), PRIMARY)[CLASS.indicator].reason
        assert str(bare).endswith("2016-2017: 30 ≤ 35")


class TestOutlook:
    """What if, and trends."""

    @given(st.integers(0, 200), st.integers(1, 200))
    def test_a_shortfall_is_the_smallest_that_is_enough(self, part: int, whole: int) -> None:
        """So many more above the standard are enough, one fewer is not; the same for those who join."""
        part = min(part, whole)
        shortfall = find_shortfall(self.judge_teachers(part, whole))
        if 100 * part >= 40 * whole:
            assert shortfall is None
            return
        assert shortfall is not None
        assert isinstance(shortfall.changed, int)
        assert shortfall.joined is not None
        assert self.judge_teachers(part + shortfall.changed, whole).verdict is Verdict.MET
        assert self.judge_teachers(part + shortfall.changed - 1, whole).verdict is Verdict.NOT_MET
        joined = shortfall.joined
        assert self.judge_teachers(part + joined, whole + joined).verdict is Verdict.MET
        assert self.judge_teachers(part + joined - 1, whole + joined - 1).verdict is Verdict.NOT_MET

    @staticmethod
    def judge_teachers(part: int, whole: int) -> Judgement:
        """Return the judgement of so many teachers above the standard."""
        return judge(ABOVE, primary({"staff_now.teachers.total": whole, "staff_now.teachers.above_standard": part}))

    def test_who_is_below_the_standard_cannot_be_outweighed(self) -> None:
        """Where all are asked for, nobody who joins makes up for one who lacks it."""
        measure = get_measure("2.2.c", "teachers_at_or_above_qualification_standard")
        figures = primary(
            {
                "staff_now.teachers.total": 10,
                "staff_now.teachers.at_standard": 5,
                "staff_now.teachers.above_standard": 3,
            }
        )
        shortfall = find_shortfall(judge(measure, figures))
        assert shortfall is not None
        assert (shortfall.changed, shortfall.joined, shortfall.year) == (2, None, YEAR)

    def test_a_ceiling_tells_how_many_fewer(self) -> None:
        """Nobody who joins is the answer to too many."""
        shortfall = find_shortfall(judge(REPEATING, secondary({"pupils.repeating": 31, "pupils.total": 1000})))
        assert shortfall is not None
        assert (shortfall.changed, shortfall.joined) == (11, None)

    def test_an_absolute_value_tells_by_how_much(self) -> None:
        """Two pupils too many in the largest class, a tenth of a metre in the hedge."""
        too_large = find_shortfall(judge(CLASS, primary({"class_sizes.largest": 37})))
        too_low = find_shortfall(
            judge(get_measure("3.1.b", "enclosure_height"), primary({"now.enclosure_height": Decimal("1.4")}))
        )
        assert too_large is not None
        assert too_low is not None
        assert (too_large.changed, too_low.changed) == (2, Fraction(1, 10))

    def test_teachers_per_class_count_in_teachers(self) -> None:
        """A ratio that is no percentage is no share of the whole that people could join; a norm lacks nothing."""
        figures = primary({"now.sessions_per_day": 2, "staff_now.teachers.total": 28, "classes.total": 20})
        assert find_shortfall(judge(PER_CLASS[1], figures)) is None
        shortfall = find_shortfall(judge(attrs.evolve(PER_CLASS[1], decides=True), figures))
        assert shortfall is not None
        assert (shortfall.changed, shortfall.joined) == (2, None)

    def test_nothing_is_lacking_where_nothing_is_known(self) -> None:
        """An open measure has no shortfall."""
        assert find_shortfall(judge(ABOVE, primary({}))) is None

    def test_a_trend_has_a_point_for_each_year(self) -> None:
        """Value and side; a missing year stays in its place."""
        figures = primary(graded(50, 40, 10, 0))
        changes = {DataPlace("results", "below_average", LAST): 20, DataPlace("results", "fair", str(YEARS[0])): None}
        figures = attrs.evolve(figures, data=figures.data.with_figures(changes))
        trend = get_trend(judge(AVERAGE, figures), figures)
        assert [point.is_met for point in trend.points] == [None, True, True, False, True]
        assert trend.points[3].value == Fraction(10_000, 120)
        assert [tuple(map(str, row)) for row in trend_rows(trend)[:4:3]] == [
            ("2012-2013", "not known", "not judged"),
            ("2015-2016", "83.33%", "number not reached"),
        ]
        assert str(trend.title) == "pupils graded average or better: at least 95%"
        assert [point.year for point in get_trend(judge(AVERAGE, figures), figures, YEARS[:2]).points] == list(
            YEARS[:2]
        )

    def test_a_trend_of_a_ceiling(self) -> None:
        """Being low is being on the right side."""
        figures = primary({"class_sizes.largest": 36})
        trend = get_trend(judge(CLASS, figures), figures)
        assert {point.is_met for point in trend.points} == {False}
        assert str(trend.title) == "pupils in the largest class: at most 35"

    def test_a_trend_on_its_threshold(self) -> None:
        """At most 35 are 35 too: what is exactly as large as the number is on its right side."""
        figures = primary({"class_sizes.largest": 35})
        assert {point.is_met for point in get_trend(judge(CLASS, figures), figures).points} == {True}

    def test_a_trend_without_a_number_asked_for(self) -> None:
        """The values are shown all the same."""
        figures = primary(graded(50, 40, 10, 0), region=None)
        trend = get_trend(judge(AVERAGE, figures), figures)
        assert {point.is_met for point in trend.points} == {None}
        assert str(trend.title) == "pupils graded average or better"


class TestWords:
    """What is to be known of a measure beside its number."""

    def test_notes(self) -> None:
        """The note of a measure is the last of it; where there is none, nothing stands for it."""
        for framework, measure in ALL:
            said = [str(text) for text in describe_measure(measure, framework)]
            notes = [text for text in said if text.startswith("note: ")]
            assert notes == ([f"note: {measure.note.en}"] if measure.note else [])
            assert said[len(said) - len(notes) :] == notes
        assert any(measure.note for _, measure in ALL)

    def test_what_the_letter_says_of_its_own_numbers(self) -> None:
        """A number of letter 46 is told with the letter's own caution, a number of the circular without."""
        for framework, measure in ALL:
            cautioned = "mechanically" in " ".join(map(str, describe_measure(measure, framework)))
            assert cautioned == (measure.letter is not None)

    def test_source_and_period(self) -> None:
        """The source comes first; that a number is asked of every year is told, with how sure it is, of those alone."""
        for framework, measure in ALL:
            said = list(map(str, describe_measure(measure, framework)))
            where = "the text of the indicator in the circular"
            if measure.letter is not None:
                where = f"official letter {measure.letter}"
            assert said[0] == f"source: {where} ({measure.status})"
            asked = [f"asked of every year: this is {measure.period_status}"]
            each_year = measure.period is Period.EACH_YEAR
            assert [text for text in said if text.startswith("asked of")] == (asked if each_year else [])
            counts = {
                "a norm to compare with": not measure.decides,
                "the lowest of several numbers": measure.enough is not None,
                "only where": len(measure.condition),
                "not asked of some schools": measure.exemption is not None,
                "note: ": measure.note is not None,
            }
            assert {start: sum(text.startswith(start) for text in said) for start in counts} == counts
        assert {measure.period for _, measure in ALL} >= {Period.NOW, Period.EACH_YEAR}

    def test_numbers_as_facts(self) -> None:
        """Each number once, those of every year a second time; readings, exemptions, and open points about them."""
        for framework in (PRIMARY, SECONDARY):
            known = {str(fact.about): fact for fact in iter_number_facts(framework)}
            for each in framework.measures:
                place = framework.get_indicator(each.indicator).citation.message
                fact = known[f"{each.indicator}: {say_asked(each, framework)}"]
                assert fact.source == (place if each.letter is None else say_letter(framework))
            read = [fact for about, fact in known.items() if ", read into the text: " in about]
            assert len(read) == len({(each.indicator, each.reading) for each in framework.measures if each.reading})
            assert {fact.status for fact in read} == {Status.INFERRED}
            facts = [(str(fact.about), fact.status) for fact in iter_number_facts(framework)]
            every_year = [measure for measure in framework.measures if measure.period is Period.EACH_YEAR]
            told = [status for about, status in facts if about.endswith("; asked of every year")]
            assert told == [measure.period_status for measure in every_year]
            assert len({about for about, _ in facts if ": " in about}) == len({about for about, _ in facts})
            exempt = [about for about, _ in facts if "not asked of some schools" in about]
            assert len(exempt) == sum(measure.exemption is not None for measure in framework.measures)
        points = [[str(fact.about) for fact in iter_number_facts(each)] for each in (PRIMARY, SECONDARY)]
        assert [[about for about in each if about.startswith("open point")] for each in points] == [
            ["open point, read as: fair is read as fair and excellent together, as letter 46 reads it"],
            [
                "open point, read as: fair is read as fair alone, as the indicator says; letter 46 adds no reading",
                "open point, read as: the circular states nothing of gifted schools here, so nothing is asked",
            ],
        ]

    def test_a_point_of_some_schools_is_none_where_no_number_tells_schools_apart(self) -> None:
        """What is open of gifted schools concerns only measures that have a number of their own for them."""
        apart = [measure for measure in SECONDARY.measures if any(each.category for each in measure.thresholds)]
        alike = attrs.evolve(
            SECONDARY,
            measures=tuple(
                attrs.evolve(each, thresholds=tuple(attrs.evolve(it, category=None) for it in each.thresholds[:1]))
                for each in apart
            ),
        )
        assert apart
        assert not [fact for fact in iter_number_facts(alike) if "gifted schools here" in str(fact.about)]

    def test_a_norm_is_never_called_a_minimum(self) -> None:
        """2.2.a is what the rules of staffing allow: its number is told as something to compare with."""
        said = {measure.decides: str(say_asked(measure, PRIMARY)) for measure in (AVERAGE, PER_CLASS[0])}
        assert said[False] == "teachers per class: to compare with, no minimum: 1.2"
        assert ": at least " in said[True]


class TestNumbers:
    """Rounded only in words, and never across what they are held against."""

    def test_no_more_than_twelve_digits(self) -> None:
        """A number that only differs behind the twelfth digit is told as the other one."""
        assert str(number(1 + Fraction(1, 10**12), Fraction(1))) == "1.000000000001"
        assert str(number(1 + Fraction(1, 10**13), Fraction(1))) == "1"

    @pytest.mark.parametrize(
        ("value", "beside", "shown"),
        [
            (Fraction(40), None, "40"),
            (Fraction(1, 2), None, "0.5"),
            (Fraction(2, 3), None, "0.67"),
            (Fraction(39_999, 1000), Fraction(40), "39.999"),
            (Fraction(39_999, 1000), None, "40"),
            (Fraction(40), Fraction(40), "40"),
            (Fraction(40) - Fraction(1, 10**20), Fraction(40), "40"),
            (Fraction(5, 1000), None, "0.01"),
            (Fraction(100_001, 10_000), Fraction(10), "10.0001"),
        ],
    )
    def test_a_number_in_words(self, value: Fraction, beside: Fraction | None, shown: str) -> None:
        """Half up, two digits, zeros dropped; more digits where two would lie, up to twelve."""
        assert str(number(value, beside)) == shown

    def test_a_share_has_its_sign(self) -> None:
        """And the comma of the language."""
        assert amount(Fraction(77, 2), 100).render(get_locale("vi")) == "38,5%"
        assert str(amount(Fraction(77, 2), 1)) == "38.5"

    def test_comparison_signs(self) -> None:
        """A floor and a ceiling, met and not met."""
        signs = {str(judge(CLASS, primary({"class_sizes.largest": size})).reason).split()[2] for size in (30, 40)}
        assert signs == {"≤", ">"}
        assert CLASS.comparison is Comparison.AT_MOST
