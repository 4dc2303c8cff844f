"""One way on every command: how a result is printed, how files are named, and what several of them come to."""

from __future__ import annotations

import datetime as dt
import io
import json
import runpy
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.cli import main
from kdcl.cli.inputs import InputFile
from kdcl.cli.many import Told, tell_each
from kdcl.cli.streams import echo_json, name_input
from kdcl.convert.external import dump_external, load_external
from kdcl.school import AcceptedFinding, Rating, Ratings

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PRIMARY = EXAMPLES / "primary-2017.json"
SECONDARY = EXAMPLES / "lower-secondary-2017.json"
CASE = EXAMPLES / "external/case-2018.json"
ENDED = AcceptedFinding(
    check="empty-item",
    place="sheets[0].strengths",
    sentence="nothing is written",
    accepted_by="Hiệu trưởng",
    accepted_on=dt.date(2018, 3, 1),
    reason="said elsewhere",
    until=dt.date(2018, 3, 31),
)
DOERS = {"serve", "wording install", "wording remove", "external step"}
"""Commands that do something and have no result of their own."""
Run = Callable[..., Result]


def iter_commands(command: click.Command = main, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Iterate over all commands that can be called, by what is typed behind ``kdcl``."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            assert inner is not None
            yield from iter_commands(inner, f"{name} {below}".strip())
    if name and (not isinstance(command, click.Group) or command.invoke_without_command):
        yield name, command


COMMANDS = dict(iter_commands())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a function that runs a command line in an empty folder, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    monkeypatch.chdir(tmp_path)
    return lambda *words, data=None: CliRunner().invoke(main, list(map(str, words)), input=data)


class TestEveryCommand:
    """What is decided once holds for every command there is."""

    @pytest.mark.parametrize("name", COMMANDS)
    def test_a_result_has_formats(self, name: str) -> None:
        """A command has --format and --json, unless its result is a file or it only does something."""
        options = {option: param for param in COMMANDS[name].params for option in param.opts}
        target = options.get("--output") or options.get("--directory")
        if name in DOERS or (target is not None and (target.required or name in {"render", "batch score"})):
            return
        assert isinstance(options["--format"].type, click.Choice)
        assert "json" in options["--format"].type.choices
        assert {"--format", "--json", "--quiet", "--lang"} <= options.keys()

    @pytest.mark.parametrize("name", COMMANDS)
    def test_a_file_is_named_in_one_way(self, name: str) -> None:
        """Whatever is read may be a pattern or standard input; only folders that are written to or scanned may not."""
        kinds = {param.name: param.type for param in COMMANDS[name].params if isinstance(param.type, click.Path)}
        read = {name: kind for name, kind in kinds.items() if kind.exists and kind.file_okay}
        assert all(isinstance(kind, InputFile) for kind in read.values())

    @pytest.mark.parametrize(
        "words",
        [
            ("frameworks",),
            ("frameworks", "--unverified"),
            ("frameworks", "schema"),
            ("show", "1"),
            ("show", "1.3"),
            ("show", "1.3.b"),
            ("renderers",),
            ("wording", "status"),
            ("schema",),
            ("external", "schema"),
            ("data", "judge", PRIMARY),
            ("plan", "progress", EXAMPLES / "plan-2017.json", "--on", "1/11/2017"),
            ("evidence", "list", PRIMARY),
            ("evidence", "boxes", PRIMARY),
            ("evidence", "next", PRIMARY, "1.1"),
            ("evidence", "order", PRIMARY),
            ("evidence", "repair", PRIMARY),
            ("evidence", "renumber", PRIMARY),
            ("evidence", "from-citations", PRIMARY),
            ("codes", "normalize", "H1.1.1.2", PRIMARY),
            ("external", "status", CASE),
            ("external", "discuss", CASE, CASE),
        ],
        ids=lambda words: " ".join(map(str, words[:2])),
    )
    def test_json(self, run: Run, words: tuple[object, ...]) -> None:
        """Standard output holds the JSON and nothing else, and it is not empty where there is something."""
        result = run(*words, "--json")
        assert result.exit_code == 0
        told = json.loads(result.stdout)
        assert (
            told
            or words[:2] in {("evidence", "order"), ("evidence", "repair"), ("evidence", "renumber")}
            or (words[1] in {"from-citations", "discuss"})
        )


class TestValues:
    """What programs get is what people are told."""

    def test_unverified(self, run: Run) -> None:
        """Each fact names its framework, or none where it holds for all."""
        facts = json.loads(run("frameworks", "--unverified", "--json").stdout)["unverified"]
        assert {fact["framework"] for fact in facts} == {"tt42-2012/primary", "tt42-2012/secondary", None}
        assert all(fact["status"] != "verified" and fact["source"] for fact in facts)

    def test_plan_of_a_renumbering(self, run: Run) -> None:
        """The plan, and undone the way back."""
        assessment = kdcl.load(PRIMARY)
        old, new = "[H1-1-01-02]", "[H1-1-01-90]"
        kdcl.dump(assessment, Path("a.json"))
        words = ("evidence", "renumber", "a.json", "--code", f"{old}={new}")
        assert json.loads(run(*words, "--json", "-o", "b.json").stdout) == [{"old": old, "new": new}]
        assert json.loads(run("evidence", "renumber", "b.json", "--undo", "--json").stdout) == [
            {"old": new, "new": old}
        ]

    def test_exceptions(self, run: Run) -> None:
        """An exception is as the file has it, with its number and what it is worth."""
        kdcl.dump(attrs.evolve(kdcl.load(PRIMARY), exceptions=(ENDED,)), Path("a.json"))
        told = json.loads(run("exceptions", "list", "a.json", "--json").stdout)
        assert [(row["number"], row["check"], row["state"]) for row in told] == [(1, "empty-item", "has ended")]

    def test_members_that_differ(self, run: Run) -> None:
        """Who says what of an indicator."""
        case = load_external(CASE)
        dump_external(case, Path("a.json"))
        code = next(iter(case.ratings))
        other = Rating.NOT_MET if case.ratings[code] is Rating.MET else Rating.MET
        dump_external(attrs.evolve(case, ratings=Ratings({**case.ratings, code: other})), Path("b.json"))
        result = run("external", "discuss", "a.json", "b.json", "--json")
        (told,) = json.loads(result.stdout)
        assert result.exit_code == 1
        assert set(told["verdicts"].values()) == {"met", "not_met"}

    def test_junit_even_when_quiet(self, run: Run) -> None:
        """A result for programs is printed with -q too."""
        cases = str(EXAMPLES / "cases/primary-levels.toml")
        assert run("test", cases, "--format", "junit", "-q").stdout.startswith("<?xml")

    def test_csv_even_when_quiet(self, run: Run) -> None:
        """A table too."""
        assert len(run("external", "register", CASE, "--format", "csv", "-q").stdout.splitlines()) == 2

    def test_one_result_alone(self, run: Run) -> None:
        """Standard output takes a file or values, never both."""
        result = run("evidence", "order", PRIMARY, "-o", "-", "--json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "standard output takes one result" in result.stderr


class TestManyFiles:
    """Several files are told one after the other, and end with the exit code of the worst."""

    def test_heads_and_lists(self, run: Run) -> None:
        """People get a head for each, programs the file in each row."""
        told = run("evidence", "boxes", PRIMARY, SECONDARY).stdout
        assert f"{PRIMARY}:" in told
        rows = json.loads(run("evidence", "boxes", PRIMARY, SECONDARY, "--json").stdout)
        assert {row["file"] for row in rows} == {str(PRIMARY)}  # the other has no list of evidence

    def test_one_that_cannot_be_read(self, run: Run) -> None:
        """The others are told all the same."""
        Path("damaged.json").write_text("{", "utf-8")
        result = run("score", "damaged.json", PRIMARY, "--json")
        assert result.exit_code == 2
        assert [value["file"] for value in json.loads(result.stdout)] == [str(PRIMARY)]
        assert "damaged.json" in result.stderr

    def test_one_with_errors(self, run: Run) -> None:
        """Errors that leave nothing to work with are findings, and the others are told."""
        values = {**json.loads(PRIMARY.read_bytes()), "school_year": "2017"}
        Path("wrong.json").write_text(json.dumps(values), "utf-8")
        result = run("evidence", "boxes", "wrong.json", PRIMARY)
        assert result.exit_code == 1
        assert f"{PRIMARY}:" in result.stdout

    def test_none_that_can_be_read(self, run: Run) -> None:
        """A log of nothing has no run."""
        Path("a.json").write_text("{", "utf-8")
        Path("b.json").write_text("{", "utf-8")
        result = run("check", "a.json", "b.json", "--format", "sarif")
        assert (result.exit_code, json.loads(result.stdout)) == (2, {"runs": []})


class TestPatterns:
    """Shells of Windows hand patterns on."""

    def test_where_one_file_is_taken(self, run: Run) -> None:
        """A pattern that one file fits is that file; where several fit, it says so."""
        assert run("evidence", "next", EXAMPLES / "prim*-2017.json", "1.1").exit_code == 0
        result = run("evidence", "next", EXAMPLES / "*-2017.json", "1.1")
        assert result.exit_code == 2
        assert "this pattern fits" in result.stderr

    def test_in_options(self, run: Run) -> None:
        """Also where an option takes a file."""
        assert run("external", "check", CASE, "--school", EXAMPLES / "prim*.json", "--on", "1/6/2018").exit_code == 0

    def test_among_files_and_folders(self, run: Run) -> None:
        """Also where folders are taken."""
        result = run("overview", EXAMPLES / "*-2017.json", "--json", "--processes", "1")
        assert len(json.loads(result.stdout)) == len(list(EXAMPLES.glob("*-2017.json")))


class TestStandardInput:
    """What came through a pipe is called standard input, never by the file it was kept in."""

    @pytest.mark.parametrize(("language", "words"), [("en", "standard input"), ("vi", "đầu vào chuẩn")])
    def test_in_sentences(self, run: Run, language: str, words: str) -> None:
        """In findings, in errors and in heads, in either language."""
        data = json.dumps({**json.loads(PRIMARY.read_bytes()), "school_year": "2017"}).encode()
        found = run("check", "-", "--lang", language, data=data)
        assert f"{words}: school_year" in found.output
        damaged = run("score", "-", "--lang", language, data=b"{")
        assert damaged.stderr.startswith(words)
        heads = run("evidence", "boxes", "-", PRIMARY, "--lang", language, data=PRIMARY.read_bytes())
        assert f"{words}:" in heads.stdout
        assert "kdcl-" not in found.output + damaged.output + heads.output

    def test_in_values(self, run: Run) -> None:
        """In values for programs, and in a log of SARIF."""
        values = json.loads(run("score", "-", PRIMARY, "--json", data=PRIMARY.read_bytes()).stdout)
        assert values[0]["file"] == "standard input"
        assert '"uri": "standard input"' in run("check", "-", "--format", "sarif", data=SECONDARY.read_bytes()).stdout

    def test_in_a_recommended_command(self, run: Run) -> None:
        """A command line that is recommended can be typed."""
        result = run("exceptions", "remove", "-", "4", "-o", "a.json", data=PRIMARY.read_bytes())
        assert "kdcl exceptions list -" in result.stderr

    def test_where_an_output_cannot_show_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Values are escaped, and the words in them too."""
        printed = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="ascii"))
        with click.Context(main) as context:
            name_input(context, "C:\\a\\ế.json", "đầu vào")
            echo_json({"file": "C:\\a\\ế.json"})
        sys.stdout.flush()
        assert json.loads(printed.getvalue()) == {"file": "đầu vào"}

    def test_text(self, run: Run) -> None:
        """Codes of a text that comes through a pipe, listed and normalised."""
        assert run("codes", "find", "-", data=b"H1.1.1.2").stdout == "1:1: H1.1.1.2 -> [H1-1-01-02]\n"
        assert run("codes", "normalize", "-", data=b"see H1.1.1.2").stdout == "[H1-1-01-02]\n"


class TestLanguage:
    """The language counts wherever it stands."""

    @pytest.mark.parametrize(
        "words",
        [
            ("--lang", "en", "score", "--help"),
            ("score", "--lang", "en", "--help"),
            ("score", "--help", "--lang", "en"),
            ("score", "-h", "--lang=en"),
            ("--help", "--lang=en"),
            ("evidence", "--help", "--lang", "en"),
            ("score", "--jsn", "--lang", "en"),
            ("scroe", "--lang", "en"),
            ("score", "--lang", "vi", "--lang", "en", "-h"),
        ],
    )
    def test_before_and_behind(self, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> None:
        """Before the command, behind it, behind --help, and behind what is wrong."""
        monkeypatch.setenv("KDCL_LANG", "vi")
        told = CliRunner().invoke(main, words).output
        assert ("Usage:" in told) or ("How it is called" in told)

    def test_an_unknown_one(self, run: Run) -> None:
        """A language that is not known is misuse as before."""
        assert run("score", "--lang", "fr").exit_code == 2


def test_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """``python -m kdcl`` is the command line, under its own name."""
    monkeypatch.setattr(sys, "argv", ["__main__.py", "show", "9.9", "--lang", "en"])
    program = str(Path(kdcl.__file__).with_name("__main__.py"))
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(program, run_name="__main__")
    assert ended.value.code == 2
    assert "9.9" in capsys.readouterr().err
    assert runpy.run_path(program, run_name="imported")["main"] is main


@pytest.mark.parametrize("is_watched", [True, False])
def test_how_far_it_is(is_watched: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Values of many files come at the end: a terminal is told how far it is, and a pipe nothing but the values."""

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return is_watched

    screen, printed = Screen(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sys, "stdout", printed)
    files = [str(PRIMARY), str(SECONDARY)]
    tell_each(files, "json", lambda file: Told(values={"name": Path(file).name}))
    assert [row["name"] for row in json.loads(printed.getvalue())] == [PRIMARY.name, SECONDARY.name]
    assert ("100%" in screen.getvalue()) == is_watched
    assert is_watched or not screen.getvalue()
