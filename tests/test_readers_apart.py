"""Tests of what stands in a Word file beside its text, and of signs that are drawn or set in fonts of their own.

Every text is in the facts or is handed back (docs/analysis/readers-word.md).
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.convert import dumps
from kdcl.errors import UnreadableFileError
from kdcl.law import Framework
from kdcl.readers import FindingKind, ReadReport, Use, read_evidence_list, read_report
from kdcl.school import Rating
from kdcl.standards import get_framework
from word_files import W, build_zip, paragraph

PRIMARY = get_framework("tt42-2012/primary")
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """Return the markup of a run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def symbol(font: str, code: str) -> str:
    """Return the markup of a sign of a symbol font."""
    return f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"


def old_box(properties: str) -> str:
    """Return the markup of a box to tick of an old form."""
    data = f"<w:ffData><w:checkBox>{properties}</w:checkBox></w:ffData>"
    return f"<w:r><w:fldChar w:fldCharType='begin'>{data}</w:fldChar><w:fldChar w:fldCharType='end'/></w:r>"


def line(*runs: str, style: str = "") -> str:
    """Return the markup of a paragraph of runs."""
    properties = f"<w:pPr><w:pStyle w:val='{style}'/></w:pPr>" if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def part(name: str, content: str) -> str:
    """Return the markup of a part."""
    return f"<w:{name} {NAMESPACES}>{content}</w:{name}>"


def write(path: Path, body: str, *, relations: str = "", **parts: str) -> Path:
    """Write a Word file of criterion 1.1 with this markup behind its title."""
    opening = paragraph("Tiêu chuẩn 1: Tên") + paragraph("Tiêu chí 1: Tên")
    files: dict[str, str | bytes] = {"word/document.xml": part("document", f"<w:body>{opening}{body}</w:body>")}
    if relations:
        files["word/_rels/document.xml.rels"] = f"<Relationships xmlns='{RELATIONSHIPS}'>{relations}</Relationships>"
    files |= {f"word/{name}.xml": content for name, content in parts.items()}
    file = path / "report.docx"
    file.write_bytes(build_zip(files))
    return file


def relation(number: str, kind: str, target: str, mode: str = "Internal") -> str:
    """Return the markup of a relation."""
    return f"<Relationship Id='{number}' Type='{KINDS}/{kind}' Target='{target}' TargetMode='{mode}'/>"


def read(
    path: Path, body: str, *, relations: str = "", framework: Framework | None = PRIMARY, **parts: str
) -> ReadReport:
    """Return what is read from it."""
    return read_report(write(path, body, relations=relations, **parts), framework)


def state_of(report: ReadReport) -> list[str]:
    """Return the current state of criterion 1.1."""
    return [part.text for part in report.assessment.sheets[0].current_state]


def apart_of(report: ReadReport) -> list[tuple[str, str, Use | None]]:
    """Return what is kept apart, by its kind."""
    return [(str(part.section), part.text, part.use) for part in report.paragraphs if part.is_apart]


def said_of(report: ReadReport, kind: FindingKind = FindingKind.NOT_READ) -> str:
    """Return what findings of a kind say."""
    return "\n".join(str(finding) for finding in report.findings if finding.kind is kind)


STATE = paragraph("1. Mô tả hiện trạng")
HIDDEN = "<w:vanish/>"


