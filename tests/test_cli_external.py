"""`kdcl external`: a team's file on the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main
from kdcl.convert.external import dump_external, load_external
from kdcl.documents.external.register import build_register
from kdcl.external import ExternalAssessment, Recognition, Route, Step, StepTaken, Survey
from kdcl.external.register import build_register_row
from kdcl.law import Level, SharedLaw
from kdcl.renderers import render
from kdcl.school import Ratings, SchoolYear

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXTERNAL = str(EXAMPLES / "external/case-2018.json")
SCHOOL = str(EXAMPLES / "primary-2017.json")
BARE = ExternalAssessment(framework="tt42-2012/primary", school="Trường Tiểu học Ví Dụ", school_year=SchoolYear(2017))


def run(*words: str, language: str = "en") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, ["external", *words, "--lang", language])


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """Return a team's file that has only begun."""
    path = tmp_path / "bare.json"
    dump_external(BARE, path)
    return str(path)


class TestCheck:
    """Everything wrong at once; the exit code says whether there is anything."""

    def test_the_example_is_sound(self) -> None:
        """Its school's file is found beside it."""
        done = run("check", EXTERNAL, "--on", "1/6/2018")
        assert (done.exit_code, done.output) == (0, "Found: 0 errors, 0 warnings, 0 notes\n")

    def test_findings_have_place_source_and_remedy(self, tmp_path: Path) -> None:
        """In words, and as JSON for programs."""
        case = attrs.evolve(load_external(EXTERNAL), school_file=SCHOOL, school="Trường B")
        path = tmp_path / "other.json"
        dump_external(case, path)
        done = run("check", str(path))
        assert done.exit_code == 1
        assert f"{path}: school: error: school: here stands Trường B" in done.output
        assert "to mend it: correct it, or name the right file" in done.output
        (told,) = json.loads(run("check", str(path), "--format", "json").output)
        assert (told["check"], told["place"], told["severity"]) == ("another-school", "school", "error")

    def test_only_one_check_and_a_given_school(self, bare: str) -> None:
        """The school's file may be named on the command line."""
        done = run("check", bare, "--school", SCHOOL, "--only", "criterion-without-verdict", "--all")
        assert done.exit_code == 1
        assert done.output.count("the team has no verdict yet") == 1

    def test_a_damaged_file_is_checked_as_far_as_it_can_be_read(self, bare: str) -> None:
        """What cannot be read is told with what is wrong in the rest; nothing is computed from it."""
        tree = json.loads(Path(bare).read_text("utf-8"))
        Path(bare).write_text(json.dumps({**tree, "route": "road"}), "utf-8")
        done = run("check", bare)
        assert done.exit_code == 1
        assert "where the school hands in" in done.output
        assert "the team has no verdict yet" in done.output
        assert run("score", bare).exit_code == 1

    @pytest.mark.parametrize("framework", ["tt42-2012/continuing", "tt42-2012/primry", ""])
    def test_a_framework_that_is_not_there(self, bare: str, framework: str) -> None:
        """It is named with the file."""
        dump_external(attrs.evolve(BARE, framework=framework), bare)
        assert run("check", bare).exit_code == 1


