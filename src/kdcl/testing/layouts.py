"""Hypothesis strategies for documents: blocks of every kind, sound, with any text in every field."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle

import attrs
from hypothesis import strategies as st

from kdcl.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Margins,
    NumberPlace,
    Orientation,
    PageBreak,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Run,
    Section,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.bars import BarPart, BarPlot
from kdcl.blocks.plots import Plot, PlotPoint
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.testing.strategies import texts

_DEEPEST = 9
_FEW = 3
_TONES = st.integers(0, 3)
_TO_A_BOOKMARK = "to a bookmark"
"""Stands in the links of drawn runs until the whole document is there and its bookmarks are known."""


def documents(*, text: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Document]:
    """Return documents that every renderer can render.

    Args:
        text: what stands in every field; any text that a file can hold where it is left out.
    """
    words = texts(max_size=12) if text is None else text
    drawn = st.builds(
        Document,
        title=words,
        author=words,
        subject=words,
        language=st.sampled_from(("vi", "en")),
        sections=st.lists(_sections(words), max_size=_FEW).map(tuple),
    )
    return drawn.map(_with_links)


def _sections(words: st.SearchStrategy[str]) -> st.SearchStrategy[Section]:
    setups = st.builds(
        PageSetup,
        orientation=st.sampled_from(Orientation),
        margins=st.builds(Margins, left=st.integers(5, 40)),
        is_framed=st.booleans(),
        is_numbered=st.booleans(),
        number_place=st.sampled_from(NumberPlace),
        is_first_numbered=st.booleans(),
        begins_numbers=st.booleans(),
        is_centred=st.booleans(),
    )
    return st.builds(Section, blocks=st.lists(_blocks(words), max_size=_FEW).map(tuple), setup=setups)


def _blocks(words: st.SearchStrategy[str]) -> st.SearchStrategy[Block]:
    paragraphs = _paragraphs(words)
    few = st.lists(paragraphs, max_size=2).map(tuple)
    headings = st.builds(
        Heading,
        text=words,
        level=st.integers(1, _DEEPEST),
        bookmark=words,
        align=st.none() | st.sampled_from(Align),
        is_listed=st.booleans(),
        comments=st.lists(words, max_size=1).map(tuple),
    )
    return st.one_of(
        paragraphs,
        headings,
        _tables(words),
        _pictures(words),
        st.builds(PageBreak),
        st.builds(TableOfContents, content_label=words, page_label=words, depth=st.integers(1, _DEEPEST)),
        st.builds(TwoColumnHead, left=few, right=few),
        st.builds(SignatureBlock, left=few, right=few, left_name=words, right_name=words),
    )


def _paragraphs(words: st.SearchStrategy[str]) -> st.SearchStrategy[Paragraph]:
    runs = st.builds(
        Run,
        text=words,
        bold=st.booleans(),
        italic=st.booleans(),
        underlined=st.booleans(),
        link=st.none() | st.just(_TO_A_BOOKMARK),
    )
    return st.builds(
        Paragraph,
        runs=st.lists(runs, max_size=_FEW).map(tuple),
        style=st.sampled_from(ParagraphStyle),
        align=st.none() | st.sampled_from(Align),
        bookmark=st.none() | words,
        space_before=st.sampled_from((0, 2.5)),
        keep_with_next=st.booleans(),
        comments=st.lists(words, max_size=1).map(tuple),
    )


def _pictures(words: st.SearchStrategy[str]) -> st.SearchStrategy[Picture]:
    """Return charts of any values; what stands for them in words is never blank."""
    values = st.fractions(max_denominator=1000)
    points = st.builds(PlotPoint, label=words, value=st.none() | values, shown=words, is_wrong=st.booleans())
    few = st.lists(points, max_size=_FEW).map(tuple)
    lines = st.builds(Plot, title=words, points=few, threshold=st.none() | values)
    return st.builds(
        Picture,
        plot=lines | _bars(words),
        alternative=words.map(lambda text: text if text.strip() else f"{text}chart"),
        width=st.sampled_from((20, 140, 297)),
        height=st.sampled_from((20, 64.5)),
    )


@st.composite
def _bars(draw: st.DrawFn, words: st.SearchStrategy[str]) -> BarPlot:
    """Draw stacked bars, also none."""
    labels = draw(st.lists(words, max_size=_FEW).map(tuple))
    counts = st.lists(st.integers(0, 10_000), min_size=len(labels), max_size=len(labels)).map(tuple)
    part = st.builds(BarPart, name=words, values=counts, tone=st.integers(1, 4))
    return BarPlot(title=draw(words), labels=labels, parts=draw(st.lists(part, max_size=_FEW).map(tuple)))


@st.composite
def _tables(draw: st.DrawFn, words: st.SearchStrategy[str]) -> Table:
    """Draw a table row by row, so that spans fit."""
    widths = draw(st.lists(st.integers(1, 9), min_size=1, max_size=_FEW).map(tuple))
    height = draw(st.integers(0, _FEW))
    reach = [0] * len(widths)
    rows = tuple(_draw_row(draw, words, reach, height - number) for number in range(height))
    header_rows = draw(st.integers(0, height))
    return Table(widths=widths, rows=rows, header_rows=header_rows, is_ruled=draw(st.booleans()))


def _draw_row(draw: st.DrawFn, words: st.SearchStrategy[str], reach: list[int], rows_left: int) -> Row:
    cells: list[Cell] = []
    column = 0
    while column < len(reach):
        if reach[column]:
            reach[column] -= 1
            column += 1
            continue
        free = next(width for width in count(1) if column + width == len(reach) or reach[column + width])
        columns, rows = draw(st.integers(1, free)), draw(st.integers(1, rows_left))
        content = draw(st.lists(_paragraphs(words), max_size=2).map(tuple))
        cells.append(
            Cell(paragraphs=content, columns=columns, rows=rows, is_shaded=draw(st.booleans()), tone=draw(_TONES))
        )
        reach[column : column + columns] = [rows - 1] * columns
        column += columns
    return Row(tuple(cells))


def _with_links(document: Document) -> Document:
    """Return the document with bookmarks told apart, and every drawn link led to one of them, or to none."""
    numbers = count()
    named = with_paragraphs(document, lambda paragraph: _named(paragraph, numbers))
    names = [paragraph.bookmark for paragraph in list_paragraphs(named) if paragraph.bookmark is not None]
    targets: Iterator[str | None] = cycle(names or [None])
    return with_paragraphs(named, lambda paragraph: _linked(paragraph, targets))


def _named(paragraph: Paragraph | Heading, numbers: Iterator[int]) -> Paragraph | Heading:
    if paragraph.bookmark is None:
        return paragraph
    return attrs.evolve(paragraph, bookmark=f"{paragraph.bookmark} {next(numbers)}")


def _linked(paragraph: Paragraph | Heading, targets: Iterator[str | None]) -> Paragraph | Heading:
    if isinstance(paragraph, Heading):
        return paragraph
    runs = (run if run.link is None else attrs.evolve(run, link=next(targets)) for run in paragraph.runs)
    return attrs.evolve(paragraph, runs=tuple(runs))
