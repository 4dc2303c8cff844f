"""Marks in the bytes of a Word part: where things stand, and that nothing but the marks changes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from drawing import examples
from kdcl.errors import UnreadableFileError
from kdcl.office.package import Package
from kdcl.office.settling import with_parts
from kdcl.readers.files.body import read_body
from kdcl.readers.files.content import iter_lines
from kdcl.review.comments import add_comments, find_comments_part
from kdcl.review.edits import Edit, PartEditor
from kdcl.review.scan import ReportScan, scan_part
from kdcl.review.word_files import open_word_file
from word_files import empty_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def part(body: str, *, prefix: str = "w", declaration: str = "") -> bytes:
    """Return a document part with this body."""
    name = f"{prefix}:" if prefix else ""
    bound = f"xmlns:{prefix}" if prefix else "xmlns"
    text = (
        f'{declaration}<{name}document {bound}="{W}" xmlns:mc="{MC}"><{name}body>{body}</{name}body></{name}document>'
    )
    return text.encode()


def scan(body: str) -> ReportScan:
    """Return the scan of a part with this body."""
    return scan_part(part(body), "x.docx")


def run(text: str, looks: str = "") -> str:
    """Return a run."""
    return f"<w:r>{looks}<w:t>{text}</w:t></w:r>"


def texts_of(data: bytes, *, accepted: bool = True) -> list[str]:
    """Return the texts of the paragraphs of a part with its tracked changes accepted or refused."""
    root = etree.fromstring(data)
    gone = {f"{{{W}}}del"} if accepted else {f"{{{W}}}ins"}
    said = {f"{{{W}}}t"} if accepted else {f"{{{W}}}t", f"{{{W}}}delText"}
    return [
        "".join(
            (element.text or "") if element.tag in said else "-" if element.tag == f"{{{W}}}noBreakHyphen" else ""
            for element in paragraph.iter()
            if not any(above.tag in gone for above in element.iterancestors())
        )
        for paragraph in root.iter(f"{{{W}}}p")
    ]


class TestScan:
    """Paragraphs, runs and texts by their bytes."""

    def test_paragraphs_are_numbered_as_the_reader_counts_them(self, tmp_path: Path) -> None:
        """Tables, text boxes, tracked rows and second renderings included."""
        box = (
            f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p>{run("hộp")}</w:p>'
            f'</w:txbxContent></mc:Choice><mc:Choice Requires="wpg"><w:txbxContent><w:p/></w:txbxContent></mc:Choice>'
            f"<mc:Fallback><w:txbxContent><w:p>{run('hộp')}</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        )
        gone = '<w:trPr><w:ins w:id="4"/><w:del w:id="5"/><w:del w:id="6"/></w:trPr>'
        body = (
            f"<w:p>{run('một')}{box}</w:p><w:p/><w:tbl><w:tr>{gone}<w:tc><w:p>{run('bỏ')}</w:p></w:tc></w:tr>"
            f"<w:tr><w:tc><w:p>{run('ba')}</w:p></w:tc></w:tr></w:tbl><w:p><w:del><w:r><w:t>x</w:t></w:r></w:del>"
            f"<w:moveFrom>{run('y')}</w:moveFrom>{run('bốn')}</w:p>"
        )
        source = io.BytesIO()
        empty_document().save(source)
        path = tmp_path / "a.docx"
        path.write_bytes(with_parts(source.getvalue(), {"word/document.xml": part(body)}))
        read = {line.number: line.text for line in iter_lines(read_body(Package(path.read_bytes(), "a")).items)}
        scanned = open_word_file(path).main.scan.paragraphs
        assert {item.number: item.text for item in scanned if item.number and item.text} == read
        assert read == {1: "một", 2: "hộp", 4: "ba", 5: "bốn"}
        assert [item.is_copy for item in scanned if item.number is None] == [True, True]

    @pytest.mark.parametrize("prefix", ["w", "ns0", ""])
    def test_word_may_have_any_prefix(self, prefix: str) -> None:
        """Names count by their namespace."""
        name = f"{prefix}:" if prefix else ""
        body = f"<{name}p><{name}r><{name}t>[H1-1-01- 02]</{name}t></{name}r></{name}p>"
        editor = PartEditor(scan_part(part(body, prefix=prefix), "x"))
        paragraph = editor.scan.paragraphs[0]
        editor.change(paragraph, [Edit(start=0, end=13, new="[H1-1-01-02]", is_tracked=True)])
        assert texts_of(editor.write()) == ["[H1-1-01-02]"]
        assert texts_of(editor.write(), accepted=False) == ["[H1-1-01- 02]"]

    @pytest.mark.parametrize(
        "data", [part("").decode().encode("utf-16"), b"<document/>", part("").replace(W.encode(), b"urn:x")]
    )
    def test_other_parts_are_refused(self, data: bytes) -> None:
        """In UTF-16, or of another namespace."""
        with pytest.raises(UnreadableFileError, match="no Word program"):
            scan_part(data, "x.docx")

    def test_characters_may_be_written_by_name_and_number(self) -> None:
        """Each keeps its bytes; comments of the markup are no characters."""
        found = scan("<w:p><w:r><w:t>&amp;<!-- x -->a<![CDATA[<ế>]]>&#273;<?x y?>z</w:t><w:tab/></w:r></w:p>")
        child = found.paragraphs[0].runs[0].children[0]
        assert child.text == "&a<ế>đz"
        assert [found.data[slice(*unit)].decode() for unit in found.iter_units(child)] == [
            "&amp;", "a", "<", "ế", ">", "&#273;", "z",
        ]  # fmt: skip

    def test_rows_that_were_taken_away_have_no_numbers(self) -> None:
        """Not in headers and notes either, whose paragraphs are counted as they are seen."""
        gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('bỏ')}</w:p></w:tc></w:tr>"
        kept = f"<w:tr><w:tc><w:p>{run('ba')}</w:p></w:tc></w:tr>"
        scanned = scan(f"<w:tbl>{gone}{kept}</w:tbl>").paragraphs
        assert [(item.number, item.text) for item in scanned if item.number] == [(1, "ba")]

    def test_a_run_outside_of_paragraphs_is_passed_over(self) -> None:
        """No program writes one; properties of paragraphs outside of them neither."""
        assert scan("<w:r><w:t>x</w:t></w:r><w:pPr/><w:rPr/><w:trPr><w:del/></w:trPr>").paragraphs == ()


class TestChanges:
    """Texts are exchanged in their place, tracked or not; every other text stays."""

    @pytest.mark.parametrize("is_tracked", [True, False])
    @pytest.mark.parametrize(
        "body",
        [
            run("Có sổ [H1-1-01- 02], và [H1-1-01- 03]."),
            run("[H1-1-01- 02]") + run("; ") + run("[H1-1-01- 03]"),
            run("Có [H1-1", "<w:rPr><w:b/></w:rPr>") + run("-01- 02") + run("], [H1-1-01- 03]"),
            "<w:r><w:t xml:space='preserve'>[H1-1</w:t><w:noBreakHyphen/><w:t>01- 02][H1-1-01- 03]</w:t><w:tab/></w:r>",
            "<w:r><w:lastRenderedPageBreak/><w:t>[H1-1-01- 02] x</w:t></w:r><w:hyperlink>"
            + run("[H1-1-01- 03]")
            + "</w:hyperlink>",
            "<w:r><w:t>[H1-1-01-</w:t><w:t> 02]</w:t><w:t>; [H1-1-01- 03] và</w:t><w:br/><w:t>x</w:t></w:r>",
        ],
    )
    def test_codes_are_exchanged(self, body: str, *, is_tracked: bool) -> None:
        """Accepted, the new text stands there; refused, the old one."""
        found = scan(f"<w:p>{body}</w:p><w:p>{run('khác')}</w:p>")
        paragraph = found.paragraphs[0]
        spans = [item.span() for item in re.finditer(r"\[H[^\]]*\]", paragraph.text)]
        changes = [
            Edit(start=start, end=end, new=f"[H1-1-01-0{number}]", is_tracked=is_tracked)
            for number, (start, end) in enumerate(spans, start=2)
        ]
        editor = PartEditor(found)
        editor.change(paragraph, changes)
        written = editor.write()
        expected = paragraph.text.replace("- 0", "-0").replace("\n", "").replace("\t", "")
        assert texts_of(written) == [expected, "khác"]
        if is_tracked:
            before = paragraph.text.replace("\n", "").replace("\t", "")
            assert texts_of(written, accepted=False) == [before, "khác"]
            assert len(set(re.findall(rb'w:id="([0-9]+)"', written))) >= 4

    @given(data=st.data())
    @examples(60)
    def test_any_stretch_of_any_runs(self, data: st.DataObject) -> None:
        """However a text is cut into runs, what is changed is that stretch and nothing else."""
        pieces = data.draw(
            st.lists(
                st.lists(st.text("aế& <[]-", min_size=1, max_size=4), min_size=1, max_size=3), min_size=1, max_size=4
            )
        )
        body = "".join(f"<w:r>{''.join(f'<w:t>{_escaped(text)}</w:t>' for text in texts)}</w:r>" for texts in pieces)
        found = scan(f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr>{body}</w:p>")
        paragraph = found.paragraphs[0]
        cuts = sorted(data.draw(st.sets(st.integers(0, len(paragraph.text)), min_size=2, max_size=6)))
        is_tracked = data.draw(st.booleans())
        news = data.draw(st.lists(st.text("XY&", max_size=3), min_size=3, max_size=3))
        spans = list(zip(cuts[::2], cuts[1::2], strict=False))
        editor = PartEditor(found)
        changes = [
            Edit(start=start, end=end, new=new, is_tracked=is_tracked)
            for (start, end), new in zip(spans, news, strict=False)
        ]
        editor.change(paragraph, changes)
        expected, place = "", 0
        for change in changes:
            expected += paragraph.text[place : change.start] + str(change.new)
            place = change.end
        expected += paragraph.text[place:]
        assert texts_of(editor.write()) == [expected]
        if is_tracked:
            assert texts_of(editor.write(), accepted=False) == [paragraph.text]
            assert editor.write().count(b"<w:del ") == editor.write().count(b"</w:del>")

    def test_a_stretch_without_text_changes_nothing(self) -> None:
        """Nothing is there to be changed."""
        found = scan(f"<w:p>{run('a')}</w:p>")
        editor = PartEditor(found)
        editor.change(found.paragraphs[0], [Edit(start=5, end=6, new="x")])
        assert editor.write() == found.data

    def test_other_encodings_get_their_letters_by_number(self) -> None:
        """A letter that the encoding lacks is written by its number."""
        data = part(f"<w:p>{run('a')}</w:p>", declaration='<?xml version="1.0" encoding="windows-1252"?>')
        editor = PartEditor(scan_part(data, "x"))
        editor.change(editor.scan.paragraphs[0], [Edit(start=0, end=1, new="ế")])
        assert b"<w:t>&#7871;</w:t>" in editor.write()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


class TestComments:
    """Comments stand around a paragraph or a stretch of it."""

    def test_around_a_stretch_and_around_all(self) -> None:
        """Marks of a whole paragraph stand outside of others at the same place."""
        found = scan(f"<w:p>{run('[H1-1-01- 02]')}</w:p>")
        editor = PartEditor(found)
        paragraph = found.paragraphs[0]
        editor.change(paragraph, [Edit(start=0, end=13, comment=3)])
        editor.comment_on(paragraph, [4])
        marks = re.findall(rb'comment(RangeStart|RangeEnd|Reference) w:id="([0-9])"', editor.write())
        assert [(kind.decode(), int(number)) for kind, number in marks] == [
            ("RangeStart", 4), ("RangeStart", 3), ("RangeEnd", 3), ("Reference", 3), ("RangeEnd", 4), ("Reference", 4),
        ]  # fmt: skip
        assert texts_of(editor.write()) == ["[H1-1-01- 02]"]

    def test_around_a_stretch_of_several_runs(self) -> None:
        """It begins in the first and ends in the last."""
        found = scan(f"<w:p>{run('Có [H1-1')}{run('-01-02] x')}</w:p>")
        editor = PartEditor(found)
        editor.change(found.paragraphs[0], [Edit(start=3, end=15, comment=1)])
        written = editor.write().decode()
        inside = written.partition("commentRangeStart")[2].partition("commentRangeEnd")[0]
        assert "".join(re.findall("<w:t[^>]*>([^<]*)", inside)) == "[H1-1-01-02]"
        assert texts_of(editor.write()) == ["Có [H1-1-01-02] x"]

    def test_on_an_empty_paragraph(self) -> None:
        """An element without content gets some."""
        found = scan('<w:p w:rsidR="00A" />')
        editor = PartEditor(found)
        editor.comment_on(found.paragraphs[0], [0])
        assert b'<w:p w:rsidR="00A"><w:commentRangeStart w:id="0"/>' in editor.write()
        assert etree.fromstring(editor.write()) is not None

    @pytest.mark.parametrize(
        "known", [None, f'<w:comments xmlns:w="{W}"/>', f'<x:comments xmlns:x="{W}"><x:comment x:id="7"/></x:comments>']
    )
    def test_the_part_is_made_or_added_to(self, tmp_path: Path, known: str | None) -> None:
        """Numbers go on behind those there are; the package knows the part once."""
        source = io.BytesIO()
        empty_document().save(source)
        data = source.getvalue()
        parts = {"word/document.xml": part(f"<w:p>{run('a')}</w:p>")}
        if known is not None:
            package = Package(data, "x")
            parts |= add_comments(package, "word/document.xml", {0: ["x"]}) | {"word/comments.xml": known.encode()}
        path = tmp_path / "a.docx"
        path.write_bytes(with_parts(data, parts))
        file = open_word_file(path)
        number = file.add_comment("một & hai", "ba\x07")
        file.main.comment_on(file.main.scan.paragraphs[0], [number])
        assert number == (8 if known is not None and "7" in known else 0)
        (tmp_path / "b.docx").write_bytes(file.write())
        again = Package(file.write(), "b")
        name = find_comments_part(again, "word/document.xml")
        assert name is not None
        said = [
            "".join(text.text or "" for text in paragraph.iter(f"{{{W}}}t"))
            for paragraph in again.read_xml(name).iter(f"{{{W}}}p")
        ]
        assert said == ["một & hai", "ba"]
        assert again.read("[Content_Types].xml").count(b"comments+xml") == 1
        assert docx.Document(str(tmp_path / "b.docx")).paragraphs[0].text == "a"

    def test_a_part_of_that_name_that_nothing_leads_to_stays(self, tmp_path: Path) -> None:
        """The new one gets another name; a file without relationships of its own gets them."""
        parts = {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": part(f"<w:p>{run('a')}</w:p>"),
            "word/comments.xml": b"<x/>",
        }
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        file = open_word_file(path)
        file.main.comment_on(file.main.scan.paragraphs[0], [file.add_comment("x")])
        again = Package(file.write(), "b")
        assert again.read("word/comments.xml") == b"<x/>"
        assert find_comments_part(again, "word/document.xml") == "word/comments2.xml"
