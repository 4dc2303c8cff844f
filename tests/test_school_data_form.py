"""Part I: the declared form of a school's data, its file, and its pages."""

from __future__ import annotations

import datetime as dt
import pathlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest

from frameworks import SHIPPED_FORM
from kdcl.blocks import Table
from kdcl.documents.report import build_report
from kdcl.errors import FrameworkFileError
from kdcl.figures.form import FormTable, ValueKind
from kdcl.figures.form_file import FORM as PART
from kdcl.figures.form_file import load_school_data_form
from kdcl.law import InstitutionType, SchoolCategory
from kdcl.messages import BilingualText
from kdcl.school import School, SchoolData, SchoolFeature, SchoolYear, Signature
from kdcl.standards import get_framework
from reports import build_empty, build_full, find_after, iter_blocks, table_after, table_texts, texts_after

PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")
FORM = SHIPPED_FORM
TABLES = {table.id: table for group in FORM.groups for table in group.tables}

SMALL = """\
schema = 1

[[group]]
title = { vi = "Nhóm", en = "Group" }

[[group.table]]
id = "rooms"

[[group.table.row]]
id = "old"
value = "count"
label = { vi = "Cũ", en = "Old" }

[[group.table.row]]
id = "total"
value = "total"
parts = ["old"]
label = { vi = "Cộng", en = "Total" }
"""

HEAD = """
[[fact]]
id = "name"
side = "whole"
label = { vi = "Tên", en = "Name" }

[[feature]]
id = "public"
label = { vi = "Công lập", en = "Public" }

[[grades]]
institution = "primary"
first = 1
last = 5
"""


def part_one(framework_id: str = "tt42-2012/primary", language: str = "vi", **school: Any) -> list[list[list[str]]]:  # noqa: ANN401 - any field
    """Return the texts of the tables of Part I."""
    framework = get_framework(framework_id)
    full = build_full(framework)
    assessment = attrs.evolve(full, school=attrs.evolve(full.school, **school))
    report = build_report(assessment, framework, language=language)
    blocks = find_after(iter_blocks(report), "part_1")
    return [table_texts(block) for block in blocks if isinstance(block, Table)]


