"""Tests of the guard before foreign files: what is unsafe is refused, in bounded time and memory."""

from __future__ import annotations

import io
import os
import pickle
import stat
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kdcl.errors import OldFormatError, UnreadableFileError
from kdcl.office import libreoffice
from kdcl.office.limits import LIMITS, Limits
from kdcl.office.opening import open_office_file
from kdcl.office.package import Package
from kdcl.readers import FindingKind, read_report
from kdcl.standards import get_framework
from word_files import W, build_docx, build_zip, paragraph, save_lines

PRIMARY = get_framework("tt42-2012/primary")
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
MEBIBYTE = 1 << 20


def refuse(data: bytes, words: str, limits: Limits = LIMITS) -> UnreadableFileError:
    """Check that a Word file of these bytes is refused with these words, and return the error."""
    with pytest.raises(UnreadableFileError, match=words) as caught:
        open_office_file(data, "report.docx", "docx", limits)[0].read_xml("word/document.xml")
    return caught.value


def with_document(content: str | bytes) -> bytes:
    """Return a package whose document is this."""
    return build_zip({"word/document.xml": content})


class TestErrors:
    """An error names the file, the reason and the remedy."""

    def test_the_sentence(self) -> None:
        """File, reason, remedy; and the error survives being sent to another process."""
        error = refuse(b"no zip at all", "no Office file, or is cut off")
        assert str(error).startswith("report.docx: the file is no Office file")
        assert "save it again" in str(error)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes

    def test_a_file_that_cannot_be_opened(self, tmp_path: Path) -> None:
        """A missing file and a folder end alike."""
        with pytest.raises(UnreadableFileError, match="No such file"):
            read_report(tmp_path / "missing.docx")
        with pytest.raises(UnreadableFileError, match="check its name and its access rights"):
            read_report(tmp_path)

    def test_a_file_that_is_too_large(self, tmp_path: Path) -> None:
        """The limit is on the bytes that are read, not on what the file says of itself."""
        path = save_lines(tmp_path / "large.docx", "a")
        with pytest.raises(UnreadableFileError, match="larger than 100 bytes"):
            read_report(path, limits=Limits(file_bytes=100))


