"""`kdcl batch`: one command over the files of many schools, or over a table of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import attrs
import polars as pl
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main
from kdcl.errors import FrameError
from kdcl.frames.files import list_rows, render_table, scan_table
from kdcl.testing.plausible import build_table, iter_schools
from word_files import save_lines

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = kdcl.get_framework("tt42-2012/primary")
SHEET = ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường", "Tiêu chí 1: Cơ cấu tổ chức", "5. Tự đánh giá: Đạt")

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs `kdcl batch` in an empty folder, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["batch", *map(str, words)], catch_exceptions=False)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a school's file, a file with a sheet twice, one that is none, and two documents."""
    folder = tmp_path_factory.mktemp("district")
    shutil.copy(EXAMPLES / "primary-2017.json", folder / "school.json")
    school = kdcl.load(folder / "school.json")
    kdcl.dump(attrs.evolve(school, sheets=(*school.sheets, school.sheets[0])), folder / "doubled.json")
    (folder / "broken.json").write_text("{")
    save_lines(folder / "a.docx", "TRƯỜNG TIỂU HỌC VÍ DỤ", "BÁO CÁO TỰ ĐÁNH GIÁ", *SHEET, "Một dòng lạ.")
    (folder / "sub").mkdir()
    save_lines(folder / "sub" / "a.docx", "BÁO CÁO TỰ ĐÁNH GIÁ", *SHEET)
    return folder


class TestCheck:
    """Findings of many files."""

    def test_each_file_is_counted(self, run: Run, district: Path) -> None:
        """Documents are read first; a file that cannot be read says why."""
        result = run("check", district, "-f", PRIMARY.id, "--processes", "1")
        assert result.exit_code == 1
        assert "school.json: errors: 0, warnings: 0" in result.stdout
        assert "doubled.json: errors: 1" in result.stdout
        assert "broken.json" in result.stderr

    def test_every_finding_for_programs(self, run: Run, district: Path) -> None:
        """The findings are those of `kdcl check`; files without errors give 0."""
        result = run("check", district / "school.json", "--format", "json")
        assert result.exit_code == 0
        [row] = json.loads(result.stdout)
        school = kdcl.load(district / "school.json")
        assert [each["check"] for each in row["findings"]] == [each.kind for each in kdcl.check(school, PRIMARY)]


