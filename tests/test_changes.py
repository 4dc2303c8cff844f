"""Differences and merging: laws over drawn files, and what people meet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st

import kdcl
from kdcl.changes import ChangeKind, apply, diff, merge, take
from kdcl.changes.alignment import align
from kdcl.changes.merging import get_default
from kdcl.changes.words import show
from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.places import resolve
from kdcl.school import (
    Abbreviation,
    Council,
    CouncilMember,
    CriterionSheet,
    Evidence,
    ExternalAssessment,
    Opinion,
    Rating,
    Ratings,
    School,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    StateParagraph,
)

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
FEW = st.sampled_from(["", "một", "hai", "ba [H1-1-01-01]", "bốn [H1-1-01-02]; năm [H1-1-02-01]"])
CODES = st.builds(EvidenceCode, st.just(1), st.just(1), st.sampled_from([1, 2]), st.sampled_from([1, 2, 3]))
CRITERIA = st.sampled_from([CriterionCode(1, 1), CriterionCode(1, 2), CriterionCode(2, 1)])


File = SelfAssessment


def tuples(of: st.SearchStrategy[Any], size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """Draw short lists, doubled items and every order included."""
    return st.lists(of, max_size=size).map(tuple)


RATINGS = st.dictionaries(st.sampled_from(["1.1.a", "1.1.b", "1.2.a"]), st.sampled_from(["met", "not_met"]))
YEARS = st.dictionaries(st.sampled_from(["2015-2016", "2016-2017"]), st.integers(0, 9), min_size=1)
FIGURES = st.dictionaries(st.sampled_from(["grade_1", "grade_2"]), YEARS, min_size=1)
FILES = st.builds(
    SelfAssessment,
    framework=st.just("tt42-2012/primary"),
    school=st.builds(School, name=FEW, place=FEW),
    school_year=st.builds(SchoolYear, st.sampled_from([2015, 2016])),
    ratings=RATINGS.map(Ratings),
    sheets=tuples(
        st.builds(
            CriterionSheet,
            criterion=CRITERIA,
            current_state=tuples(st.builds(StateParagraph, text=FEW, indicator=st.sampled_from(["a", "b", None]))),
            strengths=FEW,
        )
    ),
    evidence=tuples(st.builds(Evidence, code=CODES, name=FEW, note=FEW), 4),
    council=st.builds(Council, members=tuples(st.builds(CouncilMember, name=FEW, duty=FEW), 4)),
    opinions=tuples(st.builds(Opinion, text=FEW, source=FEW)),
    introduction=FEW,
    data=FIGURES.map(lambda rows: SchoolData({"classes": rows})) | st.just(SchoolData()),
)
"""Small files that differ in few facts each, so that two drawn ones share items, move them and double them."""


class TestDiffLaws:
    """Applying the differences of two files to the first gives the second; a file differs in nothing from itself."""

    @given(FILES, FILES)
    def test_apply_gives_the_other_file(self, old: SelfAssessment, new: SelfAssessment) -> None:
        """For any two files, whatever was added, dropped, moved or doubled."""
        changes = diff(old, new)
        for kind in {change.kind for change in changes}:
            event(kind.name)
        assert apply(changes, old) == new
        assert bool(changes) is (old != new)

    @given(FILES)
    def test_nothing_differs_from_itself(self, file: SelfAssessment) -> None:
        """No change is made up."""
        assert diff(file, file) == ()

    @given(FILES, FILES, FILES)
    def test_changes_of_another_file_are_refused(
        self, old: SelfAssessment, new: SelfAssessment, other: SelfAssessment
    ) -> None:
        """Applied elsewhere they give what they say, or are refused: no fact of the other file is wiped out unseen."""
        changes = diff(old, new)
        try:
            applied = apply(changes, other)
        except ValueError:
            return
        for change in changes:
            if change.kind is ChangeKind.CHANGED and len(change.place.steps) == 1:
                assert getattr(applied, str(change.place.steps[0])) == change.after


class TestMergeLaws:
    """What one side changed is taken; what both changed differently is named; nothing is dropped."""

    @given(FILES, FILES)
    def test_a_side_that_did_nothing(self, base: SelfAssessment, side: SelfAssessment) -> None:
        """The other side is the result, without a conflict, whichever is ours."""
        assert merge(base, side, base).facts == side
        assert merge(base, base, side).facts == side
        assert merge(base, side, base).conflicts == merge(base, base, side).conflicts == ()

    @given(FILES, FILES)
    def test_both_did_the_same(self, base: SelfAssessment, side: SelfAssessment) -> None:
        """It is the result, without a conflict."""
        merged = merge(base, side, side)
        assert (merged.facts, merged.conflicts) == (side, ())

    @given(FILES, FILES, FILES)
    def test_conflicts_do_not_depend_on_who_is_ours(
        self, base: SelfAssessment, one: SelfAssessment, other: SelfAssessment
    ) -> None:
        """Turned round, the same things are in conflict, with the sides turned round."""
        here = [(c.base, c.ours, c.theirs) for c in merge(base, one, other).conflicts]
        there = [(c.base, c.theirs, c.ours) for c in merge(base, other, one).conflicts]
        event(f"conflicts: {min(len(here), 3)}")
        assert sorted(map(repr, here)) == sorted(map(repr, there))

    @given(FILES, FILES, FILES, st.booleans())
    def test_a_conflict_is_where_it_says(self, base: File, one: File, other: File, prefers_theirs: bool) -> None:
        """In the merged file stands at its place what one of the sides has there, and that is counted nowhere else."""
        merged = merge(base, one, other, prefers_theirs=prefers_theirs)
        for conflict in merged.conflicts:
            event("removal" if conflict.is_removal else "conflict")
            sides = (conflict.theirs, conflict.ours) if prefers_theirs else (conflict.ours, conflict.theirs)
            if type(conflict.ours) is not tuple:  # a list that both put in another order has what both added, too
                wanted = next(side for side in sides if side is not None or not conflict.is_removal)
                assert resolve(conflict.place, merged.facts) == wanted
        places = {conflict.place for conflict in merged.conflicts}
        assert not any(change.new_place in places for change in merged.undisputed)

    @given(FILES, FILES, FILES)
    def test_no_text_is_dropped(self, base: File, one: File, other: File) -> None:
        """Every text that a side wrote is in the result or in a conflict."""
        merged = merge(base, one, other)
        kept = repr(attrs.asdict(merged.facts)) + repr(merged.conflicts)
        for side in (one, other):
            for change in diff(base, side):
                if type(change.after) is str and change.after:
                    assert repr(change.after)[1:-1] in kept

    @given(FILES, FILES, FILES)
    def test_what_only_one_side_changed_is_taken(
        self, base: SelfAssessment, one: SelfAssessment, other: SelfAssessment
    ) -> None:
        """A fact that has one value, and that one side alone changed, has that value in the result."""
        merged = merge(base, one, other).facts
        for name in ("introduction", "school_year"):
            values = [getattr(file, name) for file in (base, one, other, merged)]
            if values[0] in (values[1], values[2]):
                assert values[3] == (values[2] if values[1] == values[0] else values[1])


def school(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return a small file."""
    return SelfAssessment(framework="tt42-2012/primary", school=School(name="A"), school_year=SchoolYear(2016), **facts)


