"""Every built-in renderer passes the suite that others are given, and the suite finds what it is there to find."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import ClassVar

import attrs
import pytest
from hypothesis import given

import renderings
from drawing import count, examples
from kdcl.blocks import Document
from kdcl.renderers import Renderer, available_renderers, get_renderer, require_sound
from kdcl.renderers.docx import DocxRenderer
from kdcl.renderers.html import HtmlRenderer
from kdcl.renderers.markdown import MarkdownRenderer
from kdcl.renderers.pdf import PdfRenderer
from kdcl.renderers.text import TextRenderer
from kdcl.renderers.xlsx import XlsxRenderer
from kdcl.testing import Links, RendererConformance, documents, iter_printed_texts
from kdcl.testing.conformance import LONG

LONGEST = min(count(40_000), LONG)
"""More than a cell of a workbook holds; the thorough profile tries what other packages are tried with."""


class TestDocx(RendererConformance):
    """Word."""

    renderer = DocxRenderer()
    examples = count(20)
    longest = LONGEST

    def read_text(self, data: bytes) -> str:
        """Read the body and the comments."""
        return renderings.read_docx(data)

    def read_links(self, data: bytes) -> Links:
        """Read bookmarks, links and page fields."""
        return renderings.read_docx_links(data)


class TestHtml(RendererConformance):
    """Web pages."""

    renderer = HtmlRenderer()
    examples = count(20)
    longest = LONGEST

    def read_text(self, data: bytes) -> str:
        """Read what a browser shows."""
        return renderings.read_html(data)

    def read_links(self, data: bytes) -> Links:
        """Read ids and links."""
        return renderings.read_html_links(data)


class TestMarkdown(RendererConformance):
    """Markdown."""

    renderer = MarkdownRenderer()
    examples = count(20)
    longest = LONGEST

    def read_text(self, data: bytes) -> str:
        """Read what a reader of Markdown shows."""
        return renderings.read_markdown(data)

    def read_links(self, data: bytes) -> Links:
        """Read anchors and links."""
        return renderings.read_markdown_links(data)


class TestPdf(RendererConformance):
    """PDF, which sets type: it has no sign for some characters, and shows others from right to left."""

    renderer = PdfRenderer()
    examples = count(8)
    longest = count(1_000)

    def read_text(self, data: bytes) -> str:
        """Read what a reader of the pages shows."""
        return renderings.read_pdf(data)

    @pytest.mark.big  # drawn documents have such texts too, and the other formats all of them
    def test_hostile_texts(self) -> None:
        """Formulas, markup, marks of direction and the like are text and nothing else."""
        super().test_hostile_texts()

    def holds(self, found: str, text: str) -> bool:
        """Of letters that typefaces have each is there, in order where they stand from left to right."""
        wanted, printed = set_letters(text), set_letters(found)
        if any(unicodedata.bidirectional(each) in {"R", "AL", "AN", "RLO", "RLE"} for each in text):
            return not Counter(wanted) - Counter(printed)
        return wanted in printed

    def read_links(self, data: bytes) -> Links:
        """Read links and the pages they lead to."""
        return renderings.read_pdf_links(data)


def set_letters(text: str) -> str:
    """Return the letters and signs of a text that the engine's typefaces have, accents joined to them."""
    joined = unicodedata.normalize("NFKC", text).upper()
    return "".join(
        each for each in joined if each.isascii() or "\u00c0" <= each < "\u0250" or "\u1e00" <= each < "\u1f00"
    )


class TestText(RendererConformance):
    """Plain text, which has no links."""

    renderer = TextRenderer()
    examples = count(20)
    longest = LONGEST

    def read_text(self, data: bytes) -> str:
        """Read it as it is."""
        return data.decode()


class TestXlsx(RendererConformance):
    """Workbooks."""

    renderer = XlsxRenderer()
    examples = count(20)
    longest = LONGEST

    def read_text(self, data: bytes) -> str:
        """Read cells and comments."""
        return renderings.read_xlsx(data)

    def read_links(self, data: bytes) -> Links:
        """Read cells and what leads to them."""
        return renderings.read_xlsx_links(data)


@attrs.define
class FakeRenderer:
    """A renderer whose every fault can be chosen; its files are plain lines."""

    name: str = "fake"
    suffix: str = ".fake"
    hides: str = ""
    doubles: str = ""
    is_careless: bool = False
    is_clocked: bool = False
    times: int = 0

    def render(self, document: Document) -> bytes:
        """Return the document's texts, with the faults."""
        if not self.is_careless:
            require_sound(document)
        self.times += 1
        texts = [text.replace(self.hides, "") if self.hides else text for text in iter_printed_texts(document)]
        texts += [text for text in texts if self.doubles and self.doubles in text]
        texts += [str(self.times)] if self.is_clocked else []
        return "\n".join(texts).encode("utf-8", "surrogatepass")


