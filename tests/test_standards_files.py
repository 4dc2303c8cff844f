"""Files of the law that are damaged: every problem is found, with its place and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkFileError
from kdcl.law import Framework, Level, LevelReading, Region, SchoolCategory, Status, Threshold
from kdcl.standards import load_framework, load_level_rules, load_measures

CATALOGUE = """
schema = 1

[framework]
id = "example/small"
title = { vi = "Trường mẫu", en = "Sample school" }
institution = "secondary"
circular = "1/2000/TT-MAU"
issued = 2000-01-02
in_force = 2000-02-03
guidance = ["2/MAU"]
requirement_status = "inferred"
standards = 2
criteria = 3
indicators = 4

[standard.1]
title = { vi = "Một", en = "One" }
article = 5
article_status = "inferred"

[standard.2]
title = { vi = "Hai", en = "Two" }
article = 6
article_status = "verified"

[criterion."1.1"]
title = { vi = "Một một", en = "One one" }

[criterion."1.2"]
title = { vi = "Một hai", en = "One two" }

[criterion."2.1"]
title = { vi = "Hai một", en = "Two one" }

[indicator."1.1.a"]
requirement.vi = "Có sổ."
requirement.en = "There is a register."
checks = [{ vi = "Đủ trang.", en = "No page is missing." }]
evidence = [
  { kind = "register", vi = "Sổ", en = "Register" },
  { kind = "report", vi = "Báo cáo", en = "Report", alternative = true },
]
note = "A note."

[indicator."1.1.b"]
requirement = { vi = "Có bảng.", en = "There is a board." }
status = "verified"
checks = []
evidence = []

[indicator."1.2.a"]
requirement = { vi = "Có cửa.", en = "There is a door." }
checks = []
evidence = []

[indicator."2.1.a"]
requirement = { vi = "Có cây.", en = "There is a tree." }
checks = []
evidence = []
"""

LEVELS = """
schema = 1
framework = "example/small"
citation = { article = 31, clause = 2 }

[reading]
cumulative = false

[level.1]
citation = { article = 31, clause = 2, point = "a" }
at_least_percent = 60
below_percent = 85
required = ["1.1"]
status = "verified"

[level.2]
citation = { document = "7/2001/TT-MAU", article = 3, status = "verified" }
at_least_percent = 85
status = "inferred"
required_status = "unknown"
required_assumed = ["1.1", "1.2"]
assumption = { vi = "Tạm lấy hai tiêu chí.", en = "Two criteria are assumed." }
"""

MEASURES = """
schema = 1
framework = "example/small"
status = "verified"

[[measure]]
indicator = "1.1.a"
metric = "class_size"
unit = "pupils"
comparison = "<="
value = 35
period = "year"
source = "cv46"

[[measure]]
indicator = "1.2.a"
metric = "teachers_per_class"
unit = "teachers per class"
comparison = ">="
when = { sessions_per_day = 1 }
difficult = 1.20
other = 1.5
period = "now"
source = "circular"
status = "inferred"
note = "A note."

