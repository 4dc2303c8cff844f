"""Files of level rules and measures that are damaged: every problem is found, with its place and what to do."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from kdcl.errors import FrameworkFileError
from kdcl.law import Framework
from kdcl.standards import load_framework, load_level_rules, load_measures

SMALL = Path(__file__).parent / "cases" / "small-framework"
LEVELS = (SMALL / "levels.toml").read_text(encoding="utf-8")
MEASURES = (SMALL / "measures.toml").read_text(encoding="utf-8")

MISSING = "this key is missing; add it as"
FRACTION = '1.10 is a number with a fraction; write a code in quotation marks, such as "1.10"'
BARE = "no such key belongs here; remove it or correct its name"
EMPTY = "the text is empty; write it, or state the fact as unknown"


@pytest.fixture
def framework() -> Framework:
    """Return the small sound framework."""
    return load_framework(SMALL)


def damage(text: str, *changes: tuple[str, str]) -> str:
    """Return the text with each change made once; a change that finds nothing is a mistake of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems_of(caught: pytest.ExceptionInfo[FrameworkFileError]) -> set[tuple[str, str]]:
    """Return the path and the sentence of each problem."""
    return {(problem.path, str(problem.message)) for problem in caught.value.problems}


LEVELS_DAMAGE: dict[str, tuple[tuple[str, str], set[tuple[str, str]]]] = {
    "other framework": (
        ('framework = "example/small"', 'framework = "example/large"'),
        {("framework", "the file is for example/large, but was read for example/small")},
    ),
    "empty framework": (('framework = "example/small"', 'framework = ""'), {("framework", EMPTY)}),
    "fraction for a criterion": (
        ('required = ["1.1"]', "required = [1.10]"),
        {("level.1.required[0]", FRACTION)},
    ),
    "criterion listed twice": (
        ('required = ["1.1"]', 'required = ["1.1", "1.2", "1.1"]'),
        {("level.1.required[2]", "1.1 is listed twice; keep one")},
    ),
    "unknown criterion": (
        ('required = ["1.1"]', 'required = ["1.10"]'),
        {("level.1.required[0]", "criterion 1.10 does not exist in example/small; correct it")},
    ),
    "no code": (
        ('required = ["1.1"]', 'required = ["11"]'),
        {
            (
                "level.1.required[0]",
                "'11', character 3: expected a dot; write standard and criterion, as in 1.10",
            )
        },
    ),
    "read list of an unread rule": (
        ("required_assumed = ", "required = "),
        {("level.2.required", BARE), ("level.2.required_assumed", f"{MISSING} a list")},
    ),
    "unread list without assumption": (
        ('assumption = { vi = "Tạm lấy hai tiêu chí.", en = "Two criteria are assumed." }\n', ""),
        {("level.2.assumption", f"{MISSING} a table")},
    ),
    "no percentage at all": (
        ("at_least_percent = 60", "at_least_percent = 0"),
        {("level.1.at_least_percent", "0 is not a number from 1 to 100; correct it")},
    ),
    "bounds crossed": (
        ("below_percent = 85", "below_percent = 60"),
        {("level.1.below_percent", "60 is not a number from 61 to 100; correct it")},
    ),
    "gap in the levels": (
        ("[level.2]", "[level.3]"),
        {("level.3", "levels are numbered from 1 to 3 without a gap; correct the number")},
    ),
    "no such level": (
        ("[level.2]", "[level.4]"),
        {("level.4", "levels are numbered from 1 to 3 without a gap; correct the number")},
    ),
    "no level": (
        (LEVELS[LEVELS.index("[level.1]") :], "[level]"),
        {("level", "there is no level; add [level.1]")},
    ),
    "level section missing": (
        (LEVELS[LEVELS.index("[level.1]") :], ""),
        {("level", f"{MISSING} a table")},
    ),
    "reading missing": (("cumulative = false", ""), {("reading.cumulative", f"{MISSING} true or false")}),
    "citation without article": (
        ("citation = { article = 31, clause = 2 }", "citation = { clause = 2 }"),
        {("citation.article", f"{MISSING} a whole number")},
    ),
}


