"""Our own forms are recognised and refused: what they print is no text of a school."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kdcl.cli import main
from kdcl.errors import UnreadableFileError
from kdcl.figures.published import read_school_figures
from kdcl.office.settling import with_parts
from kdcl.readers import read_evidence_list, read_paper, read_report
from kdcl.standards import get_framework
from returned_workbooks import write_whole
from sheet_forms import form_of
from test_forms_members import forms
from word_files import empty_document

PRIMARY = get_framework("tt42-2012/primary")
STATE = "customXml/item1.xml"
PROPERTIES = "docProps/custom.xml"
SHEETS = {
    "sheet": form_of().data,
    "properties alone": with_parts(form_of().data, {STATE: b"<other/>"}),
    "part alone": with_parts(form_of().data, {PROPERTIES: b"<Properties/>"}),
    "member of a team": forms()["Nguyễn Văn A"].data,
}
"""Forms in Word, as programs leave them."""


class TestRefused:
    """No reader takes facts from a form, and each names what does."""

    @pytest.mark.parametrize("reader", [read_paper, read_report, read_evidence_list])
    @pytest.mark.parametrize("data", SHEETS.values(), ids=SHEETS)
    def test_in_word(self, reader: Callable[[Path], object], data: bytes, tmp_path: Path) -> None:
        """Whatever of what it knows of itself a program kept."""
        path = tmp_path / "form.docx"
        path.write_bytes(data)
        with pytest.raises(UnreadableFileError, match="kdcl forms collect"):
            reader(path)

    def test_as_a_workbook(self, tmp_path: Path) -> None:
        """Neither its list of evidence nor its tables of Part I are read as those of other programs."""
        path = tmp_path / "form.xlsx"
        path.write_bytes(write_whole())
        for read in (read_evidence_list, lambda path: read_school_figures(path, PRIMARY)):
            with pytest.raises(UnreadableFileError, match="kdcl forms collect"):
                read(path)

    def test_by_the_command(self, tmp_path: Path) -> None:
        """Nothing is written."""
        path, made = tmp_path / "form.docx", tmp_path / "school.json"
        path.write_bytes(form_of().data)
        result = CliRunner().invoke(main, ["import", str(path), "-o", str(made), "--lang", "en"])
        assert result.exit_code == 2
        assert "kdcl forms collect" in result.output
        assert not made.exists()

    def test_properties_of_others(self, tmp_path: Path) -> None:
        """A report whose properties and parts another program wrote is a report."""
        path = tmp_path / "report.docx"
        document = empty_document()
        for text in ("TRƯỜNG TIỂU HỌC VÍ DỤ", "BÁO CÁO TỰ ĐÁNH GIÁ", "Tiêu chuẩn 1: Tên", "Tiêu chí 1: Tên"):
            document.add_paragraph(text)
        document.save(str(path))
        parts = {STATE: b"<other/>", PROPERTIES: b'<Properties><property name="kdcl form"/></Properties>'}
        path.write_bytes(with_parts(path.read_bytes(), parts))
        assert read_paper(path).assessment.school.name == "TRƯỜNG TIỂU HỌC VÍ DỤ"


class TestEnglishPapers:
    """Of papers of ours in English the year is read."""

    def test_school_year(self, tmp_path: Path) -> None:
        """It stands on the cover; nothing is guessed from the day it was signed."""
        path = tmp_path / "report.docx"
        document = empty_document()
        for text in ("TRƯỜNG TIỂU HỌC VÍ DỤ", "SELF-ASSESSMENT REPORT", "School year 2017-2018", "Ví Dụ - 2018"):
            document.add_paragraph(text)
        document.save(str(path))
        read = read_report(path, PRIMARY)
        assert str(read.assessment.school_year) == "2017-2018"
        assert "school_year" not in {str(place) for place in read.guessed}
