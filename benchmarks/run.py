"""Prints the ratios that the design promises, measured in this one run. It informs, never judges: it exits with 0."""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Final

import attrs

from bench_batch import MOST_MIB, batch_comparisons, measure_memory
from bench_cold import cold_comparisons
from bench_core import iter_comparisons
from bench_formats import iter_format_comparisons
from bench_growth import Growth, iter_growths
from bench_many import frame_comparisons
from bench_reading import reading_comparisons
from bench_word import iter_word_comparisons
from timing import Comparison, Outcome, compare


@attrs.frozen(kw_only=True)
class Choice:
    """What a run is asked for beside its parts: rounds of the Word report, schools of a table, reports to read."""

    word_rounds: int
    schools: int
    reports: tuple[Path, ...]


HEAD = """\
| what | median | against | median | ratio | quartiles | bound | within |
| --- | --- | --- | --- | --- | --- | --- | --- |"""
GROWTH_HEAD = """
| what | from | to | first | last | exponent | bound | within |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


PARTS: Final[Mapping[str, Callable[[Choice], AbstractContextManager[Iterable[Comparison]]]]] = {
    "core": lambda _: contextlib.nullcontext(iter_comparisons()),
    "formats": lambda _: contextlib.nullcontext(iter_format_comparisons()),
    "word": lambda choice: contextlib.nullcontext(iter_word_comparisons(choice.word_rounds)),
    "reading": lambda choice: reading_comparisons(*choice.reports),
    "cold": lambda _: cold_comparisons(),
    "batch": lambda _: batch_comparisons(),
    "frames": lambda choice: frame_comparisons(choice.schools),
}
"""The parts of the first table, each with the files it needs."""
TABLES: Final = ("growth", "memory")
"""The parts with tables of their own."""


def main() -> None:
    """Run every comparison and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=[*PARTS, *TABLES], help="measure this part; again for more")
    parser.add_argument("--word-rounds", type=int, default=9, help="how often the Word report and its peers are timed")
    parser.add_argument("--schools", type=int, default=100_000, help="how many schools the tables of many schools have")
    parser.add_argument("--report", type=Path, action="append", default=[], help="a Word report of yours to read too")
    parser.add_argument("--json", type=Path, help="keep the run, with every sample, here")
    given = parser.parse_args()
    chosen = set(given.only or (*PARTS, *TABLES))
    choice = Choice(word_rounds=given.word_rounds, schools=given.schools, reports=tuple(given.report))
    run: dict[str, Any] = {"python": platform.python_version(), "machine": platform.machine()}
    print(f"Python {run['python']}, {run['machine']}\n\n{HEAD}")
    run["rows"] = list(measure_rows(chosen, choice))
    run["growth"] = list(measure_growths()) if "growth" in chosen else []
    run["memory"] = print_memory() if "memory" in chosen else {}
    if given.json:
        given.json.write_text(json.dumps(run, indent=2) + "\n", "utf-8")


def measure_rows(chosen: set[str], choice: Choice) -> Iterator[dict[str, Any]]:
    """Measure the comparisons of the parts chosen, print each row when it is known, and yield what is kept of it."""
    with contextlib.ExitStack() as stack:
        for name, offer in PARTS.items():
            for comparison in stack.enter_context(offer(choice)) if name in chosen else ():
                for outcome in compare(comparison):
                    print(as_row(outcome), flush=True)
                    yield as_values(outcome)


def measure_growths() -> Iterator[dict[str, Any]]:
    """Measure how every operation grows, print each row when it is known, and yield what is kept of it."""
    print(GROWTH_HEAD)
    for growth in iter_growths():
        print(as_growth_row(growth), flush=True)
        yield {
            "what": growth.what,
            "sizes": growth.sizes,
            "seconds": growth.seconds,
            "exponent": growth.exponent,
            "bound": growth.bound,
        }


def print_memory() -> dict[str, float]:
    """Measure the memory of a run over many reports, print and return it."""
    taken = measure_memory()
    first, last = taken.values()
    within = "yes" if last - first <= MOST_MIB else "NO"
    told = ", ".join(f"{when} {held:.1f} MiB" for when, held in taken.items())
    print(f"\nimport and check in one process: {told}; at most {MOST_MIB} MiB more: {within}")
    return taken


def as_values(outcome: Outcome) -> dict[str, Any]:
    """Return what is kept of a comparison: every sample, and what follows from them."""
    asked = outcome.comparison
    return {
        "what": asked.what,
        "peer": outcome.peer.name,
        "is_floor": outcome.peer.is_floor,
        "bound": outcome.peer.bound,
        "seconds": asked.seconds,
        "ours": outcome.ours,
        "theirs": outcome.theirs,
        "ratio": outcome.ratio,
        "quartiles": outcome.quartiles,
    }


def as_growth_row(growth: Growth) -> str:
    """Return one row of the table of growth."""
    within = "yes" if growth.exponent <= growth.bound else "NO"
    sizes = (f"{size:,}" for size in growth.sizes)
    cells = (
        growth.what,
        *sizes,
        *map(as_time, growth.seconds),
        f"{growth.exponent:.2f}",
        f"{growth.bound:.3g}",
        within,
    )
    return f"| {' | '.join(cells)} |"


def as_row(outcome: Outcome) -> str:
    """Return one row of the table."""
    asked = outcome.comparison
    bound = ("-" if outcome.peer.bound is None else f"{outcome.peer.bound:.3g}") + (
        f" and {as_time(asked.seconds)}" if asked.seconds else ""
    )
    cells = (
        asked.what,
        as_time(statistics.median(outcome.ours)),
        outcome.peer.name + (" (floor)" if outcome.peer.is_floor else ""),
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
