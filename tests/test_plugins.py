"""What other packages add cannot hurt: a broken one is told by `kdcl doctor`, and everything else works."""

from __future__ import annotations

import itertools
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import attrs
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kdcl import charts, installation, standards
from kdcl.blocks import Document, Paragraph, Run, Section
from kdcl.charts import available_charts, build_chart
from kdcl.checks import CHECKS, Case, Finding, Severity, check, declare_check, find_rulebook
from kdcl.checks.own import build_rulebook, find_foreign_checks, load_checks
from kdcl.cli import main
from kdcl.convert import read
from kdcl.documents import DOCUMENTS, DocumentForm, available_documents, get_document
from kdcl.errors import DocumentError, FrameworkError, PluginError, UnknownNameError, UnreadableFileError
from kdcl.figures import Figures
from kdcl.installation import EXTRAS, examine, find_fonts
from kdcl.locale import get_locale
from kdcl.measures import get_trend, judge
from kdcl.messages import Message, message
from kdcl.places import ROOT as ROOT_PLACE
from kdcl.plugins import BROKEN
from kdcl.readers.foreign import ForeignFacts, find_foreign_reader, read_foreign_facts
from kdcl.renderers import available_renderers, find_renderer, get_renderer, render
from kdcl.school import School, SchoolYear, SelfAssessment
from kdcl.service.operations import OPERATIONS, with_checks
from kdcl.service.problems import of_error
from kdcl.standards import available_frameworks, get_framework

ROOT = Path(__file__).parent.parent
SCHOOL = str(ROOT / "examples" / "plan-2017.json")
GROUPS = ("frameworks", "renderers", "documents", "checks", "readers", "charts")


def fail(*_: object, **__: object) -> Any:  # noqa: ANN401 - it returns nothing ever
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


def make(*_: object, **__: object) -> object:
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

    def test_the_frameworks_are_listed(self) -> None:
        """A broken one is a line with its reason, and stands in the way of no other, nor of an item of the law."""
        done = CliRunner().invoke(main, ["frameworks", "--lang", "en"])
        assert done.exit_code == 0
        assert "x/fail: not available: framework x/fail" in done.stdout
        listed = json.loads(CliRunner().invoke(main, ["frameworks", "--unverified", "--json"]).stdout)["frameworks"]
        assert [each["id"] for each in listed if each["is_available"]] == ["tt42-2012/primary", "tt42-2012/secondary"]
        shown = CliRunner().invoke(main, ["show", "1.3", "--json"])
        assert [each["framework"] for each in json.loads(shown.stdout)] == ["tt42-2012/primary", "tt42-2012/secondary"]

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
            "the check own-broken (example_plugins",
            "of 2017-2018",
            "the check own-wrong (example_plugins",
        ]
        assert [rule.id for rule in build_rulebook([*CHECKS[:1]])].count(CHECKS[0].id) == 1


class TestTheInstallation:
    """What is not installed is a note, never an error."""

    def test_extras_are_those_of_the_project(self) -> None:
        """Names and packages are those that ``pyproject.toml`` declares."""
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
        declared = {extra: declared[extra] for extra in declared.keys() - {"all", "dev", "docs", "peers", "test"}}
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


class OwnRenderer:
    """Renders, or fails as it is told."""

    name = "own"
    suffix = ".own"
    does: Callable[[], object] = staticmethod(lambda: b"own")

    def render(self, _: object) -> Any:  # noqa: ANN401 - bytes, or what is none
        """Do what it is told."""
        return type(self).does()


class LeavingRenderer(OwnRenderer):
    """Tries to end the program."""

    does = staticmethod(leave)


class WordyRenderer(OwnRenderer):
    """Gives a text in place of bytes."""

    does = staticmethod(make)


class RefusingRenderer(OwnRenderer):
    """Refuses a document, as any renderer may."""

    @staticmethod
    def does() -> object:
        """Refuse."""
        raise DocumentError("T", (Finding(message=message("there is nothing in it")),))


def build_own(assessment: SelfAssessment, _: object = None, *, language: str = "vi") -> Document:
    """Return a letter."""
    words = Paragraph(runs=(Run("a"),))
    sections = (Section(blocks=(words,)),)
    return Document(title="T", author=assessment.school.name, subject="", language=language, sections=sections)


