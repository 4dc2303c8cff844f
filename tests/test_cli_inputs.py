"""The command line as people know it: many files, patterns, pipes, formats, colours, silence, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

import kdcl
from kdcl._version import __version__
from kdcl.cli import main
from kdcl.cli.streams import has_colour
from kdcl.convert.regions import find_regions
from kdcl.places import ROOT, Place
from kdcl.renderers import render
from kdcl.school import SchoolData

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = EXAMPLES / "primary-2017.json"
SECONDARY = EXAMPLES / "lower-secondary-2017.json"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command line in an empty folder, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words, data=None: CliRunner().invoke(main, words, input=data)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Word report."""
    path = tmp_path_factory.mktemp("reports") / "report.docx"
    school = attrs.evolve(kdcl.load(PRIMARY), evidence=(), data=SchoolData())  # half as much to read
    path.write_bytes(render(kdcl.build_report(school), "docx"))
    return path


class TestManyFiles:
    """One file or many, and patterns where the shell leaves them as they are."""

    def test_score(self, run: Run) -> None:
        """Each file has its own head, and values for programs name their file."""
        told = run("score", str(PRIMARY), str(SECONDARY)).stdout
        assert f"{PRIMARY}:" in told
        assert f"{SECONDARY}:" in told
        values = json.loads(run("score", str(PRIMARY), str(SECONDARY), "--json").stdout)
        assert [value["file"] for value in values] == [str(PRIMARY), str(SECONDARY)]
        assert "file" not in json.loads(run("score", str(PRIMARY), "--format", "json").stdout)

    def test_check(self, run: Run) -> None:
        """The findings of all files are one list, and one log of SARIF with a run for each."""
        both = [str(PRIMARY), str(SECONDARY)]
        found = json.loads(run("check", *both, "--format", "json").stdout)
        assert {each["file"] for each in found} == set(both)
        log = json.loads(run("check", *both, "--format", "sarif").stdout)
        assert len(log["runs"]) == 2

    def test_patterns(self, run: Run) -> None:
        """A pattern stands for the files that fit it, each once and in order."""
        pattern = str(EXAMPLES / "*-2017.json")
        values = json.loads(run("score", pattern, str(PRIMARY), "--json").stdout)
        assert [value["file"] for value in values] == sorted(map(str, EXAMPLES.glob("*-2017.json")))

    def test_what_fits_nothing(self, run: Run) -> None:
        """A pattern that nothing fits is a file that is not there; a name with such signs is itself."""
        assert run("score", "*.nothing").exit_code == 2
        Path("a[1].json").write_bytes(PRIMARY.read_bytes())
        assert run("score", "a[1].json").exit_code == 0


class TestPipes:
    """A dash stands for standard input and standard output."""

    def test_a_school_file(self, run: Run) -> None:
        """A school's file comes through a pipe, also where the command has it twice."""
        given = PRIMARY.read_bytes()
        assert run("score", "-", data=given).stdout == run("score", str(PRIMARY)).stdout
        assert run("diff", "-", "-", data=given).exit_code == 0

    def test_a_word_file(self, run: Run, report: Path) -> None:
        """So does a Word file, and what is neither is read as text."""
        assert "Level 1" in run("score", "-", data=report.read_bytes()).stdout
        assert run("score", "-", data=b"words").exit_code == 2

    def test_out(self, run: Run) -> None:
        """A document goes to standard output alone; what is said of it goes elsewhere."""
        result = run("report", str(PRIMARY), "-o", "-", "--format", "docx", "--no-pages")
        assert result.stdout_bytes.startswith(b"PK")
        assert "Contents" in result.stderr
        assert "Written" not in result.stderr

    def test_a_school_file_out(self, run: Run) -> None:
        """A command that writes a school's file gives it to the next one."""
        made = run("new", "-o", "-", "--school", "A", "--year", "2017-2018")
        assert run("score", "-", "--json", data=made.stdout_bytes).exit_code == 0


class TestReports:
    """A report of another program is read first, and what was read is said."""

    def test_score(self, run: Run, report: Path) -> None:
        """The level is that of the file it was printed from."""
        result = run("score", str(report))
        assert "self-assessment report under tt42-2012/primary" in result.stdout
        assert "Level 1, certainly reached" in result.stdout

    def test_check(self, run: Run, report: Path) -> None:
        """Findings for programs stand alone on standard output."""
        result = run("check", str(report), "--format", "json")
        assert json.loads(result.stdout)
        assert "self-assessment report" in result.stderr
        assert "region" not in run("check", str(report), "--format", "sarif").stdout

    def test_no_report(self, run: Run) -> None:
        """What is no report says what to do."""
        Path("list.xlsx").write_bytes(render(kdcl.get_document("evidence-list").build(kdcl.load(PRIMARY)), "xlsx"))
        result = run("score", "list.xlsx")
        assert result.exit_code == 2
        assert "--into" in result.stderr


class TestExitCodes:
    """What could not be read is misuse, what is wrong inside a file is a finding."""

    @pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"%PDF-1.7", b"[1]"])
    def test_unreadable(self, run: Run, data: bytes) -> None:
        """A damaged file and one of another kind end with 2, in every command."""
        Path("a.json").write_bytes(data)
        for words in (("check",), ("score",), ("evidence", "list")):
            assert run(*words, "a.json").exit_code == 2

    def test_wrong_inside(self, run: Run) -> None:
        """A wrong value inside a file is a finding."""
        Path("a.json").write_text(json.dumps({**json.loads(PRIMARY.read_bytes()), "school_year": "2017"}), "utf-8")
        assert run("check", "a.json").exit_code == 1
        assert run("score", "a.json").exit_code == 1