class TestHiddenText:
    """What a person does not see is no fact; it is kept apart and counted."""

    def test_hidden_runs(self, tmp_path: Path) -> None:
        """The rest of the line stays, and codes in hidden text are not cited."""
        report = read(tmp_path, STATE + line(run("Có sổ [H1-1-01-01]."), run(" Bỏ câu này [H1-1-01-99].", HIDDEN)))
        assert state_of(report) == ["Có sổ [H1-1-01-01]."]
        assert apart_of(report) == [("hidden text", "Bỏ câu này [H1-1-01-99].", None)]
        assert [str(found.code) for found in report.codes] == ["[H1-1-01-01]"]
        assert "hidden text are left out and kept apart: 1" in said_of(report)
        assert "Bỏ câu này" in {part.text.split(" [")[0] for part in report.unplaced}

    @pytest.mark.parametrize(
        ("properties", "is_hidden"),
        [
            ("<w:vanish w:val='true'/>", True),
            ("<w:vanish w:val='0'/>", False),
            ("<w:webHidden/>", False),
            ("<w:rStyle w:val='Secret'/>", True),
            ("<w:rStyle w:val='Child'/>", True),
            ("<w:rStyle w:val='Shown'/>", False),
            ("<w:rStyle w:val='Unknown'/>", False),
            ("<w:rStyle w:val='Circle'/>", False),
            ("<w:rStyle w:val='Secret'/><w:vanish w:val='false'/>", False),
        ],
    )
    def test_through_styles(self, properties: str, is_hidden: bool, tmp_path: Path) -> None:
        """Styles hide too, by themselves or by those they are based on; what the run says itself holds."""
        styles = part(
            "styles",
            "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:styleId='Child'><w:basedOn w:val='Secret'/></w:style>"
            "<w:style w:styleId='Shown'><w:basedOn w:val='Secret'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>"
            "<w:style w:styleId='Circle'><w:basedOn w:val='Circle'/></w:style>",
        )
        for _ in range(2):
            report = read(tmp_path, STATE + line(run("Một"), run("Hai", properties)), styles=styles)
            assert state_of(report) == (["Một"] if is_hidden else ["MộtHai"])

    def test_a_hidden_paragraph_style(self, tmp_path: Path) -> None:
        """A style of paragraphs hides all its runs; two switches cancel each other; the default style counts."""
        styles = part(
            "styles",
            "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"
            "<w:style w:type='paragraph' w:styleId='Note'><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:styleId='Secret'><w:rPr><w:vanish/></w:rPr></w:style>"
            "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'/>",
        )
        twice = run("ba", "<w:rStyle w:val='Secret'/>")
        body = STATE + line(run("Một")) + line(run("hai"), twice, style="Note")
        report = read(tmp_path, body, styles=styles)
        assert state_of(report) == ["Một", "ba"]
        assert apart_of(report) == [("hidden text", "hai", None)]

    def test_hidden_rows(self, tmp_path: Path) -> None:
        """A row of a table can be hidden."""
        rows = "".join(
            f"<w:tr><w:trPr>{hidden}</w:trPr><w:tc>{paragraph(text)}</w:tc><w:tc>{paragraph('b')}</w:tc></w:tr>"
            for hidden, text in (("", "Một"), ("<w:hidden/>", "Hai"))
        )
        report = read(tmp_path, f"{STATE}<w:tbl>{rows}</w:tbl>")
        assert state_of(report) == ["Một | b"]
        assert [text for _, text, _ in apart_of(report)] == ["Hai", "b"]


