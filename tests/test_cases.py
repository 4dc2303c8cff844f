"""Cases of the law without Python: what a file may say, what it is refused for, and what comes out."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from kdcl.cases import (
    CaseOutcome,
    _reading,
    build_junit,
    load_cases,
    published_cases,
    run_cases,
    run_published,
    say_value,
)
from kdcl.cli import main
from kdcl.errors import FrameworkFileError
from kdcl.law import Level
from kdcl.locale import get_locale
from kdcl.standards import get_framework

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "cases" / "primary-levels.toml"
HEAD = 'framework = "tt42-2012/primary"\n'
CASE = '[[case]]\nname = "one"\nclause = "article 31"\n'


def run(tmp_path: Path, text: str) -> tuple[CaseOutcome, ...]:
    """Return what came of the cases of a text."""
    path = tmp_path / "cases.toml"
    path.write_text(text, "utf-8")
    return run_cases(load_cases(path), "cases.toml")


def failures(tmp_path: Path, facts: str, expected: str) -> list[str]:
    """Return what fails of one case, each in words."""
    (outcome,) = run(tmp_path, f"{HEAD}{CASE}{facts}\n[case.expect]\n{expected}\n")
    return [str(failure.in_words) for failure in outcome.failures]


def problems(tmp_path: Path, text: str) -> list[str]:
    """Return the problems that a text is refused for."""
    with pytest.raises(FrameworkFileError) as caught:
        run(tmp_path, text)
    return [str(problem) for problem in caught.value.problems]


class TestWhatCanBeStated:
    """Facts of a school, in lists, as a table, or as a school's file."""

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ('others = "met"', "level = 3\ncertain_level = 3\nsupported_level = 3\nindicators_met = 84"),
            ('others = "met"\nnot_met = ["1"]\nmet = ["1.1", "1.2.a"]', "criteria_met = 22\nindicators_met = 67"),
            ('met = ["1.2.a"]\nnot_met = ["1"]\nothers = "met"', 'verdicts = { "1.2" = "not met" }'),
            ('ratings = { "1.1" = "met", "1.2.a" = "not_met" }\nothers = "open"', "indicators_met = 3"),
            ("", 'level = "none"\nlowest_level = "none"\nhighest_level = 3\nverdicts = { "1.1" = "not assessed" }'),
            ('others = "met"\nopen = ["1.1.a"]', 'gap = { level = 3, basis = "certain", indicators = ["1.1.a"] }'),
            ('others = "met"\nreading = "literal"', "level = 3\ngap = { level = 3, count = 0 }"),
            (
                'figures = { "class_sizes.largest" = 36, "pupils.total" = 100 }\nfeatures = ["public"]',
                'verdicts = { "1.2.b" = "not met", largest_class_size = "not met", "2.1.a" = "cannot be judged" }',
            ),
            ('figures = { "class_sizes.largest.2016-2017" = 36 }', 'verdicts = { "1.2.b" = "not met" }'),
            ('others = "met"', 'findings = ["missing-sheet", "missing-sheet @ sheets"]'),
            ('others = "met"', 'no_findings = ["unknown-indicator", "met-without-evidence @ ratings.1.1.z"]'),
            (
                'school = { school = { name = "X" }, school_year = "2016-2017" }',
                'findings = ["indicator-not-assessed"]',
            ),
            (
                "school = { school = {}, evidence = [{ code = 1.5, number = true }] }",
                'findings = ["unreadable"]',
            ),
            ("school = { school_year = 2017-01-01 }", 'findings = ["unreadable"]'),
            (f'file = "{(ROOT / "examples/primary-2017.json").as_posix()}"', 'no_findings = ["unreadable"]'),
        ],
    )
    def test_it_comes_out(self, tmp_path: Path, facts: str, expected: str) -> None:
        """What follows from the facts is what a reader of the law expects."""
        assert failures(tmp_path, facts, expected) == []

    def test_rules_of_ones_own(self, tmp_path: Path) -> None:
        """Level rules are named from where the file of cases stands."""
        shipped = ROOT / "src/kdcl/standards/tt42_2012/primary/levels.toml"
        (tmp_path / "own.toml").write_bytes(shipped.read_bytes())
        assert failures(tmp_path, 'rules = "own.toml"\nothers = "met"', "level = 3") == []

    def test_vietnamese_and_english_say_the_same(self, tmp_path: Path) -> None:
        """Keys with accents, without them and in English are one."""
        english = f'{HEAD}{CASE}others = "met"\n[case.expect]\nlevel = 2\n'
        vietnamese = (
            '"Bộ tiêu chuẩn" = "tt42-2012/primary"\n[["trường hợp"]]\nten = "one"\n"căn-cứ" = "article 31"\n'
            '"CÒN LẠI" = "Đạt"\n["trường hợp".mong_doi]\n"cấp độ" = 2\n'
        )
        first, second = run(tmp_path, english)[0], run(tmp_path, vietnamese)[0]
        assert [str(each.in_words) for each in first.failures] == [str(each.in_words) for each in second.failures]
        assert str(second.failures[0].expectation.place) == '"trường hợp"[0].mong_doi."cấp độ"'


