"""Tests of reading the body of a Word file: what a person sees, with all changes accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.convert import dumps
from kdcl.readers import FindingKind, ReadReport, read_report
from kdcl.standards import get_framework
from word_files import W, build_docx, paragraph

PRIMARY = get_framework("tt42-2012/primary")


def run(content: str) -> str:
    """Return the markup of a run."""
    return f"<w:r>{content}</w:r>"


def text(content: str) -> str:
    """Return the markup of a run of text."""
    return run(f"<w:t xml:space='preserve'>{content}</w:t>")


def read(path: Path, body: str, **parts: str) -> ReadReport:
    """Return what is read from a body."""
    file = path / "report.docx"
    file.write_bytes(build_docx(body, **parts))
    return read_report(file, PRIMARY)


def read_texts(path: Path, body: str, **parts: str) -> list[str]:
    """Return the texts of a body."""
    report = read(path, body, **parts)
    return [part.text for part in report.paragraphs if "tracked changes" not in str(part.section)]


class TestText:
    """Text counts wherever it stands."""

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            (text("a") + run("<w:tab/><w:t>b</w:t>"), ["a\tb"]),
            (run("<w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t>"), ["a", "b", "c"]),
            (run("<w:t>H1</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/><w:t>2</w:t>"), ["H1-12"]),
            ("<w:hyperlink>" + text("liên kết") + "</w:hyperlink>", ["liên kết"]),
            ("<w:ins>" + text("thêm") + "</w:ins><w:del>" + run("<w:delText>bỏ</w:delText>") + "</w:del>", ["thêm"]),
            ("<w:moveFrom>" + text("cũ") + "</w:moveFrom><w:moveTo>" + text("mới") + "</w:moveTo>", ["mới"]),
            ("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>" + text("ô") + "</w:sdtContent></w:sdt>", ["ô"]),
            ("<w:fldSimple w:instr='DATE'>" + text("nay") + "</w:fldSimple>", ["nay"]),
            (
                run("<w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>")
                + run("<w:fldChar w:fldCharType='separate'/>")
                + text("5")
                + run("<w:fldChar w:fldCharType='end'/><w:fldChar w:fldCharType='end'/>"),
                ["5"],
            ),
            (run("<w:sym w:char='F0FE'/><w:sym w:char='F0A8'/><w:sym w:char='0041'/><w:sym w:char='zz'/>"), ["☑☐A"]),
            ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", ["x+1"]),
            (text("Tie\u0302\u0301ng\u200b Viê\u0323t\ufeff"), ["Tiếng Việt"]),
            (text("  \u00a0 "), []),
        ],
    )
    def test_paragraphs(self, content: str, expected: list[str], tmp_path: Path) -> None:
        """Insertions stand, deletions are gone; fields, links, controls, formulas and symbols are text."""
        assert read_texts(tmp_path, f"<w:p>{content}</w:p>") == expected

    def test_a_deleted_end_joins_paragraphs(self, tmp_path: Path) -> None:
        """A paragraph whose end was deleted goes on in the next one, or ends the text."""
        joined = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        body = paragraph("Một ", joined) + paragraph("hai") + paragraph("ba", joined)
        assert read_texts(tmp_path, body) == ["Một hai", "ba"]

    def test_text_boxes_are_read_once(self, tmp_path: Path) -> None:
        """Word stores a text box twice, for new and for old programs; the new rendering counts."""
        box = "<w:txbxContent>" + paragraph("hộp") + "</w:txbxContent>"
        both = (
            f"<mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        )
        old = (
            f"<mc:AlternateContent><mc:Fallback>{text('cũ')}</mc:Fallback></mc:AlternateContent><mc:AlternateContent/>"
        )
        assert read_texts(tmp_path, f"<w:p>{run(both)}{text('ngoài')}</w:p><w:p>{old}</w:p>") == ["ngoài", "hộp", "cũ"]
        assert read_texts(
            tmp_path, f"<mc:AlternateContent><mc:Choice>{paragraph('khối')}</mc:Choice></mc:AlternateContent>"
        ) == ["khối"]

    def test_tables_keep_their_places(self, tmp_path: Path) -> None:
        """Deleted rows are gone; cells in content controls count; places are counted from 1."""
        cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge/></w:tcPr>" + paragraph("a") + "</w:tc>"
        merged = "<w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("b") + "</w:tc>"
        body = (
            "<w:tbl><w:tblPr/><w:tr><w:trPr><w:del/></w:trPr>" + cell + "</w:tr>"
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
            + cell
            + f"<w:sdt><w:sdtContent>{merged}</w:sdtContent></w:sdt>"
            "</w:tr></w:tbl>"
        )
        report = read(tmp_path, body)
        shown = [(part.text, part.cell) for part in report.paragraphs if not part.is_apart]
        assert shown == [("a", (1, 1, 2)), ("b", (1, 1, 4))]
        assert str(report.paragraphs[1].place) == "paragraph 2, table 1, row 1, column 4"

    def test_notes_stand_at_the_end(self, tmp_path: Path) -> None:
        """Footnotes and endnotes are text, their separators are not."""
        note = (
            f"<w:footnotes xmlns:w='{W}'><w:footnote w:type='separator'>{paragraph('-')}</w:footnote>"
            f"<w:footnote>{paragraph('chân trang')}</w:footnote></w:footnotes>"
        )
        assert read_texts(tmp_path, paragraph("thân"), footnotes=note) == ["thân", "chân trang"]

    def test_what_is_not_read_is_reported(self, tmp_path: Path) -> None:
        """Comments, pictures, embedded files, and characters that no text may hold."""
        body = paragraph("a\u0085b") + "<w:altChunk/>" + "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
        comments = f"<w:comments xmlns:w='{W}'><w:comment/><w:comment/></w:comments>"
        report = read(tmp_path, body, comments=comments)
        assert report.paragraphs[0].text == "a\ufffdb"
        said = [str(finding) for finding in report.findings if finding.kind is FindingKind.NOT_READ]
        assert [line.split(":")[0].split(";")[0] for line in said] == [
            "another file is embedded in this one",
            "comments in the margin are kept apart",
            "pictures are not read",
            "characters that no text may hold were replaced by a mark",
        ]


class TestNumbering:
    """Numbers that Word prints are counted as Word counts them."""

    @staticmethod
    def numbering(*lists: str) -> str:
        """Return a numbering part with one definition of two levels."""
        levels = (
            "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='{shape}'/><w:lvlText w:val='{text}'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:lvlText w:val='%1.%2.%3'/></w:lvl>"
        )
        shapes = {
            "1": ("decimal", "Tiêu chí %1:"),
            "2": ("lowerLetter", "%1)"),
            "3": ("upperRoman", "%1."),
            "4": ("bullet", "-"),
            "5": ("upperLetter", "%1."),
            "6": ("lowerRoman", "%1)"),
        }
        definitions = "".join(
            f"<w:abstractNum w:abstractNumId='{number}'>{levels.format(shape=shape, text=label)}</w:abstractNum>"
            for number, (shape, label) in shapes.items()
        )
        plain = "".join(f"<w:num w:numId='{n}'><w:abstractNumId w:val='{n}'/></w:num>" for n in shapes)
        return f"<w:numbering xmlns:w='{W}'>{definitions}{plain}{''.join(lists)}</w:numbering>"

    @staticmethod
    def numbered(number: str, level: int = 0) -> str:
        """Return a numbered paragraph without text of its own."""
        return paragraph(
            "Tên", f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
        )

    def criteria(self, path: Path, body: str, **parts: str) -> list[str]:
        """Return the criteria that a body opens."""
        report = read(path, paragraph("Tiêu chuẩn 1") + body, **({"numbering": self.numbering()} | parts))
        return [str(sheet.criterion) for sheet in report.assessment.sheets]

    def test_criteria_are_counted(self, tmp_path: Path) -> None:
        """A list that goes on, a list that is unknown, and bullets."""
        body = self.numbered("1") + self.numbered("4") + self.numbered("9") + self.numbered("1") + self.numbered("1", 7)
        assert self.criteria(tmp_path, body) == ["1.1", "1.2"]

    def test_a_list_may_begin_elsewhere(self, tmp_path: Path) -> None:
        """A second list of the same definition restarts where it says, or counts by levels of its own."""
        second = (
            "<w:num w:numId='7'><w:abstractNumId w:val='1'/>"
            "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
        )
        third = (
            "<w:num w:numId='8'><w:abstractNumId w:val='4'/><w:lvlOverride w:ilvl='x'>"
            "<w:lvl><w:start w:val='3'/><w:lvlText w:val='Tiêu chí %1.'/></w:lvl></w:lvlOverride></w:num>"
        )
        body = self.numbered("1") + self.numbered("7") + self.numbered("8")
        assert self.criteria(tmp_path, body, numbering=self.numbering(second, third)) == ["1.1", "1.3", "1.5"]

    def test_levels_deeper_than_word_has_are_left(self, tmp_path: Path) -> None:
        """Word has nine; a definition of more gives no number."""
        numbering = self.numbering().replace("w:ilvl='1'", "w:ilvl='12'")
        body = self.numbered("1") + self.numbered("1", 12)
        assert self.criteria(tmp_path, body, numbering=numbering) == ["1.1"]

    def test_a_style_may_number(self, tmp_path: Path) -> None:
        """Numbering is inherited from the style a style is based on; circles end."""
        styles = (
            f"<w:styles xmlns:w='{W}'><w:style w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:styleId='B'>"
            "<w:basedOn w:val='A'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>"
        )
        assert self.criteria(tmp_path, paragraph("Tên", "<w:pPr><w:pStyle w:val='A'/></w:pPr>"), styles=styles) == [
            "1.1"
        ]

    @pytest.mark.parametrize(
        ("number", "count", "label"),
        [("2", 3, "c)"), ("2", 28, "bb)"), ("3", 4, "IV."), ("3", 1000, "1000."), ("5", 2, "B."), ("6", 9, "ix)")],
    )
    def test_numbers_are_written_as_word_writes_them(self, number: str, count: int, label: str) -> None:
        """Letters double after z; Roman numbers subtract."""
        from kdcl.office.package import Package  # noqa: PLC0415
        from kdcl.readers.files.body import read_body  # noqa: PLC0415 - the label is seen only here
        from kdcl.readers.files.content import iter_lines  # noqa: PLC0415

        data = build_docx(self.numbered(number) * count + self.numbered(number, 1), numbering=self.numbering())
        lines = list(iter_lines(read_body(Package(data, "a.docx")).items))
        assert lines[count - 1].label == label
        assert lines[count].label == f"{label.strip('.)')}.1."


class TestNothingIsLost:
    """Whatever a file holds comes back: as a fact, a heading, a part of the form, or unplaced."""

    @given(
        st.lists(
            st.sampled_from(
                [
                    "Tiêu chuẩn 1: Tên",
                    "Tiêu chí 1: Tên",
                    "Tiêu chí 2",
                    "1. Mô tả hiện trạng",
                    "2. Điểm mạnh: tốt",
                    "a) Một",
                    "5. Tự đánh giá",
                    "Đạt",
                    "Không đạt",
                    "MỤC LỤC",
                    "Phần II",
                    "III. KẾT LUẬN CHUNG",
                    "Kết luận:",
                    "Có [H1-1-01-01].",
                    "A, ngày 1 tháng 2 năm 2016",
                    "HIỆU TRƯỞNG",
                    "Tên trường: A",
                    "PHỤ LỤC",
                    "Phần I",
                    "lạ",
                    "DANH MỤC CHỮ VIẾT TẮT",
                ]
            ),
            max_size=14,
        )
    )
    def test_every_text_is_accounted_for(self, tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
        """The texts that come back are the texts that went in, in order; and facts are in the self-assessment."""
        report = read(tmp_path_factory.mktemp("a"), "".join(map(paragraph, lines)))
        assert "".join(part.text for part in report.paragraphs).replace(" ", "") == "".join(lines).replace(" ", "")
        kept = dumps(report.assessment)
        for part in report.paragraphs:
            if part.use == "fact" and part.text in ("lạ", "tốt", "a) Một", "Có [H1-1-01-01]."):
                assert part.text in kept
