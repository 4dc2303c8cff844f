"""Differences between frameworks: what became of each item, by words, numbers or a crosswalk; nothing is guessed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import academy
import kdcl
from kdcl.changes import Crosswalk, Ground, ItemChange, ItemChangeKind, diff_frameworks, load_crosswalk
from kdcl.cli import main
from kdcl.codes import CriterionCode, IndicatorCode
from kdcl.errors import FrameworkError, FrameworkFileError
from kdcl.law import Framework, Indicator, Level
from kdcl.messages import BilingualText
from kdcl.standards import get_framework

OLD = academy.build()
PRIMARY, SECONDARY = get_framework("primary"), get_framework("secondary")


def with_indicators(change: Callable[[Indicator], Indicator]) -> Framework:
    """Return the framework with each indicator changed."""
    standards = tuple(
        attrs.evolve(
            standard,
            criteria=tuple(
                attrs.evolve(criterion, indicators=tuple(map(change, criterion.indicators)))
                for criterion in standard.criteria
            ),
        )
        for standard in OLD.standards
    )
    return attrs.evolve(OLD, id="example/newer", standards=standards)


def change_of(changes: kdcl.changes.FrameworkChanges, name: str) -> ItemChange:
    """Return what became of an item of the older framework."""
    (found,) = [change for change in changes.items if name in change.old]
    return found


class TestWithoutACrosswalk:
    """Words tell, then numbers where most of the words are the same."""

    @pytest.mark.parametrize("framework", [OLD, PRIMARY, SECONDARY], ids=lambda framework: framework.id)
    def test_nothing_differs_from_itself(self, framework: Framework) -> None:
        """Every item is unchanged, each once, in the law's order."""
        changes = kdcl.diff(framework, framework)
        assert not changes
        assert {change.kind for change in changes.items} == {ItemChangeKind.UNCHANGED}
        names = [change.old[0] for change in changes.items]
        assert (
            len(names)
            == len(set(names))
            == len(framework.standards) + len(framework.criteria) + len(framework.indicators)
        )

    def test_every_item_of_both_stands_once(self) -> None:
        """Whatever became of it."""
        changes = kdcl.diff(PRIMARY, SECONDARY)
        for side, framework in (("old", PRIMARY), ("new", SECONDARY)):
            names = [name for change in changes.items for name in getattr(change, side)]
            assert len(names) == len(set(names))
            assert {str(indicator.code) for indicator in framework.indicators} <= set(names)
        assert sum(changes.counts.values()) == len(changes.items)
        assert changes
        assert {kind for kind, count in changes.counts.items() if count} >= {
            ItemChangeKind.UNCHANGED,
            ItemChangeKind.CHANGED,
            ItemChangeKind.ADDED,
            ItemChangeKind.WITHDRAWN,
        }

    def test_backwards_is_the_opposite(self) -> None:
        """What is added one way is withdrawn the other."""
        there, back = kdcl.diff(PRIMARY, SECONDARY).counts, kdcl.diff(SECONDARY, PRIMARY).counts
        assert there[ItemChangeKind.ADDED] == back[ItemChangeKind.WITHDRAWN]
        assert there[ItemChangeKind.MOVED] == back[ItemChangeKind.MOVED]

    def test_a_changed_fact_is_named(self) -> None:
        """The same words with other facts beside them."""
        newer = with_indicators(lambda indicator: attrs.evolve(indicator, checks=()))
        change = change_of(kdcl.diff(OLD, newer), "1.1.a")
        assert (change.kind, change.facts, change.ground) == (ItemChangeKind.CHANGED, ("checks",), Ground.WORDS)
        assert str(change.in_words) == "changed: 1.1.a → 1.1.a (checks)"

    def test_words_that_changed_a_little(self) -> None:
        """Most of the words under the same number are the same."""

        def amend(indicator: Indicator) -> Indicator:
            text = BilingualText(f"{indicator.requirement.vi} Thêm.", indicator.requirement.en)
            return attrs.evolve(indicator, requirement=text)

        change = change_of(kdcl.diff(OLD, with_indicators(amend)), "1.1.a")
        assert (change.kind, change.facts, change.ground) == (ItemChangeKind.CHANGED, ("requirement",), Ground.NUMBER)

    def test_a_number_alone_tells_nothing(self) -> None:
        """Other words under the same number are another item."""
        newer = with_indicators(lambda one: attrs.evolve(one, requirement=BilingualText(f"x {one.code}", "x")))
        changes = kdcl.diff(OLD, newer)
        assert change_of(changes, "1.1.a").kind is ItemChangeKind.WITHDRAWN
        assert changes.counts[ItemChangeKind.ADDED] == changes.counts[ItemChangeKind.WITHDRAWN] == 5

    def test_moved(self) -> None:
        """Criteria that change places move with their words; twins tell nothing."""
        first, second = OLD.standards[0].criteria

        def renumber(criterion: kdcl.law.Criterion, number: int) -> kdcl.law.Criterion:
            indicators = tuple(
                attrs.evolve(each, code=IndicatorCode(1, number, each.code.letter)) for each in criterion.indicators
            )
            return attrs.evolve(criterion, code=CriterionCode(1, number), indicators=indicators)

        standard = attrs.evolve(OLD.standards[0], criteria=(renumber(second, 1), renumber(first, 2)))
        newer = attrs.evolve(
            OLD, id="example/newer", standards=(standard, *OLD.standards[1:]), level_rules=None, measures=()
        )
        changes = kdcl.diff(OLD, newer)
        assert (change_of(changes, "1.1").kind, change_of(changes, "1.1").new) == (ItemChangeKind.MOVED, ("1.2",))
        assert change_of(changes, "1.2.a").new == ("1.1.a",)
        assert changes.levels == (Level.ONE, Level.TWO)

    def test_level_rules(self) -> None:
        """The levels whose rule differs are named."""
        assert Level.ONE not in kdcl.diff(PRIMARY, SECONDARY).levels
        assert Level.TWO in kdcl.diff(PRIMARY, SECONDARY).levels

    def test_two_of_a_kind(self) -> None:
        """A framework and a school's file cannot be compared."""
        with pytest.raises(TypeError, match="cannot be compared"):
            kdcl.diff(OLD, academy.build_assessment(OLD))  # type: ignore[type-var,unused-ignore] # it is meant to be wrong


