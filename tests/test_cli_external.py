"""`kdcl external`: a team's file on the command line."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.blocks import Table
from kdcl.blocks.walk import iter_blocks
from kdcl.cli import main
from kdcl.convert.external import dump_external, load_external
from kdcl.documents.external.register import build_register
from kdcl.external import ExternalAssessment, Recognition, Route, Step, StepTaken, Survey
from kdcl.external.deadlines import Standing
from kdcl.external.register import UnreadRow, build_register_row
from kdcl.law import Level, SharedLaw
from kdcl.messages import message
from kdcl.renderers import render
from kdcl.school import Ratings, SchoolData, SchoolYear
from kdcl.standards import get_framework
from kdcl.standards.external import EXTERNAL as RULES_PART
from page_faults import iter_tight_columns, read_pages

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
        told = json.loads(run("score", EXTERNAL, "--json").output)
        assert (told["level"], told["bounds"]["lowest"]) == (1, 1)

    def test_compare(self) -> None:
        """Criterion by criterion, with what the team wrote."""
        done = run("compare", EXTERNAL)
        assert done.exit_code == 1
        assert "Criterion 5.7: the school: met; the team: not met" in done.output
        assert "    5.7.c: met -> not met" in done.output
        assert "    - remark: " in done.output
        assert "By the school's ratings: Level 1, certainly reached\n" in done.output
        assert "By the team's verdicts: Level 1, certainly reached\n" in done.output
        assert "  - every level, the certain one too, presumes what was not read" in done.output
        told = json.loads(run("compare", EXTERNAL, "--format", "json").output)
        assert len(told["criteria"]) == 28
        assert (told["claimed_certain_level"], told["found_supported_level"]) == (1, 1)
        assert told["found_caveats"]
        (differing,) = [each for each in told["criteria"] if each["criterion"] == "5.7"]
        assert differing["differences"] == [{"indicator": "5.7.c", "claimed": "met", "found": "not_met"}]

    def test_want_of_a_verdict_is_told_apart(self, tmp_path: Path) -> None:
        """What the team has not judged yet is no other opinion."""
        case = load_external(EXTERNAL)
        path = tmp_path / "case.json"
        ratings = Ratings({code: rating for code, rating in case.ratings.items() if str(code) != "1.1.a"})
        dump_external(attrs.evolve(case, ratings=ratings, school_file=""), path)
        said = run("compare", str(path), "--school", SCHOOL).output
        assert "differ: 3\nOf these, only for want of a rating or verdict: 1\n" in said
        assert "Of these" not in run("compare", EXTERNAL).output

    def test_compare_says_why_a_level_is_lost(self, bare: str) -> None:
        """Indicators without a verdict are told as such."""
        done = run("compare", bare, "--school", SCHOOL)
        assert "the team: not assessed" in done.output
        assert "✗ level 1 is not reached [circular 42/2012/TT-BGDĐT, article 31, clause 1, point a; " in done.output

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
        assert "the step “The department accepted the file” may not be taken" in refused.output
        assert Path(bare).read_bytes() == before
        assert run("step", bare, "forwarded").exit_code == 0
        said = run("status", bare).output
        assert "2018-01-08: The school registered, No. 05/CV-TrTH" in said.replace("8 January 2018", "2018-01-08")
        assert "day not known: The district office accepted the file" in said
        assert f"    The file is to be completed: kdcl external step {bare} returned\n" in said

    def test_periods_and_the_end(self) -> None:
        """The periods of the example were kept; nothing follows a recognition."""
        said = run("status", EXTERNAL, "--on", "1/6/2018", "--holidays").output
        assert said.count(", kept\n") == 3
        assert said.endswith("The case is closed.\n")

    def test_a_case_that_has_not_begun(self, bare: str) -> None:
        """Only the registration may come; without any year there are no holidays to take off."""
        said = run("status", bare, "--holidays").output
        assert said.endswith(f"    The school registered: kdcl external step {bare} registered\n")

    def test_without_a_day_nothing_is_guessed(self, bare: str) -> None:
        """An open period says its last day and what follows it; what needs silence says from when it may be done."""
        case = load_external(EXTERNAL)
        dump_external(attrs.evolve(case, steps=case.steps[:10]), bare)
        said = run("status", bare).output
        assert "by 27 April 2018; running up to that day, agreed to if no answer has come by then\n" in said
        assert "by 12 June 2018; running up to that day, overdue after it\n" in said
        assert "    The team handed in its report, only after 27 April 2018, if the school does not answer" in said
        told = json.loads(run("status", bare, "--format", "json").output)
        assert (told["may_follow"], told["may_follow_after_silence"]) == (["objected", "agreed"], ["reported"])
        assert [each["standing"] for each in told["periods"]] == ["open", "open"]
        assert "by 27 April 2018, running\n" in run("status", bare, "--on", "27/4/2018").output
        assert "only after" not in run("status", bare, "--on", "27/4/2018").output
        over = run("status", bare, "--on", "2/5/2018").output
        assert "by 27 April 2018, over without an answer, which is agreement\n" in over
        assert f"The team handed in its report: kdcl external step {bare} reported\n" in over
        dump_external(attrs.evolve(case, steps=(*case.steps[:9], StepTaken(step=Step.DRAFT_SENT))), bare)
        said = run("status", bare).output
        assert "only if the school does not answer in time; from which day its time runs is not stated" in said
        assert "tùy theo ngày" not in run("status", bare, language="vi").output

    def test_silence_over_a_holiday(self, bare: str) -> None:
        """A step that rests on silence takes holidays off too; without any it says that none were."""
        case = load_external(EXTERNAL)
        silent = attrs.evolve(case, steps=case.steps[:10], days_off=())
        dump_external(silent, bare)
        early = run("step", bare, "reported", "--on", "27/4/2018", "--holidays")
        assert (early.exit_code, load_external(bare)) == (2, silent)
        said = run("status", bare, "--on", "27/4/2018").output
        assert "\nPublic holidays are not taken off: the file names no days off; to take them off: --holidays\n" in said
        assert "Public holidays" not in run("status", bare, "--on", "27/4/2018", "--holidays").output
        early_report = StepTaken(step=Step.REPORTED, date=dt.date(2018, 4, 27))
        recognised = StepTaken(step=Step.RECOGNISED, date=dt.date(2018, 5, 10))
        dump_external(attrs.evolve(case, steps=(*case.steps[:10], early_report, recognised)), bare)
        assert "by 27 April 2018, cut short: the next step came before it was over\n" in run("status", bare).output
        dump_external(silent, bare)
        told = "Public holidays are not taken off"
        assert told in run("step", bare, "reported", "--on", "27/4/2018").output
        dump_external(silent, bare)
        assert told not in run("step", bare, "reported", "--on", "2/5/2018", "--holidays").output
        assert load_external(bare).steps[-1].step is Step.REPORTED

    def test_a_recognition_without_a_report(self, bare: str) -> None:
        """Status and register do not pass it on as sound; how sure the periods are stands with them."""
        case = load_external(EXTERNAL)
        dump_external(attrs.evolve(case, steps=(*case.steps[:10], case.steps[-1])), bare)
        said = run("status", bare).output
        assert (
            "The school was recognised, No. 410/QĐ-SGDĐT\n    may not stand here: after draft sent may follow" in said
        )
        assert said.count("Length of these periods: read for continuing-education centres only") == 1
        told = json.loads(run("status", bare, "--format", "json").output)
        assert [each["flaw"] is None for each in told["steps"]] == [True] * 10 + [False]
        assert all("inferred" in each["source"] for each in told["periods"])
        assert "    State: recognised, but the steps are out of order\n" in run("register", bare).output

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
        assert "Questions for interviews: 5" in said
        told = json.loads(run("aid", SCHOOL, "--format", "json").output)
        assert (len(told["hints"]), len(told["questions"])) == (9, 5)
        assert {hint["kind"] for hint in told["hints"]} == {"to_check", "to_add"}

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
        whole = kdcl.load(SCHOOL)
        school = attrs.evolve(whole, sheets=whole.sheets[:1], evidence=whole.evidence[:9], data=SchoolData())
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
        kdcl.dump(school, path)
        assert run("aid", str(path), "--pages").output == run("aid", str(path)).output


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
        assert "Rows: 3; cases: 2; files not read: 1\n" in done.output

    def test_a_link_that_leads_nowhere(self, tmp_path: Path) -> None:
        """It is a row with the reason; files that hold no case are counted apart."""
        dump_external(BARE, tmp_path / "bare.json")
        shutil.copy(SCHOOL, tmp_path / "school.json")
        (tmp_path / "gone.json").symlink_to(tmp_path / "nowhere.json")
        done = run("register", str(tmp_path))
        assert done.exit_code == 1
        assert f"{tmp_path / 'gone.json'}\n    State: not read: " in done.output
        assert done.output.endswith(
            "Rows: 2; cases: 1; files not read: 1\nFiles in the folders that hold no external assessment: 1\n"
        )

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
        assert "Not begun" in written
        assert render(build_register([], language="vi"), "text")
        case = load_external(EXTERNAL)
        dump_external(attrs.evolve(case, steps=case.steps[:10]), bare)
        said = "Length of these periods: read for continuing-education centres only"
        assert said in run("register", bare).output
        assert run("register", bare, "-o", str(path), "--force").exit_code == 0
        assert said in path.read_text("utf-8")

    def test_a_file_that_cannot_be_read_has_the_whole_width(self) -> None:
        """Its reason fills no narrow column; words too long for a line may be broken, days are in figures."""
        name = f"{'x' * 60}.json"
        unread = UnreadRow(source=name, reason=message("line one\nline two"))
        case = load_external(EXTERNAL)
        document = build_register([unread, build_register_row(case, None)], language="vi")
        (table,) = (block for block, _ in iter_blocks(document) if isinstance(block, Table))
        number, told = table.rows[1].cells
        assert (told.columns, len(told.paragraphs), len(number.paragraphs)) == (len(table.widths) - 1, 3, 1)
        (run_of_name,) = told.paragraphs[0].runs
        assert run_of_name.text.replace("\u200b", "") == name
        assert max(map(len, run_of_name.text.split("\u200b"))) <= 16
        texts = [run.text for each in table.rows[2].cells for line in each.paragraphs for run in line.runs]
        assert "08/01/2018" in texts
        assert "02/4/2018 đến 04/4/2018" in texts

    def test_no_day_is_parted(self) -> None:
        """Twelve columns fit the page: no day, no year and no word of the head is broken, whoever sets the page."""
        document = build_register([build_register_row(load_external(EXTERNAL), None)], language="vi")
        assert [*iter_tight_columns(document)] == []
        (page,) = read_pages(render(document, "pdf"))
        texts = [line.text.strip() for line in page.lines]
        assert {"08/01/2018", "09/02/2018", "2017-2018", "TT"} <= set(texts)

    def test_open_periods_and_surveys(self) -> None:
        """What runs and what is overdue; a survey of one day, of several, and of none."""
        rules = attrs.evolve(BARE, steps=(StepTaken(step=Step.DRAFT_SENT),))
        row = build_register_row(rules, None)
        assert row.open_deadlines == ()
        steps = (
            StepTaken(step=Step.PRELIMINARY_SURVEY, date=dt.date(2018, 3, 28)),
            StepTaken(step=Step.DRAFT_SENT, date=dt.date(2018, 4, 2)),
        )
        dated = attrs.evolve(BARE, steps=steps, recognition=Recognition(level=Level.ONE))
        late = build_register_row(dated, get_framework(BARE.framework).part(RULES_PART), on=dt.date(2018, 5, 1))
        assert late.preliminary_survey.first_day == dt.date(2018, 3, 28)
        assert [each.standing for each in late.open_deadlines] == [Standing.SILENT, Standing.RUNNING]
        assert str(late.cells[-1]) == "1, but no step says so"
        assert (row.leader, row.level, row.main_survey) == ("", None, Survey())
        assert build_register_row(attrs.evolve(BARE, recognition=Recognition()), None).state is None


class TestPaperOfAFaultyCase:
    """A paper is made at any time of an assessment; what is wrong with the case is not kept silent."""

    def write(self, kind: str, path: Path, *options: str) -> tuple[int, bool, str]:
        """Return what comes of a paper: the exit code, whether it was written, and what was said."""
        out = path.with_suffix(".txt")
        out.unlink(missing_ok=True)
        done = run("paper", kind, str(path), "-o", str(out), *options)
        return done.exit_code, out.exists(), done.output

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Return the example with a leader in conflict, a letter out of order and a doubled sheet."""
        case = load_external(EXTERNAL)
        leader = attrs.evolve(case.team.members[0], conflict="phụ huynh")
        late = attrs.evolve(case.steps[4], date=dt.date(2018, 1, 2))
        path = tmp_path / "case.json"
        dump_external(
            attrs.evolve(
                case,
                team=attrs.evolve(case.team, members=(leader, *case.team.members[1:])),
                steps=(*case.steps[:4], late, *case.steps[5:]),
                sheets=(*case.sheets, case.sheets[0]),
                school_file=SCHOOL,
            ),
            path,
        )
        return path

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("team-decision", "conflict of interest"),
            ("file-study", "conflict of interest"),
            ("intake-letter", "is before"),
            ("team-sheets", "has a sheet of the team already"),
        ],
    )
    def test_errors_in_what_it_prints_stop_it(self, path: Path, kind: str, told: str) -> None:
        """They are said; a draft is written with them as comments."""
        code, is_written, said = self.write(kind, path)
        assert (code, is_written) == (1, False)
        assert told in said
        assert said.endswith("mend the errors above first, or print a draft with --draft.\n")
        assert self.write(kind, path, "--draft")[:2] == (0, True)

    @pytest.mark.parametrize("kind", ["preliminary-report", "school-answer"])
    def test_errors_elsewhere_are_counted(self, path: Path, kind: str) -> None:
        """With the command that shows them."""
        code, is_written, said = self.write(kind, path)
        assert (code, is_written) == (0, True)
        assert "Errors in facts of the file that are not printed here: 3; to see them: kdcl external check" in said

    def test_size_and_roles(self, tmp_path: Path) -> None:
        """A team of four stops the papers that list it; two leaders stop each paper that one of them would sign."""
        case = load_external(EXTERNAL)
        leader, *others = case.team.members
        path = tmp_path / "case.json"
        four = attrs.evolve(case.team, members=case.team.members[:4])
        dump_external(attrs.evolve(case, team=four, school_file=SCHOOL), path)
        assert self.write("working-plan", path)[:2] == (1, False)
        assert self.write("file-study", path)[:2] == (0, True)
        two = attrs.evolve(case.team, members=(leader, attrs.evolve(leader, name="Nguyễn Văn G"), *others[1:]))
        dump_external(attrs.evolve(case, team=two, school_file=SCHOOL), path)
        assert self.write("file-study", path)[:2] == (1, False)

    def test_what_no_draft_is_made_of(self, tmp_path: Path) -> None:
        """A verdict on what the framework does not have, a key that nobody knows, a part that cannot be read."""
        path = tmp_path / "case.json"
        tree = json.loads(Path(EXTERNAL).read_text("utf-8")) | {"school_file": SCHOOL}
        path.write_text(json.dumps(tree | {"ratings": {"9.1.a": "met"}}), "utf-8")
        code, is_written, said = self.write("comparison", path, "--draft")
        assert (code, is_written) == (1, False)
        assert said.endswith("Nothing was written: mend the errors above first.\n")
        assert self.write("file-study", path)[:2] == (0, True)
        path.write_text(json.dumps(tree | {"colour": "red"}), "utf-8")
        assert self.write("file-study", path, "--draft")[:2] == (1, False)
        path.write_text(json.dumps(tree | {"team": {"members": 5}}), "utf-8")
        assert self.write("file-study", path, "--draft")[:2] == (1, False)

    def test_in_the_schools_file(self, tmp_path: Path) -> None:
        """Errors of its own facts stop only the papers that print them."""
        path = tmp_path / "school.json"
        tree = json.loads(Path(SCHOOL).read_text("utf-8"))
        case = json.loads(Path(EXTERNAL).read_text("utf-8")) | {"school_file": ""}
        del case["schema_version"]
        case["sheets"].append(case["sheets"][0])
        path.write_text(json.dumps(tree | {"external": case, "council": 5}), "utf-8")
        assert self.write("file-study", path)[:2] == (0, True)
        assert self.write("team-sheets", path)[:2] == (1, False)
        path.write_text(json.dumps(tree | {"external": case, "signature": 5}), "utf-8")
        assert self.write("preliminary-survey", path)[:2] == (1, False)
        path.write_text(json.dumps(tree | {"external": case, "colour": 5}), "utf-8")
        assert self.write("file-study", path)[:2] == (1, False)


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
