"""How many examples the properties draw, and how: one place for every property of the tests.

Three profiles, chosen by the environment variable ``KDCL_EXAMPLES``:

- ``quick``, where nothing is chosen: few examples, and always the same ones for the same code. A run depends on the
  code alone, so a failure is the change's own, it comes again, and nothing is kept from one run for the next.
- ``thorough``: twenty times as many, other ones each time; a failure prints how to see it again.
- ``unshrunk``: as quick, and a failure is told as it was drawn: for ``tools/mutants.py``, which only asks for one.

In none does a clock take part: no example has a deadline, and no property fails because drawing was slow.
"""

from __future__ import annotations

import os
from typing import Final, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

Drawn = TypeVar("Drawn")
VARIABLE: Final = "KDCL_EXAMPLES"
_UNTIMED: Final = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_TIMES: Final = {"quick": 1, "thorough": 20, "unshrunk": 1}
_USUAL: Final = 30

_PHASES: Final = [Phase.explicit, Phase.generate, Phase.shrink]

settings.register_profile("quick", _UNTIMED, max_examples=_USUAL, derandomize=True, database=None, phases=_PHASES)
settings.register_profile(
    "unshrunk", _UNTIMED, max_examples=_USUAL, derandomize=True, database=None, phases=_PHASES[:-1]
)
settings.register_profile("thorough", _UNTIMED, max_examples=_USUAL * _TIMES["thorough"], print_blob=True)


def get_profile() -> str:
    """Return the name of the profile that is asked for; an unknown one is an error."""
    name = os.environ.get(VARIABLE) or "quick"
    if name not in _TIMES:
        raise ValueError(f"{VARIABLE} is {name!r}; write one of {', '.join(_TIMES)}")
    return name


def count(quick: int) -> int:
    """Return how many examples to draw where the quick profile draws so many."""
    return quick * _TIMES[get_profile()]


def examples(quick: int, *allowed: HealthCheck) -> settings:
    """Return the setting of a property that needs more or fewer examples than is usual, by those of the quick profile.

    A property over whole files draws few, one over a short text draws many; `allowed` are complaints of Hypothesis that
    do not hold for it.
    """
    return settings(max_examples=count(quick), suppress_health_check=[HealthCheck.too_slow, *allowed])


def draw(strategy: st.SearchStrategy[Drawn], number: int) -> tuple[Drawn, ...]:
    """Return the examples that a property tried with so many is tried with first; always the same ones."""
    drawn: list[Drawn] = []

    @settings(max_examples=number, phases=[Phase.generate], derandomize=True, database=None)
    @given(strategy)
    def keep(value: Drawn) -> None:
        drawn.append(value)

    keep()
    return tuple(drawn)
