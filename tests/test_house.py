"""The rules of the house that no other tool holds: what an import costs, what sources hold, true documents."""

from __future__ import annotations

import ast
import doctest
import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version as version_of
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

import drawing
import kdcl
from kdcl.cli import main
from sources import SOURCES, nodes_of, text_of

ROOT = Path(__file__).parent.parent
DATA = sorted(path for path in (ROOT / "src" / "kdcl").rglob("*.*") if path.suffix not in {".py", ".pyc"})
DOCUMENTS = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND_LINE = (ROOT / "docs" / "command-line.md").read_text("utf-8")
LINE_LIMIT = 350
ESCAPED = re.compile(r"\\[uUxN]")
"""What stands for a letter with accents where a source is written in ASCII alone."""
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES
    if ">>>" in text_of(path)
)

DOCUMENT_NUMBER = re.compile(r"(?:[0-9]+(?:/[0-9]{4})?/)?[A-ZĐ]+(?:-[A-ZĐ]+)*")


def relative(path: Path) -> str:
    """Return the path as a person names it."""
    return str(path.relative_to(ROOT))


def iter_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module that are no docstrings and no attribute documentation."""
    documentation = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def has_accents(text: str) -> bool:
    """Return whether the text has a word, of letters alone, with a Latin letter that English lacks."""
    words = (word.strip(".,:;!?()") for word in text.split())
    return any(
        len(word) > 1 and word.isalpha() and not word.isascii() and "LATIN" in unicodedata.name(word[0])
        for word in words
    )


class TestImporting:
    """`import kdcl` costs little: what a use needs is imported by that use."""

    def test_importing_the_package_imports_no_heavy_dependency(self) -> None:
        """The bare import leaves Word, catalogues, the command line and data frames alone."""
        heavy = {"babel", "cattrs", "click", "docx", "lxml", "msgspec", "narwhals", "openpyxl"}
        command = f"import sys, kdcl; print(*sorted({heavy!r} & set(sys.modules)))"
        done = subprocess.run(  # noqa: S603 - this interpreter, and a command made of the names above
            [sys.executable, "-c", command], check=True, capture_output=True, encoding="utf-8"
        )
        assert done.stdout.split() == []


class TestThePackage:
    """What is installed is complete; the tests of .ci/run meet the built wheel."""

    def test_every_data_file_is_installed(self) -> None:
        """A file that the wheel forgot would be missed only after a release."""
        package = files("kdcl")
        for path in DATA:
            installed = package.joinpath(path.relative_to(ROOT / "src" / "kdcl").as_posix())
            assert installed.read_bytes() == path.read_bytes(), path

    def test_there_is_data_to_install(self) -> None:
        """The test above has something to look at: the law, the wording and the mark of a typed package."""
        assert {"levels.toml", "vi.po", "py.typed"} <= {path.name for path in DATA}

    def test_the_changelog_knows_this_version(self) -> None:
        """No version without a word on what it changes."""
        assert f"## [{version_of('kdcl')}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


class TestSourceFiles:
    """A source file is short, and speaks English."""

    def test_every_file_stays_under_the_limit(self) -> None:
        """A room that outgrows it is split by subject."""
        lengths = {relative(path): len(text_of(path).splitlines()) for path in SOURCES}
        assert {path: length for path, length in lengths.items() if length > LINE_LIMIT} == {}

    def test_no_file_holds_vietnamese_wording(self) -> None:
        """Law data lives in TOML and wording in the catalogue; numbers of documents and single letters may stand."""
        found = [
            f"{relative(path)}, line {line}: {text}"
            for path in SOURCES
            if not (source := text_of(path)).isascii() or ESCAPED.search(source)
            for line, text in iter_literals(path)
            if has_accents(DOCUMENT_NUMBER.sub("", text))
        ]
        assert found == []


class TestDocstrings:
    """The examples in docstrings are true."""

    @pytest.mark.parametrize("name", WITH_EXAMPLES)
    def test_the_examples_of_a_module_give_what_they_show(self, name: str) -> None:
        """The API page prints them, so they are executed like every other block of the documentation."""
        assert doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


class TestProperties:
    """How many examples are drawn, and by which clock, is said in one place."""

    def test_no_test_sets_limits_of_its_own(self) -> None:
        """A property says `@examples(...)`, so that the profiles of `tests/drawing.py` hold for all of them."""
        forbidden = {"max_examples", "suppress_health_check", "deadline"}
        for path in sorted((ROOT / "tests").glob("test_*.py")):
            source = path.read_text("utf-8")
            if not any(word in source for word in forbidden):
                continue
            calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
            assert not forbidden & {word.arg for call in calls for word in call.keywords}, path

    @pytest.mark.parametrize(
        ("profile", "counts"),
        [("", (3, 3, 2, 20)), ("quick", (3, 3, 2, 20)), ("whole", (20, 6, 2, 20)), ("thorough", (400, 120, 40, 400))],
    )
    def test_each_profile_draws_its_share(
        self, profile: str, counts: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A sixth in a quick run, but three at least, or as many as another test relies on; never more than asked."""
        monkeypatch.setenv(drawing.VARIABLE, profile)
        assert (drawing.count(20), drawing.count(6), drawing.count(2), drawing.count(20, least=20)) == counts

    def test_an_unknown_profile_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody believes that a release was tried with it."""
        monkeypatch.setenv(drawing.VARIABLE, "through")
        with pytest.raises(ValueError, match="'through'; write one of quick, whole, thorough"):
            drawing.get_profile()


class TestDocuments:
    """What the documents say is true and leads somewhere."""

    @pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
    def test_every_code_block_says_what_it_is(self, path: Path) -> None:
        """A block in a language that conftest.py does not know would never be executed."""
        fences = re.findall(r"^ *```+(.*)$", path.read_text("utf-8"), flags=re.MULTILINE)
        opened = {language.strip() for language in fences[::2]}
        directives = {language for language in opened if language.startswith("{")}
        assert opened - directives <= {"bash", "console", "json", "powershell", "python", "sh", "text", "toml"}

    @pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
    def test_every_link_to_a_file_leads_to_one(self, path: Path) -> None:
        """A link into the checkout names a file of the checkout."""
        links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8"))
        assert [link for link in links if not (path.parent / link).exists()] == []

    def test_both_readmes_open_with_the_same_two_commands(self) -> None:
        """.ci/run takes them from README.md; README.vi.md promises the same."""
        english, vietnamese = (
            re.findall(r"^```bash\n(.*?)^```$", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)[:2]
            for path in DOCUMENTS[:2]
        )
        assert english == vietnamese
        assert ["-m venv" in command for command in english] == [True, True]


class TestCommandLinePage:
    """The page on the command line is complete."""

    def test_it_has_a_section_for_every_command(self) -> None:
        """A command that is not documented does not exist for its users."""
        sections = set(re.findall(r"^### `kdcl (\S+).*`$", COMMAND_LINE, flags=re.MULTILINE))
        assert sections == set(main.commands)

    def test_it_documents_every_key_of_the_json_score(self) -> None:
        """The keys of `kdcl score --json` are a promise to programs."""
        example = str(ROOT / "examples" / "lower-secondary-2017.json")
        printed = CliRunner().invoke(main, ["score", example, "--json"]).stdout
        documented = re.findall(
            r"^\| `(\w+)` \|", COMMAND_LINE.partition("## The JSON of a score")[2], flags=re.MULTILINE
        )
        assert documented == list(json.loads(printed))


class TestApiPage:
    """The pages on the Python API are complete."""

    def test_it_documents_every_name_under_the_name_people_import(self) -> None:
        """Each has a heading and its documentation, once."""
        page = (ROOT / "docs" / "api" / "names.md").read_text("utf-8")
        headings = re.findall(r"^### `kdcl\.(\w+)`$", page, flags=re.MULTILINE)
        assert headings == re.findall(r"auto(?:class|function):: kdcl\.(\w+)$", page, flags=re.MULTILINE)
        assert sorted([*headings, "__version__"]) == sorted(vars(kdcl)["__all__"])

    def test_it_documents_every_room(self) -> None:
        """What stands directly under the package and has no underscore is public; the command line has its own page."""
        pages = "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs" / "api").glob("*.md")))
        documented = {name.split(".")[1] for name in re.findall(r"automodule:: (\S+)", pages)}
        rooms = {path.relative_to(ROOT / "src" / "kdcl").parts[0].removesuffix(".py") for path in SOURCES}
        assert documented == {room for room in rooms if not room.startswith("_")} - {"cli"}
