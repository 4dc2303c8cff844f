"""Work bounded by the input: what is counted grows no faster than what is read. No clock takes part."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from lxml import etree

from kdcl.office import number_formats
from kdcl.office.number_formats import find_format
from kdcl.office.package import Package
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import Line
from kdcl.readers.files.numbering import Numbering
from kdcl.renderers.docx.guard import harmless_template
from word_files import W, build_docx, empty_document

MOST = 2.2
"""How much more may be done for twice the input."""


class Counted(dict[str, Any]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - whatever it holds
        """Count, and answer."""
        self.asked += 1
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Count, and answer."""
        self.asked += 1
        return super().__contains__(key)


def styles_of(count: int) -> etree._Element:
    """Return styles that are each based on the next; the last one numbers them all."""
    chain = "".join(
        f'<w:style w:styleId="s{number}"><w:basedOn w:val="s{number + 1}"/></w:style>' for number in range(count)
    )
    last = (
        f'<w:style w:styleId="s{count}"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    return etree.fromstring(f'<w:styles xmlns:w="{W}">{chain}{last}</w:styles>')


def numbering_of(levels: int, lists: int = 1, text: str = "%1.") -> str:
    """Return a numbering part of so many levels, used by so many lists."""
    drawn = "".join(f'<w:lvl w:ilvl="{level}"><w:lvlText w:val="{text}"/></w:lvl>' for level in range(levels))
    uses = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="1"/></w:num>' for n in range(lists))
    return f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{drawn}</w:abstractNum>{uses}</w:numbering>'


class TestStyles:
    """A style may be based on another, and that on another: chains are followed once, not for every paragraph."""

    @staticmethod
    def steps(count: int) -> int:
        """Return how often styles are asked for, with as many paragraphs as styles."""
        numbering = Numbering(etree.fromstring(numbering_of(1)), styles_of(count))
        counted = numbering._styles = Counted(numbering._styles)  # noqa: SLF001 - what is counted
        labels = [numbering.next_label(f"s{number}", None) for number in range(count)]
        assert labels == [f"{number + 1}." for number in range(count)]
        return counted.asked

    @pytest.mark.parametrize("count", [200, 400, 800])
    def test_chains_are_linear(self, count: int) -> None:
        """Twice the styles and paragraphs ask twice."""
        assert self.steps(2 * count) <= MOST * self.steps(count)

    @pytest.mark.parametrize("entry", ["a", "b"])
    def test_a_chain_that_leads_back_ends(self, entry: str) -> None:
        """It numbers nothing, and is not followed for ever."""
        styles = etree.fromstring(
            f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
        )
        assert Numbering(etree.fromstring(numbering_of(1)), styles).next_label(entry, None) == ""


class TestLists:
    """Word knows nine levels and short texts; what is beyond them in a made file costs nothing."""

    def test_levels_beyond_the_ninth_are_no_levels(self) -> None:
        """However many a file has, each list holds nine, and lists without changes share them."""
        numbering = Numbering(etree.fromstring(numbering_of(3000, lists=200)), None)
        held = {id(known.levels): len(known.levels) for known in numbering._lists.values()}  # noqa: SLF001
        assert list(held.values()) == [9]

    def test_a_long_text_is_not_printed_at_every_paragraph(self) -> None:
        """Word keeps 255 letters of it."""
        numbering = Numbering(etree.fromstring(numbering_of(1, text="x" * 5000)), styles_of(0))
        assert len(numbering.next_label("s0", None)) == 255


class TestNumberFormats:
    """Quotes and brackets that never close end with the format."""

    @pytest.mark.parametrize("piece", ["[", '"', "\\", "_", "*", '"[', '["', "y["])
    def test_each_letter_is_met_once(self, piece: str) -> None:
        """No start of a quote or bracket is tried in vain: none is left over, so none was looked for to the end."""
        left = number_formats._NOT_LETTERS.sub("", piece * 2000)  # noqa: SLF001 - what is counted
        assert not set(left) & set('["')

    def test_what_is_open_hides_the_rest(self) -> None:
        """As Excel reads it."""
        assert find_format(164, {164: 'd"ngày m'}) == "d"
        assert find_format(164, {164: "d[$-42A]m[y"}) == "dm"


class TestTrackedChanges:
    """Paragraphs whose ends were taken away join into one."""

    def test_thousands_join_once(self) -> None:
        """Their texts are gathered, and joined when the paragraph ends."""
        gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        body = f"<w:p>{gone}<w:r><w:t>a</w:t></w:r></w:p>" * 3000 + "<w:p><w:r><w:t>b</w:t></w:r></w:p>"
        (line,) = read_body(Package(build_docx(body), "a.docx")).items
        assert isinstance(line, Line)
        assert line.text == "a" * 3000 + "b"


class TestTemplates:
    """The text of a template is left out before python-docx sees it: replacing it there takes the square of it."""

    @pytest.mark.parametrize("count", [10, 1000])
    def test_python_docx_sees_sections_only(self, count: int) -> None:
        """However long the template is."""
        word = empty_document()
        word.add_section()
        for _ in range(count):
            word.add_paragraph("a")
        saved = io.BytesIO()
        word.save(saved)
        left = docx.Document(io.BytesIO(harmless_template(saved.getvalue(), "a.docx")))
        assert (len(left.sections), len(left.paragraphs)) == (2, 1)
        assert not any(paragraph.text for paragraph in left.paragraphs)
