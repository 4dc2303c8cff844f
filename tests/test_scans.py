"""Scans of evidence: links that can be followed, a folder held against the list, the pack."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import attrs
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import kdcl
from kdcl.blocks import Document, Paragraph, Run, Section
from kdcl.blocks.addresses import find_address, is_address
from kdcl.cli import main
from kdcl.codes import EvidenceCode
from kdcl.documents.evidence_list import build_internal_evidence_list
from kdcl.documents.evidence_pack import build_pack_index
from kdcl.errors import DocumentError, LimitError, UnreadableFileError
from kdcl.folders import plan_folders, write_folders
from kdcl.office.limits import VARIABLE
from kdcl.renderers import render
from kdcl.scans import Scan, build_pack, dump_hashes, load_hashes, pack_path, scan_folder
from kdcl.school import Evidence, EvidencePiece, EvidenceStatus, SelfAssessment
from papers import EMPTY, PRIMARY
from reports import iter_blocks

WEB = "https://example.edu.vn/scans?id=1&b=2"


def code(number: int) -> EvidenceCode:
    """Return a code of criterion 1.1."""
    return EvidenceCode(1, 1, 1, number)


def listing(*rows: Evidence) -> SelfAssessment:
    """Return a file with these pieces of evidence."""
    return attrs.evolve(EMPTY, evidence=rows)


LISTED = listing(*(Evidence(code=code(number), name=f"Sổ {number}") for number in (1, 2)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a scan for each piece of the list."""
    root = tmp_path / "scans"
    (root / "Hộp 1" / "H1-1-01-01 Sổ 1").mkdir(parents=True)
    (root / "Hộp 1" / "H1-1-01-01 Sổ 1" / "trang 1.pdf").write_bytes(b"one")
    (root / "[H1-1-01-02].pdf").write_bytes(b"two")
    return root


class TestAddresses:
    """A link leads to the web or to a file beside the document; to nothing that acts or reaches elsewhere."""

    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            (WEB, WEB),
            (" HTTP://example.org/a%20b ", "HTTP://example.org/a%20b"),
            ("https://example.org/Sổ", "https://example.org/S%E1%BB%95"),
            ("scans\\Sổ 1.pdf", "scans/S%E1%BB%95%201.pdf"),
            ("./a|b).pdf", "a%7Cb%29.pdf"),
        ],
    )
    def test_what_can_be_opened(self, typed: str, address: str) -> None:
        """It is ready for every format, and is an address again."""
        assert find_address(typed) == address
        assert is_address(address)

    @pytest.mark.parametrize(
        "typed",
        [
            *("", "tủ số 3", "javascript:alert(1)", "data:text/html,a.b", "file:///etc/passwd.txt", "C:\\scans\\a.pdf"),
            *(
                "/etc/passwd.txt",
                "\\\\server\\a.pdf",
                "../a.pdf",
                "a/../../b.pdf",
                "a\nb.pdf",
                "a\x81b.pdf",
                "https://a b",
                "x" * 2000 + ".pdf",
            ),
            *('https://a"b', "ftp://a.b/c.pdf"),
        ],
    )
    def test_what_stays_text(self, typed: str) -> None:
        """Whatever else people type."""
        assert find_address(typed) is None

    @given(st.text(max_size=30) | st.text("ab/.:%\\ổ ", max_size=12))
    def test_laws(self, typed: str) -> None:
        """What is found is plain ASCII without anything that a format could stumble over, and an address."""
        found = find_address(typed)
        if found is not None:
            assert is_address(found)
            assert re.fullmatch(r"[!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]+", found)