class TestDeclaration:
    """One declaration drives what is asked, stored, checked and printed."""

    def test_facts_are_attributes_of_a_school(self) -> None:
        """Each fact can be taken from the school, and none is asked twice."""
        ids = [fact.id for fact in FORM.facts]
        assert set(ids) <= {field.name for field in attrs.fields(School)}
        assert len(ids) == len(set(ids))

    def test_features_are_all_boxes(self) -> None:
        """Every feature that a school can have has its box, in its order."""
        assert [feature.id for feature in FORM.features] == [feature.value for feature in SchoolFeature]

    def test_tables_are_those_of_the_form(self) -> None:
        """Classes, rooms, staff now and over five years, pupils; then what the measures need beyond Part I."""
        printed = [table.id for group in FORM.groups if not group.is_supplement for table in group.tables]
        assert printed == ["classes", "rooms", "staff_now", "teachers", "pupils"]
        assert list(TABLES)[: len(printed)] == printed
        assert [table.id for table in FORM.tables] == list(TABLES)

    def test_a_table_is_found_by_its_id(self) -> None:
        """And none where the form has no such table."""
        assert FORM.find_table("pupils") is TABLES["pupils"]
        assert FORM.find_table("trees") is None

    def test_sheets_of_workbooks_can_bear_the_short_titles(self) -> None:
        """At most 31 characters, none of those that Excel refuses, each once."""
        for titles in ([g.short_title.vi for g in FORM.groups], [g.short_title.en for g in FORM.groups]):
            assert len(set(titles)) == len(titles)
            assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)

    def test_what_stands_in_a_cell(self) -> None:
        """A column that counts leaves it to the row; another kind holds for every row; unknown columns hold nothing."""
        staff, pupils = TABLES["staff_now"], TABLES["pupils"]
        rows = {row.id: row for row in staff.rows}
        assert staff.kind_of(rows["teachers"], "female") is ValueKind.COUNT
        assert staff.kind_of(rows["total"], "female") is ValueKind.TOTAL
        assert staff.kind_of(rows["total"], "note") is ValueKind.TEXT
        assert staff.kind_of(rows["total"], "age") is None
        assert pupils.kind_of(pupils.rows[0], "2016-2017") is ValueKind.TOTAL

    def test_totals_and_ratios_name_what_they_are_derived_from(self) -> None:
        """What follows from other rows is never stated."""
        for table in TABLES.values():
            for row in table.rows:
                assert bool(row.parts) == row.value.is_derived

    @pytest.mark.parametrize(
        ("institution", "category", "grades"),
        [
            (InstitutionType.PRIMARY, None, range(1, 6)),
            (InstitutionType.SECONDARY, None, range(6, 13)),
            (InstitutionType.SECONDARY, SchoolCategory.LOWER_SECONDARY, range(6, 10)),
            (InstitutionType.SECONDARY, SchoolCategory.UPPER_SECONDARY, range(10, 13)),
            (InstitutionType.SECONDARY, SchoolCategory.GIFTED, range(10, 13)),
            (InstitutionType.PRIMARY, SchoolCategory.GIFTED, range(0)),
            (InstitutionType.CONTINUING, None, range(0)),
        ],
    )
    def test_grades(self, institution: InstitutionType, category: SchoolCategory | None, grades: range) -> None:
        """Grades 1-5, 6-9 and 10-12; none where the form knows none."""
        assert FORM.grades_of(institution, category) == grades

    def test_rows_of_grades_are_laid_out(self) -> None:
        """One row per grade, then the total; each says its grade."""
        rows = TABLES["classes"].rows_for(InstitutionType.PRIMARY, range(1, 6))
        assert [(row.grade, row.label.en) for row in rows] == [
            *((grade, f"Grade {grade}") for grade in range(1, 6)),
            (None, "Total"),
        ]

    @pytest.mark.parametrize(
        ("institution", "label"),
        [
            (InstitutionType.PRIMARY, "Pupils completing primary education"),
            (InstitutionType.SECONDARY, "Pupils graduating"),
        ],
    )
    def test_rows_of_one_institution_are_not_asked_of_another(self, institution: InstitutionType, label: str) -> None:
        """Primary schools complete, secondary schools graduate."""
        rows = TABLES["pupils"].rows_for(institution, range(1))
        assert [row.label.en for row in rows if row.id == "completing"] == [label]

    def test_shipped_form_is_read_once(self) -> None:
        """It is the same object each time."""
        assert get_framework("tt42-2012/secondary").part(PART) is FORM


class TestFile:
    """The file is read strictly, all problems at once."""

    def read(self, folder: pathlib.Path, text: str) -> tuple[str, ...]:
        """Return the problems of a form file with this text."""
        file = folder / "form.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_school_data_form(file)
        return tuple(map(str, caught.value.problems))

    def test_small_form(self, tmp_path: pathlib.Path) -> None:
        """A form needs groups; everything else may be missing where the form has none."""
        file = tmp_path / "form.toml"
        file.write_text(SMALL + HEAD, encoding="utf-8")
        form = load_school_data_form(file)
        assert [group.title for group in form.groups] == [BilingualText(vi="Nhóm", en="Group")]
        assert isinstance(form.groups[0].tables[0], FormTable)
        assert form.groups[0].tables[0].rows[1].value is ValueKind.TOTAL

    def test_problems_are_told_together(self, tmp_path: pathlib.Path) -> None:
        """Unknown keys, unknown kinds, rows named twice and parts that are no rows."""
        text = (SMALL + HEAD).replace('parts = ["old"]', 'parts = ["new", "rooms.old"]')
        text = text.replace('id = "total"', 'id = "old"').replace('id = "rooms"', 'id = "rooms"\ncolour = "red"')
        problems = self.read(tmp_path, text)
        assert len(problems) == 3
        assert problems[0].startswith("row rooms.old stands twice")
        assert problems[1].startswith("row rooms.old is derived from new, which does not exist")
        assert problems[2].endswith("@ group[0].table[0].colour")

    def test_relations_name_figures_that_exist(self, tmp_path: pathlib.Path) -> None:
        """A relation of rows names rows of tables, one of a table its columns."""
        relation = '[[relation]]\nparts = ["rooms.old"]\ncomparison = "<="\nwhole = "rooms.new"\n'
        problems = self.read(tmp_path, SMALL + HEAD + relation)
        assert [problem.partition(",")[0] for problem in problems] == ["a relation names rooms.new"]


