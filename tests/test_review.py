"""`kdcl review` and `kdcl codes repair`: marks in a school's own Word file, at the places that findings speak of."""

from __future__ import annotations

import datetime as dt
import functools
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import docx
import pytest
from click.testing import CliRunner, Result
from lxml import etree

import kdcl
from kdcl.checks.accepting import accept, can_accept
from kdcl.cli import main
from kdcl.codes import EvidenceCode, find_homes
from kdcl.errors import UnreadableFileError
from kdcl.office.package import Package
from kdcl.office.settling import with_parts
from kdcl.places import Place
from kdcl.readers import ReadReport, read_report
from kdcl.review.anchors import Anchors
from kdcl.review.codes import RepairMode, find_codes_in_word, repair_text, repair_word
from kdcl.review.reviewing import Review, review_report
from kdcl.review.word_files import open_word_file
from kdcl.school import Claims, Evidence, SchoolYear, StateParagraph
from kdcl.standards import get_framework
from test_review_scan import W, texts_of
from word_files import Entry, add_table, build_docx, empty_document, report_entries, save, save_lines, write_styled
from workbooks import HEAD

PRIMARY = get_framework("tt42-2012/primary")
BAD = "Trường có sổ theo dõi riêng [H1.1.01.01]."
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command line with these words, in English."""
    monkeypatch.setenv("KDCL_LANG", "en")
    return lambda *words, text=None: CliRunner().invoke(main, words, input=text, catch_exceptions=False)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report whose criterion 1.1 has a badly written code, and whose list lacks most codes."""
    path = tmp_path / "report.docx"
    path.write_bytes(write_report())
    return path


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> ReadReport:
    """Return what is read of that report."""
    path = tmp_path_factory.mktemp("read") / "report.docx"
    path.write_bytes(write_report())
    return read_report(path)


@functools.cache
def write_report() -> bytes:
    """Return that report's bytes."""
    entries = list(report_entries(PRIMARY))
    first = next(place for place, entry in enumerate(entries) if "Việc a của tiêu chí 1.1" in entry.text)
    entries.insert(first, Entry("text", BAD))
    document = empty_document()
    document.add_paragraph("Trường Tiểu học A, năm học 2016-2017")
    write_styled(document, entries)
    document.add_heading("DANH MỤC MÃ MINH CHỨNG", level=1)
    rows = [("1", "[H1-1-01-01]", "Sổ", "", "", ""), ("2", "[H1-1-01-09]", "Bảng", "", "", ""), ("3", "H1-x", "Hỏng")]
    add_table(document, HEAD, *rows)
    document.sections[0].header.paragraphs[0].text = "Theo [H1-1-01- 01]"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def comments_of(data: bytes) -> dict[str, list[str]]:
    """Return the lines of the comments of a Word file, by the text of the paragraph that each is on."""
    package = Package(data, "x")
    written = {
        comment.get(f"{{{W}}}id"): ["".join(map(str, line.itertext())) for line in comment]
        for comment in package.read_xml("word/comments.xml")
    }
    found: dict[str, list[str]] = {}
    for start in package.read_xml("word/document.xml").iter(f"{{{W}}}commentRangeStart"):
        paragraph = next(above for above in start.iterancestors() if above.tag == f"{{{W}}}p")
        text = "".join(item.text or "" for item in paragraph.iter(f"{{{W}}}t"))
        found.setdefault(text, []).extend(written.pop(start.get(f"{{{W}}}id")))
    assert not written
    return found


def changed_parts(before: bytes, after: bytes) -> set[str]:
    """Return the names of the parts that differ; the others are there in their order, byte for byte."""
    old, new = (zipfile.ZipFile(io.BytesIO(data)) for data in (before, after))
    assert new.namelist()[: len(old.namelist())] == old.namelist()
    return {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}