class TestWhatFails:
    """A failure cites the clause, and says what was expected and got."""

    @pytest.mark.parametrize(
        ("facts", "expected", "told", "clause"),
        [
            ('others = "met"', "level = 2", "level: expected level 2, got level 3", "article 31, clause 1, point c"),
            ("", "level = 1", "level: expected level 1, got none", "article 31, clause 1, point a"),
            ("", "certain_level = 3", "certain level: expected level 3, got none", "article 31, clause 1, point c"),
            ("", "highest_level = 1", "highest level still possible: expected level 1, got level 3", "article 31"),
            ("", "criteria_met = 1", "criteria met: expected 1, got 0", ""),
            ("", "gap = { level = 1, count = 1 }", "smallest step 1 assumed: expected 1, got", "clause 1, point a"),
            (
                'not_met = ["1.1.a"]\nothers = "met"',
                "gap = { level = 3, basis = 'certain', indicators = ['1.2.a'] }",
                "expected 1.2.a, got 1.1.a",
                "article 31, clause 1, point c",
            ),
            ("", 'gap = { level = 2, basis = "certain", count = 1 }', "expected 1, got", "article 31"),
            (
                "",
                'verdicts = { "1.1" = "met" }',
                "verdict on a criterion 1.1: expected met, got not assessed",
                "article 5",
            ),
            ("", 'verdicts = { "1.2.b" = "met" }', "suggest 1.2.b: expected met, got cannot be judged", "article 5"),
            ("", 'verdicts = { largest_class_size = "not asked for" }', "expected not asked for", "article 5"),
            ("", 'findings = ["dangling-code"]', "finding dangling-code: expected found, got not found", ""),
            ("", 'findings = ["unreadable"]', "finding unreadable: expected found, got not found", ""),
            ("", 'no_findings = ["missing-sheet"]', "no finding missing-sheet: expected not found, got found", ""),
        ],
    )
    def test_it_is_told(self, tmp_path: Path, facts: str, expected: str, told: str, clause: str) -> None:
        """What, expected and got in one sentence; the clause beside it."""
        (outcome,) = run(tmp_path, f"{HEAD}{CASE}{facts}\n[case.expect]\n{expected}\n")
        (failure,) = outcome.failures
        assert told in str(failure.in_words)
        assert clause in str(failure.clause)
        assert failure.because

    def test_a_row_of_a_measure(self, tmp_path: Path) -> None:
        """Threshold, value and verdict of a number of the law are each told."""
        stated = 'asks = "≤ 30", figures = { "class_sizes.largest" = 36 }, value = "35", verdict = "met"'
        row = f'{{ name = "full", clause = "letter", {stated} }}'
        text = f'{HEAD}[[measure]]\nindicator = "1.2.b"\nmetric = "largest_class_size"\ncases = [{row}]\n'
        (outcome,) = run(tmp_path, text)
        assert [str(each.expectation.asked) for each in outcome.failures] == ["asks", "value", "measure"]
        assert "1.2.b largest_class_size: expected 30, got 35" in str(outcome.failures[0].in_words)
        assert outcome.case.name == "full"

    def test_no_level_beyond_reach(self, tmp_path: Path) -> None:
        """Where no step reaches a level, as the percentages of Article 31 clause 2 were not read, none was got."""
        told = failures(
            tmp_path, 'framework = "tt42-2012/secondary"', 'gap = { level = 1, basis = "certain", count = 1 }'
        )
        assert told == ["indicators of the smallest step 1 certain: expected 1, got none"]
        assert str(say_value(())) == "none"


