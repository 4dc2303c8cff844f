"""Makes the test vectors that a program in any language can be held to, and says whether those at hand are fresh.

::

    python tools/vectors.py            # write them anew
    python tools/vectors.py check      # exit code 1 if what stands there is not what the library says today

Each vector is drawn by its own number, so that any of them can be made again alone; ``tests/test_vectors.py`` does so
with some of them, and this tool with all. The formats are described in ``docs/other-languages.md``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode, EvidenceCode, IndicatorCode, Notation, find_codes
from kdcl.errors import CodeError
from kdcl.exchange import export_framework, export_level_rules
from kdcl.law import Framework, Level, LevelReading, LevelRules, Status
from kdcl.school import Ratings
from kdcl.scoring import Basis, Reason, bounds, gap, score
from kdcl.standards import get_framework

ROOT: Final = Path(__file__).parents[1] / "examples" / "vectors"
FRAMEWORKS: Final = ("tt42-2012/primary", "tt42-2012/secondary")
SHIPPED, OTHER, CODES = 700, 150, 1500
"""Vectors of each framework under the shipped rules, of each under each other set of rules, and of codes."""
VERSION: Final = 1
SIGNS: Final = {"+": "met", "-": "not_met"}
"""How a rating is written; a point stands for an indicator that is not assessed."""


def vary_rules(rules: LevelRules) -> dict[str, LevelRules]:
    """Return sets of rules that exercise what the shipped ones do not: other readings, statuses, shares and lists."""
    read = tuple(
        attrs.evolve(
            rule, status=Status.VERIFIED, required_status=Status.VERIFIED, assumption=None, assumption_status=None
        )
        for rule in rules.rules
    )
    harder = tuple(
        attrs.evolve(rule, at_least_percent=percent, below_percent=below, required=rule.required[: 3 * rule.level])
        for rule, percent, below in zip(read, (50, 75, 95), (75, 95, None), strict=True)
    )
    unread = tuple(attrs.evolve(rule, status=Status.INFERRED, required_status=Status.UNKNOWN) for rule in rules.rules)
    return {
        "shipped": rules,
        "literal": rules.with_reading(LevelReading.LITERAL),
        "read": attrs.evolve(rules, rules=read, reading_status=Status.VERIFIED),
        "read literal": attrs.evolve(rules, rules=read, reading=LevelReading.LITERAL, reading_status=Status.VERIFIED),
        "harder": attrs.evolve(rules, rules=harder),
        "unread": attrs.evolve(rules, rules=unread),
    }


def get_rules(framework: Framework) -> LevelRules:
    """Return the rules of a framework that has some."""
    assert framework.level_rules is not None  # noqa: S101 - both shipped frameworks have
    return framework.level_rules


def make_head() -> dict[str, Any]:
    """Return the first line of the scoring vectors: the rules they are counted by, and what was exported with them."""
    frameworks = {name: get_framework(name) for name in FRAMEWORKS}
    return {
        "vectors": "scoring",
        "version": VERSION,
        "exports": {name: digest(export_framework(framework)) for name, framework in frameworks.items()},
        "rules": {
            name: {kind: export_level_rules(rules) for kind, rules in vary_rules(get_rules(framework)).items()}
            for name, framework in frameworks.items()
        },
    }


def digest(content: object) -> str:
    """Return a digest of plain values."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def plan_scoring() -> list[tuple[str, str, int]]:
    """Return which vectors there are: framework, kind of rules, number."""
    return [
        (name, kind, number)
        for name in FRAMEWORKS
        for kind in vary_rules(get_rules(get_framework(name)))
        for number in range(SHIPPED if kind == "shipped" else OTHER)
    ]


