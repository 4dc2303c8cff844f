"""Prints one table of several runs that `run.py --json` kept: the median of their ratios, and the lowest and highest.

::

    python benchmarks/summary.py RUN1.json RUN2.json RUN3.json
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = """\
| what | against | median ratio of the runs | range | goal | |
| --- | --- | --- | --- | --- | --- |"""
GROWTH_HEAD = """
| what | exponent | range | goal | |
| --- | --- | --- | --- | --- |"""


def main() -> None:
    """Read the runs and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", type=Path)
    runs = [json.loads(path.read_text("utf-8")) for path in parser.parse_args().runs]
    print(HEAD)
    print("\n".join(iter_rows(runs)))
    print(GROWTH_HEAD)
    print("\n".join(iter_growth_rows(runs)))
    for run in runs:
        print(run["memory"])


def iter_rows(runs: list[dict[str, Any]]) -> Iterator[str]:
    """Iterate over the rows of the first table, in the order of the first run that has them."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for run in runs:
        for row in run["rows"]:
            found[row["what"], row["peer"]].append(row)
    for (what, peer), rows in found.items():
        ratios = [row["ratio"] for row in rows]
        bound, seconds = rows[0]["bound"], rows[0]["seconds"]
        lasted = statistics.median(statistics.median(row["ours"]) for row in rows)
        goal = "" if bound is None else f"{bound:g}" + ("" if seconds is None else f", and {seconds:g} s")
        is_met = bound is None or (statistics.median(ratios) <= bound and (seconds is None or lasted <= seconds))
        verdict = "" if bound is None else "met" if is_met else "missed"
        floor = " (floor)" if rows[0]["is_floor"] else ""
        yield f"| {what} | {peer}{floor} | {spread(ratios)} | {goal} | {verdict} |"


def iter_growth_rows(runs: list[dict[str, Any]]) -> Iterator[str]:
    """Iterate over the rows of the table of growth; of a text, whatever it was made of in each run."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for run in runs:
        for row in run["growth"]:
            found[row["what"].partition(": worst on ")[0]].append(row)
    for what, rows in found.items():
        exponents = [row["exponent"] for row in rows]
        bound = rows[0]["bound"]
        verdict = "met" if statistics.median(exponents) <= bound else "missed"
        yield f"| {what} | {spread(exponents)} | {bound:.3g} | {verdict} |"


def spread(values: list[float]) -> str:
    """Return the median, and the lowest and highest as another cell."""
    return f"{statistics.median(values):.3g} | {min(values):.3g} - {max(values):.3g}"


if __name__ == "__main__":
    main()
