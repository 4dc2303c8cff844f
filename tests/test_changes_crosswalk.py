"""Frameworks compared item by item, and crosswalks: what is the same at which share of words, and on whose word."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import academy
import kdcl
from kdcl.changes import Crosswalk, FrameworkChanges, Ground, ItemChange, ItemChangeKind, Link, load_crosswalk
from kdcl.codes import IndicatorCode
from kdcl.errors import FrameworkFileError
from kdcl.law import Citation, Framework, Level, Status
from kdcl.messages import BilingualText

OLD = academy.build()
APART = "(checks, evidence, measures)"
"""What differs between indicators 1.1.a and 2.1.a beside their words."""
PRIMARY = kdcl.get_framework("primary")


def with_texts(**texts: str) -> Framework:
    """Return the framework with other words of some indicators, named as in ``a_1_1``."""

    def amend(indicator: kdcl.law.Indicator) -> kdcl.law.Indicator:
        code = indicator.code
        text = texts.get(f"{code.letter}_{code.standard}_{code.criterion}")
        return indicator if text is None else attrs.evolve(indicator, requirement=BilingualText(text, "x"))

    standards = tuple(
        attrs.evolve(
            standard,
            criteria=tuple(
                attrs.evolve(criterion, indicators=tuple(map(amend, criterion.indicators)))
                for criterion in standard.criteria
            ),
        )
        for standard in OLD.standards
    )
    return attrs.evolve(OLD, standards=standards)


def became(old: Framework, new: Framework, *links: Link) -> list[str]:
    """Return what became of each item that is not unchanged, with its ground."""
    crosswalk = Crosswalk(old=old.id, new=new.id, links=links) if links else None
    changes = kdcl.changes.diff_frameworks(old, new, crosswalk)
    told = [each for each in changes.items if each.kind is not ItemChangeKind.UNCHANGED]
    return [f"{each.in_words} {each.ground.value}" for each in told]


def proposed(old: tuple[str, ...], new: tuple[str, ...]) -> Link:
    """Return a link that a head of a school proposes."""
    return Link(old=old, new=new, citation=None, proposed_by="Hiệu trưởng", note=None)


class TestWords:
    """Two items are the same by their words wherever they stand, and under one number where most words are."""

    @pytest.mark.parametrize(
        ("before", "after", "told"),
        [
            ("a b c", "a b d", ["changed: 1.1.a → 1.1.a (requirement) number"]),
            ("a b c d", "a b x y", ["withdrawn: 1.1.a → none none", "added: none → 1.1.a none"]),
            ("a b c d e", "a b c x y", ["changed: 1.1.a → 1.1.a (requirement) number"]),
            ("a b c", "a b c d e", ["changed: 1.1.a → 1.1.a (requirement) number"]),
            ("a b c", "a b c d e f", ["withdrawn: 1.1.a → none none", "added: none → 1.1.a none"]),
            ("a b c d e f", "a b c", ["withdrawn: 1.1.a → none none", "added: none → 1.1.a none"]),
            ("a", "b", ["withdrawn: 1.1.a → none none", "added: none → 1.1.a none"]),
            ("A  b", "a b", ["changed: 1.1.a → 1.1.a (requirement) words"]),
        ],
    )
    def test_one_number(self, before: str, after: str, told: list[str]) -> None:
        """More than half of the words of the longer one; capitals and blanks do not tell items apart."""
        assert became(with_texts(a_1_1=before), with_texts(a_1_1=after)) == told

    def test_words_that_moved(self) -> None:
        """Are followed to the other number, and the one that stood there to the first."""
        assert became(with_texts(a_1_1="p q r", a_2_1="s t u"), with_texts(a_1_1="s t u", a_2_1="p q r")) == [
            f"moved: 1.1.a → 2.1.a {APART} words",
            f"moved: 2.1.a → 1.1.a {APART} words",
        ]

    def test_words_that_several_have(self) -> None:
        """On either side they tell of none of them, unless the number is the same too."""
        twins = with_texts(a_1_1="p q", b_1_1="p q", a_2_1="x y")
        single = with_texts(a_1_1="s t", b_1_1="u v", a_2_1="p q")
        gone = ["withdrawn: 1.1.a → none none", "withdrawn: 1.1.b → none none", "withdrawn: 2.1.a → none none"]
        come = ["added: none → 1.1.a none", "added: none → 1.1.b none", "added: none → 2.1.a none"]
        assert became(twins, single) == became(single, twins) == gone + come
        assert became(twins, with_texts(a_1_1="p q", b_1_1="p q", a_2_1="x z w")) == [
            "withdrawn: 2.1.a → none none",
            "added: none → 2.1.a none",
        ]

    def test_an_item_is_used_once(self) -> None:
        """One whose words are found elsewhere is not the one that now has its number, however like it is."""
        assert became(with_texts(a_1_1="p q r", a_2_1="x"), with_texts(a_1_1="p q s", a_2_1="p q r")) == [
            f"moved: 1.1.a → 2.1.a {APART} words",
            "withdrawn: 2.1.a → none none",
            "added: none → 1.1.a none",
        ]
        assert became(with_texts(a_1_1="p q s", a_2_1="p q r"), with_texts(a_1_1="p q r", a_2_1="x")) == [
            "withdrawn: 1.1.a → none none",
            f"moved: 2.1.a → 1.1.a {APART} words",
            "added: none → 2.1.a none",
        ]


class TestShown:
    """What became of items, for people and for programs."""

    CHANGES = kdcl.changes.diff_frameworks(
        with_texts(a_1_1="a b c", a_2_1="x"),
        with_texts(a_1_1="a b d", a_2_1="y"),
        Crosswalk(old=OLD.id, new=OLD.id, links=(proposed(("1.2",), ("1.2",)),)),
    )

    def test_for_people(self) -> None:
        """How many differ, and each of these with both numbers and the facts that differ."""
        assert repr(self.CHANGES) == (
            "<FrameworkChanges example/academy to example/academy: unchanged 8, changed 1, added 1, withdrawn 1>"
        )
        described = self.CHANGES.describe()
        assert str(described.title) == "changes: 3"
        assert [str(head) for head in described.heads] == ["change", "before", "after", "facts"]
        assert [[str(kdcl.messages.message("{v}", v=each)) for each in row] for row in described.rows] == [
            ["changed", "1.1.a", "1.1.a", "requirement"],
            ["withdrawn", "2.1.a", "none", "none"],
            ["added", "none", "2.1.a", "none"],
        ]

    def test_for_programs(self) -> None:
        """Stable keys; a link by its ground, where there is one."""
        told = self.CHANGES.to_dict()
        assert (told["old"], told["new"], told["levels"]) == (OLD.id, OLD.id, [])
        assert told["counts"] == {"unchanged": 8, "changed": 1, "moved": 0, "added": 1, "withdrawn": 1}
        items = {"".join((*each["old"], *each["new"])): each for each in told["items"]}
        assert items["1.1.a1.1.a"] == {
            "kind": "changed",
            "old": ["1.1.a"],
            "new": ["1.1.a"],
            "facts": ["requirement"],
            "ground": "number",
            "link": None,
        }
        assert items["1.21.2"]["link"] == "proposed by Hiệu trưởng"

    def test_whether_anything_differs(self) -> None:
        """An item or the rule of a level."""
        same = ItemChange(kind=ItemChangeKind.UNCHANGED, old=("1",), new=("1",), facts=(), ground=Ground.WORDS)
        other = attrs.evolve(same, kind=ItemChangeKind.MOVED)
        nothing = FrameworkChanges(old="a", new="b", items=(same,), levels=())
        assert not nothing
        assert attrs.evolve(nothing, levels=(Level.ONE,))
        assert attrs.evolve(nothing, items=(same, other))
        assert str(same.in_words) == "unchanged: 1 → 1"

    def test_order(self) -> None:
        """That of the older framework, then what was added in the order of the newer."""
        changes = kdcl.diff(PRIMARY, kdcl.get_framework("secondary"))
        codes = [list(PRIMARY.standards), list(kdcl.get_framework("secondary").standards)]
        orders = [
            [
                name
                for standard in standards
                for name in (
                    str(standard.number),
                    *(
                        str(code)
                        for criterion in standard.criteria
                        for code in (criterion.code, *(each.code for each in criterion.indicators))
                    ),
                )
            ]
            for standards in codes
        ]
        added = changes.of_kind(ItemChangeKind.ADDED)
        assert changes.items[-len(added) :] == added
        assert [each.old[0] for each in changes.items if each.old] == orders[0]
        places = [orders[1].index(each.new[0]) for each in added]
        assert len(places) > 1
        assert places == sorted(places)

    def test_levels(self) -> None:
        """The rule of a level differs in its shares or in what it requires; a framework without rules has none."""
        bare = attrs.evolve(OLD, level_rules=None, measures=())
        assert kdcl.diff(OLD, bare).levels == kdcl.diff(bare, OLD).levels == (Level.ONE, Level.TWO)
        assert kdcl.diff(bare, bare).levels == ()
        assert {fact for each in kdcl.diff(OLD, bare).items for fact in each.facts} == {"measures"}


class TestMeasures:
    """The law's numbers for an indicator are among its facts; which indicator they are of is no fact of their own."""

    def test_a_changed_number(self) -> None:
        """Only its own indicator changed."""
        first, *others = OLD.measures
        newer = attrs.evolve(OLD, measures=(attrs.evolve(first, unit="x"), *others))
        assert became(OLD, newer) == ["changed: 2.1.a → 2.1.a (measures) words"]
        assert became(OLD, attrs.evolve(OLD, measures=tuple(others))) == ["changed: 2.1.a → 2.1.a (measures) words"]

    def test_numbers_that_move_with_their_words(self) -> None:
        """Are the same numbers."""
        (criterion,) = OLD.standards[1].criteria
        names = dict(zip("ab", "ba", strict=True))
        one, other = (
            attrs.evolve(each, code=IndicatorCode(2, 1, names[each.code.letter])) for each in criterion.indicators
        )
        standard = attrs.evolve(OLD.standards[1], criteria=(attrs.evolve(criterion, indicators=(other, one)),))
        measures = tuple(
            attrs.evolve(each, indicator=IndicatorCode(2, 1, names[each.indicator.letter])) for each in OLD.measures
        )
        newer = attrs.evolve(OLD, standards=(OLD.standards[0], standard), measures=measures)
        assert became(OLD, newer) == ["moved: 2.1.a → 2.1.b words", "moved: 2.1.b → 2.1.a words"]


