"""The numbers of the law: every published case, and the page that prints them."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from kdcl.law import Comparison, Framework, Measure, Region, SchoolCategory
from kdcl.measures import METRICS
from kdcl.standards import get_framework
from measure_cases import MARK, PAGES, Case, read_cases, render_tables

CASES = read_cases()
FRAMEWORKS = [get_framework("tt42-2012/primary"), get_framework("tt42-2012/secondary")]
FREQUENCY = re.compile(
    r"h[ằà]ng (năm|tháng|tuần|quý|ngày)|định kỳ|(sau|từng|mỗi) (năm|tháng|tuần|học kỳ)", re.IGNORECASE
)


class TestCompleteness:
    """No number of the law is left without its cases."""

    def test_every_measure_has_cases(self) -> None:
        """All 43 measures of both frameworks stand in the file."""
        measures = {(framework.id, id(m)) for framework in FRAMEWORKS for m in framework.measures}
        assert len(measures) == 43
        assert {(case.framework.id, id(case.measure)) for case in CASES} == measures

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_every_threshold_has_a_case_at_it_and_on_either_side(self, framework: object) -> None:
        """For each kind of school: below, at and above, as far as a value beyond the threshold exists."""
        groups: defaultdict[tuple[int, SchoolCategory | None, Region | None], list[Case]] = defaultdict(list)
        for case in CASES:
            if case.framework is framework and case.threshold is not None:
                groups[id(case.measure), case.category, case.region].append(case)
        for cases in groups.values():
            threshold = cases[0].threshold
            values = [case.value for case in cases if case.value is not None]
            exemption = cases[0].measure.exemption
            if cases[0].category is None and exemption is not None and exemption.categories:
                # Of which kind of school nothing is asked is known, of which kind this one is is not.
                assert {case.verdict for case in cases} == {"cannot be judged"}
                continue
            assert len(values) >= 3
            assert threshold in values
            at_least = cases[0].measure.comparison is Comparison.AT_LEAST
            verdicts = {case.value == threshold: case.verdict for case in cases if case.value is not None}
            assert verdicts[True] == ("met" if cases[0].measure.enough is None else "cannot be judged")
            below = "not met" if cases[0].measure.decides else "cannot be judged"
            assert {"met", below} <= {case.verdict for case in cases if case.value is not None}
            assert any(value < threshold if at_least else value > threshold for value in values)

    def test_every_kind_of_school_of_a_measure_has_cases(self) -> None:
        """Each threshold of the law is asked for by a case of its category and region."""
        asked = {(id(case.measure), case.category, case.region) for case in CASES}
        for framework in FRAMEWORKS:
            for measure in framework.measures:
                assert {(id(measure), t.category, t.region) for t in measure.thresholds} <= asked, describe(measure)


class TestTitles:
    """What is measured is called as the law of this kind of school calls it."""

    def test_used_area_and_students(self) -> None:
        """Secondary 3.1.c speaks of the used area, 5.12.c of students; primary 3.1.c of the site, 5.6.c of pupils."""
        titles = {
            (framework.id[10:], str(m.indicator)): str(framework.part(METRICS)[m.metric].title)
            for framework in FRAMEWORKS
            for m in framework.measures
        }
        assert titles["secondary", "3.1.c"].endswith("in the used area")
        assert titles["primary", "3.1.c"].endswith("in the site's area")
        assert titles["secondary", "5.12.c"].startswith("excellent students")
        assert titles["primary", "5.6.c"].startswith("excellent pupils")


class TestUnmeasured:
    """What the law counts and no figure is held against stands in the file, with the reason."""

    def test_each_says_why(self) -> None:
        """Requirement and reason are told in both languages, of an indicator that exists."""
        for framework in FRAMEWORKS:
            assert framework.unmeasured
            for left in framework.unmeasured:
                assert left.indicator in framework
                for text in (left.requirement, left.because):
                    assert text.vi != text.en

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_ages_and_meetings(self, framework: Framework) -> None:
        """Among them are the ages of entry, the ratings of principals and how often groups meet."""
        named = {str(left.indicator) for left in framework.unmeasured}
        assert {"1.1.a", "1.2.a", "2.1.b", "2.4.b", "2.5.a"} <= named
        assert named & {"1.3.b", "1.4.b"}

    @pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
    def test_no_frequency_is_left_out(self, framework: Framework) -> None:
        """An indicator that asks for something at intervals has a measure, or is listed as not judged."""
        listed = {left.indicator for left in framework.unmeasured} | {m.indicator for m in framework.measures}
        for indicator in framework.indicators:
            asked = " ".join(text.vi for text in (indicator.requirement, *indicator.checks))
            assert indicator.code in listed or not FREQUENCY.search(asked)


class TestPage:
    """The documentation prints the cases."""

    @pytest.mark.parametrize("language", sorted(PAGES))
    def test_the_page_prints_every_case(self, language: str) -> None:
        """``python tests/measure_cases.py`` writes the tables of both pages anew."""
        assert PAGES[language].read_text("utf-8").partition(MARK)[2] == render_tables(CASES, language)


def describe(measure: Measure) -> str:
    """Return a measure as a failing test names it."""
    return f"{measure.indicator} {measure.metric}"