class TestCrosswalk:
    """What somebody says counts before everything else, with where it stands or who proposed it."""

    TEXT = f"""
schema = 1
old = "tt42-2012/primary"
new = "{academy.ID}"

[[link]]
old = ["1.1"]
new = ["1.1", "1.2"]
citation = {{ document = "07/2031/TT-MAU", article = 3, clause = 1, point = "a", status = "inferred" }}

[[link]]
old = ["2"]
new = ["1"]
proposed_by = "Hiệu trưởng"
note = "by what both ask"

[[link]]
old = ["3"]
new = []
proposed_by = "Hiệu trưởng"

[[link]]
old = []
new = ["2"]
proposed_by = "Hiệu trưởng"
"""

    def load(self, tmp_path: Path, text: str) -> Crosswalk:
        """Return the crosswalk of a text."""
        path = tmp_path / "crosswalk.toml"
        path.write_text(text, "utf-8")
        return load_crosswalk(path, PRIMARY, OLD)

    def test_it_counts_first(self, tmp_path: Path) -> None:
        """Splits, moves, what went and what came, each with its ground."""
        changes = diff_frameworks(PRIMARY, OLD, self.load(tmp_path, self.TEXT))
        split = change_of(changes, "1.1")
        assert (split.kind, split.new, split.ground) == (ItemChangeKind.CHANGED, ("1.1", "1.2"), Ground.CROSSWALK)
        assert "circular 07/2031/TT-MAU, article 3, clause 1, point a" in str(split.in_words)
        assert str(change_of(changes, "2").in_words) == "moved: 2 → 1 (title) [proposed by Hiệu trưởng]"
        assert change_of(changes, "3").kind is ItemChangeKind.WITHDRAWN
        assert [change.new for change in changes.of_kind(ItemChangeKind.ADDED) if change.link] == [("2",)]
        names = [name for change in changes.items for name in change.new]
        assert len(names) == len(set(names)) == 2 + 3 + 5

    def test_all_problems_at_once(self, tmp_path: Path) -> None:
        """A link without ground, with both, with nothing, of what does not exist or stands in two."""
        text = (
            'schema = 1\nold = "none"\nnew = "example/academy"\nwrong = 1\n'
            '[[link]]\nold = ["1.1", "9.9"]\nnew = ["1.1"]\n'
            '[[link]]\nold = ["1.1"]\nnew = []\nproposed_by = "A"\n'
            'citation = { document = "07/2031/TT-MAU", article = 3 }\n'
            '[[link]]\nold = []\nnew = []\nproposed_by = "A"\n'
        )
        with pytest.raises(FrameworkFileError) as caught:
            self.load(tmp_path, text)
        told = str(caught.value)
        for problem in (
            "the file is for 'none', not for tt42-2012/primary @ old",
            "tt42-2012/primary has no 9.9 @ link[0].old[1]",
            "one of the two @ link[0]",
            "1.1 stands in link[0].old[0] too; keep one @ link[1].old[0]",
            "one of the two @ link[1]",
            "a link names an item at least @ link[2]",
            "no such key belongs here; remove it or correct its name @ wrong",
        ):
            assert problem in told

    def test_an_empty_one(self, tmp_path: Path) -> None:
        """A file without a link is refused."""
        with pytest.raises(FrameworkFileError, match="a crosswalk has a link at least"):
            self.load(tmp_path, f'schema = 1\nold = "tt42-2012/primary"\nnew = "{academy.ID}"\nlink = []\n')

    def test_of_other_frameworks(self, tmp_path: Path) -> None:
        """A crosswalk is for two frameworks and no others."""
        with pytest.raises(FrameworkError, match="the crosswalk is for tt42-2012/primary and example/academy"):
            diff_frameworks(PRIMARY, SECONDARY, self.load(tmp_path, self.TEXT))


