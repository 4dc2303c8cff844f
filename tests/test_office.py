"""The room of Office files: what a file is, how much work it may ask for, and how it is opened or refused."""

from __future__ import annotations

import contextlib
import io
import stat
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.errors import LimitError, OldFormatError, SettingError, UnreadableFileError
from kdcl.office.grid import Grid
from kdcl.office.kinds import FileKind, find_kind
from kdcl.office.libreoffice import find_libreoffice
from kdcl.office.limits import LIMITS, Limits, get_limits
from kdcl.office.opening import open_office_file
from kdcl.office.package import Package
from kdcl.office.settling import build_package, settle_package
from kdcl.office.workbook import read_workbook
from word_files import build_docx, build_zip, paragraph
from workbooks import MAIN, RELATIONS, build_parts, build_relations

OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
WORD_2003 = "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>"
FLAT_WORD = "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>"
EXCEL_2003 = "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"
ODT = build_zip({"mimetype": "application/vnd.oasis.opendocument.text"}, zipfile.ZIP_STORED)


class TestLimits:
    """How much work a file may ask for is said in one place, and can be raised from outside."""

    def test_the_environment_changes_them(self) -> None:
        """Several at once, with blanks between them."""
        limits = get_limits({"KDCL_LIMITS": "cells=7, tags=9,"})
        assert (limits.cells, limits.tags, limits.entries) == (7, 9, LIMITS.entries)

    def test_the_environment_of_the_process_holds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whoever gives no limits gets these."""
        assert get_limits() == LIMITS
        monkeypatch.setenv("KDCL_LIMITS", "entries=1")
        with pytest.raises(LimitError, match="more than 1 entries"):
            Package(build_zip({"a": "", "b": ""}), "a.docx")

    @pytest.mark.parametrize("text", ["cell=7", "cells", "cells=-1", "cells=0", "cells=1.5", "CELLS=3", "cells=٣"])
    def test_what_is_not_understood_is_an_error(self, text: str) -> None:
        """It names the variable, the value, and what could stand there."""
        with pytest.raises(SettingError, match=r"KDCL_LIMITS: .* is not understood; write NAME=NUMBER") as caught:
            get_limits({"KDCL_LIMITS": f"tags=5,{text}"})
        assert (caught.value.variable, caught.value.value) == ("KDCL_LIMITS", text)

    def test_the_error_says_which_limit_and_how_to_raise_it(self) -> None:
        """Name and value are facts of the error, and the sentence has what to type."""
        package = Package(build_zip({"a": "<a>" + "<b/>" * 9 + "</a>"}), "a.docx", Limits(tags=8))
        with pytest.raises(LimitError, match=r"a\.docx: .* more than 8 tags; .* KDCL_LIMITS=tags=16") as caught:
            package.read_xml("a")
        assert (caught.value.limit, caught.value.allowed) == ("tags", 8)

    @pytest.mark.parametrize(
        ("limits", "name"),
        [
            (Limits(part_bytes=500), "part_bytes"),
            (Limits(read_bytes=500), "read_bytes"),
            (Limits(tags=100), "tags"),
            (Limits(tree_tags=100), "tree_tags"),
        ],
    )
    def test_each_limit_is_named(self, limits: Limits, name: str) -> None:
        """Bytes of one part, bytes of all, tags of all, tags held at once."""
        package = Package(build_zip({"a": "<a>" + "<b c='d'/>" * 100 + "</a>"}), "a.docx", limits)
        with pytest.raises(LimitError) as caught:
            package.read_xml("a")
        assert caught.value.limit == name

    def test_the_ratio_is_named(self) -> None:
        """A part of more than a mebibyte that unpacks to hundreds of times its size."""
        with pytest.raises(LimitError) as caught:
            Package(build_zip({"a": " " * (3 << 20)}), "a.docx").read("a")
        assert caught.value.limit == "ratio"

    def test_attributes_count_like_tags(self) -> None:
        """They take as much memory."""
        markup = "<a " + " ".join(f"b{number}='c'" for number in range(50)) + "/>"
        with pytest.raises(LimitError):
            Package(build_zip({"a": markup}), "a.docx", Limits(tags=50)).read_xml("a")

    def test_parts_count_together(self) -> None:
        """Many parts that are each small enough are too much together; streamed parts count too, but not as held."""
        markup = "<a>" + "<b/>" * 30 + "</a>"
        package = Package(build_zip(dict.fromkeys("abc", markup)), "a.docx", Limits(tags=80, tree_tags=40))
        package.read_xml("a")
        assert len(list(package.iter_xml("b", "b"))) == 30
        with pytest.raises(LimitError) as caught:
            package.read_xml("c")
        assert caught.value.limit == "tags"


class TestEncodings:
    """Tags are counted in bytes that libxml2 will see as tags."""

    @pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_what_office_may_write_is_read(self, codec: str) -> None:
        """UTF-8 and UTF-16, with and without a mark."""
        declared = "utf-8" if codec.startswith("utf-8") else "utf-16"
        data = f"<?xml version='1.0' encoding='{declared}'?><a>Trường</a>".encode(codec)
        assert Package(build_zip({"a": data}), "a.docx").read_xml("a").text == "Trường"

    @pytest.mark.parametrize("encoding", ["UTF-7", "cp037", "UCS-4", "shift_jis", "utf-16"])
    def test_other_encodings_are_refused(self, encoding: str) -> None:
        """In them a tag need not look like one."""
        data = f"<?xml version='1.0' encoding='{encoding}'?><a>+ADw-b+AD4-</a>"
        with pytest.raises(UnreadableFileError, match=f"in the encoding {encoding}"):
            Package(build_zip({"a": data}), "a.docx").read_xml("a")

    def test_broken_wide_text_is_refused(self) -> None:
        """Half a character is no sound XML."""
        with pytest.raises(UnreadableFileError, match="no sound XML"):
            Package(build_zip({"a": b"\xff\xfe<\x00a\x00\xd8"}), "a.docx").read_xml("a")

    def test_wide_entities_are_refused(self) -> None:
        """A document type is seen in UTF-16 too."""
        data = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")
        with pytest.raises(UnreadableFileError, match="document type"):
            list(Package(build_zip({"a": data}), "a.docx").iter_xml("a", "a"))


class TestKinds:
    """A file is what its content says, whatever its name."""

    @pytest.mark.parametrize(
        ("data", "kind"),
        [
            (build_docx(paragraph("a")), FileKind.PACKAGE),
            (ODT, FileKind.OPEN_DOCUMENT),
            (build_zip({"xl/workbook.bin": "a"}), FileKind.BINARY_WORKBOOK),
            (OLD, FileKind.OLD_OFFICE),
            (OLD + "EncryptedPackage".encode("utf-16-le"), FileKind.PROTECTED),
            (b"  {\\rtf1 a}", FileKind.RICH_TEXT),
            (b"%PDF-1.7", FileKind.PDF),
            (b"<html><body>a", FileKind.WEB_PAGE),
            (b"\xef\xbb\xbf<html xmlns:w='urn:a'>", FileKind.WEB_PAGE),
            ("<HTML><TABLE>".encode("utf-16"), FileKind.WEB_PAGE),
            (b"<?xml version='1.0'?>\n<!-- a - b -->\n<!DOCTYPE html PUBLIC ''>", FileKind.WEB_PAGE),
            (b"<table border=1><tr><td>1", FileKind.WEB_PAGE),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n", FileKind.WEB_ARCHIVE),
            (b"From: <Saved by Word>\nMIME-Version: 1.0\n", FileKind.WEB_ARCHIVE),
            (WORD_2003.encode(), FileKind.WORD_XML),
            (FLAT_WORD.encode(), FileKind.WORD_XML),
            (EXCEL_2003.encode(), FileKind.EXCEL_XML),
            (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", FileKind.WEB_PAGE),
            (b"From: nobody\n\na letter", FileKind.UNKNOWN),
            (b"<svg/>", FileKind.UNKNOWN),
            (b"", FileKind.UNKNOWN),
        ],
    )
    def test_kinds(self, data: bytes, kind: FileKind) -> None:
        """Each is told by its first bytes."""
        assert find_kind(data) is kind

    @given(st.binary(max_size=200))
    def test_any_bytes_have_a_kind(self, data: bytes) -> None:
        """Nothing is too odd to be named."""
        assert str(find_kind(data).in_words)


class TestOpening:
    """What is no package of today is converted, or refused by what it is."""

    @pytest.mark.parametrize("data", [OLD, b"{\\rtf1 a}", ODT, WORD_2003.encode(), EXCEL_2003.encode()])
    def test_without_libreoffice_the_error_says_what_it_is(self, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
        """Reason and remedy, and the user's file."""
        monkeypatch.setattr("shutil.which", lambda _: None)
        with pytest.raises(OldFormatError, match="soffice --headless --convert-to") as caught:
            open_office_file(data, "report.doc", "docx")
        assert str(caught.value).startswith(f"report.doc: {find_kind(data).in_words}")

    @pytest.mark.parametrize(
        ("data", "said"),
        [(OLD + "EncryptedPackage".encode("utf-16-le"), "without the password"), (b"%PDF-1.7", "made from")],
    )
    def test_what_no_conversion_helps(self, data: bytes, said: str) -> None:
        """The remedy differs."""
        with pytest.raises(UnreadableFileError, match=said):
            open_office_file(data, "a.docx", "docx")

    def test_libreoffice_gets_a_folder_of_its_own_and_it_is_removed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Profile, copy and result stand in it; an old program name serves too."""
        program = tmp_path / "libreoffice"
        program.write_text(
            f"#!{sys.executable}\nimport pathlib, sys\nmade = pathlib.Path(sys.argv[-2])\nmade.mkdir()\n"
            f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(str(made.parent))\n"
            f"(made / 'source.docx').write_bytes({build_docx(paragraph('a'))!r})\n",
            "utf-8",
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert find_libreoffice() == str(program)
        package, notes = open_office_file(OLD, "a.doc", "docx")
        assert "word/document.xml" in package.names
        assert [str(note) for note in notes] == [
            "the file is in the old format of Office 97-2003; LibreOffice converted it before it was read"
        ]
        assert not Path((tmp_path / "seen").read_text("utf-8")).exists()


class TestDamage:
    """A damaged archive ends in one error that names the file, wherever the damage is."""

    @given(st.data())
    def test_any_damage_is_one_error(self, data: st.DataObject) -> None:
        """Bytes changed or cut off anywhere: the file is read as it is, or refused in one sentence."""
        whole = bytearray(build_docx(paragraph("Trường A") * 20))
        for _ in range(data.draw(st.integers(1, 4))):
            whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
        damaged = bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))])
        with contextlib.suppress(UnreadableFileError):  # anything else is not caught
            package = Package(damaged, "a.docx")
            for name in package.names:
                package.read(name)

    def test_a_wrong_checksum(self) -> None:
        """The directory says otherwise than what is there."""
        data = build_zip({"a": "b" * 50}, zipfile.ZIP_STORED).replace(b"b" * 50, b"c" * 50)
        with pytest.raises(UnreadableFileError, match="the part a is damaged"):
            Package(data, "a.docx").read("a")


class TestSettling:
    """What goes out depends on its parts alone."""

    @given(st.dictionaries(st.text("abc/", min_size=1), st.binary(max_size=20), min_size=1))
    def test_order_and_time_do_not_matter(self, parts: dict[str, bytes]) -> None:
        """The same bytes for the same parts, and settling twice changes nothing."""
        settled = build_package(parts.items())
        assert settled == build_package(reversed(parts.items()))
        assert settle_package(settled) == settled
        with zipfile.ZipFile(io.BytesIO(settled)) as package:
            assert {name: package.read(name) for name in package.namelist()} == parts

    def test_the_clock_is_taken_out_of_the_properties(self) -> None:
        """Where the program that wrote them asked it."""
        made = build_package([("docProps/core.xml", b"<a>2031-02-03T04:05:06Z</a>"), ("b", b"2031-02-03T04:05:06Z")])
        settled = settle_package(made, moment="2012-11-23T00:00:00Z")
        assert settled == build_package(
            [("docProps/core.xml", b"<a>2012-11-23T00:00:00Z</a>"), ("b", b"2031-02-03T04:05:06Z")]
        )


def read_sheet(
    rows: str, parts: Mapping[str, str] | None = None, *, before: str = "", after: str = "", limits: Limits = LIMITS
) -> Grid:
    """Return the sheet of a bare workbook with these rows below its head."""
    built = {**build_parts(rows, after=after), **(parts or {})}
    name = "xl/worksheets/sheet1.xml"
    built[name] = (
        built[name]
        .replace("<sheetData>", f"{before}<sheetData>")
        .replace("<worksheet ", f'<worksheet xmlns:r="{RELATIONS}" ')
    )
    (grid,) = read_workbook(Package(build_zip({**built}), "list.xlsx", limits)).grids
    return grid


LINKED = {
    "xl/worksheets/_rels/sheet1.xml.rels": build_relations(("h1", "hyperlink", "https://example.com/a")).replace(
        "/></R", ' TargetMode="External"/></R'
    )
}
ONE = '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="C2" t="str"><v>c</v></c></row>'


class TestSheets:
    """What people put into a sheet beside its cells is not lost."""

    def test_a_link_may_cover_an_area(self) -> None:
        """Every cell in it that holds something has it, wherever it stands."""
        grid = read_sheet(ONE, LINKED, after='<hyperlinks><hyperlink ref="A2:B9" r:id="h1"/></hyperlinks>')
        assert [(place, cell.link) for place, cell in grid.rows[2].items()] == [(1, "https://example.com/a"), (3, "")]

    def test_a_formula_may_be_a_link(self) -> None:
        """HYPERLINK names its address, and the cell shows what it last showed."""
        grid = read_sheet(
            '<row r="2"><c r="A2" t="str"><f>HYPERLINK("https://example.com/b","b")</f><v>b</v></c></row>'
        )
        cell = grid.rows[2][1]
        assert (cell.text, cell.link, cell.is_formula) == ("b", "https://example.com/b", True)

    def test_links_on_nothing_and_within_the_workbook_are_told(self) -> None:
        """The reader of the sheet cannot follow them; a person can."""
        links = (
            '<hyperlink ref="B7" r:id="h1"/><hyperlink ref="A2" location="Sheet2!A1"/><hyperlink ref="?" r:id="h1"/>'
        )
        grid = read_sheet(ONE, LINKED, after=f"<hyperlinks>{links}</hyperlinks>")
        assert [str(note) for note in grid.notes] == [
            "B7 is empty and leads to https://example.com/a",
            "A2 leads to Sheet2!A1 within the workbook",
        ]

    def test_links_over_whole_sheets_are_bounded(self) -> None:
        """Thousands of them are work like that of so many cells."""
        links = '<hyperlink ref="A1:XFD1048576" r:id="h1"/>' * 50
        with pytest.raises(LimitError) as caught:
            read_sheet(ONE, LINKED, after=f"<hyperlinks>{links}</hyperlinks>", limits=Limits(cells=100))
        assert caught.value.limit == "cells"

    def test_comments_are_kept_by_address(self) -> None:
        """Two on one cell stand below each other; empty ones say nothing."""
        comments = "".join(
            f'<comment ref="{address}"><text><r><t>{text}</t></r></text></comment>'
            for address, text in (("A2", "see"), ("A2", "again"), ("B9", " "), ("C2", "new"))
        )
        grid = read_sheet(
            ONE,
            {
                "xl/worksheets/_rels/sheet1.xml.rels": build_relations(
                    ("c1", "comments", "../comments1.xml"), ("c2", "comments", "../gone.xml")
                ),
                "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{comments}</commentList></comments>',
            },
        )
        assert grid.comments == {"A2": "see\nagain", "C2": "new"}

    def test_hidden_columns_are_told(self) -> None:
        """Those that hold something, however many stretches name them; what is shown again is not hidden."""
        columns = (
            '<cols><col min="1" max="1"/><col min="3" max="9" hidden="1"/><col min="3" max="3" hidden="true"/></cols>'
        )
        assert [str(note) for note in read_sheet(ONE, before=columns).notes] == [
            "hidden columns were read too: C, D, E, F"
        ]

    def test_empty_cells_by_the_hundred_thousand_hold_nothing(self) -> None:
        """They are met and left behind."""
        grid = read_sheet('<row r="3"><c r="A3" s="1"/><c r="B3"/></row>' * 20_000 + '<row r="9"><c><v>1</v></c></row>')
        assert sorted(grid.rows) == [1, 9]

    def test_what_is_unknown_in_a_row_is_passed_over(self) -> None:
        """Extensions of other programs stand beside cells and values; columns hidden far away hold nothing."""
        grid = read_sheet(
            '<row r="2"><ext/><c r="A2" t="str"><ext/><v>a</v></c></row>',
            before='<cols><col min="40" max="50" hidden="1"/></cols>',
        )
        assert (grid.rows[2][1].text, grid.notes) == ("a", ())
