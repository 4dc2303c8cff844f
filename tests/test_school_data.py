"""A school's data: the figures as a value, and as they stand in a file."""

from __future__ import annotations

import json
import pickle
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from drawing import examples
from kdcl.convert import dumps, json_schema, loads, reads
from kdcl.errors import SchoolDataError, SchoolFileError
from kdcl.school import DataPlace, School, SchoolData, SchoolYear, SelfAssessment, find_year
from kdcl.standards import get_framework
from kdcl.testing import school_data

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
SECONDARY = get_framework("tt42-2012/secondary")
YEAR = "2016-2017"
DATA = SchoolData(
    {"pupils": {"grade_1": {YEAR: 148, "2017-2018": 150}}, "now": {"enclosure_height": {"value": Decimal("1.60")}}}
)
PLACE = DataPlace("pupils", "grade_1", YEAR)


def build_file(data: object) -> str:
    """Return the text of a file with these data."""
    facts = {"schema_version": 1, "framework": "tt42-2012/primary", "school": {"name": "A"}, "school_year": YEAR}
    return json.dumps({**facts, "data": data})


class TestValue:
    """An immutable mapping from cells to figures."""

    def test_figures_are_found_by_place(self) -> None:
        """By cell, or by table, row and column; the column may be a school year."""
        assert DATA[PLACE] == DATA.find("pupils", "grade_1", SchoolYear(2016)) == 148
        assert DATA.find("pupils", "grade_2", YEAR) is None
        assert str(PLACE) == f"pupils.grade_1.{YEAR}"
        assert PLACE.row_name == "pupils.grade_1"
        assert len(DATA) == 3

    def test_school_years_are_those_that_figures_stand_for(self) -> None:
        """First to last; the columns of other tables are none."""
        assert DATA.years == (SchoolYear(2016), SchoolYear(2017))
        assert find_year("value") is None

    def test_changes_make_new_data(self) -> None:
        """A figure is set, another taken away; taking away what is not there changes nothing."""
        changed = DATA.with_figures(
            {PLACE: None, DataPlace("pupils", "grade_2", YEAR): 7, DataPlace("x", "y", "z"): None}
        )
        assert PLACE in DATA
        assert changed.tables["pupils"] == {"grade_1": {"2017-2018": 150}, "grade_2": {YEAR: 7}}
        assert len(changed) == 3

    def test_equal_data_have_equal_hashes_in_any_order(self) -> None:
        """The order in which figures are given is no fact."""
        other = SchoolData(dict(reversed(DATA.tables.items())))
        assert other == DATA
        assert hash(other) == hash(DATA)
        assert list(other) != list(DATA)

    def test_copies_survive(self) -> None:
        """Pickling and the printed form lead back."""
        assert pickle.loads(pickle.dumps(DATA)) == DATA  # noqa: S301 - what was pickled a moment ago
        assert eval(repr(DATA), {"SchoolData": SchoolData, "Decimal": Decimal}) == DATA  # noqa: S307 - its own repr

    def test_what_is_no_figure_is_refused_all_at_once(self) -> None:
        """Binary fractions, truth values, negative and endless numbers."""
        wrong: Any = {"a": 1.5, "b": True, "c": -1, "d": Decimal("NaN"), "e": Decimal("-0.0"), "f": "words", "g": 0}
        with pytest.raises(SchoolDataError, match="these are no figures") as caught:
            SchoolData({"t": {"r": wrong}})
        assert [problem.path for problem in caught.value.problems] == [f"data.t.r.{name}" for name in "abcde"]
        assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 - see above


