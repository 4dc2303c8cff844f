"""Codes, scoring, importing and files, each against a named peer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator

from packaging.version import Version

from kdcl.codes import EvidenceCode, find_codes
from kdcl.codes import found as codes_in_text
from kdcl.convert import dumps, loads
from kdcl.school import Rating
from kdcl.scoring import score
from material import build_assessment, build_framework, build_prose, build_ratings
from timing import Comparison, Sampler, calls_of


def iter_comparisons() -> Iterator[Comparison]:
    """Iterate over the comparisons of the core."""
    yield compare_parsing()
    yield compare_finding()
    yield compare_scoring()
    yield compare_importing()
    yield compare_files()


def compare_parsing() -> Comparison:
    """Compare reading one evidence code with reading one version number."""
    return Comparison(
        what="parse one evidence code",
        peer='packaging.Version("1.2.3")',
        ours=calls_of(lambda: EvidenceCode.parse("[H1-1-03-02]")),
        theirs=calls_of(lambda: Version("1.2.3")),
        bound=1.5,
    )


def compare_finding() -> Comparison:
    """Compare finding the codes of a long text with only walking over their pattern."""
    text = build_prose(build_assessment(build_framework()))
    pattern: re.Pattern[str] = codes_in_text._BOXED  # noqa: SLF001 - the floor is the very same pattern

    def walk() -> None:
        for _ in pattern.finditer(text):
            pass

    return Comparison(
        what=f"find {len(find_codes(text))} codes in a text of {len(text)} characters",
        peer="one re.finditer pass",
        ours=calls_of(lambda: find_codes(text)),
        theirs=calls_of(walk),
        bound=2,
    )


def compare_scoring() -> Comparison:
    """Compare scoring a school with a loop over the same tree and the same ratings that only counts."""
    framework = build_framework()
    ratings = build_ratings(framework)
    plain = dict(ratings)

    def count() -> tuple[int, int]:
        criteria = indicators = 0
        for standard in framework.standards:
            for criterion in standard.criteria:
                met = 0
                for indicator in criterion.indicators:
                    if plain.get(indicator.code) is Rating.MET:
                        met += 1
                indicators += met
                if met == len(criterion.indicators):
                    criteria += 1
        return criteria, indicators

    return Comparison(
        what="score one school, with both levels",
        peer="nested loop that only counts",
        ours=calls_of(lambda: ((found := score(ratings, framework)).level, found.certain_level)),
        theirs=calls_of(count),
        bound=6,
    )


def compare_importing() -> Comparison:
    """Compare importing the package with importing what it is built on, each in an interpreter of its own."""
    return Comparison(
        what="import kdcl",
        peer="import attrs, cattrs",
        ours=import_of("kdcl"),
        theirs=import_of("attrs, cattrs"),
        bound=1.5,
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


def compare_files() -> Comparison:
    """Compare reading and writing one full school file with bare JSON on the same text."""
    text = dumps(build_assessment(build_framework()))
    return Comparison(
        what=f"load and dump one file of {len(text)} characters",
        peer="json.loads and json.dumps",
        ours=calls_of(lambda: dumps(loads(text))),
        theirs=calls_of(lambda: json.dumps(json.loads(text))),
        bound=5,
    )