[[measure]]
indicator = "2.1.a"
metric = "suspended"
unit = "%"
population = "students"
comparison = "<="
lower_secondary = { difficult = 1, other = 0.2 }
gifted = { value = 0 }
period = "five_years"
source = "circular"
"""

MISSING = "this key is missing; add it as"
GAP = "the numbering has a gap: {} is missing"
FRACTION = '1.10 is a number with a fraction; write a code in quotation marks, such as "1.10"'
WHOLE_1_10 = "without quotation marks TOML reads {} as keys inside keys; write [{}]"
COUNT = "{} are declared, but the file has {}; complete the file or correct the number"
BARE = "no such key belongs here; remove it or correct its name"
NFD = "the accents are stored apart from their letters (NFD); save the text in Unicode NFC"
EMPTY = "the text is empty; write it, or state the fact as unknown"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a small sound framework."""
    (tmp_path / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (tmp_path / "levels.toml").write_text(LEVELS, encoding="utf-8")
    (tmp_path / "measures.toml").write_text(MEASURES, encoding="utf-8")
    return tmp_path


@pytest.fixture
def framework(folder: Path) -> Framework:
    """Return the small sound framework."""
    return load_framework(folder)


def damage(text: str, *changes: tuple[str, str]) -> str:
    """Return the text with each change made once; a change that finds nothing is a mistake of the test."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def problems_of(caught: pytest.ExceptionInfo[FrameworkFileError]) -> set[tuple[str, str]]:
    """Return the path and the sentence of each problem."""
    return {(problem.path, str(problem.message)) for problem in caught.value.problems}


class TestSoundFolder:
    """A folder with all three files."""

    def test_head(self, framework: Framework) -> None:
        """The head becomes the framework's own attributes."""
        assert (framework.id, str(framework.title)) == ("example/small", "Sample school")
        assert framework.circular.guidance == ("2/MAU",)
        assert framework.circular.ceased is None

    def test_statuses(self, framework: Framework) -> None:
        """An indicator's own status goes before that of the head."""
        assert framework.get_indicator("1.1.b").status is Status.VERIFIED
        assert framework.get_indicator("1.1.a").status is Status.INFERRED

    def test_citations(self, framework: Framework) -> None:
        """Article, clause and point follow from the numbers, with the article's status."""
        citation = framework.get_indicator("1.1.b").citation
        assert str(citation) == "circular 1/2000/TT-MAU, article 5, clause 1, point b"
        assert citation.status is Status.INFERRED
        assert framework.get_criterion("2.1").citation.status is Status.VERIFIED

    def test_evidence(self, framework: Framework) -> None:
        """Suggestions keep their order, and which of them stands in for the one before."""
        assert [suggestion.is_alternative for suggestion in framework.get_indicator("1.1.a").evidence] == [False, True]

    def test_level_rules(self, framework: Framework) -> None:
        """Rules keep their reading, lists, statuses and citations."""
        rules = framework.level_rules
        assert rules is not None
        assert rules.reading is LevelReading.LITERAL
        first, second = rules.rules
        assert (first.level, first.below_percent, first.required_status) == (Level.ONE, 85, Status.VERIFIED)
        assert first.required == (CriterionCode(1, 1),)
        assert second.is_list_unread
        assert str(second.assumption) == "Two criteria are assumed."
        assert str(second.citation) == "circular 7/2001/TT-MAU, article 3"
        assert second.citation.status is Status.VERIFIED

    def test_measures(self, framework: Framework) -> None:
        """Numbers stay exactly as they are written, for the schools they are meant for."""
        size, teachers, suspended = framework.measures
        assert size.thresholds == (Threshold(value="35", category=None, region=None),)
        assert [threshold.value for threshold in teachers.thresholds] == ["1.20", "1.5"]
        assert [threshold.region for threshold in teachers.thresholds] == [Region.DIFFICULT, Region.OTHER]
        assert teachers.condition == (("sessions_per_day", 1),)
        assert teachers.status is Status.INFERRED
        assert [(t.category, t.region, t.value) for t in suspended.thresholds] == [
            (SchoolCategory.LOWER_SECONDARY, Region.DIFFICULT, "1"),
            (SchoolCategory.LOWER_SECONDARY, Region.OTHER, "0.2"),
            (SchoolCategory.GIFTED, None, "0"),
        ]
        assert suspended.population == "students"

    def test_order_in_file_is_free(self, folder: Path) -> None:
        """Items are put into the law's order, wherever the file has them."""
        head, *parts = re.split(r"\n(?=\[)", CATALOGUE)
        (folder / "catalogue.toml").write_text("\n".join([head, *reversed(parts)]), encoding="utf-8")
        assert [str(indicator.code) for indicator in load_framework(folder).indicators] == [
            "1.1.a", "1.1.b", "1.2.a", "2.1.a",
        ]  # fmt: skip

    def test_windows_file(self, folder: Path) -> None:
        """A byte-order mark and Windows line ends change nothing."""
        sound = load_framework(folder)
        (folder / "catalogue.toml").write_bytes(CATALOGUE.replace("\n", "\r\n").encode("utf-8-sig"))
        assert load_framework(folder) == sound


class TestCatalogueAlone:
    """A catalogue file without the others."""

    def test_file(self, folder: Path) -> None:
        """A file alone gives a framework without level rules and measures."""
        framework = load_framework(str(folder / "catalogue.toml"))
        assert framework.level_rules is None
        assert framework.measures == ()

    def test_folder(self, folder: Path) -> None:
        """So does a folder in which the other files are missing."""
        (folder / "levels.toml").unlink()
        (folder / "measures.toml").unlink()
        assert load_framework(folder) == load_framework(folder / "catalogue.toml")


STANDARD_3 = """[standard.3]
title = { vi = "Ba", en = "Three" }
article = 7
article_status = "inferred"

[criterion."1.1"]"""

CATALOGUE_DAMAGE: dict[str, tuple[tuple[tuple[str, str], ...], set[tuple[str, str]]]] = {
    "unknown key in the head": ((('id = "exam', 'colour = "red"\nid = "exam'),), {("framework.colour", BARE)}),
    "unknown key at the top": ((("schema = 1", "schema = 1\nscheme = 2"),), {("scheme", BARE)}),
    "unknown key of an indicator": ((('note = "A', 'not = "A'),), {('indicator."1.1.a".not', BARE)}),
    "unknown language": ((('en = "One"', 'en = "One", fr = "Un"'),), {("standard.1.title.fr", BARE)}),
    "missing key": (
        (('circular = "1/2000/TT-MAU"\n', ""),),
        {("framework.circular", f"{MISSING} a text")},
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
        (('guidance = ["2/MAU"]', 'guidance = "2/MAU"'),),
        {("framework.guidance", "'2/MAU' is a text; write a list")},
    ),
    "number in a list of texts": (
        (('guidance = ["2/MAU"]', 'guidance = ["2/MAU", 46]'),),
        {("framework.guidance[1]", "46 is a whole number; write a text")},
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
        {("standard.2.article_status", "'sure' is not known; write one of: verified, inferred, unknown")},
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
                "'1.1.B', character 5: expected a letter from a to z; "
                "write standard, criterion and letter, as in 1.3.b",
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
        (("2/MAU", "2/MA\u0302U"),),
        {("framework.guidance[0]", NFD)},
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
            ('circular = "1/2000/TT-MAU"\n', ""),
            ("article = 5", 'article = "5"'),
            ('en = "One one"', 'en = ""'),
            ("Có sổ.", "Co\u0301 sổ."),
            ('note = "A', 'not = "A'),
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


class TestNotToml:
    """A file that is no TOML, or cannot be read at all."""

    @pytest.mark.parametrize(
        ("old", "new", "place"),
        [
            ("schema = 1", "schema = ", "line 2, column 10"),
            ('[criterion."1.2"]', '[criterion."1.1"]', "line 30, column 17"),
            ("article = 5\n", "article = 5\narticle = 5\n", "line 20, column 12"),
            ("There is a tree.", 'There is a tree."""', "line 58, column 56"),
            ("schema = 1", f"schema = {'1' * 5000}", "."),
            ("schema = 1", f"schema = {'[' * 5000}", "."),
        ],
        ids=["no value", "doubled table", "doubled key", "open text", "endless number", "endless nesting"],
    )
    def test_place(self, tmp_path: Path, old: str, new: str, place: str) -> None:
        """The error names line and column where they are known."""
        path = tmp_path / "catalogue.toml"
        path.write_text(damage(CATALOGUE, (old, new)), encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        (problem,) = caught.value.problems
        assert problem.path == place
        assert str(problem.message).startswith("this is not valid TOML (")

    def test_not_utf_8(self, tmp_path: Path) -> None:
        """A file in an old Vietnamese encoding is refused at the first line that shows it."""
        path = tmp_path / "catalogue.toml"
        path.write_bytes(b"schema = 1\n# \xf4\xe3 \n")
        with pytest.raises(FrameworkFileError) as caught:
            load_framework(path)
        assert problems_of(caught) == {("line 2", "the text is not UTF-8; save the file with the encoding UTF-8")}

    def test_missing(self, tmp_path: Path) -> None:
        """A file that is not there is an error of the same kind."""
        with pytest.raises(
            FrameworkFileError, match="the file cannot be read .*; check its name and its access rights"
        ):
            load_framework(tmp_path / "nowhere.toml")


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

    def test_sound(self, folder: Path, framework: Framework) -> None:
        """The same file, undamaged, gives the rules that the folder gives."""
        assert load_level_rules(str(folder / "levels.toml"), framework) == framework.level_rules

    def test_cumulative(self, folder: Path, framework: Framework) -> None:
        """The reading is the file's own statement."""
        path = folder / "levels.toml"
        path.write_text(damage(LEVELS, ("cumulative = false", "cumulative = true")), encoding="utf-8")
        assert load_level_rules(path, framework).reading is LevelReading.CUMULATIVE


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
        ('source = "cv46"', 'source = "letter"'),
        {("measure[0].source", "'letter' is not known; write one of: circular, cv46")},
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
        {("measure[2]", "there are numbers for every school and for single categories; keep one of the two")},
    ),
    "category without a table": (
        ("gifted = { value = 0 }", "gifted = 0"),
        {("measure[2].gifted", "0 is a whole number; write a table")},
    ),
    "condition that is no number": (
        ("sessions_per_day = 1", 'sessions_per_day = "1"'),
        {("measure[1].when.sessions_per_day", "'1' is a text; write a whole number")},
    ),
}


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

    def test_sound(self, folder: Path, framework: Framework) -> None:
        """The same file, undamaged, gives the measures that the folder gives."""
        measures = load_measures(folder / "measures.toml", framework)
        assert measures == framework.measures
        assert measures[0].indicator == IndicatorCode(1, 1, "a")

    def test_missing_file_of_a_folder(self, folder: Path, framework: Framework) -> None:
        """A folder is read without the measures that it does not have."""
        (folder / "measures.toml").unlink()
        assert load_framework(folder) == attrs.evolve(framework, measures=())