class TestPages:
    """Part I as it is printed."""

    def test_figures_stand_in_their_cells(self) -> None:
        """What is stated, what follows from it, and nothing where a part is missing; typed totals are not printed."""
        data = SchoolData(
            {
                "classes": {f"grade_{grade}": {"2016-2017": 4} for grade in range(1, 6)} | {"total": {"2016-2017": 99}},
                "rooms": {"permanent": {"2015-2016": 16, "2016-2017": 12}},
                "teachers": {"total": {"2016-2017": 31}},
                "pupils": {
                    **{f"grade_{grade}": {"2016-2017": 600 + grade} for grade in range(1, 6)},
                    "right_age": {"2016-2017": Decimal("98.55")},
                },
                "staff_now": {"teachers": {"total": 31, "note": "=1+1"}},
            }
        )
        report = build_report(attrs.evolve(build_empty(PRIMARY), data=data), PRIMARY)
        tables = [b for b in find_after(iter_blocks(report), "part_1") if isinstance(b, Table)][2:]
        assert len(tables) == 5
        cells = {
            (number, row[0]): row[1:]
            for number, table in enumerate(tables)
            for row in table_texts(table)
            if len(row) > 1
        }
        assert cells[0, "Cộng"] == ["", "", "", "", "20"]
        assert cells[1, "Phòng học kiên cố"] == ["", "", "", "16", "12"]
        assert cells[1, "Cộng"] == [""] * 5
        assert cells[2, "Giáo viên"] == ["31", "", "", "", "", "", "=1+1"]
        assert cells[3, "Tỷ lệ giáo viên/lớp"][-1] == "1,55"
        assert cells[4, "Tổng số"][-1] == "3.015"
        assert cells[4, "Tỷ lệ đi học đúng độ tuổi"][-1] == "98,55%"
        assert cells[4, "Tỷ lệ bình quân học sinh/lớp"][-1] == "150,75"

    def test_facts_stand_in_lines_and_in_two_halves(self) -> None:
        """Name, former name and authority across the page, the others in a table."""
        report = build_report(build_full(PRIMARY), PRIMARY)
        assert texts_after(report, "part_1")[:3] == [
            "Tên trường (theo quyết định mới nhất): Song Hong School",
            "Tên trước đây (nếu có): Old School",
            "Cơ quan chủ quản: District Office",
        ]
        facts = part_one()[0]
        assert facts[0] == ["Tỉnh/thành phố trực thuộc Trung ương", "North", "Họ và tên hiệu trưởng", "A. B. Principal"]
        assert facts[4] == ["Năm thành lập", "1975", "Số điểm trường", "2"]

    def test_an_odd_number_of_facts(self) -> None:
        """Where one half of the table has a fact less, its last line has room there."""
        *facts, _ = FORM.facts
        framework = attrs.evolve(PRIMARY, shared=PRIMARY.shared.with_part(PART, attrs.evolve(FORM, facts=tuple(facts))))
        report = build_report(build_full(PRIMARY), framework)
        table = next(block for block in find_after(iter_blocks(report), "part_1") if isinstance(block, Table))
        assert table_texts(table)[4] == ["Năm thành lập", "1975", "", ""]

    def test_facts_not_stated_leave_room(self) -> None:
        """Dots in lines, empty cells in the table."""
        report = build_report(build_empty(PRIMARY), PRIMARY, language="en")
        assert texts_after(report, "part_1")[1] == f"Former name (if any): {'…' * 12}"
        assert part_one(founded=None, sites=None)[0][4] == ["Năm thành lập", "", "Số điểm trường", ""]

    def test_boxes_are_ticked(self) -> None:
        """Two columns, read downwards."""
        boxes = part_one(language="en")[1]
        assert boxes[0] == ["☒ Public", "☐ Has pupils with disabilities"]
        assert boxes[2] == ["☐ In an extremely disadvantaged area", "☒ Has boarding pupils"]
        assert boxes[4] == ["☐ Boarding school for ethnic minorities", ""]

    def test_five_school_years_end_with_the_one_assessed(self) -> None:
        """The columns of the last five years."""
        head = part_one(language="en")[2][0]
        assert head == ["", *(f"School year {year}-{year + 1}" for year in range(2012, 2017))]

    @pytest.mark.parametrize("category", [SchoolCategory.LOWER_SECONDARY, None])
    def test_tables_are_empty_forms_with_the_schools_grades(self, category: SchoolCategory | None) -> None:
        """A row per grade and the total, all cells to be filled in."""
        rows = part_one("tt42-2012/secondary", "en", category=category)[2][1:]
        last = 9 if category else 12
        assert [row[0] for row in rows] == [*(f"Grade {grade}" for grade in range(6, last + 1)), "Total"]
        assert {text for row in rows for text in row[1:]} == {""}

    def test_staff_table_has_a_head_of_two_rows(self) -> None:
        """The three columns of training share a heading."""
        report = build_report(build_full(PRIMARY), PRIMARY)
        tables = [b for b in find_after(iter_blocks(report), "school_data_3") if isinstance(b, Table)]
        table = tables[0]
        assert table.header_rows == 2
        assert table_texts(table)[:2] == [
            ["", "Tổng số", "Nữ", "Dân tộc", "Trình độ đào tạo", "Ghi chú"],
            ["Đạt chuẩn", "Trên chuẩn", "Chưa đạt chuẩn"],
        ]
        assert [(cell.columns, cell.rows) for cell in table.rows[0].cells] == [
            (1, 2), (1, 2), (1, 2), (1, 2), (3, 1), (1, 2)
        ]  # fmt: skip
        assert {len(row.cells) for row in table.rows[2:]} == {8}