def build_unsound(assessment: SelfAssessment, _: object = None, *, language: str = "vi") -> Document:
    """Return what no renderer can print."""
    words = Paragraph(runs=(Run("a\x00"),))
    return attrs.evolve(build_own(assessment, language=language), sections=(Section(blocks=(words,)),))


def own_form(builder: str) -> DocumentForm:
    """Return a kind of document."""
    return DocumentForm(id="own", title=message("Own"), builder=f"example_plugins:{builder}", reads=("school",))


FORM_SOUND, FORM_FAIL, FORM_MAKE, FORM_UNSOUND = map(own_form, ("build_own", "fail", "make", "build_unsound"))


@declare_check("own-error", Severity.ERROR, message("Anything"), source=None, reads=())
def own_error(case: Case) -> Iterator[Finding]:
    """Find an error in the name of the school."""
    yield Finding(message=message("of {year}", year=case.assessment.school_year), place=ROOT_PLACE.at("school"))


@declare_check("own-leaving", Severity.ERROR, message("Anything"), source=None, reads=())
def own_leaving(_: Case) -> Iterator[Finding]:
    """Try to end the program."""
    yield leave()


@declare_check("own-endless", Severity.NOTE, message("Anything"), source=None, reads=())
def own_endless(_: Case) -> Iterator[Finding]:
    """Find the same for ever."""
    print("found")  # noqa: T201 - as code of others may
    yield from itertools.repeat(Finding(message=message("again")))


class RudeError(Exception):
    """An error that cannot even be told."""

    def __str__(self) -> str:
        """Fail."""
        return str(fail())


@declare_check("own-rude", Severity.NOTE, message("Anything"), source=None, reads=())
def own_rude(_: Case) -> Iterator[Finding]:
    """Fail in a way of its own."""
    raise RudeError


@declare_check("own-unreadable", Severity.ERROR, message("Anything"), source=None, reads=())
def own_unreadable(_: Case) -> Iterator[Finding]:
    """Find what nobody can print."""
    yield Finding(message=cast("Message", "no message"))


def add_of(installed: list[EntryPoint], group: str, name: str, value: str) -> None:
    """Install an entry point of a package that has a name."""
    offer = EntryPoint(name=name, value=f"example_plugins:{value}", group=f"kdcl.{group}")
    vars(offer).update(dist=SimpleNamespace(name="example-plugins", version="1.0"))
    installed.append(offer)


BLAMED = "it belongs to example-plugins 1.0: update that package or remove it"


