"""How many examples the properties draw, and how: one place for every property of the tests.

Profiles, chosen by the environment variable ``KDCL_EXAMPLES``:

- ``quick``, where nothing is chosen: a sixth of the examples of a whole run, and none of the tests marked ``big``.
- ``whole``: every test, each property with as many examples as it says; ``.ci/run`` takes it.
- ``thorough``: twenty times as many, other ones each time; a failure prints how to see it again.
- ``unshrunk``: as whole, and a failure is told as it was drawn: for ``tools/mutants.py``, which only asks for one.

Quick and whole runs draw always the same examples for the same code. A run depends on the code alone, so a failure is
the change's own, it comes again, and nothing is kept from one run for the next. In none does a clock take part: no
example has a deadline, and no property fails because drawing was slow.
"""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Final, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers

Drawn = TypeVar("Drawn")
VARIABLE: Final = "KDCL_EXAMPLES"
_UNTIMED: Final = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
_TIMES: Final = {"quick": Fraction(1, 6), "whole": Fraction(1), "thorough": Fraction(20), "unshrunk": Fraction(1)}
_USUAL: Final = 30
_LEAST: Final = 3
"""So many examples a quick run draws where a property asks for no more; the first ones drawn are the simplest."""
_PHASES: Final = (Phase.explicit, Phase.generate, Phase.shrink)


def get_profile() -> str:
    """Return the name of the profile that is asked for; an unknown one is an error."""
    name = os.environ.get(VARIABLE) or "quick"
    if name not in _TIMES:
        raise ValueError(f"{VARIABLE} is {name!r}; write one of {', '.join(_TIMES)}")
    return name


def count(whole: int, *, least: int = _LEAST) -> int:
    """Return how many examples to draw where a whole run draws so many; a quick one draws `least` or more."""
    return max(min(whole, least), int(whole * _TIMES[get_profile()]))


def examples(whole: int, *allowed: HealthCheck, least: int = _LEAST) -> settings:
    """Return the setting of a property that needs more or fewer examples than is usual, by those of a whole run.

    A property over whole files draws few, one over a short text draws many; `allowed` are complaints of Hypothesis that
    do not hold for it. Where another test shows that the property meets what it speaks of within its first examples,
    `least` is how many that test looks at.
    """
    return settings(max_examples=count(whole, least=least), suppress_health_check=[HealthCheck.too_slow, *allowed])


def draw_from_no_source() -> None:
    """Keep Hypothesis from drawing numbers and texts that stand in the source of whatever was imported before.

    It does so since 6.131, and no setting turns it off: a property would draw other examples alone than among others,
    and others of an installed package than of a checkout.
    """
    if hasattr(providers, "_get_local_constants"):
        nothing = type(providers._local_constants)()  # noqa: SLF001 - as said above
        providers._get_local_constants = lambda: nothing  # noqa: SLF001 - as said above


def load_profile() -> None:
    """Let properties draw as the profile says that is asked for."""
    draw_from_no_source()
    name = get_profile()
    if name == "thorough":
        settings.register_profile(name, _UNTIMED, max_examples=count(_USUAL), print_blob=True)
    else:
        phases = _PHASES[:-1] if name == "unshrunk" else _PHASES
        settings.register_profile(
            name, _UNTIMED, max_examples=count(_USUAL), derandomize=True, database=None, phases=phases
        )
    settings.load_profile(name)


def draw(strategy: st.SearchStrategy[Drawn], number: int) -> tuple[Drawn, ...]:
    """Return the examples that a property tried with so many is tried with first; always the same ones."""
    drawn: list[Drawn] = []

    @settings(max_examples=number, phases=[Phase.generate], derandomize=True, database=None)
    @given(strategy)
    def keep(value: Drawn) -> None:
        drawn.append(value)

    keep()
    return tuple(drawn)
