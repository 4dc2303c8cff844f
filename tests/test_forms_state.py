"""Forms: what each knows of itself, and what becomes of a school's file when they come back."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kdcl.changes import ChangeKind, diff
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.findings import Finding
from kdcl.forms import FormState, Returned, collect
from kdcl.forms.facts import get_fact, lay_over, take_part, with_fact
from kdcl.forms.state import _sum
from kdcl.places import Place
from kdcl.school import (
    CriterionSheet,
    Evidence,
    Rating,
    Ratings,
    School,
    SchoolYear,
    SelfAssessment,
    StateParagraph,
)

FIELDS = tuple(
    map(
        Place.parse,
        (
            'sheets."1.1".strengths',
            'sheets."1.1".weaknesses',
            'sheets."1.2".current_state',
            'standards."1".opening',
            "ratings.1.1.a",
            "data.pupils.grade_1.2015-2016",
            "school.place",
            "evidence",
        ),
    )
)
TEXTS = st.sampled_from(["", "một", "hai [H1-1-01-01]", "ba\nbốn"])
VALUES: tuple[st.SearchStrategy[Any], ...] = (
    TEXTS,
    TEXTS,
    st.lists(st.builds(StateParagraph, text=TEXTS, indicator=st.sampled_from([None, "a"])), max_size=2).map(tuple),
    TEXTS,
    st.sampled_from([None, Rating.MET, Rating.NOT_MET]),
    st.sampled_from([None, 1, 2]),
    TEXTS,
    st.lists(st.builds(Evidence, code=st.just(EvidenceCode(1, 1, 1, 1)), name=TEXTS), max_size=1).map(tuple),
)
BLANK = SelfAssessment(
    framework="tt42-2012/primary", school=School(name="Trường A"), school_year=SchoolYear.parse("2016-2017")
)
FULL = attrs.evolve(
    BLANK,
    ratings=Ratings({"1.1.a": "met", "1.1.b": "not_met"}),
    sheets=tuple(
        CriterionSheet(criterion=CriterionCode(1, number), strengths=f"mạnh {number}", weaknesses="yếu [H1-1-01-01]")
        for number in (1, 3)
    ),
    evidence=(Evidence(code=EvidenceCode(1, 1, 1, 1), name="Sổ"), Evidence(code=EvidenceCode(1, 1, 1, 2), name="Bảng")),
)


@st.composite
def filled(draw: st.DrawFn) -> SelfAssessment:
    """Draw a file with anything in the fields."""
    school = draw(st.sampled_from([BLANK, FULL]))
    for field, values in zip(FIELDS, VALUES, strict=True):
        school = with_fact(school, field, draw(values))
    return school


def state_of(school: SelfAssessment, *fields: str, subject: str = "1.1") -> FormState:
    """Return a form's state."""
    return FormState.of(school, fields=tuple(map(Place.parse, fields)), kind="sheets", subject=subject)


def came_back(state: FormState, source: str = "a.docx", **texts: object) -> Returned:
    """Return a form in which facts of the sheet of 1.1 were changed."""
    facts = state.sent
    for name, text in texts.items():
        facts = with_fact(facts, Place.parse(f'sheets."1.1".{name}'), text)
    return Returned(source=source, state=state, facts=facts)


