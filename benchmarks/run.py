"""Prints the ratios that the design promises, measured in this one run. It informs, never judges: it exits with 0."""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import statistics
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

from bench_cold import cold_comparisons
from bench_core import iter_comparisons
from bench_formats import iter_format_comparisons
from bench_growth import BOUND, SIZES, Growth, iter_growths
from bench_reading import reading_comparisons
from bench_word import iter_word_comparisons
from timing import Comparison, Outcome, compare

HEAD = """\
| what | median | against | median | ratio | quartiles | bound | within |
| --- | --- | --- | --- | --- | --- | --- | --- |"""
GROWTH_HEAD = f"""
| what | {SIZES[0]:,} | {SIZES[-1]:,} | exponent | bound | within |
| --- | --- | --- | --- | --- | --- |"""


PARTS: Final[Mapping[str, Callable[[], AbstractContextManager[Iterable[Comparison]]]]] = {
    "core": lambda: contextlib.nullcontext(iter_comparisons()),
    "formats": lambda: contextlib.nullcontext(iter_format_comparisons()),
    "reading": reading_comparisons,
    "cold": cold_comparisons,
}
"""The parts that have nothing to choose, each with the files it needs."""


def main() -> None:
    """Run every comparison and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-word", action="store_true", help="leave the Word report out")
    parser.add_argument("--word-rounds", type=int, default=5, help="how often the Word report and its peers are timed")
    parser.add_argument("--only", action="append", choices=[*PARTS, "word", "growth"])
    parser.add_argument("--json", type=Path, help="keep the run here")
    given = parser.parse_args()
    chosen = set(given.only or (*PARTS, "word", "growth"))
    if given.no_word:
        chosen.discard("word")
    run: dict[str, Any] = {"python": platform.python_version(), "machine": platform.machine(), "rows": [], "growth": []}
    print(f"Python {run['python']}, {run['machine']}\n")
    print(HEAD)

    def measure(comparison: Comparison) -> None:
        outcome = compare(comparison)
        print(as_row(outcome), flush=True)
        run["rows"].append(as_values(outcome))

    with contextlib.ExitStack() as stack:
        for name, offer in PARTS.items():
            if name in chosen:
                for comparison in stack.enter_context(offer()):
                    measure(comparison)
    if "word" in chosen:
        for comparison in iter_word_comparisons(given.word_rounds):
            measure(comparison)
    if "growth" in chosen:
        print(GROWTH_HEAD)
        for growth in iter_growths():
            print(as_growth_row(growth), flush=True)
            run["growth"].append({"what": growth.what, "seconds": growth.seconds, "exponent": growth.exponent})
    if given.json:
        given.json.write_text(json.dumps(run, indent=2) + "\n", "utf-8")


def as_values(outcome: Outcome) -> dict[str, Any]:
    """Return what is kept of a comparison: every sample, and what follows from them."""
    asked = outcome.comparison
    return {
        "what": asked.what,
        "peer": asked.peer,
        "bound": asked.bound,
        "seconds": asked.seconds,
        "ours": outcome.ours,
        "theirs": outcome.theirs,
        "ratio": outcome.ratio,
        "quartiles": outcome.quartiles,
    }


def as_growth_row(growth: Growth) -> str:
    """Return one row of the table of growth."""
    within = "yes" if growth.exponent <= BOUND else "NO"
    cells = (growth.what, *map(as_time, growth.seconds), f"{growth.exponent:.2f}", f"{BOUND}", within)
    return f"| {' | '.join(cells)} |"


def as_row(outcome: Outcome) -> str:
    """Return one row of the table."""
    asked = outcome.comparison
    bound = ("-" if asked.bound is None else f"{asked.bound:.3g}") + (f" and {as_time(asked.seconds)}" if asked.seconds else "")
    cells = (
        asked.what,
        as_time(statistics.median(outcome.ours)),
        asked.peer,
        as_time(statistics.median(outcome.theirs)),
        f"{outcome.ratio:.3g}",
        " - ".join(f"{quartile:.3g}" for quartile in outcome.quartiles),
        bound,
        "yes" if outcome.is_within else "NO",
    )
    return f"| {' | '.join(cells)} |"


def as_time(seconds: float) -> str:
    """Return a duration in the unit that suits it."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


if __name__ == "__main__":
    main()
