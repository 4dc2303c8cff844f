"""Places: one grammar, and what stands where in a school's facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.errors import PlaceError, UnknownPlaceError
from kdcl.places import ROOT, Part, PartKind, Place, Step, in_file, resolve
from kdcl.school import Rating, Ratings, School, SchoolData, SchoolYear, SelfAssessment
from kdcl.standards import get_framework
from kdcl.testing import school_data, self_assessments

PRIMARY = get_framework("tt42-2012/primary")
EMPTY = SelfAssessment(framework=PRIMARY.id, school=School(name="A"), school_year=SchoolYear(2017))
NAMED = [kind for kind in PartKind if kind.is_named]
NUMBERED = [kind for kind in PartKind if not kind.is_named]

KEYS = st.one_of(
    st.sampled_from(["ratings", "sheets", "data", "1.3.a", "1.10", "1", "2015-2016", "row", "row 4", "$", "", "a.b"]),
    st.text(max_size=8),
)
PARTS = st.one_of(
    st.builds(Part, st.sampled_from(NUMBERED), st.integers(1, 10**15 - 1)),
    st.builds(
        Part, st.sampled_from(NAMED), st.one_of(st.sampled_from(["B4", "Danh mục", "it's", "a/b.xml"]), st.text())
    ),
)
STEPS: st.SearchStrategy[Step] = st.one_of(KEYS, st.integers(0, 10**15 - 1), PARTS)
SPANS = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))
PLACES = st.builds(Place, st.lists(STEPS, max_size=6).map(tuple), st.none() | SPANS)


class TestGrammar:
    """A place is written in one way, and read back as it was."""

    @given(PLACES)
    def test_reading_gives_back_what_was_written(self, place: Place) -> None:
        """Whatever the steps are, and wherever they stand."""
        assert Place.parse(str(place)) == place

    @pytest.mark.parametrize(
        ("place", "text"),
        [
            (ROOT, "$"),
            (ROOT.at("sheets", 3, "current_state", 1, "text").with_span(4, 9), "sheets[3].current_state[1].text:5-9"),
            (ROOT.at("ratings", "1.3.a"), "ratings.1.3.a"),
            (ROOT.at("data", "pupils", "grade_1", "2015-2016"), "data.pupils.grade_1.2015-2016"),
            (ROOT.at("criterion", "1.3", "title"), 'criterion."1.3".title'),
            (ROOT.at("ratings", "1", "3"), 'ratings."1".3'),
            (ROOT.at("ratings", "1"), "ratings.1"),
            (ROOT.at(0, "name"), "[0].name"),
            (in_file(paragraph=12), "paragraph 12"),
            (in_file(table=3, row=2, column=1), "table 3, row 2, column 1"),
            (in_file(sheet="minhchung", cell="B4"), "minhchung!B4"),
            (in_file(sheet="Danh mục", cell="B4"), "'Danh mục'!B4"),
            (in_file(sheet="it's", row=2), "sheet 'it''s', row 2"),
            (in_file(cell="B4"), "cell B4"),
            (in_file(sheet="a", cell="b"), "sheet a, cell b"),
            (in_file(file="truong.json").at("sheets", 3, "criterion"), "file truong.json, sheets[3].criterion"),
            (in_file(file="a.json").at(3), "file a.json, [3]"),
            (ROOT.at("sheets").at(Part(PartKind.LINE, 4)), "sheets, line 4"),
        ],
    )
    def test_how_places_are_written(self, place: Place, text: str) -> None:
        """In a school's file, in a file of the law, and in files of other programs."""
        assert str(place) == text
        assert Place.parse(text) == place

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "a b",
            "a.",
            ".a",
            "a[",
            "a[-1]",
            "$.a",
            "a:",
            "a:1-2.b",
            "table x",
            "table 1,row 2",
            '"\\q"',
            "a,",
            "a!4",
        ],
    )
    def test_what_is_no_place_is_refused(self, text: str) -> None:
        """With the character from which on it is none."""
        with pytest.raises(PlaceError) as caught:
            Place.parse(text)
        assert 0 <= caught.value.position <= len(text)

    def test_a_number_of_too_many_digits_is_refused(self) -> None:
        """No file has so many rows, and reading them would take time."""
        with pytest.raises(PlaceError):
            Place.parse("table " + "9" * 5000)

    @pytest.mark.parametrize(("kind", "value"), [(PartKind.SHEET, 1), (PartKind.ROW, "1")])
    def test_a_part_has_a_name_or_a_number(self, kind: PartKind, value: int | str) -> None:
        """As its kind asks."""
        with pytest.raises(TypeError):
            Part(kind, value)