class TestLinks:
    """The link of a piece is a real link in every format that has links."""

    document = build_internal_evidence_list(
        listing(
            Evidence(code=code(1), name="A", link=WEB),
            Evidence(code=code(2), name="B", link="scans/Sổ 1.pdf"),
            Evidence(code=code(3), name="C", link="javascript:alert(1)"),
        ),
        PRIMARY,
    )

    def test_web_page(self) -> None:
        """An anchor; what is no address stays text."""
        page = render(self.document, "html").decode()
        assert re.findall(r'href="([^#"]+)"', page) == [WEB.replace("&", "&amp;"), "scans/S%E1%BB%95%201.pdf"]
        assert "javascript:alert(1)" in page

    def test_word(self) -> None:
        """A field, so that no relationship leads out of the package."""
        with zipfile.ZipFile(io.BytesIO(render(self.document, "docx"))) as package:
            body = package.read("word/document.xml").decode()
            others = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".rels"))
        assert re.findall('HYPERLINK "([^"]+)"', body.replace("&quot;", '"')) == [
            WEB.replace("&", "&amp;"),
            "scans/S%E1%BB%95%201.pdf",
        ]
        assert "example.edu.vn" not in others

    def test_workbook(self) -> None:
        """A link of the cell."""
        workbook = load_workbook(io.BytesIO(render(self.document, "xlsx")))
        cells = [
            cell for sheet in workbook for row in sheet for cell in row if cell.hyperlink and cell.hyperlink.target
        ]
        assert [cell.hyperlink.target for cell in cells if cell.hyperlink] == [WEB, "scans/S%E1%BB%95%201.pdf"]

    def test_markdown_and_text(self) -> None:
        """A link there, the words here."""
        assert "](<scans/S%E1%BB%95%201.pdf>)" in render(self.document, "markdown").decode()
        assert f"](<{WEB}>)" in render(self.document, "markdown").decode()
        assert "Sổ 1.pdf" in render(self.document, "text").decode()

    def test_the_door(self) -> None:
        """An address that acts is refused, whoever sets it."""
        run = Run("a", address="javascript:alert(1)")
        section = Section(blocks=(Paragraph(runs=(run,)),))
        document = Document(title="", author="", subject="", language="vi", sections=(section,))
        with pytest.raises(DocumentError, match="is no address to open"):
            render(document, "html")