class TestTrackedChanges:
    """They count as accepted; what they take away comes back, and no verdict is read beside it."""

    def test_text_stays_and_what_is_taken_away_comes_back(self, tmp_path: Path) -> None:
        """Words, paragraphs as a whole, and what was moved."""
        gone = "<w:del><w:r><w:delText>ba mươi</w:delText></w:r></w:del>"
        whole = "<w:p><w:moveFrom><w:r><w:t>Câu dời đi.</w:t></w:r></w:moveFrom></w:p>"
        blank = "<w:del><w:r><w:delText> </w:delText></w:r></w:del>"
        report = read(tmp_path, STATE + line(run("Có "), gone, blank, run("hai mươi lớp.")) + whole)
        assert state_of(report) == ["Có hai mươi lớp."]
        assert [text for _, text, _ in apart_of(report)] == ["ba mươi", "Câu dời đi."]
        assert "text that tracked changes take away are left out and kept apart: 2" in said_of(report)

    def test_rows_and_joined_paragraphs(self, tmp_path: Path) -> None:
        """A row that is taken away comes back cell by cell; changes between paragraphs too."""
        row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('Một')}</w:tc><w:tc>{paragraph('Hai')}</w:tc></w:tr>"
        other = f"<w:tr><w:tc>{paragraph('Ba')}</w:tc><w:tc>{paragraph('Bốn')}</w:tc></w:tr>"
        loose = "<w:del><w:r><w:delText>Năm</w:delText></w:r></w:del>"
        report = read(tmp_path, f"{STATE}<w:tbl>{row}{other}</w:tbl>{loose}")
        assert [text for _, text, _ in apart_of(report)] == ["Một", "Hai", "Năm"]

    @pytest.mark.parametrize(
        "verdict",
        [
            line(run("Tự đánh giá: "), "<w:del><w:r><w:delText>Không </w:delText></w:r></w:del>", run("đạt")),
            line("<w:del><w:r><w:delText>Không</w:delText></w:r></w:del>", run("Tự đánh giá: "), run("Đạt")),
            paragraph(
                "", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>Không</w:delText></w:r></w:del>"
            )
            + paragraph("Đạt"),
            line(run("Tự đánh giá: "), run("Không ", HIDDEN), run("Đạt")),
            line("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + run("Đạt") + "</w:sdtContent></w:sdt>"),
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + paragraph("Đạt") + "</w:sdtContent></w:sdt>",
        ],
    )
    def test_no_verdict_is_read_beside_it(self, verdict: str, tmp_path: Path) -> None:
        """Nor beside hidden text, nor from the prompt of a control that nobody filled."""
        report = read(tmp_path, STATE + line(run("Có sổ.")) + paragraph("5. Tự đánh giá") + verdict)
        assert report.assessment.sheets[0].stated_verdict is None
        assert "not clear" in said_of(report, FindingKind.VERDICT)

    def test_nor_is_a_mark_of_the_summary(self, tmp_path: Path) -> None:
        """The row comes back."""
        gone = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
        cells = [paragraph("1.1"), line(run("x")), line(gone, run("-"))]
        heads = "".join(f"<w:tc>{paragraph(head)}</w:tc>" for head in ("Tiêu chí", "Đạt", "Không đạt"))
        row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
        body = paragraph("BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ") + f"<w:tbl><w:tr>{heads}</w:tr><w:tr>{row}</w:tr></w:tbl>"
        report = read(tmp_path, body)
        assert report.assessment.sheets[0].stated_verdict is None
        assert "the mark of criterion 1.1 in the summary is not clear" in said_of(report, FindingKind.VERDICT)


class TestObjects:
    """What stands in objects is handed back, or named."""

    def test_diagrams(self, tmp_path: Path) -> None:
        """The text of a diagram stands in a part of its own."""
        texts = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("Ban giám hiệu", "", "Tổ văn phòng"))
        data = f"<d xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>{texts}</d>"
        relations = relation("d", "diagramData", "data1.xml") + relation("e", "diagramData", "gone.xml")
        report = read(tmp_path, STATE + line(run("Có sổ.")), relations=relations, data1=data)
        assert apart_of(report) == [
            ("text in diagrams", "Ban giám hiệu", None), ("text in diagrams", "Tổ văn phòng", None),
        ]  # fmt: skip

    def test_embedded_files(self, tmp_path: Path) -> None:
        """Workbooks and other objects are not opened; a finding says so."""
        relations = relation("d", "package", "a.xlsx") + relation("e", "oleObject", "b.bin")
        report = read(tmp_path, STATE + line(run("Có sổ.")), relations=relations)
        assert said_of(report).count("another file is embedded in this one; it is not read") == 2