class TestDamagedLevelRules:
    """Each damage of a level-rules file is found at its place."""

    @pytest.mark.parametrize("name", LEVELS_DAMAGE)
    def test_damage(self, tmp_path: Path, framework: Framework, name: str) -> None:
        """Exactly the problems of this damage are reported."""
        change, expected = LEVELS_DAMAGE[name]
        path = tmp_path / "own.toml"
        path.write_text(damage(LEVELS, change), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_level_rules(path, framework)
        assert problems_of(caught) == expected
        assert len(caught.value.problems) == len(expected)


MEASURES_DAMAGE: dict[str, tuple[tuple[str, str], set[tuple[str, str]]]] = {
    "other framework": (
        ('framework = "example/small"', 'framework = "example/large"'),
        {("framework", "the file is for example/large, but was read for example/small")},
    ),
    "unknown indicator": (
        ('indicator = "1.1.a"', 'indicator = "1.1.c"'),
        {("measure[0].indicator", "indicator 1.1.c does not exist in example/small; correct it")},
    ),
    "indicator missing": (
        ('indicator = "1.1.a"\n', ""),
        {("measure[0].indicator", f'{MISSING} a code in quotation marks, such as "1.10"')},
    ),
    "measure twice": (
        (MEASURES[MEASURES.index("[[measure]]") :], 2 * MEASURES[MEASURES.index("[[measure]]") :]),
        {(f"measure[{place}]", "this measure stands in the file twice; keep one") for place in (3, 4, 5)},
    ),
    "unknown comparison": (
        ('comparison = "<="', 'comparison = "<"'),
        {("measure[0].comparison", "'<' is not known; write one of: >=, <=")},
    ),
    "unknown source": (
        ('source = "letter"', 'source = "cv46"'),
        {("measure[0].source", "'cv46' is not known; write one of: circular, letter")},
    ),
    "share of nothing": (
        ('population = "students"\n', ""),
        {("measure[2].population", f"{MISSING} a text")},
    ),
    "population of no share": (
        ('unit = "pupils"', 'unit = "pupils"\npopulation = "pupils"'),
        {("measure[0].population", BARE)},
    ),
    "number as text": (
        ("value = 35", 'value = "35"'),
        {("measure[0].value", "'35' is a text; write a plain number such as 35 or 1.20")},
    ),
    "negative number": (
        ("value = 35", "value = -35"),
        {("measure[0].value", "-35 is a whole number; write a plain number such as 35 or 1.20")},
    ),
    "infinite number": (
        ("value = 35", "value = inf"),
        {("measure[0].value", "inf is a number with a fraction; write a plain number such as 35 or 1.20")},
    ),
    "no number": (
        ("value = 35\n", ""),
        {("measure[0]", "give one number as `value`, or one for each region as `difficult` and `other`")},
    ),
    "numbers in two ways": (
        ("value = 35", "value = 35\ndifficult = 1\nother = 2"),
        {("measure[0]", "give one number as `value`, or one for each region as `difficult` and `other`")},
    ),
    "one region only": (
        ("other = 1.5\n", ""),
        {("measure[1].other", f"{MISSING} a plain number such as 35 or 1.20")},
    ),
    "numbers for all and for categories": (
        ("gifted = { value = 0 }", "gifted = { value = 0 }\nvalue = 1"),
        {("measure[2].value", BARE)},
    ),
    "category without a table": (
        ("gifted = { value = 0 }", "gifted = 0"),
        {("measure[2].gifted", "0 is a whole number; write a table")},
    ),
    "exemption of an unknown category": (
        ('categories = ["upper_secondary"', 'categories = ["talented"'),
        {
            (
                "measure[2].not_for.categories",
                "'talented' is not known; write one of: lower_secondary, upper_secondary, gifted",
            )
        },
    ),
    "condition that is no number": (
        ("sessions_per_day = 1", 'sessions_per_day = "1"'),
        {("measure[1].when.sessions_per_day", "'1' is a text; write a whole number")},
    ),
}


class TestWithoutALetter:
    """A number that a letter adds needs a letter that the catalogue names."""

    def test_the_source_is_refused(self, tmp_path: Path, framework: Framework) -> None:
        """A framework without a letter has only the numbers of its circular."""
        path = tmp_path / "own.toml"
        path.write_text(MEASURES, encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_measures(path, attrs.evolve(framework, letter=None))
        told = "the catalogue names no letter; add `letter` to it, or write circular"
        assert problems_of(caught) == {("measure[0].source", told)}


class TestDamagedMeasures:
    """Each damage of a measures file is found at its place."""

    @pytest.mark.parametrize("name", MEASURES_DAMAGE)
    def test_damage(self, tmp_path: Path, framework: Framework, name: str) -> None:
        """Exactly the problems of this damage are reported."""
        change, expected = MEASURES_DAMAGE[name]
        path = tmp_path / "own.toml"
        path.write_text(damage(MEASURES, change), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_measures(path, framework)
        assert problems_of(caught) == expected
        assert len(caught.value.problems) == len(expected)
