"""`kdcl import`: many files of every kind into one school file, and nothing lost or written over on the way."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

import kdcl
from kdcl.cli import main
from kdcl.school import Ratings
from word_files import empty_document
from workbooks import save_rows

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = EXAMPLES / "primary-2017.json"
BASE = kdcl.load(PRIMARY)
STRANGE = "Một dòng không thuộc mẫu. " * 8

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command line in an empty folder, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the list and the figures of an example as files for people."""
    folder = tmp_path_factory.mktemp("papers")
    for words in (
        ("render", "evidence-list", PRIMARY, "-o", folder / "list.xlsx"),
        ("data", "form", PRIMARY, "-o", folder / "figures.xlsx"),
    ):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output
    return folder


def write_report(
    path: Path, *lines: str, year: str = "Năm học 2016-2017", below: Sequence[str] = (), verdict: str = "Đạt"
) -> Path:
    """Write a small Word report of a primary school, with lines before it that belong to no report."""
    word = empty_document()
    for line in (
        *lines,
        "TRƯỜNG TIỂU HỌC VÍ DỤ",
        "BÁO CÁO TỰ ĐÁNH GIÁ",
        year,
        "Phần II. TỰ ĐÁNH GIÁ",
        "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
        "Tiêu chí 1.1",
        "1. Mô tả hiện trạng",
        "Có sổ [H1-1-01-01].",
        f"5. Tự đánh giá: {verdict}",
        *below,
    ):
        word.add_paragraph(line)
    word.save(str(path))
    return path


def refuse(*_: object, **__: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, "no space left")