class TestMargins:
    """Headers and footers, comments, notes and links."""

    def test_headers_and_footers_come_back(self, tmp_path: Path) -> None:
        """Page numbers and what the report says too belong to the form; anything else is handed back once."""
        margin = paragraph("Trang 3/86") + paragraph("Bản nháp lần 2") + paragraph("Một") + paragraph("……")
        report = read(
            tmp_path,
            STATE + paragraph("Một"),
            relations=relation("a", "header", "header1.xml")
            + relation("b", "footer", "footer1.xml")
            + relation("c", "footer", "lost.xml"),
            header1=part("hdr", margin),
            footer1=part("ftr", margin),
        )
        left = [text for _, text, use in apart_of(report) if use is None]
        assert left == ["Bản nháp lần 2"]
        assert len(apart_of(report)) == 8
        assert "headers and footers are left out and kept apart: 1: Bản nháp lần 2" in said_of(report)

    def test_relations_with_one_id(self, tmp_path: Path) -> None:
        """A damaged file that numbers two relations alike, or none of them, has both headers all the same."""
        for number in ("a", ""):
            report = read(
                tmp_path,
                STATE + line(run("Có sổ.")),
                relations=relation(number, "header", "header1.xml") + relation(number, "header", "header2.xml"),
                header1=part("hdr", paragraph("Bản nháp")),
                header2=part("hdr", paragraph("Mật")),
            )
            assert {"Bản nháp", "Mật"} <= {each.text for each in report.paragraphs}

    def test_parts_stand_where_relations_lead(self, tmp_path: Path) -> None:
        """From the root of the package too, as some programs write it, and under any name."""
        report = read(
            tmp_path,
            STATE + line(run("Một"), "<w:r><w:footnoteReference w:id='1'/></w:r>"),
            relations=relation("a", "header", "/word/header1.xml") + relation("b", "footnotes", "notes7.xml"),
            header1=part("hdr", paragraph("Bản nháp")),
            notes7=part("footnotes", f"<w:footnote w:id='1'>{paragraph('theo sổ')}</w:footnote>"),
        )
        assert apart_of(report) == [("headers and footers", "Bản nháp", None)]
        assert state_of(report) == ["Một\ntheo sổ"]

    def test_comments_come_back(self, tmp_path: Path) -> None:
        """Their text is kept, and they are counted."""
        comments = part("comments", f"<w:comment>{paragraph('xem lại')}</w:comment><w:comment/>")
        report = read(tmp_path, STATE + paragraph("Một"), comments=comments)
        assert apart_of(report) == [("comments in the margin", "xem lại", None)]
        assert "comments in the margin are kept apart: 2" in said_of(report)

    def test_notes_belong_to_the_paragraph_that_refers_to_them(self, tmp_path: Path) -> None:
        """So they are facts of the same criterion; a note that nothing refers to is kept apart."""
        notes = part(
            "footnotes",
            f"<w:footnote w:id='1'>{paragraph('theo sổ [H1-1-01-02]')}</w:footnote>"
            f"<w:footnote w:id='2'>{paragraph('lạc')}</w:footnote>",
        )
        reference = "<w:r><w:footnoteReference w:id='1'/><w:footnoteReference w:id='9'/></w:r>"
        body = STATE + line(run("Một"), reference) + paragraph("Hai") + paragraph("Ba")
        report = read(tmp_path, body, footnotes=notes)
        assert state_of(report) == ["Một\ntheo sổ [H1-1-01-02]", "Hai", "Ba"]
        assert [part.indicator for part in report.assessment.sheets[0].current_state] == ["a", "b", "c"]
        assert apart_of(report) == [("notes that nothing refers to", "lạc", None)]

    def test_a_note_can_take_a_verdict_back(self, tmp_path: Path) -> None:
        """It stands below the verdict, also where the verdict is in a table."""
        notes = part("endnotes", f"<w:endnote w:id='1'>{paragraph('chờ minh chứng')}</w:endnote>")
        reference = "<w:r><w:endnoteReference w:id='1'/></w:r>"
        cells = f"<w:tc>{paragraph('Tiêu chí')}</w:tc><w:tc>{line(run('Đạt'), reference)}</w:tc>"
        for body in (line(run("Đạt"), reference), f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"):
            report = read(tmp_path, paragraph("5. Tự đánh giá") + body, endnotes=notes)
            assert report.assessment.sheets[0].stated_verdict is None
            assert "not clear" in said_of(report, FindingKind.VERDICT)

    def test_addresses_of_links_come_back(self, tmp_path: Path) -> None:
        """Unless the address is what the link shows."""
        field = (
            "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText> HYPERLINK \"http://b.example/2\" </w:instrText></w:r>"
        )
        body = (
            STATE
            + line("<w:hyperlink r:id='a'>" + run("sổ") + "</w:hyperlink>", "<w:hyperlink r:id='x'/>")
            + line("<w:hyperlink r:id='b'>" + run("www.a.example") + "</w:hyperlink>")
            + line(field, run("hai"), "<w:r><w:fldChar w:fldCharType='end'/></w:r>")
            + line("<w:fldSimple w:instr='HYPERLINK \"http://b.example/3\"'>" + run("ba") + "</w:fldSimple>")
        )
        relations = relation("a", "hyperlink", "http://a.example/1", "External") + relation(
            "b", "hyperlink", "http://www.a.example/", "External"
        )
        report = read(tmp_path, body, relations=relations)
        assert state_of(report) == ["sổ", "www.a.example", "hai", "ba"]
        left = [text for _, text, use in apart_of(report) if use is None]
        assert left == ["http://a.example/1", "http://b.example/2", "http://b.example/3"]

    def test_a_list_names_what_stands_beside_it(self, tmp_path: Path) -> None:
        """Reading only the list, hidden text and comments are among what is not read."""
        cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Mã minh chứng", "Tên minh chứng"))
        row = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("H1-1-01-01", "Sổ"))
        table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{row}</w:tr></w:tbl>"
        file = write(tmp_path, line(run("kín", HIDDEN)) + table)
        (finding,) = (f for f in read_evidence_list(file).findings if "kín" in f.texts)
        assert "the rest of the file is not read" in str(finding)


