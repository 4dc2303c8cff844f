"""Files of the package that take long to read, kept in a form that loads at once.

What was read is kept where Python keeps compiled modules, by Python's own rules (``PYTHONDONTWRITEBYTECODE`` and
``PYTHONPYCACHEPREFIX`` hold for it too), and whoever may write there may write modules as well. The bytes it was made
of decide whether it still holds, never their time: an edited file is read anew. Where nothing can be kept, nothing is
lost but time: the catalogue of messages takes 60 ms to read and 2 to load, where Python itself starts in 15.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pickle
import sys
from collections.abc import Callable
from typing import Any, Final, TypeVar

_Read = TypeVar("_Read")

_SHAPE: Final = b"kdcl 1\n"
"""Changes with what readers make of the same bytes."""


def read_compiled(path: str, data: bytes, read: Callable[[bytes], _Read]) -> _Read:
    """Return what a reader makes of a file of the package, as it was kept or read anew.

    Args:
        path: the file; what is kept stands in the folder ``__pycache__`` beside it.
        data: its content.
        read: makes a value of it that can be pickled; an error of it is the caller's, and nothing is kept.
    """
    try:
        place = f"{importlib.util.cache_from_source(f'{path}.py')}.kdcl"
    except NotImplementedError:  # this Python keeps nothing
        return read(data)
    head = _SHAPE + importlib.util.source_hash(data)
    kept = _load(place, head)
    if kept is not None:
        return kept[0]  # type: ignore[no-any-return] # the head says that it is what `read` made
    made = read(data)
    if not sys.dont_write_bytecode:
        _keep(place, head + pickle.dumps((made,), pickle.HIGHEST_PROTOCOL))
    return made


def _load(place: str, head: bytes) -> tuple[Any] | None:
    """Return what is kept, in a tuple; None where that is nothing, of other bytes, or damaged."""
    try:
        with open(place, "rb") as file:  # noqa: PTH123 - pathlib would be the longer part of a start
            return pickle.load(file) if file.read(len(head)) == head else None  # noqa: S301 - as trusted as a compiled module
    except Exception:  # noqa: BLE001 - pickle raises anything on what is damaged, and then the source is read
        return None


def _keep(place: str, data: bytes) -> None:
    """Keep it whole or not at all; where that is forbidden, nothing happens."""
    with contextlib.suppress(OSError):
        folder = os.path.dirname(place)  # noqa: PTH120 - as above
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        neighbour = f"{place}.{os.getpid()}"
        with open(neighbour, "wb") as file:  # noqa: PTH123 - as above
            file.write(data)
        os.replace(neighbour, place)  # noqa: PTH105 - as above