class TestReview:
    """The school's own file with a comment at each place that a finding speaks of."""

    def test_comments_stand_where_the_findings_are(self, report: Path) -> None:
        """In the paragraph that the fact was read from; the text and all other parts stay."""
        before = report.read_bytes()
        reviewed = review_report(report, language="en")
        comments = comments_of(reviewed.data)
        assert any("in the notation of accreditation software" in line for line in comments[BAD])
        assert any("[H1-1-01-09]" in line and "Note: " in line for line in comments["[H1-1-01-09]"])
        assert any("H1-x, Hỏng" in line for line in comments["H1-x"])
        assert changed_parts(before, reviewed.data) == {
            "[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml",
        }  # fmt: skip
        old, new = (Package(data, "x").read("word/document.xml") for data in (before, reviewed.data))
        assert texts_of(new) == texts_of(old)
        assert len(docx.Document(io.BytesIO(reviewed.data)).paragraphs) == len(docx.Document(str(report)).paragraphs)
        assert review_report(report, language="en").data == reviewed.data

    def test_what_many_say_is_said_once_unless_asked(self, report: Path) -> None:
        """Most cited codes are not in the list: one cause, one comment."""
        once, each = (
            _count(review_report(report, is_complete=each, language="en"), "dangling-code") for each in (False, True)
        )
        assert (once, each > 40) == (1, True)

    def test_repairs_are_tracked_changes(self, report: Path) -> None:
        """And need no comment; refused, the text is as it was."""
        before = report.read_bytes()
        reviewed = review_report(report, repairs=True)
        assert [repair.before for repair in reviewed.repairs] == ["[H1.1.01.01]", "[H1-1-01- 01]"]
        assert "other-notation" not in {finding.kind for finding in reviewed.findings}
        old, new = (Package(data, "x").read("word/document.xml") for data in (before, reviewed.data))
        assert texts_of(new, accepted=False) == texts_of(old)
        assert BAD.replace("[H1.1.01.01]", "[H1-1-01-01]") in texts_of(new)

    def test_a_schools_file_completes_what_the_report_does_not_state(self, tmp_path: Path) -> None:
        """Such as its list of evidence; what was only assumed is taken from it too."""
        lines = ["Trường Tiểu học A", "TIÊU CHUẨN 1: TỔ CHỨC", "Tiêu chí 1. Tổ chức", "1. Mô tả hiện trạng:"]
        path = save_lines(tmp_path / "a.docx", *lines, "Có sổ đầy đủ [H1-1-01-01].", "5. Tự đánh giá:", "Đạt")
        bare = review_report(path, framework=PRIMARY)
        read = bare.paper.assessment
        listed = attrs.evolve(
            read,
            evidence=(Evidence(code=EvidenceCode(1, 1, 1, 1), name="Sổ"),),
            school_year=SchoolYear(2014),
            claims=Claims(indicators_met=1),
        )
        full = review_report(path, framework=PRIMARY, school=listed)
        kinds = [{finding.kind for finding in item.findings} for item in (bare, full)]
        assert ["dangling-code" in kind for kind in kinds] == [True, False]

    def test_what_the_council_accepts_is_said_apart(self, run: Run, report: Path, tmp_path: Path) -> None:
        """Its comment says by whom and until when, and it is none of the open findings, on the days it holds."""
        bare = review_report(report, language="en")
        finding = next(each for each in bare.findings if can_accept(each) and _count(bare, each.kind) == 1)
        day = dt.date(2018, 3, 1)
        school = accept(
            finding, bare.paper.assessment, role="Hội đồng", reason="Chờ họp", on=day, until=dt.date(9000, 1, 1)
        )
        reviewed = review_report(report, school=school, language="en", today=day)
        assert [each.finding for each in reviewed.accepted] == [finding]
        assert finding not in reviewed.findings
        said = [
            line for lines in comments_of(reviewed.data).values() for line in lines if "accepted by Hội đồng" in line
        ]
        assert len(said) == 1
        assert review_report(report, school=school, today=day - dt.timedelta(days=1)).accepted == ()
        kdcl.dump(school, tmp_path / "a.json")
        words = ("review", str(report), "--school", str(tmp_path / "a.json"), "-o", str(tmp_path / "out.docx"))
        assert "Findings accepted as exceptions: 1" in run(*words).stdout

    def test_what_is_no_word_file_of_today_is_refused(self, tmp_path: Path) -> None:
        """Its bytes cannot be kept."""
        path = tmp_path / "a.doc"
        path.write_text("<html><body><p>x</p></body></html>", "utf-8")
        with pytest.raises(UnreadableFileError, match="save it as a Word document"):
            review_report(path)

    def test_the_command(self, run: Run, report: Path, tmp_path: Path) -> None:
        """It says what was found and where the copy is; errors in the report make exit code 1; nothing is replaced."""
        out = str(tmp_path / "out.docx")
        result = run("review", str(report), "-o", out, "--repair", "-f", "tt42-2012/primary")
        assert (result.exit_code, "codes repaired: 2" in result.stdout) == (1, True)
        assert run("review", str(report), "-o", str(report)).exit_code == 2
        school = Path(__file__).parents[1] / "examples" / "primary-2017.json"
        assert run("review", str(report), "-o", out, "--force", "--school", str(school), "--all").exit_code == 1

    def test_a_report_without_errors_ends_well(self, run: Run, tmp_path: Path) -> None:
        """Exit code 0; comments may be there."""
        document = empty_document()
        document.add_paragraph("Trường Tiểu học A, năm học 2016-2017")
        write_styled(document, list(report_entries(PRIMARY)))
        codes = [f"[H{c.code.standard}-{c.code.standard}-{c.code.criterion:02}-01]" for c in PRIMARY.criteria]
        add_table(document, HEAD, *((str(n), code, "Sổ", "", "", "") for n, code in enumerate(codes, start=1)))
        path = save(document, tmp_path / "a.docx")
        result = run("review", str(path), "-o", str(tmp_path / "b.docx"))
        assert (result.exit_code, "on errors 0" in result.stdout) == (0, True), result.stdout