def sheet(**facts: Any) -> CriterionSheet:  # noqa: ANN401 - any facts
    """Return the sheet of criterion 1.1."""
    return CriterionSheet(criterion=CriterionCode(1, 1), **facts)


class TestDiff:
    """What people meet."""

    def test_a_corrected_name_is_the_same_member(self) -> None:
        """An item that stands where it stood is changed, and neither removed nor added."""
        members = (CouncilMember(name="A"), CouncilMember(name="Nguyen Van A", duty="x"), CouncilMember(name="C"))
        corrected = (members[0], attrs.evolve(members[1], name="Nguyễn Văn A"), members[2])
        (change,) = diff(school(council=Council(members=members)), school(council=Council(members=corrected)))
        assert (str(change.place), change.kind) == ("council.members[1].name", ChangeKind.CHANGED)

    def test_moved_items(self) -> None:
        """Sheets in another order are one change."""
        sheets = tuple(CriterionSheet(criterion=CriterionCode(1, number)) for number in (1, 2, 3))
        (change,) = diff(school(sheets=sheets), school(sheets=sheets[::-1]))
        assert (change.kind, change.after) == (ChangeKind.REORDERED, (2, 1, 0))

    def test_a_renumbering_is_one_change(self) -> None:
        """Codes are followed through the log, in the list and in the texts."""
        codes = [EvidenceCode(1, 1, 1, number) for number in (1, 2, 3)]
        old = school(
            evidence=(Evidence(code=codes[1], name="Sổ"),),
            sheets=(sheet(strengths="Có sổ [H1-1-01-02]."),),
        )
        new = apply_renumbering(old, plan_renumbering(old, {codes[1]: codes[0]}))
        (change,) = diff(old, new)
        assert change.kind is ChangeKind.RENUMBERED
        assert apply((change,), old) == new

    def test_a_recoded_piece(self) -> None:
        """Evidence that has another code and all else the same is the same piece."""
        old, new = (
            school(evidence=(Evidence(code=EvidenceCode.parse(code), name="Sổ", reference="12/QĐ"),))
            for code in ("[H1-1-01-02]", "[H2-1-01-02]")
        )
        (change,) = diff(old, new)
        assert str(change.place) == "evidence[0].code"

    def test_two_kinds(self) -> None:
        """A file and a school cannot be compared, nor merged."""
        with pytest.raises(TypeError, match="cannot be compared"):
            diff(school(), School(name="A"))
        with pytest.raises(TypeError, match="same kind"):
            merge(school(), school(), School(name="A"))

    def test_changes_of_another_file(self) -> None:
        """What does not stand where it should is an error that names the place."""
        changes = diff(school(introduction="a"), school(introduction="b"))
        with pytest.raises(ValueError, match="introduction: 'a' was expected, 'c' stands there"):
            apply(changes, school(introduction="c"))

    @pytest.mark.parametrize("name", ["primary-2017", "lower-secondary-2017", "plan-2017", "secondary-data-2017"])
    def test_examples(self, name: str) -> None:
        """The shipped files differ from each other in ways that lead from one to the other."""
        old, new = kdcl.load(EXAMPLES / "primary-2017.json"), kdcl.load(EXAMPLES / f"{name}.json")
        assert apply(diff(old, new), old) == new


