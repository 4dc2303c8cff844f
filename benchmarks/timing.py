"""Times things against each other in one run: turn by turn, in seconds of the processor, not of the clock."""

from __future__ import annotations

import gc
import importlib
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from types import ModuleType

import attrs

SAMPLE_SECONDS = 0.02
"""A sample lasts at least this long; what is faster is called more than once in it."""

Sampler = Callable[[], float]
"""Does something and returns the seconds of a processor that it took."""


@attrs.frozen
class Peer:
    """What something is held against.

    Attributes:
        name: what it is.
        sample: takes one sample of it.
        bound: the ratio, ours to it, that the design promises; None where it promises none.
        is_floor: whether it does only what nobody who does the work can leave out; otherwise it is another library that
            does the same work.
    """

    name: str
    sample: Sampler
    bound: float | None = None
    is_floor: bool = False


@attrs.frozen(kw_only=True)
class Comparison:
    """Something of ours to time against others.

    Attributes:
        what: what is measured.
        ours: takes one sample of it.
        peers: what it is held against.
        rounds: how many samples each side gives.
        seconds: the time that is promised whatever the others need; None where none is.
    """

    what: str
    ours: Sampler
    peers: tuple[Peer, ...]
    rounds: int = 31
    seconds: float | None = None


@attrs.frozen(kw_only=True)
class Outcome:
    """The samples of ours and of one peer, in the order they were taken."""

    comparison: Comparison
    peer: Peer
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
        bound = self.peer.bound
        return (bound is None or self.ratio <= bound) and (limit is None or statistics.median(self.ours) <= limit)


def compare(comparison: Comparison) -> tuple[Outcome, ...]:
    """Take the samples, ours and each peer's in turns, after one of each that does not count; one outcome for each."""
    samplers = (comparison.ours, *(peer.sample for peer in comparison.peers))
    for sample in samplers if comparison.rounds > 1 else ():
        sample()
    rounds = [tuple(sample() for sample in samplers) for _ in range(comparison.rounds)]
    ours, *others = zip(*rounds, strict=True)
    return tuple(
        Outcome(comparison=comparison, peer=peer, ours=ours, theirs=theirs)
        for peer, theirs in zip(comparison.peers, others, strict=True)
    )


def find_peer(module: str) -> ModuleType | None:
    """Return a module of this folder that needs a library of somebody else's, or None where that is not installed."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] in {"kdcl", module}:
            raise
        print(
            f"{missing.name} is not installed, so that its rows are left out: pip install '.[peers]'", file=sys.stderr
        )
        return None


def require(is_so: bool, otherwise: str) -> None:  # noqa: FBT001 - what is required is said at the call
    """Stop where a peer does not do the same work.

    Raises:
        ValueError: it does not.
    """
    if not is_so:
        raise ValueError(otherwise)


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
    settings = installed_environment()

    def sample() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(  # noqa: S603 - the running interpreter
            command, check=True, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return sample


def installed_environment() -> dict[str, str]:
    """Return the environment in which modules are kept compiled, as they are where a package is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _seconds_of(function: Callable[[], object], calls: int) -> float:
    gc.collect()
    started = time.process_time()
    for _ in range(calls):
        function()
    return time.process_time() - started
