"""Changes, conflicts and facts in words, each said exactly: what is shown, how much of it, and under which name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from kdcl.changes import Change, ChangeKind, Conflict, Stretch, diff, mark_words, merge
from kdcl.changes.words import describe_change, describe_conflict, describe_fact, show, show_both, show_whole
from kdcl.codes import CriterionCode
from kdcl.figures.form_file import FORM
from kdcl.law import Level
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.school import (
    Box,
    Claims,
    CriterionSheet,
    EvidencePiece,
    ImprovementItem,
    Opinion,
    Rating,
    Ratings,
    School,
    SchoolYear,
    SelfAssessment,
    Signature,
    StandardSummary,
    StateParagraph,
)
from kdcl.school.external import TeamSheet
from papers import EMPTY, PRIMARY

FORM_OF_PART_ONE = PRIMARY.part(FORM)
CODE = CriterionCode(1, 1)
LONG = "x" * 121


def said(value: Any) -> str:  # noqa: ANN401 - any fact or words
    """Return what a sentence says of it."""
    return str(message("{value}", value=value))


def told(old: SelfAssessment, new: SelfAssessment) -> list[str]:
    """Return the sentences of what differs."""
    return [str(describe_change(change, old, new, FORM_OF_PART_ONE)) for change in diff(old, new)]


def with_facts(**facts: Any) -> SelfAssessment:  # noqa: ANN401 - any facts
    """Return an empty file with these facts."""
    return attrs.evolve(EMPTY, **facts)


def conflicts(base: SelfAssessment, ours: SelfAssessment, theirs: SelfAssessment) -> list[str]:
    """Return the sentences of what both changed."""
    merged = merge(base, ours, theirs)
    return [str(describe_conflict(each, merged.facts, FORM_OF_PART_ONE)) for each in merged.conflicts]


class TestFacts:
    """What a sentence says of a fact, in short and with all its parts."""

    @pytest.mark.parametrize(
        ("fact", "short", "whole", "lines"),
        [
            (None, "nothing", "nothing", []),
            ("", "nothing", "nothing", []),
            ("Có", "“Có”", "“Có”", ["Có"]),
            (0, "0", "0", ["0"]),
            (False, "False", "False", ["False"]),
            (Rating.NOT_MET, "not met", "not met", ["not met"]),
            (Level.TWO, "2", "2", ["Level 2"]),
            (CODE, "1.1", "1.1", ["1.1"]),
            (LONG[:-1], f"“{LONG[:-1]}”", f"“{LONG[:-1]}”", [LONG[:-1]]),
            (LONG, f"“{LONG[:120]}…”", f"“{LONG[:120]}…”", [LONG]),
            (("a", "b"), "“a”, “b”", "“a”, “b”", ["a, b"]),
            (School(name=""), "nothing", "nothing", []),
            (School(name="", place="P", sites=2), "“P”", "place: “P”, sites: 2", None),
            (Signature(), "nothing", "nothing", []),
            (Claims(level=Level.ONE), "nothing", "level: Level 1", ["level: Level 1"]),
            (Box(number=3, title="B"), "3", "3, title: “B”", ["number: 3", "title: B"]),
            (
                EvidencePiece(reference="R", school_year=SchoolYear(2016), note="N"),
                "“R”, 2016-2017",
                "“R”, 2016-2017, note: “N”",
                ["number and date: R", "school year: 2016-2017", "note: N"],
            ),
            (EvidencePiece(school_year=SchoolYear(2016)), "2016-2017", "2016-2017", ["school year: 2016-2017"]),
            (ImprovementItem(what="W"), "“W”", "“W”, state: planned", ["what will be done: W", "state: planned"]),
            (StateParagraph(text="T", indicator="a"), "“a”", "“T”", ["indicator a: T"]),
            (StateParagraph(text="T"), "“T”", "“T”", ["text: T"]),
            (StateParagraph(text="", indicator="a"), "“a”", "nothing", []),
            (StandardSummary(standard=2, opening="O"), "2", "opening: “O”", ["standard: 2", "opening: O"]),
            (TeamSheet(criterion=CODE, strengths="S"), "1.1", "strengths: “S”", None),
            (CriterionSheet(criterion=CODE), "1.1", "nothing", ["criterion: 1.1"]),
            (
                CriterionSheet(
                    criterion=CODE,
                    current_state=(StateParagraph(text="A", indicator="a"), StateParagraph(text=LONG)),
                    strengths="S",
                ),
                "1.1",
                f"current state, indicator a: “A”, current state, no. 2, text: “{LONG[:120]}…”, strengths: “S”",
                [
                    "criterion: 1.1",
                    "current state, indicator a: A",
                    f"current state, no. 2, text: {LONG}",
                    "strengths: S",
                ],
            ),
        ],
    )
    def test_each_kind(self, fact: object, short: str, whole: str, lines: list[str] | None) -> None:
        """In short what it is known by; whole what it says besides; in lines each thing with its name, uncut."""
        assert (said(show(fact)), said(show_whole(fact))) == (short, whole)
        if lines is not None:
            assert [str(line) for line in describe_fact(fact)] == lines


class TestTwoTexts:
    """Two texts that differ are shown from a little before they do."""

    WORDS = " ".join(f"w{number:02}" for number in range(60))
    """Words of three letters, each with a blank behind it: 4 characters a word."""

    def test_short_ones_are_shown_whole(self) -> None:
        """Up to 120 characters, wherever they differ."""
        one, other = self.WORDS[:119] + "A", self.WORDS[:119] + "B"
        assert show_both(one, other) == (f"“{one}”", f"“{other}”")

    @pytest.mark.parametrize("longer", ["one", "other"])
    def test_long_ones(self, longer: str) -> None:
        """From the word that begins at least 40 characters before the difference, cut behind 120 characters."""
        one, other = self.WORDS[:119] + "A", self.WORDS[:119] + "B"
        one, other = (one + "C", other) if longer == "one" else (one, other + "C")
        assert show_both(one, other) == (f"“…{one[76:]}”", f"“…{other[76:]}”")

    def test_a_difference_near_the_beginning(self) -> None:
        """The texts are shown from their beginning, without a sign that something is left out."""
        one, other = (f"Có {sign}{self.WORDS}" for sign in "AB")
        assert show_both(one, other) == (f"“{one[:120]}…”", f"“{other[:120]}…”")
        one, other = (f" {sign}{self.WORDS}" for sign in "AB")
        assert show_both(one, other) == (f"“{one[:120]}…”", f"“{other[:120]}…”")

    def test_the_last_blank_that_counts(self) -> None:
        """It stands more than 40 characters before the difference."""
        for gap, start in ((39, 0), (40, 6), (41, 6)):
            one, other = (f"{'a' * 5} {'b' * gap}{sign}{'c' * 90}" for sign in "AB")
            dots = "…" if start else ""
            assert show_both(one, other) == tuple(said(show(f"{dots}{text[start:]}")) for text in (one, other))

    def test_what_is_no_text(self) -> None:
        """Other facts are shown whole, a missing one as nothing."""
        one, other = show_both(None, "Có")
        assert (said(one), other) == ("nothing", "“Có”")
        one, other = show_both("Có", None)
        assert (one, said(other)) == ("“Có”", "nothing")
        assert [said(each) for each in show_both(Rating.MET, Box(number=1, title="B"))] == ["met", "1, title: “B”"]


class TestChanges:
    """A change as a sentence."""

    def test_what_moved_is_named_by_its_old_place(self) -> None:
        """What was added is named by the new one."""
        old = with_facts(opinions=(Opinion(text="A"), Opinion(text="B")))
        new = with_facts(opinions=(Opinion(text="B", source="C"),))
        assert told(old, new) == [
            "opinions on the draft, no. 1: removed: “A”",
            "opinions on the draft, no. 2, from whom: nothing -> “C”",
        ]
        assert told(new, old) == [
            "opinions on the draft, no. 1, from whom: “C” -> nothing",
            "opinions on the draft, no. 1: added: “A”",
        ]

    def test_an_added_sheet_is_named_as_the_new_file_has_it(self) -> None:
        """Its number may be that of another sheet in the old file."""
        first, second = (CriterionSheet(criterion=CriterionCode(1, n), strengths="S") for n in (1, 2))
        assert told(with_facts(sheets=(second,)), with_facts(sheets=(first, second))) == [
            "Criterion 1.1: added: strengths: “S”"
        ]
        assert told(with_facts(sheets=(first, second)), with_facts(sheets=(second,))) == [
            "Criterion 1.1: removed: strengths: “S”"
        ]

    def test_another_order(self) -> None:
        """Is told once."""
        items = tuple(Opinion(text=text) for text in "AB")
        assert told(with_facts(opinions=items), with_facts(opinions=items[::-1])) == [
            "opinions on the draft: put in another order"
        ]

    def test_as_a_table(self) -> None:
        """All of them show themselves with place, change, and both facts."""
        changes = diff(EMPTY, with_facts(introduction="Có", ratings=Ratings({"1.1.a": "met"})))
        assert repr(changes) == "<Changes: 2>"
        described = changes.describe()
        assert str(described.title) == "changes: 2"
        assert [str(head) for head in described.heads] == ["place", "change", "before", "after"]
        assert [[None if each is None else str(each) for each in row] for row in described.rows] == [
            ["ratings.1.1.a", "added", None, "met"],
            ["introduction", "changed", "", "Có"],
        ]

    def test_a_change_by_itself(self) -> None:
        """What stands nowhere else is None."""
        change = Change(kind=ChangeKind.CHANGED, place=ROOT.at("note"))
        assert change.describe().rows == ((message("before"), None), (message("after"), None))
        assert str(change.describe().title) == "note: changed"
        assert (change.new_place, change.before, change.after) == (None, None, None)


class TestConflicts:
    """A conflict as a sentence."""

    def test_both_sides(self) -> None:
        """Texts whole, to decide by; a text that is not there, and facts that are no texts, in their words."""
        sentence = "introduction: here {}, there {}"
        for ours, theirs, words in (
            ("A" * 200, "", ("“" + "A" * 200 + "”", "nothing")),
            ("A", None, ("“A”", "nothing")),
        ):
            conflict = Conflict(place=ROOT.at("introduction"), ours=ours, theirs=theirs)
            assert str(describe_conflict(conflict, EMPTY, FORM_OF_PART_ONE)) == sentence.format(*words)
        both = (with_facts(ratings=Ratings({"1.1.a": rating})) for rating in ("met", "not_met"))
        assert conflicts(EMPTY, *both) == ["Indicator 1.1.a: here met, there not met"]
        days = (with_facts(signature=Signature(date=dt.date(2017, 1, day))) for day in (1, 2))
        assert conflicts(EMPTY, *days) == ["signature, date: here 2017-01-01, there 2017-01-02"]

    @pytest.mark.parametrize("is_ours", [True, False])
    def test_what_one_side_took_out(self, is_ours: bool) -> None:
        """Each thing that the other changed is said; of a rating and a paragraph both texts alone."""
        state = (StateParagraph(text="Cũ", indicator="a"), StateParagraph(text="B", indicator="b"))
        sheets = (
            CriterionSheet(criterion=CODE, current_state=state),
            CriterionSheet(criterion=CriterionCode(1, 2), strengths="S", weaknesses="W"),
        )
        base = with_facts(sheets=sheets, ratings=Ratings({"1.1.a": "met"}))
        gone = with_facts(sheets=(attrs.evolve(sheets[0], current_state=state[1:]),))
        changed = with_facts(
            sheets=(
                attrs.evolve(sheets[0], current_state=(attrs.evolve(state[0], text="Mới"), state[1])),
                attrs.evolve(sheets[1], strengths="S1", weaknesses="W1"),
            ),
            ratings=Ratings({"1.1.a": "not_met"}),
        )
        kept = "taken out there, changed here" if is_ours else "taken out here, changed there"
        edits = "Criterion 1.2, item 2: “S” -> “S1”, Criterion 1.2, item 3: “W” -> “W1”"
        assert conflicts(base, *((changed, gone) if is_ours else (gone, changed))) == [
            f"Indicator 1.1.a: {kept} and therefore kept: met -> not met",
            f"Criterion 1.1, item 1, indicator a: {kept} and therefore kept: “Cũ” -> “Mới”",
            f"Criterion 1.2: {kept} and therefore kept: {edits}",
        ]


class TestMarks:
    """Which words of two texts are marked."""

    @staticmethod
    def marks(before: str, after: str) -> tuple[str, str]:
        """Return both texts with brackets around what is marked."""
        sides = mark_words(before, after)
        one, other = ("".join(f"<{each.text}>" if each.is_changed else each.text for each in side) for side in sides)
        return one, other

    @pytest.mark.parametrize(
        ("before", "after", "marked"),
        [
            ("", "", ("", "")),
            ("a b", "a b", ("a b", "a b")),
            ("", "a b", ("", "<a b>")),
            ("a b", "", ("<a b>", "")),
            ("a b c", "a x c", ("a <b> c", "a <x> c")),
            ("a b", "a b c", ("a b", "a b< c>")),
            ("b c", "a b c", ("b c", "<a >b c")),
            ("a a", "a a a", ("a a", "a a< a>")),
            ("p a k b s", "p x k y s", ("p <a> k <b> s", "p <x> k <y> s")),
            ("p a b k c s", "p x k y z s", ("p <a b> k <c> s", "p <x> k <y z> s")),
            ("p a b s", "p x y s", ("p <a b> s", "p <x y> s")),
            ("x;", ";y;", ("<x>;", "<;y>;")),
            (";y;", "x;", ("<;y>;", "<x>;")),
            ("a, b.", "a; b!", ("a<,> b<.>", "a<;> b<!>")),
            ("a [H1-1-01-01]b", "a [H1-1-01-02]b", ("a <[H1-1-01-01]>b", "a <[H1-1-01-02]>b")),
        ],
    )
    def test_words(self, before: str, after: str, marked: tuple[str, str]) -> None:
        """What both have in the same order is not marked, at the ends and between; blanks between marks are."""
        assert self.marks(before, after) == marked

    def test_stretches(self) -> None:
        """Each has its text, and says whether the other text lacks it."""
        assert mark_words("a b", "a c") == (
            (Stretch("a ", is_changed=False), Stretch("b", is_changed=True)),
            (Stretch("a ", is_changed=False), Stretch("c", is_changed=True)),
        )

    def test_a_word_that_comes_often(self) -> None:
        """Is compared like every other."""
        often = " a b" * 60
        assert self.marks(f"x{often} y", f"z{often} w") == (f"<x>{often} <y>", f"<z>{often} <w>")

    def test_how_long_a_change_is_compared_word_by_word(self) -> None:
        """Up to 1,500 words between the first change and the last, on either side; a longer one is marked whole."""
        signs = "".join(sign for sign in map(chr, range(0x2190, 0x2C00)) if not sign.isalnum())
        inner, longer = signs[:1498], signs[:1499]
        assert self.marks(f"a{inner}b", f"c{inner}d") == (f"<a>{inner}<b>", f"<c>{inner}<d>")
        assert self.marks(f"a{longer}b", f"c{longer}d") == (f"<a{longer}b>", f"<c{longer}d>")
        assert self.marks(f"a{longer}b", f"c{inner}d") == (f"<a{longer}b>", f"<c{inner}d>")
