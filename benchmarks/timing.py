"""Times two things against each other in one run: turn by turn, in seconds of the processor, not of the clock."""

from __future__ import annotations

import gc
import resource
import statistics
import subprocess
import time
from collections.abc import Callable

import attrs

SAMPLE_SECONDS = 0.02
"""A sample lasts at least this long; what is faster is called more than once in it."""

Sampler = Callable[[], float]
"""Does something and returns the seconds of a processor that it took."""


@attrs.frozen(kw_only=True)
class Comparison:
    """Two things to time against each other.

    Attributes:
        what: what is measured.
        peer: what it is held against.
        ours: takes one sample of it.
        theirs: takes one sample of the peer.
        bound: the ratio, ours to theirs, that is promised; None where none is.
        rounds: how many samples each side gives.
        seconds: the time that is promised whatever the peer needs; None where none is.
    """

    what: str
    peer: str
    ours: Sampler
    theirs: Sampler
    bound: float | None
    rounds: int = 31
    seconds: float | None = None


@attrs.frozen(kw_only=True)
class Outcome:
    """The samples of a comparison, in the order they were taken."""

    comparison: Comparison
    ours: tuple[float, ...]
    theirs: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The ratio of the medians."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    @property
    def ratios(self) -> tuple[float, ...]:
        """The ratio of each round."""
        return tuple(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))

    @property
    def quartiles(self) -> tuple[float, float]:
        """The ratios between which the middle half of the rounds lies; of a single round, its own."""
        if len(self.ratios) == 1:
            return self.ratios[0], self.ratios[0]
        first, _, last = statistics.quantiles(self.ratios, n=4)
        return first, last

    @property
    def is_within(self) -> bool:
        """Whether what is promised holds."""
        limit = self.comparison.seconds
        bound = self.comparison.bound
        return (bound is None or self.ratio <= bound) and (limit is None or statistics.median(self.ours) <= limit)


def compare(comparison: Comparison) -> Outcome:
    """Take the samples, ours and theirs in turns, after one of each that does not count."""
    comparison.ours()
    if comparison.rounds > 1:
        comparison.theirs()
    pairs = [(comparison.ours(), comparison.theirs()) for _ in range(comparison.rounds)]
    ours, theirs = zip(*pairs, strict=True)
    return Outcome(comparison=comparison, ours=ours, theirs=theirs)


def calls_of(function: Callable[[], object]) -> Sampler:
    """Return a sampler of a function: the seconds of one call, taken over as many calls as fill a sample."""
    calls = 1
    while (lasted := _seconds_of(function, calls)) < SAMPLE_SECONDS:
        calls = max(calls * 2, int(calls * SAMPLE_SECONDS / max(lasted, 1e-9)))
    return lambda: _seconds_of(function, calls) / calls


def call_of(function: Callable[[], object]) -> Sampler:
    """Return a sampler of a function that lasts long enough to be called once."""
    return lambda: _seconds_of(function, 1)


def process_of(*command: str) -> Sampler:
    """Return a sampler of a command: the seconds of its own process, from its start to its end."""

    def sample() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - the running interpreter
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return sample


def _seconds_of(function: Callable[[], object], calls: int) -> float:
    gc.collect()
    started = time.process_time()
    for _ in range(calls):
        function()
    return time.process_time() - started
