"""Facts are given by name: two of one kind would change places unseen."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Final

import attrs
import pytest

BY_PLACE: Final = {
    "codes": {"BrokenCode", "FoundCode", "CriterionCode", "EvidenceCode", "IndicatorCode"},
    "law": {"LegalNumber"},
    "scoring": set[str](),
    "measures": set[str](),
    "evidence": {"CitationIndex", "_Names", "Rewriting"},
    "changes": {"Alignment", "Stretch", "_Comparison", "_Merger"},
    "frames": set[str](),
}
"""The rooms of the core, and their classes that take values by their place: codes, and what only one function makes."""


def list_by_place(room: str) -> set[str]:
    """Return the classes of a room that can be made with values by their place."""
    package = importlib.import_module(f"kdcl.{room}")
    names = [found.name for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    modules = [package, *map(importlib.import_module, names)]
    return {
        cls.__name__
        for module in modules
        for cls in vars(module).values()
        if isinstance(cls, type) and cls.__module__ == module.__name__ and attrs.has(cls) and is_by_place(cls)
    }


def is_by_place(cls: type[attrs.AttrsInstance]) -> bool:
    """Whether a class takes at least one value by its place."""
    return any(field.init and not field.kw_only for field in attrs.fields(cls))


@pytest.mark.parametrize("room", BY_PLACE)
def test_facts_are_given_by_name(room: str) -> None:
    """No class of a room takes a fact by its place, but those that say so."""
    assert list_by_place(room) == BY_PLACE[room]