class TestResults:
    """What the team's verdicts amount to, and where they differ from the school's."""

    def test_score(self) -> None:
        """In the words and keys of the school's own score."""
        assert run("score", EXTERNAL).output.startswith("Level 1")
        assert json.loads(run("score", EXTERNAL, "--json").output)["level"] == 1

    def test_compare(self) -> None:
        """Criterion by criterion, with what the team wrote."""
        done = run("compare", EXTERNAL)
        assert done.exit_code == 1
        assert "Criterion 5.7: the school: met; the team: not met" in done.output
        assert "    5.7.c: met -> not met" in done.output
        assert "    - remark: " in done.output
        assert done.output.endswith("By the school's ratings: level 1; by the team's verdicts: level 1\n")
        told = json.loads(run("compare", EXTERNAL, "--format", "json").output)
        assert len(told["criteria"]) == 28
        (differing,) = [each for each in told["criteria"] if each["criterion"] == "5.7"]
        assert differing["differences"] == [{"indicator": "5.7.c", "claimed": "met", "found": "not_met"}]

    def test_compare_says_why_a_level_is_lost(self, bare: str) -> None:
        """Indicators without a verdict are told as such."""
        done = run("compare", bare, "--school", SCHOOL)
        assert "the team: not assessed" in done.output
        assert "✗ level 1 is not reached" in done.output

    def test_compare_without_a_difference(self, tmp_path: Path) -> None:
        """Then the exit code is 0."""
        path = tmp_path / "same.json"
        ratings = Ratings(json.loads(Path(SCHOOL).read_text("utf-8"))["ratings"])
        dump_external(attrs.evolve(BARE, ratings=ratings, school_file=SCHOOL), path)
        assert run("compare", str(path)).exit_code == 0

    def test_compare_needs_the_school(self, bare: str) -> None:
        """Without its file there is nothing to compare."""
        done = run("compare", bare)
        assert done.exit_code == 2
        assert "--school SCHOOL.json" in done.output


