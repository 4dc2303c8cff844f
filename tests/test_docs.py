"""The pages that exist in Vietnamese and English say the same, and pages name what is there."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

import checks_page
import commands_page
import errors_page
import gallery
import links
from kdcl.checks import CHECKS
from kdcl.documents import DOCUMENTS
from kdcl.external.checks import EXTERNAL_CHECKS
from kdcl.locale import get_locale
from kdcl.standards import available_frameworks, get_framework
from law_explorer import render_explorer
from school_file import MARK, PAGES, render_page

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAIRS = [
    (ROOT / "README.md", ROOT / "README.vi.md"),
    *((DOCS / page.relative_to(DOCS / "vi"), page) for page in sorted((DOCS / "vi").rglob("*.md"))),
]
READERS = (
    *("index.md", "installation.md", "tutorial.md", "story.md", "external-cycle.md", "why.md", "law-explorer.md"),
    *("how-to/index.md", "how-to/secretary.md", "how-to/officer.md", "how-to/external-team.md", "gallery.md"),
    *("commands.md", "checks.md", "documents.md", "errors.md", "school-file.md", "measures.md", "cases.md"),
)
"""What people read who keep a school's file or read many reports: each has to exist in both languages."""


def headings(page: Path) -> list[int]:
    """Return the levels of a page's headings, in their order."""
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [len(signs) for signs in re.findall(r"^(#+) ", text, re.MULTILINE)]


def commands(page: Path) -> list[str]:
    """Return every command of a page, apart from the language it is to speak."""
    found: list[str] = []
    blocks = re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for kind, block in blocks:
        if kind == "console":
            found += re.findall(r"^\$ (.+)$", block, re.MULTILINE)
        elif kind in {"bash", "sh", "powershell"}:
            found += block.splitlines()
    return [re.sub(r" --lang (?:en|vi)\b", "", command) for command in found]


@pytest.mark.parametrize(("english", "vietnamese"), PAIRS, ids=lambda page: str(page.relative_to(ROOT)))
class TestPairs:
    """Both languages are equal: what one page shows, the other does."""

    def test_both_exist_and_name_each_other(self, english: Path, vietnamese: Path) -> None:
        """A reader of one finds the other."""
        for page, other in ((english, vietnamese), (vietnamese, english)):
            links = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
            assert other.resolve() in [(page.parent / link).resolve() for link in links]

    def test_the_same_headings(self, english: Path, vietnamese: Path) -> None:
        """As many, on the same levels."""
        assert headings(english) == headings(vietnamese)

    def test_the_same_commands(self, english: Path, vietnamese: Path) -> None:
        """In the same order."""
        assert commands(english) == commands(vietnamese)

    def test_as_much_code(self, english: Path, vietnamese: Path) -> None:
        """No block is left out in one of them."""
        blocks = [re.findall(r"^```(\w+)$", page.read_text("utf-8"), re.MULTILINE) for page in (english, vietnamese)]
        assert blocks[0] == blocks[1]


def test_what_people_read_is_there_in_both_languages() -> None:
    """Pages for developers have a Vietnamese summary instead."""
    assert all((DOCS / name).is_file() and (DOCS / "vi" / name).is_file() for name in READERS)
    for page in sorted(page for page in DOCS.rglob("*.md") if DOCS / "vi" not in page.parents):
        is_pair = (DOCS / "vi" / page.relative_to(DOCS)).is_file()
        assert is_pair or "\n*Tóm tắt: " in page.read_text("utf-8"), page.name