class TestPackages:
    """The directory of a package is looked at before any part is read."""

    def test_a_file_that_is_cut_off(self) -> None:
        """The end of a package holds its directory."""
        refuse(build_docx(paragraph("a"))[:-30], "cut off")

    @pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:/evil", "word\\document.xml", "a/../../b"])
    def test_names_that_lead_outside(self, name: str) -> None:
        """Nothing is ever unpacked, but such names show that nobody's Word wrote the file."""
        refuse(build_zip({name: "x"}), "leads outside")

    def test_too_many_entries(self) -> None:
        """A directory of thousands of entries is refused."""
        refuse(build_zip({str(number): "" for number in range(30)}), "more than 20 entries", Limits(entries=20))

    def test_two_entries_of_one_name(self) -> None:
        """Programs differ in which of the two they read."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a", "1")
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("a", "2")
        refuse(stream.getvalue(), "two entries")

    def test_other_methods_of_packing(self) -> None:
        """Office packs in one way; others unpack to sizes that cannot be foreseen."""
        refuse(build_zip({"a": "x" * 1000}, zipfile.ZIP_LZMA), "a way Office does not use")

    def test_encrypted_entries(self) -> None:
        """The flag in the directory is enough."""
        data = bytearray(build_zip({"a": "x"}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        refuse(bytes(data), "is encrypted")

    def test_a_missing_document(self) -> None:
        """A package without the part that was asked for."""
        refuse(build_zip({"a": "x"}), "word/document.xml is missing")

    def test_a_damaged_part(self) -> None:
        """A wrong checksum or a broken stream."""
        data = bytearray(with_document("x" * 500))
        place = data.index(b"word/document.xml") + len("word/document.xml")
        data[place : place + 6] = b"\xff" * 6
        refuse(bytes(data), "is damaged")


class TestSizes:
    """Nothing is unpacked beyond the limits, whatever the directory claims."""

    def test_a_zip_bomb_is_refused_in_little_memory(self) -> None:
        """A part that unpacks to hundreds of times its size is cut off when the limit is passed."""
        data = with_document(b"<" + b" " * (160 * MEBIBYTE))
        tracemalloc.start()
        refuse(data, "unpacks to more than")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 160 * MEBIBYTE

    def test_parts_together_have_a_limit(self) -> None:
        """Many parts that are each small enough are too much together."""
        package = Package(build_zip({"a": "x" * 600, "b": "y" * 600}), "a.docx", Limits(read_bytes=1000))
        assert len(package.read("a")) == 600
        with pytest.raises(UnreadableFileError, match="unpacks to more than 400 bytes"):
            package.read("b")

    def test_ten_million_cells_are_refused(self) -> None:
        """They are counted before a tree is built of them."""
        cells = b"<w:tc/>" * 7_000_000
        data = with_document(b"<w:document xmlns:w='" + W.encode() + b"'>" + cells + b"</w:document>")
        refuse(data, "more than 3000000 tags", Limits(ratio=2000, tree_tags=4_000_000))

    def test_a_report_may_have_many_cells(self, tmp_path: Path) -> None:
        """What real reports have is far below the limits."""
        rows = "<w:tr>" + f"<w:tc>{paragraph('1')}</w:tc>" * 10 + "</w:tr>"
        path = tmp_path / "report.docx"
        path.write_bytes(build_docx(f"<w:tbl>{rows * 400}</w:tbl>"))
        assert len(read_report(path, PRIMARY).paragraphs) == 4_000


class TestMarkup:
    """XML is read without document types, entities or network."""

    @pytest.mark.parametrize(
        "content",
        [
            "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><d>&x;</d>",
            "<!DOCTYPE d [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><d>&b;</d>",
            "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE d []><d/>".encode("utf-16"),
            "<!DOCTYPE d PUBLIC '-//a' 'http://example.invalid/a.dtd'><d/>",
        ],
    )
    def test_document_types_and_entities_are_refused(self, content: str | bytes) -> None:
        """No Office program declares any, in whatever encoding."""
        refuse(with_document(content), "declares a document type")

    @pytest.mark.parametrize(
        "content", ["", "<a>", "<a>\x01</a>", "<a>&#x1;</a>", "<a>&unknown;</a>", "<a xmlns:b='", "<d>" * 100_000]
    )
    def test_unsound_markup_is_refused(self, content: str) -> None:
        """Control characters, cut off or endless nesting."""
        refuse(with_document(content), "no sound XML")

    @pytest.mark.parametrize(
        "body",
        [
            "<w:tbl><w:tr><w:tc>" * 130 + "</w:tc></w:tr></w:tbl>" * 130,
            "<w:p>" + "<w:ins>" * 200 + "</w:ins>" * 200 + "</w:p>",
            "<w:tbl>" + "<w:sdt>" * 200 + "</w:sdt>" * 200 + "</w:tbl>",
        ],
    )
    def test_deep_nesting_is_refused(self, body: str, tmp_path: Path) -> None:
        """Tables in tables, or wrappers in wrappers, beyond what Word writes."""
        path = tmp_path / "deep.docx"
        path.write_bytes(build_docx(body))
        with pytest.raises(UnreadableFileError, match=r"more than 120 deep|Excessive depth"):
            read_report(path, PRIMARY)

    def test_comments_are_left_out(self) -> None:
        """A comment or an instruction splits no text."""
        root = Package(with_document("<a>b<!-- c -->d<?e f?></a>"), "a.docx").read_xml("word/document.xml")
        assert (root.text, len(root)) == ("bd", 0)


class TestOldFormats:
    """Files of before 2007 are converted where LibreOffice is installed; else the error says how."""

    @pytest.fixture
    def programs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return a folder that alone is searched for programs."""
        folder = tmp_path / "programs"
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder))
        return folder

    @staticmethod
    def install(programs: Path, body: str) -> None:
        """Install a program in place of LibreOffice."""
        program = programs / "soffice"
        program.write_text(f"#!{sys.executable}\nimport pathlib, shutil, sys, time\n{body}\n", "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    @pytest.mark.parametrize("data", [OLD, b"  {\\rtf1 text}"])
    def test_without_libreoffice_the_error_says_how(self, data: bytes, programs: Path, tmp_path: Path) -> None:
        """The remedy is the command."""
        assert list(programs.iterdir()) == []
        path = tmp_path / "report.doc"
        path.write_bytes(data)
        with pytest.raises(OldFormatError, match="soffice --headless --convert-to docx"):
            read_report(path, PRIMARY)

    def test_with_libreoffice_it_is_converted(self, programs: Path, tmp_path: Path) -> None:
        """The copy is made in a folder of its own, and a finding says that it was converted."""
        ready = save_lines(tmp_path / "ready.docx", "Trường A")
        self.install(
            programs,
            "assert sys.argv[5:7] == ['docx', '--outdir'], sys.argv\n"
            "pathlib.Path(sys.argv[7]).mkdir()\n"
            f"shutil.copy({str(ready)!r}, pathlib.Path(sys.argv[7], 'source.docx'))",
        )
        path = tmp_path / "-report.doc"
        path.write_bytes(OLD)
        report = read_report(path, PRIMARY)
        assert [part.text for part in report.paragraphs] == ["Trường A"]
        assert report.findings[0].kind is FindingKind.CONVERTED

    @pytest.mark.parametrize("body", ["sys.exit(1)", "pass", "time.sleep(60)"])
    def test_a_conversion_that_fails_is_an_error(
        self, body: str, programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """LibreOffice fails, writes nothing, or takes too long."""
        monkeypatch.setattr(libreoffice, "SECONDS", 0.5)
        self.install(programs, body)
        path = tmp_path / "report.doc"
        path.write_bytes(OLD)
        with pytest.raises(UnreadableFileError, match="could not convert it"):
            read_report(path, PRIMARY)

    def test_a_password_is_named(self) -> None:
        """A protected file looks like an old one, but no conversion helps."""
        error = refuse(OLD + "EncryptedPackage".encode("utf-16-le"), "protected by a password")
        assert not isinstance(error, OldFormatError)


class TestWordFiles:
    """A package must hold a Word document."""

    def read(self, data: bytes, tmp_path: Path) -> list[str]:
        """Return the texts of a file."""
        path = tmp_path / "report.docx"
        path.write_bytes(data)
        return [part.text for part in read_report(os.fspath(path), PRIMARY).paragraphs]

    def test_the_document_may_have_another_name(self, tmp_path: Path) -> None:
        """The package itself says which part is the document; what it names wrongly is looked for as usual."""
        relationships = (
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            "<Relationship Type='a/other' Target='x'/><Relationship Type='a/officeDocument' Target='{target}'/>"
            "</Relationships>"
        )
        document = f"<w:document xmlns:w='{W}'><w:body>{paragraph('Chữ')}</w:body></w:document>"
        for name, target in (("main/doc.xml", "/main/doc.xml"), ("word/document.xml", "lost.xml")):
            data = build_zip({"_rels/.rels": relationships.format(target=target), name: document})
            assert self.read(data, tmp_path) == ["Chữ"]

    @pytest.mark.parametrize(
        ("files", "words"),
        [
            ({"xl/workbook.xml": "<a/>"}, "holds no Word document"),
            ({"word/document.xml": "<a/>"}, "holds no Word document"),
            (
                {"word/document.xml": "<d:document xmlns:d='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"},
                "strict",
            ),
        ],
    )
    def test_other_files_are_refused(self, files: dict[str, str | bytes], words: str, tmp_path: Path) -> None:
        """Workbooks, other markup, and the strict kind that few programs write."""
        with pytest.raises(UnreadableFileError, match=words):
            self.read(build_zip(files), tmp_path)