class TestInto:
    """What is read goes into the school's file; its gaps are filled, and nothing in it changes unasked."""

    def test_many_kinds_at_once(self, run: Run, papers: Path, tmp_path: Path) -> None:
        """A list and figures of two files come together in one."""
        start = attrs.evolve(BASE, evidence=(), ratings=Ratings(), data=type(BASE.data)())
        kdcl.dump(start, tmp_path / "school.json")
        files = (papers / "list.xlsx", papers / "figures.xlsx")
        result = run("import", *files, "--into", "school.json", "-o", "school.json")
        assert result.exit_code == 0, result.output
        read = kdcl.load(tmp_path / "school.json")
        assert {item.code for item in read.evidence} == {item.code for item in BASE.evidence}
        assert dict(read.data) == {place: figure for place, figure in BASE.data.items() if place in read.data}
        assert len(read.data) > 100
        assert "Part I: taken over: " in result.stdout

    def test_a_file_of_another_framework(self, run: Run, tmp_path: Path) -> None:
        """A report of another kind of school is refused, and the file stays as it was."""
        kdcl.dump(kdcl.load(EXAMPLES / "lower-secondary-2017.json"), tmp_path / "school.json")
        before = (tmp_path / "school.json").read_bytes()
        result = run("import", write_report(tmp_path / "r.docx"), "--into", "school.json", "-o", "school.json")
        assert result.exit_code == 2
        assert "Primary school" in result.stderr
        assert (tmp_path / "school.json").read_bytes() == before

    def test_neither_list_nor_figures(self, run: Run, tmp_path: Path) -> None:
        """A workbook that is neither is refused with what was looked for; so is a table of values."""
        kdcl.dump(BASE, tmp_path / "school.json")
        (tmp_path / "a.csv").write_text("a,b\n1,2\n", "utf-8")
        assert run("import", "a.csv", "--into", "school.json", "-o", "x.json").exit_code == 2
        save_rows(tmp_path / "a.xlsx", [("a", "b"), (1, 2)])
        result = run("import", "a.xlsx", "--into", "school.json", "-o", "x.json")
        assert (result.exit_code, "evidence list" in result.stderr) == (2, True)

    def test_figures_that_cannot_be_read(self, run: Run, tmp_path: Path) -> None:
        """Their texts are kept beside the school's file, whether they stand in a table or in the entry form."""
        kdcl.dump(BASE, tmp_path / "school.json")
        years = ",".join(f"20{year}-20{year + 1}" for year in range(13, 18))
        (tmp_path / "a.csv").write_text(f"Số lớp,{years}\nKhối lớp 1,3,3,ba,3,3\nKhối lớp 2,3,3,3,3,3\n", "utf-8")
        assert run("import", "a.csv", "--into", "school.json", "-o", "a.json", "--ours").exit_code == 0
        assert "ba" in (tmp_path / "a.rest.txt").read_text("utf-8").split("\n")
        assert run("data", "form", "school.json", "-o", "form.xlsx").exit_code == 0
        workbook = load_workbook(tmp_path / "form.xlsx")
        rows = (row for sheet in workbook.worksheets for row in sheet if row[0].value == "pupils.grade_1")
        next(rows)[2].value = "nhiều"
        workbook.save(tmp_path / "form.xlsx")
        assert run("import", "form.xlsx", "--into", "school.json", "-o", "b.json", "--ours").exit_code == 0
        assert "nhiều" in (tmp_path / "b.rest.txt").read_text("utf-8").split("\n")

    def test_a_year_that_is_not_stated(self, run: Run, tmp_path: Path) -> None:
        """The year of the school's file holds against one that is only assumed."""
        kdcl.dump(BASE, tmp_path / "school.json")
        write_report(tmp_path / "a.docx", year="")
        result = run("import", "a.docx", "--into", "school.json", "-o", "school.json", "--ours")
        assert (result.exit_code, "school year" in result.stdout.splitlines()[-1]) == (0, False)
        assert kdcl.load(tmp_path / "school.json").school_year == BASE.school_year

    @pytest.mark.parametrize("options", [(), ("--theirs",)])
    def test_a_verdict_against_the_ratings(self, run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
        """What a sheet states of a criterion that the file rates otherwise is said once, and again beside the score."""
        report = write_report(tmp_path / "r.docx", verdict="Không đạt", year="Năm học 2017-2018")
        result = run("import", report, "--into", PRIMARY, "-o", "a.json", *options)
        assert result.exit_code == 1
        assert result.output.count("the sheet says not met, but by the ratings of its indicators criterion 1.1 is") == 1
        assert "state another verdict than the ratings of their indicators" in run("score", "a.json").output
        again = run("import", report, "--into", "a.json", "-o", "b.json", "--theirs")
        assert (again.exit_code, "the sheet says not met" in again.output) == (0, False)

    def test_many_findings_of_one_kind(self, run: Run, tmp_path: Path) -> None:
        """The first is printed, with how many more there are; --all prints each."""
        lines = [text for number in range(1, 6) for text in (f"Tiêu chí 1.{number}", "5. Tự đánh giá", "cơ bản đạt")]
        write_report(tmp_path / "a.docx", below=lines)
        short, full = (
            run("import", "a.docx", "-o", "a.json").stdout,
            run("import", "a.docx", "--all", "-o", "b.json").stdout,
        )
        assert (short.count("is not clear"), full.count("is not clear")) == (1, 5)
        assert "more of this kind (--all prints each)" in short

    def test_a_list_in_word(self, run: Run, tmp_path: Path) -> None:
        """A list in Word is recognised, and its rows are taken over."""
        assert run("render", "evidence-list", PRIMARY, "-o", "list.docx").exit_code == 0
        kdcl.dump(attrs.evolve(BASE, evidence=()), tmp_path / "school.json")
        result = run("import", "list.docx", "--into", "school.json", "-o", "school.json")
        assert result.exit_code == 0, result.output
        assert len(kdcl.load(tmp_path / "school.json").evidence) == len(BASE.evidence)

    def test_many_differences(self, run: Run, tmp_path: Path, papers: Path) -> None:
        """Of many differences the first are printed, with how many more there are; --all prints each."""
        renamed = tuple(attrs.evolve(item, name="khác") for item in BASE.evidence)
        kdcl.dump(attrs.evolve(BASE, evidence=renamed), tmp_path / "school.json")
        words = ("import", papers / "list.xlsx", "--into", "school.json", "-o", "school.json")
        short, full = run(*words).stdout, run(*words, "--all").stdout
        assert short.count("not taken: ") == 20
        assert full.count("not taken: ") > 100
        assert "more of this kind (--all prints each)" in short

    def test_a_workbook_alone(self, run: Run, papers: Path) -> None:
        """A list says too little without the file it belongs to."""
        result = run("import", papers / "list.xlsx", "-o", "x.json")
        assert result.exit_code == 2
        assert "--into" in result.stderr


class TestRest:
    """What has no place is kept beside the school's file, and no such file of another import is written over."""

    def test_two_imports(self, run: Run, tmp_path: Path) -> None:
        """The second import keeps its rest under a name of its own."""
        first = write_report(tmp_path / "first.docx", STRANGE)
        kept: list[list[str]] = []
        for name in ("a.json", "a.json"):
            result = run("import", first, "-o", name, *(("--into", name) if kept else ()))
            assert result.exit_code == 0, result.output
            kept.append([path.name for path in sorted(tmp_path.glob("a.rest*"))])
        assert kept == [["a.rest.txt"], ["a.rest.2.txt", "a.rest.txt"]]

    def test_replaced_by_another_rest(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The earlier rest is there until the new one is whole: a disk that refuses it takes nothing away."""
        old = "# kdcl import: old\n"
        report = write_report(tmp_path / "r.docx", STRANGE)
        (tmp_path / "a.rest.txt").write_text(old, "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr("kdcl.cli.importing.write_file", refuse)
            assert run("import", report, "-o", "a.json", "--force").exit_code == 2
        assert (tmp_path / "a.rest.txt").read_text("utf-8") == old
        assert run("import", report, "-o", "a.json", "--force").exit_code == 0
        kept = [path.name for path in tmp_path.glob("a.rest*")]
        assert kept == ["a.rest.txt"]
        assert (tmp_path / "a.rest.txt").read_text("utf-8") != old

    def test_replaced(self, run: Run, tmp_path: Path) -> None:
        """With --force the rest of what is replaced goes too; a file of one's own of that name stays."""
        report = write_report(tmp_path / "r.docx")
        (tmp_path / "a.rest.txt").write_text("# kdcl import: old\n", "utf-8")
        assert run("import", report, "-o", "a.json", "--force").exit_code == 0
        assert "old" not in "".join(path.read_text("utf-8") for path in tmp_path.glob("a.rest*"))
        (tmp_path / "b.rest.txt").write_text("mine", "utf-8")
        assert run("import", report, "-o", "b.json", "--force").exit_code == 0
        assert (tmp_path / "b.rest.txt").read_text("utf-8") == "mine"