class _Page(HTMLParser):
    """The ids and links of a page, and whether each element is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.languages: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += filter(None, [given.get("id")])
        self.links += filter(None, [given.get("href")])
        self.languages[given.get("lang") or ""] += given.get("class") == "text"
        if tag not in {"meta", "input", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_law_explorer_has_every_item_once_in_both_languages() -> None:
    """Each with a link to itself; nothing of the page is fetched from elsewhere."""
    text = render_explorer()
    page = _Page()
    page.feed(text)
    wanted = [
        f"{framework.id.rpartition('/')[2]}-{item}"
        for framework in map(get_framework, available_frameworks())
        for item in (
            *(standard.number for standard in framework.standards),
            *(criterion.code for criterion in framework.criteria),
            *(indicator.code for indicator in framework.indicators),
        )
    ]
    assert page.open == []
    assert len(set(page.ids)) == len(page.ids)
    assert sorted(page.links) == sorted(f"#{name}" for name in wanted)
    assert {name for name in page.ids if "-" in name} == set(wanted)
    assert page.languages["vi"] == page.languages["en"] > 0
    assert "http" not in text
    assert "Bắt buộc đối với cấp độ 2 (đã đối chiếu), 3 (theo giả định; chưa đọc được danh sách)" in text


def test_the_gallery_shows_every_document(tmp_path: Path) -> None:
    """Each with a picture that says what it is, and with commands that exist; pages show what was drawn."""
    for form in DOCUMENTS:
        (tmp_path / f"{form.id}.pdf.png").touch()
    (tmp_path / "plan.docx.png").touch()
    page = _Page()
    page.feed(text := gallery.render_gallery(tmp_path))
    assert page.open == []
    assert page.ids == [form.id for form in DOCUMENTS]
    assert text.count('alt="Trang đầu: ') == len(DOCUMENTS) + 1
    english = gallery.render_sections("en", tmp_path, "gallery/")
    assert english.count('alt="First page: ') == len(DOCUMENTS) + 1
    assert english.count("\n## ") == len(DOCUMENTS) - 1
    assert 'src="gallery/plan.docx.png"' in english
    assert {
        suffix
        for form in DOCUMENTS
        for suffix in re.findall(r"\.(\w+)$", "\n".join(gallery.commands_of(form)), re.MULTILINE)
    } == set(gallery.FORMATS)


def test_a_picture_of_the_gallery() -> None:
    """It is a picture, and the same each time."""
    form = next(form for form in DOCUMENTS if form.id == "summary")
    assert gallery.draw(form) == gallery.draw(form)
    assert gallery.draw(form).startswith(b"\x89PNG")


@pytest.mark.parametrize("language", sorted(PAGES))
def test_the_school_file_is_described_key_by_key(language: str) -> None:
    """What the pages say is made from the classes: python tools/school_file.py brings them up to date."""
    assert PAGES[language].read_text("utf-8").partition(MARK)[2] == render_page(language)


@pytest.mark.parametrize("page", [DOCS / "installation.md", DOCS / "vi" / "installation.md"], ids=["en", "vi"])
def test_installation_names_every_extra_for_users(page: Path) -> None:
    """In the order of the project's own file; those for developers stand elsewhere."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = re.findall(r"^\| `(\w+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(extras.keys() - {"dev", "docs", "peers", "test"})


@pytest.mark.parametrize("page", sorted(links.iter_pages()), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project has it, one to a heading has the heading; addresses outside are well formed.

    Nothing is fetched: `tools/links.py` lists the addresses, and looks at built pages too.
    """
    assert [(link, flaw) for link in links.iter_links(page) if (flaw := links.find_flaw(page, link))] == []


def test_links_that_lead_nowhere_are_told() -> None:
    """A file that is not there, a heading that is not, an address that is none."""
    page = ROOT / "README.md"
    flaws = [
        links.find_flaw(page, link) for link in ("docs/no.md", "#no", "http://a.example", "https://a", "https://[")
    ]
    assert flaws == ["no file is there", "no heading is called so", *["it is no address"] * 3]
    assert links.find_flaw(page, "https://example.org/a") is None


def test_built_pages_are_looked_at_too(tmp_path: Path) -> None:
    """Their links and their anchors."""
    (tmp_path / "a.html").write_text('<a href="b.html#x" id="y">b</a><img src="no.png"><a href="#z">z</a>', "utf-8")
    (tmp_path / "b.html").write_text(
        '<p id="x"><a href="a.html#y">a</a><a href="https://example.org">o</a></p>', "utf-8"
    )
    assert list(links.iter_built_flaws(tmp_path)) == [
        "a.html: no.png: no file is there",
        "a.html: #z: nothing has this name",
    ]


class TestReference:
    """The pages on checks, commands and errors are made from what they speak of, in both languages."""

    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_every_check_with_an_example(self, language: str) -> None:
        """A slip in a shipped file, what is said of it, and the fix: python tools/checks_page.py writes them."""
        text = checks_page.PAGES[language].read_text("utf-8")
        assert text == checks_page.render_page(text, language)
        assert set(checks_page.EXAMPLES) == {check.id for check in (*CHECKS, *EXTERNAL_CHECKS)}

    def test_every_check_in_vietnamese(self) -> None:
        """With its severity and title, in the order of the rulebook."""
        vietnamese = get_locale("vi")
        text = checks_page.PAGES["vi"].read_text("utf-8")
        found = re.findall(r"^### `([a-z-]+)` \(([\w ]+)\)\n\n(.+?)\.", text, re.MULTILINE)
        told = [(each.id, vietnamese.text(each.severity.words), vietnamese.text(each.title)) for each in CHECKS]
        assert found == told
        rows = re.findall(r"^\| `([\w-]+)` \| ([\w ]+) \| (.+?)\. \|", text, re.MULTILINE)
        team = [
            (each.id, vietnamese.text(each.severity.words), vietnamese.text(each.title)) for each in EXTERNAL_CHECKS
        ]
        assert rows == team

    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_every_command(self, language: str) -> None:
        """With its options, as its help has them: python tools/commands_page.py brings the pages up to date."""
        _, _, written = commands_page.PAGES[language].read_text("utf-8").partition(commands_page.MARK)
        assert written == commands_page.render_page(language)

    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_every_error(self, language: str) -> None:
        """With a call that raises it, run here: python tools/errors_page.py brings the pages up to date."""
        _, _, written = errors_page.PAGES[language].read_text("utf-8").partition(errors_page.MARK)
        assert written == errors_page.render_page(language)
        assert set(errors_page.EXAMPLES) == {kind.__name__ for kind in errors_page.iter_errors()}