class TestPlace:
    """What a place says of itself."""

    def test_parts_are_found_by_their_kind(self) -> None:
        """The innermost one; none where there is none."""
        place = in_file(table=1, row=2).at(Part(PartKind.TABLE, 3))
        assert (place.find_part(PartKind.TABLE), place.find_part(PartKind.ROW)) == (3, 2)
        assert ROOT.at("table").find_part(PartKind.TABLE) is None

    def test_one_place_lies_within_another(self) -> None:
        """Itself and what is inside it do; of a span, only itself."""
        sheet, span = ROOT.at("sheets", 3), ROOT.at("sheets", 3, "strengths").with_span(1, 2)
        assert span.is_within(sheet)
        assert sheet.is_within(sheet)
        assert span.is_within(span)
        assert not sheet.is_within(span)
        assert not ROOT.at("sheets", 30).is_within(sheet)
        assert not span.whole.is_within(span)

    def test_its_position_orders_a_file(self) -> None:
        """By its outermost number; the file as a whole comes first."""
        assert [place.position for place in (ROOT, in_file(sheet="a"), in_file(sheet="a", row=4), in_file(row=2))] == [
            0,
            0,
            4,
            2,
        ]

    def test_its_span(self) -> None:
        """It begins and ends somewhere, or is whole."""
        span = ROOT.at("conclusion").with_span(4, 9)
        assert (span.start, span.end, span.path) == (4, 9, "conclusion")
        assert (span.whole.start, span.whole.end) == (None, None)
        assert ROOT.whole is ROOT

    def test_its_words(self) -> None:
        """Parts are named; the way through a school's file stays as it is written."""
        assert str(in_file(sheet="Danh mục", cell="B4").in_words) == "sheet 'Danh mục', cell B4"
        assert str(in_file(file="a/b.xml", line=3).in_words) == "a/b.xml, line 3"
        assert str(ROOT.at("sheets", 3).in_words) == "sheets[3]"
        assert repr(ROOT.at("sheets", 3)) == "Place.parse('sheets[3]')"


def iter_texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:  # noqa: ANN401 - any fact
    """Iterate over every text of facts with the place it has."""
    if type(value) is str:
        yield place, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from iter_texts(part, place.at(number))
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from iter_texts(getattr(value, field.name), place.at(field.name))


class TestResolve:
    """What stands at a place."""

    @examples(20)  # a loaded machine draws slowly
    @given(self_assessments(PRIMARY))
    def test_every_text_has_a_place_that_leads_to_it(self, assessment: SelfAssessment) -> None:
        """The place read from its own text, too; and a span leads to its part of the text."""
        for place, text in iter_texts(assessment, ROOT):
            assert resolve(Place.parse(str(place)), assessment) == text
            assert resolve(place.with_span(0, len(text) // 2), assessment) == text[: len(text) // 2]
        for code, rating in assessment.ratings.items():
            assert resolve(Place.parse(f"ratings.{code}"), assessment) is rating

    @given(school_data(PRIMARY))
    def test_every_figure_has_a_place_that_leads_to_it(self, data: SchoolData) -> None:
        """In the data of a school as in a file."""
        assessment = attrs.evolve(EMPTY, data=data)
        for place, figure in data.items():
            assert resolve(Place.parse(str(place.in_file)), assessment) == figure

    @pytest.mark.parametrize(
        "text",
        [
            "zzz",
            "sheets[9]",
            "sheets.zzz",
            "ratings.zzz",
            "ratings.1.1.a",
            "data.zzz",
            "data.zzz.a",
            "conclusion[0]",
            "school[0]",
            "sheets:1-2",
            "conclusion:1-99",
            "paragraph 1",
            "find_sheet",
        ],
    )
    def test_a_place_that_leads_nowhere_says_how_far_it_goes(self, text: str) -> None:
        """The names of methods are no facts."""
        with pytest.raises(UnknownPlaceError) as caught:
            resolve(Place.parse(text), EMPTY)
        assert caught.value.place == Place.parse(text)
        assert caught.value.place.is_within(caught.value.reached)


class TestRatings:
    """A text that is no code is no rated indicator."""

    def test_it_is_not_among_the_ratings(self) -> None:
        """Nothing is raised, as by any mapping."""
        ratings = Ratings({"1.1.a": "met"})
        texts: Mapping[Any, Rating] = ratings
        assert "zzz" not in texts
        assert "1.1.a" in texts
        assert texts.get("zzz") is None
        with pytest.raises(KeyError):
            ratings["zzz"]
