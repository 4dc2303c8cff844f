"""Tables of many schools, as `bench_frames.py` measures them: each sample in a process of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from timing import Comparison, Peer, find_peer


@contextmanager
def frame_comparisons(schools: int, rounds: int = 3) -> Iterator[Iterator[Comparison]]:
    """Give the comparisons of scoring tables of so many schools with reading them, or with only grouping by school."""
    frames = find_peer("bench_frames")
    if frames is None:
        yield iter(())
        return
    with tempfile.TemporaryDirectory() as folder:
        frames.write_tables(schools, Path(folder))

        def sample_of(case: str) -> Callable[[], float]:
            return lambda: float(frames.run_sample(case, folder)["cpu"])

        yield iter(
            [
                Comparison(
                    what=f"score {schools:,} schools, {what}",
                    ours=sample_of(ours),
                    peers=(
                        Peer(
                            "reading alone" if "wide" in what else "the bare grouping",
                            sample_of(theirs),
                            bound,
                            is_floor=True,
                        ),
                    ),
                    rounds=rounds,
                )
                for what, (ours, theirs, bound) in frames.CASES.items()
                if frames.is_asked(what, schools)
            ]
        )