def _count(reviewed: Review, kind: str) -> int:
    told = {str(finding.message) for finding in reviewed.findings if finding.kind == kind}
    lines = [line for lines in comments_of(reviewed.data).values() for line in lines]
    return sum(any(each in line for each in told) for line in lines)


class TestAnchors:
    """From a place in the facts back to the paragraph it was read from."""

    @pytest.mark.parametrize(
        ("place", "text"),
        [
            ("sheets[0].current_state[0].text:5-9", BAD),
            ("sheets[0].strengths:30-35", "Điều mạnh thứ hai của 1.1."),
            ("standards[1].strengths", "Mạnh 2."),
            ("introduction", "Trường được thành lập từ lâu."),
            ("evidence[1].name", "[H1-1-01-09]"),
            ("paragraph 3", None),
            ("$", None),
        ],
    )
    def test_texts_lead_back(self, read: ReadReport, place: str, text: str | None) -> None:
        """A place in the file leads there too; the whole file is its first line."""
        found = Anchors.of(read, read.assessment).find(Place.parse(place))
        assert found.is_exact
        said = {paragraph.number: paragraph.text for paragraph in read.paragraphs}
        assert text is None or said[found.paragraph] == text

    @pytest.mark.parametrize(
        ("place", "section"),
        [
            ("ratings.1.1.a", "criterion 1.1"),
            ("sheets[0].criterion", "criterion 1.1"),
            ("sheets[99].strengths", None),
            ("standards[0].closing", "standard 1"),
            ("standards[99]", None),
            ("evidence[99]", "the evidence list"),
            ("conclusion", "the general conclusion"),
            ("claims.level", "the general conclusion"),
            ("ratings.x", None),
            ("plan.tasks", None),
            ("ratings", None),
            ("table 2", None),
        ],
    )
    def test_else_the_part_of_the_report_stands_for_it(self, read: ReadReport, place: str, section: str | None) -> None:
        """Or its first line; the comment then names the place."""
        found = Anchors.of(read, attrs.evolve(read.assessment, conclusion="")).find(Place.parse(place))
        assert not found.is_exact
        first = next(p.number for p in read.paragraphs if section is None or str(p.section) == section)
        assert found.paragraph == first

    def test_a_rating_leads_to_item_5(self, tmp_path: Path) -> None:
        """The last line that names the indicator and a verdict."""
        lines = [
            "TIÊU CHUẨN 1: TỔ CHỨC",
            "Tiêu chí 1. Tổ chức",
            "1. Mô tả hiện trạng:",
            "Chỉ số a đạt loại tốt về sổ sách.",
        ]
        path = save_lines(
            tmp_path / "a.docx", *lines, "5. Tự đánh giá:", "Chỉ số a: Đạt", "Chỉ số b: Đạt", "Chỉ số c: Đạt"
        )
        read = read_report(path, PRIMARY)
        found = Anchors.of(read, read.assessment).find(Place.parse("ratings.1.1.a"))
        assert (found.paragraph, found.is_exact) == (6, True)

    def test_texts_are_found_in_longer_ones_and_anywhere(self, tmp_path: Path) -> None:
        """A heading may have words behind it; a text may stand in another part."""
        lines = [
            "Lời đầu của trường",
            "TIÊU CHUẨN 1: TỔ CHỨC",
            "Tiêu chí 1. Tổ chức",
            "1. Mô tả hiện trạng: Trường có đủ sổ sách.",
        ]
        path = save_lines(tmp_path / "a.docx", *lines, "5. Tự đánh giá:", "Đạt")
        read = read_report(path, PRIMARY)
        sheet = attrs.evolve(read.assessment.sheets[0], current_state=(StateParagraph(text="Trường có đủ sổ sách."),))
        facts = attrs.evolve(read.assessment, sheets=(sheet,), introduction="Lời đầu của trường")
        anchors = Anchors.of(read, facts)
        assert anchors.find(Place.parse("sheets[0].current_state[0].text")).paragraph == 4
        assert anchors.find(Place.parse("introduction")).paragraph == 1
        longer = attrs.evolve(
            facts, sheets=(attrs.evolve(sheet, strengths="1. Mô tả hiện trạng: Trường có đủ sổ sách. Và nữa"),)
        )
        assert Anchors.of(read, longer).find(Place.parse("sheets[0].strengths")).paragraph == 4

    def test_an_empty_report_has_its_first_paragraph(self, report: Path) -> None:
        """Whatever the place."""
        read = attrs.evolve(read_report(report), paragraphs=())
        assert Anchors.of(read, read.assessment).find(Place.parse("$")).paragraph == 1