class TestSigns:
    """Ticks and boxes, however a program draws them."""

    @pytest.mark.parametrize(
        ("met", "not_met"),
        [
            (run("\uf0a8"), run("\uf0fe")),
            (run("\uf06f"), run("\uf0fc")),
            (run("\uf0a3", "<w:rFonts w:ascii='Wingdings 2' w:hAnsi='Wingdings 2'/>"), run("\uf052")),
            (run("o", "<w:rFonts w:ascii='Wingdings'/>"), run("\u00fe", "<w:rFonts w:hAnsi='Wingdings'/>")),
            (run("c", "<w:rFonts w:ascii='Webdings'/>"), run("a", "<w:rFonts w:ascii='Webdings'/>")),
            (run(" "), run("\uf0d6", "<w:rFonts w:ascii='Symbol'/>")),
            (run(" "), symbol("Symbol", "F0B4")),
            (symbol("Wingdings", "F0A8"), symbol("Wingdings", "00FD")),
            (
                "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr></w:sdt>",
                "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>"
                + run("R") + "</w:sdtContent></w:sdt>",
            ),
            (old_box("<w:default w:val='0'/>"), old_box("<w:default w:val='0'/><w:checked/>")),
            (old_box("<w:default w:val='1'/><w:checked w:val='0'/>"), old_box("<w:default w:val='1'/>")),
        ],
    )  # fmt: skip
    def test_a_ticked_verdict_is_read(self, met: str, not_met: str, tmp_path: Path) -> None:
        """The box behind "not met" is ticked."""
        body = paragraph("5. Tự đánh giá") + line(run("Đạt "), met, run("   Không đạt "), not_met)
        report = read(tmp_path, body)
        assert report.assessment.sheets[0].stated_verdict is Rating.NOT_MET

    def test_a_sign_that_is_not_known_stays_and_leaves_the_verdict_open(self, tmp_path: Path) -> None:
        """Its letter or private character is kept as it is."""
        for sign in (run("\uf04a"), run("J", "<w:rFonts w:ascii='Wingdings'/>")):
            report = read(tmp_path, paragraph("5. Tự đánh giá") + line(run("Đạt "), sign, run(" Không đạt")))
            assert report.assessment.sheets[0].stated_verdict is None
            assert "not clear" in said_of(report, FindingKind.VERDICT)
            assert len(report.unplaced) == 1

    @pytest.mark.parametrize(
        ("choices", "verdict"),
        [
            ("<w:result w:val='1'/><w:listEntry w:val='Đạt'/><w:listEntry w:val='Không đạt'/>", Rating.NOT_MET),
            ("<w:default w:val='0'/><w:listEntry w:val='Đạt'/><w:listEntry w:val='Không đạt'/>", Rating.MET),
            ("<w:result w:val='7'/><w:listEntry w:val='Đạt'/>", None),
        ],
    )
    def test_the_chosen_entry_of_an_old_form(self, choices: str, verdict: Rating | None, tmp_path: Path) -> None:
        """Word shows it without storing it as text."""
        field = f"<w:fldChar w:fldCharType='begin'><w:ffData><w:ddList>{choices}</w:ddList></w:ffData></w:fldChar>"
        report = read(tmp_path, paragraph("5. Tự đánh giá") + f"<w:p><w:r>{field}</w:r></w:p>")
        assert report.assessment.sheets[0].stated_verdict is verdict

    def test_what_is_struck_through_is_not_chosen(self, tmp_path: Path) -> None:
        """The verdict that stays is; elsewhere struck text is text, and a finding counts it."""
        struck = run("Không đạt", "<w:strike/>")
        body = STATE + line(run("Một "), run("hai", "<w:dstrike/>"), run(" ba"))
        report = read(tmp_path, body + paragraph("5. Tự đánh giá") + line(run("Đạt / "), struck))
        assert report.assessment.sheets[0].stated_verdict is Rating.MET
        assert state_of(report) == ["Một hai ba"]
        assert "struck through is read like other text, but for verdicts: 2" in said_of(report)
        report = read(tmp_path, paragraph("5. Tự đánh giá") + line(struck) + line(run("Đạt", "<w:strike w:val='0'/>")))
        assert report.assessment.sheets[0].stated_verdict is Rating.MET
        assert [part.text for part in report.unplaced] == ["Không đạt"]

    def test_struck_text_on_several_lines(self, tmp_path: Path) -> None:
        """Each line knows its own part of it."""
        content = run("Đạt") + "<w:r><w:br/></w:r>" + run("Không đạt", "<w:strike/>")
        report = read(tmp_path, paragraph("5. Tự đánh giá") + line(content))
        assert report.assessment.sheets[0].stated_verdict is Rating.MET


