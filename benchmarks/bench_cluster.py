"""Many schools on engines of clusters: out of core with Polars and DuckDB, and PySpark in local mode.

::

    python benchmarks/bench_cluster.py out-of-core --schools 10000000 --folder ROOM
    python benchmarks/bench_cluster.py spark --schools 1000000 --folder ROOM

Out of core, a table of parts of 1,000,000 schools is scored and written without ever being whole in memory; each engine
is a process of its own, and the highest memory that the system saw of it is told. In local mode Spark scores the same
table against reading it; its CPU time is that of its Java process, and its memory too. PySpark and Java are not among
what the tests need: ``pip install pyspark``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

import kdcl
from kdcl.frames import score_schools, summarise_levels

_FRAMEWORK: Final = "tt42-2012/secondary"
_PART: Final = 1_000_000
_SHARE_MET: Final = 93
_ROWS_OF_GROUP: Final = 100_000
"""What a stream holds at once is a matter of the row groups of the files."""
_ROOM_OF_DUCKDB: Final = "2GB"
"""What DuckDB may take before it writes to the disk."""


def main() -> None:
    """Make the table, measure what is asked for, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("out-of-core", "spark", *_DO))
    parser.add_argument("--schools", type=int, default=_PART)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--folder", type=Path, required=True, help="where the table is made, and stays")
    arguments = parser.parse_args()
    if arguments.what in _DO:
        take_sample(arguments.what, arguments.folder)
        return
    write_table(arguments.schools, arguments.folder)
    cases = ("polars", "duckdb") if arguments.what == "out-of-core" else ("spark_read", "spark_score")
    print("| engine | schools | CPU | seconds | memory | schools at levels 0 to 3 |")
    print("| --- | --- | --- | --- | --- | --- |")
    for case in cases:
        taken = [run_sample(case, arguments.folder) for _ in range(arguments.rounds)]
        cpu, seconds = (statistics.median(each[name] for each in taken) for name in ("cpu", "seconds"))
        memory = max(each["memory"] for each in taken)
        cells = (
            case,
            f"{arguments.schools:,}",
            f"{cpu:.1f} s",
            f"{seconds:.1f} s",
            f"{memory:.0f} MiB",
            taken[0]["told"],
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def write_table(schools: int, folder: Path) -> None:
    """Write random schools as a wide table in parts; parts that are there already stay."""
    codes = [str(indicator.code).replace(".", "_") for indicator in kdcl.get_framework(_FRAMEWORK).indicators]
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(0, schools, _PART):
        part = folder / f"schools-{number // _PART:03}.parquet"
        if part.exists():
            continue
        last = min(number + _PART, schools)
        table = pl.select(school=pl.int_range(number, last)).with_columns(
            pl.when(pl.col("school").hash(seed=seed) % 100 < _SHARE_MET)
            .then(pl.lit("met"))
            .otherwise(pl.lit("not_met"))
            .alias(code)
            for seed, code in enumerate(codes)
        )
        table.write_parquet(part, compression="zstd", row_group_size=_ROWS_OF_GROUP)


def run_sample(case: str, folder: Path) -> dict[str, Any]:
    """Return what one sample took, in a process of its own."""
    done = subprocess.run(  # noqa: S603 - this interpreter and this script
        [sys.executable, __file__, case, "--folder", str(folder)], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    taken: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return taken


def take_sample(case: str, folder: Path) -> None:
    """Do one of the cases and print what it took and what it found."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    told, java = _DO[case](folder)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = after.ru_maxrss / 1024
    taken = {"cpu": cpu + java[0], "seconds": time.perf_counter() - started, "memory": memory + java[1]}
    print(json.dumps({**taken, "told": told}))


Found = tuple[str, tuple[float, float]]
"""What a case found, and the CPU time and the memory of another process that worked for it."""
_ALONE: Final = (0.0, 0.0)


def _count(path: Path) -> str:
    counted = summarise_levels(pl.scan_parquet(path)).collect().sort("level", nulls_last=False)
    return ", ".join(f"{schools:,}" for schools in counted["schools"])


def score_polars(folder: Path) -> Found:
    """Score with lazy Polars, streaming from file to file."""
    out = folder / "scored-polars.parquet"
    score_schools(pl.scan_parquet(folder / "schools-*.parquet"), kdcl.get_framework(_FRAMEWORK)).sink_parquet(out)
    return _count(out), _ALONE


def score_duckdb(folder: Path) -> Found:
    """Score with DuckDB, from file to file."""
    out = folder / "scored-duckdb.parquet"
    connection = duckdb.connect(config={"memory_limit": _ROOM_OF_DUCKDB, "temp_directory": str(folder / "spill")})
    connection.execute("SET preserve_insertion_order = false")
    table = connection.read_parquet(str(folder / "schools-*.parquet"))
    score_schools(table, kdcl.get_framework(_FRAMEWORK)).write_parquet(str(out))
    return _count(out), _ALONE


def _open_spark() -> Any:  # noqa: ANN401 - PySpark is not among what type checkers see here
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only where it is asked for

    builder = SparkSession.builder.master(f"local[{len(os.sched_getaffinity(0))}]")
    settings = {"spark.ui.enabled": "false", "spark.driver.memory": "3g", "spark.sql.codegen.maxFields": "1000"}
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def _measure_java(session: Any) -> tuple[float, float]:  # noqa: ANN401 - see above
    """Return the CPU time and the highest memory of Spark's Java process, as Linux tells them."""
    process = Path("/proc", str(session.sparkContext._gateway.proc.pid))  # noqa: SLF001 - no public name leads there
    fields = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
    lines = (process / "status").read_text("utf-8").splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), memory


def _with_spark(folder: Path, work: Callable[[Any], Any]) -> Found:
    session = _open_spark()
    table = session.read.parquet(*map(str, sorted(folder.glob("schools-*.parquet"))))
    resting, _ = _measure_java(session)
    result = work(table)
    cpu, memory = _measure_java(session)
    told = ""
    if result is not None:
        told = ", ".join(f"{row['schools']:,}" for row in sorted(result, key=lambda row: row["level"] or 0))
    session.stop()
    return told, (cpu - resting, memory)


def read_spark(folder: Path) -> Found:
    """Read every cell with Spark, and keep nothing."""
    return _with_spark(folder, lambda table: table.write.format("noop").mode("overwrite").save())


def score_spark(folder: Path) -> Found:
    """Score with Spark, and keep nothing but the levels."""
    framework = kdcl.get_framework(_FRAMEWORK)
    return _with_spark(folder, lambda table: summarise_levels(score_schools(table, framework)).collect())


_DO: Final[dict[str, Callable[[Path], Found]]] = {
    "polars": score_polars,
    "duckdb": score_duckdb,
    "spark_read": read_spark,
    "spark_score": score_spark,
}


if __name__ == "__main__":
    main()
