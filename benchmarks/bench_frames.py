"""Many schools at once: scoring a table against reading it, and a long one against the bare grouping by school.

::

    python benchmarks/bench_frames.py --schools 10000 100000 1000000 --rounds 3

Every sample is a process of its own, ours and the peer's in turns, so that its memory is its own. The table gives the
medians of the CPU time, their ratio, the highest memory of each, and the CPU time for each school, which shows whether
cost is linear. "long" has the rows of a school far apart, "sorted" has them together, "coded" has ratings as codes
(`polars.Enum`) and not as texts, "groups" has row groups of 25,000 schools; "stream" only counts empty cells, which is
what reading the same file piece by piece costs. The last row is the plain way: a sample of schools scored one by one
with `kdcl.score` and `kdcl.bounds`. Dask is measured where it is installed, for 100,000 schools at most.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

import kdcl
from kdcl.frames import PASSES, score_schools

_FRAMEWORK: Final = "tt42-2012/secondary"
_SHARE_MET: Final = 0.93
CASES: Final[dict[str, tuple[str, str, float | None]]] = {
    "wide, Polars": ("wide_score", "wide_read", 3.0),
    "wide, Polars, against stream": ("wide_score", "wide_stream", None),
    "wide, groups, Polars, against stream": ("groups_score", "groups_stream", None),
    "wide, coded, Polars": ("coded_score", "coded_read", 3.0),
    "long, Polars": ("long_score", "long_group", 4.0),
    "long, in passes, Polars": ("long_passes", "long_group", 4.0),
    "sorted, Polars": ("sorted_score", "sorted_group", 4.0),
    "wide, DuckDB": ("wide_duckdb", "wide_duckdb_read", 3.0),
    "long, DuckDB": ("long_duckdb", "long_duckdb_group", 5.0),
    "wide, Dask": ("wide_dask", "wide_dask_read", None),
}
"""What is measured, its peer, and the ratio that the design promises; None where it promises none."""
_MOST_OF_DASK: Final = 100_000
"""For how many schools Dask is asked; its tables are those of pandas."""
_ROWS_OF_GROUP: Final = 25_000
_SAMPLE: Final = 2_000
"""Schools that are scored one by one."""


def main() -> None:
    """Make tables of every size, measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="measure only what has this in its name")
    parser.add_argument("--sample", nargs=2, metavar=("CASE", "FOLDER"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.sample:
        take_sample(*arguments.sample)
        return
    print("| what | schools | CPU | peer | ratio | bound | memory | peer | CPU for a school |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for schools in arguments.schools:
        with tempfile.TemporaryDirectory() as folder:
            write_tables(schools, Path(folder))
            for what, case in CASES.items():
                if arguments.only in what and is_asked(what, schools):
                    print(compare(what, schools, case, folder, arguments.rounds), flush=True)
            if not arguments.only:
                print(compare_with_loop(schools, folder, arguments.rounds), flush=True)


def is_asked(what: str, schools: int) -> bool:
    """Return whether an engine is there, and asked for so many schools."""
    return "Dask" not in what or (importlib.util.find_spec("dask") is not None and schools <= _MOST_OF_DASK)


def write_tables(schools: int, folder: Path) -> None:
    """Write the same random schools as a wide and as a long table."""
    codes = [str(indicator.code) for indicator in kdcl.get_framework(_FRAMEWORK).indicators]
    cells = pl.int_range(schools, eager=True)
    wide = pl.DataFrame({"school": cells}).with_columns(
        pl.when(pl.int_range(schools).shuffle(seed=number) < int(schools * _SHARE_MET))
        .then(pl.lit("met"))
        .otherwise(pl.lit("not_met"))
        .alias(code)
        for number, code in enumerate(codes)
    )
    wide.write_parquet(folder / "wide.parquet")
    wide.write_parquet(folder / "groups.parquet", row_group_size=_ROWS_OF_GROUP)
    wide.with_columns(pl.col(codes).cast(pl.Enum(["met", "not_met"]))).write_parquet(folder / "coded.parquet")
    # Column after column, as an export by indicator is ordered: the grouping finds no school's rows together.
    long = pl.scan_parquet(folder / "wide.parquet").unpivot(
        index="school", variable_name="indicator", value_name="rating"
    )
    long.sink_parquet(folder / "long.parquet")
    # Row by row of the wide table, as a program that asks each school in turn writes it.
    pl.scan_parquet(folder / "long.parquet").sort("school").sink_parquet(folder / "sorted.parquet")


def compare(what: str, schools: int, case: tuple[str, str, float | None], folder: str, rounds: int) -> str:
    """Return one row: samples of both in turns."""
    ours, theirs, bound = case
    pairs = [(run_sample(ours, folder), run_sample(theirs, folder)) for _ in range(rounds)]
    mine, peer = (statistics.median(pair[side]["cpu"] for pair in pairs) for side in (0, 1))
    memory = [max(pair[side]["memory"] for pair in pairs) for side in (0, 1)]
    cells = (
        what,
        f"{schools:,}",
        f"{mine:.3f} s",
        f"{peer:.3f} s",
        f"{mine / peer:.2f}",
        "" if bound is None else f"{bound:g}",
        f"{memory[0]:.0f} MiB",
        f"{memory[1]:.0f} MiB",
        f"{1e6 * mine / schools:.2f} µs",
    )
    return f"| {' | '.join(cells)} |"


def compare_with_loop(schools: int, folder: str, rounds: int) -> str:
    """Return one row: what a school costs in the wide table against one of a sample scored one by one."""
    pairs = [(run_sample("wide_score", folder), run_sample("wide_loop", folder)) for _ in range(rounds)]
    sample = min(schools, _SAMPLE)
    mine, peer = (statistics.median(pair[side]["cpu"] for pair in pairs) for side in (0, 1))
    times = (1e6 * mine / schools, 1e6 * peer / sample)
    return (
        f"| wide, Polars, against one by one | {schools:,} | {times[0]:.2f} µs a school | {times[1]:.2f} µs a school | "
        f"1/{times[1] / times[0]:.0f} | | | | |"
    )


def run_sample(case: str, folder: str) -> dict[str, float]:
    """Return what one sample took, in a process of its own."""
    done = subprocess.run(  # noqa: S603 - this interpreter and this script
        [sys.executable, __file__, "--sample", case, folder], check=True, capture_output=True, encoding="utf-8"
    )
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def take_sample(case: str, folder: str) -> None:
    """Do one of the cases and print its CPU time without that of the imports, and the highest memory it added."""
    table = str(Path(folder) / f"{case.partition('_')[0]}.parquet")
    framework = kdcl.get_framework(_FRAMEWORK)
    resting = read_memory("VmRSS")
    before = resource.getrusage(resource.RUSAGE_SELF)
    started = time.perf_counter()
    _DO[case](table, framework)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = max(0.0, read_memory("VmHWM") - resting)
    print(json.dumps({"cpu": cpu, "seconds": time.perf_counter() - started, "memory": memory}))


def read_memory(name: str) -> float:
    """Return a figure of this process's memory in MiB, as Linux tells it."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def _score_polars(table: str, framework: kdcl.Framework) -> object:
    return score_schools(pl.scan_parquet(table), framework).collect(engine="streaming")


def _score_passes(table: str, framework: kdcl.Framework) -> object:
    return score_schools(pl.scan_parquet(table), framework, passes=PASSES).collect(engine="streaming")


def _stream_polars(table: str, _: kdcl.Framework) -> object:
    return pl.scan_parquet(table).select(pl.all().null_count()).collect(engine="streaming")


def _read_dask(table: str, _: kdcl.Framework) -> object:
    return _scan_dask(table).compute(scheduler="threads")


def _score_dask(table: str, framework: kdcl.Framework) -> object:
    return score_schools(_scan_dask(table), framework).compute(scheduler="threads")


def _scan_dask(table: str) -> Any:  # noqa: ANN401 - a table of Dask
    import dask.dataframe as dd  # noqa: PLC0415 - only where it is installed

    return dd.read_parquet(table, split_row_groups=True)


def _score_duckdb(table: str, framework: kdcl.Framework) -> object:
    relation: Any = duckdb.connect().read_parquet(table)
    return score_schools(relation, framework).to_arrow_table()


def _score_one_by_one(table: str, framework: kdcl.Framework) -> object:
    rows = pl.scan_parquet(table).head(_SAMPLE).drop("school").collect().rows(named=True)
    return [(kdcl.score(row, framework).level, kdcl.bounds(row, framework)) for row in rows]


_DO: Final[dict[str, Callable[[str, kdcl.Framework], object]]] = {
    "wide_score": _score_polars,
    "groups_score": _score_polars,
    "coded_score": _score_polars,
    "long_score": _score_polars,
    "long_passes": _score_passes,
    "sorted_score": _score_polars,
    "wide_loop": _score_one_by_one,
    "wide_read": lambda table, _: pl.read_parquet(table),
    "coded_read": lambda table, _: pl.read_parquet(table),
    "wide_stream": _stream_polars,
    "groups_stream": _stream_polars,
    "wide_dask": _score_dask,
    "wide_dask_read": _read_dask,
    "long_group": lambda table, _: pl.scan_parquet(table).group_by("school").len().collect(engine="streaming"),
    "sorted_group": lambda table, _: pl.scan_parquet(table).group_by("school").len().collect(engine="streaming"),
    "wide_duckdb": _score_duckdb,
    "long_duckdb": _score_duckdb,
    "wide_duckdb_read": lambda table, _: duckdb.connect().read_parquet(table).to_arrow_table(),
    "long_duckdb_group": lambda table, _: (
        duckdb.connect()
        .sql(
            f"SELECT school, count(*) FROM read_parquet('{table}') GROUP BY school"  # noqa: S608 - a name made here
        )
        .to_arrow_table()
    ),
}


if __name__ == "__main__":
    main()
