"""The numbers of the law: every case of tests/cases/measures.toml, and the page that prints them."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kdcl.law import Comparison, Measure, Region, SchoolCategory
from kdcl.measures import judge
from kdcl.standards import get_framework
from measure_cases import MARK, PAGE, Case, read_cases, render_tables

CASES = read_cases()
FRAMEWORKS = [get_framework("tt42-2012/primary"), get_framework("tt42-2012/secondary")]
WORDS = {
    "met": "met",
    "not_met": "not met",
    "not_judged": "cannot be judged",
    "not_applicable": "not applicable",
}


def name_case(case: Case) -> str:
    """Return what a test of a case is called."""
    return f"{case.measure.indicator}-{case.measure.metric}-{case.school}-{case.value}"


@pytest.mark.parametrize("case", CASES, ids=name_case)
def test_a_case_is_judged_as_the_law_says(case: Case) -> None:
    """Threshold, value and verdict are those that the case states."""
    judgement = judge(case.measure, case.build_figures(), framework=case.framework)
    assert judgement.threshold == case.threshold
    assert judgement.value == case.value
    assert WORDS[judgement.verdict] == case.verdict
    assert judgement.citation == case.framework.get_indicator(case.measure.indicator).citation


class TestCompleteness:
    """No number of the law is left without its cases."""

    def test_every_measure_has_cases(self) -> None:
        """All 39 measures of both frameworks stand in the file."""
        measures = {(framework.id, id(m)) for framework in FRAMEWORKS for m in framework.measures}
        assert len(measures) == 39
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
            assert len(values) >= 3
            assert threshold in values
            at_least = cases[0].measure.comparison is Comparison.AT_LEAST
            verdicts = {case.value == threshold: case.verdict for case in cases if case.value is not None}
            assert verdicts[True] == "met"
            assert {"met", "not met"} <= {case.verdict for case in cases}
            assert any(value < threshold if at_least else value > threshold for value in values)

    def test_every_kind_of_school_of_a_measure_has_cases(self) -> None:
        """Each threshold of the law is asked for by a case of its category and region."""
        asked = {(id(case.measure), case.category, case.region) for case in CASES}
        for framework in FRAMEWORKS:
            for measure in framework.measures:
                assert {(id(measure), t.category, t.region) for t in measure.thresholds} <= asked, describe(measure)


class TestPage:
    """The documentation prints the cases."""

    def test_the_page_prints_every_case(self) -> None:
        """``python tests/measure_cases.py`` writes the tables anew."""
        assert PAGE.read_text("utf-8").partition(MARK)[2] == render_tables(CASES)


def describe(measure: Measure) -> str:
    """Return a measure as a failing test names it."""
    return f"{measure.indicator} {measure.metric}"
