"""Codes, scoring, importing, files and checks, each against a named peer and a floor."""

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
from peer_scoring import build_mask_scorer
from timing import Comparison, Peer, Sampler, calls_of, find_peer, installed_environment, require

_LETTERS = (re.compile("H"), re.compile("h"))
_CODE = re.compile(r"\[H([1-9][0-9]?)-([1-9])-([0-9]{2})-([0-9]{2,3})\]")


def iter_comparisons() -> Iterator[Comparison]:
    """Iterate over the comparisons of the core."""
    yield compare_parsing()
    yield compare_finding()
    yield compare_scoring()
    yield compare_importing()
    yield compare_first_use()
    yield compare_files()
    yield compare_checking()


def compare_parsing() -> Comparison:
    """Compare reading one evidence code with reading one version number, and with its pattern alone."""

    def match(text: str) -> tuple[int, ...]:
        found = _CODE.fullmatch(text)
        return () if found is None else tuple(map(int, found.groups()))

    return Comparison(
        what="parse one evidence code",
        ours=calls_of(lambda: EvidenceCode.parse("[H1-1-03-02]")),
        peers=(
            Peer('packaging.Version("1.2.3")', calls_of(lambda: Version("1.2.3")), bound=1.0),
            Peer("one pattern and four numbers", calls_of(lambda: match("[H1-1-03-02]")), is_floor=True),
        ),
    )


def compare_finding() -> Comparison:
    """Compare finding the codes of a long text with only walking over the letter that each begins with."""
    text = build_prose(build_assessment(build_framework()))

    def walk() -> None:
        for letter in _LETTERS:
            for _ in letter.finditer(text):
                pass

    require(len(_CODE.findall(text)) == len(find_codes(text)), "the plain pattern found other codes")
    return Comparison(
        what=f"find {len(find_codes(text))} codes in a text of {len(text):,} characters",
        ours=calls_of(lambda: find_codes(text)),
        peers=(
            Peer("two passes, for a literal H and h", calls_of(walk), bound=2, is_floor=True),
            Peer("codes written as they should be, one pattern", calls_of(lambda: list(_CODE.finditer(text)))),
        ),
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
        require(ours(given) == find(given), "the loop over bit masks found something else")

    def levels() -> tuple[Level | None, Level | None]:
        found = score(Ratings(ratings), framework)
        return found.level, found.certain_level

    return Comparison(
        what="score one school from text ratings, with both levels",
        ours=calls_of(levels),
        peers=(Peer("a loop over bit masks, same result", calls_of(lambda: find(ratings)), bound=8, is_floor=True),),
    )


def compare_importing() -> Comparison:
    """Compare importing the package with importing what it is built on, each in an interpreter of its own."""
    return Comparison(
        what="import kdcl",
        ours=import_of("import kdcl"),
        peers=(Peer("import attrs, cattrs", import_of("import attrs, cattrs"), bound=0.3),),
    )


def compare_first_use() -> Comparison:
    """Compare what a program really imports, as the package itself imports its rooms when they are used."""
    return Comparison(
        what="from kdcl import loads, score, check",
        ours=import_of("from kdcl import loads, score, check"),
        peers=(Peer("import attrs, cattrs", import_of("import attrs, cattrs")),),
        rounds=9,
    )


def import_of(statement: str) -> Sampler:
    """Return a sampler of an import statement, timed inside a new interpreter."""
    program = f"import time; began = time.process_time(); {statement}; print(time.process_time() - began)"
    settings = installed_environment()

    def sample() -> float:
        done = subprocess.run(  # noqa: S603 - this interpreter, and the program above
            [sys.executable, "-c", program], check=True, env=settings, capture_output=True, encoding="utf-8"
        )
        return float(done.stdout)

    return sample


def compare_files() -> Comparison:
    """Compare reading and writing one full school file with classes of the same shape in pydantic and msgspec."""
    text = dumps(build_assessment(build_framework()))
    peers = []
    for module, name, bound in (("peer_pydantic", "pydantic v2", 1.0), ("peer_msgspec", "msgspec", 2.5)):
        if (peer := find_peer(module)) is not None:
            require(json.loads(dumps(loads(text))) == json.loads(peer.round_trip(text)), f"{name} wrote another file")
            sample = calls_of(functools.partial(peer.round_trip, text))
            peers.append(Peer(f"{name}, same shape, validated", sample, bound=bound))
    bare = calls_of(lambda: json.dumps(json.loads(text), ensure_ascii=False, indent=2))
    peers.append(Peer("json.loads and json.dumps, nothing validated", bare, is_floor=True))
    return Comparison(
        what=f"load and dump one file of {len(text):,} characters",
        ours=calls_of(lambda: dumps(loads(text))),
        peers=tuple(peers),
    )


def compare_checking() -> Comparison:
    """Compare every check of one full file with looking for codes in its text once."""
    framework = build_framework()
    assessment = build_assessment(framework)
    text = build_prose(assessment)
    return Comparison(
        what="check a whole file",
        ours=calls_of(lambda: check(assessment, framework)),
        peers=(Peer("one find_codes pass over its text", calls_of(lambda: find_codes(text)), bound=15, is_floor=True),),
        rounds=9,
    )
