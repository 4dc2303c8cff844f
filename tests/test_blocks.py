"""The neutral tree: its old home, the grid of tables, the walk, and the one check that every renderer gets."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given

import kdcl.blocks
import kdcl.documents.blocks
from kdcl.blocks import Cell, Document, Heading, Paragraph, Row, Run, Section, Table
from kdcl.blocks import soundness as blocks_soundness
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import iter_blocks, iter_paragraphs
from kdcl.errors import DocumentError, Problem
from kdcl.places import ROOT
from kdcl.renderers import render
from kdcl.testing import documents


def cell(text: str = "", *, columns: int = 1, rows: int = 1) -> Cell:
    """Return a cell with a text."""
    return Cell(paragraphs=(Paragraph(runs=(Run(text),)),), columns=columns, rows=rows)


def table(width: int, *rows: tuple[Cell, ...]) -> Table:
    """Return a table of equal columns."""
    return Table(widths=(1,) * width, rows=tuple(map(Row, rows)))


def document_of(*blocks: kdcl.blocks.Block) -> Document:
    """Return a document of one section."""
    return Document(title="A", author="", subject="", language="en", sections=(Section(blocks=blocks),))


class TestHomes:
    """Names that version 0.1 had elsewhere can still be had there."""

    def test_documents_blocks(self) -> None:
        """Every name of the tree is there, and it is the same."""
        assert set(kdcl.documents.blocks.__all__) <= set(kdcl.blocks.__all__)
        for name in kdcl.documents.blocks.__all__:
            assert getattr(kdcl.documents.blocks, name) is getattr(kdcl.blocks, name)


class TestGrid:
    """A table is laid out once: each row from its first column to its last."""

    def test_spans(self) -> None:
        """A cell that spans rows stands again in each, told from where it begins."""
        high, wide, last = cell(rows=3, columns=2), cell(columns=2), cell()
        grid = table(4, (high, wide), (last, cell()), (cell(), cell())).grid()
        assert grid.problem is None
        assert [[(slot.column, slot.is_continued) for slot in row] for row in grid.rows] == [
            [(0, False), (2, False)],
            [(0, True), (2, False), (3, False)],
            [(0, True), (2, False), (3, False)],
        ]
        assert grid.rows[2][0].cell is high

    def test_it_is_laid_out_once(self) -> None:
        """Whoever asks again gets the same grid; a changed table has its own."""
        first = table(1, (cell(),))
        assert first.grid() is first.grid()
        assert attrs.evolve(first, rows=()).grid().rows == ()

    @pytest.mark.parametrize(
        ("rows", "path", "reason"),
        [
            (((cell(),),), "rows[0]", "the cells fill 1 columns, 3 are free"),
            (((cell(),) * 4,), "rows[0]", "the cells fill 4 columns, 3 are free"),
            (((cell(columns=4),),), "rows[0]", "the cells fill 4 columns, 3 are free"),
            (((cell(columns=0), cell(columns=3)),), "rows[0]", "the cells fill 3 columns, 3 are free"),
            (((cell(rows=0), cell(columns=2)),), "rows[0]", "the cells fill 3 columns, 3 are free"),
            (((cell(), cell(rows=2), cell()), (cell(columns=2),)), "rows[1]", "a cell spans columns that a cell above"),
            (((cell(columns=3), cell()),), "rows[0]", "the cells fill 4 columns, 3 are free"),
            (((cell(columns=3, rows=2),),), "$", "a cell spans more rows than the table has"),
        ],
    )
    def test_what_does_not_fit(self, rows: tuple[tuple[Cell, ...], ...], path: str, reason: str) -> None:
        """Cells that do not fit give no row, and the reason with its place."""
        grid = table(3, *rows).grid()
        assert grid.rows == ()
        assert grid.problem is not None
        assert grid.problem.path == path
        assert str(grid.problem.message).startswith(reason)

    def test_no_columns(self) -> None:
        """A table needs columns that have a width."""
        assert str(table(0).grid().problem).startswith("column widths must be above 0")

    @given(documents())
    def test_every_row_is_full(self, document: Document) -> None:
        """In any sound table the slots of each row stand side by side over all columns, and every cell begins once."""
        for block, _ in iter_blocks(document):
            if not isinstance(block, Table):
                continue
            grid = block.grid()
            for slots in grid.rows:
                ends = [slot.column + slot.cell.columns for slot in slots]
                assert [slot.column for slot in slots] == [0, *ends[:-1]]
                assert ends[-1] == len(block.widths)
            begun = [slot.cell for slots in grid.rows for slot in slots if not slot.is_continued]
            assert begun == [each for row in block.rows for each in row.cells]


class TestSource:
    """Blocks say which fact they print."""

    def test_a_cell(self) -> None:
        """A cell prints what its paragraphs print, the first one first; most cells of a head print none."""
        place = ROOT.at("school", "name")
        empty, named = Paragraph(runs=()), Paragraph(runs=(Run("A"),), source=place)
        assert Cell(paragraphs=(empty, named)).source == place
        assert Cell(paragraphs=(empty,)).source is None


class TestWalk:
    """One walk for all: what is met, and where."""

    def test_paths(self) -> None:
        """A path is spelt from the document downwards."""
        found = dict(iter_paragraphs(document_of(Heading(text="H", level=1, bookmark="h"), table(1, (cell("c"),)))))
        assert [str(branch.place) for branch in found.values()] == [
            "sections[0].blocks[0]",
            "sections[0].blocks[1].rows[0].cells[0].paragraphs[0]",
        ]

    @given(documents())
    def test_nothing_changed_is_the_same_object(self, document: Document) -> None:
        """A document that nothing is changed in is not built anew."""
        assert with_paragraphs(document, lambda paragraph: paragraph) is document

    def test_only_what_changed_is_built_anew(self) -> None:
        """A table beside a changed paragraph stays the object it was."""
        kept, text = table(1, (cell("c"),)), Paragraph(runs=(Run("a"),))
        changed = with_paragraphs(
            document_of(kept, text), lambda each: attrs.evolve(each, comments=("x",)) if each is text else each
        )
        assert changed.sections[0].blocks[0] is kept
        assert changed.sections[0].blocks[1] == attrs.evolve(text, comments=("x",))


@attrs.frozen
class Careless:
    """A renderer of another package that checks nothing."""

    name: str = "careless"
    suffix: str = ".careless"

    def render(self, document: Document) -> bytes:
        """Return the title."""
        return document.title.encode()


class TestTheDoor:
    """`render` gives every renderer sound documents only, and checks each once."""

    def test_a_renderer_that_forgets(self) -> None:
        """What no file can hold is refused before a renderer of another package sees it."""
        assert render(document_of(), Careless()) == b"A"
        with pytest.raises(DocumentError, match=r"sections\[0\]\.blocks\[0\]\.runs\[0\]"):
            render(document_of(Paragraph(runs=(Run("\x00"),))), Careless())

    @pytest.mark.parametrize("name", ["docx", "html", "markdown", "pdf", "text", "xlsx"])
    def test_checked_once(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """A document is checked once, whoever asks; one that is unsound is refused each time."""
        checked: list[Document] = []
        check = blocks_soundness._iter_problems  # noqa: SLF001 - counted, not changed

        def count(document: Document) -> Iterator[Problem]:
            checked.append(document)
            return check(document)

        monkeypatch.setattr(blocks_soundness, "_iter_problems", count)
        sound, unsound = document_of(cell("a").paragraphs[0]), document_of(cell("\x00").paragraphs[0])
        assert render(sound, name) == render(sound, name)
        assert len(checked) == 1
        for _ in range(2):
            with pytest.raises(DocumentError):
                render(unsound, name)