class TestFields:
    """A field names a fact so that it is found again however lists have moved."""

    @given(filled(), st.data())
    def test_what_is_put_in_stands_there_and_nothing_else_changes(
        self, school: SelfAssessment, data: st.DataObject
    ) -> None:
        """Every field gives back what was put in; every other one still has what it had."""
        number = data.draw(st.integers(0, len(FIELDS) - 1))
        fact = data.draw(VALUES[number])
        changed = with_fact(school, FIELDS[number], fact)
        assert get_fact(changed, FIELDS[number]) == fact
        for other in FIELDS:
            if other != FIELDS[number]:
                assert get_fact(changed, other) == get_fact(school, other)

    def test_a_sheet_is_begun_where_its_number_belongs(self) -> None:
        """A sheet that nobody had begun stands in the order of the criteria."""
        changed = with_fact(FULL, Place.parse('sheets."1.2".strengths'), "mới")
        assert [str(sheet.criterion) for sheet in changed.sheets] == ["1.1", "1.2", "1.3"]

    def test_nothing_begins_no_sheet(self) -> None:
        """An empty text in a sheet that nobody has begun begins none."""
        assert with_fact(FULL, Place.parse('sheets."1.2".strengths'), "") is FULL

    @pytest.mark.parametrize("field", ["nothing", 'sheets."1.1".nothing', 'evidence."X".name', "note.inner"])
    def test_what_is_no_fact_is_refused(self, field: str) -> None:
        """A field that names no fact is an error of the caller."""
        with pytest.raises(KeyError):
            with_fact(FULL, Place.parse(field), "x")

    @given(filled())
    def test_a_part_has_its_fields_and_lays_them_over_again(self, school: SelfAssessment) -> None:
        """A part of a file laid over that file is that file; laid over an empty one it is itself."""
        part = take_part(school, FIELDS)
        assert lay_over(school, part, FIELDS) == school
        assert take_part(part, FIELDS) == part


class TestState:
    """A form knows which facts it asks for and what they were."""

    @given(filled())
    def test_what_was_written_reads_back(self, school: SelfAssessment) -> None:
        """The state is the same after writing and reading."""
        state = FormState.of(
            school,
            fields=FIELDS,
            kind="sheets",
            subject="1.1",
            recipient="Nhóm 1",
            frame=("a",),
            together=("1.1", "1.2"),
        )
        assert FormState.parse(state.dump()) == state

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"kdcl_form": 2}, "another release"),
            ({"subject": "1.2"}, "was changed"),
            ({"checksum": None}, "was changed"),
        ],
    )
    def test_what_was_changed_is_refused(self, change: dict[str, object], words: str) -> None:
        """Another version, another fact or no checksum is a finding that says so."""
        found = FormState.parse(json.dumps({**json.loads(state_of(FULL, "evidence").dump()), **change}))
        assert isinstance(found, Finding)
        assert words in str(found)

    @pytest.mark.parametrize("text", ["", "[]", "{}", "{", "[" * 100_000])
    def test_what_is_no_state_is_refused(self, text: str) -> None:
        """Any other text is a finding."""
        assert isinstance(FormState.parse(text), Finding)

    @pytest.mark.parametrize("name", ["fields", "sent", "renumberings"])
    def test_damage_with_a_right_sum_is_refused(self, name: str) -> None:
        """A text that somebody made up is a finding too."""
        plain = {**json.loads(state_of(FULL, "evidence").dump()), name: "x["}
        del plain["checksum"]
        assert isinstance(FormState.parse(json.dumps({**plain, "checksum": _sum(plain)})), Finding)


