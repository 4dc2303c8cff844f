"""Codes, scoring, importing and files, each against a named peer."""

from __future__ import annotations

import functools
import json
import re
import subprocess
import sys
from collections.abc import Iterator

from packaging.version import Version

from kdcl.checks import check
from kdcl.codes import EvidenceCode, find_codes
from kdcl.convert import dumps, loads
from kdcl.law import Level
from kdcl.school import Ratings
from kdcl.scoring import score
from material import build_assessment, build_framework, build_prose, build_ratings
from peer_records import iter_round_trips
from peer_scoring import build_mask_scorer
from timing import Comparison, Sampler, calls_of

_LETTERS = (re.compile("H"), re.compile("h"))


def iter_comparisons() -> Iterator[Comparison]:
    """Iterate over the comparisons of the core."""
    yield compare_parsing()
    yield compare_finding()
    yield compare_scoring()
    yield compare_importing()
    yield from compare_files()
    yield compare_checking()


def compare_parsing() -> Comparison:
    """Compare reading one evidence code with reading one version number."""
    return Comparison(
        what="parse one evidence code",
        peer='packaging.Version("1.2.3")',
        ours=calls_of(lambda: EvidenceCode.parse("[H1-1-03-02]")),
        theirs=calls_of(lambda: Version("1.2.3")),
        bound=1.0,
    )


def compare_finding() -> Comparison:
    """Compare finding the codes of a long text with only walking over the letter that each begins with."""
    text = build_prose(build_assessment(build_framework()))

    def walk() -> None:
        for letter in _LETTERS:
            for _ in letter.finditer(text):
                pass

    return Comparison(
        what=f"find {len(find_codes(text))} codes in a text of {len(text)} characters",
        peer="two passes, for a literal H and h",
        ours=calls_of(lambda: find_codes(text)),
        theirs=calls_of(walk),
        bound=2,
    )


def compare_scoring() -> Comparison:
    """Compare scoring a school from text ratings with a loop over bit masks that finds the same."""
    framework = build_framework()
    ratings = {str(code): rating.value for code, rating in build_ratings(framework).items()}
    find = build_mask_scorer(framework)

    def ours(given: dict[str, str]) -> tuple[Level | None, Level | None, int]:
        found = score(Ratings(given), framework)
        met = sum(1 << place for place, each in enumerate(framework.criteria) if each.code in found.met)
        return found.level, found.certain_level, met

    every = dict.fromkeys(ratings, "met")
    for given in (ratings, every, dict.fromkeys(ratings, "not_met"), every | {"1.3.a": "not_met"}):
        assert_same(ours(given), find(given))

    def levels() -> tuple[Level | None, Level | None]:
        found = score(Ratings(ratings), framework)
        return found.level, found.certain_level

    return Comparison(
        what="score one school from text ratings, with both levels",
        peer="a loop over bit masks, same result",
        ours=calls_of(levels),
        theirs=calls_of(lambda: find(ratings)),
        bound=8,
    )


def compare_importing() -> Comparison:
    """Compare importing the package with importing what it is built on, each in an interpreter of its own."""
    return Comparison(
        what="import kdcl",
        peer="import attrs, cattrs",
        ours=import_of("kdcl"),
        theirs=import_of("attrs, cattrs"),
        bound=0.3,
    )


def import_of(modules: str) -> Sampler:
    """Return a sampler of an import statement, timed inside a new interpreter."""
    program = f"import time; began = time.process_time(); import {modules}; print(time.process_time() - began)"

    def sample() -> float:
        done = subprocess.run(  # noqa: S603 - this interpreter, and the program above
            [sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8"
        )
        return float(done.stdout)

    return sample


def compare_files() -> Iterator[Comparison]:
    """Compare reading and writing one full school file with classes of the same shape in pydantic and msgspec."""
    text = dumps(build_assessment(build_framework()))
    bounds = {"pydantic v2": 1.0, "msgspec": 2.5}
    for name, round_trip in iter_round_trips():
        assert_same(json.loads(dumps(loads(text))), json.loads(round_trip(text)))
        yield Comparison(
            what=f"load and dump one file of {len(text)} characters",
            peer=f"{name}, same shape, validated",
            ours=calls_of(lambda: dumps(loads(text))),
            theirs=calls_of(functools.partial(round_trip, text)),
            bound=bounds[name],
        )


def compare_checking() -> Comparison:
    """Compare every check of one full file with looking for codes in its text once."""
    framework = build_framework()
    assessment = build_assessment(framework)
    text = build_prose(assessment)
    return Comparison(
        what="check a whole file",
        peer="one find_codes pass over its text",
        ours=calls_of(lambda: check(assessment, framework)),
        theirs=calls_of(lambda: find_codes(text)),
        bound=15,
        rounds=9,
    )


def assert_same(ours: object, theirs: object) -> None:
    """Stop where a peer does not do the same work.

    Raises:
        ValueError: the results differ.
    """
    if ours != theirs:
        raise ValueError("the peer found something else")
