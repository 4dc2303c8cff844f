"""Renderers: the registry, what is refused before rendering, and files that are replaced whole."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import attrs
import pytest

from kdcl import renderers
from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.plots import Plot
from kdcl.errors import DocumentError, UnknownRendererError
from kdcl.renderers import (
    available_renderers,
    find_renderer,
    get_renderer,
    render,
    require_sound,
    write_file,
)

BUILT_IN = ("docx", "html", "markdown", "pdf", "text", "xlsx")


@attrs.frozen
class PlainRenderer:
    """A renderer of another package."""

    name: str = "plain"
    suffix: str = ".plain"

    def render(self, document: Document) -> bytes:
        """Return the title."""
        return document.title.encode()


@attrs.frozen
class GreedyRenderer(PlainRenderer):
    """A renderer that claims a built-in suffix."""

    suffix: str = ".docx"


def document_of(*blocks: Block, title: str = "Report") -> Document:
    """Return a document of one section."""
    return Document(title=title, author="A school", subject="", language="en", sections=(Section(blocks=blocks),))


def paragraph(text: str = "", bookmark: str | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text),), bookmark=bookmark)


def entry_point(name: str, renderer: str) -> EntryPoint:
    """Return an entry point to a renderer of this module."""
    return EntryPoint(name=name, group="kdcl.renderers", value=f"{__name__}:{renderer}")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """Return the list of entry points that count as installed."""
    found: list[EntryPoint] = []
    monkeypatch.setattr("kdcl.plugins.entry_points", lambda *, group: tuple(e for e in found if e.group == group))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[PlainRenderer.__module__])
    return found


class TestRegistry:
    """Built-in renderers come first and on demand; other packages add theirs by entry points."""

    def test_built_in(self, installed: list[EntryPoint]) -> None:
        """Word, web pages, Markdown, PDF, text and workbooks are always there."""
        assert installed == []
        assert available_renderers() == BUILT_IN
        assert [get_renderer(name).suffix for name in BUILT_IN] == [".docx", ".html", ".md", ".pdf", ".txt", ".xlsx"]
        assert tuple(get_renderer(name).name for name in BUILT_IN) == BUILT_IN

    def test_unknown(self, installed: list[EntryPoint]) -> None:
        """An unknown name is refused with the known ones."""
        installed.append(entry_point("plain", "PlainRenderer"))
        with pytest.raises(
            UnknownRendererError, match="'odt'; known are: docx, html, markdown, pdf, text, xlsx, plain"
        ):
            get_renderer("odt")

    def test_foreign(self, installed: list[EntryPoint]) -> None:
        """A renderer of another package is found by name and by suffix."""
        installed.append(entry_point("plain", "PlainRenderer"))
        assert get_renderer("plain") == find_renderer("out.plain")
        assert (get_renderer("plain").name, get_renderer("plain").suffix) == ("plain", ".plain")
        assert render(document_of(), "plain") == b"Report"

    def test_no_shadowing(self, installed: list[EntryPoint]) -> None:
        """Neither the name nor the suffix of a built-in renderer can be taken over."""
        installed += [entry_point("docx", "GreedyRenderer"), entry_point("greedy", "GreedyRenderer")]
        assert available_renderers() == (*BUILT_IN, "greedy")
        assert type(get_renderer("docx")).__name__ == "DocxRenderer"
        assert type(find_renderer("out.docx")).__name__ == "DocxRenderer"

    def test_first_of_a_name(self, installed: list[EntryPoint]) -> None:
        """Of two foreign renderers of one name, the first installed is kept."""
        installed += [entry_point("plain", "PlainRenderer"), entry_point("plain", "GreedyRenderer")]
        assert available_renderers() == (*BUILT_IN, "plain")
        assert get_renderer("plain").suffix == PlainRenderer().suffix != GreedyRenderer().suffix

    @pytest.mark.parametrize(
        ("path", "name"),
        [("a.docx", "docx"), ("A.DOCX", "docx"), (Path("x/y.md"), "markdown"), ("a.docx.md", "markdown")],
    )
    def test_suffix(self, path: str | Path, name: str) -> None:
        """The suffix tells the renderer, in capitals or not."""
        found = find_renderer(path)
        assert found is not None
        assert found.name == name

    @pytest.mark.parametrize("path", ["report", "report.odt", ".docx"])
    def test_no_renderer(self, installed: list[EntryPoint], path: str) -> None:
        """A path with another suffix, or none, has no renderer."""
        installed.append(entry_point("plain", "PlainRenderer"))
        assert find_renderer(path) is None

    def test_lazy(self) -> None:
        """Neither the registry nor its names import the Word library."""
        code = (
            "import sys, kdcl.renderers as r; r.available_renderers(); r.get_renderer('xlsx'); r.get_renderer('html'); "
            "sys.exit(bool({'docx', 'lxml', 'openpyxl'} & set(sys.modules)))"
        )
        source = Path(renderers.__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": str(source)}
        assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0  # noqa: S603 - our own code


class TestSoundness:
    """What no file can hold is refused before anything is rendered, with its place, all at once."""

    def problems(self, *blocks: Block, title: str = "Report") -> dict[str, str]:
        """Return the problems of a document by their path."""
        with pytest.raises(DocumentError) as caught:
            require_sound(document_of(*blocks, title=title))
        return {problem.path: str(problem.message) for problem in caught.value.problems}

    def test_control_characters(self) -> None:
        """A control character is refused wherever a text can stand."""
        table = Table(widths=(1,), rows=(Row((Cell(paragraphs=(paragraph("a\x02"),)),)),))
        found = self.problems(
            paragraph("a\x00"),
            Heading(text="\x1f", level=1, bookmark="h"),
            table,
            TwoColumnHead(left=(paragraph("\x85"),), right=(paragraph("\ud800"),)),
            SignatureBlock(left_name="\x0b", right_name="\uffff"),
            TableOfContents(content_label="\x07", page_label="\x08"),
            title="\x01",
        )
        assert list(found) == [
            "title",
            "sections[0].blocks[0].runs[0]",
            "sections[0].blocks[1].text",
            "sections[0].blocks[2].rows[0].cells[0].paragraphs[0].runs[0]",
            "sections[0].blocks[3].left[0].runs[0]",
            "sections[0].blocks[3].right[0].runs[0]",
            "sections[0].blocks[4].left_name",
            "sections[0].blocks[4].right_name",
            "sections[0].blocks[5].content_label",
            "sections[0].blocks[5].page_label",
        ]
        assert found["sections[0].blocks[0].runs[0]"] == "character 2 is U+0000, which no printed text holds; remove it"

    def test_message(self) -> None:
        """The error names the document, the number of problems and each place."""
        with pytest.raises(DocumentError) as caught:
            require_sound(document_of(paragraph("\x00")))
        assert str(caught.value).startswith("document 'Report' cannot be rendered; problems found: 1\n  character 1")

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_every_renderer_refuses(self, name: str) -> None:
        """A built-in renderer refuses by itself, also when it is called directly."""
        with pytest.raises(DocumentError):
            get_renderer(name).render(document_of(paragraph("\x00")))
        with pytest.raises(DocumentError):
            render(document_of(paragraph("\x00")), name)

    def test_bookmarks(self) -> None:
        """A bookmark that is there twice and a link that leads nowhere are refused."""
        linked = Paragraph(runs=(Run("see", link="nowhere"), Run("and", link="a")))
        found = self.problems(paragraph(bookmark="a"), Heading(text="A", level=1, bookmark="a"), linked)
        assert found == {
            "sections[0].blocks[1]": "bookmark 'a' is there twice; name each once",
            "sections[0].blocks[2].runs[0]": "link 'nowhere' leads to no bookmark; set the bookmark or no link",
        }

    @pytest.mark.parametrize("level", [0, 10])
    def test_heading_level(self, level: int) -> None:
        """A heading has a level from 1 to 9."""
        assert self.problems(Heading(text="A", level=level, bookmark="a")) == {
            "sections[0].blocks[0]": f"heading level {level} is not from 1 to 9"
        }

    @pytest.mark.parametrize("widths", [(), (1, 0)])
    def test_widths(self, widths: tuple[int, ...]) -> None:
        """A table has columns, each of some width."""
        assert self.problems(Table(widths=widths, rows=())) == {
            "sections[0].blocks[0]": "column widths must be above 0; give one for each column"
        }

    @pytest.mark.parametrize(
        ("spans", "place", "reason"),
        [
            ([[(1, 1)]], ".rows[0]", "the cells fill 1 columns, 3 are free"),
            ([[(4, 1)]], ".rows[0]", "the cells fill 4 columns, 3 are free"),
            ([[(0, 1), (3, 1)]], ".rows[0]", "the cells fill 3 columns, 3 are free"),
            ([[(3, 0)]], ".rows[0]", "the cells fill 3 columns, 3 are free"),
            ([[(1, 2), (2, 1)], [(3, 1)]], ".rows[1]", "the cells fill 3 columns, 2 are free"),
            (
                [[(1, 1), (1, 2), (1, 1)], [(2, 1)]],
                ".rows[1]",
                "a cell spans columns that a cell above parts; put the cells otherwise",
            ),
            ([[(3, 2)]], "", "a cell spans more rows than the table has; shorten its span"),
        ],
    )
    def test_grid(self, spans: list[list[tuple[int, int]]], place: str, reason: str) -> None:
        """The cells of each row fill the columns that spans from above leave free."""
        rows = tuple(Row(tuple(Cell(paragraphs=(), columns=c, rows=r) for c, r in row)) for row in spans)
        assert self.problems(Table(widths=(1, 1, 1), rows=rows)) == {f"sections[0].blocks[0]{place}": reason}

    def test_pictures(self) -> None:
        """A picture has words and a size that a sheet can hold; every side is told."""
        picture = Picture(plot=Plot(title="", points=()), alternative="told")
        size = "a picture is at most 297 mm wide and high, and more than 0"
        require_sound(document_of(picture))
        assert self.problems(attrs.evolve(picture, width=0)) == {"sections[0].blocks[0]": size}
        assert self.problems(attrs.evolve(picture, height=298)) == {"sections[0].blocks[0]": size}
        assert self.problems(attrs.evolve(picture, alternative=" \n")) == {
            "sections[0].blocks[0]": "a picture needs words for those who cannot see it; say what it shows"
        }

    def test_sound(self) -> None:
        """Spans that fit, tabs and line ends are fine."""
        table = Table(
            widths=(1, 1, 1),
            rows=(
                Row((Cell(paragraphs=(), rows=3), Cell(paragraphs=(), columns=2, rows=2))),
                Row(()),
                Row((Cell(paragraphs=()), Cell(paragraphs=()))),
            ),
        )
        require_sound(document_of(table, paragraph("a\tb\r\nc", bookmark="a")))
        assert render(document_of(table), "docx").startswith(b"PK")


class TestWriteFile:
    """Output files are replaced as a whole: a crash leaves the old file as it was and nothing beside it."""

    def test_new_and_replaced(self, tmp_path: Path) -> None:
        """A file is written, and written over."""
        target = tmp_path / "report.md"
        write_file(target, b"one")
        assert target.read_bytes() == b"one"
        write_file(str(target), b"two")
        assert target.read_bytes() == b"two"
        assert list(tmp_path.iterdir()) == [target]

    @pytest.mark.parametrize("step", ["fsync", "replace", "fdopen"])
    def test_failure(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
        """Whichever step fails, the old file is whole and the temporary one gone."""
        target = tmp_path / "report.md"
        target.write_bytes(b"old")

        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path if step == "replace" else os, step, fail)
        with pytest.raises(OSError, match="No space left"):
            write_file(target, b"new")
        monkeypatch.undo()
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]

    def test_interrupted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An interruption by the user cleans up too."""

        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_file(tmp_path / "report.md", b"new")
        assert list(tmp_path.iterdir()) == []

    def test_no_folder(self, tmp_path: Path) -> None:
        """A folder that is not there is reported, not made."""
        with pytest.raises(FileNotFoundError):
            write_file(tmp_path / "missing" / "report.md", b"new")

    @pytest.mark.skipif(os.name == "nt", reason="rights of this kind are POSIX")
    def test_rights(self, tmp_path: Path) -> None:
        """A new file has the usual rights; a replaced one keeps its own."""
        target, usual = tmp_path / "report.md", tmp_path / "usual"
        usual.touch()
        write_file(target, b"one")
        assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
        target.chmod(0o640)
        write_file(target, b"two")
        assert stat.S_IMODE(target.stat().st_mode) == 0o640

    @pytest.mark.skipif(os.name == "nt", reason="links of this kind are POSIX")
    def test_link(self, tmp_path: Path) -> None:
        """A symbolic link stays; the file that it leads to is replaced."""
        target, shortcut = tmp_path / "report.md", tmp_path / "shortcut.md"
        target.write_bytes(b"one")
        shortcut.symlink_to(target)
        write_file(shortcut, b"two")
        assert shortcut.is_symlink()
        assert target.read_bytes() == b"two"