class TestMerge:
    """What people meet."""

    def test_two_people_on_two_items(self) -> None:
        """Work on different items of one sheet comes together."""
        base = school(sheets=(sheet(strengths="x", weaknesses="y"),))
        ours = school(sheets=(sheet(strengths="x1", weaknesses="y"),))
        theirs = school(sheets=(sheet(strengths="x", weaknesses="y1"),))
        merged = merge(base, ours, theirs)
        assert merged.facts.sheets == (sheet(strengths="x1", weaknesses="y1"),)
        assert merged.conflicts == ()
        assert [str(change.place) for change in merged.from_theirs] == ["sheets[0].weaknesses"]
        assert [str(change.place) for change in merged.from_ours] == ["sheets[0].strengths"]

    def test_facts_of_a_file(self) -> None:
        """Parts of a file merge as whole files do."""
        merged = merge(School(name="A"), School(name="B"), School(name="A", place="C"))
        assert merged.facts == School(name="B", place="C")

    def test_one_item_twice(self) -> None:
        """Both texts are named, with the place; ours stands in the result."""
        merged = merge(*(school(sheets=(sheet(strengths=text),)) for text in ("x", "ours", "theirs")))
        (conflict,) = merged.conflicts
        assert (str(conflict.place), conflict.base, conflict.ours, conflict.theirs) == (
            "sheets[0].strengths",
            "x",
            "ours",
            "theirs",
        )
        assert merged.facts.sheets[0].strengths == "ours"

    def test_removed_here_and_changed_there(self) -> None:
        """What was changed is kept, and the conflict tells of it."""
        base, gone = school(sheets=(sheet(strengths="x"),)), school()
        changed = school(sheets=(sheet(strengths="y"),))
        for sides in ((gone, changed), (changed, gone)):
            merged = merge(base, *sides)
            assert merged.facts == changed
            assert len(merged.conflicts) == 1

    def test_added_on_both_sides(self) -> None:
        """Different additions are both there; the same one once; one code for two pieces is a conflict."""
        rows = [Evidence(code=EvidenceCode(1, 1, 1, n), name=str(n)) for n in (1, 2, 3)]
        base = school(evidence=(rows[0],))
        merged = merge(base, school(evidence=tuple(rows[:2])), school(evidence=(rows[0], rows[2])))
        assert set(merged.facts.evidence) == set(rows)
        assert merged.conflicts == ()
        other = attrs.evolve(rows[1], name="khác")
        merged = merge(base, school(evidence=tuple(rows[:2])), school(evidence=(rows[0], other)))
        assert [str(conflict.place) for conflict in merged.conflicts] == ["evidence[1].name"]

    def test_two_people_begin_the_same_sheet(self) -> None:
        """What each filled in comes together."""
        merged = merge(school(), school(sheets=(sheet(strengths="x"),)), school(sheets=(sheet(weaknesses="y"),)))
        assert merged.facts.sheets == (sheet(strengths="x", weaknesses="y"),)
        assert merged.conflicts == ()

    def test_empty_parts(self) -> None:
        """A part nobody has filled in has its default; a part that must be there has none."""
        fields = attrs.fields_dict(SelfAssessment)
        assert (get_default(fields["council"]), get_default(fields["note"])) == (Council(), "")
        assert get_default(fields["school"]) not in {None, ""}

    def test_two_words_under_one_abbreviation(self) -> None:
        """An abbreviation that both added with other meanings is a conflict at its meaning."""
        sides = (school(abbreviations=(Abbreviation(short="HS", meaning=text),)) for text in ("học sinh", "hồ sơ"))
        (conflict,) = merge(school(), *sides).conflicts
        assert (str(conflict.place), conflict.base) == ("abbreviations[0].meaning", None)

    def test_a_rating_of_both(self) -> None:
        """A rating that both gave differently is a conflict, one that one side gave is taken."""
        merged = merge(school(), school(ratings=Ratings({"1.1.a": "met"})), school(ratings=Ratings({"1.1.b": "met"})))
        assert len(merged.facts.ratings) == 2
        merged = merge(
            school(), school(ratings=Ratings({"1.1.a": "met"})), school(ratings=Ratings({"1.1.a": "not_met"}))
        )
        assert [str(conflict.place) for conflict in merged.conflicts] == ["ratings.1.1.a"]

    def test_orders(self) -> None:
        """The side that put a list in another order has its way; two other orders are a conflict."""
        sheets = tuple(CriterionSheet(criterion=CriterionCode(1, number)) for number in (1, 2, 3))
        base, turned = school(sheets=sheets), school(sheets=sheets[::-1])
        grown = school(sheets=(*sheets, CriterionSheet(criterion=CriterionCode(2, 1))))
        for sides in ((turned, grown), (grown, turned)):
            merged = merge(base, *sides)
            assert [sheet.criterion.criterion for sheet in merged.facts.sheets if sheet.criterion.standard == 1] == [
                3,
                2,
                1,
            ]
            assert len(merged.facts.sheets) == 4
            assert merged.conflicts == ()
        rolled = school(sheets=(sheets[1], sheets[2], sheets[0]))
        assert [str(conflict.place) for conflict in merge(base, turned, rolled).conflicts] == ["sheets"]

    def test_a_renumbering_on_one_side(self) -> None:
        """What the other side wrote with the old codes comes in with the new ones."""
        codes = [EvidenceCode(1, 1, 1, number) for number in (1, 2)]
        base = school(evidence=(Evidence(code=codes[1], name="Sổ"),), sheets=(sheet(),))
        renumbered = apply_renumbering(base, plan_renumbering(base, {codes[1]: codes[0]}))
        written = attrs.evolve(base, sheets=(sheet(strengths="Có sổ [H1-1-01-02]."),))
        for sides in ((renumbered, written), (written, renumbered)):
            merged = merge(base, *sides)
            assert merged.facts.sheets[0].strengths == "Có sổ [H1-1-01-01]."
            assert merged.conflicts == ()

    def test_two_renumberings(self) -> None:
        """If both sides renumbered in different ways, it is a conflict, and nothing is lost."""
        codes = [EvidenceCode(1, 1, 1, number) for number in (1, 2, 3)]
        base = school(evidence=(Evidence(code=codes[1], name="Sổ"),))
        ours, theirs = (
            apply_renumbering(base, plan_renumbering(base, {codes[1]: new})) for new in (codes[0], codes[2])
        )
        merged = merge(base, ours, theirs)
        assert "evidence[0].code" in [str(conflict.place) for conflict in merged.conflicts]


