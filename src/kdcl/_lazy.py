"""The lazy face of a package: public names that are imported when they are first used."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # every import of the package pays for what is imported here
    from collections.abc import Callable, Mapping


def open_face(
    package: str, rooms: Mapping[str, str]
) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """Return the sorted names of a package's face, and its ``__getattr__`` and ``__dir__``.

    A type checker reads the imports that stand beside it instead; a test holds both lists equal.

    Args:
        package: the package's name.
        rooms: the names that each module offers, with blanks between them.
    """
    homes = {name: room for room, names in rooms.items() for name in names.split()}
    names = sorted(homes)

    def get(name: str) -> Any:  # noqa: ANN401 - a public name may be anything
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(homes[name]), name)
        setattr(sys.modules[package], name, value)
        return value

    return names, get, lambda: list(names)
