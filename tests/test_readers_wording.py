"""Reading official wording from copies of letter 46 and of the circular: layouts, structure, damage."""

from __future__ import annotations

import random
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path

import attrs
import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from frameworks import build_framework
from kdcl.errors import UnreadableFileError
from kdcl.law import Framework, InstitutionType
from kdcl.places import in_file
from kdcl.readers import WordingFindingKind, WordingRead, read_wording
from kdcl.readers.wording.findings import resolve
from kdcl.readers.wording.lines import LONGEST
from kdcl.standards import get_framework
from wordings import CHECKS, EVIDENCE, PARTS, Row, checks_of, circular_rows, letter_rows, write_text, write_word

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
BOTH = (PRIMARY, SECONDARY)
SMALL = build_framework([[2, 1], [1]])
OTHER = attrs.evolve(SMALL, id="test/other", institution=InstitutionType.SECONDARY)
SAMPLE = Path(__file__).parents[2] / "shared" / "samples" / "letter-46.docx"

CIRCULAR = """Tiêu chuẩn 1: Một
1. Một một:
a) Điều a;
b) Điều b.
2. Một hai.
a) Điều c.
Tiêu chuẩn 2. Hai
1. Hai một
a) Điều d."""

LETTER = "\n".join(
    f"{line}\n{CHECKS} Có.\n{EVIDENCE}\n- Quyết định;" if line[1] == ")" else line for line in CIRCULAR.split("\n")
)


def read(folder: Path, text: str, *frameworks: Framework) -> WordingRead:
    """Return what is read from a text, for the small framework where no other is given."""
    path = folder / "copy.txt"
    path.write_text(text, "utf-8")
    return read_wording(path, frameworks or (SMALL,))


def texts_of(found: WordingRead) -> dict[str, str]:
    """Return every official text of the first framework by its code."""
    part = found.wording.frameworks[0]
    titles = {str(title.code): title.text for title in part.titles}
    return titles | {str(requirement.code): requirement.text for requirement in part.requirements}


def checks_in(found: WordingRead, code: str) -> tuple[str, ...]:
    """Return the lines in which a copy says what an indicator asks."""
    requirement = next(entry for entry in found.wording.frameworks[0].requirements if str(entry.code) == code)
    return requirement.checks


def kinds_of(found: WordingRead) -> list[tuple[str, str]]:
    """Return kind and code of each finding."""
    return [
        (str(finding.kind), finding.subject[-1] if len(finding.subject) > 1 else "None") for finding in found.findings
    ]


SMALL_TEXTS = {
    "1": "Một", "2": "Hai", "1.1": "Một một", "1.2": "Một hai", "2.1": "Hai một",
    "1.1.a": "Điều a;", "1.1.b": "Điều b.", "1.2.a": "Điều c.", "2.1.a": "Điều d.",
}  # fmt: skip


class TestWholeCopies:
    """Primary 28 criteria and 84 indicators, secondary 36 and 108: all are recovered, nothing is found wrong."""

    @pytest.mark.parametrize("write", [write_text, write_word])
    @pytest.mark.parametrize("build", [letter_rows, circular_rows])
    def test_every_text_is_recovered(self, tmp_path: Path, build: object, write: object) -> None:
        """Titles and requirements of both frameworks, from Word and from text, laid out as letter and as circular."""
        assert callable(build)
        assert callable(write)
        found = read_wording(write(tmp_path / "copy", build(BOTH)), BOTH)
        assert [str(finding) for finding in found.findings] == []
        for framework in BOTH:
            part = found.wording.find_framework(framework.id)
            assert part is not None
            titles = {str(title.code): title.text for title in part.titles}
            assert titles == {
                **{str(standard.number): standard.title.vi for standard in framework},
                **{str(criterion.code): criterion.title.vi.rstrip(" .;:") for criterion in framework.criteria},
            }
            read_texts = {requirement.code: requirement.text for requirement in part.requirements}
            assert read_texts == {indicator.code: indicator.requirement.vi for indicator in framework.indicators}
            assert framework.with_wording(found.wording).restated == ()

    def test_what_indicators_ask_is_recovered(self, tmp_path: Path) -> None:
        """The lines between the two headings inside each indicator, and not the suggested evidence."""
        found = read_wording(write_text(tmp_path / "copy.txt", letter_rows([PRIMARY])), [PRIMARY])
        for indicator in PRIMARY.indicators:
            assert checks_in(found, str(indicator.code)) == tuple(f"- {line}" for line in checks_of(indicator))

    @pytest.mark.parametrize("framework", BOTH, ids=lambda framework: framework.id)
    @pytest.mark.parametrize("build", [letter_rows, circular_rows])
    def test_one_of_two_parts_can_be_asked_for(self, tmp_path: Path, framework: Framework, build: object) -> None:
        """The other part of the copy is left alone."""
        assert callable(build)
        found = read_wording(write_text(tmp_path / "copy.txt", build(BOTH)), [framework])
        assert found.findings == ()
        assert [part.framework for part in found.wording.frameworks] == [framework.id]

    def test_the_source_is_named(self, tmp_path: Path) -> None:
        """The number of the document is taken from its head, the file is named without its folder."""
        found = read_wording(write_text(tmp_path / "copy.txt", letter_rows([PRIMARY])), [PRIMARY])
        assert str(found.wording.frameworks[0].source) == "document 1/TEST-THU, file copy.txt"
        assert str(read(tmp_path, CIRCULAR).wording.frameworks[0].source) == "file copy.txt"


