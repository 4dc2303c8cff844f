"""Which framework a school's facts are held against: the one that is given, or the one that they name.

Whoever holds facts against a framework takes the facts first and the framework second
(``docs/decisions/7-facts-first.md``).
"""

from __future__ import annotations

import os
from typing import Any

from kdcl.law import Framework
from kdcl.school.assessment import SelfAssessment
from kdcl.school.ratings import Ratings, RatingsLike, to_ratings


def framework_for(facts: object, framework: object, kind: type[Any] | None, call: str) -> Framework:
    """Return the framework that facts are held against: the one given, else the one whose id the facts have.

    Args:
        facts: what was given as facts.
        framework: what was given as the framework; None where nothing was.
        kind: what the facts have to be; None where they may be ratings in any form.
        call: how the call is written, for the error.

    Raises:
        TypeError: the order is another one, something else was given, or no framework is given nor named.
        UnknownFrameworkError: no framework of the id in the facts is known.
        FrameworkNotAvailableError: it exists in law, but its text could not be read.
    """
    if isinstance(facts, Framework):
        raise TypeError(f"the facts come first and the framework second: call {call}")
    if kind is None and isinstance(facts, str | os.PathLike):
        path = os.fsdecode(facts)  # pyright: ignore[reportUnknownArgumentType] - of text or of bytes
        raise TypeError(f"{call} takes a school's file that was loaded, not {path!r}: load it with kdcl.load")
    if kind is not None and not isinstance(facts, kind):
        loads = f"{facts!r}: load it with kdcl.load" if isinstance(facts, str) else type(facts).__name__
        raise TypeError(f"{call} takes a {kind.__name__}, not {loads}")
    if isinstance(framework, Framework):
        return framework
    if framework is not None:
        named = (
            f"{framework!r}: get it with kdcl.get_framework" if isinstance(framework, str) else type(framework).__name__
        )
        raise TypeError(f"{call} takes a Framework, not {named}")
    named_by_facts = getattr(facts, "framework", None) if isinstance(facts, kind or SelfAssessment) else None
    if not isinstance(named_by_facts, str):
        raise TypeError(f"ratings alone do not say which framework they are of: call {call}")
    from kdcl.standards import get_framework  # noqa: PLC0415 - most calls name theirs

    return get_framework(named_by_facts)


def ratings_of(facts: SelfAssessment | RatingsLike) -> Ratings:
    """Return the ratings of a school's file, or the ratings that were given as such."""
    return facts.ratings if isinstance(facts, SelfAssessment) else to_ratings(facts)