class TestSteps:
    """Where a case stands, and what may follow."""

    def test_a_case_goes_on_step_by_step(self, bare: str) -> None:
        """A legal step is written down, another one is refused and changes nothing."""
        dump_external(attrs.evolve(BARE, route=Route.DISTRICT), bare)
        done = run("step", bare, "registered", "--on", "8/1/2018", "--number", "05/CV-TrTH", "--note", "Đủ hồ sơ")
        assert done.exit_code == 0
        before = Path(bare).read_bytes()
        refused = run("step", bare, "accepted")
        assert refused.exit_code == 2
        assert "the step accepted may not be taken" in refused.output
        assert Path(bare).read_bytes() == before
        assert run("step", bare, "forwarded").exit_code == 0
        said = run("status", bare).output
        assert "2018-01-08: The school registered, No. 05/CV-TrTH" in said.replace("8 January 2018", "2018-01-08")
        assert "day not known: The district office accepted the file" in said
        assert "What may follow: returned (" in said

    def test_periods_and_the_end(self) -> None:
        """The periods of the example were kept; nothing follows a recognition."""
        said = run("status", EXTERNAL, "--on", "1/6/2018", "--holidays").output
        assert said.count(", kept\n") == 3
        assert said.endswith("The case is closed.\n")

    def test_a_case_that_has_not_begun(self, bare: str) -> None:
        """Only the registration may come; without any year there are no holidays to take off."""
        assert run("status", bare, "--holidays").output.startswith("What may follow: registered")

    def test_without_rules(self, bare: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A circular whose rules are not known has no steps to tell."""
        monkeypatch.setattr(SharedLaw, "part", lambda _, part: part.absent)
        done = run("status", bare)
        assert done.exit_code == 2
        assert "no rules of external assessment are known" in done.output


def test_schema() -> None:
    """The format of the file, for editors."""
    assert "days_off" in json.loads(run("schema").output)["properties"]


class TestDiscuss:
    """Where members differ, each with a file of their own."""

    def test_only_verdicts_that_differ_are_named(self, tmp_path: Path) -> None:
        """Who has no verdict yet differs from nobody; files of one name are told apart by their paths."""
        files = []
        for name, given in (("a", {"1.1.a": "met", "1.1.b": "met"}), ("b", {"1.1.a": "not_met"}), ("b/b", {})):
            path = tmp_path / f"{name}.json"
            path.parent.mkdir(exist_ok=True)
            dump_external(attrs.evolve(BARE, ratings=Ratings(given)), path)
            files.append(str(path))
        done = run("discuss", *files[:2])
        assert (done.exit_code, done.output) == (1, "1.1.a: a: met, b: not met\nIndicators to discuss: 1\n")
        assert f"{files[1]}: not met" in run("discuss", *files).output
        assert run("discuss", *files[1:]).exit_code == 0


class TestAid:
    """A starting point for the team."""

    def test_it_prints_hints_and_questions(self) -> None:
        """Each with its place and its reason."""
        said = run("aid", SCHOOL).output
        assert "evidence to check: 4" in said
        assert "[H1-1-01-12] is cited on the sheets of 10 criteria" in said
        assert "Questions for interviews: 6" in said
        told = json.loads(run("aid", SCHOOL, "--format", "json").output)
        assert (len(told["hints"]), len(told["questions"])) == (10, 6)
        assert {hint["kind"] for hint in told["hints"]} == {"unproven", "to_check", "to_add"}

    def test_it_begins_a_file(self, tmp_path: Path) -> None:
        """The team's file names the school's: by its name beside it, by its whole path elsewhere."""
        school, beside = tmp_path / "school.json", tmp_path / "external.json"
        shutil.copyfile(SCHOOL, school)
        assert run("aid", str(school), "-o", str(beside), language="vi").exit_code == 0
        assert load_external(beside).school_file == "school.json"
        (tmp_path / "team").mkdir()
        elsewhere = tmp_path / "team" / "external.json"
        assert run("aid", str(school), "-o", str(elsewhere)).exit_code == 0
        assert load_external(elsewhere).school_file == str(school)
        assert run("aid", str(school), "-o", str(beside)).exit_code == 2

    def test_nothing_is_said_of_what_has_no_place(self, tmp_path: Path) -> None:
        """A hint on the file as a whole has no criterion."""
        path = tmp_path / "school.json"
        tree = json.loads(Path(SCHOOL).read_text("utf-8"))
        path.write_text(json.dumps({**tree, "introduction": "Rất  tốt"}), "utf-8")
        told = json.loads(run("aid", str(path), "--format", "json").output)
        assert told["hints"][0]["criterion"] is None
        assert "introduction" in run("aid", str(path)).output

    def test_pages_and_lines(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Of slips of typing, where LibreOffice can tell; where not, in words, and that is said."""
        path, out = tmp_path / "school.json", tmp_path / "external.json"
        school = kdcl.load(SCHOOL)
        kdcl.dump(attrs.evolve(school, introduction="Đầu.\nMột  hai\nCuối,hết"), path)
        asked: list[tuple[str, int]] = []

        def find(_: bytes, words: list[tuple[str, int]]) -> tuple[tuple[int, int] | None, ...]:
            asked.extend(words)
            return ((3, 4), None)

        monkeypatch.setattr("kdcl.renderers.docx.lines.find_lines", find)
        assert (
            "  page 3, line 4, introduction, characters 9 to 10: several blanks"
            in run("aid", str(path), "--pages").output
        )
        assert asked == [("Một  hai", 3), ("Cuối,hết", 4)]
        told = json.loads(run("aid", str(path), "--pages", "--format", "json").output)["hints"]
        assert [(hint["page"], hint["line"]) for hint in told[:2]] == [(3, 4), (None, None)]
        run("aid", str(path), "--pages", "-o", str(out))
        slips = load_external(out).preliminary_reports[0].typing
        assert [slip.where for slip in slips] == ["3 - 4", "introduction"]
        monkeypatch.setattr("kdcl.renderers.docx.lines.find_lines", lambda *_: None)
        assert "they need LibreOffice and pdftotext" in run("aid", str(path), "--pages").output
        assert run("aid", SCHOOL, "--pages").output == run("aid", SCHOOL).output


class TestRegister:
    """An officer's table of many cases."""

    def test_it_lists_cases_and_names_what_it_cannot_read(self, bare: str, tmp_path: Path) -> None:
        """One bad file does not hide the others: it is a row with the reason."""
        broken = tmp_path / "broken.json"
        broken.write_text("{", "utf-8")
        done = run("register", EXTERNAL, str(broken), bare, "--on", "1/6/2018")
        assert done.exit_code == 1
        assert f"{broken}\n    State: not read: {broken}: problems found: 1" in done.output
        assert "State: recognised" in done.output
        assert "State: not begun" in done.output
        assert "Cases: 2" in done.output

    def test_folders(self, tmp_path: Path) -> None:
        """Of a folder, schools' files without a case and other documents are left out."""
        dump_external(BARE, tmp_path / "bare.json")
        shutil.copy(SCHOOL, tmp_path / "school.json")
        (tmp_path / "notes.docx").write_bytes(b"")
        done = run("register", str(tmp_path))
        assert (done.exit_code, done.output.count("State: not begun")) == (0, 1)
        case = attrs.evolve(kdcl.load(SCHOOL), external=BARE)
        kdcl.dump(case, tmp_path / "school.json")
        (tmp_path / "damaged.json").write_bytes(b"\xff")
        done = run("register", str(tmp_path))
        assert (done.exit_code, done.output.count("State: not begun")) == (1, 2)
        assert "State: not read: " in done.output
        assert run("register", SCHOOL).output.count("State: not read: ") == 1

    def test_as_a_table_for_programs(self, bare: str) -> None:
        """CSV without formulas, and JSON with stable keys."""
        dump_external(attrs.evolve(BARE, school="=1+1"), bare)
        head, first, second = csv.reader(io.StringIO(run("register", EXTERNAL, bare, "--format", "csv").output))
        assert head[:2] == ["School", "School year"]
        assert first[5] == "Nguyễn Văn A"
        assert second[0] == "'=1+1"
        told = json.loads(run("register", EXTERNAL, "--format", "json").output)
        assert (told[0]["level"], told[0]["members"], told[0]["open_periods"]) == ("1", "5", "")

    def test_as_a_document(self, bare: str, tmp_path: Path) -> None:
        """In any format; without cases it is an empty form."""
        path = tmp_path / "register.md"
        done = run("register", EXTERNAL, bare, "-o", str(path))
        assert done.exit_code == 0
        written = path.read_text("utf-8")
        assert "REGISTER OF EXTERNAL ASSESSMENTS" in written
        assert "Nguyễn Văn A" in written
        assert "not begun" in written
        assert render(build_register([], language="vi"), "text")

    def test_open_periods_and_surveys(self) -> None:
        """What runs and what is overdue; a survey of one day, of several, and of none."""
        rules = attrs.evolve(BARE, steps=(StepTaken(step=Step.DRAFT_SENT),))
        row = build_register_row(rules, None)
        assert row.open_deadlines == ()
        assert (row.leader, row.level, row.main_survey) == ("", None, Survey())
        assert build_register_row(attrs.evolve(BARE, recognition=Recognition()), None).state is None


class TestPaperOfAFaultyCase:
    """A paper is made at any time of an assessment; what is wrong with the case is not kept silent."""

    @pytest.mark.parametrize("draft", [(), ("--draft",)])
    def test_errors_are_counted(self, tmp_path: Path, draft: tuple[str, ...]) -> None:
        """The number of errors is said, with the command that shows them; a draft has them as comments."""
        case = load_external(EXTERNAL)
        member = attrs.evolve(case.team.members[0], conflict="phụ huynh")
        team = attrs.evolve(case.team, members=(member, *case.team.members[1:]))
        path, out = tmp_path / "case.json", tmp_path / "paper.txt"
        dump_external(attrs.evolve(case, team=team, school_file=SCHOOL), path)
        done = run("paper", "team-decision", str(path), "-o", str(out), *draft)
        assert (done.exit_code, out.exists()) == (0, True)
        said = "Errors in the team's file: 1; to see them: kdcl external check"
        assert (said in done.output) is not bool(draft), done.output


class TestInTheSchoolsFile:
    """The external assessment as a part of the school's file, beside the file of its own."""

    @pytest.fixture
    def joined(self, tmp_path: Path) -> str:
        """Return a school's file with the example case in it."""
        path = tmp_path / "joined.json"
        assert run("attach", EXTERNAL, "--into", SCHOOL, "-o", str(path)).exit_code == 0
        return str(path)

    def test_every_command_takes_it_from_there(self, joined: str, tmp_path: Path) -> None:
        """The school's file is the one that it stands in."""
        assert run("check", joined, "--on", "1/6/2018").output == "Found: 0 errors, 0 warnings, 0 notes\n"
        assert run("status", joined).output.endswith("The case is closed.\n")
        assert run("score", joined).output.startswith("Level 1")
        assert run("compare", joined).output == run("compare", EXTERNAL).output
        assert run("discuss", joined, EXTERNAL).exit_code == 0
        papers = [tmp_path / name for name in ("joined.txt", "own.txt")]
        for file, path in zip((joined, EXTERNAL), papers, strict=True):
            assert run("paper", "comparison", file, "-o", str(path), "--force").exit_code == 0
        assert papers[0].read_text("utf-8") == papers[1].read_text("utf-8")

    def test_there_and_back(self, joined: str, tmp_path: Path) -> None:
        """What was attached is what comes out; its file names the school's."""
        path = tmp_path / "case.json"
        assert run("detach", joined, "-o", str(path)).exit_code == 0
        case = load_external(path)
        assert case.school_file == "joined.json"
        assert attrs.evolve(case, school_file="../primary-2017.json") == load_external(EXTERNAL)
        assert run("detach", EXTERNAL, "-o", str(path), "--force").exit_code == 0
        assert load_external(path) == load_external(EXTERNAL)

    def test_a_step_is_written_into_the_schools_file(self, tmp_path: Path) -> None:
        """Everything else of it stays."""
        path = tmp_path / "school.json"
        school = kdcl.load(SCHOOL)
        kdcl.dump(attrs.evolve(school, external=attrs.evolve(BARE, route=Route.DISTRICT)), path)
        assert run("step", str(path), "registered").exit_code == 0
        written = kdcl.load(path)
        assert written.external is not None
        assert [taken.step for taken in written.external.steps] == [Step.REGISTERED]
        assert attrs.evolve(written, external=None) == school

    def test_findings_stand_at_their_place_in_it(self, tmp_path: Path) -> None:
        """Behind the name of the part, for people and for programs."""
        path = tmp_path / "school.json"
        kdcl.dump(attrs.evolve(kdcl.load(SCHOOL), external=attrs.evolve(BARE, school="Trường B")), path)
        done = run("check", str(path), "--only", "another-school")
        assert f"{path}: external.school: error: external assessment, school: here stands Trường B" in done.output
        (told,) = json.loads(run("check", str(path), "--only", "another-school", "--format", "json").output)
        assert told["place"] == "external assessment, school"

    def test_damaged_parts_are_told_with_their_place(self, joined: str) -> None:
        """What has to be there and is not is empty, as in a team's file."""
        tree = json.loads(Path(joined).read_text("utf-8"))
        del tree["external"]["school"]
        tree["external"]["steps"][0]["step"] = "begun"
        Path(joined).write_text(json.dumps(tree), "utf-8")
        done = run("check", joined)
        assert "external.school: " in done.output
        assert "external.steps[0].step: " in done.output
        assert run("status", joined).exit_code == 1

    def test_none_in_it(self) -> None:
        """The command that begins one is named."""
        done = run("status", SCHOOL)
        assert done.exit_code == 1
        assert "this school's file holds no external assessment; begin one with: kdcl external aid" in done.output

    def test_attaching_keeps_what_is_there(self, joined: str, bare: str, tmp_path: Path) -> None:
        """What differs is told and left; a file of another school is refused."""
        case = attrs.evolve(BARE, note="Khác", recognition=Recognition(level=Level.TWO))
        dump_external(case, bare)
        done = run("attach", bare, "--into", joined, "-o", joined)
        assert done.exit_code == 1
        assert "external assessment, recognition, level" in done.output
        assert kdcl.load(joined).external == attrs.evolve(load_external(EXTERNAL), school_file="")
        dump_external(attrs.evolve(BARE, school="Trường B"), bare)
        path = tmp_path / "other.json"
        done = run("attach", bare, "--into", SCHOOL, "-o", str(path))
        assert (done.exit_code, path.exists()) == (1, False)
        assert "another school" in done.output