class TestWhileItRuns:
    """What fails while it is used is told as its package's fault; nobody is sent to this project with it."""

    @pytest.mark.parametrize(
        ("value", "told"),
        [("LeavingRenderer", "SystemExit: 3"), ("WordyRenderer", "it gives str in place of bytes")],
    )
    def test_a_renderer(self, installed: list[EntryPoint], tmp_path: Path, value: str, told: str) -> None:
        """The command ends with a sentence that names it; nothing is written."""
        add_of(installed, "renderers", "own", value)
        out = tmp_path / "a.own"
        done = CliRunner().invoke(main, ["render", "summary", SCHOOL, "-o", str(out), "--lang", "en"])
        assert done.exit_code == 2
        assert told in done.stderr
        assert BLAMED in done.stderr
        assert not out.exists()

    def test_a_renderer_that_refuses(self, installed: list[EntryPoint]) -> None:
        """A document that cannot be printed is no fault."""
        add_of(installed, "renderers", "own", "RefusingRenderer")
        with pytest.raises(DocumentError, match="there is nothing in it"):
            render(build_own(read(SCHOOL).get_assessment()), "own")

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("FORM_FAIL", "RuntimeError: broken inside"),
            ("FORM_MAKE", "it gives str in place of Document"),
            ("FORM_UNSOUND", "DocumentError"),
        ],
    )
    def test_a_document(self, installed: list[EntryPoint], tmp_path: Path, value: str, told: str) -> None:
        """Where all documents are asked for, the others are written."""
        add_of(installed, "documents", "own", value)
        words = ["render", "all", SCHOOL, "-d", str(tmp_path), "--format", "text", "--lang", "en"]
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 2
        assert told in done.stderr
        assert BLAMED in done.stderr
        assert {path.stem for path in tmp_path.iterdir()} == {form.id for form in DOCUMENTS}

    def test_sound_ones(self, installed: list[EntryPoint]) -> None:
        """A document and a format of other packages go together."""
        add_of(installed, "documents", "own", "FORM_SOUND")
        add_of(installed, "renderers", "own", "OwnRenderer")
        document = get_document("own").build(read(SCHOOL).get_assessment())
        assert render(document, "own") == b"own"

    def test_a_reader(self, installed: list[EntryPoint], tmp_path: Path) -> None:
        """A file that it cannot read, with its package's name."""
        add_of(installed, "readers", "own", "Reader")
        path = tmp_path / "a.own"
        for text in ("fail", "x"):
            path.write_text(text, "utf-8")
            done = CliRunner().invoke(main, ["import", str(path), "-o", str(tmp_path / "b.json"), "--lang", "en"])
            assert (done.exit_code, BLAMED in done.stderr) == (2, True)

    def test_a_reader_that_refuses(self, tmp_path: Path) -> None:
        """A reader may say itself why a file cannot be read."""

        class Refusing(Reader):
            def read(self, path: Path, framework: object, /) -> Any:  # noqa: ANN401 - it never returns
                """Refuse."""
                del framework
                raise UnreadableFileError(str(path), message("torn"), message("mend it"))

        with pytest.raises(UnreadableFileError, match="torn"):
            read_foreign_facts(Refusing(), tmp_path / "a.own")

    @pytest.mark.parametrize(("value", "told"), [("fail", "RuntimeError"), ("add_of", "TypeError"), ("list", "list")])
    def test_a_chart(self, installed: list[EntryPoint], value: str, told: str) -> None:
        """A chart that cannot be drawn, or is no text."""
        add_of(installed, "charts", "own", value)
        loaded = read(ROOT / "examples" / "secondary-data-2017.json").get_assessment()
        framework = get_framework(loaded.framework)
        figures = Figures.of(loaded, framework)
        trend = get_trend(judge(framework.measures[0], figures, framework=framework), figures)
        with pytest.raises(PluginError, match=told):
            build_chart(trend, kind="own")

    def test_checks(self, installed: list[EntryPoint]) -> None:
        """A check that ends the program or finds nonsense is a warning, never the error that it declares."""
        add_of(installed, "checks", "a", "own_leaving")
        add_of(installed, "checks", "b", "own_unreadable")
        found = check(read(SCHOOL).get_assessment(), only=["own-leaving", "own-unreadable"])
        assert {finding.severity for finding in found} == {Severity.WARNING}
        assert all("(example-plugins 1.0) is broken" in str(finding.message) for finding in found)

    def test_a_check_that_never_ends(self, installed: list[EntryPoint], capsys: pytest.CaptureFixture[str]) -> None:
        """After more findings than any file has it is stopped; what it prints is kept from standard output."""
        add_of(installed, "checks", "a", "own_endless")
        found = check(read(SCHOOL).get_assessment(), only="own-endless")
        assert str(found[-1].message).endswith("it has more than 10000 findings")
        assert capsys.readouterr() == ("", "found\n")

    def test_beside_the_main_thread(self, installed: list[EntryPoint]) -> None:
        """Threads leave the outputs of the process alone; an error that cannot be told is named by its class."""
        add_of(installed, "checks", "a", "own_rude")
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(check, read(SCHOOL).get_assessment(), only=["own-rude"]).result()
        assert str(found[0].message).endswith("RudeError: ")