def make_scoring(name: str, kind: str, number: int) -> dict[str, Any]:
    """Return one scoring vector."""
    law = get_framework(name)
    framework = law.with_level_rules(vary_rules(get_rules(law))[kind])
    signs = draw_signs(framework, random.Random(f"{name} {kind} {number}"))  # noqa: S311 - nothing is secret
    codes = [str(indicator.code) for indicator in framework.indicators]
    ratings = Ratings({code: SIGNS[sign] for code, sign in zip(codes, signs, strict=True) if sign in SIGNS})
    computed, possible = score(ratings, framework), bounds(ratings, framework)
    steps = [
        [level, basis.value, None if (step := gap(ratings, framework, level, basis=basis)) is None
         else " ".join(str(item.code) for item in step.items)]
        for level in Level
        for basis in Basis
    ]  # fmt: skip
    return {
        "framework": name,
        "rules": kind,
        "ratings": signs,
        "level": computed.level,
        "certain_level": computed.certain_level,
        "supported_level": computed.supported_level,
        "criteria_met": computed.criteria_met,
        "indicators_met": computed.indicators_met,
        "not_met": " ".join(map(str, computed.not_met)),
        "open": " ".join(map(str, computed.open)),
        "bounds": [
            [possible.lowest, possible.highest],
            [possible.supported_lowest, possible.supported_highest],
            [possible.certain_lowest, possible.certain_highest],
        ],
        "gaps": steps,
        "proof": [say_reason(reason) for reason in computed.reasons],
    }


def say_reason(reason: Reason) -> list[Any]:
    """Return whether a level is reached, by which clause, and whether each part of it holds."""
    cited = reason.citation
    assert cited is not None  # noqa: S101 - a level has one
    clause = ".".join(str(part) for part in (cited.article, cited.clause, cited.point) if part is not None)
    return [reason.holds, clause, [part.holds for part in reason.parts]]


def draw_signs(framework: Framework, drawn: random.Random) -> str:
    """Return ratings, one sign for each indicator: mostly met, as the levels lie where few criteria are not."""
    most = len(framework.criteria)
    failing = drawn.choice((0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, most))
    chosen = set(drawn.sample(range(most), failing))
    kinds = drawn.choice(("-", ".", "-.", "--."))
    signs: list[str] = []
    for place, criterion in enumerate(framework.criteria):
        fitting = ["+"] * len(criterion.indicators)
        if place in chosen:
            for spoilt in drawn.sample(range(len(fitting)), drawn.randint(1, len(fitting))):
                fitting[spoilt] = drawn.choice(kinds)
        signs += fitting
    return "".join(signs)


WORDS: Final = (
    "Trường có sổ theo dõi", "quyết định số 12/QĐ", "100%", "km/h 1 2 3 4", "📘", "(", ")", "[", "]", "MC",
    "năm 2016-2017", "H2O", "và", "đến", "tới",
)  # fmt: skip
JOINTS: Final = (" ", "; ", ", ", " và ", " đến ", ";", "] ", " [", "\u00a0", ". ", " tới mã ")
MUTATIONS: Final = (" ", "0", "-", ".", "–", "\u2212", "x", "1", "", "]", "[", "٣")


def draw_code(drawn: random.Random) -> EvidenceCode:
    """Return a code."""
    number = drawn.choice((drawn.randint(1, 99), drawn.randint(1, 12), 100, 999_999_999))
    return EvidenceCode(drawn.randint(1, 12), drawn.randint(1, 9), drawn.randint(1, 12), number)


def draw_typed(drawn: random.Random) -> str:
    """Return a code as somebody may type it."""
    text = draw_code(drawn).format(drawn.choice(tuple(Notation)))
    for _ in range(drawn.choice((0, 0, 1, 1, 2))):
        place = drawn.randrange(len(text) + 1)
        text = text[:place] + drawn.choice(MUTATIONS) + text[place + drawn.choice((0, 0, 1)) :]
    return drawn.choice((text, text, text.strip("[]"), text.lower()))


def draw_list(drawn: random.Random) -> str:
    """Return a bracket with several codes, numbers or a range in it."""
    code = draw_code(drawn)
    first = drawn.randint(1, 20)
    text = str(attrs.evolve(code, number=first)).strip("[]")
    for _ in range(drawn.randint(1, 3)):
        first += drawn.randint(1, 4)
        text += drawn.choice(("; ", ", ", " và ", " đến ", ";", " & ", " - ")) + f"{first:02}"
    return f"[{text}]"