class FakeSuite(RendererConformance):
    """The suite for the renderer above; its name keeps pytest from running it as it is."""

    examples: ClassVar[int] = 5
    links: ClassVar[Links | None] = None

    def read_text(self, data: bytes) -> str:
        """Read the lines."""
        return data.decode("utf-8", "surrogatepass")

    def read_links(self, data: bytes) -> Links | None:
        """Return the links that a test chose, or those of a format without links."""
        return super().read_links(data) if self.links is None else self.links


def suite_of(renderer: FakeRenderer, links: Links | None = None) -> FakeSuite:
    """Return the suite for a renderer with faults."""
    suite = FakeSuite()
    suite.renderer = renderer  # type: ignore[misc] # a class variable elsewhere; here each has its own
    suite.links = links  # type: ignore[misc] # the same
    return suite


class TestTheSuite:
    """Each test of the suite fails where the renderer does."""

    def test_a_sound_renderer_passes(self) -> None:
        """Without a fault every test passes."""
        suite = suite_of(FakeRenderer())
        for name in dir(suite):
            if name.startswith("test_"):
                getattr(suite, name)()

    @pytest.mark.parametrize(("name", "suffix"), [("My R", ".f"), ("Fake", ".f"), ("fake", "fake"), ("fake", ".F")])
    def test_names(self, name: str, suffix: str) -> None:
        """A name that nobody can ask for is found."""
        with pytest.raises(AssertionError, match="small letters"):
            suite_of(FakeRenderer(name=name, suffix=suffix)).test_name_and_suffix()

    def test_other_bytes(self) -> None:
        """A file that differs each time is found."""
        with pytest.raises(AssertionError, match="other bytes"):
            suite_of(FakeRenderer(is_clocked=True)).test_same_bytes()
        with pytest.raises(AssertionError, match="other bytes"):
            suite_of(FakeRenderer(is_clocked=True)).test_any_document()

    def test_lost_texts(self) -> None:
        """A text that is not there is found."""
        with pytest.raises(AssertionError, match="cannot be read back"):
            suite_of(FakeRenderer(hides="<script>")).test_hostile_texts()
        with pytest.raises(AssertionError, match="cannot be read back"):
            suite_of(FakeRenderer(hides="x" * 50_000)).test_very_long_texts()

    def test_control_characters(self) -> None:
        """A renderer that lets control characters pass is found."""
        with pytest.raises(AssertionError, match="only 0 places"):
            suite_of(FakeRenderer(is_careless=True)).test_control_characters_are_refused()

    @pytest.mark.parametrize(("hides", "doubles", "times"), [("<row 1.1>", "", 0), ("", "<heading 5.12>", 2)])
    def test_criteria(self, hides: str, doubles: str, times: int) -> None:
        """A criterion that is lost or doubled is found."""
        with pytest.raises(AssertionError, match=f"is there {times} times"):
            suite_of(FakeRenderer(hides=hides, doubles=doubles)).test_every_criterion_once()

    @pytest.mark.parametrize(
        ("links", "reason"),
        [
            (Links(anchors=("a", "a"), targets=("a",)), "more than once"),
            (Links(anchors=("a",), targets=("b",)), "lead nowhere"),
            (Links(anchors=("a",), targets=()), "links are lost"),
        ],
    )
    def test_links(self, links: Links, reason: str) -> None:
        """Links that lead nowhere, or that are lost, are found."""
        with pytest.raises(AssertionError, match=reason):
            suite_of(FakeRenderer(), links).test_links_lead_somewhere()

    def test_reading_has_to_be_told(self) -> None:
        """A suite that does not say how files are read says so."""
        with pytest.raises(NotImplementedError):
            RendererConformance().read_text(b"")


class TestDocuments:
    """Drawn documents are sound, and every built-in renderer has its suite."""

    @examples(40)
    @given(documents())
    def test_documents_are_sound(self, document: Document) -> None:
        """No drawn document is refused."""
        require_sound(document)

    def test_every_built_in_renderer_is_tried(self) -> None:
        """A renderer without a suite above is missed here."""
        own = (suite for suite in RendererConformance.__subclasses__() if suite.__module__ == __name__)
        suites = {suite.renderer.name for suite in own if suite is not FakeSuite}
        assert suites == {get_renderer(name).name for name in available_renderers()}

    def test_a_renderer_is_one_for_type_checkers(self) -> None:
        """What the suite takes is what the registry gives."""
        renderer: Renderer = FakeRenderer()
        assert renderer.name == "fake"