class TestLinks:
    """What a crosswalk says counts before words and numbers."""

    def test_each_kind(self) -> None:
        """One for one, one that became several, several that became one, what went and what came."""
        links = (
            proposed(("1.1.a",), ("1.1.b",)),
            proposed(("1.1.b",), ("1.1.a", "1.2.a")),
            proposed(("1.2.a", "2.1.a"), ("2.1.a",)),
            proposed(("2.1.b",), ()),
            proposed((), ("2.1.b",)),
        )
        told = "[proposed by Hiệu trưởng] crosswalk"
        assert became(OLD, OLD, *links) == [
            f"moved: 1.1.a → 1.1.b (requirement, checks, evidence) {told}",
            f"changed: 1.1.b → 1.1.a, 1.2.a {told}",
            f"changed: 1.2.a, 2.1.a → 2.1.a {told}",
            f"withdrawn: 2.1.b → none {told}",
            f"added: none → 2.1.b {told}",
        ]

    def test_the_ground_of_a_link(self) -> None:
        """The citation where there is one."""
        citation = Citation(
            document=OLD.standards[0].citation.document, article=3, clause=1, point="a", status=Status.VERIFIED
        )
        cited = Link(old=("1",), new=("1",), citation=citation, proposed_by=None, note=None)
        assert cited.ground == citation.message
        assert str(proposed(("1",), ("1",)).ground) == "proposed by Hiệu trưởng"


