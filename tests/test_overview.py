"""Many files as one table: every file is a row, foreign rules are named and not rated, and a stopped run goes on."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner, Result

import kdcl
import overview_works
from kdcl.cli import main
from kdcl.errors import UnknownRendererError
from kdcl.locale import get_locale
from kdcl.overview import (
    COLUMNS,
    Kept,
    OverviewRow,
    RowState,
    build_overview,
    build_row,
    find_suffix,
    read_row,
    render_overview,
    run_work,
)
from kdcl.overview.work import attempt, count_cores, leave_stopping_to_the_first, submit
from kdcl.school import Claims, Ratings, SchoolData
from word_files import save_lines

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = EXAMPLES / "primary-2017.json"
SHEET = ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", "Tiêu chí 1: Cơ cấu tổ chức", "5. Tự đánh giá: Đạt")
ENGLISH = {"language": "en", "framework": ""}

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command line in an empty folder, in English and in this process."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with files of every kind, sound and not."""
    folder = tmp_path_factory.mktemp("district")
    shutil.copy(PRIMARY, folder / "school.json")
    shutil.copy(EXAMPLES / "external" / "case-2018.json", folder / "team.json")
    base = kdcl.load(PRIMARY)
    every = Ratings({indicator.code: "met" for indicator in kdcl.get_framework("primary").indicators})
    claiming = attrs.evolve(base, ratings=every, claims=Claims(level=kdcl.Level.ONE))
    kdcl.dump(claiming, folder / "claims.json")
    kdcl.dump(attrs.evolve(base, ratings=Ratings({}), claims=Claims()), folder / "begun.json")
    for words in (
        ("report", PRIMARY, "-o", folder / "report.docx", "--no-pages"),
        ("render", "evidence-list", PRIMARY, "-o", folder / "list.xlsx"),
        ("data", "form", PRIMARY, "-o", folder / "figures.xlsx"),
    ):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output
    save_lines(folder / "preschool.docx", "TRƯỜNG MẦM NON A", "BÁO CÁO TỰ ĐÁNH GIÁ", *SHEET)
    save_lines(folder / "unsure.docx", "BÁO CÁO TỰ ĐÁNH GIÁ", *SHEET)
    (folder / "sub").mkdir()
    (folder / "sub" / "broken.docx").write_text("no Word file")
    (folder / "sub" / "broken.json").write_text("{")
    workbook = openpyxl.Workbook()
    workbook.save(folder / "empty.xlsx")
    (folder / "~$report.docx").write_text("a lock of Word")
    (folder / "photo.jpg").write_text("no document")
    return folder


def read_rows(result: Result) -> dict[str, dict[str, Any]]:
    """Return the rows that a command printed, by the names of their files."""
    return {Path(row["file"]).name: row for row in json.loads(result.stdout)}