def draw_prose(drawn: random.Random) -> str:
    """Return prose with codes in it."""
    parts = [
        drawn.choice((draw_typed, draw_typed, draw_list, lambda drawn: drawn.choice(WORDS)))(drawn)
        for _ in range(drawn.randint(1, 5))
    ]
    return "".join(part + drawn.choice(JOINTS) for part in parts)


def make_codes(number: int) -> dict[str, Any]:
    """Return one vector of codes."""
    drawn = random.Random(f"codes {number}")  # noqa: S311 - nothing is secret
    kind = ("criterion", "indicator", "evidence", "typed", "find", "find", "order")[number % 7]
    match kind:
        case "criterion":
            text = draw_number(drawn)
            return {"kind": kind, "text": text, "code": parse_or_none(CriterionCode.parse, text)}
        case "indicator":
            text = draw_number(drawn) + drawn.choice((".a", ".b", ".z", ".A", "a", "", ".ab", ".đ"))
            return {"kind": kind, "text": text, "code": parse_or_none(IndicatorCode.parse, text)}
        case "evidence":
            text = str(draw_code(drawn)) if drawn.random() < 1 / 2 else draw_typed(drawn)
            return {"kind": kind, "text": text, "code": parse_or_none(EvidenceCode.parse, text)}
        case "typed":
            text = draw_typed(drawn)
            return {"kind": kind, "text": text, "code": parse_or_none(EvidenceCode.normalize, text)}
        case "find":
            text = draw_prose(drawn)
            found = [[each.start, each.end, [str(code) for code in each.codes]] for each in find_codes(text)]
            return {"kind": kind, "text": text, "found": found}
    codes: Sequence[Any] = drawn.choice(
        (
            [CriterionCode(drawn.randint(1, 5), drawn.randint(1, 12)) for _ in range(6)],
            [IndicatorCode(drawn.randint(1, 3), drawn.randint(1, 12), drawn.choice("abc")) for _ in range(6)],
            [draw_code(drawn) for _ in range(6)],
        )
    )
    return {"kind": kind, "codes": [str(code) for code in codes], "sorted": [str(code) for code in sorted(codes)]}


def draw_number(drawn: random.Random) -> str:
    """Return what may be the number of a criterion."""
    parts = [drawn.choice((str(drawn.randint(0, 120)), str(drawn.randint(1, 12)), "01", "")) for _ in range(2)]
    return drawn.choice((".", ".", ".", "-", ". ", "")).join(parts)


def parse_or_none(parse: Any, text: str) -> str | None:  # noqa: ANN401 - the parser of any code
    """Return the code in a text as it is written, or None where there is none."""
    try:
        return str(parse(text))
    except CodeError:
        return None


def iter_files() -> Iterator[tuple[Path, bytes]]:
    """Iterate over the files with what belongs in them."""
    scoring = [make_head(), *(make_scoring(*one) for one in plan_scoring())]
    codes = [{"vectors": "codes", "version": VERSION}, *map(make_codes, range(CODES))]
    yield ROOT / "scoring.jsonl.gz", pack(scoring)
    yield ROOT / "codes.jsonl.gz", pack(codes)
    yield ROOT / "frameworks.jsonl.gz", pack([export_framework(get_framework(name)) for name in FRAMEWORKS])


def pack(lines: Sequence[object]) -> bytes:
    """Return lines of JSON, compressed; the same bytes for the same lines."""
    text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
    return gzip.compress(text.encode(), compresslevel=9, mtime=0)


def unpack(path: Path) -> list[Any]:
    """Return the lines of a file."""
    return [json.loads(line) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]


def main(words: Sequence[str]) -> int:
    """Write the vectors, or compare them with what stands there."""
    stale = 0
    for path, data in iter_files():
        if "check" not in words:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif not path.exists() or gzip.decompress(path.read_bytes()) != gzip.decompress(data):
            stale += 1
            print(f"not fresh: {path.name}")
        print(f"{path.name}: {len(data):,} bytes")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