class TestBrokenCodes:
    """A code that a line end cuts in two is one code."""

    @pytest.mark.parametrize(
        ("first", "second", "codes"),
        [
            ("Có sổ [H1-1-01-", "02] và biên bản [H1-1-01-03].", 2),
            ("Có sổ [H1-1-01", "-02] và biên bản.", 1),
            ("Có sổ [H1-", "1-01-02].", 1),
            ("Có sổ [", "H1-1-01-02].", 1),
            ("Có sổ H1-1-01-", "02 và biên bản", 1),
            ("Có sổ H1-1-01–", "02; H1-1-01-03", 2),
        ],
    )
    def test_two_lines_are_one(self, first: str, second: str, codes: int, tmp_path: Path) -> None:
        """Two paragraphs, or one with a line break."""
        broken = f"<w:p>{run(first)}<w:r><w:br/></w:r>{run(second)}</w:p>"
        for body in (paragraph(first) + paragraph(second), broken):
            report = read(tmp_path, STATE + body)
            assert state_of(report) == [first + second]
            assert len(report.codes) == codes

    def test_in_a_cell(self, tmp_path: Path) -> None:
        """Within it, and not into the next one."""
        cell = f"<w:tc>{paragraph('[H1-1-01-')}{paragraph('02]')}</w:tc><w:tc>{paragraph('b')}</w:tc>"
        report = read(tmp_path, f"{STATE}<w:tbl><w:tr>{cell}</w:tr></w:tbl>")
        assert state_of(report) == ["[H1-1-01-02] | b"]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Có sổ H1-1-01-02.", "2. Điểm mạnh"),
            ("Có sổ [H1-1-01-02]", "3 quyển"),
            ("Có sổ [H1-1-", "nháp]"),
            ("a-", "2"),
        ],
    )
    def test_other_lines_stay_two(self, first: str, second: str, tmp_path: Path) -> None:
        """Where no code goes on; a bracket that is left open is told."""
        report = read(tmp_path, STATE + paragraph(first) + paragraph(second))
        assert second in [part.text for part in report.paragraphs]
        assert ("is not closed" in said_of(report, FindingKind.EVIDENCE)) == first.endswith("[H1-1-")