class TestImport:
    """School files of many documents."""

    def test_a_file_for_each(self, run: Run, district: Path, tmp_path: Path) -> None:
        """Two documents of one name have two outputs, and what has no place stands beside them."""
        result = run("import", district, "-f", PRIMARY.id, "-d", tmp_path / "out", "--processes", "1")
        assert result.exit_code == 0, result.output
        names = sorted(path.name for path in (tmp_path / "out").iterdir())
        assert names[:3] == ["a.docx-2.json", "a.docx.json", "a.docx.json.unplaced.txt"]
        assert kdcl.load(tmp_path / "out" / "a.docx.json").framework == PRIMARY.id
        assert "Một dòng lạ." in (tmp_path / "out" / "a.docx.json.unplaced.txt").read_text("utf-8")

    def test_no_framework_is_guessed(self, run: Run, district: Path, tmp_path: Path) -> None:
        """Where nothing says it, the file is a failure with its remedy."""
        result = run("import", district / "sub" / "a.docx", "-d", tmp_path / "out")
        assert result.exit_code == 1
        assert "--framework" in result.stderr

    def test_again(self, run: Run, district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is there is not read again; what was taken away is."""
        words = ("import", district / "a.docx", "-d", tmp_path / "out")
        assert run(*words).exit_code == 0

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("it was read again")

        monkeypatch.setattr("kdcl.cli.batch_work.read_paper", refuse)
        assert run(*words).exit_code == 0
        (tmp_path / "out" / "a.docx.json").unlink()
        assert "it was read again" in run(*words).stderr

    def test_changed_by_hand(self, run: Run, district: Path, tmp_path: Path) -> None:
        """An output that somebody changed stays, and is said to be there; --force makes it anew."""
        words = ("import", district / "a.docx", "-d", tmp_path / "out")
        assert run(*words).exit_code == 0
        output = tmp_path / "out" / "a.docx.json"
        made = output.read_bytes()
        output.write_bytes(made + b"\n")
        refused = run(*words)
        assert "--force" in refused.stderr
        assert output.read_bytes() == made + b"\n"
        assert run(*words, "--force").exit_code == 0
        assert output.read_bytes() == made


class TestRender:
    """Documents of many school files."""

    def test_a_document_for_each(self, run: Run, district: Path, tmp_path: Path) -> None:
        """A file whose printed facts have errors gives none, and says how to see them."""
        result = run("render", "report", district, "-d", tmp_path / "out", "--renderer", "text", "--processes", "1")
        assert result.exit_code == 1
        assert sorted(path.name for path in (tmp_path / "out").glob("*.txt")) == ["school.json-report.txt"]
        assert "doubled.json: errors found: 1" in result.stderr

    def test_nothing_is_replaced_unasked(self, run: Run, district: Path, tmp_path: Path) -> None:
        """A school's file that stands at the place stays; --force replaces it."""
        place = tmp_path / "out" / "school.json-evidence-list.txt"
        place.parent.mkdir()
        shutil.copy(district / "school.json", place)
        words = ("render", "evidence-list", district / "school.json", "-d", tmp_path / "out", "--renderer", "text")
        assert "--force" in run(*words).stderr
        assert run(*words, "--force").exit_code == 0
        assert not place.read_text("utf-8").startswith("{")


class TestScore:
    """A table of schools in, a table of scores out."""

    @pytest.fixture
    def table(self, tmp_path: Path) -> Path:
        """Return a table of twenty schools with commas."""
        path = tmp_path / "schools.csv"
        pl.DataFrame(build_table(PRIMARY, 20)).write_csv(path)
        return path

    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_scores(self, run: Run, table: Path, suffix: str) -> None:
        """Levels are those of `score`, and numbers of schools keep their zeros."""
        out = table.with_name(f"out{suffix}")
        result = run("score", table, "-o", out, "-f", PRIMARY.id)
        assert result.exit_code == 0, result.output
        scored = list_rows(scan_table(str(out)).select("school", "level").to_native())
        assert scored[0][0] == "0001"
        assert len(scored) == 20

    def test_problems_are_printed(self, run: Run, tmp_path: Path) -> None:
        """What cannot be counted is told and gives 1; the table is written all the same."""
        path = tmp_path / "long.csv"
        path.write_text(f"law,id,indicator,rating\n{PRIMARY.id},A,1.1.a,met\n{PRIMARY.id},A,9.9.a,met\n")
        words = ("-f", PRIMARY.id, "--framework-column", "law", "--school-column", "id")
        result = run("score", path, "-o", tmp_path / "out.csv", *words)
        assert result.exit_code == 1
        assert f"{PRIMARY.id}\tA\t9.9.a\tmet\tunknown_indicator\t1" in result.stdout
        assert (tmp_path / "out.csv").exists()

    def test_rules_of_ones_own(self, run: Run, table: Path, tmp_path: Path) -> None:
        """Other level rules give other levels, as for one school."""
        rules = tmp_path / "rules.toml"
        rules.write_text(RULES)
        result = run("score", table, "-o", tmp_path / "out.csv", "-f", PRIMARY.id, "--rules", rules)
        assert result.exit_code == 0, result.output
        levels = {row[0] for row in list_rows(scan_table(str(tmp_path / "out.csv")).select("level").to_native())}
        assert levels == {"1"}

    def test_what_they_come_to(self, run: Run, tmp_path: Path) -> None:
        """A table's summary counts by the columns that are named, and says whose rules it is by."""
        regions, rules = ["difficult", "other"], tmp_path / "rules.toml"
        rules.write_text(RULES)
        table = pl.DataFrame(build_table(PRIMARY, 20)).with_columns(where=pl.Series(regions * 10))
        table.write_csv(tmp_path / "wide.csv")
        words = ("score", "wide.csv", "--summary", "all.md", "-f", PRIMARY.id, "--rules", rules)
        result = run(*words, "--region-column", "where")
        assert result.exit_code == 0, result.output
        paper = Path("all.md").read_text("utf-8")
        assert "What 20 schools come to" in paper
        assert "Levels are by the rules in rules.toml" in paper
        assert "Levels by region" in paper
        assert "--summary" in run("score", "wide.csv", "-f", PRIMARY.id).stderr
        assert run("score", "wide.csv", "-o", "out.csv").exit_code == 2
        assert run("score", "wide.csv", "wide.csv", "out.csv", "-o", "out.csv", "-f", PRIMARY.id).exit_code == 2

    def test_other_suffixes(self, run: Run, table: Path) -> None:
        """Nothing is read where nothing could be written."""
        result = run("score", table, "-o", "out.xlsx", "-f", PRIMARY.id)
        assert result.exit_code == 2
        assert ".parquet" in result.stderr
        with pytest.raises(FrameError, match="csv"):
            scan_table("schools.txt")

    def test_an_eager_table_is_written_as_it_is(self) -> None:
        """Rendering takes what is collected already."""
        table = pl.DataFrame({"school": ["Đ"]})
        assert render_table(table, "x.csv").decode("utf-8-sig") == "school\nĐ\n"
        assert list_rows(table) == [("Đ",)]


class TestScoreFiles:
    """The schools of a folder in, the same table and the same summary out."""

    def test_a_folder(self, run: Run, district: Path) -> None:
        """Every file has the levels of `score`, one that cannot be read says why, and what was read is kept."""
        words = ("score", district, "-o", "out.parquet", "-f", PRIMARY.id, "--processes", "1")
        result = run(*words)
        assert result.exit_code == 1
        assert "broken.json" in result.stderr
        table = pl.read_parquet("out.parquet")
        assert table["school"].to_list() == ["a.docx", "doubled.json", "school.json", "a.docx-2"]
        school = kdcl.load(district / "school.json")
        expected = kdcl.score(school.ratings, PRIMARY)
        [row] = table.filter(pl.col("school") == "school.json").rows(named=True)
        assert (row["level"], row["certain_level"]) == (expected.level, expected.certain_level)
        assert (row["school_year"], row["region"]) == (str(school.school_year), school.school.region)
        assert len(Path("out.parquet.kdcl-read.jsonl").read_text("utf-8").splitlines()) == 4
        assert run(*words).exit_code == 1

    def test_the_summary_is_that_of_an_overview(self, run: Run, tmp_path: Path) -> None:
        """Byte for byte, levels, criteria and measures; a school without ratings is in neither."""
        folder = tmp_path / "schools"
        folder.mkdir()
        for number, school in enumerate(iter_schools(PRIMARY, 6)):
            kdcl.dump(school if number else attrs.evolve(school, ratings=kdcl.Ratings({})), folder / f"{number}.json")
        result = run("score", folder, "--summary", "a.html", "--processes", "1")
        assert result.exit_code == 0, result.output
        words = ["overview", str(folder), "--summary", "b.html", "--processes", "1"]
        CliRunner().invoke(main, words, catch_exceptions=False)
        assert Path("a.html").read_bytes() == Path("b.html").read_bytes()
        assert "What 5 schools come to" in Path("a.html").read_text("utf-8")

    def test_guessed_rules(self, run: Run, district: Path, tmp_path: Path) -> None:
        """A document under rules that are only guessed has no row; several frameworks cannot be meant."""
        words = ("score", district / "sub" / "a.docx", "-o", "out.csv")
        result = run(*words)
        assert result.exit_code == 1
        assert "--framework" in result.stderr
        assert (tmp_path / "out.csv").read_text("utf-8-sig").startswith("school,framework,category")
        assert run(*words, "-f", PRIMARY.id, "-f", "tt42-2012/secondary").exit_code == 2

    def test_rules_of_ones_own(self, run: Run, district: Path, tmp_path: Path) -> None:
        """They hold for files as for a table, and what was read under others is read again."""
        rules = tmp_path / "rules.toml"
        rules.write_text(RULES)
        words = ("score", district / "school.json", "-o", "out.parquet")
        assert run(*words).exit_code == 0
        assert run(*words, "--rules", rules, "--force").exit_code == 0
        assert pl.read_parquet("out.parquet")["level"].to_list() == [1]


RULES = """
schema = 1
framework = "tt42-2012/primary"
citation = { article = 31, clause = 1, status = "verified" }

[reading]
cumulative = true
status = "verified"

[level.1]
citation = { article = 31, clause = 1, point = "a" }
at_least_percent = 1
required = []
status = "verified"
"""
