"""Prints the ratios that the design promises, measured in this one run. It informs, never judges: it exits with 0."""

from __future__ import annotations

import argparse
import platform
import statistics

from bench_core import iter_comparisons
from bench_formats import iter_format_comparisons
from bench_reading import reading_comparison
from bench_word import compare_word
from timing import Outcome, compare

HEAD = """\
| what | median | against | median | ratio | min - max | bound | within |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


def main() -> None:
    """Run every comparison and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-word", action="store_true", help="leave the Word report out: its peer takes a minute")
    parser.add_argument("--word-rounds", type=int, default=1, help="how often the Word report and its peer are timed")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}\n")
    print(HEAD)
    for comparison in iter_comparisons():
        print(as_row(compare(comparison)), flush=True)
    for comparison in iter_format_comparisons():
        print(as_row(compare(comparison)), flush=True)
    with reading_comparison() as comparison:
        print(as_row(compare(comparison)), flush=True)
    if not arguments.no_word:
        print(as_row(compare(compare_word(arguments.word_rounds))), flush=True)


def as_row(outcome: Outcome) -> str:
    """Return one row of the table."""
    asked = outcome.comparison
    bound = f"{asked.bound:.3g}" + (f" and {as_time(asked.seconds)}" if asked.seconds else "")
    cells = (
        asked.what,
        as_time(statistics.median(outcome.ours)),
        asked.peer,
        as_time(statistics.median(outcome.theirs)),
        f"{outcome.ratio:.3g}",
        f"{min(outcome.ratios):.3g} - {max(outcome.ratios):.3g}",
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