class TestFile:
    """A crosswalk in a file."""

    HEAD = 'schema = 1\nold = "example/academy"\nnew = "example/academy"\n'

    def load(self, tmp_path: Path, *links: str) -> Crosswalk:
        """Return the crosswalk of a text."""
        path = tmp_path / "crosswalk.toml"
        path.write_text(self.HEAD + "".join(f"[[link]]\n{link}\n" for link in links), "utf-8")
        return load_crosswalk(path, OLD, OLD)

    def test_each_fact(self, tmp_path: Path) -> None:
        """What may be left out is None; a citation of unsaid status is verified."""
        document = 'document = "07/2031/TT-MAU"'
        loaded = self.load(
            tmp_path,
            f'old = ["1.1"]\nnew = ["1.2"]\ncitation = {{ {document}, article = 999 }}',
            f'old = ["2"]\nnew = []\nnote = "N"\n'
            f'citation = {{ {document}, article = 1, clause = 99, point = "b", status = "inferred" }}',
            'old = []\nnew = ["2"]\nproposed_by = "Hiệu trưởng"',
        )
        assert (loaded.old, loaded.new) == ("example/academy", "example/academy")
        first, second, third = loaded.links
        assert first.citation is not None
        number = first.citation.document
        assert str(number) == "07/2031/TT-MAU"
        assert first == Link(
            old=("1.1",),
            new=("1.2",),
            citation=Citation(document=number, article=999, clause=None, point=None, status=Status.VERIFIED),
            proposed_by=None,
            note=None,
        )
        assert second == Link(
            old=("2",),
            new=(),
            citation=Citation(document=number, article=1, clause=99, point="b", status=Status.INFERRED),
            proposed_by=None,
            note="N",
        )
        assert third == proposed((), ("2",))

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ("article = 0", "0 is not a number from 1 to 999"),
            ("article = 1000", "1000 is not a number from 1 to 999"),
            ("article = 1, clause = 0", "0 is not a number from 1 to 99"),
            ("article = 1, clause = 100", "100 is not a number from 1 to 99"),
        ],
    )
    def test_numbers_of_the_law(self, tmp_path: Path, said: str, told: str) -> None:
        """Articles have up to three digits, clauses up to two."""
        citation = f'citation = {{ document = "07/2031/TT-MAU", {said} }}'
        with pytest.raises(FrameworkFileError, match=told):
            self.load(tmp_path, f'old = ["1"]\nnew = ["1"]\n{citation}')

    def test_both_sides_by_themselves(self, tmp_path: Path) -> None:
        """An item may stand on either side once: one number means two items."""
        proposal = 'proposed_by = "Hiệu trưởng"'
        assert len(self.load(tmp_path, f'old = ["1"]\nnew = ["1"]\n{proposal}').links) == 1
        with pytest.raises(FrameworkFileError) as caught:
            self.load(
                tmp_path,
                f'old = ["1"]\nnew = ["2"]\n{proposal}',
                f'old = ["2"]\nnew = ["2"]\n{proposal}',
                f'old = ["2"]\nnew = ["1"]\n{proposal}',
            )
        assert [line.strip() for line in str(caught.value).splitlines() if "too; keep one" in line] == [
            "2 stands in link[0].new[0] too; keep one @ link[1].new[0]",
            "2 stands in link[1].old[0] too; keep one @ link[2].old[0]",
        ]

    def test_an_id_that_is_right_is_no_problem(self, tmp_path: Path) -> None:
        """The file has to name both frameworks, each at its key."""
        path = tmp_path / "crosswalk.toml"
        path.write_text('schema = 1\nold = "a"\nnew = "example/academy"\nlink = []\n', "utf-8")
        with pytest.raises(FrameworkFileError) as caught:
            load_crosswalk(path, OLD, OLD)
        assert "the file is for 'a', not for example/academy @ old" in str(caught.value)
        assert "@ new" not in str(caught.value)


def test_indicators_are_compared_with_indicators() -> None:
    """The words of a criterion are not looked for among indicators: each kind is by itself."""
    criterion = OLD.standards[0].criteria[0]
    assert became(OLD, with_texts(a_1_1=criterion.title.vi)) == [
        "withdrawn: 1.1.a → none none",
        "added: none → 1.1.a none",
    ]