class TestScanFolder:
    """What does not fit is found; nothing is set."""

    def test_all_is_well(self, folder: Path) -> None:
        """Codes are read from names of files, and else of the nearest folder."""
        scanned = scan_folder(folder, LISTED)
        assert scanned.findings == ()
        assert [(scan.path, scan.size, scan.code) for scan in scanned.files] == [
            ("[H1-1-01-02].pdf", 3, code(2)),
            ("Hộp 1/H1-1-01-01 Sổ 1/trang 1.pdf", 3, code(1)),
        ]

    def test_missing(self, folder: Path) -> None:
        """Of listed evidence; not where its scan is on the web, or where it cannot be found."""
        rows = (
            Evidence(code=code(3), name="A"),
            Evidence(code=code(4), name="A", link=WEB),
            Evidence(code=code(5), name="A", pieces=(EvidencePiece(link=WEB),)),
            Evidence(code=code(6), name="A", status=EvidenceStatus.MISSING),
            Evidence(code=code(7), name="A", link="scans/a.pdf"),
        )
        found = scan_folder(folder, listing(*LISTED.evidence, *rows)).findings
        assert [(finding.kind, str(finding.place)) for finding in found] == [
            ("missing-scan", "evidence[2]"),
            ("missing-scan", "evidence[6]"),
        ]

    def test_files_that_do_not_fit(self, folder: Path) -> None:
        """Empty ones, those without a code, with two codes, and with one that is not listed."""
        for name in ("Hộp 1/a.pdf", "H1-1-01-02.empty", "Hộp 1/H1-1-01-01 Sổ 1/H1-1-01-02.pdf", "H1-1-01-09.pdf"):
            (folder / name).write_bytes(b"" if name.endswith("empty") else b"x")
        found = {
            finding.place.in_words.render(kdcl.messages.ENGLISH): finding.kind
            for finding in scan_folder(folder, LISTED).findings
        }
        assert {name.rpartition("/")[2]: kind for name, kind in found.items()} == {
            "H1-1-01-02.empty": "empty-scan",
            "H1-1-01-09.pdf": "wrong-code",
            "H1-1-01-02.pdf": "wrong-code",
            "a.pdf": "unknown-scan",
        }

    @pytest.mark.parametrize(
        ("path", "number"),
        [
            ("H1-1-01-01 và H1-1-01-02/H1-1-01-02.pdf", 2),
            ("H1-1-01-01/H1-1-01-02.pdf", None),
            ("H1-1-01-01/H1-1-01-02/a.pdf", None),
            ("H1-1-01-01 và H1-1-01-02.pdf", None),
            ("H1-1-01-01 và H1-1-01-02/a.pdf", None),
        ],
    )
    def test_names_that_do_not_agree(self, tmp_path: Path, path: str, number: int | None) -> None:
        """A file belongs to none of several codes, unless its own name says which of its folder's it is."""
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x")
        scanned = scan_folder(tmp_path, LISTED)
        assert scanned.files[0].code == (None if number is None else code(number))
        kinds = [finding.kind for finding in scanned.findings]
        assert kinds == (["missing-scan"] if number else ["wrong-code", "missing-scan", "missing-scan"])

    def test_what_is_passed_over(self, folder: Path, tmp_path: Path) -> None:
        """Hidden files and folders, locks and what systems leave; links are not followed either, and named."""
        (folder / ".git").mkdir()
        for name in (".git/a.pdf", ".hidden", "~$a.docx", "Thumbs.db"):
            (folder / name).write_bytes(b"x")
        (folder / "link.pdf").symlink_to(tmp_path)
        (folder / "other.pdf").symlink_to(folder / "[H1-1-01-02].pdf")
        (folder / "elsewhere").symlink_to(tmp_path)
        scanned = scan_folder(folder, LISTED)
        assert len(scanned.files) == 2
        assert [(finding.kind, str(finding.place)) for finding in scanned.findings] == [
            ("linked-scan", f"file {name}") for name in ("elsewhere", "link.pdf", "other.pdf")
        ]

    def test_a_folder_that_cannot_be_read(self, tmp_path: Path) -> None:
        """The error of the disk comes through: an empty answer would be a wrong one."""
        with pytest.raises(FileNotFoundError):
            scan_folder(tmp_path / "none", LISTED)

    def test_changes_since(self, folder: Path, tmp_path: Path) -> None:
        """Against the hashes of an earlier time; new files are no change."""
        held = tmp_path / "hashes.json"
        held.write_text(dump_hashes(scan_folder(folder, LISTED)), "utf-8")
        (folder / "[H1-1-01-02].pdf").write_bytes(b"other")
        (folder / "Hộp 1" / "H1-1-01-01 Sổ 1" / "trang 1.pdf").rename(folder / "H1-1-01-01.pdf")
        found = scan_folder(folder, LISTED, earlier=load_hashes(held)).findings
        assert sorted(finding.kind for finding in found) == ["changed-scan", "gone-scan"]

    @pytest.mark.parametrize(
        "text", ["{", "[]", '{"kdcl_scans": 1}', '{"kdcl_scans": 1, "files": {"a": 1}}', '{"files": {}}']
    )
    def test_files_that_hold_no_hashes(self, tmp_path: Path, text: str) -> None:
        """They are refused with the remedy, and so is one that is not there."""
        held = tmp_path / "hashes.json"
        with pytest.raises(UnreadableFileError, match="kdcl evidence scan"):
            load_hashes(held)
        held.write_text(text, "utf-8")
        with pytest.raises(UnreadableFileError, match="kdcl evidence scan"):
            load_hashes(held)


def iter_addresses(document: Document) -> Iterator[str]:
    """Iterate over the addresses in a document's tables."""
    for block in iter_blocks(document):
        for row in getattr(block, "rows", ()):
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    yield from (run.address for run in paragraph.runs if run.address)