@pytest.mark.skipif(not SAMPLE.exists(), reason="the copy of letter 46 is test material beside the project, not in it")
class TestRealLetter:
    """The real letter 46, where a copy of it stands beside the project."""

    def test_all_192_indicators_are_recovered(self) -> None:
        """Secondary 5.4.c lacks what it asks, and that is the only finding."""
        found = read_wording(SAMPLE, BOTH)
        counts = [(len(part.titles), len(part.requirements)) for part in found.wording.frameworks]
        assert counts == [(5 + 28, 84), (5 + 36, 108)]
        (finding,) = found.findings
        assert (finding.kind, finding.subject) == ("missing", (SECONDARY.id, "5.4.c"))
        assert found.wording.frameworks[0].source.document == "46/KTKĐCLGD-KĐPT"
        for framework in BOTH:
            official = framework.with_wording(found.wording)
            assert official.restated == ()
            assert [s.title.vi for s in official] == [s.title.vi for s in framework]

    @pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.big) for seed in (1, 2))])
    def test_damage_in_ten_places_yields_ten_findings_more(self, tmp_path: Path, seed: int) -> None:
        """Ten indicators of a copy are deleted or doubled in its XML."""
        document = docx.Document(str(SAMPLE))
        paragraphs = document.element.body.xpath(".//w:p[w:r]")
        marks = [p for p in paragraphs if re.match(r"\s*[abc]\) ", "".join(p.itertext()))]
        chosen = random.Random(seed).sample(range(0, len(marks), 5), 10)  # noqa: S311 - a choice, no secret
        for number, place in enumerate(chosen):
            paragraph = marks[place]
            if number % 2:
                paragraph.addprevious(deepcopy(paragraph))
            else:
                paragraph.getparent().remove(paragraph)
        document.save(str(tmp_path / "damaged.docx"))
        assert len(read_wording(tmp_path / "damaged.docx", BOTH).findings) == 1 + 10


