"""Identifiers that never change: made from a framework's id and the law's own numbers."""

from __future__ import annotations

import uuid
from typing import Final

_NAMESPACE: Final = uuid.UUID("5a493aa9-a34b-41a6-a745-5238a1aeadb9")
"""The namespace of all identifiers of this library; it was drawn once."""


def identify(*parts: object) -> uuid.UUID:
    """Return the identifier of what these parts name, the same each time (UUID version 5).

    Args:
        parts: what is identified, from the outside in: a framework's id and a number of the law.

    >>> str(identify("tt42-2012/primary", "1.3.b"))
    '8b72cdc3-6cf8-53b3-99a8-2c85bc02a85d'
    """
    return uuid.uuid5(_NAMESPACE, "#".join(map(str, parts)))


def make_urn(*parts: object) -> str:
    """Return the identifier as a URN, which needs no host to be unique."""
    return identify(*parts).urn