class TestCollecting:
    """What people changed is taken; what nobody touched changes nothing."""

    @given(filled(), filled())
    def test_a_form_that_came_back_as_it_went_changes_nothing(self, sent: SelfAssessment, now: SelfAssessment) -> None:
        """Whatever has happened to the school's file since."""
        state = FormState.of(sent, fields=FIELDS, kind="sheets", subject="1.1")
        collected = collect(now, [Returned(source="a", state=state, facts=state.sent)])
        assert collected.school == now
        assert not collected.taken
        assert not collected.conflicts

    @given(filled(), filled())
    def test_what_was_changed_comes_back_as_that_change(self, sent: SelfAssessment, there: SelfAssessment) -> None:
        """Where nothing was changed here, the form's changes are all that happens."""
        state = FormState.of(sent, fields=FIELDS, kind="sheets", subject="1.1")
        form = Returned(source="a", state=state, facts=take_part(there, FIELDS))
        collected = collect(sent, [form])
        assert take_part(collected.school, FIELDS) == form.facts
        assert not collected.conflicts
        assert [taken.change for taken in collected.taken] == list(diff(sent, collected.school))

    def test_two_forms_and_the_file_are_merged(self) -> None:
        """Each brings its own change; the change made here stays."""
        state = state_of(FULL, 'sheets."1.1".strengths', 'sheets."1.1".weaknesses')
        now = with_fact(FULL, Place.parse("school.place"), "Hà Nội")
        forms = [came_back(state, "a", strengths="x"), came_back(state, "b", weaknesses="y")]
        collected = collect(now, forms)
        assert (collected.school.sheets[0].strengths, collected.school.sheets[0].weaknesses) == ("x", "y")
        assert collected.school.school.place == "Hà Nội"
        assert [(taken.source, str(taken.change.place)) for taken in collected.taken] == [
            ("a", "sheets[0].strengths"),
            ("b", "sheets[0].weaknesses"),
        ]

    def test_what_two_forms_say_differently_is_a_conflict(self) -> None:
        """The first stands, and both texts are named with their place."""
        state = state_of(FULL, 'sheets."1.1".strengths')
        (conflict,) = collect(
            FULL, [came_back(state, "a", strengths="x"), came_back(state, "b", strengths="y")]
        ).conflicts
        assert (conflict.source, str(conflict.conflict.place)) == ("b", "sheets[0].strengths")
        assert (conflict.conflict.ours, conflict.conflict.theirs) == ("x", "y")

    def test_a_conflict_goes_the_way_that_is_preferred(self) -> None:
        """Where forms are preferred, theirs stands and nothing is left to decide; elsewhere it is not touched."""
        state = state_of(FULL, 'sheets."1.1".strengths')
        now = with_fact(FULL, state.fields[0], "ở đây")
        form = came_back(state, strengths="ở kia")
        assert collect(now, [form]).school == now
        preferred = collect(now, [form], prefer_returned={"sheets"})
        assert preferred.school.sheets[0].strengths == "ở kia"
        assert not preferred.conflicts
        assert len(collect(now, [form], prefer_returned={"ratings"}).conflicts) == 1

    def test_a_sheet_that_was_dropped_here_and_written_there_is_kept(self) -> None:
        """Nothing that anyone wrote is lost: the change outlives the removal, and is named."""
        state = state_of(FULL, 'sheets."1.1".strengths')
        collected = collect(attrs.evolve(FULL, sheets=()), [came_back(state, strengths="mới")])
        assert [sheet.strengths for sheet in collected.school.sheets] == ["mới"]
        assert len(collected.conflicts) == 1

    def test_codes_are_followed_through_later_renumberings(self) -> None:
        """A text that came back with old codes has the new ones, and is no change where only they differ."""
        state = state_of(FULL, 'sheets."1.1".weaknesses', "evidence")
        codes = {EvidenceCode(1, 1, 1, 1): EvidenceCode(1, 1, 1, 5)}
        now = apply_renumbering(FULL, plan_renumbering(FULL, codes))
        assert collect(now, [came_back(state)]).school == now
        collected = collect(now, [came_back(state, weaknesses="yếu [H1-1-01-01] hơn")])
        assert collected.school.sheets[0].weaknesses == "yếu [H1-1-01-05] hơn"
        assert [taken.change.kind for taken in collected.taken] == [ChangeKind.CHANGED]

    @pytest.mark.parametrize(
        ("other", "words"),
        [
            (attrs.evolve(FULL, school=School(name="Trường B")), "another school:"),
            (attrs.evolve(FULL, school_year=SchoolYear.parse("2015-2016")), "another school year"),
            (attrs.evolve(FULL, framework="tt42-2012/secondary"), "another framework"),
        ],
    )
    def test_a_form_of_something_else_is_not_taken(self, other: SelfAssessment, words: str) -> None:
        """A form of another school, year or framework changes nothing, and a finding names its file."""
        collected = collect(other, [came_back(state_of(FULL, 'sheets."1.1".strengths'), strengths="x")])
        assert collected.school == other
        (finding,) = collected.findings
        assert words in str(finding)
        assert finding.texts == ("a.docx",)

    def test_a_school_that_was_renamed_is_known_by_its_former_name(self) -> None:
        """A form goes by the name of its day."""
        renamed = attrs.evolve(FULL, school=School(name="Trường B", former_name="TRƯỜNG A"))
        form = came_back(state_of(FULL, 'sheets."1.1".strengths'), strengths="x")
        assert form.changes
        assert collect(renamed, [form]).school.sheets[0].strengths == "x"