class TestFile:
    """The declared form is the shape of the JSON."""

    def test_figures_are_read_by_the_form(self) -> None:
        """Counts as numbers, exact decimals as text, words as words."""
        tables = {
            "pupils": {"grade_1": {YEAR: 148}, "right_age": {YEAR: "98.50", "2015-2016": 99}},
            "staff_now": {"teachers": {"total": 31, "note": "a"}},
        }
        data = loads(build_file(tables)).data
        assert data.find("pupils", "right_age", YEAR) == Decimal("98.50")
        assert json.loads(dumps(loads(build_file(tables))))["data"] == tables
        VALIDATOR.validate(json.loads(build_file(tables)))

    @pytest.mark.parametrize(
        ("tables", "path", "said"),
        [
            (3, "data", "not an object"),
            ({"pupil": {}}, "data.pupil", "no table"),
            ({"pupils": 3}, "data.pupils", "not an object"),
            ({"pupils": {"grade_13": {}}}, "data.pupils.grade_13", "no row"),
            ({"pupils": {"grade_1": []}}, "data.pupils.grade_1", "not an object"),
            ({"pupils": {"grade_1": {"2016": 1}}}, "data.pupils.grade_1.2016", "no school year"),
            ({"staff_now": {"teachers": {YEAR: 1}}}, f"data.staff_now.teachers.{YEAR}", "no column"),
            ({"staff_now": {"teachers": {"note": 1}}}, "data.staff_now.teachers.note", "not a text"),
            ({"pupils": {"grade_1": {YEAR: "1"}}}, f"data.pupils.grade_1.{YEAR}", "not a whole number"),
            ({"pupils": {"grade_1": {YEAR: True}}}, f"data.pupils.grade_1.{YEAR}", "not a whole number"),
            ({"pupils": {"grade_1": {YEAR: 1.0}}}, f"data.pupils.grade_1.{YEAR}", "not a whole number"),
            ({"pupils": {"grade_1": {YEAR: -1}}}, f"data.pupils.grade_1.{YEAR}", "out of range"),
            ({"pupils": {"grade_1": {YEAR: 10**15}}}, f"data.pupils.grade_1.{YEAR}", "out of range"),
            ({"pupils": {"right_age": {YEAR: 101}}}, f"data.pupils.right_age.{YEAR}", "out of range"),
            ({"pupils": {"right_age": {YEAR: "100.01"}}}, f"data.pupils.right_age.{YEAR}", "out of range"),
            ({"pupils": {"right_age": {YEAR: 98.5}}}, f"data.pupils.right_age.{YEAR}", "double quotes"),
            ({"pupils": {"right_age": {YEAR: "98,5"}}}, f"data.pupils.right_age.{YEAR}", "double quotes"),
            ({"pupils": {"right_age": {YEAR: "1e3"}}}, f"data.pupils.right_age.{YEAR}", "double quotes"),
        ],
    )
    def test_a_flaw_is_told_with_its_cell(self, tables: object, path: str, said: str) -> None:
        """The path leads to the cell, the sentence says what to write; the schema refuses it too."""
        with pytest.raises(SchoolFileError) as caught:
            loads(build_file(tables))
        ((found, sentence),) = [(problem.path, str(problem.message)) for problem in caught.value.problems]
        assert found == path
        assert said in sentence
        if "1.0" not in build_file(tables):
            with pytest.raises(jsonschema.ValidationError):
                VALIDATOR.validate(json.loads(build_file(tables)))

    def test_flaws_are_told_together_and_the_rest_is_kept(self) -> None:
        """One bad cell costs no other figure."""
        read = reads(build_file({"x": {}, "pupils": {"grade_1": {YEAR: 1, "2015-2016": "a"}, "grade_0": {}}}))
        assert sorted(problem.path for problem in read.problems) == [
            "data.pupils.grade_0",
            "data.pupils.grade_1.2015-2016",
            "data.x",
        ]
        assert read.assessment is not None
        assert read.assessment.data == SchoolData({"pupils": {"grade_1": {YEAR: 1}}})

    def test_files_without_data_stay_as_they_were(self) -> None:
        """An older file loads, and is written without the new fact."""
        old = SelfAssessment(framework="x", school=School(name="A"), school_year=SchoolYear(2017))
        assert "data" not in json.loads(dumps(old))
        assert loads(dumps(old)) == old

    @examples(25)
    @given(school_data(SECONDARY))
    def test_reads_what_it_writes(self, data: SchoolData) -> None:
        """Any figures that the form asks for survive, to the last digit, and the schema knows them."""
        assessment = SelfAssessment(
            framework=SECONDARY.id, school=School(name="A"), school_year=SchoolYear(2017), data=data
        )
        again = loads(dumps(assessment))
        assert again == assessment
        assert repr(again.data) == repr(SchoolData(data.tables))
        VALIDATOR.validate(json.loads(dumps(assessment)))