class TestSilence:
    """With ``-q`` the exit code says it, before and behind the command."""

    def test_quiet(self, run: Run) -> None:
        """Nothing is printed but errors and what programs read."""
        assert run("-q", "score", str(PRIMARY)).stdout == ""
        assert run("score", str(PRIMARY), "-q").stdout == ""
        assert json.loads(run("score", str(PRIMARY), "-q", "--json").stdout)["level"] == 1
        assert "there is no such file" in run("score", "nothing.json", "-q").stderr

    @pytest.mark.parametrize("words", [("-h",), ("score", "-h"), ("-V",)])
    def test_short_forms(self, run: Run, words: tuple[str, ...]) -> None:
        """Help and version have short forms."""
        assert run(*words).exit_code == 0


class TestColours:
    """A terminal gets colours unless somebody does not want them; a pipe gets none unless somebody does."""

    @pytest.mark.parametrize(
        ("name", "value", "expected"),
        [("NO_COLOR", "1", False), ("TERM", "dumb", False), ("FORCE_COLOR", "1", True), ("NO_COLOR", "", None)],
    )
    def test_variables(self, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: bool | None) -> None:
        """The variables that other programs know decide."""
        for known in ("NO_COLOR", "FORCE_COLOR"):
            monkeypatch.delenv(known, raising=False)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setenv(name, value)
        assert has_colour() is expected

    def test_a_severity(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The severity of a finding is coloured, and its word stands there all the same."""
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv("TERM", "xterm")
        assert "\x1b" not in run("check", str(PRIMARY)).stdout
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert "\x1b[36m" in run("check", str(PRIMARY)).stdout


class TestSlips:
    """A slip in any name is answered with what was probably meant."""

    @pytest.mark.parametrize(
        ("words", "meant"),
        [
            (("scroe",), "score"),
            (("score", str(PRIMARY), "--jsn"), "--json"),
            (("check", str(PRIMARY), "--only", "dangling-cod"), "dangling-code"),
            (("check", str(PRIMARY), "--format", "jsn"), "json"),
            (("render", "repotr", str(PRIMARY), "-o", "a.docx"), "report"),
            (("report", str(PRIMARY), "-o", "a.docx", "--format", "dcox"), "docx"),
            (("show", "1.3", "--framework", "tt42-2012/primry"), "tt42-2012/primary"),
            (("score", str(PRIMARY), "--reading", "litteral"), "literal"),
        ],
    )
    def test_suggestions(self, run: Run, words: tuple[str, ...], meant: str) -> None:
        """The name stands in the sentence, the exit code is 2, and no list of fifty names hides it."""
        result = run(*words)
        assert result.exit_code == 2
        assert meant in result.stderr
        assert "did you mean" in result.stderr
        assert len(result.stderr) < 500


class TestSarif:
    """SARIF says which release found it, and on which lines."""

    def test_tool_and_regions(self, run: Run) -> None:
        """The region of a finding holds what it speaks of."""
        (log,) = json.loads(run("check", str(PRIMARY), "--format", "sarif").stdout)["runs"]
        assert log["tool"]["driver"]["version"] == __version__
        lines = PRIMARY.read_text("utf-8").splitlines()
        for result in log["results"]:
            region = result["locations"][0]["physicalLocation"]["region"]
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1].strip()

    def test_regions(self, tmp_path: Path) -> None:
        """Every value is found, whatever stands around it; a text with escapes as a whole."""
        path = tmp_path / "a.json"
        path.write_text('{"a": [1, {"b": "x\\n y"}, [], {}],\n "c": "plain", "d": null}', "utf-8")
        find = find_regions(str(path))
        text = path.read_text("utf-8").splitlines()

        def cut(place: Place) -> str:
            region = find(place)
            assert region is not None
            return text[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]

        assert cut(ROOT.at("a", 0)) == "1"
        assert cut(Place.parse("a[1].b:1-2")) == '"x\\n y"'
        assert (cut(ROOT.at("a", 2)), cut(ROOT.at("a", 3))) == ("[]", "{}")
        assert cut(Place.parse("c:1-3")) == "pla"
        assert cut(ROOT.at("d")) == "null"
        assert find(ROOT) is not None
        assert find(ROOT.at("e")) is None

    @pytest.mark.parametrize("data", [b"{", b"\xff", b"[,]", b'{"a" 1}', b"[1"])
    def test_no_json(self, tmp_path: Path, data: bytes) -> None:
        """What is no JSON file has no regions."""
        path = tmp_path / "a.json"
        path.write_bytes(data)
        assert find_regions(str(path))(ROOT.at("a")) is None


def test_completion() -> None:
    """Shells complete the names of commands and of values."""
    complete = ShellComplete(main, {}, "kdcl", "_KDCL_COMPLETE")
    assert "score" in {item.value for item in complete.get_completions([], "sc")}
    assert "dangling-code" in {item.value for item in complete.get_completions(["check", "--only"], "dang")}
    assert sys.version_info >= (3, 11)