NOTE = (
    '<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Xem H1.1.01.02</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


class TestCodesOfFiles:
    """`kdcl codes` takes Word files and texts."""

    def test_find(self, run: Run, report: Path) -> None:
        """By paragraph and column; those of headers behind the name of their part."""
        result = run("codes", "find", str(report))
        assert result.exit_code == 1
        assert ": [H1.1.01.01] -> [H1-1-01-01]" in result.stdout
        assert result.stdout.endswith("header1:1:6: [H1-1-01- 01] -> [H1-1-01-01]\n")
        rows = json.loads(run("codes", "find", str(report), "--json").stdout)
        assert rows[-1]["part"] == "header1"

    def test_ranges_lists_and_what_is_no_code(self, run: Run, tmp_path: Path) -> None:
        """Each code of a range is a row; what went wrong has no code, and no number is guessed."""
        path = save_lines(tmp_path / "a.docx", "Có [H1-1-01-03; 04] và [H1-1-O1-02]", "và [H1-1-01-06 đến H1-1-01-08]")
        rows = json.loads(run("codes", "find", str(path), "--json").stdout)
        assert [row["code"] for row in rows] == [
            "[H1-1-01-03]", "[H1-1-01-04]", None, "[H1-1-01-06]", "[H1-1-01-07]", "[H1-1-01-08]",
        ]  # fmt: skip

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1258"])
    def test_texts_in_any_encoding_that_is_named(self, run: Run, tmp_path: Path, encoding: str) -> None:
        """UTF-8 and UTF-16 with its mark name themselves; a copy is written in the same encoding."""
        path, out = tmp_path / "a.txt", tmp_path / "b.txt"
        text = "Sô H1.1.01.02\r\nvà [H1-1-01-03]"
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        path.write_bytes(mark + text.encode(encoding))
        named = ("--encoding", encoding) if encoding == "cp1258" else ()
        assert run("codes", "find", str(path), *named).stdout == "1:4: H1.1.01.02 -> [H1-1-01-02]\n2:4: [H1-1-01-03]\n"
        assert run("codes", "repair", str(path), "-o", str(out), *named).exit_code == 0
        assert out.read_bytes() == mark + text.replace("H1.1.01.02", "[H1-1-01-02]").encode(encoding)

    @pytest.mark.parametrize("data", [b"S\xe6 h\xe4p", b"%PDF-1.4", b"\xff\xfea"])
    @pytest.mark.parametrize("command", [("find",), ("normalize",), ("repair", "-o", "out.txt")])
    def test_others_end_with_a_sentence(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, command: tuple[str, ...]
    ) -> None:
        """Exit code 2, and nothing is written."""
        monkeypatch.chdir(tmp_path)
        Path("a.txt").write_bytes(data)
        result = run("codes", command[0], "a.txt", *command[1:])
        assert (result.exit_code, result.stdout) == (2, "")
        assert "a.txt" in result.stderr
        assert not Path("out.txt").exists()

    def test_an_unknown_encoding_is_named(self, run: Run) -> None:
        """So is standard input."""
        result = run("codes", "find", "-", "--encoding", "x-y", text="a")
        assert (result.exit_code, "standard input" in result.stderr, "x-y" in result.stderr) == (2, True, True)

    def test_normalize_prints_each_code_of_a_file_once(self, run: Run, tmp_path: Path) -> None:
        """And complains of what is none, with its place."""
        path = save_lines(tmp_path / "a.docx", "H1.1.1.2 và [H1-1-01-02]", "[H1-1-O1-03]")
        result = run("codes", "normalize", str(path), "h1-1-1-9")
        assert (result.exit_code, result.stdout) == (1, "[H1-1-01-02]\n[H1-1-01-09]\n")
        assert "paragraph 2" in result.stderr


class TestRepair:
    """`kdcl codes repair` writes a copy in which only the codes change."""

    @pytest.mark.parametrize(
        ("option", "mode"), [((), "exchanged"), (("--tracked",), "tracked"), (("--comment",), "commented")]
    )
    def test_each_way(self, run: Run, report: Path, tmp_path: Path, option: tuple[str, ...], mode: str) -> None:
        """All other parts are byte for byte the same; where a comment has no place, none is made."""
        before, out = report.read_bytes(), tmp_path / "out.docx"
        result = run("codes", "repair", str(report), "-o", str(out), *option)
        assert (result.exit_code, "Codes to repair: 2" in result.stdout) == (0, True)
        after = out.read_bytes()
        new = Package(after, "x").read("word/document.xml")
        old = Package(before, "x").read("word/document.xml")
        if mode == "commented":
            assert texts_of(new) == texts_of(old)
            assert comments_of(after) == {BAD: ["[H1.1.01.01] is written [H1-1-01-01]"]}
            return
        assert changed_parts(before, after) == {"word/document.xml", "word/header1.xml"}
        assert texts_of(new) == [text.replace("[H1.1.01.01]", "[H1-1-01-01]") for text in texts_of(old)]
        assert (texts_of(new, accepted=False) == texts_of(old)) is (mode == "tracked")
        assert etree.fromstring(new) is not None
        assert "Theo [H1-1-01-01]" in docx.Document(str(out)).sections[0].header.paragraphs[0].text or mode == "tracked"

    def test_notes_are_repaired_too(self, tmp_path: Path) -> None:
        """In the part that they stand in."""
        path = tmp_path / "a.docx"
        path.write_bytes(build_docx("<w:p><w:r><w:t>H1.1.01.01</w:t></w:r></w:p>"))
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        relation = '<Relationship Id="n1" Type="x/footnotes" Target="footnotes.xml"/>'
        head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        parts["word/_rels/document.xml.rels"] = f"{head}{relation}</Relationships>".encode()
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        parts["[Content_Types].xml"] = f'<Types xmlns="{types}"></Types>'.encode()
        parts["word/footnotes.xml"] = NOTE.replace("{W}", W).encode()
        with zipfile.ZipFile(path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)
        file = open_word_file(path)
        assert [str(item.place) for item in find_codes_in_word(file)] == [
            "paragraph 1:1-10",
            "file footnotes, paragraph 1:5-14",
        ]
        assert len(repair_word(file)) == 2
        assert b"Xem [H1-1-01-02]" in Package(file.write(), "x").read("word/footnotes.xml")
        again = open_word_file(path)
        assert len(repair_word(again, mode=RepairMode.COMMENTED)) == 2
        assert Package(again.write(), "x").read("word/footnotes.xml") == parts["word/footnotes.xml"]

    def test_both_renderings_of_a_text_box_are_repaired(self, tmp_path: Path) -> None:
        """Programs show the one or the other; it counts once, and has one comment."""
        box = "<w:txbxContent><w:p><w:r><w:t>H1.1.01.01</w:t></w:r></w:p></w:txbxContent>"
        choice = f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        path = tmp_path / "a.docx"
        body = f"<w:p><w:r><mc:AlternateContent {space}>{choice}</mc:AlternateContent></w:r></w:p>"
        path.write_bytes(with_parts(build_docx(body), {"[Content_Types].xml": b"<Types/>"}))
        file = open_word_file(path)
        assert len(list(find_codes_in_word(file))) == len(repair_word(file)) == 1
        assert Package(file.write(), "x").read("word/document.xml").count(b"[H1-1-01-01]") == 2
        again = open_word_file(path)
        repair_word(again, mode=RepairMode.COMMENTED)
        assert Package(again.write(), "x").read("word/document.xml").count(b"commentReference") == 1

    def test_codes_without_boxes_need_the_list(self, run: Run, tmp_path: Path) -> None:
        """Of the school's file; else they stay, for their boxes would be guesses."""
        path, out = save_lines(tmp_path / "a.docx", "Có [MC.1.1.01]"), str(tmp_path / "b.docx")
        assert "Codes to repair: 0" in run("codes", "repair", str(path), "-o", out).stdout
        facts = {
            "schema_version": 1,
            "framework": "tt42-2012/primary",
            "school": {"name": "A"},
            "school_year": "2016-2017",
            "evidence": [{"code": "[H2-1-01-01]", "name": "Sổ"}],
        }
        school = tmp_path / "school.json"
        school.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        result = run("codes", "repair", str(path), "-o", out, "--force", "--school", str(school))
        assert "-> [H2-1-01-01]" in result.stdout

    def test_what_cannot_be_read_is_named_and_stays(self, run: Run, tmp_path: Path) -> None:
        """Exit code 1; the copy is written all the same."""
        path, out = save_lines(tmp_path / "a.docx", "Có [H1-1-01-1 0], H1.1.1.2"), tmp_path / "b.docx"
        result = run("codes", "repair", str(path), "-o", str(out))
        assert (result.exit_code, "'H1-1-01-1 0' cannot be read as a code" in result.stderr) == (1, True)
        assert docx.Document(str(out)).paragraphs[0].text == "Có [H1-1-01-1 0], [H1-1-01-02]"

    def test_ways_that_exclude_each_other(self, run: Run, tmp_path: Path) -> None:
        """Both at once, or one for a plain text."""
        path = tmp_path / "a.txt"
        path.write_text("H1.1.1.2", "utf-8")
        both = run("codes", "repair", str(path), "-o", str(tmp_path / "b"), "--tracked", "--comment")
        text = run("codes", "repair", str(path), "-o", str(tmp_path / "b"), "--comment")
        assert (both.exit_code, text.exit_code) == (2, 2)
        assert "for Word files" in text.stderr

    def test_texts_by_line_and_column(self) -> None:
        """Of a plain text."""
        listed = find_homes(frozenset({EvidenceCode(3, 1, 1, 4)}))
        text, repairs = repair_text("a\nsổ H1.1.1.2; MC.1.1.04", listed)
        assert text == "a\nsổ [H1-1-01-02]; [H3-1-01-04]"
        assert [str(repair.place) for repair in repairs] == ["line 2:4-11", "line 2:14-22"]

    def test_a_code_over_two_lines_of_a_text(self, run: Run, tmp_path: Path) -> None:
        """It is found as it is repaired, on one line of the answer."""
        (tmp_path / "a.txt").write_text("Xem [H1-1-\n01-01] và [H1-1-01-02].", "utf-8")
        found = run("codes", "find", str(tmp_path / "a.txt"))
        assert found.stdout.splitlines() == ["1:5: [H1-1- 01-01] -> [H1-1-01-01]", "2:11: [H1-1-01-02]"]


class TestFromCitations:
    """`kdcl evidence from-citations`: a list out of what is cited."""

    @pytest.fixture
    def cited(self, tmp_path: Path) -> str:
        """Return a school's file that cites codes and lists one of them."""
        facts = {
            "schema_version": 1,
            "framework": "tt42-2012/primary",
            "school": {"name": "A"},
            "school_year": "2016-2017",
            "retired_codes": ["[H1-1-01-08]"],
            "sheets": [
                {
                    "criterion": "1.1",
                    "current_state": [
                        {"text": "Có sổ họp [H1-1-01-03; 05]. Trường có kế hoạch năm học [H1-1-01-02]; [H1-1-01-01]."},
                        {"text": f"[H1-1-01-06] {'Trường có rất nhiều sổ sách ' * 12}[H1-1-01-07]."},
                        {"text": "Có [MC.1.1.04] và [H1-1-01-08]."},
                    ],
                }
            ],
            "evidence": [{"code": "[H1-1-01-01]", "name": "Sổ"}],
        }
        path = tmp_path / "school.json"
        path.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        return str(path)

    def test_names_are_empty(self, run: Run, cited: str, tmp_path: Path) -> None:
        """They are not known; nothing is written unless asked, and what is listed stays."""
        assert "Nothing was written" in run("evidence", "from-citations", cited).stdout
        out = tmp_path / "out.json"
        result = run("evidence", "from-citations", cited, "-o", str(out))
        assert "Codes added to the list: 5" in result.stdout
        listed = json.loads(out.read_text("utf-8"))["evidence"]
        assert [item["code"][-3:-1] for item in listed] == ["01", "02", "03", "05", "06", "07"]
        assert {item["name"] for item in listed} == {"Sổ", ""}
        found = [run("check", path, "--only", "dangling-code", "--all").stdout for path in (cited, str(out))]
        assert ["code [H1-1-01-03] is cited" in text for text in found] == [True, False]

    def test_words_of_the_sentence_are_marked(self, run: Run, cited: str, tmp_path: Path) -> None:
        """Without codes, shortened, and with a note that says so."""
        out = tmp_path / "out.json"
        run("evidence", "from-citations", cited, "-o", str(out), "--words")
        listed = {item["code"]: item for item in json.loads(out.read_text("utf-8"))["evidence"]}
        assert listed["[H1-1-01-03]"]["name"] == "Có sổ họp."
        assert listed["[H1-1-01-02]"]["name"] == "Trường có kế hoạch năm học."
        assert "sentence" in listed["[H1-1-01-02]"]["note"]
        assert listed["[H1-1-01-07]"]["name"].endswith("…")
        assert "note" not in listed["[H1-1-01-01]"]
