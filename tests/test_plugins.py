"""What other packages add cannot hurt: a broken one is told by `kdcl doctor`, and everything else works."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from click.testing import CliRunner

from kdcl import charts, installation, standards
from kdcl.charts import available_charts, build_chart
from kdcl.checks import CHECKS, Case, Finding, Severity, declare_check
from kdcl.checks.own import build_rulebook, find_foreign_checks, load_checks
from kdcl.cli import main
from kdcl.convert import read
from kdcl.documents import DOCUMENTS, available_documents
from kdcl.errors import FrameworkError, PluginError, UnknownNameError, UnreadableFileError
from kdcl.figures import Figures
from kdcl.installation import EXTRAS, examine, find_fonts
from kdcl.measures import get_trend, judge
from kdcl.messages import message
from kdcl.plugins import BROKEN
from kdcl.readers.foreign import ForeignFacts, find_foreign_reader, read_foreign_facts
from kdcl.renderers import available_renderers, find_renderer, get_renderer
from kdcl.school import School, SchoolYear, SelfAssessment
from kdcl.standards import available_frameworks, get_framework

ROOT = Path(__file__).parent.parent
SCHOOL = str(ROOT / "examples" / "plan-2017.json")
GROUPS = ("frameworks", "renderers", "documents", "checks", "readers", "charts")


def fail(*_: object) -> Any:  # noqa: ANN401 - it returns nothing ever
    """Be broken."""
    raise RuntimeError("broken inside")


def leave(*_: object) -> Any:  # noqa: ANN401 - it returns nothing ever
    """Try to end the program."""
    raise SystemExit(3)


@declare_check("own-check", Severity.NOTE, message("Anything"), source=None, reads=())
def own_check(case: Case) -> Iterator[Finding]:
    """Find one thing."""
    yield Finding(message=message("of {year}", year=case.assessment.school_year))


@declare_check("own-broken", Severity.NOTE, message("Anything"), source=None, reads=())
def own_broken(case: Case) -> Iterator[Finding]:
    """Find one thing, then fail."""
    yield Finding(message=message("of {year}", year=case.assessment.school_year))
    fail()


@declare_check("own-wrong", Severity.NOTE, message("Anything"), source=None, reads=())
def own_wrong(_: Case) -> Iterator[Finding]:
    """Yield what is no finding."""
    yield from ["no finding"]  # type: ignore[misc] # it is meant to be wrong


def make(*_: object) -> object:
    """Make nothing of use."""
    return "nothing"


class Reader:
    """Reads files of one kind."""

    suffixes: tuple[str, ...] = (".own",)

    def read(self, path: Path, framework: object, /) -> Any:  # noqa: ANN401 - facts, or what is none
        """Return facts, or fail as the file says."""
        del framework
        text = path.read_text("utf-8")
        if text != "facts":
            return fail() if text == "fail" else text
        facts = SelfAssessment(framework="tt42-2012/primary", school=School(name="A"), school_year=SchoolYear(2016))
        return ForeignFacts(assessment=facts, findings=(), unplaced=(("line 1", "rest"),))


class GreedyReader(Reader):
    """Wants files that the library reads."""

    suffixes = (".docx",)


def draw(_: object, words: str) -> str:
    """Draw nothing but the words."""
    return f"<svg>{words}</svg>"


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """The entry points that count as installed, of a module with everything above."""
    found: list[EntryPoint] = []
    module = ModuleType("example_plugins")
    vars(module).update(globals())
    monkeypatch.setitem(sys.modules, "example_plugins", module)

    def find(*, group: str) -> tuple[EntryPoint, ...]:
        return tuple(each for each in found if each.group == group)

    monkeypatch.setattr("kdcl.plugins.entry_points", find)
    monkeypatch.setattr("importlib.metadata.entry_points", find)
    caches = (find_foreign_checks, standards._find_offers)  # noqa: SLF001 - what was found before does not count here
    for cache in caches:
        cache.cache_clear()
    yield found
    for cache in caches:
        cache.cache_clear()
    get_framework.cache_clear()


def add(installed: list[EntryPoint], group: str, name: str, value: str) -> None:
    """Install an entry point."""
    installed.append(EntryPoint(name=name, value=f"example_plugins:{value}", group=f"kdcl.{group}"))


BROKEN_ONES = ["missing", "fail", "leave", "ROOT", "make"]


class TestABrokenOne:
    """Whatever is wrong with it, it is left out, and said once."""

    @pytest.fixture(autouse=True)
    def broken(self, installed: list[EntryPoint]) -> None:
        """In each group several that are broken, each in its way."""
        for group in GROUPS:
            for value in BROKEN_ONES:
                if (group, value) not in {
                    ("charts", "fail"),
                    ("charts", "leave"),
                    ("charts", "make"),
                }:  # functions are charts
                    add(installed, group, f"x/{value}", value)

    def test_everything_else_works(self) -> None:
        """Lists, look-ups by suffix, checks and readers go on without it."""
        assert "x/fail" in available_frameworks()
        assert get_framework("primary").id == "tt42-2012/primary"
        assert find_renderer("a.unknown") is None
        assert available_documents() == tuple(form.id for form in DOCUMENTS)
        assert build_rulebook() == CHECKS
        assert find_foreign_reader("a.own") is None
        assert available_charts()[0] == "line"

    def test_asked_for_by_name_it_says_why(self) -> None:
        """The error names what it is, where it stands and the reason."""
        assert "x/fail" in available_renderers()
        with pytest.raises(PluginError, match=r"“x/fail” of kdcl.renderers .* RuntimeError: broken inside"):
            get_renderer("x/fail")
        with pytest.raises(PluginError, match="SystemExit: 3"):
            get_renderer("x/leave")
        with pytest.raises(PluginError, match="makes no renderer"):
            get_renderer("x/make")
        with pytest.raises(FrameworkError, match="RuntimeError: broken inside"):
            get_framework("x/fail")

    def test_the_doctor_names_each_once(self) -> None:
        """Every broken one is a warning of the installation, in either language."""
        found = examine()
        broken = [finding for finding in found.findings if finding.kind == BROKEN]
        assert len(broken) == len(found.plugins) == len(GROUPS) * len(BROKEN_ONES) - 3
        assert {finding.severity for finding in broken} == {Severity.WARNING}
        done = CliRunner().invoke(main, ["doctor", "--lang", "en"])
        assert done.exit_code == 1
        assert done.output.count("is left out") == len(broken)
        assert "a package: “x/missing” of kdcl.charts" in done.output
        told = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).output)
        assert len(told["plugins"]) == len(broken)


class TestAGoodOne:
    """What is sound is used; nothing built in is taken over."""

    def test_checks(self, installed: list[EntryPoint]) -> None:
        """By entry point they are made beside the others, each id once."""
        add(installed, "checks", "a", "own_check")
        add(installed, "checks", "b", "own_check")
        assert [rule.id for rule in build_rulebook()] == [*(rule.id for rule in CHECKS), "own-check"]
        done = CliRunner().invoke(main, ["check", SCHOOL, "--only", "own-check", "--lang", "en"])
        assert "of 2017-2018 [own-check]" in done.output

    def test_readers(self, installed: list[EntryPoint], tmp_path: Path) -> None:
        """A file of its suffix is read by it, through the command too; what has no place is kept."""
        add(installed, "readers", "own", "Reader")
        path = tmp_path / "a.own"
        path.write_text("facts", "utf-8")
        reader = find_foreign_reader(path)
        assert reader is not None
        assert read_foreign_facts(reader, path).unplaced == (("line 1", "rest"),)
        out = tmp_path / "out.json"
        for words in ((), ("-f", "primary")):
            done = CliRunner().invoke(main, ["import", str(path), "-o", str(out), "--force", *words, "--lang", "en"])
            assert done.exit_code == 0, done.output
        assert read(out).get_assessment().school.name == "A"
        assert find_foreign_reader("a.docx") is None

    @pytest.mark.parametrize(("text", "told"), [("fail", "RuntimeError: broken inside"), ("x", "gives no facts")])
    def test_a_reader_that_fails(self, tmp_path: Path, text: str, told: str) -> None:
        """It is a file that cannot be read, like any other."""
        path = tmp_path / "a.own"
        path.write_text(text, "utf-8")
        with pytest.raises(UnreadableFileError, match=told):
            read_foreign_facts(Reader(), path)

    def test_charts(self, installed: list[EntryPoint]) -> None:
        """A chart of another kind is drawn with the same facts."""
        add(installed, "charts", "own", "draw")
        loaded = read(ROOT / "examples" / "secondary-data-2017.json").get_assessment()
        framework = get_framework(loaded.framework)
        figures = Figures.of(loaded, framework)
        trend = get_trend(judge(framework.measures[0], figures, framework=framework), figures)
        assert build_chart(trend, kind="own").svg.startswith("<svg>")
        assert build_chart(trend) == build_chart(trend, kind="line")
        with pytest.raises(UnknownNameError, match="known are: line, own"):
            build_chart(trend, kind="none")

    def test_nothing_is_taken_over(self, installed: list[EntryPoint]) -> None:
        """Built-in names, suffixes and ids stay; the doctor says so, and which of two counts."""
        add(installed, "renderers", "docx", "fail")
        add(installed, "readers", "greedy", "GreedyReader")
        add(installed, "checks", "shipped", "CHECKS")
        add(installed, "charts", "own", "draw")
        installed.append(EntryPoint(name="own", value="example_plugins:fail", group="kdcl.charts"))
        told = {(plugin.name, str(plugin.problem)) for plugin in examine().plugins}
        assert ("docx", "this name is built in, and cannot be taken over") in told
        assert ("greedy", "the library reads files of these suffixes itself: .docx") in told
        assert ("own", "another package adds the same name, and comes first") in told
        assert ("own", "None") in told
        assert any(name == "shipped" and "has checks of these ids already" in problem for name, problem in told)
        assert ("own", "None") in told
        assert type(get_renderer("docx")).__name__ == "DocxRenderer"

    def test_the_doctor_names_it(self, installed: list[EntryPoint]) -> None:
        """What works is listed with its package, or with where it stands."""
        add(installed, "charts", "own", "draw")
        done = CliRunner().invoke(main, ["doctor", "--lang", "en"])
        assert done.exit_code == 0
        assert "kdcl.charts: own, of example_plugins:draw" in done.output


class TestChecksOfAFile:
    """``--checks FILE.py`` needs no package."""

    SOURCE = (
        "from kdcl.checks import Finding, Severity, declare_check\n"
        "from kdcl.messages import message\n"
        "@declare_check('mine', Severity.WARNING, message('Mine'), source=None, reads=())\n"
        "def mine(case):\n    yield Finding(message=message('seen'))\n"
    )

    def write(self, folder: Path, text: str, name: str = "mine.py") -> str:
        """Return the path of a file with this text."""
        path = folder / name
        path.write_text(text, "utf-8")
        return str(path)

    def test_they_are_made(self, tmp_path: Path) -> None:
        """Beside the others, in every format."""
        path = self.write(tmp_path, self.SOURCE)
        done = CliRunner().invoke(main, ["check", SCHOOL, "--checks", path, "--only", "mine", "--lang", "en"])
        assert (done.exit_code, "seen [mine]" in done.output) == (1, True)
        sarif = CliRunner().invoke(main, ["check", SCHOOL, "--checks", path, "--format", "sarif"])
        rules = json.loads(sarif.output)["runs"][0]["tool"]["driver"]["rules"]
        assert "mine" in {rule["id"] for rule in rules}

    @pytest.mark.parametrize(
        ("text", "name", "told"),
        [
            ("1 / 0", "mine.py", "ZeroDivisionError"),
            ("raise SystemExit", "mine.py", "SystemExit"),
            ("", "mine.py", "no check, and no list of checks"),
            ("def f(:", "mine.txt", "SyntaxError"),
        ],
    )
    def test_a_broken_file(self, tmp_path: Path, text: str, name: str, told: str) -> None:
        """It is told before anything is checked."""
        path = self.write(tmp_path, text, name)
        with pytest.raises(PluginError, match=told):
            load_checks(path)
        done = CliRunner().invoke(main, ["check", SCHOOL, "--checks", path, "--lang", "en"])
        assert done.exit_code == 2

    def test_a_check_that_fails_stops_no_other(self, installed: list[EntryPoint]) -> None:
        """It gives one finding that says so, beside what it had found."""
        for rule in ("own_broken", "own_wrong", "own_check"):
            add(installed, "checks", rule, rule)
        loaded = read(SCHOOL)
        names = ["own-broken", "own-wrong", "own-check"]
        found = loaded.check(loaded.get_framework(), only=names, checks=build_rulebook())
        assert [str(finding.message).partition(":")[0] for finding in found] == [
            "of 2017-2018",
            "the check own-broken is broken and stopped here",
            "of 2017-2018",
            "the check own-wrong is broken and stopped here",
        ]
        assert [rule.id for rule in build_rulebook([*CHECKS[:1]])].count(CHECKS[0].id) == 1


class TestTheInstallation:
    """What is not installed is a note, never an error."""

    def test_extras_are_those_of_the_project(self) -> None:
        """Names and packages are those that ``pyproject.toml`` declares."""
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
        declared = {extra: declared[extra] for extra in declared.keys() - {"all", "dev", "docs", "test"}}
        assert {extra: {word.partition(">")[0] for word in words} for extra, words in declared.items()} == {
            extra: set(packages) for extra, packages in EXTRAS.items()
        }

    def test_what_is_missing_is_noted(
        self, installed: list[EntryPoint], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """An extra, LibreOffice and typefaces, each with what it is needed for."""
        assert installed == []
        monkeypatch.setattr(installation, "EXTRAS", {"none": ("no-such-package",)})
        monkeypatch.setattr(installation, "find_libreoffice", lambda: None)
        monkeypatch.setattr(installation, "_FONT_FOLDERS", (str(tmp_path),))
        found = examine()
        assert [finding.kind for finding in found.findings] == ["missing-extra", "no-libreoffice", "no-font"]
        done = CliRunner().invoke(main, ["doctor", "--lang", "en"])
        assert done.exit_code == 0
        assert "pip install 'kdcl[none]'" in done.output
        (tmp_path / "Tinos-Regular.ttf").touch()
        monkeypatch.setattr(installation, "EXTRAS", {"excel": ("openpyxl",)})
        monkeypatch.setattr(installation, "find_libreoffice", lambda: "soffice")
        assert examine().findings == ()

    def test_fonts(self, tmp_path: Path) -> None:
        """They are known by their files, however deep these lie."""
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "LiberationSerif-Regular.ttf").touch()
        (tmp_path / "other.ttf").touch()
        assert find_fonts([tmp_path, tmp_path / "none"]) == ("Liberation Serif",)
        assert charts.PLUGINS.name == "kdcl.charts"
