"""Lists that differ or are merged: which items are the same, in which order they stand, what is in conflict."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

import kdcl
from kdcl.changes import Change, ChangeKind, Conflict, apply, diff, merge, take
from kdcl.changes.alignment import align
from kdcl.changes.nodes import is_list, is_mapping, is_record, known_by
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.evidence import apply_renumbering, plan_renumbering
from kdcl.law import LegalNumber
from kdcl.places import ROOT
from kdcl.school import (
    AssessmentPlan,
    CalendarMonth,
    Claims,
    CriterionSheet,
    Evidence,
    LegalGround,
    Opinion,
    Rating,
    Ratings,
    School,
    SchoolData,
    SchoolYear,
    SelfAssessment,
    Signature,
    StateParagraph,
)
from kdcl.school.external import EvidenceRequest, RequestKind
from papers import EMPTY


def opinions(texts: str, **sources: str) -> SelfAssessment:
    """Return a file with an opinion for each letter, and from whom some of them are."""
    return attrs.evolve(EMPTY, opinions=tuple(Opinion(text=text, source=sources.get(text, "")) for text in texts))


def letters(file: SelfAssessment) -> str:
    """Return the opinions of a file in one word."""
    return "".join(opinion.text for opinion in file.opinions)


def listed(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, Any, Any]]:
    """Return kind, both places and both facts of each change."""
    places = [(str(each.place), None if each.new_place is None else str(each.new_place)) for each in changes]
    return [(each.kind.value, *where, each.before, each.after) for each, where in zip(changes, places, strict=True)]


class TestSameItems:
    """Items are the same where they are equal, else known by the same, else alone between the same neighbours."""

    @pytest.mark.parametrize(
        ("old", "new", "pairs", "removed"),
        [
            ("", "", (), ()),
            ("", "a", (None,), ()),
            ("a", "", (), (0,)),
            ("abc", "abc", (0, 1, 2), ()),
            ("abc", "cab", (2, 0, 1), ()),
            ("abc", "xabc", (None, 0, 1, 2), ()),
            ("abc", "abcx", (0, 1, 2, None), ()),
            ("aab", "aba", (0, 2, 1), ()),
            ("aa", "aaa", (0, 1, None), ()),
            ("aaa", "aa", (0, 1), (2,)),
            # one that stands where it stood is corrected: at the beginning, between, at the end, all of them
            ("abc", "xbc", (0, 1, 2), ()),
            ("abc", "axc", (0, 1, 2), ()),
            ("abc", "abx", (0, 1, 2), ()),
            ("abc", "xyz", (0, 1, 2), ()),
            ("abcd", "axyd", (0, 1, 2, 3), ()),
            ("abcde", "axcye", (0, 1, 2, 3, 4), ()),
            # not as many on both sides, or not between the same neighbours
            ("abcd", "axd", (0, None, 3), (1, 2)),
            ("abd", "axyd", (0, None, None, 2), (1,)),
            ("ab", "xyb", (None, None, 1), (0,)),
            ("ab", "axy", (0, None, None), (1,)),
            ("abc", "ca", (2, 0), (1,)),
            ("abc", "cxa", (2, None, 0), (1,)),
            ("abc", "acx", (0, 2, None), (1,)),
            ("abcd", "axdc", (0, None, 3, 2), (1,)),
        ],
    )
    def test_texts(self, old: str, new: str, pairs: tuple[int | None, ...], removed: tuple[int, ...]) -> None:
        """Each item is used once, and doubled ones stay as many as they are."""
        alignment = align(old, new)
        assert (alignment.pairs, alignment.removed) == (pairs, removed)
        assert alignment.old_to_new == {one: n for n, one in enumerate(pairs) if one is not None}

    def test_what_they_are_known_by(self) -> None:
        """Counts wherever they stand, behind those that are equal."""
        one, other = Opinion(text="A", source="B"), Opinion(text="A", source="C")
        assert align([one, other], [other, one]).pairs == (1, 0)
        assert align([one, Opinion(text="D")], [Opinion(text="E"), other]).pairs == (None, 0)

    def test_things_of_two_kinds_are_two(self) -> None:
        """Also where each is alone between its neighbours."""
        alignment = align(["a", 1, "c"], ["a", "b", "c"])
        assert (alignment.pairs, alignment.removed) == ((0, None, 2), (1,))

    def test_names_of_items(self) -> None:
        """A ground is known by its number, or else by its subject; a request by its code, or else by what it asks."""
        number = LegalNumber(42, 2012, ("TT", "BGDĐT"))
        assert known_by(LegalGround(number=number, subject="A")) == number
        assert known_by(LegalGround(subject="A")) == "A"
        code, where = EvidenceCode(1, 1, 1, 1), CriterionCode(1, 1)
        asked = EvidenceRequest(criterion=where, kind=RequestKind.CHECK, what="A")
        assert known_by(asked) == (where, asked.kind, "A")
        assert known_by(attrs.evolve(asked, code=code)) == (where, asked.kind, code)
        assert known_by("A") == "A"

    def test_what_is_looked_into(self) -> None:
        """Facts with named parts, lists, ratings and figures; codes, days, months and numbers of the law are whole."""
        parts = (School(name="A"), Opinion(text="A"), Claims(), EMPTY)
        assert [is_record(each) for each in parts] == [True] * len(parts)
        whole: tuple[object, ...] = (
            *("A", 1, None, (), Ratings()),
            *(EvidenceCode(1, 1, 1, 1), CriterionCode(1, 1), LegalNumber(1, None, ("A",))),
            *(CalendarMonth(2017, 1), SchoolYear(2016), dt.date(2017, 1, 1)),
        )
        assert [is_record(each) for each in whole] == [False] * len(whole)
        lists: tuple[object, ...] = ((), ("a",), [], "a", Ratings())
        assert [is_list(each) for each in lists] == [True, True, False, False, False]
        mappings: tuple[object, ...] = (Ratings(), SchoolData(), {}, ())
        assert [is_mapping(each) for each in mappings] == [True, True, False, False]


class TestDiff:
    """Each change with what became of the fact, both places, and both facts."""

    def test_lists(self) -> None:
        """What is gone first, then the order, what changed inside, and what was added."""
        old, new = opinions("abcd", a="S", b="T"), opinions("dbaxy", a="S", b="U")
        a, b, c, d = range(4)
        changes = diff(old, new)
        assert listed(changes) == [
            ("removed", "opinions[2]", None, Opinion(text="c"), None),
            ("reordered", "opinions", "opinions", (a, b, d), (d, b, a)),
            ("changed", "opinions[1].source", "opinions[1].source", "T", "U"),
            ("added", "opinions[3]", "opinions[3]", None, Opinion(text="x")),
            ("added", "opinions[4]", "opinions[4]", None, Opinion(text="y")),
        ]
        assert c == 2
        assert apply(changes, old) == new

    def test_an_order_that_stays(self) -> None:
        """Is no change, however many come and go around it."""
        changes = diff(opinions("abcd"), opinions("bxyzd"))
        assert ChangeKind.REORDERED not in {change.kind for change in changes}

    def test_a_list_of_texts(self) -> None:
        """A text that stands where it stood is changed."""
        old, new = (attrs.evolve(EMPTY, plan=AssessmentPlan(purpose=texts)) for texts in (("a", "b"), ("a", "c")))
        changes = diff(old, new)
        assert listed(changes) == [("changed", "plan.purpose[1]", "plan.purpose[1]", "b", "c")]
        assert apply(changes, old) == new

    def test_ratings(self) -> None:
        """Given, taken away and given anew, in the order of the codes."""
        old = attrs.evolve(EMPTY, ratings=Ratings({"1.1.a": "met", "1.1.b": "met", "1.1.c": "met"}))
        new = attrs.evolve(EMPTY, ratings=Ratings({"1.2.a": "met", "1.1.c": "met", "1.1.a": "not_met"}))
        changes = diff(old, new)
        assert listed(changes) == [
            ("changed", "ratings.1.1.a", "ratings.1.1.a", Rating.MET, Rating.NOT_MET),
            ("removed", "ratings.1.1.b", None, Rating.MET, None),
            ("added", "ratings.1.2.a", "ratings.1.2.a", None, Rating.MET),
        ]
        assert apply(changes, old) == new

    def test_figures(self) -> None:
        """By table, row and column."""
        years = ("2015-2016", "2016-2017")
        old = attrs.evolve(EMPTY, data=SchoolData({"pupils": {"grade_1": dict.fromkeys(years, 5)}}))
        new = attrs.evolve(EMPTY, data=SchoolData({"pupils": {"grade_1": {years[0]: 0}, "grade_2": {years[1]: 7}}}))
        changes = diff(old, new)
        assert [(kind, place, before, after) for kind, place, _, before, after in listed(changes)] == [
            ("changed", "data.pupils.grade_1.2015-2016", 5, 0),
            ("removed", "data.pupils.grade_1.2016-2017", 5, None),
            ("added", "data.pupils.grade_2.2016-2017", None, 7),
        ]
        assert apply(changes, old) == new

    def test_a_fact_that_comes_or_goes(self) -> None:
        """A day that is set or taken away is a change at its place."""
        day = dt.date(2017, 1, 1)
        dated = attrs.evolve(EMPTY, signature=Signature(date=day))
        assert listed(diff(EMPTY, dated)) == [("changed", "signature.date", "signature.date", None, day)]
        assert listed(diff(dated, EMPTY)) == [("changed", "signature.date", "signature.date", day, None)]

    def test_whole_facts(self) -> None:
        """Facts of no file are compared too; of a text it is said that it is no file."""
        assert listed(diff(School(name="A"), School(name="B"))) == [("changed", "name", "name", "A", "B")]
        with pytest.raises(TypeError, match=r"takes files or frameworks, not 'a\.json': load it, or get it, first"):
            diff("a.json", "b.json")
        with pytest.raises(TypeError, match="Framework and SelfAssessment cannot be compared; give two of the same"):
            diff(kdcl.get_framework("primary"), EMPTY)  # type: ignore[type-var,unused-ignore] # it is meant to be wrong

    def test_logs_that_part(self) -> None:
        """A log that is not that of the old file with more behind it tells of no renumbering."""
        base = attrs.evolve(EMPTY, evidence=(Evidence(code=EvidenceCode(1, 1, 1, 2), name="Sổ"),))
        one, other = (
            apply_renumbering(base, plan_renumbering(base, {EvidenceCode(1, 1, 1, 2): EvidenceCode(1, 1, 1, n)}))
            for n in (1, 3)
        )
        assert [each[0] for each in listed(diff(base, one))] == ["renumbered"]
        assert listed(diff(base, one))[0][1:] == ("renumberings", "renumberings", None, one.renumberings)
        assert "renumbered" not in {each[0] for each in listed(diff(one, other))}
        assert "renumbered" not in {each[0] for each in listed(diff(one, base))}
        longer = apply_renumbering(other, plan_renumbering(other, {EvidenceCode(1, 1, 1, 3): EvidenceCode(1, 1, 1, 4)}))
        assert "renumbered" not in {each[0] for each in listed(diff(one, longer))}
        assert apply(diff(one, other), one) == other

    @pytest.mark.parametrize(
        ("old", "new", "other", "told"),
        [
            (opinions("ab"), opinions("a"), opinions("a"), r"opinions\[1\]: Opinion.* was expected, None stands there"),
            (
                opinions("ab"),
                opinions("abc"),
                opinions("a"),
                "opinions.*: a list of 1 items stands there; apply changes",
            ),
            (
                opinions("ab"),
                opinions("ba"),
                opinions("abc"),
                "opinions: a list of 3 items stands there; apply changes",
            ),
            (opinions("ab"), opinions("a"), opinions("ac"), r"opinions\[1\]: .*'b'.* was expected, .*'c'.* stands"),
            (
                attrs.evolve(EMPTY, ratings=Ratings({"1.1.a": "met"})),
                EMPTY,
                EMPTY,
                r"ratings.1.1.a: .* was expected, None stands there",
            ),
        ],
    )
    def test_changes_of_another_file(
        self, old: SelfAssessment, new: SelfAssessment, other: SelfAssessment, told: str
    ) -> None:
        """What should go and is not there, or is something else, is an error."""
        with pytest.raises(ValueError, match=told):
            apply(diff(old, new), other)


class TestMergedOrder:
    """The order is that of the side that changed it; what the other added stands behind what it follows there."""

    @pytest.mark.parametrize(
        ("base", "ours", "theirs", "merged"),
        [
            ("abc", "axbc", "abc", "axbc"),
            ("abc", "abc", "axbc", "axbc"),
            ("abc", "axbc", "aybc", "ayxbc"),
            ("abc", "xabc", "yabc", "yxabc"),
            ("abc", "abcx", "abcy", "abcyx"),
            ("abc", "abcx", "yabc", "yabcx"),
            ("abc", "abcxy", "abczw", "abczwxy"),
            ("abc", "ab", "abcd", "abd"),
            ("abc", "abcd", "bc", "bcd"),
            ("abcd", "acd", "abdx", "adx"),
            ("abc", "cba", "abcd", "cdba"),
            ("abc", "abcd", "cba", "cdba"),
            ("abc", "cba", "cba", "cba"),
            ("abc", "ca", "abcd", "cda"),
            ("abc", "abxc", "aybxc", "aybxc"),
            ("", "ab", "bc", "abc"),
        ],
    )
    def test_without_conflict(self, base: str, ours: str, theirs: str, merged: str) -> None:
        """Each item stands once."""
        result = merge(*map(opinions, (base, ours, theirs)))
        assert (letters(result.facts), result.conflicts) == (merged, ())

    @pytest.mark.parametrize(("prefers_theirs", "merged"), [(False, "cba"), (True, "bca")])
    def test_two_other_orders(self, prefers_theirs: bool, merged: str) -> None:
        """Are a conflict of the whole list, whose order is that of the preferred side."""
        files = [opinions(texts) for texts in ("abc", "cba", "bca")]
        result = merge(*files, prefers_theirs=prefers_theirs)
        assert letters(result.facts) == merged
        assert result.conflicts == (
            Conflict(
                place=ROOT.at("opinions"), base=files[0].opinions, ours=files[1].opinions, theirs=files[2].opinions
            ),
        )

    def test_items_that_one_side_took_out_have_no_order(self) -> None:
        """Only those that both have are in another order."""
        result = merge(*map(opinions, ("abcd", "dba", "cab")))
        assert [str(each.place) for each in result.conflicts] == []
        assert letters(result.facts) == "ba"


class TestConflicts:
    """Each with its place in the merged file, and what each side has there."""

    @pytest.mark.parametrize("prefers_theirs", [False, True])
    def test_places_move_with_their_items(self, prefers_theirs: bool) -> None:
        """Of items of the base, and of those that both added; what was changed elsewhere before keeps its place."""
        base = attrs.evolve(opinions("abc"), school=School(name="A"))
        ours = attrs.evolve(opinions("xwabcz", c="1", z="3"), school=School(name="B"))
        theirs = attrs.evolve(opinions("yabcz", c="2", z="4"), school=School(name="C"))
        result = merge(base, ours, theirs, prefers_theirs=prefers_theirs)
        assert letters(result.facts) == ("xwyabcz" if prefers_theirs else "yxwabcz")
        assert result.conflicts == (
            Conflict(place=ROOT.at("school", "name"), base="A", ours="B", theirs="C"),
            Conflict(place=ROOT.at("opinions", 5, "source"), base="", ours="1", theirs="2"),
            Conflict(place=ROOT.at("opinions", 6, "source"), base="", ours="3", theirs="4"),
        )
        preferred = theirs if prefers_theirs else ours
        assert (result.facts.school, result.facts.opinions[5:]) == (preferred.school, preferred.opinions[-2:])

    def test_lists_in_lists(self) -> None:
        """A paragraph of a sheet: both numbers are those of the merged file."""

        def build(first: str, *texts: str) -> SelfAssessment:
            state = tuple(StateParagraph(text=text, indicator=text[0]) for text in texts)
            added = tuple(CriterionSheet(criterion=CriterionCode(1, 2)) for _ in first)
            return attrs.evolve(
                EMPTY, sheets=(*added, CriterionSheet(criterion=CriterionCode(1, 1), current_state=state))
            )

        result = merge(build("", "a", "b"), build("x", "a", "b1"), build("", "c", "a", "b2"))
        assert result.conflicts == (
            Conflict(place=ROOT.at("sheets", 1, "current_state", 2, "text"), base="b", ours="b1", theirs="b2"),
        )
        assert [each.text for each in result.facts.sheets[1].current_state] == ["c", "a", "b1"]

    @pytest.mark.parametrize("prefers_theirs", [False, True])
    @pytest.mark.parametrize("is_ours", [False, True])
    def test_taken_out_and_changed(self, is_ours: bool, prefers_theirs: bool) -> None:
        """An item, a rating: it is kept as it was changed, whoever is preferred."""
        base = attrs.evolve(opinions("ab"), ratings=Ratings({"1.1.a": "met"}))
        gone = opinions("b")
        changed = attrs.evolve(opinions("ab", a="S"), ratings=Ratings({"1.1.a": "not_met"}))
        sides = (changed, gone) if is_ours else (gone, changed)
        result = merge(base, *sides, prefers_theirs=prefers_theirs)
        name = "ours" if is_ours else "theirs"
        facts: list[dict[str, Any]] = [
            {"base": Rating.MET, name: Rating.NOT_MET, "place": ROOT.at("ratings", "1.1.a")},
            {"base": Opinion(text="a"), name: Opinion(text="a", source="S"), "place": ROOT.at("opinions", 0)},
        ]
        assert result.conflicts == tuple(Conflict(is_removal=True, **each) for each in facts)
        assert result.facts == changed

    def test_what_nobody_had(self) -> None:
        """Two days, two ratings, two ways of beginning a sheet: nothing stood there, and nothing was taken out."""
        days = [dt.date(2017, 1, day) for day in (1, 2)]
        ours, theirs = (
            attrs.evolve(
                EMPTY,
                signature=Signature(date=day),
                ratings=Ratings({"1.1.a": rating}),
                sheets=(CriterionSheet(criterion=CriterionCode(1, 1), strengths=rating),),
            )
            for day, rating in zip(days, ("met", "not_met"), strict=True)
        )
        result = merge(EMPTY, ours, theirs)
        assert result.conflicts == (
            Conflict(place=ROOT.at("ratings", "1.1.a"), ours=Rating.MET, theirs=Rating.NOT_MET),
            Conflict(place=ROOT.at("sheets", 0, "strengths"), base="", ours="met", theirs="not_met"),
            Conflict(place=ROOT.at("signature", "date"), ours=days[0], theirs=days[1]),
        )
        assert result.facts == ours

    def test_texts_that_both_added(self) -> None:
        """The same one stands once; two others both stand, and are no conflict."""
        files = (attrs.evolve(EMPTY, plan=AssessmentPlan(purpose=texts)) for texts in ((), ("A", "B"), ("A", "C")))
        result = merge(*files)
        assert (result.facts.plan.purpose, result.conflicts) == (("A", "C", "B"), ())

    def test_what_came_in(self) -> None:
        """From each side; what is in conflict is taken over only where it is not disputed."""
        base, ours, theirs = opinions("ab"), opinions("ab", a="1"), opinions("abc", a="2", b="3")
        result = merge(base, ours, theirs, prefers_theirs=True)
        assert [str(each.place) for each in result.from_theirs] == [
            "opinions[0].source",
            "opinions[1].source",
            "opinions[2]",
        ]
        assert [str(each.place) for each in result.undisputed] == ["opinions[1].source", "opinions[2]"]
        assert result.from_ours == ()
        assert [str(each.place) for each in merge(base, ours, theirs).from_ours] == ["opinions[0].source"]

    def test_figures(self) -> None:
        """Each by itself, and in their order."""
        data = [
            attrs.evolve(EMPTY, data=SchoolData({"pupils": {"grade_1": {"2015-2016": one, "2016-2017": other}}}))
            for one, other in ((1, 1), (2, 2), (3, 3))
        ]
        result = merge(*data)
        assert [(str(each.place), each.base, each.ours, each.theirs) for each in result.conflicts] == [
            ("data.pupils.grade_1.2015-2016", 1, 2, 3),
            ("data.pupils.grade_1.2016-2017", 1, 2, 3),
        ]
        assert result.facts == data[1]

    def test_one_kind(self) -> None:
        """All three have to be of it."""
        for files in ((School(name="A"), EMPTY, EMPTY), (EMPTY, School(name="A"), EMPTY)):
            with pytest.raises(TypeError, match="three files of the same kind can be merged, and no others"):
                merge(*files)


class TestRenumberings:
    """The side that renumbered further is followed."""

    CODES = tuple(EvidenceCode(1, 1, 1, number) for number in range(1, 5))

    def renumbered(self, file: SelfAssessment, old: int, new: int) -> SelfAssessment:
        """Return a file with one code given anew."""
        return apply_renumbering(file, plan_renumbering(file, {self.CODES[old]: self.CODES[new]}))

    @pytest.mark.parametrize("is_ours", [True, False])
    def test_a_shared_beginning(self, is_ours: bool) -> None:
        """What is written with codes of any time comes in with the last ones."""
        base = attrs.evolve(EMPTY, evidence=(Evidence(code=self.CODES[0], name="Sổ"),))
        once = self.renumbered(base, 0, 1)
        twice = self.renumbered(once, 1, 2)
        written = attrs.evolve(once, introduction=f"Có {self.CODES[1]}.")
        result = merge(base, *((twice, written) if is_ours else (written, twice)))
        assert result.conflicts == ()
        assert result.facts == attrs.evolve(twice, introduction=f"Có {self.CODES[2]}.")

    def test_two_ways(self) -> None:
        """Are not followed: the codes are in conflict, and each side keeps its log in it."""
        base = attrs.evolve(EMPTY, evidence=(Evidence(code=self.CODES[0], name="Sổ"),), introduction=f"{self.CODES[0]}")
        ours, theirs = self.renumbered(base, 0, 1), self.renumbered(self.renumbered(base, 0, 2), 2, 3)
        result = merge(base, ours, theirs)
        places = {str(each.place): (each.base, each.ours, each.theirs) for each in result.conflicts}
        assert places["introduction"] == tuple(f"{self.CODES[number]}" for number in (0, 1, 3))
        assert places["evidence[0].code"] == tuple(self.CODES[number] for number in (0, 1, 3))


class TestTake:
    """What was read fills gaps; what differs is a conflict, unless what was read is asked for."""

    def test_each_fact_by_its_name(self) -> None:
        """A name that is asked for takes what was read there, and its conflicts go; others stay."""
        existing = attrs.evolve(opinions("a"), introduction="Có", conclusion="Hết", note="N")
        read = attrs.evolve(opinions("b"), introduction="Khác", conclusion="Xong", framework="example/other")
        taken = take(existing, read, prefer_read=["conclusion"])
        assert taken.facts == attrs.evolve(existing, conclusion="Xong", opinions=opinions("ba").opinions)
        assert taken.conflicts == (Conflict(place=ROOT.at("introduction"), base="", ours="Có", theirs="Khác"),)
        assert [str(each.place) for each in taken.from_theirs] == ["conclusion", "opinions[0]"]

    def test_texts_that_say_the_same(self) -> None:
        """Capitals, accents and blanks are no conflict of texts; other facts differ as they are."""
        existing = attrs.evolve(
            EMPTY, introduction="Trường  Có", conclusion="A", signature=Signature(date=dt.date(2017, 1, 1))
        )
        read = attrs.evolve(
            EMPTY, introduction="TRUONG có", conclusion="B", signature=Signature(date=dt.date(2017, 1, 2))
        )
        taken = take(existing, read)
        assert taken.facts == existing
        assert [str(each.place) for each in taken.conflicts] == ["conclusion", "signature.date"]

    def test_the_year(self) -> None:
        """Another one is told first, with both."""
        existing, read = (
            attrs.evolve(EMPTY, school_year=SchoolYear(year), introduction=f"{year}") for year in (2016, 2017)
        )
        taken = take(existing, read)
        assert taken.conflicts == (
            Conflict(place=ROOT.at("school_year"), ours=SchoolYear(2016), theirs=SchoolYear(2017)),
            Conflict(place=ROOT.at("introduction"), base="", ours="2016", theirs="2017"),
        )