class TestWhatIsRefused:
    """All problems of a file at once; nothing that is not understood ever passes."""

    def test_everything_at_once(self, tmp_path: Path) -> None:
        """Unknown keys, codes, words, checks and numbers, each at its place."""
        text = (
            f'{HEAD}{CASE}others = "maybe"\nnot_met = ["1.3.z", "x", "9.9"]\nwrong = 1\nfeatures = ["none such"]\n'
            'ratings = { "1.1.a" = "met", "1.1.b" = "so so", "1.1.c" = "", "q" = "met", "4.4" = "met" }\n'
            'figures = { "pupils" = 1, "class_sizes.none" = 2 }\nmet = ["1.1.a"]\n'
            '[case.expect]\nlevel = 4\nverdicts = { "9" = "met", "1.1" = "good" }\nfindings = ["dangling-cod"]\n'
            "gap = { level = 1 }\n[[case]]\nname = 'two'\n[case.expect]\n"
        )
        found = "\n".join(problems(tmp_path, text))
        for told in (
            "is no rating; write met, not_met or open @ case[0].others",
            "tt42-2012/primary has no 1.3.z",
            "case[0].not_met[1]",
            "has no 9.9",
            "no such key belongs here; remove it or correct its name @ case[0].wrong",
            "'none such' is not known",
            "case[0].ratings.1.1.b",
            "case[0].ratings.q",
            "case[0].figures.pupils",
            'case[0].figures."class_sizes.none',
            "4 is not a number from 0 to 3",
            "and none of the numbers",
            "'good' is not known; write one of: met, not_met, open",
            "dangling-cod",
            "say which indicators the smallest step has",
            "nothing is expected here; write a level, verdicts or findings @ case[1].expect",
        ):
            assert told in found

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "there is no case in this file"),
            ("case = []", "there is no case in this file"),
            ("case = 1", "1 is a whole number; write a list"),
            (f"{HEAD}case = [1]\n[expect]\nlevel = 1", "1 is a whole number; write a table"),
            (f'{HEAD}[[case]]\nname = "x"\nexpect = 1', "write a table @ case[0].expect"),
            (f"{HEAD}schema = 2", "schema 2 is not known"),
            ('framework = "none"', "'none'"),
            ('framework = "none"\n[[case]]\nname = "x"\n[case.expect]\nlevel = 1', "'none'"),
            ('framework = "tt42-2012/continuing"', "continuing"),
            (
                '[[case]]\nname = "x"\n[case.expect]\nlevel = 1',
                "this key is missing; add it as a text @ case[0].framework",
            ),
            ('[[truong_hop]]\nten = "x"', 'add it as a table @ truong_hop[0]."mong đợi"'),
            (f'{HEAD}bo_tieu_chuan = "x"', "this stands in the table twice, also as framework"),
            (f'{HEAD}rules = "none.toml"', "the file cannot be read"),
            (
                f'{HEAD}{CASE}met = ["1.1.a"]\nnot_met = ["1.1.a"]\n[case.expect]\nlevel = 1',
                "is said to be something else",
            ),
            (
                f'{HEAD}{CASE}met = ["1"]\nfile = "x.json"\n[case.expect]\nlevel = 1',
                "the facts come from the school's file",
            ),
            (f'{HEAD}{CASE}file = "x.json"\n[case.expect]\nlevel = 1', "there is no such file"),
            (f'{HEAD}{CASE}file = "x"\nschool = {{}}\n[case.expect]\nlevel = 1', "keep one of the two"),
            (
                f'{HEAD}[[measure]]\nindicator = "1.1.a"\nmetric = "x"\ncases = [{{ verdict = "met" }}]',
                "known are: 1.1.a",
            ),
            (f"{HEAD}[[measure]]\ncases = []", "this key is missing"),
            (
                f'{HEAD}[[measure]]\nindicator = "1.2.b"\nmetric = "largest_class_size"\ncases = [{{ value = "x" }}]',
                "'x' is no number",
            ),
        ],
    )
    def test_one_by_one(self, tmp_path: Path, text: str, told: str) -> None:
        """Each kind of slip has its sentence and its place."""
        assert any(told in problem for problem in problems(tmp_path, text)), problems(tmp_path, text)

    def test_a_case_that_is_there(self, tmp_path: Path) -> None:
        """Where a case cannot be read, it is not said that there is none."""
        found = problems(tmp_path, 'framwork = "primary"\n[[case]]\nname = "x"')
        assert not any("there is no case" in problem for problem in found)
        assert len(found) == 3

    def test_a_framework_without_level_rules(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """No level can be expected, and no reading chosen, where the rules are not known."""
        bare = attrs.evolve(get_framework("tt42-2012/primary"), level_rules=None)
        monkeypatch.setattr(_reading, "get_framework", lambda _: bare)
        found = problems(tmp_path, f'framework = "x"\nreading = "literal"\n{CASE}[case.expect]\nlevel = 1')
        assert sum("no level rules are known" in problem for problem in found) == 2


class TestThePublishedCases:
    """What the library itself is held to runs through the same door."""

    def test_all_of_them_come_out(self) -> None:
        """Two published outcomes and 416 cases of the law's numbers: threshold, value, verdict."""
        outcomes = run_published()
        assert len(outcomes) == 418
        assert [outcome.case.name for outcome in outcomes if not outcome.is_passed] == []

    def test_they_can_be_had(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Programs get them as cases."""
        monkeypatch.setattr("kdcl.cases._PUBLISHED", ("outcomes.toml",))
        assert [case.framework.id for case in published_cases()] == ["tt42-2012/secondary", "tt42-2012/primary"]


class TestTheCommand:
    """`kdcl test`: text, JUnit XML, JSON; exit code 1 where a case fails or a file is refused."""

    def call(self, *words: str) -> tuple[int, str]:
        """Return exit code and output."""
        done = CliRunner().invoke(main, ["test", *words, "--lang", "en"])
        return done.exit_code, done.output

    @pytest.fixture
    def failing(self, tmp_path: Path) -> str:
        """A file of which one case fails."""
        path = tmp_path / "failing.toml"
        path.write_text(f'{HEAD}{CASE}others = "met"\n[case.expect]\nlevel = 2\n', "utf-8")
        return str(path)

    def test_text(self, failing: str) -> None:
        """What failed is named with its clauses; what passed only if asked."""
        assert self.call(str(EXAMPLE)) == (0, "Cases: 4; passed: 4; failed: 0\n")
        assert self.call(str(EXAMPLE), "--all")[1].count("✓") == 4
        code, output = self.call(failing)
        assert code == 1
        assert "level: expected level 2, got level 3" in output
        assert "[article 31]" in output
        assert "[circular 42/2012/TT-BGDĐT, article 31, clause 1, point c" in output

    def test_junit(self, failing: str) -> None:
        """A suite for each file; failures hold the clause."""
        code, output = self.call(failing, str(EXAMPLE), "--format", "junit")
        tree = ET.fromstring(output)  # noqa: S314 - our own output
        assert code == 1
        assert (tree.get("tests"), tree.get("failures")) == ("5", "1")
        assert [suite.get("name") for suite in tree] == [failing, str(EXAMPLE)]
        assert "article 31" in str(tree.findtext(".//failure"))

    def test_junit_holds_any_text(self, tmp_path: Path) -> None:
        """Names with markup, quotation marks and control characters stay XML."""
        text = f'{HEAD}[[case]]\nname = "<&\\"\\u0001>"\nothers = "met"\n[case.expect]\nlevel = 2\n'
        tree = ET.fromstring(build_junit(run(tmp_path, text), get_locale("vi")))  # noqa: S314 - our own output
        assert tree[0][0].get("name") == 'case[0] <&">'

    def test_json(self, failing: str) -> None:
        """A list with stable keys."""
        code, output = self.call(failing, "--format", "json")
        (told,) = json.loads(output)
        assert code == 1
        assert told["failures"][0]["expected"] == str(say_value(Level.TWO))
        assert set(told) == {"source", "path", "name", "clause", "framework", "is_passed", "expectations", "failures"}

    def test_misuse(self, tmp_path: Path) -> None:
        """No file is no pass, and neither is an empty one."""
        assert self.call()[0] == 2
        empty = tmp_path / "empty.toml"
        empty.write_text("", "utf-8")
        code, output = self.call(str(empty))
        assert code != 0
        assert "there is no case in this file" in output

    def test_the_library_itself(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """`--published` needs no file."""
        monkeypatch.setattr("kdcl.cases._PUBLISHED", ("outcomes.toml",))
        assert self.call("--published") == (0, "Cases: 2; passed: 2; failed: 0\n")
