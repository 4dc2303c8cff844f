"""What the workbook offers to people who open it: lists, locks, links, heads, pages."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from kdcl.findings import Finding
from kdcl.forms.workbook import FIELDS
from kdcl.forms.workbook.writing import write
from kdcl.locale import get_locale
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.standards import get_framework
from returned_workbooks import build_whole, write_whole

WHOLE = build_whole()
PRIMARY = get_framework(WHOLE.framework)
FIRST_ROW = 6


@pytest.fixture(scope="module")
def workbook() -> Any:  # noqa: ANN401 - openpyxl's workbook
    """Return the workbook of the whole file as openpyxl opens it."""
    return openpyxl.load_workbook(io.BytesIO(write_whole()))


def options(workbook: Any, sheet: str, cell: str) -> list[str]:  # noqa: ANN401 - openpyxl's workbook
    """Return the words that can be chosen in a cell."""
    for rule in workbook[sheet].data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            name, _, cells = rule.formula1.partition("!")
            return [row[0].value for row in workbook[name][cells.replace("$", "")]]
    return []


class TestChoosing:
    """What can be chosen is chosen from a list, and Vietnamese words say what is wrong otherwise."""

    def test_ratings(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """An indicator is met, not met, or left empty; nothing else is let in."""
        assert options(workbook, "Đạt, không đạt", "D7") == ["Đạt", "Không đạt"]
        (rule,) = workbook["Đạt, không đạt"].data_validations.dataValidation
        assert (rule.errorStyle, rule.allow_blank, rule.error) == (
            "stop", True, "Chọn một mục trong danh sách của ô này.",
        )  # fmt: skip

    def test_groups_criteria_and_standards(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """Lines below the last one have the lists too."""
        assert options(workbook, "Thành viên các nhóm", "B300") == ["Nhóm thư ký", "Nhóm 1", "Nhóm 2"]
        assert options(workbook, "Ý kiến góp ý dự thảo", "D9")[:2] == ["1.1", "1.2"]
        assert options(workbook, "Cải tiến chất lượng", "B9")[-1] == str(PRIMARY.criteria[-1].code)
        assert options(workbook, "Nguồn lực", "B9") == ["1", "2", "3", "4", "5"]

    def test_days_and_numbers_are_asked_back(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """A day typed as text may stand after the question, since it is read too."""
        kinds = {
            rule.type: rule.errorStyle for rule in workbook["Nhà trường và báo cáo"].data_validations.dataValidation
        }
        assert kinds == {"list": "stop", "whole": "warning", "date": "warning"}


class TestLocks:
    """What is computed or only tells is locked; what people write is open."""

    def test_ratings_are_open_and_totals_locked(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """The verdict of a criterion and the totals are formulas."""
        sheet = workbook["Đạt, không đạt"]
        assert sheet.protection.sheet
        assert not sheet["D7"].protection.locked
        assert sheet["G7"].protection.locked
        assert sheet["G7"].value.startswith('=IF(COUNTIF(D7:F7,"Không đạt")>0')
        totals = [row[6].value for row in sheet.iter_rows(min_row=FIRST_ROW) if str(row[0].value).startswith("total")]
        assert totals[0] == '=COUNTIF(D6:F38,"Đạt")'
        assert len(totals) == 4

    def test_lists_are_not_protected(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """In a protected sheet nobody can delete a line."""
        assert not workbook["Danh mục minh chứng"].protection.sheet
        assert workbook["Danh mục minh chứng"].auto_filter.ref.startswith("A5:")

    def test_nobody_sees_what_the_workbook_knows_of_itself(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """The last sheet, the first column and the line above the heads are hidden."""
        assert workbook["kdcl"].sheet_state == "veryHidden"
        assert workbook.sheetnames[-1] == "kdcl"
        sheet = workbook["Hội đồng tự đánh giá"]
        assert sheet.column_dimensions["A"].hidden
        assert sheet.row_dimensions[4].hidden


class TestPages:
    """Every sheet is ready to be read and printed."""

    def test_heads_and_paper(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """A4, lying; lists and fixed sheets keep their heads in sight and in print."""
        for sheet in workbook.worksheets[:-1]:
            assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) in {(9, "landscape"), ("9", "landscape")}
        sheet = workbook["Danh mục minh chứng"]
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A6", "$5:$5")

    def test_rows_may_grow(self) -> None:
        """A height that a program may change again: no row is marked as set by a person."""
        import zipfile  # noqa: PLC0415 - for one test

        with zipfile.ZipFile(io.BytesIO(write_whole())) as package:
            parts = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"customHeight" in part for part in parts)
        assert any(b' ht="' in part for part in parts)

    def test_days_and_numbers_are_no_texts(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """They can be sorted; texts that look like formulas are texts."""
        sheet = workbook["Nhà trường và báo cáo"]
        cells = {row[0].value: row[2] for row in sheet.iter_rows(min_row=FIRST_ROW)}
        assert cells["signature.date"].number_format == "dd/mm/yyyy"
        assert cells["signature.date"].value.year == 2018
        assert cells["school.founded"].value == WHOLE.school.founded
        assert cells["school.telephone"].number_format == "@"


class TestLinks:
    """The contents lead to every sheet, and each finding to its cell."""

    def test_contents(self, workbook: Any) -> None:  # noqa: ANN401 - openpyxl's workbook
        """Each sheet that people see is in the contents, and leads back."""
        sheet = workbook.worksheets[0]
        linked = {row[2].value for row in sheet.iter_rows() if len(row) > 2 and row[2].hyperlink}
        assert linked == set(workbook.sheetnames) - {sheet.title, "kdcl"}
        assert all(other["B1"].hyperlink or other["B2"].hyperlink for other in workbook.worksheets[1:-1])

    def test_findings(self) -> None:
        """A finding leads to the cell of its fact, or of what is nearest; one of the whole file leads nowhere."""
        findings = tuple(
            Finding(message=message("{n}", n=place), place=place)
            for place in (ROOT.at("evidence", 3, "name").with_span(0, 2), ROOT.at("evidence", 3, "pieces"), ROOT)
        )
        data = write(WHOLE, PRIMARY, get_locale("vi"), findings=findings, fields=FIELDS)
        sheet = openpyxl.load_workbook(io.BytesIO(data))["Cần xem lại"]
        links = [sheet.cell(row, 3).hyperlink for row in range(FIRST_ROW, FIRST_ROW + 3)]
        assert [link and link.location for link in links] == [
            "'Danh mục minh chứng'!C9",
            "'Danh mục minh chứng'!B9",
            None,
        ]
