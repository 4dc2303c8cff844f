"""What the pages for developers claim of the whole project is so."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
import pytest

import kdcl
from kdcl.cli import main
from kdcl.documents import DOCUMENTS, DocumentForm
from kdcl.renderers import available_renderers, get_renderer
from kdcl.scoring import score
from links import iter_pages
from sources import PACKAGE, SOURCES, text_of

ROOT = Path(__file__).parent.parent
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
HOMES = {
    "babel": {"locale"},
    "click": {"cli"},
    "platformdirs": {"cli"},
    "uvicorn": {"cli"},
    "cattrs": {"convert"},
    "msgspec": {"convert"},
    "docx": {"renderers.docx"},
    "openpyxl": {"renderers.xlsx", "figures.entry_form", "forms.workbook"},
    "icalendar": {"renderers.schedule"},
    "typst": {"renderers.pdf"},
    "narwhals": {"frames"},
    "starlette": {"service"},
    "holidays": {"external"},
    "lxml": {"office", "readers", "forms", "renderers.docx"},
}
"""Where each library is touched, as the page on the design has it."""


def find_room(file: Path, rooms: set[str]) -> str:
    """Return the room of a file: the name that the page uses for it, or else its first folder."""
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:2]) if ".".join(parts[:2]) in rooms else parts[0]


@pytest.mark.parametrize(("library", "rooms"), HOMES.items(), ids=HOMES)
def test_one_library_one_place(library: str, rooms: set[str]) -> None:
    """A library is imported where the page says, and nowhere else."""
    touching = re.compile(rf"^\s*(?:from|import) {library}\b", re.MULTILINE)
    files = [file for file in SOURCES if touching.search(text_of(file))]
    assert {find_room(file, rooms) for file in files} == rooms
    claim = DESIGN.partition("One library, one place: ")[2].partition("\n")[0]
    assert all(f"`{room}`" in claim for room in rooms)


def test_every_room_is_in_the_picture() -> None:
    """The drawing of the layers has every room that the contract of imports has."""
    contract, *_ = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    rooms = {room.strip().partition(".")[0] for layer in contract["layers"] for room in layer.split("|")}
    drawing = DESIGN.partition("## The layers")[2].partition("```text\n")[2].partition("```")[0]
    assert {room for room in rooms if not re.search(rf"\b{room}\b", drawing)} == set()


def refuse_to_score(*_: object, **__: object) -> None:
    """Stand in for `kdcl.score`, under whatever name somebody has imported it."""
    raise NotImplementedError  # a name of Python's own: this code runs in another module


@pytest.mark.parametrize("form", DOCUMENTS, ids=lambda form: form.id)
def test_documents_without_results_need_no_score(form: DocumentForm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all kinds four ask for one; the others are built where there is none to be had."""
    assessment = kdcl.load(ROOT / "examples" / "primary-2017.json")
    monkeypatch.setattr(score, "__code__", refuse_to_score.__code__)
    is_asked = form.id in {"sheets", "report", "summary", "registration"}
    asks = pytest.raises(NotImplementedError) if is_asked else nullcontext()
    with asks:
        form.build(assessment, kdcl.get_framework(assessment.framework))


def test_what_makes_documents_and_files_is_in_the_reference() -> None:
    """The module of each kind of document and of each format has its place among the pages on the API."""
    pages = "".join(page.read_text("utf-8") for page in (ROOT / "docs" / "api").glob("*.md"))
    modules = {form.builder.partition(":")[0] for form in DOCUMENTS}
    modules |= {type(get_renderer(name)).__module__ for name in available_renderers()}
    assert {module for module in modules if not re.search(rf":: {module}\b", pages)} == set()


def test_the_tests_never_measure_time() -> None:
    """No test asks a clock how long something took."""
    clocks = re.compile(r"\b(?:perf_counter|process_time|monotonic|thread_time)(?:_ns)?\b")
    files = [*(ROOT / "tests").glob("*.py"), ROOT / "conftest.py"]
    assert [file.name for file in files if clocks.search(file.read_text("utf-8")) and file != Path(__file__)] == []


def test_what_is_left_behind_is_listed() -> None:
    """Whatever warns that it is to go has its line on the page on compatibility."""
    page = (ROOT / "docs" / "compatibility.md").read_text("utf-8").partition("## Leaving things behind")[2]
    warning = [file for file in SOURCES if "DeprecationWarning" in text_of(file)]
    assert [file.stem for file in warning if file.stem not in page] == []


def find_command(words: list[str]) -> tuple[click.Command, list[str]] | None:
    """Return the command that words of a shell call, and the words behind its name; None where there is none."""
    command: click.Command = main
    context = click.Context(main)
    while isinstance(command, click.Group):
        if not words or not re.fullmatch(r"[a-z][a-z-]*", words[0]):
            return command, words
        found = command.get_command(context, words[0])
        if found is None:
            return None
        command, words = found, words[1:]
    return command, words


def iter_mentioned(page: Path) -> Iterator[str]:
    """Iterate over the commands that a page mentions within its sentences."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`(kdcl [^`\n]+)`", text)


@pytest.mark.parametrize("page", sorted(iter_pages()), ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_sentences_exist(page: Path) -> None:
    """With their options; a word in capitals stands for something, ``a|b`` for either."""
    wrong = []
    for mention in iter_mentioned(page):
        for call in {re.sub(r"(\S+)\|\S+", r"\1", mention), re.sub(r"\S+\|(\S+)", r"\1", mention)}:
            found = find_command(call.split()[1:])
            options = re.findall(r"(?<!\S)--?[a-z][a-z-]*", call)
            if found is None:
                wrong.append(mention)
                continue
            known = {name for param in found[0].params for name in param.opts} | {"--help", "-h", "--version", "-V"}
            wrong += [f"{mention}: {option}" for option in options if option not in known]
    assert wrong == []


PRESENT = sorted(page for page in iter_pages() if page.name != "CHANGELOG.md")
ENTRY_POINTS = {
    name for page in PRESENT for name in re.findall(r'project\.entry-points\."([\w.]+)"', page.read_text("utf-8"))
}
"""Groups of entry points have names like those of modules."""


@pytest.mark.parametrize("page", PRESENT, ids=lambda page: str(page.relative_to(ROOT)))
def test_names_in_sentences_exist(page: Path) -> None:
    """A name of the package that stands in a sentence leads to something; the changelog also names what is gone."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    names = re.findall(r"`(kdcl(?:\.\w+)+)(?:\([^`]*\))?`", text)
    assert [name for name in names if name not in ENTRY_POINTS and not leads_somewhere(name)] == []


def leads_somewhere(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for part in parts[length:]:
            value = getattr(value, part, None)
        return value is not None
    return False