class TestOneRulebook:
    """Checks of packages and of one's own file count wherever checks are made."""

    SOURCE = TestChecksOfAFile.SOURCE.replace("WARNING", "ERROR").replace(
        "seen')", "seen'), place=kdcl.places.ROOT.at('school')"
    )

    @pytest.fixture
    def own(self, tmp_path: Path) -> list[str]:
        """Return the option that names a file with a check that finds an error."""
        path = tmp_path / "mine.py"
        path.write_text(f"import kdcl.places\n{self.SOURCE}", "utf-8")
        return ["--checks", str(path)]

    def test_installed_ones_stop_papers(self, installed: list[EntryPoint], tmp_path: Path) -> None:
        """An error of an installed check stops a paper that prints what it speaks of; a draft has it as a comment."""
        add_of(installed, "checks", "a", "own_error")
        words = ["report", SCHOOL, "-o", str(tmp_path / "a.txt"), "--lang", "en"]
        stopped = CliRunner().invoke(main, words)
        assert (stopped.exit_code, "of 2017-2018 [own-error]" in stopped.output) == (1, True)
        assert CliRunner().invoke(main, [*words, "--draft"]).exit_code == 0
        assert "Of 2017-2018" in (tmp_path / "a.txt").read_text("utf-8")

    def test_those_of_a_file(self, own: list[str], tmp_path: Path) -> None:
        """So do those of a file, in one paper and in many."""
        out = str(tmp_path / "a.txt")
        assert CliRunner().invoke(main, ["report", SCHOOL, "-o", out, *own]).exit_code == 1
        assert CliRunner().invoke(main, ["render", "summary", SCHOOL, "-o", out, *own]).exit_code == 1
        many = ["batch", "render", "summary", SCHOOL, "-d", str(tmp_path / "out"), "--renderer", "text"]
        assert CliRunner().invoke(main, [*many, "--processes", "1", *own]).exit_code == 1
        assert CliRunner().invoke(main, [*many, "--processes", "1"]).exit_code == 0

    def test_they_are_counted(self, own: list[str]) -> None:
        """In a table of many files, and where many are checked."""
        words = ["overview", SCHOOL, "--json", "--processes", "1"]
        (without,), (with_own,) = (json.loads(CliRunner().invoke(main, [*words, *more]).stdout) for more in ([], own))
        assert with_own["findings"] == without["findings"] + 1
        (row,) = json.loads(
            CliRunner().invoke(main, ["batch", "check", SCHOOL, "--json", "--processes", "1", *own]).stdout
        )
        assert "mine" in {finding["check"] for finding in row["findings"]}

    @pytest.mark.big
    def test_in_comments(self, own: list[str], tmp_path: Path) -> None:
        """A reviewed report has them as comments."""
        report = tmp_path / "a.docx"
        assessment = read(ROOT / "examples" / "primary-2017.json").get_assessment()
        report.write_bytes(render(get_document("report").build(assessment), "docx"))
        out = ["review", str(report), "-o", str(tmp_path / "b.docx"), "-f", "primary", "--lang", "en"]
        assert "on errors 0" in CliRunner().invoke(main, out).stdout
        assert "on errors 1" in CliRunner().invoke(main, [*out, *own, "--force"]).stdout

    def test_they_can_be_accepted(self, tmp_path: Path) -> None:
        """What a check of one's own warns of can be an exception; names of checks are completed with it."""
        mine = tmp_path / "mine.py"
        mine.write_text(TestChecksOfAFile.SOURCE, "utf-8")
        own, out = ["--checks", str(mine), "--lang", "en"], str(tmp_path / "a.json")
        facts = ["--check", "mine", "--by", "Hiệu trưởng", "--reason", "r", "--until", "31/12/2018", "--on", "1/1/2018"]
        added = CliRunner().invoke(main, ["exceptions", "add", SCHOOL, "-o", out, *facts, *own])
        assert added.exit_code == 0, added.output
        told = CliRunner().invoke(main, ["check", out, "--only", "mine", "--on", "1/2/2018", *own])
        assert (told.exit_code, "Accepted as exceptions: 1" in told.stdout) == (0, True)
        unknown = CliRunner().invoke(main, ["exceptions", "add", SCHOOL, "-o", f"{out}x", *facts, "--lang", "en"])
        assert (unknown.exit_code, "mine" in unknown.stderr) == (2, True)

    @pytest.mark.parametrize("command", ["check", "exceptions add"])
    def test_completion(self, installed: list[EntryPoint], command: str) -> None:
        """Names of installed checks are completed."""
        add_of(installed, "checks", "a", "own_error")
        option = "--only" if command == "check" else "--check"
        complete = ShellComplete(main, {}, "kdcl", "_KDCL_COMPLETE")
        assert "own-error" in {item.value for item in complete.get_completions([*command.split(), option], "own-e")}

    def test_the_service(self, installed: list[EntryPoint]) -> None:
        """It knows them by name, and makes them."""
        add_of(installed, "checks", "a", "own_error")
        known = with_checks(OPERATIONS, find_rulebook())
        assert "own-error" in str([operation.parameters for operation in known])

    def test_the_service_names_a_broken_package(self) -> None:
        """A broken package is a defect, with its name."""
        problem = of_error(PluginError("kdcl.renderers", "own", "a:b", message("torn"), "example 1.0"))
        assert (problem.status, "example 1.0" in str(problem.to_dict(get_locale("en")))) == (500, True)
