"""Web pages under the names of Word and Excel files, as school software writes them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.errors import LimitError, UnreadableFileError
from kdcl.office.limits import LIMITS, Limits
from kdcl.readers import FindingKind, read_evidence_list, read_report
from kdcl.readers.files.content import ApartKind, Body, FileTable, Line
from kdcl.readers.files.document import read_document
from kdcl.readers.files.web_page import read_web_page
from kdcl.readers.wording.lines import read_lines
from kdcl.standards import get_framework
from workbooks import HEAD

PRIMARY = get_framework("tt42-2012/primary")


def body_of(page: str | bytes, limits: Limits = LIMITS) -> Body:
    """Return the body of a page."""
    return read_web_page(page if isinstance(page, bytes) else page.encode(), "a.doc", limits)


def texts_of(page: str | bytes) -> list[str]:
    """Return the lines of a page without tables."""
    return [item.text for item in body_of(page).items if isinstance(item, Line)]


def shape_of(page: str) -> list[list[tuple[int, int, bool, str]]]:
    """Return the rows of the last table of a page: column, columns, whether it hangs down from above, text."""
    table = body_of(page).items[-1]
    assert isinstance(table, FileTable)
    return [[(cell.column, cell.columns, cell.is_continued, cell.text) for cell in row] for row in table.rows]


class TestLines:
    """What a person sees in a line is a line."""

    def test_paragraphs_and_breaks(self) -> None:
        """A break ends a line, a block ends a paragraph, inline marks end nothing."""
        body = body_of("<html><body>a<br>b <b>c</b>  d<p>e</p><div>f<div>g</div>h</div></body></html>")
        lines = [(item.number, item.text) for item in body.items if isinstance(item, Line)]
        assert lines == [(1, "a"), (1, "b c d"), (2, "e"), (3, "f"), (4, "g"), (5, "h")]

    def test_scripts_styles_and_titles_are_no_text(self) -> None:
        """Nobody sees them in the page."""
        page = "<html><head><title>t</title><style>s</style></head><body><script>x</script>a<!-- c --><style>s</style>"
        assert texts_of(page) == ["a"]

    def test_ordered_lists_have_numbers(self) -> None:
        """The browser prints them; they are not in the text."""
        lines = body_of("<ol>x<li>a<br>b</li><li>c</li></ol><ul><li>d</li></ul>").items
        assert [(line.label, line.text) for line in lines if isinstance(line, Line)] == [
            ("", "x"), ("1.", "a"), ("", "b"), ("2.", "c"), ("", "d")
        ]  # fmt: skip

    def test_pictures_and_refused_characters_are_told(self) -> None:
        """Neither is read, and neither is lost without a word."""
        body = body_of(b"<p>a\xef\xb7\x90<img src='a.png'>b")
        assert [str(note).partition(":")[0] for note in body.notes] == [
            "pictures are not read",
            "characters that no text may hold were replaced by a mark",
        ]

    @given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=5))
    def test_no_text_is_lost(self, words: list[str]) -> None:
        """Whatever tags stand between words, each comes back, in order."""
        page = "".join(f"<p>{word}<span><font> {word}</font></span><u>.</u></p>" for word in words)
        found = texts_of(f"<body>{page}")
        assert len(found) == len(words)
        assert all(text.endswith(".") and text.count(" ") == 1 for text in found)


class TestApart:
    """What is no part of the page that a person reads is kept apart from it."""

    def test_where_links_lead(self) -> None:
        """The words of a link are text; its address stands apart, unless it leads into the page or nowhere."""
        page = "<p>a <a href='https://example.org/b'>b</a> <a href='#c'>c</a> <a name='d'>d</a><a href='x:'>e</a></p>"
        body = body_of(page)
        assert [item.text for item in body.items if isinstance(item, Line)] == ["a b c de"]
        assert {kind: [line.text for line in lines] for kind, lines in body.apart.items()} == {
            ApartKind.LINK: ["https://example.org/b"]
        }

    def test_remarks_in_the_markup(self) -> None:
        """LibreOffice writes comments as remarks; conditions and markup, which programs put there, are none."""
        others = "<!--[if mso]>c<![endif]--><!----><!-- <d> -->"
        page = f"<p>a<!-- Check this --></p><table><!-- And that --><tr><td>b</table>{others}"
        body = body_of(page)
        assert [line.text for line in body.apart[ApartKind.COMMENT]] == ["Check this", "And that"]
        assert list(body.apart) == [ApartKind.COMMENT]

    def test_characters_that_no_text_may_hold_are_counted_there_too(self) -> None:
        """A mark stands for them, and a note counts them."""
        body = body_of("<p>a<!-- b\ufffe --></p>")
        assert len(body.notes) == 1
        assert "replaced by a mark" in str(body.notes[0])


class TestSymbols:
    """Signs of symbol fonts are what they look like."""

    @pytest.mark.parametrize(
        "markup",
        [
            "<font face='Wingdings, serif'>\u00fe</font>",
            "<span style=\"color: red; font-family:'Wingdings', serif\">\u00fe</span>",
            "<font face=Wingdings><b>\u00fe</b></font>",
            "\uf0fe",
        ],
    )
    def test_a_tick_is_a_tick(self, markup: str) -> None:
        """Whether the font is named at the sign, around it, or has left only a private character."""
        assert texts_of(f"<p>a {markup} b\u00fe</p>") == ["a \u2611 b\u00fe"]


class TestEncodings:
    """Pages say their encoding in many places, and some say it wrongly."""

    @pytest.mark.parametrize(
        "page",
        [
            "<p>Trường".encode(),
            "<p>Trường".encode("utf-8-sig"),
            "<p>Trường".encode("utf-16"),
            "<meta charset=windows-1252><p>Trường".encode(),
            b"<meta content='text/html; charset=windows-1258'><p>" + "Trươ\u0300ng".encode("cp1258"),
        ],
    )
    def test_what_is_said_is_read(self, page: bytes) -> None:
        """UTF-8 counts wherever the bytes are UTF-8."""
        assert texts_of(page) == ["Trường"]

    @pytest.mark.parametrize("charset", ["", "<meta charset=utf-7>", "<meta charset=nonsense>"])
    def test_without_a_known_one_it_is_that_of_windows(self, charset: str) -> None:
        """Nothing is refused for it."""
        assert texts_of(charset.encode() + b"<p>caf\xe9") == ["café"]


class TestTables:
    """Merged cells stand where a person sees them."""

    def test_cells_over_columns_and_rows(self) -> None:
        """What hangs down stands in the rows below as well."""
        page = (
            "<table><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><td>c</td><td>d</td></tr>"
            "<tbody><tr><td>e</td><td rowspan=9>f</td><td>g</td></tr><tr><td>h<td>i</tbody></table>"
        )
        assert shape_of(page) == [
            [(0, 1, False, "a"), (1, 2, False, "b")],
            [(0, 1, True, ""), (1, 1, False, "c"), (2, 1, False, "d")],
            [(0, 1, False, "e"), (1, 1, False, "f"), (2, 1, False, "g")],
            [(0, 1, False, "h"), (1, 1, True, ""), (2, 1, False, "i")],
        ]

    def test_odd_spans_are_one(self) -> None:
        """Browsers do the same."""
        assert shape_of("<table><tr><td colspan='x'>a<td colspan=0>b<td colspan=99999>c</table>") == [
            [(0, 1, False, "a"), (1, 1, False, "b"), (2, 1, False, "c")]
        ]

    def test_captions_and_stray_text_stand_before_the_table(self) -> None:
        """They are lines like others."""
        body = body_of("<table>x<caption>y</caption><tr><td>a<table><tr><td>b</table></table>")
        assert [item.text if isinstance(item, Line) else "table" for item in body.items] == ["x", "y", "table"]

    def test_a_cell_names_its_place(self) -> None:
        """Table, row and column, each counted from 1; a table in a cell is a table of its own."""
        body = body_of("<table><tr><td>a</td><td>b<table><tr><td>c</table></table>")
        table = body.items[-1]
        assert isinstance(table, FileTable)
        assert [line.cell for line in table.lines] == [(1, 1, 1), (1, 1, 2), (2, 1, 1)]


class TestWork:
    """A page asks for no more work than its size."""

    @pytest.mark.parametrize(
        ("page", "limits", "name"),
        [
            ("<p>a" * 40, Limits(tree_tags=30), "tree_tags"),
            ("<p>a" * 40, Limits(part_bytes=30), "part_bytes"),
            ("<table><tr>" + "<td rowspan=900>" * 9 + "<tr>" * 90, Limits(cells=300), "cells"),
        ],
    )
    def test_each_limit_is_named(self, page: str, limits: Limits, name: str) -> None:
        """Bytes, tags, and cells that hang down."""
        with pytest.raises(LimitError) as caught:
            body_of(page, limits)
        assert caught.value.limit == name

    def test_a_page_cut_off_in_its_first_tag_is_refused(self) -> None:
        """What came over a broken line may be no more than the beginning of a tag."""
        with pytest.raises(UnreadableFileError, match="cut off before its first element"):
            read_web_page(b'<html lang="', "page.html", Limits())

    def test_deep_nesting_is_refused(self) -> None:
        """No program that people use writes it."""
        with pytest.raises(UnreadableFileError, match="more than 200 deep"):
            body_of("<div>" * 230 + "a")


def archive_of(page: str, charset: str = "utf-8") -> bytes:
    """Return a web archive with a page and a picture."""
    mail = EmailMessage()
    mail["From"] = "<Saved by a program>"
    mail.set_content(page, subtype="html", charset=charset)
    mail.add_related(b"\x89PNG", "image", "png")
    return mail.as_bytes()


class TestArchives:
    """A page and its pictures in one file, as Word and browsers save them."""

    @pytest.mark.parametrize(("charset", "text"), [("utf-8", "Phòng"), ("windows-1250", "č")])
    def test_the_page_is_found(self, charset: str, text: str) -> None:
        """In the encoding that the archive gives it."""
        assert texts_of(archive_of(f"<html><body><p>{text}</p>", charset)) == [text]

    @pytest.mark.parametrize(
        "data",
        [
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\n\nno page\n--a--\n",
            b"MIME-Version: 1.0\n" + b"Content-Type: multipart/related; boundary=a\n\n--a\n" * 200,
            b"MIME-Version: 1.0\nContent-Type: text/html\n\n  \n",
        ],
    )
    def test_an_archive_without_a_page_is_refused(self, data: bytes) -> None:
        """Or one that hides it in too many others."""
        with pytest.raises(UnreadableFileError, match="without a page"):
            body_of(data)


class TestReaders:
    """Every reader takes such files, and says what they are."""

    PAGE = "<html><body><p>Tiêu chuẩn 1: A</p><p>Tiêu chí 1: B</p><p>1. Mô tả hiện trạng</p><p>Có [H1-1-01-01].</p>"

    @staticmethod
    def table(*rows: tuple[str, ...]) -> str:
        """Return a table of these rows."""
        drawn = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
        return f"<table>{drawn}</table>"

    def test_a_report(self, tmp_path: Path) -> None:
        """The first finding says that it is no Word file."""
        path = tmp_path / "report.doc"
        path.write_text(self.PAGE, "utf-8")
        report = read_report(path, PRIMARY)
        assert report.findings[0].kind is FindingKind.CONVERTED
        assert "web page (HTML) under another name" in str(report.findings[0])
        assert "Có [H1-1-01-01]." in [paragraph.text for paragraph in report.paragraphs]

    @pytest.mark.parametrize("name", ["list.xls", "list.doc", "list.xlsx"])
    def test_a_list(self, tmp_path: Path, name: str) -> None:
        """What is typed stays as it is typed: no number and no date is made of it."""
        path = tmp_path / name
        path.write_text(self.table(HEAD, ("1", "[H1-1-01-01]", "Sổ 01", "1-3", "0012", "")), "utf-8")
        (item,) = read_evidence_list(path).evidence
        assert (item.name, item.reference, item.issuer) == ("Sổ 01", "1-3", "0012")

    def test_a_wording(self, tmp_path: Path) -> None:
        """Letters go round as web pages too."""
        path = tmp_path / "copy.doc"
        path.write_text(self.PAGE, "utf-8")
        assert read_lines(path).lines[0].text == "Tiêu chuẩn 1: A"

    def test_without_limits_those_in_force_hold(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As for every other file."""
        monkeypatch.setenv("KDCL_LIMITS", "tree_tags=3")
        with pytest.raises(LimitError):
            read_document(self.PAGE.encode(), "a.doc")
