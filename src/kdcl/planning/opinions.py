"""What came of the opinions on the published draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs

from kdcl.school import Opinion, OpinionOutcome


@attrs.frozen(kw_only=True)
class OpinionSummary:
    """A log of opinions in numbers.

    Attributes:
        total: how many there are.
        outcomes: how many were decided in each way.
        undecided: those of which nothing is decided yet, in the order of the log.
        sources: the roles and groups they came from, each once, in the order of the log.
    """

    total: int
    outcomes: Mapping[OpinionOutcome, int]
    undecided: tuple[Opinion, ...]
    sources: tuple[str, ...]


def summarize_opinions(opinions: Sequence[Opinion]) -> OpinionSummary:
    """Return a log of opinions in numbers."""
    decided = [opinion.outcome for opinion in opinions if opinion.outcome is not None]
    return OpinionSummary(
        total=len(opinions),
        outcomes=MappingProxyType({outcome: decided.count(outcome) for outcome in OpinionOutcome}),
        undecided=tuple(opinion for opinion in opinions if opinion.outcome is None),
        sources=tuple(dict.fromkeys(opinion.source for opinion in opinions if opinion.source)),
    )
