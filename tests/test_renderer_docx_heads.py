"""The two-column head in Word: its rules are as long across the page as on an upright one."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from kdcl.blocks import Document, Orientation, PageSetup, Paragraph, ParagraphStyle, Section, TwoColumnHead
from kdcl.renderers import render
from kdcl.renderers.docx.styles import RULE_INDENT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def rule_lengths(orientation: Orientation) -> list[int]:
    """Return how long the rules of a head are, in twips: the width of their column less the room beside them."""
    rule = Paragraph(runs=(), style=ParagraphStyle.RULE)
    section = Section(blocks=(TwoColumnHead(left=(rule,), right=(rule,)),), setup=PageSetup(orientation=orientation))
    document = Document(title="T", author="A", subject="S", language="vi", sections=(section,))
    with zipfile.ZipFile(io.BytesIO(render(document, "docx"))) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    return [_length(cell) for cell in body.iter(f"{W}tc")]


def _length(cell: etree._Element) -> int:
    (width,) = cell.iter(f"{W}tcW")
    indents = [(int(i.get(f"{W}left", "")), int(i.get(f"{W}right", ""))) for i in cell.iter(f"{W}ind")]
    return int(width.get(f"{W}w", "")) - sum(indents[0] if indents else (RULE_INDENT, RULE_INDENT))


class TestRules:
    """The short rule below the school's name and the longer one below the motto."""

    def test_rules_are_as_long_across_the_page(self) -> None:
        """A wider column does not stretch them."""
        upright, across = rule_lengths(Orientation.PORTRAIT), rule_lengths(Orientation.LANDSCAPE)
        assert across == pytest.approx(upright, abs=3)
        assert 0 < upright[0] < upright[1]