class TestLayouts:
    """What copies look like: typed by hand, numbered by Word, in tables, broken into lines, with or without accents."""

    @pytest.mark.parametrize("text", [CIRCULAR, LETTER, CIRCULAR.replace("\n", "\r\n\r\n"), "\n\n" + LETTER])
    def test_a_small_copy(self, tmp_path: Path, text: str) -> None:
        """The smallest copy of either kind is understood; blank lines do not matter."""
        found = read(tmp_path, text)
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    @pytest.mark.parametrize(
        "change",
        [
            lambda text: unicodedata.normalize("NFD", text),
            lambda text: text.replace("Tiêu chuẩn", "TIÊU CHUẨN").replace(EVIDENCE, "GỢI Ý MINH CHỨNG"),
            lambda text: text.replace("Tiêu chuẩn", "Điều 7. Tiêu chuân"),
            lambda text: re.sub(r"(?m)^(\d)\. ", r"Tiêu chí \1: ", text),
            lambda text: re.sub(r"(?m)^([ab])\) ", r"\1. ", text),
            lambda text: re.sub(r"(?m)^([ab])\) ", r"Chỉ số \1: ", text),
            lambda text: re.sub(r"(?m)^(.\)|\d\.|Tiêu chuẩn \d[.:]) ", "\\1\n", text),
            lambda text: text.replace(" ", "\u00a0\t ").replace("Một", "M\u200bột"),
            lambda text: text.replace(CHECKS, "- Yêu cầu:"),
            lambda text: f"\ufeff{text}",
        ],
    )
    def test_habits_of_typing(self, tmp_path: Path, change: object) -> None:
        """Accents apart or wrong, capitals, other signs behind numbers, text on a line of its own, odd blanks."""
        assert callable(change)
        found = read(tmp_path, change(LETTER))
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    def test_criteria_numbered_with_their_standard(self, tmp_path: Path) -> None:
        """1.2 is criterion 2 of standard 1; 1,20 and 1.50 in a text are no criteria."""
        text = CIRCULAR.replace("1. Một", "1.1. Một").replace("2. Một", "1.2 Một").replace("1. Hai", "2.1. Hai")
        found = read(tmp_path, text.replace("Điều a;", "Điều a:\n1.50 người;\n9.1. mục;"))
        assert texts_of(found) == SMALL_TEXTS | {"1.1.a": "Điều a:\n1.50 người;\n9.1. mục;"}
        assert found.findings == ()

    def test_utf_16_as_windows_saves_it(self, tmp_path: Path) -> None:
        """Notepad's Unicode is read too."""
        path = tmp_path / "copy.txt"
        path.write_bytes(CIRCULAR.encode("utf-16"))
        assert texts_of(read_wording(path, [SMALL])) == SMALL_TEXTS

    def test_other_encodings_are_refused(self, tmp_path: Path) -> None:
        """A text of before Unicode is not guessed at."""
        path = tmp_path / "copy.txt"
        path.write_bytes("Ti\xeau chu\xe8n 1".encode("latin-1"))
        with pytest.raises(UnreadableFileError, match="neither a Word document nor a text in UTF-8"):
            read_wording(path, [SMALL])

    def test_lines_broken_for_want_of_room(self, tmp_path: Path) -> None:
        """A text copied from a page goes on in the next line, also before a capital letter, until it ends."""
        found = read(tmp_path, CIRCULAR.replace("Điều b.", "Điều b của\nTrường và\ncác tổ."))
        assert texts_of(found)["1.1.b"] == "Điều b của Trường và các tổ."
        assert found.findings == ()

    def test_a_requirement_with_a_list(self, tmp_path: Path) -> None:
        """Points after a colon belong to the requirement, with or without dashes, until it ends."""
        found = read(tmp_path, LETTER.replace("Điều b.", "Điều b:\n- miền núi;\nvùng khác;\n- nơi khác."))
        assert texts_of(found)["1.1.b"] == "Điều b:\n- miền núi;\nvùng khác;\n- nơi khác."
        assert found.findings == ()

    def test_points_after_a_dash_belong_together(self, tmp_path: Path) -> None:
        """A list that has begun goes on with further dashes."""
        found = read(tmp_path, CIRCULAR.replace("Điều b.", "Điều b gồm:\n- miền núi.\n+ vùng khác."))
        assert texts_of(found)["1.1.b"] == "Điều b gồm:\n- miền núi.\n+ vùng khác."

    def test_lists_inside_what_an_indicator_asks(self, tmp_path: Path) -> None:
        """Numbers and letters in it make no criteria and no indicators."""
        text = LETTER.replace(f"{CHECKS} Có.", f"{CHECKS}\n1. Một.\n2. Hai.\na) Ba.\nb) Bốn.\nLưu ý: Năm.", 1)
        found = read(tmp_path, text)
        assert checks_in(found, "1.1.a") == ("1. Một.", "2. Hai.", "a) Ba.", "b) Bốn.", "Lưu ý: Năm.")
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    def test_lists_inside_suggested_evidence(self, tmp_path: Path) -> None:
        """A numbered list that counts further than the criteria is not taken for one."""
        text = LETTER.replace("- Quyết định;", "1. Quyết định;\n2. Sổ;\n3. Báo cáo;\nc) Ảnh.")
        found = read(tmp_path, text)
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    def test_articles_are_text_in_a_letter(self, tmp_path: Path) -> None:
        """Letter 46 cites articles inside what indicators ask."""
        found = read(tmp_path, LETTER.replace(f"{CHECKS} Có.", f"{CHECKS}\nTheo:\nĐiều 35. Điều lệ.", 1))
        assert checks_in(found, "1.1.a") == ("Theo:", "Điều 35. Điều lệ.")
        assert found.findings == ()

    def test_headings_of_parts(self, tmp_path: Path) -> None:
        """In capitals or numbered; the table of contents and a repeated heading do no harm; others are left alone."""
        heads = ["I. Đối với trường tiểu học", "Chương 3. TIÊU CHUẨN CỦA TRƯỜNG TRUNG HỌC", "GIÁO DỤC THƯỜNG XUYÊN"]
        contents = "\n".join(heads)
        blocks = (f"{head}\n{CIRCULAR}" for head in heads)
        text = f"{contents}\n" + "\n".join(blocks).replace("2. Một hai", f"{heads[0].upper()}\n2. Một hai", 1)
        found = read(tmp_path, text, SMALL, OTHER)
        assert found.findings == ()
        assert [part.framework for part in found.wording.frameworks] == [SMALL.id, OTHER.id]
        assert texts_of(found) == SMALL_TEXTS

    def test_headings_that_name_both_institutions_open_no_part(self, tmp_path: Path) -> None:
        """The subject of a letter names primary and secondary schools at once, a sentence may name one of them."""
        heading = "TIÊU CHUẨN TRƯỜNG TIỂU HỌC VÀ TRƯỜNG TRUNG HỌC\nCác trường tiểu học.\n" + "TRƯỜNG TIỂU HỌC " * 30
        assert kinds_of(read(tmp_path, f"{heading}\n{CIRCULAR}", SMALL)) == []


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Tiêu chuẩn %1:"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def write_package(path: Path, body: str, numbering: str = NUMBERING) -> Path:
    """Write a Word file of this body and return its path."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", numbering)
    return path


def paragraph(text: str, level: int | None = None) -> str:
    """Return a paragraph, numbered by Word where a level is given."""
    listed = "" if level is None else f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{listed}<w:r><w:t>{text}</w:t></w:r></w:p>"


class TestWordFiles:
    """What only Word has: numbers that are in no text, tables, breaks inside paragraphs, tables of contents."""

    def test_numbers_that_word_gives(self, tmp_path: Path) -> None:
        """Standards, criteria and indicators that Word numbers by itself; numbers typed besides count first."""
        levels = {"T": 0, "1": 1, "2": 1, "a": 2, "b": 2}
        rows = [(re.sub(r"^(Tiêu chuẩn \d[.:]|\S+) ", "", line), levels[line[0]]) for line in CIRCULAR.split("\n")]
        rows[-1] = ("a) Điều d.", 2)
        found = read_wording(write_package(tmp_path / "c.docx", "".join(paragraph(*row) for row in rows)), [SMALL])
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    def test_a_number_inside_a_list_stays_with_its_text(self, tmp_path: Path) -> None:
        """Where it heads nothing, what Word prints before a line is part of the line."""
        lines = [(line, None) for line in LETTER.split("\n")]
        body = "".join(paragraph(*line) for line in [*lines[:3], (CHECKS, None), ("Một;", 2), *lines[4:]])
        found = read_wording(write_package(tmp_path / "c.docx", body), [SMALL])
        assert checks_in(found, "1.1.a") == ("a) Một;",)
        assert found.findings == ()

    def test_tables_and_breaks(self, tmp_path: Path) -> None:
        """Numbers in one column and texts in the next; several lines in one paragraph."""
        cells = [cell for line in CIRCULAR.split("\n")[1:6] for cell in line.split(" ", 1)]
        table = "".join(
            f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells[place : place + 2])}</w:tr>"
            for place in range(0, len(cells), 2)
        )
        first, *_, last3, last2, last1 = CIRCULAR.split("\n")
        broken = paragraph(f"{last3}</w:t><w:br/><w:t>{last2}</w:t><w:br/><w:t>{last1}")
        path = write_package(tmp_path / "c.docx", f"{paragraph(first)}<w:tbl>{table}</w:tbl>{broken}")
        found = read_wording(path, [SMALL])
        assert texts_of(found) == SMALL_TEXTS
        assert found.findings == ()

    def test_a_table_of_contents_is_skipped(self, tmp_path: Path) -> None:
        """What Word marks as its table of contents names standards a first time."""
        contents = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC \\o</w:instrText></w:r>'
            "<w:r><w:t>Tiêu chuẩn 1: Một 3</w:t></w:r></w:p>"
            '<w:p><w:r><w:t>Tiêu chuẩn 2: Hai 9</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
        body = contents + "".join(paragraph(line) for line in CIRCULAR.split("\n"))
        assert read_wording(write_package(tmp_path / "c.docx", body), [SMALL]).findings == ()

    def test_places_are_paragraphs(self, tmp_path: Path) -> None:
        """In a Word file a finding names the paragraph, in a text the line."""
        lines = CIRCULAR.replace("a) Điều c.", "a)").split("\n")
        body = "<w:p/>" + "".join(paragraph(line) for line in lines)
        (finding,) = read_wording(write_package(tmp_path / "c.docx", body), [SMALL]).findings
        assert (str(finding), finding.place) == ("indicator 1.2.a has no text @ paragraph 7", in_file(paragraph=7))
        (finding,) = read(tmp_path, "\n".join(lines)).findings
        assert (str(finding), finding.place) == ("indicator 1.2.a has no text @ line 6", in_file(line=6))


class TestNumbers:
    """Numbers as the file has them, against what should be there."""

    @pytest.mark.parametrize(
        ("numbers", "size", "meant", "kinds"),
        [
            ([1, 2, 3], 3, [1, 2, 3], []),
            ([], 3, [], []),
            ([1, 3], 3, [1, 3], []),
            ([1, 2, 2, 3], 3, [1, 2, 2, 3], ["doubled"]),
            ([1, 2, 2], 3, [1, 2, 3], ["misnumbered"]),
            ([1, 3, 3], 3, [1, 2, 3], ["misnumbered"]),
            ([4, 2, 3], 3, [1, 2, 3], ["misnumbered"]),
            ([1, 2, 4], 3, [1, 2, 3], ["misnumbered"]),
            ([1, 2, 3, 4], 3, [1, 2, 3, 4], ["unknown"]),
            ([1, 2, 3, 3], 3, [1, 2, 3, 3], ["doubled"]),
            ([2, 1, 3], 3, [2, 1, 3], ["out_of_order"]),
            ([1, 3, 2, 4], 4, [1, 3, 2, 4], ["out_of_order"]),
            ([0, 2], 3, [1, 2], ["misnumbered"]),
        ],
    )
    def test_what_is_meant(self, numbers: list[int], size: int, meant: list[int], kinds: list[str]) -> None:
        """A slip of one number is told from a doubled, a swapped and a strange one."""
        found = resolve(numbers, size)
        assert [number for number, _ in found] == meant
        assert [kind.value for _, kind in found if kind is not None] == kinds

    @given(st.lists(st.integers(0, 6), max_size=8), st.integers(1, 5))
    def test_nothing_is_meant_twice_without_a_finding(self, numbers: list[int], size: int) -> None:
        """Whatever the file has, each number of the framework is taken at most once in good faith."""
        taken = [
            number
            for number, kind in resolve(numbers, size)
            if kind not in (WordingFindingKind.DOUBLED, WordingFindingKind.UNKNOWN)
        ]
        assert len(taken) == len(set(taken))
        assert all(1 <= number <= size for number in taken)


class TestDamage:
    """What is missing, doubled, empty, out of order or not understood is one finding, with its place."""

    @pytest.mark.parametrize(
        ("old", "new", "kind", "code"),
        [
            ("a) Điều a;\n", "", "missing", "1.1.a"),
            ("b) Điều b.\n", "", "missing", "1.1.b"),
            ("a) Điều a;\nb) Điều b.", "b) Điều b.\na) Điều a;", "out_of_order", "1.1.a"),
            ("b) Điều b.", "b) Điều b.\nb) Điều b.", "doubled", "1.1.b"),
            ("b) Điều b.", "b)", "empty", "1.1.b"),
            ("b) Điều b.", "c) Điều b.", "misnumbered", "1.1.b"),
            ("b) Điều b.", "b) Điều b.\nc) Điều x.", "unknown", "None"),
            ("b) Điều b.", "b) Điều b.\nMột dòng lạ.", "unplaced", "1.1.b"),
            ("1. Một một:\n", "", "missing", "1.1"),
            ("2. Một hai.\n", "", "missing", "1.2"),
            ("2. Một hai.", "2.", "empty", "1.2"),
            ("2. Một hai.", "2. Một hai.\n2. Một hai.", "doubled", "1.2"),
            ("2. Một hai.", "2. Một hai.\nMột dòng lạ.", "unplaced", "1.2"),
            ("2. Một hai.", "1. Một hai.", "misnumbered", "1.2"),
            ("2. Một hai.\na) Điều c.\n", "", "missing", "1.2"),
            ("2. Một hai.\na) Điều c.", "2. Một hai.", "missing", "1.2.a"),
            ("Tiêu chuẩn 2. Hai\n", "", "missing", "2"),
            ("Tiêu chuẩn 2. Hai", "Điều 8. Hai", "missing", "2"),
            ("Tiêu chuẩn 2. Hai", "Tiêu chuẩn 2.", "empty", "2"),
            ("Tiêu chuẩn 2. Hai", "Tiêu chuẩn 2. Hai\nTiêu chuẩn 2. Hai", "doubled", "2"),
            ("Tiêu chuẩn 2. Hai", "Tiêu chuẩn 1. Hai", "misnumbered", "2"),
            ("Tiêu chuẩn 2. Hai\n1. Hai một\na) Điều d.", "", "missing", "2"),
            ("Tiêu chuẩn 2. Hai", "Tiêu chuẩn 2. Hai\n\n(một tiêu chí)", "unplaced", "2"),
        ],
    )
    def test_one_damage_of_a_circular_is_one_finding(
        self, tmp_path: Path, old: str, new: str, kind: str, code: str
    ) -> None:
        """The rest of the copy stays where it belongs."""
        assert old in CIRCULAR
        found = read(tmp_path, CIRCULAR.replace(old, new))
        assert kinds_of(found) == [(kind, code)]
        kept = texts_of(found)
        assert all(kept[key] == SMALL_TEXTS[key] for key in kept)

    @pytest.mark.parametrize(
        ("old", "new", "kind", "code"),
        [
            ("a) Điều a;\n", "", "missing", "1.1.a"),
            ("b) Điều b.\n", "", "missing", "1.1.b"),
            (f"Điều b.\n{CHECKS} Có.", "Điều b.", "missing", "1.1.b"),
            (f"Điều b.\n{CHECKS} Có.\n{EVIDENCE}", "Điều b.", "missing", "1.1.b"),
            (f"Điều b.\n{CHECKS} Có.\n{EVIDENCE}", f"Điều b.\n{CHECKS} Có.", "missing", "1.1.b"),
            (f"Điều b.\n{CHECKS} Có.", f"Điều b.\n{CHECKS}", "empty", "1.1.b"),
            (f"Điều b.\n{CHECKS}", f"Điều b.\n{CHECKS} Có.\n{CHECKS}", "unplaced", "1.1.b"),
            ("b) Điều b.", "b) Điều b.\nb) Điều b.", "doubled", "1.1.b"),
            ("a) Điều a;", "a) Điều a;\na) Điều a;", "doubled", "1.1.a"),
            ("1. Một một:", "1. Một một:\n1. Một một:", "doubled", "1.1"),
            ("1. Hai một", "1. Hai một\n1. Hai một", "doubled", "2.1"),
            ("1. Một một:", "1. Một một:\nTheo quy định.", "unplaced", "1.1"),
            (f"2. Một hai.\na) Điều c.\n{CHECKS} Có.\n{EVIDENCE}\n- Quyết định;", "2. Một hai.", "missing", "1.2.a"),
            ("- Quyết định;\n2. Một hai.", f"- Quyết định;\n{CHECKS}\n2. Một hai.", "unplaced", "1.1"),
        ],
    )
    def test_one_damage_of_a_letter_is_one_finding(
        self, tmp_path: Path, old: str, new: str, kind: str, code: str
    ) -> None:
        """Headings inside an indicator that are missing, doubled or empty are noticed too."""
        assert old in LETTER
        found = read(tmp_path, LETTER.replace(old, new, 1))
        assert kinds_of(found) == [(kind, code)]

    @pytest.mark.parametrize(
        ("block", "code"),
        [
            (f"b) Điều b.\n{CHECKS} Có.\n{EVIDENCE}\n- Quyết định;\n", "1.1.b"),
            (f"2. Một hai.\na) Điều c.\n{CHECKS} Có.\n{EVIDENCE}\n- Quyết định;\n", "1.2"),
        ],
    )
    def test_a_block_that_was_pasted_twice_is_one_finding(self, tmp_path: Path, block: str, code: str) -> None:
        """What stands under the second heading is not counted once more."""
        assert block in LETTER
        found = read(tmp_path, LETTER.replace(block, block * 2))
        assert kinds_of(found) == [("doubled", code)]
        assert texts_of(found) == SMALL_TEXTS

    def test_a_strange_standard_is_left_out_as_a_whole(self, tmp_path: Path) -> None:
        """A standard that the framework does not have is one finding, whatever stands in it."""
        found = read(
            tmp_path, f"{CIRCULAR}\nTiêu chuẩn 3: Ba\n1. Ba một.\na) Điều e.\n2. Ba hai.\na) Điều g.\n3. Ba ba."
        )
        assert [str(finding) for finding in found.findings] == [
            "there is nothing of this number: standard 2 is the last one; it was left out @ line 10"
        ]
        assert texts_of(found) == SMALL_TEXTS

    def test_a_finding_names_what_and_where(self, tmp_path: Path) -> None:
        """A missing indicator is named with the place of the heading before it."""
        (finding,) = read(tmp_path, CIRCULAR.replace("b) Điều b.\n", "")).findings
        assert str(finding) == "indicator 1.1.b is missing @ line 3"
        (finding,) = read(tmp_path, CIRCULAR.replace("Tiêu chuẩn 1: Một\n", "")).findings
        assert str(finding) == "standard 1 is missing"

    def test_a_copy_without_the_law(self, tmp_path: Path) -> None:
        """Nothing is found, nothing is invented; numbered lines alone are no law."""
        found = read(tmp_path, f"1. Một.\na) Hai.\n{CHECKS}\n{EVIDENCE}\nĐiều 1. Ba.", SMALL)
        assert found.wording.frameworks == ()
        assert [str(finding) for finding in found.findings] == ["nothing was found for test/small"]

    @pytest.mark.parametrize(
        ("lost", "framework"), [(PARTS[PRIMARY.institution], SMALL), (PARTS[SECONDARY.institution], OTHER)]
    )
    def test_a_lost_heading_of_a_part(self, tmp_path: Path, lost: str, framework: Framework) -> None:
        """Standards that begin anew open the part that is left; it is said which one was meant."""
        text = f"{PARTS[PRIMARY.institution]}\n{LETTER}\n{PARTS[SECONDARY.institution]}\n{LETTER}"
        found = read(tmp_path, text.replace(f"{lost}\n", ""), SMALL, OTHER)
        (finding,) = found.findings
        assert (finding.kind, finding.subject) == ("missing", (framework.id,))
        assert [part.framework for part in found.wording.frameworks] == [SMALL.id, OTHER.id]

    def test_both_headings_of_parts_lost(self, tmp_path: Path) -> None:
        """Parts are then taken in the order in which the frameworks were asked for."""
        found = read(tmp_path, f"{LETTER}\n{LETTER}", SMALL, OTHER)
        assert kinds_of(found) == [("missing", "None")] * 2
        assert [part.framework for part in found.wording.frameworks] == [SMALL.id, OTHER.id]

    def test_a_part_that_nobody_asked_for_stays_out(self, tmp_path: Path) -> None:
        """Where its heading is lost, it is not taken for the part that is named further down."""
        first = CIRCULAR.replace("Điều", "Điểm").replace("a) Điểm d.", "Điều 9. Khác\n1. Khoản.\n2. Khoản.")
        text = f"{first}\n{PARTS[SECONDARY.institution]}\n{CIRCULAR}"
        found = read(tmp_path, text, OTHER)
        assert found.findings == ()
        assert texts_of(found) == SMALL_TEXTS

    @pytest.mark.parametrize("build", [letter_rows, circular_rows])
    @pytest.mark.parametrize("seed", range(3))
    def test_damage_in_ten_places_yields_ten_findings(self, tmp_path: Path, build: object, seed: int) -> None:
        """Ten paragraphs of a whole copy are deleted, doubled, emptied or renumbered."""
        assert callable(build)
        rows: list[Row] = build(BOTH)
        drawn = random.Random(seed)  # noqa: S311 - a choice, no secret
        chosen = drawn.sample(range(0, len(places_of(rows)), 8), 10)
        for place in sorted((places_of(rows)[number] for number in chosen), reverse=True):
            rows = damage(rows, place, drawn.choice(DAMAGES))
        found = read_wording(write_word(tmp_path / "copy.docx", rows), BOTH)
        assert len(found.findings) == 10

    @given(st.data())
    @examples(20)
    def test_any_one_damage_is_one_finding(self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
        """Wherever a title, requirement or heading of a part is hit, the rest of the copy stays where it belongs."""
        rows = data.draw(st.sampled_from([LETTER_ROWS, CIRCULAR_ROWS]))
        place = data.draw(st.sampled_from(places_of(rows)))
        damaged = damage(rows, place, data.draw(st.sampled_from(DAMAGES)))
        path = write_text(tmp_path_factory.getbasetemp() / "copy.txt", damaged)
        assert len(read_wording(path, BOTH).findings) == 1


DAMAGES = ("delete", "double", "empty", "renumber")
LETTER_ROWS = letter_rows(BOTH)
CIRCULAR_ROWS = circular_rows(BOTH)


def places_of(rows: Sequence[Row]) -> list[int]:
    """Return the places of standards, criteria and indicators."""
    return [place for place, row in enumerate(rows) if re.fullmatch(r"\d+(\.\d+(\.[a-z])?)?", row.key)]


def damage(rows: Sequence[Row], place: int, kind: str) -> list[Row]:
    """Return the rows with one of them deleted, doubled, without its text, or with a number one too high."""
    row = rows[place]
    number = re.match(r"(?:Điều \d+\. )?(?:Tiêu chuẩn )?([a-z]|\d+)[.:)]", row.text)
    assert number is not None
    if kind == "delete":
        return [*rows[:place], *rows[place + 1 :]]
    if kind == "double":
        return [*rows[: place + 1], *rows[place:]]
    if kind == "empty":
        text = number[0]
    else:
        higher = str(int(number[1]) + 1) if number[1].isdigit() else chr(ord(number[1]) + 1)
        text = row.text[: number.start(1)] + higher + row.text[number.end(1) :]
    return [*rows[:place], attrs.evolve(row, text=text), *rows[place + 1 :]]


class TestUnreadableFiles:
    """What cannot be read ends in a clear error that names the file."""

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """The name is in the message."""
        with pytest.raises(UnreadableFileError, match=r"missing\.docx"):
            read_wording(tmp_path / "missing.docx", [SMALL])

    @pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"%PDF-1.4 \xff\xfe"])
    def test_a_file_of_another_kind(self, tmp_path: Path, content: bytes) -> None:
        """A damaged package, PDF: the remedy says what to do."""
        path = tmp_path / "copy.docx"
        path.write_bytes(content)
        with pytest.raises(UnreadableFileError, match=r"copy\.docx"):
            read_wording(path, [SMALL])

    def test_an_old_word_file_is_converted(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Letter 46 goes round as .doc; what LibreOffice makes of it is read."""
        converted = write_package(tmp_path / "c.docx", "".join(paragraph(line) for line in CIRCULAR.split("\n")))
        monkeypatch.setattr("kdcl.office.opening.convert_file", lambda *_: converted.read_bytes())
        path = tmp_path / "copy.doc"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        assert texts_of(read_wording(path, [SMALL])) == SMALL_TEXTS

    def test_an_old_word_file_without_libreoffice(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The error says how to convert it."""
        monkeypatch.setattr("shutil.which", lambda _: None)
        path = tmp_path / "copy.doc"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        with pytest.raises(UnreadableFileError, match="LibreOffice"):
            read_wording(path, [SMALL])

    def test_a_text_that_is_too_long(self, tmp_path: Path) -> None:
        """A circular has some hundred thousand characters, not millions of them."""
        path = tmp_path / "copy.txt"
        path.write_bytes(b"a" * (LONGEST + 1))
        with pytest.raises(UnreadableFileError, match="larger than 2000000 bytes"):
            read_wording(path, [SMALL])
