"""Catalogue files that are damaged: every problem is found, with its place and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kdcl.errors import FrameworkFileError
from kdcl.standards import load_framework

SMALL = Path(__file__).parent / "cases" / "small-framework"
CATALOGUE = (SMALL / "catalogue.toml").read_text(encoding="utf-8")

MISSING = "this key is missing; add it as"
GAP = "the numbering has a gap: {} is missing"
WHOLE_1_10 = "without quotation marks TOML reads {} as keys inside keys; write [{}]"
COUNT = "{} are declared, but the file has {}; complete the file or correct the number"
BARE = "no such key belongs here; remove it or correct its name"
NFD = "the accents are stored apart from their letters (NFD); save the text in Unicode NFC"
HOW_TO_WRITE_INDICATORS = "write standard, criterion and letter, as in 1.3.b"
EMPTY = "the text is empty; write it, or state the fact as unknown"

STANDARD_3 = """[standard.3]
title = { vi = "Ba", en = "Three" }
article = 7
article_status = "inferred"

[criterion."1.1"]"""

CATALOGUE_DAMAGE: dict[str, tuple[tuple[tuple[str, str], ...], set[tuple[str, str]]]] = {
    "unknown key in the head": ((('id = "exam', 'colour = "red"\nid = "exam'),), {("framework.colour", BARE)}),
    "unknown key at the top": ((("schema = 1", "schema = 1\nscheme = 2"),), {("scheme", BARE)}),
    "unknown key of an indicator": ((("note = {", "not = {"),), {('indicator."1.1.a".not', BARE)}),
    "unknown language": ((('en = "One"', 'en = "One", fr = "Un"'),), {("standard.1.title.fr", BARE)}),
    "missing key": (
        (('circular = "01/2000/TT-MAU"\n', ""),),
        {("framework.circular", f"{MISSING} the number of a document in quotation marks")},
    ),
    "missing table": (
        ((re.split(r"(?=\[framework\])|(?=\[standard\.1\])", CATALOGUE)[1], ""),),
        {("framework", f"{MISSING} a table")},
    ),
    "missing translation": (
        (('requirement.en = "There is a register."\n', ""),),
        {('indicator."1.1.a".requirement.en', f"{MISSING} a text")},
    ),
    "empty translation": (
        (('en = "No page is missing."', 'en = " "'),),
        {('indicator."1.1.a".checks[0].en', EMPTY)},
    ),
    "missing requirement": (
        (('requirement = { vi = "Có cây.", en = "There is a tree." }\n', ""),),
        {('indicator."2.1.a".requirement', f"{MISSING} a table")},
    ),
    "text where a number belongs": (
        (("article = 5", 'article = "5"'),),
        {("standard.1.article", "'5' is a text; write a whole number")},
    ),
    "fraction where a number belongs": (
        (("article = 5", "article = 5.0"),),
        {("standard.1.article", "5.0 is a number with a fraction; write a whole number")},
    ),
    "number out of range": (
        (("article = 5", "article = 0"),),
        {("standard.1.article", "0 is not a number from 1 to 999; correct it")},
    ),
    "truth where a number belongs": (
        (("standards = 2", "standards = true"),),
        {("framework.standards", "true is true or false; write a whole number")},
    ),
    "time where a day belongs": (
        (("issued = 2000-01-02", "issued = 2000-01-02T10:00:00"),),
        {("framework.issued", "2000-01-02T10:00:00 is a date with a time; write a date such as 2012-11-23")},
    ),
    "text where a list belongs": (
        (('guidance = ["02/MAU"]', 'guidance = "02/MAU"'),),
        {("framework.guidance", "'02/MAU' is a text; write a list")},
    ),
    "number in a list of texts": (
        (('guidance = ["02/MAU"]', 'guidance = ["02/MAU", 46]'),),
        {("framework.guidance[1]", "46 is a whole number; write the number of a document in quotation marks")},
    ),
    "list where a table belongs": (
        (('title = { vi = "Một", en = "One" }', 'title = ["Một"]'),),
        {("standard.1.title", "this is a list; write a table")},
    ),
    "text where a truth belongs": (
        (("alternative = true", 'alternative = "yes"'),),
        {('indicator."1.1.a".evidence[1].alternative', "'yes' is a text; write true or false")},
    ),
    "unknown status": (
        (('article_status = "verified"', 'article_status = "sure"'),),
        {("standard.2.article_status", "'sure' is not known; write one of: verified, practice, inferred, unknown")},
    ),
    "status that is no text": (
        (('status = "verified"\nchecks', "status = 1\nchecks"),),
        {('indicator."1.1.b".status', "1 is a whole number; write a text")},
    ),
    "criterion without quotation marks": (
        (('[criterion."1.2"]', "[criterion.1.2]"),),
        {
            ("criterion.1.2", WHOLE_1_10.format("1.2", 'criterion."1.2"')),
            ('indicator."1.2.a"', 'it belongs to nothing: [criterion."1.2"] is missing; add it or correct the number'),
            ("framework.criteria", COUNT.format(3, 2)),
        },
    ),
    "indicator without quotation marks": (
        (('[indicator."1.1.b"]', "[indicator.1.1.b]"),),
        {
            ("indicator.1.1.b", WHOLE_1_10.format("1.1.b", 'indicator."1.1.b"')),
            ("framework.indicators", COUNT.format(4, 3)),
        },
    ),
    "name that is no code": (
        (('[indicator."1.1.b"]', '[indicator."1.1.B"]'),),
        {
            (
                'indicator."1.1.B"',
                f"'1.1.B', character 5: expected a letter from a to z; {HOW_TO_WRITE_INDICATORS}",
            ),
            ("framework.indicators", COUNT.format(4, 3)),
        },
    ),
    "standard that is no number": (
        (("[standard.2]", "[standard.two]"),),
        {
            ("standard.two", "'two', character 1: this is no number from 1 to 99; write a number such as 1"),
            ('criterion."2.1"', "it belongs to nothing: [standard.2] is missing; add it or correct the number"),
            ("framework.standards", COUNT.format(2, 1)),
        },
    ),
    "decomposed accents": (
        (("Có sổ.", "Co\u0301 sổ."),),
        {('indicator."1.1.a".requirement.vi', NFD)},
    ),
    "decomposed accents in a list": (
        (('kind = "register"', 'kind = "re\u0301gister"'),),
        {('indicator."1.1.a".evidence[0].kind', NFD)},
    ),
    "gap in the criteria": (
        (('[criterion."1.2"]', '[criterion."1.3"]'), ('[indicator."1.2.a"]', '[indicator."1.3.a"]')),
        {('criterion."1.3"', GAP.format("1.2"))},
    ),
    "gap in the indicators": (
        (('[indicator."1.1.b"]', '[indicator."1.1.c"]'),),
        {('indicator."1.1.c"', GAP.format("1.1.b"))},
    ),
    "gap in the standards": (
        (
            ("[standard.2]", "[standard.3]"),
            ('[criterion."2.1"]', '[criterion."3.1"]'),
            ('[indicator."2.1.a"]', '[indicator."3.1.a"]'),
        ),
        {("standard.3", GAP.format("2"))},
    ),
    "indicator of no criterion": (
        (('[indicator."2.1.a"]', '[indicator."2.2.a"]'),),
        {
            ('indicator."2.2.a"', 'it belongs to nothing: [criterion."2.2"] is missing; add it or correct the number'),
            ('criterion."2.1"', 'nothing belongs to it; add [indicator."2.1.a"] and those after it'),
        },
    ),
    "standard without criteria": (
        (("standards = 2", "standards = 3"), ('[criterion."1.1"]', STANDARD_3)),
        {("standard.3", 'nothing belongs to it; add [criterion."3.1"] and those after it')},
    ),
    "wrong count": ((("indicators = 4", "indicators = 5"),), {("framework.indicators", COUNT.format(5, 4))}),
    "truncated file": (
        ((CATALOGUE[CATALOGUE.index('\n[indicator."2.1.a"]') :], ""),),
        {
            ("framework.indicators", COUNT.format(4, 3)),
            ('criterion."2.1"', 'nothing belongs to it; add [indicator."2.1.a"] and those after it'),
        },
    ),
    "schema of the future": (
        (("schema = 1", "schema = 2"),),
        {("schema", "schema 2 is not known; this version reads schema 1")},
    ),
    "missing schema": ((("schema = 1", ""),), {("schema", f"{MISSING} a whole number")}),
}  # fmt: skip


def damage(text: str, *changes: tuple[str, str]) -> str:
    """Return the text with each change made once; a change that finds nothing is a mistake of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems_of(caught: pytest.ExceptionInfo[FrameworkFileError]) -> set[tuple[str, str]]:
    """Return the path and the sentence of each problem."""
    return {(problem.path, str(problem.message)) for problem in caught.value.problems}