@pytest.fixture(scope="module")
def rows(district: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the whole folder."""
    result = CliRunner().invoke(
        main, ["overview", "--lang", "en", str(district), "--format", "json", "--processes", "1"]
    )
    assert result.exit_code == 1
    return read_rows(result)


class TestRows:
    """One row for each file, whatever it is."""

    def test_every_file_of_a_school_is_a_row(self, rows: dict[str, dict[str, Any]]) -> None:
        """Locks of Word and photographs are none; files in folders below are."""
        assert {name: row["state"] for name, row in rows.items()} == {
            "claims.json": "contradictory",
            "broken.docx": "failed",
            "broken.json": "failed",
            "empty.xlsx": "failed",
            "report.docx": "rated",
            "school.json": "rated",
            "begun.json": "unrated",
            "figures.xlsx": "unrated",
            "list.xlsx": "unrated",
            "unsure.docx": "unrated",
            "preschool.docx": "foreign",
            "team.json": "foreign",
        }

    def test_contradictions_come_first_and_then_what_was_not_read(self, rows: dict[str, dict[str, Any]]) -> None:
        """Whoever looks at the first rows sees what needs a look."""
        assert next(iter(rows)) == "claims.json"
        assert {row["state"] for row in list(rows.values())[1:4]} == {"failed"}

    def test_a_claim_stands_beside_what_follows(self, rows: dict[str, dict[str, Any]]) -> None:
        """The level claimed is never the one computed, and the sentence says what is wrong."""
        row = rows["claims.json"]
        assert (row["claimed_level"], row["level"], row["certain_level"], row["lowest"]) == (1, 3, 3, 3)
        assert "level" in row["contradictions"][0], row["contradictions"]

    def test_a_report_says_the_same_as_its_school_file(self, rows: dict[str, dict[str, Any]]) -> None:
        """Read from Word or from the school's file, the verdict is the same, and all text has a place."""
        told = ("level", "certain_level", "supported_level", "lowest", "highest", "criteria_met", "not_met", "open")
        assert [rows["report.docx"][name] for name in told] == [rows["school.json"][name] for name in told]
        assert rows["report.docx"]["placed_percent"] == 100
        assert rows["report.docx"]["framework_certainty"] == "stated"

    def test_foreign_rules_are_named_and_not_rated(self, rows: dict[str, dict[str, Any]]) -> None:
        """A preschool has a row with its rules and no level."""
        row = rows["preschool.docx"]
        assert "preschool" in row["framework"]
        assert (row["level"], row["lowest"]) == (None, None)
        assert row["reason"]

    def test_no_level_under_a_guess(self, district: Path, rows: dict[str, dict[str, Any]]) -> None:
        """Under guessed rules nothing is rated; with --framework the same file is."""
        assert "only guessed" in rows["unsure.docx"]["reason"]
        told = read_row(str(district / "unsure.docx"), {**ENGLISH, "framework": "tt42-2012/primary"})
        assert told["state"] in {"rated", "contradictory"}

    def test_the_file_of_a_team(self, rows: dict[str, dict[str, Any]]) -> None:
        """An external assessment is named, and its ratings are not taken for the school's."""
        assert rows["team.json"]["level"] is None
        assert "external assessment" in rows["team.json"]["reason"]

    def test_a_bad_file_says_why(self, rows: dict[str, dict[str, Any]]) -> None:
        """The reason is that of the reader."""
        assert "no Office file" in rows["broken.docx"]["reason"]
        assert "JSON" in rows["broken.json"]["reason"]

    def test_files_that_cannot_be_opened(self, tmp_path: Path) -> None:
        """What the file system refuses is a row too."""
        kept = Kept(path=None, asked="")
        shutil.copy(PRIMARY, tmp_path / "a.json")
        [(_, sound)] = run_work(read_row, [str(tmp_path / "a.json")], ENGLISH, processes=1, kept=kept)
        assert build_row("x", sound).state is RowState.RATED
        [(_, result)] = run_work(read_row, [str(tmp_path)], ENGLISH, processes=1, kept=kept)
        assert build_row("x", result).state is RowState.FAILED

    def test_a_folder_without_any(self, run: Run, tmp_path: Path) -> None:
        """It is said, since it is most likely another folder than was meant."""
        (tmp_path / "empty").mkdir()
        result = run("overview", "empty", "-o", "o.csv")
        assert result.exit_code == 0
        assert "there is nothing to read here" in result.stderr


class TestFormats:
    """The same table in every format; a text is never a formula."""

    ROW = OverviewRow(
        file="=cmd()",
        state=RowState.RATED,
        framework="tt42-2012/primary",
        level=3,
        placed_percent=99.5,
        not_met=("1.1", "1.2"),
    )

    def test_commas(self) -> None:
        """Titles are the names of columns; what a spreadsheet would reckon with is marked as text."""
        text = render_overview([self.ROW], ".csv", get_locale("en")).decode("utf-8-sig")
        names, row = csv.reader(io.StringIO(text))
        assert names == [column.name for column in COLUMNS]
        assert row[:2] == ["'=cmd()", "rated"]

    def test_workbook(self, tmp_path: Path) -> None:
        """Numbers are numbers, and a text that looks like a formula is text."""
        path = tmp_path / "table.xlsx"
        path.write_bytes(render_overview([self.ROW], ".xlsx", get_locale("vi")))
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
        assert any(cell.value == 3 for cell in cells)
        assert [cell.data_type for cell in cells if cell.value == "=cmd()"] == ["s", "s"]

    def test_page(self) -> None:
        """A page has the titles of people."""
        assert "Cấp độ tính được" in render_overview([self.ROW], ".html", get_locale("vi")).decode()
        failed = OverviewRow(file="a.docx", state=RowState.FAILED, reason="why\nand why")
        page = render_overview([failed], ".html", get_locale("vi")).decode()
        assert "and why" in page
        assert "levels-kind" not in page

    def test_a_page_lists_schools_and_what_they_come_to(self, rows: dict[str, dict[str, Any]]) -> None:
        """The schools first, then levels, criteria and measures, then how each file was read."""
        told = [build_row(name, row) for name, row in rows.items()]
        headings = build_overview(told, get_locale("en")).headings()
        assert [heading.bookmark for heading in headings] == [
            "overview", "schools", "levels-kind", "levels-region", "criteria-tt42-2012/primary",
            "measures-tt42-2012/primary", "readings",
        ]  # fmt: skip

    def test_a_row_comes_back_from_its_plain_values(self, rows: dict[str, dict[str, Any]]) -> None:
        """What is kept between runs loses nothing, exact values of measures too."""
        report = rows["report.docx"]
        assert any(measure["value"] for measure in report["measures"])
        assert build_row(report["file"], report).to_dict() == report

    def test_columns_for_programs(self) -> None:
        """Types are the same whatever the rows have."""
        table = pl.read_parquet(io.BytesIO(render_overview([self.ROW], ".parquet", get_locale("en"))))
        assert table.schema["level"] == table.schema["claimed_level"] == pl.Int64
        assert table["not_met"].to_list() == ["1.1; 1.2"]

    def test_other_suffixes(self) -> None:
        """They are refused before anything is read."""
        with pytest.raises(UnknownRendererError, match="csv"):
            find_suffix("table.pdf")


class TestCommand:
    """`kdcl overview` writes one file through the door of outputs."""

    def test_it_writes_and_sums_up(self, run: Run, district: Path, tmp_path: Path) -> None:
        """How many files of each state, then what was not read, then where the table is."""
        result = run("overview", district, "-o", tmp_path / "t.xlsx", "--processes", "1")
        assert result.exit_code == 1
        assert "contradicts itself: 1/12" in result.output
        assert "broken.docx" in result.stderr
        assert (tmp_path / "t.xlsx").exists()

    def test_nothing_wrong_gives_zero(self, run: Run, tmp_path: Path) -> None:
        """A table of sound files is no finding; the table of an earlier run in the folder is no file of a school."""
        shutil.copy(PRIMARY, tmp_path / "a.json")
        for _ in range(2):
            result = run("overview", tmp_path, "-o", tmp_path / "t.xlsx", "--format", "json")
            assert result.exit_code == 0
            assert len(json.loads(result.stdout)) == 1

    def test_unchanged_files_are_not_read_again(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The second run takes what the first has found; --fresh does not."""
        shutil.copy(PRIMARY, tmp_path / "a.json")
        assert run("overview", tmp_path, "-o", tmp_path / "t.csv").exit_code == 0

        def refuse(*_: object) -> None:
            raise AssertionError("it was read again")

        monkeypatch.setattr("kdcl.overview.rows.read_school", refuse)
        assert run("overview", tmp_path, "-o", tmp_path / "t.csv").exit_code == 0
        again = run("overview", tmp_path, "-o", tmp_path / "t.csv", "--fresh", "--force")
        assert again.exit_code == 1
        assert "it was read again" in again.stderr

    def test_a_paper_without_names(self, run: Run, tmp_path: Path) -> None:
        """Six schools under one name come to a level; the paper says how many, and not who."""
        base = attrs.evolve(kdcl.load(PRIMARY), sheets=(), standards=(), evidence=(), data=SchoolData())
        for number in range(6):
            kdcl.dump(attrs.evolve(base, school_year=kdcl.SchoolYear(2017 + number % 2)), tmp_path / f"{number}.json")
        result = run("overview", tmp_path, "--summary", tmp_path / "paper.md", "--processes", "1")
        assert result.exit_code == 0, result.output
        text = (tmp_path / "paper.md").read_text("utf-8")
        assert "What 6 schools come to" in text
        assert "Groups of fewer than 5 schools are not told: 2" in text
        assert base.school.name not in text
        assert run("overview", tmp_path, "--summary", "paper.odd").exit_code == 2
        printed = run("overview", tmp_path, "--summary", "paper.html", "--format", "json", "--processes", "1")
        assert len(json.loads(printed.stdout)) == 6

    def test_without_an_output(self, run: Run) -> None:
        """Nothing is read where nothing would be written."""
        result = run("overview", PRIMARY)
        assert result.exit_code == 2
        assert "--format json" in result.stderr


class TestWork:
    """A run over many files: every file has its result, and a run that was stopped goes on."""

    @pytest.fixture
    def files(self, tmp_path: Path) -> list[str]:
        """Return seven files, three of which cannot be worked on, and one at which somebody stops the work."""
        texts = ["a", "die", "b", "defect", "deep", "c", "stop"]
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text)
        return [str(tmp_path / f"{number}.txt") for number in range(len(texts))]

    @pytest.mark.parametrize("start", [pytest.param("spawn", marks=pytest.mark.big), "forkserver"])
    def test_a_file_that_ends_its_process_ends_nothing_else(
        self, start: str, files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """In two processes every other file has its result; Ctrl-C, which a terminal sends to all, is for the first."""
        if start not in multiprocessing.get_all_start_methods():
            pytest.skip("only Unix has it")
        context = multiprocessing.get_context(start)
        context.set_forkserver_preload(["kdcl.overview.work"])  # so that each new process need not import it
        monkeypatch.setattr(multiprocessing, "get_context", lambda _: context)
        settings = {"language": "en", "log": str(tmp_path / "log")}
        kept = Kept(path=tmp_path / "kept", asked="a")
        done = dict(run_work(overview_works.read_text, files, settings, processes=2, kept=kept))
        assert [done[number].get("text") for number in range(7)] == ["a", None, "b", None, None, "c", "stop"]
        assert "ended the process" in done[1]["failure"]
        assert "KeyError" in done[3]["failure"]
        assert "too deeply nested" in done[4]["failure"]
        assert len((tmp_path / "kept").read_text().splitlines()) == 4

    def test_ctrl_c_is_left_to_the_first_process(self) -> None:
        """The others do not hear it."""
        before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a run in the background ignores it anyway
        try:
            leave_stopping_to_the_first()
            signal.raise_signal(signal.SIGINT)
            after = signal.getsignal(signal.SIGINT)
        finally:
            signal.signal(signal.SIGINT, before)
        assert after is signal.SIG_IGN

    def test_a_stopped_run_goes_on(self, files: list[str], tmp_path: Path) -> None:
        """What was kept before the stop is not worked on again, a cut-off line counts for nothing."""
        log = tmp_path / "log"
        settings = {"language": "en", "log": str(log)}
        sound = [files[0], files[2], files[5]]
        running: Any = run_work(
            overview_works.read_text, sound, settings, processes=1, kept=Kept(path=tmp_path / "k", asked="a")
        )
        next(running)
        running.close()
        with (tmp_path / "k").open("a") as stream:
            stream.write('{"key": "cut')
        Path(files[0]).rename(tmp_path / "renamed.txt")
        again = [str(tmp_path / "renamed.txt"), *sound[1:]]
        done = dict(
            run_work(overview_works.read_text, again, settings, processes=1, kept=Kept(path=tmp_path / "k", asked="a"))
        )
        assert [done[number]["text"] for number in range(3)] == ["a", "b", "c"]
        assert log.read_text().split() == ["0.txt", "2.txt", "5.txt"]

    def test_another_question_is_asked_anew(self, files: list[str], tmp_path: Path) -> None:
        """What was kept for other settings is no answer."""
        settings = {"language": "en", "log": str(tmp_path / "log")}
        for asked in "ab":
            kept = Kept(path=tmp_path / "k", asked=asked)
            assert list(run_work(overview_works.read_text, files[:1], settings, processes=1, kept=kept)) == [
                (0, {"text": "a"})
            ]
        assert (tmp_path / "log").read_text().split() == ["0.txt", "0.txt"]

    def test_a_file_that_is_gone(self, tmp_path: Path) -> None:
        """It is a failure with its reason."""
        kept = Kept(path=None, asked="")
        [(_, result)] = run_work(
            overview_works.read_text, [str(tmp_path / "gone")], {"language": "en"}, processes=2, kept=kept
        )
        assert "gone" in result["failure"]

    def test_failures_in_this_process(self, files: list[str], tmp_path: Path) -> None:
        """What the system refuses, and what there is no memory or depth for, is said as in other processes."""
        settings = {"language": "en", "log": str(tmp_path / "log")}
        assert "gone" in attempt(overview_works.read_text, str(tmp_path / "gone"), settings)["failure"]
        assert "too deeply nested" in attempt(overview_works.read_text, files[4], settings)["failure"]
        assert "defect of kdcl" in attempt(overview_works.read_text, files[3], settings)["failure"]

    def test_a_pool_that_has_ended(self) -> None:
        """Handing it a file gives a promise that says so, to be tried again."""

        class Ended:
            """A pool whose processes have ended."""

            def submit(self, *_: object) -> None:
                """Refuse the file."""
                raise BrokenExecutor

        ended: Any = Ended()
        with pytest.raises(BrokenExecutor):
            submit(ended, overview_works.read_text, "a", {}).result()

    def test_there_is_a_core(self) -> None:
        """At least this one."""
        assert count_cores() >= 1
