"""From TOML to a whole framework: its catalogue, level rules and measures, strictly checked."""

from __future__ import annotations

from importlib.resources.abc import Traversable

import attrs

from kdcl.law import Framework
from kdcl.standards._catalogue import read_catalogue
from kdcl.standards._measures import read_measures
from kdcl.standards._rules import read_level_rules

_OWN = frozenset({"catalogue.toml", "levels.toml", "measures.toml"})
"""The files of a framework itself; the others in its folder are parts of the law that it shares with its circular."""


def load_framework(place: Traversable) -> Framework:
    """Return the framework of a folder, or of a catalogue file alone."""
    if not place.is_dir():
        return read_catalogue(place)
    framework = read_catalogue(place / "catalogue.toml")
    rules, numbers = place / "levels.toml", place / "measures.toml"
    measures, unmeasured = read_measures(numbers, framework) if numbers.is_file() else ((), ())
    return attrs.evolve(
        framework,
        level_rules=read_level_rules(rules, framework) if rules.is_file() else None,
        measures=measures,
        unmeasured=unmeasured,
    )


def has_parts(place: Traversable) -> bool:
    """Whether a folder holds files of parts of the law besides those of the framework itself."""
    return place.is_dir() and any(file.name.endswith(".toml") and file.name not in _OWN for file in place.iterdir())
