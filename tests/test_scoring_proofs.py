"""Whole verdicts, sentence by sentence: what is stated for which ratings under which rules (Article 31)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from frameworks import build_framework, build_rule, build_rules
from kdcl.law import Framework, LevelReading, LevelRules, Status
from kdcl.messages import BilingualText
from kdcl.scoring import Basis, Score, bounds, find_suppositions, gap, score

CASES = Path(__file__).parent / "cases" / "proofs.txt"
ASSUMED = BilingualText(vi="giả định", en="the list of level 2 and one more")
READ = build_rules(
    build_rule(1, 50, ["1.1"]),
    build_rule(2, 70, ["1.1", "2.1"], below_percent=80),
    build_rule(3, 80, ["1.1", "2.1", "2.2"]),
)
LITERAL = READ.with_reading(LevelReading.LITERAL)
VERIFIED = attrs.evolve(READ, reading_status=Status.VERIFIED)
UNREAD = build_rules(
    build_rule(1, 50, status=Status.INFERRED, below_percent=70),
    build_rule(2, 70, ["1.1"], status=Status.INFERRED, required_status=Status.PRACTICE, below_percent=80),
    build_rule(
        3, 80, ["1.1", "2.1"], status=Status.INFERRED, required_status=Status.UNKNOWN, assumption=ASSUMED,
        assumption_status=Status.INFERRED,
    ),
    criterion_status=Status.INFERRED,
)  # fmt: skip
NOTHING = build_rules(
    build_rule(1, 50, status=Status.UNKNOWN, required_status=Status.UNKNOWN),
    build_rule(2, 80, required_status=Status.UNKNOWN),
)
RULES = {"read": READ, "literal": LITERAL, "verified": VERIFIED, "unread": UNREAD, "nothing": NOTHING}
SHAPE = [[2, 1, 1, 1, 1], [1, 1, 1, 1, 1]]
INDICATORS = ["1.1.a", "1.1.b", "1.2.a", "1.3.a", "1.4.a", "1.5.a", "2.1.a", "2.2.a", "2.3.a", "2.4.a", "2.5.a"]
RATING = {"+": "met", "-": "not_met"}


def build(name: str) -> tuple[Framework, dict[str, str]]:
    """Return the framework and the ratings of a case, whose name says both: ``read ++ ++++ +++++``."""
    rules, *signs = name.split()
    ratings = {code: RATING[sign] for code, sign in zip(INDICATORS, "".join(signs), strict=True) if sign != "."}
    return build_framework(SHAPE, RULES[rules]), ratings


def iter_lines(name: str) -> Iterator[str]:
    """Iterate over everything that is stated of a case."""
    framework, ratings = build(name)
    counted = score(ratings, framework)
    yield f"levels {counted.level}, {counted.certain_level}, {counted.supported_level}"
    yield from _iter_proof(counted)
    yield from (f"caveat: {caveat}" for caveat in counted.caveats)
    possible = bounds(ratings, framework)
    yield f"bounds {possible.lowest} to {possible.highest}"
    yield f"certain {possible.certain_lowest} to {possible.certain_highest}"
    yield f"supported {possible.supported_lowest} to {possible.supported_highest}"
    yield from (f"caveat: {caveat}" for caveat in possible.caveats)
    for basis in Basis:
        found = gap(ratings, framework, 2, basis=basis)
        items = [f"{item.code}{'!' * item.is_mandatory}" for item in found.items] if found else ["no way"]
        yield f"to level 2 {basis}: {' '.join(items) or 'nothing'}"
        yield from (f"caveat: {caveat}" for caveat in (found.caveats if found else ()))
    for level, supposed in sorted(find_suppositions(counted).items(), key=lambda item: item[0] or 0):
        yield f"level {level} if: {'; '.join(map(str, supposed.conditions)) or 'as it stands'}"
    headline = re.search("<strong>(.*)</strong>", counted._repr_html_())
    yield headline[1] if headline else ""


def _iter_proof(counted: Score) -> Iterator[str]:
    for top in counted.reasons:
        for depth, reason in top.iter_lines():
            more = [str(reason.status)]
            more += [str(reason.citation.place)] if reason.citation else []
            more += [f"assumed: {reason.assumption}, {reason.assumption_status}"] if reason.assumption else []
            more += [f"source: {reason.source}"] if reason.source else []
            yield f"{'  ' * depth}{'+' if reason.holds else '-'} {reason.statement} [{', '.join(more)}]"


def read_cases() -> dict[str, list[str]]:
    """Return what is expected of each case."""
    blocks = CASES.read_text("utf-8").strip().split("\n\n")
    cases = [block.splitlines() for block in blocks if not block.startswith("#")]
    return {lines[0].removeprefix("== "): lines[1:] for lines in cases}


class TestWholeVerdicts:
    """A verdict says all that decided it and nothing that did not."""

    @pytest.mark.parametrize("name", read_cases())
    def test_case(self, name: str) -> None:
        """Levels, proof, caveats, bounds, ways to level 2 and suppositions are those that the article gives."""
        assert list(iter_lines(name)) == read_cases()[name]

    def test_every_set_of_rules(self) -> None:
        """Rules as they were read, under each reading, inferred ones and such that were not read at all take part."""
        assert {name.split()[0] for name in read_cases()} == {*RULES}

    def test_the_grid(self) -> None:
        """A notebook shows a row for each standard, over a legend as wide as the widest."""
        framework, ratings = build("read +++-.+ .++-+")
        shown = score(ratings, framework)._repr_html_()
        assert shown.count("<tr><th scope=") == 2
        assert 'colspan="6"' in shown
        assert '<th scope="row">Standard 1</th>' in shown


def test_rules_are_what_they_are_called() -> None:
    """The sets of rules differ in the reading and in how it is known, as their names say."""
    readings: list[tuple[LevelRules, LevelReading, Status]] = [
        (READ, LevelReading.CUMULATIVE, Status.INFERRED),
        (LITERAL, LevelReading.LITERAL, Status.INFERRED),
        (VERIFIED, LevelReading.CUMULATIVE, Status.VERIFIED),
    ]
    for rules, reading, status in readings:
        assert (rules.reading, rules.reading_status) == (reading, status)
