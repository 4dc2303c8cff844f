"""What every renderer has to do, as a suite of tests that a renderer of any package can be put through.

A subclass names the renderer and says how its files are read back; pytest runs it::

    class TestMyRenderer(RendererConformance):
        renderer = MyRenderer()

        def read_text(self, data: bytes) -> str:
            return data.decode()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs
from hypothesis import HealthCheck, given, settings

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
from kdcl.blocks.bars import BarPart, BarPlot
from kdcl.blocks.plots import Plot, PlotPoint
from kdcl.blocks.walk import iter_blocks, list_paragraphs
from kdcl.errors import DocumentError
from kdcl.law import Framework
from kdcl.renderers import Renderer
from kdcl.standards import get_framework
from kdcl.testing.layouts import documents
from kdcl.text.characters import LINE_BREAK

LONG = 100_000
"""Characters of the longest text that a field is tried with."""

HOSTILE_TEXTS = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2+3",
    "@SUM(A1:A2)",
    "\t=1+1",
    "<script>alert(1)</script>",
    "<!-- --> ]]> <![CDATA[ </w:t></p></td>",
    "&amp; &#x; &#x41; &nbsp &lt;",
    '" onload="x\' `',
    "| a | b |\n| --- | --- |\n# c\n- d\n1. e",
    "\\ *a* _b_ [c](d) ![e](f) ~~g~~ $h$ {{ i }} {j} %s %(k)s",
    "_x0041_ _x000D_",
    "a\u0301\u0323\u0302 e\u0300\u0316",
    "\u202eabc\u202c \u200f\u05d0\u05d1 \u0639\u0631\u0628",
    "\u200b\u200d\ufeff\u00ad",
    "\U0001f3eb\U0001f468\u200d\U0001f469\u200d\U0001f467 \U00020000",
    "#N/A",
    "#REF!",
    "00123",
    "1.10",
    "12,50",
    "-5",
    "1e5",
    "9" * 40,
    "one\r\ntwo\rthree\nfour",
    "  two  blanks  ",
)
"""Texts that some format takes for something else than text."""

REFUSED_CHARACTERS = "\x00\x08\x0b\x0c\x1b\x7f\x85\ud800\ufffe\uffff"
"""Characters that no file can hold as text; a renderer refuses them with their place."""

_TEXTS_OF_PICTURE = 5
"""Fields with text of the picture that a specimen has."""


@attrs.frozen(kw_only=True)
class Links:
    """The links of a file.

    Attributes:
        anchors: what can be led to, in order, each as often as the file has it.
        targets: what links lead to.
    """

    anchors: tuple[str, ...]
    targets: tuple[str, ...]


class RendererConformance:
    """The suite: a subclass whose name begins with ``Test`` is run by pytest.

    Attributes:
        renderer: the renderer under test.
        examples: how many drawn documents are tried.
        longest: how many characters the longest texts have.
    """

    renderer: ClassVar[Renderer]
    examples: ClassVar[int] = 50
    longest: ClassVar[int] = LONG

    def read_text(self, data: bytes) -> str:
        """Return all text of a file as its readers see it; blanks and line ends do not count."""
        raise NotImplementedError

    def holds(self, found: str, text: str) -> bool:
        """Return whether a text is in what was read, both without blanks.

        A format that sets type may ask for less: it has no sign for some characters, and sets some in another order.
        """
        return text in found

    def read_links(self, data: bytes) -> Links | None:
        """Return the links inside a file, or None for a format that has none."""
        del data
        return None

    def test_name_and_suffix(self) -> None:
        """The name is a word in small letters, the suffix begins with a dot, so both can be asked for."""
        name, suffix = self.renderer.name, self.renderer.suffix
        _require(name.isidentifier() and name.islower(), f"{name!r} is not a word in small letters")
        _require(suffix.startswith(".") and suffix == suffix.lower(), f"{suffix!r} is not a suffix in small letters")

    def test_same_bytes(self) -> None:
        """The same document gives the same bytes, also when it was built anew."""
        first, second = (self.renderer.render(build_specimen("a text")) for _ in range(2))
        _require(first == second, "the same document gave other bytes")

    def test_any_document(self) -> None:
        """Of any document with any text in every field, each text can be read back and each link leads somewhere."""
        slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
        limits = settings(max_examples=self.examples, deadline=None, database=None, suppress_health_check=slow)
        limits(given(documents())(self._require_all))()

    def test_hostile_texts(self) -> None:
        """Formulas, markup, marks of direction and the like are text and nothing else."""
        for text in HOSTILE_TEXTS:
            document = build_specimen(text)
            self._require_texts(document, self.renderer.render(document))

    def test_very_long_texts(self) -> None:
        """A text of 100,000 characters, or as many as are tried, is whole, in one word or in many."""
        for text in ("x" * self.longest, "word " * (self.longest // 5), "\U0001f3eb" * (self.longest // 2)):
            document = build_specimen(text)
            self._require_texts(document, self.renderer.render(document))

    def test_control_characters_are_refused(self) -> None:
        """What no file can hold is refused with its place, wherever it stands."""
        for character in REFUSED_CHARACTERS:
            document = build_specimen(f"a{character}b")
            named = self._count_refused(document)
            _require(
                named >= len(list_paragraphs(document)) + _TEXTS_OF_PICTURE,
                f"of {character!r} only {named} places were refused",
            )

    def test_every_criterion_once(self) -> None:
        """Of a document with a heading and a row for each criterion, none is lost and none is there twice."""
        framework = get_framework("tt42-2012/secondary")
        found = _squeeze(self.read_text(self.renderer.render(build_criteria(framework))))
        for criterion in framework.criteria:
            for place in ("heading", "row"):
                times = found.count(_squeeze(f"<{place} {criterion.code}>"))
                _require(times == 1, f"the {place} of criterion {criterion.code} is there {times} times")

    def test_links_lead_somewhere(self) -> None:
        """Every link leads to a place that is there once."""
        self._require_links(build_specimen("a text"), self.renderer.render(build_specimen("a text")))

    def test_empty_document(self) -> None:
        """A document without a section is rendered too."""
        document = Document(title="", author="", subject="", language="en", sections=())
        self.read_text(self.renderer.render(document))

    def _count_refused(self, document: Document) -> int:
        try:
            self.renderer.render(document)
        except DocumentError as error:
            return len(error.problems)
        return 0

    def _require_all(self, document: Document) -> None:
        data = self.renderer.render(document)
        _require(data == self.renderer.render(document), "the same document gave other bytes")
        self._require_texts(document, data)
        self._require_links(document, data)

    def _require_texts(self, document: Document, data: bytes) -> None:
        found = _squeeze(self.read_text(data))
        for text in dict.fromkeys(iter_printed_texts(document)):
            _require(self.holds(found, _squeeze(text)), f"{text[:80]!r} cannot be read back")

    def _require_links(self, document: Document, data: bytes) -> None:
        links = self.read_links(data)
        if links is None:
            return
        twice = [anchor for anchor, times in Counter(links.anchors).items() if times > 1]
        _require(not twice, f"these are there more than once: {twice}")
        lost = set(links.targets) - set(links.anchors)
        _require(not lost, f"links lead nowhere: {sorted(lost)}")
        _require(bool(links.targets) or not _has_links(document), "the document's links are lost")


def iter_printed_texts(document: Document) -> Iterator[str]:
    """Iterate over every line of text that a rendering of the document shows, comments too."""
    for paragraph in list_paragraphs(document):
        text = paragraph.text
        for part in (text, *paragraph.comments):
            yield from LINE_BREAK.split(part)
    for block, _ in iter_blocks(document):
        yield from _own_texts(block)


def build_specimen(text: str) -> Document:
    """Return a document with a block of every kind and the text in every field."""
    paragraph = Paragraph(runs=(Run(text), Run(text, bold=True, link="row")), comments=(text,))
    cell = Cell(paragraphs=(Paragraph(runs=(Run(text, link="heading"),)),))
    named = Cell(paragraphs=(Paragraph(runs=(Run(text),), bookmark="row"),))
    table = Table(widths=(1, 2), header_rows=1, rows=(Row((cell, cell)), Row((named, cell))))
    blocks: tuple[Block, ...] = (
        TwoColumnHead(left=(paragraph,), right=(paragraph,)),
        TableOfContents(content_label=text, page_label=text),
        Heading(text=text, level=1, bookmark="heading", comments=(text,)),
        paragraph,
        table,
        _build_picture(text),
        _build_bars(text),
        SignatureBlock(left=(paragraph,), right=(paragraph,), left_name=text, right_name=text),
    )
    return Document(title=text, author=text, subject=text, language="vi", sections=(Section(blocks=blocks),))


def _build_picture(text: str) -> Picture:
    known = PlotPoint(label=text, value=Fraction(1, 3), shown=text, is_wrong=True)
    plot = Plot(title=text, points=(known, PlotPoint(label=text, value=None)), threshold=Fraction(40))
    return Picture(plot=plot, alternative=f"Chart: {text}")


def _build_bars(text: str) -> Picture:
    parts = (BarPart(name=text, values=(3, 0), tone=1), BarPart(name=text, values=(2, 700), tone=4))
    return Picture(plot=BarPlot(title=text, labels=(text, text), parts=parts), alternative=f"Bars: {text}")


def build_criteria(framework: Framework) -> Document:
    """Return a document with a heading and a row for each criterion, and no contents that name it again."""
    headings = tuple(
        Heading(text=f"<heading {code}>", level=2, bookmark=f"criterion {code}", is_listed=False)
        for code in (criterion.code for criterion in framework.criteria)
    )
    rows = tuple(
        Row((Cell(paragraphs=(Paragraph(runs=(Run(f"<row {criterion.code}>"),)),)),))
        for criterion in framework.criteria
    )
    blocks: tuple[Block, ...] = (*headings, Table(widths=(1,), rows=rows))
    return Document(title="", author="", subject="", language="en", sections=(Section(blocks=blocks),))


def _own_texts(block: Block) -> Iterator[str]:
    match block:
        case SignatureBlock():
            yield from (*LINE_BREAK.split(block.left_name), *LINE_BREAK.split(block.right_name))
        case TableOfContents():
            yield from LINE_BREAK.split(block.content_label)
        case Picture():
            yield from LINE_BREAK.split(block.alternative)
        case _:
            pass


def _has_links(document: Document) -> bool:
    paragraphs = (paragraph for paragraph in list_paragraphs(document) if isinstance(paragraph, Paragraph))
    return any(run.link is not None and run.text for paragraph in paragraphs for run in paragraph.runs)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _require(holds: bool, reason: str) -> None:  # noqa: FBT001 - what is required comes first, as in an assertion
    if not holds:
        raise AssertionError(reason)
