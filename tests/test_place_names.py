"""Places in words: what people look for in the printed report, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given

import kdcl
from drawing import examples
from kdcl.figures.form_file import FORM
from kdcl.locale import get_locale
from kdcl.place_names import name_place
from kdcl.places import ROOT, Place
from kdcl.school import Ratings, SchoolData, SchoolYear, SelfAssessment
from kdcl.testing import self_assessments

EXAMPLE = kdcl.load(Path(__file__).parents[1] / "examples" / "primary-2017.json")
FRAMEWORK = kdcl.get_framework(EXAMPLE.framework)
VIETNAMESE = get_locale("vi")


def name(text: str, assessment: SelfAssessment = EXAMPLE) -> str:
    """Return a place in Vietnamese words."""
    return VIETNAMESE.text(name_place(Place.parse(text), assessment, FRAMEWORK.part(FORM)))


class TestNames:
    """Each part of the report is called as it is printed."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("$", "toàn bộ tệp"),
            ("sheets", "các phiếu đánh giá tiêu chí"),
            ("sheets[0]", "Tiêu chí 1.1"),
            ("sheets[0].criterion", "Tiêu chí 1.1"),
            ("sheets[0].current_state", "Tiêu chí 1.1, mục 1"),
            ("sheets[0].current_state[2].text", "Tiêu chí 1.1, mục 1, chỉ số c"),
            ("sheets[0].current_state[99].text", "Tiêu chí 1.1, mục 1, đoạn 100"),
            ("sheets[0].strengths:5-9", "Tiêu chí 1.1, mục 2, từ ký tự 5 đến ký tự 9"),
            ("sheets[0].improvements[1].what", "Tiêu chí 1.1, mục 4, dòng 2, nội dung cải tiến"),
            ("sheets[0].unknown", "Tiêu chí 1.1, unknown"),
            ('sheets."1.1".strengths', "Tiêu chí 1.1, mục 2"),
            ('sheets."9.9".strengths', "Tiêu chí 9.9, mục 2"),
            ('sheets."1.1".current_state[1]', "Tiêu chí 1.1, mục 1, chỉ số b"),
            ('sheets."9.9".current_state[1]', "Tiêu chí 9.9, mục 1, dòng 2"),
            ('sheets."9.9".current_state.b', "Tiêu chí 9.9, mục 1, chỉ số b"),
            ('standards."2".opening', "Tiêu chuẩn 2, mở đầu"),
            ('evidence."[H1-1-01-01]".name', "danh mục minh chứng, dòng 1, tên"),
            ('evidence."[H9-9-99-99]".name', "danh mục minh chứng, [H9-9-99-99], tên"),
            ("sheets[999].strengths", "các phiếu đánh giá tiêu chí, số thứ tự 1000, điểm mạnh"),
            ("standards[1].opening", "Tiêu chuẩn 2, mở đầu"),
            ("evidence[11].code", "danh mục minh chứng, dòng 12"),
            ("evidence[11].reference", "danh mục minh chứng, dòng 12, số và ngày ban hành"),
            ("ratings.1.3.a", "Chỉ số 1.3.a"),
            ("data", "Phần I"),
            ("data.unknown.row", "Phần I, unknown, row"),
            ("data.pupils", "Phần I, bảng 4"),
            ("data.pupils.unknown", "Phần I, bảng 4, dòng unknown"),
            ("data.pupils.grade_1.2015-2016", "Phần I, bảng 4, dòng Khối lớp 1, năm 2015-2016"),
            ("data.staff_now.teachers.female", "Phần I, bảng 3a, dòng Giáo viên, cột Nữ"),
            ("council.members[3].name", "hội đồng tự đánh giá, thành viên, số thứ tự 4, tên"),
            ("[3]", "số thứ tự 4"),
            ("file truong.json, sheets[0].strengths", "truong.json, phiếu đánh giá tiêu chí, số thứ tự 1, điểm mạnh"),
        ],
    )
    def test_in_vietnamese(self, text: str, words: str) -> None:
        """With the numbers that stand on the paper; what there is not keeps its name."""
        assert name(text) == words

    def test_a_paragraph_that_shares_its_indicator_is_counted(self) -> None:
        """So that people find the right one."""
        sheet = EXAMPLE.sheets[0]
        twice = attrs.evolve(sheet, current_state=(*sheet.current_state, sheet.current_state[0]))
        shown = name("sheets[0].current_state[0].text", attrs.evolve(EXAMPLE, sheets=(twice,)))
        assert shown == "Tiêu chí 1.1, mục 1, chỉ số a, đoạn 1"

    def test_in_english(self) -> None:
        """The API speaks English."""
        place = Place.parse("data.staff_now.teachers.female")
        assert str(name_place(place, EXAMPLE, FRAMEWORK.part(FORM))) == "Part I, table 3a, row Teachers, column Female"


def iter_places(value: Any, place: Place) -> Iterator[Place]:  # noqa: ANN401 - any fact
    """Iterate over the places of all facts."""
    yield place
    if isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from iter_places(part, place.at(number))
    elif attrs.has(type(value)) and not isinstance(value, (Ratings, SchoolData, SchoolYear)):
        for field in attrs.fields(type(value)):
            yield from iter_places(getattr(value, field.name), place.at(field.name))


class TestLaws:
    """What holds for every self-assessment."""

    @examples(15)
    @given(self_assessments(FRAMEWORK))
    def test_no_place_keeps_the_name_that_programs_use(self, assessment: SelfAssessment) -> None:
        """Every fact has a name of its own in Vietnamese: none with the low line that names in files have."""
        for place in iter_places(assessment, ROOT):
            steps = [step for step in place.steps if isinstance(step, str) and "_" in step]
            words = VIETNAMESE.text(name_place(place, assessment, FRAMEWORK.part(FORM)))
            assert not [step for step in steps if step in words]