class TestTerms:
    """Primary schools have pupils, secondary schools students; in Vietnamese both are the same word."""

    def test_each_type_is_asked_in_its_own_words(self) -> None:
        """Every label, also of groups, boxes and explanations, capitals as they were; the Vietnamese never changes."""
        forms = {kind: FORM.for_institution(kind) for kind in (InstitutionType.PRIMARY, InstitutionType.SECONDARY)}
        primary, secondary = (list(iter_labels(form)) for form in forms.values())
        assert forms[InstitutionType.PRIMARY] is FORM
        assert [label.vi for label in primary] == [label.vi for label in secondary]
        assert {"4. Pupils", "Has boarding pupils"} <= {label.en for label in primary}
        assert {"4. Students", "Has boarding students"} <= {label.en for label in secondary}
        assert not any("pupil" in label.en.lower() for label in secondary)

    def test_it_is_the_same_form_each_time(self) -> None:
        """So that what was found out about a form holds for it."""
        assert FORM.for_institution(InstitutionType.SECONDARY) is FORM.for_institution(InstitutionType.SECONDARY)


def iter_labels(value: Any) -> Iterator[BilingualText]:  # noqa: ANN401 - any part of the form
    """Iterate over every text of a part of the form in two languages."""
    if isinstance(value, BilingualText):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from iter_labels(each)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from iter_labels(getattr(value, field.name))


class TestYears:
    """Reports signed in the first months of a school year end their five years with the last completed one."""

    @pytest.mark.parametrize(
        ("signed", "stated", "last"),
        [
            (None, "2015-2016", "2016-2017"),
            (dt.date(2016, 12, 31), "2015-2016", "2015-2016"),
            (dt.date(2016, 10, 10), "2016-2017", "2016-2017"),
            (dt.date(2017, 1, 1), "2015-2016", "2016-2017"),
        ],
    )
    def test_last_year(self, signed: dt.date | None, stated: str, last: str) -> None:
        """Unless a figure of the running year is stated: nothing of the school's is left out."""
        data = SchoolData({"classes": {"grade_1": {stated: 4}}})
        school = attrs.evolve(build_empty(PRIMARY), data=data, signature=Signature(date=signed))
        assert school.school_year == SchoolYear(2016)
        heads = table_texts(table_after(build_report(school, PRIMARY), "school_data_1"))[0]
        assert heads[-1] == f"Năm học {last}"
        assert len(heads) == 6