class TestExternalAssessment:
    """A part of the file that is there or is not."""

    def test_two_that_began_it_apart(self) -> None:
        """Facts that one left empty are those of the other; what differs is a conflict at its place."""
        begun = ExternalAssessment(framework=school().framework, school="Trường A", school_year=SchoolYear(2017))
        one, other = (
            attrs.evolve(begun, ratings=Ratings({"1.1.a": rating, code: "met"}), note=note)
            for rating, code, note in (("met", "1.1.b", ""), ("not_met", "1.1.c", "Khác"))
        )
        merged = merge(school(), school(external=one), school(external=other))
        assert merged.facts.external == attrs.evolve(
            one, ratings=one.ratings.with_ratings({IndicatorCode(1, 1, "c"): Rating.MET}), note="Khác"
        )
        (conflict,) = merged.conflicts
        assert str(conflict.place) == "external.ratings.1.1.a"

    def test_it_is_told_by_its_school(self) -> None:
        """In a sentence, not by all that it holds."""
        begun = ExternalAssessment(framework=school().framework, school="Trường A", school_year=SchoolYear(2017))
        (change,) = diff(school(), school(external=begun))
        assert str(change.place) == "external"
        assert show(change.after) == ("“Trường A”",)


class TestTake:
    """What was read goes into a file that exists; nothing there is lost unasked."""

    @given(FILES, FILES)
    def test_nothing_that_was_there_is_lost(self, existing: File, read: File) -> None:
        """Every rating, figure and text of the file stays, unless what was read is asked for."""
        facts = take(existing, read).facts
        assert facts.ratings.items() >= existing.ratings.items()
        assert all(code in {item.code for item in facts.evidence} for code in {item.code for item in existing.evidence})
        assert facts.introduction == (existing.introduction or read.introduction)

    @given(FILES)
    def test_the_same_twice(self, file: File) -> None:
        """Reading what is there already changes nothing and is no conflict."""
        taken = take(file, file)
        assert (taken.facts, taken.conflicts) == (file, ())

    def test_another_year_is_never_taken_unasked(self) -> None:
        """It is a conflict: every file has a year, so none that was read fills a gap."""
        existing, read = school(), attrs.evolve(school(), school_year=SchoolYear(school().school_year.start + 1))
        taken = take(existing, read)
        assert taken.facts.school_year == existing.school_year
        assert [(str(each.place), each.theirs) for each in taken.conflicts] == [("school_year", read.school_year)]
        asked = take(existing, read, prefer_read=["school_year"])
        assert (asked.facts.school_year, asked.conflicts) == (read.school_year, ())

    def test_gaps_are_filled(self) -> None:
        """A sheet that the file has keeps what it says, and gets what it lacks."""
        existing = school(sheets=(sheet(strengths="x"),))
        read = school(sheets=(sheet(strengths="y", weaknesses="z"),), ratings=Ratings({"1.1.a": "met"}))
        taken = take(existing, read)
        assert taken.facts.sheets == (sheet(strengths="x", weaknesses="z"),)
        assert taken.facts.ratings == Ratings({"1.1.a": "met"})
        assert [str(conflict.place) for conflict in taken.conflicts] == ["sheets[0].strengths"]
        asked = take(existing, read, prefer_read=["sheets"])
        assert asked.facts.sheets == (sheet(strengths="y", weaknesses="z"),)
        assert asked.conflicts == ()
        assert [str(change.place) for change in asked.from_theirs] == [
            "ratings.1.1.a",
            "sheets[0].strengths",
            "sheets[0].weaknesses",
        ]

    def test_capitals_make_no_difference(self) -> None:
        """A name as the cover has it is the name that the file has."""
        read = attrs.evolve(school(), school=School(name="TRƯỜNG  TIỂU HỌC A"))
        existing = attrs.evolve(school(), school=School(name="Trường Tiểu học A"))
        taken = take(existing, read)
        assert (taken.facts, taken.conflicts) == (existing, ())

    def test_only_facts_can_be_preferred(self) -> None:
        """A name that is none is an error."""
        with pytest.raises(KeyError, match="sheet"):
            take(school(), school(), prefer_read=["sheet"])


class TestWords:
    """What a sentence says of a fact."""

    def test_a_fact_with_parts(self) -> None:
        """It is named by its first text; one without any text by nothing."""
        assert show(School(name="A")) == ("“A”",)
        assert str(show(School(name=""))) == "nothing"


class TestAlignment:
    """Which items are the same."""

    @given(st.lists(st.integers(0, 3)), st.lists(st.integers(0, 3)))
    def test_each_item_once(self, old: list[int], new: list[int]) -> None:
        """No old item is two new ones, and every old item is kept or removed."""
        alignment = align(old, new)
        kept = [number for number in alignment.pairs if number is not None]
        assert len(alignment.pairs) == len(new)
        assert sorted([*kept, *alignment.removed]) == list(range(len(old)))
