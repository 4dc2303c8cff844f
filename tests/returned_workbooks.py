"""Workbooks that come back: a school's file with every sheet filled, and the edits that people make in it."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Final

import attrs

import kdcl
from kdcl.codes import CriterionCode
from kdcl.findings import Finding
from kdcl.forms.workbook import ReadWorkbook, write_workbook
from kdcl.forms.workbook.layout import BookLayout, lay_out
from kdcl.forms.workbook.reading import read_sheets
from kdcl.law import DocumentKind, LegalNumber, Level
from kdcl.locale import get_locale
from kdcl.office.grid import CellKind, Grid, GridCell
from kdcl.office.limits import LIMITS
from kdcl.office.package import Package
from kdcl.office.workbook import Workbook, read_workbook
from kdcl.school import (
    ArticleAddition,
    AssessmentPlan,
    Box,
    Break,
    CalendarMonth,
    Council,
    CouncilDecision,
    CouncilMember,
    CouncilRole,
    EvidencePiece,
    ExpectedEvidenceRow,
    GroupMember,
    LegalGround,
    Opinion,
    OpinionOutcome,
    PlannedActivity,
    ReplacedEvidence,
    ResourceRow,
    SchoolCalendar,
    SchoolYear,
    Secretariat,
    SelfAssessment,
    Signature,
    Timetable,
    TimetableRow,
    Training,
    WorkingGroup,
)

_DAY = dt.date(2018, 2, 5)


def _activities(*texts: str) -> tuple[PlannedActivity, ...]:
    return tuple(PlannedActivity(text=text, responsible="Hiệu trưởng", done_on=_DAY) for text in texts)


@cache
def build_whole() -> SelfAssessment:
    """Return a school's file in which every sheet of the workbook has lines, and most lists two or more.

    Of the lists of an example it has the beginnings: each test reads a workbook, and no line is read unlike another.
    """
    base = kdcl.load(Path(__file__).resolve().parents[1] / "examples" / "primary-2017.json")
    first, second, *others = base.evidence[:24]
    groups = (
        WorkingGroup(
            name="Nhóm 1", leader="Nguyễn Văn A", criteria=(CriterionCode(1, 1), CriterionCode(1, 2)),
            members=(GroupMember(name="Nguyễn Văn A"), GroupMember(name="Nguyễn Văn B", duty="Viết phiếu")),
        ),
        WorkingGroup(name="Nhóm 2", members=(GroupMember(name="Nguyễn Văn C"),)),
    )  # fmt: skip
    council = Council(
        members=(
            CouncilMember(name="Nguyễn Văn A", position="Hiệu trưởng", role=CouncilRole.CHAIR),
            CouncilMember(name="Nguyễn Văn B", duty="Thư ký", role=CouncilRole.SECRETARY),
            CouncilMember(name="Nguyễn Văn C"),
        ),
        secretariat=Secretariat(members=(GroupMember(name="Nguyễn Văn D", position="Giáo viên"),)),
        groups=groups,
        decision=CouncilDecision(
            number=LegalNumber.parse("12/QĐ-THVD"), date=_DAY, recipients=("Như Điều 3", "Lưu"),
            grounds=(LegalGround(kind=DocumentKind.CIRCULAR, number=LegalNumber.parse("42/2012/TT-BGDĐT"), date=_DAY),),
            additions=(ArticleAddition(article=2, text="Họp hằng tháng"),),
        ),
    )  # fmt: skip
    rows = (
        TimetableRow(weeks=(1, 2), activities=_activities("Họp hội đồng", "Tập huấn"), first_day=_DAY),
        TimetableRow(weeks=(3,), activities=_activities("Thu thập minh chứng"), written="Tuần 3"),
    )
    plan = AssessmentPlan(
        number=LegalNumber.parse("13/KH-THVD"), date=_DAY, scope="Toàn trường", target_level=Level.ONE,
        grounds=(LegalGround(subject="Điều lệ trường"), LegalGround(issuer="Bộ", date=_DAY)),
        advantages=("Đội ngũ ổn định", "Có hai dòng\nliền nhau"), difficulties=("Thiếu phòng",),
        targets=("Đạt cấp độ 1",), recipients=("Phòng GD&ĐT",),
        trainings=(Training(time="Tháng 9", participants="Hội đồng", content="Công văn 46"), Training(time="Tháng 10")),
        resources=(ResourceRow(standard=1, activities="Viết phiếu"), ResourceRow(criterion=CriterionCode(1, 2))),
        expected_evidence=(ExpectedEvidenceRow(criterion=CriterionCode(1, 1), evidence="Nghị quyết", cost="0"),),
        timetable=Timetable(
            calendar=SchoolCalendar(first_monday=dt.date(2017, 9, 4), breaks=(
                Break(first_day=_DAY, last_day=_DAY, name="Tết"), Break(first_day=dt.date(2018, 4, 30)),
            )),
            weeks=rows,
            months=(TimetableRow(months=(CalendarMonth(2017, 9),), activities=_activities("Tự đánh giá")),),
        ),
    )  # fmt: skip
    pieces = (
        EvidencePiece(reference="Số 5", school_year=SchoolYear(2016), link="scan/5.pdf"),
        EvidencePiece(reference="Số 6", school_year=SchoolYear(2017)),
    )
    replaced = (ReplacedEvidence(name="Quyết định cũ", replaced_on=_DAY), ReplacedEvidence(name="Quyết định cũ hơn"))
    return attrs.evolve(
        base,
        council=council,
        plan=plan,
        sheets=base.sheets[:4],
        evidence=(attrs.evolve(first, pieces=pieces), attrs.evolve(second, replaced=replaced), *others),
        boxes=(Box(number=1, title="Tiêu chuẩn 1", place="Văn thư"), Box(number=2)),
        opinions=(
            Opinion(text="Sửa số liệu", source="Tổ 1", criterion=CriterionCode(1, 2), received_on=_DAY),
            Opinion(text="Rõ hơn", outcome=OpinionOutcome.ACCEPTED, reason="Đúng"),
        ),
        signature=Signature(role="Hiệu trưởng", name="Nguyễn Văn A", date=_DAY),
    )


@cache
def write_whole() -> bytes:
    """Return the workbook of the whole file."""
    return write_workbook(build_whole(), kdcl.get_framework(build_whole().framework))


def open_grids(data: bytes) -> dict[str, Grid]:
    """Return the sheets of a workbook by their names."""
    grids = read_workbook(Package(data, "test", LIMITS)).grids
    return {grid.name: attrs.evolve(grid, rows={n: dict(row) for n, row in grid.rows.items()}) for grid in grids}


_WRITTEN: Final[dict[tuple[int, str], tuple[SelfAssessment, dict[str, Grid], BookLayout]]] = {}
"""Sheets and layout by file and language; the file is kept, so that no other one is taken for it."""


class Returned:
    """A workbook of a school's file in the hands of somebody who works in it; every edit is one of a cell or a line."""

    def __init__(self, sent: SelfAssessment, *, language: str = "vi") -> None:
        """Take the workbook that is written for a file; one file is written once for all tests."""
        self.sent = sent
        self.framework = kdcl.get_framework(sent.framework)
        key = id(sent), language
        if key not in _WRITTEN:
            is_whole = sent is build_whole() and language == "vi"
            data = write_whole() if is_whole else write_workbook(sent, self.framework, language=language)
            _WRITTEN[key] = sent, open_grids(data), lay_out(sent, self.framework, get_locale(language))
        _, grids, self.layout = _WRITTEN[key]
        self.grids = {
            name: attrs.evolve(grid, rows={number: dict(row) for number, row in grid.rows.items()})
            for name, grid in grids.items()
        }

    def find(self, sheet: str) -> tuple[dict[int, dict[int, GridCell]], int, dict[str, int]]:
        """Return the rows of a sheet of the form, the row of its hidden names, and the columns by these."""
        for grid in self.grids.values():
            for number, row in grid.rows.items():
                if 1 in row and row[1].text == f"@{sheet}":
                    columns = {cell.text: column for column, cell in row.items()}
                    return grid.rows, number, columns  # type: ignore[return-value] # they were copied
        raise KeyError(sheet)

    def name(self, sheet: str) -> str:
        """Return the name of a sheet of the form."""
        rows, _, _ = self.find(sheet)
        return next(grid.name for grid in self.grids.values() if grid.rows is rows)

    def row(self, sheet: str, key: str) -> int:
        """Return the row of a line."""
        rows, _, _ = self.find(sheet)
        return next(number for number, row in rows.items() if 1 in row and row[1].text == key)

    def type(self, sheet: str, key: str, column: str, text: str, kind: CellKind = CellKind.TEXT) -> str:
        """Write into a cell, or empty it; return the sheet and cell."""
        rows, _, columns = self.find(sheet)
        row = self.row(sheet, key)
        if text:
            rows[row][columns[column]] = GridCell(text=text, kind=kind)
        else:
            rows[row].pop(columns[column], None)
        grid = next(grid for grid in self.grids.values() if grid.rows is rows)
        return str(grid.place_of(row, columns[column]))

    def append(self, sheet: str, key: str = "", **texts: str) -> int:
        """Write a new line below all others, and return its row; ``owner`` is the list it belongs to."""
        rows, _, columns = self.find(sheet)
        row = max(rows) + 1
        keys = {"owner": "@in", "number": "@number" if "@number" in columns else "number"}
        rows[row] = {columns[keys.get(name, name)]: GridCell(text=text) for name, text in texts.items()}
        if key:
            rows[row][1] = GridCell(text=key)
        return row

    def drop(self, sheet: str, key: str) -> None:
        """Delete a line."""
        rows, _, _ = self.find(sheet)
        del rows[self.row(sheet, key)]

    def keys(self, sheet: str) -> list[str]:
        """Return the hidden names of the lines of a sheet, in their order."""
        return [line.key for each in self.layout.sheets if each.id == sheet for line in each.lines]

    def reorder(self, sheet: str, keys: list[str], *, leaves_keys: bool = False) -> None:
        """Put the lines of a sheet in another order; their hidden names stay where they are if only the rest is."""
        rows, _, _ = self.find(sheet)
        places = [self.row(sheet, key) for key in self.keys(sheet)]
        moved = [rows[self.row(sheet, key)] for key in keys]
        hidden = [rows[place][1] for place in places]
        for place, row, key in zip(places, moved, hidden, strict=True):
            rows[place] = {**row, 1: key} if leaves_keys else dict(row)

    def read(self) -> ReadWorkbook:
        """Return what came back."""
        read = self.try_to_read()
        assert isinstance(read, ReadWorkbook), read
        return read

    def try_to_read(self) -> ReadWorkbook | Finding | None:
        """Return what came back, if anything did."""
        return read_sheets(Workbook(grids=tuple(self.grids.values()), notes=()), "so.xlsx")

    @property
    def facts(self) -> SelfAssessment:
        """The school's file as it came back."""
        return self.read().returned.facts