class TestOldEncodings:
    """Text of before Unicode is not understood: it is kept letter by letter, and the remedy is named."""

    TCVN3 = "Nh\u00b5 tr\u00ad\u00eang \u00ae\u00ad\u00eec \u00ae\u00c7u t\u00ad \u00ae\u00f1 phßng"

    def test_lines_are_handed_back_unharmed(self, tmp_path: Path) -> None:
        """A soft hyphen is a letter there; the text is no fact."""
        report = read(tmp_path, STATE + paragraph("Một") + paragraph(self.TCVN3))
        assert state_of(report) == ["Một"]
        assert apart_of(report) == [("text in an old encoding", self.TCVN3, None)]
        assert "TCVN3" in said_of(report)
        assert "UniKey" in said_of(report)
        assert said_of(report).count("TCVN3") == 1

    @pytest.mark.parametrize("given", ["run", "style", "default"])
    def test_a_font_tells_too(self, given: str, tmp_path: Path) -> None:
        """A few letters tell nothing by themselves; the font of the run or of its style does."""
        fonts = "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>"
        styles = part(
            "styles",
            f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts if given == 'default' else ''}</w:rPr></w:rPrDefault>"
            f"</w:docDefaults><w:style w:type='paragraph' w:default='1' w:styleId='N'>"
            f"<w:rPr>{fonts if given == 'style' else ''}</w:rPr></w:style>",
        )
        body = STATE + line(run("t\u00ad", fonts if given == "run" else "")) + line(run("Đã họp")) + line(run("HS"))
        report = read(tmp_path, body, styles=styles)
        assert state_of(report) == ["Đã họp", "HS"]
        assert [text for _, text, _ in apart_of(report)] == ["t\u00ad"]

    def test_text_of_unicode_beside_it(self, tmp_path: Path) -> None:
        """A text with letters or marks that only Unicode has is read without its soft hyphens."""
        for words in ("Nhà trường có đủ sổ\u00ad.", unicodedata.normalize("NFD", "Ngày lễ\u00ad.")):
            report = read(tmp_path, STATE + paragraph(words) + paragraph(self.TCVN3))
            assert state_of(report) == [unicodedata.normalize("NFC", words.replace("\u00ad", ""))]

    def test_cells_and_hyphens_around_it(self, tmp_path: Path) -> None:
        """In tables too; in a file with such text, no soft hyphen of a text that may be in it is taken out."""
        hyphen = "x\u00ad1"
        cells = f"<w:tc>{paragraph(self.TCVN3)}</w:tc><w:tc>{paragraph('b')}</w:tc>"
        report = read(tmp_path, f"{STATE}{paragraph(hyphen)}<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
        assert "\n".join(state_of(report)) == f"{hyphen}\nb"
        assert [text for _, text, _ in apart_of(report)] == [self.TCVN3]

    def test_a_report_in_it_is_refused_with_the_remedy(self, tmp_path: Path) -> None:
        """Nothing tells what it is."""
        file = tmp_path / "report.docx"
        file.write_bytes(
            build_zip({"word/document.xml": part("document", f"<w:body>{paragraph(self.TCVN3)}</w:body>")})
        )
        with pytest.raises(UnreadableFileError, match="UniKey"):
            read_report(file)


class TestNothingIsLost:
    """Every text of a file is in the facts, in a heading or the form, or is handed back."""

    PLACES = ("body", "hidden", "header", "comment", "note", "loose note", "link", "cell", "box", "struck")

    @given(
        st.lists(st.sampled_from(PLACES), min_size=1, max_size=8),
        st.sampled_from(["1. Mô tả hiện trạng", "MỤC LỤC", "PHỤ LỤC"]),
    )
    def test_wherever_it_stands(
        self, tmp_path_factory: pytest.TempPathFactory, places: list[str], heading: str
    ) -> None:
        """A word of its own for each place comes back from that place."""
        words = [f"từ{number} riêng" for number in range(len(places))]
        body, header, comments, notes, relations = (
            paragraph(heading),
            "",
            "",
            "",
            relation("h", "header", "header1.xml"),
        )
        for number, (place, word) in enumerate(zip(places, words, strict=True)):
            match place:
                case "hidden":
                    body += line(run(word, HIDDEN))
                case "header":
                    header += paragraph(word)
                case "comment":
                    comments += f"<w:comment>{paragraph(word)}</w:comment>"
                case "note" | "loose note":
                    notes += f"<w:footnote w:id='{number}'>{paragraph(word)}</w:footnote>"
                    body += (
                        line(run("x"), f"<w:r><w:footnoteReference w:id='{number}'/></w:r>") if place == "note" else ""
                    )
                case "link":
                    relations += relation(f"l{number}", "hyperlink", word, "External")
                    body += line(f"<w:hyperlink r:id='l{number}'>{run('y')}</w:hyperlink>")
                case "cell":
                    body += f"<w:tbl><w:tr><w:tc>{paragraph(word)}</w:tc><w:tc>{paragraph('z')}</w:tc></w:tr></w:tbl>"
                case "box":
                    body += f"<w:p><w:r><w:txbxContent>{paragraph(word)}</w:txbxContent></w:r></w:p>"
                case _:
                    body += line(run(word, "<w:strike/>" if place == "struck" else ""))
        report = read(
            tmp_path_factory.mktemp("a"),
            body,
            relations=relations,
            header1=part("hdr", header),
            comments=part("comments", comments),
            footnotes=part("footnotes", notes),
        )
        kept = dumps(report.assessment)
        for word in words:
            (found,) = (part for part in report.paragraphs if part.text == word)
            assert (word in kept) if found.use is Use.FACT else found.use in (None, Use.CONTENTS)