class TestTheCommand:
    """``kdcl frameworks diff``."""

    FOLDER = str(academy.FOLDER / "academy")

    def call(self, *words: str) -> tuple[int, str]:
        """Return exit code and output."""
        done = CliRunner().invoke(main, ["frameworks", "diff", *words, "--lang", "en"])
        return done.exit_code, done.output

    def test_the_same(self) -> None:
        """Nothing differs: exit code 0, and what is unchanged only if asked."""
        assert self.call("primary", "primary") == (
            0,
            "Items: unchanged 117, changed 0, moved 0, added 0, withdrawn 0\n",
        )
        assert self.call("primary", "primary", "--all")[1].count("unchanged: ") == 117

    def test_others(self, tmp_path: Path) -> None:
        """Folders are taken too, and a crosswalk."""
        path = tmp_path / "crosswalk.toml"
        path.write_text(TestCrosswalk.TEXT, "utf-8")
        code, output = self.call("primary", self.FOLDER, "--crosswalk", str(path))
        assert code == 1
        assert "moved: 2 → 1 (title) [proposed by Hiệu trưởng]" in output
        assert "levels whose rule differs: 1" in output

    def test_json(self) -> None:
        """One object with stable keys."""
        code, output = self.call("primary", "secondary", "--json")
        told = json.loads(output)
        assert code == 1
        assert set(told) == {"old", "new", "counts", "items", "levels"}
        assert sum(told["counts"].values()) == len(told["items"])
