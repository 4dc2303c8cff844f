"""The examples: every file loads and keeps its promise, every script and the notebook run."""

from __future__ import annotations

import itertools
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import kdcl
from kdcl.checks import data
from kdcl.checks._rulebook import collect
from kdcl.figures import Figures
from kdcl.measures import METRICS, Verdict, find_shortfall, judge_all, suggest
from kdcl.school import Rating, StateParagraph

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FILES = ("primary-2017.json", "lower-secondary-2017.json", "secondary-data-2017.json")
WITH_FIGURES = ("primary-2017.json", "secondary-data-2017.json")


def run(*arguments: str) -> str:
    """Run Python from the project's root and return what it prints."""
    done = subprocess.run(  # noqa: S603 - the arguments are those of this module
        [sys.executable, "-X", "utf8", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


Here = Callable[..., str]


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Here:
    """Return a function that runs an example in this process, from the project's root, and returns what it prints."""

    def run_example(name: str, *arguments: str) -> str:
        monkeypatch.chdir(ROOT)
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        return capsys.readouterr().out

    return run_example


def get_score(name: str) -> kdcl.Score:
    """Return the score of an example file."""
    assessment = kdcl.load(EXAMPLES / name)
    return kdcl.score(assessment.ratings, kdcl.get_framework(assessment.framework))


def get_prose(assessment: kdcl.SelfAssessment) -> str:
    """Return all texts of a file in the order of the report."""
    pieces = [assessment.introduction]
    for summary in assessment.standards:
        pieces += [summary.opening, summary.strengths, summary.weaknesses]
    for sheet in assessment.sheets:
        pieces += [paragraph.text for paragraph in sheet.current_state]
        pieces += [sheet.strengths, sheet.weaknesses, sheet.improvement_plan]
    return "\n".join([*pieces, assessment.conclusion])


@pytest.fixture(scope="module")
def primary() -> kdcl.SelfAssessment:
    """Return the primary school's self-assessment."""
    return kdcl.load(EXAMPLES / "primary-2017.json")


class TestFiles:
    """The files of schools."""

    @pytest.mark.parametrize("name", FILES)
    def test_is_written_as_the_library_writes_it(self, name: str) -> None:
        """Loading and dumping a file gives the same text, so that a change of the format shows."""
        path = EXAMPLES / name
        assert kdcl.dumps(kdcl.load(path)) == path.read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", FILES)
    def test_has_no_error(self, name: str) -> None:
        """No check finds an error."""
        assessment = kdcl.load(EXAMPLES / name)
        issues = kdcl.check(assessment, kdcl.get_framework(assessment.framework))
        assert [issue for issue in issues if issue.severity == "error"] == []

    @pytest.mark.parametrize("name", FILES)
    def test_rates_every_indicator(self, name: str) -> None:
        """Nothing is left open."""
        assert get_score(name).indicators_open == 0

    @pytest.mark.parametrize("name", FILES)
    def test_claims_what_follows_from_its_ratings(self, name: str) -> None:
        """The claims agree with the score."""
        claims, score = kdcl.load(EXAMPLES / name).claims, get_score(name)
        assert (claims.level, claims.indicators_met, claims.criteria_met) == (
            score.level,
            score.indicators_met,
            score.criteria_met,
        )


class TestFigures:
    """The files with five years of figures."""

    @pytest.mark.parametrize("name", WITH_FIGURES)
    def test_fills_in_every_table_of_part_one(self, name: str) -> None:
        """No cell is empty but notes, the running year's end, and what neither school has."""
        without = {"largest_primary", "right_age_ethnic_minority"}
        assessment = kdcl.load(EXAMPLES / name)
        figures = Figures.of(assessment, kdcl.get_framework(assessment.framework))
        assert assessment.data.years == figures.years
        for table in figures.form.tables:
            columns = [column.id for column in table.columns if column.id != "note"] or figures.years[:-1]
            for row in figures.rows(table):
                cells = [figures.find(f"{table.id}.{row.key}", column) for column in columns]
                assert None not in cells or row.key in without, f"{table.id}.{row.key}"

    @pytest.mark.parametrize("name", WITH_FIGURES)
    def test_ratings_are_those_that_the_figures_suggest(self, name: str) -> None:
        """Every number that decides can be judged, but for one of several; each says what the school says."""
        assessment = kdcl.load(EXAMPLES / name)
        framework = kdcl.get_framework(assessment.framework)
        suggestions = suggest(assessment.data, framework, assessment.school, assessment.school_year)
        open_ones = {code for code, suggestion in suggestions.items() if suggestion.rating is None}
        in_part = {code for code in open_ones if suggestions[code].verdict is Verdict.MET}
        assert in_part
        assert all(assessment.ratings[code] is Rating.MET for code in in_part)
        open_ones -= in_part
        judged = [judgement.measure for code in open_ones for judgement in suggestions[code].deciding]
        assert not any(measure.decides and measure.enough is None for measure in judged)
        assert {
            code: suggestion.rating for code, suggestion in suggestions.items() if code not in open_ones | in_part
        } == {code: assessment.ratings[code] for code in suggestions if code not in open_ones | in_part}

    @pytest.mark.parametrize("name", WITH_FIGURES)
    def test_figures_contradict_nothing(self, name: str) -> None:
        """No check of figures finds anything."""
        assessment = kdcl.load(EXAMPLES / name)
        assert (
            kdcl.check(assessment, kdcl.get_framework(assessment.framework), only=[rule.id for rule in collect(data)])
            == ()
        )

    def test_the_figures_of_the_primary_school_are_those_of_its_texts(self, primary: kdcl.SelfAssessment) -> None:
        """What the report tells in words stands in Part I."""
        figures = Figures.of(primary, kdcl.get_framework(primary.framework))
        last, running = figures.years[-2:]
        assert figures.find("pupils.total", running) == 640
        assert figures.find("pupils.total", last) == 618
        assert figures.find("classes.total", running) == 20
        assert figures.find("staff_now.total", "total") == 37
        texts = get_prose(primary)
        for metric, shown in (
            ("pupils_rated_average_or_better", "98,7%"),
            ("pupils_rated_fair", "42,4%"),
            ("pupils_rated_fair_or_better", "77,0%"),
            ("pupils_rated_excellent", "34,6%"),
            ("pupils_promoted_or_completing_primary", "99,0%"),
            ("pupils_with_excellent_or_advanced_title", "64,9%"),
            ("teachers_rated_fair_or_better", "93,3%"),
            ("teachers_with_district_excellence_title_or_higher", "23,3%"),
        ):
            value = figures.law.part(METRICS)[metric](figures, last)
            assert value is not None
            assert f"{float(value):.1f}%".replace(".", ",") == shown
            assert shown in texts

    def test_the_secondary_school_lacks_one_teacher(self) -> None:
        """14 of 36 teachers are above the standard, 38.9 percent, where 40 are asked for."""
        assessment = kdcl.load(EXAMPLES / "secondary-data-2017.json")
        framework = kdcl.get_framework(assessment.framework)
        shortfalls = [
            find_shortfall(judgement) for judgement in judge_all(Figures.of(assessment, framework), framework)
        ]
        (shortfall,) = [each for each in shortfalls if each is not None]
        assert str(shortfall.judgement.measure.indicator) == "2.2.c"
        assert shortfall.changed == 1


class TestPrimary:
    """The full file of an invented primary school."""

    def test_reaches_its_target_and_no_more(self, primary: kdcl.SelfAssessment) -> None:
        """It reaches level 1 for certain, with criteria enough for level 2 but two required ones missing."""
        score = get_score("primary-2017.json")
        assert primary.plan.target_level == score.level == score.certain_level == kdcl.Level.ONE
        assert score.criteria_met == 23
        gap = kdcl.gap(primary.ratings, kdcl.get_framework(primary.framework), 2)
        assert gap is not None
        assert [(str(item.code), item.is_mandatory) for item in gap.items] == [("1.2.b", True), ("3.6.a", True)]

    def test_tells_something_of_everything(self, primary: kdcl.SelfAssessment) -> None:
        """Every criterion has its written items, every indicator its paragraph, every standard its summary."""
        framework = kdcl.get_framework(primary.framework)
        assert [sheet.criterion for sheet in primary.sheets] == [criterion.code for criterion in framework.criteria]
        for sheet in primary.sheets:
            assert [paragraph.indicator for paragraph in sheet.current_state] == ["a", "b", "c"]
            assert all([sheet.strengths, sheet.weaknesses, sheet.improvement_plan])
        assert [summary.standard for summary in primary.standards] == [1, 2, 3, 4, 5]
        assert all(all([item.opening, item.strengths, item.weaknesses]) for item in primary.standards)

    def test_every_paragraph_cites_evidence(self, primary: kdcl.SelfAssessment) -> None:
        """A paragraph on an indicator rests on evidence, written in the official notation."""
        for paragraph in self.iter_paragraphs(primary):
            found = kdcl.find_codes(paragraph.text)
            assert found
            assert all(code.is_official for code in found)

    def test_cites_what_it_lists_and_lists_what_it_cites(self, primary: kdcl.SelfAssessment) -> None:
        """The codes in the texts are those in the list, in the list's order by their first use."""
        cited = [found.code for paragraph in self.iter_paragraphs(primary) for found in kdcl.find_codes(paragraph.text)]
        listed = [evidence.code for evidence in primary.evidence]
        assert listed == sorted(set(listed))
        assert set(cited) == set(listed)

    def test_evidence_keeps_the_code_of_its_first_use(self, primary: kdcl.SelfAssessment) -> None:
        """The criterion in a code is the one that cites it first; some evidence serves later criteria too."""
        first: dict[kdcl.EvidenceCode, kdcl.CriterionCode] = {}
        reused = set()
        for sheet in primary.sheets:
            for paragraph in sheet.current_state:
                for found in kdcl.find_codes(paragraph.text):
                    if first.setdefault(found.code, sheet.criterion) != sheet.criterion:
                        reused.add(found.code)
        assert all(code.criterion_code == criterion for code, criterion in first.items())
        assert len(reused) > 20

    def test_evidence_is_numbered_without_gaps(self, primary: kdcl.SelfAssessment) -> None:
        """Within each criterion the numbers run from 1."""
        codes = [evidence.code for evidence in primary.evidence]
        for _, group in itertools.groupby(codes, key=lambda code: code.criterion_code):
            numbers = [code.number for code in group]
            assert numbers == list(range(1, len(numbers) + 1))

    def test_uses_every_abbreviation_it_explains(self, primary: kdcl.SelfAssessment) -> None:
        """An abbreviation stands in a text or in the evidence list."""
        listed = [f"{item.name} {item.reference} {item.issuer}" for item in primary.evidence]
        text = "\n".join([get_prose(primary), *listed])
        for abbreviation in primary.abbreviations:
            assert re.search(rf"(?<!\w){re.escape(abbreviation.short)}(?!\w)", text), abbreviation.short

    def test_names_nobody(self, primary: kdcl.SelfAssessment) -> None:
        """People are placeholders of one letter."""
        people = [member.name for member in primary.council.members]
        people += [primary.school.principal, primary.signature.name]
        assert len(primary.council.members) == len(set(people)) == 9
        assert all(re.fullmatch("Nguyễn Văn [A-Z]", name) for name in people)

    @staticmethod
    def iter_paragraphs(assessment: kdcl.SelfAssessment) -> itertools.chain[StateParagraph]:
        """Iterate over the paragraphs of all sheets."""
        return itertools.chain.from_iterable(sheet.current_state for sheet in assessment.sheets)


class TestLowerSecondary:
    """The published outcome of 2017."""

    def test_gives_the_published_outcome(self) -> None:
        """It reaches level 3 by the list of the software; nothing is certain, and level 1 is supported."""
        score = get_score("lower-secondary-2017.json")
        assert (score.level, score.certain_level, score.supported_level) == (kdcl.Level.THREE, None, kdcl.Level.ONE)
        assert score.indicators_met == 104
        assert [str(code) for code in score.not_met] == ["1.5", "2.4", "3.2", "5.11"]

    def test_lacking_a_criterion_of_the_software(self) -> None:
        """With 5.12 not met instead of 5.11 it is level 1, and the proof names the criterion and the source."""
        assessment = kdcl.load(EXAMPLES / "lower-secondary-2017.json")
        changed = {str(code): str(rating) for code, rating in assessment.ratings.items()}
        framework = kdcl.get_framework(assessment.framework)
        score = kdcl.score({**changed, "5.11.b": "met", "5.12.b": "not_met"}, framework)
        assert (score.level, score.criteria_met) == (kdcl.Level.ONE, 32)
        reason = score.reasons[1].parts[1]
        assert "these are not met: 5.12" in str(reason.statement)
        assert reason.assumption is not None
        assert "software" in reason.assumption.en
        assert reason.assumption_status is kdcl.Status.PRACTICE

    def test_says_what_it_chose(self) -> None:
        """Its note names every letter that was not published."""
        assessment = kdcl.load(EXAMPLES / "lower-secondary-2017.json")
        chosen = [str(code) for code, rating in assessment.ratings.items() if rating is kdcl.Rating.NOT_MET]
        assert len(chosen) == 4
        assert all(code in assessment.note for code in chosen)


class TestScripts:
    """The scripts, the test module and the notebook."""

    def test_computes_a_level(self) -> None:
        """The script prints the level, the reasons and the two indicators that are missing."""
        printed = run("examples/compute_level.py")
        assert "certain level   1" in printed
        assert "level 2 is not reached" in printed
        assert "Missing for level 2: 2 indicators\n  1.2.b (no other can stand for it)" in printed

    def test_computes_a_level_that_is_not_certain(self, here: Here) -> None:
        """For a level by assumption it prints what would make it certain."""
        printed = here("compute_level.py", "examples/lower-secondary-2017.json")
        assert "There is no higher level" in printed
        assert "Missing for level 3, whatever the unread lists contain: 4 indicators" in printed

    def test_repairs_codes(self, here: Here) -> None:
        """The script gives new codes and repairs a paragraph without changing anything else."""
        printed = here("repair_codes.py")
        assert "criterion 1.1: [H1-1-01-13], then [H1-1-01-14]" in printed
        assert "equal to the paragraph in the file: yes" in printed
        assert "refused: 'H1-1-03', character" in printed

    def test_manages_evidence(self, here: Here) -> None:
        """The script gives the next code, renumbers and undoes it, fills boxes and shows coverage."""
        printed = here("manage_evidence.py")
        assert "the next one [H1-1-01-13]" in printed
        assert "undone, equal to the byte: yes" in printed
        assert "box 6: [H6-1-05-01] to [H6-1-07-06], 19 codes" in printed
        assert "1.2.c certificate: present [H1-1-02-05]" in printed

    def test_sends_sheets_out_and_takes_them_back(self, here: Here) -> None:
        """The script has a conflict, a text beside the places, and people who still have to hand in."""
        printed = here("collect_sheets.py")
        assert "B.docx: taken over: sheets[0].strengths" in printed
        assert "C.docx: here 'Đủ hội đồng.', there 'Đủ tổ chuyên môn.'" in printed
        assert "C.docx: beside the places: 'Hỏi lại kế toán.'" in printed
        assert "Still to hand in: Nguyễn Văn D, Nguyễn Văn H" in printed
        assert "Criterion 1.1: Đủ hội đồng. Ít họp." in printed

    def test_begins_the_next_year(self, here: Here) -> None:
        """The script accepts a finding until its end, carries a year over, and packs a scan to the same bytes."""
        printed = here("begin_next_year.py")
        assert "2018-06-01: open 0, accepted 1\n2018-07-02: open 2, accepted 0" in printed
        assert "ratings: carried over 0, cleared 84" in printed
        assert "evidence: carried over 141, cleared 0" in printed
        assert "the same bytes again: yes" in printed

    @pytest.mark.big
    def test_a_workbook_is_merged(self, here: Here) -> None:
        """What a secretary changed is taken, a conflict has its cell, and what cannot be taken is handed back."""
        printed = here("merge_workbook.py")
        assert "taken over: Indicator 2.4.a: not met -> met" in printed
        assert "taken over: list of evidence, row 13: added: [H1-1-01-20]" in printed
        assert "both changed, 'School and report'!C14: facts of the school, principal" in printed
        assert "principal: Nguyễn Văn C, telephone: 0203 000 000" in printed
        assert printed.count("handed back: ") == 2

    def test_test_modules_are_run_with_those_of_the_project(self) -> None:
        """The tests that a tool of others would keep, and those of the tutorial tool."""
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
        run_too = [ROOT / name for name in settings["tool"]["pytest"]["ini_options"]["testpaths"]]
        modules = list(EXAMPLES.rglob("test_*.py"))
        assert len(modules) == 2
        assert all({module, *module.parents}.intersection(run_too) for module in modules)

    def test_the_readme_lists_every_example(self) -> None:
        """No example is left out of the table."""
        listed = set(re.findall(r"^\| `([^`]+)`", (EXAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
        assert listed == {path.name for path in EXAMPLES.iterdir() if path.is_file()} - {"README.md"}