class TestPack:
    """A ZIP whose index leads to every scan in it."""

    def test_its_links_work(self, folder: Path, tmp_path: Path) -> None:
        """Each leads to a file that was unpacked beside the index."""
        kdcl.dump(LISTED, tmp_path / "a.json")
        out = tmp_path / "pack.zip"
        (folder / "notes.txt").write_bytes(b"x")
        result = run("evidence", "pack", str(tmp_path / "a.json"), "-d", str(folder), "-o", str(out))
        assert result.exit_code == 0
        assert "left out: notes.txt: no code of evidence is in its name or its folder's name" in result.stdout
        assert "Files in the pack: 2; left out: 1; codes without a scan: 0" in result.stdout
        with zipfile.ZipFile(out) as archive:
            archive.extractall(tmp_path / "unpacked")
        page = (tmp_path / "unpacked" / "index.html").read_text("utf-8")
        links = re.findall(r'href="(scans/[^"]+)"', page)
        assert len(links) == 2
        assert all((tmp_path / "unpacked" / unquote(link)).is_file() for link in links)

    @pytest.mark.parametrize(
        "name", ["H1-1-01-01 a\nb.pdf", "H1-1-01-01: Sổ.pdf", "H1-1-01-01", "H1-1-01-01\\x.pdf", "H1-1-01-01 \x81.pdf"]
    )
    def test_names_that_no_link_leads_to(self, name: str) -> None:
        """They are made anew in the pack, and stay apart from others."""
        paths = {pack_path(Scan(path=name, size=1, sha256=sign * 64, code=code(1))) for sign in "ab"}
        assert len(paths) == 2
        for path in paths:
            assert path.startswith("scans/H1-1-01-01")
            address = find_address(path)
            assert address is not None
            assert unquote(address) == path

    def test_the_same_bytes(self, folder: Path) -> None:
        """For the same files, whatever their days."""
        scanned = scan_folder(folder, LISTED)
        assert build_pack(folder, scanned.files, b"x") == build_pack(folder, scanned.files[::-1], b"x")

    def test_too_much(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """More than a machine holds in memory is refused, with the limit to raise."""
        monkeypatch.setenv(VARIABLE, "file_bytes=5")
        with pytest.raises(LimitError, match="file_bytes=10"):
            build_pack(folder, scan_folder(folder, LISTED).files, b"")

    def test_nothing_is_replaced(self, folder: Path, tmp_path: Path) -> None:
        """Not even an archive of an earlier time, unless that is asked for."""
        kdcl.dump(LISTED, tmp_path / "a.json")
        out = tmp_path / "pack.zip"
        words = ("evidence", "pack", str(tmp_path / "a.json"), "-d", str(folder), "-o", str(out))
        assert run(*words).exit_code == 0
        again = run(*words)
        assert (again.exit_code, "exists already" in again.stderr) == (2, True)
        assert run(*words, "--force").exit_code == 0

    def test_the_index(self) -> None:
        """In the order of the list, scans first and then addresses of the web; what has neither says so."""
        assessment = listing(
            Evidence(code=code(2), name="B", link=WEB, pieces=(EvidencePiece(link="tủ 3"),)),
            Evidence(code=code(1), name="A"),
            Evidence(code=code(3), name="C"),
        )
        document = build_pack_index(assessment, PRIMARY, {code(1): ("scans/ổ.pdf",)}, language="en")
        assert list(iter_addresses(document)) == ["scans/%E1%BB%95.pdf", WEB]
        assert "no scan" in render(document, "text").decode()


def run(*words: str, language: str = "en") -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", language])


class TestCommand:
    """`kdcl evidence scan` says what is amiss."""

    def test_scan(self, folder: Path, tmp_path: Path) -> None:
        """As lines or as JSON; hashes are written where that is asked for, and held against the folder later."""
        file, held = str(tmp_path / "a.json"), str(tmp_path / "hashes.json")
        kdcl.dump(listing(*LISTED.evidence, Evidence(code=code(3), name="Sổ 3")), file)
        result = run("evidence", "scan", file, "-d", str(folder), "-o", held)
        assert result.exit_code == 1
        told = result.stdout.splitlines()
        assert told[0] == "list of evidence, row 3: there is no scan of [H1-1-01-03], Sổ 3"
        assert told[1] == "Files: 2; findings: 1"
        (folder / "[H1-1-01-02].pdf").write_bytes(b"other")
        rows = json.loads(
            run("evidence", "scan", file, "-d", str(folder), "--earlier", held, "--format", "json").stdout
        )
        assert [row["check"] for row in rows] == ["changed-scan", "missing-scan"]
        words = run("evidence", "scan", file, "-d", str(folder), "--earlier", held).stdout
        assert "[H1-1-01-02].pdf: what is in this file changed since" in words

    def test_what_many_say_is_printed_in_part(self, tmp_path: Path) -> None:
        """While scanning has only begun most pieces lack a scan; all are printed where that is asked for."""
        (tmp_path / "scans").mkdir()
        kdcl.dump(listing(*(Evidence(code=code(n), name=f"Sổ {n}") for n in range(1, 8))), tmp_path / "a.json")
        words = ("evidence", "scan", str(tmp_path / "a.json"), "-d", str(tmp_path / "scans"))
        told = run(*words).stdout.splitlines()
        assert [line.partition(":")[0] for line in told[:3]] == [f"list of evidence, row {n}" for n in (1, 2, 3)]
        assert told[3:] == ["    and 4 more of this kind (--all prints each)", "Files: 0; findings: 7"]
        assert len(run(*words, "--all").stdout.splitlines()) == 8

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_index_of_the_folders_is_no_scan(self, tmp_path: Path, language: str) -> None:
        """What `evidence folders` puts beside the folders is passed over, there and nowhere else."""
        framework = kdcl.get_framework(LISTED.framework)
        write_folders(tmp_path, plan_folders(LISTED, framework), language=language)
        written = write_folders(tmp_path, plan_folders(LISTED, framework), language=language)
        (tmp_path / "x").mkdir()
        (tmp_path / "x" / written.index.name).write_bytes(b"x")
        named = {scan.path for scan in scan_folder(tmp_path, LISTED).files}
        assert named == {f"x/{written.index.name}"}

    def test_a_name_that_is_no_text(self, folder: Path, tmp_path: Path) -> None:
        """It is named and left out, so that hashes and pack can be written."""
        odd = os.fsencode(folder) + b"/H1-1-01-01\xff.pdf"
        try:
            with open(odd, "wb") as stream:  # noqa: PTH123 - a name of bytes
                stream.write(b"x")
        except OSError:
            pytest.skip("this file system takes no such name")
        kdcl.dump(LISTED, tmp_path / "a.json")
        held = tmp_path / "hashes.json"
        result = run("evidence", "scan", str(tmp_path / "a.json"), "-d", str(folder), "-o", str(held))
        assert result.exit_code == 1
        assert "H1-1-01-01\\udcff.pdf: its name is no text in any known encoding; rename the file" in result.stdout
        assert held.exists()
        packed = run("evidence", "pack", str(tmp_path / "a.json"), "-d", str(folder), "-o", str(tmp_path / "p.zip"))
        assert (tmp_path / "p.zip").exists(), packed.output

    def test_nothing_amiss(self, folder: Path, tmp_path: Path) -> None:
        """The exit code is 0, and nothing is written."""
        kdcl.dump(LISTED, tmp_path / "a.json")
        result = run("evidence", "scan", str(tmp_path / "a.json"), "-d", str(folder))
        assert (result.exit_code, result.stdout) == (0, "Files: 2; findings: 0\n")