class TestDamagedCatalogue:
    """Each damage of a catalogue file is found at its place."""

    @pytest.mark.parametrize("name", CATALOGUE_DAMAGE)
    def test_damage(self, tmp_path: Path, name: str) -> None:
        """Exactly the problems of this damage are reported."""
        changes, expected = CATALOGUE_DAMAGE[name]
        path = tmp_path / "catalogue.toml"
        path.write_text(damage(CATALOGUE, *changes), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        assert problems_of(caught) == expected
        assert len(caught.value.problems) == len(expected)
        assert caught.value.source == str(path)

    def test_several_at_once(self, tmp_path: Path) -> None:
        """All damages that keep the file TOML are reported together, in one error."""
        changes = [
            ("schema = 1", "schema = 9"),
            ('circular = "01/2000/TT-MAU"\n', ""),
            ("article = 5", 'article = "5"'),
            ('en = "One one"', 'en = ""'),
            ("Có sổ.", "Co\u0301 sổ."),
            ("note = {", "not = {"),
            ("indicators = 4", "indicators = 84"),
            ("alternative = true", "alternative = 1"),
            ('[indicator."1.1.b"]', '[indicator."1.1.d"]'),
            ('status = "verified"\nchecks', 'status = "sure"\nchecks'),
        ]
        path = tmp_path / "catalogue.toml"
        path.write_text(damage(CATALOGUE, *changes), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        assert {path for path, _ in problems_of(caught)} == {
            "schema",
            "framework.circular",
            "standard.1.article",
            'criterion."1.1".title.en',
            'indicator."1.1.a".requirement.vi',
            'indicator."1.1.a".not',
            "framework.indicators",
            'indicator."1.1.a".evidence[1].alternative',
            'indicator."1.1.d"',
            'indicator."1.1.d".status',
        }
        assert str(caught.value).startswith(f"{path}: problems found: 10\n")

    def test_orphans_are_read(self, tmp_path: Path) -> None:
        """What stands in an item that belongs to nothing is checked too."""
        changes = [
            ('[criterion."2.1"]', '[criterion."5.1"]'),
            ('[indicator."2.1.a"]', '[indicator."5.1.a"]'),
            ('en = "Two one"', 'en = ""'),
            ('en = "There is a tree."', 'en = ""'),
        ]
        path = tmp_path / "catalogue.toml"
        path.write_text(damage(CATALOGUE, *changes), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        assert problems_of(caught) == {
            ('criterion."5.1"', "it belongs to nothing: [standard.5] is missing; add it or correct the number"),
            ('criterion."5.1".title.en', EMPTY),
            ('indicator."5.1.a".requirement.en', EMPTY),
            ("standard.2", 'nothing belongs to it; add [criterion."2.1"] and those after it'),
        }
